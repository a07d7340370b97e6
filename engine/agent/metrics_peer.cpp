// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/metrics_peer.h"

#include "engine/agent/resolver.h"
#include "engine/wire/memcache_words.h"
#include "engine/wire/metric_sources.h"
#include "engine/wire/prometheus_text.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <array>
#include <optional>
#include <unordered_set>
#include <utility>

namespace bayplan {
namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using asio::ip::udp;

namespace {

constexpr std::size_t scrapesAtOnce = 16;
constexpr std::size_t aroundBodyBytes = 64U << 10U; ///< around a body: of http, of redis

/// The reply once `bytes` hold it whole; `ended` when no more will come.
using ReadAnswer = std::optional<MetricsReply> (*)(std::string_view bytes, bool ended, const AdapterConfig &adapter);

MetricsReply refused(std::string reason)
{
    return {{}, std::move(reason)};
}

std::optional<MetricsReply> readMemcachedAnswer(std::string_view bytes, bool ended, const AdapterConfig &adapter)
{
    const bool isError = bytes.starts_with("ERROR") || bytes.starts_with("CLIENT_") || bytes.starts_with("SERVER_");
    const bool isWhole = bytes == "END\r\n" || bytes.ends_with("\r\nEND\r\n") || (isError && bytes.ends_with('\n'));
    if (!isWhole && !ended)
        return std::nullopt;
    return readMetrics(MetricsFormat::Memcached, bytes, adapter);
}

std::optional<MetricsReply> readRedisAnswer(std::string_view bytes, bool ended, const AdapterConfig &adapter)
{
    const std::size_t end = bytes.find("\r\n");
    if (end == std::string_view::npos)
        return ended ? std::optional(refused("Redis closed the connection")) : std::nullopt;
    if (bytes.starts_with('-'))
        return readMetrics(MetricsFormat::Redis, bytes.substr(0, end), adapter);
    const auto length = bytes.starts_with('$') ? integerOf<std::uint32_t>(bytes.substr(1, end - 1)) : std::nullopt;
    if (!length || *length > adapter.maxBodyBytes)
        return refused("not an answer of Redis");
    const std::string_view body = bytes.substr(end + 2);
    if (body.size() < *length)
        return ended ? std::optional(refused("Redis closed the connection")) : std::nullopt;
    return readMetrics(MetricsFormat::Redis, body.substr(0, *length), adapter);
}

/// "100 Continue", "103 Early Hints": the answer is yet to come. 101 is none of these: it ends HTTP.
bool isInterimStatus(unsigned status)
{
    return status / 100 == 1 && status != 101;
}

template <MetricsFormat format>
std::optional<MetricsReply> readHttpAnswer(std::string_view bytes, bool ended, const AdapterConfig &adapter)
{
    boost::system::error_code error;
    std::optional<http::response_parser<http::string_body>> parser;
    do {
        parser.emplace();
        parser->eager(true);
        parser->body_limit(adapter.maxBodyBytes);
        while (!bytes.empty() && !error && !parser->is_done())
            bytes.remove_prefix(parser->put(asio::buffer(bytes.data(), bytes.size()), error));
    } while (!error && parser->is_done() && isInterimStatus(parser->get().result_int()));
    if (error == http::error::need_more)
        error = {};
    if (!error && ended && !parser->got_some())
        return refused("the connection was closed without an answer");
    if (!error && ended && !parser->is_done())
        parser->put_eof(error);
    if (error)
        return refused(error == http::error::body_limit ? "more than " + std::to_string(adapter.maxBodyBytes) + " bytes"
                                                        : "not a whole answer of HTTP: " + error.message());
    if (!parser->is_done())
        return std::nullopt;
    if (parser->get().result_int() != 200)
        return refused("HTTP status " + std::to_string(parser->get().result_int()));
    return readMetrics(format, parser->get().body(), adapter);
}

struct Format {
    std::string request; ///< behind it, for http, the host
    ReadAnswer read;
};

Format formatOf(const AdapterConfig &adapter, const std::string &host)
{
    const std::string rest = " HTTP/1.1\r\nHost: " + host + "\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    const std::string &path = adapter.path;
    switch (adapter.format) {
    case MetricsFormat::Memcached:
        return {"stats\r\n", readMemcachedAnswer};
    case MetricsFormat::Redis:
        return {"INFO\r\n", readRedisAnswer};
    case MetricsFormat::Json:
        return {"GET " + (path.empty() ? "/" : path) + rest, readHttpAnswer<MetricsFormat::Json>};
    default:
        return {"GET " + (path.empty() ? "/metrics" : path) + rest, readHttpAnswer<MetricsFormat::Prometheus>};
    }
}

AdapterConfig adapterOf(const AgentConfig &agent)
{
    if (const auto *adapter = std::get_if<AdapterConfig>(&agent.machine.behaviour))
        return *adapter;
    AdapterConfig adapter;
    adapter.format = MetricsFormat::Prometheus;
    return adapter;
}

class MetricsPeer final : public Peer {
public:
    MetricsPeer(const EndpointContext &context, PeerId self)
        : m_io(context.io), m_resolver(context.resolver), m_inbox(context.inbox), m_self(self),
          m_address(context.agent.peers.at(self)), m_adapter(adapterOf(context.agent)),
          m_format(formatOf(m_adapter, m_address.host + ':' + std::to_string(m_address.port)))
    {}
    ~MetricsPeer() override;

    void send(Message message) override;

private:
    class Scrape;
    friend class Scrape;

    void answer(std::uint64_t id, CallStatus status, MetricsReply reply = {})
    {
        m_inbox.received(m_self, Answer{id, status, std::move(reply)});
    }

    asio::io_context &m_io;
    Resolver &m_resolver;
    Inbox &m_inbox;
    PeerId m_self;
    AgentPeer m_address;
    AdapterConfig m_adapter;
    Format m_format;
    std::unordered_set<std::shared_ptr<Scrape>> m_scrapes;
};

class MetricsPeer::Scrape final : public std::enable_shared_from_this<Scrape> {
public:
    Scrape(MetricsPeer &peer, std::uint64_t id) : m_peer(&peer), m_id(id), m_socket(peer.m_io), m_timer(peer.m_io) {}

    void begin(Duration timeout);
    void abandon();

private:
    void connect(const asio::ip::address &address);
    void read();
    void onRead(const boost::system::error_code &error, std::size_t bytes);
    void finish(CallStatus status, MetricsReply reply = {});

    MetricsPeer *m_peer; ///< null once done
    std::uint64_t m_id;
    tcp::socket m_socket;
    asio::steady_timer m_timer;
    std::array<char, 16 * 1024> m_input;
    std::string m_bytes;
};

void MetricsPeer::Scrape::begin(Duration timeout)
{
    if (timeout > Duration::zero()) {
        m_timer.expires_after(timeout);
        m_timer.async_wait([self = shared_from_this()](const auto &cancelled) {
            if (!cancelled)
                self->abandon(); // the machine expires the call itself
        });
    }
    m_peer->m_resolver.resolve(m_peer->m_address.host, [self = shared_from_this()](const auto &address) {
        if (self->m_peer == nullptr)
            return;
        if (address)
            self->connect(*address);
        else
            self->finish(CallStatus::Refused);
    });
}

void MetricsPeer::Scrape::connect(const asio::ip::address &address)
{
    m_socket.async_connect({address, m_peer->m_address.port}, [self = shared_from_this()](const auto &error) {
        if (self->m_peer == nullptr)
            return;
        if (error) {
            self->m_peer->m_resolver.forget(self->m_peer->m_address.host);
            return self->finish(CallStatus::Refused);
        }
        // A failed write shows as a failed read too.
        asio::async_write(self->m_socket, asio::buffer(self->m_peer->m_format.request),
                          [self](const auto &, std::size_t) {});
        self->read();
    });
}

void MetricsPeer::Scrape::read()
{
    m_socket.async_read_some(asio::buffer(m_input), [self = shared_from_this()](const auto &error, std::size_t bytes) {
        if (self->m_peer != nullptr)
            self->onRead(error, bytes);
    });
}

void MetricsPeer::Scrape::onRead(const boost::system::error_code &error, std::size_t bytes)
{
    if (error && error != asio::error::eof)
        return finish(CallStatus::Reset);
    m_bytes.append(m_input.data(), bytes);
    const AdapterConfig &adapter = m_peer->m_adapter;
    if (m_bytes.size() > adapter.maxBodyBytes + aroundBodyBytes)
        return finish(CallStatus::Ok, refused("more than " + std::to_string(adapter.maxBodyBytes) + " bytes"));
    if (auto reply = m_peer->m_format.read(m_bytes, error == asio::error::eof, adapter))
        return finish(CallStatus::Ok, std::move(*reply));
    read();
}

void MetricsPeer::Scrape::finish(CallStatus status, MetricsReply reply)
{
    MetricsPeer &peer = *m_peer;
    abandon();
    peer.answer(m_id, status, std::move(reply));
}

void MetricsPeer::Scrape::abandon()
{
    if (m_peer == nullptr)
        return;
    const auto self = shared_from_this();
    m_timer.cancel();
    boost::system::error_code ignored;
    m_socket.close(ignored);
    std::exchange(m_peer, nullptr)->m_scrapes.erase(self);
}

MetricsPeer::~MetricsPeer()
{
    const auto scrapes = m_scrapes;
    for (const auto &scrape : scrapes)
        scrape->abandon();
}

void MetricsPeer::send(Message message)
{
    const auto *call = std::get_if<Call>(&message);
    if (call == nullptr)
        return;
    if (m_scrapes.size() >= scrapesAtOnce)
        return answer(call->id, CallStatus::Overloaded);
    const auto scrape = std::make_shared<Scrape>(*this, call->id);
    m_scrapes.insert(scrape);
    scrape->begin(call->timeout);
}

/// Listens for what the application sends, and answers from that.
class StatsdPeer final : public Peer {
public:
    StatsdPeer(const EndpointContext &context, PeerId self)
        : m_inbox(context.inbox), m_self(self), m_table(adapterOf(context.agent)), m_socket(context.io)
    {
        const udp::endpoint address(asio::ip::address_v4::loopback(), context.agent.peers.at(self).port);
        m_socket.open(udp::v4(), m_error);
        if (!m_error)
            m_socket.bind(address, m_error);
        if (m_error)
            m_inbox.event("statsd-port-taken", m_error.message());
        else
            receive();
    }
    ~StatsdPeer() override { *m_alive = false; }

    void send(Message message) override
    {
        const auto *call = std::get_if<Call>(&message);
        if (call == nullptr)
            return;
        MetricsReply reply = m_error ? refused("cannot listen: " + m_error.message()) : m_table.reply();
        m_inbox.received(m_self, Answer{call->id, CallStatus::Ok, std::move(reply)});
    }

private:
    void receive()
    {
        m_socket.async_receive(asio::buffer(m_input), [this, alive = m_alive](const auto &error, std::size_t bytes) {
            if (!*alive || error == asio::error::operation_aborted)
                return;
            if (!error)
                m_table.add({m_input.data(), bytes});
            receive();
        });
    }

    Inbox &m_inbox;
    PeerId m_self;
    StatsdTable m_table;
    udp::socket m_socket;
    boost::system::error_code m_error;
    std::array<char, 65536> m_input;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

HttpReply writeFigures(CallStatus status, ReplyBody body)
{
    const auto *figures = body.as<MetricsReply>();
    if (figures == nullptr)
        return plainHttpMapping().writeReply(status, std::move(body));
    HttpReply reply;
    reply.status = httpStatusFor(status, 200);
    reply.contentType = prometheusContentType;
    reply.body = writePrometheusText(figures->samples);
    reply.bodyBytes = static_cast<std::uint32_t>(reply.body.size());
    return reply;
}

} // namespace

std::unique_ptr<Peer> makeMetricsPeer(const EndpointContext &context, PeerId self)
{
    if (adapterOf(context.agent).format == MetricsFormat::Statsd)
        return std::make_unique<StatsdPeer>(context, self);
    return std::make_unique<MetricsPeer>(context, self);
}

const HttpMapping &metricsHttpMapping()
{
    static const HttpMapping mapping = [] {
        HttpMapping plain = plainHttpMapping();
        plain.writeReply = writeFigures;
        return plain;
    }();
    return mapping;
}

} // namespace bayplan
