// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/run_session.h"

#include "app/desktop/sentences.h"

#include <utility>

namespace bayplan {

namespace {

constexpr auto pollEvery = std::chrono::milliseconds(100);
constexpr std::size_t greatestEarlierCount = 8;
constexpr RunKind bothKinds[] = {RunKind::Simulated, RunKind::Deployed};

} // namespace

RunSession::RunSession(QObject *parent) : QObject(parent)
{
    m_timer.setInterval(pollEvery);
    connect(&m_timer, &QTimer::timeout, this, qOverload<>(&RunSession::poll));
}

RunSession::~RunSession()
{
    for (LiveRun &one : m_slots)
        retire(one);
    for (std::thread &thread : m_retiring)
        thread.join();
}

Result<Plan> RunSession::planOfDocument() const
{
    return planFrom(m_planSource);
}

Result<Plan> RunSession::planToDeploy() const
{
    return planFrom(m_planToDeploySource);
}

Result<Plan> RunSession::planFrom(const std::function<Result<Plan>()> &source)
{
    if (!source)
        return fail(ErrorCode::NotFound, tr("There is no drawing to run.").toStdString(),
                    tr("Open or draw one first.").toStdString());
    return source();
}

// ---- beginning -----------------------------------------------------------------------------------------------------

void RunSession::simulate(Plan plan, const SimulatorOptions &options)
{
    m_options = options;
    begin(makeSimulatorRun(std::move(plan), options), RunKind::Simulated);
}

namespace {

DeployOptions named(DeployOptions options, const Plan &plan)
{
    if (options.deployment.empty())
        options.deployment = plan.name;
    return options;
}

} // namespace

void RunSession::deploy(Plan plan, const DeployOptions &options)
{
    m_deployOptions = named(options, plan);
    begin(makeDeploymentRun(std::move(plan), options), RunKind::Deployed);
}

void RunSession::adopt(Plan plan, const DeployOptions &options)
{
    m_deployOptions = named(options, plan);
    begin(adoptDeployment(std::move(plan), options), RunKind::Deployed);
}

void RunSession::begin(std::unique_ptr<Run> run, RunKind kind, bool start)
{
    LiveRun &one = live(kind);
    if (one.record) {
        m_earlier.push_back(one.record);
        if (m_earlier.size() > greatestEarlierCount)
            m_earlier.erase(m_earlier.begin());
    }
    retire(one);
    one = LiveRun{};
    one.record = std::make_shared<RunRecord>(run->plan(), kind, ++m_runs);
    one.record->setSnapshot(run->snapshot());
    one.record->setEngineName(QString::fromStdString(run->engineName()));
    one.record->poll(run->snapshot());
    run->observe([record = one.record](const SnapshotPtr &snapshot) { record->observe(snapshot); });
    one.run = std::move(run);
    m_shown = kind;
    m_cursor.reset();
    if (start) {
        one.started = true;
        one.run->start();
        one.record->setSnapshot(one.run->snapshot());
        one.status = one.record->snapshot()->status; // what changes from here on is told by noteStatus()
    }
    m_timer.start();
    Q_EMIT runChanged();
    Q_EMIT statusChanged();
}

/// Ending an engine can take seconds: in a thread of its own, joined when the session ends.
void RunSession::retire(LiveRun &one)
{
    if (!one.run)
        return;
    const bool isSimulation = one.record->kind() == RunKind::Simulated;
    m_retiring.emplace_back([run = std::move(one.run), isSimulation]() mutable {
        if (isSimulation)
            run->stop();
        run.reset();
    });
}

// ---- control -------------------------------------------------------------------------------------------------------

void RunSession::play()
{
    LiveRun &one = live(m_shown);
    if (one.run && !one.over) {
        one.started = true;
        one.run->start();
        m_timer.start();
        poll();
        return;
    }
    Result<Plan> plan = planOfDocument();
    if (plan.has_error()) {
        Q_EMIT refused(sentences(plan.error()));
        return;
    }
    simulate(std::move(*plan), m_options);
}

void RunSession::pause()
{
    if (LiveRun &one = live(m_shown); one.run && !one.over)
        one.run->pause();
}

void RunSession::playOrPause()
{
    const LiveRun &one = live(m_shown);
    if (one.run && !one.over && one.status == RunStatus::Running && m_shown == RunKind::Simulated)
        pause();
    else
        play();
}

void RunSession::step()
{
    LiveRun &one = live(RunKind::Simulated);
    if (!one.run || one.over) {
        Result<Plan> plan = planOfDocument();
        if (plan.has_error()) {
            Q_EMIT refused(sentences(plan.error()));
            return;
        }
        begin(makeSimulatorRun(std::move(*plan), m_options), RunKind::Simulated, false);
        one.started = true;
    } else if (m_shown != RunKind::Simulated) {
        show(RunKind::Simulated);
    }
    if (one.status == RunStatus::Running)
        one.run->pause();
    one.run->step();
}

void RunSession::stop()
{
    if (LiveRun &one = live(m_shown); one.run && !one.over)
        one.run->stop();
}

void RunSession::setSpeed(double factor)
{
    m_options.speed = factor;
    if (LiveRun &one = live(RunKind::Simulated); one.run)
        one.run->setSpeed(factor);
    Q_EMIT statusChanged();
}

void RunSession::setSimulatorOptions(const SimulatorOptions &options)
{
    m_options = options;
    Q_EMIT statusChanged();
}

void RunSession::wantUsage(std::vector<InstanceIndex> instances)
{
    if (const LiveRun &deployed = live(RunKind::Deployed); deployed.run)
        deployed.run->wantUsage(std::move(instances));
}

Result<void> RunSession::inject(const Injection &injection)
{
    LiveRun &one = live(m_shown);
    Result<void> result = one.run && !one.over
                              ? one.run->inject(injection)
                              : Result<void>(fail(ErrorCode::Refused, tr("Nothing is running.").toStdString(),
                                                  tr("Press Play or Deploy first.").toStdString()));
    if (result.has_error())
        Q_EMIT refused(sentences(result.error()));
    else
        Q_EMIT injected(injection);
    return result;
}

void RunSession::show(RunKind kind)
{
    if (m_shown == kind)
        return;
    m_shown = kind;
    m_cursor.reset();
    Q_EMIT runChanged();
    Q_EMIT statusChanged();
}

// ---- looking -------------------------------------------------------------------------------------------------------

const RunRecord *RunSession::record(RunKind kind) const
{
    return live(kind).record.get();
}

bool RunSession::isLive(RunKind kind) const
{
    const LiveRun &one = live(kind);
    return one.run && one.started && !one.over;
}

SnapshotPtr RunSession::snapshot() const
{
    const RunRecord *one = record();
    return one ? one->snapshot() : nullptr;
}

void RunSession::setCursor(std::optional<double> seconds)
{
    if (m_cursor == seconds)
        return;
    m_cursor = seconds;
    Q_EMIT cursorChanged();
}

bool RunSession::anyLive() const
{
    for (const LiveRun &one : m_slots)
        if (one.run && !one.over)
            return true;
    return false;
}

void RunSession::poll()
{
    for (const RunKind kind : bothKinds)
        if (live(kind).run && !live(kind).over)
            poll(kind);
    if (!anyLive())
        m_timer.stop();
}

void RunSession::poll(RunKind kind)
{
    LiveRun &one = live(kind);
    const std::shared_ptr<RunRecord> kept = one.record; // a slot may begin another run
    const SnapshotPtr snapshot = one.run->snapshot();
    const bool isNew = snapshot != kept->snapshot();
    if (isNew) {
        kept->setSnapshot(snapshot);
        kept->poll(snapshot);
        kept->setEngineName(QString::fromStdString(one.run->engineName()));
    }
    takeEvents(kind);
    if (isNew && kind == m_shown)
        Q_EMIT snapshotChanged(snapshot);
    if (kept == one.record && snapshot)
        noteStatus(kind, *snapshot);
}

void RunSession::takeEvents(RunKind kind)
{
    LiveRun &one = live(kind);
    const std::shared_ptr<RunRecord> kept = one.record;
    std::vector<RunEvent> events = one.run->events(one.nextEvent);
    std::vector<Progress> progress = one.run->progress(one.nextProgress);
    one.nextEvent += events.size();
    one.nextProgress += progress.size();
    if (!progress.empty()) {
        kept->addProgress(std::move(progress));
        Q_EMIT progressAdded(kind);
    }
    if (!events.empty() && kept == one.record) {
        const std::size_t before = kept->events().size();
        const bool whole = kept->addEvents(std::move(events));
        if (kind == m_shown)
            Q_EMIT eventsAdded(whole ? static_cast<int>(before) : 0);
    }
}

void RunSession::noteStatus(RunKind kind, const Snapshot &snapshot)
{
    LiveRun &one = live(kind);
    if (one.status == snapshot.status)
        return;
    one.status = snapshot.status;
    const Duration pauseAt = one.record->plan().pauseAt;
    if (snapshot.status == RunStatus::Paused && kind == m_shown && pauseAt > Duration(0) &&
        snapshot.time == Time(pauseAt))
        setCursor(toSeconds(pauseAt));
    const bool over = snapshot.status == RunStatus::Finished || snapshot.status == RunStatus::Failed;
    QString error;
    if (over) {
        takeEvents(kind); // what came between the events and the last snapshot
        one.over = true;
        one.record->setError(one.run->error());
        if (snapshot.status == RunStatus::Failed)
            error = sentences(one.run->error());
    }
    Q_EMIT statusChanged();
    if (over)
        Q_EMIT finished(kind, error);
}

} // namespace bayplan
