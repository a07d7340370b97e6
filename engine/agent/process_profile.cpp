// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/process_profile.h"

#include <nlohmann/json.hpp>

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <locale>
#include <sstream>
#include <string>
#include <system_error>

namespace bayplan {
namespace {

namespace files = std::filesystem;
using nlohmann::json;

std::string contentOf(const files::path &file)
{
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Of /proc/self/task: a thread may end while it is read, and is left out then.
json threadOf(const files::path &folder)
{
    const std::string stat = contentOf(folder / "stat"); // ID (NAME) STATE ..., user and system time the 14th and 15th
    const std::size_t begin = stat.find('(');
    const std::size_t end = stat.rfind(')');
    if (begin == std::string::npos || end == std::string::npos)
        return {};
    std::istringstream words(stat.substr(0, begin) + stat.substr(end + 1));
    words.imbue(std::locale::classic());
    int id = 0;
    words >> id;
    std::string skipped;
    for (int word = 3; word < 14; ++word)
        words >> skipped;
    std::uint64_t user = 0;
    std::uint64_t system = 0;
    words >> user >> system;
    return {{"id", id},
            {"name", stat.substr(begin + 1, end - begin - 1)},
            {"cpuSeconds", static_cast<double>(user + system) / static_cast<double>(sysconf(_SC_CLK_TCK))}};
}

json threads()
{
    json all = json::array();
    std::error_code error;
    for (const auto &entry : files::directory_iterator("/proc/self/task", error)) {
        if (json thread = threadOf(entry.path()); !thread.is_null())
            all.push_back(std::move(thread));
    }
    return all;
}

double secondsOf(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

std::uint64_t residentBytes()
{
    std::istringstream pages(contentOf("/proc/self/statm"));
    pages.imbue(std::locale::classic());
    std::uint64_t whole = 0;
    std::uint64_t resident = 0;
    pages >> whole >> resident;
    return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

/// Without that of the listing itself.
std::ptrdiff_t openDescriptors()
{
    std::error_code error;
    return std::distance(files::directory_iterator("/proc/self/fd", error), {}) - 1;
}

json heapBytes()
{
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 33)
    const auto heap = mallinfo2();
    return heap.uordblks + heap.hblkhd;
#else
    return nullptr;
#endif
}

} // namespace

std::string processProfile()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const json profile{{"threads", threads()},
                       {"userSeconds", secondsOf(usage.ru_utime)},
                       {"systemSeconds", secondsOf(usage.ru_stime)},
                       {"residentBytes", residentBytes()},
                       {"openDescriptors", openDescriptors()},
                       {"heapBytes", heapBytes()}};
    return profile.dump(-1, ' ', false, json::error_handler_t::replace) + '\n';
}

} // namespace bayplan
