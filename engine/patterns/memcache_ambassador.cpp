// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/memcache_ambassador.h"

#include "engine/base/fifo.h"
#include "engine/patterns/call_ledger.h"
#include "engine/patterns/error_reply.h"
#include "engine/patterns/lifecycle.h"
#include "engine/patterns/ring.h"
#include "engine/patterns/slab.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

namespace bayplan {
namespace {

constexpr std::size_t longestKeyBytes = 250;
/// Of all requests, what has come of some servers and waits for the others.
constexpr std::size_t keptLimitBytes = 16U << 20U;

/// One request under way, whole or in parts by server.
struct Passage {
    RequestId request = 0;
    RequestBody body;
    Time arrived{};
    Time callerLeaves = never;
    std::uint32_t partsOpen = 0;
    std::string error;                   ///< of the first part that failed
    std::vector<PeerId> serverOfKey;     ///< multi-get only, by key
    std::vector<std::size_t> firstOfKey; ///< multi-get only, by key: where the same stands first; empty: all differ
    std::vector<MemcacheReply> byServer; ///< multi-get only, by peer
    std::size_t keptBytes = 0;           ///< in byServer
};

struct Server {
    bool ejected = false;
    Time backAt = never;
    Time lastFailure{}; ///< as counted
    bool hasFailed = false;
    std::uint32_t failuresInARow = 0;
    std::uint64_t requests = 0;
    std::uint64_t failures = 0;
};

std::vector<RingMember> membersOf(const std::vector<PeerConfig> &peers)
{
    std::vector<RingMember> members;
    for (const PeerConfig &peer : peers)
        members.push_back({peer.serverName.empty() ? peer.name : peer.serverName, peer.weight});
    return members;
}

bool isRead(MemcacheCommand command)
{
    return command == MemcacheCommand::Get || command == MemcacheCommand::Gets;
}

/// Where each key stands first, or nothing when all differ.
std::vector<std::size_t> firstPlacesOf(const std::vector<std::string> &keys)
{
    std::vector<std::size_t> order(keys.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return std::tie(keys[a], a) < std::tie(keys[b], b); });
    const auto same = [&](std::size_t a, std::size_t b) { return keys[a] == keys[b]; };
    if (std::adjacent_find(order.begin(), order.end(), same) == order.end())
        return {};
    std::vector<std::size_t> first(keys.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        first[order[i]] = i > 0 && same(order[i - 1], order[i]) ? first[order[i - 1]] : order[i];
    return first;
}

/// Any octet goes but what would end the word or the line.
bool isGoodKey(const std::string &key)
{
    return !key.empty() && key.size() <= longestKeyBytes &&
           std::none_of(key.begin(), key.end(), [](char c) { return c == ' ' || c == '\r' || c == '\n' || c == '\0'; });
}

const char *serverErrorOf(CallStatus status)
{
    switch (status) {
    case CallStatus::Refused:
        return "Connection refused";
    case CallStatus::Reset:
        return "Connection reset by peer";
    case CallStatus::TimedOut:
        return "Connection timed out";
    default:
        return "Bad reply";
    }
}

bool isServerFailure(CallStatus status)
{
    return status == CallStatus::Refused || status == CallStatus::Reset || status == CallStatus::TimedOut;
}

class MemcacheAmbassadorMachine final : public MachineOf<MemcacheAmbassadorMachine> {
public:
    MemcacheAmbassadorMachine(const MachineConfig &config, const MemcacheAmbassadorConfig &ambassador)
        : m_config(ambassador), m_peers(config.peers), m_random(Random::stream(config.seed, 1)),
          m_calls(config.peers.size()), m_servers(config.peers.size())
    {
        if (!m_peers.empty())
            m_ring.emplace(ambassador.hash, ambassador.distribution, membersOf(m_peers));
    }

    void step(Time now, Input &&input, Effects &effects) override;
    Time deadline() const override;
    MachineState state(Time now) const override;
    bool isBusy() const override { return !m_passages.empty(); }
    std::size_t heapBytes() const
    {
        return heapBytesOfAll(m_ring, m_calls, m_servers, m_passages, m_delayed, m_served);
    }

private:
    using Handle = Slab<Passage>::Handle;

    void begin(Time now, Requested &requested, Effects &effects);
    void beginMemcache(Time now, Requested &requested, const MemcacheRequest &body, Effects &effects);
    void replyNow(const Requested &requested, CallStatus status, ReplyBody reply, Effects &effects);
    void passOn(Time now, Effects &effects);
    void dispatch(Time now, Handle handle, Passage &passage, Effects &effects);
    void split(Time now, Handle handle, Passage &passage, Effects &effects);
    void call(Time now, Handle handle, Passage &passage, PeerId server, RequestBody body, Effects &effects);
    void finished(Time now, const CallLedger::Outcome &outcome, ReplyBody &&body, Effects &effects);
    void keep(Passage &passage, PeerId server, ReplyBody &&body);
    void drop(Passage &passage);
    void judge(Time now, const CallLedger::Outcome &outcome, Effects &effects);
    void eject(Time now, PeerId peer, Effects &effects);
    void restore(Time now, Effects &effects);
    void rebuild();
    void answer(Time now, Handle handle, Passage &passage, ReplyBody &&reply, Effects &effects);
    MemcacheReply joined(Passage &passage) const;
    std::string statistics() const;
    void cancel(RequestId request);

    MemcacheAmbassadorConfig m_config;
    SharedList<PeerConfig> m_peers;
    Random m_random;
    std::optional<Ring> m_ring; ///< none without peers
    CallLedger m_calls;
    std::vector<Server> m_servers;
    Slab<Passage> m_passages;
    std::size_t m_keptBytes = 0;             ///< of all passages
    Fifo<std::pair<Time, Handle>> m_delayed; ///< by time: the overhead is constant
    ServedStats m_served;
    Duration m_busy{0};
    Time m_busySince{};
    Lifecycle m_life;
};

void MemcacheAmbassadorMachine::step(Time now, Input &&input, Effects &effects)
{
    m_busy += static_cast<std::int64_t>(m_passages.size()) * (now - m_busySince);
    m_busySince = now;
    restore(now, effects);
    if (std::holds_alternative<Started>(input)) {
        m_life.start();
    } else if (std::holds_alternative<Stopping>(input)) {
        m_life.stop();
    } else if (auto *requested = std::get_if<Requested>(&input)) {
        begin(now, *requested, effects);
    } else if (const auto *cancelled = std::get_if<Cancelled>(&input)) {
        cancel(cancelled->request);
    } else if (auto *received = std::get_if<Received>(&input)) {
        auto *reply = std::get_if<Answer>(&received->message);
        if (const auto outcome = reply ? m_calls.finish(now, received->from, *reply) : std::nullopt)
            finished(now, *outcome, std::move(reply->body), effects);
    }
    passOn(now, effects);
    while (const auto expired = m_calls.expireNext(now))
        finished(now, *expired, {}, effects);
}

Time MemcacheAmbassadorMachine::deadline() const
{
    Time next = std::min(m_calls.nextDeadline(), m_delayed.empty() ? never : m_delayed.front().first);
    for (const Server &server : m_servers)
        next = std::min(next, server.backAt);
    return next;
}

MachineState MemcacheAmbassadorMachine::state(Time now) const
{
    MachineState state;
    state.phase = m_life.phase(isBusy());
    state.served = m_served;
    state.served.inService = static_cast<std::uint32_t>(m_passages.size());
    state.served.busy = m_busy + static_cast<std::int64_t>(m_passages.size()) * (now - m_busySince);
    state.calls = m_calls.stats();
    AmbassadorState ambassador;
    for (std::size_t i = 0; i < m_servers.size(); ++i) {
        const Server &server = m_servers[i];
        ambassador.servers.push_back(
            {m_peers[i].name, m_ring->shares()[i], server.requests, server.failures, server.ejected});
    }
    state.pattern = std::move(ambassador);
    return state;
}

void MemcacheAmbassadorMachine::begin(Time now, Requested &requested, Effects &effects)
{
    ++m_served.received;
    if (m_life.isStopping() || !m_ring) {
        ++m_served.refused;
        return replyNow(requested, CallStatus::Refused, errorReply(requested.body, 503, "shutting down"), effects);
    }
    if (const auto *memcache = requested.body.as<MemcacheRequest>())
        return beginMemcache(now, requested, *memcache, effects);
    ++m_served.failed;
    replyNow(requested, CallStatus::Failed, errorReply(requested.body, 501, "speaks memcache only"), effects);
}

void MemcacheAmbassadorMachine::replyNow(const Requested &requested, CallStatus status, ReplyBody reply,
                                         Effects &effects)
{
    effects.reply(requested.request, status, std::move(reply));
}

void MemcacheAmbassadorMachine::beginMemcache(Time now, Requested &requested, const MemcacheRequest &body,
                                              Effects &effects)
{
    if (body.command == MemcacheCommand::Version || body.command == MemcacheCommand::Stats) {
        ++m_served.succeeded;
        std::string line = body.command == MemcacheCommand::Stats ? statistics() : "VERSION " BAYPLAN_VERSION;
        return replyNow(requested, CallStatus::Ok, MemcacheReply{{}, std::move(line)}, effects);
    }
    if (body.keys.empty() || !std::all_of(body.keys.begin(), body.keys.end(), isGoodKey)) {
        ++m_served.failed;
        return replyNow(requested, CallStatus::Ok, MemcacheReply{{}, "CLIENT_ERROR bad key"}, effects);
    }
    Passage passage;
    passage.request = requested.request;
    const bool noreply = body.noreply;
    passage.body = std::move(requested.body);
    if (noreply)
        passage.body.edit<MemcacheRequest>()->noreply = false;
    passage.arrived = now;
    if (requested.remaining > Duration::zero())
        passage.callerLeaves = now + requested.remaining;
    const Handle handle = m_passages.insert(std::move(passage));
    m_delayed.push({now + m_config.overhead, handle});
}

void MemcacheAmbassadorMachine::passOn(Time now, Effects &effects)
{
    while (!m_delayed.empty() && m_delayed.front().first <= now) {
        const Handle handle = m_delayed.pop().second;
        if (Passage *passage = m_passages.find(handle))
            dispatch(now, handle, *passage, effects);
    }
}

void MemcacheAmbassadorMachine::dispatch(Time now, Handle handle, Passage &passage, Effects &effects)
{
    const auto &asked = *passage.body.as<MemcacheRequest>();
    if (isRead(asked.command) && asked.keys.size() > 1)
        return split(now, handle, passage, effects);
    const PeerId server = m_ring->memberOf(asked.keys.front(), m_random);
    call(now, handle, passage, server, std::move(passage.body), effects);
}

void MemcacheAmbassadorMachine::split(Time now, Handle handle, Passage &passage, Effects &effects)
{
    std::vector<std::vector<std::string>> keysOfServer(m_peers.size());
    passage.byServer.resize(m_peers.size());
    const auto &asked = *passage.body.as<MemcacheRequest>();
    passage.firstOfKey = firstPlacesOf(asked.keys);
    passage.serverOfKey.reserve(asked.keys.size());
    for (std::size_t i = 0; i < asked.keys.size(); ++i) {
        const bool isRepeat = !passage.firstOfKey.empty() && passage.firstOfKey[i] != i;
        const PeerId server =
            isRepeat ? passage.serverOfKey[passage.firstOfKey[i]] : m_ring->memberOf(asked.keys[i], m_random);
        passage.serverOfKey.push_back(server);
        if (!isRepeat)
            keysOfServer[server].push_back(asked.keys[i]);
    }
    for (PeerId server = 0; server < m_peers.size(); ++server) {
        if (keysOfServer[server].empty())
            continue;
        MemcacheRequest part;
        part.command = asked.command;
        part.keys = std::move(keysOfServer[server]);
        call(now, handle, passage, server, std::move(part), effects);
    }
}

void MemcacheAmbassadorMachine::call(Time now, Handle handle, Passage &passage, PeerId server, RequestBody body,
                                     Effects &effects)
{
    Duration timeout = m_peers[server].timeout;
    if (passage.callerLeaves != never) {
        const Duration left = std::max(passage.callerLeaves - now, Duration(1));
        timeout = timeout > Duration::zero() ? std::min(timeout, left) : left;
    }
    ++passage.partsOpen;
    ++m_servers[server].requests;
    effects.send(server, Call{m_calls.begin(now, server, timeout, handle), timeout, std::move(body)});
}

void MemcacheAmbassadorMachine::finished(Time now, const CallLedger::Outcome &outcome, ReplyBody &&body,
                                         Effects &effects)
{
    judge(now, outcome, effects);
    Passage *passage = m_passages.find(outcome.context);
    if (passage == nullptr)
        return;
    const auto *reply = body.as<MemcacheReply>();
    if (isServerFailure(outcome.status) || reply == nullptr) {
        if (passage->error.empty())
            passage->error = std::string("SERVER_ERROR ") + serverErrorOf(outcome.status);
    } else if (passage->serverOfKey.empty()) {
        return answer(now, outcome.context, *passage, std::move(body), effects);
    } else if (reply->line != "END") {
        passage->error = reply->line;
    } else {
        keep(*passage, outcome.peer, std::move(body));
    }
    if (!passage->error.empty())
        drop(*passage);
    if (--passage->partsOpen > 0)
        return;
    MemcacheReply whole = passage->error.empty() ? joined(*passage) : MemcacheReply{{}, std::move(passage->error)};
    answer(now, outcome.context, *passage, std::move(whole), effects);
}

void MemcacheAmbassadorMachine::keep(Passage &passage, PeerId server, ReplyBody &&body)
{
    const std::size_t bytes = sizeOf(body);
    if (!passage.error.empty())
        return;
    if (m_keptBytes + bytes > keptLimitBytes) {
        passage.error = "SERVER_ERROR out of memory: too much waits for slower servers";
        return;
    }
    passage.keptBytes += bytes;
    m_keptBytes += bytes;
    passage.byServer[server] = std::move(*body.edit<MemcacheReply>());
}

void MemcacheAmbassadorMachine::drop(Passage &passage)
{
    passage.byServer.clear();
    m_keptBytes -= std::exchange(passage.keptBytes, 0);
}

void MemcacheAmbassadorMachine::judge(Time now, const CallLedger::Outcome &outcome, Effects &effects)
{
    Server &server = m_servers[outcome.peer];
    if (!isServerFailure(outcome.status)) {
        server.failuresInARow = 0;
        return;
    }
    ++server.failures;
    const Time sent = now - outcome.latency;
    if (server.hasFailed && sent < server.lastFailure)
        return;
    server.hasFailed = true;
    server.lastFailure = now;
    if (++server.failuresInARow >= m_config.serverFailureLimit && m_config.autoEject && !server.ejected)
        eject(now, outcome.peer, effects);
}

void MemcacheAmbassadorMachine::eject(Time now, PeerId peer, Effects &effects)
{
    Server &server = m_servers[peer];
    server.failuresInARow = 0;
    server.ejected = true;
    server.backAt = now + m_config.retryTimeout;
    rebuild();
    effects.event("ejected", m_peers[peer].name + ": " + std::to_string(m_config.serverFailureLimit) +
                                 " failures in a row; its keys go to the others");
}

void MemcacheAmbassadorMachine::restore(Time now, Effects &effects)
{
    bool changed = false;
    for (std::size_t i = 0; i < m_servers.size(); ++i) {
        if (m_servers[i].backAt > now)
            continue;
        m_servers[i].backAt = never;
        m_servers[i].ejected = false;
        changed = true;
        effects.event("restored", m_peers[i].name + ": tried again");
    }
    if (changed)
        rebuild();
}

void MemcacheAmbassadorMachine::rebuild()
{
    std::vector<bool> live;
    for (const Server &server : m_servers)
        live.push_back(!server.ejected);
    m_ring->rebuild(live);
}

void MemcacheAmbassadorMachine::answer(Time now, Handle handle, Passage &passage, ReplyBody &&reply, Effects &effects)
{
    const bool failed = reply.as<MemcacheReply>()->line.starts_with("SERVER_ERROR");
    if (failed) {
        ++m_served.failed;
    } else {
        ++m_served.succeeded;
        m_served.latency.record(now - passage.arrived);
    }
    effects.reply(passage.request, failed ? CallStatus::Failed : CallStatus::Ok, std::move(reply));
    drop(passage);
    m_passages.erase(handle);
}

/// Every server gave its hits in the order in which it was asked, so one walk over the keys puts them together. A key
/// that stands there again gets a copy.
MemcacheReply MemcacheAmbassadorMachine::joined(Passage &passage) const
{
    MemcacheReply whole;
    whole.line = "END";
    const auto &keys = passage.body.as<MemcacheRequest>()->keys;
    const auto &first = passage.firstOfKey;
    std::vector<std::size_t> next(passage.byServer.size());
    std::vector<std::size_t> placeOfKey(first.size(), keys.size());
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const PeerId server = passage.serverOfKey[i];
        auto &values = passage.byServer[server].values;
        if (!first.empty() && first[i] != i) {
            if (placeOfKey[first[i]] == keys.size())
                continue;
            whole.values.push_back(MemcacheValue(whole.values[placeOfKey[first[i]]]));
        } else if (next[server] < values.size() && values[next[server]].key == keys[i]) {
            if (!first.empty())
                placeOfKey[i] = whole.values.size();
            whole.values.push_back(std::move(values[next[server]++]));
        } else {
            continue;
        }
        bytes += keys[i].size() + std::max<std::size_t>(whole.values.back().data.size(), whole.values.back().dataBytes);
        if (bytes > memcacheReplyLimitBytes)
            return {{}, memcacheReplyTooLarge};
    }
    return whole;
}

std::string MemcacheAmbassadorMachine::statistics() const
{
    std::string text;
    for (std::size_t i = 0; i < m_servers.size(); ++i) {
        const std::string name = "STAT " + m_peers[i].name + ':';
        text += name + "requests " + std::to_string(m_servers[i].requests) + "\r\n";
        text += name + "failures " + std::to_string(m_servers[i].failures) + "\r\n";
        text += name + "ejected " + (m_servers[i].ejected ? "1" : "0") + "\r\n";
    }
    return text + "END";
}

void MemcacheAmbassadorMachine::cancel(RequestId request)
{
    const Handle handle = m_passages.findIf([&](const Passage &passage) { return passage.request == request; });
    Passage *passage = m_passages.find(handle);
    if (passage == nullptr)
        return;
    ++m_served.withdrawn;
    drop(*passage);
    m_passages.erase(handle);
}

} // namespace

std::unique_ptr<Machine> makeMemcacheAmbassador(const MachineConfig &config)
{
    return std::make_unique<MemcacheAmbassadorMachine>(config, std::get<MemcacheAmbassadorConfig>(config.behaviour));
}

} // namespace bayplan
