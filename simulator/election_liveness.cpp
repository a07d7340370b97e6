// SPDX-License-Identifier: Apache-2.0
// What an election promises of its progress. Its clocks run only while nothing but steady cuts is broken; members that
// pause, compute or write slowly, lossy links and wrong clocks stop them, and each change of who runs or who reaches
// whom sets them back.
#include "simulator/election_watch.h"

#include "engine/base/units.h"

#include <algorithm>

namespace bayplan {
namespace {

/// 0 when it says nothing of a term that its sender is in.
std::uint64_t termSaidBy(const Message &message)
{
    if (const auto *beat = std::get_if<Heartbeat>(&message))
        return beat->term;
    if (const auto *reply = std::get_if<HeartbeatReply>(&message))
        return reply->term;
    if (const auto *vote = std::get_if<VoteRequest>(&message); vote != nullptr && !vote->preVote)
        return vote->term;
    return 0;
}

} // namespace

void ElectionWatch::readLinks(InstanceIndex instance)
{
    Member &member = m_members[instance];
    const auto &peers = m_plan.instances[instance].peers;
    for (const PeerPlan &peer : peers) {
        const auto &others = m_plan.instances[peer.instance].peers;
        const auto back = std::ranges::find(others, instance, &PeerPlan::instance);
        member.back.push_back(back == others.end() ? noPeer : static_cast<PeerId>(back - others.begin()));
    }
    member.cuts.resize(peers.size());
    member.consents.resize(peers.size());
    member.linked = peers.size();
}

void ElectionWatch::faultsChanged(Time now, Broken broken)
{
    if (m_next)
        m_next->faultsChanged(now, broken);
    m_broken = broken;
    m_brokenSince = now;
}

void ElectionWatch::laneCut(InstanceIndex caller, PeerId peer, Time now, bool isCut)
{
    if (m_next)
        m_next->laneCut(caller, peer, now, isCut);
    if (!watches(caller) || peer >= m_members[caller].cuts.size())
        return;
    Member &member = m_members[caller];
    const std::uint32_t before = member.cuts[peer];
    member.cuts[peer] += isCut ? 1U : -1U;
    disturb(caller, now);
    const InstanceIndex other = m_plan.instances[caller].peers[peer].instance;
    const PeerId back = member.back[peer];
    const bool changes = (before == 0) != (member.cuts[peer] == 0);
    if (!changes || back == noPeer || !watches(other) || m_members[other].cuts[back] > 0)
        return;
    const std::size_t quorum = m_groups[*m_groupOf[caller]].members.members.size() / 2 + 1;
    for (Member *end : {&member, &m_members[other]}) {
        end->linked = isCut ? end->linked - 1 : end->linked + 1;
        if (end->linked + 1 >= quorum)
            end->raises = 0;
    }
}

/// The clocks start again.
void ElectionWatch::disturb(InstanceIndex instance, Time now)
{
    m_groups[*m_groupOf[instance]].disturbed = now;
}

void ElectionWatch::hearLiveness(InstanceIndex instance, Time now, const Received &received)
{
    Member &member = m_members[instance];
    const auto &peers = m_plan.instances[instance].peers;
    if (received.from >= std::min(peers.size(), member.consents.size()) || !watches(peers[received.from].instance))
        return;
    const Member &sender = m_members[peers[received.from].instance];
    const std::uint64_t term = termSaidBy(received.message);
    const bool isBeat = std::holds_alternative<Heartbeat>(received.message);
    // Of a time that is over: it may hold up an election, or end a lease, that nothing of now would.
    if (term != 0 && (!sender.alive || sender.term < term || (isBeat && (!sender.leads || sender.term != term))))
        disturb(instance, now);
    if (const auto *reply = std::get_if<VoteReply>(&received.message);
        reply != nullptr && reply->preVote && reply->granted && reply->term == member.term + 1) {
        if (std::exchange(member.consentTerm, reply->term) != reply->term)
            member.consents.assign(member.consents.size(), false);
        member.consents[received.from] = true;
    }
}

/// It has just decided to vote for itself.
void ElectionWatch::checkCandidacy(InstanceIndex instance, Time now, std::uint64_t term)
{
    Member &member = m_members[instance];
    const std::size_t quorum = m_groups[*m_groupOf[instance]].members.members.size() / 2 + 1;
    if (member.forced)
        return;
    const auto consents = static_cast<std::size_t>(std::ranges::count(member.consents, true));
    if (1 + (member.consentTerm == term ? consents : 0) < quorum)
        broken(instance, now, "A candidacy without consent",
               nameOf(instance) + " stands in term " + std::to_string(term) +
                   ", and no quorum has said that it would vote");
    // What it wanted to stand for when it crashed, and had not written, it may stand for again.
    const bool isRaise = member.linked + 1 < quorum && term > member.raisedTo;
    member.raisedTo = std::max(member.raisedTo, term);
    if (isRaise && ++member.raises > 1)
        broken(instance, now, "A term raised from afar",
               nameOf(instance) + " has no links to a quorum, and has raised the term " +
                   std::to_string(member.raises) + " times");
}

void ElectionWatch::checkLiveness(std::size_t number, Time now)
{
    Group &group = m_groups[number];
    checkSettled(group, now);
    if (m_broken == Broken::More || group.lateTold || group.patience == Duration::max())
        return;
    const Time calm = std::max(group.disturbed, m_brokenSince);
    const Duration waited = now - std::max(group.lastLease, calm);
    const bool tooLong = m_broken == Broken::Nothing && waited > group.patience;
    if (!tooLong && waited <= group.least * 5)
        return;
    const auto hub = hubOf(group);
    if (!hub)
        return;
    group.lateTold = true;
    broken(*hub, now, "No leader",
           nameOf(*hub) + " has links both ways to a quorum since " + instantText(calm) + ", and nobody holds a lease");
}

/// A member that runs and has links both ways to as many others that run as make a quorum with it.
std::optional<InstanceIndex> ElectionWatch::hubOf(const Group &group) const
{
    for (const InstanceIndex instance : group.members.members) {
        const Member &member = m_members[instance];
        std::size_t reached = member.alive ? 1 : 0;
        for (PeerId peer = 0; member.alive && peer < member.cuts.size(); ++peer) {
            const InstanceIndex other = m_plan.instances[instance].peers[peer].instance;
            const PeerId back = member.back[peer];
            const bool isLinked = member.cuts[peer] == 0 && back != noPeer && watches(other) &&
                                  m_members[other].alive && m_members[other].cuts[back] == 0;
            reached += isLinked ? 1 : 0;
        }
        if (reached >= group.members.members.size() / 2 + 1)
            return instance;
    }
    return {};
}

/// Once a lease has been held for a while with nothing broken, nothing but a fault may end it.
void ElectionWatch::checkSettled(Group &group, Time now)
{
    const Time calm = std::max(group.disturbed, m_brokenSince);
    if (m_broken != Broken::Nothing || group.patience == Duration::max() || now - calm < group.patience) {
        group.settled.reset();
        return;
    }
    if (!group.settled) {
        const auto &members = group.members.members;
        const auto holder =
            std::ranges::find_if(members, [&](InstanceIndex i) { return holdsLease(m_members[i], now); });
        if (holder == members.end())
            return;
        group.settled = *holder;
        group.settledTerm = m_members[*holder].term;
        return;
    }
    const Member &member = m_members[*group.settled];
    if (holdsLease(member, now) && member.term == group.settledTerm)
        return;
    broken(*group.settled, now, "A change without a fault",
           nameOf(*group.settled) + " held the lease of term " + std::to_string(group.settledTerm) +
               ", nothing is broken since " + instantText(calm) + ", and it is gone");
    group.disturbed = now;
}

} // namespace bayplan
