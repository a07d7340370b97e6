// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/clone_connect.h"

#include "app/desktop/arrange_edits.h"
#include "app/desktop/canvas_geometry.h"
#include "app/desktop/edit_chain.h"
#include "engine/base/translatable.h"

#include <algorithm>
#include <map>
#include <vector>

namespace bayplan {

namespace {

constexpr double cloneGap = 5 * gridStep;
constexpr int mostCloneTries = 500;

std::vector<QRectF> takenPlaces(const Topology &topology)
{
    std::vector<QRectF> taken;
    for (const auto &[id, rect] : podRects(topology)) {
        taken.push_back(rect);
    }
    for (const auto &[id, note] : topology.notes) {
        taken.push_back(placeOf(topology, id));
    }
    return taken;
}

/// Links that cross from what was copied to what was not, once more for the copies. How many could not be made.
int copyOuterLinks(EditChain &chain, const std::map<ElementId, ElementId> &copies)
{
    int leftOut = 0;
    const auto links = chain.now().links;
    for (const auto &[id, link] : links) {
        const auto from = copies.find(link.from.container);
        const auto to = copies.find(link.to.container);
        if ((from == copies.end()) == (to == copies.end())) {
            continue;
        }
        auto copy = link;
        copy.from.container = from == copies.end() ? link.from.container : from->second;
        copy.to.container = to == copies.end() ? link.to.container : to->second;
        copy.params.erase("serverName"); // each server of a ring has its own
        if (cannotConnect(chain.now(), copy.from, copy.to)) {
            ++leftOut;
            continue;
        }
        copy.id = freshId(chain.now(), "link-1");
        chain.add(Edit{{}, {Slot<Link>{copy.id, copy}}});
    }
    return leftOut;
}

/// The copy of a member of a group is one too.
void joinGroup(EditChain &chain, const ElementId &original, const ElementId &copy)
{
    const auto groups = chain.now().groups;
    for (auto [id, group] : groups) {
        if (std::ranges::find(group.members, original) != group.members.end()) {
            group.members.push_back(copy);
            chain.add(Edit{{}, {Slot<Group>{id, group}}});
        }
    }
}

} // namespace

QPointF freePlace(const Topology &topology, const QRectF &from, QSizeF size, QPointF direction)
{
    QRectF place(from.topLeft(), size);
    place.translate(direction.x() * (cloneGap + (direction.x() > 0 ? from.width() : size.width())),
                    direction.y() * (cloneGap + (direction.y() > 0 ? from.height() : size.height())));
    const auto taken = takenPlaces(topology);
    const double margin = 2 * gridStep;
    const auto meets = [&](const QRectF &other) {
        return other.adjusted(-margin, -margin, margin, margin).intersects(place);
    };
    for (int tries = 0; tries < mostCloneTries && std::ranges::any_of(taken, meets); ++tries) {
        place.translate(direction * gridStep);
    }
    return place.topLeft();
}

Result<Clone> cloneTowards(const Topology &topology, const ElementId &id, QPointF direction)
{
    const auto container = topology.containers.find(id);
    const bool isContainer = container != topology.containers.end();
    const auto pod = isContainer ? container->second.pod : id;
    if (!topology.pods.contains(pod)) {
        return fail(ErrorCode::Refused,
                    Told{QT_TRANSLATE_NOOP("phrase", "Only a pod or a container can be cloned and connected."), {}});
    }
    const auto rect = podRect(topology, topology.pods.at(pod));
    const bool wholePod = !isContainer || containersOf(topology, pod).size() == 1;
    EditChain chain(topology);
    std::map<ElementId, ElementId> copies;
    Clone clone;
    if (wholePod) {
        const auto delta = freePlace(topology, rect, rect.size(), direction) - rect.topLeft();
        chain.add(duplicate(topology, {pod}, toPoint(delta), nullptr, &copies));
        joinGroup(chain, pod, copies.at(pod));
    } else {
        chain.add(duplicate(topology, {id}, {}, nullptr, &copies));
        ElementId own;
        const auto place = freePlace(topology, rect, podSize(1), direction);
        chain.add(addPod(chain.now(), toPoint(place), container->second.name, &own));
        chain.add(moveToPod(chain.now(), copies.at(id), own));
        joinGroup(chain, pod, own);
    }
    clone.selected = copies.at(id);
    clone.linksLeftOut = copyOuterLinks(chain, copies);
    auto edit = std::move(chain).finish(QT_TRANSLATE_NOOP("phrase", "Clone and connect"));
    if (!edit) {
        return edit.error();
    }
    clone.edit = std::move(*edit);
    return clone;
}

} // namespace bayplan
