// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/recording.h"

#include "engine/base/units.h"
#include "engine/base/whole_number.h"
#include "engine/patterns/checksum.h"
#include "engine/recording/line_reader.h"
#include "engine/recording/snapshot_lines.h"
#include "engine/wire/state_change.h"

#include <nlohmann/json.hpp>

#include <type_traits>
#include <utility>

namespace bayplan {

namespace {

using Json = nlohmann::ordered_json;

/// What is wrong with a line; caught by RecordingReader, which knows its number.
struct BadLine {
    std::string why;
};

Duration durationOf(const Json &json, const char *key)
{
    const auto duration = parseDuration(json.at(key).get_ref<const std::string &>());
    if (!duration)
        throw BadLine{duration.error().message};
    return *duration;
}

Time timeOf(const Json &json)
{
    return Time(durationOf(json, "at"));
}

template <class Number>
Number wholeAt(const Json &json, const char *key)
{
    const auto number = wholeNumber<Number>(json.at(key));
    if (!number)
        throw BadLine{std::string(key) + " is no whole number."};
    return *number;
}

template <class T>
void take(const Json &json, const char *key, T &value)
{
    if (!json.contains(key))
        return;
    if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>)
        value = wholeAt<T>(json, key);
    else
        value = json.at(key).get<T>();
}

/// A JSON object of at most 32 levels; nothing when it is none.
std::optional<Json> parsedLine(const std::string &line)
{
    constexpr int depthLimit = 32;
    bool tooDeep = false;
    const auto bounded = [&](int depth, Json::parse_event_t, Json &) {
        tooDeep = tooDeep || depth > depthLimit;
        return !tooDeep;
    };
    Json json = Json::parse(line, bounded, false);
    if (tooDeep || json.is_discarded() || !json.is_object())
        return std::nullopt;
    return json;
}

RunEvent eventOf(const Json &json)
{
    return {timeOf(json), json.at("kind").get<std::string>(), json.at("subject").get<std::string>(),
            json.at("text").get<std::string>()};
}

HandAction handActionOf(const Json &json)
{
    HandAction action{{.kind = json.at("kind").get<std::string>(),
                       .target = json.at("target").get<std::string>(),
                       .length = durationOf(json, "for")},
                      {timeOf(json), wholeAt<std::uint64_t>(json, "events")}};
    take(json, "params", action.injection.params);
    if (const auto factor = json.find("factor"); factor != json.end()) // as recordings had it before
        action.injection.params["factor"] = formatNumber(factor->get<double>());
    return action;
}

RecordingHeader headerOf(const Json &json)
{
    RecordingHeader header;
    take(json, "documentName", header.documentName);
    take(json, "engine", header.engine);
    take(json, "version", header.version);
    take(json, "instances", header.instances);
    header.document = json.at("document").get<std::string>();
    header.duration = durationOf(json, "duration");
    header.warmUp = durationOf(json, "warmUp");
    header.seed = wholeAt<std::uint64_t>(json, "seed");
    header.simulated = json.at("simulated").get<bool>();
    return header;
}

void applyChange(const Json &change, InstanceSnapshot &instance)
{
    take(change, "alive", instance.alive);
    take(change, "paused", instance.paused);
    take(change, "known", instance.known);
    take(change, "restarts", instance.restarts);
    take(change, "note", instance.note);
    if (change.contains("lost"))
        instance.lost = wholeAt<std::uint64_t>(change, "lost");
    if (change.contains("stateTime"))
        instance.stateTime = Time(durationOf(change, "stateTime"));
    if (change.contains("clock"))
        instance.clockAhead = Time(durationOf(change, "clock")) - instance.stateTime;
    const auto state = change.find("state");
    if (state == change.end())
        return;
    if (const auto applied = applyStateChange(instance.machine, state->dump()); !applied)
        throw BadLine{applied.error().message};
}

void applyChanges(const Json &json, Snapshot &snapshot)
{
    snapshot.time = timeOf(json);
    snapshot.events = wholeAt<std::uint64_t>(json, "events");
    if (json.at("whole").get<bool>())
        snapshot.instances.assign(snapshot.instances.size(), {});
    for (const auto &[key, change] : json.at("instances").items()) {
        const auto index = parseInteger(key);
        if (!index || *index < 0 || static_cast<std::size_t>(*index) >= snapshot.instances.size())
            throw BadLine{"There is no instance " + key + '.'};
        applyChange(change, snapshot.instances[static_cast<std::size_t>(*index)]);
    }
}

class RecordingReader {
public:
    RecordingReader(std::string path, std::optional<Time> snapshotAt)
        : m_path(std::move(path)), m_snapshotAt(snapshotAt)
    {}

    Result<Recording> read();

private:
    std::optional<Error> takeFirst(const std::string &line);
    bool takeLine(const std::string &line);
    void takeParsed(const Json &json);
    void takeEnd(const Json &json);
    void noteSnapshot(const Json &json, const std::string &line);
    void rebuildSnapshot();
    Error damaged(const std::string &why) const;

    const std::string m_path;
    const std::optional<Time> m_snapshotAt;
    Recording m_recording;
    int m_line = 0;
    std::uint32_t m_checksum = 0;
    bool m_explained = false;           ///< a note says why it ends
    std::vector<std::string> m_changes; ///< lines of the snapshots since the last whole one
};

Error RecordingReader::damaged(const std::string &why) const
{
    return fail(ErrorCode::InvalidInput, "This recording is damaged: " + why,
                "Take another copy of it, or record again.", Place{m_path, m_line, 0, {}});
}

Result<Recording> RecordingReader::read()
{
    auto lines = LineReader::open(m_path);
    if (!lines)
        return lines.error();
    std::optional<std::string> unread; // a line that may be torn, if it is the last
    while (const auto line = (*lines)->next()) {
        if (unread)
            return damaged("this line is not JSON.");
        ++m_line;
        if (m_recording.complete)
            return damaged("this line stands behind its end.");
        try {
            if (m_line == 1) {
                if (auto error = takeFirst(*line))
                    return *error;
            } else if (!takeLine(*line)) {
                unread = *line;
            }
        } catch (const BadLine &bad) {
            return damaged(bad.why);
        } catch (const Json::exception &) {
            return damaged("a value is missing in this line, or is of another type.");
        }
        m_checksum = crc32c("\n", crc32c(*line, m_checksum));
    }
    if ((*lines)->error())
        return *(*lines)->error();
    if (m_line == 0)
        return fail(ErrorCode::InvalidInput, "This is not a recording.", "Give a file that --record has written.",
                    Place{m_path, 0, 0, {}});
    if (!m_recording.complete && !m_explained)
        m_recording.notices.emplace_back((*lines)->isTorn() || unread
                                             ? "The end of the recording is torn off; what stands before it is shown."
                                             : "The recording ends before the run did.");
    try {
        rebuildSnapshot();
    } catch (const BadLine &bad) {
        return damaged(bad.why);
    } catch (const Json::exception &) {
        return damaged("a snapshot cannot be read.");
    }
    return std::move(m_recording);
}

std::optional<Error> RecordingReader::takeFirst(const std::string &line)
{
    const auto json = parsedLine(line);
    if (!json || json->value("t", Json()) != "bayrun" || !json->value("format", Json()).is_number_integer())
        return fail(ErrorCode::InvalidInput, "This is not a recording.", "Give a file that --record has written.",
                    Place{m_path, 1, 0, {}});
    if (const auto format = json->at("format").get<std::int64_t>(); format > recordingFormat)
        return fail(ErrorCode::NewerVersion,
                    "This recording has the format " + std::to_string(format) + "; this program knows " +
                        std::to_string(recordingFormat) + '.',
                    "Open it with the version that recorded it, or a newer one.", Place{m_path, 1, 0, {}});
    m_recording.header = headerOf(*json);
    return std::nullopt;
}

/// False when it is no JSON.
bool RecordingReader::takeLine(const std::string &line)
{
    // Most of the bytes, and most readers want none of them.
    if (!m_snapshotAt && line.starts_with(R"({"t":"snapshot")") && line.ends_with('}'))
        return true;
    const auto json = parsedLine(line);
    if (!json)
        return false;
    if (json->at("t") == "snapshot")
        noteSnapshot(*json, line);
    else
        takeParsed(*json);
    return true;
}

void RecordingReader::takeParsed(const Json &json)
{
    const auto &kind = json.at("t").get_ref<const std::string &>();
    if (kind == "event") {
        m_recording.events.push_back(eventOf(json));
    } else if (kind == "hand") {
        m_recording.byHand.push_back(handActionOf(json));
    } else if (kind == "report") {
        m_recording.report = json.at("report").dump(2) + '\n';
    } else if (kind == "note") {
        m_recording.notices.push_back(json.at("text").get<std::string>());
        m_explained = true;
    } else if (kind == "end") {
        takeEnd(json);
    }
}

void RecordingReader::takeEnd(const Json &json)
{
    if (wholeAt<std::uint32_t>(json, "crc32c") != m_checksum)
        throw BadLine{"its checksum is not that of what it holds."};
    m_recording.complete = true;
    m_recording.traceHash = json.at("traceHash").get<std::string>();
    if (json.at("stopped").get<bool>())
        m_recording.stoppedAt = RunInstant{timeOf(json), wholeAt<std::uint64_t>(json, "events")};
    m_recording.goesOn = json.value("goesOn", false);
}

void RecordingReader::noteSnapshot(const Json &json, const std::string &line)
{
    if (!m_snapshotAt || timeOf(json) > *m_snapshotAt)
        return;
    if (json.at("whole").get<bool>())
        m_changes.clear();
    m_changes.push_back(line);
}

void RecordingReader::rebuildSnapshot()
{
    if (m_changes.empty())
        return;
    Snapshot snapshot;
    snapshot.instances.resize(m_recording.header.instances.size());
    for (const std::string &line : m_changes)
        applyChanges(parsedLine(line).value(), snapshot);
    m_recording.snapshot = std::move(snapshot);
}

} // namespace

std::optional<SnapshotLine> snapshotLine(const std::string &line)
{
    // Its beginning tells, and the rest may be long.
    constexpr std::string_view begin = R"({"t":"snapshot")";
    const std::size_t states = line.find(R"(,"instances":)");
    if (!line.starts_with(begin) || !line.ends_with('}') || states == std::string::npos)
        return std::nullopt;
    const auto json = parsedLine(line.substr(0, states) + '}');
    if (!json || !json->contains("at") || !json->contains("whole") || !(*json)["whole"].is_boolean())
        return std::nullopt;
    try {
        return SnapshotLine{timeOf(*json), json->at("whole").get<bool>()};
    } catch (const BadLine &) {
        return std::nullopt;
    } catch (const Json::exception &) {
        return std::nullopt;
    }
}

std::string applySnapshotLine(const std::string &line, Snapshot &snapshot)
{
    try {
        const auto json = parsedLine(line);
        if (!json)
            return "a snapshot is not JSON.";
        applyChanges(*json, snapshot);
    } catch (const BadLine &bad) {
        return bad.why;
    } catch (const Json::exception &) {
        return "a snapshot cannot be read.";
    }
    return {};
}

Result<Recording> readRecording(const std::string &path, std::optional<Time> snapshotAt)
{
    return RecordingReader(path, snapshotAt).read();
}

} // namespace bayplan
