// SPDX-License-Identifier: Apache-2.0
#include "simulator/scenario.h"

#include <algorithm>

namespace bayplan {
namespace {

std::string hexadecimal(std::uint64_t number)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text(16, '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, number >>= 4U)
        *digit = digits[number & 15U];
    return text;
}

} // namespace

Plan scenarioOf(Plan plan, const SimulatorOptions &options)
{
    if (options.duration > Duration(0)) {
        plan.duration = options.duration;
        plan.warmUp = std::min(plan.warmUp, plan.duration / 10);
    }
    if (options.seed != 0)
        plan.seed = options.seed;
    plan.warmUp = std::clamp(plan.warmUp, Duration(0), plan.duration);
    return plan;
}

void finishReport(const World &world, Report &report)
{
    report.traceHash = hexadecimal(world.traceHash());
    std::vector<std::string> warnings;
    for (std::size_t i = 0; i < report.elections.size(); ++i) {
        ElectionFigures &election = report.elections[i];
        const auto violation = std::ranges::find(world.violations(), std::optional(i), &Violation::election);
        if (election.safe && violation == world.violations().end()) {
            election.safety = "At every event at most one leader per term and one valid lease.";
            continue;
        }
        election.safe = false;
        if (violation != world.violations().end())
            election.safety = violation->text;
        const std::string start = "Election " + election.name + " was not safe: ";
        std::erase_if(report.warnings, [&](const auto &text) { return text.starts_with(start); });
        warnings.push_back(start + election.safety);
    }
    for (const Violation &violation : world.violations()) {
        if (!violation.election)
            warnings.push_back("A promise was broken. " + violation.text);
    }
    report.warnings.insert(report.warnings.begin(), warnings.begin(), warnings.end());
    report.violations = world.violations().size();
    for (AssertionFigures &assertion : report.assertions) { // with what is known now of safety
        const auto failedAt = assertion.failedAt;
        assertion = evaluateAssertion(assertion.id, assertion.text, report);
        if (assertion.held || !failedAt)
            continue;
        const bool isOfPromises = assertion.text.starts_with("violations") && !world.violations().empty();
        assertion.failedAt = isOfPromises ? world.violations().front().at.time_since_epoch() : failedAt;
    }
}

} // namespace bayplan
