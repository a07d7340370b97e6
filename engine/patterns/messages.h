// SPDX-License-Identifier: Apache-2.0
// What machines say to each other. Typed here; engine/wire gives each its form on a socket, the simulator passes it as
// is.
#pragma once

#include "engine/base/time.h"
#include "engine/patterns/body.h"

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace bayplan {

// ---- requests and replies ----------------------------------------------------------------------------------------

/// A plain request over HTTP. In the simulator only bodyBytes counts; over a socket the body is padded up to it.
struct HttpRequest {
    std::string method = "GET";
    std::string target = "/";
    std::string body;
    std::uint32_t bodyBytes = 0; ///< at least body.size()
    std::string headers;         ///< passed on by proxies: lines of "Name: value", each with its CRLF; Host first
};

struct HttpReply {
    int status = 200;
    std::string contentType;
    std::string body;
    std::uint32_t bodyBytes = 0;
    Duration retryAfter{0};  ///< 429 and 503: the header Retry-After; 0 is 1 s
    std::string headers;     ///< as those of a request, without what stands in fields of its own
    bool isPassedOn = false; ///< a proxy's: Retry-After, and Content-Length of a HEAD, stand in `headers` or nowhere
};

enum class MemcacheCommand {
    Get,
    Gets,
    Set,
    Add,
    Replace,
    Append,
    Prepend,
    Cas,
    Incr,
    Decr,
    Delete,
    Touch,
    Version,
    Stats
};

/// One command of the memcache text protocol. Quit is the connection's business, not a request.
struct MemcacheRequest {
    MemcacheCommand command = MemcacheCommand::Get;
    std::vector<std::string> keys; ///< one, but for Get and Gets; at most 250 bytes each
    std::string arguments;         ///< the words between the key and `noreply`, as sent: "0 300", "5"; no byte count
    std::string data;              ///< storage commands; may be empty in the simulator
    std::uint32_t dataBytes = 0;   ///< at least data.size()
    bool noreply = false;
};

struct MemcacheValue {
    std::string key;
    std::string arguments; ///< "FLAGS" or "FLAGS CAS", as received
    std::string data;
    std::uint32_t dataBytes = 0;
};

struct MemcacheReply {
    std::vector<MemcacheValue> values; ///< Get and Gets: hits in the order of the reply
    std::string line;                  ///< the last line without CRLF: "END", "STORED", "5", "SERVER_ERROR ..."
};

/// As sizeOf() counts. What would be larger is memcacheReplyTooLarge instead.
inline constexpr std::size_t memcacheReplyLimitBytes = 10U << 20U;
inline constexpr const char *memcacheReplyTooLarge = "SERVER_ERROR reply too large";

/// List gives the numbers of the waiting tasks, Peek the input of one, whatever its state.
enum class QueueCommand { Put, Reserve, Touch, Ack, Release, Bury, Kick, Fail, List, Peek, Discard, Show };

struct QueueRequest {
    QueueCommand command = QueueCommand::Put;
    std::uint64_t task = 0;    ///< all but Put, Reserve, List; Kick, Discard: 0 is every buried task;
                               ///< Show: of the buried tasks those before it, 0: the newest
    std::uint32_t attempt = 0; ///< with task: a late completion of an older attempt is refused
    int priority = 0;          ///< Put: lower goes first
    Duration delay{0};         ///< Put, Release; Reserve: how long to wait for a task
    std::string body;          ///< Put: the input; Ack: the result; Fail and Bury: the error
    std::uint32_t bodyBytes = 0;
    std::string origin;         ///< Put by the stage before: which journal its number is of; empty: by a client.
                                ///< Reserve: who asks, to be named where the task fails
    std::uint64_t sequence = 0; ///< Put by the stage before: 1, 2, 3...; one number is one task, however often it comes
    std::uint64_t reservation = 0; ///< with attempt: as Reserve was told; 0: not said
    bool isEmpty = false; ///< Ack: the result is known, and empty; else one without a body is of synthetic work
};

struct QueueReply {
    int status = 200; ///< 200 done, 204 nothing to reserve, 404 no such task, 409 not yours any more, 429 full, 503
                      ///< stopping, 507 disk full
    std::uint64_t task = 0;
    std::uint32_t attempt = 0;
    Duration timeToRun{0};  ///< Reserve
    Duration retryAfter{0}; ///< 429
    std::string body;       ///< Reserve, Peek: the input
    std::uint32_t bodyBytes = 0;
    std::uint64_t count = 0;                  ///< Kick, Discard: how many tasks; List: tasks waiting, listed or not
    std::vector<std::uint64_t> tasks;         ///< List: the oldest first, at most 1000
    QueueCommand command = QueueCommand::Put; ///< what this answers
    std::uint64_t reservation = 0; ///< Reserve: tells this attempt from one of that number in a journal that was lost
};

/// What the elector offers the application beside it (PATTERNS 5, "over localhost").
enum class ElectionCommand { Holder, IsLeader, Become, Renew, Resign };

struct ElectionRequest {
    ElectionCommand command = ElectionCommand::Holder;
    std::string election; ///< which one is meant; empty: the one there is
};

struct ElectionReply {
    int status = 200;   ///< 200, 409 another leads, 503 no quorum or own lease passed
    std::string leader; ///< member name; empty when unknown
    std::uint64_t term = 0;
    std::uint64_t fencingToken = 0;
    Duration leaseRemaining{0};
    ElectionCommand command = ElectionCommand::Holder; ///< what this answers
};

/// Lines of one file on their way to a sink; at least once, so a sink knows a repeat by (source, firstOffset).
struct LogBatch {
    std::string source;            ///< pod and path
    std::uint64_t firstOffset = 0; ///< of the first line's first byte in the file
    std::uint64_t nextOffset = 0;  ///< after the last line's newline
    std::vector<std::string> lines;
    std::uint32_t bytes = 0;
};

struct LogAck {
    bool stored = true;
    bool isTooLarge = false; ///< not stored, and will not be as long as it is one batch
};

/// Asks a container for its figures in its own format; the answer is already in ours.
struct MetricsRequest {};

struct MetricSample {
    std::string name; ///< [a-zA-Z_:][a-zA-Z0-9_:]*
    std::vector<std::pair<std::string, std::string>> labels;
    double value = 0;
    std::string type; ///< "counter", "gauge", "untyped"
    std::string help;
};

struct MetricsReply {
    std::vector<MetricSample> samples;
    std::string error; ///< why the whole scrape failed; then samples is empty
};

using RequestBody = Body<HttpRequest, MemcacheRequest, QueueRequest, ElectionRequest, LogBatch, MetricsRequest>;
using ReplyBody = Body<HttpReply, MemcacheReply, QueueReply, ElectionReply, LogAck, MetricsReply>;

/// How a call ended. Everything but Ok is seen by the caller as an error of that link.
enum class CallStatus {
    Ok,
    Failed,     ///< answered with an error (5xx, SERVER_ERROR)
    Overloaded, ///< answered 429 or 503
    Refused,    ///< no connection
    Reset,      ///< connection lost while waiting
    TimedOut,   ///< the caller's own deadline passed
};

/// A request on its way to a peer. The driver matches the Answer by `id`, which the caller chose.
struct Call {
    std::uint64_t id = 0;
    Duration timeout{0}; ///< from sending; 0 is none. The caller enforces it; it travels as remaining time.
    RequestBody body;
    bool mayBeWithdrawn = false; ///< a Withdrawal may follow; `id` is one of CallLedger, whose lower half is small
};

/// The caller wants no answer to its Call any more; who works on it gets Cancelled. An answer that is on its way
/// already may still come.
struct Withdrawal {
    std::uint64_t id = 0; ///< of the Call
};

struct Answer {
    std::uint64_t id = 0;
    CallStatus status = CallStatus::Ok;
    ReplyBody body;
};

// ---- election, between electors ------------------------------------------------------------------------------------

struct VoteRequest {
    std::uint64_t term = 0;
    std::uint64_t configuration = 0; ///< hash of the member list; votes count within one only
    bool preVote = false;
    bool forced = false; ///< after a transfer; good for exactly one term
};

struct VoteReply {
    std::uint64_t term = 0;
    std::uint64_t configuration = 0;
    bool preVote = false;
    bool granted = false;
    std::string reason; ///< why not, for the event
};

struct Heartbeat {
    std::uint64_t term = 0;
    std::uint64_t configuration = 0;
    std::uint64_t round = 0; ///< the leader remembers when it sent each round
};

struct HeartbeatReply {
    std::uint64_t term = 0; ///< higher than the heartbeat's when the sender is stale
    std::uint64_t configuration = 0;
    std::uint64_t round = 0;
};

/// The leader asks this peer to take over at once.
struct TransferLeadership {
    std::uint64_t term = 0;
    std::uint64_t configuration = 0;
};

/// One line that the main container wrote to a file of the pod's volume, as the log saver's driver found it.
struct LogLines {
    std::string source;
    std::uint64_t firstOffset = 0;
    std::uint64_t nextOffset = 0;
    std::vector<std::string> lines;
    std::uint32_t bytes = 0;
};

/// From who runs the peer, to those that balance over it: whether its readiness probe holds. It fails from the start
/// until the peer is ready, and from SIGTERM on.
struct Readiness {
    bool ready = true;
};

using Message = std::variant<Call, Answer, VoteRequest, VoteReply, Heartbeat, HeartbeatReply, TransferLeadership,
                             LogLines, Withdrawal, Readiness>;

/// Bytes that a message counts for on a simulated link: payload and a header of its protocol.
std::uint32_t sizeOf(const Message &message);
std::uint32_t sizeOf(const RequestBody &body);
std::uint32_t sizeOf(const ReplyBody &body);

} // namespace bayplan
