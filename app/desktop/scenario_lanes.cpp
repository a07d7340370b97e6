// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/scenario_lanes.h"

#include "app/desktop/element_facts.h"
#include "app/desktop/scenario_edits.h"
#include "engine/base/units.h"
#include "engine/model/catalog.h"
#include "engine/plan/plan.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace bayplan {

namespace {

/// The rate over time of a load generator; none for one that goes by answers or by a trace.
std::optional<RateCurve> curveOf(const Container &container)
{
    const auto params = paramsOf(container);
    const auto arrivals = params.text("arrivals");
    if (arrivals != "poisson" && arrivals != "constant") {
        return std::nullopt;
    }
    constexpr std::array<std::string_view, 4> shapes{"steady", "ramp", "bursts", "daily"};
    const auto shape = std::ranges::find(shapes, params.text("shape"));
    RateVariation variation;
    variation.shape = shape == shapes.end() ? RateShape::Steady : RateShape(shape - shapes.begin());
    variation.peakPerSecond = params.number("peakRate");
    variation.period = std::max(Duration(1), params.duration("period"));
    variation.burst = params.duration("burst");
    for (const auto &entry : params.list("profile")) {
        variation.profile.push_back(parseNumber(entry).value_or(0));
    }
    return RateCurve(std::max(0.0, params.number("rate")), variation);
}

/// What a shape has to be moved along time by.
std::vector<LoadKnob> knobsOf(const Container &container)
{
    const auto *kind = findKind(container.kind);
    const auto params = paramsOf(container);
    const auto shape = params.text("shape");
    std::vector<LoadKnob> knobs;
    const auto add = [&](const char *key) {
        knobs.push_back({key, catalogText(findParam(*kind, key)->title), params.duration(key)});
    };
    if (shape == "bursts") {
        add("burst");
    }
    if (shape == "ramp" || shape == "bursts" || shape == "daily") {
        add("period");
    }
    return knobs;
}

class LaneMaker {
public:
    explicit LaneMaker(const Topology &topology) : m_topology(topology)
    {
        for (const auto &[id, container] : topology.containers) {
            if (container.kind == "load") {
                lane(id).load = curveOf(container);
                if (lane(id).load) {
                    lane(id).knobs = knobsOf(container);
                }
            }
        }
        m_loads = m_lanes.size();
    }

    ScenarioLane &lane(const std::string &target)
    {
        const auto known = std::ranges::find(m_lanes, target, &ScenarioLane::target);
        if (known != m_lanes.end()) {
            return *known;
        }
        ScenarioLane made;
        made.target = target;
        made.element = elementOfTarget(m_topology, target);
        const bool isElement = made.element == target;
        made.title = isElement ? nameOf(m_topology, made.element) : QString::fromStdString(target);
        const auto *kind = kindOf(m_topology, made.element);
        made.icon = kind == nullptr ? QStringLiteral("fault") : QString::fromStdString(kind->icon);
        m_lanes.push_back(std::move(made));
        return m_lanes.back();
    }

    std::vector<ScenarioLane> take(Duration end)
    {
        for (auto &each : m_lanes) {
            stack(each, end);
        }
        std::ranges::sort(m_lanes.begin() + std::ptrdiff_t(m_loads), m_lanes.end(), {}, &ScenarioLane::title);
        return std::move(m_lanes);
    }

private:
    /// Bars that would lie on each other go into rows of their own.
    static void stack(ScenarioLane &lane, Duration end)
    {
        std::ranges::stable_sort(lane.bars, {}, &PlannedBar::at);
        std::vector<Duration> busy;
        for (auto &bar : lane.bars) {
            const auto row = std::ranges::find_if(busy, [&](Duration until) { return until <= bar.at; });
            bar.row = int(row - busy.begin());
            // Instants take some room for their words.
            const auto until = bar.isInstant ? bar.at + end / 20 : bar.end;
            if (row == busy.end()) {
                busy.push_back(until);
            } else {
                *row = until;
            }
        }
        lane.rows = std::max(1, int(busy.size()));
    }

    const Topology &m_topology;
    std::vector<ScenarioLane> m_lanes;
    std::size_t m_loads = 0;
};

PlannedBar barOf(const Fault &fault, Duration runEnd)
{
    const auto timing = timingOf(fault);
    PlannedBar bar{
        fault.id, fault.kind, faultTitle(fault), timing.at, timing.at + timing.length, !timing.hasLength, false, 0, {}};
    if (timing.hasLength && timing.mayBeEndless && timing.length <= Duration(0)) {
        bar.isEndless = true;
        bar.end = std::max(runEnd, timing.at + Duration(std::chrono::seconds(1)));
    }
    return bar;
}

QString shareText(double share)
{
    return QStringLiteral("%1 %").arg(share * 100, 0, 'g', 3);
}

} // namespace

QString faultTitle(const Fault &fault)
{
    const auto *kind = findKind("fault." + fault.kind);
    if (kind == nullptr) {
        return QString::fromStdString(fault.kind);
    }
    const ParamReader params(*kind, fault.params);
    auto title = catalogText(kind->title);
    if (fault.kind == "load") {
        title += QStringLiteral(" ×") + QString::fromStdString(formatNumber(params.number("factor")));
    } else if (fault.kind == "clock") {
        title += QStringLiteral(" ×") + QString::fromStdString(formatNumber(params.number("rate")));
    } else if (fault.kind == "disk") {
        title += QStringLiteral(": ") + QString::fromStdString(params.text("how"));
    } else if (fault.kind == "degrade" && params.number("loss") > 0) {
        title = QCoreApplication::translate("faults", "Loss %1").arg(shareText(params.number("loss")));
    } else if (fault.kind == "degrade" && params.bytes("bandwidth") > 0) {
        title = QCoreApplication::translate("faults", "%1/s").arg(QString::fromStdString(params.text("bandwidth")));
    } else if (fault.kind == "degrade") {
        title = QCoreApplication::translate("faults", "Latency %1").arg(QString::fromStdString(params.text("delay")));
    } else if (fault.kind == "cut" && params.text("direction") != "both") {
        title += params.text("direction") == "in" ? QStringLiteral(" →|") : QStringLiteral(" |→");
    }
    return title;
}

ElementId elementOfTarget(const Topology &topology, const std::string &target)
{
    if (contains(topology, target)) {
        return target;
    }
    const auto slash = target.find('/');
    const auto podName = target.substr(0, slash);
    for (const auto &[id, pod] : topology.pods) {
        const bool isReplica = podName.size() > pod.name.size() + 1 && podName.starts_with(pod.name + "-") &&
                               podName.find_first_not_of("0123456789", pod.name.size() + 1) == std::string::npos;
        if (podName != pod.name && !isReplica) {
            continue;
        }
        if (slash == std::string::npos) {
            return id;
        }
        for (const auto *container : containersOf(topology, id)) {
            if (container->name == target.substr(slash + 1)) {
                return container->id;
            }
        }
    }
    return {};
}

std::vector<ScenarioLane> scenarioLanes(const Topology &topology, const std::vector<LoggedFault> &log,
                                        const std::map<ElementId, QString> &objections, const std::string &extra)
{
    const auto end = paramsOf(topology).duration("duration");
    LaneMaker maker(topology);
    for (const auto &[id, fault] : topology.faults) {
        auto bar = barOf(fault, end);
        if (const auto found = objections.find(id); found != objections.end()) {
            bar.objection = found->second;
        }
        maker.lane(fault.target).bars.push_back(std::move(bar));
    }
    for (const auto &fault : log) {
        if (!fault.began) {
            continue;
        }
        const auto planned = topology.faults.find(fault.plan.id);
        const auto target = fault.byHand                       ? fault.byHand->target
                            : planned != topology.faults.end() ? planned->second.target
                                                               : std::string();
        if (!target.empty()) {
            const auto ended = fault.ended ? fault.ended : fault.lasts() ? fault.endsAt() : fault.began;
            maker.lane(target).done.push_back(
                {fault.title, *fault.began, ended, fault.byHand.has_value(), !fault.failure.isEmpty()});
        }
    }
    if (!extra.empty()) {
        maker.lane(extra);
    }
    return maker.take(end);
}

} // namespace bayplan
