// SPDX-License-Identifier: Apache-2.0
#include "engine/report/theory_facts.h"

#include "engine/report/theory.h"

#include <algorithm>
#include <cmath>

namespace bayplan {
namespace {

bool answersAll(const ServiceConfig &service)
{
    return service.failureRate <= 0 && service.startupTime <= Duration(0);
}

} // namespace

bool isExponential(const Distribution &time)
{
    return time.kind == Distribution::Kind::Exponential && time.expected() > Duration(0);
}

std::optional<double> timeInStation(const ServiceConfig &service, double arrivalsPerSecond)
{
    const double seconds = toSeconds(service.serviceTime.expected());
    if (service.concurrency == 0)
        return seconds;
    if (!isExponential(service.serviceTime) || arrivalsPerSecond * seconds >= service.concurrency ||
        service.concurrency > statesLimit)
        return {};
    const auto room = static_cast<std::uint32_t>(std::min<std::uint64_t>(service.queueLimit, statesLimit));
    const bool isRoomy =
        lossSystemMMcK(arrivalsPerSecond, seconds, service.concurrency, room).lossRatio <= fullEnoughToMatter;
    return isRoomy ? std::optional(meanTimeInMMc(arrivalsPerSecond, seconds, service.concurrency)) : std::nullopt;
}

TheoryFacts::TheoryFacts(const Plan &plan, const Report &report)
    : m_plan(plan), m_report(report), m_figures(figuresOf(report)), m_callers(plan.instances.size()),
      m_sharers(plan.hosts.size())
{
    for (std::size_t i = 0; i < m_figures.size(); ++i)
        m_figuresOf[m_figures[i].id].push_back(i);
    for (std::size_t i = 0; i < report.links.size(); ++i)
        m_links.emplace(report.links[i].id, i);
    for (InstanceIndex caller = 0; caller < plan.instances.size(); ++caller) {
        m_replicas[plan.instances[caller].element].push_back(caller);
        for (std::size_t peer = 0; peer < plan.instances[caller].peers.size(); ++peer)
            m_callers[plan.instances[caller].peers[peer].instance].push_back({caller, peer});
        const auto host = plan.pods[plan.instances[caller].pod].host;
        if (host && plan.instances[caller].machine && plan.instances[caller].machine->sharesProcessor)
            ++m_sharers[*host];
    }
}

std::optional<InstanceIndex> TheoryFacts::onlyInstanceOf(const std::string &element) const
{
    const auto found = m_replicas.find(element);
    // What balances over several is no Poisson stream for each.
    if (found == m_replicas.end() || found->second.size() != 1)
        return {};
    return found->second.front();
}

bool TheoryFacts::isPoissonLoad(const CallerOf &caller) const
{
    const auto *load = configOf<LoadConfig>(caller.instance);
    // Turns by weight over several peers make each of them less random than Poisson.
    return load != nullptr && load->arrivals == ArrivalKind::Poisson && load->batch <= 1 &&
           load->variation.shape == RateShape::Steady && m_plan.instances[caller.instance].peers.size() == 1 &&
           load->ratePerSecond > 0 && isNeverHeldBack(caller, *load);
}

/// As many as come within a latency are in flight (Little's law for the distribution); four times what is rare comes
/// nearly never. A last station has places for so many and no more, beside those that are on their way; without slots
/// and cores to wait for, the number in it is Poisson's.
bool TheoryFacts::isNeverHeldBack(const CallerOf &caller, const LoadConfig &load) const
{
    constexpr double often = 4, few = 20;
    const PeerPlan &way = m_plan.instances[caller.instance].peers[caller.peer];
    const auto link = m_links.find(way.link);
    if (link == m_links.end() || m_report.links[link->second].latency.samples == 0)
        return false;
    const LinkFigures &figures = m_report.links[link->second];
    const Figure *refused = find(SubjectKind::Container, m_plan.instances[way.instance].element, "errors");
    if (figures.errors > 0 && refused != nullptr && refused->value == 0)
        return false; // they did not get there
    double most = often * load.ratePerSecond * toSeconds(figures.latency.p999);
    const auto *station = configOf<ServiceConfig>(way.instance);
    const bool isLast = station != nullptr && callsAtOnce(way.instance) == 0;
    if (isLast && station->concurrency > 0)
        most = std::min(most, static_cast<double>(station->concurrency) + station->queueLimit +
                                  often * load.ratePerSecond * latencyOf(caller.instance, caller.peer));
    else if (isLast && !m_plan.instances[way.instance].machine->sharesProcessor)
        most = std::min(most, 2 * load.ratePerSecond * toSeconds(figures.latency.mean));
    return load.maxInFlight >= most + few;
}

std::optional<double> TheoryFacts::arrivalsAt(InstanceIndex station) const
{
    double sum = 0;
    for (const CallerOf &caller : m_callers[station]) {
        if (!isPoissonLoad(caller))
            return {};
        sum += configOf<LoadConfig>(caller.instance)->ratePerSecond;
    }
    return sum > 0 ? std::optional(sum) : std::nullopt;
}

double TheoryFacts::callsAtOnce(InstanceIndex service) const
{
    const auto *config = configOf<ServiceConfig>(service);
    double calls = 0;
    for (const PeerConfig &peer : m_plan.instances[service].machine->peers)
        calls += std::ceil(std::max(peer.callsPerRequest, 0.0));
    return config != nullptr && config->callMode == CallMode::Parallel ? calls : std::min(calls, 1.0);
}

bool TheoryFacts::isLossless(InstanceIndex caller, std::size_t peer) const
{
    const LinkQuality &quality = m_plan.instances[caller].peers[peer].quality;
    return quality.loss <= 0 && quality.bytesPerSecond <= 0;
}

bool TheoryFacts::isPlain(InstanceIndex caller, std::size_t peer) const
{
    if (!isLossless(caller, peer))
        return false;
    // Callers that give up before the answer take their requests with them: theory knows no impatience.
    const Duration timeout = m_plan.instances[caller].machine->peers[peer].timeout;
    const auto link = m_links.find(m_plan.instances[caller].peers[peer].link);
    if (timeout <= Duration(0) || link == m_links.end())
        return true;
    const LatencyFigures &latency = m_report.links[link->second].latency;
    return latency.samples == 0 || latency.p999 <= timeout / 4;
}

bool TheoryFacts::arePlain(const std::vector<CallerOf> &callers) const
{
    return std::ranges::all_of(callers, [&](const CallerOf &caller) { return isPlain(caller.instance, caller.peer); });
}

double TheoryFacts::latencyOf(InstanceIndex caller, std::size_t peer) const
{
    const LinkQuality &quality = m_plan.instances[caller].peers[peer].quality;
    return 2 * toSeconds(quality.latency.expected()) + toSeconds(quality.jitter); // half of that on each way
}

const ServiceConfig *TheoryFacts::reliableService(InstanceIndex index) const
{
    const auto *service = configOf<ServiceConfig>(index);
    const bool isPlain =
        service != nullptr && answersAll(*service) && !m_plan.instances[index].machine->sharesProcessor;
    return isPlain ? service : nullptr;
}

std::uint32_t TheoryFacts::ownCores(InstanceIndex index) const
{
    constexpr double coresLimit = 100'000;
    const InstancePlan &instance = m_plan.instances[index];
    const auto *service = configOf<ServiceConfig>(index);
    const auto host = m_plan.pods[instance.pod].host;
    if (service == nullptr || !answersAll(*service) || service->concurrency > 0 || !host ||
        !instance.machine->sharesProcessor || m_sharers[*host] > 1)
        return 0;
    const double cpus = m_plan.hosts[*host].cpus;
    const double cores = instance.cpus > 0 ? std::min(cpus, instance.cpus) : cpus;
    return cores == std::floor(cores) && cores <= coresLimit ? static_cast<std::uint32_t>(cores) : 0;
}

const Figure *TheoryFacts::find(SubjectKind kind, const std::string &id, const std::string &figure) const
{
    const auto known = m_figuresOf.find(id);
    if (known == m_figuresOf.end())
        return nullptr;
    const auto found = std::ranges::find_if(known->second, [&](std::size_t index) {
        return m_figures[index].kind == kind && m_figures[index].figure == figure;
    });
    return found == known->second.end() ? nullptr : &m_figures[*found];
}

void TheoryFacts::add(std::vector<TheoryFigures> &all, SubjectKind kind, const std::string &id,
                      TheoryFigures theory) const
{
    const Figure *figure = find(kind, id, theory.figure);
    if (figure == nullptr)
        return;
    theory.id = figure->id;
    theory.text = figure->text;
    all.push_back(compared(std::move(theory), figure->value, figure->halfWidth));
}

double TheoryFacts::counterOf(const std::string &id, const std::string &name) const
{
    const Figure *figure = find(SubjectKind::Pattern, id, name);
    return figure == nullptr ? 0 : figure->value;
}

TheoryFigures compared(TheoryFigures theory, double simulated, double halfWidth)
{
    theory.simulated = simulated;
    theory.halfWidth = halfWidth;
    theory.inside = halfWidth > 0 && std::abs(simulated - theory.value) <= halfWidth;
    return theory;
}

std::vector<TheoryFigures> theoryOf(const Plan &plan, const Report &report)
{
    std::vector<TheoryFigures> all;
    if (!plan.faults.empty())
        return all;
    const TheoryFacts facts(plan, report);
    addStations(facts, all);
    addOpenNetworks(facts, all);
    addClosedLoops(facts, all);
    addForks(facts, all);
    addScatters(facts, all);
    addWorkQueues(facts, all);
    return all;
}

} // namespace bayplan
