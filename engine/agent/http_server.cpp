// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/http_server.h"

#include "engine/agent/http_text.h"
#include "engine/agent/write_now.h"
#include "engine/base/units.h"

#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

namespace bayplan {
namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

namespace {

constexpr auto sweepConnectionsEvery = std::chrono::milliseconds(250);
constexpr std::size_t requestChunkBytes = 8 * 1024;
constexpr std::size_t pipelineBytes = 256 * 1024;
constexpr std::size_t streamBacklog = 64;

/// Bodies of unknown length count for the limit; small ones are not worth counting.
std::uint64_t bodyReservation(const http::request_parser<http::string_body> &parser, std::uint64_t limit)
{
    if (parser.chunked())
        return limit;
    const auto length = parser.content_length();
    return length && *length > requestChunkBytes ? *length : 0;
}

HttpArrival arrivalOf(http::request<http::string_body> &message)
{
    HttpArrival arrival;
    arrival.request.method = std::string(message.method_string());
    arrival.request.target = std::string(message.target());
    arrival.request.body = std::move(message.body());
    const std::size_t padding = message[paddingHeader].size();
    arrival.request.bodyBytes = static_cast<std::uint32_t>(std::max(arrival.request.body.size(), padding));
    arrival.headerLines = "Host: " + std::string(message[http::field::host]) + "\r\n";
    for (const auto &field : message) {
        // A reply's type stands in a place of its own, a request's does not.
        if (field.name() == http::field::content_type ||
            (field.name() != http::field::host && !isHopByHop(field.name_string())))
            arrival.headerLines += std::string(field.name_string()) + ": " + std::string(field.value()) + "\r\n";
    }
    if (const auto remaining = message.find(remainingHeader); remaining != message.end()) {
        if (const auto parsed = parseDuration({remaining->value().data(), remaining->value().size()}))
            arrival.remaining = *parsed;
    }
    return arrival;
}

int statusOfParseError(const boost::system::error_code &error)
{
    if (error == http::error::body_limit)
        return 413;
    return error == http::error::header_limit ? 431 : 400;
}

} // namespace

class HttpServer::Connection final : public std::enable_shared_from_this<Connection> {
public:
    enum class Phase { Idle, Receiving, Serving, Sending, Streaming };

    Connection(HttpServer &server, tcp::socket socket) : m_server(&server), m_socket(std::move(socket)) {}

    void start()
    {
        boost::system::error_code ignored;
        m_socket.set_option(tcp::no_delay(true), ignored);
        nextRequest();
        read();
    }

    Phase phase() const { return m_phase; }
    Clock::time_point since() const { return m_since; }
    bool isOverdue(Clock::time_point now) const { return now > m_deadline; }
    void endAfterReply() { m_keepAlive = false; }

    void close();
    void send(HttpReply reply);
    void openStream(const std::string &contentType);
    bool write(std::string bytes);

private:
    class Exchange;

    void enter(Phase phase, Duration limit)
    {
        m_phase = phase;
        m_since = Clock::now();
        m_deadline = limit > Duration::zero() ? m_since + limit : Clock::time_point::max();
    }

    void nextRequest();
    void read();
    void onRead(const boost::system::error_code &error, std::size_t bytes);
    void parse();
    bool reserveBody();
    void releaseBody();
    void serve();
    void refuse(int status);
    void onSent(const boost::system::error_code &error);
    void writeNext();

    HttpServer *m_server; ///< null once closed
    tcp::socket m_socket;
    boost::beast::flat_buffer m_buffer;
    std::optional<http::request_parser<http::string_body>> m_parser;
    Phase m_phase = Phase::Idle;
    Clock::time_point m_since;
    Clock::time_point m_deadline;
    std::string m_output;
    std::deque<std::string> m_stream;
    std::weak_ptr<Exchange> m_exchange;
    std::uint64_t m_bodyReserved = 0;
    bool m_reading = false;
    bool m_writing = false;
    bool m_keepAlive = true;
    bool m_headOnly = false;
    bool m_headerSeen = false;
    bool m_handling = false;
};

class HttpServer::Connection::Exchange final : public HttpExchange {
public:
    explicit Exchange(std::shared_ptr<Connection> connection) : m_connection(std::move(connection)) {}
    ~Exchange() override
    {
        if (m_connection)
            m_connection->close();
    }

    void reply(HttpReply reply) override
    {
        if (const auto connection = std::exchange(m_connection, nullptr))
            connection->send(std::move(reply));
    }
    void openStream(const std::string &contentType) override
    {
        if (m_connection)
            m_connection->openStream(contentType);
    }
    bool write(std::string bytes) override { return m_connection && m_connection->write(std::move(bytes)); }

    void gone()
    {
        // The handler may drop the last reference to us.
        const auto connection = std::exchange(m_connection, nullptr);
        if (const auto callback = std::exchange(onGone, nullptr))
            callback();
    }

private:
    std::shared_ptr<Connection> m_connection;
};

void HttpServer::Connection::close()
{
    if (!m_server)
        return;
    const auto self = shared_from_this();
    releaseBody();
    HttpServer &server = *std::exchange(m_server, nullptr);
    boost::system::error_code ignored;
    m_socket.shutdown(tcp::socket::shutdown_both, ignored);
    m_socket.close(ignored);
    server.m_connections.erase(self);
    if (const auto exchange = m_exchange.lock())
        exchange->gone();
}

void HttpServer::Connection::nextRequest()
{
    m_parser.emplace();
    m_parser->eager(true);
    m_parser->header_limit(m_server->m_limits.headerBytes);
    m_parser->body_limit(m_server->m_limits.bodyBytes);
    m_headerSeen = false;
    enter(Phase::Idle, m_server->m_limits.idle);
}

void HttpServer::Connection::read()
{
    // While a request is served the read goes on, to see the client go; what a pipelining client sends waits in the
    // buffer.
    if (m_reading || m_buffer.size() >= pipelineBytes)
        return;
    m_reading = true;
    m_socket.async_read_some(
        m_buffer.prepare(requestChunkBytes),
        [self = shared_from_this()](const auto &error, std::size_t bytes) { self->onRead(error, bytes); });
}

void HttpServer::Connection::onRead(const boost::system::error_code &error, std::size_t bytes)
{
    m_reading = false;
    if (!m_server)
        return;
    if (error) {
        // A client that has sent all it wants may still read the reply that is on its way.
        if (m_phase == Phase::Sending && error == asio::error::eof)
            m_keepAlive = false;
        else
            close();
        return;
    }
    m_buffer.commit(bytes);
    if (m_phase == Phase::Idle || m_phase == Phase::Receiving)
        parse();
    else if (m_phase == Phase::Streaming)
        m_buffer.consume(m_buffer.size());
    if (m_server)
        read();
}

void HttpServer::Connection::parse()
{
    if (m_buffer.size() == 0)
        return;
    if (m_phase == Phase::Idle)
        enter(Phase::Receiving, m_server->m_limits.receive);
    while (m_buffer.size() > 0 && !m_parser->is_done()) {
        boost::system::error_code error;
        m_buffer.consume(m_parser->put(m_buffer.data(), error));
        if (error == http::error::need_more)
            return;
        if (error)
            return refuse(statusOfParseError(error));
        if (m_parser->is_header_done() && !std::exchange(m_headerSeen, true) && !reserveBody())
            return refuse(503);
    }
    if (m_parser->is_done())
        serve();
}

bool HttpServer::Connection::reserveBody()
{
    if (boost::beast::iequals(m_parser->get()[http::field::expect], "100-continue") && !m_parser->is_done()) {
        static const std::string goOn = "HTTP/1.1 100 Continue\r\n\r\n";
        boost::system::error_code ignored;
        m_socket.non_blocking(true, ignored);
        m_socket.write_some(asio::buffer(goOn), ignored);
    }
    const std::uint64_t wanted = bodyReservation(*m_parser, m_server->m_limits.bodyBytes);
    if (m_server->m_bodyBytesReserved + wanted > m_server->m_limits.bodyBytesOverall)
        return false;
    m_server->m_bodyBytesReserved += wanted;
    m_bodyReserved = wanted;
    return true;
}

void HttpServer::Connection::releaseBody()
{
    m_server->m_bodyBytesReserved -= std::exchange(m_bodyReserved, 0);
}

void HttpServer::Connection::serve()
{
    enter(Phase::Serving, Duration::zero());
    auto &message = m_parser->get();
    m_keepAlive = m_keepAlive && message.version() >= 11 && message.keep_alive();
    m_headOnly = message.method() == http::verb::head;
    const auto exchange = std::make_shared<Exchange>(shared_from_this());
    m_exchange = exchange;
    HttpArrival arrival = arrivalOf(message);
    m_handling = true;
    m_server->m_handler(std::move(arrival), exchange);
    m_handling = false;
}

void HttpServer::Connection::refuse(int status)
{
    m_keepAlive = false;
    m_headOnly = false;
    send(HttpReply{status, "text/plain", "The request cannot be served.\n", 0});
}

void HttpServer::Connection::send(HttpReply reply)
{
    if (!m_server)
        return;
    releaseBody();
    m_keepAlive = m_keepAlive && !m_server->m_draining;
    m_output = httpReplyText(reply, m_keepAlive, m_headOnly);
    enter(Phase::Sending, m_server->m_limits.send);
    // A reply from inside the handler goes the long way, so that a pipeline of them does not nest.
    const std::size_t written = m_handling ? 0 : writeNow(m_socket, m_output);
    if (written == m_output.size())
        return onSent({});
    asio::async_write(m_socket, asio::buffer(m_output) + written,
                      [self = shared_from_this()](const auto &error, std::size_t) { self->onSent(error); });
}

void HttpServer::Connection::onSent(const boost::system::error_code &error)
{
    if (!m_server)
        return;
    if (error || !m_keepAlive)
        return close();
    m_output.clear();
    nextRequest();
    parse();
    if (m_server)
        read();
}

void HttpServer::Connection::openStream(const std::string &contentType)
{
    if (!m_server)
        return;
    enter(Phase::Streaming, Duration::zero());
    m_keepAlive = false;
    write("HTTP/1.1 200 OK\r\nContent-Type: " + contentType +
          "\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n");
}

bool HttpServer::Connection::write(std::string bytes)
{
    if (!m_server || m_stream.size() >= streamBacklog)
        return false;
    m_stream.push_back(std::move(bytes));
    writeNext();
    return true;
}

void HttpServer::Connection::writeNext()
{
    if (m_writing || m_stream.empty() || !m_server)
        return;
    m_writing = true;
    m_output = std::move(m_stream.front());
    m_stream.pop_front();
    asio::async_write(m_socket, asio::buffer(m_output), [self = shared_from_this()](const auto &error, std::size_t) {
        self->m_writing = false;
        if (error)
            return self->close();
        self->writeNext();
    });
}

HttpServer::HttpServer(asio::io_context &io, std::uint16_t port, HttpHandler handler, HttpLimits limits)
    : m_listener(io, port, [this](tcp::socket socket) { admit(std::move(socket)); }), m_sweepTimer(io),
      m_handler(std::move(handler)), m_limits(limits)
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
        if (connection->phase() == Connection::Phase::Idle || connection->phase() == Connection::Phase::Streaming)
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
        if (connection->phase() == Connection::Phase::Idle && (!oldest || connection->since() < oldest->since()))
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
        if (connection->isOverdue(now))
            overdue.push_back(connection);
    }
    for (const auto &connection : overdue)
        connection->close();
    armSweep();
}

} // namespace bayplan
