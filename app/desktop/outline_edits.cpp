// SPDX-License-Identifier: GPL-3.0-or-later
// What the outline changes: adding, moving and linking of containers, by keys, menu and drag.
#include "app/desktop/outline_panel.h"

#include "app/desktop/arrange_edits.h"
#include "app/desktop/canvas_edits.h"
#include "app/desktop/edit_chain.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/fuzzy_picker.h"
#include "app/desktop/icons.h"
#include "app/desktop/outline_rows.h"
#include "app/desktop/sentences.h"
#include "app/desktop/theme.h"

#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QScopedValueRollback>

#include <algorithm>
#include <iterator>

namespace bayplan {

namespace {

/// Media type of containers that are dragged; its data are their ids, one a line.
const QString containersMimeType = QStringLiteral("application/x-bayplan-containers");

/// Of pods, notes and groups, likewise.
const QString drawnMimeType = QStringLiteral("application/x-bayplan-drawn");

const QString ownPod = QStringLiteral("#new");

/// Beyond this many the picker asks the kinds alone; what an edit refuses still has its reason.
constexpr std::size_t mostCheckedTargets = 500;

PickerEntry linkEntry(const Topology &topology, const Endpoint &end, const Container &other, bool isChecked)
{
    std::string reason;
    std::optional<std::string> port;
    const auto *kind = findKind(other.kind);
    if (isChecked || kind == nullptr) {
        port = fittingPort(topology, end, other.id, &reason);
    } else if (reason = whyUnfit(topology, end, *kind).toStdString(); reason.empty()) {
        port = std::string();
    }
    const auto *own = findPort(*kindOf(topology, end.container), end.port);
    const bool isOut = own != nullptr && own->direction == Direction::Out;
    const auto name = nameOf(topology, other.id);
    const auto title =
        QStringLiteral("%1 %2 %3")
            .arg(QString::fromStdString(end.port), isOut ? QStringLiteral("→") : QStringLiteral("←"), name);
    PickerEntry entry{title,
                      kind == nullptr ? QString() : catalogText(kind->title),
                      QString::fromStdString(end.port + '/' + other.id),
                      QString::fromStdString(kind == nullptr ? "container" : kind->icon),
                      {}};
    if (!port) {
        entry.reason = reason.empty() ? QCoreApplication::translate("bayplan::OutlinePanel", "does not fit")
                                      : QString::fromStdString(reason);
    }
    return entry;
}

} // namespace

std::vector<ElementId> OutlinePanel::selectedContainers() const
{
    std::vector<ElementId> containers;
    for (const auto &id : m_selection.ids()) {
        if (m_document.topology().containers.contains(id)) {
            containers.push_back(id);
        }
    }
    return containers;
}

ElementId OutlinePanel::podOfRow(const QTreeWidgetItem *item) const
{
    for (; item != nullptr; item = item->parent()) {
        const auto id = item->data(0, outline::idRole).toString().toStdString();
        if (m_document.topology().pods.contains(id)) {
            return id;
        }
    }
    return {};
}

QPoint OutlinePanel::pickerPlace() const
{
    const auto row = currentItem() == nullptr ? QRect() : visualItemRect(currentItem());
    return viewport()->mapToGlobal(QPoint(24, std::max(0, row.bottom() + 2)));
}

void OutlinePanel::push(Result<Edit> edit, const ElementId &select)
{
    if (!edit) {
        Q_EMIT refused(sentences(edit.error()));
        return;
    }
    if (m_document.push(std::move(*edit)) && !select.empty()) {
        followChanges(); // its row shall be there to be selected
        m_selection.set({select});
        if (const auto found = m_items.find(select); found != m_items.end()) {
            setCurrentItem(found->second, 0, QItemSelectionModel::NoUpdate);
            scrollToItem(found->second);
        }
    }
}

// ---- by keys and menu ----

void OutlinePanel::askKindToAdd()
{
    const auto pod = podOfRow(currentItem());
    if (m_document.isReadOnly() || pod.empty()) {
        Q_EMIT refused(m_document.isReadOnly() ? tr("This document is read-only.")
                                               : tr("Select the pod that the new container shall be in."));
        return;
    }
    const auto name = ownNameOf(m_document.topology(), pod);
    auto *picker = new FuzzyPicker(tr("Add to %1…").arg(name), placeableEntries(), this);
    picker->taken = [this, pod](const QString &kind) {
        ElementId id;
        auto edit = addContainer(m_document.topology(), kind.toStdString(), pod, {}, &id);
        push(std::move(edit), id);
    };
    picker->open(pickerPlace());
}

void OutlinePanel::askPodToMoveTo()
{
    const auto containers = selectedContainers();
    if (containers.empty() || m_document.isReadOnly()) {
        return;
    }
    const auto &topology = m_document.topology();
    std::vector<PickerEntry> entries;
    for (const auto &[id, pod] : topology.pods) {
        const bool isThere = std::all_of(containers.begin(), containers.end(), [&, &podId = id](const auto &container) {
            return topology.containers.at(container).pod == podId;
        });
        entries.push_back({QString::fromStdString(pod.name),
                           {},
                           QString::fromStdString(id),
                           QStringLiteral("pod"),
                           isThere ? tr("is there already") : QString()});
    }
    if (containers.size() == 1) {
        entries.push_back({tr("A pod of its own"), {}, ownPod, QStringLiteral("plus"), {}});
    }
    auto *picker = new FuzzyPicker(tr("Move to…"), std::move(entries), this);
    picker->taken = [this, containers](const QString &key) {
        if (key != ownPod) {
            moveContainers(containers, key.toStdString());
            return;
        }
        const auto &now = m_document.topology();
        const auto container = now.containers.find(containers.front());
        const auto pod = container == now.containers.end() ? now.pods.end() : now.pods.find(container->second.pod);
        if (pod != now.pods.end()) {
            const auto place = pod->second.position;
            push(moveToNewPod(now, containers.front(), {place.x + 280, place.y}), containers.front());
        }
    };
    picker->open(pickerPlace());
}

void OutlinePanel::moveContainers(const std::vector<ElementId> &containers, const ElementId &pod)
{
    EditChain chain(m_document.topology());
    for (const auto &id : containers) {
        chain.add(moveToPod(chain.now(), id, pod));
    }
    auto edit = std::move(chain).finish(QT_TRANSLATE_NOOP("phrase", "Move to another pod"));
    push(std::move(edit), containers.size() == 1 ? containers.front() : ElementId());
}

void OutlinePanel::askLinkTarget()
{
    const auto *row = currentItem();
    const auto port = row == nullptr ? QString() : row->data(0, outline::portRole).toString();
    const auto container = port.isEmpty() ? m_selection.single() : port.section(QLatin1Char('/'), 0, 0).toStdString();
    const auto &topology = m_document.topology();
    const auto *kind = topology.containers.contains(container) ? kindOf(topology, container) : nullptr;
    if (kind == nullptr || m_document.isReadOnly()) {
        return;
    }
    std::vector<PickerEntry> entries;
    for (const auto &own : kind->ports) {
        if (!port.isEmpty() && own.name != port.section(QLatin1Char('/'), 1).toStdString()) {
            continue;
        }
        for (const auto &[id, other] : topology.containers) {
            if (id == container) {
                continue;
            }
            auto entry =
                linkEntry(topology, {container, own.name}, other, topology.containers.size() <= mostCheckedTargets);
            entries.push_back(std::move(entry));
        }
    }
    auto anew = newLinkedEntries(topology, container, port.section(QLatin1Char('/'), 1).toStdString());
    std::ranges::move(anew, std::back_inserter(entries));
    auto *picker = new FuzzyPicker(tr("Link with…"), std::move(entries), this);
    picker->taken = [this, container](const QString &key) {
        const auto &now = m_document.topology();
        if (isNewLinkedKey(key)) {
            ElementId created;
            auto edit = addLinkedBeside(now, container, key, &created);
            push(std::move(edit), created);
            return;
        }
        const Endpoint end{container, key.section(QLatin1Char('/'), 0, 0).toStdString()};
        const auto other = key.section(QLatin1Char('/'), 1).toStdString();
        std::string reason;
        const auto fitting = fittingPort(now, end, other, &reason);
        if (!fitting) {
            Q_EMIT refused(QString::fromStdString(reason));
            return;
        }
        const auto ends = inOrder(now, end, {other, *fitting});
        ElementId id;
        auto edit = bayplan::connect(now, ends.from, ends.to, &id);
        push(std::move(edit), id);
    };
    picker->open(pickerPlace());
}

void OutlinePanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Insert && event->modifiers() == Qt::NoModifier) {
        askKindToAdd();
        return;
    }
    QTreeWidget::keyPressEvent(event);
}

void OutlinePanel::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    auto *item = isByKey ? currentItem() : itemAt(event->pos());
    if (item == nullptr) {
        return;
    }
    if (!item->isSelected() && item->flags().testFlag(Qt::ItemIsSelectable)) {
        setCurrentItem(item);
    }
    const bool isWritable = !m_document.isReadOnly();
    const bool isContainer = !selectedContainers().empty();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const char *name, const QString &text, const char *icon, bool isEnabled, auto slot) {
        auto *action = menu->addAction(themedIcon(QLatin1String(icon)), text, this, slot);
        action->setObjectName(QLatin1String(name));
        action->setEnabled(isWritable && isEnabled);
        return action;
    };
    add("outline.add", tr("&Add a container…"), "plus", !podOfRow(item).empty(), [this] {
        askKindToAdd();
    })->setShortcut(Qt::Key_Insert);
    add("outline.link", tr("&Link…"), "link",
        (isContainer && !m_selection.single().empty()) || item->data(0, outline::portRole).isValid(),
        [this] { askLinkTarget(); });
    add("outline.move", tr("&Move to…"), "pod", isContainer, [this] { askPodToMoveTo(); });
    menu->addSeparator();
    add("outline.rename", tr("&Rename"), "rename", item->flags().testFlag(Qt::ItemIsEditable), [this] {
        renameSelected();
    })->setShortcut(Qt::Key_F2);
    add("outline.delete", tr("&Delete"), "delete", !m_selection.ids().empty(), [this] {
        const auto &topology = m_document.topology();
        m_document.push(removeElements(topology, withEmptied(topology, m_selection.ids())));
    })->setShortcut(QKeySequence::Delete);
    menu->popup(isByKey ? pickerPlace() : event->globalPos());
}

// ---- by drag ----

QStringList OutlinePanel::mimeTypes() const
{
    return {containersMimeType, drawnMimeType};
}

QMimeData *OutlinePanel::mimeData(const QList<QTreeWidgetItem *> &items) const
{
    QStringList containers, drawn;
    const auto &topology = m_document.topology();
    for (const auto *item : items) {
        const auto key = outline::keyOf(item);
        const auto id = key.toStdString();
        if (topology.containers.contains(id)) {
            containers << key;
        } else if (topology.pods.contains(id) || topology.notes.contains(id) || topology.groups.contains(id)) {
            drawn << key;
        }
    }
    if ((containers.isEmpty() && drawn.isEmpty()) || m_document.isReadOnly()) {
        return nullptr;
    }
    auto *data = new QMimeData;
    // Containers go to pods, all else to groups: what is of both sorts goes as containers.
    const bool areContainers = !containers.isEmpty();
    data->setData(areContainers ? containersMimeType : drawnMimeType,
                  (areContainers ? containers : drawn).join(QLatin1Char('\n')).toUtf8());
    return data;
}

void OutlinePanel::dragEnterEvent(QDragEnterEvent *event)
{
    event->setAccepted(event->mimeData()->hasFormat(containersMimeType) ||
                       event->mimeData()->hasFormat(drawnMimeType));
}

ElementId OutlinePanel::groupOfRow(const QTreeWidgetItem *item) const
{
    while (item != nullptr && outline::rankOf(item) != outline::GroupRank) {
        item = item->parent();
    }
    return item == nullptr ? ElementId() : outline::idOf(item);
}

std::vector<ElementId> OutlinePanel::draggedHere(const QMimeData &data, const QString &type) const
{
    std::vector<ElementId> ids;
    for (const auto &key : QString::fromUtf8(data.data(type)).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        if (contains(m_document.topology(), key.toStdString())) { // else of another window
            ids.push_back(key.toStdString());
        }
    }
    return ids;
}

void OutlinePanel::dragMoveEvent(QDragMoveEvent *event)
{
    QTreeWidget::dragMoveEvent(event); // scrolls at the edges and opens what is hovered over
    auto *row = itemAt(event->position().toPoint());
    const bool isDrawn = event->mimeData()->hasFormat(drawnMimeType);
    const auto target = isDrawn ? groupOfRow(row) : podOfRow(row);
    markDrop(target.empty() ? nullptr : m_items.at(target));
    // A copy as far as Qt is concerned: after a move it would remove the dragged rows by itself.
    event->setDropAction(Qt::CopyAction);
    event->setAccepted(isDrawn || !target.empty());
}

void OutlinePanel::dragLeaveEvent(QDragLeaveEvent *event)
{
    markDrop(nullptr);
    QTreeWidget::dragLeaveEvent(event);
}

void OutlinePanel::dropEvent(QDropEvent *event)
{
    markDrop(nullptr);
    stopAutoScroll();
    setState(NoState);
    const auto *row = itemAt(event->position().toPoint());
    const auto containers = draggedHere(*event->mimeData(), containersMimeType);
    const auto drawn = draggedHere(*event->mimeData(), drawnMimeType);
    const auto pod = podOfRow(row);
    event->setDropAction(Qt::CopyAction);
    event->setAccepted(!drawn.empty() || (!containers.empty() && !pod.empty()));
    if (!drawn.empty()) {
        push(moveToGroup(m_document.topology(), {drawn.begin(), drawn.end()}, groupOfRow(row)),
             drawn.size() == 1 ? drawn.front() : ElementId());
    } else if (event->isAccepted()) {
        moveContainers(containers, pod);
    }
}

void OutlinePanel::markDrop(QTreeWidgetItem *item)
{
    const QScopedValueRollback guard(m_busy, true);
    if (m_dropRow != nullptr) {
        m_dropRow->setBackground(0, {});
    }
    m_dropRow = item;
    if (m_dropRow != nullptr) {
        auto colour = colours().accent;
        colour.setAlphaF(0.3F);
        m_dropRow->setBackground(0, colour);
    }
}

} // namespace bayplan
