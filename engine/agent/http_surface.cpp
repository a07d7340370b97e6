// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/http_surface.h"

#include "engine/agent/http_text.h"

#include <algorithm>
#include <set>
#include <utility>

namespace bayplan {
namespace {

constexpr auto streamPeriod = std::chrono::milliseconds(100);
constexpr std::size_t streamLimit = 64;
constexpr const char *streamType = "text/event-stream";

HttpReply onlyToBeGot()
{
    HttpReply reply{405, "text/plain", "A stream of events is only to be got.\n", 0};
    reply.headers = "Allow: GET, HEAD\r\n";
    return reply;
}

/// Without a length: the stream has none.
HttpReply headerOfStream()
{
    HttpReply reply{200, streamType};
    reply.headers = "Cache-Control: no-store\r\n";
    reply.isPassedOn = true;
    return reply;
}

} // namespace

HttpSurface::HttpSurface(const EndpointContext &context, std::uint16_t port, const HttpMapping &mapping,
                         HttpLimits limits)
    : m_inbox(context.inbox), m_mapping(mapping), m_streamTimer(context.io),
      m_server(
          context.io, port,
          [this](HttpArrival arrival, const std::shared_ptr<HttpExchange> &exchange) {
              handle(std::move(arrival), exchange);
          },
          limits, [this](std::string_view kind, std::string text) { m_inbox.event(kind, std::move(text)); })
{}

Result<void> HttpSurface::start()
{
    return m_server.start();
}

void HttpSurface::handle(HttpArrival arrival, const std::shared_ptr<HttpExchange> &exchange)
{
    if (const auto of = m_mapping.streamOf ? m_mapping.streamOf(arrival.request.target) : std::nullopt)
        return askForStream(*of, arrival.request.method, exchange);
    if (m_mapping.passesHeadersOn)
        arrival.request.headers = std::move(arrival.headerLines);
    auto body = m_mapping.readRequest(arrival.request);
    if (!body)
        return exchange->reply(httpErrorReply(body.error()));
    const RequestId request =
        m_inbox.requested(std::move(*body), arrival.remaining, [this, exchange](CallStatus status, ReplyBody reply) {
            exchange->onGone = nullptr;
            exchange->reply(m_mapping.writeReply(status, std::move(reply)));
        });
    exchange->onGone = [this, request] { m_inbox.cancelled(request); };
}

/// Opened when there is something to tell: who asks for what there is not hears that.
void HttpSurface::askForStream(const std::string &of, const std::string &method,
                               const std::shared_ptr<HttpExchange> &exchange)
{
    const bool headOnly = method == "HEAD";
    if (method != "GET" && !headOnly)
        return exchange->reply(onlyToBeGot());
    const RequestId request = ask(of, [this, of, headOnly, exchange](const HttpReply &first) {
        exchange->onGone = nullptr;
        if (headOnly && first.status != 404)
            return exchange->reply(headerOfStream());
        openStream(of, exchange, first);
    });
    exchange->onGone = [this, request] { m_inbox.cancelled(request); };
}

void HttpSurface::openStream(const std::string &of, const std::shared_ptr<HttpExchange> &exchange,
                             const HttpReply &first)
{
    if (first.status == 404)
        return exchange->reply(first);
    if (m_streams.size() >= streamLimit)
        return exchange->reply({503, "text/plain", "Too many streams.\n", 0});
    exchange->openStream(streamType);
    m_streams.push_back({exchange, of, {}});
    publish(of, first.body);
    askLater();
}

RequestId HttpSurface::ask(const std::string &of, std::function<void(HttpReply)> answered)
{
    HttpRequest request;
    request.target = of;
    auto body = m_mapping.readRequest(request);
    return m_inbox.requested(body ? std::move(*body) : RequestBody(), Duration::zero(),
                             [this, answered = std::move(answered)](CallStatus status, ReplyBody reply) {
                                 answered(m_mapping.writeReply(status, std::move(reply)));
                             });
}

void HttpSurface::askLater()
{
    if (m_streams.empty() || m_asked > 0 || std::exchange(m_willAsk, true))
        return;
    m_streamTimer.after(streamPeriod, [this] {
        m_willAsk = false;
        askForStreams();
    });
}

void HttpSurface::askForStreams()
{
    std::set<std::string> targets;
    for (const Stream &stream : m_streams)
        targets.insert(stream.of);
    m_asked = targets.size();
    for (const std::string &of : targets)
        ask(of, [this, of](const HttpReply &reply) {
            publish(of, reply.body);
            --m_asked;
            askLater();
        });
}

void HttpSurface::publish(const std::string &of, const std::string &body)
{
    std::string event;
    for (std::size_t at = 0; at < body.size();) {
        const std::size_t end = std::min(body.find('\n', at), body.size());
        event += "data: " + body.substr(at, end - at) + '\n';
        at = end + 1;
    }
    event += '\n';
    std::erase_if(m_streams, [&](Stream &stream) {
        if (stream.of != of)
            return false;
        if (stream.last == event)
            return !stream.exchange->write({}); // nothing to say, but is anybody there?
        stream.last = event;
        return !stream.exchange->write(event);
    });
}

} // namespace bayplan
