// SPDX-License-Identifier: GPL-3.0-or-later
// All that is kept of one run, live or over: its plan, history, events, progress and figures.
#pragma once

#include "app/desktop/run_history.h"
#include "engine/plan/run.h"
#include "engine/report/report.h"

#include <QString>

#include <mutex>
#include <vector>

namespace bayplan {

enum class RunKind { Simulated, Deployed };

class RunRecord {
public:
    RunRecord(const Plan &plan, RunKind kind, int number);
    /// Of a run that goes on with another plan: same number, same history. Figures of its report begin anew.
    RunRecord(const Plan &plan, const RunRecord &before);

    RunKind kind() const { return m_kind; }
    int number() const { return m_number; }
    const Plan &plan() const { return m_plan; }

    /// "Run 3, simulated"; translated.
    QString title() const;

    // ---- any thread ----

    /// From the engine's thread, at its own steps.
    void observe(const SnapshotPtr &snapshot);
    /// What was polled; used only where the engine does not call observe().
    void poll(const SnapshotPtr &snapshot);

    /// Runs `reader(const RunHistory &)` under the lock; keep it short.
    template <class Reader>
    auto read(Reader &&reader) const
    {
        const std::lock_guard lock(m_mutex);
        return reader(m_history);
    }

    Report report() const;

    // ---- the window's thread only ----

    const std::vector<RunEvent> &events() const { return m_events; }
    const std::vector<Progress> &progress() const { return m_progress; }
    SnapshotPtr snapshot() const { return m_snapshot; }
    const Error &error() const { return m_error; }
    const QString &engineName() const { return m_engineName; }
    bool isOver() const;

    /// False when old ones went to make room.
    bool addEvents(std::vector<RunEvent> events);
    void addProgress(std::vector<Progress> progress);
    void setSnapshot(SnapshotPtr snapshot) { m_snapshot = std::move(snapshot); }
    void setError(Error error) { m_error = std::move(error); }
    void setEngineName(QString name) { m_engineName = std::move(name); }

private:
    void take(const SnapshotPtr &snapshot);

    const Plan m_plan;
    const RunKind m_kind;
    const int m_number;
    mutable std::mutex m_mutex;
    RunHistory m_history;
    ReportBuilder m_report;
    SnapshotPtr m_lastTaken;
    bool m_isObserved = false;
    std::vector<RunEvent> m_events;
    std::vector<Progress> m_progress;
    SnapshotPtr m_snapshot;
    Error m_error;
    QString m_engineName;
};

} // namespace bayplan
