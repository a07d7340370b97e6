// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/machine_host.h"

#include "engine/base/overloaded.h"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <stdexcept>
#include <thread>
#include <utility>

namespace bayplan {
namespace {

/// Inputs stepped before the loop gets a turn for sockets and signals.
constexpr int inputsPerTurn = 256;

} // namespace

MachineHost::MachineHost(boost::asio::io_context &io, std::unique_ptr<Machine> machine,
                         std::unique_ptr<DurableStore> store, HostOutputs outputs)
    : m_io(io), m_machine(std::move(machine)), m_store(std::move(store)), m_outputs(std::move(outputs)),
      m_timer(io, [this] { enqueue(Woken{}); }), m_computeTimer(io, [this] { computed(); }),
      m_hardship(io, {[this] { armTimer(); }, [this](double factor) { enqueue(LoadChanged{factor}); },
                      [this](std::string_view kind, const std::string &text) { m_outputs.event(kind, text); }}),
      m_stepTimer(io, [this] { scheduleDrain(); })
{}

Result<void> MachineHost::start()
{
    auto loaded = m_store->load();
    if (!loaded)
        return loaded.error();
    m_started = true;
    enqueue(std::move(*loaded));
    return {};
}

void MachineHost::stop(Duration grace)
{
    if (m_stopping)
        return;
    m_stopping = true;
    enqueue(Stopping{grace});
}

bool MachineHost::hasStopped() const
{
    return m_stopping && m_inputs.empty() && !m_machine->isBusy();
}

void MachineHost::close()
{
    m_closed = true;
    m_inputs.clear();
    m_held.clear();
    m_unanswered.clear();
    m_hardship.close();
    m_peers.clear();
    m_stepTimer.arm(never);
    m_timer.arm(never);
    m_computeTimer.arm(never);
    m_computing.clear();
}

/// A message that is no answer has been carried by its sender.
void MachineHost::received(PeerId from, Message message)
{
    const auto deliver = [this](PeerId peer, Message &&arrived) { enqueue(Received{peer, std::move(arrived)}); };
    if (std::holds_alternative<Answer>(message))
        m_hardship.carry(from, LaneWay::Back, std::move(message), deliver);
    else
        deliver(from, std::move(message));
}

RequestId MachineHost::requested(RequestBody body, Duration remaining, Reply reply)
{
    const RequestId request = ++m_lastRequest;
    m_unanswered.emplace(request, std::move(reply));
    enqueue(Requested{request, std::move(body), remaining});
    return request;
}

void MachineHost::cancelled(RequestId request)
{
    if (m_unanswered.erase(request) > 0)
        enqueue(Cancelled{request});
}

/// Who asks between two turns is served by the next one.
void MachineHost::afterSteps(std::function<void()> write)
{
    m_afterSteps.push_back(std::move(write));
    if (!m_isStepping)
        scheduleDrain();
}

void MachineHost::enqueue(Input input)
{
    if (m_closed || !m_started)
        return;
    m_inputs.push_back(std::move(input));
    scheduleDrain();
}

void MachineHost::scheduleDrain()
{
    if (std::exchange(m_drainPosted, true))
        return;
    boost::asio::post(m_io, [this, alive = std::weak_ptr<bool>(m_alive)] {
        if (!alive.expired())
            drainInputs();
    });
}

/// A turn more for what is written would ask the sockets once more for each request.
void MachineHost::drainInputs()
{
    m_drainPosted = false;
    m_isStepping = true;
    stepInputs();
    m_isStepping = false;
    for (const auto &write : std::exchange(m_afterSteps, {}))
        write();
}

void MachineHost::stepInputs()
{
    if (bootNow() < m_stepsAgainAt)
        return m_stepTimer.arm(m_stepsAgainAt);
    for (int turn = 0; turn < inputsPerTurn && !m_inputs.empty() && bootNow() >= m_stepsAgainAt; ++turn) {
        Input input = std::move(m_inputs.front());
        m_inputs.pop_front();
        step(std::move(input));
    }
    commit();
    if (m_closed)
        return;
    armTimer();
    if (!m_inputs.empty())
        scheduleDrain();
}

void MachineHost::step(Input input)
{
    m_now = std::max(m_now, m_hardship.localNow());
    if (m_hardship.stepDelay() > Duration(0))
        m_stepsAgainAt = bootNow() + m_hardship.stepDelay();
    m_effects.clear();
    if (m_trace)
        m_trace->given(m_now, input);
    m_machine->step(m_now, std::move(input), m_effects);
    if (m_trace)
        m_trace->wanted(m_effects.list());
    apply(m_effects.list());
}

void MachineHost::apply(std::vector<Effect> &effects)
{
    for (Effect &effect : effects) {
        if (!applyOne(effect))
            return;
    }
}

bool MachineHost::applyOne(Effect &effect)
{
    if (const auto *persist = std::get_if<PersistEffect>(&effect))
        return write([&] { return m_store->persist(persist->durable); });
    if (const auto *append = std::get_if<AppendEffect>(&effect)) {
        const bool isWritten = write([&] { return m_store->append(append->record); });
        m_owesSync = m_owesSync || isWritten;
        return isWritten;
    }
    if (m_owesSync)
        m_held.push_back(std::move(effect));
    else
        carryOut(effect);
    return true;
}

void MachineHost::carryOut(Effect &effect)
{
    std::visit(Overloaded{
                   [&](SendEffect &send) {
                       if (send.to < m_peers.size())
                           m_hardship.carry(
                               send.to, LaneWay::There, std::move(send.message),
                               [this](PeerId peer, Message &&message) { m_peers[peer]->send(std::move(message)); });
                   },
                   [&](ReplyEffect &reply) { deliver(reply); },
                   [&](LogEffect &log) { m_outputs.log(log.line, log.bytes); },
                   [&](EventEffect &seen) { m_outputs.event(seen.kind, seen.text); },
                   [&](ComputeEffect &wanted) { compute(wanted); },
                   [](PersistEffect &) {},
                   [](AppendEffect &) {},
               },
               effect);
}

void MachineHost::commit()
{
    if (!std::exchange(m_owesSync, false))
        return;
    if (const auto synced = m_store->sync(); !synced)
        throw std::runtime_error(toText(synced.error()));
    for (Effect &effect : std::exchange(m_held, {}))
        carryOut(effect);
}

/// A slow disk holds everything up, as a slow fsync does.
template <class Write>
bool MachineHost::write(Write write)
{
    if (m_hardship.isDiskFull())
        return written(fail(ErrorCode::DiskFull, "No space is left: made so by a fault of the scenario."));
    if (m_hardship.writeDelay() > Duration(0))
        std::this_thread::sleep_for(m_hardship.writeDelay());
    return written(write());
}

bool MachineHost::written(const Result<void> &result)
{
    if (result)
        return true;
    Effect failed = EventEffect{"persist-failed", toText(result.error())};
    applyOne(failed);
    m_inputs.push_front(PersistFailed{result.error().message});
    return false;
}

void MachineHost::compute(const ComputeEffect &wanted)
{
    m_computing.emplace(bootNow() + wanted.time, wanted.token);
    m_computeTimer.arm(m_computing.begin()->first);
}

void MachineHost::computed()
{
    const Time now = bootNow();
    while (!m_computing.empty() && m_computing.begin()->first <= now) {
        enqueue(Computed{m_computing.begin()->second});
        m_computing.erase(m_computing.begin());
    }
    m_computeTimer.arm(m_computing.empty() ? never : m_computing.begin()->first);
}

void MachineHost::armTimer()
{
    if (m_started && !m_closed)
        m_timer.arm(m_hardship.bootInstantOf(m_machine->deadline()));
}

void MachineHost::deliver(ReplyEffect &reply)
{
    const auto found = m_unanswered.find(reply.request);
    if (found == m_unanswered.end())
        return;
    const Reply callback = std::move(found->second);
    m_unanswered.erase(found);
    callback(reply.status, std::move(reply.body));
}

} // namespace bayplan
