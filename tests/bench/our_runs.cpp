// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/our_runs.h"

#include "engine/base/fifo.h"
#include "tests/simulator/plans.h"

#include <algorithm>
#include <array>
#include <malloc.h>

namespace bayplan {
namespace {

ServiceConfig serviceOf(Distribution time, PeerProtocol protocol)
{
    ServiceConfig service;
    service.serviceTime = time;
    service.protocol = protocol;
    service.queueLimit = 1'000'000;
    return service;
}

LinkQuality nearby()
{
    return {Distribution::exponential(std::chrono::microseconds(300)), 0, 0};
}

void addElectors(PlanMaker &maker, const std::string &cell)
{
    std::array<InstanceIndex, 3> members{};
    for (std::size_t i = 0; i < members.size(); ++i) {
        const std::string name = cell + "elector" + std::to_string(i);
        ElectionConfig config;
        config.election = cell;
        config.member = name + '/' + name;
        config.configuration = 42;
        members[i] = maker.add(name, config);
    }
    for (const InstanceIndex from : members) {
        for (const InstanceIndex to : members) {
            if (from != to)
                maker.connect(from, to, "", PeerProtocol::Election, nearby(), std::chrono::seconds(1));
        }
    }
}

void addCell(PlanMaker &maker, const std::string &cell, double requestsPerSecond)
{
    using std::chrono::milliseconds;
    LoadConfig load;
    load.ratePerSecond = requestsPerSecond;
    const InstanceIndex client = maker.add(cell + "client", load);
    const InstanceIndex front = maker.add(cell + "front", FrontConfig{});
    const InstanceIndex ambassador = maker.add(cell + "ambassador", MemcacheAmbassadorConfig{});
    maker.connect(client, front, "", PeerProtocol::Http, nearby(), milliseconds(1000));
    for (const char *name : {"service0", "service1"}) {
        const InstanceIndex service =
            maker.add(cell + name, serviceOf(Distribution::exponential(milliseconds(5)), PeerProtocol::Http));
        maker.connect(front, service, "", PeerProtocol::Http, nearby(), milliseconds(500));
        maker.connect(service, ambassador, "", PeerProtocol::Memcache, nearby(), milliseconds(300));
    }
    for (const char *name : {"cache0", "cache1"}) {
        const auto time = Distribution::exponential(std::chrono::microseconds(100));
        maker.connect(ambassador, maker.add(cell + name, serviceOf(time, PeerProtocol::Memcache)), "",
                      PeerProtocol::Memcache, nearby(), milliseconds(200));
    }
    addElectors(maker, cell);
}

/// What the peers' programs do, event for event.
class BareTandem {
public:
    BareTandem(std::uint32_t stations, std::uint64_t customers) : m_stations(stations), m_left(customers) {}

    void run()
    {
        m_queue.push(m_now, source);
        while (!m_queue.empty()) {
            const EventQueue::Popped event = m_queue.pop();
            m_now = event.at;
            ++m_events;
            if (event.what == source)
                next();
            else
                depart(event.what);
        }
    }
    std::uint64_t events() const { return m_events; }
    std::uint64_t served() const { return m_served; }

private:
    static constexpr std::uint32_t source = (1U << EventQueue::whatBits) - 1;

    void next()
    {
        arrive(0);
        if (--m_left > 0)
            m_queue.push(m_now + m_between.sample(m_random), source);
    }
    void arrive(std::uint32_t station)
    {
        m_stations[station].push(m_now);
        if (m_stations[station].size() == 1)
            serve(station);
    }
    void serve(std::uint32_t station) { m_queue.push(m_now + m_service.sample(m_random), station); }
    void depart(std::uint32_t station)
    {
        ++m_served;
        m_sojourns += m_now - m_stations[station].pop();
        if (!m_stations[station].empty())
            serve(station);
        if (station + 1 < m_stations.size())
            arrive(station + 1);
    }

    EventQueue m_queue;
    Random m_random{1};
    Distribution m_between = Distribution::exponential(std::chrono::microseconds(12'500));
    Distribution m_service = Distribution::exponential(std::chrono::milliseconds(10));
    std::vector<Fifo<Time>> m_stations;
    std::uint64_t m_left, m_served = 0, m_events = 0;
    Time m_now{};
    Duration m_sojourns{0};
};

std::size_t allocatedBytes()
{
    const auto info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

} // namespace

Plan tandemPlan(std::uint32_t stations)
{
    PlanMaker maker;
    LoadConfig load;
    load.ratePerSecond = 80;
    load.maxInFlight = 1'000'000;
    InstanceIndex last = maker.add("client", load);
    for (std::uint32_t i = 0; i < stations; ++i) {
        const auto time = Distribution::exponential(std::chrono::milliseconds(10));
        const InstanceIndex station = maker.add("station" + std::to_string(i), serviceOf(time, PeerProtocol::Http));
        maker.connect(last, station, "");
        last = station;
    }
    return maker.plan;
}

Plan drawing(std::uint32_t containers, double requestsPerSecond)
{
    PlanMaker maker;
    for (std::uint32_t cell = 0; cell * 10 < containers; ++cell)
        addCell(maker, 'c' + std::to_string(cell) + '-', requestsPerSecond);
    return maker.plan;
}

Measured runWorld(const Plan &plan, const WorldRun &run)
{
    const std::size_t before = allocatedBytes();
    World world(plan, 1, run.checks);
    world.runUntil(Time(run.warmUp), UINT64_MAX);
    const std::uint64_t startEvents = world.eventsDone();
    const double begin = processorSeconds();
    std::size_t shown = 0;
    const Time end(run.warmUp + run.duration);
    for (Time next(run.warmUp); run.snapshotEvery > Duration(0) && next < end; next += run.snapshotEvery) {
        world.runUntil(next, UINT64_MAX);
        shown += world.snapshot().instances.size();
    }
    world.runUntil(end, UINT64_MAX);
    Measured measured;
    measured.seconds = processorSeconds() - begin;
    measured.events = measured.units = world.eventsDone() - startEvents;
    measured.bytesPerContainer =
        shown > 0 ? 0 : static_cast<double>(allocatedBytes() - before) / static_cast<double>(plan.instances.size());
    return measured;
}

Measured runStations(const Plan &plan, Duration duration)
{
    const double begin = processorSeconds();
    World world(plan, 1);
    world.runUntil(Time(duration), UINT64_MAX);
    Measured measured;
    measured.seconds = processorSeconds() - begin;
    measured.events = world.eventsDone();
    for (const InstanceSnapshot &instance : world.snapshot().instances)
        measured.units += instance.machine.served.received;
    return measured;
}

Measured runBareStations(std::uint32_t stations, std::uint64_t customers)
{
    BareTandem tandem(stations, customers);
    const double begin = processorSeconds();
    tandem.run();
    return {processorSeconds() - begin, tandem.events(), tandem.served()};
}

Measured runHold(std::uint32_t pending, std::uint64_t events)
{
    EventQueue queue;
    Random random(1);
    for (std::uint32_t i = 0; i < pending; ++i)
        queue.push(Time(fromSeconds(random.exponential())), i);
    const double begin = processorSeconds();
    for (std::uint64_t i = 0; i < events; ++i) {
        const auto next = queue.pop();
        queue.push(next.at + fromSeconds(random.exponential()), next.what);
    }
    return {processorSeconds() - begin, events, events};
}

} // namespace bayplan
