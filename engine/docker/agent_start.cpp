// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/agent_start.h"

namespace bayplan {

AgentConfig agentConfigOf(const InstancePlan &instance)
{
    AgentConfig config;
    config.role = instance.role == Role::User ? "service" : instance.agentRole;
    config.instance = instance.name;
    config.port = instance.port;
    config.controlPort = instance.controlPort;
    if (instance.machine)
        config.machine = *instance.machine;
    for (const PeerPlan &peer : instance.peers)
        config.peers.push_back({peer.host, peer.port});
    config.logFile = instance.logFile;
    config.tailFile = instance.tailFile;
    config.stateDir = instance.stateDir;
    config.stopGrace = instance.stopGrace;
    return config;
}

} // namespace bayplan
