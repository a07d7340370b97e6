// SPDX-License-Identifier: Apache-2.0
// One agent from its configuration to its end: host, peers, surfaces, control port, telemetry, drain.
#pragma once

#include "engine/agent/control_port.h"
#include "engine/agent/event_log.h"
#include "engine/agent/log_file.h"
#include "engine/agent/machine_host.h"
#include "engine/agent/reply_budget.h"
#include "engine/agent/resolver.h"
#include "engine/agent/roles.h"
#include "engine/agent/tcp_clients.h"
#include "engine/agent/telemetry_link.h"
#include "engine/agent/timer.h"
#include "engine/wire/agent_config.h"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <memory>
#include <vector>

namespace bayplan {

class AgentProcess {
public:
    /// `finished` is called once, after stop(), when all is drained or the grace is over.
    AgentProcess(boost::asio::io_context &io, AgentConfig config, std::function<void()> finished);
    AgentProcess(const AgentProcess &) = delete;
    AgentProcess &operator=(const AgentProcess &) = delete;
    ~AgentProcess();

    /// An error names what was wrong: the role, a port, the durable state.
    Result<void> start();

    /// SIGTERM. A second call changes nothing.
    void stop();

    bool isReady() const;

private:
    Result<void> startMachine(const RoleSpec &role);
    Result<void> keepTrace();
    Result<void> startSurfaces(const RoleSpec &role);
    Result<void> startControlPort(const RoleSpec &role);
    Result<void> takePeerMessage(const RoleSpec &role, const HttpRequest &request);
    void takeCommand(std::string_view line);
    void obey(const QueueRequest &order);
    std::string report();
    bool isReportDue();
    std::string metrics() const;
    void tellMachineToStop();
    void awaitDrained();
    bool isDrained() const;
    void finish();

    boost::asio::io_context &m_io;
    AgentConfig m_config;
    std::function<void()> m_finished;
    std::uint64_t m_life;
    EventLog m_events;
    LogFile m_logFile;
    Resolver m_resolver;
    TcpClients m_clients;
    ReplyBudget m_replies;
    std::unique_ptr<MachineHost> m_host;
    std::vector<std::unique_ptr<Surface>> m_surfaces;
    std::unique_ptr<ControlPort> m_control;
    std::unique_ptr<TelemetryLink> m_telemetry;
    Timer m_stopTimer;
    Time m_stopBy = never;
    bool m_stopping = false;
    bool m_holdsAPlace = false; ///< and has no machine
    int m_periodsUnsaid = 0;
};

} // namespace bayplan
