// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/drawing_index.h"

#include <algorithm>

namespace bayplan {

void DrawingIndex::rebuild(const Topology &topology)
{
    *this = {};
    for (const auto &[id, container] : topology.containers) {
        m_containers[container.pod].push_back(id); // the map is in order of ids
        m_pods[id] = container.pod;
    }
    for (const auto &[id, pod] : topology.pods) {
        if (!pod.cards.empty()) {
            order(topology, id);
        }
    }
    for (const auto &[id, link] : topology.links) {
        putIn(topology, id);
    }
}

void DrawingIndex::update(const Topology &topology, const std::set<ElementId> &ids)
{
    std::set<ElementId> pods;
    for (const auto &id : ids) {
        takeOut(id);
        putIn(topology, id);
        pods.insert(topology.containers.contains(id) ? podOf(id) : id);
    }
    for (const auto &pod : pods) {
        order(topology, pod);
    }
}

void DrawingIndex::order(const Topology &topology, const ElementId &pod)
{
    const auto members = m_containers.find(pod);
    const auto found = topology.pods.find(pod);
    if (members == m_containers.end() || found == topology.pods.end()) {
        return;
    }
    std::sort(members->second.begin(), members->second.end());
    orderAsCards(members->second, found->second.cards);
}

void DrawingIndex::takeOut(const ElementId &id)
{
    if (const auto pod = m_pods.find(id); pod != m_pods.end()) {
        const auto members = m_containers.find(pod->second);
        std::erase(members->second, id);
        if (members->second.empty()) {
            m_containers.erase(members);
        }
        m_pods.erase(pod);
    }
    if (const auto ends = m_ends.find(id); ends != m_ends.end()) {
        for (const auto &container : {ends->second.first, ends->second.second}) {
            if (const auto links = m_links.find(container); links != m_links.end()) {
                links->second.erase(id);
                if (links->second.empty()) {
                    m_links.erase(links);
                }
            }
        }
        m_ends.erase(ends);
    }
}

void DrawingIndex::putIn(const Topology &topology, const ElementId &id)
{
    if (const auto found = topology.containers.find(id); found != topology.containers.end()) {
        m_containers[found->second.pod].push_back(id);
        m_pods[id] = found->second.pod;
    }
    if (const auto found = topology.links.find(id); found != topology.links.end()) {
        const auto &from = found->second.from.container;
        const auto &to = found->second.to.container;
        m_ends[id] = {from, to};
        m_links[from].insert(id);
        m_links[to].insert(id);
    }
}

const std::vector<ElementId> &DrawingIndex::containersOf(const ElementId &pod) const
{
    static const std::vector<ElementId> none;
    const auto found = m_containers.find(pod);
    return found == m_containers.end() ? none : found->second;
}

std::size_t DrawingIndex::placeOf(const ElementId &pod, const ElementId &container) const
{
    const auto &members = containersOf(pod);
    auto found = std::lower_bound(members.begin(), members.end(), container); // most pods are in order of ids
    if (found == members.end() || *found != container) {
        found = std::find(members.begin(), members.end(), container);
    }
    return static_cast<std::size_t>(found - members.begin());
}

const std::set<ElementId> &DrawingIndex::linksOf(const ElementId &container) const
{
    static const std::set<ElementId> none;
    const auto found = m_links.find(container);
    return found == m_links.end() ? none : found->second;
}

const ElementId &DrawingIndex::podOf(const ElementId &container) const
{
    static const ElementId none;
    const auto found = m_pods.find(container);
    return found == m_pods.end() ? none : found->second;
}

const std::pair<ElementId, ElementId> *DrawingIndex::endsOf(const ElementId &link) const
{
    const auto found = m_ends.find(link);
    return found == m_ends.end() ? nullptr : &found->second;
}

// ---- extent ----

/// Whether it was what an edge of the whole stood at, and is no longer.
bool Extent::leavesEdge(const QRectF &before, const QRectF &now) const
{
    return (before.left() <= m_whole.left() && now.left() > m_whole.left()) ||
           (before.top() <= m_whole.top() && now.top() > m_whole.top()) ||
           (before.right() >= m_whole.right() && now.right() < m_whole.right()) ||
           (before.bottom() >= m_whole.bottom() && now.bottom() < m_whole.bottom());
}

void Extent::put(const ElementId &id, const QRectF &rect)
{
    const auto [entry, isNew] = m_rects.try_emplace(id, rect);
    if (!isNew) {
        m_isStale = m_isStale || leavesEdge(entry->second, rect);
        entry->second = rect;
    }
    m_whole |= rect;
}

void Extent::remove(const ElementId &id)
{
    if (const auto found = m_rects.find(id); found != m_rects.end()) {
        m_isStale = m_isStale || leavesEdge(found->second, QRectF(m_whole.center(), QSizeF()));
        m_rects.erase(found);
    }
}

void Extent::clear()
{
    *this = {};
}

QRectF Extent::whole() const
{
    if (m_isStale) {
        m_whole = {};
        for (const auto &[id, rect] : m_rects) {
            m_whole |= rect;
        }
        m_isStale = false;
    }
    return m_whole;
}

} // namespace bayplan
