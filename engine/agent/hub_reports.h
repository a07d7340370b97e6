// SPDX-License-Identifier: Apache-2.0
// What a hub keeps of the reports that came: of each instance the newest, and of all a number of bytes.
#pragma once

#include "engine/wire/telemetry.h"

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace bayplan {

/// A report as it came, and what is read of it on its way.
struct HubReport {
    std::shared_ptr<const std::string> line;
    Telemetry head;         ///< its state is empty
    bool isChanged = false; ///< the head has events that the line has not

    std::string text() const; ///< the line with the events of the head
    std::size_t bytes() const;
};

/// Events beyond what an agent sends are cut: the oldest go, and a long text ends with an ellipsis. True when there
/// were any.
bool shortenEvents(Telemetry &telemetry);

/// By instance. Beyond the limit the largest are given up: those of agents are small, and who sends large ones is none.
class HubReports {
public:
    explicit HubReports(std::size_t limitBytes) : m_limitBytes(limitBytes) {}

    /// In the place of the one before. Returns the instances whose reports were given up, that one perhaps among them.
    std::vector<std::string> put(HubReport report);

    HubReport take(const std::string &instance); ///< of one that is there
    void forget(const std::string &instance);
    const HubReport *find(const std::string &instance) const;

    bool contains(const std::string &instance) const { return m_reports.contains(instance); }
    std::size_t size() const { return m_reports.size(); }
    std::size_t bytes() const { return m_bytes; }
    auto begin() const { return m_reports.begin(); }
    auto end() const { return m_reports.end(); }

private:
    std::size_t m_limitBytes;
    std::size_t m_bytes = 0;
    std::map<std::string, HubReport> m_reports;
};

} // namespace bayplan
