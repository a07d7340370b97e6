// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/content_sync.h"

#include "engine/base/random.h"
#include "engine/patterns/call_ledger.h"
#include "engine/patterns/error_reply.h"
#include "engine/patterns/lifecycle.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace bayplan {
namespace {

constexpr Duration firstFetchBackoff = std::chrono::seconds(1);
constexpr std::size_t errorBytesMost = 300;

std::string milliseconds(Duration duration)
{
    return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(duration).count()) + " ms";
}

std::uint64_t streamOfSource(const SyncConfig &sync)
{
    const std::string name = sync.source + '\n' + sync.revision;
    return stableHash(name.data(), name.size());
}

/// A source that exists only in the simulator: one thing of the world, whoever looks at it, and from when on.
class ChangingSource {
public:
    ChangingSource(std::uint64_t runSeed, const SyncConfig &sync)
        : m_random(Random::stream(runSeed, streamOfSource(sync))), m_every(sync.changeEvery)
    {
        m_nextChange = m_every > Duration::zero() ? Time(drawn()) : never;
    }

    std::string revisionAt(Time now)
    {
        for (; m_nextChange <= now; m_nextChange += drawn())
            ++m_changes;
        return "revision-" + std::to_string(m_changes);
    }

private:
    Duration drawn() { return std::max(Distribution::exponential(m_every).sample(m_random), Duration(1)); }

    Random m_random;
    Duration m_every;
    Time m_nextChange{};
    std::uint64_t m_changes = 1;
};

class ContentSync final : public MachineOf<ContentSync> {
public:
    ContentSync(const MachineConfig &config, const SyncConfig &sync)
        : m_config(sync), m_fetcher(static_cast<PeerId>(config.peers.size())), m_random(Random::stream(config.seed, 1)),
          m_calls(config.peers.size() + 1), m_source(config.runSeed, sync)
    {}

    void step(Time now, Input &&input, Effects &effects) override;
    Time deadline() const override;
    MachineState state(Time now) const override;
    bool isBusy() const override { return false; }
    std::size_t heapBytes() const { return heapBytesOfAll(m_calls, m_served); }

private:
    void fetch(Time now, Effects &effects);
    void simulatedEnd(Time now, Effects &effects);
    void ended(Time now, CallStatus status, const ReplyBody &body, Effects &effects);
    void succeeded(Time now, const std::string &revision, bool isNew, Effects &effects);
    void publish(Time now, const std::string &revision, Effects &effects);
    void notPublished(Time now, const std::string &reason, Effects &effects);
    void removeStale(Time now);
    void failed(Time now, std::string reason, Effects &effects);
    void answer(Time now, const Requested &requested, Effects &effects);
    void stop(Effects &effects);

    SyncConfig m_config;
    PeerId m_fetcher;
    Random m_random;
    CallLedger m_calls;
    ChangingSource m_source;
    std::uint64_t m_call = 0;    ///< to the fetcher; 0 is none
    Time m_simulatedEnd = never; ///< of the fetch that is simulated
    std::string m_simulatedRevision;
    std::string m_publishedBefore; ///< while the newest is being written; simulated
    bool m_published = false;      ///< in the last step: its write may still fail
    Time m_goodBefore{};           ///< likewise
    std::vector<Time> m_stale;     ///< when the trees published before are removed, in order; simulated
    Time m_nextFetch = never;
    Time m_began{};
    Time m_lastGood{};
    Duration m_backoff{0}; ///< 0: the last fetch was good
    SyncState m_state;
    ServedStats m_served;
    Lifecycle m_life;
};

void ContentSync::step(Time now, Input &&input, Effects &effects)
{
    const bool wasPublished = std::exchange(m_published, false);
    if (const auto *started = std::get_if<Started>(&input)) {
        m_life.start();
        m_began = now;
        m_lastGood = now;
        m_nextFetch = now;
        m_state.revision = started->durable; // what was published before is still there
    } else if (const auto *refused = std::get_if<PersistFailed>(&input); refused != nullptr && wasPublished) {
        notPublished(now, refused->reason, effects);
    } else if (std::holds_alternative<Stopping>(input)) {
        stop(effects);
    } else if (const auto *requested = std::get_if<Requested>(&input)) {
        answer(now, *requested, effects);
    } else if (const auto *received = std::get_if<Received>(&input)) {
        const auto *reply = std::get_if<Answer>(&received->message);
        if (const auto outcome = reply ? m_calls.finish(now, received->from, *reply) : std::nullopt)
            ended(now, outcome->status, reply->body, effects);
    }
    while (const auto expired = m_calls.expireNext(now))
        ended(now, CallStatus::TimedOut, {}, effects);
    if (m_simulatedEnd <= now)
        simulatedEnd(now, effects);
    removeStale(now);
    if (m_nextFetch <= now)
        fetch(now, effects);
}

Time ContentSync::deadline() const
{
    return std::min({m_nextFetch, m_simulatedEnd, m_stale.empty() ? never : m_stale.front(), m_calls.nextDeadline()});
}

MachineState ContentSync::state(Time now) const
{
    MachineState state;
    state.phase = m_life.phase(false);
    if (state.phase == Phase::Ready && m_state.revision.empty())
        state.phase = Phase::Starting;
    state.served = m_served;
    state.calls = m_calls.stats();
    SyncState sync = m_state;
    sync.age = now - m_lastGood;
    state.pattern = std::move(sync);
    return state;
}

void ContentSync::fetch(Time now, Effects &effects)
{
    ++m_state.fetches;
    m_began = now;
    m_nextFetch = never;
    if (m_config.simulated) {
        m_simulatedRevision = m_source.revisionAt(now);
        m_simulatedEnd = now + std::min(m_config.fetchTime.sample(m_random), m_config.timeout);
        return;
    }
    m_call = m_calls.begin(now, m_fetcher, m_config.timeout);
    HttpRequest request;
    request.method = "SYNC";
    request.body = m_state.revision;
    effects.send(m_fetcher, Call{m_call, m_config.timeout, std::move(request), true});
}

void ContentSync::simulatedEnd(Time now, Effects &effects)
{
    m_simulatedEnd = never;
    if (now - m_began >= m_config.timeout)
        return failed(now, "timed out after " + milliseconds(m_config.timeout), effects);
    if (m_random.chance(m_config.failureRate))
        return failed(now, "synthetic failure", effects);
    succeeded(now, m_simulatedRevision, m_simulatedRevision != m_state.revision, effects);
}

void ContentSync::ended(Time now, CallStatus status, const ReplyBody &body, Effects &effects)
{
    m_call = 0;
    const auto *reply = body.as<HttpReply>();
    if (status == CallStatus::TimedOut || reply == nullptr)
        return failed(now, "timed out after " + milliseconds(m_config.timeout), effects);
    const bool good =
        status == CallStatus::Ok && (reply->status == 200 || reply->status == 304) && !reply->body.empty();
    if (!good)
        return failed(now, reply->body.empty() ? "failed without a word" : reply->body, effects);
    succeeded(now, reply->body, reply->status == 200, effects);
}

void ContentSync::succeeded(Time now, const std::string &revision, bool isNew, Effects &effects)
{
    m_goodBefore = std::exchange(m_lastGood, now);
    m_nextFetch = now + m_config.period;
    m_state.lastError.clear();
    if (isNew) {
        ++m_state.synced;
        if (m_config.simulated)
            publish(now, revision, effects);
        effects.event("synced", revision + " after " + milliseconds(now - m_began));
    } else if (m_backoff > Duration::zero()) {
        effects.event("sync-recovered", "the source is there again, at " + revision);
    }
    m_state.revision = revision;
    m_backoff = Duration::zero();
}

/// The tree beside the old one, then the link: both are there before anything says so.
void ContentSync::publish(Time now, const std::string &revision, Effects &effects)
{
    m_publishedBefore = m_state.revision;
    m_published = true;
    effects.persist(revision);
    if (m_publishedBefore.empty())
        return;
    ++m_state.staleTrees;
    m_stale.push_back(now + m_config.keepStale);
}

/// The link stays where it was, on a tree that is whole.
void ContentSync::notPublished(Time now, const std::string &reason, Effects &effects)
{
    --m_state.synced;
    m_state.revision = m_publishedBefore;
    m_lastGood = m_goodBefore;
    if (!m_publishedBefore.empty() && !m_stale.empty()) { // with a grace of nothing it has gone already
        --m_state.staleTrees;
        m_stale.pop_back();
    }
    failed(now, "not published: " + reason, effects);
}

void ContentSync::removeStale(Time now)
{
    while (!m_stale.empty() && m_stale.front() <= now) {
        m_stale.erase(m_stale.begin());
        --m_state.staleTrees;
    }
}

void ContentSync::failed(Time now, std::string reason, Effects &effects)
{
    ++m_state.failures;
    m_backoff = std::min(m_backoff > Duration::zero() ? 2 * m_backoff : firstFetchBackoff, m_config.backoffMost);
    const Duration wait = m_backoff / 2 + fromSeconds(m_random.uniform() * toSeconds(m_backoff) / 2);
    m_nextFetch = now + wait;
    reason.resize(std::min(reason.size(), errorBytesMost));
    effects.event("sync-failed", reason + "; again in " + milliseconds(wait));
    m_state.lastError = std::move(reason);
}

void ContentSync::answer(Time now, const Requested &requested, Effects &effects)
{
    ++m_served.received;
    if (m_state.revision.empty() || m_life.isStopping()) {
        ++m_served.refused;
        const std::string_view why = m_life.isStopping() ? "shutting down" : "nothing is synced yet";
        return effects.reply(requested.request, CallStatus::Overloaded, errorReply(requested.body, 503, why));
    }
    if (!requested.body.is<HttpRequest>()) {
        ++m_served.failed;
        return effects.reply(requested.request, CallStatus::Failed, errorReply(requested.body, 501, "not offered"));
    }
    ++m_served.succeeded;
    m_served.latency.record(Duration(0));
    const auto age = std::chrono::duration_cast<std::chrono::seconds>(now - m_lastGood).count();
    HttpReply reply;
    reply.contentType = "application/json";
    reply.body = "{\"revision\":\"" + m_state.revision + "\",\"ageSeconds\":" + std::to_string(age) + "}\n";
    reply.bodyBytes = static_cast<std::uint32_t>(reply.body.size());
    effects.reply(requested.request, CallStatus::Ok, std::move(reply));
}

/// A fetch that is cut short leaves nothing behind that a reader sees.
void ContentSync::stop(Effects &effects)
{
    m_life.stop();
    m_nextFetch = never;
    m_simulatedEnd = never;
    if (m_call != 0 && m_calls.withdraw(m_call))
        effects.send(m_fetcher, Withdrawal{m_call});
}

} // namespace

std::unique_ptr<Machine> makeContentSync(const MachineConfig &config)
{
    return std::make_unique<ContentSync>(config, std::get<SyncConfig>(config.behaviour));
}

} // namespace bayplan
