// SPDX-License-Identifier: GPL-3.0-or-later
// How the outline follows an edit: by what it touched, since filling a tree of 10,000 containers anew takes too long.
#include "app/desktop/outline_panel.h"

#include "app/desktop/icons.h"
#include "app/desktop/outline_rows.h"

#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace bayplan {

void OutlinePanel::removeItem(QTreeWidgetItem *item)
{
    while (item->childCount() > 0) {
        removeItem(item->child(0));
    }
    const auto found = m_items.find(outline::idOf(item));
    if (found != m_items.end() && found->second == item) {
        m_items.erase(found);
    }
    if (m_dropRow == item) {
        m_dropRow = nullptr;
    }
    delete item;
}

/// The row of the group around it; nullptr for the top.
QTreeWidgetItem *OutlinePanel::parentRow(const ElementId &id) const
{
    const auto group = m_groupOf.find(id);
    const auto row = group == m_groupOf.end() ? m_items.end() : m_items.find(group->second);
    return row == m_items.end() ? nullptr : row->second;
}

void OutlinePanel::takeRow(QTreeWidgetItem *item)
{
    if (item->parent() != nullptr) {
        item->parent()->removeChild(item);
        return;
    }
    const int at = indexOfTopLevelItem(item);
    takeTopLevelItem(at);
    m_drawnCount -= at < m_drawnCount ? 1 : 0;
}

/// In the order of refill(): groups, pods, notes, each by ids.
void OutlinePanel::putRow(QTreeWidgetItem *parent, QTreeWidgetItem *item)
{
    takeRow(item);
    const auto place = [](const QTreeWidgetItem *row) { return std::pair(outline::rankOf(row), outline::keyOf(row)); };
    int least = 0;
    int end = parent == nullptr ? m_drawnCount : parent->childCount();
    while (least < end) {
        const int middle = (least + end) / 2;
        const auto *other = parent == nullptr ? topLevelItem(middle) : parent->child(middle);
        place(other) < place(item) ? least = middle + 1 : end = middle;
    }
    parent == nullptr ? insertTopLevelItem(least, item) : parent->insertChild(least, item);
    m_drawnCount += parent == nullptr ? 1 : 0;
}

void OutlinePanel::addNeighbours(const ElementId &container, std::set<ElementId> &ports) const
{
    const auto links = m_linksOf.find(container);
    if (links == m_linksOf.end()) {
        return;
    }
    for (const auto &id : links->second) {
        const auto &ends = m_endsOf.at(id);
        ports.insert({ends.first, ends.second});
    }
}

void OutlinePanel::followLinks(std::set<ElementId> &ports)
{
    for (const auto &id : m_touched) {
        if (const auto ends = m_endsOf.find(id); ends != m_endsOf.end()) {
            ports.insert({ends->second.first, ends->second.second});
            m_linksOf[ends->second.first].erase(id);
            m_linksOf[ends->second.second].erase(id);
            m_endsOf.erase(ends);
        }
        const auto link = m_document.topology().links.find(id);
        if (link != m_document.topology().links.end()) {
            indexLink(id, link->second);
            ports.insert({link->second.from.container, link->second.to.container});
        }
    }
}

/// Rows of what has gone, or is something of another sort now, as a reload from disk may make it: that gets a new one.
/// Those of groups go when their members have left them.
void OutlinePanel::dropOutdated()
{
    const auto &topology = m_document.topology();
    const auto touched = m_touched;
    for (const auto &id : touched) {
        const auto found = m_items.find(id);
        auto *item = found == m_items.end() ? nullptr : found->second;
        const auto rank = item == nullptr ? int(outline::GroupRank) : outline::rankOf(item);
        if (rank == outline::GroupRank) {
            continue;
        }
        const auto *parent = item->parent();
        const bool isCard = parent != nullptr && outline::rankOf(parent) == outline::PodRank;
        const bool isOutdated = (rank == outline::PodRank && !topology.pods.contains(id)) ||
                                (rank == outline::NoteRank && !topology.notes.contains(id)) ||
                                (isCard && !topology.containers.contains(id)) || topology.groups.contains(id);
        if (!isOutdated) {
            continue;
        }
        for (int i = 0; rank == outline::PodRank && i < item->childCount(); ++i) {
            m_touched.insert(outline::idOf(item->child(i))); // may live on elsewhere: made anew there
        }
        takeRow(item);
        removeItem(item);
    }
}

/// Rows go to the top and from there to where they belong: what was around another may be within it now.
void OutlinePanel::followGroups()
{
    const auto &groups = m_document.topology().groups;
    const auto isOfGroup = [&](const ElementId &id) {
        const auto row = m_items.find(id);
        return groups.contains(id) || (row != m_items.end() && outline::rankOf(row->second) == outline::GroupRank);
    };
    if (std::none_of(m_touched.begin(), m_touched.end(), isOfGroup)) {
        return;
    }
    indexGroups();
    for (const auto &[id, group] : groups) {
        const auto row = m_items.find(id);
        auto *item = row == m_items.end() ? addDrawn(nullptr, id) : row->second;
        item->setText(0, QString::fromStdString(group.title));
        if (row == m_items.end()) {
            putRow(nullptr, item);
        }
    }
    std::vector<QTreeWidgetItem *> moved, gone;
    for (const auto &[id, item] : m_items) {
        const bool isDrawn = outline::rankOf(item) != outline::NoRank;
        if (isDrawn && item->parent() != parentRow(id)) {
            moved.push_back(item);
        }
        if (outline::rankOf(item) == outline::GroupRank && !groups.contains(id)) {
            gone.push_back(item);
        }
    }
    for (const auto &[id, note] : m_document.topology().notes) {
        const auto row = m_items.find(id);
        const bool isDrawn = row != m_items.end() && outline::rankOf(row->second) == outline::NoteRank;
        if (isDrawn != m_groupOf.contains(id)) {
            m_touched.insert(id); // it goes to or from those below the heading
        }
    }
    for (auto *item : moved) {
        putRow(nullptr, item);
    }
    for (auto *item : moved) {
        putRow(parentRow(outline::idOf(item)), item);
        expandAll(item);
    }
    for (auto *item : gone) {
        takeRow(item);
        removeItem(item);
    }
    for (const auto &[id, group] : groups) {
        m_items.at(id)->setExpanded(!m_closed.contains(QString::fromStdString(id)));
    }
}

/// Those in groups; the others are filled anew with all that is below headings.
void OutlinePanel::followNotes()
{
    const auto &notes = m_document.topology().notes;
    for (const auto &id : m_touched) {
        const auto row = m_items.find(id);
        const bool isDrawn = row != m_items.end() && outline::rankOf(row->second) == outline::NoteRank;
        const bool isInGroup = notes.contains(id) && m_groupOf.contains(id);
        if (isDrawn) {
            takeRow(row->second);
            removeItem(row->second);
        }
        if (isInGroup) {
            putRow(parentRow(id), addDrawn(nullptr, id));
        }
    }
}

/// The rows of a pod's containers as the cards stand on the canvas.
void OutlinePanel::orderCards(const ElementId &pod)
{
    auto *row = m_items.at(pod);
    std::vector<ElementId> shown;
    for (int i = 0; i < row->childCount(); ++i) {
        shown.push_back(outline::idOf(row->child(i)));
    }
    auto wanted = shown;
    std::sort(wanted.begin(), wanted.end());
    orderAsCards(wanted, m_document.topology().pods.at(pod).cards);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        auto *item = m_items.at(wanted[i]);
        if (row->child(int(i)) != item) {
            row->removeChild(item);
            row->insertChild(int(i), item);
            expandAll(item);
        }
    }
}

void OutlinePanel::followPods(std::set<ElementId> &ports)
{
    const auto &topology = m_document.topology();
    for (const auto &id : m_touched) {
        const auto pod = topology.pods.find(id);
        const auto item = m_items.find(id);
        const bool isPodRow = item != m_items.end() && outline::rankOf(item->second) == outline::PodRank;
        if (pod == topology.pods.end()) {
            continue;
        }
        if (!isPodRow) {
            auto *row = addDrawn(nullptr, id);
            putRow(parentRow(id), row);
            row->setExpanded(true);
        } else if (const auto name = QString::fromStdString(pod->second.name); item->second->text(0) != name) {
            item->second->setText(0, name);
            for (int i = 0; i < item->second->childCount(); ++i) {
                addNeighbours(outline::idOf(item->second->child(i)), ports);
            }
        }
    }
}

void OutlinePanel::followContainers(std::set<ElementId> &ports)
{
    const auto &topology = m_document.topology();
    std::set<ElementId> pods; ///< whose order of cards may be another
    for (const auto &id : m_touched) {
        const auto container = topology.containers.find(id);
        auto item = m_items.find(id);
        if (container == topology.containers.end()) {
            continue;
        }
        const auto podRow = m_items.find(container->second.pod);
        if (item != m_items.end() && (podRow == m_items.end() || item->second->parent() != podRow->second)) {
            removeItem(item->second);
            item = m_items.end();
        }
        if (podRow == m_items.end()) {
            continue;
        }
        const auto name = QString::fromStdString(container->second.name);
        ports.insert(id);
        if (item == m_items.end()) {
            auto *row = addItem(podRow->second, id, name, outline::iconOf(container->second), true);
            row->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
            row->setExpanded(isOpen(id));
            pods.insert(container->second.pod);
            podRow->second->setExpanded(!m_closed.contains(outline::keyOf(podRow->second)));
            addNeighbours(id, ports);
            continue;
        }
        item->second->setIcon(0, themedIcon(outline::iconOf(container->second)));
        if (item->second->text(0) != name) {
            item->second->setText(0, name);
            addNeighbours(id, ports);
        }
    }
    std::copy_if(m_touched.begin(), m_touched.end(), std::inserter(pods, pods.end()),
                 [&](const auto &id) { return topology.pods.contains(id); });
    for (const auto &pod : pods) {
        orderCards(pod);
    }
}

void OutlinePanel::refillRest()
{
    while (topLevelItemCount() > m_drawnCount) {
        removeItem(topLevelItem(topLevelItemCount() - 1));
    }
    fillRest();
    for (int i = m_drawnCount; i < topLevelItemCount(); ++i) {
        expandAll(topLevelItem(i));
    }
}

/// Those that may have to move to other groups too.
std::size_t OutlinePanel::touchedRows() const
{
    std::size_t rows = m_touched.size();
    const auto &groups = m_document.topology().groups;
    for (const auto &id : m_touched) {
        const auto row = m_items.find(id);
        const bool isGroup = row != m_items.end() && outline::rankOf(row->second) == outline::GroupRank;
        const auto shown = isGroup ? std::size_t(row->second->childCount()) : 0U;
        const auto group = groups.find(id);
        const auto drawn = group == groups.end() ? 0U : group->second.members.size();
        rows += std::max(shown, drawn) - std::min(shown, drawn);
    }
    return rows;
}

void OutlinePanel::followChanges()
{
    if (state() == EditingState) {
        m_refillTimer.start(200);
        return;
    }
    m_refillTimer.setInterval(0);
    if (touchedRows() > m_items.size() / 2 + 100) {
        refill();
        return;
    }
    {
        const QScopedValueRollback guard(m_busy, true);
        const auto current = currentItem() == nullptr ? ElementId() : outline::idOf(currentItem());
        const int at = verticalScrollBar()->value();
        std::set<ElementId> ports;
        followLinks(ports);
        dropOutdated();
        followGroups();
        followNotes();
        followPods(ports);
        followContainers(ports);
        for (const auto &id : ports) {
            const auto item = m_items.find(id);
            const bool isCard = item != m_items.end() && m_document.topology().containers.contains(id); // it still is
            if (isCard && (item->second->isExpanded() || item->second->childCount() > 0)) {
                fillPorts(id);
            }
        }
        refillRest();
        m_touched.clear();
        if (const auto item = m_items.find(current); item != m_items.end() && currentItem() != item->second) {
            setCurrentItem(item->second, 0, QItemSelectionModel::NoUpdate);
        }
        verticalScrollBar()->setValue(at);
    }
    takeSelection();
}

} // namespace bayplan
