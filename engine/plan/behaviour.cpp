// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/behaviour.h"

#include "engine/base/trace_text.h"
#include "engine/base/units.h"
#include "engine/model/catalog.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <string_view>
#include <utility>

namespace bayplan {
namespace {

template <class Enum, std::size_t N>
Enum choice(const ParamReader &params, std::string_view key,
            const std::array<std::pair<std::string_view, Enum>, N> &names)
{
    const std::string text = params.text(key);
    for (const auto &[name, value] : names) {
        if (name == text)
            return value;
    }
    return names.front().second;
}

std::uint32_t count(const ParamReader &params, std::string_view key)
{
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(params.integer(key), 0, UINT32_MAX));
}

std::uint32_t byteCount(const ParamReader &params, std::string_view key)
{
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(params.bytes(key), 0, UINT32_MAX));
}

KeySpace keySpace(const ParamReader &params)
{
    return {.keys = count(params, "keys"),
            .skew = params.number("keySkew"),
            .writeFraction = params.number("writeFraction"),
            .valueBytes = byteCount(params, "valueBytes")};
}

/// What container and memcached have in common.
ServiceConfig station(const ParamReader &params)
{
    ServiceConfig config;
    config.serviceTime = params.distribution("serviceTime");
    config.concurrency = count(params, "concurrency");
    config.queueLimit = count(params, "queueLimit");
    config.failureRate = params.number("failureRate");
    config.replyBytes = byteCount(params, "replyBytes");
    return config;
}

BehaviourConfig containerBehaviour(const ParamReader &params)
{
    constexpr std::array protocols{std::pair{std::string_view("http"), PeerProtocol::Http},
                                   std::pair{std::string_view("memcache"), PeerProtocol::Memcache},
                                   std::pair{std::string_view("tcp"), PeerProtocol::Tcp},
                                   std::pair{std::string_view("log"), PeerProtocol::Log}};
    constexpr std::array modes{std::pair{std::string_view("sequential"), CallMode::Sequential},
                               std::pair{std::string_view("parallel"), CallMode::Parallel}};
    constexpr std::array reactions{std::pair{std::string_view("drain"), StopReaction::Drain},
                                   std::pair{std::string_view("end"), StopReaction::End},
                                   std::pair{std::string_view("ignore"), StopReaction::Ignore}};
    ServiceConfig config = station(params);
    config.onStop = choice(params, "onStop", reactions);
    config.startupTime = params.duration("startupTime");
    config.protocol = choice(params, "protocol", protocols);
    config.callMode = choice(params, "callMode", modes);
    config.logBytes = byteCount(params, "logBytes");
    config.keys = keySpace(params);
    return config;
}

BehaviourConfig memcachedBehaviour(const ParamReader &params)
{
    ServiceConfig config = station(params);
    config.protocol = PeerProtocol::Memcache;
    config.hitRatio = params.number("hitRatio");
    return config;
}

RateVariation variation(const ParamReader &params)
{
    constexpr std::array shapes{std::pair{std::string_view("steady"), RateShape::Steady},
                                std::pair{std::string_view("ramp"), RateShape::Ramp},
                                std::pair{std::string_view("bursts"), RateShape::Bursts},
                                std::pair{std::string_view("daily"), RateShape::Daily}};
    RateVariation variation{.shape = choice(params, "shape", shapes),
                            .peakPerSecond = params.number("peakRate"),
                            .period = params.duration("period"),
                            .burst = params.duration("burst"),
                            .profile = {}};
    for (const std::string &rate : params.list("profile"))
        variation.profile.push_back(parseNumber(rate).value_or(0)); // validated
    return variation;
}

BehaviourConfig loadBehaviour(const ParamReader &params)
{
    constexpr std::array kinds{std::pair{std::string_view("poisson"), ArrivalKind::Poisson},
                               std::pair{std::string_view("constant"), ArrivalKind::Constant},
                               std::pair{std::string_view("closed-loop"), ArrivalKind::ClosedLoop},
                               std::pair{std::string_view("trace"), ArrivalKind::Trace}};
    const auto gaps = parseTrace(params.text("trace"));
    return LoadConfig{.arrivals = choice(params, "arrivals", kinds),
                      .ratePerSecond = params.number("rate"),
                      .users = count(params, "users"),
                      .thinkTime = params.distribution("thinkTime"),
                      .requestBytes = byteCount(params, "requestBytes"),
                      .maxInFlight = count(params, "maxInFlight"),
                      .keys = keySpace(params),
                      .variation = variation(params),
                      .batch = count(params, "batch"),
                      .trace = gaps ? *gaps : std::vector<Duration>(), // validated
                      .traceRepeats = params.flag("traceRepeats")};
}

BehaviourConfig ambassadorBehaviour(const ParamReader &params)
{
    using std::string_view;
    constexpr std::array hashes{std::pair{string_view("fnv1a_64"), KeyHash::Fnv1a_64},
                                std::pair{string_view("one_at_a_time"), KeyHash::OneAtATime},
                                std::pair{string_view("md5"), KeyHash::Md5},
                                std::pair{string_view("crc16"), KeyHash::Crc16},
                                std::pair{string_view("crc32"), KeyHash::Crc32},
                                std::pair{string_view("crc32a"), KeyHash::Crc32a},
                                std::pair{string_view("fnv1_64"), KeyHash::Fnv1_64},
                                std::pair{string_view("fnv1_32"), KeyHash::Fnv1_32},
                                std::pair{string_view("fnv1a_32"), KeyHash::Fnv1a_32},
                                std::pair{string_view("hsieh"), KeyHash::Hsieh},
                                std::pair{string_view("murmur"), KeyHash::Murmur},
                                std::pair{string_view("jenkins"), KeyHash::Jenkins}};
    constexpr std::array distributions{std::pair{string_view("ketama"), KeyDistribution::Ketama},
                                       std::pair{string_view("modula"), KeyDistribution::Modula},
                                       std::pair{string_view("random"), KeyDistribution::Random}};
    return MemcacheAmbassadorConfig{.hash = choice(params, "hash", hashes),
                                    .distribution = choice(params, "distribution", distributions),
                                    .autoEject = params.flag("autoEject"),
                                    .serverFailureLimit = count(params, "serverFailureLimit"),
                                    .retryTimeout = params.duration("retryTimeout"),
                                    .overhead = params.duration("overhead")};
}

BehaviourConfig adapterBehaviour(const ParamReader &params)
{
    using std::string_view;
    constexpr std::array formats{std::pair{string_view("memcached"), MetricsFormat::Memcached},
                                 std::pair{string_view("redis"), MetricsFormat::Redis},
                                 std::pair{string_view("prometheus"), MetricsFormat::Prometheus},
                                 std::pair{string_view("json"), MetricsFormat::Json},
                                 std::pair{string_view("statsd"), MetricsFormat::Statsd},
                                 std::pair{string_view("lines"), MetricsFormat::Lines}};
    return AdapterConfig{.format = choice(params, "format", formats),
                         .prefix = params.text("prefix"),
                         .timeout = params.duration("scrapeTimeout"),
                         .maxBodyBytes = byteCount(params, "maxBody"),
                         .maxSamples = count(params, "maxSamples"),
                         .maxLabels = count(params, "maxLabels"),
                         .maxLabelBytes = count(params, "maxLabelBytes"),
                         .path = params.text("path"),
                         .counts = params.list("counts"),
                         .healthy = params.list("healthy"),
                         .healthCommand = params.list("healthCommand")};
}

BehaviourConfig logSaverBehaviour(const ParamReader &params)
{
    return LogSaverConfig{.maxLineBytes = byteCount(params, "maxLine"),
                          .batchLines = count(params, "batchLines"),
                          .flushEvery = params.duration("flushEvery"),
                          .bufferBytes = static_cast<std::uint64_t>(params.bytes("buffer")),
                          .retryAfter = params.duration("retryAfter")};
}

BehaviourConfig electorBehaviour(const ParamReader &params)
{
    ElectionConfig config;
    config.electionTimeoutMin = params.duration("electionTimeoutMin");
    config.electionTimeoutMax = params.duration("electionTimeoutMax");
    config.lease = params.duration("lease");
    config.heartbeat = params.duration("heartbeat");
    config.further = params.list("further");
    return config;
}

BehaviourConfig queueBehaviour(const ParamReader &params)
{
    return QueueConfig{.timeToRun = params.duration("timeToRun"),
                       .maxAttempts = count(params, "maxAttempts"),
                       .backoff = params.duration("backoff"),
                       .capacity = static_cast<std::uint64_t>(params.integer("capacity")),
                       .agingStep = params.duration("agingStep"),
                       .capacityBytes = static_cast<std::uint64_t>(params.bytes("capacityBytes"))};
}

BehaviourConfig workerBehaviour(const ParamReader &params)
{
    return WorkerConfig{.slots = count(params, "slots"),
                        .workTime = params.distribution("workTime"),
                        .failureRate = params.number("failureRate"),
                        .command = params.list("command"),
                        .reserveWait = params.duration("reserveWait")};
}

BehaviourConfig httpAmbassadorBehaviour(const ParamReader &params)
{
    using std::string_view;
    constexpr std::array policies{std::pair{string_view("least-in-flight"), BalancePolicy::LeastInFlight},
                                  std::pair{string_view("round-robin"), BalancePolicy::RoundRobin},
                                  std::pair{string_view("two-choices"), BalancePolicy::TwoChoices},
                                  std::pair{string_view("hash"), BalancePolicy::Hash}};
    return HttpAmbassadorConfig{.policy = choice(params, "policy", policies),
                                .maxAttempts = count(params, "maxAttempts"),
                                .retryBudget = params.number("retryBudget"),
                                .ejectAfter = count(params, "ejectAfter"),
                                .ejectFor = params.duration("ejectFor"),
                                .ejectMost = params.number("ejectMost"),
                                .breaker = {.failures = params.number("breakerFailures"),
                                            .calls = count(params, "breakerCalls"),
                                            .openFor = params.duration("breakerOpenFor"),
                                            .probes = count(params, "breakerProbes")}};
}

BehaviourConfig syncBehaviour(const ParamReader &params)
{
    return SyncConfig{.source = params.text("source"),
                      .revision = params.text("revision"),
                      .folder = params.text("folder"),
                      .link = params.text("link"),
                      .period = params.duration("period"),
                      .timeout = params.duration("fetchTimeout"),
                      .backoffMost = params.duration("backoffMost"),
                      .keepStale = params.duration("keepStale"),
                      .fetchTime = params.distribution("fetchTime"),
                      .failureRate = params.number("failureRate"),
                      .changeEvery = params.duration("changeEvery"),
                      .maxArchiveBytes = static_cast<std::uint64_t>(params.bytes("maxArchive")),
                      .maxTreeBytes = static_cast<std::uint64_t>(params.bytes("maxTree"))};
}

BehaviourConfig rootBehaviour(const ParamReader &params)
{
    using std::string_view;
    constexpr std::array modes{std::pair{string_view("after-quantile"), HedgeMode::AfterQuantile},
                               std::pair{string_view("tied"), HedgeMode::Tied},
                               std::pair{string_view("none"), HedgeMode::None}};
    ScatterConfig config;
    config.deadline = params.duration("deadline");
    config.reserve = params.duration("reserve");
    config.quorum = params.number("quorum");
    config.goodEnough = params.number("goodEnough");
    config.hedge = choice(params, "hedge", modes);
    config.hedgeQuantile = params.number("hedgeQuantile");
    config.hedgeBudget = params.number("hedgeBudget");
    config.tiedAfter = params.duration("tiedAfter");
    config.canary = params.flag("canary");
    config.maxInFlight = count(params, "maxInFlight");
    // An answer is written beside its parts, and what comes and goes by HTTP has limits of its own.
    constexpr std::uint64_t shareOfMemory = 8;
    if (const auto memory = static_cast<std::uint64_t>(params.bytes("memoryLimit")); memory > 0)
        config.gatherBytes = memory / shareOfMemory;
    return config;
}

struct KindRow {
    std::string_view kind;
    std::string_view agentRole;
    BehaviourConfig (*behaviour)(const ParamReader &);
    PeerProtocol spoken; ///< to its incoming port; a container's own parameter goes before
};

constexpr std::array kindRows{
    KindRow{"container", "service", containerBehaviour, PeerProtocol::Http},
    KindRow{"memcached", "service", memcachedBehaviour, PeerProtocol::Memcache},
    KindRow{"load", "load", loadBehaviour, PeerProtocol::Http},
    KindRow{"memcache-ambassador", "ambassador", ambassadorBehaviour, PeerProtocol::Memcache},
    KindRow{"adapter", "adapter", adapterBehaviour, PeerProtocol::Http},
    KindRow{"log-saver", "logsaver", logSaverBehaviour, PeerProtocol::Http},
    KindRow{"elector", "elector", electorBehaviour, PeerProtocol::Election},
    KindRow{"work-queue", "queue", queueBehaviour, PeerProtocol::Queue},
    KindRow{"worker", "worker", workerBehaviour, PeerProtocol::Http},
    KindRow{"http-ambassador", "http-ambassador", httpAmbassadorBehaviour, PeerProtocol::Http},
    KindRow{"content-sync", "sync", syncBehaviour, PeerProtocol::Http},
    KindRow{"scatter-root", "root", rootBehaviour, PeerProtocol::Http},
};

const KindRow &rowOf(const Container &container)
{
    const auto found = std::ranges::find(kindRows, std::string_view(container.kind), &KindRow::kind);
    if (found == kindRows.end())
        std::abort();
    return *found;
}

} // namespace

bool reachesReplicas(const Container &caller)
{
    return caller.kind == "memcache-ambassador" || caller.kind == "http-ambassador";
}

BehaviourConfig behaviourOf(const Container &container)
{
    return rowOf(container).behaviour(paramsOf(container));
}

std::string agentRoleOf(const Container &container)
{
    return std::string(rowOf(container).agentRole);
}

PeerProtocol protocolOf(const Container &container)
{
    const KindRow &row = rowOf(container);
    if (container.kind != "container")
        return row.spoken;
    return std::get<ServiceConfig>(row.behaviour(paramsOf(container))).protocol;
}

} // namespace bayplan
