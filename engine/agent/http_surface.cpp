// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/http_surface.h"

#include "engine/agent/http_text.h"

#include <algorithm>
#include <utility>

namespace bayplan {
namespace {

constexpr auto streamPeriod = std::chrono::milliseconds(100);
constexpr std::size_t streamLimit = 64;

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
    if (m_mapping.streamTarget && arrival.request.target == m_mapping.streamTarget)
        return openStream(exchange);
    if (m_mapping.passesHeadersOn)
        arrival.request.headers = std::move(arrival.headerLines);
    auto body = m_mapping.readRequest(arrival.request);
    if (!body)
        return exchange->reply(httpErrorReply(body.error()));
    const RequestId request = m_inbox.requested(std::move(*body), arrival.remaining,
                                                [this, exchange](CallStatus status, const ReplyBody &reply) {
                                                    exchange->onGone = nullptr;
                                                    exchange->reply(m_mapping.writeReply(status, reply));
                                                });
    exchange->onGone = [this, request] { m_inbox.cancelled(request); };
}

void HttpSurface::openStream(const std::shared_ptr<HttpExchange> &exchange)
{
    if (m_streams.size() >= streamLimit)
        return exchange->reply({503, "text/plain", "Too many streams.\n", 0});
    exchange->openStream("text/event-stream");
    m_streams.push_back({exchange, {}});
    askForStreams();
}

void HttpSurface::askForStreams()
{
    if (std::exchange(m_asking, true))
        return;
    HttpRequest request;
    request.target = m_mapping.streamOf;
    auto body = m_mapping.readRequest(request);
    if (!body)
        return;
    m_inbox.requested(std::move(*body), Duration::zero(), [this](CallStatus status, const ReplyBody &reply) {
        publish(m_mapping.writeReply(status, reply).body);
        m_streamTimer.after(streamPeriod, [this] {
            m_asking = false;
            if (!m_streams.empty())
                askForStreams();
        });
    });
}

void HttpSurface::publish(const std::string &body)
{
    std::string event;
    for (std::size_t at = 0; at < body.size();) {
        const std::size_t end = std::min(body.find('\n', at), body.size());
        event += "data: " + body.substr(at, end - at) + '\n';
        at = end + 1;
    }
    event += '\n';
    std::erase_if(m_streams, [&](Stream &stream) {
        if (stream.last == event)
            return !stream.exchange->write({}); // nothing to say, but is anybody there?
        stream.last = event;
        return !stream.exchange->write(event);
    });
}

} // namespace bayplan
