// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/outline_panel.h"

#include "app/desktop/element_facts.h"
#include "app/desktop/icons.h"

#include <QScopedValueRollback>
#include <QScrollBar>

#include <map>
#include <vector>

namespace bayplan {

namespace {

constexpr int idRole = Qt::UserRole;

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
    setSelectionMode(ExtendedSelection);
    setEditTriggers(EditKeyPressed);
    m_refillTimer.setSingleShot(true);
    m_refillTimer.setInterval(0);
    connect(&m_refillTimer, &QTimer::timeout, this, &OutlinePanel::refill);
    connect(&m_document, &DocumentSession::changed, this, [this] {
        if (!m_document.isLayoutChange()) {
            m_refillTimer.start();
        }
    });
    connect(&m_document, &DocumentSession::reset, this, &OutlinePanel::refill);
    connect(&m_selection, &Selection::changed, this, &OutlinePanel::takeSelection);
    connect(this, &QTreeWidget::itemSelectionChanged, this, &OutlinePanel::giveSelection);
    connect(this, &QTreeWidget::itemChanged, this, &OutlinePanel::takeName);
    connect(this, &QTreeWidget::itemCollapsed, this,
            [this](QTreeWidgetItem *item) { m_closed.insert(item->data(0, idRole).toString()); });
    connect(this, &QTreeWidget::itemExpanded, this,
            [this](QTreeWidgetItem *item) { m_closed.erase(item->data(0, idRole).toString()); });
    refill();
}

QTreeWidgetItem *OutlinePanel::addItem(QTreeWidgetItem *parent, const ElementId &id, const QString &text,
                                       const QString &icon, bool named)
{
    auto *item = parent == nullptr ? new QTreeWidgetItem(this) : new QTreeWidgetItem(parent);
    item->setText(0, text);
    item->setIcon(0, themedIcon(icon));
    item->setData(0, idRole, QString::fromStdString(id));
    if (named && !m_document.isReadOnly()) {
        item->setFlags(item->flags() | Qt::ItemIsEditable);
    }
    m_items[id] = item;
    return item;
}

QTreeWidgetItem *OutlinePanel::addGroup(const QString &title, const QString &key)
{
    auto *item = new QTreeWidgetItem(this, {title});
    item->setData(0, idRole, key);
    item->setFlags(Qt::ItemIsEnabled);
    auto font = item->font(0);
    font.setBold(true);
    item->setFont(0, font);
    return item;
}

void OutlinePanel::fillPods()
{
    const auto &topology = m_document.topology();
    std::map<ElementId, std::vector<const Container *>> members; // gathered once: a search for each takes too long
    for (const auto &[id, container] : topology.containers) {
        members[container.pod].push_back(&container);
    }
    std::map<ElementId, std::vector<const Link *>> calls;
    for (const auto &[id, link] : topology.links) {
        calls[link.from.container].push_back(&link);
    }
    for (const auto &[podId, pod] : topology.pods) {
        auto *podItem = addItem(nullptr, podId, QString::fromStdString(pod.name), QStringLiteral("pod"), true);
        for (const auto *container : members[podId]) {
            const auto *kind = findKind(container->kind);
            const auto icon = kind == nullptr ? QStringLiteral("container") : QString::fromStdString(kind->icon);
            auto *item = addItem(podItem, container->id, QString::fromStdString(container->name), icon, true);
            for (const auto *link : calls[container->id]) {
                const auto target = nameOf(topology, link->to.container);
                addItem(item, link->id, tr("%1 → %2").arg(QString::fromStdString(link->from.port), target),
                        QStringLiteral("link"), false);
            }
        }
    }
}

void OutlinePanel::fillRest()
{
    const auto &topology = m_document.topology();
    if (!topology.volumes.empty()) {
        auto *group = addGroup(tr("Volumes"), QStringLiteral("#volumes"));
        for (const auto &[id, volume] : topology.volumes) {
            addItem(group, id, QString::fromStdString(volume.name), QStringLiteral("volume"), true);
        }
    }
    if (!topology.faults.empty()) {
        auto *group = addGroup(tr("Faults"), QStringLiteral("#faults"));
        for (const auto &[id, fault] : topology.faults) {
            const auto *kind = kindOf(topology, id);
            const auto at = kind == nullptr ? QString()
                                            : QString::fromStdString(ParamReader(*kind, fault.params).text("at")) +
                                                  QStringLiteral("  ");
            addItem(group, id, at + nameOf(topology, id), QStringLiteral("fault"), false);
        }
    }
    if (!topology.assertions.empty()) {
        auto *group = addGroup(tr("Expectations"), QStringLiteral("#assertions"));
        for (const auto &[id, assertion] : topology.assertions) {
            addItem(group, id, QString::fromStdString(assertion.text), QStringLiteral("assertion"), false);
        }
    }
    if (!topology.notes.empty()) {
        auto *group = addGroup(tr("Notes"), QStringLiteral("#notes"));
        for (const auto &[id, note] : topology.notes) {
            addItem(group, id, nameOf(topology, id), QStringLiteral("note"), false);
        }
    }
}

void OutlinePanel::refill()
{
    m_refillTimer.stop();
    if (state() == EditingState) {
        m_refillTimer.start(200);
        return;
    }
    {
        const QScopedValueRollback guard(m_busy, true);
        const int at = verticalScrollBar()->value();
        m_items.clear();
        clear();
        fillPods();
        fillRest();
        for (QTreeWidgetItemIterator it(this); *it != nullptr; ++it) {
            (*it)->setExpanded(!m_closed.contains((*it)->data(0, idRole).toString()));
        }
        verticalScrollBar()->setValue(at);
    }
    takeSelection();
}

void OutlinePanel::takeSelection()
{
    if (m_busy) {
        return;
    }
    const QScopedValueRollback guard(m_busy, true);
    QTreeWidgetItem *first = nullptr;
    for (const auto &[id, item] : m_items) {
        const bool wanted = m_selection.ids().contains(id);
        if (item->isSelected() != wanted) {
            item->setSelected(wanted);
        }
        if (wanted && first == nullptr) {
            first = item;
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
        ids.insert(item->data(0, idRole).toString().toStdString());
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
    const auto id = item->data(0, idRole).toString().toStdString();
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
    Q_EMIT refused(QString::fromStdString(edit.error().message));
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
