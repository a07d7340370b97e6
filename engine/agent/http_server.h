// SPDX-License-Identifier: Apache-2.0
// HTTP/1.1 for whoever comes: keep-alive, pipelining, and a bound on everything that a stranger can make grow.
#pragma once

#include "engine/agent/listener.h"
#include "engine/agent/timer.h"
#include "engine/base/result.h"
#include "engine/base/time.h"
#include "engine/patterns/messages.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

namespace bayplan {

struct HttpLimits {
    std::size_t connections = 2048;              ///< at the limit the longest idle one makes room; without one: 503
    std::uint32_t headerBytes = 16 * 1024;       ///< 431 beyond
    std::uint64_t bodyBytes = 1U << 20U;         ///< 413 beyond
    std::uint64_t bodyBytesOverall = 48U << 20U; ///< of all requests being read at one time; 503 beyond
    Duration idle = std::chrono::seconds(75);    ///< between requests
    Duration receive = std::chrono::seconds(10); ///< first byte to last of a request
    Duration send = std::chrono::seconds(15);    ///< of a reply
};

/// One request being served; reply() or openStream(), once. Dropping it closes the connection.
class HttpExchange {
public:
    HttpExchange() = default;
    HttpExchange(const HttpExchange &) = delete;
    HttpExchange &operator=(const HttpExchange &) = delete;
    virtual ~HttpExchange() = default;

    virtual void reply(HttpReply reply) = 0;

    /// A reply without end: headers now, then whatever write() is given. False when the client is gone or does not
    /// read.
    virtual void openStream(const std::string &contentType) = 0;
    virtual bool write(std::string bytes) = 0;

    /// Called once when the client goes before the reply.
    std::function<void()> onGone;
};

struct HttpArrival {
    HttpRequest request;
    std::string headerLines; ///< those that are for the last server, each with its CRLF; Host is the first
    Duration remaining{0};   ///< from the header Bayplan-Remaining: how long the caller will still wait; 0 is unknown
};

using HttpHandler = std::function<void(HttpArrival arrival, const std::shared_ptr<HttpExchange> &exchange)>;

class HttpServer {
public:
    /// Port 0 lets the system choose: port().
    HttpServer(boost::asio::io_context &io, std::uint16_t port, HttpHandler handler, HttpLimits limits = {});
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;
    ~HttpServer(); ///< closes everything; no handler is called any more

    Result<void> start();
    std::uint16_t port() const { return m_listener.port(); }

    void drain();     ///< refuse new connections; close each behind its next reply
    void closeIdle(); ///< close those without a request
    bool idle() const { return m_connections.empty(); }
    std::size_t connections() const { return m_connections.size(); }

private:
    class Connection;
    friend class Connection;

    void accept();
    void admit(boost::asio::ip::tcp::socket socket);
    bool makeRoom();
    void armSweep();
    void sweep();

    Listener m_listener;
    Timer m_sweepTimer;
    bool m_sweepArmed = false;
    HttpHandler m_handler;
    HttpLimits m_limits;
    std::uint64_t m_bodyBytesReserved = 0;
    bool m_draining = false;
    std::unordered_set<std::shared_ptr<Connection>> m_connections;
};

} // namespace bayplan
