// SPDX-License-Identifier: Apache-2.0
// A run as one page for a browser: figures, pictures over time, the scenario and its verdicts. The page needs nothing
// but itself: no script, no other file, nothing from a network; light or dark as its reader's system is.
#pragma once

#include "engine/model/topology.h"
#include "engine/plan/plan.h"
#include "engine/plan/snapshot.h"
#include "engine/report/figures.h"
#include "engine/report/report.h"

#include <string>
#include <utility>
#include <vector>

namespace bayplan {

struct PageSeries {
    std::string name;
    std::vector<std::pair<double, double>> points; ///< (seconds of run time, value in the chart's unit); ascending
};

struct PageChart {
    std::string title;
    FigureUnit unit = FigureUnit::Count;
    bool logarithmic = false; ///< then only values above 0 are drawn
    std::vector<PageSeries> series;
};

struct PageSpan {
    double from = 0, to = 0; ///< seconds of run time
    std::string state; ///< "leader", "leader without lease", "candidate", "follower", "refusing", "paused", "down"
    std::string text;  ///< "term 3"
};

struct PageLane {
    std::string name;
    std::vector<PageSpan> spans;
};

struct PageElection {
    std::string name;
    std::vector<PageLane> lanes;
    std::vector<std::pair<double, double>> withoutLeader; ///< seconds of run time
};

struct PageMark {
    double from = 0, to = 0; ///< seconds of run time; the same when it is an instant
    std::string text;
};

/// "scenario" is what was asked for: who sends how much, what is broken when.
struct PageScenarioRow {
    std::string when, what;
};

struct ReportPage {
    Report report;
    std::string version; ///< of the program
    std::string source;  ///< name of the document or recording; may be empty
    std::string drawing; ///< an element <svg>, put in as it is; empty: none
    double endSeconds = 0;
    std::vector<PageScenarioRow> scenario;
    std::vector<PageMark> marks; ///< of faults
    std::vector<PageChart> charts;
    std::vector<PageElection> elections;
    std::vector<RunEvent> events; ///< in order; those of note are shown
};

/// The same bytes for the same page: neither the clock nor the locale is in it.
std::string reportHtml(const ReportPage &page);

/// What the plan says about a page: scenario, marks and end. The rest is left as it is.
void describeScenario(const Plan &plan, ReportPage &page);

/// Pods, containers and links at their places, as an element <svg>; empty when there is nothing to draw.
std::string drawingSvg(const Topology &topology);

} // namespace bayplan
