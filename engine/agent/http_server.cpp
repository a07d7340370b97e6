// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/http_server.h"

#include "engine/agent/http_connection.h"
#include "engine/agent/http_text.h"
#include "engine/base/units.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace bayplan {
namespace asio = boost::asio;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

namespace {

constexpr auto sweepConnectionsEvery = std::chrono::milliseconds(250);
constexpr auto takesNothingAfter = std::chrono::seconds(1);

} // namespace

HttpServer::HttpServer(asio::io_context &io, std::uint16_t port, HttpHandler handler, HttpLimits limits,
                       HttpNotice notice)
    : m_listener(io, port, [this](tcp::socket socket) { admit(std::move(socket)); }), m_sweepTimer(io),
      m_handler(std::move(handler)), m_limits(limits), m_notice(std::move(notice))
{}

HttpServer::~HttpServer()
{
    m_handler = [](HttpArrival, const std::shared_ptr<HttpExchange> &) {};
    const auto connections = m_connections;
    for (const auto &connection : connections)
        connection->close();
}

Result<void> HttpServer::start()
{
    return m_listener.start();
}

void HttpServer::drain()
{
    if (std::exchange(m_draining, true))
        return;
    m_listener.closeBehindBacklog();
    for (const auto &connection : m_connections)
        connection->endAfterReply();
}

void HttpServer::closeIdle()
{
    const auto connections = m_connections;
    for (const auto &connection : connections) {
        if (connection->isSpare() || connection->phase() == Connection::Phase::Streaming)
            connection->close();
    }
}

void HttpServer::admit(tcp::socket socket)
{
    if (m_connections.size() >= m_limits.connections && !makeRoom()) {
        boost::system::error_code ignored;
        socket.non_blocking(true, ignored);
        socket.write_some(
            asio::buffer(httpReplyText(HttpReply{503, "text/plain", "Too many connections.\n", 0}, false, false)),
            ignored);
        return;
    }
    const auto connection = std::make_shared<Connection>(*this, std::move(socket));
    m_connections.insert(connection);
    connection->start();
    armSweep();
}

bool HttpServer::makeRoom()
{
    std::shared_ptr<Connection> oldest;
    for (const auto &connection : m_connections) {
        if (connection->isSpare() && (!oldest || connection->since() < oldest->since()))
            oldest = connection;
    }
    if (oldest)
        oldest->close();
    return oldest != nullptr;
}

/// An idle server is not woken.
void HttpServer::armSweep()
{
    if (m_connections.empty() || std::exchange(m_sweepArmed, true))
        return;
    m_sweepTimer.after(sweepConnectionsEvery, [this] { sweep(); });
}

void HttpServer::sweep()
{
    m_sweepArmed = false;
    const auto now = Clock::now();
    std::vector<std::shared_ptr<Connection>> overdue;
    for (const auto &connection : m_connections) {
        connection->noteTaken(now);
        if (connection->isOverdue(now))
            overdue.push_back(connection);
    }
    for (const auto &connection : overdue)
        connection->close();
    armSweep();
}

/// For one more: the limit may be passed by the last that begins, so that a single one may be larger.
bool HttpServer::hasRoomForReply()
{
    while (m_outputBytes > m_limits.outputBytesOverall) {
        if (!giveUpOneWhoTakesNothing() && !giveUpTheSlowest()) {
            tellUnread(m_unreadTold, "a reply was answered 503");
            return false;
        }
    }
    return true;
}

/// Of those who have taken nothing for a while who has most to read.
bool HttpServer::giveUpOneWhoTakesNothing()
{
    const auto now = Clock::now();
    std::shared_ptr<Connection> stuck;
    for (const auto &connection : m_connections) {
        connection->noteTaken(now);
        if (now - connection->lastTaken() > takesNothingAfter && connection->unread() > (stuck ? stuck->unread() : 0))
            stuck = connection;
    }
    if (!stuck)
        return false;
    tellUnread(m_givenUpTold,
               "a client was given up that had " + std::to_string(stuck->unread()) + " bytes of a reply to read");
    stuck->close();
    return true;
}

/// Of those who have had the time to show their pace who would be longest at it.
bool HttpServer::giveUpTheSlowest()
{
    const auto now = Clock::now();
    std::shared_ptr<Connection> slowest;
    std::chrono::duration<double> longest = m_limits.rest;
    for (const auto &connection : m_connections) {
        if (connection->unread() == 0 || now - connection->since() < m_limits.pace)
            continue;
        if (const auto rest = connection->timeForRest(now); rest > longest) {
            longest = rest;
            slowest = connection;
        }
    }
    if (!slowest)
        return false;
    tellUnread(m_givenUpTold, "a client was given up that had " + std::to_string(slowest->unread()) +
                                  " bytes of a reply to read, and needed " +
                                  std::to_string(std::lround(longest.count())) + " s for the rest");
    slowest->close();
    return true;
}

void HttpServer::tellUnread(OnceAMinute &told, const std::string &what)
{
    if (m_notice && told.isDue())
        m_notice("unread-replies", what + ": of all replies " +
                                       formatBytes(static_cast<std::int64_t>(m_limits.outputBytesOverall)) +
                                       " are kept at most until they are read");
}

void HttpServer::tellTooLarge()
{
    if (m_notice && m_tooLargeTold.isDue())
        m_notice("request-too-large", "a request was answered 413: its body is larger than " +
                                          formatBytes(static_cast<std::int64_t>(m_limits.bodyBytes)) +
                                          ", the most that is read");
}

} // namespace bayplan
