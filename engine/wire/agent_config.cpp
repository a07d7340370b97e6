// SPDX-License-Identifier: Apache-2.0
#include "engine/wire/agent_config.h"

#include "engine/wire/json_fields.h"

#include <array>

namespace bayplan {

namespace json {
// clang-format off
template <> struct EnumNames<PeerProtocol> { static constexpr std::array names{"http", "memcache", "queue", "election", "log", "metrics", "tcp"}; };
template <> struct EnumNames<ArrivalKind> { static constexpr std::array names{"poisson", "constant", "closed", "trace"}; };
template <> struct EnumNames<RateShape> { static constexpr std::array names{"steady", "ramp", "bursts", "daily"}; };
template <> struct EnumNames<CallMode> { static constexpr std::array names{"sequential", "parallel"}; };
template <> struct EnumNames<StopReaction> { static constexpr std::array names{"drain", "end", "ignore"}; };
template <> struct EnumNames<BalancePolicy> { static constexpr std::array names{"round-robin", "least-in-flight", "two-choices", "hash"}; };
template <> struct EnumNames<KeyHash> { static constexpr std::array names{"one_at_a_time", "md5", "crc16", "crc32", "crc32a", "fnv1_64", "fnv1a_64", "fnv1_32", "fnv1a_32", "hsieh", "murmur", "jenkins"}; };
template <> struct EnumNames<KeyDistribution> { static constexpr std::array names{"ketama", "modula", "random"}; };
template <> struct EnumNames<MetricsFormat> { static constexpr std::array names{"memcached", "redis", "prometheus", "json", "statsd", "lines"}; };
template <> struct KindNames<BehaviourConfig> { static constexpr std::array names{"service", "load", "front", "memcache-ambassador", "adapter", "log-saver", "election", "queue", "worker", "scatter", "http-ambassador", "sync"}; };
template <> struct EnumNames<HedgeMode> { static constexpr std::array names{"none", "after-quantile", "tied"}; };
// clang-format on
static_assert(KindNames<BehaviourConfig>::names.size() == std::variant_size_v<BehaviourConfig>);
static_assert(EnumNames<KeyHash>::names.size() == static_cast<std::size_t>(KeyHash::Jenkins) + 1);
} // namespace json

// In the namespace of their types, so that look-up by argument finds them.

template <class V>
void visitFields(V &visit, KeySpace &value)
{
    visit("keys", value.keys);
    visit("skew", value.skew);
    visit("writeFraction", value.writeFraction);
    visit("valueBytes", value.valueBytes);
}

template <class V>
void visitFields(V &visit, PeerConfig &value)
{
    visit("name", value.name);
    visit("protocol", value.protocol);
    visit("timeout", value.timeout);
    visit("callsPerRequest", value.callsPerRequest);
    visit("serverName", value.serverName);
    visit("weight", value.weight);
    visit("byKey", value.byKey);
}

template <class V>
void visitFields(V &visit, RateVariation &value)
{
    visit("shape", value.shape);
    visit("peakPerSecond", value.peakPerSecond);
    visit("period", value.period);
    visit("burst", value.burst);
    visit("profile", value.profile);
}

template <class V>
void visitFields(V &visit, LoadConfig &value)
{
    visit("arrivals", value.arrivals);
    visit("ratePerSecond", value.ratePerSecond);
    visit("users", value.users);
    visit("thinkTime", value.thinkTime);
    visit("requestBytes", value.requestBytes);
    visit("maxInFlight", value.maxInFlight);
    visit("keys", value.keys);
    visit("variation", value.variation);
    visit("batch", value.batch);
    visit("trace", value.trace);
    visit("traceRepeats", value.traceRepeats);
}

template <class V>
void visitFields(V &visit, ServiceConfig &value)
{
    visit("protocol", value.protocol);
    visit("serviceTime", value.serviceTime);
    visit("concurrency", value.concurrency);
    visit("queueLimit", value.queueLimit);
    visit("failureRate", value.failureRate);
    visit("callMode", value.callMode);
    visit("replyBytes", value.replyBytes);
    visit("logBytes", value.logBytes);
    visit("hitRatio", value.hitRatio);
    visit("keys", value.keys);
    visit("onStop", value.onStop);
    visit("startupTime", value.startupTime);
}

template <class V>
void visitFields(V &visit, FrontConfig &value)
{
    visit("policy", value.policy);
    visit("maxAttempts", value.maxAttempts);
    visit("retryBudget", value.retryBudget);
    visit("ejectAfter", value.ejectAfter);
    visit("ejectFor", value.ejectFor);
}

template <class V>
void visitFields(V &visit, BreakerConfig &value)
{
    visit("failures", value.failures);
    visit("calls", value.calls);
    visit("openFor", value.openFor);
    visit("probes", value.probes);
}

template <class V>
void visitFields(V &visit, HttpAmbassadorConfig &value)
{
    visit("policy", value.policy);
    visit("maxAttempts", value.maxAttempts);
    visit("retryBudget", value.retryBudget);
    visit("ejectAfter", value.ejectAfter);
    visit("ejectFor", value.ejectFor);
    visit("ejectMost", value.ejectMost);
    visit("breaker", value.breaker);
}

template <class V>
void visitFields(V &visit, MemcacheAmbassadorConfig &value)
{
    visit("hash", value.hash);
    visit("distribution", value.distribution);
    visit("autoEject", value.autoEject);
    visit("serverFailureLimit", value.serverFailureLimit);
    visit("retryTimeout", value.retryTimeout);
    visit("overhead", value.overhead);
}

template <class V>
void visitFields(V &visit, AdapterConfig &value)
{
    visit("format", value.format);
    visit("prefix", value.prefix);
    visit("timeout", value.timeout);
    visit("maxBodyBytes", value.maxBodyBytes);
    visit("maxSamples", value.maxSamples);
    visit("maxLabels", value.maxLabels);
    visit("maxLabelBytes", value.maxLabelBytes);
    visit("path", value.path);
    visit("counts", value.counts);
    visit("healthy", value.healthy);
    visit("healthCommand", value.healthCommand);
    visit("simulated", value.simulated);
}

template <class V>
void visitFields(V &visit, LogSaverConfig &value)
{
    visit("maxLineBytes", value.maxLineBytes);
    visit("batchLines", value.batchLines);
    visit("flushEvery", value.flushEvery);
    visit("bufferBytes", value.bufferBytes);
    visit("retryAfter", value.retryAfter);
}

template <class V>
void visitFields(V &visit, ElectionConfig &value)
{
    visit("election", value.election);
    visit("member", value.member);
    visit("configuration", value.configuration);
    visit("electionTimeoutMin", value.electionTimeoutMin);
    visit("electionTimeoutMax", value.electionTimeoutMax);
    visit("lease", value.lease);
    visit("heartbeat", value.heartbeat);
    visit("further", value.further);
}

template <class V>
void visitFields(V &visit, QueueConfig &value)
{
    visit("timeToRun", value.timeToRun);
    visit("maxAttempts", value.maxAttempts);
    visit("backoff", value.backoff);
    visit("capacity", value.capacity);
    visit("agingStep", value.agingStep);
    visit("capacityBytes", value.capacityBytes);
}

template <class V>
void visitFields(V &visit, WorkerConfig &value)
{
    visit("slots", value.slots);
    visit("workTime", value.workTime);
    visit("failureRate", value.failureRate);
    visit("command", value.command);
    visit("reserveWait", value.reserveWait);
    visit("simulated", value.simulated);
}

template <class V>
void visitFields(V &visit, ScatterConfig &value)
{
    visit("deadline", value.deadline);
    visit("reserve", value.reserve);
    visit("quorum", value.quorum);
    visit("goodEnough", value.goodEnough);
    visit("hedge", value.hedge);
    visit("hedgeQuantile", value.hedgeQuantile);
    visit("hedgeBudget", value.hedgeBudget);
    visit("tiedAfter", value.tiedAfter);
    visit("canary", value.canary);
    visit("maxInFlight", value.maxInFlight);
    visit("gatherBytes", value.gatherBytes);
    visit("mergePeer", value.mergePeer);
}

template <class V>
void visitFields(V &visit, SyncConfig &value)
{
    visit("source", value.source);
    visit("revision", value.revision);
    visit("folder", value.folder);
    visit("link", value.link);
    visit("period", value.period);
    visit("timeout", value.timeout);
    visit("backoffMost", value.backoffMost);
    visit("keepStale", value.keepStale);
    visit("simulated", value.simulated);
    visit("fetchTime", value.fetchTime);
    visit("failureRate", value.failureRate);
    visit("changeEvery", value.changeEvery);
    visit("maxArchiveBytes", value.maxArchiveBytes);
    visit("maxTreeBytes", value.maxTreeBytes);
}

template <class V>
void visitFields(V &visit, MachineConfig &value)
{
    visit("name", value.name);
    visit("seed", value.seed);
    visit("peers", value.peers.edit());
    visit("behaviour", value.behaviour);
    visit("sharesProcessor", value.sharesProcessor);
    visit("runSeed", value.runSeed);
}

template <class V>
void visitFields(V &visit, AgentPeer &value)
{
    visit("host", value.host);
    visit("port", value.port);
}

template <class V>
void visitFields(V &visit, AgentConfig &value)
{
    visit("role", value.role);
    visit("instance", value.instance);
    visit("port", value.port);
    visit("controlPort", value.controlPort);
    visit("machine", value.machine);
    visit("peers", value.peers);
    visit("logFile", value.logFile);
    visit("tailFile", value.tailFile);
    visit("stateDir", value.stateDir);
    visit("traceFile", value.traceFile);
    visit("hub", value.hub);
    visit("reportEvery", value.reportEvery);
    visit("stopGrace", value.stopGrace);
}

constexpr std::size_t configLimitBytes = 1U << 20U;

std::string writeAgentConfig(const AgentConfig &config)
{
    return json::toText(json::toJson(config));
}

Result<AgentConfig> readAgentConfig(std::string_view text)
{
    auto config = json::read<AgentConfig>(text, configLimitBytes);
    if (!config)
        return config;
    if (config->role.empty())
        return fail(ErrorCode::InvalidInput, "The role is missing.", {}, {{}, 0, 0, "/role"});
    if (config->peers.size() != config->machine.peers.size())
        return fail(ErrorCode::InvalidInput, "There must be one address for each peer of the machine.", {},
                    {{}, 0, 0, "/peers"});
    if (config->reportEvery <= Duration::zero())
        return fail(ErrorCode::InvalidInput, "The period of reports must be longer than nothing.", {},
                    {{}, 0, 0, "/reportEvery"});
    return config;
}

} // namespace bayplan
