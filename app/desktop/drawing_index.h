// SPDX-License-Identifier: GPL-3.0-or-later
// What belongs together in a drawing of any size: containers of a pod, links of a container. Kept up to date by the ids
// that an edit touched, so that a step of a drag costs what it moves and not what the drawing holds.
#pragma once

#include "engine/model/topology.h"

#include <QRectF>

#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace bayplan {

class DrawingIndex {
public:
    void rebuild(const Topology &topology);

    /// `ids` as DocumentSession::changed() tells them: everything that was added, changed or removed since.
    void update(const Topology &topology, const std::set<ElementId> &ids);

    /// As the cards stand in the frame.
    const std::vector<ElementId> &containersOf(const ElementId &pod) const;
    /// Place of the container's card in its pod, from 0.
    std::size_t placeOf(const ElementId &pod, const ElementId &container) const;
    /// Links that begin or end there.
    const std::set<ElementId> &linksOf(const ElementId &container) const;
    /// Empty for what is no container, as it stood at the last update.
    const ElementId &podOf(const ElementId &container) const;
    /// Containers at both ends as they stood at the last update; nullptr for what is no link.
    const std::pair<ElementId, ElementId> *endsOf(const ElementId &link) const;
    std::size_t linkCount() const { return m_ends.size(); }

    bool operator==(const DrawingIndex &) const = default;

private:
    void takeOut(const ElementId &id);
    void putIn(const Topology &topology, const ElementId &id);
    void order(const Topology &topology, const ElementId &pod);

    // What has nothing has no entry, so that two indexes of one drawing are equal.
    std::unordered_map<ElementId, std::vector<ElementId>> m_containers; ///< by pod, as the cards stand
    std::unordered_map<ElementId, std::set<ElementId>> m_links;         ///< by container
    std::unordered_map<ElementId, ElementId> m_pods;                    ///< by container
    std::unordered_map<ElementId, std::pair<ElementId, ElementId>> m_ends;
};

/// The rectangle around many others that change one by one.
class Extent {
public:
    void put(const ElementId &id, const QRectF &rect);
    void remove(const ElementId &id);
    void clear();

    /// Empty when there is nothing. Looks at all of them only after one that stood at the edge has moved inwards.
    QRectF whole() const;

private:
    bool leavesEdge(const QRectF &before, const QRectF &now) const;

    std::unordered_map<ElementId, QRectF> m_rects;
    mutable QRectF m_whole;
    mutable bool m_isStale = false;
};

} // namespace bayplan
