// SPDX-License-Identifier: Apache-2.0
// What a load generator promises (PATTERNS 1): nothing is sent after it was told to stop, no more in flight than there
// may be, every call ends and is counted once, and users do not go missing.
#include "simulator/invariants.h"

#include <algorithm>
#include <cmath>

namespace bayplan {
namespace {

/// Steps between two looks at its figures, which cost more than a step.
constexpr std::uint32_t lookEvery = 256;

class LoadWatch final : public PatternWatch {
public:
    LoadWatch(const Plan &plan, Violations &violations) : PatternWatch(plan, violations), m_loads(plan) {}

    void started(InstanceIndex instance, Time, const std::string &, const SkewedClock &) override
    {
        m_loads[instance] = {};
        changeUsers(instance, 1);
    }
    void stepping(InstanceIndex instance, Time, const Input &input) override
    {
        if (std::holds_alternative<Stopping>(input))
            m_loads[instance].stopping = true;
        else if (const auto *changed = std::get_if<LoadChanged>(&input))
            changeUsers(instance, changed->factor);
    }
    void stepped(const WatchedStep &step) override;

private:
    struct Load {
        std::uint32_t steps = 0;
        bool stopping = false;
        std::uint64_t users = 0;     ///< of a closed loop, as many as there are at the moment
        std::uint64_t mostUsers = 0; ///< of this life: those who are too many ask once more before they leave
    };

    void changeUsers(InstanceIndex instance, double factor);
    void look(const WatchedStep &step, const Load &load);

    WatchedOf<Load, LoadConfig> m_loads;
};

void LoadWatch::changeUsers(InstanceIndex instance, double factor)
{
    Load &load = m_loads[instance];
    load.users = static_cast<std::uint64_t>(std::round(configOf<LoadConfig>(instance).users * factor));
    load.mostUsers = std::max(load.mostUsers, load.users);
}

void LoadWatch::stepped(const WatchedStep &step)
{
    Load &load = m_loads[step.instance];
    const auto isSend = [](const Effect &effect) { return std::holds_alternative<SendEffect>(effect); };
    if (load.stopping && std::ranges::any_of(step.effects, isSend))
        broken(step.instance, step.now, "A request sent while stopping", "asks after it was told to stop");
    if (++load.steps % lookEvery == 0 || step.machine.deadline() == never)
        look(step, load);
}

void LoadWatch::look(const WatchedStep &step, const Load &load)
{
    const auto &config = configOf<LoadConfig>(step.instance);
    const bool isClosed = config.arrivals == ArrivalKind::ClosedLoop;
    std::uint64_t inFlight = 0;
    for (const CallStats &calls : step.machine.state(step.local).calls) {
        inFlight += calls.inFlight;
        if (calls.sent != calls.succeeded + calls.failed + calls.timedOut + calls.withdrawn + calls.inFlight)
            broken(step.instance, step.now, "A call without an end",
                   "has sent " + std::to_string(calls.sent) + ", and its ends do not add up to that");
    }
    const std::uint64_t most = isClosed ? load.mostUsers : config.maxInFlight;
    if (inFlight > most)
        broken(step.instance, step.now, "Too many in flight",
               "has " + std::to_string(inFlight) + " requests in flight, and " + std::to_string(most) +
                   " are the most");
    const bool isIdle = step.machine.deadline() == never && inFlight == 0;
    if (isIdle && isClosed && !load.stopping && load.users > 0 && !peersOf(step.instance).empty())
        broken(step.instance, step.now, "A user gone missing", "has users, and none of them asks or waits");
}

} // namespace

std::unique_ptr<Watch> makeLoadWatch(const Plan &plan, Violations &violations)
{
    return std::make_unique<LoadWatch>(plan, violations);
}

} // namespace bayplan
