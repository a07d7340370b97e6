// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/memcache_server.h"

#include "engine/agent/write_now.h"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <deque>
#include <utility>

namespace bayplan {
namespace asio = boost::asio;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

namespace {

constexpr auto sweepKeyConnectionsEvery = std::chrono::seconds(1);
constexpr std::size_t firstGuessBytes = 16U << 10U;
constexpr std::size_t keptOutputBytes = 128U << 10U;

/// Empties it, and gives back what an unusually long one took.
void giveBack(std::string &text)
{
    if (text.capacity() > keptOutputBytes)
        std::string().swap(text);
    else
        text.clear();
}

} // namespace

class MemcacheServer::Connection final : public std::enable_shared_from_this<Connection> {
public:
    Connection(MemcacheServer &server, tcp::socket socket)
        : m_server(&server), m_socket(std::move(socket)), m_reader(server.m_limits.text)
    {}

    void begin() { read(); }
    void close();
    bool hasWork() const { return !m_replies.empty() || m_writing || !m_output.empty(); }
    std::size_t unread() const { return m_unread; }
    bool isStuck(Clock::time_point now) const { return m_writing && now - m_writeBegan > m_server->m_limits.send; }

    /// Nothing more is read; closes behind the last reply.
    void end();

private:
    /// A place in the order of replies.
    struct Slot {
        std::uint64_t number = 0;
        RequestId request = 0;
        bool ready = false;
        bool silent = false;
        std::string text;
    };

    void read();
    void onRead(const boost::system::error_code &error, std::size_t bytes);
    void take();
    void accept(MemcacheArrival arrival);
    void ask(MemcacheRequest request);
    void answer(std::uint64_t number, const ReplyBody &body);
    void write(std::string &text, const ReplyBody &body);
    void hold(std::size_t bytes);
    void release(std::size_t bytes);
    void collect();
    void scheduleWrite();
    void write();
    void countInput();
    bool isFull() const
    {
        return m_replies.size() >= m_server->m_limits.pipelined ||
               m_unread + m_unanswered * m_guess >= m_server->m_limits.outputBytes;
    }

    MemcacheServer *m_server; ///< null once closed
    tcp::socket m_socket;
    MemcacheRequestReader m_reader;
    std::array<char, 16 * 1024> m_input;
    std::deque<Slot> m_replies;
    std::uint64_t m_nextNumber = 0;
    std::string m_output, m_beingWritten;
    std::size_t m_unread = 0;              ///< bytes of answers, from when they are ready until they are written
    std::size_t m_unanswered = 0;          ///< requests, `noreply` aside
    std::size_t m_guess = firstGuessBytes; ///< of a reply to come: it follows a larger one at once, smaller ones slowly
    Clock::time_point m_writeBegan;
    std::size_t m_inputCounted = 0;
    bool m_reading = false;
    bool m_writing = false;
    bool m_writePosted = false;
    bool m_heardAll = false;
    bool m_ending = false;
};

void MemcacheServer::Connection::close()
{
    if (m_server == nullptr)
        return;
    const auto self = shared_from_this();
    MemcacheServer &server = *std::exchange(m_server, nullptr);
    for (const Slot &slot : m_replies) {
        if (!slot.ready)
            server.m_inbox.cancelled(slot.request);
    }
    boost::system::error_code ignored;
    m_socket.close(ignored);
    server.m_inputBytes -= m_inputCounted;
    server.m_unreadBytes -= m_unread;
    server.m_connections.erase(self);
}

void MemcacheServer::Connection::end()
{
    m_ending = true;
    if (!hasWork())
        close();
}

void MemcacheServer::Connection::read()
{
    if (m_reading || m_ending || m_heardAll || isFull())
        return;
    m_reading = true;
    m_socket.async_read_some(asio::buffer(m_input), [self = shared_from_this()](const auto &error, std::size_t bytes) {
        self->m_reading = false;
        if (self->m_server != nullptr)
            self->onRead(error, bytes);
    });
}

void MemcacheServer::Connection::onRead(const boost::system::error_code &error, std::size_t bytes)
{
    if (error && error != asio::error::eof)
        return close();
    m_heardAll = error == asio::error::eof; // and may still want to hear the answers
    m_reader.add({m_input.data(), bytes});
    take();
}

/// As much of what has come as the limits allow.
void MemcacheServer::Connection::take()
{
    while (m_server != nullptr && !m_ending && !isFull()) {
        auto arrival = m_reader.next();
        if (!arrival)
            break;
        accept(std::move(*arrival));
    }
    if (m_server == nullptr)
        return;
    countInput();
    if (m_server->m_inputBytes > m_server->m_limits.inputBytes)
        return close();
    if (m_heardAll && !isFull())
        return end();
    read();
}

void MemcacheServer::Connection::accept(MemcacheArrival arrival)
{
    if (arrival.kind == MemcacheArrival::Kind::Request)
        return ask(std::move(arrival.request));
    if (arrival.kind == MemcacheArrival::Kind::Error) {
        if (!arrival.request.keys.empty())
            ask(std::move(arrival.request));
        m_replies.push_back({m_nextNumber++, 0, true, false, arrival.error + "\r\n"});
        hold(m_replies.back().text.size());
        collect();
    }
    if (arrival.close || arrival.kind == MemcacheArrival::Kind::Quit)
        end();
}

void MemcacheServer::Connection::ask(MemcacheRequest request)
{
    const std::uint64_t number = m_nextNumber++;
    const bool silent = request.noreply;
    // The connection holds its place before it asks; the answer never comes from inside requested().
    m_replies.push_back({number, 0, false, silent, {}});
    m_unanswered += silent ? 0 : 1;
    auto reply = [weak = weak_from_this(), number](CallStatus, ReplyBody body) {
        if (const auto self = weak.lock())
            self->answer(number, body);
    };
    m_replies.back().request = m_server->m_inbox.requested(std::move(request), Duration::zero(), std::move(reply));
}

void MemcacheServer::Connection::answer(std::uint64_t number, const ReplyBody &body)
{
    if (m_server == nullptr || m_replies.empty())
        return;
    Slot &slot = m_replies[static_cast<std::size_t>(number - m_replies.front().number)];
    slot.ready = true;
    if (!slot.silent) {
        --m_unanswered;
        std::string &text = &slot == &m_replies.front() ? m_output : slot.text;
        const std::size_t before = text.size();
        write(text, body);
        hold(text.size() - before);
    }
    collect();
}

void MemcacheServer::Connection::write(std::string &text, const ReplyBody &body)
{
    const auto *reply = body.as<MemcacheReply>();
    const std::size_t bytes = sizeOf(body);
    m_guess = std::max(bytes, m_guess - m_guess / 8);
    if (reply == nullptr)
        text += "SERVER_ERROR no memcache reply\r\n";
    else if (bytes > memcacheReplyLimitBytes)
        text.append(memcacheReplyTooLarge).append("\r\n");
    else if (m_unread + bytes > m_server->m_limits.unreadBytes)
        text += "SERVER_ERROR out of memory: the replies before this one are not read\r\n";
    else
        appendMemcacheReply(text, *reply);
}

void MemcacheServer::Connection::hold(std::size_t bytes)
{
    m_unread += bytes;
    m_server->m_unreadBytes += bytes;
    if (m_server->m_unreadBytes <= m_server->m_limits.allUnreadBytes)
        return;
    asio::post(m_server->m_io, [self = shared_from_this()] {
        if (self->m_server != nullptr)
            self->m_server->giveUpWhoReadsLeast();
    });
}

void MemcacheServer::Connection::release(std::size_t bytes)
{
    m_unread -= bytes;
    m_server->m_unreadBytes -= bytes;
}

void MemcacheServer::Connection::collect()
{
    for (; !m_replies.empty() && m_replies.front().ready; m_replies.pop_front())
        m_output += m_replies.front().text;
    scheduleWrite();
}

/// Behind what else is stepped in this turn of the loop, so that many replies go out in one write.
void MemcacheServer::Connection::scheduleWrite()
{
    if (m_writing || std::exchange(m_writePosted, true))
        return;
    m_server->m_inbox.afterSteps([self = shared_from_this()] {
        self->m_writePosted = false;
        if (self->m_server != nullptr)
            self->write();
    });
}

void MemcacheServer::Connection::write()
{
    if (m_writing)
        return;
    if (m_output.empty()) {
        if (m_ending && m_replies.empty())
            return close();
        return take();
    }
    const std::size_t written = writeNow(m_socket, m_output);
    if (written == m_output.size()) {
        release(written);
        giveBack(m_output);
        return write();
    }
    m_writing = true;
    m_writeBegan = Clock::now();
    m_beingWritten.swap(m_output);
    asio::async_write(m_socket, asio::buffer(m_beingWritten) + written,
                      [self = shared_from_this()](const auto &error, std::size_t) {
                          self->m_writing = false;
                          if (self->m_server == nullptr)
                              return;
                          if (error)
                              return self->close();
                          self->release(self->m_beingWritten.size());
                          giveBack(self->m_beingWritten);
                          self->write();
                      });
}

void MemcacheServer::Connection::countInput()
{
    const std::size_t kept = m_reader.kept();
    m_server->m_inputBytes += kept;
    m_server->m_inputBytes -= m_inputCounted;
    m_inputCounted = kept;
}

MemcacheServer::MemcacheServer(const EndpointContext &context, std::uint16_t port, const MemcacheServerLimits &limits)
    : m_io(context.io), m_inbox(context.inbox),
      m_listener(context.io, port, [this](tcp::socket socket) { admit(std::move(socket)); }), m_sweepTimer(context.io),
      m_limits(limits)
{}

MemcacheServer::~MemcacheServer()
{
    const auto connections = m_connections;
    for (const auto &connection : connections)
        connection->close();
}

Result<void> MemcacheServer::start()
{
    if (auto listens = m_listener.start(); !listens)
        return listens;
    sweep();
    return {};
}

void MemcacheServer::admit(tcp::socket socket)
{
    if (m_connections.size() >= m_limits.connections) {
        if (!std::exchange(m_limitReported, true))
            m_inbox.event("connections-limited", std::to_string(m_limits.connections) + " clients are connected");
        return;
    }
    m_limitReported = false;
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    socket.set_option(asio::socket_base::keep_alive(true), ignored);
    const auto connection = std::make_shared<Connection>(*this, std::move(socket));
    m_connections.insert(connection);
    connection->begin();
}

void MemcacheServer::sweep()
{
    const auto now = Clock::now();
    const auto connections = m_connections;
    for (const auto &connection : connections) {
        if (connection->isStuck(now))
            connection->close();
    }
    m_sweepTimer.after(sweepKeyConnectionsEvery, [this] { sweep(); });
}

void MemcacheServer::giveUpWhoReadsLeast()
{
    const auto unread = [](const auto &connection) { return connection->unread(); };
    const auto most = std::ranges::max_element(m_connections, {}, unread);
    if (m_unreadBytes <= m_limits.allUnreadBytes || most == m_connections.end())
        return;
    m_inbox.event("unread-replies",
                  "a client was given up that had " + std::to_string((*most)->unread()) + " bytes of answers to read");
    const std::shared_ptr<Connection> connection = *most;
    connection->close();
}

void MemcacheServer::drain()
{
    m_listener.close();
}

void MemcacheServer::closeIdle()
{
    const auto connections = m_connections;
    for (const auto &connection : connections)
        connection->end();
}

std::unique_ptr<Surface> makeMemcacheServer(const EndpointContext &context)
{
    return std::make_unique<MemcacheServer>(context, context.agent.port);
}

} // namespace bayplan
