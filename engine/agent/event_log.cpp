// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/event_log.h"

#include "engine/agent/boot_clock.h"

#include <nlohmann/json.hpp>

#include <limits.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>

namespace bayplan {
namespace {

constexpr std::size_t keptEvents = 500;
constexpr std::size_t textLimitBytes = 1000;

std::string jsonLine(const TelemetryEvent &event)
{
    const nlohmann::json line{{"sequence", event.sequence},
                              {"unixNanoseconds", event.unixNanoseconds},
                              {"kind", event.kind},
                              {"text", event.text}};
    return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

/// A pipe that is ready takes PIPE_BUF bytes at once; a reader that has fallen asleep must not stop us.
void echo(const std::string &line)
{
    pollfd target{STDERR_FILENO, POLLOUT, 0};
    if (line.size() > PIPE_BUF || poll(&target, 1, 0) != 1 || (target.revents & POLLOUT) == 0)
        return;
    [[maybe_unused]] const auto written = write(STDERR_FILENO, line.data(), line.size());
}

} // namespace

void EventLog::add(std::string_view kind, std::string text)
{
    text.resize(std::min(text.size(), textLimitBytes));
    m_events.push_back({++m_last, unixNanosecondsNow(), std::string(kind), std::move(text)});
    if (m_events.size() > keptEvents)
        m_events.pop_front();
    if (m_echo)
        echo(jsonLine(m_events.back()));
}

std::vector<TelemetryEvent> EventLog::unacknowledged(std::size_t limit) const
{
    auto first = std::find_if(m_events.begin(), m_events.end(),
                              [this](const TelemetryEvent &event) { return event.sequence > m_acknowledged; });
    const auto count = static_cast<std::size_t>(m_events.end() - first);
    if (count > limit)
        first = m_events.end() - static_cast<std::ptrdiff_t>(limit);
    return {first, m_events.end()};
}

void EventLog::acknowledge(std::uint64_t sequence)
{
    m_acknowledged = std::max(m_acknowledged, std::min(sequence, m_last));
}

std::string EventLog::asJsonLines() const
{
    std::string text;
    for (const TelemetryEvent &event : m_events)
        text += jsonLine(event);
    return text;
}

} // namespace bayplan
