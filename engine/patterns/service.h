// SPDX-License-Identifier: Apache-2.0
// A synthetic service: a station with slots and a queue that calls others. Also the model of a user's own image in the
// simulator, and its stand-in where there is no image.
#pragma once

#include "engine/patterns/config.h"

#include <memory>

namespace bayplan {

/// First come, first served. A request holds a slot for its service time only and makes its calls after that, so that
/// utilisation and queue are those of an M/G/c station whatever the peers do; then it is answered. It fails when its
/// own failure rate says so (then it calls nobody) or when one of its calls did not end Ok. Its answer has the form of
/// the question: http and metrics from figures of its own, memcache from a small cache, an acknowledgement to a batch
/// of log lines; it keeps no queue and holds no elections. A full queue answers Overloaded; while draining it refuses.
/// When it shares its processor, the service time is processor time that the driver gives: the slots then compete, and
/// are busy for as long as that takes.
///
/// | request   | input                               | next                                              |
/// | --------- | ----------------------------------- | ------------------------------------------------- |
/// | (none)    | comes, a slot is free               | InService for serviceTime                         |
/// | (none)    | comes, no slot, room in the queue   | Waiting                                           |
/// | (none)    | comes, the queue is full            | (none): Overloaded                                |
/// | (none)    | comes while it starts, or stops     | (none): Refused; served with StopReaction::Ignore |
/// | Waiting   | a slot is free                      | InService                                         |
/// | InService | its time is over                    | Calling; with its failure rate (none): Failed     |
/// | Calling   | all calls ended Ok                  | (none): Ok                                        |
/// | Calling   | one call did not, or cannot in time | (none): Failed                                    |
/// | any       | its caller leaves                   | (none); a slot that it holds is held to the end   |
///
/// | service  | input                        | next                                |
/// | -------- | ---------------------------- | ----------------------------------- |
/// | Created  | Started, without startupTime | Ready                               |
/// | Created  | Started                      | Starting, event "starting"          |
/// | Starting | startupTime is over          | Ready, event "ready"                |
/// | Ready    | Stopping, reaction Drain     | Draining until nothing is under way |
/// | Ready    | Stopping, reaction End       | Stopped; what is under way is lost  |
/// | Ready    | Stopping, reaction Ignore    | as before, until it is killed       |
///
/// The behaviour of `config` is a ServiceConfig.
std::unique_ptr<Machine> makeService(const MachineConfig &config);

} // namespace bayplan
