// SPDX-License-Identifier: Apache-2.0
// The page of a run, from what the verbs have at hand.
#pragma once

#include "engine/base/result.h"
#include "engine/model/topology.h"
#include "engine/plan/plan.h"
#include "engine/plan/snapshot.h"
#include "engine/report/timeline.h"

#include <string>
#include <vector>

namespace bayplan::ctl {

/// What a run shows while it goes on; `file` is the name of its document.
class PageRecorder {
public:
    PageRecorder(const Topology &topology, const Plan &plan, const std::string &file);

    void add(const Snapshot &snapshot) { m_timeline.observe(snapshot); }
    void add(const RunEvent &event) { m_page.events.push_back(event); }

    /// Writes the page to `path`, "-" being standard output. Errors: those of writeOutput().
    Result<void> write(const Report &report, const std::string &path);

private:
    Timeline m_timeline;
    ReportPage m_page;
};

/// Of a recording with its charts, or of a report with its figures.
Result<void> writePageOf(const std::string &reportFile, const std::string &path);

} // namespace bayplan::ctl
