// SPDX-License-Identifier: GPL-3.0-or-later
// What happened in the run that is shown, one line each, with the machine's own reason.
#pragma once

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace bayplan {

class EventsModel;
class RunSession;

class EventsView : public QWidget {
    Q_OBJECT

public:
    explicit EventsView(RunSession *session, QWidget *parent = nullptr);

    QTableView *table() const { return m_table; }
    QLineEdit *filter() const { return m_filter; }

private:
    void followIfWanted();
    void copySelected() const;
    void showHeld();

    RunSession *m_session;
    EventsModel *m_model;
    QSortFilterProxyModel *m_shown;
    QTableView *m_table;
    QLineEdit *m_filter;
    QCheckBox *m_follow;
};

} // namespace bayplan
