// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/agent_sections.h"
#include "tests/bench/child_program.h"
#include "tests/bench/contest.h"

#include <thread>

namespace bayplan {
namespace {

using namespace std::chrono_literals;
using Kind = Aim::Kind;

/// Every role with nothing to do; those that need a caller have one that does not answer.
std::vector<AgentConfig> idleRoles(const ScratchFolder &scratch)
{
    const std::uint16_t nobody = freePort();
    std::vector<AgentConfig> roles;
    const auto add = [&](const std::string &role, BehaviourConfig behaviour) -> AgentConfig & {
        roles.push_back(agentConfig(role, "bench/" + role, std::move(behaviour)));
        return roles.back();
    };
    add("pause", {}).port = 0;
    add("hub", {});
    add("service", ServiceConfig{});
    addPeer(add("front", FrontConfig{}), "server", nobody, PeerProtocol::Http);
    add("elector", ElectionConfig{}).stateDir = scratch.path("elector");
    add("queue", QueueConfig{}).stateDir = scratch.path("queue");
    addPeer(add("ambassador", MemcacheAmbassadorConfig{}), "cache", nobody, PeerProtocol::Memcache);
    addPeer(add("http-ambassador", HttpAmbassadorConfig{}), "server", nobody, PeerProtocol::Http);
    addPeer(add("root", ScatterConfig{}), "leaf", nobody, PeerProtocol::Http);
    addPeer(add("adapter", AdapterConfig{}), "container", nobody, PeerProtocol::Metrics);
    AgentConfig &saver = add("logsaver", LogSaverConfig{});
    addPeer(saver, "sink", nobody, PeerProtocol::Log);
    saver.tailFile = scratch.write("app.log", "a line\n");
    return roles;
}

Figures startOf(const AgentConfig &config)
{
    const auto begun = std::chrono::steady_clock::now();
    const ChildPtr agent = startAgent(config);
    if (!waitUntilReady(config))
        return {};
    const std::chrono::duration<double, std::milli> waited = std::chrono::steady_clock::now() - begun;
    return {{"start to first answer, ms", waited.count()}, {"of it processor, ms", agent->processorSeconds() * 1e3}};
}

Figures memoryOf(const AgentConfig &config)
{
    const ChildPtr agent = startAgent(config);
    if (!waitForPort(config.controlPort))
        return {};
    std::this_thread::sleep_for(300ms);
    return {{"resident, MiB", agent->mebibytes("VmRSS")}, {"of its own, MiB", agent->mebibytes("RssAnon")}};
}

} // namespace

void measureFootprint(int rounds)
{
    const ScratchFolder scratch;
    for (const AgentConfig &config : idleRoles(scratch)) {
        Contest contest;
        contest.section = "an idle " + config.role;
        contest.contestants.push_back({"ours", [&config] {
                                           Figures figures = memoryOf(config);
                                           figures.merge(startOf(config));
                                           return figures;
                                       }});
        contest.aims = {{"start to first answer, ms", Kind::Ours, false, 10, {}},
                        {"resident, MiB", Kind::Ours, false, 4, {}}};
        holdAndPrint(std::move(contest), rounds);
    }
}

} // namespace bayplan
