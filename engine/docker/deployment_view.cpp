// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/deployment_view.h"

#include "engine/plan/lives.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace bayplan {

namespace {

constexpr int killedCode = 137;     // 128 + SIGKILL
constexpr int terminatedCode = 143; // 128 + SIGTERM

std::string wordsFor(int exitCode, bool outOfMemory)
{
    if (outOfMemory)
        return "out of memory (exit code " + std::to_string(exitCode) + ")";
    switch (exitCode) {
    case 0:
        return "ended in good order";
    case killedCode:
        return "killed (exit code 137)";
    case terminatedCode:
        return "ended by SIGTERM without finishing (exit code 143)";
    default:
        return "ended with exit code " + std::to_string(exitCode);
    }
}

std::string kindFor(int exitCode, bool outOfMemory)
{
    return outOfMemory ? "oom-killed" : exitCode == killedCode ? "killed" : exitCode == 0 ? "stopped" : "crashed";
}

/// That it had when it was last heard of, so long before somebody else was.
void endLeases(ElectionState &election, Duration silence)
{
    if (election.leaseValid && election.leaseRemaining < silence) {
        election.leaseValid = false;
        election.leaseRemaining = Duration(0);
    }
    for (ElectionState &further : election.further)
        endLeases(further, silence);
}

} // namespace

DeploymentView::DeploymentView(const Plan &plan) : m_plan(plan), m_entries(plan.instances.size())
{
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index)
        m_byName[plan.instances[index].name] = index;
}

void DeploymentView::countOn(const std::map<std::string, std::uint32_t> &restartsByInstance)
{
    for (const auto &[instance, restarts] : restartsByInstance) {
        const auto known = m_byName.find(instance);
        if (known != m_byName.end())
            m_entries[known->second].restarts = restarts;
    }
}

Time DeploymentView::timeOf(std::int64_t unixNanoseconds) const
{
    return Time(Duration(m_origin == 0 ? 0 : std::max<std::int64_t>(0, unixNanoseconds - m_origin)));
}

std::int64_t DeploymentView::watchedTime(std::int64_t unixNanoseconds) const
{
    constexpr std::int64_t least = 250'000'000; // less is the way of a report
    return unixNanoseconds + (m_behind && std::abs(*m_behind) >= least ? *m_behind : 0);
}

void DeploymentView::apply(const Telemetry &telemetry, std::optional<std::int64_t> heardAt)
{
    if (heardAt)
        m_behind = std::min(m_behind.value_or(INT64_MAX), *heardAt - telemetry.unixNanoseconds);
    const auto found = m_byName.find(telemetry.instance);
    if (found == m_byName.end())
        return;
    Entry &entry = m_entries[found->second];
    const bool isNext = telemetry.life != entry.life && entry.life != 0;
    if (telemetry.life != entry.life) {
        if (entry.pastLives.contains(telemetry.life))
            return;
        entry.before = addLives(entry.before, entry.current);
        entry.pastLives.insert(entry.life);
        entry.life = telemetry.life;
        entry.lastEvent = 0;
    }
    entry.known = true;
    entry.reportedAt = telemetry.unixNanoseconds;
    if (isNext || entry.reportedAt > entry.overAt)
        entry.overAt = 0;
    entry.stateTime = timeOf(watchedTime(telemetry.unixNanoseconds));
    entry.current = telemetry.state;
    for (const TelemetryEvent &event : telemetry.events) {
        if (event.sequence <= entry.lastEvent)
            continue;
        entry.lastEvent = event.sequence;
        addEvent(watchedTime(event.unixNanoseconds), event.kind, telemetry.instance, event.text);
    }
}

void DeploymentView::started(InstanceIndex instance, std::int64_t unixNanoseconds)
{
    Entry &entry = m_entries[instance];
    if (entry.everStarted && !entry.alive) {
        ++entry.restarts;
        addEvent(watchedTime(unixNanoseconds), "restarted", m_plan.instances[instance].name, "runs again");
    }
    entry.everStarted = true;
    entry.wasSeenAgain = false;
    entry.alive = true;
    entry.isPaused = false;
    entry.note.clear();
}

void DeploymentView::ended(InstanceIndex instance, int exitCode, bool outOfMemory, std::int64_t unixNanoseconds)
{
    Entry &entry = m_entries[instance];
    if (entry.reportedAt <= unixNanoseconds) // else another life has been heard of since
        entry.overAt = unixNanoseconds;
    if (!entry.alive)
        return;
    entry.alive = false;
    entry.isPaused = false;
    entry.note = wordsFor(exitCode, outOfMemory);
    addEvent(watchedTime(unixNanoseconds), kindFor(exitCode, outOfMemory), m_plan.instances[instance].name, entry.note);
}

void DeploymentView::paused(InstanceIndex instance, bool isPaused, std::int64_t unixNanoseconds)
{
    if (m_entries[instance].isPaused == isPaused)
        return;
    m_entries[instance].isPaused = isPaused;
    addEvent(watchedTime(unixNanoseconds), isPaused ? "paused" : "resumed", m_plan.instances[instance].name,
             isPaused ? "frozen" : "goes on");
}

void DeploymentView::setAlive(InstanceIndex instance, bool isAlive, bool isPaused)
{
    Entry &entry = m_entries[instance];
    const bool runsAgain = isAlive && entry.everStarted && !entry.alive;
    if (runsAgain && !std::exchange(entry.wasSeenAgain, true))
        return;
    entry.wasSeenAgain = false;
    if (!isAlive)
        entry.overAt = std::max(entry.overAt, entry.reportedAt);
    entry.restarts += runsAgain ? 1 : 0;
    entry.alive = isAlive;
    entry.isPaused = isPaused;
    entry.everStarted |= isAlive;
}

void DeploymentView::setNote(InstanceIndex instance, std::string note)
{
    m_entries[instance].ownNote = std::move(note);
}

bool DeploymentView::addUsage(InstanceIndex instance, const UsageSample &sample)
{
    Entry &entry = m_entries[instance];
    const auto before = std::exchange(entry.lastUsage, sample);
    if (before)
        entry.usage = usageBetween(*before, sample);
    return before.has_value();
}

void DeploymentView::forgetUsage(InstanceIndex instance)
{
    m_entries[instance].lastUsage.reset();
    m_entries[instance].usage.reset();
}

void DeploymentView::addEvent(std::int64_t unixNanoseconds, std::string kind, std::string subject, std::string text)
{
    m_events.push_back({timeOf(unixNanoseconds), std::move(kind), std::move(subject), std::move(text)});
}

MachineState DeploymentView::shown(const Entry &entry, Time heard) const
{
    MachineState state = addLives(entry.before, entry.current);
    if (!entry.alive)
        return endLife(std::move(state));
    if (entry.isOver()) {
        state = endLife(std::move(state));
        state.phase = Phase::Starting;
        return state;
    }
    if (auto *election = std::get_if<ElectionState>(&state.pattern))
        endLeases(*election, heard - entry.stateTime);
    return state;
}

Snapshot DeploymentView::snapshot(std::int64_t unixNanoseconds, RunStatus status) const
{
    Snapshot snapshot;
    snapshot.time = timeOf(unixNanoseconds);
    snapshot.status = status;
    snapshot.speed = 1;
    snapshot.instances.reserve(m_entries.size());
    const Time heard = m_entries.empty() ? Time() : std::ranges::max(m_entries, {}, &Entry::stateTime).stateTime;
    for (const Entry &entry : m_entries)
        snapshot.instances.push_back({.alive = entry.alive,
                                      .paused = entry.isPaused,
                                      .known = entry.known,
                                      .restarts = entry.restarts,
                                      .stateTime = entry.stateTime,
                                      .machine = shown(entry, heard),
                                      .usage = entry.alive ? entry.usage : std::nullopt,
                                      .note = entry.note.empty() ? entry.ownNote : entry.note});
    return snapshot;
}

std::vector<RunEvent> DeploymentView::takeEvents()
{
    return std::exchange(m_events, {});
}

} // namespace bayplan
