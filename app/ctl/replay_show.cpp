// SPDX-License-Identifier: Apache-2.0
// What a recording holds, without running it again; and the state at one instant, by running up to it.
#include "app/ctl/junit_file.h"
#include "app/ctl/replay.h"
#include "app/ctl/state_view.h"
#include "app/ctl/terminal.h"
#include "engine/base/units.h"
#include "engine/report/report.h"
#include "simulator/seeker.h"

#include <nlohmann/json.hpp>

namespace bayplan::ctl {
namespace {

using Json = nlohmann::ordered_json;

/// How far the recorded run went.
Time endOf(const Recording &recording)
{
    return recording.stoppedAt ? recording.stoppedAt->at : Time(recording.header.duration);
}

Result<Snapshot> simulatedState(const Recording &recording, const Plan &plan, Time at)
{
    if (at > endOf(recording))
        return fail(ErrorCode::InvalidInput, "The run ends before that instant.",
                    "Choose one up to " + shownDuration(endOf(recording).time_since_epoch()) + '.',
                    Place{"--at", 0, 0, {}});
    Seeker seeker(plan, recording.byHand, {.copyEvery = Duration::max()}); // there is no second instant
    ProgressBar bar("Seeking");
    const bool isThere = seeker.seek(at, [&](double fraction) {
        bar.show(fraction);
        return !interrupted();
    });
    if (!isThere)
        return fail(ErrorCode::Interrupted, "The seek was stopped.");
    return seeker.snapshot();
}

Result<Snapshot> recordedState(const Recording &recording)
{
    if (!recording.snapshot)
        return fail(ErrorCode::NotFound, "Nothing was recorded up to that instant.", "Choose a later one.",
                    Place{"--at", 0, 0, {}});
    return *recording.snapshot;
}

bool isWanted(const RunEvent &event, const ReplayOptions &options)
{
    const Duration since = event.time.time_since_epoch();
    return since >= options.from.value_or(Duration(0)) && since <= options.to.value_or(Duration::max()) &&
           (options.match.empty() || toText(event).find(options.match) != std::string::npos);
}

} // namespace

int showState(const Recording &recording, const ReplayOptions &options)
{
    const auto scenario = recordedScenario(recording, options.file);
    if (!scenario)
        return failWith(scenario.error(), options.json);
    const Plan &plan = scenario->plan;
    const auto state =
        recording.header.simulated ? simulatedState(recording, plan, Time(*options.at)) : recordedState(recording);
    if (!state)
        return failWith(state.error(), options.json);
    if (state->instances.size() != plan.instances.size())
        return failWith(fail(ErrorCode::InvalidInput, "This recording is of other containers than its document has.",
                             "Open it with the version that recorded it.", Place{options.file, 0, 0, {}}),
                        options.json);
    const auto written = writeOutput("-", options.json ? stateJson(plan, *state) : stateTable(plan, *state));
    return written ? exitDone : failWith(written.error(), false);
}

int showEvents(const Recording &recording, const ReplayOptions &options)
{
    std::string text;
    Json list = Json::array();
    for (const RunEvent &event : recording.events) {
        if (!isWanted(event, options))
            continue;
        if (options.json)
            list.push_back({{"atSeconds", toSeconds(event.time)},
                            {"kind", event.kind},
                            {"subject", event.subject},
                            {"text", event.text}});
        else
            text += toText(event) + '\n';
    }
    if (options.json)
        text = list.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
    const auto written = writeOutput("-", text);
    return written ? exitDone : failWith(written.error(), false);
}

int showReport(const Recording &recording, const ReplayOptions &options)
{
    if (recording.report.empty())
        return failWith(fail(ErrorCode::NotFound, "The recording ends before its report.",
                             "Use --events or --at; replay without either runs it again.",
                             Place{options.file, 0, 0, {}}),
                        options.json);
    const auto report = readReportJson(recording.report, options.file);
    if (!report)
        return failWith(report.error(), options.json);
    if (const auto verdicts = writeJunit(options.junit, *report); !verdicts)
        return failWith(verdicts.error(), options.json);
    const auto written = writeOutput("-", options.json ? recording.report : reportTable(*report));
    return written ? exitDone : failWith(written.error(), false);
}

} // namespace bayplan::ctl
