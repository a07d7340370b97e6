// SPDX-License-Identifier: Apache-2.0
// The fields of a machine's state, named once for all codecs. For the .cpp files of this layer only, as json_fields.h.
#pragma once

#include "engine/patterns/state.h"
#include "engine/wire/json_fields.h"

#include <array>

namespace bayplan {

namespace json {
// clang-format off
template <> struct EnumNames<Phase> { static constexpr std::array names{"created", "starting", "ready", "draining", "stopped"}; };
template <> struct EnumNames<ElectionRole> { static constexpr std::array names{"follower", "candidate", "leader", "refusing"}; };
template <> struct KindNames<PatternState> { static constexpr std::array names{"none", "election", "queue", "ambassador", "log-saver", "adapter", "worker", "scatter", "http-ambassador", "sync"}; };
template <> struct EnumNames<BreakerStage> { static constexpr std::array names{"closed", "open", "half-open"}; };
// clang-format on
static_assert(KindNames<PatternState>::names.size() == std::variant_size_v<PatternState>);
} // namespace json

// In the namespace of their types, so that look-up by argument finds them.

template <class V>
void visitFields(V &visit, CallStats &value)
{
    visit("sent", value.sent);
    visit("succeeded", value.succeeded);
    visit("failed", value.failed);
    visit("timedOut", value.timedOut);
    visit("late", value.late);
    visit("withdrawn", value.withdrawn);
    visit("inFlight", value.inFlight);
    visit("latency", value.latency);
}

template <class V>
void visitFields(V &visit, ServedStats &value)
{
    visit("received", value.received);
    visit("succeeded", value.succeeded);
    visit("failed", value.failed);
    visit("refused", value.refused);
    visit("withdrawn", value.withdrawn);
    visit("inService", value.inService);
    visit("waiting", value.waiting);
    visit("slots", value.slots);
    visit("busy", value.busy);
    visit("waited", value.waited);
    visit("latency", value.latency);
}

template <class V>
void visitFields(V &visit, ElectionState &value)
{
    visit("member", value.member);
    visit("role", value.role);
    visit("term", value.term);
    visit("believedLeader", value.believedLeader);
    visit("leaseValid", value.leaseValid);
    visit("leaseRemaining", value.leaseRemaining);
    visit("fencingToken", value.fencingToken);
    visit("elections", value.elections);
    visit("election", value.election);
    visit("further", value.further);
    visit("votedFor", value.votedFor);
    visit("heardAge", value.heardAge);
    visit("refusedTerms", value.refusedTerms);
}

template <class V>
void visitFields(V &visit, DeadLetter &value)
{
    visit("task", value.task);
    visit("attempts", value.attempts);
    visit("error", value.error);
    visit("worker", value.worker);
    visit("payload", value.payload);
    visit("payloadBytes", value.payloadBytes);
}

template <class V>
void visitFields(V &visit, QueueState &value)
{
    visit("ready", value.ready);
    visit("reserved", value.reserved);
    visit("delayed", value.delayed);
    visit("buried", value.buried);
    visit("put", value.put);
    visit("completed", value.completed);
    visit("retried", value.retried);
    visit("expired", value.expired);
    visit("refusedLate", value.refusedLate);
    visit("rejected", value.rejected);
    visit("oldestAge", value.oldestAge);
    visit("sojourn", value.sojourn);
    visit("deadLetters", value.deadLetters);
    visit("olderLetters", value.olderLetters);
    visit("forwarding", value.forwarding);
    visit("forwarded", value.forwarded);
    visit("repeated", value.repeated);
    visit("kicked", value.kicked);
    visit("discarded", value.discarded);
}

template <class V>
void visitFields(V &visit, RingServer &value)
{
    visit("name", value.name);
    visit("share", value.share);
    visit("requests", value.requests);
    visit("failures", value.failures);
    visit("ejected", value.ejected);
}

template <class V>
void visitFields(V &visit, AmbassadorState &value)
{
    visit("servers", value.servers);
}

template <class V>
void visitFields(V &visit, LogSaverState &value)
{
    visit("linesRead", value.linesRead);
    visit("linesDelivered", value.linesDelivered);
    visit("linesDropped", value.linesDropped);
    visit("linesCut", value.linesCut);
    visit("redelivered", value.redelivered);
    visit("bufferedBytes", value.bufferedBytes);
}

template <class V>
void visitFields(V &visit, AdapterState &value)
{
    visit("scrapes", value.scrapes);
    visit("failures", value.failures);
    visit("samples", value.samples);
    visit("lastError", value.lastError);
}

template <class V>
void visitFields(V &visit, WorkerState &value)
{
    visit("started", value.started);
    visit("succeeded", value.succeeded);
    visit("failed", value.failed);
    visit("lost", value.lost);
}

template <class V>
void visitFields(V &visit, ShardState &value)
{
    visit("name", value.name);
    visit("asked", value.asked);
    visit("missing", value.missing);
    visit("hedgeAfter", value.hedgeAfter);
    visit("last", value.last);
    visit("hedged", value.hedged);
    visit("hedgesWon", value.hedgesWon);
}

template <class V>
void visitFields(V &visit, ScatterState &value)
{
    visit("requests", value.requests);
    visit("whole", value.whole);
    visit("partial", value.partial);
    visit("tooFew", value.tooFew);
    visit("mergesFailed", value.mergesFailed);
    visit("canariesFailed", value.canariesFailed);
    visit("abandoned", value.abandoned);
    visit("hedgesSent", value.hedgesSent);
    visit("hedgesWon", value.hedgesWon);
    visit("hedgesDenied", value.hedgesDenied);
    visit("late", value.late);
    visit("shed", value.shed);
    visit("shards", value.shards);
    visit("lastGap", value.lastGap);
}

template <class V>
void visitFields(V &visit, RouteState &value)
{
    visit("name", value.name);
    visit("replicas", value.replicas);
    visit("ejected", value.ejected);
    visit("breaker", value.breaker);
    visit("requests", value.requests);
    visit("failures", value.failures);
    visit("ejections", value.ejections);
    visit("opened", value.opened);
}

template <class V>
void visitFields(V &visit, HttpAmbassadorState &value)
{
    visit("routes", value.routes);
    visit("retries", value.retries);
    visit("retriesDenied", value.retriesDenied);
    visit("failedFast", value.failedFast);
}

template <class V>
void visitFields(V &visit, SyncState &value)
{
    visit("fetches", value.fetches);
    visit("synced", value.synced);
    visit("failures", value.failures);
    visit("age", value.age);
    visit("revision", value.revision);
    visit("lastError", value.lastError);
    visit("staleTrees", value.staleTrees);
}

template <class V>
void visitFields(V &visit, MachineState &value)
{
    visit("phase", value.phase);
    visit("served", value.served);
    visit("calls", value.calls);
    visit("pattern", value.pattern);
}

} // namespace bayplan
