// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas_scene.h"

#include "app/desktop/canvas_edits.h"
#include "app/desktop/canvas_geometry.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/group_item.h"
#include "app/desktop/guides.h"
#include "app/desktop/text_in_place.h"
#include "app/desktop/theme.h"
#include "engine/plan/main_ports.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace bayplan {

namespace {

constexpr double dimmedOpacity = 0.15;

/// The element is still of the sort that the item shows: a reload from disk may give its id to another one.
bool isShownBy(const CanvasItem &item, const Topology &topology)
{
    const auto &id = item.id();
    switch (item.type()) {
    case PodItem::Type:
        return topology.pods.contains(id);
    case ContainerItem::Type:
        return topology.containers.contains(id);
    case LinkItem::Type:
        return topology.links.contains(id);
    case NoteItem::Type:
        return topology.notes.contains(id);
    default:
        return topology.groups.contains(id);
    }
}

} // namespace

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
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        m_flat.touchAll();
        invalidate();
    });
    rebuild();
}

CanvasScene::~CanvasScene()
{
    disconnect(this, &QGraphicsScene::selectionChanged, this, nullptr); // items that go are no selection
    for (const auto &[id, item] : m_items) {
        delete item; // before the scene deletes the labels that links have in it
    }
}

CanvasItem *CanvasScene::itemOf(const ElementId &id) const
{
    const auto found = m_items.find(id);
    if (found == m_items.end()) {
        return nullptr;
    }
    bringUpToDate(*found->second);
    return found->second;
}

std::vector<ElementId> CanvasScene::shownIds() const
{
    std::vector<ElementId> ids;
    ids.reserve(m_items.size());
    for (const auto &[id, item] : m_items) {
        if (item->isVisible()) {
            ids.push_back(id);
        }
    }
    return ids;
}

bool CanvasScene::isShown(const ElementId &id) const
{
    const auto *item = itemOf(id);
    return item != nullptr && item->isVisible();
}

// ---- following the document ----

void CanvasScene::rebuild()
{
    m_move.reset(); // its step went with the document that it was made in
    m_resize.reset();
    cancelGesture();
    endTextEditing();
    {
        const QScopedValueRollback guard(m_selecting, true);
        for (const auto &[id, item] : m_items) {
            delete item;
        }
    }
    m_items.clear();
    m_flat.clear();
    m_extent.clear();
    m_unfolded.clear();
    m_withProblem.clear();
    m_highlighted.clear();
    m_ranks.clear();
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
    for (const auto &[id, group] : topology.groups) {
        all.insert(id);
    }
    m_index.rebuild(topology);
    rankAll();
    redraw(all, {}, {});
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
        item->setFlat(&m_flat);
        m_items[id] = item;
        item->setOpacity(m_dimmed.contains(id) ? dimmedOpacity : 1);
    }
    if constexpr (requires { static_cast<Item *>(item)->show(m_document.topology(), m_index, element->second); }) {
        static_cast<Item *>(item)->show(m_document.topology(), m_index, element->second);
    } else if constexpr (requires { static_cast<Item *>(item)->show(m_document.topology(), element->second); }) {
        static_cast<Item *>(item)->show(m_document.topology(), element->second);
    } else {
        static_cast<Item *>(item)->show(element->second);
    }
    item->setShownRevision(0);
    bringUpToDate(*item);
    if (const auto mark = m_deployMarks.find(id); mark != m_deployMarks.end()) {
        item->setDeployMark(mark->second);
    }
    putExtent(id, *item);
}

/// What is hidden in a collapsed pod takes no room.
void CanvasScene::putExtent(const ElementId &id, const CanvasItem &item)
{
    constexpr double labelRoomX = 80; // links keep room for labels about them
    constexpr double labelRoomY = 14;
    if (!item.isVisible()) {
        m_extent.remove(id);
        return;
    }
    const auto rect = item.sceneBoundingRect();
    const bool isLink = item.type() == LinkItem::Type;
    m_extent.put(id, isLink ? rect.adjusted(labelRoomX, labelRoomY, -labelRoomX, -labelRoomY) : rect);
}

void CanvasScene::refresh(const std::set<ElementId> &ids)
{
    std::set<ElementId> pods;
    std::set<ElementId> cards;
    bool isAnyGone = false;
    for (const auto &id : ids) { // where they stood
        if (const auto &pod = m_index.podOf(id); !pod.empty()) {
            pods.insert(pod);
        }
        if (const auto *ends = m_index.endsOf(id)) {
            cards.insert({ends->first, ends->second});
        }
        if (const auto item = m_items.find(id);
            item != m_items.end() && !isShownBy(*item->second, m_document.topology())) {
            const QScopedValueRollback guard(m_selecting, true);
            isAnyGone = true;
            delete item->second;
            m_items.erase(item);
            m_flat.remove(id);
            m_extent.remove(id);
            m_unfolded.erase(id);
            m_ranks.erase(id);
        }
    }
    m_index.update(m_document.topology(), ids);
    redraw(ids, std::move(pods), std::move(cards));
    followText();
    if (hasGesture() && isAnyGone) {
        leaveGesture(); // it may hold what was deleted
    }
}

void CanvasScene::redraw(const std::set<ElementId> &ids, std::set<ElementId> pods, std::set<ElementId> cards)
{
    const auto &topology = m_document.topology();
    for (const auto &id : ids) { // where they stand
        if (topology.pods.contains(id)) {
            pods.insert(id);
        }
        if (const auto &pod = m_index.podOf(id); !pod.empty()) {
            pods.insert(pod);
        }
        if (const auto *ends = m_index.endsOf(id)) {
            cards.insert({ends->first, ends->second});
        }
        refreshItem<NoteItem>(id, topology.notes);
    }
    for (const auto &pod : pods) {
        refreshPod(pod);
        const auto &members = m_index.containersOf(pod);
        cards.insert(members.begin(), members.end());
    }
    refreshLinksOf(cards);
    placeLabels();
    refreshGroups(ids, pods);
    takeSelection();
    leaveRemoved();
    updateExtent();
    Q_EMIT drawingChanged();
}

/// Those that were changed, and those around something that was.
void CanvasScene::refreshGroups(const std::set<ElementId> &ids, const std::set<ElementId> &pods)
{
    const auto &groups = m_document.topology().groups;
    std::set<ElementId> moved;
    const auto isMoved = [&](const ElementId &id) {
        return ids.contains(id) || pods.contains(id) || moved.contains(id);
    };
    for (std::size_t before = 1; before != moved.size();) { // and the groups that these are in
        before = moved.size();
        for (const auto &[id, group] : groups) {
            if (ids.contains(id) || std::ranges::any_of(group.members, isMoved)) {
                moved.insert(id);
            }
        }
    }
    for (const auto &id : std::set<ElementId>(moved)) { // and those in one that is new, over which they lie
        const auto inside = ids.contains(id) ? withMembers(m_document.topology(), {id}) : std::set<ElementId>();
        moved.insert(inside.begin(), inside.end());
    }
    for (const auto &id : moved) {
        refreshItem<GroupItem>(id, groups);
    }
}

void CanvasScene::refreshPod(const ElementId &pod)
{
    const auto &topology = m_document.topology();
    refreshItem<PodItem>(pod, topology.pods);
    const auto found = topology.pods.find(pod);
    const bool collapsed = found != topology.pods.end() && isCollapsed(found->second);
    for (const auto &container : m_index.containersOf(pod)) {
        refreshItem<ContainerItem>(container, topology.containers);
        if (auto *item = itemOf(container); item != nullptr && item->isVisible() == collapsed) {
            const QScopedValueRollback guard(m_selecting, true); // what is hidden stays selected, in the outline
            item->setVisible(!collapsed);
            putExtent(container, *item);
        }
    }
    showMainPorts(pod);
    showRows(pod);
    stack(pod);
}

/// As they will be when it runs: defaults that are taken in the pod move up.
void CanvasScene::showMainPorts(const ElementId &pod)
{
    const auto &containers = m_document.topology().containers;
    std::vector<const Container *> members;
    for (const auto &id : m_index.containersOf(pod)) {
        members.push_back(&containers.at(id));
    }
    std::sort(members.begin(), members.end(), [](const auto *a, const auto *b) { return a->id < b->id; });
    for (const auto &[id, port] : mainPorts(members)) {
        const auto params = paramsOf(containers.at(id));
        const auto own = params.integer("port"); // one that was chosen is shown as it is, wrong ones too
        const bool isChosen = containers.at(id).params.contains("port");
        if (auto *card = qgraphicsitem_cast<ContainerItem *>(itemOf(id))) {
            card->setMainPort(isChosen ? own : port, !isChosen && own != port);
        }
    }
}

void CanvasScene::refreshLinksOf(const std::set<ElementId> &containers)
{
    const auto &topology = m_document.topology();
    std::set<ElementId> links; // each once, though it has two ends
    for (const auto &container : containers) {
        const auto &ends = m_index.linksOf(container);
        links.insert(ends.begin(), ends.end());
        showPorts(container);
    }
    for (const auto &link : links) {
        refreshItem<LinkItem>(link, topology.links);
        stackLink(link);
    }
}

void CanvasScene::showPorts(const ElementId &container)
{
    auto *card = dynamic_cast<ContainerItem *>(itemOf(container));
    if (card == nullptr) {
        return;
    }
    std::set<std::string> ports;
    std::set<std::string> scattered;
    const auto &topology = m_document.topology();
    for (const auto &id : m_index.linksOf(container)) {
        const auto &link = topology.links.at(id);
        if (link.from.container == container) {
            ports.insert(link.from.port);
        }
        if (link.to.container == container) {
            ports.insert(link.to.port);
            const auto caller = topology.containers.find(link.from.container);
            if (caller != topology.containers.end() && caller->second.kind == "scatter-root") {
                scattered.insert(link.to.port);
            }
        }
    }
    card->setConnectedPorts(std::move(ports), std::move(scattered));
}

void CanvasScene::showProblems()
{
    std::unordered_map<std::string_view, const Problem *> worst;
    for (const auto &problem : m_document.problems()) {
        worst.emplace(problem.element, &problem); // sorted by severity: the first is the worst
    }
    std::erase_if(m_withProblem, [&](const ElementId &id) {
        const bool isGone = !worst.contains(id);
        if (auto *item = isGone ? itemOf(id) : nullptr) {
            item->setProblem(std::nullopt, {});
        }
        return isGone;
    });
    for (const auto &[id, item] : m_items) {
        if (const auto found = worst.find(id); found != worst.end()) {
            item->setProblem(found->second->severity, found->second->sentence);
            m_withProblem.insert(m_withProblem.end(), id); // in order of ids, as the items are
        }
    }
    showInnerProblems();
}

/// A collapsed pod shows the worst of what is hidden in it.
void CanvasScene::showInnerProblems()
{
    std::unordered_map<std::string_view, Severity> worst;
    for (const auto &problem : m_document.problems()) {
        const auto &pod = m_index.podOf(problem.element);
        worst.emplace(pod.empty() ? problem.element : pod, problem.severity); // sorted by severity
    }
    for (const auto &[id, pod] : m_document.topology().pods) {
        const auto item = m_items.find(id);
        if (auto *shown = item == m_items.end() ? nullptr : qgraphicsitem_cast<PodItem *>(item->second)) {
            const auto found = worst.find(id);
            shown->setInnerProblem(found == worst.end() ? std::nullopt : std::optional(found->second));
        }
    }
}

void CanvasScene::updateExtent()
{
    constexpr double reserve = 800; // so that not every step of a drag at the edge makes the scene sort its items anew
    const auto all = content();
    const auto filled = all.isEmpty() ? QRectF(-200, -150, 400, 300) : all.adjusted(-40, -40, 40, 40);
    const auto wanted = filled.adjusted(-1200, -900, 1200, 900);
    if (!sceneRect().contains(wanted) || sceneRect().width() > 2 * (wanted.width() + 2 * reserve)) {
        setSceneRect(wanted.adjusted(-reserve, -reserve, reserve, reserve));
    }
}

void CanvasScene::setDimmed(const std::set<ElementId> &ids)
{
    m_dimmed = ids;
    for (const auto &[id, item] : m_items) {
        item->setOpacity(m_dimmed.contains(id) ? dimmedOpacity : 1);
    }
}

} // namespace bayplan
