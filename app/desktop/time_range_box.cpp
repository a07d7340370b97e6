// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/time_range_box.h"

#include "app/desktop/nice_axis.h"
#include "app/desktop/run_session.h"

#include <algorithm>

namespace bayplan {

TimeRangeBox::TimeRangeBox(QWidget *parent) : QComboBox(parent)
{
    addItem(tr("Whole run"), 0);
    addItem(tr("Last 10 s"), 10);
    addItem(tr("Last 30 s"), 30);
    addItem(tr("Last 2 min"), 120);
    addItem(tr("Last 10 min"), 600);
    setAccessibleName(tr("Time shown"));
}

std::pair<double, double> TimeRangeBox::range(const RunSession &session, double last) const
{
    const double span = currentData().toDouble();
    if (span > 0)
        return {std::max(0.0, last - span), std::max(last, span)};
    const RunRecord &record = *session.record();
    const bool bounded = record.kind() == RunKind::Simulated && !session.simulatorOptions().endless;
    return {0, niceTimeEnd(last, bounded ? toSeconds(record.plan().duration) : 0)};
}

} // namespace bayplan
