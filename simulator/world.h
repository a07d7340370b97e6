// SPDX-License-Identifier: Apache-2.0
// A plan in virtual time: its machines, the network between them, their disks, and what is broken on purpose. It drives
// machines by the contract of engine/patterns/machine.h and knows no pattern.
#pragma once

#include "engine/base/fifo.h"
#include "engine/base/random.h"
#include "engine/patterns/machine.h"
#include "engine/plan/plan.h"
#include "engine/plan/snapshot.h"
#include "simulator/election_watch.h"
#include "simulator/event_queue.h"
#include "simulator/invariants.h"
#include "simulator/log_files.h"
#include "simulator/network.h"
#include "simulator/pool.h"
#include "simulator/skewed_clock.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bayplan {

/// Not thread-safe. Equal plans and seeds give equal histories on every compiler. The plan outlives the world.
class World {
public:
    enum class Checks { All, None };

    /// Without checks the history is the same; violations() says nothing, and no change of leadership is told.
    World(const Plan &plan, std::uint64_t seed, Checks checks = Checks::All);

    Time now() const { return m_now; }
    std::uint64_t eventsDone() const { return m_eventsDone; }

    /// Of every event so far, in order.
    std::uint64_t traceHash() const { return m_traceHash; }

    /// Does what happens at or before `until`, at most `maxEvents` of it. True when nothing of it is left; then now()
    /// is `until`.
    bool runUntil(Time until, std::uint64_t maxEvents);

    /// One event; false when none is pending.
    bool stepOne();

    /// Begins now. The plan's own faults come by themselves.
    void inject(const FaultPlan &fault);

    Snapshot snapshot() const;

    /// Promises broken so far (PATTERNS 1 to 7), checked at every event.
    const std::vector<Violation> &violations() const { return m_violations.list(); }

    /// Looks for requests that were never answered, which only time can tell.
    void checkAnswers();

    /// Called after each event that changed who holds a lease.
    void onLeadershipChange(std::function<void()> receiver) { m_leadershipReceiver = std::move(receiver); }

    /// Called at each event that a user wants to know of.
    void onEvent(std::function<void(RunEvent)> receiver) { m_receiver = std::move(receiver); }

private:
    static constexpr std::size_t lineBytes = 64; ///< of the processor's caches

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
            StepOver
        };
        Kind kind = Kind::Request;
        InstanceIndex instance = 0;
        std::uint32_t life = 0;   ///< of the instance; the event is void in another
        std::uint32_t number = 0; ///< connection, file, or fault
        RequestId request = 0;    ///< Cancel only
        Input input;              ///< what the machine is given; of Request: until then `remaining` is the timeout

        /// Of that type, with whatever was in it.
        template <class Kind>
        Kind &inputAs()
        {
            auto *held = std::get_if<Kind>(&input);
            return held != nullptr ? *held : input.emplace<Kind>();
        }
    };

    /// One call from its sending to its answer.
    struct Connection {
        InstanceIndex caller = 0, callee = 0;
        std::uint32_t callerLife = 0, calleeLife = 0;
        PeerId peer = 0;
        std::uint64_t callId = 0;
        Time sent{};
        std::uint32_t generation = 0;
        Time answerBy = never; ///< the caller waits no longer
        bool open = false;
        bool arrived = false;
        bool answered = false;  ///< by its callee
        bool withdrawn = false; ///< before it arrived
    };

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
        std::string honestDurable;         ///< while it lies: what a crash leaves
        std::vector<std::string> honestJournal;
    };

    /// What every step touches comes first, on lines of its own.
    struct alignas(lineBytes) Instance {
        std::unique_ptr<Machine> machine;
        Watch *watch = nullptr;
        Time wakeAt = never; ///< of the earliest pending event that wakes it
        SkewedClock clock;
        Duration stepTime{0};     ///< of a slow processor
        std::uint32_t pauses = 0; ///< faults that hold it
        std::uint32_t life = 0;
        bool alive = false;
        bool syncing = false; ///< waits for its disk
        bool stopping = false;
        bool toldToStop = false;
        bool startAgain = false;  ///< once it has stopped
        bool writeFailed = false; ///< and it has not been told yet
        bool wakeWaits = false;   ///< a wake-up came while it could not be given
        bool computing = false;   ///< a slow processor is not done with its last step
        std::uint32_t restarts = 0;
        const InstancePlan *plan = nullptr;
        Fifo<std::uint32_t> inbox;               ///< happenings that wait while it is paused or syncing
        std::vector<Effect> deferred;            ///< behind a write
        std::vector<std::uint32_t> withdrawable; ///< connections by the lower half of the call's id; may be outdated
        std::string durable;
        std::vector<std::string> journal;
        std::unique_ptr<MachineState> past; ///< of the lives before; none in the first
        Disk disk;
        std::optional<Crash> crash; ///< at its next write
        Time resumed{};             ///< end of its last pause

        bool canStep() const { return alive && pauses == 0 && !syncing && !computing && machine != nullptr; }
    };

    struct ActiveFault {
        FaultPlan plan;
        bool over = false;
        bool flows = false; ///< traffic: hits its lanes now; a flapping one comes and goes
        std::vector<Network::Lane> lanes;
        std::vector<std::pair<InstanceIndex, std::uint32_t>> held; ///< paused instances and their lives
    };

    // world.cpp: events and steps
    void doNext();
    void fetchAhead() const;
    void wake(InstanceIndex index);
    void handle(std::uint32_t number);
    void deliver(InstanceIndex index, std::uint32_t number);
    void give(InstanceIndex index, Happening &happening);
    void step(InstanceIndex index, Input &&input);
    void scheduleWake(InstanceIndex index);
    Time localTime(InstanceIndex index) const { return m_instances[index].clock.local(m_now); }
    void drain(InstanceIndex index);
    Happening &push(Time at, Happening::Kind kind, InstanceIndex instance);
    void trace(std::uint64_t value);
    void tell(std::string_view kind, const std::string &subject, std::string text);
    void addWatches();
    MachineState stateOf(const Instance &instance) const;

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
    void synced(InstanceIndex index);
    void receiveRequest(InstanceIndex index, Happening &happening);
    void log(InstanceIndex index, LogEffect &effect);
    void readLog(LogFileIndex file);
    void checkTurnedAway(InstanceIndex index, std::uint32_t connection, RequestId request);
    void close(std::uint32_t connection);
    RequestId requestIdOf(std::uint32_t connection) const;

    // world_lives.cpp: starts, ends and faults
    void scheduleStarts();
    void start(InstanceIndex index);
    void end(InstanceIndex index, std::string_view why);
    void stop(InstanceIndex index);
    void afterStep(InstanceIndex index);
    void dropConnections(InstanceIndex index);
    void startAfter(InstanceIndex index, Duration downFor);
    void checkDrained(InstanceIndex index);

    // world_faults.cpp
    void beginFault(const FaultPlan &plan);
    void endFault(std::uint32_t number);
    void beginActive(std::uint32_t number);
    void endActive(std::uint32_t number);
    void kill(const FaultPlan &plan);
    void resume(const FaultPlan &plan);
    void flap(std::uint32_t number);
    void setFlow(std::uint32_t number, bool flows);
    void setCut(const Network::Lane &lane, bool isCut);
    void countActive(const FaultPlan &plan, int change);
    void pause(ActiveFault &fault);
    void release(InstanceIndex index, std::uint32_t life);
    void armCrash(const FaultPlan &plan);
    void beginDisk(const FaultPlan &plan);
    void endDisk(const FaultPlan &plan);
    void setClock(const FaultPlan &plan, bool wrong);
    void setStepTime(const FaultPlan &plan, Duration stepTime);

    const Plan &m_plan;
    std::uint64_t m_seed;
    Time m_now{};
    EventQueue m_queue;
    Pool<Happening> m_happenings;
    Pool<Connection> m_connections;
    std::vector<Instance> m_instances;
    Network m_network;
    LogFiles m_logFiles;
    Violations m_violations;
    ElectionWatch m_elections;
    std::vector<std::unique_ptr<Watch>> m_otherWatches;
    Random m_diskRandom;
    Effects m_effects;
    int m_activeFaults = 0, m_activeCuts = 0; ///< cuts that do not flap
    std::deque<ActiveFault> m_faults;         ///< lanes point at their troubles
    std::function<void(RunEvent)> m_receiver;
    std::function<void()> m_leadershipReceiver;
    std::uint64_t m_eventsDone = 0;
    std::uint64_t m_traceHash = 0x9e3779b97f4a7c15U;
};

} // namespace bayplan
