// SPDX-License-Identifier: GPL-3.0-or-later
// The simulator that one writes in an afternoon: std::priority_queue of std::function, std::mt19937_64; no network, no
// machines, no figures but a sum of times. usual_peer tandem STATIONS CUSTOMERS | hold PENDING EVENTS; prints units
// (customers at stations, events) and seconds of processor.
#include <cstdint>
#include <ctime>
#include <functional>
#include <iostream>
#include <queue>
#include <random>
#include <string>
#include <vector>

namespace {

double processorSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

class Events {
public:
    void schedule(double delay, std::function<void()> action)
    {
        m_queue.push({now + delay, m_sequence++, std::move(action)});
    }
    bool runOne()
    {
        if (m_queue.empty())
            return false;
        const Pending next = m_queue.top();
        m_queue.pop();
        now = next.at;
        next.action();
        return true;
    }

    double now = 0;

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
    std::priority_queue<Pending> m_queue;
    std::uint64_t m_sequence = 0;
};

class Tandem {
public:
    Tandem(std::size_t stations, std::uint64_t customers) : m_stations(stations), m_left(customers) {}

    std::uint64_t run()
    {
        m_events.schedule(m_between(m_engine), [this] { next(); });
        while (m_events.runOne()) {
        }
        return m_served;
    }

private:
    void next()
    {
        arrive(0);
        if (--m_left > 0)
            m_events.schedule(m_between(m_engine), [this] { next(); });
    }
    void serve(std::size_t station)
    {
        m_events.schedule(m_service(m_engine), [this, station] { depart(station); });
    }
    void arrive(std::size_t station)
    {
        m_stations[station].push(m_events.now);
        if (m_stations[station].size() == 1)
            serve(station);
    }
    void depart(std::size_t station)
    {
        ++m_served;
        m_sum += m_events.now - m_stations[station].front();
        m_stations[station].pop();
        if (!m_stations[station].empty())
            serve(station);
        if (station + 1 < m_stations.size())
            arrive(station + 1);
    }

    Events m_events;
    std::vector<std::queue<double>> m_stations;
    std::mt19937_64 m_engine{1};
    std::exponential_distribution<double> m_between{80}, m_service{100};
    std::uint64_t m_left, m_served = 0;
    double m_sum = 0;
};

struct Hold {
    Events events;
    std::mt19937_64 engine{1};
    std::exponential_distribution<double> gap{1};

    void again()
    {
        events.schedule(gap(engine), [this] { again(); });
    }
};

} // namespace

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    const std::uint64_t first = std::stoull(argv[2]);
    const std::uint64_t second = std::stoull(argv[3]);
    if (argv[1] == std::string("tandem")) {
        Tandem tandem(first, second);
        const double begin = processorSeconds();
        const std::uint64_t served = tandem.run();
        std::cout << served << ' ' << processorSeconds() - begin << '\n';
        return 0;
    }
    Hold hold;
    for (std::uint64_t i = 0; i < first; ++i)
        hold.again();
    const double begin = processorSeconds();
    for (std::uint64_t i = 0; i < second; ++i)
        hold.events.runOne();
    std::cout << second << ' ' << processorSeconds() - begin << '\n';
}
