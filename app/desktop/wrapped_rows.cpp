// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/wrapped_rows.h"

#include <QHeaderView>
#include <QStyledItemDelegate>
#include <QTreeWidget>

namespace bayplan {

namespace {

class WrappingDelegate : public QStyledItemDelegate {
public:
    explicit WrappingDelegate(QTreeWidget &table) : QStyledItemDelegate(&table), m_table(table) {}

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto onOneLine = QStyledItemDelegate::sizeHint(option, index);
        auto within = option; // the view leaves out how wide the column is
        within.rect = QRect(0, 0, m_table.columnWidth(index.column()), 10'000);
        return {onOneLine.width(), QStyledItemDelegate::sizeHint(within, index).height()};
    }

private:
    QTreeWidget &m_table;
};

} // namespace

void wrapRows(QTreeWidget &table)
{
    table.setItemDelegate(new WrappingDelegate(table));
    table.setWordWrap(true);
    table.setUniformRowHeights(false);
    QObject::connect(table.header(), &QHeaderView::sectionResized, &table, [&table] { table.doItemsLayout(); });
}

} // namespace bayplan
