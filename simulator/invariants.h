// SPDX-License-Identifier: Apache-2.0
// What must hold at every event, whatever is broken: watchers of single patterns, which see what a machine is given and
// what it does, and take no part in how it works.
#pragma once

#include "engine/base/skewed_clock.h"
#include "engine/patterns/machine.h"
#include "engine/plan/plan.h"
#include "engine/plan/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bayplan {

/// Keeps the first `mostViolations`. Who was given the list keeps it as it was.
class Violations {
public:
    void add(Violation violation)
    {
        if (m_list->size() >= mostViolations)
            return;
        auto longer = std::make_shared<std::vector<Violation>>(*m_list);
        longer->push_back(std::move(violation));
        m_list = std::move(longer);
    }
    const std::vector<Violation> &list() const { return *m_list; }
    const std::shared_ptr<const std::vector<Violation>> &shared() const { return m_list; }

private:
    std::shared_ptr<const std::vector<Violation>> m_list = std::make_shared<std::vector<Violation>>();
};

/// A step that a machine has just made; nothing of what it wants is done yet.
struct WatchedStep {
    InstanceIndex instance = 0;
    Time now{};
    Time local{}; ///< by the machine's clock
    const Machine &machine;
    const std::vector<Effect> &effects;
};

/// What is broken on purpose at the moment. Cuts are those that stay until they end: they flap not, and delay nothing.
enum class Broken : std::uint8_t { Nothing, Cuts, More };

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

    /// From now on; also when a fault has come or gone and it is the same as before.
    virtual void faultsChanged(Time, Broken) {}

    /// Messages of the instance to the peer are cut off, or come through again; cuts of several faults are told each.
    virtual void laneCut(InstanceIndex, PeerId, Time, bool /*isCut*/) {}
};

/// Of one pattern: what it finds broken it says of the instance.
class PatternWatch : public Watch {
protected:
    PatternWatch(const Plan &plan, Violations &violations) : m_plan(plan), m_violations(violations) {}

    /// "What at 3.2s: INSTANCE detail."
    void broken(InstanceIndex instance, Time now, const std::string &what, const std::string &detail);

    template <class Config>
    const Config &configOf(InstanceIndex instance) const
    {
        return std::get<Config>(m_plan.instances[instance].machine->behaviour);
    }
    const std::vector<PeerConfig> &peersOf(InstanceIndex instance) const
    {
        return m_plan.instances[instance].machine->peers;
    }

    const Plan &m_plan;

private:
    Violations &m_violations;
};

/// "3.204117s", to the microsecond.
std::string instantText(Time at);

/// "Two leaders at 3.2s: TEXT" is made of `what` and `detail`.
std::string violationText(const std::string &what, Time at, const std::string &detail);

/// What a watch keeps of each instance with that behaviour; the others cost four bytes.
template <class State, class Config>
class WatchedOf {
public:
    explicit WatchedOf(const Plan &plan) : m_places(plan.instances.size())
    {
        std::uint32_t count = 0;
        for (InstanceIndex index = 0; index < plan.instances.size(); ++index) {
            const auto &machine = plan.instances[index].machine;
            if (machine && std::holds_alternative<Config>(machine->behaviour))
                m_places[index] = count++;
        }
        m_states = std::vector<State>(count);
    }

    /// Of an instance with that behaviour.
    State &operator[](InstanceIndex instance) { return m_states[m_places[instance]]; }
    const State &operator[](InstanceIndex instance) const { return m_states[m_places[instance]]; }

private:
    std::vector<std::uint32_t> m_places;
    std::vector<State> m_states;
};

/// One of the watches below, for all instances of the plan whose behaviour is of the same type as `like`; nothing when
/// it is not watched by itself. Elections have a watch of their own (election_watch.h).
std::unique_ptr<Watch> makeWatch(const Plan &plan, const BehaviourConfig &like, Violations &violations);

std::unique_ptr<Watch> makeQueueWatch(const Plan &plan, Violations &violations);
std::unique_ptr<Watch> makeAmbassadorWatch(const Plan &plan, Violations &violations);
std::unique_ptr<Watch> makeLogWatch(const Plan &plan, Violations &violations);
std::unique_ptr<Watch> makeScatterWatch(const Plan &plan, Violations &violations);
std::unique_ptr<Watch> makeFrontWatch(const Plan &plan, Violations &violations);
std::unique_ptr<Watch> makeHttpAmbassadorWatch(const Plan &plan, Violations &violations);
std::unique_ptr<Watch> makeSyncWatch(const Plan &plan, Violations &violations);
std::unique_ptr<Watch> makeAdapterWatch(const Plan &plan, Violations &violations);
std::unique_ptr<Watch> makeWorkerWatch(const Plan &plan, Violations &violations);
std::unique_ptr<Watch> makeLoadWatch(const Plan &plan, Violations &violations);

} // namespace bayplan
