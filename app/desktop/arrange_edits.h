// SPDX-License-Identifier: GPL-3.0-or-later
// Aligning, spacing out, locking and grouping of what is selected: pure functions that give edits.
#pragma once

#include "engine/model/edit.h"

#include <QRectF>
#include <QString>

#include <set>
#include <vector>

namespace bayplan {

enum class Side { Left, Centre, Right, Top, Middle, Bottom };
enum class Axis { Horizontal, Vertical };

/// Where a pod, a note or the members of a group stand; empty for anything else.
QRectF placeOf(const Topology &topology, const ElementId &id);

/// Around all pods and notes; empty when there are none.
QRectF boxOf(const Topology &topology);

/// False for anything that is no pod.
bool isLocked(const Topology &topology, const ElementId &id);

/// Around what a group holds, its title included.
QRectF groupFrame(const QRectF &inside);
inline constexpr double groupTitleHeight = 28;

/// `ids` and the groups of which all members are among them.
std::set<ElementId> withWholeGroups(const Topology &topology, std::set<ElementId> ids);

/// The offset or one further down, at which no pod of `pasted` lies over one that is there.
QPointF clearedOf(const Topology &there, const Topology &pasted, QPointF offset);
QPointF clearedOf(const std::vector<QRectF> &taken, const std::vector<QRectF> &placed, QPointF offset);

/// `ids` and the pods of which nothing is left without the containers among them; one that has settings of its own
/// stays, for what comes into it next.
std::set<ElementId> withEmptied(const Topology &topology, std::set<ElementId> ids);

/// Pods and notes that `ids` are about: containers stand for their pods, groups for their members.
std::set<ElementId> placedAmong(const Topology &topology, const std::set<ElementId> &ids);

/// placedAmong() without locked pods.
std::set<ElementId> movableAmong(const Topology &topology, const std::set<ElementId> &ids);

/// The edit, and what would lie under pods that grow by it moved down below them; locked pods stay.
Edit withRoom(const Topology &before, Edit edit);

/// By which steps of these elements by keys become one step of the history, and those of others another one.
QString stepKey(const char *name, const std::set<ElementId> &ids);

/// To that side of the rectangle around all, or around the locked ones when there are any: these stay. Empty with
/// fewer than two.
Edit alignPods(const Topology &topology, const std::set<ElementId> &ids, Side side);

/// Equal gaps between neighbours; the outermost two and locked pods stay. Empty with fewer than three to place.
Edit distributePods(const Topology &topology, const std::set<ElementId> &ids, Axis axis);

/// Locks the pods that `ids` are about, or unlocks them when all are locked already.
Edit toggleLock(const Topology &topology, const std::set<ElementId> &ids);

/// The edit without what it does to locked pods.
Edit sparingLocked(const Topology &topology, Edit edit);

/// Groups, pods and notes that `ids` are about, as a group of them would hold them.
std::set<ElementId> groupableAmong(const Topology &topology, const std::set<ElementId> &ids);

/// The groups among `ids`, and those that have a pod or note among them as a member.
std::set<ElementId> groupsAbout(const Topology &topology, const std::set<ElementId> &ids);

/// groupsAbout() go; their members stay where they are.
Edit ungroup(const Topology &topology, const std::set<ElementId> &ids);

} // namespace bayplan
