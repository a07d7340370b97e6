// SPDX-License-Identifier: Apache-2.0
// The world in a thread of its own: paced by the steady clock, steered and watched from other threads.
#include "simulator/simulator_run.h"
#include "engine/plan/injected_fault.h"

#include "simulator/message_recorder.h"
#include "simulator/scenario.h"
#include "simulator/world.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace bayplan {
namespace {

using Wall = std::chrono::steady_clock;

constexpr auto snapshotPeriod = std::chrono::milliseconds(50);
constexpr std::uint64_t eventsPerTurn = 2'000;
constexpr int observationsOfRun = 600; ///< of a whole run, for who keeps its history
constexpr Duration closestObservations = std::chrono::milliseconds(100);
constexpr std::size_t eventsKept = 100'000;

/// Events by their index since the start; the oldest go when there are too many.
class EventLog {
public:
    void add(RunEvent event)
    {
        const std::lock_guard lock(m_mutex);
        m_events.push_back(std::move(event));
        if (m_events.size() <= eventsKept)
            return;
        m_events.pop_front();
        ++m_first;
    }

    std::vector<RunEvent> from(std::uint64_t index) const
    {
        const std::lock_guard lock(m_mutex);
        std::vector<RunEvent> events;
        if (index < m_first) {
            // One for each that is lost, so that the reader's next index is right.
            events.resize(static_cast<std::size_t>(m_first - index),
                          {m_events.front().time, "dropped", "", "an older event"});
            index = m_first;
        }
        const auto skip = static_cast<std::size_t>(std::min<std::uint64_t>(index - m_first, m_events.size()));
        events.insert(events.end(), m_events.begin() + static_cast<std::ptrdiff_t>(skip), m_events.end());
        return events;
    }

private:
    mutable std::mutex m_mutex;
    std::deque<RunEvent> m_events;
    std::uint64_t m_first = 0;
};

class SimulatorRun final : public Run {
public:
    SimulatorRun(Plan plan, const SimulatorOptions &options)
        : m_plan(scenarioOf(std::move(plan), options)), m_endless(options.endless), m_limits(options.limits),
          m_speed(std::max(0.0, options.speed)), m_onHandAction(options.onHandAction)
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
    void advance(World &world);
    Time paceTarget() const;
    bool isBeforePause(const World &world) const { return world.now() < Time(m_plan.pauseAt); }
    void pauseThere();
    void publish(const World &world, RunStatus status);
    void tellObserver(const World &world, RunStatus status);
    void anchor(const World &world) { m_anchor = {Wall::now(), world.now()}; }

    const Plan m_plan;
    const bool m_endless;
    const RunLimits m_limits;
    double m_speed; ///< under m_mutex
    const std::function<void(const HandAction &)> m_onHandAction;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    Orders m_orders;
    Error m_error; ///< under m_mutex
    Mailbox<SnapshotPtr> m_mailbox;
    EventLog m_events;
    MessageRecorder m_messages{m_plan};

    // of the worker
    double m_pace = 1; ///< copy of m_speed
    Anchor m_anchor;
    Anchor m_measured; ///< the last two publications give the speed that is shown
    Time m_nextObservation{};
    std::thread m_thread;
};

void SimulatorRun::work()
{
    World world(m_plan, m_plan.seed);
    world.onEvent([this](RunEvent event) { m_events.add(std::move(event)); });
    world.onLeadershipChange([this, &world] { tellObserver(world, RunStatus::Running); });
    RunGuard guard(m_plan, m_limits);
    // What starts at 0 is there to be looked at, and to be broken.
    while (!world.runUntil(Time{}, eventsPerTurn)) {
        if (const auto objection = guard.objectionTo(world))
            return end(world, *objection);
    }
    anchor(world);
    m_measured = m_anchor;
    publish(world, RunStatus::Paused);
    const Time over = m_endless ? never : Time(m_plan.duration);
    while (world.now() < over) {
        std::unique_lock lock(m_mutex);
        if (!obey(world, lock))
            break;
        lock.unlock();
        advance(world);
        if (const auto objection = guard.objectionTo(world))
            return end(world, *objection);
    }
    m_messages.ended(world);
    tellObserver(world, RunStatus::Finished);
    publish(world, RunStatus::Finished);
}

/// It cannot go on.
void SimulatorRun::end(World &world, const std::string &why)
{
    m_messages.ended(world);
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
        const bool changed = std::exchange(m_orders.speedChanged, false) || !m_orders.faults.empty();
        m_pace = m_speed;
        for (const auto &[injection, fault] : std::exchange(m_orders.faults, {})) {
            const HandAction action{injection, {world.now(), world.eventsDone()}};
            m_messages.note(action);
            if (m_onHandAction)
                m_onHandAction(action);
            world.inject(fault);
        }
        m_messages.attend(world);
        if (changed)
            anchor(world);
        if (!m_orders.paused) {
            m_orders.steps = 0;
            return true;
        }
        for (; m_orders.steps > 0; --m_orders.steps)
            world.stepOne();
        lock.unlock();
        publish(world, RunStatus::Paused);
        lock.lock();
        m_changed.wait(lock, [this] {
            return m_orders.stopped || !m_orders.paused || m_orders.steps > 0 || !m_orders.faults.empty() ||
                   m_orders.speedChanged || m_messages.isChoiceNew();
        });
        anchor(world);
        m_measured = m_anchor;
    }
}

Time SimulatorRun::paceTarget() const
{
    if (m_pace <= 0)
        return never;
    const double elapsed = std::chrono::duration<double>(Wall::now() - m_anchor.wall).count();
    return after(m_anchor.time, fromSeconds(elapsed * m_pace));
}

void SimulatorRun::advance(World &world)
{
    const Time end = m_endless ? never : Time(m_plan.duration);
    const bool isSought = isBeforePause(world);
    const Time pace = std::min(end, isSought ? Time(m_plan.pauseAt) : paceTarget());
    const Time target = isObserved() ? std::min(pace, m_nextObservation) : pace;
    const bool reached = world.runUntil(target, eventsPerTurn);
    if (isSought && !isBeforePause(world) && reached)
        return pauseThere();
    if (reached && target == m_nextObservation) {
        tellObserver(world, RunStatus::Running);
        m_nextObservation = world.now() + std::max(closestObservations, m_plan.duration / observationsOfRun);
    }
    if (Wall::now() - m_measured.wall >= snapshotPeriod)
        publish(world, RunStatus::Running);
    if (!reached || target < pace || world.now() >= end)
        return;
    // Ahead of its pace: sleep until the next picture is due, or an order comes.
    std::unique_lock lock(m_mutex);
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
    auto snapshot = std::make_shared<Snapshot>(world.snapshot());
    snapshot->status = status;
    observed(std::move(snapshot));
}

void SimulatorRun::publish(const World &world, RunStatus status)
{
    auto snapshot = std::make_shared<Snapshot>(world.snapshot());
    snapshot->status = status;
    const auto now = Wall::now();
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
