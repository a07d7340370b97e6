// SPDX-License-Identifier: Apache-2.0
// What a machine lets be seen. Counters are cumulative since the start of the life; a window is a difference of two
// states.
#pragma once

#include "engine/base/histogram.h"
#include "engine/base/time.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace bayplan {

enum class Phase { Created, Starting, Ready, Draining, Stopped };

/// Calls from this machine to one peer.
struct CallStats {
    std::uint64_t sent = 0;
    std::uint64_t succeeded = 0;
    std::uint64_t failed = 0; ///< every CallStatus but Ok and TimedOut
    std::uint64_t timedOut = 0;
    std::uint64_t late = 0;      ///< answers that came after the deadline and were dropped
    std::uint64_t withdrawn = 0; ///< taken back before an answer came
    std::uint32_t inFlight = 0;
    Histogram latency; ///< of calls that succeeded, sending to answer, queueing for a connection included

    std::size_t heapBytes() const { return latency.heapBytes(); }
    bool operator==(const CallStats &) const = default;
};

/// Requests to this machine.
struct ServedStats {
    std::uint64_t received = 0;
    std::uint64_t succeeded = 0;
    std::uint64_t failed = 0;
    std::uint64_t refused = 0;   ///< turned away: queue full, draining
    std::uint64_t withdrawn = 0; ///< the caller took it back, or left, before the reply
    std::uint32_t inService = 0;
    std::uint32_t waiting = 0;
    std::uint32_t slots = 0; ///< most that can be in service; 0 is unbounded
    Duration busy{0};        ///< summed over slots: utilisation = busy / (slots x elapsed)
    Duration waited{0};      ///< integral of `waiting` over time: mean queue = waited / elapsed
    Histogram latency;       ///< arrival to reply, of requests that succeeded

    std::size_t heapBytes() const { return latency.heapBytes(); }
    bool operator==(const ServedStats &) const = default;
};

enum class ElectionRole { Follower, Candidate, Leader, Refusing };

struct ElectionState {
    std::string member; ///< own name
    ElectionRole role = ElectionRole::Follower;
    std::uint64_t term = 0;
    std::string believedLeader; ///< who this member thinks leads; empty when unknown
    bool leaseValid = false;    ///< own lease, at the instant of the state
    Duration leaseRemaining{0};
    std::uint64_t fencingToken = 0;
    std::uint64_t elections = 0; ///< times this member won
    std::string election;        ///< its name
    std::vector<ElectionState>
        further;          ///< of an elector with several elections: the others, as ElectionConfig has them
    std::string votedFor; ///< in `term`; empty: for nobody yet
    Duration heardAge{0}; ///< followers: since the leader's newest heartbeat; leaders: since they sent the newest round
                          ///< that a quorum acknowledged; 0: nothing yet in this term
    std::uint64_t refusedTerms = 0; ///< messages of terms that no member can have reached
    bool operator==(const ElectionState &) const = default;
};

struct DeadLetter {
    std::uint64_t task = 0;
    std::uint32_t attempts = 0;
    std::string error;
    std::string worker;             ///< who had it last; empty: before the queue's last start, or a client unnamed
    std::string payload;            ///< the beginning of the input
    std::uint32_t payloadBytes = 0; ///< of the whole input; synthetic ones have a length and no content
    bool operator==(const DeadLetter &) const = default;
};

struct QueueState {
    std::uint64_t ready = 0;
    std::uint64_t reserved = 0;
    std::uint64_t delayed = 0;
    std::uint64_t buried = 0;
    std::uint64_t put = 0;
    std::uint64_t completed = 0;
    std::uint64_t retried = 0;
    std::uint64_t expired = 0; ///< reservations that ran out of time
    std::uint64_t refusedLate = 0;
    std::uint64_t rejected = 0;          ///< 429 and 507
    Duration oldestAge{0};               ///< of the oldest task not completed
    Histogram sojourn;                   ///< put to completion
    std::vector<DeadLetter> deadLetters; ///< of the buried tasks the newest, or what Show has asked for: at most 20, in
                                         ///< order of their numbers
    std::uint64_t olderLetters = 0;      ///< buried tasks with lower numbers than those
    std::uint64_t forwarding = 0;        ///< outputs in the journal that the next stage has not taken yet
    std::uint64_t forwarded = 0;         ///< outputs that the next stage has taken
    std::uint64_t repeated = 0;          ///< puts by the stage before that were here already, and were not put again
    std::uint64_t kicked = 0;            ///< buried tasks that were put back
    std::uint64_t discarded = 0;         ///< buried tasks that were thrown away

    std::size_t heapBytes() const { return sojourn.heapBytes(); }
    bool operator==(const QueueState &) const = default;
};

struct RingServer {
    std::string name;
    double share = 0; ///< of the key space now, 0 to 1
    std::uint64_t requests = 0;
    std::uint64_t failures = 0;
    bool ejected = false;
    bool operator==(const RingServer &) const = default;
};

struct AmbassadorState {
    std::vector<RingServer> servers;
    bool operator==(const AmbassadorState &) const = default;
};

struct LogSaverState {
    std::uint64_t linesRead = 0;
    std::uint64_t linesDelivered = 0;
    std::uint64_t linesDropped = 0;
    std::uint64_t linesCut = 0;
    std::uint64_t redelivered = 0;
    std::uint64_t bufferedBytes = 0;
    bool operator==(const LogSaverState &) const = default;
};

struct AdapterState {
    std::uint64_t scrapes = 0;
    std::uint64_t failures = 0;
    std::uint32_t samples = 0; ///< of the last good scrape
    std::string lastError;
    bool operator==(const AdapterState &) const = default;
};

struct WorkerState {
    std::uint64_t started = 0;
    std::uint64_t succeeded = 0;
    std::uint64_t failed = 0;
    std::uint64_t lost = 0; ///< completions refused as late
    bool operator==(const WorkerState &) const = default;
};

struct ShardState {
    std::string name;
    std::uint64_t asked = 0;
    std::uint64_t missing = 0;   ///< of the requests that asked it, those answered without it
    Duration hedgeAfter{0};      ///< how long it is waited for before it is asked again; 0 is for ever
    std::uint64_t last = 0;      ///< whole answers that had to wait for it longer than for any other
    std::uint64_t hedged = 0;    ///< times that it was asked again
    std::uint64_t hedgesWon = 0; ///< of those, how often the second question was answered first
    bool operator==(const ShardState &) const = default;
};

/// Of a root or parent. Requests end whole, partial, with too few parts, or because canary or merge failed; what was
/// shed was never begun, or found no room for its parts.
struct ScatterState {
    std::uint64_t requests = 0;
    std::uint64_t whole = 0;
    std::uint64_t partial = 0;
    std::uint64_t tooFew = 0;         ///< 504: fewer parts than the quorum
    std::uint64_t mergesFailed = 0;   ///< 502
    std::uint64_t canariesFailed = 0; ///< 502, and nobody else was asked
    std::uint64_t abandoned = 0;      ///< the caller left
    std::uint64_t hedgesSent = 0;
    std::uint64_t hedgesWon = 0;
    std::uint64_t hedgesDenied = 0; ///< for want of budget
    std::uint64_t late = 0;         ///< answers that came when nobody waited for them any more
    std::uint64_t shed = 0;         ///< 503
    std::vector<ShardState> shards;
    std::string lastGap; ///< why the newest answer that was not whole lacks a part; empty: there was none
    bool operator==(const ScatterState &) const = default;
};

enum class BreakerStage { Closed, Open, HalfOpen };

/// One service behind an http ambassador.
struct RouteState {
    std::string name;
    std::uint32_t replicas = 0;
    std::uint32_t ejected = 0; ///< of the replicas, now
    BreakerStage breaker = BreakerStage::Closed;
    std::uint64_t requests = 0;
    std::uint64_t failures = 0; ///< calls that failed, retried or not
    std::uint64_t ejections = 0;
    std::uint64_t opened = 0; ///< times that its breaker opened
    bool operator==(const RouteState &) const = default;
};

struct HttpAmbassadorState {
    std::vector<RouteState> routes;
    std::uint64_t retries = 0;
    std::uint64_t retriesDenied = 0; ///< for want of budget
    std::uint64_t failedFast = 0;    ///< 503, because every breaker was open
    bool operator==(const HttpAmbassadorState &) const = default;
};

struct SyncState {
    std::uint64_t fetches = 0;
    std::uint64_t synced = 0; ///< fetches that brought something new
    std::uint64_t failures = 0;
    Duration age{0};       ///< since the source was last seen to be as the folder is; before that since the start
    std::string revision;  ///< empty: nothing yet
    std::string lastError; ///< empty: the last fetch was good
    std::uint32_t staleTrees = 0; ///< published before, not yet removed (simulated)
    bool operator==(const SyncState &) const = default;
};

using PatternState = std::variant<std::monostate, ElectionState, QueueState, AmbassadorState, LogSaverState,
                                  AdapterState, WorkerState, ScatterState, HttpAmbassadorState, SyncState>;

struct MachineState {
    Phase phase = Phase::Created;
    ServedStats served;
    std::vector<CallStats> calls; ///< by PeerId
    PatternState pattern;
    bool operator==(const MachineState &) const = default;
};

} // namespace bayplan
