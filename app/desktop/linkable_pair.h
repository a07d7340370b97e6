// SPDX-License-Identifier: GPL-3.0-or-later
// Two containers without the rest of the drawing: whether they can be linked is told by their kinds and by the links
// that they have. Asking the whole drawing about each of ten thousand containers would take seconds.
#pragma once

#include "engine/model/topology.h"

#include <map>
#include <unordered_map>
#include <vector>

namespace bayplan {

class LinkablePair {
public:
    /// `topology` outlives it and does not change meanwhile.
    LinkablePair(const Topology &topology, const ElementId &start);

    /// The start, the other one, and of their links all that may speak against one more: good until the next call.
    const Topology &with(const ElementId &other);

    /// A link from or to the start that is about to be made: a port that takes one only is full from now on.
    void add(const Link &link);

private:
    const Topology &m_topology;
    ElementId m_start, m_other;
    Topology m_pair;
    std::unordered_map<ElementId, std::vector<const Link *>> m_links; ///< by container at either end
    std::map<std::string, Link> m_atStart;                            ///< one for each port of the start that has any
};

} // namespace bayplan
