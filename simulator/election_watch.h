// SPDX-License-Identifier: Apache-2.0
// What an election promises (PATTERNS 5; the paper, section 5.1): one leader per term in all history; one valid lease
// at a time; one grant per member and term across crashes; the disk never behind what was sent; terms never fall; no
// grant inside Emin of another grant, an acknowledgement or a start, the forced one aside; tokens that never decrease;
// no candidacy without the consent of a quorum, so that a member that was cut off has raised the term by 1 at most; and
// of liveness: a valid lease within 3 Emax once nothing is broken any more; one whenever a member has had links both
// ways to a quorum for 5 Emin; and no change of who holds it while nothing is broken.
#pragma once

#include "engine/patterns/elector.h"
#include "engine/report/elections.h"
#include "simulator/invariants.h"

#include <map>
#include <memory>

namespace bayplan {

/// Of electors with several elections it watches the one of that number, and has the next one watched by another.
class ElectionWatch final : public Watch {
public:
    ElectionWatch(const Plan &plan, Violations &violations, std::size_t number = 0);

    bool watches(InstanceIndex instance) const { return m_groupOf[instance].has_value(); }

    void started(InstanceIndex instance, Time now, const std::string &durable, const SkewedClock &clock) override;
    void ended(InstanceIndex instance, Time now) override;
    void stepping(InstanceIndex instance, Time now, const Input &input) override;
    void stepped(const WatchedStep &step) override;
    void written(InstanceIndex instance, Time now, const std::string &durable) override;
    void sending(InstanceIndex instance, Time now, PeerId to, const Message &message) override;
    void faultsChanged(Time now, Broken broken) override;
    void laneCut(InstanceIndex caller, PeerId peer, Time now, bool isCut) override;

    /// What a member shows after a step.
    void seen(InstanceIndex instance, Time now, const ElectionGlance &glance);

    /// True once after each change of who holds a lease.
    bool takeChange()
    {
        const bool next = m_next && m_next->takeChange();
        return std::exchange(m_changed, false) || next;
    }

private:
    struct Member {
        const SkewedClock *clock = nullptr;
        Duration least{0};               ///< Emin
        std::uint64_t configuration = 0; ///< of the messages of this election
        bool alive = false;
        bool held = false;
        Time leaseEnd = Time::min(); ///< by its clock
        std::uint64_t term = 0;      ///< of this life

        // of the step under way
        std::uint64_t heardTerm = 0;
        bool forced = false;

        // by its clock
        Time lastStart = Time::min(), lastGrant = Time::min(), lastAcknowledgement = Time::min();

        std::uint64_t decidedTerm = 0; ///< newest that it voted in, in this life
        std::uint64_t saidTerm = 0;    ///< in all history
        std::optional<ElectionRecord> disk;

        // Its links: by peer, how many faults keep messages to it from coming through, and what number it has there.
        std::vector<std::uint32_t> cuts;
        std::vector<PeerId> back;
        std::size_t linked = 0; ///< peers with links both ways

        bool leads = false;
        std::uint64_t consentTerm = 0; ///< for which it has asked whether it would be elected
        std::vector<bool> consents;    ///< by peer
        std::uint64_t raisedTo = 0;    ///< newest term that it stood for
        std::uint32_t raises = 0;      ///< of the term by itself, since it lost its links to a quorum

        std::map<std::uint64_t, std::string> grants; ///< in all history: given away over the network
    };
    struct Group {
        ElectionGroup members;
        std::size_t index = 0;                          ///< in electionsOf(plan)
        std::map<std::uint64_t, InstanceIndex> leaders; ///< in all history
        std::uint64_t token = 0;                        ///< greatest that a fenced resource has seen
        Time lastLease{};
        Duration patience = Duration::max(); ///< 3 Emax; greatest where the links promise nothing
        bool lateTold = false;

        // Liveness (election_liveness.cpp).
        Duration least{0};                    ///< Emin
        Time disturbed{};                     ///< last start, end, request to resign, or message of a time that is over
        std::optional<InstanceIndex> settled; ///< who has the lease and is to keep it
        std::uint64_t settledTerm = 0;
    };

    bool concerns(InstanceIndex instance, const Message &message) const;
    ElectionGlance glanceAt(const WatchedStep &step) const;
    Time localTime(const Member &member, Time now) const { return member.clock ? member.clock->local(now) : now; }
    bool holdsLease(const Member &member, Time now) const { return localTime(member, now) < member.leaseEnd; }
    std::string ownRecord(InstanceIndex instance, const std::string &durable) const;
    void readDurable(InstanceIndex instance, Time now, const std::string &durable);
    void noteGrant(const WatchedStep &step, const std::string &durable);
    void checkLease(std::size_t group, InstanceIndex instance, Time now, bool holds);
    void checkLeader(std::size_t group, InstanceIndex instance, std::uint64_t term, Time now);
    void readLinks(InstanceIndex instance);
    void disturb(InstanceIndex instance, Time now);
    void hearLiveness(InstanceIndex instance, Time now, const Received &received);
    void checkCandidacy(InstanceIndex instance, Time now, std::uint64_t term);
    void checkLiveness(std::size_t group, Time now);
    void checkSettled(Group &group, Time now);
    std::optional<InstanceIndex> hubOf(const Group &group) const;
    void checkGrant(InstanceIndex instance, Time now, PeerId to, const VoteReply &reply);
    void checkSaid(InstanceIndex instance, Time now, std::uint64_t term);
    void broken(InstanceIndex instance, Time now, const std::string &what, const std::string &detail);
    const std::string &nameOf(InstanceIndex instance) const { return m_plan.instances[instance].name; }

    const Plan &m_plan;
    Violations &m_violations;
    std::size_t m_number;                  ///< as in Elector::election()
    std::unique_ptr<ElectionWatch> m_next; ///< of the next number, when there is one
    std::vector<Group> m_groups;
    std::vector<std::optional<std::size_t>> m_groupOf; ///< by instance
    WatchedOf<Member, ElectionConfig> m_members;
    Broken m_broken = Broken::Nothing;
    Time m_brokenSince{}; ///< when faults last changed
    bool m_changed = false;
};

} // namespace bayplan
