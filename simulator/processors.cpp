// SPDX-License-Identifier: Apache-2.0
#include "simulator/processors.h"

#include "simulator/network.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace bayplan {
namespace {

/// What rounding may leave of a request that is done.
constexpr double remainderNanoseconds = 0.5;

} // namespace

Processors::Processors(const Plan &plan)
{
    for (const HostPlan &host : plan.hosts)
        m_hosts.push_back({.cpus = host.cpus, .instances = {}});
    m_instances.resize(plan.instances.size());
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index) {
        const InstancePlan &instance = plan.instances[index];
        if (plan.hosts.empty() || !plan.pods[instance.pod].host)
            continue;
        Sharer &sharer = m_instances[index];
        sharer.host = plan.pods[instance.pod].host;
        sharer.weight = instance.cpuWeight;
        if (instance.cpus > 0)
            sharer.limit = instance.cpus;
        m_hosts[*sharer.host].instances.push_back(index);
    }
}

double Processors::Sharer::most() const
{
    return std::min(limit, static_cast<double>(requests.size()));
}

void Processors::compute(Time now, InstanceIndex instance, std::uint64_t token, Duration time)
{
    Sharer &sharer = m_instances[instance];
    Host &host = m_hosts[*sharer.host];
    advance(now, host);
    const double finish = sharer.attained + static_cast<double>(time.count());
    sharer.requests.push_back({finish, ++m_sequence, token});
    std::push_heap(sharer.requests.begin(), sharer.requests.end(), std::greater<>());
    share(now, host);
}

void Processors::drop(Time now, InstanceIndex instance)
{
    Sharer &sharer = m_instances[instance];
    if (!sharer.host)
        return;
    Host &host = m_hosts[*sharer.host];
    advance(now, host);
    sharer.requests.clear();
    sharer.attained = 0;
    sharer.held = false;
    share(now, host);
}

void Processors::hold(Time now, InstanceIndex instance, bool held)
{
    Sharer &sharer = m_instances[instance];
    if (!sharer.host)
        return;
    Host &host = m_hosts[*sharer.host];
    advance(now, host);
    sharer.held = held;
    share(now, host);
}

Time Processors::newAlarm(std::uint32_t number)
{
    Host &host = m_hosts[number];
    if (host.next == host.alarm)
        return never;
    host.alarm = host.next;
    return host.next;
}

bool Processors::isDue(Time now, std::uint32_t number)
{
    Host &host = m_hosts[number];
    if (host.alarm == now)
        host.alarm = never;
    return host.next == now;
}

std::optional<Processors::Done> Processors::takeDone(Time now, std::uint32_t number)
{
    Host &host = m_hosts[number];
    advance(now, host);
    for (const InstanceIndex index : host.instances) {
        Sharer &sharer = m_instances[index];
        if (sharer.held || sharer.requests.empty() ||
            sharer.requests.front().finish > sharer.attained + remainderNanoseconds)
            continue;
        const Done done{index, sharer.requests.front().token};
        std::pop_heap(sharer.requests.begin(), sharer.requests.end(), std::greater<>());
        sharer.requests.pop_back();
        if (sharer.requests.empty())
            sharer.attained = 0;
        share(now, host);
        return done;
    }
    share(now, host);
    return std::nullopt;
}

void Processors::advance(Time now, Host &host)
{
    const auto passed = static_cast<double>((now - host.last).count());
    host.last = now;
    for (const InstanceIndex index : host.instances) {
        Sharer &sharer = m_instances[index];
        if (!sharer.held && !sharer.requests.empty())
            sharer.attained += sharer.rate * passed;
    }
}

/// The ones that can use least for their weight have what they can use; the others divide the rest by weight.
void Processors::share(Time now, Host &host)
{
    m_active.clear();
    double weights = 0;
    for (const InstanceIndex index : host.instances) {
        Sharer &sharer = m_instances[index];
        if (sharer.held || sharer.requests.empty())
            continue;
        m_active.push_back(&sharer);
        weights += sharer.weight;
    }
    std::ranges::stable_sort(m_active, {}, [](const Sharer *sharer) { return sharer->most() / sharer->weight; });
    double left = host.cpus;
    host.next = never;
    for (Sharer *sharer : m_active) {
        const double fair = weights > 0 ? left * sharer->weight / weights : left;
        const double cores = std::min(sharer->most(), fair);
        left = std::max(0.0, left - cores);
        weights -= sharer->weight;
        sharer->rate = cores / static_cast<double>(sharer->requests.size());
        const double rest = std::max(0.0, sharer->requests.front().finish - sharer->attained);
        const double wait = rest <= remainderNanoseconds ? 0 : std::ceil(rest / sharer->rate);
        const Duration until = wait < 9e18 ? Duration(static_cast<std::int64_t>(wait)) : Duration::max();
        host.next = std::min(host.next, after(now, until));
    }
}

} // namespace bayplan
