// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/events_view.h"

#include "app/desktop/events_model.h"
#include "app/desktop/run_session.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QHeaderView>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

EventsView::EventsView(RunSession *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_model(new EventsModel(session, this)),
      m_shown(new QSortFilterProxyModel(this)), m_table(new QTableView(this)), m_filter(new QLineEdit(this)),
      m_follow(new QCheckBox(tr("Follow"), this))
{
    m_shown->setSourceModel(m_model);
    m_shown->setFilterKeyColumn(-1);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_shown);
    m_table->setAccessibleName(tr("Events of the run"));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int letter = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(EventsModel::TimeColumn, letter * 14);
    m_table->setColumnWidth(EventsModel::Kind, letter * 18);
    m_table->setColumnWidth(EventsModel::Subject, letter * 26);
    m_filter->setPlaceholderText(tr("Filter: event, subject or words"));
    m_filter->setAccessibleName(tr("Filter of the events"));
    m_filter->setClearButtonEnabled(true);
    m_follow->setChecked(true);
    m_follow->setToolTip(tr("Keep the newest event in view"));

    auto *head = new QHBoxLayout;
    head->setContentsMargins(6, 3, 6, 3);
    head->addWidget(m_filter, 1);
    head->addWidget(m_follow);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(m_table, 1);

    auto *copy = new QAction(tr("Copy"), m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copy, &QAction::triggered, this, &EventsView::copySelected);
    connect(m_filter, &QLineEdit::textChanged, m_shown, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_shown, &QAbstractItemModel::rowsInserted, this, &EventsView::followIfWanted);
    connect(m_shown, &QAbstractItemModel::modelReset, this, &EventsView::followIfWanted);
    connect(m_follow, &QCheckBox::toggled, this, &EventsView::followIfWanted);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) {
        m_follow->setChecked(false);
        m_session->hold(index.data(EventsModel::SecondsRole).toDouble());
    });
    connect(m_session, &RunSession::heldChanged, this, &EventsView::showHeld);
}

/// The last event up to the instant that all views show.
void EventsView::showHeld()
{
    const RunRecord *record = m_session->record();
    const auto held = m_session->held();
    if (!record || !held || m_table->underMouse())
        return;
    const auto &events = record->events();
    const auto behind = std::upper_bound(events.begin(), events.end(), Time(fromSeconds(*held)),
                                         [](Time at, const RunEvent &event) { return at < event.time; });
    m_follow->setChecked(false);
    m_table->clearSelection();
    for (auto row = static_cast<int>(behind - events.begin()) - 1; row >= 0; --row) {
        const QModelIndex shown = m_shown->mapFromSource(m_model->index(row, 0));
        if (!shown.isValid())
            continue; // filtered out
        m_table->selectRow(shown.row());
        m_table->scrollTo(shown);
        return;
    }
}

void EventsView::followIfWanted()
{
    if (m_follow->isChecked())
        m_table->scrollToBottom();
}

void EventsView::copySelected() const
{
    QString text;
    for (const QModelIndex &row : m_table->selectionModel()->selectedRows()) {
        QStringList cells;
        for (int column = 0; column < EventsModel::ColumnCount; ++column)
            cells += row.siblingAtColumn(column).data().toString();
        text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    QApplication::clipboard()->setText(text);
}

} // namespace bayplan
