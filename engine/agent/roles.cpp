// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/roles.h"

#include "engine/agent/file_tail.h"
#include "engine/agent/health_command.h"
#include "engine/agent/http_peer.h"
#include "engine/agent/http_surface.h"
#include "engine/agent/hub.h"
#include "engine/agent/memcache_peer.h"
#include "engine/agent/memcache_server.h"
#include "engine/agent/metrics_peer.h"
#include "engine/agent/sync_fetcher.h"
#include "engine/agent/tcp_peer.h"
#include "engine/agent/tcp_surface.h"
#include "engine/agent/work_command.h"
#include "engine/wire/pattern_messages.h"

#include <unistd.h>

#include <algorithm>
#include <array>

namespace bayplan {
namespace {

template <const HttpMapping &(*mapping)()>
std::unique_ptr<Surface> overHttp(const EndpointContext &context)
{
    return std::make_unique<HttpSurface>(context, context.agent.port, mapping());
}

template <const HttpMapping &(*mapping)()>
std::unique_ptr<Peer> callOverHttp(const EndpointContext &context, PeerId self)
{
    return std::make_unique<HttpPeer>(context, self, mapping());
}

/// A batch of log lines may be large: 500 lines of 64 KiB.
std::unique_ptr<Surface> logSink(const EndpointContext &context)
{
    HttpLimits limits;
    limits.bodyBytes = 40U << 20U;
    return std::make_unique<HttpSurface>(context, context.agent.port, logHttpMapping(), limits);
}

/// Only of log lines: what else is adapted is asked for its figures.
std::unique_ptr<Surface> adaptedLines(const EndpointContext &context)
{
    return context.agent.tailFile.empty() ? nullptr : makeFileTail(context);
}

std::unique_ptr<Surface> makeHub(const EndpointContext &context)
{
    return std::make_unique<Hub>(context, STDIN_FILENO, STDOUT_FILENO);
}

Result<PeerMessage> fromElector(const HttpRequest &request)
{
    auto sent = readElectionMessage(request.body);
    if (!sent)
        return sent.error();
    return PeerMessage{std::move(sent->sender), std::move(sent->message)};
}

template <PeerProtocol protocol>
std::optional<PeerProtocol> always(const AgentConfig &)
{
    return protocol;
}

std::optional<PeerProtocol> asService(const AgentConfig &agent)
{
    const auto *service = std::get_if<ServiceConfig>(&agent.machine.behaviour);
    return service ? std::optional(service->protocol) : std::nullopt;
}

/// What its replicas speak.
std::optional<PeerProtocol> asFirstPeer(const AgentConfig &agent)
{
    return agent.machine.peers.empty() ? PeerProtocol::Http : agent.machine.peers.front().protocol;
}

const std::vector<ProtocolSpec> &protocols()
{
    static const std::vector<ProtocolSpec> table{
        {PeerProtocol::Http, overHttp<plainHttpMapping>, callOverHttp<plainHttpMapping>},
        {PeerProtocol::Tcp, overHttp<plainHttpMapping>, callOverHttp<tcpHttpMapping>},
        {PeerProtocol::Log, logSink, callOverHttp<logHttpMapping>},
        {PeerProtocol::Queue, overHttp<queueHttpMapping>, callOverHttp<queueHttpMapping>},
        {PeerProtocol::Election, overHttp<electionHttpMapping>, callOverHttp<electionHttpMapping>},
        {PeerProtocol::Memcache, makeMemcacheServer, makeMemcachePeer},
        {PeerProtocol::Metrics, overHttp<metricsHttpMapping>, makeMetricsPeer},
    };
    return table;
}

const std::vector<RoleSpec> &roles()
{
    static const ProtocolSpec proxied{PeerProtocol::Http, overHttp<proxyHttpMapping>, callOverHttp<proxyHttpMapping>};
    static const ProtocolSpec carried{PeerProtocol::Tcp, makeTcpSurface, makeTcpPeer};
    static const std::vector<RoleSpec> table{
        {"pause", false, nullptr, {}, {}, {}, nullptr},
        {"hub", false, nullptr, {}, {makeHub}, {}, nullptr},
        {"service", true, asService, {}, {}, {}, nullptr},
        {"load", true, nullptr, {}, {}, {}, nullptr},
        {"front", true, asFirstPeer, {proxied, carried}, {}, {}, nullptr},
        {"elector", true, always<PeerProtocol::Election>, {}, {}, {}, fromElector},
        {"queue", true, always<PeerProtocol::Queue>, {}, {}, {}, nullptr},
        {"worker", true, nullptr, {}, {}, {makeWorkCommand}, nullptr},
        {"ambassador", true, always<PeerProtocol::Memcache>, {}, {}, {}, nullptr},
        {"http-ambassador", true, always<PeerProtocol::Http>, {proxied}, {}, {}, nullptr},
        {"sync", true, always<PeerProtocol::Http>, {}, {}, {makeSyncFetcher}, nullptr},
        {"root", true, always<PeerProtocol::Http>, {proxied}, {}, {}, nullptr},
        {"adapter", true, always<PeerProtocol::Metrics>, {}, {adaptedLines}, {makeHealthCommand}, nullptr},
        {"logsaver", true, nullptr, {}, {makeFileTail}, {}, nullptr},
    };
    return table;
}

} // namespace

const RoleSpec *findRole(std::string_view name)
{
    const auto found =
        std::find_if(roles().begin(), roles().end(), [&](const RoleSpec &role) { return role.name == name; });
    return found == roles().end() ? nullptr : &*found;
}

const ProtocolSpec &protocolSpec(const RoleSpec &role, PeerProtocol protocol)
{
    const auto isIt = [protocol](const ProtocolSpec &spec) { return spec.protocol == protocol; };
    if (const auto own = std::find_if(role.ownProtocols.begin(), role.ownProtocols.end(), isIt);
        own != role.ownProtocols.end())
        return *own;
    const auto found = std::find_if(protocols().begin(), protocols().end(), isIt);
    return found == protocols().end() ? protocols().front() : *found;
}

} // namespace bayplan
