// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/recorded_run.h"

#include "engine/recording/line_reader.h"
#include "engine/recording/recorded_scenario.h"
#include "engine/recording/snapshot_lines.h"

#include <fstream>
#include <string_view>
#include <utility>

namespace bayplan {
namespace {

Result<void> checkInstances(const Recording &recording, const Plan &plan, const std::string &file)
{
    bool isSame = recording.header.instances.size() == plan.instances.size();
    for (std::size_t i = 0; isSame && i < plan.instances.size(); ++i)
        isSame = recording.header.instances[i] == plan.instances[i].name;
    if (isSame)
        return {};
    return fail(ErrorCode::InvalidInput, "This recording is of other containers than its document has.",
                "Open it with the version that recorded it.", Place{file, 0, 0, {}});
}

} // namespace

bool isRecording(const std::string &path)
{
    constexpr std::string_view start = "{\"t\":\"bayrun\"";
    std::ifstream file(path, std::ios::binary);
    std::string begins(start.size(), '\0');
    file.read(begins.data(), static_cast<std::streamsize>(begins.size()));
    return begins == start;
}

Result<RecordedRun> openRecordedRun(const std::string &path)
{
    auto recording = readRecording(path);
    if (!recording)
        return recording.error();
    auto scenario = recordedScenario(*recording, path);
    if (!scenario)
        return scenario.error();
    if (const auto same = checkInstances(*recording, scenario->plan, path); !same)
        return same.error();
    return RecordedRun{std::move(*recording), std::move(scenario->topology), std::move(scenario->plan)};
}

Result<void> eachRecordedSnapshot(const std::string &path, const std::function<void(const Snapshot &)> &take)
{
    const auto recording = readRecording(path); // what is wrong with the file is found before anything is shown
    if (!recording)
        return recording.error();
    auto lines = LineReader::open(path);
    if (!lines)
        return lines.error();
    Snapshot snapshot;
    snapshot.instances.resize(recording->header.instances.size());
    int number = 0;
    while (const auto line = (*lines)->next()) {
        ++number;
        if (!snapshotLine(*line)) // another line, or the torn last one
            continue;
        if (const std::string wrong = applySnapshotLine(*line, snapshot); !wrong.empty())
            return fail(ErrorCode::InvalidInput, "This recording is damaged: " + wrong,
                        "Take another copy of it, or record again.", Place{path, number, 0, {}});
        take(snapshot);
    }
    return {};
}

Result<Report> reportOfSnapshots(const RecordedRun &run, const std::string &path)
{
    ReportBuilder builder(run.plan);
    const auto read = eachRecordedSnapshot(path, [&](const Snapshot &snapshot) { builder.observe(snapshot); });
    if (!read)
        return read.error();
    return builder.finish(run.recording.header.engine);
}

} // namespace bayplan
