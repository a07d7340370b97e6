// SPDX-License-Identifier: GPL-3.0-or-later
// The faults that are on now, with the time that each has left, and the way back.
#pragma once

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QTableWidget;

namespace bayplan {

class FaultLog;
class RunSession;

class ActiveFaultsView : public QWidget {
    Q_OBJECT
public:
    ActiveFaultsView(FaultLog &log, RunSession &runs, QWidget *parent = nullptr);

    QTableWidget *table() const { return m_table; }

Q_SIGNALS:
    void counted(int active);

private:
    void refresh();

    FaultLog &m_log;
    RunSession &m_runs;
    QTableWidget *m_table;
    QLabel *m_none;
    QPushButton *m_healAll;
    std::vector<int> m_shown; ///< numbers of the rows
};

} // namespace bayplan
