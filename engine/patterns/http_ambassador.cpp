// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/http_ambassador.h"

#include "engine/patterns/forwarder.h"

namespace bayplan {
namespace {

class HttpAmbassador final : public MachineOf<HttpAmbassador, Forwarder> {
public:
    using MachineOf::MachineOf;

    MachineState state(Time now) const override
    {
        MachineState state = Forwarder::state(now);
        state.pattern = routes(now);
        return state;
    }
};

} // namespace

std::unique_ptr<Machine> makeHttpAmbassador(const MachineConfig &config)
{
    const auto &ambassador = std::get<HttpAmbassadorConfig>(config.behaviour);
    ForwardRules rules;
    rules.balance = {ambassador.policy, ambassador.ejectAfter, ambassador.ejectFor, ambassador.ejectMost};
    rules.maxAttempts = ambassador.maxAttempts;
    rules.retryBudget = ambassador.retryBudget;
    rules.splits = true;
    rules.judgesAnswers = true;
    rules.breaker = ambassador.breaker;
    return std::make_unique<HttpAmbassador>(config, rules);
}

} // namespace bayplan
