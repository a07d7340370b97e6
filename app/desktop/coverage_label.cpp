// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/coverage_label.h"

#include "app/desktop/nice_axis.h"
#include "app/desktop/run_session.h"

namespace bayplan {

CoverageLabel::CoverageLabel(RunSession *session, Counts counts, QWidget *parent)
    : ElidedLabel(parent), m_session(session), m_counts(counts)
{
    setForegroundRole(QPalette::PlaceholderText);
    setAccessibleName(tr("What the figures cover"));
    connect(session, &RunSession::runChanged, this, &CoverageLabel::refresh);
    refresh();
}

void CoverageLabel::refresh()
{
    const RunRecord *record = m_session->record();
    setText(record == nullptr ? QString() : sentence(*record));
    const bool isOther = record != nullptr && record->plan().warmUp > Duration(0);
    setToolTip(!isOther ? text()
                        : tr("%1. The report leaves out the first %2, in which the run warms up: its figures are "
                             "others.")
                              .arg(text(), valueText(toSeconds(record->plan().warmUp), AxisUnit::Latency)));
}

QString CoverageLabel::sentence(const RunRecord &record) const
{
    if (record.changedAt() && m_counts == Counts::SinceChange)
        return tr("counted since the change at %1").arg(runTimeText(toSeconds(*record.changedAt()), true));
    if (record.changedAt() && m_counts == Counts::OfLives)
        return tr("counted since each container started");
    if (record.plan().warmUp <= Duration(0))
        return tr("counted since the start");
    return tr("counted since the start, warm-up of %1 included")
        .arg(valueText(toSeconds(record.plan().warmUp), AxisUnit::Latency));
}

} // namespace bayplan
