// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/log_neighbours.h"

#include "engine/base/random.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>

namespace bayplan {
namespace {

constexpr std::size_t headBytes = 256;
constexpr std::size_t mostNeighbours = 1000;

std::string hexadecimal(std::uint64_t number)
{
    std::array<char, 16> digits;
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16);
    return error == std::errc{} ? std::string(digits.data(), end) : std::string();
}

bool isCompressed(std::string_view name)
{
    return name.ends_with(".gz") || name.ends_with(".xz") || name.ends_with(".bz2") || name.ends_with(".zst");
}

std::string sourceEnd(const LogFileFacts &facts)
{
    return hexadecimal(stableHash(facts.head.data(), facts.head.size()));
}

/// A word there is another log's: "app-error.log".
bool hasDateBeforeEnding(std::string_view other, std::string_view name)
{
    const std::size_t dot = name.rfind('.');
    if (dot == 0 || dot == std::string_view::npos || other.size() <= name.size() + 1)
        return false;
    const std::string_view ending = name.substr(dot);
    const std::string_view between = other.substr(dot + 1, other.size() - name.size() - 1);
    return other.starts_with(name.substr(0, dot)) && (other[dot] == '.' || other[dot] == '-') &&
           other.ends_with(ending) && between.find_first_not_of("0123456789-_.:TZ") == std::string_view::npos &&
           between.find_first_of("0123456789") != std::string_view::npos;
}

/// Both as they are in a source.
bool isSource(std::string_view known, const std::string &source)
{
    return known.starts_with(source) && known.find_first_not_of('~', source.size()) == std::string_view::npos;
}

} // namespace

LogFileFacts logFileFacts(int descriptor)
{
    LogFileFacts facts;
    struct stat found {};
    if (::fstat(descriptor, &found) != 0)
        return facts;
    facts.device = found.st_dev;
    facts.inode = found.st_ino;
    std::array<char, headBytes> bytes;
    const ssize_t count = ::pread(descriptor, bytes.data(), bytes.size(), 0);
    facts.head.assign(bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    const std::size_t end = facts.head.find('\n');
    if (end != std::string::npos)
        facts.head.resize(end + 1);
    facts.headIsWhole = end != std::string::npos || facts.head.size() == headBytes;
    return facts;
}

bool beginsWith(int descriptor, std::string_view head)
{
    std::array<char, headBytes> bytes;
    const ssize_t count = ::pread(descriptor, bytes.data(), std::min(bytes.size(), head.size()), 0);
    return count == static_cast<ssize_t>(head.size()) && std::string_view(bytes.data(), head.size()) == head;
}

std::string bytesBefore(int descriptor, std::uint64_t offset)
{
    std::array<char, headBytes> bytes;
    const std::size_t wanted = std::min<std::uint64_t>(bytes.size(), offset);
    const ssize_t count = ::pread(descriptor, bytes.data(), wanted, static_cast<off_t>(offset - wanted));
    return {bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0))};
}

std::string logSource(const std::string &path, const LogFileFacts &facts)
{
    return path + '#' + hexadecimal(facts.device) + ':' + hexadecimal(facts.inode) + ':' + sourceEnd(facts);
}

std::int64_t nanosecondsOf(const timespec &time)
{
    return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
}

LogNeighbour describeLog(const std::string &path)
{
    LogNeighbour file;
    file.path = path;
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat found {};
    if (descriptor >= 0 && ::fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode)) {
        file.facts = logFileFacts(descriptor);
        file.sizeBytes = static_cast<std::uint64_t>(found.st_size);
        file.modifiedNanoseconds = nanosecondsOf(found.st_mtim);
    }
    if (descriptor >= 0)
        ::close(descriptor);
    return file;
}

std::vector<LogNeighbour> neighboursOf(const std::string &path)
{
    const std::size_t slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
    std::vector<LogNeighbour> neighbours;
    const std::unique_ptr<DIR, int (*)(DIR *)> entries(::opendir(folder.c_str()), ::closedir);
    for (const dirent *entry = entries ? ::readdir(entries.get()) : nullptr;
         entry != nullptr && neighbours.size() < mostNeighbours; entry = ::readdir(entries.get())) {
        const std::string_view other = entry->d_name;
        const bool belongs =
            other.starts_with(name + '.') || other.starts_with(name + '-') || hasDateBeforeEnding(other, name);
        if (!belongs || isCompressed(other))
            continue;
        LogNeighbour file = describeLog((slash == std::string::npos ? "" : folder) + std::string(other));
        if (!file.facts.head.empty())
            neighbours.push_back(std::move(file));
    }
    std::sort(neighbours.begin(), neighbours.end(), [](const LogNeighbour &a, const LogNeighbour &b) {
        return a.modifiedNanoseconds != b.modifiedNanoseconds ? a.modifiedNanoseconds < b.modifiedNanoseconds
                                                              : a.path > b.path; // ".2" is older than ".1"
    });
    return neighbours;
}

LogPositions::iterator findPosition(LogPositions &positions, const std::string &source)
{
    const auto found = std::find_if(positions.rbegin(), positions.rend(),
                                    [&](const LogPosition &position) { return isSource(position.source, source); });
    return found == positions.rend() ? positions.end() : std::prev(found.base());
}

LogPositions::iterator findCopied(LogPositions &positions, const std::string &path, const LogFileFacts &copy,
                                  const LogFileFacts &current)
{
    LogFileFacts original = copy;
    original.device = current.device;
    original.inode = current.inode;
    if (current.head == copy.head)
        return positions.end();
    return findPosition(positions, logSource(path, original));
}

} // namespace bayplan
