// SPDX-License-Identifier: Apache-2.0
// A load generator: asks its peers, in turn by weight, and measures what they make of it.
#pragma once

#include "engine/patterns/config.h"

#include <memory>

namespace bayplan {

/// Open loop (Poisson, Constant, Trace): requests go out when they are due whatever is still unanswered, and latency
/// counts from the instant each was due, so a stall of the peer or of the generator itself shows in full (no
/// coordinated omission). Closed loop: every user asks, waits for the answer, thinks, asks again; after a failure for
/// at least a millisecond, so that a peer which refuses at once is not asked without end. Sends nothing before Started
/// or after Stopping. Where the rate varies, arrivals are those of a steady one on the integral of the rate
/// (rate_curve.h): a Poisson process stays one. Arrivals at a steady rate of 0, or behind the end of a trace, do not
/// come. LoadChanged multiplies the rate, the speed of a trace, or the number of users, from then on; users that are
/// too many leave instead of asking again; what was due before it and is not sent yet stays due. Of what became due
/// while the machine was held up, and is so much that it comes over several steps, that which can no more be sent is
/// counted in one go, and an event says how many.
///
/// | request | input                              | next                                           |
/// | ------- | ---------------------------------- | ---------------------------------------------- |
/// | (none)  | is due, or its user asks           | Open: sent to the peer whose turn it is        |
/// | (none)  | likewise, and maxInFlight are open | (none): counted as Overloaded, not sent        |
/// | (none)  | was due a timeout ago or earlier   | (none): counted as TimedOut, not sent          |
/// | Open    | answered                           | (none): its status and latency are counted     |
/// | Open    | the peer's timeout is over         | (none): TimedOut; an answer after that is late |
///
/// | user     | input                              | next                                     |
/// | -------- | ---------------------------------- | ---------------------------------------- |
/// | (none)   | Started, or LoadChanged wants more | Thinking, for no time                    |
/// | Thinking | its time is over                   | Asking                                   |
/// | Asking   | its request ended Ok               | Thinking for thinkTime                   |
/// | Asking   | its request ended otherwise        | Thinking for thinkTime, at least 1 ms    |
/// | any      | more users are there than wanted   | (none), where it would think or ask next |
///
/// The behaviour of `config` is a LoadConfig.
std::unique_ptr<Machine> makeLoad(const MachineConfig &config);

} // namespace bayplan
