// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/control_port.h"

#include "engine/agent/http_mapping.h"
#include "engine/agent/process_profile.h"

namespace bayplan {
namespace {

HttpLimits controlLimits()
{
    HttpLimits limits;
    limits.connections = 256;
    limits.bodyBytes = 64 * 1024;
    limits.bodyBytesOverall = 1U << 20U;
    limits.outputBytesOverall = 4U << 20U;
    return limits;
}

HttpReply text(int status, std::string body)
{
    return {status, "text/plain; charset=utf-8", std::move(body), 0};
}

} // namespace

ControlPort::ControlPort(boost::asio::io_context &io, std::uint16_t port, ControlSources sources)
    : m_sources(std::move(sources)),
      m_server(
          io, port,
          [this](const HttpArrival &arrival, const std::shared_ptr<HttpExchange> &exchange) {
              exchange->reply(answer(arrival.request));
          },
          controlLimits())
{}

HttpReply ControlPort::answer(const HttpRequest &request) const
{
    const std::string path = request.target.substr(0, request.target.find('?'));
    if (path == "/peer")
        return answerPeer(request);
    if (request.method != "GET" && request.method != "HEAD")
        return text(405, "Only GET is served here.\n");
    if (path == "/healthz")
        return text(200, "ok\n");
    if (path == "/readyz")
        return m_sources.isReady() ? text(200, "ready\n") : text(503, "not ready\n");
    if (path == "/metrics")
        return {200, "text/plain; version=0.0.4; charset=utf-8", m_sources.metrics(), 0};
    if (path == "/profile")
        return {200, "application/json", processProfile(), 0};
    if (path == "/config")
        return {200, "application/json", m_sources.config() + '\n', 0};
    if (path == "/logs")
        return {200, "application/x-ndjson", m_sources.logs(), 0};
    return text(404, "There are /healthz /readyz /metrics /profile /config /logs.\n");
}

HttpReply ControlPort::answerPeer(const HttpRequest &request) const
{
    if (!m_sources.peerMessage)
        return text(404, "This agent has no peers of its kind.\n");
    if (request.method != "POST")
        return text(405, "Only POST is served here.\n");
    const auto taken = m_sources.peerMessage(request);
    return taken ? HttpReply{204, "", "", 0} : httpErrorReply(taken.error());
}

} // namespace bayplan
