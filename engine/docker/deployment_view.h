// SPDX-License-Identifier: Apache-2.0
// Telemetry and the engine's own events put together into what a run shows. No sockets, no clock.
#pragma once

#include "engine/docker/container_usage.h"
#include "engine/plan/plan.h"
#include "engine/plan/snapshot.h"
#include "engine/wire/telemetry.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace bayplan {

/// Times are of the run; an instant before its origin is shown as its beginning. Not thread-safe.
class DeploymentView {
public:
    explicit DeploymentView(const Plan &plan);

    /// The wall-clock time, in nanoseconds since 1970, that the run calls 0.
    void setOrigin(std::int64_t unixNanoseconds) { m_origin = unixNanoseconds; }
    /// Restarts are counted on from these.
    void countOn(const std::map<std::string, std::uint32_t> &restartsByInstance);
    Time timeOf(std::int64_t unixNanoseconds) const;

    /// Unknown instances are passed over, and so are lives that were over before. `heardAt`: by the clock of who
    /// watches, for what is told as it happens; the engine's clock may be another.
    void apply(const Telemetry &telemetry, std::optional<std::int64_t> heardAt = {});
    /// By the clock of who watches, of an instant by the engine's.
    std::int64_t watchedTime(std::int64_t unixNanoseconds) const;

    /// From the engine, by its clock. `exitCode` is of the life that has ended.
    void started(InstanceIndex instance, std::int64_t unixNanoseconds);
    void ended(InstanceIndex instance, int exitCode, bool outOfMemory, std::int64_t unixNanoseconds);
    void paused(InstanceIndex instance, bool isPaused, std::int64_t unixNanoseconds);

    /// As found by looking, without an event. That one runs again is believed the second time: its start is told by an
    /// event, which counts it and may be on its way.
    void setAlive(InstanceIndex instance, bool isAlive, bool isPaused);
    void setNote(InstanceIndex instance, std::string note);

    /// False when it is the first of this container, which gives no rates yet.
    bool addUsage(InstanceIndex instance, const UsageSample &sample);
    void forgetUsage(InstanceIndex instance);

    void addEvent(std::int64_t unixNanoseconds, std::string kind, std::string subject, std::string text);

    /// 0 before the first report.
    std::uint64_t lifeOf(InstanceIndex instance) const { return m_entries[instance].life; }
    /// Starting from the end of a life until the next has been heard of.
    Phase phaseOf(InstanceIndex instance) const
    {
        return m_entries[instance].isOver() ? Phase::Starting : m_entries[instance].current.phase;
    }
    bool isAlive(InstanceIndex instance) const { return m_entries[instance].alive; }

    /// By the clock of who watches. The lease of one who has been silent for longer than it had left is none, unless
    /// all are silent.
    Snapshot snapshot(std::int64_t unixNanoseconds, RunStatus status) const;

    /// Those since the last call, in the order in which they came.
    std::vector<RunEvent> takeEvents();

private:
    struct Entry {
        bool alive = false, isPaused = false, known = false, everStarted = false;
        bool wasSeenAgain = false; ///< running, after it had ended, and no event has said so
        std::uint32_t restarts = 0;
        std::uint64_t life = 0, lastEvent = 0;
        std::int64_t reportedAt = 0; ///< by the engine's clock
        std::int64_t overAt = 0;     ///< likewise: what was heard up to then is of a life that is over; 0: it goes on
        std::set<std::uint64_t> pastLives;
        Time stateTime{};
        MachineState before;  ///< sums of the lives that are over
        MachineState current; ///< of this life
        std::string note, ownNote;
        std::optional<UsageSample> lastUsage;
        std::optional<ContainerUsage> usage;

        bool isOver() const { return known && overAt != 0; }
    };

    MachineState shown(const Entry &entry, Time heard) const;

    const Plan &m_plan;
    std::int64_t m_origin = 0;
    std::optional<std::int64_t> m_behind; ///< how far the engine's clock is behind, from the quickest report
    std::vector<Entry> m_entries;
    std::map<std::string, InstanceIndex> m_byName;
    std::vector<RunEvent> m_events;
};

} // namespace bayplan
