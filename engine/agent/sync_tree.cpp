// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/sync_tree.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <vector>

namespace bayplan {
namespace fs = std::filesystem;

namespace {

bool isHash(std::string_view name)
{
    return (name.size() == 40 || name.size() == 64) &&
           name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Everything written so far to the file system of that folder is on its disk.
Result<void> syncAll(const std::string &folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return treeError(folder, lastError());
    const bool good = ::syncfs(descriptor) == 0;
    const std::error_code why = lastError();
    ::close(descriptor);
    if (!good)
        return treeError(folder, why);
    return {};
}

} // namespace

std::error_code lastError()
{
    return {errno, std::generic_category()};
}

Error treeError(const std::string &path, const std::error_code &why)
{
    const bool full = why == std::errc::no_space_on_device;
    return fail(full ? ErrorCode::DiskFull : ErrorCode::Io, path + ": " + why.message() + '.',
                full ? "Make room; what was published stays." : std::string(), {path, 0, 0, {}});
}

Result<void> SyncTree::prepare() const
{
    std::error_code error;
    fs::create_directories(ownFolder(), error);
    if (error)
        return treeError(ownFolder(), error);
    for (const auto &entry : fs::directory_iterator(ownFolder(), error)) {
        if (entry.path().filename().string().starts_with("tree-"))
            fs::remove_all(entry.path(), error);
    }
    return {};
}

std::string SyncTree::published() const
{
    std::error_code error;
    const std::string target = fs::read_symlink(fs::path(m_folder) / m_link, error).string();
    return !error && isHash(target) && fs::is_directory(fs::path(m_folder) / target, error) ? target : std::string();
}

Result<std::string> SyncTree::begin(const std::string &hash) const
{
    abandon(hash);
    std::error_code error;
    fs::create_directory(workPath(hash), error);
    if (error)
        return treeError(workPath(hash), error);
    return workPath(hash);
}

Result<void> SyncTree::publish(const std::string &hash)
{
    const std::string tree = m_folder + '/' + hash;
    const std::string next = ownFolder() + "/link";
    const std::string before = published();
    std::error_code error;
    fs::remove(next, error);
    if (auto synced = syncAll(ownFolder()); !synced) {
        abandon(hash);
        return synced;
    }
    // The one that stands there may be from a life that ended while it removed it.
    if (fs::exists(tree))
        fs::rename(tree, gonePath(hash), error);
    if (!error)
        fs::rename(workPath(hash), tree, error);
    if (!error)
        fs::create_directory_symlink(hash, next, error);
    if (!error)
        fs::rename(next, fs::path(m_folder) / m_link, error);
    abandon(hash);
    std::error_code ignored;
    fs::remove_all(gonePath(hash), ignored);
    if (error)
        return treeError(m_folder + '/' + m_link, error);
    if (!before.empty() && before != hash)
        m_staleSince[before] = Clock::now();
    m_staleSince.erase(hash);
    return syncAll(m_folder);
}

void SyncTree::abandon(const std::string &hash) const
{
    std::error_code ignored;
    fs::remove_all(workPath(hash), ignored);
}

void SyncTree::removeStale(Clock::time_point now, Clock::duration grace)
{
    const std::string current = published();
    std::vector<std::string> stale;
    std::error_code error;
    for (const auto &entry : fs::directory_iterator(m_folder, error)) {
        const std::string name = entry.path().filename().string();
        if (isHash(name) && name != current && now - m_staleSince.try_emplace(name, now).first->second >= grace)
            stale.push_back(name);
    }
    for (const std::string &name : stale) {
        fs::rename(fs::path(m_folder) / name, gonePath(name), error);
        fs::remove_all(gonePath(name), error);
        m_staleSince.erase(name);
    }
}

} // namespace bayplan
