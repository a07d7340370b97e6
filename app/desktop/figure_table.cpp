// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/figure_table.h"

#include "app/desktop/frozen_columns.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSortFilterProxyModel>

#include <algorithm>
#include <set>

namespace bayplan {

namespace {

constexpr int leastWidth = 50, greatestWidth = 320; ///< of a column that nobody has drawn wider

} // namespace

FigureCell figureCell(double value, AxisUnit unit)
{
    return figureCell(valueText(value, unit), value);
}

FigureCell countCell(std::uint64_t count, bool alarms)
{
    FigureCell cell = figureCell(static_cast<double>(count), AxisUnit::Count);
    if (alarms && count > 0)
        cell.colour = colours().error;
    return cell;
}

FigureTableModel::FigureTableModel(const QStringList &headings, QObject *parent)
    : QAbstractTableModel(parent), m_headings(headings)
{}

void FigureTableModel::setRows(std::vector<FigureRow> rows)
{
    const bool same = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                 [](const FigureRow &a, const FigureRow &b) { return a.key == b.key; });
    if (!same) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    m_rows = std::move(rows);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int FigureTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FigureTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_headings.size());
}

QVariant FigureTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || static_cast<std::size_t>(index.row()) >= m_rows.size())
        return {};
    const FigureRow &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == KeyRole)
        return row.key;
    if (static_cast<std::size_t>(index.column()) >= row.cells.size())
        return {};
    const FigureCell &cell = row.cells[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::ToolTipRole:
        return plainTip(cell.toolTip.isEmpty() ? cell.text : cell.toolTip);
    case Qt::ForegroundRole:
        return cell.colour.isValid() ? QVariant(cell.colour) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (cell.sortKey.isValid() ? Qt::AlignRight : Qt::AlignLeft));
    case SortRole:
        return cell.sortKey.isValid() ? cell.sortKey : QVariant(cell.text);
    default:
        return {};
    }
}

QVariant FigureTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= m_headings.size())
        return {};
    if (role == Qt::DisplayRole)
        return m_headings[section];
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

void FigureTableModel::setHeadings(const QStringList &headings)
{
    if (headings == m_headings || headings.size() != m_headings.size())
        return;
    m_headings = headings;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, static_cast<int>(m_headings.size()) - 1);
}

bool FigureTableModel::isNumeric(int column) const
{
    const auto index = static_cast<std::size_t>(column);
    return !m_rows.empty() && index < m_rows.front().cells.size() && m_rows.front().cells[index].sortKey.isValid();
}

FigureTable::FigureTable(const QStringList &headings, const QString &accessibleName, QWidget *parent)
    : QTableView(parent), m_model(new FigureTableModel(headings, this)), m_order(new QSortFilterProxyModel(this))
{
    m_order->setSourceModel(m_model);
    m_order->setSortRole(FigureTableModel::SortRole);
    m_order->setFilterKeyColumn(-1);
    m_order->setFilterCaseSensitivity(Qt::CaseInsensitive);
    setModel(m_order);
    setAccessibleName(accessibleName);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setSortingEnabled(true);
    sortByColumn(-1, Qt::AscendingOrder);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultSectionSize(80);
    setHorizontalScrollMode(ScrollPerPixel);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column, int before, int now) {
        const bool isDrawn = before > 0 && now > 0; // and not hidden or shown
        if (!m_widening && isVisible() && isDrawn)
            m_widthsChosen.insert(column);
    });
}

void FigureTable::setRows(std::vector<FigureRow> rows)
{
    const QString current = currentKey();
    const QStringList chosen = selectedKeys();
    const bool had = !m_model->rows().empty();
    m_model->setRows(std::move(rows));
    if (!current.isEmpty() && currentKey() != current)
        setCurrentKey(current);
    if (selectedKeys() != chosen)
        select(chosen);
    if (!m_model->rows().empty())
        widen();
    if (had == m_model->rows().empty())
        viewport()->update();
}

/// To what stands in them, and never narrower again: columns that jump with every figure cannot be read. Only a text of
/// more letters than any before is measured.
void FigureTable::widen()
{
    const QScopedValueRollback guard(m_widening, true);
    // A number at the far edge of a wide window is far from its row.
    const int last = m_model->columnCount() - 1;
    horizontalHeader()->setStretchLastSection(!m_frozen && !m_model->isNumeric(last));
    const bool isFirst = m_mostLetters.empty();
    for (int column = 0; column <= last; ++column) {
        if (m_widthsChosen.contains(column))
            continue;
        qsizetype letters = 0;
        for (const FigureRow &row : m_model->rows())
            letters = std::max(letters, row.cells[static_cast<std::size_t>(column)].text.size());
        if (letters <= m_mostLetters.value(column, -1))
            continue;
        m_mostLetters[column] = letters;
        const int needed = std::max(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column)) + 14;
        if (needed > columnWidth(column) || isFirst)
            setColumnWidth(column, std::clamp(needed, leastWidth, widestOf(column)));
    }
}

/// Those that stay must leave room for what is scrolled beside them.
int FigureTable::widestOf(int column) const
{
    const bool stays = m_frozen && !m_frozen->isColumnHidden(column);
    return stays ? std::clamp(viewport()->width() / 3, leastWidth, greatestWidth) : greatestWidth;
}

void FigureTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (m_frozen && event->oldSize().width() != event->size().width()) {
        m_mostLetters.clear();
        widen();
    }
}

void FigureTable::freezeColumns(int count)
{
    delete m_frozen;
    setTextElideMode(Qt::ElideMiddle);                     // names that begin alike
    horizontalHeader()->setStretchLastSection(count == 0); // it would widen whichever is the last that is not hidden
    m_frozen = count > 0 ? new FrozenColumns(this, count) : nullptr;
}

void FigureTable::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    QTableView::scrollTo(index, hint);
    const int hidden = m_frozen && m_frozen->isVisible() ? m_frozen->width() - visualRect(index).left() : 0;
    if (hidden > 0 && m_frozen->isColumnHidden(index.column()))
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - hidden);
}

QTableView *FigureTable::frozen() const
{
    return m_frozen;
}

void FigureTable::setFilter(const QString &text)
{
    m_order->setFilterFixedString(text);
}

void FigureTable::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

QString FigureTable::keyAt(const QPoint &position) const
{
    return indexAt(position).data(FigureTableModel::KeyRole).toString();
}

QString FigureTable::currentKey() const
{
    return currentIndex().data(FigureTableModel::KeyRole).toString();
}

void FigureTable::setCurrentKey(const QString &key)
{
    for (int row = 0; row < m_order->rowCount(); ++row)
        if (const QModelIndex index = m_order->index(row, 0); index.data(FigureTableModel::KeyRole).toString() == key) {
            setCurrentIndex(index);
            return;
        }
}

QStringList FigureTable::selectedKeys() const
{
    QStringList keys;
    std::set<int> chosen;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        chosen.insert(index.row());
    for (const int row : chosen)
        keys += m_order->index(row, 0).data(FigureTableModel::KeyRole).toString();
    return keys;
}

void FigureTable::select(const QStringList &keys)
{
    QItemSelection chosen;
    for (int row = 0; row < m_order->rowCount(); ++row) {
        const QModelIndex index = m_order->index(row, 0);
        if (keys.contains(index.data(FigureTableModel::KeyRole).toString()))
            chosen.select(index, index);
    }
    selectionModel()->select(chosen, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

QString FigureTable::toText(bool selectedOnly) const
{
    std::set<int> chosen;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        chosen.insert(index.row());
    QString text;
    for (int row = -1; row < m_order->rowCount(); ++row) {
        if (row >= 0 && selectedOnly && !chosen.contains(row))
            continue;
        QStringList cells;
        for (int column = 0; column < m_order->columnCount(); ++column)
            cells += row < 0 ? m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()
                             : m_order->index(row, column).data().toString();
        text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    return text;
}

void FigureTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_order->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(colours().dimText);
    painter.drawText(viewport()->rect().adjusted(12, 8, -12, -8), Qt::AlignCenter | Qt::TextWordWrap,
                     m_model->rows().empty() ? m_emptyText : tr("No row holds that text"));
}

void FigureTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(toText(selectionModel()->hasSelection()));
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace bayplan
