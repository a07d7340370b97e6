// SPDX-License-Identifier: GPL-3.0-or-later
// The events of the run that is shown as rows: time, kind, subject, what happened.
#pragma once

#include <QAbstractTableModel>

namespace bayplan {

class RunSession;

class EventsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { TimeColumn, Kind, Subject, Text, ColumnCount };
    enum { SecondsRole = Qt::UserRole };

    EventsModel(RunSession *session, QObject *parent);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void reload();
    void added(int first);

    RunSession *m_session;
    int m_rows = 0;
};

} // namespace bayplan
