// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/frozen_columns.h"

#include "app/desktop/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSignalBlocker>

namespace bayplan {

namespace {

constexpr double mostOfTable = 0.75; ///< wider ones would hide what is scrolled

/// Both ways, without an echo.
void keepSortAlike(QHeaderView *one, QHeaderView *other)
{
    QObject::connect(one, &QHeaderView::sortIndicatorChanged, other, [other](int column, Qt::SortOrder order) {
        const QSignalBlocker quiet(other);
        other->setSortIndicator(column, order);
    });
}

} // namespace

FrozenColumns::FrozenColumns(QTableView *table, int count) : QTableView(table), m_table(table), m_count(count)
{
    setModel(table->model());
    setSelectionModel(table->selectionModel());
    setSelectionBehavior(table->selectionBehavior());
    setSelectionMode(table->selectionMode());
    setEditTriggers(NoEditTriggers);
    setFrameShape(NoFrame);
    setAlternatingRowColors(table->alternatingRowColors());
    setShowGrid(table->showGrid());
    setWordWrap(false);
    setTextElideMode(table->textElideMode());
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(table->verticalScrollMode());
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(table->verticalHeader()->defaultSectionSize());
    followHeaders();
    followScrolling();
    table->viewport()->installEventFilter(this);
    connect(table->model(), &QAbstractItemModel::modelReset, this, &FrozenColumns::place);
    connect(table->model(), &QAbstractItemModel::layoutChanged, this, &FrozenColumns::place);
    hideOthers();
    place();
}

void FrozenColumns::followHeaders()
{
    QHeaderView *theirs = m_table->horizontalHeader(), *own = horizontalHeader();
    own->setHighlightSections(false);
    own->setSortIndicator(theirs->sortIndicatorSection(), theirs->sortIndicatorOrder());
    setSortingEnabled(true);
    keepSortAlike(own, theirs);
    keepSortAlike(theirs, own);
    connect(theirs, &QHeaderView::sectionResized, this, [this](int column) {
        if (column < m_count) {
            hideOthers();
            place();
        }
    });
    connect(own, &QHeaderView::sectionResized, m_table, [this](int column, int, int width) {
        if (!m_isFollowing && column < m_count && width > 0)
            m_table->setColumnWidth(column, width);
    });
}

void FrozenColumns::followScrolling()
{
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, verticalScrollBar(), &QScrollBar::setValue);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, m_table->verticalScrollBar(), &QScrollBar::setValue);
}

void FrozenColumns::hideOthers()
{
    const QScopedValueRollback guard(m_isFollowing, true);
    for (int column = 0; column < m_table->model()->columnCount(); ++column) {
        setColumnHidden(column, column >= m_count || m_table->isColumnHidden(column));
        if (column < m_count && !m_table->isColumnHidden(column))
            setColumnWidth(column, m_table->columnWidth(column));
    }
}

void FrozenColumns::place()
{
    int width = 0;
    for (int column = 0; column < m_count; ++column)
        width += m_table->columnWidth(column);
    const QRect rows = m_table->viewport()->geometry();
    setVisible(m_table->model()->rowCount() > 0 && width < rows.width() * mostOfTable);
    const int head = m_table->horizontalHeader()->height();
    horizontalHeader()->setFixedHeight(head);
    setGeometry(rows.left(), rows.top() - head, width, rows.height() + head);
    raise();
}

bool FrozenColumns::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        place();
    return QTableView::eventFilter(watched, event);
}

void FrozenColumns::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    QPainter painter(viewport());
    painter.setPen(colours().border);
    painter.drawLine(viewport()->rect().topRight(), viewport()->rect().bottomRight());
}

} // namespace bayplan
