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
        m_hosts.push_back({.cpus = host.cpus, .active = {}});
    if (m_hosts.empty())
        return;
    m_instances.resize(plan.instances.size());
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index) {
        const InstancePlan &instance = plan.instances[index];
        Sharer &sharer = m_instances[index];
        sharer.host = plan.pods[instance.pod].host;
        sharer.weight = instance.cpuWeight;
        if (instance.cpus > 0)
            sharer.limit = instance.cpus;
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
    settle(host, instance);
    share(now, host);
}

void Processors::drop(Time now, InstanceIndex instance)
{
    if (!hostOf(instance))
        return;
    Sharer &sharer = m_instances[instance];
    Host &host = m_hosts[*sharer.host];
    advance(now, host);
    sharer.requests.clear();
    sharer.attained = 0;
    sharer.held = false;
    settle(host, instance);
    share(now, host);
}

void Processors::hold(Time now, InstanceIndex instance, bool held)
{
    if (!hostOf(instance))
        return;
    Sharer &sharer = m_instances[instance];
    Host &host = m_hosts[*sharer.host];
    advance(now, host);
    sharer.held = held;
    settle(host, instance);
    share(now, host);
}

void Processors::limit(Time now, InstanceIndex instance, double cpus)
{
    if (!hostOf(instance))
        return;
    Host &host = m_hosts[*m_instances[instance].host];
    advance(now, host);
    m_instances[instance].limit = cpus;
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
    for (const InstanceIndex index : host.active) {
        Sharer &sharer = m_instances[index];
        if (sharer.requests.front().finish > sharer.attained + remainderNanoseconds)
            continue;
        const Done done{index, sharer.requests.front().token};
        std::pop_heap(sharer.requests.begin(), sharer.requests.end(), std::greater<>());
        sharer.requests.pop_back();
        if (sharer.requests.empty())
            sharer.attained = 0;
        settle(host, index);
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
    for (const InstanceIndex index : host.active)
        m_instances[index].attained += m_instances[index].rate * passed;
}

/// Takes the instance among those that get something, or out of them.
void Processors::settle(Host &host, InstanceIndex instance)
{
    Sharer &sharer = m_instances[instance];
    const bool active = !sharer.held && !sharer.requests.empty();
    if (active && !sharer.active)
        host.active.push_back(instance);
    else if (!active && sharer.active)
        std::erase(host.active, instance);
    sharer.active = active;
}

/// The ones that can use least for their weight have what they can use; the others divide the rest by weight.
void Processors::share(Time now, Host &host)
{
    m_active.clear();
    double weights = 0;
    for (const InstanceIndex index : host.active) {
        m_active.push_back(&m_instances[index]);
        weights += m_instances[index].weight;
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
