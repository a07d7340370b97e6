// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/stage_link.h"

#include <algorithm>
#include <iterator>

namespace bayplan {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t sentAtOnce = 64;
constexpr std::size_t bytesSentAtOnce = 8U << 20U; // what lies in memory twice, until it is answered
constexpr std::size_t originsKept = 100;
constexpr std::size_t rangesKept = 1000;
constexpr Duration firstPause = 100ms;
constexpr Duration longestPause = 10s;
constexpr PeerId nextStage = 0;

/// The outputs that may be under way together, in order.
class SendWindow {
public:
    bool takes(const Outbox::Output &output)
    {
        m_bytes += output.body.size();
        return ++m_outputs <= sentAtOnce && (m_outputs == 1 || m_bytes <= bytesSentAtOnce);
    }

private:
    std::size_t m_outputs = 0;
    std::size_t m_bytes = 0;
};

} // namespace

// ---- Outbox --------------------------------------------------------------------------------------------------------

std::uint64_t Outbox::add(Output &&output)
{
    m_bytes += output.bodyBytes;
    m_outputs.emplace_hint(m_outputs.end(), m_nextSequence, Entry{std::move(output)});
    return m_nextSequence++;
}

void Outbox::restore(std::uint64_t sequence, Output &&output)
{
    taken(sequence);
    m_bytes += output.bodyBytes;
    m_outputs.emplace(sequence, Entry{std::move(output)});
}

void Outbox::taken(std::uint64_t sequence)
{
    if (const auto found = m_outputs.find(sequence); found != m_outputs.end())
        erase(found);
    setNextSequence(sequence + 1);
}

void Outbox::erase(std::map<std::uint64_t, Entry>::iterator output)
{
    m_bytes -= output->second.output.bodyBytes;
    m_outputs.erase(output);
}

void Outbox::send(Time now, const std::string &origin, Duration timeout, CallLedger &calls, Effects &effects)
{
    if (now < m_pausedUntil)
        return;
    SendWindow window;
    for (auto &[sequence, entry] : m_outputs) {
        if (!window.takes(entry.output) || sequence > m_writtenUpTo)
            return;
        if (std::exchange(entry.isSent, true))
            continue;
        effects.send(nextStage, Call{calls.begin(now, nextStage, timeout, sequence), timeout,
                                     QueueRequest{.priority = entry.output.priority,
                                                  .body = entry.output.body,
                                                  .bodyBytes = entry.output.bodyBytes,
                                                  .origin = origin,
                                                  .sequence = sequence}});
    }
}

std::optional<std::uint64_t> Outbox::ended(Time now, const CallLedger::Outcome &outcome, const Answer *answer,
                                           double uniform)
{
    const auto found = m_outputs.find(outcome.context);
    if (found == m_outputs.end())
        return {};
    const auto *reply = answer != nullptr ? answer->body.as<QueueReply>() : nullptr;
    if (outcome.status == CallStatus::Ok && reply != nullptr && reply->status == 200) {
        m_setbacks = 0;
        erase(found);
        return outcome.context;
    }
    found->second.isSent = false;
    if (now < m_pausedUntil)
        return {}; // one of those that were sent together has said so already
    const Duration doubled = std::min<Duration>(firstPause * (1LL << std::min(m_setbacks++, 10U)), longestPause);
    const Duration wanted = reply != nullptr ? reply->retryAfter : Duration::zero();
    m_pausedUntil = now + std::max(fromSeconds(toSeconds(doubled) * (1 - uniform / 2)), wanted);
    return {};
}

Time Outbox::nextSend() const
{
    SendWindow window;
    for (const auto &[sequence, entry] : m_outputs) {
        if (!window.takes(entry.output) || sequence > m_writtenUpTo)
            break;
        if (!entry.isSent)
            return m_pausedUntil;
    }
    return never;
}

// ---- TakenOutputs --------------------------------------------------------------------------------------------------

/// It is the last in use from now on.
TakenOutputs::Numbers *TakenOutputs::find(const std::string &origin)
{
    const auto found = std::ranges::find(m_origins, origin, [](const auto &entry) { return entry.first; });
    if (found == m_origins.end())
        return nullptr;
    std::rotate(found, found + 1, m_origins.end());
    return &m_origins.back().second;
}

TakenOutputs::Numbers &TakenOutputs::numbersOf(const std::string &origin)
{
    if (Numbers *numbers = find(origin))
        return *numbers;
    if (m_origins.size() >= originsKept)
        m_origins.erase(m_origins.begin());
    return m_origins.emplace_back(origin, Numbers{}).second;
}

bool TakenOutputs::contains(const std::string &origin, std::uint64_t sequence)
{
    const Numbers *numbers = find(origin);
    if (numbers == nullptr)
        return false;
    const auto behind = numbers->above.upper_bound(sequence);
    return sequence <= numbers->upTo || (behind != numbers->above.begin() && sequence <= std::prev(behind)->second);
}

void TakenOutputs::addRange(const std::string &origin, std::uint64_t first, std::uint64_t last)
{
    auto &[upTo, above] = numbersOf(origin);
    if (last <= upTo)
        return;
    // It swallows the ranges that it touches.
    auto next = above.upper_bound(first);
    if (next != above.begin() && std::prev(next)->second >= first - 1)
        first = (--next)->first;
    for (; next != above.end() && next->first - 1 <= last; next = above.erase(next))
        last = std::max(last, next->second);
    if (first - 1 <= upTo)
        upTo = last;
    else
        above.emplace_hint(next, first, last);
    if (above.size() > rangesKept)
        upTo = above.extract(above.begin()).mapped();
}

void TakenOutputs::remove(const std::string &origin, std::uint64_t sequence)
{
    Numbers &numbers = numbersOf(origin);
    auto &above = numbers.above;
    if (sequence <= numbers.upTo) {
        if (sequence < numbers.upTo)
            above.emplace(sequence + 1, numbers.upTo);
        numbers.upTo = sequence - 1;
        return;
    }
    const auto behind = above.upper_bound(sequence);
    if (behind == above.begin() || std::prev(behind)->second < sequence)
        return;
    const auto [first, last] = *std::prev(behind);
    above.erase(first);
    if (first < sequence)
        above.emplace(first, sequence - 1);
    if (sequence < last)
        above.emplace(sequence + 1, last);
}

} // namespace bayplan
