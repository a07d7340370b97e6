// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/lives.h"

#include <algorithm>
#include <utility>

namespace bayplan {
namespace {

void add(ServedStats &to, const ServedStats &past)
{
    to.received += past.received;
    to.succeeded += past.succeeded;
    to.failed += past.failed;
    to.refused += past.refused;
    to.withdrawn += past.withdrawn;
    to.busy += past.busy;
    to.waited += past.waited;
    to.latency.merge(past.latency);
}

void add(CallStats &to, const CallStats &past)
{
    to.sent += past.sent;
    to.succeeded += past.succeeded;
    to.failed += past.failed;
    to.timedOut += past.timedOut;
    to.late += past.late;
    to.withdrawn += past.withdrawn;
    to.latency.merge(past.latency);
}

void add(std::monostate &, const std::monostate &) {}

void add(ElectionState &to, const ElectionState &past)
{
    to.elections += past.elections;
    to.refusedTerms += past.refusedTerms;
    for (std::size_t i = 0; i < std::min(to.further.size(), past.further.size()); ++i)
        add(to.further[i], past.further[i]);
}

void add(QueueState &to, const QueueState &past)
{
    to.put += past.put;
    to.completed += past.completed;
    to.retried += past.retried;
    to.expired += past.expired;
    to.refusedLate += past.refusedLate;
    to.rejected += past.rejected;
    to.forwarded += past.forwarded;
    to.repeated += past.repeated;
    to.kicked += past.kicked;
    to.discarded += past.discarded;
    to.sojourn.merge(past.sojourn);
}

void add(AmbassadorState &to, const AmbassadorState &past)
{
    for (RingServer &server : to.servers) {
        const auto same = std::ranges::find(past.servers, server.name, &RingServer::name);
        if (same == past.servers.end())
            continue;
        server.requests += same->requests;
        server.failures += same->failures;
    }
}

void add(LogSaverState &to, const LogSaverState &past)
{
    to.linesRead += past.linesRead;
    to.linesDelivered += past.linesDelivered;
    to.linesDropped += past.linesDropped;
    to.linesCut += past.linesCut;
    to.redelivered += past.redelivered;
}

void add(AdapterState &to, const AdapterState &past)
{
    to.scrapes += past.scrapes;
    to.failures += past.failures;
}

void add(WorkerState &to, const WorkerState &past)
{
    to.started += past.started;
    to.succeeded += past.succeeded;
    to.failed += past.failed;
    to.lost += past.lost;
}

void add(ScatterState &to, const ScatterState &past)
{
    for (const auto counter : {&ScatterState::requests, &ScatterState::whole, &ScatterState::partial,
                               &ScatterState::tooFew, &ScatterState::mergesFailed, &ScatterState::canariesFailed,
                               &ScatterState::abandoned, &ScatterState::hedgesSent, &ScatterState::hedgesWon,
                               &ScatterState::hedgesDenied, &ScatterState::late, &ScatterState::shed})
        to.*counter += past.*counter;
    if (to.lastGap.empty())
        to.lastGap = past.lastGap;
    for (std::size_t i = 0; i < std::min(to.shards.size(), past.shards.size()); ++i) {
        to.shards[i].asked += past.shards[i].asked;
        to.shards[i].missing += past.shards[i].missing;
        to.shards[i].last += past.shards[i].last;
        to.shards[i].hedged += past.shards[i].hedged;
        to.shards[i].hedgesWon += past.shards[i].hedgesWon;
    }
}

void add(SyncState &to, const SyncState &past)
{
    to.fetches += past.fetches;
    to.synced += past.synced;
    to.failures += past.failures;
}

void add(HttpAmbassadorState &to, const HttpAmbassadorState &past)
{
    to.retries += past.retries;
    to.retriesDenied += past.retriesDenied;
    to.failedFast += past.failedFast;
    for (std::size_t i = 0; i < std::min(to.routes.size(), past.routes.size()); ++i) {
        for (const auto counter :
             {&RouteState::requests, &RouteState::failures, &RouteState::ejections, &RouteState::opened})
            to.routes[i].*counter += past.routes[i].*counter;
    }
}

} // namespace

MachineState addLives(const MachineState &past, MachineState current)
{
    add(current.served, past.served);
    current.calls.resize(std::max(current.calls.size(), past.calls.size()));
    for (std::size_t i = 0; i < past.calls.size(); ++i)
        add(current.calls[i], past.calls[i]);
    // A life that has not said anything yet has no pattern: that of the lives before stands.
    if (std::holds_alternative<std::monostate>(current.pattern)) {
        current.pattern = past.pattern;
        return current;
    }
    std::visit(
        [&](auto &pattern) {
            if (const auto *same = std::get_if<std::remove_reference_t<decltype(pattern)>>(&past.pattern))
                add(pattern, *same);
        },
        current.pattern);
    return current;
}

namespace {

void endLife(ElectionState &election)
{
    election.role = ElectionRole::Follower;
    election.believedLeader.clear();
    election.leaseValid = false;
    election.leaseRemaining = Duration(0);
    election.heardAge = Duration(0);
    for (ElectionState &further : election.further)
        endLife(further);
}

} // namespace

MachineState endLife(MachineState last)
{
    last.phase = Phase::Stopped;
    last.served.inService = 0;
    last.served.waiting = 0;
    for (CallStats &calls : last.calls)
        calls.inFlight = 0;
    if (auto *election = std::get_if<ElectionState>(&last.pattern))
        endLife(*election);
    return last;
}

} // namespace bayplan
