// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/memcache_peer.h"

#include "engine/agent/resolver.h"
#include "engine/agent/write_now.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <utility>

namespace bayplan {
namespace asio = boost::asio;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

namespace {

constexpr auto sweepKeyCallsEvery = std::chrono::milliseconds(100);

} // namespace

class MemcachePeer::Connection final : public std::enable_shared_from_this<Connection> {
public:
    explicit Connection(MemcachePeer &peer) : m_peer(&peer), m_socket(peer.m_io), m_reader(peer.m_limits.text) {}

    void open();
    void add(const MemcacheRequest &request);
    std::size_t unwritten() const { return m_output.size() + (m_writing ? m_beingWritten.size() : 0); }
    bool isConnecting(Clock::time_point now) const { return !m_connected && now - m_opened > m_peer->m_limits.connect; }

    /// Nothing is brought any more.
    void abandon();

private:
    void connect(const asio::ip::address &address);
    void read();
    void onRead(std::size_t bytes);
    void scheduleWrite();
    void write();
    void end(CallStatus status);

    MemcachePeer *m_peer; ///< null once closed
    tcp::socket m_socket;
    MemcacheReplyReader m_reader;
    std::array<char, 64 * 1024> m_input;
    std::string m_output, m_beingWritten;
    Clock::time_point m_opened = Clock::now();
    bool m_connected = false;
    bool m_writing = false;
    bool m_writePosted = false;
};

void MemcachePeer::Connection::open()
{
    m_peer->m_resolver.resolve(m_peer->m_address.host, [self = shared_from_this()](const auto &address) {
        if (self->m_peer == nullptr)
            return;
        if (address)
            return self->connect(*address);
        // Not from inside send().
        asio::post(self->m_peer->m_io, [self] {
            if (self->m_peer != nullptr)
                self->end(CallStatus::Refused);
        });
    });
}

void MemcachePeer::Connection::connect(const asio::ip::address &address)
{
    m_socket.async_connect({address, m_peer->m_address.port}, [self = shared_from_this()](const auto &error) {
        if (self->m_peer == nullptr)
            return;
        if (error) {
            self->m_peer->m_resolver.forget(self->m_peer->m_address.host);
            return self->end(CallStatus::Refused);
        }
        boost::system::error_code ignored;
        self->m_socket.set_option(tcp::no_delay(true), ignored);
        self->m_socket.set_option(asio::socket_base::keep_alive(true), ignored);
        self->m_connected = true;
        self->write();
        self->read();
    });
}

void MemcachePeer::Connection::add(const MemcacheRequest &request)
{
    m_reader.expect(request.command);
    appendMemcacheRequest(m_output, request);
    if (m_connected)
        scheduleWrite();
}

void MemcachePeer::Connection::abandon()
{
    m_peer = nullptr;
    boost::system::error_code ignored;
    m_socket.close(ignored);
}

void MemcachePeer::Connection::read()
{
    m_socket.async_read_some(asio::buffer(m_input), [self = shared_from_this()](const auto &error, std::size_t bytes) {
        if (self->m_peer == nullptr)
            return;
        if (error)
            return self->end(CallStatus::Reset);
        self->onRead(bytes);
    });
}

void MemcachePeer::Connection::onRead(std::size_t bytes)
{
    m_reader.add({m_input.data(), bytes});
    while (auto reply = m_reader.next()) {
        const Job job = m_peer->m_jobs.front();
        m_peer->m_jobs.pop_front();
        const CallStatus status = outcomeOfMemcacheReply(*reply);
        m_peer->answer(job.id, status, std::move(*reply));
    }
    if (m_reader.isBroken())
        return end(CallStatus::Reset);
    read();
}

/// Behind what else is stepped in this turn of the loop, so that many requests go out in one write.
void MemcachePeer::Connection::scheduleWrite()
{
    if (m_writing || std::exchange(m_writePosted, true))
        return;
    m_peer->m_inbox.afterSteps([self = shared_from_this()] {
        self->m_writePosted = false;
        if (self->m_peer != nullptr)
            self->write();
    });
}

void MemcachePeer::Connection::write()
{
    if (m_writing || m_output.empty())
        return;
    const std::size_t written = writeNow(m_socket, m_output);
    if (written == m_output.size())
        return m_output.clear();
    m_writing = true;
    m_beingWritten.clear();
    m_beingWritten.swap(m_output);
    asio::async_write(m_socket, asio::buffer(m_beingWritten) + written,
                      [self = shared_from_this()](const auto &error, std::size_t) {
                          self->m_writing = false;
                          if (self->m_peer != nullptr && !error) // a failed write shows as a failed read too
                              self->write();
                      });
}

void MemcachePeer::Connection::end(CallStatus status)
{
    m_peer->lost(status);
}

MemcachePeer::MemcachePeer(const EndpointContext &context, PeerId self, const MemcachePeerLimits &limits)
    : m_io(context.io), m_resolver(context.resolver), m_inbox(context.inbox), m_self(self),
      m_address(context.agent.peers.at(self)), m_limits(limits), m_sweepTimer(context.io)
{}

MemcachePeer::~MemcachePeer()
{
    if (m_connection)
        m_connection->abandon();
}

void MemcachePeer::send(Message message)
{
    auto *call = std::get_if<Call>(&message);
    if (call == nullptr)
        return;
    auto *request = call->body.edit<MemcacheRequest>();
    if (request == nullptr)
        return answer(call->id, CallStatus::Failed);
    const bool full =
        m_jobs.size() >= m_limits.inFlight || (m_connection && m_connection->unwritten() > m_limits.outputBytes);
    if (full)
        return answer(call->id, CallStatus::Overloaded);
    request->noreply = false; // every call is answered
    const bool hasTimeout = call->timeout > Duration::zero();
    m_jobs.push_back({call->id, request->command, Clock::now() + call->timeout, hasTimeout});
    const bool opens = !m_connection;
    if (opens)
        m_connection = std::make_shared<Connection>(*this);
    m_connection->add(*request);
    if (opens)
        m_connection->open();
    armSweep();
}

void MemcachePeer::lost(CallStatus status)
{
    if (const auto connection = std::exchange(m_connection, nullptr))
        connection->abandon();
    const auto now = Clock::now();
    const auto jobs = std::exchange(m_jobs, {});
    for (const Job &job : jobs) {
        if (!job.hasTimeout || now < job.deadline) // the others are the machine's own to expire
            answer(job.id, status);
    }
}

void MemcachePeer::answer(std::uint64_t id, CallStatus status, ReplyBody body)
{
    m_inbox.received(m_self, Answer{id, status, std::move(body)});
}

void MemcachePeer::sweep()
{
    m_sweepArmed = false;
    const auto now = Clock::now();
    if (m_connection && m_connection->isConnecting(now)) {
        m_resolver.forget(m_address.host);
        lost(CallStatus::Refused);
    } else if (!m_jobs.empty() && m_jobs.front().hasTimeout && now > m_jobs.front().deadline) {
        lost(CallStatus::Reset);
    }
    armSweep();
}

void MemcachePeer::armSweep()
{
    if (m_jobs.empty() || std::exchange(m_sweepArmed, true))
        return;
    m_sweepTimer.after(sweepKeyCallsEvery, [this] { sweep(); });
}

std::unique_ptr<Peer> makeMemcachePeer(const EndpointContext &context, PeerId self)
{
    return std::make_unique<MemcachePeer>(context, self);
}

} // namespace bayplan
