// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/http_peer.h"

#include "engine/agent/http_fields.h"
#include "engine/agent/http_text.h"
#include "engine/agent/resolver.h"
#include "engine/base/units.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <utility>

namespace bayplan {
namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

namespace {

constexpr auto sweepCallsEvery = std::chrono::milliseconds(100);
constexpr auto lateSlack = std::chrono::milliseconds(250); ///< a late answer is still told apart from a lost one
constexpr auto oneWayTimeout = std::chrono::seconds(1);
constexpr std::size_t replyChunkBytes = 8 * 1024;
constexpr std::size_t keptRequestBytes = 128 * 1024;
constexpr auto streamMargin = std::chrono::milliseconds(200); ///< before the deadline, which is the machine's own

std::string headerLinesOf(const http::response<http::string_body> &message)
{
    std::string lines;
    for (const auto &field : message) {
        if (!isOfThisHop(message, field.name_string()))
            lines += headerLineOf(field);
    }
    return lines;
}

/// Empty where there is none but chunked, or what stands for none.
std::string foreignCodingOf(const http::fields &fields)
{
    std::string codings;
    const auto [first, last] = fields.equal_range(http::field::transfer_encoding);
    for (auto field = first; field != last; ++field)
        codings += (codings.empty() ? "" : ", ") + std::string(field->value());
    const bool isKnown = boost::beast::iequals(codings, "chunked") || boost::beast::iequals(codings, "identity");
    return isKnown ? std::string() : codings;
}

bool mayRepeat(std::string_view method)
{
    return method == "GET" || method == "HEAD" || method == "PUT" || method == "DELETE";
}

} // namespace

class HttpPeer::Connection final : public std::enable_shared_from_this<Connection> {
public:
    Connection(HttpPeer &peer, Job job) : m_peer(&peer), m_socket(peer.m_io), m_job(std::move(job)) {}

    void open();
    void carry(Job job);
    void sweep(Clock::time_point now);

    /// Nothing is answered any more.
    void abandon();

    bool carries(std::uint64_t id) const { return m_job && !m_job->oneWay && m_job->id == id; }

private:
    void connect(const asio::ip::address &address);
    void transmit();
    void expectReply();
    void read();
    void onRead(const boost::system::error_code &error, std::size_t bytes);
    void parse();
    std::string takeHeader();
    void onEnd();
    void complete();
    void end(CallStatus status);
    void refuse(const std::string &why);
    bool isUnendedStream() const;
    bool isHead() const { return m_job->request.method.starts_with("HEAD"); }
    bool isRepeatable() const
    {
        return m_served > 0 && !m_gotBytes && !m_job->retried && mayRepeat(m_job->request.method);
    }

    HttpPeer *m_peer; ///< null once closed
    tcp::socket m_socket;
    std::optional<Job> m_job;
    boost::beast::flat_buffer m_buffer;
    std::optional<http::response_parser<http::string_body>> m_parser;
    HttpReply m_reply; ///< once its header is there
    std::string m_output;
    ReplyBudget::Share m_share;
    Clock::time_point m_since = Clock::now(); ///< of connecting or of falling idle
    std::uint64_t m_served = 0;
    bool m_connected = false;
    bool m_gotBytes = false;
    bool m_writing = false;
};

void HttpPeer::Connection::open()
{
    m_peer->m_resolver.resolve(m_peer->m_address.host, [self = shared_from_this()](const auto &address) {
        if (!self->m_peer)
            return;
        if (address)
            self->connect(*address);
        else
            self->end(CallStatus::Refused);
    });
}

void HttpPeer::Connection::connect(const asio::ip::address &address)
{
    m_socket.async_connect({address, m_peer->m_address.port}, [self = shared_from_this()](const auto &error) {
        if (!self->m_peer)
            return;
        if (error) {
            self->m_peer->m_resolver.forget(self->m_peer->m_address.host);
            return self->end(CallStatus::Refused);
        }
        boost::system::error_code ignored;
        self->m_socket.set_option(tcp::no_delay(true), ignored);
        self->m_socket.set_option(asio::socket_base::keep_alive(true), ignored);
        self->m_connected = true;
        self->transmit();
        if (self->m_peer)
            self->read();
    });
}

void HttpPeer::Connection::carry(Job job)
{
    m_job = std::move(job);
    transmit();
}

void HttpPeer::Connection::transmit()
{
    const auto now = Clock::now();
    if (m_job->hasTimeout && now >= m_job->deadline)
        return end(CallStatus::TimedOut);
    m_gotBytes = false;
    expectReply();
    const Duration remaining = m_job->hasTimeout ? Duration(m_job->deadline - now) : Duration::zero();
    m_output = httpRequestText(m_job->request, m_peer->m_hostHeader, remaining);
    // A failed write shows as a failed read too.
    m_writing = true;
    asio::async_write(m_socket, asio::buffer(m_output), [self = shared_from_this()](const auto &, std::size_t) {
        self->m_writing = false;
        if (self->m_output.capacity() > keptRequestBytes)
            std::string().swap(self->m_output);
    });
}

void HttpPeer::Connection::expectReply()
{
    m_parser.emplace();
    m_parser->eager(false); // until the header is taken: trailers would stand among its fields
    m_reply = {};
    m_parser->header_limit(m_peer->m_limits.headerBytes);
    m_parser->body_limit(m_peer->m_limits.bodyBytes);
    m_parser->skip(isHead());
}

void HttpPeer::Connection::read()
{
    if (!m_share.mayGrow())
        return m_share.wait([weak = weak_from_this()] {
            if (const auto self = weak.lock(); self && self->m_peer)
                self->read();
        });
    m_socket.async_read_some(
        m_buffer.prepare(replyChunkBytes),
        [self = shared_from_this()](const auto &error, std::size_t bytes) { self->onRead(error, bytes); });
}

void HttpPeer::Connection::onRead(const boost::system::error_code &error, std::size_t bytes)
{
    if (!m_peer)
        return;
    if (error)
        return onEnd();
    m_buffer.commit(bytes);
    if (!m_job) // an unasked word on an idle connection
        return end(CallStatus::Reset);
    m_gotBytes = true;
    parse();
    if (m_peer)
        read();
}

void HttpPeer::Connection::parse()
{
    while (m_buffer.size() > 0) {
        boost::system::error_code error;
        m_buffer.consume(m_parser->put(m_buffer.data(), error));
        if (m_peer->m_replies && m_parser->get().body().size() > replyChunkBytes)
            m_share.count(*m_peer->m_replies, m_parser->get().body().size());
        if (error == http::error::need_more)
            return;
        if (error && m_peer->m_mapping.acceptsAnyAnswer && !m_peer->m_speaksHttp)
            return end(CallStatus::Ok);
        if (error == http::error::body_limit)
            return refuse("is larger than " + formatBytes(static_cast<std::int64_t>(m_peer->m_limits.bodyBytes)) +
                          ", the most that is read: no reply is passed on before it is whole. Ask for it in parts, or "
                          "straight from there.");
        if (error == http::error::header_limit)
            return refuse("has a header larger than " +
                          formatBytes(static_cast<std::int64_t>(m_peer->m_limits.headerBytes)) +
                          ", the most that is read.");
        if (error)
            return refuse("is not HTTP: " + error.message() + '.');
        if (const std::string coding = takeHeader(); !coding.empty())
            return refuse("has the Transfer-Encoding " + coding + ", which is not understood here: only chunked is.");
        if (!m_parser->is_done())
            continue;
        const bool isInterim = m_parser->get().result_int() < 200;
        if (!isInterim)
            return complete();
        expectReply();
    }
}

/// Gives the Transfer-Encoding that cannot be undone here; without its name nobody behind could either.
std::string HttpPeer::Connection::takeHeader()
{
    if (!m_parser->is_header_done() || m_parser->eager())
        return {};
    m_parser->eager(true);
    const auto &message = m_parser->get();
    const bool needsBody = !isHead() && !m_peer->m_mapping.acceptsAnyAnswer;
    if (const std::string coding = foreignCodingOf(message); needsBody && !coding.empty())
        return coding;
    m_reply.status = static_cast<int>(message.result_int());
    m_reply.contentType = std::string(message[http::field::content_type]);
    if (!m_peer->m_mapping.passesHeadersOn)
        return {};
    m_reply.isPassedOn = true;
    m_reply.headers = headerLinesOf(message);
    if (const auto size = message[http::field::content_length]; isHead() && !size.empty())
        m_reply.headers += "Content-Length: " + std::string(size) + "\r\n";
    return {};
}

void HttpPeer::Connection::onEnd()
{
    if (!m_job)
        return abandon();
    boost::system::error_code error;
    const bool hasBegun = m_parser && m_parser->got_some(); // also of what follows an interim answer
    if (hasBegun)
        m_parser->put_eof(error);
    if (hasBegun && !error && m_parser->is_done())
        return complete();
    if (isRepeatable()) {
        // The server closed a kept connection while our request was on its way: it has not seen it (RFC 9110, 9.2.2).
        Job again = std::move(*m_job);
        again.retried = true;
        HttpPeer &peer = *m_peer;
        m_job.reset();
        abandon();
        peer.m_waiting.push_front(std::move(again));
        return peer.dispatch();
    }
    end(m_peer->m_mapping.acceptsAnyAnswer && !m_peer->m_speaksHttp ? CallStatus::Ok : CallStatus::Reset);
}

void HttpPeer::Connection::complete()
{
    HttpPeer &peer = *m_peer;
    peer.m_speaksHttp = true;
    auto &message = m_parser->get();
    HttpReply reply = std::exchange(m_reply, {});
    reply.body = std::move(message.body());
    reply.bodyBytes = static_cast<std::uint32_t>(reply.body.size());
    // An answer before the end of the question: what is left of it would run into the next.
    const bool keep = message.keep_alive() && !m_parser->need_eof() && m_buffer.size() == 0 && !m_writing;
    const Job job = std::move(*m_job);
    m_job.reset();
    ++m_served;
    m_since = Clock::now();
    if (keep)
        peer.m_free.push_back(shared_from_this());
    else
        abandon();
    if (!job.oneWay) {
        auto [status, body] = peer.m_mapping.readReply(reply);
        peer.answer(job, status, std::move(body));
    }
    m_share.giveBack();
    peer.dispatch();
}

/// With a reply in the place of what came.
void HttpPeer::Connection::refuse(const std::string &why)
{
    HttpPeer &peer = *m_peer;
    const std::string text = "The reply of " + peer.m_hostHeader + ' ' + why;
    const auto job = std::exchange(m_job, std::nullopt);
    abandon();
    if (peer.m_refusalTold.isDue())
        peer.m_inbox.event("reply-refused", text);
    if (job)
        peer.answer(*job, CallStatus::Failed, HttpReply{502, "text/plain; charset=utf-8", text + '\n'});
    peer.dispatch();
}

bool HttpPeer::Connection::isUnendedStream() const
{
    if (!m_parser || !m_parser->is_header_done() || m_parser->is_done())
        return false;
    constexpr std::string_view stream = "text/event-stream";
    const auto type = m_parser->get()[http::field::content_type];
    return boost::beast::iequals(type.substr(0, stream.size()), stream);
}

void HttpPeer::Connection::end(CallStatus status)
{
    HttpPeer &peer = *m_peer;
    const auto job = std::exchange(m_job, std::nullopt);
    abandon();
    if (job)
        peer.answer(*job, status);
    peer.dispatch();
}

void HttpPeer::Connection::abandon()
{
    if (!m_peer)
        return;
    const auto self = shared_from_this();
    HttpPeer &peer = *std::exchange(m_peer, nullptr);
    boost::system::error_code ignored;
    m_socket.close(ignored);
    m_parser.reset();
    m_share.giveBack();
    std::erase(peer.m_free, self);
    peer.m_connections.erase(self);
}

void HttpPeer::Connection::sweep(Clock::time_point now)
{
    if (!m_job) {
        if (now - m_since > m_peer->m_limits.idle)
            abandon();
    } else if (!m_connected && now - m_since > m_peer->m_limits.connect) {
        m_peer->m_resolver.forget(m_peer->m_address.host);
        end(CallStatus::Refused);
    } else if (m_job->hasTimeout && now + streamMargin > m_job->deadline && isUnendedStream()) {
        refuse("is a text/event-stream and has not ended in time: no reply is passed on before it is whole. Ask for it "
               "straight from there.");
    } else if (m_job->hasTimeout && now > m_job->deadline + lateSlack) {
        end(CallStatus::TimedOut);
    }
}

HttpPeer::HttpPeer(const EndpointContext &context, PeerId self, const HttpMapping &mapping, HttpPeerLimits limits)
    : m_io(context.io), m_resolver(context.resolver), m_inbox(context.inbox), m_self(self),
      m_address(context.agent.peers.at(self)), m_hostHeader(m_address.host + ':' + std::to_string(m_address.port)),
      m_sender(context.agent.instance), m_mapping(mapping), m_limits(limits), m_replies(context.replies),
      m_sweepTimer(context.io)
{}

HttpPeer::~HttpPeer()
{
    const auto connections = m_connections;
    for (const auto &connection : connections)
        connection->abandon();
}

void HttpPeer::send(Message message)
{
    if (const auto *call = std::get_if<Call>(&message)) {
        const bool hasTimeout = call->timeout > Duration::zero();
        const auto deadline = hasTimeout ? Clock::now() + call->timeout : Clock::time_point::max();
        accept({call->id, m_mapping.writeRequest(call->body), deadline, hasTimeout, false, false});
    } else if (const auto *withdrawal = std::get_if<Withdrawal>(&message)) {
        withdraw(withdrawal->id);
    } else if (m_mapping.writeMessage) {
        accept({0, m_mapping.writeMessage(m_sender, message), Clock::now() + oneWayTimeout, true, true, true});
    }
}

void HttpPeer::accept(Job job)
{
    if (m_waiting.size() >= m_limits.waiting)
        return answer(job, CallStatus::Overloaded);
    m_waiting.push_back(std::move(job));
    dispatch();
    armSweep();
}

/// HTTP/1.1 has no other way to say so than to close the connection.
void HttpPeer::withdraw(std::uint64_t id)
{
    std::erase_if(m_waiting, [id](const Job &job) { return !job.oneWay && job.id == id; });
    const auto found = std::find_if(m_connections.begin(), m_connections.end(),
                                    [id](const auto &connection) { return connection->carries(id); });
    if (found == m_connections.end())
        return;
    const std::shared_ptr<Connection> connection = *found;
    connection->abandon();
    dispatch();
}

void HttpPeer::dispatch()
{
    // A connection that fails at once calls us again: the loop below goes on for it, the stack does not grow.
    if (std::exchange(m_dispatching, true))
        return;
    while (!m_waiting.empty() && (!m_free.empty() || m_connections.size() < m_limits.connections)) {
        Job job = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (!m_free.empty() && !job.retried) {
            const auto connection = m_free.back();
            m_free.pop_back();
            connection->carry(std::move(job));
        } else {
            const auto connection = std::make_shared<Connection>(*this, std::move(job));
            m_connections.insert(connection);
            connection->open();
        }
    }
    m_dispatching = false;
}

void HttpPeer::answer(const Job &job, CallStatus status, ReplyBody body)
{
    // Past its deadline a call is the machine's own to expire; an answer that did come is told, to be counted as late.
    if (!job.oneWay && status != CallStatus::TimedOut)
        m_inbox.received(m_self, Answer{job.id, status, std::move(body)});
}

void HttpPeer::sweep()
{
    const auto now = Clock::now();
    std::erase_if(m_waiting, [now](const Job &job) { return job.hasTimeout && now > job.deadline; });
    const auto connections = m_connections;
    for (const auto &connection : connections)
        connection->sweep(now);
    m_sweepArmed = false;
    armSweep();
}

void HttpPeer::armSweep()
{
    if (m_connections.empty() && m_waiting.empty())
        return;
    if (std::exchange(m_sweepArmed, true))
        return;
    m_sweepTimer.after(sweepCallsEvery, [this] { sweep(); });
}

} // namespace bayplan
