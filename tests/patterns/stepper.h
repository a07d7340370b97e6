// SPDX-License-Identifier: GPL-3.0-or-later
// Drives one machine by hand: a step, and what it wanted done, by kind.
#pragma once

#include "engine/patterns/config.h"

#include <memory>
#include <utility>
#include <vector>

namespace bayplan {

class Stepper {
public:
    explicit Stepper(MachineConfig config) : machine(makeMachine(config)) {}
    explicit Stepper(std::unique_ptr<Machine> given) : machine(std::move(given)) {}

    /// Clears what the step before left.
    void step(Time now, Input input)
    {
        effects.clear();
        time = now;
        machine->step(now, std::move(input), effects);
    }
    void step(Duration sinceStart, Input input) { step(Time(sinceStart), std::move(input)); }

    void wake() { step(machine->deadline(), Woken{}); }

    template <class Kind>
    std::vector<Kind> all()
    {
        std::vector<Kind> found;
        for (const Effect &effect : effects.list()) {
            if (const auto *kind = std::get_if<Kind>(&effect))
                found.push_back(*kind);
        }
        return found;
    }

    std::vector<ReplyEffect> replies() { return all<ReplyEffect>(); }

    /// Calls only, with their peer.
    std::vector<std::pair<PeerId, Call>> calls()
    {
        std::vector<std::pair<PeerId, Call>> found;
        for (const SendEffect &send : all<SendEffect>()) {
            if (const auto *call = std::get_if<Call>(&send.message))
                found.emplace_back(send.to, *call);
        }
        return found;
    }

    void answer(Duration sinceStart, const std::pair<PeerId, Call> &call, CallStatus status,
                ReplyBody body = HttpReply{})
    {
        step(sinceStart, Received{call.first, Answer{call.second.id, status, std::move(body)}});
    }

    MachineState state() const { return machine->state(time); }

    std::unique_ptr<Machine> machine;
    Effects effects;
    Time time{};
};

} // namespace bayplan
