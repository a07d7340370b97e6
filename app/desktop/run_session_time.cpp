// SPDX-License-Identifier: GPL-3.0-or-later
// The instant at which the views show a run, and other ways from there.
#include "app/desktop/run_session.h"

#include "app/desktop/nice_axis.h"
#include "app/desktop/run_rewind.h"

#include <algorithm>
#include <utility>

namespace bayplan {

namespace {

/// In which everything can be done again up to `at`, and what was done by hand until then.
RunOrigin originOfFork(const std::shared_ptr<RunRecord> &parent, Time at)
{
    RunOrigin origin = parent->origin();
    std::vector<HandAction> before = origin.byHand->actions();
    std::erase_if(before, [&](const HandAction &action) { return action.when.at > at; });
    origin.byHand = std::make_shared<HandLog>(std::move(before));
    origin.forkOf = parent;
    origin.forkAt = toSeconds(at);
    return origin;
}

} // namespace

void RunSession::makeRewind()
{
    m_rewind = new RunRewind(this);
    connect(m_rewind, &RunRewind::found, this, &RunSession::showPast);
    connect(m_rewind, &RunRewind::progressed, this, &RunSession::seekProgressed);
    connect(m_rewind, &RunRewind::failed, this, [this](const QString &why) {
        Q_EMIT refused(why);
        goLive();
    });
}

void RunSession::setCursor(std::optional<double> seconds)
{
    if (m_cursor == seconds)
        return;
    m_cursor = seconds;
    Q_EMIT cursorChanged();
}

void RunSession::hold(double seconds)
{
    const std::shared_ptr<RunRecord> shown = shownRecord();
    if (!shown || !shown->newest())
        return;
    const Time newest = shown->newest()->time;
    // What was there before a change had other containers: the charts know it, the views of this plan do not.
    const Time first = std::min(shown->changedAt().value_or(Time{}), newest);
    const Time at = std::clamp(Time(fromSeconds(seconds)), first, newest);
    if (fromSeconds(seconds) < first.time_since_epoch())
        Q_EMIT refused(tr("Before the change at %1 something else was deployed: charts show that time, and the other "
                          "views begin with the change.")
                           .arg(runTimeText(toSeconds(first), true)));
    m_cursor.reset();
    m_held = toSeconds(at);
    m_isSeeking = true;
    m_rewind->want(shown, at);
    Q_EMIT cursorChanged();
    Q_EMIT heldChanged();
}

void RunSession::showPast(int run, const PastState &past)
{
    const std::shared_ptr<RunRecord> shown = shownRecord();
    if (!m_held || !shown || shown->number() != run)
        return; // too late
    auto state = std::make_shared<Snapshot>(*past.snapshot);
    state->status = shown->newest()->status;
    m_isSeeking = *m_held != past.seconds;
    shown->showPast({past.seconds, std::move(state), past.history});
    Q_EMIT snapshotChanged(shown->snapshot());
    Q_EMIT heldChanged();
}

void RunSession::goLive()
{
    if (!m_held && !m_cursor)
        return;
    forgetPast();
    if (const SnapshotPtr newest = snapshot())
        Q_EMIT snapshotChanged(newest);
}

/// Before another run is shown, too.
void RunSession::forgetPast()
{
    const bool was = m_held || m_cursor;
    m_held.reset();
    m_cursor.reset();
    m_isSeeking = false;
    m_rewind->wantNothing();
    if (const std::shared_ptr<RunRecord> shown = shownRecord())
        shown->showNewest();
    if (!was)
        return;
    Q_EMIT cursorChanged();
    Q_EMIT heldChanged();
}

void RunSession::fork(double seconds)
{
    const std::shared_ptr<RunRecord> parent = shownRecord();
    if (!parent || !parent->origin().isRetraceable) {
        Q_EMIT refused(tr("Only a simulated run can take another path: what happened in a real one cannot be done "
                          "again."));
        return;
    }
    const Time at = std::clamp(Time(fromSeconds(seconds)), Time{}, parent->newest()->time);
    Plan plan = parent->plan();
    if (at <= Time{} || (plan.duration <= Duration(at.time_since_epoch()) && !m_options.endless)) {
        Q_EMIT refused(at <= Time{} ? tr("At its beginning there is no other path: begin a new run.")
                                    : tr("The run is over at that instant: choose one before it."));
        return;
    }
    plan.pauseAt = at.time_since_epoch();
    RunOrigin origin = originOfFork(parent, at);
    SimulatorOptions options = m_options;
    options.duration = Duration(0);
    options.seed = 0; // both are the parent's, and stand in its plan
    options.byHand = origin.byHand->actions();
    beginSimulation(std::move(plan), options, std::move(origin), true);
    live(RunKind::Simulated).pauseReason = tr("the same as %1 until %2; what you do now makes it another")
                                               .arg(parent->title(), runTimeText(toSeconds(at), true));
}

} // namespace bayplan
