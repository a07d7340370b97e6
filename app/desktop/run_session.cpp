// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/run_session.h"

#include "app/desktop/sentences.h"
#include "engine/plan/plan.h"

#include <algorithm>
#include <utility>

namespace bayplan {

namespace {

constexpr auto settleAgain = std::chrono::milliseconds(10);
constexpr std::size_t greatestEarlierCount = 8;
constexpr RunKind bothKinds[] = {RunKind::Simulated, RunKind::Deployed};

} // namespace

RunSession::RunSession(QObject *parent) : QObject(parent)
{
    applyPoll();
    makeRewind();
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
    beginSimulation(std::move(plan), options, originOfDocument(), true);
}

RunOrigin RunSession::originOfDocument() const
{
    return m_documentSource ? m_documentSource() : RunOrigin();
}

/// Of which everything can be done again: what is done to it by hand is noted.
void RunSession::beginSimulation(Plan plan, const SimulatorOptions &options, RunOrigin origin, bool start)
{
    origin.isRetraceable = true;
    SimulatorOptions noted = options;
    noted.onHandAction = [log = origin.byHand, also = options.onHandAction](const HandAction &action) {
        log->add(action);
        if (also)
            also(action);
    };
    begin(makeSimulatorRun(std::move(plan), noted), RunKind::Simulated, start, std::move(origin));
}

/// A simulation of the document that waits at its beginning. False when there can be none, which has been said.
bool RunSession::beginPaused()
{
    Result<Plan> plan = planOfDocument();
    if (plan.has_error()) {
        Q_EMIT refused(sentences(plan.error()));
        return false;
    }
    beginSimulation(std::move(*plan), m_options, originOfDocument(), false);
    live(RunKind::Simulated).started = true;
    return true;
}

void RunSession::begin(std::unique_ptr<Run> run, RunKind kind, bool start)
{
    begin(std::move(run), kind, start, kind == RunKind::Deployed ? originOfDeployment() : originOfDocument());
}

/// The document as it is lowered to be deployed.
RunOrigin RunSession::originOfDeployment() const
{
    RunOrigin origin = originOfDocument();
    if (origin.topology)
        origin.topology = withoutSpares(*origin.topology);
    return origin;
}

void RunSession::begin(std::unique_ptr<Run> run, RunKind kind, bool start, RunOrigin origin)
{
    if (const auto &before = live(kind).record)
        keep(before);
    if (kind == RunKind::Deployed)
        m_beforeChange.reset();
    auto record = std::make_shared<RunRecord>(run->plan(), kind, ++m_runs, std::move(origin));
    record->setEngineName(QString::fromStdString(run->engineName()));
    if (!record->origin().isRetraceable)
        record->keepTrail();
    record->poll(run->snapshot());
    beginAs(std::move(run), std::move(record), start);
}

/// The run takes the place of the one of its kind.
void RunSession::beginAs(std::unique_ptr<Run> run, std::shared_ptr<RunRecord> record, bool start)
{
    const RunKind kind = record->kind();
    LiveRun &one = live(kind);
    forgetPast();
    retire(one);
    one = LiveRun{};
    m_shownKept.reset();
    one.record = std::move(record);
    one.record->setSnapshot(run->snapshot());
    run->observe([record = one.record](const SnapshotPtr &snapshot) { record->observe(snapshot); });
    one.run = std::move(run);
    m_shown = kind;
    if (m_mode != RunMode::Run)
        applyMode();
    if (start) {
        one.started = true;
        one.run->start();
        one.record->setSnapshot(one.run->snapshot());
        one.status = one.record->newest()->status; // what changes from here on is told by noteStatus()
    }
    m_timer.start();
    Q_EMIT runChanged();
    Q_EMIT keptChanged();
    Q_EMIT statusChanged();
}

void RunSession::keep(std::shared_ptr<RunRecord> record)
{
    m_earlier.push_back(std::move(record));
    const auto isUnnamed = [](const auto &each) { return each->name().isEmpty(); };
    if (static_cast<std::size_t>(std::ranges::count_if(m_earlier, isUnnamed)) > greatestEarlierCount)
        m_earlier.erase(std::ranges::find_if(m_earlier, isUnnamed));
}

/// Ending an engine can take seconds: in a thread of its own, joined when the session ends.
void RunSession::retire(LiveRun &one)
{
    if (!one.run)
        return;
    const bool isSimulation = one.record->kind() == RunKind::Simulated;
    if (isSimulation)
        one.record->end(); // a deployment goes on unseen
    m_retiring.emplace_back([run = std::move(one.run), isSimulation]() mutable {
        if (isSimulation)
            run->stop();
        run.reset();
    });
}

void RunSession::setSimulatorOptions(const SimulatorOptions &options)
{
    m_options = options;
    Q_EMIT statusChanged();
}

void RunSession::wantUsage(std::vector<InstanceIndex> instances)
{
    if (m_shownKept)
        instances.clear(); // they are those of another plan
    if (const LiveRun &deployed = live(RunKind::Deployed); deployed.run)
        deployed.run->wantUsage(std::move(instances));
}

Result<void> RunSession::inject(const Injection &injection)
{
    LiveRun &one = live(m_shown);
    Result<void> result{};
    if (m_held)
        result = fail(ErrorCode::Refused, tr("What is shown is the past.").toStdString(),
                      tr("Press Live first, or take another path from here.").toStdString());
    else if (m_shownKept || !one.run || one.over)
        result = fail(ErrorCode::Refused, tr("Nothing is running.").toStdString(),
                      tr("Press Run or Deploy first.").toStdString());
    else
        result = one.run->inject(injection);
    if (!result.has_error() && !one.record->origin().isRetraceable)
        one.record->origin().byHand->add({injection, {one.record->newest()->time, one.record->newest()->events}});
    if (result.has_error())
        Q_EMIT refused(sentences(result.error()));
    else
        Q_EMIT injected(injection);
    return result;
}

void RunSession::show(RunKind kind)
{
    if (m_shown == kind && !m_shownKept)
        return;
    forgetPast();
    m_shownKept.reset();
    m_shown = kind;
    Q_EMIT runChanged();
    Q_EMIT statusChanged();
}

// ---- looking -------------------------------------------------------------------------------------------------------

const RunRecord *RunSession::record(RunKind kind) const
{
    return live(kind).record.get();
}

const RunRecord *RunSession::record() const
{
    return m_shownKept ? m_shownKept.get() : record(m_shown);
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
    const SnapshotPtr newest = one.run->snapshot();
    const bool isNew = newest != kept->newest();
    if (isNew) {
        kept->setSnapshot(newest);
        kept->poll(newest);
        kept->setEngineName(QString::fromStdString(one.run->engineName()));
        lookForUntil(kind, *newest);
    }
    takeEvents(kind);
    if (isNew && kept.get() == record())
        Q_EMIT snapshotChanged(kept->snapshot());
    if (isNew && newest->status != RunStatus::Running && !kept->isSettled())
        whenSettled(kept, [this, kept] { // it may be the last for long
            if (kept.get() == record())
                Q_EMIT snapshotChanged(kept->snapshot());
        });
    if (kept != one.record || !newest)
        return;
    noteStatus(kind, *newest);
    if (kept == one.record && isNew)
        showNextStep(*newest);
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
        for (const RunEvent &event : events)
            noteEvent(kind, event);
        const std::size_t before = kept->events().size();
        const bool whole = kept->addEvents(std::move(events));
        if (kept.get() == record())
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
    if (over && kind == RunKind::Deployed && m_beforeChange) {
        takeEvents(kind);
        takeChangeBack(sentences(one.run->error()));
        return;
    }
    if (kind == RunKind::Deployed && snapshot.status == RunStatus::Running)
        m_beforeChange.reset(); // it has been made
    QString error;
    if (over) {
        takeEvents(kind); // what came between the events and the last snapshot
        one.over = true;
        one.untilText.clear();
        one.record->setError(one.run->error());
        if (snapshot.status == RunStatus::Failed)
            error = sentences(one.run->error());
    }
    Q_EMIT statusChanged();
    if (!over)
        return;
    if (one.record->isSettled())
        Q_EMIT finished(kind, error);
    else
        whenSettled(one.record, [this, kind, error] { Q_EMIT finished(kind, error); });
}

/// Later: what was observed last is on its way to the history.
void RunSession::whenSettled(const std::shared_ptr<RunRecord> &record, const std::function<void()> &done)
{
    QTimer::singleShot(settleAgain, this, [this, record, done] {
        if (record->isSettled())
            done();
        else
            whenSettled(record, done);
    });
}

} // namespace bayplan
