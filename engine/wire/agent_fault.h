// SPDX-License-Identifier: Apache-2.0
// What an agent is told to make worse about its own container: a command that goes through the hub.
#pragma once

#include "engine/base/result.h"
#include "engine/base/time.h"
#include "engine/patterns/lane.h"
#include "engine/patterns/machine.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

struct FaultLane {
    PeerId peer = 0;
    LaneWay way = LaneWay::There;
    bool operator==(const FaultLane &) const = default;
};

enum class AgentFaultKind { Cut, Degrade, FullDisk, SlowDisk, Clock, Slow, Load };

struct AgentFault {
    std::string id; ///< the same again makes it last longer and changes nothing else
    AgentFaultKind kind = AgentFaultKind::Cut;
    Duration timeToLive{0};           ///< then the agent ends it by itself; 0 ends it now; at most a minute
    std::vector<FaultLane> lanes;     ///< Cut, Degrade
    Duration period{0};               ///< Cut, Degrade: flapping; 0: there all the time
    double duty = 1;                  ///< of each period, 0 to 1
    Trouble trouble;                  ///< Degrade
    Duration delay{0};                ///< SlowDisk: of a write; Slow: of each step; at most greatestDelay()
    std::int64_t ratePpm = 1'000'000; ///< Clock: its rate in parts per million, 100,000 to 10,000,000
    Duration jump{0};                 ///< Clock: ahead, at the beginning
    double factor = 1;                ///< Load: of what is sent, 0 to 1,000
    bool operator==(const AgentFault &) const = default;
};

/// 5 s for a disk, which holds up the whole agent meanwhile; 60 s for a step.
Duration greatestDelay(AgentFaultKind kind);

/// One line without its end; `instance` is whom the hub passes it on to.
std::string writeAgentFault(const AgentFault &fault, const std::string &instance);

/// Errors: InvalidInput, also for what is out of range; Unsupported for another command.
Result<AgentFault> readAgentFault(std::string_view line);

} // namespace bayplan
