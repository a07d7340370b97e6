// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/service.h"

#include "engine/base/fifo.h"
#include "engine/base/on_demand.h"
#include "engine/base/short_list.h"
#include "engine/base/units.h"
#include "engine/patterns/call_ledger.h"
#include "engine/patterns/error_reply.h"
#include "engine/patterns/lifecycle.h"
#include "engine/patterns/memcache_store.h"
#include "engine/patterns/slab.h"
#include "engine/patterns/synthetic_call.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace bayplan {
namespace {

constexpr std::uint32_t serviceCallBytes = 200; // body of its own http calls

enum class Stage { Waiting, InService, Calling };

struct Job {
    RequestId request = 0;
    RequestBody body;
    Time arrived{};
    Time callerLeaves = never;
    Stage stage = Stage::Waiting;
    bool cancelled = false;
    bool callFailed = false;
    std::uint32_t callsOpen = 0;
    PeerId nextPeer = 0;         ///< sequential: from whom the next call's peer is sought
    std::uint32_t callsLeft = 0; ///< sequential: still to make to nextPeer - 1
};

using JobHandle = Slab<Job>::Handle;

struct Completion {
    Time at;
    std::uint64_t sequence;
    JobHandle job;
    bool operator>(const Completion &other) const { return at != other.at ? at > other.at : sequence > other.sequence; }
};

/// The integral of a count over time.
class Integral {
public:
    void advance(Time now, std::uint32_t count)
    {
        m_sum += count * (now - m_last);
        m_last = now;
    }
    Duration at(Time now, std::uint32_t count) const { return m_sum + count * (now - m_last); }
    void startAt(Time now) { m_last = now; }

private:
    Duration m_sum{0};
    Time m_last{};
};

class ServiceMachine final : public MachineOf<ServiceMachine> {
public:
    ServiceMachine(const MachineConfig &config, const ServiceConfig &service);

    void step(Time now, Input &&input, Effects &effects) override;
    Time deadline() const override;
    MachineState state(Time now) const override;
    bool isBusy() const override;
    std::vector<RequestId> inHand() const override;
    std::size_t heapBytes() const { return heapBytesOfAll(m_store, m_calls, m_jobs, m_queue, m_completions, m_served); }

private:
    void on(Time now, const Started &, Effects &effects);
    void on(Time, const Woken &, Effects &) {}
    void on(Time now, Received &received, Effects &effects);
    void on(Time now, Requested &requested, Effects &effects);
    void on(Time now, const Cancelled &cancelled, Effects &effects);
    void on(Time, const PersistFailed &, Effects &) {}
    void on(Time, const Stopping &, Effects &);
    void on(Time now, const Computed &computed, Effects &effects);
    void on(Time, const LoadChanged &, Effects &) {}

    Time serviceEnds() const { return m_completions.empty() ? never : m_completions.front().at; }
    void becomeReady(Effects &effects);

    void turnAway(const Requested &requested, Effects &effects);
    void beginWaiting(Time now, Effects &effects);
    void beginService(Time now, JobHandle handle, Job &job, Effects &effects);
    void finishService(Time now, Effects &effects);
    void endService(Time now, JobHandle handle, Effects &effects);
    void serviceDone(Time now, JobHandle handle, Effects &effects);
    void callAll(Time now, JobHandle handle, Job &job, Effects &effects);
    void callNext(Time now, JobHandle handle, Job &job, Effects &effects);
    bool call(Time now, JobHandle handle, Job &job, PeerId peer, Effects &effects);
    std::uint32_t drawCalls(PeerId peer);
    void callDone(Time now, const CallLedger::Outcome &outcome, Effects &effects);
    void answer(Time now, JobHandle handle, Job &job, Effects &effects);
    void fail(Time now, JobHandle handle, Job &job, int status, std::string_view reason, Effects &effects);
    void writeLog(Time now, const Job &job, bool succeeded, Effects &effects);
    ReplyBody replyTo(Time now, Job &job);
    MemcacheStore &storeOf();
    MetricsReply figures(Time now) const;

    ServiceConfig m_config;
    bool m_sharesProcessor;
    SharedList<PeerConfig> m_peers;
    Random m_random;
    OnDemand<SyntheticCaller> m_caller; ///< with peers
    OnDemand<MemcacheStore> m_store;    ///< once it is asked as a cache
    CallLedger m_calls;
    Slab<Job> m_jobs;
    Fifo<JobHandle> m_queue; ///< handles of cancelled jobs find nothing and are passed over
    ShortList<Completion, 1> m_completions;
    std::uint64_t m_sequence = 0;
    Integral m_busy, m_waited;
    ReplyBody m_plainReply; ///< of whatever has no answer of its own
    ServedStats m_served;
    Lifecycle m_life;
    bool m_isDeaf = false;  ///< to SIGTERM, which has come
    Time m_readyAt = never; ///< while it starts
};

ServiceMachine::ServiceMachine(const MachineConfig &config, const ServiceConfig &service)
    : m_config(service), m_sharesProcessor(config.sharesProcessor), m_peers(config.peers),
      m_random(Random::stream(config.seed, 1)), m_calls(config.peers.size())
{
    m_served.slots = service.concurrency;
    if (!m_peers.empty())
        m_caller.emplace(service.keys, serviceCallBytes, config.name, Random::stream(config.seed, 2).next());
    HttpReply plain;
    plain.contentType = "text/plain";
    plain.bodyBytes = service.replyBytes;
    m_plainReply = std::move(plain);
}

void ServiceMachine::step(Time now, Input &&input, Effects &effects)
{
    if (m_readyAt <= now)
        becomeReady(effects);
    if (serviceEnds() <= now)
        finishService(now, effects); // what ended before this input made room for it
    std::visit([&](auto &what) { on(now, what, effects); }, input);
    if (serviceEnds() <= now)
        finishService(now, effects);
    while (const auto expired = m_calls.expireNext(now))
        callDone(now, *expired, effects);
}

Time ServiceMachine::deadline() const
{
    return std::min({serviceEnds(), m_calls.nextDeadline(), m_readyAt});
}

/// What hears nothing of SIGTERM is never done.
bool ServiceMachine::isBusy() const
{
    return m_isDeaf || (!m_jobs.empty() && !(m_life.isStopping() && m_config.onStop == StopReaction::End));
}

std::vector<RequestId> ServiceMachine::inHand() const
{
    std::vector<RequestId> requests;
    m_jobs.each([&](const Job &job) {
        if (job.stage != Stage::Calling)
            requests.push_back(job.request);
    });
    return requests;
}

MachineState ServiceMachine::state(Time now) const
{
    MachineState state;
    state.phase = m_readyAt != never ? Phase::Starting : m_life.phase(isBusy());
    state.served = m_served;
    state.served.busy = m_busy.at(now, m_served.inService);
    state.served.waited = m_waited.at(now, m_served.waiting);
    state.calls = m_calls.stats();
    return state;
}

void ServiceMachine::on(Time now, const Started &, Effects &effects)
{
    m_life.start();
    m_busy.startAt(now);
    m_waited.startAt(now);
    if (m_config.startupTime <= Duration::zero())
        return;
    m_readyAt = now + m_config.startupTime;
    effects.event("starting", "ready in " + humanDuration(m_config.startupTime));
}

void ServiceMachine::on(Time, const Stopping &, Effects &)
{
    m_isDeaf = m_config.onStop == StopReaction::Ignore;
    if (m_isDeaf)
        return;
    m_life.stop();
    m_readyAt = never;
}

void ServiceMachine::becomeReady(Effects &effects)
{
    m_readyAt = never;
    effects.event("ready", "its start took " + humanDuration(m_config.startupTime));
}

void ServiceMachine::on(Time now, Received &received, Effects &effects)
{
    if (const auto *answer = std::get_if<Answer>(&received.message)) {
        if (const auto outcome = m_calls.finish(now, received.from, *answer))
            callDone(now, *outcome, effects);
    }
}

void ServiceMachine::on(Time now, Requested &requested, Effects &effects)
{
    ++m_served.received;
    const bool slotFree = m_config.concurrency == 0 || m_served.inService < m_config.concurrency;
    if (m_readyAt != never)
        return turnAway(requested, effects);
    if (m_life.isStopping() || (!slotFree && m_served.waiting >= m_config.queueLimit))
        return turnAway(requested, effects);
    Job job;
    job.request = requested.request;
    job.body = std::move(requested.body);
    job.arrived = now;
    if (requested.remaining > Duration::zero())
        job.callerLeaves = now + requested.remaining;
    const JobHandle handle = m_jobs.insert(std::move(job));
    if (slotFree)
        return beginService(now, handle, *m_jobs.find(handle), effects);
    m_waited.advance(now, m_served.waiting++);
    m_queue.push(handle);
}

void ServiceMachine::on(Time now, const Cancelled &cancelled, Effects &)
{
    const JobHandle handle = m_jobs.findIf([&](const Job &job) { return job.request == cancelled.request; });
    Job *job = m_jobs.find(handle);
    if (job == nullptr || job->cancelled)
        return;
    ++m_served.withdrawn;
    job->cancelled = true;
    if (job->stage == Stage::Waiting) {
        m_waited.advance(now, m_served.waiting--);
        m_jobs.erase(handle);
    } else if (job->stage == Stage::Calling) {
        m_jobs.erase(handle); // its open calls find nobody when they end
    }
}

void ServiceMachine::turnAway(const Requested &requested, Effects &effects)
{
    ++m_served.refused;
    if (m_life.isStopping() || m_readyAt != never)
        effects.reply(requested.request, CallStatus::Refused,
                      errorReply(requested.body, 503, m_life.isStopping() ? "shutting down" : "starting"));
    else
        effects.reply(requested.request, CallStatus::Overloaded, errorReply(requested.body, 503, "queue full"));
}

void ServiceMachine::beginWaiting(Time now, Effects &effects)
{
    while (!m_queue.empty() && (m_config.concurrency == 0 || m_served.inService < m_config.concurrency)) {
        const JobHandle handle = m_queue.pop();
        if (Job *job = m_jobs.find(handle)) {
            m_waited.advance(now, m_served.waiting--);
            beginService(now, handle, *job, effects);
        }
    }
}

void ServiceMachine::beginService(Time now, JobHandle handle, Job &job, Effects &effects)
{
    m_busy.advance(now, m_served.inService++);
    job.stage = Stage::InService;
    const Duration time = m_config.serviceTime.sample(m_random);
    if (m_sharesProcessor)
        return effects.compute(handle, time);
    m_completions.push_back({now + time, ++m_sequence, handle});
    std::push_heap(m_completions.begin(), m_completions.end(), std::greater<>());
}

void ServiceMachine::finishService(Time now, Effects &effects)
{
    while (!m_completions.empty() && m_completions.front().at <= now) {
        const JobHandle handle = m_completions.front().job;
        std::pop_heap(m_completions.begin(), m_completions.end(), std::greater<>());
        m_completions.pop_back();
        endService(now, handle, effects);
    }
}

void ServiceMachine::on(Time now, const Computed &computed, Effects &effects)
{
    if (m_jobs.find(computed.token) != nullptr)
        endService(now, computed.token, effects);
}

void ServiceMachine::endService(Time now, JobHandle handle, Effects &effects)
{
    m_busy.advance(now, m_served.inService--);
    beginWaiting(now, effects);
    serviceDone(now, handle, effects);
}

void ServiceMachine::serviceDone(Time now, JobHandle handle, Effects &effects)
{
    Job &job = *m_jobs.find(handle);
    if (job.cancelled)
        return m_jobs.erase(handle);
    if (m_config.failureRate > 0 && m_random.chance(m_config.failureRate))
        return fail(now, handle, job, 500, "injected failure", effects);
    job.stage = Stage::Calling;
    if (m_config.callMode == CallMode::Parallel)
        callAll(now, handle, job, effects);
    else
        callNext(now, handle, job, effects);
}

void ServiceMachine::callAll(Time now, JobHandle handle, Job &job, Effects &effects)
{
    for (PeerId peer = 0; peer < m_peers.size(); ++peer) {
        for (std::uint32_t calls = drawCalls(peer); calls > 0; --calls)
            job.callFailed = !call(now, handle, job, peer, effects) || job.callFailed;
    }
    if (job.callsOpen == 0)
        answer(now, handle, job, effects);
}

void ServiceMachine::callNext(Time now, JobHandle handle, Job &job, Effects &effects)
{
    while (job.callsLeft == 0 && job.nextPeer < m_peers.size())
        job.callsLeft = drawCalls(job.nextPeer++);
    if (job.callsLeft == 0)
        return answer(now, handle, job, effects);
    --job.callsLeft;
    if (!call(now, handle, job, job.nextPeer - 1, effects)) {
        job.callFailed = true;
        answer(now, handle, job, effects);
    }
}

/// False when the caller will have gone before any answer could come.
bool ServiceMachine::call(Time now, JobHandle handle, Job &job, PeerId peer, Effects &effects)
{
    Duration timeout = m_peers[peer].timeout;
    if (job.callerLeaves != never) {
        const Duration left = job.callerLeaves - now;
        if (left <= Duration::zero())
            return false;
        timeout = timeout > Duration::zero() ? std::min(timeout, left) : left;
    }
    ++job.callsOpen;
    const std::uint64_t id = m_calls.begin(now, peer, timeout, handle);
    effects.send(peer, Call{id, timeout, m_caller.get()->body(m_peers[peer])});
    return true;
}

std::uint32_t ServiceMachine::drawCalls(PeerId peer)
{
    const double calls = std::max(m_peers[peer].callsPerRequest, 0.0);
    const double whole = std::floor(calls);
    const bool oneMore = calls > whole && m_random.chance(calls - whole);
    return static_cast<std::uint32_t>(whole) + (oneMore ? 1 : 0);
}

void ServiceMachine::callDone(Time now, const CallLedger::Outcome &outcome, Effects &effects)
{
    Job *job = m_jobs.find(outcome.context);
    if (job == nullptr)
        return;
    --job->callsOpen;
    job->callFailed = job->callFailed || outcome.status != CallStatus::Ok;
    if (m_config.callMode == CallMode::Sequential && !job->callFailed)
        callNext(now, outcome.context, *job, effects);
    else if (job->callsOpen == 0)
        answer(now, outcome.context, *job, effects);
}

void ServiceMachine::answer(Time now, JobHandle handle, Job &job, Effects &effects)
{
    if (job.callFailed)
        return fail(now, handle, job, 502, "a call failed", effects);
    if (job.body.is<QueueRequest>() || job.body.is<ElectionRequest>())
        return fail(now, handle, job, 501, "not offered", effects);
    ++m_served.succeeded;
    m_served.latency.record(now - job.arrived);
    writeLog(now, job, true, effects);
    effects.reply(job.request, CallStatus::Ok, replyTo(now, job));
    m_jobs.erase(handle);
}

void ServiceMachine::fail(Time now, JobHandle handle, Job &job, int status, std::string_view reason, Effects &effects)
{
    ++m_served.failed;
    writeLog(now, job, false, effects);
    effects.reply(job.request, CallStatus::Failed, errorReply(job.body, status, reason));
    m_jobs.erase(handle);
}

void ServiceMachine::writeLog(Time now, const Job &job, bool succeeded, Effects &effects)
{
    if (m_config.logBytes == 0)
        return;
    std::string line = succeeded ? "ok request=" : "failed request=";
    line += std::to_string(job.request);
    line += " microseconds=";
    line += std::to_string(std::chrono::duration_cast<std::chrono::microseconds>(now - job.arrived).count());
    if (line.size() + 1 < m_config.logBytes)
        line.append(1, ' ').append(m_config.logBytes - line.size() - 1, '.');
    const auto bytes = static_cast<std::uint32_t>(line.size()) + 1;
    effects.log(std::move(line), bytes);
}

ReplyBody ServiceMachine::replyTo(Time now, Job &job)
{
    if (const auto *memcache = job.body.as<MemcacheRequest>())
        return storeOf().execute(now, *memcache);
    if (job.body.is<LogBatch>())
        return LogAck{true};
    if (job.body.is<MetricsRequest>())
        return figures(now);
    return m_plainReply;
}

MemcacheStore &ServiceMachine::storeOf()
{
    if (m_store.get() == nullptr)
        m_store.emplace(
            MemcacheStoreOptions{.phantomHitRatio = m_config.hitRatio, .phantomBytes = m_config.keys.valueBytes});
    return *m_store.get();
}

MetricsReply ServiceMachine::figures(Time now) const
{
    const auto counter = [](const char *name, double value, const char *help) {
        return MetricSample{name, {}, value, "counter", help};
    };
    MetricsReply reply;
    reply.samples.push_back(counter("service_requests_total", static_cast<double>(m_served.received), "Requests."));
    reply.samples.push_back(
        counter("service_failures_total", static_cast<double>(m_served.failed), "Requests answered with an error."));
    reply.samples.push_back(counter("service_busy_seconds_total", toSeconds(m_busy.at(now, m_served.inService)),
                                    "Time in service, over all slots."));
    reply.samples.push_back(
        {"service_waiting", {}, static_cast<double>(m_served.waiting), "gauge", "Requests waiting."});
    return reply;
}

} // namespace

std::unique_ptr<Machine> makeService(const MachineConfig &config)
{
    return std::make_unique<ServiceMachine>(config, std::get<ServiceConfig>(config.behaviour));
}

} // namespace bayplan
