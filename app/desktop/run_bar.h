// SPDX-License-Identifier: GPL-3.0-or-later
// Run control in the words of OMNeT++ Qtenv: step, run, fast, express, until; speed, and where the run stands.
#pragma once

#include "app/desktop/run_session.h"

#include <QToolBar>

class QComboBox;
class QLabel;
class QProgressBar;

namespace bayplan {

class FigureLabel;
class RestLabel;

class RunBar : public QToolBar {
    Q_OBJECT

public:
    explicit RunBar(RunSession *session, QWidget *parent = nullptr);

    /// For menus and the command palette; their shortcuts work in the whole window.
    QAction *playAction() const { return m_play; }       ///< Space; pauses when running
    QAction *stepAction() const { return m_step; }       ///< F10
    QAction *stepOfAction() const { return m_stepOf; }   ///< Ctrl+F10: to the next event of what is selected
    QAction *fastAction() const { return m_fast; }       ///< F8; again: back to Run
    QAction *expressAction() const { return m_express; } ///< F9, likewise
    QAction *untilAction() const { return m_until; }     ///< F11
    QAction *stopAction() const { return m_stop; }       ///< Shift+F5
    QAction *fasterAction() const { return m_faster; }   ///< Ctrl+.
    QAction *slowerAction() const { return m_slower; }   ///< Ctrl+,

    /// Where the run stands: "Running", "Paused", "Finished".
    QString statusText() const;
    QString timeText() const; ///< "t=00:12.345"
    QString leftText() const; ///< "0:48 left", of wall time; empty when nobody can say
    /// What is known of the run besides: which event a step has done, why it stands, how fast it goes.
    QString eventsText() const;

    /// In a narrow window some say the same in less room, so that all stand there.
    void setCompact(bool compact);
    bool isCompact() const { return m_isCompact; }
    /// Pixels, with what is shown now and then.
    int widthWithAll() const;

    /// That the drawing is another one than the run that is shown was made from.
    void setEditedSince(bool edited);
    QString editedText() const; ///< empty when it is not

Q_SIGNALS:
    /// Play was asked for while Deploy is chosen and nothing is deployed.
    void deployRequested();
    /// Simulate or Deploy was chosen by hand.
    void kindChosen(bool deployed);
    void stepOfSelectedAsked();
    void untilAsked();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QAction *addControl(const QString &icon, const QString &text, const QKeySequence &key);
    void addControls();
    void addFigures();
    void press();
    void toggleMode(RunMode mode);
    void refreshControls();
    void noteSpeed();
    void moveSpeed(int steps);
    void chooseSpeed(int index);
    void refresh();
    void refreshFigures();
    void showEdited();
    QString editedWords() const;
    int statusWidth() const;

    RunSession *m_session;
    QComboBox *m_kind;
    QAction *m_play;
    QAction *m_step;
    QAction *m_stepOf;
    QAction *m_fast;
    QAction *m_express;
    QAction *m_until;
    QAction *m_stop;
    QAction *m_faster;
    QAction *m_slower;
    QComboBox *m_speed;
    FigureLabel *m_time;
    RestLabel *m_events;
    QLabel *m_status;
    QProgressBar *m_progress;
    FigureLabel *m_left;
    QLabel *m_edited;
    QAction *m_editedAction = nullptr;
    bool m_isCompact = false;
    double m_lately = 0; ///< run time over wall time, without its jitter
};

} // namespace bayplan
