// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/machine_host.h"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <utility>

namespace bayplan {
namespace {

template <class... Fs>
struct Overloaded : Fs... {
    using Fs::operator()...;
};

/// Inputs stepped before the loop gets a turn for sockets and signals.
constexpr int inputsPerTurn = 256;

} // namespace

MachineHost::MachineHost(boost::asio::io_context &io, std::unique_ptr<Machine> machine,
                         std::unique_ptr<DurableStore> store, HostOutputs outputs)
    : m_io(io), m_machine(std::move(machine)), m_store(std::move(store)), m_outputs(std::move(outputs)),
      m_timer(io, [this] { enqueue(Woken{}); }), m_computeTimer(io, [this] { computed(); })
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
    m_unanswered.clear();
    m_peers.clear();
    m_timer.arm(never);
    m_computeTimer.arm(never);
    m_computing.clear();
}

void MachineHost::received(PeerId from, Message message)
{
    enqueue(Received{from, std::move(message)});
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

void MachineHost::drainInputs()
{
    m_drainPosted = false;
    for (int turn = 0; turn < inputsPerTurn && !m_inputs.empty(); ++turn) {
        Input input = std::move(m_inputs.front());
        m_inputs.pop_front();
        step(std::move(input));
    }
    if (m_closed)
        return;
    m_timer.arm(m_machine->deadline());
    if (!m_inputs.empty())
        scheduleDrain();
}

void MachineHost::step(Input input)
{
    m_now = std::max(m_now, bootNow());
    m_effects.clear();
    m_machine->step(m_now, std::move(input), m_effects);
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
    return std::visit(Overloaded{
                          [&](SendEffect &send) {
                              if (send.to < m_peers.size())
                                  m_peers[send.to]->send(std::move(send.message));
                              return true;
                          },
                          [&](ReplyEffect &reply) {
                              deliver(reply);
                              return true;
                          },
                          [&](PersistEffect &persist) { return written(m_store->persist(persist.durable)); },
                          [&](AppendEffect &append) { return written(m_store->append(append.record)); },
                          [&](LogEffect &log) {
                              m_outputs.log(log.line, log.bytes);
                              return true;
                          },
                          [&](EventEffect &seen) {
                              m_outputs.event(seen.kind, seen.text);
                              return true;
                          },
                          [&](ComputeEffect &wanted) {
                              compute(wanted);
                              return true;
                          },
                      },
                      effect);
}

bool MachineHost::written(const Result<void> &result)
{
    if (result)
        return true;
    m_outputs.event("persist-failed", toText(result.error()));
    m_inputs.push_front(PersistFailed{result.error().message});
    return false;
}

void MachineHost::compute(const ComputeEffect &wanted)
{
    m_computing.emplace(m_now + wanted.time, wanted.token);
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
