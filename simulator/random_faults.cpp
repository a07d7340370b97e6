// SPDX-License-Identifier: Apache-2.0
#include "simulator/random_faults.h"

#include "engine/base/random.h"
#include "engine/base/units.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace bayplan {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t faultStream = 0x6661756c7473U;
constexpr std::uint64_t chaosStream = 0x6368616f73U;
constexpr std::size_t mostFaults = 500;

/// Whole milliseconds, for who reads the document.
Duration rounded(Duration duration)
{
    return std::max<Duration>(1ms, std::chrono::round<std::chrono::milliseconds>(duration));
}

class FaultMaker {
public:
    /// `isDrawn`: of what stands in the drawing alone, and not of the fronts before replicas.
    FaultMaker(const Plan &plan, Random &random, bool isDrawn) : m_plan(plan), m_random(random)
    {
        for (std::uint32_t pod = 0; pod < plan.pods.size(); ++pod) {
            if (isDrawn && plan.pods[pod].isFront)
                continue;
            if (hasMachine(pod, false) && !plan.pods[pod].isSpare)
                m_pods.push_back(pod);
            if (hasMachine(pod, true))
                m_loads.push_back(pod);
        }
        for (const std::uint32_t pod : m_pods) {
            const PodPlan &replica = plan.pods[pod];
            if (!replica.isFront && replica.replica == 1)
                m_replicated.push_back(replica.element);
        }
    }

    bool hasTargets() const { return !m_pods.empty(); }

    /// Whether there is something for it to hit.
    bool canMake(const std::string &wanted) const
    {
        return wanted == "load" ? !m_loads.empty() : wanted != "roll" || !m_replicated.empty();
    }

    /// One, or several at one instant that belong together; none of them has a time or an id yet.
    std::vector<Fault> make(const std::string &wanted)
    {
        if (wanted == "shape" && m_pods.size() > 2)
            return shape();
        if (wanted == "half-open")
            return halfOpen();
        if (wanted == "load")
            return {changeOfLoad()};
        if (wanted == "roll")
            return {roll()};
        return {single(wanted)};
    }

private:
    /// A load generator, or anything else.
    bool hasMachine(std::uint32_t pod, bool isLoad) const
    {
        return std::ranges::any_of(m_plan.pods[pod].instances, [&](InstanceIndex index) {
            const auto &machine = m_plan.instances[index].machine;
            return machine && std::holds_alternative<LoadConfig>(machine->behaviour) == isLoad;
        });
    }

    template <class T>
    const T &oneOf(const std::vector<T> &list)
    {
        return list[m_random.below(list.size())];
    }

    Fault single(const std::string &wanted)
    {
        Fault fault;
        fault.kind = documentKindOf(wanted);
        const std::uint32_t pod = oneOf(m_pods);
        fault.target = m_plan.pods[pod].name;
        if (fault.kind == "cut" || fault.kind == "degrade")
            addTraffic(fault, pod);
        else if (wanted != "partition" && wanted != "replicate")
            fault.target = targetIn(pod);
        if (wanted == "link")
            narrow(fault, pod);
        if (wanted != "restart" && wanted != "replicate")
            put(fault, "for", lengthOf(wanted));
        addKind(fault, wanted);
        return fault;
    }

    static std::string documentKindOf(const std::string &wanted)
    {
        if (wanted == "lying-disk")
            return "disk";
        if (wanted == "wild-clock")
            return "clock";
        if (wanted == "replay" || wanted == "drop")
            return "degrade";
        return wanted == "link" || wanted == "shape" ? "cut" : wanted;
    }

    static void put(Fault &fault, const char *key, Duration value)
    {
        fault.params[key] = formatDuration(rounded(value));
    }

    /// Each doubling as often as the next. Whole numbers: equal on every machine.
    Duration between(Duration least, Duration greatest)
    {
        std::uint64_t doublings = 1;
        for (Duration reached = least * 2; reached < greatest; reached *= 2)
            ++doublings;
        const Duration base = least * (std::int64_t{1} << m_random.below(doublings));
        const Duration more(static_cast<std::int64_t>(m_random.below(static_cast<std::uint64_t>(base.count()))));
        return std::min(greatest, base + more);
    }

    double share() { return std::round(m_random.uniform() * 50) / 100; }

    Duration lengthOf(const std::string &wanted)
    {
        if (wanted == "kill" || wanted == "crash" || wanted == "oom" || wanted == "stop")
            return between(10ms, 10s);
        if (wanted == "pause")
            return between(10ms, 60s);
        return between(10ms, wanted == "clock" || wanted == "wild-clock" ? 120s : 30s);
    }

    /// The pod, or one of the containers in it that do something.
    std::string targetIn(std::uint32_t pod)
    {
        std::vector<InstanceIndex> machines;
        for (const InstanceIndex index : m_plan.pods[pod].instances) {
            if (m_plan.instances[index].machine)
                machines.push_back(index);
        }
        if (machines.size() < 2 || m_random.chance(0.5))
            return m_plan.pods[pod].name;
        return m_plan.instances[oneOf(machines)].name;
    }

    void addTraffic(Fault &fault, std::uint32_t pod)
    {
        std::vector<std::string> others;
        for (const std::uint32_t other : m_pods) {
            if (other != pod && m_random.chance(0.5))
                others.push_back(m_plan.pods[other].name);
        }
        if (!others.empty())
            fault.params["others"] = std::move(others);
        constexpr const char *directions[] = {"both", "in", "out"};
        fault.params["direction"] = std::string(directions[m_random.below(3)]);
        if (m_random.chance(0.2)) {
            put(fault, "period", between(50ms, 5s));
            fault.params["duty"] = std::round(10 + m_random.uniform() * 80) / 100;
        }
    }

    void addKind(Fault &fault, const std::string &wanted)
    {
        if (wanted == "degrade") {
            addTrouble(fault);
        } else if (wanted == "crash") {
            fault.params["moment"] = oneOf<std::string>({"before", "torn", "after"});
        } else if (wanted == "disk") {
            const bool full = m_random.chance(0.5);
            fault.params["how"] = std::string(full ? "full" : "slow");
            if (!full)
                put(fault, "delay", between(1ms, 3s));
        } else if (wanted == "lying-disk") {
            fault.params["how"] = std::string("lying");
        } else if (wanted == "clock") {
            // With a lease of 0.8 Emin clocks may differ by 11 %.
            fault.params["rate"] = std::round(950 + m_random.uniform() * 100) / 1000;
        } else if (wanted == "wild-clock") {
            fault.params["rate"] = m_random.chance(0.5) ? 0.75 : 1.25;
            if (m_random.chance(0.3))
                put(fault, "step", between(1ms, 60s));
        } else if (wanted == "replay") {
            addReplay(fault);
        } else if (wanted == "drop") {
            addDrop(fault);
        } else if (wanted == "slow") {
            put(fault, "stepTime", between(1ms, 200ms));
        }
    }

    void addTrouble(Fault &fault)
    {
        fault.params["delay"] =
            "uniform(0s, " + formatDuration(rounded(m_random.chance(0.7) ? between(1ms, 5s) : Duration(1ms))) + ')';
        if (m_random.chance(0.4))
            fault.params["loss"] = share();
        if (m_random.chance(0.4))
            fault.params["duplicate"] = share();
        if (m_random.chance(0.4))
            fault.params["reorder"] = share();
        fault.params["holdFor"] = "uniform(0s, " + formatDuration(rounded(between(10ms, 20s))) + ')';
        if (m_random.chance(0.1))
            fault.params["bandwidth"] = std::to_string(500 + m_random.below(20'000)) + 'B';
    }

    /// Doubles come so late that what they speak of is long over.
    void addReplay(Fault &fault)
    {
        fault.params["delay"] = std::string("constant(0s)");
        fault.params["duplicate"] = std::max(0.02, share());
        fault.params["holdFor"] = "uniform(1s, " + formatDuration(rounded(between(2s, 120s))) + ')';
    }

    /// All of one kind, or some.
    void addDrop(Fault &fault)
    {
        static const std::vector<std::string> kinds{"votes",     "heartbeats", "acknowledgements",
                                                    "transfers", "requests",   "answers"};
        fault.params["delay"] = std::string("constant(0s)");
        fault.params["loss"] = m_random.chance(0.5) ? 1.0 : std::max(0.02, share());
        fault.params["messages"] = oneOf(kinds);
    }

    /// One link of the drawing, those within a pod among them (an application and its elector), or of one pod to one
    /// other.
    void narrow(Fault &fault, std::uint32_t pod)
    {
        fault.params.erase("others");
        if (!m_plan.links.empty() && m_random.chance(0.7)) {
            fault.target = oneOf(m_plan.links).id;
            return;
        }
        const std::uint32_t other = oneOf(m_pods);
        if (other != pod)
            fault.params["others"] = std::vector<std::string>{m_plan.pods[other].name};
    }

    /// The pod dies and nobody is told: its callers wait on connections that have no other end.
    std::vector<Fault> halfOpen()
    {
        const std::string name = m_plan.pods[oneOf(m_pods)].name;
        Fault mute{.id = {}, .kind = "cut", .target = name, .params = {}};
        mute.params["direction"] = std::string("out");
        const Duration length = between(100ms, 30s);
        put(mute, "for", length);
        Fault death{.id = {}, .kind = "kill", .target = name, .params = {}};
        put(death, "for", between(10ms, std::max<Duration>(length, 20ms)));
        return {std::move(mute), std::move(death)};
    }

    /// A spike, a lull, or silence.
    Fault changeOfLoad()
    {
        Fault fault{.id = {}, .kind = "load", .target = m_plan.pods[oneOf(m_loads)].name, .params = {}};
        put(fault, "for", between(10ms, 30s));
        fault.params["factor"] = oneOf<double>({0, 0.5, 2, 5, 10});
        return fault;
    }

    /// All replicas of a pod, one after the other.
    Fault roll()
    {
        Fault fault{.id = {}, .kind = "roll", .target = oneOf(m_replicated), .params = {}};
        fault.params["how"] = std::string(m_random.chance(0.7) ? "stop" : "kill");
        put(fault, "settle", between(10ms, 5s));
        return fault;
    }

    /// A split in two, a star, a chain, or two groups with a bridge between them: cuts that come and go together.
    std::vector<Fault> shape()
    {
        constexpr std::size_t mostPods = 12;
        std::vector<std::uint32_t> order = m_pods;
        for (std::size_t i = 0; i + 1 < order.size(); ++i)
            std::swap(order[i], order[i + m_random.below(order.size() - i)]);
        order.resize(std::min(order.size(), mostPods));
        const std::uint64_t kind = m_random.below(4);
        const std::size_t hubs = kind == 0 || kind == 2 ? 0 : 1; // who keeps its links to all
        const std::size_t half = hubs + 1 + m_random.below(order.size() - hubs - 1);
        std::vector<Fault> faults;
        const Duration length = between(100ms, 30s);
        for (std::size_t i = hubs; i < order.size(); ++i) {
            std::size_t first = half; // of those that it loses: of a split or a bridge, all of the other half
            if (kind == 1)
                first = i + 1; // a star
            else if (kind == 2)
                first = i + 2; // a chain
            else if (i >= half)
                break;
            if (first < order.size())
                faults.push_back(cutFrom(order[i], {order.begin() + static_cast<std::ptrdiff_t>(first), order.end()}));
        }
        for (Fault &fault : faults)
            put(fault, "for", length);
        return faults;
    }

    Fault cutFrom(std::uint32_t pod, const std::vector<std::uint32_t> &others) const
    {
        std::vector<std::string> names;
        for (const std::uint32_t other : others)
            names.push_back(m_plan.pods[other].name);
        Fault fault{.id = {}, .kind = "cut", .target = m_plan.pods[pod].name, .params = {}};
        fault.params["others"] = std::move(names);
        return fault;
    }

    const Plan &m_plan;
    Random &m_random;
    std::vector<std::uint32_t> m_pods;  ///< with a machine that is no load generator
    std::vector<std::uint32_t> m_loads; ///< with a load generator
    std::vector<ElementId> m_replicated;
};

/// Some of them, and at least one: what always happens together hides what happens alone. Who asks for few wants all.
std::vector<std::string> mixOf(const std::vector<std::string> &kinds, Random &random)
{
    if (kinds.size() <= 3)
        return kinds;
    std::vector<std::string> mix;
    for (const std::string &kind : kinds) {
        if (random.chance(0.5))
            mix.push_back(kind);
    }
    if (mix.empty())
        mix.push_back(kinds[random.below(kinds.size())]);
    return mix;
}

void shorten(Fault &fault, Duration longest)
{
    const auto length = fault.params.find("for");
    if (length == fault.params.end() || longest <= Duration(0))
        return;
    const auto wanted = parseDuration(std::get<std::string>(length->second));
    if (wanted && *wanted > longest)
        length->second = formatDuration(rounded(longest));
}

std::string idOf(std::size_t number)
{
    std::string digits = std::to_string(number + 1);
    return "fault-" + std::string(3 - std::min<std::size_t>(3, digits.size()), '0') + digits;
}

} // namespace

const std::vector<std::string> &searchableFaults()
{
    static const std::vector<std::string> kinds{"kill",      "restart",    "pause",     "partition", "cut",  "degrade",
                                                "crash",     "disk",       "clock",     "slow",      "oom",  "shape",
                                                "link",      "half-open",  "replay",    "drop",      "load", "roll",
                                                "replicate", "stop",       "lying-disk", "wild-clock"};
    return kinds;
}

std::vector<std::string> defaultFaults()
{
    const auto &kinds = searchableFaults();
    return {kinds.begin(), kinds.end() - 4};
}

std::vector<Fault> randomFaults(const Plan &plan, std::vector<std::string> kinds, Duration duration, std::uint64_t seed)
{
    Random random = Random::stream(seed, faultStream);
    FaultMaker maker(plan, random, false);
    std::vector<Fault> faults;
    std::erase_if(kinds, [&](const std::string &kind) { return !maker.canMake(kind); });
    if (!maker.hasTargets() || kinds.empty())
        return faults;
    const std::vector<std::string> mix = mixOf(kinds, random);
    constexpr double meanGaps[] = {1, 3, 8, 20};
    const double meanGap = meanGaps[random.below(4)];
    const Time end(duration - duration / 6);
    Time at = Time(std::min<Duration>(duration / 6, 2s));
    while (true) {
        at += rounded(fromSeconds(random.exponential() * meanGap));
        if (at >= end || faults.size() >= mostFaults)
            return faults;
        for (Fault &fault : maker.make(mix[random.below(mix.size())])) {
            fault.id = idOf(faults.size());
            fault.params["at"] = formatDuration(at.time_since_epoch());
            faults.push_back(std::move(fault));
        }
    }
}

std::vector<Fault> chaosFaults(const Plan &plan, const ChaosOptions &options)
{
    Random random = Random::stream(options.seed, chaosStream);
    FaultMaker maker(plan, random, true);
    std::vector<Fault> faults;
    std::vector<std::string> kinds = options.kinds;
    std::erase_if(kinds, [&](const std::string &kind) { return !maker.canMake(kind); });
    if (!maker.hasTargets() || kinds.empty() || options.perMinute <= 0)
        return faults;
    Time at{options.from};
    while (true) {
        at += rounded(fromSeconds(random.exponential() * 60 / options.perMinute));
        if (at >= Time(options.to) || faults.size() >= mostFaults)
            return faults;
        for (Fault &fault : maker.make(kinds[random.below(kinds.size())])) {
            fault.id = idOf(faults.size());
            fault.params["at"] = formatDuration(at.time_since_epoch());
            shorten(fault, options.longest);
            faults.push_back(std::move(fault));
        }
    }
}

} // namespace bayplan
