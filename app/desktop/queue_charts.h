// SPDX-License-Identifier: GPL-3.0-or-later
// How the queues of a run went over time: one chart at once, of the quantity that is chosen, a line per queue.
#pragma once

#include "app/desktop/run_record.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QStackedWidget;

namespace bayplan {

class ChartPanel;

class QueueCharts : public QWidget {
    Q_OBJECT

public:
    explicit QueueCharts(QWidget *parent = nullptr);

    void showRun(const RunRecord &record, std::optional<double> cursor);
    void clear();

    ChartPanel *current() const;
    QComboBox *choice() const { return m_choice; }

Q_SIGNALS:
    void cursorMoved(std::optional<double> seconds);

private:
    void showLines();

    QComboBox *m_choice;
    QStackedWidget *m_panels;
    const RunRecord *m_record = nullptr;
};

} // namespace bayplan
