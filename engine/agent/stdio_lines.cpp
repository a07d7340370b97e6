// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/stdio_lines.h"

#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>
#include <utility>

namespace bayplan {
namespace {

constexpr std::size_t stdioLineBytes = 64 * 1024;
constexpr auto lastWords = std::chrono::milliseconds(200);

} // namespace

WakePipe::WakePipe()
{
    [[maybe_unused]] const int made = pipe2(m_ends, O_CLOEXEC | O_NONBLOCK);
}

WakePipe::~WakePipe()
{
    close(m_ends[0]);
    close(m_ends[1]);
}

void WakePipe::wake()
{
    [[maybe_unused]] const auto written = write(m_ends[1], "", 1);
}

bool WakePipe::waitFor(int descriptor, short events) const
{
    std::array<pollfd, 2> targets{pollfd{m_ends[0], POLLIN, 0}, pollfd{descriptor, events, 0}};
    while (poll(targets.data(), targets.size(), -1) < 0 && errno == EINTR) {
    }
    return targets[0].revents == 0;
}

LineWriter::LineWriter(int descriptor, std::function<std::optional<std::string>()> next)
    : m_descriptor(descriptor), m_next(std::move(next)), m_thread([this] { run(); })
{}

LineWriter::~LineWriter()
{
    {
        std::unique_lock lock(m_mutex);
        m_stopping = true;
        m_changed.notify_all();
        m_changed.wait_for(lock, lastWords, [this] { return m_isIdle && !m_hasWork; });
    }
    m_wake.wake();
    m_thread.join();
}

void LineWriter::notify()
{
    const std::lock_guard lock(m_mutex);
    m_hasWork = m_isUrgent = true;
    m_changed.notify_all();
}

void LineWriter::notifySoon()
{
    const std::lock_guard lock(m_mutex);
    if (!std::exchange(m_hasWork, true))
        m_changed.notify_all();
}

void LineWriter::run()
{
    while (waitForWork()) {
        for (std::string lines = gather(); !lines.empty(); lines = gather()) {
            if (!writeAll(lines))
                return;
        }
    }
}

/// False when all is written and no more will come.
bool LineWriter::waitForWork()
{
    std::unique_lock lock(m_mutex);
    m_isIdle = !m_hasWork;
    m_changed.notify_all();
    m_changed.wait(lock, [this] { return m_hasWork || m_stopping; });
    if (!m_hasWork)
        return false;
    m_changed.wait_for(lock, gathering, [this] { return m_isUrgent || m_stopping; });
    m_hasWork = m_isUrgent = m_isIdle = false;
    return true;
}

/// What there is, up to a little more than a reader's line at most.
std::string LineWriter::gather()
{
    std::string lines;
    while (lines.size() < stdioLineBytes) {
        const auto line = m_next();
        if (!line)
            break;
        lines += *line;
    }
    return lines;
}

bool LineWriter::writeAll(std::string_view left)
{
    while (!left.empty()) {
        // A pipe that is ready takes PIPE_BUF bytes without blocking; more might stand still past the end of this
        // program.
        if (!m_wake.waitFor(m_descriptor, POLLOUT))
            return false;
        const auto written = write(m_descriptor, left.data(), std::min<std::size_t>(left.size(), PIPE_BUF));
        if (written < 0 && errno != EINTR && errno != EAGAIN)
            return false;
        left.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
    return true;
}

LineReader::LineReader(int descriptor, std::function<void(std::string)> line)
    : m_descriptor(descriptor), m_line(std::move(line)), m_thread([this] { run(); })
{}

LineReader::~LineReader()
{
    m_wake.wake();
    m_thread.join();
}

void LineReader::run()
{
    std::array<char, 4096> chunk{};
    std::string input;
    bool skipping = false;
    while (m_wake.waitFor(m_descriptor, POLLIN)) {
        const auto bytes = ::read(m_descriptor, chunk.data(), chunk.size());
        if (bytes == 0 || (bytes < 0 && errno != EINTR && errno != EAGAIN))
            return;
        for (ssize_t i = 0; i < bytes; ++i) {
            const char c = chunk[static_cast<std::size_t>(i)];
            if (c == '\n') {
                if (!std::exchange(skipping, false))
                    m_line(std::move(input));
                input.clear();
            } else if (!skipping) {
                input += c;
                skipping = input.size() > stdioLineBytes;
            }
        }
    }
}

} // namespace bayplan
