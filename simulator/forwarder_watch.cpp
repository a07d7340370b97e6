// SPDX-License-Identifier: Apache-2.0
// What fronts and http ambassadors promise (PATTERNS 3): no more attempts than allowed and retries within the budget;
// nothing repeated that may have been acted on, unless it may be repeated; an ejected replica gets nothing while
// another is there, and no more are ejected than may be; an open breaker lets nothing through but its probes; services
// have their shares; who is not waited for any more is told so.
#include "simulator/invariants.h"
#include "simulator/number_table.h"

#include <algorithm>
#include <array>
#include <map>

namespace bayplan {
namespace {

/// What both of them are configured by.
struct Rules {
    std::uint32_t maxAttempts = 3;
    double retryBudget = 0;
    Duration ejectFor{0};
    double ejectMost = 1;
    bool isAmbassador = false; ///< splits over services, has breakers, and repeats what was answered with an error
    BreakerConfig breaker;
};

Rules rulesOf(const FrontConfig &config)
{
    return {config.maxAttempts, config.retryBudget, config.ejectFor, 1, false, {}};
}

Rules rulesOf(const HttpAmbassadorConfig &config)
{
    return {config.maxAttempts, config.retryBudget, config.ejectFor, config.ejectMost, true, config.breaker};
}

/// RFC 9110, 9.2.2.
bool mayBeRepeated(const RequestBody &body)
{
    constexpr std::array<std::string_view, 5> methods{"GET", "HEAD", "PUT", "DELETE", "OPTIONS"};
    const auto *request = body.as<HttpRequest>();
    return request != nullptr && std::ranges::find(methods, std::string_view(request->method)) != methods.end();
}

template <class Config>
class ForwarderWatch final : public PatternWatch {
public:
    ForwarderWatch(const Plan &plan, Violations &violations) : PatternWatch(plan, violations), m_proxies(plan) {}

    void started(InstanceIndex instance, Time, const std::string &, const SkewedClock &) override;
    void stepping(InstanceIndex instance, Time now, const Input &input) override;
    void stepped(const WatchedStep &step) override;

private:
    struct Passage {
        std::uint32_t attempts = 0;
        PeerId lastPeer = noPeer;
        std::uint64_t call = 0;
        CallStatus lastEnd = CallStatus::Ok;
        bool mayRepeat = false;
        bool isHttp = false;
        bool isUnsure = false; ///< its calls could not be told from those of another
    };
    struct Sent {
        RequestId passage = 0; ///< 0: of one that is unsure
        PeerId peer = 0;
        Time expires = never;
        std::uint32_t probeOf = 0; ///< which opening of its breaker; 0: none
    };
    struct Service {
        std::vector<PeerId> peers;
        int weight = 1;
        Time openUntil = Time::min();
        std::uint32_t openings = 0;
        bool isClosed = true;
        std::uint32_t probes = 0;     ///< since it may be asked again
        std::uint64_t firstCalls = 0; ///< while every breaker was closed
    };
    struct Proxy {
        Rules rules;
        std::vector<Service> services;
        std::vector<std::size_t> serviceOf; ///< by peer
        std::vector<Time> ejectedUntil;     ///< by peer
        std::vector<bool> unready;          ///< by peer
        int weights = 0;
        std::size_t breakersOpen = 0;
        std::uint64_t firstCalls = 0; ///< while every breaker was closed
        NumberTable<Sent> sent;
        std::uint64_t taken = 0, retries = 0; ///< in this life
        Time lastStep{};

        // of the step under way
        RequestId asking = 0;  ///< whose the next call is
        bool isUnsure = false; ///< somebody's whom nobody knows may be among the next calls
        RequestId withdrawn = 0;
    };

    static void read(const std::vector<PeerConfig> &peers, Proxy &proxy);
    void calls(const WatchedStep &step, Proxy &proxy, PeerId to, const Call &call);
    RequestId passageOf(const WatchedStep &step, Proxy &proxy);
    void tries(const WatchedStep &step, Proxy &proxy, PeerId to, Passage &passage);
    void checkReplica(const WatchedStep &step, const Proxy &proxy, PeerId to, const Passage &passage);
    std::uint32_t checkBreaker(const WatchedStep &step, Proxy &proxy, PeerId to);
    void checkShare(const WatchedStep &step, Proxy &proxy, PeerId to);
    void hears(const WatchedStep &step, Proxy &proxy, const EventEffect &event);
    void ejects(const WatchedStep &step, Proxy &proxy, std::string_view name);
    void turnsBreaker(const WatchedStep &step, Proxy &proxy, std::string_view name, bool opens);
    void withdraws(Proxy &proxy, std::uint64_t call);
    void checkWithdrawn(const WatchedStep &step, Proxy &proxy);

    WatchedOf<Proxy, Config> m_proxies;
    NumberTable<Passage> m_passages;
    std::vector<RequestId> m_expired; ///< of one step, kept for its memory
};

template <class Config>
void ForwarderWatch<Config>::read(const std::vector<PeerConfig> &peers, Proxy &proxy)
{
    std::map<std::string_view, std::size_t> byName;
    for (PeerId peer = 0; peer < peers.size(); ++peer) {
        const std::string_view name = proxy.rules.isAmbassador ? std::string_view(peers[peer].serverName) : "";
        const auto [place, isNew] = byName.try_emplace(name, proxy.services.size());
        if (isNew) {
            proxy.services.push_back({.peers = {}, .weight = std::max(peers[peer].weight, 1)});
            proxy.weights += proxy.services.back().weight;
        }
        proxy.services[place->second].peers.push_back(peer);
        proxy.serviceOf.push_back(place->second);
    }
    proxy.ejectedUntil.assign(peers.size(), Time::min());
    proxy.unready.assign(peers.size(), false);
}

template <class Config>
void ForwarderWatch<Config>::started(InstanceIndex instance, Time, const std::string &, const SkewedClock &)
{
    Proxy &proxy = m_proxies[instance];
    proxy = {};
    proxy.rules = rulesOf(configOf<Config>(instance));
    read(peersOf(instance), proxy);
}

template <class Config>
void ForwarderWatch<Config>::stepping(InstanceIndex instance, Time, const Input &input)
{
    Proxy &proxy = m_proxies[instance];
    proxy.asking = proxy.withdrawn = 0;
    proxy.isUnsure = false;
    if (const auto *requested = std::get_if<Requested>(&input)) {
        Passage &passage = m_passages.open(requested->request);
        passage = {};
        passage.mayRepeat = mayBeRepeated(requested->body);
        passage.isHttp = requested->body.is<HttpRequest>();
        proxy.asking = requested->request;
    } else if (const auto *cancelled = std::get_if<Cancelled>(&input)) {
        proxy.withdrawn = cancelled->request;
    } else if (const auto *received = std::get_if<Received>(&input)) {
        if (const auto *readiness = std::get_if<Readiness>(&received->message)) {
            proxy.unready[received->from] = !readiness->ready;
            if (readiness->ready)
                proxy.ejectedUntil[received->from] = Time::min();
        }
        const auto *answer = std::get_if<Answer>(&received->message);
        const Sent *sent = answer != nullptr ? proxy.sent.find(answer->id) : nullptr;
        if (sent == nullptr || sent->expires <= proxy.lastStep)
            return;
        proxy.asking = sent->passage;
        proxy.isUnsure = sent->passage == 0;
        if (Passage *passage = m_passages.find(sent->passage)) {
            passage->lastEnd = answer->status;
            passage->call = 0;
        }
        proxy.sent.close(answer->id);
    }
}

template <class Config>
void ForwarderWatch<Config>::stepped(const WatchedStep &step)
{
    Proxy &proxy = m_proxies[step.instance];
    for (const Effect &effect : step.effects) {
        if (const auto *send = std::get_if<SendEffect>(&effect)) {
            if (const auto *call = std::get_if<Call>(&send->message))
                calls(step, proxy, send->to, *call);
            else if (const auto *withdrawal = std::get_if<Withdrawal>(&send->message))
                withdraws(proxy, withdrawal->id);
        } else if (const auto *reply = std::get_if<ReplyEffect>(&effect)) {
            m_passages.close(reply->request);
        } else if (const auto *event = std::get_if<EventEffect>(&effect)) {
            hears(step, proxy, *event);
        }
    }
    if (proxy.withdrawn != 0)
        checkWithdrawn(step, proxy);
    proxy.lastStep = step.local;
}

// ---- calls ---------------------------------------------------------------------------------------------------------

template <class Config>
void ForwarderWatch<Config>::calls(const WatchedStep &step, Proxy &proxy, PeerId to, const Call &call)
{
    const RequestId request = passageOf(step, proxy);
    Passage *passage = m_passages.find(request);
    if (passage != nullptr) {
        tries(step, proxy, to, *passage);
        passage->call = call.id;
    } else {
        ++proxy.retries;
    }
    const std::uint32_t probeOf = proxy.rules.isAmbassador ? checkBreaker(step, proxy, to) : 0;
    proxy.sent.open(call.id) = {request, to, call.timeout > Duration(0) ? step.local + call.timeout : never, probeOf};
    const double budget = proxy.rules.retryBudget;
    constexpr double reserve = 3;
    const auto taken = static_cast<double>(proxy.taken);
    if (static_cast<double>(proxy.retries) > (budget > 0 ? budget * taken * (1 + 1e-9) + reserve : 0))
        broken(step.instance, step.now, "Retries beyond the budget",
               "has tried " + std::to_string(proxy.retries) + " times again over " + std::to_string(proxy.taken) +
                   " requests");
}

/// Of the request that came in, of the call that was answered, or of the one call that has just timed out; 0 when it
/// could be of several.
template <class Config>
RequestId ForwarderWatch<Config>::passageOf(const WatchedStep &step, Proxy &proxy)
{
    if (proxy.asking != 0 && m_passages.find(proxy.asking) != nullptr)
        return std::exchange(proxy.asking, 0);
    m_expired.clear();
    bool isUnsure = proxy.isUnsure;
    proxy.sent.forEach([&](std::uint64_t number, const Sent &sent) {
        if (sent.expires <= proxy.lastStep || sent.expires > step.local)
            return;
        const auto *passage = m_passages.find(sent.passage);
        isUnsure = isUnsure || sent.passage == 0;
        if (passage != nullptr && passage->call == number)
            m_expired.push_back(sent.passage);
    });
    std::erase_if(m_expired, [&](RequestId request) {
        return std::ranges::any_of(step.effects, [&](const Effect &effect) {
            const auto *reply = std::get_if<ReplyEffect>(&effect);
            return reply != nullptr && reply->request == request;
        });
    });
    isUnsure = isUnsure || m_expired.size() != 1;
    for (const RequestId request : m_expired) {
        Passage &passage = *m_passages.find(request);
        passage.lastEnd = CallStatus::TimedOut;
        passage.isUnsure = passage.isUnsure || isUnsure;
    }
    return isUnsure ? 0 : m_expired.front();
}

template <class Config>
void ForwarderWatch<Config>::tries(const WatchedStep &step, Proxy &proxy, PeerId to, Passage &passage)
{
    if (!passage.isUnsure)
        checkReplica(step, proxy, to, passage);
    ++(passage.attempts == 0 ? proxy.taken : proxy.retries);
    if (passage.attempts == 0)
        checkShare(step, proxy, to);
    const bool isConnection = peersOf(step.instance)[to].protocol == PeerProtocol::Tcp;
    const bool lostMayGo = passage.mayRepeat || (!passage.isHttp && !proxy.rules.isAmbassador);
    const bool notDone =
        passage.lastEnd == CallStatus::Refused || (passage.lastEnd == CallStatus::Reset && lostMayGo && !isConnection);
    const bool mayTry = passage.attempts == 0 || notDone || (passage.mayRepeat && proxy.rules.isAmbassador);
    if (!mayTry && !passage.isUnsure)
        broken(step.instance, step.now, "A request repeated that may have been acted on",
               "asks " + peersOf(step.instance)[to].name + " what it asked another before");
    if (++passage.attempts > std::max(proxy.rules.maxAttempts, 1U) && !passage.isUnsure)
        broken(step.instance, step.now, "Too many attempts",
               "asks for the " + std::to_string(passage.attempts) + "th time");
    passage.lastPeer = to;
}

template <class Config>
void ForwarderWatch<Config>::checkReplica(const WatchedStep &step, const Proxy &proxy, PeerId to,
                                          const Passage &passage)
{
    const std::vector<PeerId> &peers = proxy.services[proxy.serviceOf[to]].peers;
    const auto isIn = [&](PeerId peer) { return proxy.ejectedUntil[peer] <= step.local && !proxy.unready[peer]; };
    const bool isOtherIn = std::ranges::any_of(peers, [&](PeerId peer) { return peer != to && isIn(peer); });
    if (to == passage.lastPeer && peers.size() > 1 && (isOtherIn || !isIn(to)))
        broken(step.instance, step.now, "The same replica again",
               "asks " + peersOf(step.instance)[to].name + " once more, and there are others");
    if (!isIn(to) && isOtherIn)
        broken(step.instance, step.now, "An ejected replica asked",
               "asks " + peersOf(step.instance)[to].name + ", and another is there");
}

template <class Config>
void ForwarderWatch<Config>::withdraws(Proxy &proxy, std::uint64_t call)
{
    const Sent *sent = proxy.sent.find(call);
    if (sent == nullptr)
        return;
    Service &service = proxy.services[proxy.serviceOf[sent->peer]];
    if (sent->probeOf != 0 && sent->probeOf == service.openings)
        --service.probes;
    proxy.sent.close(call);
}

template <class Config>
void ForwarderWatch<Config>::checkWithdrawn(const WatchedStep &step, Proxy &proxy)
{
    const Passage *passage = m_passages.find(proxy.withdrawn);
    const Sent *sent = passage != nullptr && passage->call != 0 ? proxy.sent.find(passage->call) : nullptr;
    if (sent != nullptr && sent->expires > step.local && !passage->isUnsure)
        broken(step.instance, step.now, "A call left open",
               "does not withdraw what it asked " + peersOf(step.instance)[sent->peer].name +
                   " for a caller that has gone");
    m_passages.close(proxy.withdrawn);
}

// ---- services and replicas -----------------------------------------------------------------------------------------

/// Which opening of the breaker it is a probe of; 0 when the breaker is closed.
template <class Config>
std::uint32_t ForwarderWatch<Config>::checkBreaker(const WatchedStep &step, Proxy &proxy, PeerId to)
{
    Service &service = proxy.services[proxy.serviceOf[to]];
    if (service.isClosed)
        return 0;
    const std::string &name = peersOf(step.instance)[to].serverName;
    if (step.local < service.openUntil)
        broken(step.instance, step.now, "An open breaker passed", "asks " + name + ", whose breaker is open");
    else if (++service.probes > proxy.rules.breaker.probes)
        broken(step.instance, step.now, "Too many probes",
               "asks " + name + " for the " + std::to_string(service.probes) + "th time to see whether it is well");
    return service.openings;
}

/// Requests go to the services by their weights, well spread.
template <class Config>
void ForwarderWatch<Config>::checkShare(const WatchedStep &step, Proxy &proxy, PeerId to)
{
    constexpr double most = 3; // whatever the breakers left behind
    if (proxy.services.size() < 2 || proxy.breakersOpen > 0)
        return;
    Service &service = proxy.services[proxy.serviceOf[to]];
    const double due = static_cast<double>(++proxy.firstCalls) * service.weight / proxy.weights;
    if (static_cast<double>(++service.firstCalls) > due + most)
        broken(step.instance, step.now, "A share not kept",
               "has sent " + std::to_string(service.firstCalls) + " of " + std::to_string(proxy.firstCalls) +
                   " requests to " + peersOf(step.instance)[to].serverName);
}

template <class Config>
void ForwarderWatch<Config>::hears(const WatchedStep &step, Proxy &proxy, const EventEffect &event)
{
    const std::string_view name = std::string_view(event.text).substr(0, event.text.find(": "));
    if (event.kind == "ejected")
        ejects(step, proxy, name);
    else if (event.kind == "breaker-open" || event.kind == "breaker-closed")
        turnsBreaker(step, proxy, name, event.kind == "breaker-open");
}

template <class Config>
void ForwarderWatch<Config>::ejects(const WatchedStep &step, Proxy &proxy, std::string_view name)
{
    const auto found = std::ranges::find(peersOf(step.instance), name, &PeerConfig::name);
    if (found == peersOf(step.instance).end())
        return;
    const auto peer = static_cast<PeerId>(found - peersOf(step.instance).begin());
    proxy.ejectedUntil[peer] = step.local + proxy.rules.ejectFor;
    const std::vector<PeerId> &peers = proxy.services[proxy.serviceOf[peer]].peers;
    const auto out = std::ranges::count_if(peers, [&](PeerId other) { return proxy.ejectedUntil[other] > step.local; });
    if (static_cast<double>(out) > proxy.rules.ejectMost * static_cast<double>(peers.size()) + 1e-9)
        broken(step.instance, step.now, "Too many ejected",
               "has ejected " + std::to_string(out) + " of " + std::to_string(peers.size()) + " replicas");
}

template <class Config>
void ForwarderWatch<Config>::turnsBreaker(const WatchedStep &step, Proxy &proxy, std::string_view name, bool opens)
{
    for (Service &service : proxy.services) {
        service.firstCalls = 0;
        if (peersOf(step.instance)[service.peers.front()].serverName != name)
            continue;
        proxy.breakersOpen += opens && service.isClosed ? 1 : 0;
        proxy.breakersOpen -= !opens && !service.isClosed ? 1 : 0;
        service.isClosed = !opens;
        service.openUntil = opens ? step.local + proxy.rules.breaker.openFor : Time::min();
        service.openings += opens ? 1 : 0;
        service.probes = 0;
    }
    proxy.firstCalls = 0;
}

} // namespace

std::unique_ptr<Watch> makeFrontWatch(const Plan &plan, Violations &violations)
{
    return std::make_unique<ForwarderWatch<FrontConfig>>(plan, violations);
}

std::unique_ptr<Watch> makeHttpAmbassadorWatch(const Plan &plan, Violations &violations)
{
    return std::make_unique<ForwarderWatch<HttpAmbassadorConfig>>(plan, violations);
}

} // namespace bayplan
