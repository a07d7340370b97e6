// SPDX-License-Identifier: Apache-2.0
// What an agent is told when its container starts: one JSON value in the environment variable BAYPLAN_AGENT.
#pragma once

#include "engine/base/result.h"
#include "engine/patterns/config.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

struct AgentPeer {
    std::string host;       ///< DNS name or "localhost"
    std::uint16_t port = 0; ///< main port; for elector to elector the control port
};

struct AgentConfig {
    std::string role;     ///< "pause", "service", "load", "front", "ambassador", "root", "sync", "adapter", "logsaver",
                          ///< "elector", "queue", "worker", "hub"
    std::string instance; ///< "web-0/app"
    std::uint16_t port = 0;        ///< 0: none
    std::uint16_t controlPort = 0; ///< health, metrics, peer messages; 0: none
    MachineConfig machine;         ///< not for pause and hub
    std::vector<AgentPeer> peers;  ///< index is PeerId
    std::string logFile, tailFile, stateDir;
    std::string traceFile; ///< of an elector: where its steps are kept to be replayed (election_trace.h); empty: nowhere
    AgentPeer hub; ///< where telemetry goes; empty host: nowhere
    Duration reportEvery = std::chrono::milliseconds(500);
    Duration stopGrace = std::chrono::seconds(10);
};

std::string writeAgentConfig(const AgentConfig &config);
Result<AgentConfig> readAgentConfig(std::string_view json);

} // namespace bayplan
