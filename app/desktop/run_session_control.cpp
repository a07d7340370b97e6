// SPDX-License-Identifier: GPL-3.0-or-later
// How a run goes on: modes, steps, and what it goes on until.
#include "app/desktop/run_session.h"

#include "app/desktop/sentences.h"

#include <algorithm>
#include <utility>

namespace bayplan {

namespace {

constexpr auto pollUsually = std::chrono::milliseconds(100);
constexpr auto pollFast = std::chrono::milliseconds(10);
constexpr auto pollExpress = std::chrono::milliseconds(500);
constexpr Duration snapshotsUsually = std::chrono::milliseconds(50);
constexpr Duration stepsShown = std::chrono::milliseconds(100); ///< of run time, in the mode Fast
constexpr int mostStepsShown = 600;                             ///< of a long run
constexpr int leastLooks = 17;                                  ///< of a paused run, which shows a step at once

} // namespace

void RunSession::play()
{
    if (m_shownKept)
        show(m_shown); // an old one does not go on: the newest does
    goLive();
    LiveRun &one = live(m_shown);
    if (one.run && !one.over) {
        resumed(one);
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

void RunSession::resumed(LiveRun &one)
{
    one.started = true;
    one.pauseReason.clear();
}

void RunSession::pause()
{
    LiveRun &one = live(m_shown);
    if (!one.run || one.over)
        return;
    one.run->pause();
    pollSoon();
}

/// What was ordered shows at once, whatever the mode: looks often until it does.
void RunSession::pollSoon(int looks)
{
    QTimer::singleShot(pollFast, this, [this, looks] {
        poll();
        const LiveRun &one = live(m_shown);
        const bool isRunning = one.run && !one.over && one.status == RunStatus::Running;
        if (looks > (isRunning ? 0 : leastLooks))
            pollSoon(looks - 1);
    });
}

/// At one that is over, of which something else was asked to be shown.
void RunSession::lookAgain(const std::shared_ptr<RunRecord> &over, int looks)
{
    QTimer::singleShot(pollFast, this, [this, over, looks] {
        const LiveRun &one = live(over->kind());
        if (one.record != over || !one.run)
            return;
        const SnapshotPtr newest = one.run->snapshot();
        if (newest != over->newest()) {
            over->setSnapshot(newest);
            if (over.get() == record())
                Q_EMIT snapshotChanged(over->snapshot());
        }
        if (looks > 0)
            lookAgain(over, looks - 1);
    });
}

bool RunSession::showDeadLetters(InstanceIndex queue, std::uint64_t before)
{
    Run *asked = run();
    if (asked == nullptr)
        return false;
    asked->showDeadLetters(queue, before);
    if (live(m_shown).over)
        lookAgain(live(m_shown).record, 20);
    else
        pollSoon();
    return true;
}

void RunSession::playOrPause()
{
    const LiveRun &one = live(m_shown);
    const bool isRunning = one.run && !one.over && one.status == RunStatus::Running;
    if (isRunning && m_shown == RunKind::Simulated && !m_shownKept)
        pause();
    else
        play();
}

/// As it is now; begun, paused, where there is none. False when there can be none, which has been said.
bool RunSession::showSimulation()
{
    const LiveRun &one = live(RunKind::Simulated);
    if (!one.run || one.over) {
        if (!beginPaused())
            return false;
    } else if (m_shown != RunKind::Simulated || m_shownKept) {
        show(RunKind::Simulated);
    }
    goLive();
    return true;
}

void RunSession::step()
{
    if (!showSimulation())
        return;
    LiveRun &one = live(RunKind::Simulated);
    one.pauseReason.clear();
    if (one.status == RunStatus::Running)
        one.run->pause();
    one.run->step();
    pollSoon();
}

void RunSession::stepOf(std::vector<InstanceIndex> instances)
{
    if (!showSimulation())
        return;
    LiveRun &one = live(RunKind::Simulated);
    resumed(one);
    one.run->stepOf(std::move(instances));
    m_timer.start();
    pollSoon();
}

void RunSession::stop()
{
    LiveRun &one = live(m_shown);
    if (!one.run || one.over)
        return;
    one.run->stop();
    pollSoon();
}

// ---- modes ---------------------------------------------------------------------------------------------------------

void RunSession::setSpeed(double factor)
{
    m_options.speed = factor;
    if (m_mode != RunMode::Run) {
        setMode(RunMode::Run);
        return;
    }
    if (LiveRun &one = live(RunKind::Simulated); one.run)
        one.run->setSpeed(factor);
    Q_EMIT statusChanged();
}

void RunSession::setMode(RunMode mode)
{
    m_mode = mode;
    applyMode();
    Q_EMIT statusChanged();
}

void RunSession::applyMode()
{
    applyPoll();
    LiveRun &one = live(RunKind::Simulated);
    if (!one.run)
        return;
    const Time now = one.run->snapshot()->time;
    one.run->setSpeed(m_mode == RunMode::Run ? m_options.speed : 0);
    one.run->allowUntil(m_mode == RunMode::Fast ? now + stepOfRun() : never);
    // In the mode Fast there is one at each step.
    one.run->setSnapshotPeriod(m_mode == RunMode::Run       ? snapshotsUsually
                               : m_mode == RunMode::Express ? Duration(pollExpress)
                                                            : Duration(std::chrono::hours(1)));
}

void RunSession::applyPoll()
{
    m_timer.setInterval(m_mode == RunMode::Run ? pollUsually : m_mode == RunMode::Express ? pollExpress : pollFast);
}

Duration RunSession::stepOfRun() const
{
    return std::max(stepsShown, live(RunKind::Simulated).run->plan().duration / mostStepsShown);
}

/// The views have that one; now it may go on to the next.
void RunSession::showNextStep(const Snapshot &shown)
{
    LiveRun &one = live(RunKind::Simulated);
    if (m_mode == RunMode::Fast && one.run && !one.over)
        one.run->allowUntil(shown.time + stepOfRun());
}

// ---- until ---------------------------------------------------------------------------------------------------------

Result<void> RunSession::runUntil(const QString &text)
{
    const std::string words = text.trimmed().toStdString();
    if (words.empty()) {
        LiveRun &one = live(m_shown);
        if (one.run && !one.watch)
            static_cast<void>(one.run->runUntil({}));
        one.watch.reset();
        one.untilText.clear();
        Q_EMIT statusChanged();
        return {};
    }
    const bool isIdle = !live(m_shown).run || live(m_shown).over;
    if (isIdle) {
        const Result<Plan> plan = planOfDocument(); // what is wrong with the text is told before anything begins
        if (plan.has_error())
            return plan.error();
        if (const auto parsed = parseUntil(words, *plan, Time{}); !parsed)
            return parsed.error();
        if (!beginPaused())
            return {};
    }
    LiveRun &one = live(m_shown);
    if (const auto begun = one.run->runUntil(words); !begun) {
        if (begun.error().code != ErrorCode::Unsupported)
            return begun.error();
        auto parsed = parseUntil(words, one.record->plan(), one.record->newest()->time);
        if (!parsed)
            return parsed.error();
        one.watch.emplace(one.record->plan(), std::move(*parsed));
        lookForUntil(m_shown, *one.record->newest());
    }
    if (m_shownKept)
        show(m_shown);
    goLive();
    resumed(one);
    one.untilText = QString::fromStdString(words);
    m_timer.start();
    Q_EMIT statusChanged();
    return {};
}

/// What the simulator says in its own thread; and for other engines, what their watch finds.
void RunSession::noteEvent(RunKind kind, const RunEvent &event)
{
    LiveRun &one = live(kind);
    if (one.watch)
        one.watch->see(event);
    if (event.kind == "until")
        tellUntil(kind, QString::fromStdString(event.text), true);
}

void RunSession::lookForUntil(RunKind kind, const Snapshot &snapshot)
{
    LiveRun &one = live(kind);
    if (!one.watch)
        return;
    if (MomentaryCondition *condition = one.watch->condition())
        condition->observe(snapshot);
    one.watch->ask();
    one.watch->reach(snapshot.time);
    if (!one.watch->reason())
        return;
    const std::string text = one.watch->text() + ": " + *one.watch->reason();
    one.watch.reset();
    const int before = static_cast<int>(one.record->events().size());
    const bool whole = one.record->addEvents({{snapshot.time, "until", "", text}});
    if (one.record.get() == record())
        Q_EMIT eventsAdded(whole ? before : 0);
    tellUntil(kind, QString::fromStdString(text), false);
}

void RunSession::tellUntil(RunKind kind, const QString &reason, bool paused)
{
    LiveRun &one = live(kind);
    one.untilText.clear();
    if (paused)
        one.pauseReason = reason;
    Q_EMIT reachedUntil(reason, paused);
    Q_EMIT statusChanged();
}

} // namespace bayplan
