// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/scenario_options.h"
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/report/report.h"
#include "simulator/replications.h"

#include <algorithm>
#include <cstdio>

namespace bayplan::ctl {
namespace {

Result<Report> simulateWithProgress(const Plan &plan, const ReplicationOptions &options)
{
    ProgressBar bar("Simulating");
    return simulateReplications(plan, options, [&](double fraction, const std::string &text) {
        bar.show(fraction, text);
        return !interrupted();
    });
}

ReplicationOptions settingsOf(const SimulateOptions &options)
{
    ReplicationOptions settings;
    settings.replications = options.replications;
    settings.maxReplications = options.maxReplications;
    settings.precision = options.precision;
    settings.figure = options.precisionOf;
    settings.findWarmUp = options.findWarmUp;
    settings.threads = options.threads;
    return settings;
}

void printEvent(const RunEvent &event, bool json)
{
    // With --json standard output is one value; the events go beside it.
    std::fputs((toText(event) + '\n').c_str(), json ? stderr : stdout);
}

int statusOf(const Report &report)
{
    if (interrupted())
        return exitInterrupted;
    const bool allHeld = std::ranges::all_of(report.assertions, &AssertionFigures::held);
    return allHeld ? exitDone : exitNotMet;
}

} // namespace

int runSimulate(const SimulateOptions &options)
{
    const auto topology = loadScenario(options.file, options.set);
    if (!topology)
        return failWith(topology.error(), options.json);
    const auto plan =
        planOf(topology.value(), options.file, {options.set, options.duration, options.warmUp, options.seed});
    if (!plan)
        return failWith(plan.error(), options.json);
    if (options.showPlan) {
        const auto written = writeOutput("-", toText(plan.value()));
        return written ? exitDone : failWith(written.error(), false);
    }
    ReplicationOptions settings = settingsOf(options);
    if (options.events)
        settings.onEvent = [&](const RunEvent &event) { printEvent(event, options.json); };
    const auto simulated = simulateWithProgress(plan.value(), settings);
    if (!simulated)
        return failWith(simulated.error(), options.json);
    const Report &report = simulated.value();
    if (!options.output.empty()) {
        if (const auto written = writeOutput(options.output, reportJson(report)); !written)
            return failWith(written.error(), options.json);
    }
    const auto written = writeOutput("-", options.json ? reportJson(report) : reportTable(report));
    return written ? statusOf(report) : failWith(written.error(), false);
}

} // namespace bayplan::ctl
