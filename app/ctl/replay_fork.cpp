// SPDX-License-Identifier: Apache-2.0
// Another end for a recorded run: its document with what was done by hand until then, and something else from there on.
#include "app/ctl/fork_document.h"
#include "app/ctl/replay.h"
#include "app/ctl/scenario_options.h"
#include "app/ctl/terminal.h"
#include "engine/base/units.h"
#include "engine/model/document_file.h"
#include "engine/report/report.h"
#include "simulator/simulator_run.h"

namespace bayplan::ctl {
namespace {

std::string outputOf(const ReplayOptions &options)
{
    if (!options.output.empty())
        return options.output;
    if (options.file == "-")
        return "fork.bayplan.json";
    const std::string name = options.file.substr(options.file.find_last_of('/') + 1);
    return name.substr(0, name.find('.')) + ".fork.bayplan.json";
}

Report simulated(const Plan &plan, const SimulatorOptions &settings, const char *title)
{
    ProgressBar bar(title);
    return simulate(plan, settings, [&](double fraction) {
        bar.show(fraction);
        return !interrupted();
    });
}

/// As recorded, or from another run when the recording did not get there.
Result<Report> reportOf(const Recording &recording, const Plan &plan, const std::string &file)
{
    if (!recording.report.empty())
        return readReportJson(recording.report, file);
    SimulatorOptions settings;
    settings.byHand = recording.byHand;
    return simulated(plan, settings, "Replaying");
}

Result<Topology> forked(const Recording &recording, const RecordedScenario &scenario, const ReplayOptions &options)
{
    if (*options.fork >= scenario.plan.duration)
        return fail(ErrorCode::InvalidInput, "The run is over at that instant.",
                    "Choose one before " + shownDuration(scenario.plan.duration) + '.', Place{"--fork", 0, 0, {}});
    std::vector<Injection> injections;
    for (const std::string &text : options.inject) {
        auto injection = parseInjection(text);
        if (!injection)
            return injection.error();
        injections.push_back(std::move(*injection));
    }
    return forkedTopology(scenario.topology, scenario.plan, recording.byHand, Time(*options.fork), injections);
}

} // namespace

int forkRun(const Recording &recording, const ReplayOptions &options)
{
    if (const auto simulable = checkSimulated(recording, options.file); !simulable)
        return failWith(simulable.error(), options.json);
    const auto scenario = recordedScenario(recording, options.file);
    if (!scenario)
        return failWith(scenario.error(), options.json);
    const auto topology = forked(recording, *scenario, options);
    if (!topology)
        return failWith(topology.error(), options.json);
    const std::string output = outputOf(options);
    const auto plan = planOf(*topology, output, {});
    if (!plan)
        return failWith(plan.error(), options.json);
    if (const auto written = writeOutput(output, writeDocument(*topology)); !written)
        return failWith(written.error(), options.json);
    const auto before = reportOf(recording, scenario->plan, options.file);
    if (!before)
        return failWith(before.error(), options.json);
    const Report after = simulated(*plan, {}, "Simulating the fork");
    if (interrupted())
        return failWith(fail(ErrorCode::Interrupted, "Stopped; the fork is in " + output + '.'), options.json);
    const auto written = writeOutput("-", options.json ? comparisonJson(*before, after)
                                                       : "Forked at " + shownDuration(*options.fork) + " into " +
                                                             output + "; a is what was recorded, b the fork.\n\n" +
                                                             comparisonTable(*before, after));
    return written ? exitDone : failWith(written.error(), false);
}

} // namespace bayplan::ctl
