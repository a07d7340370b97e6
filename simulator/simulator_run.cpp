// SPDX-License-Identifier: Apache-2.0
// The world in a thread of its own: paced by the steady clock, steered and watched from other threads.
#include "simulator/simulator_thread.h"

#include <utility>

namespace bayplan {
namespace {

constexpr int snapshotShare = 40; ///< of a run as fast as it goes, one part in so many goes into snapshots

/// More dead letters than a snapshot shows.
bool hasHiddenLetters(const World &world)
{
    const Snapshot last = world.snapshot();
    return std::ranges::any_of(last.instances, [](const InstanceSnapshot &instance) {
        const auto *queue = std::get_if<QueueState>(&instance.machine.pattern);
        return queue != nullptr && queue->buried > queue->deadLetters.size();
    });
}

} // namespace

void SimulatorRun::work()
{
    RetracedWorld retraced(m_plan, m_plan.seed, m_byHand, World::Checks::All);
    m_retraced = &retraced;
    World &world = retraced.world();
    world.onEvent([this](RunEvent event) {
        if (m_until)
            m_until->see(event);
        if (m_step)
            m_step->told.push_back(event);
        m_events.add(std::move(event));
    });
    world.onLeadershipChange([this, &world] { tellObserver(world, RunStatus::Running); });
    m_untouched = std::make_shared<Snapshot>(world.snapshot());
    RunGuard guard(m_plan, m_limits);
    // What starts at 0 is there to be looked at, and to be broken.
    while (!retraced.runUntil(Time{}, eventsPerTurn)) {
        if (const auto objection = guard.objectionTo(world))
            return end(world, *objection);
    }
    anchor(world);
    m_measured = m_anchor;
    publish(world, RunStatus::Paused);
    if (m_plan.instances.size() <= livesLookedAt)
        world.onLifeChange([this, &world] { tellObserver(world, RunStatus::Running); });
    while (world.now() < endTime()) {
        std::unique_lock lock(m_mutex);
        if (!obey(world, lock))
            break;
        lock.unlock();
        advance(world);
        if (const auto objection = guard.objectionTo(world))
            return end(world, *objection);
    }
    if (m_until)
        m_events.add({world.now(), "until", "", m_until->text() + ": the run is over and has not come to that"});
    m_messages.ended(world);
    world.checkAnswers();
    tellObserver(world, RunStatus::Finished);
    publish(world, RunStatus::Finished);
    stayReadable(world, RunStatus::Finished);
}

/// What is over can still be asked for its dead letters.
void SimulatorRun::stayReadable(const World &world, RunStatus status)
{
    std::unique_lock lock(m_mutex);
    const bool hasMore = hasHiddenLetters(world);
    while (hasMore && !m_orders.isUnwanted) {
        m_changed.wait(lock, [this] { return m_orders.isUnwanted || m_orders.lettersChanged; });
        m_letters = m_orders.letters;
        m_orders.lettersChanged = false;
        lock.unlock();
        publish(world, status);
        lock.lock();
    }
}

/// It cannot go on.
void SimulatorRun::end(World &world, const std::string &why)
{
    m_messages.ended(world);
    world.checkAnswers();
    {
        const std::lock_guard lock(m_mutex);
        m_error = fail(ErrorCode::LimitExceeded, why);
    }
    tellObserver(world, RunStatus::Failed);
    publish(world, RunStatus::Failed);
    stayReadable(world, RunStatus::Failed);
}

/// Carries out what was ordered and waits while paused. False: it is to end.
bool SimulatorRun::obey(World &world, std::unique_lock<std::mutex> &lock)
{
    while (true) {
        if (m_orders.stopped)
            return false;
        takeOrders(world);
        if (!m_orders.paused) {
            m_orders.steps = 0;
            m_step.reset();
            return true;
        }
        for (; m_orders.steps > 0; --m_orders.steps) {
            m_retraced->comeToNextEvent();
            m_step = world.nextEvent();
            m_retraced->stepOne();
        }
        if (!std::exchange(m_stepOf, {}).empty())
            m_step.reset(); // somebody paused before it came to that
        lock.unlock();
        publish(world, RunStatus::Paused);
        lock.lock();
        m_changed.wait(lock, [this] {
            return m_orders.stopped || !m_orders.paused || m_orders.steps > 0 || !m_orders.faults.empty() ||
                   m_orders.speedChanged || m_orders.untilChanged || !m_orders.stepOf.empty() ||
                   m_orders.lettersChanged || m_messages.isChoiceNew();
        });
        anchor(world);
        m_measured = m_anchor;
    }
}

/// Under the lock: what does not depend on whether it is paused.
void SimulatorRun::takeOrders(World &world)
{
    const bool changed =
        std::exchange(m_orders.speedChanged, false) || !m_orders.faults.empty() || m_allowance != m_orders.allowance;
    m_pace = m_speed;
    m_allowance = m_orders.allowance;
    m_snapshotPeriod = m_orders.snapshotPeriod;
    if (std::exchange(m_orders.lettersChanged, false))
        m_letters = m_orders.letters;
    for (const auto &[injection, fault] : std::exchange(m_orders.faults, {})) {
        const HandAction action{injection, {world.now(), world.eventsDone()}};
        m_messages.note(action);
        if (m_onHandAction)
            m_onHandAction(action);
        world.inject(fault);
    }
    m_messages.attend(world);
    if (std::exchange(m_orders.untilChanged, false)) {
        m_until.reset();
        if (auto until = std::exchange(m_orders.until, std::nullopt))
            beginUntil(world, std::move(*until));
    }
    if (auto wanted = std::exchange(m_orders.stepOf, {}); !wanted.empty()) {
        m_stepOf = std::move(wanted);
        m_orders.paused = false;
    }
    if (changed)
        anchor(world);
    world.noteTouched(isWatching() && !isBeforePause(world) ? &m_touched : nullptr);
}

Time SimulatorRun::paceTarget() const
{
    if (m_pace <= 0)
        return never;
    const double elapsed = std::chrono::duration<double>(Wall::now() - m_anchor.wall).count();
    return after(m_anchor.time, fromSeconds(elapsed * m_pace));
}

/// As far as it may go by itself.
Time SimulatorRun::limitOf(const World &world) const
{
    Time limit = std::min(paceTarget(), m_allowance);
    if (!m_stepOf.empty())
        limit = never;
    if (isBeforePause(world))
        limit = Time(m_plan.pauseAt);
    if (m_until && m_until->time() != nullptr)
        limit = std::min(limit, *m_until->time());
    return std::min(limit, endTime());
}

void SimulatorRun::advance(World &world)
{
    const bool isSought = isBeforePause(world);
    const Time limit = limitOf(world);
    const Time target = isObserved() ? std::min(limit, m_nextObservation) : limit;
    const bool reached =
        isWatching() && !isSought ? runWatching(world, target) : m_retraced->runUntil(target, eventsPerTurn);
    if (isSought && !isBeforePause(world) && reached)
        return pauseThere();
    if (reached && target == m_nextObservation) {
        tellObserver(world, RunStatus::Running);
        m_nextObservation = m_lookTimes.after(world.now());
    }
    if (reached && m_until)
        m_until->reach(world.now());
    if (isThere())
        return stopThere(world);
    const bool isHeld = reached && world.now() == m_allowance && m_published != m_allowance;
    const Wall::duration share = m_pace <= 0 ? m_snapshotCost * snapshotShare : Wall::duration(0);
    if (isHeld || Wall::now() - m_measured.wall >= std::max<Wall::duration>(m_snapshotPeriod, share))
        publish(world, RunStatus::Running);
    if (!reached || target < limit || world.now() >= endTime())
        return;
    // Ahead of its pace: sleep until the next picture is due, or an order comes.
    std::unique_lock lock(m_mutex);
    if (m_orders.allowance == m_allowance)
        m_changed.wait_for(lock, std::chrono::milliseconds(5));
}

void SimulatorRun::pauseThere()
{
    const std::lock_guard lock(m_mutex);
    m_orders.paused = true;
}

/// Only once the run was started or stepped: before that the observer may still be on its way.
void SimulatorRun::tellObserver(const World &world, RunStatus status)
{
    if (!isObserved())
        return;
    if (const SnapshotPtr untouched = std::exchange(m_untouched, nullptr))
        observed(untouched); // what happens at 0 is of the run
    auto snapshot = std::make_shared<Snapshot>(world.snapshot());
    snapshot->status = status;
    observed(std::move(snapshot));
}

void SimulatorRun::publish(const World &world, RunStatus status)
{
    const auto begin = Wall::now();
    auto snapshot = std::make_shared<Snapshot>(world.snapshot());
    snapshot->status = status;
    for (const auto &[queue, before] : m_letters) {
        if (before > 0 && queue < snapshot->instances.size())
            snapshot->instances[queue] = world.instance(queue, before);
    }
    if (m_step && status == RunStatus::Paused)
        snapshot->step = std::make_shared<StepDone>(*m_step);
    const auto now = Wall::now();
    m_snapshotCost = now - begin;
    m_published = world.now();
    const double wall = std::chrono::duration<double>(now - m_measured.wall).count();
    if (status == RunStatus::Running && wall > 0)
        snapshot->speed = toSeconds(world.now() - m_measured.time) / wall;
    m_measured = {now, world.now()};
    m_mailbox.put(std::move(snapshot));
}

std::unique_ptr<Run> makeSimulatorRun(Plan plan, const SimulatorOptions &options)
{
    return std::make_unique<SimulatorRun>(std::move(plan), options);
}

} // namespace bayplan
