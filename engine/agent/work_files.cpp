// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/work_files.h"

#include "engine/base/durable_file.h"
#include "engine/base/units.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
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

Error outputTooLarge(std::uint64_t limitBytes)
{
    return fail(ErrorCode::LimitExceeded,
                "The output is larger than " + humanBytes(static_cast<double>(limitBytes)) +
                    ", the limit of what a task hands on.",
                "Write what is larger to a mounted volume, and its path to OUTPUT_FILE.");
}

/// Descriptors of ours, closed in any case.
struct OpenFile {
    explicit OpenFile(int number) : number(number) {}
    OpenFile(const OpenFile &) = delete;
    OpenFile &operator=(const OpenFile &) = delete;
    ~OpenFile()
    {
        if (number >= 0)
            ::close(number);
    }
    int number;
};

Result<std::string> readPlainFile(int file, std::uint64_t limitBytes)
{
    struct stat status {};
    if (::fstat(file, &status) != 0)
        return outputError("The output cannot be looked at", errno);
    if (!S_ISREG(status.st_mode) || status.st_nlink != 1)
        return fail(ErrorCode::InvalidInput, "The output is no plain file of its own.");
    if (static_cast<std::uint64_t>(status.st_size) > limitBytes)
        return outputTooLarge(limitBytes);
    std::string bytes;
    char chunk[16 * 1024];
    while (const ssize_t got = ::read(file, chunk, sizeof chunk)) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return outputError("The output cannot be read", errno);
        bytes.append(chunk, static_cast<std::size_t>(got));
        if (bytes.size() > limitBytes)
            return outputTooLarge(limitBytes);
    }
    return bytes;
}

bool lockFolder(int directory)
{
    return ::flock(directory, LOCK_EX | LOCK_NB) == 0;
}

} // namespace

WorkFiles::~WorkFiles()
{
    std::error_code ignored;
    if (!m_here.empty())
        std::filesystem::remove_all(m_here, ignored);
    if (m_directory >= 0)
        ::close(m_directory);
}

Result<void> WorkFiles::prepare(std::string_view input, std::string_view item)
{
    std::error_code told; // by mkdtemp
    std::filesystem::create_directories(m_folder, told);
    std::string here = m_folder + '/' + m_name + ".XXXXXX";
    if (::mkdtemp(here.data()) == nullptr)
        return outputError("There is no place to work in " + m_folder, errno);
    m_here = std::move(here);
    m_directory = ::open(m_here.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (m_directory < 0 || !lockFolder(m_directory))
        return outputError("There is no place to work at " + m_here, errno);
    if (auto written = writeDurably(path("input"), input); !written)
        return written;
    return writeDurably(path("item"), item);
}

Result<std::string> WorkFiles::output(std::uint64_t limitBytes) const
{
    const OpenFile file(::openat(m_directory, "output", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (file.number < 0 && errno == ENOENT)
        return fail(ErrorCode::NotFound, "The command ended well and left no output.");
    if (file.number < 0 && errno == ELOOP)
        return fail(ErrorCode::InvalidInput, "The output is no plain file of its own.");
    if (file.number < 0)
        return outputError("The output cannot be opened", errno);
    return readPlainFile(file.number, limitBytes);
}

void removeAbandonedWork(const std::string &folder)
{
    std::error_code failed;
    for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        const OpenFile work(::open(entry->path().c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        std::error_code ignored;
        if (work.number >= 0 && lockFolder(work.number))
            std::filesystem::remove_all(entry->path(), ignored);
    }
}

} // namespace bayplan
