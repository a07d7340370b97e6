// SPDX-License-Identifier: Apache-2.0
// The world in a thread of its own, as simulator_run.cpp drives it.
#pragma once

#include "engine/plan/injected_fault.h"
#include "engine/plan/step_done.h"
#include "engine/report/run_until.h"
#include "simulator/event_log.h"
#include "simulator/message_recorder.h"
#include "simulator/retraced_world.h"
#include "simulator/scenario.h"
#include "simulator/simulator_run.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace bayplan {

inline constexpr Duration usualSnapshotPeriod = std::chrono::milliseconds(50);
inline constexpr std::uint64_t eventsPerTurn = 2'000;

class SimulatorRun final : public Run {
public:
    using Wall = std::chrono::steady_clock;

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
        change([](Orders &orders) { orders.stopped = orders.isUnwanted = true; });
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
    void showDeadLetters(InstanceIndex queue, std::uint64_t before) override
    {
        change([=](Orders &orders) {
            orders.letters[queue] = before;
            orders.lettersChanged = true;
        });
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
        bool isUnwanted = false; ///< nobody reads any more
        bool lettersChanged = false;
        std::map<InstanceIndex, std::uint64_t> letters; ///< by queue: before which task they are shown
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
    void stayReadable(const World &world, RunStatus status);
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
    void noteStep(const World &world);
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
    std::map<InstanceIndex, std::uint64_t> m_letters;
    Time m_published{};
    std::optional<UntilWatch> m_until;
    std::vector<InstanceIndex> m_stepOf;
    bool m_stepIsDone = false;
    std::optional<StepDone> m_step; ///< the event that was done last, or is being done, while somebody steps
    std::vector<InstanceIndex> m_touched;
    Time m_looked{};
    SnapshotPtr m_untouched; ///< before the first event, for the observer
    Anchor m_anchor;
    Anchor m_measured; ///< the last two publications give the speed that is shown
    Time m_nextObservation{};
    LookTimes m_lookTimes = LookTimes::ofHistory(m_plan);
    std::thread m_thread;
};

} // namespace bayplan
