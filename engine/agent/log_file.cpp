// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/log_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace bayplan {
namespace {

constexpr std::uint64_t rotateAtBytes = 16U << 20U;
constexpr std::uint32_t logLineBytes = 1U << 20U;

} // namespace

LogFile::~LogFile()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

void LogFile::append(std::string_view line, std::uint32_t bytes)
{
    if (m_path.empty())
        return;
    if (m_descriptor < 0 && !open()) {
        ++m_lost;
        return;
    }
    std::string text(line);
    std::replace(text.begin(), text.end(), '\n', ' ');
    text.resize(std::max<std::size_t>(text.size() + 1, std::min(bytes, logLineBytes)), '.');
    text.back() = '\n';
    const auto written = write(m_descriptor, text.data(), text.size());
    if (written > 0)
        m_sizeBytes += static_cast<std::uint64_t>(written);
    if (written != static_cast<ssize_t>(text.size()))
        ++m_lost;
    if (m_sizeBytes >= rotateAtBytes)
        rotate();
}

bool LogFile::open()
{
    m_descriptor = ::open(m_path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
    struct stat status {};
    if (m_descriptor >= 0 && fstat(m_descriptor, &status) == 0)
        m_sizeBytes = static_cast<std::uint64_t>(status.st_size);
    return m_descriptor >= 0;
}

void LogFile::rotate()
{
    close(m_descriptor);
    m_descriptor = -1;
    m_sizeBytes = 0;
    std::rename(m_path.c_str(), (m_path + ".1").c_str());
}

} // namespace bayplan
