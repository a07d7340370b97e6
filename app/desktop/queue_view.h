// SPDX-License-Identifier: GPL-3.0-or-later
// Work queues of the run that is shown: how much waits, how old, how fast it goes, and what could not be done.
#pragma once

#include <QWidget>

namespace bayplan {

class FigureTable;
class RunSession;

class QueueView : public QWidget {
    Q_OBJECT

public:
    explicit QueueView(RunSession *session, QWidget *parent = nullptr);

    FigureTable *queues() const { return m_queues; }
    FigureTable *deadLetters() const { return m_deadLetters; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();

    RunSession *m_session;
    FigureTable *m_queues;
    FigureTable *m_workers;
    FigureTable *m_deadLetters;
};

} // namespace bayplan
