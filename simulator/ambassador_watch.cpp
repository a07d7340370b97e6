// SPDX-License-Identifier: Apache-2.0
// What a memcache ambassador promises (PATTERNS 3): while no server is ejected each key goes to the server that the
// ring names, and an answer holds values of the keys that were asked for, in their order, and no others.
#include "engine/patterns/ring.h"
#include "simulator/invariants.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace bayplan {
namespace {

class AmbassadorWatch final : public PatternWatch {
public:
    AmbassadorWatch(const Plan &plan, Violations &violations) : PatternWatch(plan, violations), m_ambassadors(plan) {}

    void started(InstanceIndex instance, Time, const std::string &, const SkewedClock &) override;
    void stepping(InstanceIndex instance, Time now, const Input &input) override;
    void stepped(const WatchedStep &step) override;
    void replying(InstanceIndex instance, Time now, RequestId request, const ReplyBody &body) override;

private:
    using Asked = std::unordered_map<RequestId, std::vector<std::string>>; ///< keys

    struct Ambassador {
        std::optional<Ring> ring;
        std::int64_t ejected = 0;
        Asked asked;
        std::vector<Asked::node_type> spare; ///< with their memory, for later requests
    };

    void checkPlace(InstanceIndex instance, Time now, PeerId to, const Message &message);
    static void remember(Ambassador &ambassador, RequestId request, const std::vector<std::string> &keys);
    static void forget(Ambassador &ambassador, Asked::iterator asked);

    WatchedOf<Ambassador, MemcacheAmbassadorConfig> m_ambassadors;
    Random m_random;
};

void AmbassadorWatch::started(InstanceIndex instance, Time, const std::string &, const SkewedClock &)
{
    const MachineConfig &machine = *m_plan.instances[instance].machine;
    const auto &config = std::get<MemcacheAmbassadorConfig>(machine.behaviour);
    Ambassador &ambassador = m_ambassadors[instance];
    ambassador.ejected = 0;
    ambassador.asked.clear();
    if (ambassador.ring || machine.peers.empty() || config.distribution == KeyDistribution::Random)
        return;
    std::vector<RingMember> members;
    for (const PeerConfig &peer : machine.peers)
        members.push_back({peer.serverName.empty() ? peer.name : peer.serverName, std::max(1, peer.weight)});
    ambassador.ring.emplace(config.hash, config.distribution, std::move(members));
}

void AmbassadorWatch::stepping(InstanceIndex instance, Time, const Input &input)
{
    Ambassador &ambassador = m_ambassadors[instance];
    if (const auto *requested = std::get_if<Requested>(&input)) {
        if (const auto *request = requested->body.as<MemcacheRequest>())
            remember(ambassador, requested->request, request->keys);
    } else if (const auto *cancelled = std::get_if<Cancelled>(&input)) {
        forget(ambassador, ambassador.asked.find(cancelled->request));
    }
}

void AmbassadorWatch::stepped(const WatchedStep &step)
{
    Ambassador &ambassador = m_ambassadors[step.instance];
    for (const Effect &effect : step.effects) {
        if (const auto *event = std::get_if<EventEffect>(&effect))
            ambassador.ejected += event->kind == "ejected" ? 1 : event->kind == "restored" ? -1 : 0;
    }
    // A server ejected in this very step got its messages before.
    const bool calm = ambassador.ring && ambassador.ejected == 0;
    for (const Effect &effect : step.effects) {
        if (const auto *send = std::get_if<SendEffect>(&effect); send != nullptr && calm)
            checkPlace(step.instance, step.now, send->to, send->message);
    }
}

void AmbassadorWatch::checkPlace(InstanceIndex instance, Time now, PeerId to, const Message &message)
{
    const auto *call = std::get_if<Call>(&message);
    const auto *request = call != nullptr ? call->body.as<MemcacheRequest>() : nullptr;
    if (request == nullptr)
        return;
    for (const std::string &key : request->keys) {
        const std::uint32_t right = m_ambassadors[instance].ring->memberOf(key, m_random);
        if (right == to)
            continue;
        const auto &peers = m_plan.instances[instance].machine->peers;
        broken(instance, now, "A key at the wrong server",
               "asks " + peers[to].name + " for \"" + key + "\", which belongs to " + peers[right].name);
    }
}

void AmbassadorWatch::replying(InstanceIndex instance, Time now, RequestId request, const ReplyBody &body)
{
    Ambassador &ambassador = m_ambassadors[instance];
    const auto asked = ambassador.asked.find(request);
    if (asked == ambassador.asked.end())
        return;
    if (const auto *reply = body.as<MemcacheReply>()) {
        auto key = asked->second.begin();
        for (const MemcacheValue &value : reply->values) {
            key = std::find(key, asked->second.end(), value.key);
            if (key == asked->second.end()) {
                broken(instance, now, "A mixed answer",
                       "gives a value of \"" + value.key + "\" where it was not asked for, or not in this place");
                break;
            }
            ++key;
        }
    }
    forget(ambassador, asked);
}

void AmbassadorWatch::remember(Ambassador &ambassador, RequestId request, const std::vector<std::string> &keys)
{
    if (ambassador.spare.empty()) {
        ambassador.asked[request] = keys;
        return;
    }
    auto node = std::move(ambassador.spare.back());
    ambassador.spare.pop_back();
    node.key() = request;
    node.mapped() = keys;
    ambassador.asked.insert(std::move(node));
}

void AmbassadorWatch::forget(Ambassador &ambassador, Asked::iterator asked)
{
    if (asked != ambassador.asked.end())
        ambassador.spare.push_back(ambassador.asked.extract(asked));
}

} // namespace

std::unique_ptr<Watch> makeAmbassadorWatch(const Plan &plan, Violations &violations)
{
    return std::make_unique<AmbassadorWatch>(plan, violations);
}

} // namespace bayplan
