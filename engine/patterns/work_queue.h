// SPDX-License-Identifier: Apache-2.0
// Work queue (Burns and Oppenheimer 2016, 5.2). Every task is done at least once: an attempt that says nothing within
// its time to run is over, and what it says later is refused. A task that fails too often is set aside with its last
// error, so that it starves nobody. What was answered stands in the journal, synced, before the answer.
#pragma once

#include "engine/base/random.h"
#include "engine/patterns/config.h"
#include "engine/patterns/machine.h"
#include "engine/patterns/task_record.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace bayplan {

/// | task     | input                                        | next                                                   |
/// | -------- | -------------------------------------------- | ------------------------------------------------------ |
/// | (none)   | Put, Put with delay                          | Ready, Delayed; 429 when `capacity` tasks are there    |
/// | Ready    | Reserve; the longest waiting caller first    | Reserved: attempt + 1, for `timeToRun`                 |
/// | Delayed  | its time comes                               | Ready                                                  |
/// | Reserved | Ack                                          | (none)                                                 |
/// | Reserved | Touch                                        | Reserved, for `timeToRun` from now                     |
/// | Reserved | Release, not counted as a failure            | Ready or Delayed                                       |
/// | Reserved | Fail, or no word for `timeToRun`             | Delayed by the back-off; Buried after `maxAttempts`    |
/// | Reserved | Bury                                         | Buried                                                 |
/// | Buried   | Kick                                         | Ready, its failures forgotten                          |
///
/// Whatever names another attempt than the current one is refused with 409. An Ack that is repeated because its answer
/// was lost is answered 200 again. While the disk takes nothing, Put and Reserve are answered 507, and running tasks
/// may finish: their records are owed to the journal and go first when it takes records again. After a restart the
/// reserved tasks stay with their workers for one more `timeToRun`.
///
/// Ready tasks go by priority less one for each `agingStep` waited, so none waits for ever; 0 turns ageing off.
class WorkQueue final : public Machine {
public:
    explicit WorkQueue(const MachineConfig &config);

    void step(Time now, Input &&input, Effects &effects) override;
    Time deadline() const override;
    MachineState state(Time now) const override;

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
        std::string error; ///< of the last attempt
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
    };

    void on(Started &input);
    void on(Woken &) {}
    void on(Received &) {}
    void on(Requested &input);
    void on(Cancelled &input);
    void on(PersistFailed &input);
    void on(Computed &) {}
    void on(LoadChanged &) {}
    void on(Stopping &);

    // Requests (work_queue_requests.cpp).
    void ask(const Requested &asked, QueueRequest &request);
    void put(RequestId request, QueueRequest &asked);
    void reserve(RequestId request, const QueueRequest &asked, Duration remaining);
    void finish(RequestId request, QueueRequest &asked);
    void settle(RequestId request, QueueRequest &asked, Tasks::iterator task);
    void kick(RequestId request, const QueueRequest &asked);
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
    void showDeadLetter(std::uint64_t id, const Task &task);
    void complete(Tasks::iterator task);
    Duration backoff(std::uint32_t failures);
    void account();
    std::uint64_t reservedCount() const { return m_active.size() - m_ready.size() - m_delayed; }

    // Disk.
    void note(Change::Kind kind, TaskRecord record, RequestId request = 0);
    void flush(Effects &effects);
    std::string wholeState() const;
    Result<void> restore(const Started &input);
    Result<void> replay(std::string_view records);
    bool apply(TaskRecord &record);
    void indexRestored();
    void undo(const Change &change);

    QueueConfig m_config;
    Random m_random;

    Tasks m_active; ///< ready, delayed, reserved; numbers rise with the time of put
    Tasks m_buried;
    std::set<Place> m_ready;
    std::set<std::pair<Time, std::uint64_t>> m_timers;
    std::uint64_t m_delayed = 0;
    std::uint64_t m_nextTask = 1;
    std::map<std::uint64_t, Waiter> m_waiters; ///< callers of Reserve in order of arrival
    std::set<std::pair<Time, std::uint64_t>> m_waits;
    std::uint64_t m_nextWaiter = 1;
    std::map<std::uint64_t, std::uint32_t> m_done; ///< the newest completions and their attempts

    std::uint64_t m_journalBytes = 0; ///< behind the state on disk
    std::uint64_t m_compactAtBytes = 0;
    std::string m_owed;            ///< records of changes that stand though their write failed
    std::vector<Change> m_changes; ///< of this step; until the next, for when its write fails
    std::vector<Spoken> m_spoken;
    std::vector<std::pair<std::string_view, std::string>> m_events;
    bool m_wrote = false;
    bool m_refusing = false;
    bool m_full = false;

    Time m_now{};
    Time m_started{};
    Time m_accounted{};
    Phase m_phase = Phase::Created;
    QueueState m_state; ///< counters and dead letters
    ServedStats m_served;
};

/// How a caller sees a QueueReply::status.
CallStatus queueOutcome(int status);

std::unique_ptr<Machine> makeWorkQueue(const MachineConfig &config);

} // namespace bayplan
