// SPDX-License-Identifier: Apache-2.0
#include "simulator/log_files.h"

#include "engine/patterns/log_saver.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace bayplan {
namespace {

/// Older lines than this many are rotated away, read or not.
constexpr std::size_t keptLines = 10'000;

bool isBelow(const std::string &path, const std::string &folder)
{
    return path.starts_with(folder) &&
           (path.size() == folder.size() || path[folder.size()] == '/' || folder.ends_with('/'));
}

/// One name for one file, whichever container looks at it.
std::string identityOf(const Plan &plan, const InstancePlan &instance, const std::string &path)
{
    const MountPlan *best = nullptr;
    for (const MountPlan &mount : instance.mounts) {
        if (isBelow(path, mount.path) && (best == nullptr || mount.path.size() > best->path.size()))
            best = &mount;
    }
    if (best == nullptr)
        return "pod " + plan.pods[instance.pod].name + ' ' + path;
    std::string inside = path.substr(best->path.size());
    if (!inside.starts_with('/'))
        inside.insert(0, "/");
    return "volume " + best->volume + inside;
}

} // namespace

LogFiles::LogFiles(const Plan &plan)
    : m_written(plan.instances.size()), m_followed(plan.instances.size()), m_position(plan.instances.size())
{
    std::map<std::string, LogFileIndex> byIdentity;
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index) {
        const InstancePlan &instance = plan.instances[index];
        if (instance.tailFile.empty() || !instance.machine)
            continue;
        const std::string identity = identityOf(plan, instance, instance.tailFile);
        const auto [entry, isNew] = byIdentity.try_emplace(identity, static_cast<LogFileIndex>(m_files.size()));
        if (isNew)
            m_files.emplace_back().source = plan.pods[instance.pod].name + ':' + instance.tailFile;
        m_files[entry->second].followers.push_back(index);
        m_followed[index] = entry->second;
    }
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index) {
        const InstancePlan &instance = plan.instances[index];
        if (instance.logFile.empty())
            continue;
        const auto found = byIdentity.find(identityOf(plan, instance, instance.logFile));
        if (found != byIdentity.end())
            m_written[index] = found->second;
    }
}

bool LogFiles::append(LogFileIndex file, std::string line, std::uint32_t bytes)
{
    File &written = m_files[file];
    bytes = std::max(bytes, static_cast<std::uint32_t>(line.size() + 1));
    written.lines.push_back({written.end, std::move(line), bytes});
    written.end += bytes;
    if (written.lines.size() > keptLines)
        written.lines.pop_front();
    return !std::exchange(written.unread, true);
}

void LogFiles::reopen(InstanceIndex follower, std::string_view durable)
{
    const File &file = m_files[*m_followed[follower]];
    m_position[follower] = 0;
    for (const LogPosition &position : parseLogPositions(durable)) {
        if (position.source == file.source)
            m_position[follower] = position.nextOffset;
    }
}

std::optional<LogLines> LogFiles::read(InstanceIndex follower)
{
    File &file = m_files[*m_followed[follower]];
    file.unread = false;
    auto next = file.lines.end(); // few are unread, and those are the newest
    while (next != file.lines.begin() && std::prev(next)->offset >= m_position[follower])
        --next;
    if (next == file.lines.end())
        return {};
    LogLines read;
    read.source = file.source;
    read.firstOffset = next->offset;
    read.nextOffset = file.end;
    for (auto line = next; line != file.lines.end(); ++line) {
        read.lines.push_back(line->text);
        read.bytes += line->bytes;
    }
    m_position[follower] = file.end;
    return read;
}

} // namespace bayplan
