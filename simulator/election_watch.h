// SPDX-License-Identifier: Apache-2.0
// What an election promises (PATTERNS 5; the paper, section 5.1): one leader per term in all history; one valid lease
// at a time; one grant per member and term across crashes; the disk never behind what was sent; terms never fall; no
// grant inside Emin of another grant, an acknowledgement or a start, the forced one aside; tokens that never decrease;
// and a valid lease within 3 Emax once nothing is broken any more.
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
    void faultsChanged(Time now, bool quiet) override;

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
    void checkLiveness(std::size_t group, Time now);
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
    std::vector<Member> m_members;                     ///< by instance
    std::optional<Time> m_quietSince{Time{}};
    bool m_changed = false;
};

} // namespace bayplan
