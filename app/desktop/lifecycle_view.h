// SPDX-License-Identifier: GPL-3.0-or-later
// The lives of the containers of the run that is shown: their phases over time, the requests that each phase cost, how
// long they drained of their grace time, and how long they were down before they were started again.
#pragma once

#include "app/desktop/pattern_view.h"

class QLabel;

namespace bayplan {

class FigureTable;
class LifeLanes;
class TimeRangeBox;

class LifecycleView : public PatternView {
    Q_OBJECT

public:
    explicit LifecycleView(RunSession *session, QWidget *parent = nullptr);

    LifeLanes *lanes() const { return m_lanes; }
    FigureTable *losses() const { return m_losses; }
    QString summary() const;

protected:
    bool refresh() override;
    void runChanged() override;

private:
    QWidget *makeHead();
    QString reasonAt(std::size_t lane, Time begin) const;
    void showLosses(const std::vector<LifeLane> &lanes);

    QLabel *m_summary;
    TimeRangeBox *m_range;
    LifeLanes *m_lanes;
    FigureTable *m_losses;
    std::vector<QLabel *> m_swatches;
};

} // namespace bayplan
