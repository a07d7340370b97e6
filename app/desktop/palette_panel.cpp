// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/palette_panel.h"

#include "app/desktop/canvas_edits.h"
#include "app/desktop/canvas_scene.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/fuzzy_picker.h"
#include "app/desktop/icons.h"

#include <QDrag>
#include <QHeaderView>
#include <QLineEdit>
#include <QMimeData>
#include <QVBoxLayout>

namespace bayplan {

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
    return {kindMimeType};
}

QMimeData *PaletteTree::mimeData(const QList<QTreeWidgetItem *> &items) const
{
    auto *data = new QMimeData;
    if (!items.isEmpty()) {
        data->setData(kindMimeType, items.front()->data(0, Qt::UserRole).toByteArray());
        data->setText(items.front()->text(0));
    }
    return data;
}

void PaletteTree::startDrag(Qt::DropActions)
{
    auto *item = currentItem();
    if (item == nullptr || item->data(0, Qt::UserRole).toString().isEmpty()) {
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
            if (!(*it)->data(0, Qt::UserRole).toString().isEmpty()) {
                Q_EMIT placeWanted((*it)->data(0, Qt::UserRole).toString());
                return;
            }
        }
    });
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        const auto kind = item->data(0, Qt::UserRole).toString();
        if (!kind.isEmpty()) {
            Q_EMIT placeWanted(kind);
        }
    });
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
    const auto entry = [](QTreeWidgetItem *parent, const QString &title, const QString &icon, const QString &key,
                          const QString &help) {
        auto *item = new QTreeWidgetItem(parent, {title});
        item->setIcon(0, themedIcon(icon));
        item->setData(0, Qt::UserRole, key);
        item->setToolTip(0,
                         QStringLiteral("<p><b>%1</b></p><p>%2</p>").arg(title.toHtmlEscaped(), help.toHtmlEscaped()));
        item->setData(0, Qt::AccessibleDescriptionRole, help);
    };
    auto *containers = group(tr("Containers"));
    auto *patterns = group(tr("Patterns"));
    auto *drawing = group(tr("Drawing"));
    for (const auto *kind : placeableKinds()) {
        entry(kind->group == KindGroup::Patterns ? patterns : containers, catalogText(kind->title),
              QString::fromStdString(kind->icon), QString::fromStdString(kind->key), catalogText(kind->help));
    }
    const auto *pod = findKind("pod");
    entry(drawing, catalogText(pod->title), QString::fromStdString(pod->icon), QStringLiteral("pod"),
          catalogText(pod->help));
    entry(drawing, tr("Note"), QStringLiteral("note"), QStringLiteral("note"),
          tr("A text on the canvas; Markdown is understood."));
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
                                 item->data(0, Qt::UserRole).toString().contains(pattern, Qt::CaseInsensitive);
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
