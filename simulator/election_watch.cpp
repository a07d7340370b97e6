// SPDX-License-Identifier: Apache-2.0
#include "simulator/election_watch.h"

#include "engine/base/units.h"

#include <algorithm>

namespace bayplan {
namespace {

/// Links between members that lose much, or are slow on purpose, promise no lease in time.
Duration patienceOf(const Plan &plan, const ElectionGroup &group)
{
    Duration greatest{0};
    for (const InstanceIndex index : group.members) {
        const auto &config = std::get<ElectionConfig>(plan.instances[index].machine->behaviour);
        greatest = std::max(greatest, config.electionTimeoutMax);
        for (const PeerPlan &peer : plan.instances[index].peers) {
            if (peer.quality.loss > 0 || peer.quality.bytesPerSecond > 0 ||
                peer.quality.latency.expected() * 10 > config.electionTimeoutMin)
                return Duration::max();
        }
    }
    return greatest * 3;
}

/// An application that wants another leader, a stop, a write that failed: all but the mere asking who leads.
bool asksForChange(const Input &input)
{
    if (const auto *requested = std::get_if<Requested>(&input)) {
        const auto *request = requested->body.as<ElectionRequest>();
        return request != nullptr && request->command == ElectionCommand::Resign;
    }
    return !std::holds_alternative<Woken>(input) && !std::holds_alternative<Cancelled>(input);
}

} // namespace

ElectionWatch::ElectionWatch(const Plan &plan, Violations &violations, std::size_t number)
    : m_plan(plan), m_violations(violations), m_number(number), m_groupOf(plan.instances.size()), m_members(plan)
{
    std::vector<ElectionGroup> groups = electionsOf(plan);
    for (std::size_t index = 0; index < groups.size(); ++index) {
        ElectionGroup &group = groups[index];
        if (group.number > number && !m_next)
            m_next = std::make_unique<ElectionWatch>(plan, violations, number + 1);
        if (group.number != number)
            continue;
        for (const InstanceIndex member : group.members) {
            const MachineConfig own = electionConfigOf(*plan.instances[member].machine, number);
            const auto &config = std::get<ElectionConfig>(own.behaviour);
            m_groupOf[member] = m_groups.size();
            m_members[member].least = config.electionTimeoutMin;
            m_members[member].configuration = config.configuration;
            readLinks(member);
        }
        Group &watched = m_groups.emplace_back();
        watched.index = index;
        watched.least = m_members[group.members.front()].least;
        watched.patience = patienceOf(plan, group);
        watched.members = std::move(group);
    }
}

/// Electors with one election send messages of that only.
bool ElectionWatch::concerns(InstanceIndex instance, const Message &message) const
{
    if (!watches(instance))
        return false;
    if (m_number == 0 && !m_next)
        return true;
    return std::visit(
        [&](const auto &held) {
            if constexpr (requires { held.configuration; })
                return held.configuration == m_members[instance].configuration;
            else
                return false;
        },
        message);
}

void ElectionWatch::broken(InstanceIndex instance, Time now, const std::string &what, const std::string &detail)
{
    const Group &group = m_groups[*m_groupOf[instance]];
    m_violations.add({now, group.members.name, violationText(what, now, detail), group.index});
}

// ---- lives and faults ----------------------------------------------------------------------------------------------

void ElectionWatch::started(InstanceIndex instance, Time now, const std::string &durable, const SkewedClock &clock)
{
    if (m_next)
        m_next->started(instance, now, durable, clock);
    if (!watches(instance))
        return;
    Member &member = m_members[instance];
    member.clock = &clock;
    member.alive = true;
    member.term = 0;
    member.lastStart = clock.local(now);
    readDurable(instance, now, durable);
    // What it voted in a life before it may write again.
    member.decidedTerm = member.disk && !member.disk->vote.empty() ? member.disk->term : 0;
    member.consentTerm = 0;
    disturb(instance, now);
}

void ElectionWatch::ended(InstanceIndex instance, Time now)
{
    if (m_next)
        m_next->ended(instance, now);
    if (!watches(instance))
        return;
    Member &member = m_members[instance];
    m_changed = true;
    member.alive = false;
    member.held = false;
    member.leads = false;
    member.leaseEnd = Time::min();
    disturb(instance, now);
}

void ElectionWatch::readDurable(InstanceIndex instance, Time now, const std::string &durable)
{
    Member &member = m_members[instance];
    member.disk = ElectionRecord{};
    if (durable.empty())
        return;
    const std::string own = ownRecord(instance, durable);
    if (own.empty())
        return;
    auto record = readElectionRecord(own);
    if (record)
        member.disk = std::move(*record);
    else
        broken(instance, now, "A damaged state", nameOf(instance) + " wrote what it cannot read");
}

void ElectionWatch::written(InstanceIndex instance, Time now, const std::string &durable)
{
    if (m_next)
        m_next->written(instance, now, durable);
    if (watches(instance))
        readDurable(instance, now, durable);
}

/// Of a state that holds the records of several elections; nothing when it has none of this one.
std::string ElectionWatch::ownRecord(InstanceIndex instance, const std::string &durable) const
{
    return electionRecordOf(splitElectionRecords(durable), m_groups[*m_groupOf[instance]].members.name);
}

// ---- steps ---------------------------------------------------------------------------------------------------------

void ElectionWatch::stepping(InstanceIndex instance, Time now, const Input &input)
{
    if (m_next)
        m_next->stepping(instance, now, input);
    Member &member = m_members[instance];
    member.heardTerm = 0;
    member.forced = false;
    if (const auto *received = std::get_if<Received>(&input)) {
        if (!concerns(instance, received->message))
            return;
        if (const auto *beat = std::get_if<Heartbeat>(&received->message))
            member.heardTerm = beat->term;
        else if (const auto *vote = std::get_if<VoteRequest>(&received->message))
            member.forced = vote->forced;
        else
            member.forced = std::holds_alternative<TransferLeadership>(received->message);
        hearLiveness(instance, now, *received);
    } else if (watches(instance) && asksForChange(input)) {
        disturb(instance, now);
    }
}

void ElectionWatch::stepped(const WatchedStep &step)
{
    if (m_next)
        m_next->stepped(step);
    if (!watches(step.instance))
        return;
    Member &member = m_members[step.instance];
    for (const Effect &effect : step.effects) {
        if (const auto *persist = std::get_if<PersistEffect>(&effect)) {
            noteGrant(step, persist->durable);
        } else if (const auto *send = std::get_if<SendEffect>(&effect)) {
            const auto *reply = std::get_if<HeartbeatReply>(&send->message);
            if (reply != nullptr && reply->term == member.heardTerm && concerns(step.instance, send->message))
                member.lastAcknowledgement = step.local;
        }
    }
    seen(step.instance, step.now, glanceAt(step));
}

/// The plan says ElectionConfig of each instance that this watches, and makeMachine() keeps to it.
ElectionGlance ElectionWatch::glanceAt(const WatchedStep &step) const
{
    const auto &config = std::get<ElectionConfig>(m_plan.instances[step.instance].machine->behaviour);
    if (config.further.empty())
        return static_cast<const Election &>(step.machine).glance();
    return static_cast<const Elector &>(step.machine).election(m_number).glance();
}

/// A vote counts for its time from when it is decided on, even when the disk refuses it.
void ElectionWatch::noteGrant(const WatchedStep &step, const std::string &durable)
{
    Member &member = m_members[step.instance];
    const auto record = readElectionRecord(ownRecord(step.instance, durable));
    if (!record || record->vote.empty() || record->term <= member.decidedTerm)
        return;
    member.decidedTerm = record->term;
    if (record->vote == std::get<ElectionConfig>(m_plan.instances[step.instance].machine->behaviour).member)
        checkCandidacy(step.instance, step.now, record->term);
    const Time last = std::max({member.lastStart, member.lastGrant, member.lastAcknowledgement});
    member.lastGrant = step.local;
    if (!member.forced && last != Time::min() && step.local < last + member.least)
        broken(step.instance, step.now, "A vote too soon",
               nameOf(step.instance) + " votes for " + record->vote + " in term " + std::to_string(record->term) +
                   " only " + humanDuration(step.local - last) + " after " +
                   (last == member.lastStart             ? "its start"
                    : last == member.lastAcknowledgement ? "it acknowledged a leader"
                                                         : "its last vote"));
}

void ElectionWatch::seen(InstanceIndex instance, Time now, const ElectionGlance &glance)
{
    const std::size_t group = *m_groupOf[instance];
    Member &member = m_members[instance];
    if (glance.term < member.term)
        broken(instance, now, "A term that falls",
               nameOf(instance) + " went from " + std::to_string(member.term) + " to " + std::to_string(glance.term));
    const std::uint64_t termBefore = std::exchange(member.term, glance.term);
    member.leaseEnd = glance.leaseEnd;
    member.leads = glance.leads;
    const bool holds = holdsLease(member, now);
    const bool heldBefore = std::exchange(member.held, holds); // a lease that has just run out is a change, too
    m_changed = m_changed || heldBefore != holds || (heldBefore && termBefore != glance.term);
    if (glance.leads)
        checkLeader(group, instance, glance.term, now);
    checkLease(group, instance, now, holds);
    checkLiveness(group, now);
}

void ElectionWatch::checkLease(std::size_t number, InstanceIndex instance, Time now, bool holds)
{
    Group &group = m_groups[number];
    for (const InstanceIndex other : group.members.members) {
        if (!holdsLease(m_members[other], now))
            continue;
        group.lastLease = now;
        if (holds && other != instance)
            broken(instance, now, "Two valid leases", nameOf(other) + " and " + nameOf(instance));
    }
    if (!holds)
        return;
    const std::uint64_t token = m_members[instance].term;
    if (token < group.token)
        broken(instance, now, "An old token",
               nameOf(instance) + " holds a lease with " + std::to_string(token) + " after " +
                   std::to_string(group.token) + " was in use");
    group.token = std::max(group.token, token);
}

void ElectionWatch::checkLeader(std::size_t group, InstanceIndex instance, std::uint64_t term, Time now)
{
    const auto [leader, isNew] = m_groups[group].leaders.try_emplace(term, instance);
    if (!isNew && leader->second != instance)
        broken(instance, now, "Two leaders of term " + std::to_string(term),
               nameOf(leader->second) + " and " + nameOf(instance));
}

// ---- what is said --------------------------------------------------------------------------------------------------

void ElectionWatch::sending(InstanceIndex instance, Time now, PeerId to, const Message &message)
{
    if (m_next)
        m_next->sending(instance, now, to, message);
    if (!concerns(instance, message))
        return;
    if (const auto *beat = std::get_if<Heartbeat>(&message)) {
        checkSaid(instance, now, beat->term);
    } else if (const auto *acknowledged = std::get_if<HeartbeatReply>(&message)) {
        checkSaid(instance, now, acknowledged->term);
    } else if (const auto *vote = std::get_if<VoteReply>(&message)) {
        if (!vote->granted)
            checkSaid(instance, now, vote->term); // which who is refused takes over
        else if (!vote->preVote)
            checkGrant(instance, now, to, *vote);
    } else if (const auto *transfer = std::get_if<TransferLeadership>(&message)) {
        checkSaid(instance, now, transfer->term);
    } else if (const auto *request = std::get_if<VoteRequest>(&message); request != nullptr && !request->preVote) {
        checkSaid(instance, now, request->term);
        const auto &disk = m_members[instance].disk;
        const auto &own = std::get<ElectionConfig>(m_plan.instances[instance].machine->behaviour).member;
        if (disk && (disk->term != request->term || disk->vote != own))
            broken(instance, now, "A disk behind what was said",
                   nameOf(instance) + " asks for votes in term " + std::to_string(request->term) +
                       " without its own on its disk");
    }
}

void ElectionWatch::checkSaid(InstanceIndex instance, Time now, std::uint64_t term)
{
    Member &member = m_members[instance];
    if (member.disk && term > member.disk->term)
        broken(instance, now, "A disk behind what was said",
               nameOf(instance) + " speaks of term " + std::to_string(term) + " with " +
                   std::to_string(member.disk->term) + " on its disk");
    if (term < member.saidTerm)
        broken(instance, now, "A term that falls",
               nameOf(instance) + " speaks of term " + std::to_string(term) + " after " +
                   std::to_string(member.saidTerm));
    member.saidTerm = std::max(member.saidTerm, term);
}

void ElectionWatch::checkGrant(InstanceIndex instance, Time now, PeerId to, const VoteReply &reply)
{
    checkSaid(instance, now, reply.term);
    Member &member = m_members[instance];
    const std::string &candidate = m_plan.instances[instance].machine->peers[to].name;
    if (member.disk && (member.disk->term != reply.term || member.disk->vote != candidate))
        broken(instance, now, "A disk behind what was said",
               nameOf(instance) + " grants " + candidate + " what is not on its disk");
    const auto [grant, isNew] = member.grants.try_emplace(reply.term, candidate);
    if (!isNew && grant->second != candidate)
        broken(instance, now, "Two votes in term " + std::to_string(reply.term),
               nameOf(instance) + " voted for " + grant->second + " and for " + candidate);
}

} // namespace bayplan
