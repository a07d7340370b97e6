// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/http_connection.h"

#include "engine/agent/http_fields.h"
#include "engine/agent/http_text.h"
#include "engine/agent/write_now.h"
#include "engine/base/units.h"

#include <boost/asio/write.hpp>

#include <sys/ioctl.h>

#include <algorithm>

namespace bayplan {
namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

namespace {

constexpr std::size_t requestBufferBytes = 256 * 1024; ///< of a request that the parser does not take yet
constexpr std::size_t smallBodyBytes = 8 * 1024;
constexpr std::size_t pipelineBytes = 8 * 1024; ///< behind a request that is being served
constexpr std::size_t smallReplyBytes = 8 * 1024;
constexpr std::size_t keptReplyBytes = 128 * 1024;
constexpr std::size_t streamBacklog = 64;
constexpr auto lingerTime = std::chrono::seconds(2);

/// Small ones are not worth counting.
std::uint64_t countedBytes(std::uint64_t body)
{
    return body > smallBodyBytes ? body : 0;
}

/// Bodies of unknown length count for the limit until they are whole.
std::uint64_t bodyReservation(const http::request_parser<http::string_body> &parser, std::uint64_t limit)
{
    return parser.chunked() ? limit : countedBytes(parser.content_length().value_or(0));
}

/// All but the body.
HttpArrival arrivalOf(const http::request<http::string_body> &message, RequestTarget target)
{
    HttpArrival arrival;
    arrival.request.method = std::string(message.method_string());
    arrival.request.target = std::move(target.path);
    const auto padding = std::min<std::size_t>(message[paddingHeader].size(), headerPaddingLimitBytes);
    arrival.request.bodyBytes = static_cast<std::uint32_t>(padding);
    if (!target.authority.empty())
        arrival.headerLines = "Host: " + std::string(target.authority) + "\r\n";
    else if (const auto host = message.find(http::field::host); host != message.end())
        arrival.headerLines = "Host: " + std::string(host->value()) + "\r\n";
    for (const auto &field : message) {
        // A reply's type stands in a place of its own, a request's does not.
        if (field.name() == http::field::content_type ||
            (field.name() != http::field::host && !isOfThisHop(message, field.name_string())))
            arrival.headerLines += headerLineOf(field);
    }
    if (const auto remaining = message.find(remainingHeader); remaining != message.end()) {
        if (const auto parsed = parseDuration({remaining->value().data(), remaining->value().size()}))
            arrival.remaining = *parsed;
    }
    return arrival;
}

/// Of what was written those that the other side has not acknowledged. The kernel takes megabytes at once for a client
/// who may need a minute for them.
std::size_t bytesUnderWay(tcp::socket &socket)
{
    int bytes = 0;
    return ioctl(socket.native_handle(), TIOCOUTQ, &bytes) == 0 && bytes > 0 ? static_cast<std::size_t>(bytes) : 0;
}

std::size_t sizeOf(const HttpReply &reply)
{
    return std::max<std::size_t>(reply.body.size(), reply.bodyBytes) + reply.headers.size();
}

HttpReply busyReply(const HttpLimits &limits)
{
    return {503, "text/plain",
            "Replies of " + formatBytes(static_cast<std::int64_t>(limits.outputBytesOverall)) +
                " are on their way already. Try again.\n",
            0};
}

int statusOfParseError(const boost::system::error_code &error)
{
    if (error == http::error::body_limit)
        return 413;
    return error == http::error::header_limit ? 431 : 400;
}

std::string refusalText(int status, const HttpLimits &limits)
{
    const auto bytes = [](std::uint64_t count) { return formatBytes(static_cast<std::int64_t>(count)); };
    switch (status) {
    case 413:
        return "The body is larger than " + bytes(limits.bodyBytes) +
               ", the most that is read here. Send it in parts, or straight to who is to have it.\n";
    case 431:
        return "The header is larger than " + bytes(limits.headerBytes) + ".\n";
    case 501:
        return "Neither CONNECT nor a Transfer-Encoding other than chunked is understood here.\n";
    case 503:
        return "Bodies of " + bytes(limits.bodyBytesOverall) + " are being read already. Try again.\n";
    default:
        return "This is no request of HTTP/1.1 for a path, with one Host.\n";
    }
}

} // namespace

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

void HttpServer::Connection::start()
{
    boost::system::error_code ignored;
    m_socket.set_option(tcp::no_delay(true), ignored);
    nextRequest();
    read();
}

void HttpServer::Connection::close()
{
    if (!m_server)
        return;
    const auto self = shared_from_this();
    reserve(0);
    hold(0);
    HttpServer &server = *std::exchange(m_server, nullptr);
    server.m_inputBytes -= std::exchange(m_inputCounted, 0);
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
    m_parser->eager(false); // until the header is looked at: trailers would stand among its fields
    m_parser->header_limit(m_server->m_limits.headerBytes);
    m_parser->body_limit(m_server->m_limits.bodyBytes);
    m_headerSeen = false;
    enter(Phase::Idle, m_server->m_limits.idle);
}

void HttpServer::Connection::read()
{
    // While a request is served the read goes on, to see the client go; a little of what a pipelining client sends
    // waits in the buffer meanwhile.
    if (m_reading || m_heardAll || m_buffer.size() >= (isAsking() ? requestBufferBytes : pipelineBytes))
        return;
    m_reading = true;
    // Not into the buffer: requests are taken from that meanwhile, and when it is empty it begins anew.
    m_socket.async_read_some(asio::buffer(m_chunk), [self = shared_from_this()](const auto &error, std::size_t bytes) {
        self->onRead(error, bytes);
    });
}

void HttpServer::Connection::onRead(const boost::system::error_code &error, std::size_t bytes)
{
    m_reading = false;
    if (!m_server)
        return;
    if (error)
        return onEnd(error);
    m_buffer.commit(asio::buffer_copy(m_buffer.prepare(bytes), asio::buffer(m_chunk, bytes)));
    if (isAsking())
        parse();
    else if (m_phase == Phase::Streaming || m_phase == Phase::Lingering)
        m_buffer.consume(m_buffer.size());
    if (!m_server)
        return;
    countInput();
    if (m_server->m_inputBytes > m_server->m_limits.inputBytesOverall)
        return close();
    read();
}

/// Who has said all may still want to hear the reply. Who has gone looks the same, but answers whatever comes with a
/// reset.
void HttpServer::Connection::onEnd(const boost::system::error_code &error)
{
    if (error != asio::error::eof || (m_phase != Phase::Serving && m_phase != Phase::Sending))
        return close();
    m_heardAll = true;
    m_socket.async_wait(tcp::socket::wait_error, [self = shared_from_this()](const auto &cancelled) {
        if (!cancelled)
            self->close();
    });
    if (m_phase == Phase::Serving && m_parser->get().version() >= 11)
        goOn();
}

void HttpServer::Connection::countInput()
{
    m_server->m_inputBytes += m_buffer.size();
    m_server->m_inputBytes -= std::exchange(m_inputCounted, m_buffer.size());
}

/// Some clients send one behind a body (RFC 9112, 2.2).
void HttpServer::Connection::passOverEmptyLines()
{
    const auto bytes = m_buffer.cdata();
    const std::string_view text(static_cast<const char *>(bytes.data()), bytes.size());
    m_buffer.consume(std::min(text.find_first_not_of("\r\n"), text.size()));
}

void HttpServer::Connection::parse()
{
    if (m_phase == Phase::Idle)
        passOverEmptyLines();
    if (m_buffer.size() == 0)
        return;
    if (m_phase == Phase::Idle)
        enter(Phase::Receiving, m_server->m_limits.receive);
    while (m_buffer.size() > 0 && !m_parser->is_done()) {
        boost::system::error_code error;
        m_buffer.consume(m_parser->put(m_buffer.data(), error));
        if (m_parser->is_header_done() && !std::exchange(m_headerSeen, true)) {
            const auto &message = m_parser->get();
            auto target = readRequestTarget(message.method_string(), message.target());
            if (const int status = refusalOfHeader(target.has_value()); status != 0)
                return refuse(status);
            m_arrival = arrivalOf(message, std::move(*target));
            m_parser->eager(true);
        }
        if (error == http::error::need_more)
            return;
        if (error)
            return refuse(statusOfParseError(error));
    }
    if (m_parser->is_done())
        serve();
}

/// 0: it may be served. What another server might understand in another way is not passed on to it.
int HttpServer::Connection::refusalOfHeader(bool hasTarget)
{
    const auto &message = m_parser->get();
    if (message.method() == http::verb::connect)
        return 501;
    const std::size_t hosts = message.count(http::field::host);
    if (!hasTarget || hosts > 1 || (hosts == 0 && message.version() >= 11) || !isAuthority(message[http::field::host]))
        return 400;
    const std::size_t codings = message.count(http::field::transfer_encoding);
    if (codings > 0 && message.version() < 11)
        return 400; // a server before us may have taken the chunks for a request
    if (codings > 1 || (codings == 1 && !boost::beast::iequals(message[http::field::transfer_encoding], "chunked")))
        return 501;
    return reserveBody() ? 0 : 503;
}

void HttpServer::Connection::goOn()
{
    writeNow(m_socket, "HTTP/1.1 100 Continue\r\n\r\n");
}

bool HttpServer::Connection::reserveBody()
{
    const std::uint64_t wanted = bodyReservation(*m_parser, m_server->m_limits.bodyBytes);
    if (m_server->m_bodyBytesReserved + wanted > m_server->m_limits.bodyBytesOverall)
        return false;
    reserve(wanted);
    const auto &message = m_parser->get();
    const bool waits = message.version() >= 11 && boost::beast::iequals(message[http::field::expect], "100-continue");
    if (waits && !m_parser->is_done())
        goOn();
    return true;
}

void HttpServer::Connection::reserve(std::uint64_t bytes)
{
    m_server->m_bodyBytesReserved += bytes;
    m_server->m_bodyBytesReserved -= std::exchange(m_bodyReserved, bytes);
}

void HttpServer::Connection::serve()
{
    enter(Phase::Serving, Duration::zero());
    auto &message = m_parser->get();
    reserve(countedBytes(message.body().size()));
    m_keepAlive = m_keepAlive && message.version() >= 11 && message.keep_alive();
    m_headOnly = message.method() == http::verb::head;
    const auto exchange = std::make_shared<Exchange>(shared_from_this());
    m_exchange = exchange;
    HttpRequest &request = m_arrival.request;
    request.body = std::move(message.body());
    request.bodyBytes = std::max(request.bodyBytes, static_cast<std::uint32_t>(request.body.size()));
    m_handling = true;
    m_server->m_handler(std::move(m_arrival), exchange);
    m_handling = false;
}

void HttpServer::Connection::refuse(int status)
{
    m_keepAlive = false;
    m_headOnly = false;
    m_lingers = true;
    if (status == 413)
        m_server->tellTooLarge();
    send(HttpReply{status, "text/plain", refusalText(status, m_server->m_limits), 0});
}

void HttpServer::Connection::send(HttpReply reply)
{
    if (!m_server)
        return;
    reserve(0);
    const bool isLast = m_heardAll && m_buffer.size() == 0;
    m_keepAlive = m_keepAlive && !m_server->m_draining && !isLast;
    if (sizeOf(reply) > smallReplyBytes && !m_server->hasRoomForReply())
        reply = busyReply(m_server->m_limits);
    m_output = httpReplyText(reply, m_keepAlive, m_headOnly);
    enter(Phase::Sending, m_server->m_limits.send);
    m_lastTaken = m_since;
    m_taken = writeNow(m_socket, m_output);
    m_leftAtFirst = m_leftNoted = m_output.size() - m_taken + bytesUnderWay(m_socket);
    // A reply from inside the handler goes the long way, so that a pipeline of them does not nest.
    if (m_taken == m_output.size() && !m_handling)
        return onSent({});
    dropTaken();
    sendRest();
}

void HttpServer::Connection::sendRest()
{
    m_socket.async_write_some(
        asio::buffer(m_output) + m_taken,
        [self = shared_from_this()](const auto &error, std::size_t bytes) { self->onTaken(error, bytes); });
}

void HttpServer::Connection::onTaken(const boost::system::error_code &error, std::size_t bytes)
{
    if (!m_server)
        return;
    m_taken += bytes;
    if (error || m_taken == m_output.size())
        return onSent(error);
    dropTaken();
    sendRest();
}

/// By halves: so each byte is moved once, and at most as much as is still to be taken is kept beside it.
void HttpServer::Connection::dropTaken()
{
    if (m_output.size() > keptReplyBytes && m_taken >= m_output.size() / 2) {
        m_output = m_output.substr(m_taken);
        m_taken = 0;
    }
    hold(m_output.size());
}

/// Who gets a part of the reply has time for the next.
void HttpServer::Connection::noteTaken(Clock::time_point now)
{
    if (m_phase != Phase::Sending)
        return;
    const std::size_t left = m_output.size() - m_taken + bytesUnderWay(m_socket);
    if (left < m_leftNoted) {
        m_lastTaken = now;
        m_deadline = now + m_server->m_limits.send;
    }
    m_leftNoted = left;
}

std::chrono::duration<double> HttpServer::Connection::timeForRest(Clock::time_point now) const
{
    const auto taken = static_cast<double>(m_leftAtFirst - std::min(m_leftNoted, m_leftAtFirst));
    const double share = static_cast<double>(m_leftNoted) / std::max(taken, 1.0);
    return (now - m_since) * share;
}

void HttpServer::Connection::onSent(const boost::system::error_code &error)
{
    if (!m_server)
        return;
    if (error)
        return close();
    hold(0);
    if (!m_keepAlive)
        return m_lingers && !m_heardAll ? linger() : close();
    if (m_output.capacity() > keptReplyBytes)
        std::string().swap(m_output);
    nextRequest();
    parse();
    if (!m_server)
        return;
    countInput();
    if (m_heardAll && isAsking())
        return close();
    read();
}

/// Closing with something unread would reset the connection, and the client might never see the reply.
void HttpServer::Connection::linger()
{
    boost::system::error_code ignored;
    m_socket.shutdown(tcp::socket::shutdown_send, ignored);
    m_buffer.consume(m_buffer.size());
    countInput();
    enter(Phase::Lingering, lingerTime);
    read();
}

void HttpServer::Connection::hold(std::size_t bytes)
{
    m_server->m_outputBytes += bytes;
    m_server->m_outputBytes -= std::exchange(m_held, bytes);
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

} // namespace bayplan
