// SPDX-License-Identifier: Apache-2.0
// Counters begin anew with each life of a process; a run shows them as if they did not.
#include "engine/docker/deployment_view.h"

#include <algorithm>

namespace bayplan {

namespace {

void add(ServedStats &sum, const ServedStats &before)
{
    sum.received += before.received;
    sum.succeeded += before.succeeded;
    sum.failed += before.failed;
    sum.refused += before.refused;
    sum.busy += before.busy;
    sum.waited += before.waited;
    sum.latency.merge(before.latency);
}

void add(CallStats &sum, const CallStats &before)
{
    sum.sent += before.sent;
    sum.succeeded += before.succeeded;
    sum.failed += before.failed;
    sum.timedOut += before.timedOut;
    sum.late += before.late;
    sum.latency.merge(before.latency);
}

void add(std::monostate &, const std::monostate &) {}

void add(ElectionState &sum, const ElectionState &before)
{
    sum.elections += before.elections;
}

/// Tasks in the queue come back with the journal; what was done with them is counted anew.
void add(QueueState &sum, const QueueState &before)
{
    sum.put += before.put;
    sum.completed += before.completed;
    sum.retried += before.retried;
    sum.expired += before.expired;
    sum.refusedLate += before.refusedLate;
    sum.rejected += before.rejected;
    sum.sojourn.merge(before.sojourn);
}

void add(AmbassadorState &sum, const AmbassadorState &before)
{
    for (RingServer &server : sum.servers) {
        const auto old = std::ranges::find(before.servers, server.name, &RingServer::name);
        if (old == before.servers.end())
            continue;
        server.requests += old->requests;
        server.failures += old->failures;
    }
}

void add(LogSaverState &sum, const LogSaverState &before)
{
    sum.linesRead += before.linesRead;
    sum.linesDelivered += before.linesDelivered;
    sum.linesDropped += before.linesDropped;
    sum.linesCut += before.linesCut;
    sum.redelivered += before.redelivered;
}

void add(AdapterState &sum, const AdapterState &before)
{
    sum.scrapes += before.scrapes;
    sum.failures += before.failures;
}

void add(WorkerState &sum, const WorkerState &before)
{
    sum.started += before.started;
    sum.succeeded += before.succeeded;
    sum.failed += before.failed;
    sum.lost += before.lost;
}

} // namespace

MachineState addLives(const MachineState &before, const MachineState &current)
{
    MachineState sum = current;
    add(sum.served, before.served);
    sum.calls.resize(std::max(sum.calls.size(), before.calls.size()));
    for (std::size_t i = 0; i < before.calls.size(); ++i)
        add(sum.calls[i], before.calls[i]);
    // A life that has not said anything yet has no pattern: that of the lives before stands.
    if (std::holds_alternative<std::monostate>(sum.pattern))
        sum.pattern = before.pattern;
    else if (sum.pattern.index() == before.pattern.index())
        std::visit(
            [&before](auto &pattern) { add(pattern, std::get<std::decay_t<decltype(pattern)>>(before.pattern)); },
            sum.pattern);
    return sum;
}

MachineState afterDeath(MachineState state)
{
    state.phase = Phase::Stopped;
    state.served.inService = 0;
    state.served.waiting = 0;
    for (CallStats &calls : state.calls)
        calls.inFlight = 0;
    if (auto *election = std::get_if<ElectionState>(&state.pattern)) {
        election->role = ElectionRole::Follower;
        election->leaseValid = false;
        election->leaseRemaining = Duration(0);
        election->believedLeader.clear();
    }
    return state;
}

} // namespace bayplan
