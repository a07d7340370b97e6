// SPDX-License-Identifier: Apache-2.0
// The election as the other members see it.
#include "engine/base/units.h"
#include "engine/patterns/election.h"

namespace bayplan {
namespace {

/// More elections than a member can have missed: a new one every tenth of a second for over a decade.
constexpr std::uint64_t mostMissedTerms = std::uint64_t{1} << 32U;

} // namespace

void Election::on(Received &input)
{
    if (m_stage == Stage::Created || m_stage == Stage::Refusing || input.from >= m_peers.size())
        return;
    std::visit(
        [&](const auto &message) {
            if constexpr (requires { message.configuration; }) {
                if (isMember(input.from, message.configuration) && isReachable(input.from, message.term))
                    hear(input.from, message);
            }
        },
        input.message);
}

/// Votes and acknowledgements count among members of one configuration only.
bool Election::isMember(PeerId from, std::uint64_t configuration)
{
    if (configuration == m_record.configuration)
        return true;
    if (!m_strange[from])
        m_effects->event("stranger", m_peers[from].name + " has another list of members; it is not heard");
    m_strange[from] = true;
    return false;
}

/// A term made up by a broken or hostile peer would be kept by all, and none could follow the last.
bool Election::isReachable(PeerId from, std::uint64_t term)
{
    if (term <= lastTerm && (term <= m_record.term || term - m_record.term <= mostMissedTerms))
        return true;
    ++m_refusedTerms;
    if (!m_implausible[from])
        m_effects->event("term-refused", m_peers[from].name + " speaks of term " + std::to_string(term) +
                                             ", which nobody can have reached: this is term " +
                                             std::to_string(m_record.term));
    m_implausible[from] = true;
    return false;
}

void Election::hear(PeerId from, const VoteRequest &request)
{
    const std::string &candidate = m_peers[from].name;
    std::string refusal = refusalOfVote(request, candidate);
    if (refusal.empty() && !request.preVote) {
        if (request.term > m_record.term || m_record.vote != candidate)
            giveVote(request.term, candidate);
    } else if (!refusal.empty() && !request.preVote) {
        m_effects->event("vote-refused", candidate + " in term " + std::to_string(request.term) + ": " + refusal);
    }
    answerVote(from, request, std::move(refusal));
}

void Election::giveVote(std::uint64_t term, const std::string &candidate)
{
    m_record.term = term;
    m_record.vote = candidate;
    m_stickyUntil = m_now + m_config.electionTimeoutMin;
    becomeFollower({});
    save();
}

/// Why not, or nothing. The term of a refused candidate is not taken over: it would only disturb the one who leads.
std::string Election::refusalOfVote(const VoteRequest &request, const std::string &candidate) const
{
    if (request.term < m_record.term || (request.preVote && request.term == m_record.term))
        return "this is term " + std::to_string(m_record.term);
    const bool again = !request.preVote && request.term == m_record.term && m_record.vote == candidate;
    if (again && m_stage != Stage::Leader)
        return {};
    // A forced vote is good for the one term after that of the leader who gave way.
    const bool forced = request.forced && !request.preVote && request.term == m_record.term + 1;
    if (m_stage == Stage::Leader)
        return "it leads itself";
    if (m_now < m_stickyUntil && !forced)
        return (m_leader.empty() ? "it voted, started or heard from a leader" : m_leader + " was heard") +
               " less than " + humanDuration(m_config.electionTimeoutMin) + " ago";
    if (request.term == m_record.term && !m_record.vote.empty())
        return "its vote went to " + m_record.vote;
    return {};
}

void Election::answerVote(PeerId to, const VoteRequest &request, std::string refusal)
{
    const bool granted = refusal.empty();
    const std::uint64_t term = granted ? request.term : m_record.term;
    tell(to, VoteReply{term, m_record.configuration, request.preVote, granted, std::move(refusal)});
}

void Election::hear(PeerId from, const VoteReply &reply)
{
    if (!reply.granted) {
        if (reply.term > m_record.term) {
            adoptTerm(reply.term);
            // Nothing but the term was wrong: ask again at once, unless silence is due.
            m_electionDeadline = std::max(m_now, m_stickyUntil);
        }
        return;
    }
    if (m_stage == Stage::PreCandidate && reply.preVote && reply.term == m_record.term + 1) {
        m_voted[from] = true;
        if (votes() >= quorum())
            becomeCandidate(false);
    } else if (m_stage == Stage::Candidate && !reply.preVote && reply.term == m_record.term) {
        m_voted[from] = true;
        if (votes() >= quorum())
            becomeLeader();
    }
}

void Election::hear(PeerId from, const Heartbeat &heartbeat)
{
    if (heartbeat.term >= m_record.term) {
        if (heartbeat.term > m_record.term)
            adoptTerm(heartbeat.term);
        else if (m_stage == Stage::Leader)
            stepDown(m_peers[from].name + " leads in the same term");
        if (m_leader != m_peers[from].name)
            m_effects->event("follows", m_peers[from].name + " in term " + std::to_string(m_record.term));
        becomeFollower(m_peers[from].name);
        m_heardAt = m_now;
        m_stickyUntil = m_now + m_config.electionTimeoutMin;
    }
    // To a leader of an earlier term the higher one is told, or it would never learn why nobody acknowledges.
    tell(from, HeartbeatReply{m_record.term, m_record.configuration, heartbeat.round});
}

void Election::hear(PeerId from, const HeartbeatReply &reply)
{
    if (reply.term > m_record.term)
        return adoptTerm(reply.term);
    if (m_stage != Stage::Leader || reply.term != m_record.term)
        return;
    for (const auto &[round, sent] : m_roundsSent) {
        if (round == reply.round && sent > m_acknowledged[from]) {
            m_acknowledged[from] = sent;
            countAcknowledgements();
            return;
        }
    }
}

void Election::hear(PeerId from, const TransferLeadership &transfer)
{
    if (transfer.term == m_record.term && m_stage == Stage::Follower && m_leader == m_peers[from].name &&
        m_phase != Phase::Draining)
        becomeCandidate(true);
}

} // namespace bayplan
