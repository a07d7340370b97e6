// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/hub_reports.h"

#include <algorithm>
#include <utility>

namespace bayplan {
namespace {

constexpr std::size_t eventsMost = 50;
constexpr std::size_t eventTextBytes = 2 * 1024; ///< twice what an agent keeps of one
constexpr std::size_t eventKindBytes = 64;

/// Between two characters.
bool shorten(std::string &text, std::size_t most)
{
    if (text.size() <= most)
        return false;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    text.resize(end);
    text += "…";
    text.shrink_to_fit();
    return true;
}

} // namespace

std::string HubReport::text() const
{
    auto whole = isChanged ? readTelemetry(*line) : Result<Telemetry>(Telemetry());
    if (!isChanged || !whole)
        return *line;
    whole->events = head.events;
    return writeTelemetry(*whole);
}

std::size_t HubReport::bytes() const
{
    std::size_t bytes = sizeof(HubReport) + head.instance.size() + (line ? line->size() : 0);
    for (const TelemetryEvent &event : head.events)
        bytes += sizeof(TelemetryEvent) + event.kind.size() + event.text.size();
    return bytes;
}

bool shortenEvents(Telemetry &telemetry)
{
    auto &events = telemetry.events;
    bool isCut = events.size() > eventsMost;
    if (isCut)
        events.erase(events.begin(), events.end() - eventsMost);
    for (TelemetryEvent &event : events) {
        isCut = shorten(event.kind, eventKindBytes) || isCut;
        isCut = shorten(event.text, eventTextBytes) || isCut;
    }
    return isCut;
}

std::vector<std::string> HubReports::put(HubReport report)
{
    HubReport &place = m_reports[report.head.instance];
    m_bytes -= place.line ? place.bytes() : 0;
    place = std::move(report);
    m_bytes += place.bytes();
    std::vector<std::string> givenUp;
    while (m_bytes > m_limitBytes && !m_reports.empty()) {
        const auto largest =
            std::ranges::max_element(m_reports, {}, [](const auto &entry) { return entry.second.bytes(); });
        m_bytes -= largest->second.bytes();
        givenUp.push_back(largest->first);
        m_reports.erase(largest);
    }
    return givenUp;
}

HubReport HubReports::take(const std::string &instance)
{
    HubReport report = std::move(m_reports.extract(instance).mapped());
    m_bytes -= report.bytes();
    return report;
}

void HubReports::forget(const std::string &instance)
{
    if (contains(instance))
        take(instance);
}

const HubReport *HubReports::find(const std::string &instance) const
{
    const auto found = m_reports.find(instance);
    return found == m_reports.end() ? nullptr : &found->second;
}

} // namespace bayplan
