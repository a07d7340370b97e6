// SPDX-License-Identifier: Apache-2.0
// What a log saver promises (PATTERNS 2): what it reads it delivers in order, at least once; what it drops it counts;
// and the place it saves is never ahead of what was acknowledged.
#include "engine/patterns/log_saver.h"
#include "simulator/invariants.h"

#include <deque>
#include <map>

namespace bayplan {
namespace {

class LogWatch final : public PatternWatch {
public:
    LogWatch(const Plan &plan, Violations &violations) : PatternWatch(plan, violations), m_savers(plan) {}

    void started(InstanceIndex instance, Time, const std::string &, const SkewedClock &) override
    {
        Saver &saver = m_savers[instance];
        saver.read.clear();
        saver.sent = {};
        saver.isAcknowledged = true;
        saver.skipped = 0;
    }

    void stepping(InstanceIndex instance, Time, const Input &input) override;
    void stepped(const WatchedStep &step) override;
    void written(InstanceIndex instance, Time now, const std::string &durable) override;

private:
    struct Chunk {
        std::string source;
        std::uint64_t first = 0, next = 0;
        std::size_t lines = 0;
    };
    struct Saver {
        std::deque<Chunk> read; ///< not sent yet
        Chunk sent;             ///< the newest batch
        std::uint64_t callId = 0;
        bool isAcknowledged = true;
        std::uint64_t skipped = 0;                         ///< lines that will not come any more
        std::map<std::string, std::uint64_t> acknowledged; ///< by source, in all history
    };

    void checkBatch(const WatchedStep &step, const Call &call, const LogBatch &batch);
    void checkDropped(const WatchedStep &step);

    WatchedOf<Saver, LogSaverConfig> m_savers;
};

void LogWatch::stepping(InstanceIndex instance, Time, const Input &input)
{
    const auto *received = std::get_if<Received>(&input);
    if (received == nullptr)
        return;
    Saver &saver = m_savers[instance];
    if (const auto *lines = std::get_if<LogLines>(&received->message)) {
        if (!lines->lines.empty())
            saver.read.push_back({lines->source, lines->firstOffset, lines->nextOffset, lines->lines.size()});
        return;
    }
    const auto *answer = std::get_if<Answer>(&received->message);
    const auto *stored = answer != nullptr ? answer->body.as<LogAck>() : nullptr;
    if (stored == nullptr || !stored->stored || answer->status != CallStatus::Ok || answer->id != saver.callId)
        return;
    saver.isAcknowledged = true;
    std::uint64_t &reached = saver.acknowledged[saver.sent.source];
    reached = std::max(reached, saver.sent.next);
}

void LogWatch::stepped(const WatchedStep &step)
{
    for (const Effect &effect : step.effects) {
        const auto *send = std::get_if<SendEffect>(&effect);
        const auto *call = send != nullptr ? std::get_if<Call>(&send->message) : nullptr;
        if (const auto *batch = call != nullptr ? call->body.as<LogBatch>() : nullptr)
            checkBatch(step, *call, *batch);
    }
}

/// It is the one before once more, or the next chunks in the order in which they were read.
void LogWatch::checkBatch(const WatchedStep &step, const Call &call, const LogBatch &batch)
{
    Saver &saver = m_savers[step.instance];
    saver.callId = call.id;
    const bool again = batch.source == saver.sent.source && batch.firstOffset == saver.sent.first &&
                       batch.nextOffset == saver.sent.next && batch.lines.size() == saver.sent.lines;
    if (again)
        return; // also when the acknowledgement came too late to be believed
    const std::uint64_t skippedBefore = saver.skipped;
    if (!saver.isAcknowledged)
        saver.skipped += saver.sent.lines;
    while (!saver.read.empty() &&
           (saver.read.front().source != batch.source || saver.read.front().first != batch.firstOffset)) {
        saver.skipped += saver.read.front().lines;
        saver.read.pop_front();
    }
    std::size_t lines = 0;
    std::uint64_t next = batch.firstOffset;
    while (!saver.read.empty() && lines < batch.lines.size() && saver.read.front().first == next) {
        lines += saver.read.front().lines;
        next = saver.read.front().next;
        saver.read.pop_front();
    }
    if (lines != batch.lines.size() || next != batch.nextOffset)
        broken(step.instance, step.now, "Lines out of order",
               "sends " + std::to_string(batch.lines.size()) + " lines from offset " +
                   std::to_string(batch.firstOffset) + " of " + batch.source + ", which are not the next it has read");
    saver.sent = {batch.source, batch.firstOffset, batch.nextOffset, batch.lines.size()};
    saver.isAcknowledged = false;
    if (saver.skipped > skippedBefore)
        checkDropped(step);
}

void LogWatch::checkDropped(const WatchedStep &step)
{
    const MachineState state = step.machine.state(step.local);
    const auto *shown = std::get_if<LogSaverState>(&state.pattern);
    const std::uint64_t skipped = m_savers[step.instance].skipped;
    if (shown != nullptr && shown->linesDropped < skipped)
        broken(step.instance, step.now, "Lines lost in silence",
               "goes on without " + std::to_string(skipped) + " lines and has counted " +
                   std::to_string(shown->linesDropped) + " as dropped");
}

void LogWatch::written(InstanceIndex instance, Time now, const std::string &durable)
{
    Saver &saver = m_savers[instance];
    for (const LogPosition &position : parseLogPositions(durable)) {
        const auto reached = saver.acknowledged.find(position.source);
        if (reached == saver.acknowledged.end() || position.nextOffset > reached->second)
            broken(instance, now, "A place ahead of what was delivered",
                   "saves offset " + std::to_string(position.nextOffset) + " of " + position.source);
    }
}

} // namespace

std::unique_ptr<Watch> makeLogWatch(const Plan &plan, Violations &violations)
{
    return std::make_unique<LogWatch>(plan, violations);
}

} // namespace bayplan
