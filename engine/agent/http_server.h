// SPDX-License-Identifier: Apache-2.0
// HTTP/1.1 for whoever comes: keep-alive, pipelining, and a bound on everything that a stranger can make grow. Bodies
// are read whole. A target may name its server, which is then the request's Host. What could be read as one request
// here and as two elsewhere is refused: CONNECT and a Transfer-Encoding other than `chunked` are answered 501, a
// request of HTTP/1.1 without one Host, or for something else than a path, 400. A client that has said all (a
// half-closed connection) is answered all the same; one of HTTP/1.1 hears an interim `100 Continue` first, which tells
// it from one that has gone. A reply that has begun goes on for as long as it is taken. Where a new one needs the room,
// who takes nothing for a second is given up, and then who would keep it for longest; so what is kept is one reply
// beyond the limit at most, and nobody keeps others out by reading a little now and then.
#pragma once

#include "engine/agent/listener.h"
#include "engine/agent/once_a_minute.h"
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
#include <string_view>
#include <unordered_set>
#include <vector>

namespace bayplan {

struct HttpLimits {
    std::size_t connections = 2048;                ///< at the limit the longest idle one makes room; without one: 503
    std::uint32_t headerBytes = 16 * 1024;         ///< 431 beyond
    std::uint64_t bodyBytes = 1U << 20U;           ///< 413 beyond
    std::uint64_t bodyBytesOverall = 48U << 20U;   ///< of all requests read and not answered; 503 beyond
    std::uint64_t inputBytesOverall = 8U << 20U;   ///< come and not yet read as requests; beyond, who sends is given up
    std::uint64_t outputBytesOverall = 12U << 20U; ///< of replies on their way; beyond, none that is large begins: 503
    Duration idle = std::chrono::seconds(75);      ///< between requests
    Duration receive = std::chrono::seconds(10);   ///< first byte to last of a request
    Duration send = std::chrono::seconds(15);      ///< of a reply, while nothing of it is taken
    Duration pace = std::chrono::seconds(10);      ///< a client takes a reply for so long before its pace is judged
    Duration rest = std::chrono::seconds(15);      ///< where room lacks, what it may take at that pace for what is left
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
    std::string headerLines; ///< those that are for the last server, each with its CRLF; Host, if any, is the first
    Duration remaining{0};   ///< from the header Bayplan-Remaining: how long the caller will still wait; 0 is unknown
};

/// Something that a user wants to know: a kind of event, and its text. At most once a minute each.
using HttpNotice = std::function<void(std::string_view kind, std::string text)>;

using HttpHandler = std::function<void(HttpArrival arrival, const std::shared_ptr<HttpExchange> &exchange)>;

class HttpServer {
public:
    /// Port 0 lets the system choose: port().
    HttpServer(boost::asio::io_context &io, std::uint16_t port, HttpHandler handler, HttpLimits limits = {},
               HttpNotice notice = {});
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;
    ~HttpServer(); ///< closes everything; no handler is called any more

    Result<void> start();
    std::uint16_t port() const { return m_listener.port(); }

    void drain();     ///< refuse new connections; close each behind its next reply
    void closeIdle(); ///< close those without a request
    bool idle() const { return m_connections.empty(); }
    std::size_t connections() const { return m_connections.size(); }
    std::uint64_t inputBytes() const { return m_inputBytes; }   ///< come and not yet read as requests
    std::uint64_t outputBytes() const { return m_outputBytes; } ///< of replies, kept until they are taken

private:
    class Connection;
    friend class Connection;

    void accept();
    void admit(boost::asio::ip::tcp::socket socket);
    bool makeRoom();
    void armSweep();
    void sweep();
    bool hasRoomForReply();
    bool giveUpOneWhoTakesNothing();
    bool giveUpTheSlowest();
    void tellUnread(OnceAMinute &told, const std::string &what);
    void tellTooLarge();

    Listener m_listener;
    Timer m_sweepTimer;
    bool m_sweepArmed = false;
    HttpHandler m_handler;
    HttpLimits m_limits;
    HttpNotice m_notice;
    OnceAMinute m_unreadTold, m_givenUpTold, m_tooLargeTold;
    std::uint64_t m_bodyBytesReserved = 0;
    std::uint64_t m_inputBytes = 0;
    std::uint64_t m_outputBytes = 0;
    bool m_draining = false;
    std::unordered_set<std::shared_ptr<Connection>> m_connections;
};

} // namespace bayplan
