// SPDX-License-Identifier: GPL-3.0-or-later
// The runs of a window: at most one simulation and one deployment live, the one that is shown, what is kept of earlier
// ones, and the instant at which all views show it. Polls the engines' mailboxes ten times a second; nothing here waits
// for an engine.
#pragma once

#include "app/desktop/run_record.h"
#include "engine/docker/deployment_run.h"
#include "engine/report/run_until.h"
#include "simulator/simulator_run.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace bayplan {

class RunRewind;

/// As OMNeT++ Qtenv names them.
enum class RunMode {
    Run,     ///< at the chosen speed
    Fast,    ///< as fast as the views keep up: every step of the run is shown
    Express, ///< as fast as it goes, and the views follow twice a second
};

struct DeploymentMakers {
    std::function<std::unique_ptr<Run>(Plan plan, const DeployOptions &options)> make = makeDeploymentRun;
    std::function<std::unique_ptr<Run>(Plan plan, const DeployOptions &options)> adopt = adoptDeployment;
};

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
    /// What a recording of a run has as its document.
    void setDocumentSource(std::function<RunOrigin()> source) { m_documentSource = std::move(source); }
    Result<Plan> planOfDocument() const;
    Result<Plan> planToDeploy() const;

    /// Begins and shows a run; one of the same kind that goes on is given up first (a deployment: left as it is).
    void simulate(Plan plan, const SimulatorOptions &options);
    void deploy(Plan plan, const DeployOptions &options);
    void adopt(Plan plan, const DeployOptions &options);
    /// The running deployment becomes what the plan says, and its run goes on with its history in the views. When that
    /// fails or is stopped on its way, all is as before: changeTakenBack().
    void change(Plan plan, const DeployOptions &options);
    bool isChanging() const { return m_beforeChange.has_value(); }
    /// The deployment was there before the session looked at it, and is not on its way.
    bool isAdopted() const { return m_isAdopted; }
    /// Takes a deployment or change back that is on its way; what is there by now stays.
    void giveUp();
    /// Where deployments come from; tests have their own.
    void setDeploymentMakers(DeploymentMakers makers) { m_makers = std::move(makers); }
    /// Any engine at all; not yet started when `start` is false.
    void begin(std::unique_ptr<Run> run, RunKind kind, bool start = true);

    /// Of the last deploy() or adopt(), with the deployment's name filled in; an empty name when there was none.
    const DeployOptions &deployOptions() const { return m_deployOptions; }

    /// Resumes, or begins a simulation of the document when none goes on. Problems come by refused().
    void play();
    void pause();
    void playOrPause();
    void step();
    /// Simulation: up to the next event that touches one of these instances.
    void stepOf(std::vector<InstanceIndex> instances);
    void stop();

    /// Of simulations, now and to come.
    void setMode(RunMode mode);
    RunMode mode() const { return m_mode; }

    /// Of simulations, now and to come, in the mode Run, which it becomes; 0 is as fast as it goes.
    void setSpeed(double factor);
    double speed() const { return m_options.speed; }
    /// For simulations that play() begins.
    void setSimulatorOptions(const SimulatorOptions &options);
    const SimulatorOptions &simulatorOptions() const { return m_options; }

    /// Goes on until that is so (engine/report/run_until.h), and begins a simulation when none goes on. A deployment
    /// goes on all the same: reachedUntil() tells. An empty text forgets it.
    Result<void> runUntil(const QString &text);
    /// What is waited for in the run that is shown; empty when nothing is.
    QString untilText() const { return live(m_shown).untilText; }
    /// Why the run that is shown stands where it does; empty when somebody paused it.
    QString pauseReason() const { return live(m_shown).pauseReason; }

    /// Into the run that is shown; what is refused comes by refused() too.
    Result<void> inject(const Injection &injection);

    /// Of a queue of the run that is shown, see Run::showDeadLetters(). False where nobody can say more: of a run that
    /// is kept.
    bool showDeadLetters(InstanceIndex queue, std::uint64_t before);

    /// Of the deployment: whose engine statistics somebody looks at; those of others are not asked for.
    void wantUsage(std::vector<InstanceIndex> instances);

    /// Which of the two is shown; emits runChanged.
    void show(RunKind kind);
    RunKind shown() const { return m_shown; }

    /// nullptr when that kind has not run yet.
    const RunRecord *record(RunKind kind) const;
    const RunRecord *record() const; ///< of the one shown
    /// Oldest first, without the two above; at most 8 that nobody has given a name.
    const std::vector<std::shared_ptr<RunRecord>> &earlier() const { return m_earlier; }

    /// Of the one shown, live or over; null when there is none, and for kept ones.
    Run *run() const { return m_shownKept ? nullptr : live(m_shown).run.get(); }
    /// Of the one shown, kept ones included: those of simulations are worked out anew. Null when there is no run, and
    /// when what it was cannot be seen any more; another one after runChanged().
    MessageSource *messageSource();

    // ---- kept runs (run_session_kept.cpp) ----

    /// All, oldest first, by number.
    std::vector<std::shared_ptr<RunRecord>> kept() const;
    std::shared_ptr<RunRecord> kept(int number) const; ///< nullptr when there is none
    /// In all views; emits runChanged.
    void showKept(int number);
    void rename(int number, const QString &name);
    /// False for a run that goes on.
    bool remove(int number);
    /// A run from elsewhere, which is shown.
    void add(std::shared_ptr<RunRecord> record);
    /// Another document is drawn from now on, that of the file if there is one: the simulation is over and kept, and a
    /// deployment goes on unseen.
    void leaveDocument(const QString &path);
    /// Of the document that is drawn now, so that what it tells of ids is true of the drawing.
    bool isOfDocument(const RunRecord &record) const;
    /// Of the one shown, the run that it has a history in common with, else nullptr.
    const RunRecord *forkedFrom() const;

    bool isLive(RunKind kind) const;                                ///< started and not over
    bool isLive() const { return !m_shownKept && isLive(m_shown); } ///< the one shown
    SnapshotPtr snapshot() const; ///< of the one shown, at the instant that is shown; null when there is none

    // ---- time (run_session_time.cpp) ----

    /// The instant that all charts point at, while the mouse is over one of them; else the one that is held, if any.
    void setCursor(std::optional<double> seconds);
    std::optional<double> cursor() const { return m_cursor ? m_cursor : m_held; }

    /// All views show the run as it was at that instant, as soon as that is found, whatever the run does meanwhile.
    void hold(double seconds);
    /// Nothing is held any more, nor pointed at.
    void goLive();
    std::optional<double> held() const { return m_held; }
    bool isSeeking() const { return m_isSeeking; }

    /// Begins a simulation with the same history up to that instant, at which it waits for what is done to it there.
    /// Refuses for runs that cannot be done again.
    void fork(double seconds);

Q_SIGNALS:
    void runChanged();                          ///< another run is shown: read all anew
    void snapshotChanged(SnapshotPtr snapshot); ///< of the one shown, at most ten times a second
    void eventsAdded(int first);                ///< index into record()->events(); 0 may mean that old ones went
    void progressAdded(RunKind kind);
    void finished(RunKind kind, const QString &error); ///< empty when all is well
    void changeTakenBack(const QString &error);        ///< what was deployed before runs on
    void statusChanged();                              ///< running, paused, over: of either kind
    void refused(const QString &text);                 ///< could not be done, and why
    void injected(const Injection &injection);         ///< the engine took it
    void cursorChanged();
    void heldChanged();                   ///< another instant is held, or none; or it was found
    void seekProgressed(double fraction); ///< of a way that takes long
    void keptChanged();                   ///< which runs are kept, or their names
    /// The run is where it was to go, and why; paused is false for a deployment, which goes on.
    void reachedUntil(const QString &reason, bool paused);

private:
    struct LiveRun {
        std::unique_ptr<Run> run;
        std::shared_ptr<RunRecord> record;
        std::uint64_t nextEvent = 0, nextProgress = 0;
        RunStatus status = RunStatus::Paused;
        bool started = false, over = false;
        QString untilText, pauseReason;
        std::optional<UntilWatch> watch; ///< of an engine that cannot stop by itself
    };

    struct Deployed {
        Plan plan;
        DeployOptions options;
        RunOrigin origin;
    };

    void beginAs(std::unique_ptr<Run> run, std::shared_ptr<RunRecord> record, bool start);
    void takeChangeBack(const QString &error);
    static Result<Plan> planFrom(const std::function<Result<Plan>()> &source);
    LiveRun &live(RunKind kind) { return m_slots[static_cast<std::size_t>(kind)]; }
    const LiveRun &live(RunKind kind) const { return m_slots[static_cast<std::size_t>(kind)]; }
    void poll();
    void poll(RunKind kind);
    void takeEvents(RunKind kind);
    void noteEvent(RunKind kind, const RunEvent &event);
    void noteStatus(RunKind kind, const Snapshot &snapshot);
    void whenSettled(const std::shared_ptr<RunRecord> &record, const std::function<void()> &done);
    void retire(LiveRun &run);
    bool anyLive() const;
    RunOrigin originOfDocument() const;
    RunOrigin originOfDeployment() const;
    void begin(std::unique_ptr<Run> run, RunKind kind, bool start, RunOrigin origin);
    void beginSimulation(Plan plan, const SimulatorOptions &options, RunOrigin origin, bool start);
    bool beginPaused();
    void keep(std::shared_ptr<RunRecord> record);
    void resumed(LiveRun &run);

    // run_session_control.cpp
    bool showSimulation();
    void applyMode();
    void applyPoll();
    void pollSoon(int looks = 20);
    void lookAgain(const std::shared_ptr<RunRecord> &over, int looks);
    void showNextStep(const Snapshot &shown);
    Duration stepOfRun() const;
    void lookForUntil(RunKind kind, const Snapshot &snapshot);
    void tellUntil(RunKind kind, const QString &reason, bool paused);

    // run_session_time.cpp
    std::shared_ptr<RunRecord> shownRecord() const { return m_shownKept ? m_shownKept : live(m_shown).record; }
    void makeRewind();
    void forgetPast();
    void showPast(int run, const PastState &past);

    std::function<Result<Plan>()> m_planSource, m_planToDeploySource;
    std::function<RunOrigin()> m_documentSource;
    SimulatorOptions m_options;
    DeployOptions m_deployOptions;
    DeploymentMakers m_makers;
    std::optional<Deployed> m_beforeChange; ///< while a change is on its way
    bool m_isAdopted = false;
    RunKind m_shown = RunKind::Simulated;
    std::array<LiveRun, 2> m_slots;
    std::vector<std::shared_ptr<RunRecord>> m_earlier;
    std::vector<std::thread> m_retiring;
    std::shared_ptr<RunRecord> m_shownKept; ///< instead of the one of m_shown
    std::shared_ptr<RunRecord> m_keptMessagesOf;   ///< outlives the next
    std::unique_ptr<MessageSource> m_keptMessages; ///< from when they are asked for
    std::optional<double> m_cursor, m_held;
    bool m_isSeeking = false;
    RunRewind *m_rewind = nullptr;
    RunMode m_mode = RunMode::Run;
    QTimer m_timer;
    int m_runs = 0;
    int m_runsOfOthers = 0; ///< numbers up to this one are of documents before
    QString m_documentPath;
};

} // namespace bayplan
