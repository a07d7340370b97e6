// SPDX-License-Identifier: Apache-2.0
// From the catalog's parameters of one container to what its machine is told. Used by lower.cpp only.
#pragma once

#include "engine/model/topology.h"
#include "engine/patterns/config.h"

#include <string>

namespace bayplan {

/// Behaviour of the container's machine; ElectionConfig comes without its members (lower.cpp knows them).
BehaviourConfig behaviourOf(const Container &container);

/// "service", "load", "ambassador"...: which role of the agent plays this kind.
std::string agentRoleOf(const Container &container);

/// Whether it balances over the replicas of what it calls by itself, and so calls each by its own name and no front.
bool reachesReplicas(const Container &caller);

/// What is spoken to a container's incoming port.
PeerProtocol protocolOf(const Container &container);

} // namespace bayplan
