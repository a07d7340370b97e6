// SPDX-License-Identifier: GPL-3.0-or-later
// Work queues of the run that is shown: how much waits, how old, how fast it goes by stage and worker, how that went
// over time, and the tasks that were given up.
#pragma once

#include "app/desktop/pattern_view.h"

namespace bayplan {

class DeadLetters;
struct QueueLetters;
class FigureTable;
class QueueCharts;

class QueueView : public PatternView {
    Q_OBJECT

public:
    explicit QueueView(RunSession *session, QWidget *parent = nullptr);

    FigureTable *queues() const { return m_queues; }
    FigureTable *workers() const { return m_workers; }
    DeadLetters *deadLetters() const { return m_deadLetters; }
    QueueCharts *charts() const { return m_charts; }

protected:
    bool refresh() override;
    void runChanged() override;

private:
    QWidget *makeTables();
    void showMoment(const PatternMoment &now);
    QueueLetters lettersOf(InstanceIndex index, const QueueState &then) const;
    void heedEvents(int first);

    FigureTable *m_queues;
    FigureTable *m_workers;
    DeadLetters *m_deadLetters;
    QueueCharts *m_charts;
};

} // namespace bayplan
