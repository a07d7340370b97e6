// SPDX-License-Identifier: Apache-2.0
// A plan in virtual time: its machines, the network between them, their disks, and what is broken on purpose. It drives
// machines by the contract of engine/patterns/machine.h and knows no pattern.
#pragma once

#include "engine/base/copies.h"
#include "engine/base/fifo.h"
#include "engine/base/on_demand.h"
#include "engine/base/random.h"
#include "engine/base/skewed_clock.h"
#include "engine/patterns/machine.h"
#include "engine/plan/message_log.h"
#include "engine/plan/plan.h"
#include "engine/plan/snapshot.h"
#include "engine/plan/step_done.h"
#include "simulator/election_watch.h"
#include "simulator/event_queue.h"
#include "simulator/invariants.h"
#include "simulator/log_files.h"
#include "simulator/network.h"
#include "simulator/pool.h"
#include "simulator/processors.h"
#include "simulator/sized_volumes.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bayplan {

class MessageTap;

/// Not thread-safe. Equal plans and seeds give equal histories on every compiler. The plan outlives the world.
/// A copy goes on from the same instant to the same history, shares nothing, has no receivers, and checks nothing.
class World {
public:
    enum class Checks : std::uint8_t { None, All };

    /// Without checks the history is the same; violations() says nothing, and no change of leadership is told.
    World(const Plan &plan, std::uint64_t seed, Checks checks = Checks::All);
    World(const World &) = default;
    World &operator=(const World &) = delete;

    Time now() const { return m_now; }
    std::uint64_t eventsDone() const { return m_eventsDone; }

    /// Of every event so far, in order.
    std::uint64_t traceHash() const { return m_traceHash; }

    /// Does what happens at or before `until`, at most `maxEvents` of it, and fewer where they send many megabytes of
    /// lines. True when nothing of it is left; then now() is `until`.
    bool runUntil(Time until, std::uint64_t maxEvents);

    /// One event; false when none is pending.
    bool stepOne();

    /// Begins now. The plan's own faults come by themselves.
    void inject(const FaultPlan &fault);

    /// Who is told of messages from now on, those that are on their way included; null: nobody. It tells nobody of
    /// them, and outlives the world or is taken away before.
    void tapMessages(MessageTap *tap);

    /// So far: the number of the last one.
    std::uint64_t messagesSent() const { return m_messages; }

    /// So far, in requests: of all that is asked, lines alone take the memory that they are long.
    std::uint64_t lineBytesSent() const { return m_lineBytes; }

    Snapshot snapshot() const;

    /// What snapshot() has of one.
    InstanceSnapshot instance(InstanceIndex index) const;

    /// The same of a work queue that shows its dead letters before that task; the queue itself is left as it is.
    InstanceSnapshot instance(InstanceIndex index, std::uint64_t lettersBefore) const;

    /// Of the next event; never when none is pending.
    Time nextTime() const { return m_queue.empty() ? never : m_queue.nextTime(); }

    /// What it is, in more words than it takes to do it: for who goes on one by one. Other when none is pending.
    StepDone nextEvent() const;

    /// Whom it is about, at next to no cost; of faults and hosts nobody in particular.
    std::optional<InstanceIndex> nextInstance() const;

    /// From now on the instances that an event touches are appended here: stepped, started or ended. nullptr: nowhere.
    void noteTouched(std::vector<InstanceIndex> *list) { m_touched = list; }

    /// Roughly what it holds in memory.
    std::size_t bytes() const;

    /// Promises broken so far (PATTERNS 1 to 7), checked at every event.
    const std::vector<Violation> &violations() const { return m_violations.list(); }

    /// Looks for requests that were never answered, which only time can tell.
    void checkAnswers();

    /// Called after each event that changed who holds a lease.
    void onLeadershipChange(std::function<void()> receiver) { m_leadershipReceiver = std::move(receiver); }

    /// Behind each event in which containers have started, become ready, were told to stop or ended.
    void onLifeChange(std::function<void()> receiver) { m_lifeReceiver = std::move(receiver); }

    /// Called at each event that a user wants to know of.
    void onEvent(std::function<void(RunEvent)> receiver) { m_receiver = std::move(receiver); }

private:
    static constexpr std::size_t lineBytes = 64; ///< of the processor's caches

    /// Set in an event's `what` when the rest of it is an instance to wake.
    static constexpr std::uint32_t wakeMark = 1U << (EventQueue::whatBits - 1);

    /// Of one runUntil(), roughly: between two looks at the memory they take.
    static constexpr std::uint64_t mostLineBytesAtOnce = 16'000'000;

    /// What a pending event is about, when it is more than waking an instance.
    struct alignas(lineBytes) Happening {
        enum class Kind : std::uint8_t {
            Request,
            Answer,
            OneWay,
            Cancel,
            Synced,
            LogRead,
            Start,
            GraceOver,
            Fault,
            FaultOver,
            FaultFlaps,
            StepOver,
            Roll,
            Processor,
            Computed,
            LoadChanged,
            Meddled,
            Order ///< to a queue, by hand: `asked`; nobody waits for the answer
        };
        Kind kind = Kind::Request;
        CallStatus status = CallStatus::Ok; ///< Answer only
        InstanceIndex instance = 0;
        std::uint32_t life = 0;   ///< of the instance; the event is void in another
        std::uint32_t number = 0; ///< connection, letter, file, fault, host, or place in m_meddled
        PeerId from = 0;          ///< Answer only
        std::uint64_t id = 0;     ///< Cancel: of the request; Answer: of the call; Computed: token
        Duration timeout{0};      ///< Request only
        RequestBody asked;
        ReplyBody answered;
        std::uint64_t message = 0; ///< which one it is of all that were sent; 0: none
    };
    static_assert(sizeof(Happening) == lineBytes);

    /// One call from its sending to its answer.
    struct alignas(lineBytes) Connection {
        InstanceIndex caller = 0, callee = 0;
        std::uint32_t callerLife = 0, calleeLife = 0;
        PeerId peer = 0;
        std::uint32_t generation = 0;
        std::uint64_t callId = 0;
        Time sent{};
        Time answerBy = never; ///< the caller waits no longer
        bool open = false;
        bool arrived = false;
        bool answered = false;  ///< by its callee
        bool withdrawn = false; ///< before it arrived
        std::uint64_t message = 0;
    };
    static_assert(sizeof(Connection) == lineBytes);

    /// What comes in place of one arrival that somebody laid hands on: nothing, the same later, more than one.
    struct Meddling {
        struct Coming {
            std::uint32_t happening = 0;
            Duration later{0};
        };
        std::vector<Coming> coming;
    };

    /// A message that sets out.
    struct Sending {
        std::uint64_t number = 0;
        InstanceIndex from = 0, to = 0;
        LaneId lane;
        std::optional<Time> arrival; ///< nothing: it is lost
        CallStatus status = CallStatus::Ok;
        std::uint64_t answers = 0, copyOf = 0;
    };

    enum class Ending { Killed, OutOfMemory, Stopped, GraceOver };

    /// From an engine's order to start a container until its program runs.
    static constexpr Duration containerStartTime = std::chrono::milliseconds(300);

    enum class CrashMoment : std::uint8_t { Before, Torn, After };

    struct Crash {
        CrashMoment moment = CrashMoment::Before;
        Duration downFor{0}; ///< 0: for good
    };

    struct Disk {
        std::uint32_t full = 0, lying = 0; ///< faults that make it so
        Duration slow{0};                  ///< until a write is synced; 0: as usual
        Started honest;                    ///< while it lies: what a crash leaves
    };

    /// Of who has ever written.
    struct Storage {
        Started written;              ///< what its next life finds
        std::vector<Effect> deferred; ///< a write under way, and what waits for it

        std::size_t heapBytes() const { return heapBytesOfAll(written.durable, written.journal, deferred); }
    };

    /// What every step touches: one line.
    struct alignas(lineBytes) Instance {
        Cloned<Machine> machine;
        Uncopied<Watch *> watch;
        Time wakeAt = never;   ///< of the earliest pending event that wakes it
        Time deadline = never; ///< of the machine, after its last step
        SkewedClock clock;
        std::uint32_t life = 0;
        std::uint16_t pauses = 0; ///< faults that hold it
        bool alive : 1 = false;
        bool syncing : 1 = false; ///< waits for its disk
        bool stopping : 1 = false;
        bool toldToStop : 1 = false;
        bool startAgain : 1 = false;  ///< once it has stopped
        bool starting : 1 = false;    ///< and not ready yet
        bool writeFailed : 1 = false; ///< and it has not been told yet
        bool wakeWaits : 1 = false;   ///< a wake-up came while it could not be given
        bool computing : 1 = false;   ///< a slow processor is not done with its last step
        bool slow : 1 = false;        ///< Hardship::stepTime counts

        bool canStep() const { return alive && pauses == 0 && !syncing && !computing && machine != nullptr; }
    };

    /// What is wrong with the machine that it runs on.
    struct Hardship {
        Duration stepTime{0}; ///< of a slow processor
        Disk disk;
        std::optional<Crash> crash; ///< at its next write
    };

    /// What few steps of an instance touch.
    struct Container {
        Fifo<std::uint32_t> inbox;               ///< happenings that wait while it is paused or syncing
        std::vector<std::uint32_t> withdrawable; ///< connections by the lower half of the call's id; may be outdated
        OnDemand<Storage> storage;
        OnDemand<MachineState> past; ///< of the lives before
        OnDemand<Hardship> hardship;
        Time resumed{};         ///< end of its last pause
        Time downUntil{};       ///< by faults; never: for good
        std::uint64_t lost = 0; ///< requests under way at the ends of its lives
        std::uint32_t restarts = 0;
    };

    /// A rolling restart: pod after pod, each when the one before is ready again.
    struct Roll {
        FaultPlan plan;
        std::vector<std::uint32_t> pods;
        std::size_t done = 0;
        Time readyAt = never; ///< of the pod under way
        Time giveUpAt = never;
        std::uint64_t lostBefore = 0;
    };

    struct ActiveFault {
        FaultPlan plan;
        bool over = false;
        bool flows = false; ///< traffic: hits its lanes now; a flapping one comes and goes
        std::vector<LaneId> lanes;
        std::vector<std::pair<InstanceIndex, std::uint32_t>> held; ///< paused instances and their lives
    };

    // world.cpp: events and steps
    void doNext();
    void fetchAhead() const;
    void wake(InstanceIndex index);
    void handle(std::uint32_t number);
    void deliver(InstanceIndex index, std::uint32_t number);
    void give(InstanceIndex index, Happening &happening);
    void discard(std::uint32_t number);
    void step(InstanceIndex index, Input &&input);
    void scheduleWake(InstanceIndex index);
    Time localTime(InstanceIndex index) const { return m_instances[index].clock.local(m_now); }
    void drain(InstanceIndex index);
    Happening &push(Time at, Happening::Kind kind, InstanceIndex instance);
    static std::size_t lineBytesOf(const RequestBody &asked);
    void trace(std::uint64_t value);
    void tellViolations();
    void tell(std::string_view kind, const std::string &subject, std::string text);
    void addWatches();
    void touched(InstanceIndex index)
    {
        if (m_touched)
            (*m_touched)->push_back(index);
    }
    MachineState stateOf(InstanceIndex index) const;
    const InstancePlan &planOf(InstanceIndex index) const { return m_plan.instances[index]; }
    Disk *brokenDisk(InstanceIndex index);
    Started writtenBy(InstanceIndex index) const;
    std::string survivingState(InstanceIndex index);

    // world_next.cpp: the next event, looked at
    bool isTimerStale(InstanceIndex index) const;
    void describe(const Happening &happening, StepDone &step) const;

    // world_effects.cpp: what machines want done
    void apply(InstanceIndex index, std::vector<Effect> &effects);
    void applyOne(InstanceIndex index, Effect &effect);
    void send(InstanceIndex index, SendEffect &effect);
    void call(InstanceIndex index, PeerId peer, Call &&sent);
    void withdraw(InstanceIndex index, PeerId peer, std::uint64_t callId);
    void cancel(std::uint32_t connection);
    void reply(InstanceIndex index, ReplyEffect &effect);
    void answer(std::uint32_t connection, CallStatus status, ReplyBody &&body);
    void beginSync(InstanceIndex index, std::vector<Effect>::iterator first, std::vector<Effect>::iterator last);
    std::size_t carryOutWrites(InstanceIndex index, std::size_t most = SIZE_MAX);
    bool crashAtWrite(InstanceIndex index);
    bool reachedDisk(InstanceIndex index) const;
    bool isDiskFull(InstanceIndex index);
    bool writesFit(InstanceIndex index) const;
    void synced(InstanceIndex index);
    void receiveRequest(InstanceIndex index, Happening &happening);
    Happening &carry(Time at, InstanceIndex to, PeerId from, Message &&message);
    void log(InstanceIndex index, LogEffect &effect);
    void countLog(InstanceIndex index, LogFileIndex file, bool isFull);
    void readLog(LogFileIndex file);
    void checkTurnedAway(InstanceIndex index, std::uint32_t connection, RequestId request);
    void close(std::uint32_t connection);
    RequestId requestIdOf(std::uint32_t connection) const;

    // world_lives.cpp: starts, ends and faults
    void scheduleStarts();
    void start(InstanceIndex index);
    void end(InstanceIndex index, Ending ending, std::string_view why);
    void tellEnd(InstanceIndex index, Ending ending, std::string_view why, std::uint64_t lost);
    void stop(InstanceIndex index);
    void afterStep(InstanceIndex index);
    std::uint64_t dropConnections(InstanceIndex index);
    void startSoon(InstanceIndex index);
    bool waitsAsSpare(InstanceIndex index) const;
    void replicate(const FaultPlan &plan);
    void checkDrained(InstanceIndex index);
    bool drains(InstanceIndex index) const;

    // world_roll.cpp: readiness, and restarts that wait for it
    void heedLifecycle(InstanceIndex index, std::string_view event);
    void sayReadiness(InstanceIndex index, bool ready);
    void findWhoBalances();
    void hearOfSpares(InstanceIndex balancer);
    void beginRoll(const FaultPlan &plan);
    void advanceRoll(std::uint32_t number);
    void restartPod(const Roll &roll);
    std::string_view notReadyIn(const Roll &roll) const;
    void restart(InstanceIndex index);
    std::uint64_t lostOf(const FaultPlan &plan) const;

    // world_faults.cpp
    void beginFault(const FaultPlan &plan);
    void order(const FaultPlan &plan);
    void endFault(std::uint32_t number);
    void beginActive(std::uint32_t number);
    void endActive(std::uint32_t number);
    void kill(const FaultPlan &plan);
    void keepDown(InstanceIndex index, Duration length);
    void resume(const FaultPlan &plan);
    void flap(std::uint32_t number);
    void setFlow(std::uint32_t number, bool flows);
    void setCut(const LaneId &lane, bool isCut);
    void countActive(const FaultPlan &plan, int change);
    void pause(ActiveFault &fault);
    void release(InstanceIndex index, std::uint32_t life);
    void armCrash(const FaultPlan &plan);
    void beginDisk(const FaultPlan &plan);
    void endDisk(const FaultPlan &plan);
    std::int64_t clockRateOf(InstanceIndex index) const;
    void setClock(const FaultPlan &plan, bool begins);
    Duration delayWithout(const FaultPlan &ended, InstanceIndex index, Duration greatest) const;
    void setStepTime(const FaultPlan &plan, bool begins);

    // world_messages.cpp: messages as somebody watches them, or lays hands on one
    void tellTap(const Sending &sending, Lane::Payload payload);
    std::optional<MessageRecord> recordOf(const Happening &happening) const;
    std::optional<InstanceIndex> senderOf(const Happening &happening) const;
    std::string wordsOfMessage(const Happening &happening) const;
    bool waitsInInbox(std::uint32_t happening) const;
    std::optional<std::uint32_t> findOnItsWay(const FaultPlan &plan, std::string &whyNot) const;
    void meddle(const FaultPlan &plan);
    std::pair<std::vector<Meddling::Coming> *, std::size_t> takeInHand(std::uint32_t happening);
    void drop(std::uint32_t happening);
    std::uint32_t copyOf(std::uint32_t happening);
    void meddledArrives(std::uint32_t number);

    // world_processors.cpp
    void compute(InstanceIndex index, const ComputeEffect &effect);
    void computed(Time at, InstanceIndex index, std::uint64_t token);
    void scheduleProcessor(std::uint32_t host);
    void processorDue(std::uint32_t host);
    void dropWork(InstanceIndex index);
    void holdWork(InstanceIndex index);
    double loadFactorOf(InstanceIndex index) const;
    void tellLoad(InstanceIndex index);
    void changeLoad(const FaultPlan &plan);
    double coreLimitOf(InstanceIndex index) const;
    void changeLimits(const FaultPlan &plan);

    const Plan &m_plan;
    std::uint64_t m_seed;
    Time m_now{};
    EventQueue m_queue;
    Pool<Happening> m_happenings;
    Pool<Connection> m_connections;
    Pool<Received> m_letters; ///< messages on their way that are no calls
    std::vector<Instance> m_instances;
    std::vector<Container> m_containers; ///< by instance
    Network m_network;
    Processors m_processors;
    LogFiles m_logFiles;
    SizedVolumes m_volumes;
    Violations m_violations;
    std::size_t m_violationsTold = 0;
    Uncopied<Checks> m_checks;
    Uncopied<std::unique_ptr<ElectionWatch>> m_elections; ///< with checks
    Uncopied<std::vector<std::unique_ptr<Watch>>> m_otherWatches;
    Effects m_effects;
    std::uint64_t m_messages = 0;  ///< sent so far
    std::uint64_t m_lineBytes = 0; ///< likewise
    std::vector<Meddling> m_meddled;
    Uncopied<MessageTap *> m_tap;
    int m_activeFaults = 0, m_activeCuts = 0; ///< cuts that do not flap
    std::deque<ActiveFault> m_faults;
    std::vector<Roll> m_rolls;
    std::vector<std::uint32_t> m_calledUp; ///< spare pods that were told to start
    std::uint64_t m_orders = 0;            ///< given to queues by hand
    /// By replica: who balances over it, and as which peer. Found when it is first needed.
    std::optional<std::map<InstanceIndex, std::vector<std::pair<InstanceIndex, PeerId>>>> m_whoBalances;
    Uncopied<std::function<void(RunEvent)>> m_receiver;
    Uncopied<std::function<void()>> m_leadershipReceiver;
    Uncopied<std::function<void()>> m_lifeReceiver;
    bool m_lifeChanged = false;
    Uncopied<std::vector<InstanceIndex> *> m_touched;
    std::uint64_t m_eventsDone = 0;
    std::uint64_t m_traceHash = 0x9e3779b97f4a7c15U;
};

} // namespace bayplan
