// SPDX-License-Identifier: Apache-2.0
// What a run shows: states at an instant, and events. Views, CLI and reports cannot tell which engine made them.
#pragma once

#include "engine/base/time.h"
#include "engine/patterns/state.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bayplan {

enum class RunStatus {
    Starting, ///< deploying
    Running,
    Paused,
    Stopping,
    Finished, ///< reached its end, or was stopped
    Failed,
};

/// What a container takes of its machine, as its engine counts it.
struct ContainerUsage {
    double cores = 0; ///< of processor
    std::int64_t memoryBytes = 0;
    std::int64_t memoryLimitBytes = 0;               ///< of the container, else of the machine
    double receivedPerSecond = 0, sentPerSecond = 0; ///< bytes, of the pod's network
    double readPerSecond = 0, writtenPerSecond = 0;  ///< bytes of block devices
};

struct InstanceSnapshot {
    bool alive = false; ///< process or simulated container is up
    bool paused = false;
    bool known = false; ///< figures have come in (a user's own image reports none of its own)
    std::uint32_t restarts = 0;
    Time stateTime{};       ///< when `machine` was taken
    Duration clockAhead{0}; ///< of the clock by which `machine` counts, of the true one; simulator only
    MachineState machine;   ///< cumulative over all lives: engines add up what a restart resets
    /// Requests that it had taken and not answered when a life of it ended; nothing where nobody counts them, as in
    /// deployments and in recordings of older versions.
    std::optional<std::uint64_t> lost;
    std::optional<ContainerUsage> usage; ///< deployments, of what Run::wantUsage() named
    std::string note;                    ///< "OOM killed", "image missing: stand-in", empty when all is well
};

/// A promise of a pattern that was broken (PATTERNS 1 to 7).
struct Violation {
    Time at{};
    std::string subject;                 ///< instance, or name of the election
    std::string text;                    ///< one sentence, with the instant in it
    std::optional<std::size_t> election; ///< index in electionsOf(plan)
};

/// A run keeps its first.
constexpr std::size_t mostViolations = 100;

struct StepDone;

/// Immutable once published. Instances and their order are the plan's.
struct Snapshot {
    Time time{}; ///< since the start of the run
    RunStatus status = RunStatus::Running;
    std::uint64_t events = 0;    ///< simulator: events done so far; deployments: 0
    std::uint64_t traceHash = 0; ///< simulator: of every event so far
    double speed = 0;            ///< run time over wall time, lately
    std::vector<InstanceSnapshot> instances;
    std::shared_ptr<const std::vector<Violation>> violations; ///< so far; null where nobody checks, as in deployments
    std::shared_ptr<const StepDone> step; ///< simulator, paused: the last event, when it was a single step; else null
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

struct RunEvent {
    Time time{};
    std::string kind;    ///< "elected", "fault", "killed", "restarted", "ejected"... stable
    std::string subject; ///< instance, pod or link
    std::string text;    ///< in words, with the reason
    bool operator==(const RunEvent &) const = default;
};

/// "00:12.345678 elected web-0/elector: term 2 by 2 of 3 votes"; one stable line.
std::string toText(const RunEvent &event);

/// The newest value, for a reader that looks at its own rate. Any thread.
template <class T>
class Mailbox {
public:
    void put(T value)
    {
        const std::lock_guard lock(m_mutex);
        m_value = std::move(value);
    }
    T get() const
    {
        const std::lock_guard lock(m_mutex);
        return m_value;
    }

private:
    mutable std::mutex m_mutex;
    T m_value{};
};

} // namespace bayplan
