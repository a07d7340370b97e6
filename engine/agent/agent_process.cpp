// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/agent_process.h"

#include "engine/agent/deployed_config.h"
#include "engine/agent/durable_store.h"
#include "engine/agent/idle_machine.h"
#include "engine/agent/memory_store.h"
#include "engine/agent/state_metrics.h"
#include "engine/patterns/config.h"
#include "engine/wire/agent_order.h"
#include "engine/wire/prometheus_text.h"

#include <algorithm>
#include <random>
#include <utility>

namespace bayplan {
namespace {

/// Kept connections get this long to bring one more request, which closes them in order: a client that sends while we
/// close would lose it.
constexpr auto lameDuck = std::chrono::milliseconds(300);
constexpr auto drainPoll = std::chrono::milliseconds(5);

/// Of the grace, for the last report and the end of the process.
constexpr auto lastMoment = std::chrono::milliseconds(300);

constexpr std::size_t reportedEvents = 50;

std::uint64_t randomLife()
{
    std::random_device device;
    return (static_cast<std::uint64_t>(device()) << 32U) | device();
}

std::unique_ptr<DurableStore> makeStore(const AgentConfig &config)
{
    if (config.stateDir.empty())
        return std::make_unique<MemoryStore>();
    return std::make_unique<FileStore>(config.stateDir);
}

/// PeerConfig names an instance or its pod.
bool isNamed(const PeerConfig &peer, const std::string &sender)
{
    return peer.name == sender || peer.name == sender.substr(0, sender.find('/'));
}

} // namespace

AgentProcess::AgentProcess(boost::asio::io_context &io, AgentConfig config, std::function<void()> finished)
    : m_io(io), m_config(std::move(config)), m_finished(std::move(finished)), m_life(randomLife()),
      m_logFile(m_config.logFile), m_resolver(io), m_stopTimer(io)
{}

AgentProcess::~AgentProcess()
{
    // Replies reach surfaces, so the host falls silent before they go.
    if (m_host)
        m_host->close();
    m_telemetry.reset();
    m_control.reset();
    m_surfaces.clear();
}

Result<void> AgentProcess::start()
{
    const RoleSpec *role = findRole(m_config.role);
    if (!role)
        return fail(ErrorCode::InvalidInput, "There is no role \"" + m_config.role + "\".", {}, {{}, 0, 0, "/role"});
    // The control port first: whoever asks is told "not ready" rather than refused.
    for (const auto begin :
         {&AgentProcess::startControlPort, &AgentProcess::startMachine, &AgentProcess::startSurfaces}) {
        if (auto begun = (this->*begin)(*role); !begun)
            return begun;
    }
    m_holdsAPlace = !role->hasMachine;
    m_telemetry = std::make_unique<TelemetryLink>(
        m_io, m_resolver, m_config.hub, m_config.reportEvery,
        TelemetryLink::Sources{[this] { return report(); }, [this] { return isReportDue(); },
                               [this](std::uint64_t sequence) { m_events.acknowledge(sequence); },
                               [this](std::string_view line) { takeCommand(line); }});
    m_telemetry->start();
    m_events.add("started", m_config.role + ' ' + m_config.instance);
    return {};
}

Result<void> AgentProcess::startMachine(const RoleSpec &role)
{
    std::unique_ptr<Machine> machine =
        role.hasMachine ? makeMachine(asDeployed(m_config.machine)) : std::make_unique<IdleMachine>();
    HostOutputs outputs{[this](std::string_view line, std::uint32_t bytes) { m_logFile.append(line, bytes); },
                        [this](std::string_view kind, const std::string &text) { m_events.add(kind, text); }};
    m_host = std::make_unique<MachineHost>(m_io, std::move(machine), makeStore(m_config), std::move(outputs));
    const EndpointContext context{m_io, m_resolver, *m_host, m_config, &m_clients, &m_replies};
    PeerId self = 0;
    for (const PeerConfig &peer : m_config.machine.peers)
        m_host->addPeer(protocolSpec(role, peer.protocol).peer(context, self++));
    for (const MakePeer make : role.ownPeers)
        m_host->addPeer(make(context, self++));
    if (auto kept = keepTrace(); !kept)
        return kept;
    return m_host->start();
}

Result<void> AgentProcess::keepTrace()
{
    if (m_config.traceFile.empty())
        return {};
    auto trace = std::make_unique<TraceFile>();
    if (auto begun = trace->begin(m_config); !begun)
        return begun;
    m_host->setTrace(std::move(trace));
    return {};
}

Result<void> AgentProcess::startSurfaces(const RoleSpec &role)
{
    const EndpointContext context{m_io, m_resolver, *m_host, m_config, &m_clients, &m_replies};
    const auto protocol = role.mainPort && m_config.port != 0 ? role.mainPort(m_config) : std::nullopt;
    if (protocol)
        m_surfaces.push_back(protocolSpec(role, *protocol).surface(context));
    for (const MakeSurface make : role.ownSurfaces) {
        if (auto surface = make(context))
            m_surfaces.push_back(std::move(surface));
    }
    for (const auto &surface : m_surfaces) {
        if (auto started = surface->start(); !started)
            return started;
    }
    return {};
}

Result<void> AgentProcess::startControlPort(const RoleSpec &role)
{
    if (m_config.controlPort == 0)
        return {};
    ControlSources sources{[this] { return isReady(); }, [this] { return metrics(); },
                           [this] { return writeAgentConfig(m_config); }, [this] { return m_events.asJsonLines(); },
                           nullptr};
    if (role.readPeerMessage)
        sources.peerMessage = [this, &role](const HttpRequest &request) { return takePeerMessage(role, request); };
    m_control = std::make_unique<ControlPort>(m_io, m_config.controlPort, std::move(sources));
    return m_control->start();
}

Result<void> AgentProcess::takePeerMessage(const RoleSpec &role, const HttpRequest &request)
{
    auto read = role.readPeerMessage(request);
    if (!read)
        return read.error();
    const auto &peers = m_config.machine.peers;
    const auto from =
        std::find_if(peers.begin(), peers.end(), [&](const PeerConfig &peer) { return isNamed(peer, read->sender); });
    if (from == peers.end())
        return fail(ErrorCode::NotFound, "No peer is named \"" + read->sender.substr(0, 100) + "\".");
    if (m_host)
        m_host->received(static_cast<PeerId>(from - peers.begin()), std::move(read->message));
    return {};
}

bool AgentProcess::isReady() const
{
    return !m_stopping && m_host && m_host->state().phase == Phase::Ready;
}

void AgentProcess::takeCommand(std::string_view line)
{
    const auto fault = readAgentFault(line);
    if (fault)
        return m_host->inject(*fault);
    if (const auto order = readAgentOrder(line))
        return obey(*order);
    m_events.add("command-ignored", toText(fault.error()) + ' ' + std::string(line));
}

/// Of a person, who reads of it in the events.
void AgentProcess::obey(const QueueRequest &order)
{
    if (!std::holds_alternative<QueueConfig>(m_config.machine.behaviour))
        return m_events.add("command-ignored", "only a work queue has dead letters");
    m_host->requested(order, Duration(0), [this, task = order.task](CallStatus, const ReplyBody &body) {
        const auto *reply = body.as<QueueReply>();
        if (reply != nullptr && reply->status == 404)
            m_events.add("order-failed", "task " + std::to_string(task) + " is no dead letter");
        else if (reply == nullptr || reply->status != 200)
            m_events.add("order-failed", "it takes no orders now");
    });
}

std::string AgentProcess::report()
{
    Telemetry telemetry;
    telemetry.instance = m_config.instance;
    telemetry.life = m_life;
    telemetry.unixNanoseconds = unixNanosecondsNow();
    telemetry.state = m_host->state();
    telemetry.events = m_events.unacknowledged(reportedEvents);
    return writeTelemetry(telemetry);
}

/// Half of a deployment's containers only hold a place: nothing changes there, and they say so now and then.
bool AgentProcess::isReportDue()
{
    constexpr int placePeriods = 5;
    if (m_holdsAPlace && m_events.unacknowledged(1).empty() && ++m_periodsUnsaid < placePeriods)
        return false;
    m_periodsUnsaid = 0;
    return true;
}

std::string AgentProcess::metrics() const
{
    return writePrometheusText(metricsOf(m_host ? m_host->state() : MachineState{}, m_config));
}

void AgentProcess::stop()
{
    if (std::exchange(m_stopping, true))
        return;
    m_events.add("stopping", "told to stop");
    m_stopBy = bootNow() + std::max<Duration>(m_config.stopGrace - lastMoment, Duration::zero());
    for (const auto &surface : m_surfaces)
        surface->drain();
    const bool isAlone =
        std::all_of(m_surfaces.begin(), m_surfaces.end(), [](const auto &surface) { return surface->idle(); });
    if (isAlone)
        return tellMachineToStop();
    m_stopTimer.after(std::min<Duration>(lameDuck, m_config.stopGrace / 4), [this] { tellMachineToStop(); });
}

void AgentProcess::tellMachineToStop()
{
    for (const auto &surface : m_surfaces)
        surface->closeIdle();
    if (m_host)
        m_host->stop(std::max(m_stopBy - bootNow(), Duration::zero()));
    awaitDrained();
}

bool AgentProcess::isDrained() const
{
    return (!m_host || m_host->hasStopped()) &&
           std::all_of(m_surfaces.begin(), m_surfaces.end(), [](const auto &surface) { return surface->idle(); });
}

void AgentProcess::awaitDrained()
{
    if (isDrained() || bootNow() >= m_stopBy)
        return finish();
    for (const auto &surface : m_surfaces)
        surface->closeIdle();
    m_stopTimer.after(drainPoll, [this] { awaitDrained(); });
}

void AgentProcess::finish()
{
    m_events.add("stopped", isDrained() ? "nothing was in flight any more" : "the grace was over");
    if (m_telemetry)
        m_telemetry->finish(m_finished);
    else
        m_finished();
}

} // namespace bayplan
