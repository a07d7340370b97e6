// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/run_record.h"

#include "app/desktop/trail_file.h"
#include "engine/model/document_file.h"
#include "engine/recording/recorded_scenario.h"
#include "engine/recording/recording_writer.h"

#include <QCoreApplication>
#include <QTemporaryFile>

#include <algorithm>
#include <iterator>

namespace bayplan {

namespace {

constexpr std::size_t greatestEventCount = 100'000;
constexpr std::size_t greatestPendingStates = 40'000; ///< of instances, in snapshots that wait to be taken

template <class T>
void append(std::vector<T> &list, std::vector<T> more)
{
    list.insert(list.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

} // namespace

RunRecord::RunRecord(const Plan &plan, RunKind kind, int number, RunOrigin origin)
    : m_plan(plan), m_kind(kind), m_number(number), m_origin(std::move(origin)), m_owner(std::this_thread::get_id()),
      m_history(plan), m_patterns(plan), m_report(plan)
{
    m_report.watchAssertions();
}

RunRecord::RunRecord(const Plan &plan, const RunRecord &before, RunOrigin origin)
    : RunRecord(plan, before.m_kind, before.m_number, std::move(origin))
{
    before.settle();
    before.read([this](const RunHistory &history) { m_history.continueFrom(history); });
    m_events = before.m_events;
    m_engineName = before.m_engineName;
    m_changedAt = before.newest() ? before.newest()->time : Time{};
    m_name = before.m_name;
}

RunRecord::~RunRecord()
{
    {
        const std::lock_guard lock(m_pendingMutex);
        m_closing = true;
    }
    m_hasPending.notify_one();
    if (m_clerk.joinable())
        m_clerk.join();
}

QString RunRecord::title() const
{
    if (!m_name.isEmpty())
        return m_name;
    return m_kind == RunKind::Simulated ? QCoreApplication::translate("RunRecord", "Run %1, simulated").arg(m_number)
                                        : QCoreApplication::translate("RunRecord", "Run %1, deployed").arg(m_number);
}

// ---- what is observed ----------------------------------------------------------------------------------------------

void RunRecord::observe(const SnapshotPtr &snapshot)
{
    if (std::this_thread::get_id() == m_owner) {
        const std::lock_guard lock(m_mutex);
        m_isObserved = true;
        take(snapshot);
        return;
    }
    bool isFull = false;
    {
        const std::lock_guard lock(m_pendingMutex);
        m_pending.push_back(snapshot);
        isFull = m_pending.size() * (snapshot->instances.size() + 1) > greatestPendingStates;
        if (!m_clerk.joinable() && !m_closing)
            m_clerk = std::thread([this] { work(); });
    }
    m_hasPending.notify_one();
    if (isFull)
        takePending(); // nobody keeps up: the engine waits for itself
}

void RunRecord::work()
{
    while (true) {
        {
            std::unique_lock lock(m_pendingMutex);
            m_hasPending.wait(lock, [this] { return m_closing || !m_pending.empty(); });
            if (m_closing)
                return;
        }
        takePending();
    }
}

/// One by one, so that a reader never waits for more than one.
void RunRecord::takePending()
{
    while (true) {
        const std::lock_guard lock(m_mutex);
        SnapshotPtr next;
        {
            const std::lock_guard pending(m_pendingMutex);
            if (m_pending.empty())
                return;
            next = std::move(m_pending.front());
            m_pending.pop_front();
            m_isTaking = true;
        }
        m_isObserved = true;
        take(next);
        const std::lock_guard pending(m_pendingMutex);
        m_isTaking = false;
    }
}

bool RunRecord::isSettled() const
{
    const std::lock_guard lock(m_pendingMutex);
    return m_pending.empty() && !m_isTaking;
}

void RunRecord::settle() const
{
    const_cast<RunRecord *>(this)->takePending();
}

void RunRecord::poll(const SnapshotPtr &snapshot)
{
    const bool stands = snapshot && snapshot->status == RunStatus::Paused;
    if (stands)
        takePending(); // what comes before it
    const std::lock_guard lock(m_mutex);
    if (!m_isObserved || stands)
        take(snapshot);
}

void RunRecord::take(const SnapshotPtr &snapshot)
{
    if (!snapshot || snapshot == m_lastTaken || (m_lastTaken && snapshot->time < m_lastTaken->time))
        return;
    m_lastTaken = snapshot;
    m_report.observe(*snapshot);
    m_history.add(snapshot);
    m_patterns.add(*snapshot);
    if (m_trail)
        m_trail->add(*snapshot);
}

Report RunRecord::report() const
{
    settle();
    const std::lock_guard lock(m_mutex);
    if (m_given)
        return *m_given;
    Report report = m_report.finish(m_engineName.toStdString());
    if (m_kind == RunKind::Simulated && m_lastTaken)
        report.events = m_lastTaken->events;
    return report;
}

bool RunRecord::isOver() const
{
    return m_newest && (m_newest->status == RunStatus::Finished || m_newest->status == RunStatus::Failed);
}

void RunRecord::end()
{
    if (!m_newest || isOver())
        return;
    auto last = std::make_shared<Snapshot>(*m_newest);
    last->status = RunStatus::Finished;
    m_newest = std::move(last);
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

// ---- the past ------------------------------------------------------------------------------------------------------

void RunRecord::showPast(const PastState &past)
{
    m_past = past.snapshot;
    const std::lock_guard lock(m_mutex);
    m_history.showPast(past.history);
}

void RunRecord::showNewest()
{
    m_past.reset();
    const std::lock_guard lock(m_mutex);
    m_history.showPast(nullptr);
}

void RunRecord::keepTrail()
{
    auto file = makeTrailFile();
    if (!file)
        return; // no room for it: the run is shown all the same
    const std::string document = m_origin.topology ? writeDocument(*m_origin.topology) : std::string();
    auto writer = RecordingWriter::create(file->fileName().toStdString(),
                                          headerOfRun(m_plan, document, m_origin.documentName.toStdString(),
                                                      m_engineName.toStdString(), m_kind == RunKind::Simulated));
    if (!writer)
        return;
    m_trailFile = std::move(file);
    m_trailPath = m_trailFile->fileName();
    const std::lock_guard lock(m_mutex);
    m_trail = std::move(*writer);
}

QString RunRecord::trail() const
{
    return m_trailPath;
}

} // namespace bayplan
