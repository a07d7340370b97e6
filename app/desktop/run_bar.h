// SPDX-License-Identifier: GPL-3.0-or-later
// Run control: play, step, stop, speed, and in words where the run stands.
#pragma once

#include <QToolBar>

class QComboBox;
class QLabel;
class QProgressBar;

namespace bayplan {

class RunSession;

class RunBar : public QToolBar {
    Q_OBJECT

public:
    explicit RunBar(RunSession *session, QWidget *parent = nullptr);

    /// For menus and the command palette; their shortcuts work in the whole window.
    QAction *playAction() const { return m_play; }     ///< Space; pauses when running
    QAction *stepAction() const { return m_step; }     ///< F10
    QAction *stopAction() const { return m_stop; }     ///< Shift+F5
    QAction *fasterAction() const { return m_faster; } ///< Ctrl+.
    QAction *slowerAction() const { return m_slower; } ///< Ctrl+,

    /// Where the run stands: "Running", "Paused", "Finished".
    QString statusText() const;
    QString timeText() const; ///< "t=00:12.345"

Q_SIGNALS:
    /// Play was asked for while Deploy is chosen and nothing is deployed.
    void deployRequested();
    /// Simulate or Deploy was chosen by hand.
    void kindChosen(bool deployed);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QAction *addControl(const QString &icon, const QString &text, const QKeySequence &key);
    void addFigures();
    void press();
    void moveSpeed(int steps);
    void chooseSpeed(int index);
    void refresh();
    void refreshFigures();
    QString eventsText() const;

    RunSession *m_session;
    QComboBox *m_kind;
    QAction *m_play;
    QAction *m_step;
    QAction *m_stop;
    QAction *m_faster;
    QAction *m_slower;
    QComboBox *m_speed;
    QLabel *m_time;
    QLabel *m_events;
    QLabel *m_status;
    QProgressBar *m_progress;
};

} // namespace bayplan
