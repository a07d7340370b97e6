// SPDX-License-Identifier: Apache-2.0
// What must hold at every event, whatever is broken: watchers of single patterns, which see what a machine is given and
// what it does, and take no part in how it works.
#pragma once

#include "engine/patterns/machine.h"
#include "engine/plan/plan.h"
#include "simulator/skewed_clock.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bayplan {

/// A promise that was broken.
struct Violation {
    Time at{};
    std::string subject;                 ///< instance, or name of the election
    std::string text;                    ///< one sentence, with the instant in it
    std::optional<std::size_t> election; ///< index in electionsOf(plan)
};

/// Keeps the first hundred.
class Violations {
public:
    void add(Violation violation)
    {
        if (m_list.size() < 100)
            m_list.push_back(std::move(violation));
    }
    const std::vector<Violation> &list() const { return m_list; }

private:
    std::vector<Violation> m_list;
};

/// A step that a machine has just made; nothing of what it wants is done yet.
struct WatchedStep {
    InstanceIndex instance = 0;
    Time now{};
    Time local{}; ///< by the machine's clock
    const Machine &machine;
    const std::vector<Effect> &effects;
};

/// Of the instances that it is given for; each function is called in the order in which things happen.
class Watch {
public:
    Watch() = default;
    Watch(const Watch &) = delete;
    Watch &operator=(const Watch &) = delete;
    virtual ~Watch() = default;

    /// A new life; the clock stays where it is for as long as the world lives.
    virtual void started(InstanceIndex, Time, const std::string & /*durable*/, const SkewedClock &) {}
    virtual void ended(InstanceIndex, Time) {}
    virtual void stepping(InstanceIndex, Time, const Input &) {}
    virtual void stepped(const WatchedStep &) {}
    virtual void written(InstanceIndex, Time, const std::string & /*durable*/) {}
    virtual void appended(InstanceIndex, Time) {}
    virtual void sending(InstanceIndex, Time, PeerId, const Message &) {}
    virtual void replying(InstanceIndex, Time, RequestId, const ReplyBody &) {}

    /// `quiet`: nothing is broken on purpose from now on, and what was is mended.
    virtual void faultsChanged(Time, bool /*quiet*/) {}
};

/// "3.204117s", to the microsecond.
std::string instantText(Time at);

/// "Two leaders at 3.2s: TEXT" is made of `what` and `detail`.
std::string violationText(const std::string &what, Time at, const std::string &detail);

std::unique_ptr<Watch> makeQueueWatch(const Plan &plan, Violations &violations);
std::unique_ptr<Watch> makeAmbassadorWatch(const Plan &plan, Violations &violations);
std::unique_ptr<Watch> makeLogWatch(const Plan &plan, Violations &violations);

} // namespace bayplan
