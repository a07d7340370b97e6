// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/replay.h"
#include "app/ctl/scenario_options.h"
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/report/report.h"
#include "simulator/simulator_run.h"

#include <algorithm>
#include <cstdio>

namespace bayplan::ctl {
namespace {

Report simulateWithProgress(const Plan &plan, const SimulatorOptions &options)
{
    ProgressBar bar("Simulating");
    return simulate(plan, options, [&](double fraction) {
        bar.show(fraction);
        return !interrupted();
    });
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

/// What was asked for beside the report: events on the terminal, the run in a file.
SimulatorOptions settingsOf(const SimulateOptions &options, RecordingWriter *recorder)
{
    SimulatorOptions settings;
    settings.onEvent = [&options, recorder](const RunEvent &event) {
        if (options.events)
            printEvent(event, options.json);
        if (recorder != nullptr)
            recorder->add(event);
    };
    if (recorder != nullptr)
        settings.onSnapshot = [recorder](const Snapshot &snapshot) { recorder->add(snapshot); };
    return settings;
}

int simulatePlan(const Plan &plan, const SimulateOptions &options, RecordingWriter *recorder)
{
    const Report report = simulateWithProgress(plan, settingsOf(options, recorder));
    const auto recorded = recorder != nullptr ? recorder->finish(report, interrupted()) : Result<void>();
    if (!recorded)
        printDiagnostic(recorded.error());
    if (!options.output.empty()) {
        if (const auto written = writeOutput(options.output, reportJson(report)); !written)
            return failWith(written.error(), options.json);
    }
    const auto written = writeOutput("-", options.json ? reportJson(report) : reportTable(report));
    if (!written)
        return failWith(written.error(), false);
    return recorded ? statusOf(report) : exitStatus(recorded.error().code);
}

} // namespace

int runSimulate(const SimulateOptions &options)
{
    std::string document;
    const auto topology = loadScenario(options.file, options.set, &document);
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
    if (options.record.empty())
        return simulatePlan(*plan, options, nullptr);
    const auto recorder = startRecording(options.record, options.file, document, *plan, "Simulator", true);
    return recorder ? simulatePlan(*plan, options, recorder->get()) : failWith(recorder.error(), options.json);
}

} // namespace bayplan::ctl
