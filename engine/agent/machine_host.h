// SPDX-License-Identifier: Apache-2.0
// Drives one machine with real time, sockets and disk. It knows no pattern and no protocol. Processor time that a
// machine asks for is let pass and not burnt: the model of a service would take the cores from the containers beside it
// that do real work.
#pragma once

#include "engine/agent/boot_clock.h"
#include "engine/agent/endpoints.h"
#include "engine/agent/hardship.h"
#include "engine/agent/trace_file.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace bayplan {

/// Where a machine's lines and events go.
struct HostOutputs {
    std::function<void(std::string_view line, std::uint32_t bytes)> log; ///< without newline
    std::function<void(std::string_view kind, const std::string &text)> event;
};

class MachineHost final : public Inbox {
public:
    MachineHost(boost::asio::io_context &io, std::unique_ptr<Machine> machine, std::unique_ptr<DurableStore> store,
                HostOutputs outputs);

    /// Index is PeerId. Before start().
    void addPeer(std::unique_ptr<Peer> peer) { m_peers.push_back(std::move(peer)); }

    /// Keeps every step from now on. Before start().
    void setTrace(std::unique_ptr<TraceFile> trace) { m_trace = std::move(trace); }

    /// Loads the durable state and gives Started. An error: the store cannot be read; the machine was given nothing.
    Result<void> start();

    /// Stopping goes to the machine, once however often this is called.
    void stop(Duration grace);

    /// Told to stop, and nothing is in flight or queued any more.
    bool hasStopped() const;

    MachineState state() const { return m_machine->state(m_hardship.localNow()); }

    /// Something is made worse on purpose, for a time that it says itself.
    void inject(const AgentFault &fault) { m_hardship.take(fault); }

    /// Nothing comes in or goes out any more; peers are closed.
    void close();

    void received(PeerId from, Message message) override;
    RequestId requested(RequestBody body, Duration remaining, Reply reply) override;
    void cancelled(RequestId request) override;
    void afterSteps(std::function<void()> write) override;
    void event(std::string_view kind, std::string text) override { m_outputs.event(kind, text); }

private:
    void enqueue(Input input);
    void scheduleDrain();
    void drainInputs();
    void stepInputs();
    void step(Input input);
    void apply(std::vector<Effect> &effects);

    /// False: a write failed, and what stands behind it in the list must not happen.
    bool applyOne(Effect &effect);

    /// What no write stands before.
    void carryOut(Effect &effect);

    /// Syncs once what the steps of a turn have appended, and carries out what had to wait for it. A disk that cannot
    /// sync ends the program: what it holds is only known when it is read again.
    void commit();
    template <class Write>
    bool write(Write write);
    bool written(const Result<void> &result);
    void compute(const ComputeEffect &wanted);
    void computed();
    void armTimer();
    void deliver(ReplyEffect &reply);

    boost::asio::io_context &m_io;
    std::unique_ptr<Machine> m_machine;
    std::unique_ptr<DurableStore> m_store;
    HostOutputs m_outputs;
    std::unique_ptr<TraceFile> m_trace; ///< null: none is kept
    std::vector<std::unique_ptr<Peer>> m_peers;
    BootTimer m_timer;
    BootTimer m_computeTimer;
    Hardship m_hardship;
    BootTimer m_stepTimer; ///< of a slow processor
    Time m_stepsAgainAt{};
    std::multimap<Time, std::uint64_t> m_computing; ///< tokens by the instant at which their time has passed
    Effects m_effects;
    std::vector<Effect> m_held; ///< behind a record that is not synced yet
    bool m_owesSync = false;
    std::deque<Input> m_inputs;
    std::unordered_map<RequestId, Reply> m_unanswered;
    RequestId m_lastRequest = 0;
    Time m_now{};
    std::vector<std::function<void()>> m_afterSteps;
    bool m_drainPosted = false;
    bool m_isStepping = false;
    bool m_started = false;
    bool m_stopping = false;
    bool m_closed = false;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace bayplan
