// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/work_files.h"

#include "engine/base/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

namespace bayplan {
namespace {

Error outputError(const std::string &what, int number)
{
    const bool full = number == ENOSPC || number == EDQUOT;
    return fail(full ? ErrorCode::DiskFull : ErrorCode::Io,
                what + ": " + std::generic_category().message(number) + '.');
}

Result<void> syncPlainFile(int file)
{
    struct stat status {};
    if (::fstat(file, &status) != 0)
        return outputError("The output cannot be looked at", errno);
    if (!S_ISREG(status.st_mode) || status.st_nlink != 1)
        return fail(ErrorCode::InvalidInput, "The output is no plain file of its own.");
    if (::fsync(file) != 0)
        return outputError("The output cannot be synced", errno);
    return {};
}

/// Whoever was first has its name; 0 or the number of the error.
int renameWithoutReplacing(int fromFolder, const char *from, const std::string &to)
{
    if (::renameat2(fromFolder, from, AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    // File systems without the flag: a second name is refused just as well when it is taken.
    if (::linkat(fromFolder, from, AT_FDCWD, to.c_str(), 0) != 0)
        return errno;
    ::unlinkat(fromFolder, from, 0);
    return 0;
}

} // namespace

WorkFiles::~WorkFiles()
{
    if (m_directory >= 0)
        ::close(m_directory);
    std::error_code ignored;
    std::filesystem::remove_all(m_folder + "/work/" + m_name, ignored);
}

Result<void> WorkFiles::prepare(std::string_view input, std::string_view item)
{
    std::error_code failed;
    const std::string here = m_folder + "/work/" + m_name;
    std::filesystem::remove_all(here, failed); // left by a life that was killed
    std::filesystem::create_directories(here, failed);
    std::filesystem::create_directories(m_folder + "/output", failed);
    m_directory = ::open(here.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (m_directory < 0)
        return outputError("There is no place to work at " + here, errno);
    if (auto written = writeDurably(path("input"), input); !written)
        return written;
    return writeDurably(path("item"), item);
}

Result<std::string> WorkFiles::publish(const std::string &outputName)
{
    const int file = ::openat(m_directory, "output", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0 && errno == ENOENT)
        return fail(ErrorCode::NotFound, "The command ended well and left no output.");
    if (file < 0 && errno == ELOOP)
        return fail(ErrorCode::InvalidInput, "The output is no plain file of its own.");
    if (file < 0)
        return outputError("The output cannot be opened", errno);
    const auto synced = syncPlainFile(file);
    ::close(file);
    if (!synced)
        return synced.error();
    const std::string target = m_folder + "/output/" + outputName;
    const int error = renameWithoutReplacing(m_directory, "output", target);
    if (error != 0 && error != EEXIST)
        return outputError("The output cannot be put in its place", error);
    const int folder = ::open((m_folder + "/output").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool kept = folder >= 0 && ::fsync(folder) == 0;
    if (folder >= 0)
        ::close(folder);
    if (!kept)
        return outputError("The folder of outputs cannot be synced", errno);
    return target;
}

} // namespace bayplan
