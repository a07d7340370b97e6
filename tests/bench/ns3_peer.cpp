// SPDX-License-Identifier: GPL-3.0-or-later
// ns-3's event list and random variables. ns3_peer SCHEDULER tandem STATIONS CUSTOMERS | SCHEDULER hold PENDING EVENTS;
// SCHEDULER as in ns3::MapScheduler. Prints units and seconds of processor.
#include <ns3/core-module.h>

#include <ctime>
#include <iostream>
#include <queue>
#include <string>
#include <vector>

namespace {

double processorSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

ns3::Ptr<ns3::ExponentialRandomVariable> exponential(double mean)
{
    auto variable = ns3::CreateObject<ns3::ExponentialRandomVariable>();
    variable->SetAttribute("Mean", ns3::DoubleValue(mean));
    return variable;
}

struct Tandem {
    std::vector<std::queue<ns3::Time>> stations;
    ns3::Ptr<ns3::ExponentialRandomVariable> between = exponential(1.0 / 80), service = exponential(1.0 / 100);
    std::uint64_t left = 0, served = 0;
    ns3::Time sum;

    void next()
    {
        arrive(0);
        if (--left > 0)
            ns3::Simulator::Schedule(ns3::Seconds(between->GetValue()), &Tandem::next, this);
    }
    void serve(std::size_t station)
    {
        ns3::Simulator::Schedule(ns3::Seconds(service->GetValue()), &Tandem::depart, this, station);
    }
    void arrive(std::size_t station)
    {
        stations[station].push(ns3::Simulator::Now());
        if (stations[station].size() == 1)
            serve(station);
    }
    void depart(std::size_t station)
    {
        ++served;
        sum += ns3::Simulator::Now() - stations[station].front();
        stations[station].pop();
        if (!stations[station].empty())
            serve(station);
        if (station + 1 < stations.size())
            arrive(station + 1);
    }
};

struct Hold {
    ns3::Ptr<ns3::ExponentialRandomVariable> gap = exponential(1);
    std::uint64_t left = 0;

    void again()
    {
        if (left-- == 0)
            return ns3::Simulator::Stop();
        ns3::Simulator::Schedule(ns3::Seconds(gap->GetValue()), &Hold::again, this);
    }
};

} // namespace

int main(int argc, char **argv)
{
    if (argc != 5)
        return 2;
    ns3::ObjectFactory factory;
    factory.SetTypeId(argv[1]);
    ns3::Simulator::SetScheduler(factory);
    const std::uint64_t first = std::stoull(argv[3]);
    const std::uint64_t second = std::stoull(argv[4]);
    Tandem tandem;
    Hold hold;
    if (argv[2] == std::string("tandem")) {
        tandem.stations.resize(first);
        tandem.left = second;
        ns3::Simulator::Schedule(ns3::Seconds(0), &Tandem::next, &tandem);
    } else {
        hold.left = second;
        for (std::uint64_t i = 0; i < first; ++i)
            ns3::Simulator::Schedule(ns3::Seconds(hold.gap->GetValue()), &Hold::again, &hold);
    }
    const double begin = processorSeconds();
    ns3::Simulator::Run();
    std::cout << (tandem.served > 0 ? tandem.served : second) << ' ' << processorSeconds() - begin << '\n';
    ns3::Simulator::Destroy();
}
