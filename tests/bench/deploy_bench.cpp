// SPDX-License-Identifier: GPL-3.0-or-later
// How fast a deployment comes up, changes and goes, beside docker-compose with containers of the same image in the
// engine that DOCKER_HOST names. Prints; asserts nothing.
//   deploy_bench [ROUNDS] [image|layers|flat|again|watch]...     3 rounds of all unless given
#include "engine/base/durable_file.h"
#include "engine/base/units.h"
#include "engine/docker/agent_image.h"
#include "engine/docker/deployment_run.h"
#include "engine/model/document_file.h"
#include "engine/plan/plan.h"
#include "tests/bench/child_program.h"
#include "tests/bench/compose_peer.h"
#include "tests/bench/contest.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>

namespace bayplan {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Kind = Aim::Kind;

constexpr const char *deployment = "bayplan-bench";

double secondsSince(Clock::time_point begun)
{
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

/// So many layers of so many services, each in a pod of its own; every one calls all of the layer before.
Plan layeredPlan(int layers, int services, int replyBytesOfLast = 500)
{
    std::string pods, containers, links;
    const auto nameOf = [](int layer, int service) {
        return "s" + std::to_string(layer) + "-" + std::to_string(service);
    };
    const auto append = [](std::string &list, const std::string &entry) { list += (list.empty() ? "" : ",") + entry; };
    for (int layer = 0; layer < layers; ++layer)
        for (int service = 0; service < services; ++service) {
            const std::string name = nameOf(layer, service);
            const bool isLast = layer == layers - 1 && service == services - 1;
            append(pods, '"' + name + R"(":{"name":")" + name + R"(","position":[0,0]})");
            append(containers,
                   '"' + name + R"(-app":{"pod":")" + name +
                       R"-(","kind":"container","name":"app","serviceTime":"constant(1ms)","replyBytes":")-" +
                       std::to_string(isLast ? replyBytesOfLast : 500) + "\"}");
            for (int other = 0; layer > 0 && other < services; ++other)
                append(links, '"' + name + '-' + nameOf(layer - 1, other) + R"(":{"from":")" + name +
                                  R"(-app/calls","to":")" + nameOf(layer - 1, other) + R"(-app/in"})");
        }
    const auto document = readDocument(R"({"bayplan":1,"name":"bench","pods":{)" + pods + R"(},"containers":{)" +
                                           containers + R"(},"links":{)" + links + "}}",
                                       "bench");
    const auto plan = document ? lower(document->topology) : Result<Plan>(document.error());
    if (!plan) {
        std::cerr << toText(plan.error()) << '\n';
        std::exit(1);
    }
    return *plan;
}

DeployOptions options()
{
    DeployOptions given;
    given.deployment = deployment;
    given.agentBinary = BAYPLAN_BINARY_DIR "/bin/bayplan-agent";
    return given;
}

/// Until it is as wanted, or has failed; false then.
bool waitForStatus(const Run &run, RunStatus wanted)
{
    while (true) {
        const RunStatus status = run.snapshot()->status;
        if (status == wanted)
            return true;
        if (status == RunStatus::Failed || status == RunStatus::Finished) {
            std::cerr << toText(run.error()) << '\n';
            return false;
        }
        std::this_thread::sleep_for(500us);
    }
}

/// Left running.
Figures bringUp(const Plan &plan, const std::string &figure)
{
    const auto begun = Clock::now();
    const auto run = makeDeploymentRun(plan, options());
    run->start();
    return waitForStatus(*run, RunStatus::Running) ? Figures{{figure, secondsSince(begun)}} : Figures{};
}

double bringDown()
{
    const auto begun = Clock::now();
    if (const auto gone = takeDown({}, deployment, true, [](const Progress &) {}); !gone)
        std::cerr << toText(gone.error()) << '\n';
    return secondsSince(begun);
}

Figures upAndDown(const Plan &plan)
{
    Figures figures = bringUp(plan, "up, s");
    const double down = bringDown();
    if (!figures.empty())
        figures["down, s"] = down;
    return figures;
}

Figures upAndDown(const ComposePeer &peer)
{
    Figures figures;
    const auto begun = Clock::now();
    if (!peer.up())
        return figures;
    figures["up, s"] = secondsSince(begun);
    const auto ended = Clock::now();
    if (peer.down())
        figures["down, s"] = secondsSince(ended);
    return figures;
}

void addPeer(Contest &contest, const std::string &name, const std::shared_ptr<ComposePeer> &peer)
{
    if (peer->isInstalled())
        contest.contestants.push_back({name, [peer] { return upAndDown(*peer); }});
}

void measureLayers(int rounds, const std::string &image)
{
    const Plan plan = layeredPlan(5, 4);
    Contest contest;
    contest.section = "ready in order of dependency, 5 layers of 4 services";
    contest.contestants.push_back({"ours", [&plan] { return upAndDown(plan); }});
    constexpr const char *usual = "Compose, asked every second";
    for (const auto &[name, interval] : {std::pair(usual, "1s"), std::pair("Compose, every 250 ms", "250ms"),
                                         std::pair("Compose, every 100 ms", "100ms")})
        addPeer(contest, name, std::make_shared<ComposePeer>(plan, image, ComposePeer::Shape::Layers, interval));
    contest.aims = {{"up, s", Kind::PeerOverOurs, true, 2.5, "*"}, {"up, s", Kind::PeerOverOurs, true, 5, usual}};
    holdAndPrint(std::move(contest), rounds);
}

void measureFlat(int rounds, const std::string &image)
{
    const Plan plan = layeredPlan(1, 25);
    Contest contest;
    contest.section = "flat start, 50 containers in 25 pods";
    contest.contestants.push_back({"ours, with the hub", [&plan] { return upAndDown(plan); }});
    addPeer(contest, "Compose", std::make_shared<ComposePeer>(plan, image, ComposePeer::Shape::Pods, ""));
    contest.aims = {{"up, s", Kind::OursOverPeer, false, 1, "Compose"},
                    {"down, s", Kind::OursOverPeer, false, 0.9, "Compose"}};
    holdAndPrint(std::move(contest), rounds);
}

Figures deployAgain(const Plan &first, const Plan &other)
{
    Figures figures = bringUp(first, "nothing changed, s");
    figures.merge(bringUp(other, "one changed, s"));
    bringUp(first, "");
    return figures;
}

Figures deployAgain(const ComposePeer &first, const ComposePeer &other)
{
    Figures figures;
    auto begun = Clock::now();
    if (first.up())
        figures["nothing changed, s"] = secondsSince(begun);
    begun = Clock::now();
    if (other.up())
        figures["one changed, s"] = secondsSince(begun);
    first.up();
    return figures;
}

AgentImage agentImage()
{
    auto program = readWhole(options().agentBinary, 256U << 20U);
    const auto image = program ? buildAgentImage(std::move(program.value())) : Result<AgentImage>(program.error());
    if (image)
        return *image;
    std::cerr << toText(image.error()) << '\n';
    std::exit(1);
}

void measureImage(int, const std::string &)
{
    const AgentImage image = agentImage();
    const double mebibytes = static_cast<double>(imageArchive(image).size()) / (1U << 20U);
    Contest contest;
    contest.section = "image of the agent";
    contest.contestants.push_back({"ours", [mebibytes] { return Figures{{"MiB", mebibytes}}; }});
    contest.aims = {{"MiB", Kind::Ours, false, 4, {}}};
    holdAndPrint(std::move(contest), 1);
}

void measureAgain(int rounds, const std::string &image)
{
    const Plan first = layeredPlan(1, 20), other = layeredPlan(1, 20, 501);
    const ComposePeer peer(first, image, ComposePeer::Shape::Pods, ""),
        changed(other, image, ComposePeer::Shape::Pods, "");
    Contest contest;
    contest.section = "another deploy, 40 containers in 20 pods";
    bringUp(first, "");
    contest.contestants.push_back({"ours", [&] { return deployAgain(first, other); }});
    if (peer.isInstalled() && peer.up())
        contest.contestants.push_back({"Compose", [&] { return deployAgain(peer, changed); }});
    contest.aims = {{"nothing changed, s", Kind::Ours, false, 0.1, {}}, {"one changed, s", Kind::Ours, false, 0.3, {}}};
    holdAndPrint(std::move(contest), rounds);
    bringDown();
    if (peer.isInstalled())
        peer.down();
}

/// Of every process of this machine that runs the agent's program, in containers too.
double processorSecondsOfAgents()
{
    double seconds = 0;
    std::error_code ignored;
    for (const auto &process : std::filesystem::directory_iterator("/proc", ignored)) {
        std::string command;
        std::ifstream(process.path() / "comm") >> command;
        if (command == "agent")
            seconds += processorSecondsOf(process.path().filename());
    }
    return seconds;
}

/// What the program and the agents take of a core while nothing happens but that the deployment is watched.
Figures watched(const Run &run)
{
    const auto begun = Clock::now();
    const double program = processorSecondsOf("self"), agents = processorSecondsOfAgents();
    std::this_thread::sleep_for(20s);
    const double percent = 100 / secondsSince(begun);
    const double ofProgram = (processorSecondsOf("self") - program) * percent;
    const double ofAgents = (processorSecondsOfAgents() - agents) * percent;
    if (run.snapshot()->status != RunStatus::Running)
        return {};
    return {{"program, % of a core", ofProgram},
            {"agents and hub, % of a core", ofAgents},
            {"all, % of a core", ofProgram + ofAgents}};
}

void measureWatch(int rounds, const std::string &)
{
    const auto run = makeDeploymentRun(layeredPlan(1, 25), options());
    run->start();
    if (!waitForStatus(*run, RunStatus::Running))
        return;
    std::this_thread::sleep_for(5s); // what a start leaves to do
    Contest contest;
    contest.section =
        "watched, 50 containers in 25 pods, " + humanDuration(AgentConfig().reportEvery) + " between reports";
    contest.contestants.push_back({"ours", [&run] { return watched(*run); }});
    contest.aims = {{"all, % of a core", Kind::Ours, false, 2, {}}};
    holdAndPrint(std::move(contest), rounds);
    bringDown();
}

int benchmark(int rounds, const std::vector<std::string> &wanted)
{
    const auto engine = findEngine({});
    if (!engine) {
        std::cerr << toText(engine.error()) << '\n';
        return 1;
    }
    std::cout << engine->name << ' ' << engine->version << ", medians of " << rounds << " interleaved rounds\n";
    bringDown();                                                  // what an earlier run left
    const bool works = !bringUp(layeredPlan(1, 1), "up").empty(); // and the image is there from now on
    bringDown();
    if (!works)
        return 1;
    const std::string image = agentImage().reference;
    const std::vector<std::pair<std::string, void (*)(int, const std::string &)>> sections{{"image", measureImage},
                                                                                           {"layers", measureLayers},
                                                                                           {"flat", measureFlat},
                                                                                           {"again", measureAgain},
                                                                                           {"watch", measureWatch}};
    for (const auto &[name, measure] : sections)
        if (wanted.empty() || std::ranges::find(wanted, name) != wanted.end())
            measure(rounds, image);
    return 0;
}

} // namespace
} // namespace bayplan

int main(int argc, char **argv)
{
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 3;
    return bayplan::benchmark(rounds > 0 ? rounds : 3, {argv + std::min(argc, 2), argv + argc});
}
