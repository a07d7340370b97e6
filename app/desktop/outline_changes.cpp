// SPDX-License-Identifier: GPL-3.0-or-later
// How the outline follows an edit: by what it touched, since filling a tree of 10,000 containers anew takes too long.
#include "app/desktop/outline_panel.h"

#include "app/desktop/icons.h"
#include "app/desktop/outline_rows.h"

#include <QScopedValueRollback>
#include <QScrollBar>

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

/// In the order of ids, as refill() has them.
QTreeWidgetItem *OutlinePanel::putItem(QTreeWidgetItem *parent, const ElementId &id, const QString &text,
                                       const QString &icon)
{
    const auto key = QString::fromStdString(id);
    int least = 0;
    int end = parent == nullptr ? m_podCount : parent->childCount();
    while (least < end) {
        const int middle = (least + end) / 2;
        const auto *other = parent == nullptr ? topLevelItem(middle) : parent->child(middle);
        outline::keyOf(other) < key ? least = middle + 1 : end = middle;
    }
    auto *item = addItem(parent, id, text, icon, true);
    parent == nullptr ? takeTopLevelItem(topLevelItemCount() - 1) : parent->takeChild(parent->childCount() - 1);
    parent == nullptr ? insertTopLevelItem(least, item) : parent->insertChild(least, item);
    m_podCount += parent == nullptr ? 1 : 0;
    return item;
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

void OutlinePanel::followPods(std::set<ElementId> &ports)
{
    const auto &topology = m_document.topology();
    for (const auto &id : m_touched) {
        const auto pod = topology.pods.find(id);
        const auto item = m_items.find(id);
        const bool isPodRow = item != m_items.end() && item->second->parent() == nullptr;
        if (pod == topology.pods.end()) {
            if (isPodRow) {
                // Its containers may live on elsewhere: they are made anew there.
                for (int i = 0; i < item->second->childCount(); ++i) {
                    m_touched.insert(outline::idOf(item->second->child(i)));
                }
                removeItem(item->second);
                --m_podCount;
            }
            continue;
        }
        const auto name = QString::fromStdString(pod->second.name);
        if (!isPodRow) {
            putItem(nullptr, id, name, QStringLiteral("pod"))->setExpanded(true);
        } else if (item->second->text(0) != name) {
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
    for (const auto &id : m_touched) {
        const auto container = topology.containers.find(id);
        auto item = m_items.find(id);
        if (container == topology.containers.end()) {
            const auto *parent = item == m_items.end() ? nullptr : item->second->parent();
            const bool isBelowPod = parent != nullptr && parent->parent() == nullptr &&
                                    m_items.contains(outline::idOf(parent)); // headings are not
            if (isBelowPod) {
                removeItem(item->second);
            }
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
            auto *row = putItem(podRow->second, id, name, outline::iconOf(container->second));
            row->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
            row->setExpanded(isOpen(id));
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
}

void OutlinePanel::refillRest()
{
    while (topLevelItemCount() > m_podCount) {
        removeItem(topLevelItem(topLevelItemCount() - 1));
    }
    fillRest();
    for (int i = m_podCount; i < topLevelItemCount(); ++i) {
        expandAll(topLevelItem(i));
    }
}

void OutlinePanel::followChanges()
{
    if (state() == EditingState) {
        m_refillTimer.start(200);
        return;
    }
    m_refillTimer.setInterval(0);
    if (m_touched.size() > m_items.size() / 2 + 100) {
        refill();
        return;
    }
    {
        const QScopedValueRollback guard(m_busy, true);
        const auto current = currentItem() == nullptr ? ElementId() : outline::idOf(currentItem());
        const int at = verticalScrollBar()->value();
        std::set<ElementId> ports;
        followLinks(ports);
        followPods(ports);
        followContainers(ports);
        for (const auto &id : ports) {
            const auto item = m_items.find(id);
            if (item != m_items.end() && (item->second->isExpanded() || item->second->childCount() > 0)) {
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
