// SPDX-License-Identifier: Apache-2.0
// The server side of the memcache text protocol: kept connections, pipelined, replies in the order of the requests.
#pragma once

#include "engine/agent/endpoints.h"
#include "engine/agent/listener.h"
#include "engine/agent/timer.h"
#include "engine/wire/memcache_text.h"

#include <boost/asio/ip/tcp.hpp>

#include <cstdint>
#include <memory>
#include <unordered_set>

namespace bayplan {

struct MemcacheServerLimits {
    std::size_t connections = 1024;           ///< more are closed at once, and an event says so
    std::size_t pipelined = 1000;             ///< requests of one connection in flight; beyond, it is not read
    std::size_t outputBytes = 4U << 20U; ///< answered but not taken by one client, and expected; beyond, it is not read
    std::size_t unreadBytes = 12U << 20U;     ///< of one client; what would be more is answered SERVER_ERROR
    std::size_t allUnreadBytes = 24U << 20U;  ///< of all; beyond, who has most of it is given up, and an event says so
    std::size_t inputBytes = 64U << 20U;      ///< kept of all connections together, in unfinished requests
    Duration send = std::chrono::seconds(15); ///< without a byte taken; then the client is given up
    MemcacheLimits text;
};

/// Requests of one connection go to the machine as they come, without waiting for one another; whoever serves them
/// keeps their order (an ambassador does for each key, a service of one slot for all).
class MemcacheServer final : public Surface {
public:
    MemcacheServer(const EndpointContext &context, std::uint16_t port, const MemcacheServerLimits &limits = {});
    ~MemcacheServer() override;

    Result<void> start() override;
    void drain() override;
    bool idle() const override { return m_connections.empty(); }
    void closeIdle() override;
    std::uint16_t port() const { return m_listener.port(); }

private:
    class Connection;
    friend class Connection;

    void admit(boost::asio::ip::tcp::socket socket);
    void sweep();
    void giveUpWhoReadsLeast();

    boost::asio::io_context &m_io;
    Inbox &m_inbox;
    Listener m_listener;
    Timer m_sweepTimer;
    MemcacheServerLimits m_limits;
    std::size_t m_inputBytes = 0;
    std::size_t m_unreadBytes = 0;
    bool m_limitReported = false;
    std::unordered_set<std::shared_ptr<Connection>> m_connections;
};

std::unique_ptr<Surface> makeMemcacheServer(const EndpointContext &context);

} // namespace bayplan
