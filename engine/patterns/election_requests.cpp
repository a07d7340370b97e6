// SPDX-License-Identifier: Apache-2.0
// The election as the application beside the elector sees it.
#include "engine/patterns/election.h"

#include <algorithm>

namespace bayplan {

void Election::on(Requested &input)
{
    ++m_served.received;
    const auto *request = input.body.as<ElectionRequest>();
    if (request == nullptr) {
        ++m_served.failed;
        m_effects->reply(input.request, CallStatus::Failed, ElectionReply{.status = 400});
        return;
    }
    if (!request->election.empty() && request->election != m_config.election) {
        ++m_served.failed;
        m_effects->reply(input.request, CallStatus::Ok, ElectionReply{.status = 404, .command = request->command});
        return;
    }
    // The answer has to travel back within what the caller still waits.
    const Duration patience =
        input.remaining > Duration::zero() ? input.remaining - input.remaining / 8 : m_config.electionTimeoutMax * 3;
    const Held held{input.request, request->command, m_now, m_now + patience};
    if (request->command == ElectionCommand::Resign)
        return resignFor(held);
    if (m_stage == Stage::Leader && request->command == ElectionCommand::Renew)
        sendRound();
    if (request->command == ElectionCommand::Become && m_leader.empty())
        m_electionDeadline = std::min(m_electionDeadline, std::max(m_now, m_stickyUntil));
    m_held.push_back(held);
}

void Election::on(Cancelled &input)
{
    std::erase_if(m_held, [&](const Held &held) { return held.request == input.request; });
}

void Election::resignFor(const Held &held)
{
    const bool led = leaseHolds(m_now);
    if (m_stage == Stage::Leader)
        resign("asked to");
    answer(held, led ? 200 : statusForOthers());
}

/// Answers what can be answered now.
void Election::settle()
{
    std::size_t kept = 0;
    for (const Held &held : m_held) {
        if (const auto status = outcomeOf(held))
            answer(held, *status);
        else
            m_held[kept++] = held;
    }
    m_held.resize(kept);
}

/// The status, or nothing while it is worth waiting.
std::optional<int> Election::outcomeOf(const Held &held) const
{
    const bool mute = m_unsaved || m_stage == Stage::Created || m_stage == Stage::Refusing;
    if (mute)
        return 503;
    switch (held.command) {
    case ElectionCommand::Holder:
        return visibleLeader(m_now).empty() ? 503 : 200;
    case ElectionCommand::IsLeader:
        return leaseHolds(m_now) ? 200 : statusForOthers();
    case ElectionCommand::Become:
        if (leaseHolds(m_now))
            return 200;
        if (statusForOthers() == 409 || m_now >= held.until || m_phase == Phase::Draining)
            return statusForOthers();
        return std::nullopt;
    case ElectionCommand::Renew:
        // Renewed is a lease that counts from this request or later, not the one that was there anyway.
        if (leaseHolds(m_now) && *m_leaseBase >= held.arrived)
            return 200;
        if (m_stage != Stage::Leader || m_now >= held.until)
            return statusForOthers();
        return std::nullopt;
    case ElectionCommand::Resign:
        break;
    }
    return statusForOthers();
}

void Election::answer(const Held &held, int status)
{
    ElectionReply reply;
    reply.status = status;
    reply.command = held.command;
    reply.leader = m_unsaved ? std::string() : visibleLeader(m_now);
    reply.term = m_record.term;
    if (leaseHolds(m_now)) {
        reply.fencingToken = m_record.term;
        reply.leaseRemaining = *m_leaseBase + m_config.lease - m_now;
    }
    if (status == 200) {
        ++m_served.succeeded;
        m_served.latency.record(m_now - held.arrived);
    } else {
        ++m_served.refused;
    }
    m_effects->reply(held.request, status == 503 ? CallStatus::Overloaded : CallStatus::Ok, std::move(reply));
    if (m_wrote)
        m_answeredBehindWrite.push_back(held);
}

/// When it is not this member that leads.
int Election::statusForOthers() const
{
    const bool another = m_stage == Stage::Follower && !m_leader.empty() && !m_unsaved;
    return another ? 409 : 503;
}

/// A leader whose lease has passed does not say its own name any more, whatever its role.
std::string Election::visibleLeader(Time now) const
{
    if (m_stage == Stage::Leader)
        return leaseHolds(now) ? m_config.member : std::string();
    return m_leader;
}

} // namespace bayplan
