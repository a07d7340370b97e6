// SPDX-License-Identifier: Apache-2.0
// The one connection of an agent to its deployment's hub: reports go out, acknowledgements and commands come in.
#pragma once

#include "engine/agent/resolver.h"
#include "engine/agent/timer.h"
#include "engine/wire/agent_config.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/streambuf.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace bayplan {

/// Reports are cumulative, so one that cannot be sent now is not kept: the next says it all. Never waits for the hub.
class TelemetryLink {
public:
    struct Sources {
        std::function<std::string()> report; ///< one line without its end
        std::function<bool()> isDue;         ///< asked at each period; what begins and ends a connection is due anyway
        std::function<void(std::uint64_t sequence)> acknowledged;
        std::function<void(std::string_view line)> command; ///< JSON
    };

    TelemetryLink(boost::asio::io_context &io, Resolver &resolver, AgentPeer hub, Duration every, Sources sources);
    TelemetryLink(const TelemetryLink &) = delete;
    TelemetryLink &operator=(const TelemetryLink &) = delete;
    ~TelemetryLink();

    /// Nothing happens without a hub.
    void start();

    /// A last report, then `done`, at the latest after a quarter of a second.
    void finish(std::function<void()> done);

private:
    class Session;

    void connect();
    void tick();
    void lost();

    boost::asio::io_context &m_io;
    Resolver &m_resolver;
    AgentPeer m_hub;
    Duration m_every;
    Sources m_sources;
    Timer m_timer;
    Timer m_retryTimer;
    std::chrono::milliseconds m_retryAfter{100};
    std::shared_ptr<Session> m_session;
    std::function<void()> m_done;
};

} // namespace bayplan
