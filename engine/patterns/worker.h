// SPDX-License-Identifier: Apache-2.0
// A worker of a work queue (Burns and Oppenheimer 2016, 5.2): takes a task for each of its slots, has it worked on,
// tells the queue how it went.
#pragma once

#include "engine/base/random.h"
#include "engine/patterns/call_ledger.h"
#include "engine/patterns/config.h"
#include "engine/patterns/machine.h"
#include "engine/patterns/synthetic_call.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace bayplan {

/// Each slot goes its own way:
///
/// | slot    | input                                     | next                                                     |
/// | ------- | ----------------------------------------- | -------------------------------------------------------- |
/// | Idle    | at once; after a back-off when it failed  | Asking: Reserve, waiting up to `reserveWait`             |
/// | Asking  | nothing to reserve                        | Asking                                                   |
/// | Asking  | queue away, full, stopping                | Idle, back-off doubling from 100 ms to 10 s              |
/// | Asking  | a task                                    | Calling, once for each call of each further peer         |
/// | Calling | all answered                              | Working: `workTime`, or the user's command               |
/// | Calling | one failed                                | Telling: Fail with the reason                            |
/// | Working | done, failed                              | Telling: Ack or Fail                                     |
/// | Telling | answered                                  | Idle; 404 and 409: lost, somebody else has the task      |
/// | Telling | no answer                                 | Telling again after a back-off, while the task is its own |
///
/// The user's command is the business of the driver: with `command` set and not `simulated`, the machine sends a Call
/// with an HttpRequest (method "RUN", target "/tasks/TASK/attempts/ATTEMPT", the input as body) to the peer behind its
/// last one, PeerId peers.size(), with the rest of the task's time as time-out. The answer is an HttpReply: below 400
/// with the output as body, else with the error and the end of stderr. The output is the result of the Ack, and so the
/// input of the next stage, byte for byte; of synthetic work only the size goes on.
///
/// When it shares its processor, `workTime` is processor time that the driver gives; one request for each slot.
///
/// Stopping: slots that only ask are free at once; a task that still arrives is released; the others finish.
class Worker final : public MachineOf<Worker> {
public:
    explicit Worker(const MachineConfig &config);

    void step(Time now, Input &&input, Effects &effects) override;
    Time deadline() const override;
    MachineState state(Time now) const override;
    bool isBusy() const override;
    std::size_t heapBytes() const { return heapBytesOfAll(m_asks, m_calls, m_slots, m_served); }

private:
    enum class Stage { Idle, Asking, Calling, Working, Telling, Stopped };

    struct Slot {
        Stage stage = Stage::Idle;
        Time wake{};                ///< Idle, Working without a command, Telling after a failure; else never
        std::uint32_t setbacks = 0; ///< in a row, for the back-off
        std::uint64_t task = 0;
        std::uint32_t attempt = 0;
        std::uint64_t reservation = 0;
        Time begun{};
        Time over{};     ///< when the queue gives the task to somebody else
        PeerId peer = 0; ///< Calling: who is called
        std::uint32_t callsLeft = 0;
        std::string input;
        QueueRequest verdict; ///< Telling
    };

    void on(Started &) { m_phase = Phase::Ready; }
    void on(Woken &) {}
    void on(Received &input);
    void on(Requested &input);
    void on(Cancelled &) {}
    void on(PersistFailed &) {}
    void on(Stopping &);
    void on(Computed &input);
    void on(LoadChanged &) {}

    void wake(std::uint32_t index);
    void ended(const CallLedger::Outcome &outcome, const Answer *answer);
    void reserved(std::uint32_t index, const CallLedger::Outcome &outcome, const Answer *answer);
    void begin(std::uint32_t index, const QueueReply &reply);
    void giveBack(const QueueReply &reply);
    void callNext(std::uint32_t index);
    void work(std::uint32_t index);
    void workDone(std::uint32_t index);
    void worked(std::uint32_t index, const CallLedger::Outcome &outcome, const Answer *answer);
    void conclude(std::uint32_t index, QueueCommand command, std::string body);
    void tell(std::uint32_t index);
    void told(std::uint32_t index, const CallLedger::Outcome &outcome, const Answer *answer);
    void free(std::uint32_t index);
    void call(CallLedger &ledger, std::uint64_t context, PeerId peer, Duration timeout, RequestBody body);
    void moveTo(Slot &slot, Stage stage);
    Duration backoff(Slot &slot);
    bool runsCommand() const { return !m_config.command.empty() && !m_config.simulated; }
    PeerId commandPeer() const { return static_cast<PeerId>(m_peers.size()); }

    std::string m_name;
    WorkerConfig m_config;
    bool m_sharesProcessor;
    SharedList<PeerConfig> m_peers;
    Random m_random;
    SyntheticCaller m_caller;
    CallLedger m_asks;  ///< Reserve only: their waiting is no latency of the queue
    CallLedger m_calls; ///< everything else, the command included
    std::vector<Slot> m_slots;
    std::uint32_t m_occupied = 0; ///< slots with a task
    Time m_accounted{};
    Phase m_phase = Phase::Created;
    ServedStats m_served;
    WorkerState m_state;

    Time m_now{};
    Effects *m_effects = nullptr;
};

std::unique_ptr<Machine> makeWorker(const MachineConfig &config);

} // namespace bayplan
