// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/hub.h"

#include <iterator>
#include <utility>

namespace bayplan {
namespace {

constexpr std::size_t waitingLines = 10'000;
constexpr std::size_t waitingEvents = 200;
constexpr std::size_t waitingReportBytes = 12U << 20U;

/// The events of the one before that the newer does not carry, in front of its own.
void keepEvents(const HubReport &before, HubReport &newer)
{
    std::vector<TelemetryEvent> &own = newer.head.events;
    const std::uint64_t first = own.empty() ? UINT64_MAX : own.front().sequence;
    std::vector<TelemetryEvent> events;
    for (const TelemetryEvent &event : before.head.events) {
        if (event.sequence < first)
            events.push_back(event);
    }
    if (before.head.life != newer.head.life || events.empty())
        return;
    events.insert(events.end(), own.begin(), own.end());
    if (events.size() > waitingEvents)
        events.erase(events.begin(), events.end() - waitingEvents);
    own = std::move(events);
    newer.isChanged = true;
}

} // namespace

HubOutput::HubOutput(int descriptor) : m_reports(waitingReportBytes)
{
    if (descriptor >= 0)
        m_writer = std::make_unique<LineWriter>(descriptor, [this] { return next(); });
}

void HubOutput::put(const HubReport &report)
{
    {
        const std::lock_guard lock(m_mutex);
        HubReport newest = report;
        if (const HubReport *before = m_reports.find(report.head.instance)) {
            ++m_replaced;
            keepEvents(*before, newest);
        } else {
            m_reportOrder.push_back(report.head.instance);
        }
        for (const std::string &instance : m_reports.put(std::move(newest))) {
            ++m_replaced;
            std::erase(m_reportOrder, instance);
        }
    }
    if (m_writer && report.head.events.empty())
        m_writer->notifySoon();
    else if (m_writer)
        m_writer->notify();
}

void HubOutput::put(std::string line)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_lines.size() >= waitingLines)
            m_lines.pop_front();
        m_lines.push_back(std::move(line));
    }
    if (m_writer)
        m_writer->notify();
}

std::optional<std::string> HubOutput::next()
{
    HubReport report;
    {
        const std::lock_guard lock(m_mutex);
        // Reports first: the line behind a snapshot says that all of them are out.
        if (m_reportOrder.empty()) {
            if (m_lines.empty())
                return std::nullopt;
            std::string line = std::move(m_lines.front());
            m_lines.pop_front();
            return line + '\n';
        }
        report = m_reports.take(m_reportOrder.front());
        m_reportOrder.pop_front();
    }
    return report.text() + '\n';
}

std::uint64_t HubOutput::replaced() const
{
    const std::lock_guard lock(m_mutex);
    return m_replaced;
}

} // namespace bayplan
