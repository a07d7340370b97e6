// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/outline_panel.h"

#include "app/desktop/element_facts.h"
#include "app/desktop/icons.h"
#include "app/desktop/outline_rows.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/sentences.h"
#include "app/desktop/theme.h"

#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <map>
#include <vector>

namespace bayplan {

namespace {

/// In larger documents ports are shown when they are asked for.
constexpr std::size_t mostOpenContainers = 300;

} // namespace

OutlinePanel::OutlinePanel(DocumentSession &document, Selection &selection, QWidget *parent)
    : QTreeWidget(parent), m_document(document), m_selection(selection)
{
    setObjectName(QStringLiteral("outline"));
    setAccessibleName(tr("Outline"));
    setHeaderHidden(true);
    setFrameShape(NoFrame);
    setIndentation(14);
    setIconSize(QSize(16, 16));
    setUniformRowHeights(true);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(EditKeyPressed);
    setDragEnabled(true);
    setAcceptDrops(true);
    setDropIndicatorShown(false);
    m_refillTimer.setSingleShot(true);
    m_refillTimer.setInterval(0);
    connect(&m_refillTimer, &QTimer::timeout, this, &OutlinePanel::followChanges);
    connect(&m_document, &DocumentSession::changed, this, [this](const std::set<ElementId> &ids) {
        if (m_document.isLayoutChange()) {
            return;
        }
        m_touched.insert(ids.begin(), ids.end());
        m_refillTimer.start();
    });
    connect(&m_document, &DocumentSession::reset, this, &OutlinePanel::refill);
    connect(&Theme::instance(), &Theme::changed, this, &OutlinePanel::refill);
    connect(&m_selection, &Selection::changed, this, &OutlinePanel::takeSelection);
    connect(this, &QTreeWidget::itemSelectionChanged, this, &OutlinePanel::giveSelection);
    connect(this, &QTreeWidget::itemChanged, this, &OutlinePanel::takeName);
    connect(this, &QTreeWidget::itemCollapsed, this, [this](QTreeWidgetItem *item) {
        m_closed.insert(outline::keyOf(item));
        m_opened.erase(outline::keyOf(item));
    });
    connect(this, &QTreeWidget::itemExpanded, this, [this](QTreeWidgetItem *item) {
        m_closed.erase(outline::keyOf(item));
        const auto id = outline::idOf(item);
        if (item->childCount() == 0 && m_document.topology().containers.contains(id)) {
            m_opened.insert(outline::keyOf(item));
            const QScopedValueRollback guard(m_busy, true);
            fillPorts(id);
        }
    });
    refill();
}

// ---- the whole tree ----

QTreeWidgetItem *OutlinePanel::addItem(QTreeWidgetItem *parent, const ElementId &id, const QString &text,
                                       const QString &icon, bool named)
{
    auto *item = parent == nullptr ? new QTreeWidgetItem(this) : new QTreeWidgetItem(parent);
    item->setText(0, text);
    item->setIcon(0, themedIcon(icon));
    item->setData(0, outline::idRole, QString::fromStdString(id));
    if (named && !m_document.isReadOnly()) {
        item->setFlags(item->flags() | Qt::ItemIsEditable);
    }
    m_items[id] = item;
    return item;
}

QTreeWidgetItem *OutlinePanel::addHeading(const QString &title, const QString &key)
{
    auto *item = new QTreeWidgetItem(this, {title});
    item->setData(0, outline::idRole, key);
    item->setFlags(Qt::ItemIsEnabled);
    auto font = item->font(0);
    font.setBold(true);
    item->setFont(0, font);
    return item;
}

/// Of a group, a pod, or a note in a group.
QTreeWidgetItem *OutlinePanel::addDrawn(QTreeWidgetItem *parent, const ElementId &id)
{
    const auto &topology = m_document.topology();
    const bool isGroup = topology.groups.contains(id);
    const bool isNote = topology.notes.contains(id);
    auto *item = addItem(parent, id, isNote ? nameOf(topology, id) : ownNameOf(topology, id),
                         isGroup  ? QStringLiteral("group")
                         : isNote ? QStringLiteral("note")
                                  : QStringLiteral("pod"),
                         !isNote);
    item->setData(0, outline::rankRole, isGroup ? outline::GroupRank : isNote ? outline::NoteRank : outline::PodRank);
    return item;
}

/// A group that is wrongly within itself counts as in none.
void OutlinePanel::indexGroups()
{
    m_groupOf.clear();
    for (const auto &[id, group] : m_document.topology().groups) {
        for (const auto &member : group.members) {
            auto around = id;
            while (around != member && m_groupOf.contains(around)) {
                around = m_groupOf.at(around);
            }
            if (around != member) {
                m_groupOf.emplace(member, id);
            }
        }
    }
}

void OutlinePanel::fillGroup(QTreeWidgetItem *parent, const std::vector<ElementId> &members)
{
    const auto &topology = m_document.topology();
    for (const auto &id : members) {
        if (const auto group = topology.groups.find(id); group != topology.groups.end()) {
            auto inside = group->second.members;
            std::erase_if(inside, [&](const auto &member) {
                const auto around = m_groupOf.find(member);
                return around == m_groupOf.end() || around->second != id;
            });
            std::sort(inside.begin(), inside.end());
            fillGroup(addDrawn(parent, id), inside);
        }
    }
    for (const auto &id : members) {
        if (topology.pods.contains(id)) {
            addDrawn(parent, id);
        }
    }
    for (const auto &id : members) {
        if (topology.notes.contains(id)) {
            addDrawn(parent, id);
        }
    }
}

void OutlinePanel::fillDrawing()
{
    const auto &topology = m_document.topology();
    m_linksOf.clear();
    m_endsOf.clear();
    for (const auto &[id, link] : topology.links) {
        indexLink(id, link);
    }
    indexGroups();
    std::vector<ElementId> outermost;
    for (const auto &[id, group] : topology.groups) {
        outermost.push_back(id);
    }
    for (const auto &[id, pod] : topology.pods) {
        outermost.push_back(id);
    }
    std::erase_if(outermost, [this](const auto &id) { return m_groupOf.contains(id); });
    fillGroup(nullptr, outermost);
    for (const auto &[id, container] : topology.containers) {
        if (const auto pod = m_items.find(container.pod); pod != m_items.end()) {
            auto *item =
                addItem(pod->second, id, QString::fromStdString(container.name), outline::iconOf(container), true);
            item->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
        }
    }
    for (const auto &[id, pod] : topology.pods) {
        if (!pod.cards.empty()) {
            orderCards(id);
        }
    }
    m_drawnCount = topLevelItemCount();
}

void OutlinePanel::fillRest()
{
    const auto &topology = m_document.topology();
    if (!topology.volumes.empty()) {
        auto *group = addHeading(tr("Volumes"), QStringLiteral("#volumes"));
        for (const auto &[id, volume] : topology.volumes) {
            addItem(group, id, QString::fromStdString(volume.name), QStringLiteral("volume"), true);
        }
    }
    if (!topology.faults.empty()) {
        auto *group = addHeading(tr("Faults"), QStringLiteral("#faults"));
        for (const auto &[id, fault] : topology.faults) {
            const auto *kind = kindOf(topology, id);
            const auto at = kind == nullptr ? QString()
                                            : QString::fromStdString(ParamReader(*kind, fault.params).text("at")) +
                                                  QStringLiteral("  ");
            addItem(group, id, at + nameOf(topology, id), QStringLiteral("fault"), false);
        }
    }
    if (!topology.assertions.empty()) {
        auto *group = addHeading(tr("Expectations"), QStringLiteral("#assertions"));
        for (const auto &[id, assertion] : topology.assertions) {
            addItem(group, id, QString::fromStdString(assertion.text), QStringLiteral("assertion"), false);
        }
    }
    QTreeWidgetItem *notes = nullptr;
    for (const auto &[id, note] : topology.notes) {
        if (!m_groupOf.contains(id)) {
            notes = notes == nullptr ? addHeading(tr("Notes"), QStringLiteral("#notes")) : notes;
            addItem(notes, id, nameOf(topology, id), QStringLiteral("note"), false);
        }
    }
}

bool OutlinePanel::isOpen(const ElementId &container) const
{
    const auto key = QString::fromStdString(container);
    return !m_closed.contains(key) &&
           (m_opened.contains(key) || m_document.topology().containers.size() <= mostOpenContainers);
}

/// The item and what is below it, but for what a person has closed.
void OutlinePanel::expandAll(QTreeWidgetItem *item)
{
    const auto id = outline::idOf(item);
    if (m_document.topology().containers.contains(id)) {
        if (isOpen(id)) {
            fillPorts(id);
            item->setExpanded(true);
        }
        return;
    }
    for (int i = 0; i < item->childCount(); ++i) {
        expandAll(item->child(i));
    }
    item->setExpanded(!m_closed.contains(outline::keyOf(item)));
}

void OutlinePanel::refill()
{
    m_refillTimer.stop();
    m_touched.clear();
    {
        const QScopedValueRollback guard(m_busy, true);
        const int at = verticalScrollBar()->value();
        m_items.clear();
        m_dropRow = nullptr;
        clear();
        fillDrawing();
        fillRest();
        for (int i = 0; i < topLevelItemCount(); ++i) {
            expandAll(topLevelItem(i));
        }
        verticalScrollBar()->setValue(at);
    }
    takeSelection();
}

// ---- ports ----

void OutlinePanel::indexLink(const ElementId &id, const Link &link)
{
    m_endsOf[id] = {link.from.container, link.to.container};
    m_linksOf[link.from.container].insert(id);
    m_linksOf[link.to.container].insert(id);
}

void OutlinePanel::fillPorts(const ElementId &container)
{
    const auto &topology = m_document.topology();
    const auto found = m_items.find(container);
    const auto *kind = kindOf(topology, container);
    if (found == m_items.end()) {
        return;
    }
    while (found->second->childCount() > 0) {
        removeItem(found->second->child(0));
    }
    std::map<std::pair<std::string, bool>, std::vector<ElementId>> links; ///< by port, and whether they begin there
    for (const auto &id : m_linksOf[container]) {
        const auto &link = topology.links.at(id);
        if (link.from.container == container) {
            links[{link.from.port, true}].push_back(id);
        }
        if (link.to.container == container) {
            links[{link.to.port, false}].push_back(id);
        }
    }
    for (const auto &port : kind == nullptr ? std::vector<PortInfo>() : kind->ports) {
        const bool isOut = port.direction == Direction::Out;
        addPortRows(found->second, {container, port.name}, isOut, links[{port.name, isOut}]);
        links.erase({port.name, isOut});
    }
    for (const auto &[port, ids] : links) {
        if (!ids.empty()) {
            addPortRows(found->second, {container, port.first}, port.second, ids); // a port that the kind lacks
        }
    }
}

void OutlinePanel::addPortRows(QTreeWidgetItem *item, const Endpoint &end, bool isOut,
                               const std::vector<ElementId> &links)
{
    const auto &topology = m_document.topology();
    const auto port = QString::fromStdString(end.port);
    const auto endText = QString::fromStdString(end.container + '/' + end.port);
    for (const auto &id : links) {
        const auto &link = topology.links.at(id);
        auto *row = new QTreeWidgetItem(item);
        row->setText(0, isOut ? tr("%1 → %2").arg(port, nameOf(topology, link.to.container))
                              : tr("%1 ← %2").arg(port, nameOf(topology, link.from.container)));
        row->setToolTip(0, plainTip(row->text(0)));
        row->setIcon(0, themedIcon(QStringLiteral("link")));
        row->setData(0, outline::idRole, QString::fromStdString(id));
        row->setData(0, outline::portRole, endText);
        if (isOut) {
            m_items[id] = row; // at its other end the link is shown, and selected there from here
        }
    }
    if (links.empty()) {
        auto *row = new QTreeWidgetItem(item, {port});
        row->setForeground(0, colours().dimText);
        row->setToolTip(0, tr("The port %1 is not linked.").arg(port));
        row->setData(0, outline::portRole, endText);
    }
}

// ---- selection and names ----

void OutlinePanel::takeSelection()
{
    if (m_busy) {
        return;
    }
    const QScopedValueRollback guard(m_busy, true);
    const auto &ids = m_selection.ids();
    for (auto *item : selectedItems()) {
        const bool isPort = item->data(0, outline::portRole).isValid() && outline::keyOf(item).isEmpty();
        const auto id = isPort ? outline::idOf(item->parent()) : outline::idOf(item);
        if (!ids.contains(id)) {
            item->setSelected(false);
        }
    }
    const auto single = m_endsOf.find(m_selection.single());
    if (single != m_endsOf.end() && !m_items.contains(single->first)) {
        fillPorts(single->second.first); // its container was never opened
    }
    QTreeWidgetItem *first = nullptr;
    for (const auto &id : ids) {
        const auto found = m_items.find(id);
        if (found != m_items.end()) {
            found->second->setSelected(true);
            first = first == nullptr ? found->second : first;
        }
    }
    if (first != nullptr && !hasFocus()) {
        scrollToItem(first);
        setCurrentItem(first, 0, QItemSelectionModel::NoUpdate);
    }
}

void OutlinePanel::giveSelection()
{
    if (m_busy) {
        return;
    }
    const QScopedValueRollback guard(m_busy, true);
    std::set<ElementId> ids;
    for (const auto *item : selectedItems()) {
        const bool isPort = outline::keyOf(item).isEmpty() && item->parent() != nullptr;
        ids.insert(outline::idOf(isPort ? item->parent() : item));
    }
    m_selection.set(ids);
    if (ids.size() == 1) {
        Q_EMIT m_selection.shown(*ids.begin(), {});
    }
}

void OutlinePanel::takeName(QTreeWidgetItem *item)
{
    if (m_busy) {
        return;
    }
    const auto id = outline::idOf(item);
    if (item->text(0) == ownNameOf(m_document.topology(), id)) {
        return;
    }
    auto edit = rename(m_document.topology(), id, item->text(0).toStdString());
    if (edit) {
        m_document.push(std::move(*edit));
        return;
    }
    const QScopedValueRollback guard(m_busy, true);
    item->setText(0, ownNameOf(m_document.topology(), id));
    Q_EMIT refused(translated(messageOf(edit.error())));
}

void OutlinePanel::renameSelected()
{
    const auto found = m_items.find(m_selection.single());
    if (found != m_items.end() && found->second->flags().testFlag(Qt::ItemIsEditable)) {
        setCurrentItem(found->second);
        editItem(found->second);
    }
}

} // namespace bayplan
