// SPDX-License-Identifier: GPL-3.0-or-later
// The runs of a window: at most one simulation and one deployment live, the one that is shown, and what is kept of
// earlier ones. Polls the engines' mailboxes ten times a second; nothing here waits for an engine.
#pragma once

#include "app/desktop/run_record.h"
#include "engine/docker/deployment_run.h"
#include "simulator/simulator_run.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace bayplan {

class RunSession : public QObject {
    Q_OBJECT

public:
    explicit RunSession(QObject *parent = nullptr);
    /// Waits for the engines' threads; a deployment goes on without us unless it was stopped.
    ~RunSession() override;

    /// Where play() and deploy() without a plan take it from: lower() of the document.
    /// `toDeploy` gives what is deployed of the drawing; without it, the same.
    void setPlanSource(std::function<Result<Plan>()> source, std::function<Result<Plan>()> toDeploy = {})
    {
        m_planToDeploySource = toDeploy ? std::move(toDeploy) : source;
        m_planSource = std::move(source);
    }
    Result<Plan> planOfDocument() const;
    Result<Plan> planToDeploy() const;

    /// Begins and shows a run; one of the same kind that goes on is given up first (a deployment: left as it is).
    void simulate(Plan plan, const SimulatorOptions &options);
    void deploy(Plan plan, const DeployOptions &options);
    void adopt(Plan plan, const DeployOptions &options);
    /// Any engine at all; not yet started when `start` is false.
    void begin(std::unique_ptr<Run> run, RunKind kind, bool start = true);

    /// Of the last deploy() or adopt(), with the deployment's name filled in; an empty name when there was none.
    const DeployOptions &deployOptions() const { return m_deployOptions; }

    /// Resumes, or begins a simulation of the document when none goes on. Problems come by refused().
    void play();
    void pause();
    void playOrPause();
    void step();
    void stop();

    /// Of simulations, now and to come; 0 is as fast as it goes.
    void setSpeed(double factor);
    double speed() const { return m_options.speed; }
    /// For simulations that play() begins.
    void setSimulatorOptions(const SimulatorOptions &options);
    const SimulatorOptions &simulatorOptions() const { return m_options; }

    /// Into the run that is shown; what is refused comes by refused() too.
    Result<void> inject(const Injection &injection);

    /// Of the deployment: whose engine statistics somebody looks at; those of others are not asked for.
    void wantUsage(std::vector<InstanceIndex> instances);

    /// Which of the two is shown; emits runChanged.
    void show(RunKind kind);
    RunKind shown() const { return m_shown; }

    /// nullptr when that kind has not run yet.
    const RunRecord *record(RunKind kind) const;
    const RunRecord *record() const { return record(m_shown); } ///< of the one shown
    /// Oldest first, at most 8, without the two above.
    const std::vector<std::shared_ptr<RunRecord>> &earlier() const { return m_earlier; }

    bool isLive(RunKind kind) const; ///< started and not over
    bool isLive() const { return isLive(m_shown); }
    SnapshotPtr snapshot() const; ///< of the one shown; null when there is none

    /// The instant that all views point at; nothing is "now".
    void setCursor(std::optional<double> seconds);
    std::optional<double> cursor() const { return m_cursor; }

Q_SIGNALS:
    void runChanged();                          ///< another run is shown: read all anew
    void snapshotChanged(SnapshotPtr snapshot); ///< of the one shown, at most ten times a second
    void eventsAdded(int first);                ///< index into record()->events(); 0 may mean that old ones went
    void progressAdded(RunKind kind);
    void finished(RunKind kind, const QString &error); ///< empty when all is well
    void statusChanged();                              ///< running, paused, over: of either kind
    void refused(const QString &text);                 ///< could not be done, and why
    void injected(const Injection &injection);         ///< the engine took it
    void cursorChanged();

private:
    struct LiveRun {
        std::unique_ptr<Run> run;
        std::shared_ptr<RunRecord> record;
        std::uint64_t nextEvent = 0, nextProgress = 0;
        RunStatus status = RunStatus::Paused;
        bool started = false, over = false;
    };

    static Result<Plan> planFrom(const std::function<Result<Plan>()> &source);
    LiveRun &live(RunKind kind) { return m_slots[static_cast<std::size_t>(kind)]; }
    const LiveRun &live(RunKind kind) const { return m_slots[static_cast<std::size_t>(kind)]; }
    void poll();
    void poll(RunKind kind);
    void takeEvents(RunKind kind);
    void noteStatus(RunKind kind, const Snapshot &snapshot);
    void retire(LiveRun &run);
    bool anyLive() const;

    std::function<Result<Plan>()> m_planSource, m_planToDeploySource;
    SimulatorOptions m_options;
    DeployOptions m_deployOptions;
    RunKind m_shown = RunKind::Simulated;
    std::array<LiveRun, 2> m_slots;
    std::vector<std::shared_ptr<RunRecord>> m_earlier;
    std::vector<std::thread> m_retiring;
    std::optional<double> m_cursor;
    QTimer m_timer;
    int m_runs = 0;
};

} // namespace bayplan
