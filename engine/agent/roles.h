// SPDX-License-Identifier: Apache-2.0
// Which protocol each role speaks on its main port, and what each protocol is over sockets: two tables, and nothing
// else in this program knows a role from another.
#pragma once

#include "engine/agent/endpoints.h"

#include <optional>
#include <string_view>
#include <vector>

namespace bayplan {

/// Both sides of a protocol over sockets. The surface listens on agent.port.
struct ProtocolSpec {
    PeerProtocol protocol;
    MakeSurface surface;
    MakePeer peer;
};

/// The Message in a POST /peer, and the name of who sent it.
struct PeerMessage {
    std::string sender; ///< instance of the agent
    Message message;
};

struct RoleSpec {
    std::string_view name;
    bool hasMachine = true; ///< made from the configuration; else an idle one
    std::optional<PeerProtocol> (*mainPort)(const AgentConfig &agent) = nullptr; ///< null: no main port
    std::vector<ProtocolSpec> ownProtocols; ///< in place of what the protocol is elsewhere
    std::vector<MakeSurface> ownSurfaces;   ///< beside the main port; one that makes none is left out
    std::vector<MakePeer> ownPeers;         ///< behind the configured ones
    Result<PeerMessage> (*readPeerMessage)(const HttpRequest &request) = nullptr; ///< POST /peer on the control port
};

/// Null when there is none of that name.
const RoleSpec *findRole(std::string_view name);

const ProtocolSpec &protocolSpec(const RoleSpec &role, PeerProtocol protocol);

} // namespace bayplan
