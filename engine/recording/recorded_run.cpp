// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/recorded_run.h"

#include "engine/base/units.h"
#include "engine/model/document_file.h"
#include "engine/recording/line_reader.h"
#include "engine/wire/state_change.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <string_view>

namespace bayplan {

namespace {

using SnapshotJson = nlohmann::json;

/// What is wrong with the values; caught with what the JSON library throws.
[[noreturn]] void throwBad(const std::string &why)
{
    throw std::runtime_error(why);
}

Duration lengthIn(const SnapshotJson &json, const char *key)
{
    const auto length = parseDuration(json.at(key).get_ref<const std::string &>());
    if (!length)
        throwBad(length.error().message);
    return *length;
}

void changeInstance(const SnapshotJson &change, InstanceSnapshot &instance)
{
    instance.alive = change.value("alive", instance.alive);
    instance.paused = change.value("paused", instance.paused);
    instance.known = change.value("known", instance.known);
    instance.restarts = change.value("restarts", instance.restarts);
    instance.note = change.value("note", instance.note);
    if (change.contains("stateTime"))
        instance.stateTime = Time(lengthIn(change, "stateTime"));
    if (const auto state = change.find("state"); state != change.end()) {
        if (const auto applied = applyStateChange(instance.machine, state->dump()); !applied)
            throwBad(applied.error().message);
    }
}

void changeSnapshot(const SnapshotJson &json, Snapshot &snapshot)
{
    snapshot.time = Time(lengthIn(json, "at"));
    snapshot.events = json.at("events").get<std::uint64_t>();
    if (json.at("whole").get<bool>())
        snapshot.instances.assign(snapshot.instances.size(), {});
    for (const auto &[key, change] : json.at("instances").items()) {
        const auto index = parseInteger(key);
        if (!index || *index < 0 || static_cast<std::size_t>(*index) >= snapshot.instances.size())
            throwBad("There is no instance " + key + '.');
        changeInstance(change, snapshot.instances[static_cast<std::size_t>(*index)]);
    }
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
    const RecordingHeader &header = recording->header;
    auto document = readDocument(header.document, path + ", its document", documentLimits);
    if (!document)
        return document.error();
    auto plan = lower(document->topology);
    if (!plan) {
        Error error = plan.error();
        error.place.file = path + ", its document";
        return error;
    }
    plan->duration = header.duration;
    plan->warmUp = header.warmUp;
    plan->seed = header.seed;
    if (!header.instances.empty() && header.instances.size() != plan->instances.size())
        return fail(ErrorCode::InvalidInput, "This recording is of other containers than its document has.",
                    "Open it with the version that recorded it.", Place{path, 0, 0, {}});
    return RecordedRun{std::move(*recording), std::move(document->topology), std::move(*plan)};
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
        if (!line->starts_with(R"({"t":"snapshot")"))
            continue;
        // Deeper things than a state are left out, and missed then.
        const auto isShallow = [](int depth, SnapshotJson::parse_event_t, SnapshotJson &) { return depth <= 32; };
        const auto json = SnapshotJson::parse(*line, isShallow, false);
        if (json.is_discarded())
            break; // torn: readRecording() has let it pass as the last line
        try {
            changeSnapshot(json, snapshot);
        } catch (const std::exception &) {
            return fail(ErrorCode::InvalidInput, "This recording is damaged: a snapshot cannot be read.",
                        "Take another copy of it, or record again.", Place{path, number, 0, {}});
        }
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
