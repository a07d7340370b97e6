// SPDX-License-Identifier: GPL-3.0-or-later
// How fast the simulator is, beside peers in the same run. Prints; asserts nothing.
//   simulator_bench [ROUNDS]     5 unless given
#include "engine/model/document_file.h"
#include "tests/bench/our_runs.h"
#include "tests/simulator/plans.h"

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <optional>

namespace bayplan {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// Programs and scripts beside this one.
class Peers {
public:
    Peers()
    {
        const auto program = [](const char *name) { return std::string(BAYPLAN_PEERS "/") + name; };
        for (const char *name : {"usual_peer", "ns3_peer", "simgrid_peer"}) {
            if (std::filesystem::exists(program(name)))
                m_commands[name] = program(name);
            else
                std::cout << name << ": left out, was not installed at configure time\n";
        }
        for (const std::string python : {"python3", "/usr/bin/python3"}) {
            const std::string command = python + " " BAYPLAN_SOURCE_DIR "/tests/bench/simpy_peer.py";
            if (!m_commands.contains("simpy_peer") && std::system((command + " 1 >/dev/null 2>&1").c_str()) == 0)
                m_commands["simpy_peer"] = command;
        }
        if (!m_commands.contains("simpy_peer"))
            std::cout << "simpy_peer: left out, SimPy is not installed\n";
    }

    void add(std::vector<Bench> &benches, const std::string &section, const std::string &name, const std::string &peer,
             const std::string &arguments) const
    {
        const auto command = m_commands.find(peer);
        if (command == m_commands.end())
            return;
        benches.push_back({section, name, [line = command->second + ' ' + arguments] { return runPeer(line); }, true});
    }

private:
    std::map<std::string, std::string> m_commands;
};

void addStations(std::vector<Bench> &benches, const Peers &peers)
{
    const std::string one = "M/M/1 at 0.8, per customer";
    benches.push_back(
        {one, "ours, on the event list alone as the peers", [] { return runBareStations(1, 5'000'000); }});
    benches.push_back({one, "ours, through the real machines, network and histograms", [] {
                           static const Plan plan = stationPlan(80, Distribution::exponential(milliseconds(10)), 1);
                           return runStations(plan, seconds(62'500));
                       }});
    peers.add(benches, one, "std::priority_queue and std::function", "usual_peer", "tandem 1 5000000");
    peers.add(benches, one, "ns-3, default scheduler", "ns3_peer", "ns3::MapScheduler tandem 1 5000000");
    peers.add(benches, one, "SimGrid", "simgrid_peer", "100000");
    peers.add(benches, one, "SimPy", "simpy_peer", "20000");

    const std::string many = "100 stations in tandem at 0.8, per customer and station";
    benches.push_back({many, "ours, on the event list alone as the peers", [] { return runBareStations(100, 8'000); }});
    benches.push_back({many, "ours, through the real machines, network and histograms", [] {
                           static const Plan plan = tandemPlan(100);
                           return runStations(plan, seconds(100));
                       }});
    peers.add(benches, many, "std::priority_queue and std::function", "usual_peer", "tandem 100 8000");
    peers.add(benches, many, "ns-3, default scheduler", "ns3_peer", "ns3::MapScheduler tandem 100 8000");
}

void addHold(std::vector<Bench> &benches, const Peers &peers)
{
    for (const std::uint32_t pending : {1'000U, 10'000U, 100'000U, 1'000'000U, 10'000'000U}) {
        const std::string section = "hold, " + std::to_string(pending) + " pending, per event";
        const std::string arguments = std::to_string(pending) + " 1000000";
        benches.push_back({section, "ours", [pending] { return runHold(pending, 1'000'000); }});
        peers.add(benches, section, "std::priority_queue and std::function", "usual_peer", "hold " + arguments);
        for (const char *scheduler : {"Map", "Heap", "PriorityQueue"})
            peers.add(benches, section, std::string("ns-3, ") + scheduler + "Scheduler", "ns3_peer",
                      std::string("ns3::") + scheduler + "Scheduler hold " + arguments);
    }
}

/// Large drawings are asked less often, so that a second of them is not a minute of ours; elections and first
/// connections are over before it is measured.
void addDrawings(std::vector<Bench> &benches)
{
    struct Size {
        std::uint32_t containers;
        double requestsPerSecond; ///< of ten containers
        Duration duration;
    };
    constexpr Duration warmUp = seconds(3);
    for (const Size size : {Size{30, 100, seconds(120)}, Size{2'000, 100, seconds(3)}, Size{20'000, 10, seconds(2)},
                            Size{200'000, 1, seconds(2)}, Size{1'000'000, 1, seconds(1)}}) {
        const std::string section = "drawing of " + std::to_string(size.containers) + " containers, per event";
        const auto add = [&](const std::string &name, WorldRun run) {
            benches.push_back({section, name, [size, run] {
                                   return runWorld(drawing(size.containers, size.requestsPerSecond), run);
                               }});
        };
        add("promises unwatched", {warmUp, size.duration, World::Checks::None});
        if (size.containers > 20'000)
            continue;
        add("promises watched, as in every run", {warmUp, size.duration});
        add("that, and ten snapshots a second", {warmUp, size.duration, World::Checks::All, milliseconds(100)});
    }
}

bool addExample(std::vector<Bench> &benches)
{
    const auto document = loadDocument(BAYPLAN_SOURCE_DIR "/resources/examples/sharded-cache.bayplan.json");
    const auto plan = document ? lower(document.value().topology) : Result<Plan>(document.error());
    if (!plan) {
        std::cerr << toText(plan.error()) << '\n';
        return false;
    }
    const auto kept = std::make_shared<const Plan>(plan.value());
    benches.push_back({"example sharded-cache, per event", "promises watched, as in every run", [kept] {
                           return runWorld(*kept, {{}, seconds(600)});
                       }});
    return true;
}

int benchmark(int rounds)
{
    const Peers peers;
    std::vector<Bench> benches;
    addStations(benches, peers);
    addHold(benches, peers);
    addDrawings(benches);
    if (!addExample(benches))
        return 1;
    std::cout << "nanoseconds of processor, median of " << rounds << " rounds (least to most)\n";
    runAndPrint(benches, rounds);
    return 0;
}

} // namespace
} // namespace bayplan

int main(int argc, char **argv)
{
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
    return bayplan::benchmark(rounds > 0 ? rounds : 5);
}
