// SPDX-License-Identifier: Apache-2.0
// Leader election (Burns and Oppenheimer 2016, 5.1): Raft's election without its log (Ongaro 2014, chapters
// 3, 4.2.3, 6.4.1 and 9.6), with leases. Promised: at most one leader per term, and terms, which are the fencing
// tokens, only grow, whatever clocks and network do; at most one valid lease at a time while lease <= Emin (1 - rho) /
// (1 + rho) for clock rates within rho. Not promised: that a paused leader stops in time; the resource has to refuse
// older tokens.
#pragma once

#include "engine/base/fifo.h"
#include "engine/base/random.h"
#include "engine/patterns/config.h"
#include "engine/patterns/election_record.h"
#include "engine/patterns/machine.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bayplan {

/// What must be right at every instant, cheap enough to be looked at after every step.
struct ElectionGlance {
    bool leads = false;
    std::uint64_t term = 0;
    Time leaseEnd = Time::min(); ///< by the member's own clock; past, when it holds none
};

/// | stage        | input                               | next                                                     |
/// | ------------ | ----------------------------------- | -------------------------------------------------------- |
/// | (created)    | Started, state damaged              | Refusing, for ever: no message, every request 503        |
/// | (created)    | Started                             | Follower, silent for Emin                                |
/// | Follower     | nothing heard for Emin..Emax        | PreCandidate: asks whether an election could be won      |
/// | PreCandidate | quorum would vote                   | Candidate: term + 1, own vote, both on disk; asks        |
/// | PreCandidate | no quorum in time                   | PreCandidate again                                       |
/// | Candidate    | quorum of votes                     | Leader: heartbeats at once                               |
/// | Candidate    | no quorum in Emin..Emax             | PreCandidate                                             |
/// | Leader       | quorum of acknowledgements          | Leader: lease from when the acknowledged round was sent  |
/// | Leader       | no quorum for Emin, or a disk error | Follower                                                 |
/// | Leader       | Resign, Stopping                    | Follower: lease given up, then the best peer is told     |
/// | Follower     | TransferLeadership of its leader    | Candidate, its vote requests forced for this one term    |
/// | any          | heartbeat or reply of a higher term | Follower in that term, on disk before anything is sent   |
///
/// PeerConfig::name is the member name of the peer. A configuration of 0 is worked out from the names.
class Election final : public MachineOf<Election> {
public:
    explicit Election(const MachineConfig &config);

    void step(Time now, Input &&input, Effects &effects) override;
    Time deadline() const override;
    MachineState state(Time now) const override;
    bool isBusy() const override { return !m_held.empty(); }
    std::size_t heapBytes() const { return heapBytesOfAll(m_peers, m_roundsSent, m_acknowledged, m_held, m_served); }
    ElectionGlance glance() const;
    std::uint64_t configuration() const { return m_record.configuration; }

private:
    enum class Stage { Created, Follower, PreCandidate, Candidate, Leader, Refusing };

    /// A request that waits for an outcome.
    struct Held {
        RequestId request = 0;
        ElectionCommand command = ElectionCommand::Holder;
        Time arrived{};
        Time until{};
    };

    void on(Started &input);
    std::string takeOwnRecord(const std::string &durable);
    void on(Woken &) {}
    void on(Received &input);
    void on(Requested &input);
    void on(Cancelled &input);
    void on(PersistFailed &input);
    void on(Computed &) {}
    void on(LoadChanged &) {}
    void on(Stopping &input);

    // From peers (election_peers.cpp).
    void hear(PeerId from, const VoteRequest &request);
    void hear(PeerId from, const VoteReply &reply);
    void hear(PeerId from, const Heartbeat &heartbeat);
    void hear(PeerId from, const HeartbeatReply &reply);
    void hear(PeerId from, const TransferLeadership &transfer);
    bool isMember(PeerId from, std::uint64_t configuration);
    bool isReachable(PeerId from, std::uint64_t term);
    void giveVote(std::uint64_t term, const std::string &candidate);
    std::string refusalOfVote(const VoteRequest &request, const std::string &candidate) const;
    void answerVote(PeerId to, const VoteRequest &request, std::string refusal);

    // From the application beside it (election_requests.cpp).
    void resignFor(const Held &held);
    void settle();
    std::optional<int> outcomeOf(const Held &held) const;
    void answer(const Held &held, int status);
    int statusForOthers() const;
    std::string visibleLeader(Time now) const;
    Duration heardAge(Time now) const;

    // Transitions.
    void passTime();
    void becomePreCandidate();
    void becomeCandidate(bool forced);
    void becomeLeader();
    void becomeFollower(const std::string &leader);
    void stepDown(const std::string &reason);
    void resign(const std::string &reason);
    void adoptTerm(std::uint64_t term);

    void sendRound();
    void countAcknowledgements();
    void noteLease();
    void save();
    void writeForeign();
    void tell(PeerId to, Message message);
    void tellAll(const Message &message);
    std::size_t quorum() const { return (m_peers.size() + 1) / 2 + 1; }
    std::size_t votes() const;
    Duration randomTimeout();
    Time quorumEnd() const;
    bool leaseHolds(Time now) const;

    // Told at birth.
    ElectionConfig m_config;
    SharedList<PeerConfig> m_peers;
    Random m_random;

    // Durable.
    ElectionRecord m_record;
    bool m_unsaved = false; ///< the last write of m_record failed: nothing may be sent before one succeeds
    std::string m_foreign;  ///< records of elections that it took part in once: a vote is never forgotten

    Stage m_stage = Stage::Created;
    std::string m_leader;            ///< as heard or won; a candidate has none
    std::optional<Time> m_heardAt;   ///< by followers: the newest heartbeat of m_leader
    Time m_stickyUntil{};            ///< no vote before, the forced one aside
    Time m_electionDeadline{};       ///< not for leaders
    std::vector<bool> m_voted;       ///< by peer, in this stage
    std::vector<bool> m_strange;     ///< by peer: already reported as of another configuration
    std::vector<bool> m_implausible; ///< by peer: already reported for a term that nobody can have reached

    // Leader only.
    Time m_electedAt{};
    Time m_nextRound{};
    std::uint64_t m_round = 0;
    Fifo<std::pair<std::uint64_t, Time>> m_roundsSent; ///< of the last Emin
    std::vector<Time> m_acknowledged;                  ///< by peer: when the newest round that it acknowledged was sent
    std::optional<Time> m_leaseBase;                   ///< a quorum acknowledged rounds sent then or later
    bool m_leaseHeld = false;                          ///< as last reported

    std::vector<Held> m_held;
    std::vector<Held> m_answeredBehindWrite; ///< in the last step: to be answered again should its write fail
    ServedStats m_served;
    std::uint64_t m_elections = 0;
    std::uint64_t m_refusedTerms = 0;
    Phase m_phase = Phase::Created;

    // Of the step under way.
    Time m_now{};
    Effects *m_effects = nullptr;
    bool m_wrote = false;
};

std::unique_ptr<Machine> makeElection(const MachineConfig &config);

/// Hash of the members' names, sorted, whatever their order here.
std::uint64_t electionConfiguration(std::vector<std::string> members);

/// Of one of several elections among the members of `configuration`: what its messages are known by.
std::uint64_t electionConfigurationOf(std::uint64_t configuration, std::string_view election);

} // namespace bayplan
