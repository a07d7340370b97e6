// SPDX-License-Identifier: Apache-2.0
#include "engine/report/theory_facts.h"

#include "engine/report/theory.h"

#include <algorithm>
#include <cmath>

namespace bayplan {

TheoryFacts::TheoryFacts(const Plan &plan, const Report &report)
    : m_plan(plan), m_report(report), m_figures(figuresOf(report)), m_callers(plan.instances.size())
{
    for (InstanceIndex caller = 0; caller < plan.instances.size(); ++caller) {
        for (std::size_t peer = 0; peer < plan.instances[caller].peers.size(); ++peer)
            m_callers[plan.instances[caller].peers[peer].instance].push_back({caller, peer});
    }
}

std::optional<InstanceIndex> TheoryFacts::onlyInstanceOf(const std::string &element) const
{
    std::optional<InstanceIndex> only;
    for (InstanceIndex index = 0; index < m_plan.instances.size(); ++index) {
        if (m_plan.instances[index].element != element)
            continue;
        if (only)
            return {}; // replicas: what balances over them is no Poisson stream for each
        only = index;
    }
    return only;
}

std::optional<double> TheoryFacts::arrivalsAt(InstanceIndex station) const
{
    double sum = 0;
    for (const auto &[caller, peer] : m_callers[station]) {
        const auto *load = configOf<LoadConfig>(caller);
        // Turns by weight over several peers make each of them less random than Poisson.
        const bool isPoisson = load != nullptr && load->arrivals == ArrivalKind::Poisson && load->batch <= 1 &&
                               load->variation.shape == RateShape::Steady &&
                               m_plan.instances[caller].peers.size() == 1 && load->ratePerSecond > 0;
        if (!isPoisson)
            return {};
        sum += load->ratePerSecond;
    }
    return sum > 0 ? std::optional(sum) : std::nullopt;
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
    const auto link = std::ranges::find(m_report.links, m_plan.instances[caller].peers[peer].link, &LinkFigures::id);
    return timeout <= Duration(0) || link == m_report.links.end() || link->latency.samples == 0 ||
           link->latency.p999 <= timeout / 4;
}

bool TheoryFacts::arePlain(const std::vector<CallerOf> &callers) const
{
    return std::ranges::all_of(callers, [&](const CallerOf &caller) { return isPlain(caller.instance, caller.peer); });
}

double TheoryFacts::latencyOf(InstanceIndex caller, std::size_t peer) const
{
    return 2 * toSeconds(m_plan.instances[caller].peers[peer].quality.latency.expected());
}

const ServiceConfig *TheoryFacts::reliableService(InstanceIndex index) const
{
    const auto *service = configOf<ServiceConfig>(index);
    const bool isPlain = service != nullptr && service->failureRate <= 0 && service->startupTime <= Duration(0) &&
                         !m_plan.instances[index].machine->sharesProcessor;
    return isPlain ? service : nullptr;
}

void TheoryFacts::add(std::vector<TheoryFigures> &all, SubjectKind kind, const std::string &id,
                      TheoryFigures theory) const
{
    const auto found = std::ranges::find_if(m_figures, [&](const Figure &figure) {
        return figure.kind == kind && figure.id == id && figure.figure == theory.figure;
    });
    if (found == m_figures.end())
        return;
    theory.id = found->id;
    theory.text = found->text;
    all.push_back(compared(std::move(theory), found->value, found->halfWidth));
}

double TheoryFacts::counterOf(const std::string &id, const std::string &name) const
{
    const auto found = std::ranges::find_if(m_figures, [&](const Figure &figure) {
        return figure.kind == SubjectKind::Pattern && figure.id == id && figure.figure == name;
    });
    return found == m_figures.end() ? 0 : found->value;
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
    addClosedLoops(facts, all);
    addForks(facts, all);
    addScatters(facts, all);
    addWorkQueues(facts, all);
    return all;
}

} // namespace bayplan
