// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/log_saver.h"

#include "engine/patterns/call_ledger.h"
#include "engine/patterns/error_reply.h"
#include "engine/patterns/lifecycle.h"

#include <algorithm>
#include <charconv>
#include <deque>
#include <utility>

namespace bayplan {
namespace {

constexpr std::size_t positionsKept = 16; // the current file and those it was rotated to
constexpr Duration longestRetry = std::chrono::seconds(30);
constexpr std::string_view cutMark = " [cut]";

/// That a batch becomes on its way, at most; a line that is longer goes alone.
constexpr std::size_t batchBytes = 4U << 20U;

/// Of a chunk, beside its text. The first thousand are not counted, so that a small buffer is one of text.
constexpr std::uint64_t bytesBesideText = 256;
constexpr std::size_t chunksUncounted = 1000;

/// Lines that came together as one text, each with its newline: a string of its own has many times what a short line
/// has.
struct Chunk {
    std::string source;
    std::uint64_t firstOffset = 0;
    std::uint64_t nextOffset = 0;
    std::string text;
    std::uint32_t lines = 0;
    Time arrived{};
    bool endsInside = false; ///< of what came as one chunk: its nextOffset is none that the driver named

    std::size_t heapBytes() const { return heapBytesOfAll(source, text); }
};

/// That JSON makes of it, at most, with what stands between lines.
std::size_t escapedBytes(std::string_view text)
{
    std::size_t bytes = 0;
    for (const char c : text) {
        if (c == '\n')
            bytes += std::string_view("\"\",").size();
        else if (static_cast<unsigned char>(c) < ' ')
            bytes += std::string_view("\\u0000").size();
        else
            bytes += c == '"' || c == '\\' ? 2 : 1;
    }
    return bytes;
}

void appendLines(std::vector<std::string> &to, std::string_view text)
{
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        to.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
}

class LogSaverMachine final : public MachineOf<LogSaverMachine> {
public:
    LogSaverMachine(const MachineConfig &config, const LogSaverConfig &saver)
        : m_config(saver), m_peers(config.peers), m_calls(config.peers.size())
    {}

    void step(Time now, Input &&input, Effects &effects) override;
    Time deadline() const override;
    MachineState state(Time now) const override;
    bool isBusy() const override { return !m_batch.lines.empty() || !m_waiting.empty(); }
    std::size_t heapBytes() const { return heapBytesOfAll(m_calls, m_waiting, m_batch.lines); }

private:
    void answer(const Requested &requested, Effects &effects) const;
    void accept(Time now, LogLines lines, Effects &effects);
    void cut(std::string &line);
    bool isOverBuffer() const;
    void makeRoom(Effects &effects);
    bool batchIsDue(Time now) const;
    void gather();
    void send(Time now, Effects &effects);
    void finished(Time now, CallStatus status, LogAck ack, Effects &effects);
    void delivered(Effects &effects);
    void tooLarge(Time now, Effects &effects);
    void halveBatch(Time now);
    void leaveBatch(Effects &effects);
    void notePosition();
    void sendDue(Time now, Effects &effects);

    LogSaverConfig m_config;
    SharedList<PeerConfig> m_peers;
    CallLedger m_calls;
    std::deque<Chunk> m_waiting;
    std::uint64_t m_waitingLines = 0;
    LogBatch m_batch;                     ///< being sent, or to be sent again; no lines when there is none
    bool m_endsInside = false;            ///< m_batch, as a Chunk does
    std::size_t m_mostBytes = batchBytes; ///< less when the sink takes less
    Time m_retryAt = never;               ///< of m_batch, while it is not in flight
    Duration m_retryAfter{0};
    std::vector<LogPosition> m_positions;
    LogSaverState m_state;
    bool m_dropping = false;
    bool m_leavingOut = false; ///< lines that the sink finds too large
    Lifecycle m_life;
};

void LogSaverMachine::step(Time now, Input &&input, Effects &effects)
{
    if (const auto *started = std::get_if<Started>(&input)) {
        m_positions = parseLogPositions(started->durable);
        m_life.start();
    } else if (std::holds_alternative<Stopping>(input)) {
        m_life.stop();
        m_retryAt = m_retryAt == never ? never : now;
    } else if (const auto *failure = std::get_if<PersistFailed>(&input)) {
        effects.event("offset-not-saved", failure->reason + "; lines since the last saved offset may come twice");
    } else if (const auto *requested = std::get_if<Requested>(&input)) {
        answer(*requested, effects);
    } else if (auto *received = std::get_if<Received>(&input)) {
        if (auto *lines = std::get_if<LogLines>(&received->message))
            accept(now, std::move(*lines), effects);
        const auto *answer = std::get_if<Answer>(&received->message);
        if (const auto outcome = answer ? m_calls.finish(now, received->from, *answer) : std::nullopt) {
            const auto *ack = answer->body.as<LogAck>();
            finished(now, outcome->status, ack != nullptr ? *ack : LogAck{false}, effects);
        }
    }
    while (const auto expired = m_calls.expireNext(now))
        finished(now, expired->status, LogAck{false}, effects);
    sendDue(now, effects);
}

Time LogSaverMachine::deadline() const
{
    const bool idle = m_batch.lines.empty() && !m_waiting.empty() && !m_peers.empty();
    const Time flush = idle ? m_waiting.front().arrived + m_config.flushEvery : never;
    return std::min({flush, m_retryAt, m_calls.nextDeadline()});
}

MachineState LogSaverMachine::state(Time) const
{
    MachineState state;
    state.phase = m_life.phase(isBusy());
    state.calls = m_calls.stats();
    state.pattern = m_state;
    return state;
}

void LogSaverMachine::answer(const Requested &requested, Effects &effects) const
{
    const auto *http = requested.body.as<HttpRequest>();
    if (http == nullptr || http->target != "/positions")
        return effects.reply(requested.request, CallStatus::Failed, errorReply(requested.body, 501, "ships logs only"));
    HttpReply reply;
    reply.contentType = "text/plain";
    reply.body = formatLogPositions(m_positions);
    reply.bodyBytes = static_cast<std::uint32_t>(reply.body.size());
    effects.reply(requested.request, CallStatus::Ok, std::move(reply));
}

void LogSaverMachine::accept(Time now, LogLines lines, Effects &effects)
{
    if (lines.lines.empty())
        return;
    m_state.linesRead += lines.lines.size();
    std::size_t bytes = 0;
    for (std::string &line : lines.lines) {
        cut(line);
        bytes += line.size() + 1;
    }
    Chunk chunk{std::move(lines.source), lines.firstOffset, lines.nextOffset, {}, 0, now};
    chunk.lines = static_cast<std::uint32_t>(lines.lines.size());
    chunk.text.reserve(bytes);
    for (const std::string &line : lines.lines)
        (chunk.text += line) += '\n';
    m_state.bufferedBytes += bytes;
    m_waitingLines += chunk.lines;
    m_waiting.push_back(std::move(chunk));
    makeRoom(effects);
}

void LogSaverMachine::cut(std::string &line)
{
    const std::size_t longest = std::max<std::size_t>(m_config.maxLineBytes, cutMark.size());
    if (line.size() <= longest)
        return;
    std::size_t end = longest - cutMark.size();
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xc0U) == 0x80U)
        --end; // not in the middle of a character
    line.resize(end);
    line += cutMark;
    ++m_state.linesCut;
}

bool LogSaverMachine::isOverBuffer() const
{
    const std::size_t counted = m_waiting.size() - std::min(m_waiting.size(), chunksUncounted);
    return m_state.bufferedBytes + counted * bytesBesideText > m_config.bufferBytes;
}

void LogSaverMachine::makeRoom(Effects &effects)
{
    const std::uint64_t before = m_state.linesDropped;
    if (isOverBuffer() && m_retryAt != never) {
        m_state.linesDropped += m_batch.lines.size();
        m_state.bufferedBytes -= m_batch.bytes;
        m_batch = {};
        m_retryAt = never;
    }
    while (isOverBuffer() && m_waiting.size() > 1) {
        const Chunk &oldest = m_waiting.front();
        m_state.linesDropped += oldest.lines;
        m_state.bufferedBytes -= oldest.text.size();
        m_waitingLines -= oldest.lines;
        m_waiting.pop_front();
    }
    if (m_state.linesDropped > before && !std::exchange(m_dropping, true))
        effects.event("dropping-lines", "the buffer is full and the sink does not take them");
}

bool LogSaverMachine::batchIsDue(Time now) const
{
    if (m_waiting.empty() || !m_batch.lines.empty() || m_peers.empty())
        return false;
    return m_life.isStopping() || m_waitingLines >= m_config.batchLines ||
           m_waiting.front().arrived + m_config.flushEvery <= now;
}

/// Chunks that follow one another in one file, up to batchLines and to the bytes that the sink takes.
void LogSaverMachine::gather()
{
    m_batch.source = m_waiting.front().source;
    m_batch.firstOffset = m_batch.nextOffset = m_waiting.front().firstOffset;
    std::size_t bytes = 0;
    while (!m_waiting.empty()) {
        const Chunk &chunk = m_waiting.front();
        const bool follows = chunk.source == m_batch.source && chunk.firstOffset == m_batch.nextOffset;
        bytes += escapedBytes(chunk.text);
        const bool fits = m_batch.lines.empty() ||
                          (m_batch.lines.size() + chunk.lines <= m_config.batchLines && bytes <= m_mostBytes);
        if (!follows || !fits)
            break;
        m_waitingLines -= chunk.lines;
        appendLines(m_batch.lines, chunk.text);
        m_batch.bytes += static_cast<std::uint32_t>(chunk.text.size());
        m_batch.nextOffset = chunk.nextOffset;
        m_endsInside = chunk.endsInside;
        m_waiting.pop_front();
    }
}

void LogSaverMachine::sendDue(Time now, Effects &effects)
{
    if (!m_life.isStarted())
        return;
    if (m_retryAt <= now) {
        m_state.redelivered += m_batch.lines.size();
        send(now, effects);
    } else if (batchIsDue(now)) {
        gather();
        send(now, effects);
    }
}

void LogSaverMachine::send(Time now, Effects &effects)
{
    m_retryAt = never;
    const Duration timeout = m_peers.front().timeout;
    effects.send(0, Call{m_calls.begin(now, 0, timeout), timeout, m_batch});
}

void LogSaverMachine::finished(Time now, CallStatus status, LogAck ack, Effects &effects)
{
    if (status == CallStatus::Ok && ack.stored)
        return delivered(effects);
    if (status == CallStatus::Ok && ack.isTooLarge)
        return tooLarge(now, effects);
    if (m_retryAfter == Duration::zero())
        effects.event("sink-down", m_peers.front().name + " does not take log lines; they are kept and sent again");
    m_retryAfter = std::min(std::max(m_retryAfter * 2, m_config.retryAfter), longestRetry);
    m_retryAt = now + m_retryAfter;
}

void LogSaverMachine::delivered(Effects &effects)
{
    if (m_retryAfter != Duration::zero())
        effects.event("sink-up", m_peers.front().name + " takes log lines again");
    m_retryAfter = Duration::zero();
    m_dropping = m_leavingOut = false;
    m_mostBytes = std::min(batchBytes, m_mostBytes + m_mostBytes / 16 + 1); // it may take more by now
    m_state.linesDelivered += m_batch.lines.size();
    leaveBatch(effects);
}

/// The same again would be refused for ever, and nothing behind it delivered.
void LogSaverMachine::tooLarge(Time now, Effects &effects)
{
    if (m_batch.lines.size() > 1) {
        halveBatch(now);
        m_retryAt = now;
        return;
    }
    ++m_state.linesDropped;
    if (!std::exchange(m_leavingOut, true))
        effects.event("line-too-large", m_peers.front().name + " does not take a line of " +
                                            std::to_string(m_batch.bytes) + " bytes; such lines are left out");
    leaveBatch(effects);
}

/// The second half waits before all others. Where its first line begins is not known: it gets an offset between, for a
/// sink knows repeats by it.
void LogSaverMachine::halveBatch(Time now)
{
    const auto middle = m_batch.lines.begin() + static_cast<std::ptrdiff_t>(m_batch.lines.size() / 2);
    const std::uint64_t between = m_batch.firstOffset + m_batch.lines.size() / 2;
    Chunk rest{m_batch.source, between, m_batch.nextOffset, {}, 0, now - m_config.flushEvery, m_endsInside};
    for (auto line = middle; line != m_batch.lines.end(); ++line, ++rest.lines)
        (rest.text += *line) += '\n';
    m_batch.lines.erase(middle, m_batch.lines.end());
    m_batch.bytes -= static_cast<std::uint32_t>(rest.text.size());
    m_batch.nextOffset = between;
    m_endsInside = true;
    m_mostBytes = std::min(m_mostBytes, std::max(escapedBytes(rest.text), std::size_t(m_batch.bytes)));
    m_waitingLines += rest.lines;
    m_waiting.push_front(std::move(rest));
}

void LogSaverMachine::leaveBatch(Effects &effects)
{
    m_state.bufferedBytes -= m_batch.bytes;
    if (!m_endsInside) {
        notePosition();
        effects.persist(formatLogPositions(m_positions));
    }
    m_batch = {};
}

void LogSaverMachine::notePosition()
{
    std::erase_if(m_positions, [this](const LogPosition &position) { return position.source == m_batch.source; });
    m_positions.push_back({m_batch.source, m_batch.nextOffset});
    if (m_positions.size() > positionsKept)
        m_positions.erase(m_positions.begin());
}

} // namespace

std::vector<LogPosition> parseLogPositions(std::string_view durable)
{
    std::vector<LogPosition> positions;
    while (!durable.empty()) {
        const std::size_t end = std::min(durable.find('\n'), durable.size());
        const std::string_view line = durable.substr(0, end);
        durable.remove_prefix(std::min(end + 1, durable.size()));
        LogPosition position;
        const auto [rest, error] = std::from_chars(line.data(), line.data() + line.size(), position.nextOffset);
        const auto space = static_cast<std::size_t>(rest - line.data());
        if (error != std::errc{} || space >= line.size() || line[space] != ' ')
            continue;
        position.source = line.substr(space + 1);
        positions.push_back(std::move(position));
    }
    return positions;
}

std::string formatLogPositions(const std::vector<LogPosition> &positions)
{
    std::string text;
    for (const LogPosition &position : positions) {
        text += std::to_string(position.nextOffset) + ' ';
        for (const char c : position.source)
            text += c == '\n' ? '?' : c;
        text += '\n';
    }
    return text;
}

std::unique_ptr<Machine> makeLogSaver(const MachineConfig &config)
{
    return std::make_unique<LogSaverMachine>(config, std::get<LogSaverConfig>(config.behaviour));
}

} // namespace bayplan
