// SPDX-License-Identifier: Apache-2.0
// What an elector was given and what it wanted done, step by step, as JSON lines. A machine of the same configuration
// that is given the same at the same times wants the same, byte for byte.
//
//   {"agent":{...},"trace":1}                                begins each life: the agent's configuration
//   {"at":1203,"effects":[...],"input":{"kind":"woken"}}     one step; nanoseconds by the clock of the agent
//   {"ended":"..."}                                          nothing is kept of what came after
#pragma once

#include "engine/base/result.h"
#include "engine/patterns/machine.h"
#include "engine/wire/agent_config.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

/// Lines without their ends. Of an elector: what other machines are given and want is not in them.
std::string writeTraceHeading(const AgentConfig &agent);
std::string writeTraceEnd(std::string_view why);

/// A step moves things out of its input: what is to be said of it is written before.
std::string writeTracedInput(const Input &input);
std::string writeTracedStep(Time now, const std::string &input, const std::vector<Effect> &effects);

/// What came of giving a trace to fresh machines.
struct TraceReplay {
    std::uint64_t lives = 0;
    std::uint64_t steps = 0;
    std::uint64_t effects = 0;
    std::uint64_t elected = 0;     ///< "elected" events
    std::uint64_t differsAt = 0;   ///< line, from 1; 0: all steps gave the recorded effects
    std::string recorded, instead; ///< of that line
};

/// A line that a kill has torn ends its life's steps and is passed over. Errors: InvalidInput with the line.
Result<TraceReplay> replayElectionTrace(std::string_view text);

} // namespace bayplan
