// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/recording_writer.h"

#include "engine/base/durable_file.h"
#include "engine/base/translatable.h"
#include "engine/base/units.h"
#include "engine/patterns/checksum.h"
#include "engine/wire/state_change.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace bayplan {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t pendingLimitBytes = 64U << 10U;
constexpr int snapshotsPerRun = 200; // of a simulation: the duration of a document does not end a deployment
constexpr Duration closestSnapshots = std::chrono::milliseconds(100);

/// So often one snapshot is whole: a reader who wants one instant begins there.
constexpr std::uint64_t snapshotsPerWhole = 64;

std::string lineOf(const Json &json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string textOf(Time time)
{
    return formatDuration(std::max(time.time_since_epoch(), Duration(0)));
}

std::string headerLine(const RecordingHeader &header)
{
    return lineOf({{"t", "bayrun"},
                   {"format", recordingFormat},
                   {"version", header.version},
                   {"engine", header.engine},
                   {"simulated", header.simulated},
                   {"documentName", header.documentName},
                   {"duration", formatDuration(header.duration)},
                   {"warmUp", formatDuration(header.warmUp)},
                   {"seed", header.seed},
                   {"instances", header.instances},
                   {"document", header.document}});
}

/// What changed of one instance; empty when nothing did.
std::string changeText(const InstanceSnapshot &before, const InstanceSnapshot &after)
{
    Json fields = Json::object();
    const auto put = [&](const char *name, const auto &old, const auto &now) {
        if (old != now)
            fields[name] = now;
    };
    put("alive", before.alive, after.alive);
    put("paused", before.paused, after.paused);
    put("known", before.known, after.known);
    put("restarts", before.restarts, after.restarts);
    put("note", before.note, after.note);
    if (after.lost && before.lost != after.lost)
        fields["lost"] = *after.lost;
    const std::string state = writeStateChange(before.machine, after.machine);
    if (state == "{}" && fields.empty())
        return {};
    if (after.known) {
        put("stateTime", textOf(before.stateTime), textOf(after.stateTime));
        if (after.clockAhead != before.clockAhead)
            fields["clock"] = textOf(after.stateTime + after.clockAhead);
    }
    std::string text = fields.dump(-1, ' ', false, Json::error_handler_t::replace);
    text.pop_back();
    if (state != "{}")
        text += (text.size() > 1 ? ",\"state\":" : "\"state\":") + state;
    return text + '}';
}

bool meansFull(int code)
{
    return code == ENOSPC || code == EDQUOT || code == EFBIG;
}

Error recordingError(int code, const std::string &path, const std::string &message)
{
    Error error = fail(meansFull(code)  ? ErrorCode::DiskFull
                       : code == ENOENT ? ErrorCode::NotFound
                                        : ErrorCode::Io,
                       message + ": " + std::generic_category().message(code) + '.');
    if (meansFull(code))
        error.advice = "Free some space or choose another place, and record again.";
    error.place.file = path;
    return error;
}

/// How much of it was written, and 0 or an errno.
std::pair<std::size_t, int> writeAll(int descriptor, std::string_view bytes)
{
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t written = ::write(descriptor, bytes.data() + done, bytes.size() - done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return {done, written < 0 ? errno : ENOSPC};
        done += static_cast<std::size_t>(written);
    }
    return {done, 0};
}

} // namespace

Result<std::unique_ptr<RecordingWriter>> RecordingWriter::create(const std::string &path, const RecordingHeader &header)
{
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return fileError(errno, QT_TRANSLATE_NOOP("phrase", "open it for writing"), path);
    std::unique_ptr<RecordingWriter> writer(new RecordingWriter(path, descriptor, header));
    writer->put(headerLine(header));
    writer->flush();
    if (writer->m_problem)
        return *writer->m_problem;
    return writer;
}

RecordingWriter::RecordingWriter(std::string path, int descriptor, const RecordingHeader &header)
    : m_path(std::move(path)), m_descriptor(descriptor),
      m_snapshotGap(header.simulated ? std::max(closestSnapshots, header.duration / snapshotsPerRun) : closestSnapshots)
{
    m_before.instances.resize(header.instances.size());
}

RecordingWriter::~RecordingWriter()
{
    flush();
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void RecordingWriter::add(const RunEvent &event)
{
    const std::lock_guard lock(m_mutex);
    m_lastTime = std::max(m_lastTime, event.time);
    put(lineOf({{"t", "event"},
                {"at", textOf(event.time)},
                {"kind", event.kind},
                {"subject", event.subject},
                {"text", event.text}}));
}

void RecordingWriter::add(const HandAction &action)
{
    const std::lock_guard lock(m_mutex);
    m_lastTime = std::max(m_lastTime, action.when.at);
    Json line{{"t", "hand"},
              {"at", textOf(action.when.at)},
              {"events", action.when.events},
              {"kind", action.injection.kind},
              {"target", action.injection.target},
              {"for", formatDuration(std::max(action.injection.length, Duration(0)))}};
    if (!action.injection.params.empty())
        line["params"] = action.injection.params;
    put(lineOf(line));
    flush();
}

void RecordingWriter::add(const Snapshot &snapshot)
{
    const std::lock_guard lock(m_mutex);
    m_lastTime = std::max(m_lastTime, snapshot.time);
    if (snapshot.instances.size() != m_before.instances.size() || m_problem)
        return;
    if (m_snapshots > 0 && snapshot.time - m_before.time < m_snapshotGap)
        m_skipped = snapshot;
    else
        putSnapshot(snapshot);
}

void RecordingWriter::putSnapshot(const Snapshot &snapshot)
{
    m_skipped.reset();
    const bool isWhole = m_snapshots++ % snapshotsPerWhole == 0;
    if (isWhole)
        m_before.instances.assign(m_before.instances.size(), {});
    std::string instances;
    for (std::size_t index = 0; index < snapshot.instances.size(); ++index) {
        const std::string change = changeText(m_before.instances[index], snapshot.instances[index]);
        if (!change.empty())
            instances += (instances.empty() ? "\"" : ",\"") + std::to_string(index) + "\":" + change;
    }
    std::string line =
        lineOf({{"t", "snapshot"}, {"at", textOf(snapshot.time)}, {"events", snapshot.events}, {"whole", isWhole}});
    line.resize(line.size() - 2); // the brace and the line's end
    put(line + ",\"instances\":{" + instances + "}}\n");
    flush();
    m_before = snapshot;
}

Result<void> RecordingWriter::finish(const Report &report, bool stopped, bool goesOn)
{
    const std::lock_guard lock(m_mutex);
    if (m_skipped)
        putSnapshot(Snapshot(*m_skipped));
    put(lineOf({{"t", "report"}, {"report", Json::parse(reportJson(report))}}));
    flush(); // the checksum goes over all that is written
    put(lineOf({{"t", "end"},
                {"at", textOf(m_before.time)},
                {"events", m_before.events},
                {"stopped", stopped},
                {"goesOn", goesOn},
                {"traceHash", report.traceHash},
                {"crc32c", m_checksum}}));
    flush();
    if (!m_problem && ::fsync(m_descriptor) != 0 && errno != EINVAL && errno != EROFS)
        m_problem = recordingError(errno, m_path, "The recording may not be on the disk");
    const int descriptor = std::exchange(m_descriptor, -1);
    if (::close(descriptor) != 0 && !m_problem)
        m_problem = recordingError(errno, m_path, "The recording may not be on the disk");
    if (m_problem)
        return *m_problem;
    return {};
}

std::optional<Error> RecordingWriter::problem() const
{
    const std::lock_guard lock(m_mutex);
    return m_problem;
}

void RecordingWriter::put(std::string line)
{
    if (m_problem)
        return;
    m_pending += line;
    if (m_pending.size() >= pendingLimitBytes)
        flush();
}

void RecordingWriter::flush()
{
    if (m_problem || m_pending.empty() || m_descriptor < 0)
        return;
    const auto [written, code] = writeAll(m_descriptor, m_pending);
    if (code != 0)
        return giveUp(code, written);
    m_checksum = crc32c(m_pending, m_checksum);
    m_writtenBytes += written;
    m_pending.clear();
}

/// Leaves whole lines only, and in the place of the last of them a line that says why it ends.
void RecordingWriter::giveUp(int code, std::size_t written)
{
    const std::string instant = humanDuration(m_lastTime.time_since_epoch());
    const std::string why = meansFull(code) ? "the disk was full" : std::generic_category().message(code);
    const std::string note =
        lineOf({{"t", "note"}, {"text", "The recording ends at " + instant + ": " + why + "; the run went on."}});
    const std::size_t room = written > note.size() ? written - note.size() : 0;
    const std::size_t lineEnd = room == 0 ? std::string::npos : m_pending.rfind('\n', room - 1);
    const std::size_t kept = lineEnd == std::string::npos ? 0 : lineEnd + 1;
    const auto end = static_cast<off_t>(m_writtenBytes + kept);
    if (::ftruncate(m_descriptor, end) == 0 && ::lseek(m_descriptor, end, SEEK_SET) == end &&
        writeAll(m_descriptor, note).second != 0)
        static_cast<void>(::ftruncate(m_descriptor, end) == 0);
    m_problem = recordingError(code, m_path, "The recording ends at " + instant + " of the run");
    m_pending.clear();
    m_pending.shrink_to_fit();
    m_skipped.reset();
}

} // namespace bayplan
