// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/palette_panel.h"

#include "app/desktop/canvas_edits.h"
#include "app/desktop/canvas_scene.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/fuzzy_picker.h"
#include "app/desktop/icons.h"
#include "app/desktop/welcome_page.h"

#include <QDrag>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QVBoxLayout>

namespace bayplan {

namespace {

bool hasKey(const QTreeWidgetItem &item, int role)
{
    return !item.data(0, role).toString().isEmpty();
}

QTreeWidgetItem *paletteEntry(QTreeWidgetItem *parent, const QString &title, const QString &icon, int role,
                              const QString &key, const QStringList &help)
{
    auto *item = new QTreeWidgetItem(parent, {title});
    item->setIcon(0, themedIcon(icon));
    item->setData(0, role, key);
    auto tip = QStringLiteral("<p><b>%1</b></p>").arg(title.toHtmlEscaped());
    for (const auto &line : help) {
        tip += QStringLiteral("<p style='margin: 2px 0'>%1</p>").arg(line.toHtmlEscaped());
    }
    item->setToolTip(0, tip);
    item->setData(0, Qt::AccessibleDescriptionRole, help.join(QLatin1Char(' ')));
    return item;
}

} // namespace

PaletteTree::PaletteTree(QWidget *parent) : QTreeWidget(parent)
{
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Palette"));
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(8);
    setIconSize(QSize(20, 20));
    setDragEnabled(true);
    setDragDropMode(DragOnly);
    setFrameShape(NoFrame);
    setExpandsOnDoubleClick(false);
    setUniformRowHeights(true);
    setStyleSheet(QStringLiteral("QTreeView::item { padding: 3px 0; }"));
}

QStringList PaletteTree::mimeTypes() const
{
    return {kindMimeType, recipeMimeType};
}

QMimeData *PaletteTree::mimeData(const QList<QTreeWidgetItem *> &items) const
{
    auto *data = new QMimeData;
    if (!items.isEmpty()) {
        const auto &item = *items.front();
        if (hasKey(item, recipeRole)) {
            data->setData(recipeMimeType, item.data(0, recipeRole).toByteArray());
        } else {
            data->setData(kindMimeType, item.data(0, Qt::UserRole).toByteArray());
        }
        data->setText(item.text(0));
    }
    return data;
}

void PaletteTree::startDrag(Qt::DropActions)
{
    auto *item = currentItem();
    if (item == nullptr || !(hasKey(*item, Qt::UserRole) || hasKey(*item, recipeRole))) {
        return;
    }
    auto *drag = new QDrag(this);
    drag->setMimeData(mimeData({item}));
    drag->setPixmap(item->icon(0).pixmap(32, 32));
    drag->setHotSpot(QPoint(16, 16));
    drag->exec(Qt::CopyAction);
}

PalettePanel::PalettePanel(QWidget *parent)
    : QWidget(parent), m_filter(new QLineEdit(this)), m_tree(new PaletteTree(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 6);
    column->setSpacing(6);
    column->addWidget(m_filter);
    column->addWidget(m_tree);
    m_filter->setObjectName(QStringLiteral("paletteFilter"));
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the palette"));
    m_filter->setClearButtonEnabled(true);
    connect(m_filter, &QLineEdit::textChanged, this, &PalettePanel::filter);
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        for (QTreeWidgetItemIterator it(m_tree, QTreeWidgetItemIterator::NotHidden); *it != nullptr; ++it) {
            if ((*it)->parent() != nullptr) {
                activate(**it);
                return;
            }
        }
    });
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) { activate(*item); });
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tree, &QTreeWidget::customContextMenuRequested, this, &PalettePanel::showMenu);
    fill();
}

void PalettePanel::fill()
{
    const auto group = [&](const QString &title) {
        auto *item = new QTreeWidgetItem(m_tree, {title});
        item->setFlags(Qt::ItemIsEnabled);
        auto font = item->font(0);
        font.setBold(true);
        item->setFont(0, font);
        item->setExpanded(true);
        return item;
    };
    auto *containers = group(tr("Containers"));
    auto *patterns = group(tr("Patterns"));
    auto *parts = group(tr("Parts of patterns"));
    auto *drawing = group(tr("Drawing"));
    for (const auto *kind : placeableKinds()) {
        paletteEntry(kind->group == KindGroup::Patterns ? parts : containers, catalogText(kind->title),
                     QString::fromStdString(kind->icon), Qt::UserRole, QString::fromStdString(kind->key),
                     {catalogText(kind->help)});
    }
    fillPatterns(patterns);
    const auto *pod = findKind("pod");
    paletteEntry(drawing, catalogText(pod->title), QString::fromStdString(pod->icon), Qt::UserRole,
                 QStringLiteral("pod"), {catalogText(pod->help)});
    paletteEntry(drawing, tr("Note"), QStringLiteral("note"), Qt::UserRole, QStringLiteral("note"),
                 {tr("A text on the canvas; Markdown is understood.")});
    fillTemplates(group(tr("Templates")));
}

void PalettePanel::fillPatterns(QTreeWidgetItem *group)
{
    for (const auto &recipe : patternRecipes()) {
        QStringList words;
        for (const auto &line : recipe.words) {
            words << catalogText(line);
        }
        paletteEntry(group, catalogText(recipe.title), QString::fromStdString(recipe.icon), recipeRole,
                     QString::fromStdString(recipe.key), words);
    }
}

void PalettePanel::fillTemplates(QTreeWidgetItem *group)
{
    for (const auto &info : examples()) {
        auto lines = info.lookAt;
        lines.push_front(info.description);
        paletteEntry(group, info.title, QStringLiteral("document"), templateRole, info.name, lines);
    }
}

void PalettePanel::activate(const QTreeWidgetItem &item)
{
    if (hasKey(item, recipeRole)) {
        Q_EMIT patternWanted(item.data(0, recipeRole).toString(), true);
    } else if (hasKey(item, templateRole)) {
        Q_EMIT templateWanted(item.data(0, templateRole).toString());
    } else if (hasKey(item, Qt::UserRole)) {
        Q_EMIT placeWanted(item.data(0, Qt::UserRole).toString());
    }
}

void PalettePanel::showMenu(QPoint position)
{
    const auto *item = m_tree->itemAt(position);
    if (item == nullptr || item->parent() == nullptr) {
        return;
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (hasKey(*item, recipeRole)) {
        const auto key = item->data(0, recipeRole).toString();
        menu->addAction(themedIcon(QStringLiteral("plus")), tr("Create with settings…"), this,
                        [this, key] { Q_EMIT patternWanted(key, true); });
        menu->addAction(tr("Create with the defaults"), this, [this, key] { Q_EMIT patternWanted(key, false); });
    } else if (hasKey(*item, templateRole)) {
        const auto name = item->data(0, templateRole).toString();
        menu->addAction(themedIcon(QStringLiteral("open")), tr("Open as a new drawing"), this,
                        [this, name] { Q_EMIT templateWanted(name); });
    } else {
        const auto kind = item->data(0, Qt::UserRole).toString();
        menu->addAction(themedIcon(QStringLiteral("plus")), tr("Add to the drawing"), this,
                        [this, kind] { Q_EMIT placeWanted(kind); });
    }
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

void PalettePanel::filter()
{
    const auto pattern = m_filter->text();
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        auto *group = m_tree->topLevelItem(i);
        bool any = false;
        for (int j = 0; j < group->childCount(); ++j) {
            auto *item = group->child(j);
            const bool matches = fuzzyScore(pattern, item->text(0)) >= 0 ||
                                 item->data(0, Qt::UserRole).toString().contains(pattern, Qt::CaseInsensitive) ||
                                 item->data(0, recipeRole).toString().contains(pattern, Qt::CaseInsensitive);
            item->setHidden(!matches);
            any = any || matches;
        }
        group->setHidden(!any);
    }
}

void PalettePanel::focusFilter()
{
    m_filter->setFocus();
    m_filter->selectAll();
}

} // namespace bayplan
