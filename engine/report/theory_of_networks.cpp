// SPDX-License-Identifier: Apache-2.0
// Several services together: closed loops, parallel calls, scatter/gather. A service gives its slot back before it
// calls others, so that a chain of calls is a network of queues.
#include "engine/report/theory.h"
#include "engine/report/theory_facts.h"

#include <algorithm>
#include <cmath>

namespace bayplan {
namespace {

constexpr std::uint32_t usersLimit = 100'000;

/// The stations that one closed load calls, and they each other: a tree without replicas and without other callers.
class ClosedLoop {
public:
    ClosedLoop(const TheoryFacts &facts, InstanceIndex load, std::uint32_t users) : m_facts(facts), m_users(users)
    {
        m_members.push_back(load);
    }

    /// False when theory does not know something of it.
    bool visit(InstanceIndex caller, std::size_t peer, double visits)
    {
        const InstanceIndex index = m_facts.plan().instances[caller].peers[peer].instance;
        if (!m_facts.isPlain(caller, peer) || std::ranges::find(m_members, index) != m_members.end() ||
            !isStation(index))
            return false;
        m_members.push_back(index);
        m_delay += visits * m_facts.latencyOf(caller, peer);
        const auto &service = *m_facts.configOf<ServiceConfig>(index);
        const double demand = visits * toSeconds(service.serviceTime.expected());
        if (service.concurrency == 1 && demand > 0)
            m_stations.emplace_back(index, demand);
        else
            m_delay += demand;
        const auto &peers = m_facts.plan().instances[index].machine->peers;
        for (std::size_t next = 0; next < peers.size(); ++next) {
            if (peers[next].callsPerRequest > 0 && !visit(index, next, visits * peers[next].callsPerRequest))
                return false;
        }
        return true;
    }

    void addTo(std::vector<TheoryFigures> &all, double thinkSeconds, const std::string &link) const
    {
        std::vector<double> demands;
        for (const auto &[index, demand] : m_stations)
            demands.push_back(demand);
        if (thinkSeconds + m_delay <= 0 && demands.empty())
            return;
        const double throughput = closedThroughput(m_users, thinkSeconds + m_delay, demands);
        const std::string formula = "closed loop of " + std::to_string(m_users) + " (exact MVA)";
        const auto add = [&](SubjectKind kind, const std::string &id, const char *figure, double value) {
            m_facts.add(all, kind, id, {.formula = formula, .figure = figure, .value = value});
        };
        add(SubjectKind::Link, link, "throughput", throughput);
        add(SubjectKind::Link, link, "mean", m_users / throughput - thinkSeconds);
        for (const auto &[index, demand] : m_stations)
            add(SubjectKind::Container, m_facts.plan().instances[index].element, "utilisation", throughput * demand);
    }

private:
    bool isStation(InstanceIndex index) const
    {
        const ServiceConfig *service = m_facts.reliableService(index);
        if (service == nullptr || !m_facts.onlyInstanceOf(m_facts.plan().instances[index].element) ||
            m_facts.callersOf(index).size() != 1)
            return false;
        if (m_facts.callsAtOnce(index) > 1)
            return false;
        if (service->concurrency == 1 && m_users > 1)
            return isExponential(service->serviceTime) && std::uint64_t{service->queueLimit} + 1 >= m_users;
        return service->concurrency == 0 || service->concurrency >= m_users;
    }

    const TheoryFacts &m_facts;
    std::uint32_t m_users;
    double m_delay = 0;
    std::vector<InstanceIndex> m_members;
    std::vector<std::pair<InstanceIndex, double>> m_stations; ///< with their demands in seconds
};

/// Leaves of one kind that a root asks at the same time.
struct Leaves {
    std::size_t count = 0;
    std::vector<double> meanSeconds;
    double latencySeconds = 0; ///< there and back; the same to all
    bool queues = false;       ///< one server each; else no queue at all
    std::uint32_t room = 0;    ///< the least
};

/// `isPatient`: that they are waited for so long is looked at elsewhere.
std::optional<Leaves> leavesOf(const TheoryFacts &facts, InstanceIndex root, bool isPatient)
{
    const InstancePlan &instance = facts.plan().instances[root];
    Leaves leaves;
    for (std::size_t peer = 0; peer < instance.peers.size(); ++peer) {
        const InstanceIndex index = instance.peers[peer].instance;
        const ServiceConfig *leaf = facts.reliableService(index);
        const bool known = leaf != nullptr && leaf->concurrency <= 1 && isExponential(leaf->serviceTime) &&
                           facts.plan().instances[index].peers.empty() && facts.callersOf(index).size() == 1 &&
                           (isPatient ? facts.isLossless(root, peer) : facts.isPlain(root, peer)) &&
                           instance.machine->peers[peer].callsPerRequest == 1 &&
                           instance.peers[peer].quality.latency.kind == Distribution::Kind::Constant &&
                           instance.peers[peer].quality.jitter == Duration(0);
        if (!known)
            return {};
        const double latency = facts.latencyOf(root, peer);
        const bool queues = leaf->concurrency == 1;
        if (leaves.count > 0 && (latency != leaves.latencySeconds || queues != leaves.queues))
            return {};
        leaves.room = leaves.count == 0 ? leaf->queueLimit : std::min(leaves.room, leaf->queueLimit);
        ++leaves.count;
        leaves.meanSeconds.push_back(toSeconds(leaf->serviceTime.expected()));
        leaves.latencySeconds = latency;
        leaves.queues = queues;
    }
    return leaves.count > 1 ? std::optional(leaves) : std::nullopt;
}

bool areAlike(const Leaves &leaves)
{
    return std::ranges::adjacent_find(leaves.meanSeconds, std::not_equal_to<>()) == leaves.meanSeconds.end();
}

/// Time until all have answered; nothing when no form is known.
std::optional<TheoryFigures> timeOfAll(const Leaves &leaves, double arrivalsPerSecond)
{
    constexpr std::size_t differentLimit = 12;
    const std::string n = std::to_string(leaves.count);
    const double first = leaves.meanSeconds.front();
    if (!leaves.queues && areAlike(leaves))
        return TheoryFigures{.formula = "slowest of " + n + " exponential",
                             .value = meanOfSlowest(leaves.count, first)};
    if (!leaves.queues && leaves.count <= differentLimit)
        return TheoryFigures{.formula = "slowest of " + n + " exponential", .value = meanOfSlowest(leaves.meanSeconds)};
    const bool isKnown = leaves.queues && leaves.count == 2 && areAlike(leaves) && arrivalsPerSecond * first < 1 &&
                         lossSystemMMcK(arrivalsPerSecond, first, 1, leaves.room).lossRatio <= fullEnoughToMatter;
    if (!isKnown)
        return {};
    return TheoryFigures{.formula = "fork-join of 2 M/M/1 (Flatto-Hahn)",
                         .value = meanTimeInForkJoinOfTwo(arrivalsPerSecond, first)};
}

/// The integral of 1 - (1 - exp(-t / m))^n up to `most`, by Simpson's rule.
double meanOfSlowestUpTo(std::size_t count, double meanSeconds, double most)
{
    constexpr int steps = 2000;
    const auto outlasts = [&](double t) { return slowAnswers(std::exp(-t / meanSeconds), count); };
    double sum = 1 + outlasts(most);
    for (int i = 1; i < steps; ++i)
        sum += (i % 2 == 1 ? 4 : 2) * outlasts(most * i / steps);
    return sum * most / steps / 3;
}

/// How long a root waits for its leaves; nothing when its callers' time decides.
std::optional<double> patienceOf(const TheoryFacts &facts, InstanceIndex root, const ScatterConfig &scatter)
{
    for (const auto &[caller, peer] : facts.callersOf(root)) {
        const Duration timeout = facts.plan().instances[caller].machine->peers[peer].timeout;
        const Duration late = facts.plan().instances[caller].peers[peer].quality.jitter; // beyond the mean, both ways
        if (timeout > Duration(0) &&
            toSeconds(timeout - scatter.reserve - late) - facts.latencyOf(caller, peer) < toSeconds(scatter.deadline))
            return {};
    }
    for (const PeerConfig &leaf : facts.plan().instances[root].machine->peers) {
        if (leaf.timeout > Duration(0) && leaf.timeout < scatter.deadline)
            return {};
    }
    return toSeconds(scatter.deadline);
}

void addScatter(const TheoryFacts &facts, InstanceIndex root, const ScatterConfig &scatter, const Leaves &leaves,
                std::vector<TheoryFigures> &all)
{
    const std::string &id = facts.plan().instances[root].element;
    const auto patience = patienceOf(facts, root, scatter);
    const double scattered = facts.counterOf(id, "scattered");
    if (!patience || scattered <= 0 || *patience <= leaves.latencySeconds || facts.counterOf(id, "shed") > 0)
        return;
    const double mean = leaves.meanSeconds.front();
    const double most = *patience - leaves.latencySeconds;
    const double slow = slowAnswers(std::exp(-most / mean), leaves.count);
    const std::string n = std::to_string(leaves.count);
    // One in a million would not be seen, and no interval could be given.
    if (slow > 1e-6) {
        const double seen = (facts.counterOf(id, "partial") + facts.counterOf(id, "tooFew")) / scattered;
        TheoryFigures theory{.id = id, .formula = "1 - (1 - p)^" + n, .figure = "slow answers", .value = slow};
        const auto container = std::ranges::find(facts.report().containers, id, &ContainerFigures::id);
        theory.text = container == facts.report().containers.end() ? id : container->text;
        all.push_back(compared(theory, seen, 2.576 * std::sqrt(seen * (1 - seen) / scattered)));
    }
    if (facts.counterOf(id, "tooFew") == 0)
        facts.add(all, SubjectKind::Container, id,
                  {.formula = "slowest of " + n + ", up to the deadline",
                   .figure = "mean",
                   .value = leaves.latencySeconds + meanOfSlowestUpTo(leaves.count, mean, most)});
}

} // namespace

void addClosedLoops(const TheoryFacts &facts, std::vector<TheoryFigures> &all)
{
    for (InstanceIndex index = 0; index < facts.plan().instances.size(); ++index) {
        const auto *load = facts.configOf<LoadConfig>(index);
        const auto &peers = facts.plan().instances[index].peers;
        if (load == nullptr || load->arrivals != ArrivalKind::ClosedLoop || peers.size() != 1 || load->users == 0 ||
            load->users > usersLimit || load->maxInFlight < load->users)
            continue;
        ClosedLoop loop(facts, index, load->users);
        if (facts.onlyInstanceOf(facts.plan().instances[index].element) && loop.visit(index, 0, 1))
            loop.addTo(all, toSeconds(load->thinkTime.expected()), peers[0].link);
    }
}

void addForks(const TheoryFacts &facts, std::vector<TheoryFigures> &all)
{
    for (InstanceIndex index = 0; index < facts.plan().instances.size(); ++index) {
        const ServiceConfig *root = facts.reliableService(index);
        const std::string &element = facts.plan().instances[index].element;
        if (root == nullptr || root->callMode != CallMode::Parallel || !facts.onlyInstanceOf(element) ||
            !facts.arePlain(facts.callersOf(index)))
            continue;
        const auto arrivals = facts.arrivalsAt(index);
        const auto leaves = leavesOf(facts, index, false);
        const auto own = arrivals ? timeInStation(*root, *arrivals) : std::nullopt;
        auto theory = own && leaves ? timeOfAll(*leaves, *arrivals) : std::nullopt;
        if (!theory)
            continue;
        theory->figure = "mean";
        theory->value += *own + leaves->latencySeconds;
        facts.add(all, SubjectKind::Container, element, *theory);
    }
}

void addScatters(const TheoryFacts &facts, std::vector<TheoryFigures> &all)
{
    for (InstanceIndex index = 0; index < facts.plan().instances.size(); ++index) {
        const auto *scatter = facts.configOf<ScatterConfig>(index);
        if (scatter == nullptr || scatter->hedge != HedgeMode::None || scatter->canary ||
            scatter->mergePeer != noPeer || scatter->goodEnough != 1 ||
            !facts.onlyInstanceOf(facts.plan().instances[index].element))
            continue;
        const auto leaves = leavesOf(facts, index, true);
        if (leaves && !leaves->queues && areAlike(*leaves) && facts.arrivalsAt(index))
            addScatter(facts, index, *scatter, *leaves, all);
    }
}

} // namespace bayplan
