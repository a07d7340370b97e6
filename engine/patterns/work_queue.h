// SPDX-License-Identifier: Apache-2.0
// Work queue (Burns and Oppenheimer 2016, 5.2). Every task is done at least once: an attempt that says nothing within
// its time to run is over, and what it says later is refused. A task that fails too often is set aside with its last
// error, so that it starves nobody. What was answered stands in the journal, synced, before the answer; only while the
// disk takes nothing is an Ack answered before.
#pragma once

#include "engine/base/fifo.h"
#include "engine/base/random.h"
#include "engine/patterns/config.h"
#include "engine/patterns/machine.h"
#include "engine/patterns/stage_link.h"
#include "engine/patterns/task_record.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bayplan {

/// | task     | input                                        | next                                                   |
/// | -------- | -------------------------------------------- | ------------------------------------------------------ |
/// | (none)   | Put, Put with delay                          | Ready, Delayed; 429 beyond capacity, capacityBytes     |
/// | Ready    | Reserve; the longest waiting caller first    | Reserved: attempt + 1, for `timeToRun`                 |
/// | Delayed  | its time comes                               | Ready                                                  |
/// | Reserved | Ack                                          | (none); with a next stage: its result in the outbox    |
/// | Reserved | Touch                                        | Reserved, for `timeToRun` from now                     |
/// | Reserved | Release, not counted as a failure            | Ready or Delayed                                       |
/// | Reserved | Fail, or no word for `timeToRun`             | Delayed by the back-off; Buried after `maxAttempts`    |
/// | Reserved | Bury                                         | Buried                                                 |
/// | Buried   | Kick                                         | Ready, its failures forgotten                          |
/// | Buried   | Discard                                      | (none)                                                 |
///
/// Whatever names another attempt than the current one is refused with 409, and so is what names it by a reservation
/// that this queue has not given: a journal that was lost counts tasks and attempts from 1 again. An Ack that is
/// repeated because its answer was lost is answered 200 again. While the disk takes nothing, Put and Reserve are
/// answered 507, and running tasks may finish: their records are owed to the journal, tried again every second, and go
/// first. An Ack answered 200 in that time means done; if the queue dies before the disk takes records again, the task
/// is done once more: that is what at least once allows, and nothing is lost. Its output goes to the next stage only
/// out of the journal, so there it is still one task. After a restart the reserved tasks stay with their workers for
/// one more `timeToRun`.
///
/// Stages chain: with a peer, what an Ack brings becomes a task of the queue there (stage_link.h), of the same
/// priority, with the result as its input; where synthetic work made nothing, of the same size. Without a peer nothing
/// is kept of it. Outputs that the next stage has not taken count towards `capacity`, so that a stage that is behind
/// holds up the one before it.
///
/// `capacityBytes` bounds what it holds in all: of every task its size as its put said, with content or without, its
/// error and what the queue itself needs for it; and the outputs. An empty queue takes one task of any size. Dead
/// letters have half of it, the oldest are dropped beyond. While outputs have half of it no task is handed out. Once
/// all is taken, errors are kept to their last 200 bytes.
///
/// The journal is replaced by the state when it is four times as long (and over 1 MiB), or half of capacityBytes; and
/// where that halves what is there (and over 128 KiB), at a start and after a write that failed: a Put with a large
/// body is answered 507 then, so that its body need not find room too. The new state stands beside the old one until it
/// is whole: a volume is to hold twice `capacityBytes`, and half of it for the journal. On a smaller one the queue may
/// have to be emptied down to what reserveForState leaves (durable_file.h) before it takes tasks again.
///
/// Ready tasks go by priority less one for each `agingStep` waited, so none waits for ever; 0 turns ageing off.
class WorkQueue final : public MachineOf<WorkQueue> {
public:
    explicit WorkQueue(const MachineConfig &config);

    void step(Time now, Input &&input, Effects &effects) override;
    Time deadline() const override;
    MachineState state(Time now) const override;
    std::size_t heapBytes() const
    {
        return heapBytesOfAll(m_active, m_buried, m_ready, m_timers, m_waiters, m_done, m_doneOrder, m_owed, m_state,
                              m_served);
    }

private:
    enum class Stage { Ready, Delayed, Reserved };

    struct Task {
        Stage stage = Stage::Ready;
        int priority = 0;
        std::uint32_t attempt = 0;
        std::uint32_t failures = 0;
        Time put{};
        Time since{}; ///< Ready: since when
        Time timer{}; ///< Delayed: ready then; Reserved: over then
        Duration delay{0};
        std::uint32_t bodyBytes = 0;
        std::string body;
        std::string error;             ///< of the last attempt
        std::string worker;            ///< who has it or had it last, as far as known in this life
        std::uint64_t reservation = 0; ///< Reserved in this life; else 0

        std::size_t heapBytes() const { return heapBytesOfAll(body, error, worker); }
    };
    using Tasks = std::map<std::uint64_t, Task>;

    struct Place {
        std::int64_t level = 0; ///< the priority, when there is no ageing
        std::int64_t due = 0;
        std::uint64_t task = 0;
        auto operator<=>(const Place &) const = default;
    };
    struct Waiter {
        RequestId request = 0;
        Time until{};
        std::string worker;
    };
    struct Spoken {
        RequestId request = 0;
        QueueReply reply;
    };
    /// What a step did that must be undone, or owed, when its write fails.
    struct Change {
        enum class Kind { Put, Reserve, Other };
        Kind kind = Kind::Other;
        std::uint64_t task = 0;
        RequestId request = 0;
        std::string record;
        std::string origin; ///< Put by the stage before
        std::uint64_t sequence = 0;
    };

    struct OnDisk {
        std::uint64_t stateBytes = 0;
        std::uint64_t journalBytes = 0; ///< behind the state
    };

    void on(Started &input);
    void on(Woken &) {}
    void on(Received &input);
    void on(Requested &input);
    void on(Cancelled &input);
    void on(PersistFailed &input);
    void on(Computed &) {}
    void on(LoadChanged &) {}
    void on(Stopping &);

    // Requests (work_queue_requests.cpp).
    void ask(const Requested &asked, QueueRequest &request);
    void put(RequestId request, QueueRequest &asked);
    void refuse(RequestId request);
    void reserve(RequestId request, QueueRequest &asked, Duration remaining);
    static bool isHeldBy(const Task &task, const QueueRequest &asked);
    void finish(RequestId request, QueueRequest &asked);
    void settle(RequestId request, QueueRequest &asked, Tasks::iterator task);
    bool isHereAlready(RequestId request, const QueueRequest &asked);
    void kick(RequestId request, const QueueRequest &asked);
    void discard(RequestId request, const QueueRequest &asked);
    void putBack(Tasks::iterator buried);
    void throwAway(Tasks::iterator buried);
    template <class Act>
    void withDeadLetters(RequestId request, const QueueRequest &asked, std::string_view done, Act act);
    void list(RequestId request);
    void peek(RequestId request, const QueueRequest &asked);
    void say(RequestId request, QueueReply reply);
    Duration retryAfter() const;

    // Tasks.
    void passTime();
    void dispatch();
    void endWaits();
    void enqueue(std::uint64_t id, Task &task, Duration delay);
    void index(std::uint64_t id, Task &task);
    void unindex(std::uint64_t id, const Task &task);
    Place placeOf(std::uint64_t id, const Task &task) const;
    void giveTo(const Waiter &waiter, std::uint64_t id, Task &task);
    void takeBack(Tasks::iterator task, Duration delay);
    void failAttempt(Tasks::iterator task, std::string error);
    void bury(Tasks::iterator task, std::string error);
    void dropOldestLetters();
    std::string endOf(std::string error) const;
    static std::uint64_t bytesOf(const Task &task);
    std::uint64_t outputBytes() const;
    std::uint64_t heldBytes() const { return m_activeBytes + m_buriedBytes + outputBytes(); }
    bool isFullFor(std::uint32_t bodyBytes) const;
    void showLetters(QueueState &state) const;
    void complete(Tasks::iterator task, QueueRequest &&result);
    Duration backoff(std::uint32_t failures);
    void account();
    std::uint64_t reservedCount() const { return m_active.size() - m_ready.size() - m_delayed; }

    // The next stage (work_queue_stage.cpp).
    bool hasNextStage() const { return !m_peers.empty(); }
    void makeOutput(std::uint64_t id, const Task &task, QueueRequest &&result);
    void forward(Effects &effects);
    void endForwards();
    void forwarded(const CallLedger::Outcome &outcome, const Answer *answer);
    void appendStages(std::string &records) const;
    bool applyStage(TaskRecord &record);

    // Disk.
    bool owes() const { return !m_owed.empty() && m_now >= m_retryOwedAt; }
    void note(Change::Kind kind, TaskRecord record, RequestId request = 0);
    void flush(Effects &effects);
    void write(const std::string &records, Effects &effects);
    bool isStateDue();
    bool wantsRoom();
    bool wouldHalve() const;
    std::size_t stateRoomBytes() const;
    std::string wholeState() const;
    Result<void> restore(Started &input);
    Result<void> replay(std::string_view records);
    bool apply(TaskRecord &record);
    void indexRestored();
    void undo(const Change &change);

    QueueConfig m_config;
    std::string m_name;
    SharedList<PeerConfig> m_peers; ///< the next stage, if there is one
    Random m_random;

    Tasks m_active;                    ///< ready, delayed, reserved; numbers rise with the time of put
    std::uint64_t m_lettersBefore = 0; ///< which of them state() shows; 0: the newest
    Tasks m_buried;
    std::set<Place> m_ready;
    std::set<std::pair<Time, std::uint64_t>> m_timers;
    std::uint64_t m_delayed = 0;
    std::uint64_t m_activeBytes = 0;
    std::uint64_t m_buriedBytes = 0;
    std::uint64_t m_nextTask = 1;
    std::map<std::uint64_t, Waiter> m_waiters; ///< callers of Reserve in order of arrival
    std::set<std::pair<Time, std::uint64_t>> m_waits;
    std::uint64_t m_nextWaiter = 1;
    std::map<std::uint64_t, std::uint32_t> m_done; ///< the newest completions and their attempts
    Fifo<std::uint64_t> m_doneOrder;               ///< the same, the oldest first

    OnDisk m_disk;            ///< with the write of this step
    OnDisk m_diskBefore;      ///< without it
    bool m_rewrites = false;  ///< the state is due, whether there is anything else to write or not
    Time m_rewriteAt = never; ///< after a write that failed: when to look next whether the state is the way out
    std::string m_owed;       ///< records of changes that stand though their write failed
    Time m_retryOwedAt{};
    std::vector<Change> m_changes; ///< of this step; until the next, for when its write fails
    std::vector<Spoken> m_spoken;
    std::vector<std::pair<std::string_view, std::string>> m_events;
    bool m_wrote = false;
    bool m_refusing = false;
    bool m_full = false;

    CallLedger m_calls;
    Outbox m_outbox;
    std::string m_origin; ///< what the next stage knows this journal by; empty before the first output
    TakenOutputs m_taken;

    Time m_now{};
    Time m_started{};
    Time m_accounted{};
    Phase m_phase = Phase::Created;
    QueueState m_state; ///< counters
    ServedStats m_served;
};

/// How a caller sees a QueueReply::status.
CallStatus queueOutcome(int status);

std::unique_ptr<Machine> makeWorkQueue(const MachineConfig &config);

} // namespace bayplan
