// SPDX-License-Identifier: GPL-3.0-or-later
// Below the canvas: the scrubber of the run that is shown, what instant that is, the way back to now, and the fork.
#pragma once

#include <QFrame>

class QToolButton;

namespace bayplan {

class FigureLabel;
class RunSession;
class TimeScrubber;

class TimeStrip : public QFrame {
    Q_OBJECT

public:
    explicit TimeStrip(RunSession *session, QWidget *parent = nullptr);

    TimeScrubber *scrubber() const { return m_scrubber; }
    QString timeText() const; ///< "0:12.345 of 1:00"

private:
    void runChanged();
    void refresh();
    void offerLive();
    void addMarks(int first);

    RunSession *m_session;
    FigureLabel *m_time;
    TimeScrubber *m_scrubber;
    QToolButton *m_fork, *m_live;
    double m_sought = -1; ///< fraction of the way to the instant that is held
};

} // namespace bayplan
