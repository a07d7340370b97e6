// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/election.h"

#include "engine/base/units.h"
#include "engine/patterns/elector.h"

#include <algorithm>
#include <functional>

namespace bayplan {
namespace {

std::uint64_t configurationOf(const MachineConfig &config, const ElectionConfig &election)
{
    if (election.configuration != 0)
        return election.configuration;
    std::vector<std::string> members{election.member};
    for (const PeerConfig &peer : config.peers)
        members.push_back(peer.name);
    return electionConfiguration(std::move(members));
}

} // namespace

std::uint64_t electionConfiguration(std::vector<std::string> members)
{
    std::sort(members.begin(), members.end());
    std::string all;
    for (const std::string &member : members)
        all += member + '\n';
    return stableHash(all.data(), all.size());
}

std::uint64_t electionConfigurationOf(std::uint64_t configuration, std::string_view election)
{
    return (configuration ^ stableHash(election.data(), election.size())) * 0x9e3779b97f4a7c15U;
}

std::unique_ptr<Machine> makeElection(const MachineConfig &config)
{
    if (!std::get<ElectionConfig>(config.behaviour).further.empty())
        return std::make_unique<Elector>(config);
    return std::make_unique<Election>(config);
}

Election::Election(const MachineConfig &config)
    : m_config(std::get<ElectionConfig>(config.behaviour)), m_peers(config.peers),
      m_random(Random::stream(config.seed, stableHash(m_config.member.data(), m_config.member.size()))),
      m_record{m_config.election, configurationOf(config, m_config), 0, {}}, m_voted(m_peers.size()),
      m_strange(m_peers.size()), m_implausible(m_peers.size()), m_acknowledged(m_peers.size(), Time::min())
{}

void Election::step(Time now, Input &&input, Effects &effects)
{
    m_now = now;
    m_effects = &effects;
    m_wrote = false;
    if (!std::holds_alternative<PersistFailed>(input))
        m_answeredBehindWrite.clear();
    // Time first: whatever came in, a lease that has run out in the meantime (a pause of the process) is over.
    passTime();
    std::visit([this](auto &in) { on(in); }, input);
    passTime();
    settle();
    if (m_wrote && !m_foreign.empty())
        writeForeign();
    m_effects = nullptr;
}

/// Behind its own record.
void Election::writeForeign()
{
    for (Effect &effect : m_effects->list()) {
        if (auto *persist = std::get_if<PersistEffect>(&effect))
            persist->durable += m_foreign;
    }
}

// ---- inputs --------------------------------------------------------------------------------------------------------

void Election::on(Started &input)
{
    if (!input.durable.empty()) {
        const auto record = readElectionRecord(takeOwnRecord(input.durable));
        if (!record || record->election != m_record.election) {
            m_stage = Stage::Refusing;
            m_phase = Phase::Ready;
            m_effects->event("refusing",
                             record ? "the state is of election " + record->election : toText(record.error()));
            return;
        }
        m_record.term = record->term;
        if (record->configuration == m_record.configuration)
            m_record.vote = record->vote;
        else
            ++m_record.term; // A vote of other members must not count again in its term.
    }
    m_stage = Stage::Follower;
    m_phase = Phase::Ready;
    // Before it stopped, it may have acknowledged a heartbeat that holds up a lease until then.
    m_stickyUntil = m_now + m_config.electionTimeoutMin;
    m_electionDeadline = m_now + randomTimeout();
}

/// Its own of several records; the others are put aside.
std::string Election::takeOwnRecord(const std::string &durable)
{
    const std::vector<std::string> records = splitElectionRecords(durable);
    if (records.size() == 1)
        return durable;
    std::string own = electionRecordOf(records, m_record.election);
    for (const std::string &record : records)
        m_foreign += record == own ? std::string() : record;
    return own;
}

void Election::on(PersistFailed &input)
{
    m_unsaved = true;
    const std::vector<Held> unanswered = std::exchange(m_answeredBehindWrite, {});
    for (const Held &held : unanswered)
        answer(held, 503);
    m_effects->event("persist-failed", "term " + std::to_string(m_record.term) + ": " + input.reason);
    if (m_stage != Stage::Refusing && m_stage != Stage::Created)
        becomeFollower({});
}

void Election::on(Stopping &)
{
    m_phase = Phase::Draining;
    for (Held &held : m_held)
        held.until = m_now;
    if (m_stage == Stage::Leader)
        resign("this member stops");
}

// ---- transitions ---------------------------------------------------------------------------------------------------

void Election::passTime()
{
    if (m_stage == Stage::Leader) {
        if (m_now >= quorumEnd()) {
            noteLease();
            stepDown("no quorum acknowledged for " + humanDuration(m_config.electionTimeoutMin));
        } else if (m_now >= m_nextRound) {
            sendRound();
        }
    } else if (m_stage != Stage::Created && m_stage != Stage::Refusing && m_phase != Phase::Draining &&
               m_now >= m_electionDeadline) {
        if (m_stage == Stage::Follower && !m_leader.empty())
            m_effects->event("leader-lost",
                             "nothing heard from " + m_leader + " in term " + std::to_string(m_record.term));
        becomePreCandidate();
    }
    noteLease();
}

void Election::becomePreCandidate()
{
    m_stage = Stage::PreCandidate;
    m_leader.clear();
    m_voted.assign(m_peers.size(), false);
    // Asking costs nothing and changes nothing, so it is repeated sooner than an election would be.
    const auto pause = m_config.electionTimeoutMin / 4;
    m_electionDeadline = m_now + pause + Duration(m_random.below(static_cast<std::uint64_t>(pause.count()) + 1));
    tellAll(VoteRequest{m_record.term + 1, m_record.configuration, true, false});
    if (votes() >= quorum())
        becomeCandidate(false);
}

void Election::becomeCandidate(bool forced)
{
    m_stage = Stage::Candidate;
    m_leader.clear();
    m_voted.assign(m_peers.size(), false);
    ++m_record.term;
    m_record.vote = m_config.member;
    m_stickyUntil = m_now + m_config.electionTimeoutMin;
    m_electionDeadline = m_now + randomTimeout();
    save();
    tellAll(VoteRequest{m_record.term, m_record.configuration, false, forced});
    if (votes() >= quorum())
        becomeLeader();
}

void Election::becomeLeader()
{
    m_stage = Stage::Leader;
    m_leader = m_config.member;
    m_electedAt = m_now;
    m_acknowledged.assign(m_peers.size(), Time::min());
    m_roundsSent.clear();
    m_leaseBase.reset();
    ++m_elections;
    m_effects->event("elected", "term " + std::to_string(m_record.term) + " by " + std::to_string(votes()) + " of " +
                                    std::to_string(m_peers.size() + 1) + " votes");
    sendRound();
}

void Election::becomeFollower(const std::string &leader)
{
    m_stage = Stage::Follower;
    m_leader = leader;
    m_heardAt.reset();
    m_leaseBase.reset();
    m_leaseHeld = false;
    m_electionDeadline = m_now + randomTimeout();
}

void Election::stepDown(const std::string &reason)
{
    m_effects->event("stepped-down", "term " + std::to_string(m_record.term) + ": " + reason);
    becomeFollower({});
}

void Election::resign(const std::string &reason)
{
    const auto best = std::max_element(m_acknowledged.begin(), m_acknowledged.end());
    const bool someone = best != m_acknowledged.end() && *best != Time::min();
    const auto heir = static_cast<PeerId>(best - m_acknowledged.begin());
    m_effects->event("resigned", "term " + std::to_string(m_record.term) + ": " + reason +
                                     (someone ? "; " + m_peers[heir].name + " is to take over" : ""));
    becomeFollower({}); // The lease is gone before anybody can be elected on the strength of the transfer.
    m_electionDeadline = m_now + m_config.electionTimeoutMax + randomTimeout();
    if (someone)
        tell(heir, TransferLeadership{m_record.term, m_record.configuration});
}

/// Into a later term, whose leader or candidate is not known to have our vote.
void Election::adoptTerm(std::uint64_t term)
{
    if (m_stage == Stage::Leader)
        stepDown("term " + std::to_string(term) + " was heard of");
    else if (m_stage != Stage::Follower)
        becomeFollower({});
    m_leader.clear();
    m_record.term = term;
    m_record.vote.clear();
    save();
}

// ---- lease ---------------------------------------------------------------------------------------------------------

void Election::sendRound()
{
    ++m_round;
    m_roundsSent.push({m_round, m_now});
    while (m_roundsSent.front().second + m_config.electionTimeoutMin < m_now)
        m_roundsSent.pop();
    m_nextRound = m_now + m_config.heartbeat;
    tellAll(Heartbeat{m_record.term, m_record.configuration, m_round});
    if (m_peers.empty())
        m_leaseBase = m_now;
}

/// The lease runs from the newest instant at or after which rounds were sent that a quorum, ourselves included, has
/// acknowledged.
void Election::countAcknowledgements()
{
    std::vector<Time> sent = m_acknowledged;
    const auto last = sent.begin() + static_cast<std::ptrdiff_t>(quorum() - 2);
    std::nth_element(sent.begin(), last, sent.end(), std::greater<>());
    if (*last != Time::min())
        m_leaseBase = *last;
}

void Election::noteLease()
{
    if (m_stage != Stage::Leader || m_leaseHeld == leaseHolds(m_now))
        return;
    m_leaseHeld = !m_leaseHeld;
    const std::string term = "term " + std::to_string(m_record.term);
    if (m_leaseHeld)
        m_effects->event("lease-held", term + ": a quorum acknowledged");
    else
        m_effects->event("lease-lost", term + ": no quorum acknowledged for " + humanDuration(m_config.lease));
}

bool Election::leaseHolds(Time now) const
{
    return m_stage == Stage::Leader && m_leaseBase && now < *m_leaseBase + m_config.lease;
}

/// When a leader without acknowledgements gives up (check-quorum).
Time Election::quorumEnd() const
{
    if (m_peers.empty())
        return never;
    return std::max(m_electedAt, m_leaseBase.value_or(m_electedAt)) + m_config.electionTimeoutMin;
}

// ---- writing and sending -------------------------------------------------------------------------------------------

void Election::save()
{
    m_effects->persist(writeElectionRecord(m_record));
    m_unsaved = false;
    m_wrote = true;
}

/// Everything said rests on the term and the vote, so they are on disk first.
void Election::tell(PeerId to, Message message)
{
    if (m_unsaved)
        save();
    m_effects->send(to, std::move(message));
}

void Election::tellAll(const Message &message)
{
    for (PeerId peer = 0; peer < m_peers.size(); ++peer)
        tell(peer, message);
}

std::size_t Election::votes() const
{
    return 1 + static_cast<std::size_t>(std::count(m_voted.begin(), m_voted.end(), true));
}

Duration Election::randomTimeout()
{
    const Duration spread = std::max(m_config.electionTimeoutMax - m_config.electionTimeoutMin, Duration::zero());
    return m_config.electionTimeoutMin + Duration(m_random.below(static_cast<std::uint64_t>(spread.count()) + 1));
}

// ---- for the driver ------------------------------------------------------------------------------------------------

Time Election::deadline() const
{
    if (m_stage == Stage::Created || m_stage == Stage::Refusing)
        return never;
    Time next = never;
    if (m_stage == Stage::Leader) {
        next = std::min(m_nextRound, quorumEnd());
        if (m_leaseHeld)
            next = std::min(next, *m_leaseBase + m_config.lease);
    } else if (m_phase != Phase::Draining) {
        next = m_electionDeadline;
    }
    for (const Held &held : m_held)
        next = std::min(next, held.until);
    return next;
}

ElectionGlance Election::glance() const
{
    const bool leads = m_stage == Stage::Leader;
    return {leads, m_record.term, leads && m_leaseBase ? *m_leaseBase + m_config.lease : Time::min()};
}

Duration Election::heardAge(Time now) const
{
    const std::optional<Time> &heard = m_stage == Stage::Leader ? m_leaseBase : m_heardAt;
    const bool hears = m_stage == Stage::Leader || (m_stage == Stage::Follower && !m_leader.empty());
    return hears && heard ? std::max(now - *heard, Duration(1)) : Duration::zero();
}

MachineState Election::state(Time now) const
{
    ElectionState election;
    election.member = m_config.member;
    election.election = m_config.election;
    election.term = m_record.term;
    election.believedLeader = visibleLeader(now);
    election.elections = m_elections;
    election.votedFor = m_record.vote;
    election.heardAge = heardAge(now);
    election.refusedTerms = m_refusedTerms;
    election.leaseValid = leaseHolds(now);
    if (election.leaseValid) {
        election.leaseRemaining = *m_leaseBase + m_config.lease - now;
        election.fencingToken = m_record.term;
    }
    switch (m_stage) {
    case Stage::Created:
    case Stage::Follower:
        election.role = ElectionRole::Follower;
        break;
    case Stage::PreCandidate:
    case Stage::Candidate:
        election.role = ElectionRole::Candidate;
        break;
    case Stage::Leader:
        election.role = ElectionRole::Leader;
        break;
    case Stage::Refusing:
        election.role = ElectionRole::Refusing;
        break;
    }
    MachineState state;
    state.phase = m_phase == Phase::Draining && !isBusy() ? Phase::Stopped : m_phase;
    state.served = m_served;
    state.served.waiting = static_cast<std::uint32_t>(m_held.size());
    state.calls.resize(m_peers.size());
    state.pattern = std::move(election);
    return state;
}

} // namespace bayplan
