// SPDX-License-Identifier: Apache-2.0
#include "engine/report/report_page.h"

#include "engine/base/units.h"

namespace bayplan {
namespace {

std::string arrivalsOf(const LoadConfig &load)
{
    switch (load.arrivals) {
    case ArrivalKind::ClosedLoop:
        return std::to_string(load.users) + " users, each thinking for " + formatDistribution(load.thinkTime);
    case ArrivalKind::Trace:
        return "a trace of " + std::to_string(load.trace.size()) + " arrivals" +
               (load.traceRepeats ? ", again and again" : "");
    case ArrivalKind::Constant:
        return formatNumber(load.ratePerSecond) + " /s at even distances";
    case ArrivalKind::Poisson:
        break;
    }
    return formatNumber(load.ratePerSecond) + " /s at random (Poisson)";
}

std::string shapeOf(const RateVariation &variation)
{
    switch (variation.shape) {
    case RateShape::Ramp:
        return ", rising to " + formatNumber(variation.peakPerSecond) + " /s";
    case RateShape::Bursts:
        return ", with bursts of " + formatNumber(variation.peakPerSecond) + " /s for " +
               humanDuration(variation.burst) + " every " + humanDuration(variation.period);
    case RateShape::Daily:
        return ", rising and falling every " + humanDuration(variation.period);
    case RateShape::Steady:
        break;
    }
    return {};
}

std::string textOf(const FaultPlan &fault)
{
    std::string text = fault.text.empty() ? fault.kind : fault.text;
    if (fault.length > Duration(0))
        text += " for " + humanDuration(fault.length);
    return text;
}

} // namespace

void describeScenario(const Plan &plan, ReportPage &page)
{
    page.endSeconds = toSeconds(plan.duration);
    page.scenario.push_back(
        {"run", humanDuration(plan.duration) + ", of which " + humanDuration(plan.warmUp) + " are warm-up"});
    for (const InstancePlan &instance : plan.instances) {
        const auto *load = instance.machine ? std::get_if<LoadConfig>(&instance.machine->behaviour) : nullptr;
        if (load != nullptr)
            page.scenario.push_back({"load", instance.name + " sends " + arrivalsOf(*load) + shapeOf(load->variation)});
    }
    for (const FaultPlan &fault : plan.faults) {
        page.scenario.push_back({formatFixed(toSeconds(fault.at), 3) + " s", textOf(fault)});
        page.marks.push_back({toSeconds(fault.at), toSeconds(fault.at + fault.length), textOf(fault)});
    }
}

} // namespace bayplan
