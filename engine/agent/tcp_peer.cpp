// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/tcp_peer.h"

#include "engine/agent/resolver.h"
#include "engine/agent/write_now.h"

#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace bayplan {
namespace asio = boost::asio;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t bufferBytes = 16U << 10U;

void prepare(tcp::socket &socket)
{
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    socket.set_option(asio::socket_base::keep_alive(true), ignored);
}

void reset(tcp::socket &socket)
{
    boost::system::error_code ignored;
    socket.set_option(asio::socket_base::linger(true, 0), ignored);
    socket.close(ignored);
}

} // namespace

/// connecting -> carrying -> over, and from anywhere to over.
class TcpPeer::Passage final : public std::enable_shared_from_this<Passage> {
public:
    Passage(TcpPeer &peer, std::uint64_t call, TcpClients::Socket client)
        : m_peer(&peer), m_call(call), m_client(std::move(client)), m_server(peer.m_io),
          m_timer(peer.m_io), m_ways{Way{*m_client, m_server, {}, false}, Way{m_server, *m_client, {}, false}}
    {}

    void begin();

    /// Both sides are reset, and nothing is answered any more.
    void abandon();

private:
    struct Way {
        tcp::socket &from, &to;
        std::array<char, bufferBytes> buffer;
        bool isOver;
    };

    void connect(const asio::ip::address &address);
    void refuse();
    void watch();
    void carry(Way &way);
    void pass(Way &way, std::size_t bytes);
    void endWay(Way &way);
    void breakOff(const tcp::socket &broken);
    void end(CallStatus status);

    TcpPeer *m_peer; ///< null once it is over
    std::uint64_t m_call;
    TcpClients::Socket m_client;
    tcp::socket m_server;
    Timer m_timer; ///< of connecting, then of falling idle
    Clock::time_point m_lastByte;
    std::array<Way, 2> m_ways;
};

void TcpPeer::Passage::begin()
{
    m_timer.after(m_peer->m_limits.connect, [this] { refuse(); });
    m_peer->m_resolver.resolve(m_peer->m_address.host, [self = shared_from_this()](const auto &address) {
        if (self->m_peer == nullptr)
            return;
        if (address)
            self->connect(*address);
        else
            self->refuse();
    });
}

void TcpPeer::Passage::connect(const asio::ip::address &address)
{
    m_server.async_connect({address, m_peer->m_address.port}, [self = shared_from_this()](const auto &error) {
        if (self->m_peer == nullptr)
            return;
        if (error)
            return self->refuse();
        prepare(*self->m_client);
        prepare(self->m_server);
        self->m_lastByte = Clock::now();
        self->watch();
        for (Way &way : self->m_ways)
            self->carry(way);
    });
}

void TcpPeer::Passage::refuse()
{
    m_peer->m_resolver.forget(m_peer->m_address.host);
    boost::system::error_code ignored;
    m_server.close(ignored);
    end(CallStatus::Refused);
}

void TcpPeer::Passage::watch()
{
    const Duration left = m_peer->m_limits.idle - (Clock::now() - m_lastByte);
    if (left <= Duration::zero()) {
        m_peer->m_inbox.event("connection-idle", m_peer->m_address.host + ": no byte either way");
        return breakOff(*m_client);
    }
    m_timer.after(left, [this] { watch(); });
}

void TcpPeer::Passage::carry(Way &way)
{
    way.from.async_read_some(asio::buffer(way.buffer),
                             [self = shared_from_this(), &way](const auto &error, std::size_t bytes) {
                                 if (self->m_peer == nullptr)
                                     return;
                                 if (error == asio::error::eof)
                                     return self->endWay(way);
                                 if (error)
                                     return self->breakOff(way.from);
                                 self->pass(way, bytes);
                             });
}

/// Nothing is read meanwhile: who sends waits for who takes.
void TcpPeer::Passage::pass(Way &way, std::size_t bytes)
{
    m_lastByte = Clock::now();
    const std::size_t written = writeNow(way.to, {way.buffer.data(), bytes});
    if (written == bytes)
        return carry(way);
    asio::async_write(way.to, asio::buffer(way.buffer.data() + written, bytes - written),
                      [self = shared_from_this(), &way](const auto &error, std::size_t) {
                          if (self->m_peer == nullptr)
                              return;
                          if (error)
                              return self->breakOff(way.to);
                          self->m_lastByte = Clock::now();
                          self->carry(way);
                      });
}

void TcpPeer::Passage::endWay(Way &way)
{
    boost::system::error_code ignored;
    way.to.shutdown(tcp::socket::shutdown_send, ignored);
    way.isOver = true;
    if (std::all_of(m_ways.begin(), m_ways.end(), [](const Way &each) { return each.isOver; }))
        end(CallStatus::Ok);
}

void TcpPeer::Passage::breakOff(const tcp::socket &broken)
{
    const CallStatus status = &broken == &m_server ? CallStatus::Reset : CallStatus::Ok;
    reset(*m_client);
    reset(m_server);
    end(status);
}

void TcpPeer::Passage::end(CallStatus status)
{
    m_timer.cancel();
    std::exchange(m_peer, nullptr)->ended(m_call, status);
}

void TcpPeer::Passage::abandon()
{
    m_peer = nullptr;
    m_timer.cancel();
    reset(*m_client);
    reset(m_server);
}

TcpPeer::TcpPeer(const EndpointContext &context, PeerId self, TcpPeerLimits limits)
    : m_io(context.io), m_resolver(context.resolver), m_inbox(context.inbox), m_self(self),
      m_address(context.agent.peers.at(self)), m_clients(*context.clients), m_limits(limits)
{}

TcpPeer::~TcpPeer()
{
    for (const auto &[call, passage] : m_passages)
        passage->abandon();
}

void TcpPeer::send(Message message)
{
    if (const auto *withdrawal = std::get_if<Withdrawal>(&message)) {
        if (const auto found = m_passages.extract(withdrawal->id))
            found.mapped()->abandon();
        return;
    }
    const auto *call = std::get_if<Call>(&message);
    if (call == nullptr)
        return;
    const auto *request = call->body.as<HttpRequest>();
    auto client = request != nullptr ? m_clients.find(*request) : nullptr;
    if (client == nullptr)
        return ended(call->id, CallStatus::Failed);
    const auto passage = std::make_shared<Passage>(*this, call->id, std::move(client));
    m_passages.emplace(call->id, passage);
    passage->begin();
}

void TcpPeer::ended(std::uint64_t call, CallStatus status)
{
    m_passages.erase(call);
    m_inbox.received(m_self, Answer{call, status, HttpReply{}});
}

std::unique_ptr<Peer> makeTcpPeer(const EndpointContext &context, PeerId self)
{
    return std::make_unique<TcpPeer>(context, self);
}

} // namespace bayplan
