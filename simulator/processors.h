// SPDX-License-Identifier: Apache-2.0
// The cores of hosts, shared by the containers on them: generalised processor sharing with limits and weights.
#pragma once

#include "engine/plan/plan.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace bayplan {

/// A fluid model, as a fair scheduler comes near to: at each instant a container gets cores in proportion to its
/// weight, but never more than its limit nor than one for each of its requests, and what it cannot use goes to the
/// others. The requests of a container share what it has equally. Between two changes (a request comes or is done, a
/// container stops or goes on) all rates are constant, so completions are exact, rounded up to a nanosecond.
/// Plain values and basic arithmetic: equal on every compiler.
class Processors {
public:
    /// No host has processors that are not modelled.
    explicit Processors(const Plan &plan);

    /// The host whose processors the instance shares; nothing when they are not modelled.
    std::optional<std::uint32_t> hostOf(InstanceIndex instance) const
    {
        return instance < m_instances.size() ? m_instances[instance].host : std::nullopt;
    }

    /// The instance, on a host, wants that much processor time; several requests at once are told apart by `token`.
    void compute(Time now, InstanceIndex instance, std::uint64_t token, Duration time);

    /// It has ended: what it wanted is gone, and it is not held any more.
    void drop(Time now, InstanceIndex instance);

    /// A held instance keeps what it has got and gets nothing more.
    void hold(Time now, InstanceIndex instance, bool held);

    /// At most that many cores from now on; infinite: no limit but the host's.
    void limit(Time now, InstanceIndex instance, double cpus);

    /// When the next request on the host is done, as things stand; `never` when nothing runs.
    Time next(std::uint32_t host) const { return m_hosts[host].next; }

    /// The same for whoever keeps an alarm; `never` when that instant has been given already and is still to come.
    Time newAlarm(std::uint32_t host);

    /// An alarm goes off: whether anything is done, or the requests have changed since it was set.
    bool isDue(Time now, std::uint32_t host);

    struct Done {
        InstanceIndex instance = 0;
        std::uint64_t token = 0;
    };

    /// One that is done at `now`; ask until there is none.
    std::optional<Done> takeDone(Time now, std::uint32_t host);

private:
    struct Request {
        double finish = 0; ///< the value of Sharer::attained at which it is done
        std::uint64_t sequence = 0;
        std::uint64_t token = 0;
        bool operator>(const Request &other) const
        {
            return finish != other.finish ? finish > other.finish : sequence > other.sequence;
        }
    };
    struct Sharer {
        std::optional<std::uint32_t> host;
        double limit = std::numeric_limits<double>::infinity(); ///< cores
        double weight = 1;
        bool held = false;
        bool active = false; ///< in Host::active: gets something
        double attained = 0; ///< nanoseconds of processor time that each of its requests has got since it was idle
        double rate = 0;     ///< of each request: cores
        std::vector<Request> requests; ///< a heap, the next to be done first
        double most() const;           ///< cores that it can use
    };
    struct Host {
        double cpus = 1;
        std::vector<InstanceIndex> active; ///< with requests and not held, in the order in which they became so
        Time last{};
        Time next = never;
        Time alarm = never; ///< the latest one given
    };

    void advance(Time now, Host &host);
    void settle(Host &host, InstanceIndex instance);
    void share(Time now, Host &host);

    std::vector<Sharer> m_instances; ///< none when no host is modelled
    std::vector<Host> m_hosts;
    std::vector<Sharer *> m_active; ///< of share(), kept for its memory
    std::uint64_t m_sequence = 0;
};

} // namespace bayplan
