// SPDX-License-Identifier: Apache-2.0
// Watches every election of a run from outside: at most one leader per term, at most one valid lease at a time
// (PATTERNS 5; the paper, section 5.1). It judges what machines show, and takes no part in how they work.
#pragma once

#include "engine/patterns/machine.h"
#include "engine/plan/plan.h"
#include "engine/report/elections.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bayplan {

class Leadership {
public:
    explicit Leadership(const Plan &plan);

    /// Whether the instance is a member of an election.
    bool watches(InstanceIndex instance) const { return m_groupOf[instance].has_value(); }

    /// After each step of a member.
    void stepped(InstanceIndex instance, const Machine &machine, Time now);

    /// The member's life ended: it acts no more, whatever lease it held.
    void ended(InstanceIndex instance);

    bool takeChange();

    /// The first violation of each election, in words; empty while there is none. Order of electionsOf(plan).
    const std::vector<std::string> &violations() const { return m_violations; }

private:
    struct Holder {
        Time leaseEnd{}; ///< valid before it
        std::uint64_t term = 0;
    };

    void checkLeases(std::size_t group, InstanceIndex instance, Time now);
    void checkTerm(std::size_t group, InstanceIndex instance, std::uint64_t term, Time now);

    const Plan &m_plan;
    std::vector<ElectionGroup> m_groups;
    std::vector<std::optional<std::size_t>> m_groupOf;             ///< by instance
    std::vector<Holder> m_holders;                                 ///< by instance
    std::vector<std::map<std::uint64_t, InstanceIndex>> m_leaders; ///< by group: who led each term
    std::vector<std::string> m_violations;
    bool m_changed = false;
};

} // namespace bayplan
