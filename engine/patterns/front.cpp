// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/front.h"

#include "engine/patterns/forwarder.h"

namespace bayplan {

std::unique_ptr<Machine> makeFront(const MachineConfig &config)
{
    const auto &front = std::get<FrontConfig>(config.behaviour);
    ForwardRules rules;
    rules.balance = {front.policy, front.ejectAfter, front.ejectFor};
    rules.maxAttempts = front.maxAttempts;
    rules.retryBudget = front.retryBudget;
    rules.breaker.failures = 0;
    rules.carriesConnections = !config.peers.empty() && config.peers[0].protocol == PeerProtocol::Tcp;
    return std::make_unique<Forwarder>(config, rules);
}

} // namespace bayplan
