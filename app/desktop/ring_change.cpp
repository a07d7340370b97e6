// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/ring_change.h"

#include <algorithm>
#include <map>

namespace bayplan {

bool RingSpec::operator==(const RingSpec &other) const
{
    return hash == other.hash && distribution == other.distribution && servers == other.servers && live == other.live &&
           std::ranges::equal(members, other.members, [](const RingMember &a, const RingMember &b) {
               return a.name == b.name && a.weight == b.weight;
           });
}

RingSpec ringSpecOf(const InstancePlan &ambassador)
{
    RingSpec spec;
    if (const auto *config = std::get_if<MemcacheAmbassadorConfig>(&ambassador.machine->behaviour)) {
        spec.hash = config->hash;
        spec.distribution = config->distribution;
    }
    for (const PeerConfig &peer : ambassador.machine->peers) {
        spec.servers.push_back(peer.name);
        spec.members.push_back({peer.serverName.empty() ? peer.name : peer.serverName, peer.weight});
    }
    spec.live.assign(spec.members.size(), true);
    return spec;
}

Ring ringOf(const RingSpec &spec)
{
    Ring ring(spec.hash, spec.distribution, spec.members);
    ring.rebuild(spec.live);
    return ring;
}

RingSpec withoutServer(RingSpec spec, std::size_t server)
{
    const auto at = static_cast<std::ptrdiff_t>(server);
    spec.servers.erase(spec.servers.begin() + at);
    spec.members.erase(spec.members.begin() + at);
    spec.live.erase(spec.live.begin() + at);
    return spec;
}

RingSpec withOneMore(RingSpec spec)
{
    std::string name;
    std::size_t number = spec.members.size();
    do
        name = "cache-" + std::to_string(++number) + ":11211";
    while (std::ranges::find(spec.members, name, &RingMember::name) != spec.members.end());
    spec.servers.push_back(name.substr(0, name.find(':')));
    spec.members.push_back({name, 1});
    spec.live.push_back(true);
    return spec;
}

RingChange compareRings(const RingSpec &before, const RingSpec &after, std::uint32_t keys)
{
    RingChange change;
    change.keys = keys;
    if (before.members.empty() || after.members.empty() || keys == 0)
        return change;
    const Ring from = ringOf(before), to = ringOf(after);
    Random randomFrom(1), randomTo(1); // of the distribution that draws: the same draws for both
    std::map<std::string, std::uint32_t> had, has, gained;
    std::uint32_t moved = 0;
    for (std::uint32_t i = 0; i < keys; ++i) {
        const std::string key = "key:" + std::to_string(i);
        const std::string &old = before.members[from.memberOf(key, randomFrom)].name;
        const std::size_t now = to.memberOf(key, randomTo);
        ++had[old];
        ++has[after.members[now].name];
        if (old == after.members[now].name)
            continue;
        ++moved;
        ++gained[after.servers[now]];
    }
    std::uint32_t least = 0;
    for (const auto &[server, count] : had)
        least += count > has[server] ? count - has[server] : 0;
    change.moved = static_cast<double>(moved) / keys;
    change.least = static_cast<double>(least) / keys;
    for (const auto &[server, count] : gained)
        change.gains.emplace_back(server, static_cast<double>(count) / keys);
    std::ranges::stable_sort(change.gains, std::greater<>(), &std::pair<std::string, double>::second);
    return change;
}

} // namespace bayplan
