// SPDX-License-Identifier: Apache-2.0
// The world in a thread of its own: paced by the steady clock, steered and watched from other threads.
#include "simulator/simulator_run.h"
#include "engine/plan/injected_fault.h"

#include "engine/report/run_until.h"
#include "simulator/event_log.h"
#include "simulator/message_recorder.h"
#include "simulator/retraced_world.h"
#include "simulator/scenario.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace bayplan {
namespace {

using Wall = std::chrono::steady_clock;

constexpr Duration usualSnapshotPeriod = std::chrono::milliseconds(50);
constexpr int snapshotShare = 40; ///< of a run as fast as it goes, one part in so many goes into snapshots
constexpr std::uint64_t eventsPerTurn = 2'000;
constexpr Duration lookAtTimeEvery = std::chrono::milliseconds(10); ///< of run time, at what changes by time alone

class SimulatorRun final : public Run {
public:
    SimulatorRun(Plan plan, const SimulatorOptions &options)
        : m_plan(scenarioOf(std::move(plan), options)), m_endless(options.endless), m_limits(options.limits),
          m_speed(std::max(0.0, options.speed)), m_byHand(options.byHand), m_onHandAction(options.onHandAction)
    {
        auto before = std::make_shared<Snapshot>();
        before->status = RunStatus::Paused;
        before->instances.resize(m_plan.instances.size());
        m_mailbox.put(std::move(before));
        m_thread = std::thread([this] { work(); });
    }

    ~SimulatorRun() override
    {
        stop();
        m_thread.join();
    }

    const Plan &plan() const override { return m_plan; }
    std::string engineName() const override { return "Simulator"; }

    void start() override
    {
        change([](Orders &orders) { orders.paused = false; });
    }
    void pause() override
    {
        change([](Orders &orders) { orders.paused = true; });
    }
    void step() override
    {
        change([](Orders &orders) { ++orders.steps; });
    }
    void stepOf(std::vector<InstanceIndex> instances) override
    {
        change([&](Orders &orders) { orders.stepOf = std::move(instances); });
    }
    Result<void> runUntil(const std::string &text) override;
    void allowUntil(Time limit) override
    {
        change([&](Orders &orders) { orders.allowance = limit; });
    }
    void setSnapshotPeriod(Duration wall) override
    {
        change([&](Orders &orders) { orders.snapshotPeriod = wall; });
    }
    void stop() override
    {
        change([](Orders &orders) { orders.stopped = true; });
    }
    void setSpeed(double factor) override
    {
        change([&](Orders &orders) {
            m_speed = std::isfinite(factor) ? std::max(0.0, factor) : 0;
            orders.speedChanged = true;
        });
    }

    Result<void> inject(const Injection &injection) override
    {
        auto fault = faultOf(m_plan, injection);
        if (!fault)
            return fault.error();
        change([&](Orders &orders) { orders.faults.emplace_back(injection, std::move(fault.value())); });
        return {};
    }

    bool recordsMessages() const override { return true; }
    void recordMessages(const MessageChoice &choice) override
    {
        m_messages.choose(choice);
        change([](Orders &) {});
    }
    MessageChanges messages(std::uint64_t from) const override { return m_messages.changes(from); }

    SnapshotPtr snapshot() const override { return m_mailbox.get(); }
    std::vector<RunEvent> events(std::uint64_t from) const override { return m_events.from(from); }
    std::vector<Progress> progress(std::uint64_t) const override { return {}; }
    Error error() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_error;
    }

private:
    /// From other threads to the worker, under m_mutex.
    struct Orders {
        bool paused = true;
        bool stopped = false;
        bool speedChanged = false;
        std::uint64_t steps = 0;
        std::vector<std::pair<Injection, FaultPlan>> faults;
        std::vector<InstanceIndex> stepOf;
        bool untilChanged = false;
        std::optional<RunUntil> until;
        Time allowance = never;
        Duration snapshotPeriod = usualSnapshotPeriod;
    };
    /// Where virtual and wall time met: the pace counts from here.
    struct Anchor {
        Wall::time_point wall;
        Time time{};
    };

    template <class Change>
    void change(Change apply)
    {
        {
            const std::lock_guard lock(m_mutex);
            apply(m_orders);
        }
        m_changed.notify_one();
    }

    void work();
    void end(World &world, const std::string &why);
    bool obey(World &world, std::unique_lock<std::mutex> &lock);
    void takeOrders(World &world);
    void advance(World &world);
    Time limitOf(const World &world) const;
    Time paceTarget() const;
    Time endTime() const { return m_endless ? never : Time(m_plan.duration); }
    bool isBeforePause(const World &world) const { return world.now() < Time(m_plan.pauseAt); }
    void pauseThere();
    void beginUntil(World &world, RunUntil until);
    bool isWatching() const { return !m_stepOf.empty() || (m_until && m_until->time() == nullptr); }
    bool runWatching(World &world, Time target);
    void lookAtTouched(const World &world);
    bool isThere() const { return m_stepIsDone || (m_until && m_until->reason()); }
    void stopThere(const World &world);
    void publish(const World &world, RunStatus status);
    void tellObserver(const World &world, RunStatus status);
    void anchor(const World &world) { m_anchor = {Wall::now(), world.now()}; }

    const Plan m_plan;
    const bool m_endless;
    const RunLimits m_limits;
    double m_speed; ///< under m_mutex
    const std::vector<HandAction> m_byHand;
    const std::function<void(const HandAction &)> m_onHandAction;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    Orders m_orders;
    Error m_error; ///< under m_mutex
    Mailbox<SnapshotPtr> m_mailbox;
    EventLog m_events;
    MessageRecorder m_messages{m_plan};

    // of the worker
    RetracedWorld *m_retraced = nullptr;
    double m_pace = 1; ///< copy of m_speed
    Time m_allowance = never;
    Duration m_snapshotPeriod = usualSnapshotPeriod;
    Wall::duration m_snapshotCost{0};
    Time m_published{};
    std::optional<UntilWatch> m_until;
    std::vector<InstanceIndex> m_stepOf;
    bool m_stepIsDone = false;
    std::vector<InstanceIndex> m_touched;
    Time m_looked{};
    SnapshotPtr m_untouched; ///< before the first event, for the observer
    Anchor m_anchor;
    Anchor m_measured; ///< the last two publications give the speed that is shown
    Time m_nextObservation{};
    LookTimes m_lookTimes = LookTimes::ofHistory(m_plan);
    std::thread m_thread;
};

void SimulatorRun::work()
{
    RetracedWorld retraced(m_plan, m_plan.seed, m_byHand, World::Checks::All);
    m_retraced = &retraced;
    World &world = retraced.world();
    world.onEvent([this](RunEvent event) {
        if (m_until)
            m_until->see(event);
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
            return true;
        }
        for (; m_orders.steps > 0; --m_orders.steps)
            m_retraced->stepOne();
        m_stepOf.clear(); // somebody paused before it came to that
        lock.unlock();
        publish(world, RunStatus::Paused);
        lock.lock();
        m_changed.wait(lock, [this] {
            return m_orders.stopped || !m_orders.paused || m_orders.steps > 0 || !m_orders.faults.empty() ||
                   m_orders.speedChanged || m_orders.untilChanged || !m_orders.stepOf.empty() ||
                   m_messages.isChoiceNew();
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

Result<void> SimulatorRun::runUntil(const std::string &text)
{
    std::optional<RunUntil> until;
    if (!text.empty()) {
        auto parsed = parseUntil(text, m_plan, snapshot()->time);
        if (!parsed)
            return parsed.error();
        until = std::move(*parsed);
    }
    change([&](Orders &orders) {
        orders.untilChanged = true;
        orders.paused = orders.paused && !until;
        orders.until = std::move(until);
    });
    return {};
}

void SimulatorRun::beginUntil(World &world, RunUntil until)
{
    m_until.emplace(m_plan, std::move(until));
    if (MomentaryCondition *condition = m_until->condition()) {
        condition->observe(world.snapshot());
        condition->observeViolations(world.violations().size());
        m_until->ask();
        m_looked = world.now();
    }
}

/// Event by event, at most a turn of them. True when the target is reached and nothing of what is watched for came.
bool SimulatorRun::runWatching(World &world, Time target)
{
    for (std::uint64_t done = 0; done < eventsPerTurn; ++done) {
        m_touched.clear();
        if (world.nextTime() > target)
            return world.runUntil(target, 0);
        world.stepOne();
        lookAtTouched(world);
        if (isThere())
            return false;
    }
    return false;
}

void SimulatorRun::lookAtTouched(const World &world)
{
    const auto isOne = [this](InstanceIndex index) { return std::ranges::find(m_stepOf, index) != m_stepOf.end(); };
    m_stepIsDone = std::ranges::any_of(m_touched, isOne);
    MomentaryCondition *condition = m_until ? m_until->condition() : nullptr;
    if (condition == nullptr)
        return;
    const bool isAll = world.now() - m_looked >= lookAtTimeEvery;
    if (isAll) {
        m_looked = world.now();
        m_touched = condition->instances();
    }
    for (auto index = m_touched.begin(); index != m_touched.end(); ++index) {
        if (condition->concerns(*index) && std::find(m_touched.begin(), index, *index) == index)
            condition->observe(*index, world.instance(*index), world.now());
    }
    condition->observeViolations(world.violations().size());
    m_until->ask();
}

void SimulatorRun::stopThere(const World &world)
{
    m_stepIsDone = false;
    m_stepOf.clear();
    if (m_until && m_until->reason()) {
        m_events.add({world.now(), "until", "", m_until->text() + ": " + *m_until->reason()});
        m_until.reset();
    }
    tellObserver(world, RunStatus::Running);
    pauseThere();
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
    const auto now = Wall::now();
    m_snapshotCost = now - begin;
    m_published = world.now();
    const double wall = std::chrono::duration<double>(now - m_measured.wall).count();
    if (status == RunStatus::Running && wall > 0)
        snapshot->speed = toSeconds(world.now() - m_measured.time) / wall;
    m_measured = {now, world.now()};
    m_mailbox.put(std::move(snapshot));
}

} // namespace

std::unique_ptr<Run> makeSimulatorRun(Plan plan, const SimulatorOptions &options)
{
    return std::make_unique<SimulatorRun>(std::move(plan), options);
}

} // namespace bayplan
