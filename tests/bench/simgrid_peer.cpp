// SPDX-License-Identifier: GPL-3.0-or-later
// SimGrid's way: a source and a server as actors, customers counted by a semaphore. simgrid_peer CUSTOMERS; prints
// customers and seconds of processor.
#include <simgrid/s4u.hpp>

#include <cstdint>
#include <ctime>
#include <iostream>
#include <queue>
#include <random>
#include <string>

namespace sg4 = simgrid::s4u;

namespace {

double processorSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

struct Station {
    std::uint64_t customers;
    sg4::SemaphorePtr waiting = sg4::Semaphore::create(0);
    std::queue<double> arrived = {};
    std::mt19937_64 engine{1};
    std::exponential_distribution<double> between{80}, service{100};
    double sum = 0;

    void source()
    {
        for (std::uint64_t i = 0; i < customers; ++i) {
            sg4::this_actor::sleep_for(between(engine));
            arrived.push(sg4::Engine::get_clock());
            waiting->release();
        }
    }
    void server()
    {
        for (std::uint64_t i = 0; i < customers; ++i) {
            waiting->acquire();
            sg4::this_actor::sleep_for(service(engine));
            sum += sg4::Engine::get_clock() - arrived.front();
            arrived.pop();
        }
    }
};

} // namespace

int main(int argc, char **argv)
{
    sg4::Engine engine(&argc, argv);
    if (argc != 2)
        return 2;
    auto *zone = sg4::create_full_zone("zone");
    auto *host = zone->create_host("host", 1e9);
    zone->seal();
    Station station{std::stoull(argv[1])};
    sg4::Actor::create("source", host, [&station] { station.source(); });
    sg4::Actor::create("server", host, [&station] { station.server(); });
    const double begin = processorSeconds();
    engine.run();
    std::cout << station.customers << ' ' << processorSeconds() - begin << '\n';
}
