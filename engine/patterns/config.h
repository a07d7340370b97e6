// SPDX-License-Identifier: Apache-2.0
// What each machine is told at birth. Made by the plan from the catalog's parameters, sent to agents as JSON (wire),
// given to the simulator as they are: the same values in both worlds.
#pragma once

#include "engine/base/distribution.h"
#include "engine/base/rate_curve.h"
#include "engine/base/shared_list.h"
#include "engine/base/time.h"
#include "engine/patterns/machine.h"

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace bayplan {

/// What is spoken to a peer, and so what body a synthetic caller puts in a Call.
enum class PeerProtocol { Http, Memcache, Queue, Election, Log, Metrics, Tcp };

struct PeerConfig {
    std::string name; ///< for metrics and events: instance or pod name
    PeerProtocol protocol = PeerProtocol::Http;
    Duration timeout = std::chrono::seconds(1); ///< of one call
    double callsPerRequest = 1; ///< service: calls made for each request served; the fraction is a probability
    std::string serverName;     ///< memcache ambassador: name in the ring, as given or "HOST:PORT" by twemproxy's rule;
                                ///< http ambassador: the service that this is a replica of
    int weight = 1; ///< memcache ambassador: of the server; http ambassador: of the service, as its first replica says
    bool byKey = false; ///< http: a hash of what is asked for decides farther on who answers, so that synthetic calls
                        ///< name a key
};

/// Keys that synthetic callers ask for: "key:N", over http "/?key=N", N in [0, keys), Zipf with exponent `skew` (0 is
/// uniform).
struct KeySpace {
    std::uint32_t keys = 1000;
    double skew = 0;
    double writeFraction = 0.1; ///< of memcache calls, sets among gets
    std::uint32_t valueBytes = 100;
};

enum class ArrivalKind { Poisson, Constant, ClosedLoop, Trace };

/// A load generator. Open loop: latency counts from the intended instant of sending (no coordinated omission).
struct LoadConfig {
    ArrivalKind arrivals = ArrivalKind::Poisson;
    double ratePerSecond = 10; ///< open loop, over all peers together
    std::uint32_t users = 10;  ///< closed loop
    Distribution thinkTime;    ///< closed loop
    std::uint32_t requestBytes = 200;
    std::uint32_t maxInFlight = 10'000; ///< more are counted as failed, not sent
    KeySpace keys;
    RateVariation variation;     ///< Poisson and Constant: of the rate, from the machine's start
    std::uint32_t batch = 1;     ///< Poisson and Constant: requests that come at once; the rate stays one of requests
    std::vector<Duration> trace; ///< Trace: from the start to the first request, and between requests
    bool traceRepeats = false;   ///< begins again at its end
};

enum class CallMode { Sequential, Parallel };

/// What a program does at SIGTERM: finish what it has (exit 0); end at once, as one without a handler does (143); or
/// nothing, as PID 1 without a handler does, until it is killed at the end of the grace time (137).
enum class StopReaction { Drain, End, Ignore };

/// A synthetic service, also the model of a user's own image in the simulator, and its stand-in where there is no
/// image.
struct ServiceConfig {
    PeerProtocol protocol = PeerProtocol::Http; ///< what it answers: Http, Memcache (a small cache), Tcp, Log (a sink)
    Distribution serviceTime = Distribution::exponential(std::chrono::milliseconds(5));
    std::uint32_t concurrency = 1;   ///< slots; 0 is unbounded
    std::uint32_t queueLimit = 1000; ///< waiting requests; more are refused
    double failureRate = 0;          ///< of requests, 0 to 1
    CallMode callMode = CallMode::Sequential;
    std::uint32_t replyBytes = 500;
    std::uint32_t logBytes = 0; ///< line written per request served; 0 is none
    double hitRatio = 1;        ///< Memcache in the simulator: keys that were never set and yet are found
    KeySpace keys;              ///< of its own memcache calls
    StopReaction onStop = StopReaction::Drain;
    Duration startupTime{0}; ///< from its start until it is ready; until then its port is closed
};

enum class BalancePolicy { RoundRobin, LeastInFlight, TwoChoices, Hash };

/// The virtual name of a pod with replicas: peers are the replicas.
struct FrontConfig {
    BalancePolicy policy = BalancePolicy::RoundRobin;
    std::uint32_t maxAttempts = 3; ///< with the first; only calls that were refused or reset are tried again
    double retryBudget = 0.1;      ///< retries over requests, at most
    std::uint32_t ejectAfter = 3;  ///< consecutive refusals or resets
    Duration ejectFor = std::chrono::seconds(2);
};

/// A fraction of failures of 0 is no breaker.
struct BreakerConfig {
    double failures = 0.5; ///< of the last `calls`: at or above it the breaker opens
    std::uint32_t calls = 20;
    Duration openFor = std::chrono::seconds(5);
    std::uint32_t probes = 3; ///< good ones in a row that close it again
};

/// Peers of one serverName are the replicas of one service.
struct HttpAmbassadorConfig {
    BalancePolicy policy = BalancePolicy::LeastInFlight; ///< among the replicas of a service
    std::uint32_t maxAttempts = 3;                       ///< with the first
    double retryBudget = 0.1;                            ///< retries over requests, at most
    std::uint32_t ejectAfter = 5;                        ///< failures of a replica in a row; 0 is never
    Duration ejectFor = std::chrono::seconds(10);
    double ejectMost = 0.5; ///< fraction of the replicas of a service
    BreakerConfig breaker;  ///< of each service
};

enum class KeyHash {
    OneAtATime,
    Md5,
    Crc16,
    Crc32,
    Crc32a,
    Fnv1_64,
    Fnv1a_64,
    Fnv1_32,
    Fnv1a_32,
    Hsieh,
    Murmur,
    Jenkins
};
enum class KeyDistribution { Ketama, Modula, Random };

/// Peers are the servers, in the order of the ring's configuration.
struct MemcacheAmbassadorConfig {
    KeyHash hash = KeyHash::Fnv1a_64;
    KeyDistribution distribution = KeyDistribution::Ketama;
    bool autoEject = true;
    std::uint32_t serverFailureLimit = 2;
    Duration retryTimeout = std::chrono::seconds(30);
    Duration overhead = std::chrono::microseconds(20); ///< simulated cost of a pass through the proxy
};

enum class MetricsFormat { Memcached, Redis, Prometheus, Json, Statsd, Lines };

/// Peer 0 is the container whose figures are adapted. Lines come from its log file instead (LogLines). Agents have one
/// peer behind the configured ones, which runs the command.
struct AdapterConfig {
    MetricsFormat format = MetricsFormat::Memcached;
    std::string prefix; ///< of metric names; by default the format's own
    Duration timeout = std::chrono::seconds(10);
    std::uint32_t maxBodyBytes = 1U << 20U;
    std::uint32_t maxSamples = 10'000;
    std::uint32_t maxLabels = 30;
    std::uint32_t maxLabelBytes = 200;
    std::string path;                 ///< Prometheus and Json over HTTP; empty: /metrics and /
    std::vector<std::string> counts;  ///< Lines: "NAME=WORDS" counts the lines that hold the words
    std::vector<std::string> healthy; ///< "NAME < 5": what GET /health asks of the figures; empty: that there are some
    std::vector<std::string> healthCommand; ///< a program and its arguments, which GET /health runs instead
    bool simulated = true;                  ///< nothing runs: the container's own health is the command's outcome
};

/// Peer 0 is the sink.
struct LogSaverConfig {
    std::uint32_t maxLineBytes = 64 * 1024;
    std::uint32_t batchLines = 500;
    Duration flushEvery = std::chrono::seconds(1);
    std::uint64_t bufferBytes = 64U << 20U;               ///< oldest dropped and counted beyond
    Duration retryAfter = std::chrono::milliseconds(500); ///< doubles up to 30 s
};

/// Peers are the other members; PeerConfig::name is their member name.
struct ElectionConfig {
    std::string election = "election";
    std::string member;                                    ///< own name; unique within the election
    std::uint64_t configuration = 0;                       ///< hash of all members' names, sorted
    Duration electionTimeoutMin = std::chrono::seconds(1); ///< Emin
    Duration electionTimeoutMax = std::chrono::seconds(2); ///< Emax
    Duration lease = std::chrono::milliseconds(800);
    Duration heartbeat = std::chrono::milliseconds(200);
    std::vector<std::string> further; ///< names of more elections among the same members, each on its own
};

/// Peer 0, if there is one, is the queue of the next stage: what a worker makes of a task is a task there.
struct QueueConfig {
    Duration timeToRun = std::chrono::seconds(60);
    std::uint32_t maxAttempts = 5;
    Duration backoff = std::chrono::seconds(1);    ///< of the first retry; doubles, jitter 50 %, at most 5 min
    std::uint64_t capacity = 100'000;              ///< tasks not completed; more are answered 429
    Duration agingStep = std::chrono::seconds(30); ///< a waiting task gains one priority per step
    std::uint64_t capacityBytes = 40U << 20U;      ///< of all that it holds; a task beyond is answered 429
};

/// Peer 0 is the queue; further peers are called for each task.
struct WorkerConfig {
    std::uint32_t slots = 1;
    Distribution workTime = Distribution::exponential(std::chrono::milliseconds(50)); ///< synthetic work
    double failureRate = 0;
    std::vector<std::string> command; ///< the user's own program instead of synthetic work
    Duration reserveWait = std::chrono::seconds(10);
    bool simulated = true; ///< nothing runs: with a command too, work takes workTime and fails at failureRate
};

enum class HedgeMode { None, AfterQuantile, Tied };

inline constexpr PeerId noPeer = UINT32_MAX;

/// Root or inner parent of a scatter/gather tree. Peers are the shards, and among them the merge container if there is
/// one.
struct ScatterConfig {
    Duration deadline = std::chrono::seconds(1); ///< of an answer; the caller's own remaining time when that is shorter
    Duration reserve = std::chrono::milliseconds(10); ///< of the caller's time: for merging and the way back
    double quorum = 0.5;   ///< parts that an answer needs: up to 1 a fraction of the shards, above 1 their number
    double goodEnough = 1; ///< parts that an answer waits for, likewise
    HedgeMode hedge = HedgeMode::AfterQuantile;
    double hedgeQuantile = 0.95; ///< of a shard's newest answers: a question older than that is asked again
    double hedgeBudget = 0.05;   ///< questions asked again over all questions, at most
    Duration tiedAfter = std::chrono::milliseconds(1); ///< between the two of a tied pair
    bool canary = false;                               ///< one shard is asked first, the others when it has answered
    std::uint32_t maxInFlight = 1000;                  ///< requests; more are shed
    std::uint64_t gatherBytes = 16U << 20U; ///< of the parts of all requests; one whose part finds no room is shed
    PeerId mergePeer = noPeer;
};

/// Agents have one peer behind the configured ones, which fetches.
struct SyncConfig {
    std::string source;            ///< as checkSyncSource has it
    std::string revision = "HEAD"; ///< branch or tag; an archive has none
    std::string folder;            ///< absolute; trees named by their hash, and the link, stand in it
    std::string link = "current";
    Duration period = std::chrono::seconds(10);
    Duration timeout = std::chrono::seconds(120); ///< of a fetch
    Duration backoffMost = std::chrono::minutes(5);
    Duration keepStale = std::chrono::seconds(60); ///< how long a tree stays after the link has left it
    bool simulated = true;                         ///< nothing fetches: time, failure and change are drawn
    Distribution fetchTime = Distribution::exponential(std::chrono::milliseconds(500)); ///< simulated
    double failureRate = 0;                                                             ///< simulated
    Duration changeEvery = std::chrono::seconds(60); ///< simulated: mean time between changes of the source; 0 is never
    std::uint64_t maxArchiveBytes = 64U << 20U;      ///< of an archive, as it is sent
    std::uint64_t maxTreeBytes = 256U << 20U;        ///< of an archive, unpacked
};

using BehaviourConfig =
    std::variant<ServiceConfig, LoadConfig, FrontConfig, MemcacheAmbassadorConfig, AdapterConfig, LogSaverConfig,
                 ElectionConfig, QueueConfig, WorkerConfig, ScatterConfig, HttpAmbassadorConfig, SyncConfig>;

struct MachineConfig {
    std::string name; ///< instance, for events
    std::uint64_t seed = 0;
    SharedList<PeerConfig> peers; ///< index is PeerId
    BehaviourConfig behaviour;
    bool sharesProcessor = false; ///< asks for processor time by Effects::compute instead of letting it pass
    std::uint64_t runSeed = 0;    ///< the same for all machines and lives: of what the world outside them does
};

/// The one place that knows which class serves which configuration.
std::unique_ptr<Machine> makeMachine(const MachineConfig &config);

} // namespace bayplan
