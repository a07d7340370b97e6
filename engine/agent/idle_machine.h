// SPDX-License-Identifier: Apache-2.0
// The machine of agents that only hold a place: a pod's owner, the hub.
#pragma once

#include "engine/patterns/machine.h"

#include <type_traits>

namespace bayplan {

/// Ready from the start, refuses whatever it is asked, stops at once.
class IdleMachine final : public MachineOf<IdleMachine> {
public:
    void step(Time, Input &&input, Effects &effects) override
    {
        if (std::holds_alternative<Started>(input))
            m_phase = Phase::Ready;
        else if (std::holds_alternative<Stopping>(input))
            m_phase = Phase::Stopped;
        else if (const auto *request = std::get_if<Requested>(&input))
            effects.reply(request->request, CallStatus::Failed, HttpReply{404, {}, {}, 0});
    }
    Time deadline() const override { return never; }
    MachineState state(Time) const override
    {
        MachineState state;
        state.phase = m_phase;
        return state;
    }

private:
    Phase m_phase = Phase::Created;
};

} // namespace bayplan
