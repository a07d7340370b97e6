// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/run_record.h"

#include <QCoreApplication>

#include <iterator>

namespace bayplan {

namespace {

constexpr std::size_t greatestEventCount = 100'000;

template <class T>
void append(std::vector<T> &list, std::vector<T> more)
{
    list.insert(list.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

} // namespace

RunRecord::RunRecord(const Plan &plan, RunKind kind, int number)
    : m_plan(plan), m_kind(kind), m_number(number), m_history(plan), m_report(plan)
{
    m_report.watchAssertions();
}

QString RunRecord::title() const
{
    return m_kind == RunKind::Simulated ? QCoreApplication::translate("RunRecord", "Run %1, simulated").arg(m_number)
                                        : QCoreApplication::translate("RunRecord", "Run %1, deployed").arg(m_number);
}

void RunRecord::observe(const SnapshotPtr &snapshot)
{
    const std::lock_guard lock(m_mutex);
    m_isObserved = true;
    take(snapshot);
}

void RunRecord::poll(const SnapshotPtr &snapshot)
{
    const std::lock_guard lock(m_mutex);
    if (!m_isObserved)
        take(snapshot);
}

void RunRecord::take(const SnapshotPtr &snapshot)
{
    if (!snapshot || snapshot == m_lastTaken || (m_lastTaken && snapshot->time < m_lastTaken->time))
        return;
    m_lastTaken = snapshot;
    m_report.observe(*snapshot);
    m_history.add(snapshot);
}

Report RunRecord::report() const
{
    const std::lock_guard lock(m_mutex);
    Report report = m_report.finish(m_engineName.toStdString());
    if (m_kind == RunKind::Simulated && m_lastTaken)
        report.events = m_lastTaken->events;
    return report;
}

bool RunRecord::isOver() const
{
    return m_snapshot && (m_snapshot->status == RunStatus::Finished || m_snapshot->status == RunStatus::Failed);
}

bool RunRecord::addEvents(std::vector<RunEvent> events)
{
    append(m_events, std::move(events));
    if (m_events.size() <= greatestEventCount)
        return true;
    const auto kept = static_cast<std::ptrdiff_t>(greatestEventCount * 9 / 10);
    m_events.erase(m_events.begin(), m_events.end() - kept);
    return false;
}

void RunRecord::addProgress(std::vector<Progress> progress)
{
    append(m_progress, std::move(progress));
}

} // namespace bayplan
