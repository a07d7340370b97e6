// SPDX-License-Identifier: Apache-2.0
// What theory asks of a plan. Used by theory_of_*.cpp only.
#pragma once

#include "engine/plan/plan.h"
#include "engine/report/figures.h"
#include "engine/report/report.h"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace bayplan {

/// Below that share of the arrivals a limited queue is as good as an unlimited one.
inline constexpr double fullEnoughToMatter = 1e-9;

/// Of a queue: more are too many to add up, and as good as any number.
inline constexpr std::uint64_t statesLimit = 10'000'000;

bool isExponential(const Distribution &time);

/// Mean time in service and before it, where what comes is Poisson and what goes is so too: of exponential slots, or
/// without limit. Nothing of others, and when it is not stable or its queue fills.
std::optional<double> timeInStation(const ServiceConfig &service, double arrivalsPerSecond);

struct CallerOf {
    InstanceIndex instance = 0;
    std::size_t peer = 0;
};

class TheoryFacts {
public:
    /// Both outlive it.
    TheoryFacts(const Plan &plan, const Report &report);

    const Plan &plan() const { return m_plan; }
    const Report &report() const { return m_report; }

    template <class Config>
    const Config *configOf(InstanceIndex index) const
    {
        const auto &machine = m_plan.instances[index].machine;
        return machine ? std::get_if<Config>(&machine->behaviour) : nullptr;
    }

    /// The instance of a container that has one replica only.
    std::optional<InstanceIndex> onlyInstanceOf(const std::string &element) const;

    const std::vector<CallerOf> &callersOf(InstanceIndex index) const { return m_callers[index]; }

    /// A load whose arrivals are Poisson, all go there, and are never too many at once for it.
    bool isPoissonLoad(const CallerOf &caller) const;

    /// Poisson arrivals a second from all callers together; nothing when one of them is no Poisson load.
    std::optional<double> arrivalsAt(InstanceIndex station) const;

    /// Of one request of a service, at most: 0 when it calls nobody, 1 when one after the other.
    double callsAtOnce(InstanceIndex service) const;

    /// The call loses nothing and has all bandwidth.
    bool isLossless(InstanceIndex caller, std::size_t peer) const;

    /// Lossless, and never given up as far as the report tells.
    bool isPlain(InstanceIndex caller, std::size_t peer) const;
    bool arePlain(const std::vector<CallerOf> &callers) const;

    /// There and back, on average.
    double latencyOf(InstanceIndex caller, std::size_t peer) const;

    /// A service that answers everything it takes in.
    const ServiceConfig *reliableService(InstanceIndex index) const;

    /// The whole cores that such a service without slots shares with nobody: each request has one of them at most, and
    /// all the same. 0 of any other.
    std::uint32_t ownCores(InstanceIndex index) const;

    /// Appends the figure with what was simulated; nothing when the report does not have it.
    void add(std::vector<TheoryFigures> &all, SubjectKind kind, const std::string &id, TheoryFigures theory) const;

    /// What a pattern counted; 0 when it did not.
    double counterOf(const std::string &id, const std::string &name) const;

private:
    const Figure *find(SubjectKind kind, const std::string &id, const std::string &figure) const;
    bool isNeverHeldBack(const CallerOf &caller, const LoadConfig &load) const;

    const Plan &m_plan;
    const Report &m_report;
    std::vector<Figure> m_figures;
    std::vector<std::vector<CallerOf>> m_callers;
    std::vector<std::uint32_t> m_sharers; ///< by host: those who ask for its processors
    std::unordered_map<std::string, std::vector<InstanceIndex>> m_replicas; ///< by element
    std::unordered_map<std::string, std::size_t> m_links;                   ///< in the report, by id
    std::unordered_map<std::string, std::vector<std::size_t>> m_figuresOf;  ///< indices in m_figures, by id
};

/// Marks `inside`.
TheoryFigures compared(TheoryFigures theory, double simulated, double halfWidth);

void addStations(const TheoryFacts &facts, std::vector<TheoryFigures> &all);
void addOpenNetworks(const TheoryFacts &facts, std::vector<TheoryFigures> &all);
void addClosedLoops(const TheoryFacts &facts, std::vector<TheoryFigures> &all);
void addForks(const TheoryFacts &facts, std::vector<TheoryFigures> &all);
void addScatters(const TheoryFacts &facts, std::vector<TheoryFigures> &all);
void addWorkQueues(const TheoryFacts &facts, std::vector<TheoryFigures> &all);

} // namespace bayplan
