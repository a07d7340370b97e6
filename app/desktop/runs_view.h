// SPDX-License-Identifier: GPL-3.0-or-later
// The runs that are kept: which one the views show, their names, and what can be done with them.
#pragma once

#include <QWidget>

class QTableWidget;
class QTableWidgetItem;
class QToolButton;

namespace bayplan {

class RunSession;

class RunsView : public QWidget {
    Q_OBJECT

public:
    explicit RunsView(RunSession *session, QWidget *parent = nullptr);

    /// Of the current row; 0 when there is none.
    int currentRun() const;

Q_SIGNALS:
    void saveAsked(int number);
    void openAsked();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QToolButton *addButton(const char *icon, const QString &text, const QString &help);
    void refresh();
    void refreshStates();
    void refreshButtons();
    void removeCurrent();

    RunSession *m_session;
    QTableWidget *m_table;
    QToolButton *m_show, *m_rename, *m_save, *m_remove, *m_open;
    bool m_filling = false;
};

} // namespace bayplan
