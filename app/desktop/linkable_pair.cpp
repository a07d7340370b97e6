// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/linkable_pair.h"

namespace bayplan {

LinkablePair::LinkablePair(const Topology &topology, const ElementId &start) : m_topology(topology), m_start(start)
{
    if (const auto found = topology.containers.find(start); found != topology.containers.end()) {
        m_pair.containers.emplace(*found);
    }
    for (const auto &[id, link] : topology.links) {
        m_links[link.from.container].push_back(&link);
        m_links[link.to.container].push_back(&link);
        add(link);
    }
}

void LinkablePair::add(const Link &link)
{
    for (const auto *end : {&link.from, &link.to}) {
        if (end->container == m_start) {
            m_atStart.try_emplace(end->port, link);
        }
    }
}

const Topology &LinkablePair::with(const ElementId &other)
{
    if (m_other != m_start) {
        m_pair.containers.erase(m_other);
    }
    m_other = other;
    if (const auto found = m_topology.containers.find(other); found != m_topology.containers.end()) {
        m_pair.containers.emplace(*found);
    }
    m_pair.links.clear();
    for (const auto &[port, link] : m_atStart) {
        m_pair.links.emplace(link.id, link);
    }
    if (const auto links = m_links.find(other); links != m_links.end()) {
        for (const auto *link : links->second) {
            m_pair.links.emplace(link->id, *link);
        }
    }
    return m_pair;
}

} // namespace bayplan
