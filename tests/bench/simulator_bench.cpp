// SPDX-License-Identifier: GPL-3.0-or-later
// Processor time per event of the simulator, in interleaved rounds against a named peer in the same run: an M/M/1
// station as it is usually written (std::priority_queue of std::function, std::mt19937_64). Prints; asserts nothing.
#include "engine/base/units.h"
#include "engine/model/document_file.h"
#include "simulator/world.h"
#include "tests/simulator/plans.h"

#include <algorithm>
#include <ctime>
#include <functional>
#include <iostream>
#include <queue>
#include <random>
#include <vector>

namespace bayplan {
namespace {

struct Measured {
    std::uint64_t events = 0, requests = 0;
    double seconds = 0;
};

double processorSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// The peer: arrivals and departures only, no network, no figures but the sum of times.
class UsualMM1 {
public:
    Measured run(std::uint64_t customers)
    {
        const double begin = processorSeconds();
        m_left = customers;
        schedule(m_between(m_engine), [this] { arrive(); });
        std::uint64_t events = 0;
        for (; !m_queue.empty(); ++events) {
            const Pending next = m_queue.top();
            m_queue.pop();
            m_now = next.at;
            next.action();
        }
        return {events, customers, processorSeconds() - begin};
    }

private:
    struct Pending {
        double at;
        std::uint64_t sequence;
        std::function<void()> action;
        bool operator<(const Pending &other) const
        {
            return at != other.at ? at > other.at : sequence > other.sequence;
        }
    };

    void schedule(double delay, std::function<void()> action)
    {
        m_queue.push({m_now + delay, m_sequence++, std::move(action)});
    }
    void arrive()
    {
        m_waiting.push(m_now);
        if (m_waiting.size() == 1)
            schedule(m_service(m_engine), [this] { depart(); });
        if (--m_left > 0)
            schedule(m_between(m_engine), [this] { arrive(); });
    }
    void depart()
    {
        m_sum += m_now - m_waiting.front();
        m_waiting.pop();
        if (!m_waiting.empty())
            schedule(m_service(m_engine), [this] { depart(); });
    }

    std::priority_queue<Pending> m_queue;
    std::queue<double> m_waiting;
    std::mt19937_64 m_engine{1};
    std::exponential_distribution<double> m_between{80}, m_service{100};
    double m_now = 0, m_sum = 0;
    std::uint64_t m_sequence = 0, m_left = 0;
};

std::uint64_t requestsIn(const Snapshot &snapshot)
{
    std::uint64_t sum = 0;
    for (const InstanceSnapshot &instance : snapshot.instances)
        sum += instance.machine.served.received;
    return sum;
}

Measured runWorld(const Plan &plan, Duration duration)
{
    const double begin = processorSeconds();
    World world(plan, 1);
    world.runUntil(Time(duration), UINT64_MAX);
    const double seconds = processorSeconds() - begin;
    return {world.eventsDone(), requestsIn(world.snapshot()), seconds};
}

/// Events alone: hold a number of them pending.
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
    return {events, 0, processorSeconds() - begin};
}

struct Bench {
    std::string name;
    std::function<Measured()> run;
    std::vector<Measured> rounds;
};

double nanosecondsPerEvent(const Measured &measured)
{
    return measured.seconds * 1e9 / static_cast<double>(std::max<std::uint64_t>(measured.events, 1));
}

Measured medianOf(std::vector<Measured> rounds)
{
    std::ranges::sort(rounds, {}, nanosecondsPerEvent);
    return rounds[rounds.size() / 2];
}

void print(const Bench &bench, const Measured &peer)
{
    const Measured median = medianOf(bench.rounds);
    std::cout << bench.name << ": " << formatFixed(nanosecondsPerEvent(median), 1) << " ns/event, "
              << formatFixed(static_cast<double>(median.events) / median.seconds / 1e6, 2) << " million events/s";
    if (median.requests > 0)
        std::cout << ", " << formatFixed(median.seconds * 1e9 / static_cast<double>(median.requests), 0)
                  << " ns/request, "
                  << formatFixed(medianOf({peer}).seconds / static_cast<double>(peer.requests) /
                                     (median.seconds / static_cast<double>(median.requests)),
                                 2)
                  << " requests for one of the peer's in the same time";
    std::cout << '\n';
}

int benchmark(const std::string &examples)
{
    std::vector<Bench> benches;
    benches.push_back({"peer: M/M/1 of std::priority_queue, std::function, mt19937_64",
                       [] { return UsualMM1().run(1'000'000); },
                       {}});
    const Plan station = stationPlan(80, Distribution::exponential(std::chrono::milliseconds(10)), 1);
    benches.push_back({"M/M/1 through machines, network and histograms",
                       [&] { return runWorld(station, std::chrono::seconds(5000)); },
                       {}});
    const auto document = loadDocument(examples + "/sharded-cache.bayplan.json");
    const auto plan = document ? lower(document.value().topology) : Result<Plan>(document.error());
    if (!plan) {
        std::cerr << toText(plan.error()) << '\n';
        return 1;
    }
    benches.push_back({"sharded-cache example", [&] { return runWorld(plan.value(), std::chrono::seconds(600)); }, {}});
    for (const std::uint32_t pending : {1'000U, 100'000U, 1'000'000U})
        benches.push_back(
            {"event queue, hold " + std::to_string(pending), [=] { return runHold(pending, 2'000'000); }, {}});
    constexpr int roundCount = 5;
    for (int round = 0; round < roundCount; ++round) {
        for (Bench &bench : benches)
            bench.rounds.push_back(bench.run());
    }
    for (const Bench &bench : benches)
        print(bench, medianOf(benches.front().rounds));
    return 0;
}

} // namespace
} // namespace bayplan

int main(int argc, char **argv)
{
    return bayplan::benchmark(argc > 1 ? argv[1] : BAYPLAN_SOURCE_DIR "/resources/examples");
}
