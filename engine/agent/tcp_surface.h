// SPDX-License-Identifier: Apache-2.0
// The way in of a front before a service of which only the connection is known.
#pragma once

#include "engine/agent/endpoints.h"
#include "engine/agent/listener.h"
#include "engine/agent/tcp_clients.h"

#include <boost/asio/ip/tcp.hpp>

#include <cstdint>
#include <memory>
#include <set>

namespace bayplan {

/// A connection is one request, which the machine answers when the connection is over: it is not read here, but by the
/// TcpPeer that the machine chooses. Answered without one, it is closed.
class TcpSurface final : public Surface {
public:
    /// More than `connectionsMost` at once are closed as they come, and an event says so.
    TcpSurface(const EndpointContext &context, std::uint16_t port, std::size_t connectionsMost = 1024);
    ~TcpSurface() override;

    Result<void> start() override;
    void drain() override;
    bool idle() const override { return m_open.empty(); }
    void closeIdle() override {} ///< each has its request in flight
    std::uint16_t port() const { return m_listener.port(); }

private:
    void admit(boost::asio::ip::tcp::socket socket);

    Inbox &m_inbox;
    TcpClients &m_clients;
    Listener m_listener;
    std::size_t m_connectionsMost;
    std::set<std::uint64_t> m_open;
    bool m_limitReported = false;
};

std::unique_ptr<Surface> makeTcpSurface(const EndpointContext &context);

} // namespace bayplan
