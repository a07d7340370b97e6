// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/events_model.h"

#include "app/desktop/event_kinds.h"
#include "app/desktop/nice_axis.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/run_session.h"

namespace bayplan {

EventsModel::EventsModel(RunSession *session, QObject *parent) : QAbstractTableModel(parent), m_session(session)
{
    connect(m_session, &RunSession::runChanged, this, &EventsModel::reload);
    connect(m_session, &RunSession::eventsAdded, this, &EventsModel::added);
    reload();
}

void EventsModel::reload()
{
    beginResetModel();
    const RunRecord *record = m_session->record();
    m_rows = record ? static_cast<int>(record->events().size()) : 0;
    endResetModel();
}

void EventsModel::added(int first)
{
    const int count = static_cast<int>(m_session->record()->events().size());
    if (first != m_rows || count < m_rows) {
        reload();
        return;
    }
    beginInsertRows({}, m_rows, count - 1);
    m_rows = count;
    endInsertRows();
}

int EventsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}
int EventsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant EventsModel::data(const QModelIndex &index, int role) const
{
    const RunRecord *record = m_session->record();
    if (!index.isValid() || !record || static_cast<std::size_t>(index.row()) >= record->events().size())
        return {};
    const RunEvent &event = record->events()[static_cast<std::size_t>(index.row())];
    if (role == SecondsRole)
        return toSeconds(event.time);
    if (role == Qt::ForegroundRole)
        return index.column() == Kind ? QVariant(eventColour(event.kind)) : QVariant();
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (index.column() == TimeColumn ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole)
        return plainTip(data(index, Qt::DisplayRole).toString());
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case TimeColumn:
        return runTimeText(toSeconds(event.time), true);
    case Kind:
        return QString::fromStdString(event.kind);
    case Subject:
        return QString::fromStdString(event.subject);
    default:
        return QString::fromStdString(event.text);
    }
}

QVariant EventsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case Kind:
        return tr("Event");
    case Subject:
        return tr("Subject");
    default:
        return tr("What happened");
    }
}

} // namespace bayplan
