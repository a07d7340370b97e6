// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas_scene.h"

#include "app/desktop/canvas_edits.h"
#include "app/desktop/canvas_geometry.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/group_item.h"
#include "app/desktop/guides.h"
#include "app/desktop/text_in_place.h"
#include "app/desktop/theme.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <cmath>
#include <limits>

namespace bayplan {

CanvasScene::CanvasScene(DocumentSession &document, Selection &selection, QObject *parent)
    : QGraphicsScene(parent), m_document(document), m_selection(selection), m_draftItem(new LinkDraftItem),
      m_guides(new GuidesItem)
{
    addItem(m_guides);
    addItem(m_draftItem);
    m_draftItem->hide();
    connect(&document, &DocumentSession::reset, this, &CanvasScene::rebuild);
    connect(&document, &DocumentSession::changed, this, &CanvasScene::refresh);
    connect(&document, &DocumentSession::problemsChanged, this, &CanvasScene::showProblems);
    connect(&selection, &Selection::changed, this, &CanvasScene::takeSelection);
    connect(this, &QGraphicsScene::selectionChanged, this, &CanvasScene::giveSelection);
    connect(&Theme::instance(), &Theme::changed, this, [this] { invalidate(); });
    rebuild();
}

CanvasScene::~CanvasScene()
{
    disconnect(this, &QGraphicsScene::selectionChanged, this, nullptr); // items that go are no selection
}

CanvasItem *CanvasScene::itemOf(const ElementId &id) const
{
    const auto found = m_items.find(id);
    return found == m_items.end() ? nullptr : found->second;
}

QRectF CanvasScene::content() const
{
    QRectF all;
    for (const auto &[id, item] : m_items) {
        all |= item->type() == LinkItem::Type ? item->sceneBoundingRect().adjusted(80, 14, -80, -14)
                                              : item->sceneBoundingRect();
    }
    return all;
}

std::vector<ElementId> CanvasScene::shownIds() const
{
    std::vector<ElementId> ids;
    ids.reserve(m_items.size());
    for (const auto &[id, item] : m_items) {
        ids.push_back(id);
    }
    return ids;
}

// ---- following the document ----

void CanvasScene::rebuild()
{
    m_move.reset(); // its step went with the document that it was made in
    cancelGesture();
    endTextEditing();
    {
        const QScopedValueRollback guard(m_selecting, true);
        for (const auto &[id, item] : m_items) {
            delete item;
        }
    }
    m_items.clear();
    m_linksOf.clear();
    m_endsOf.clear();
    m_podOf.clear();
    m_withProblem.clear();
    m_highlighted.clear();
    m_selection.set({});
    std::set<ElementId> all;
    const auto &topology = m_document.topology();
    for (const auto &[id, group] : topology.groups) {
        all.insert(id);
    }
    for (const auto &[id, pod] : topology.pods) {
        all.insert(id);
    }
    for (const auto &[id, container] : topology.containers) {
        all.insert(id);
    }
    for (const auto &[id, link] : topology.links) {
        all.insert(id);
    }
    for (const auto &[id, note] : topology.notes) {
        all.insert(id);
    }
    refresh(all);
}

template <class Item, class Map>
void CanvasScene::refreshItem(const ElementId &id, const Map &elements)
{
    const auto element = elements.find(id);
    auto *item = itemOf(id);
    if (element == elements.end()) {
        return;
    }
    if (item == nullptr) {
        item = new Item(id);
        addItem(item);
        m_items[id] = item;
    }
    if constexpr (requires { static_cast<Item *>(item)->show(m_document.topology(), element->second); }) {
        static_cast<Item *>(item)->show(m_document.topology(), element->second);
    } else {
        static_cast<Item *>(item)->show(element->second);
    }
    applyLive(id);
}

void CanvasScene::refresh(const std::set<ElementId> &ids)
{
    const auto &topology = m_document.topology();
    std::set<ElementId> pods;
    std::set<ElementId> cards;
    for (const auto &id : ids) {
        if (const auto before = m_podOf.find(id); before != m_podOf.end()) {
            pods.insert(before->second);
        }
        if (const auto ends = m_endsOf.find(id); ends != m_endsOf.end()) {
            m_linksOf[ends->second.first].erase(id);
            m_linksOf[ends->second.second].erase(id);
            cards.insert({ends->second.first, ends->second.second});
            m_endsOf.erase(ends);
        }
        if (auto *item = itemOf(id); item != nullptr && !contains(topology, id)) {
            const QScopedValueRollback guard(m_selecting, true);
            delete item;
            m_items.erase(id);
            m_podOf.erase(id);
        }
        if (topology.pods.contains(id)) {
            pods.insert(id);
        }
        if (const auto container = topology.containers.find(id); container != topology.containers.end()) {
            pods.insert(container->second.pod);
            m_podOf[id] = container->second.pod;
        }
        if (const auto link = topology.links.find(id); link != topology.links.end()) {
            m_endsOf[id] = {link->second.from.container, link->second.to.container};
            m_linksOf[link->second.from.container].insert(id);
            m_linksOf[link->second.to.container].insert(id);
            cards.insert({link->second.from.container, link->second.to.container});
        }
        refreshItem<NoteItem>(id, topology.notes);
    }
    for (const auto &pod : pods) {
        refreshPod(pod);
        for (const auto *container : containersOf(topology, pod)) {
            cards.insert(container->id);
        }
    }
    refreshLinksOf(cards);
    placeLabels();
    refreshGroups(ids, pods);
    takeSelection();
    giveSelection(); // what was removed is no longer selected
    updateExtent();
}

/// Those that were changed, and those around something that was.
void CanvasScene::refreshGroups(const std::set<ElementId> &ids, const std::set<ElementId> &pods)
{
    const auto &groups = m_document.topology().groups;
    for (const auto &[id, group] : groups) {
        const auto isMoved = [&](const ElementId &member) { return ids.contains(member) || pods.contains(member); };
        if (ids.contains(id) || std::ranges::any_of(group.members, isMoved)) {
            refreshItem<GroupItem>(id, groups);
        }
    }
}

void CanvasScene::refreshPod(const ElementId &pod)
{
    const auto &topology = m_document.topology();
    refreshItem<PodItem>(pod, topology.pods);
    for (const auto *container : containersOf(topology, pod)) {
        refreshItem<ContainerItem>(container->id, topology.containers);
    }
}

void CanvasScene::refreshLinksOf(const std::set<ElementId> &containers)
{
    const auto &topology = m_document.topology();
    for (const auto &container : containers) {
        for (const auto &link : m_linksOf[container]) {
            refreshItem<LinkItem>(link, topology.links);
        }
        showPorts(container);
    }
}

void CanvasScene::showPorts(const ElementId &container)
{
    auto *card = dynamic_cast<ContainerItem *>(itemOf(container));
    if (card == nullptr) {
        return;
    }
    std::set<std::string> ports;
    for (const auto &id : m_linksOf[container]) {
        const auto &link = m_document.topology().links.at(id);
        if (link.from.container == container) {
            ports.insert(link.from.port);
        }
        if (link.to.container == container) {
            ports.insert(link.to.port);
        }
    }
    card->setConnectedPorts(std::move(ports));
}

void CanvasScene::showProblems()
{
    std::map<ElementId, const Problem *> worst;
    for (const auto &problem : m_document.problems()) {
        worst.emplace(problem.element, &problem); // sorted by severity: the first is the worst
    }
    for (const auto &id : m_withProblem) {
        if (auto *item = itemOf(id); item != nullptr && !worst.contains(id)) {
            item->setProblem(std::nullopt, {});
        }
    }
    m_withProblem.clear();
    for (const auto &[id, problem] : worst) {
        if (auto *item = itemOf(id)) {
            item->setProblem(problem->severity, QString::fromStdString(problem->sentence));
            m_withProblem.insert(id);
        }
    }
}

/// Each label where it hides the least: other labels first, then cards. In a large drawing they stay in the middle.
void CanvasScene::placeLabels()
{
    constexpr std::size_t mostLinks = 300;
    if (m_endsOf.size() > mostLinks) {
        return;
    }
    std::vector<QRectF> cards;
    for (const auto &[id, item] : m_items) {
        if (item->type() == ContainerItem::Type) {
            cards.push_back(item->sceneBoundingRect());
        }
    }
    const auto hidden = [](const std::vector<QRectF> &others, const QRectF &rect) {
        double area = 0;
        for (const auto &other : others) {
            const auto common = other.intersected(rect);
            area += common.width() * common.height();
        }
        return area;
    };
    constexpr double labelsOverCards = 4;
    std::vector<QRectF> labels;
    for (const auto &[id, ends] : m_endsOf) {
        auto *link = qgraphicsitem_cast<LinkItem *>(itemOf(id));
        double least = std::numeric_limits<double>::infinity();
        double best = 0;
        for (const double place : link == nullptr ? std::vector<double>() : link->labelChoices()) {
            const auto room = link->labelRoom(place);
            const double cost = labelsOverCards * hidden(labels, room) + hidden(cards, room);
            if (cost < least) {
                least = cost;
                best = place;
            }
        }
        if (least < std::numeric_limits<double>::infinity()) {
            link->setLabelPlace(best);
            labels.push_back(link->labelRoom(best));
        }
    }
}

void CanvasScene::updateExtent()
{
    const auto wanted = contentRect(m_document.topology()).adjusted(-1200, -900, 1200, 900);
    if (!sceneRect().contains(wanted) || sceneRect().width() > 2 * wanted.width()) {
        setSceneRect(wanted);
    }
}

// ---- selection ----

void CanvasScene::takeSelection()
{
    const QScopedValueRollback guard(m_selecting, true);
    for (const auto &[id, item] : m_items) {
        const bool wanted = m_selection.ids().contains(id);
        if (item->isSelected() != wanted) {
            item->setSelected(wanted);
        }
    }
}

void CanvasScene::giveSelection()
{
    if (m_selecting || m_selectionHeld) {
        return;
    }
    std::set<ElementId> ids;
    for (const auto *item : selectedItems()) {
        if (const auto *own = dynamic_cast<const CanvasItem *>(item)) {
            ids.insert(own->id());
        }
    }
    for (const auto &id : m_selection.ids()) {
        if (!m_items.contains(id) && contains(m_document.topology(), id)) {
            if (ids.empty()) {
                ids.insert(id); // volumes and faults are selected elsewhere
            }
        }
    }
    m_selection.set(std::move(ids));
}

void CanvasScene::holdSelection(bool held)
{
    m_selectionHeld = held;
    giveSelection();
}

// ---- live figures ----

void CanvasScene::applyLive(const ElementId &id)
{
    auto *item = itemOf(id);
    if (auto *card = qgraphicsitem_cast<ContainerItem *>(item)) {
        const auto found = m_live.cards.find(id);
        card->setLive(found == m_live.cards.end() ? nullptr : &found->second, m_live.deployed);
    } else if (auto *link = qgraphicsitem_cast<LinkItem *>(item)) {
        const auto found = m_live.links.find(id);
        link->setLive(found == m_live.links.end() ? nullptr : &found->second, m_live.deployed);
    }
}

void CanvasScene::showLive(const LiveFigures &figures)
{
    const bool labelsChange = m_live.shown != figures.shown || m_live.links.size() != figures.links.size();
    m_live = figures;
    std::map<ElementId, std::pair<int, int>> pods; ///< replicas whole, replicas
    for (const auto &[id, item] : m_items) {
        applyLive(id);
        const auto live = m_live.cards.find(id);
        if (live == m_live.cards.end()) {
            continue;
        }
        const auto pod = m_podOf.find(id);
        if (pod == m_podOf.end()) {
            continue;
        }
        const auto &card = live->second;
        const auto [entry, isNew] = pods.try_emplace(pod->second, card.alive, card.replicas);
        if (!isNew) {
            entry->second.first = std::min(entry->second.first, card.alive);
        }
    }
    for (const auto &[id, pod] : m_document.topology().pods) {
        if (auto *item = qgraphicsitem_cast<PodItem *>(itemOf(id))) {
            const auto found = pods.find(id);
            item->setLive(found == pods.end() ? 0 : found->second.first, found == pods.end() ? 0 : found->second.second,
                          m_live.shown);
        }
    }
    if (labelsChange) {
        placeLabels();
    }
}

// ---- keyboard ----

void CanvasScene::selectTowards(QPointF direction)
{
    const auto *current = m_selection.ids().empty() ? nullptr : itemOf(*m_selection.ids().begin());
    const auto origin = current == nullptr ? QPointF(sceneRect().topLeft()) : current->sceneBoundingRect().center();
    ElementId best;
    double least = 1e12;
    for (const auto &[id, item] : m_items) {
        if (item == current || item->type() == LinkItem::Type || item->type() == PodItem::Type) {
            continue;
        }
        if (item->type() == GroupItem::Type) {
            continue; // reached from its members
        }
        const auto delta = item->sceneBoundingRect().center() - origin;
        const double along = QPointF::dotProduct(delta, direction);
        const double across = std::abs(delta.x() * direction.y() - delta.y() * direction.x());
        if (current != nullptr && (along <= 1 || across > 2 * along)) {
            continue;
        }
        const double cost = along + 2 * across;
        if (cost < least) {
            least = cost;
            best = id;
        }
    }
    if (!best.empty()) {
        m_selection.show(best);
    }
}

void CanvasScene::selectAround(bool up)
{
    const auto id = m_selection.single();
    const auto &topology = m_document.topology();
    ElementId next;
    if (const auto container = topology.containers.find(id); up && container != topology.containers.end()) {
        next = container->second.pod;
    } else if (up) {
        for (const auto &[group, value] : topology.groups) {
            next = std::ranges::find(value.members, id) != value.members.end() ? group : next;
        }
    } else if (const auto members = containersOf(topology, id); !members.empty()) {
        next = members.front()->id;
    } else if (const auto group = topology.groups.find(id); group != topology.groups.end()) {
        next = group->second.members.empty() ? next : group->second.members.front();
    }
    if (!next.empty()) {
        m_selection.show(next);
    }
}

} // namespace bayplan
