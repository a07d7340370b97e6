// SPDX-License-Identifier: GPL-3.0-or-later
// All that is kept of one run, live or over: its plan, history, events, progress and figures, and what it takes to go
// back to any of its instants.
#pragma once

#include "app/desktop/pattern_record.h"
#include "app/desktop/run_history.h"
#include "engine/model/topology.h"
#include "engine/plan/done_by_hand.h"
#include "engine/plan/run.h"
#include "engine/report/report.h"

#include <QString>

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

class QTemporaryFile;

namespace bayplan {

class RecordingWriter;

enum class RunKind { Simulated, Deployed };

/// What was done to a run by hand, in order. Any thread.
class HandLog {
public:
    explicit HandLog(std::vector<HandAction> actions = {}) : m_actions(std::move(actions)) {}

    void add(const HandAction &action)
    {
        const std::lock_guard lock(m_mutex);
        m_actions.push_back(action);
    }
    std::vector<HandAction> actions() const
    {
        const std::lock_guard lock(m_mutex);
        return m_actions;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<HandAction> m_actions;
};

/// What a run was made from.
struct RunOrigin {
    std::optional<Topology> topology; ///< none: the run can be looked at, and not be saved
    QString documentName;             ///< of its file
    QString documentPath;             ///< empty for one that was never saved, and for runs from files
    bool isRetraceable = false;       ///< by the simulator: the same plan, seed and actions give the same history
    std::shared_ptr<HandLog> byHand = std::make_shared<HandLog>();
    std::shared_ptr<class RunRecord> forkOf; ///< has the same history up to forkAt
    double forkAt = 0;                       ///< seconds
};

/// One instant of a run.
struct PastState {
    double seconds = 0;
    SnapshotPtr snapshot;
    std::shared_ptr<const RunHistory> history; ///< of the last second before it
};

class RunRecord {
public:
    /// Belongs to the thread that makes it.
    RunRecord(const Plan &plan, RunKind kind, int number, RunOrigin origin = {});
    /// Of a run that goes on with another plan: same number, same history. Figures of its report begin anew.
    RunRecord(const Plan &plan, const RunRecord &before, RunOrigin origin);
    ~RunRecord();
    RunRecord(const RunRecord &) = delete;
    RunRecord &operator=(const RunRecord &) = delete;

    RunKind kind() const { return m_kind; }
    int number() const { return m_number; }
    void setNumber(int number) { m_number = number; }
    const Plan &plan() const { return m_plan; }
    const RunOrigin &origin() const { return m_origin; }
    /// When it went on with the plan that it has now; nothing for one that has had no other.
    std::optional<Time> changedAt() const { return m_changedAt; }

    /// "Run 3, simulated", translated; or the name that somebody gave it.
    QString title() const;
    const QString &name() const { return m_name; }
    void setName(const QString &name) { m_name = name.trimmed(); }

    // ---- any thread ----

    /// From the engine's thread, at its own steps: costs that thread next to nothing.
    void observe(const SnapshotPtr &snapshot);
    /// What was polled; used only where the engine does not call observe(), and of a run that stands, which may do so
    /// between two of its steps.
    void poll(const SnapshotPtr &snapshot);

    /// Runs `reader(const RunHistory &)` under the lock; keep it short.
    template <class Reader>
    auto read(Reader &&reader) const
    {
        const std::lock_guard lock(m_mutex);
        return reader(m_history);
    }

    const PatternRecord &patterns() const { return m_patterns; }

    /// Of the whole run, whatever instant is shown.
    Report report() const;

    /// Whether everything that was observed so far is in the history.
    bool isSettled() const;
    /// Sees to it in the calling thread, which may take as long as a hundred observations.
    void settle() const;

    // ---- the window's thread only ----

    const std::vector<RunEvent> &events() const { return m_events; }
    const std::vector<Progress> &progress() const { return m_progress; }
    /// Of the instant that is shown: the newest, unless showPast() said otherwise.
    SnapshotPtr snapshot() const { return m_past ? m_past : m_newest; }
    SnapshotPtr newest() const { return m_newest; }
    const Error &error() const { return m_error; }
    const QString &engineName() const { return m_engineName; }
    bool isOver() const;

    /// False when old ones went to make room.
    bool addEvents(std::vector<RunEvent> events);
    void addProgress(std::vector<Progress> progress);
    void setSnapshot(SnapshotPtr snapshot) { m_newest = std::move(snapshot); }
    /// It was given up where it is, and does not go on.
    void end();
    void setError(Error error) { m_error = std::move(error); }
    void setEngineName(QString name) { m_engineName = std::move(name); }
    /// Of a run that was read from a file, which has its own.
    void setReport(Report report) { m_given = std::move(report); }

    /// snapshot() and the history's figures are those of that instant from now on.
    void showPast(const PastState &past);
    void showNewest();

    /// For runs that cannot be done again: every snapshot also goes to a file that is gone with the record.
    void keepTrail();
    QString trail() const; ///< its path; empty when there is none
    /// Its file of snapshots is that one already: of a run that was read from it.
    void setTrail(const QString &path) { m_trailPath = path; }

private:
    void take(const SnapshotPtr &snapshot);
    void takePending();
    void work();

    const Plan m_plan;
    const RunKind m_kind;
    int m_number;
    const RunOrigin m_origin;
    const std::thread::id m_owner;
    QString m_name;
    std::optional<Time> m_changedAt;
    mutable std::mutex m_mutex;
    RunHistory m_history;
    PatternRecord m_patterns;
    ReportBuilder m_report;
    SnapshotPtr m_lastTaken;
    bool m_isObserved = false;
    std::optional<Report> m_given;

    mutable std::mutex m_pendingMutex;
    std::condition_variable m_hasPending;
    std::deque<SnapshotPtr> m_pending;
    bool m_closing = false, m_isTaking = false; ///< under m_pendingMutex
    std::thread m_clerk; ///< takes what was observed in the engine's thread, which has better to do

    std::vector<RunEvent> m_events;
    std::vector<Progress> m_progress;
    SnapshotPtr m_newest, m_past;
    Error m_error;
    QString m_engineName;
    std::unique_ptr<QTemporaryFile> m_trailFile;
    QString m_trailPath;
    std::unique_ptr<RecordingWriter> m_trail;
};

} // namespace bayplan
