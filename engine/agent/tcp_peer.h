// SPDX-License-Identifier: Apache-2.0
// The way on of a front before a service of which only the connection is known: bytes in both directions, unread.
#pragma once

#include "engine/agent/endpoints.h"
#include "engine/agent/tcp_clients.h"
#include "engine/agent/timer.h"

#include <boost/asio/ip/tcp.hpp>

#include <memory>
#include <unordered_map>

namespace bayplan {

struct TcpPeerLimits {
    Duration connect = std::chrono::seconds(1);
    Duration idle = std::chrono::minutes(10); ///< without a byte carried either way; then both sides are reset
};

/// A Call is a connection of TcpClients. Without a connection to the replica within `connect` it is answered Refused,
/// and nothing has been read of the client: another replica may have it. From then on bytes are carried both ways, at
/// most 16 KiB of each under way: who does not read is not written to, and whoever writes to him waits. An end of one
/// direction is passed on, and the other goes on. The Call is answered when both have ended, Ok, or when one side
/// breaks off: Reset when it was the replica. The other side is reset then, so that it cannot take what it has for the
/// whole.
class TcpPeer final : public Peer {
public:
    TcpPeer(const EndpointContext &context, PeerId self, TcpPeerLimits limits = {});
    ~TcpPeer() override;

    void send(Message message) override;

private:
    class Passage;
    friend class Passage;

    void ended(std::uint64_t call, CallStatus status);

    boost::asio::io_context &m_io;
    Resolver &m_resolver;
    Inbox &m_inbox;
    PeerId m_self;
    AgentPeer m_address;
    TcpClients &m_clients;
    TcpPeerLimits m_limits;
    std::unordered_map<std::uint64_t, std::shared_ptr<Passage>> m_passages; ///< by call
};

std::unique_ptr<Peer> makeTcpPeer(const EndpointContext &context, PeerId self);

} // namespace bayplan
