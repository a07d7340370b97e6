// SPDX-License-Identifier: GPL-3.0-or-later
// Whose figures the metrics are of: the whole system, or containers, links, pods, patterns.
#pragma once

#include "app/desktop/chart_line.h"
#include "app/desktop/nice_axis.h"
#include "app/desktop/run_names.h"
#include "engine/model/topology.h"

#include <QColor>
#include <QString>

#include <set>
#include <string>
#include <vector>

namespace bayplan {

class RunHistory;
class RunRecord;
class SteadyColours;

enum class MetricChart { Throughput, Latency, QueueDepth, Utilisation, Errors };
inline constexpr std::size_t metricCharts = 5;

struct MetricSubject {
    enum class Sort { System, Container, Link, Pod, Pattern } sort = Sort::System;
    std::string id; ///< of the element; a role for patterns, empty for the system
    QString title;
    QString name{}; ///< for legends: as the title, of links shorter
    QColor colour{};
    std::vector<std::string> members{}; ///< containers of pods and patterns
};

/// By what the figures are told apart.
enum class MetricsBy { Selection, System, Pods, Links, Patterns };

/// Lines that can still be told apart.
inline constexpr std::size_t mostSubjects = 8;

/// All there are, in order of the plan; those of the selection when that is asked for, the system when nothing is.
/// Pods stand for their containers in a selection, and what did not run is ignored.
std::vector<MetricSubject> metricSubjects(const Plan &plan, const std::vector<PlanContainer> &containers, MetricsBy by,
                                          const std::set<ElementId> &selection);

/// The busiest of them where there are more, each with its colour; in the order they had.
std::vector<MetricSubject> busiestOf(std::vector<MetricSubject> subjects, const RunRecord &record,
                                     SteadyColours &colours);

/// Lines that the plan's assertions draw on a chart of these subjects.
std::vector<ChartObjective> assertedOn(const Plan &plan, MetricChart chart, const std::vector<MetricSubject> &subjects);

} // namespace bayplan
