// SPDX-License-Identifier: Apache-2.0
#include "simulator/sweep.h"

#include "engine/report/broken_promises.h"
#include "engine/report/confidence.h"
#include "engine/report/warnings.h"
#include "simulator/in_order.h"
#include "simulator/replications.h"
#include "simulator/whole_run.h"

#include <algorithm>
#include <optional>

namespace bayplan {
namespace {

/// Of one figure by replication; nothing where it is unknown.
using Values = std::vector<std::optional<double>>;

/// What the replications of one plan gave.
struct Gathered {
    Plan plan;
    std::vector<Figure> figures; ///< of the first replication, which name them
    std::vector<Values> values;  ///< by figure
    std::uint32_t replications = 0;
    std::vector<BrokenPromise> broken;
    std::vector<std::string> warnings; ///< of the first replication
    std::string endedBecause;          ///< of a run that its guard ended
};

class Sweep {
public:
    Sweep(std::vector<Plan> plans, const SweepSettings &settings, const RunsProgress &progress)
        : m_settings(settings), m_progress(progress)
    {
        for (Plan &plan : plans)
            m_all.push_back({.plan = std::move(plan)});
    }

    std::vector<SweptPlan> run();

private:
    std::uint32_t pilots() const { return m_settings.findWarmUp ? std::min(m_settings.replications, mostPilots) : 0; }
    void removeTransients();
    std::optional<Report> simulateOne(std::size_t job);
    void take(std::size_t job, const Report &report);
    SweptPlan summary(const Gathered &gathered) const;
    void compare(SweptFigure &swept, const Values &values) const;

    const SweepSettings &m_settings;
    SharedProgress m_progress; ///< pilots are numbered before replications
    std::vector<Gathered> m_all;
};

std::vector<SweptPlan> Sweep::run()
{
    const std::size_t count = m_all.size() * m_settings.replications;
    m_progress.expect(static_cast<double>(count + m_all.size() * pilots()));
    removeTransients();
    InOrder<std::optional<Report>> runs(
        count, [this](std::size_t job) { return simulateOne(job); },
        [this](std::size_t job, std::optional<Report> &report) {
            if (report)
                take(job, *report);
            return report.has_value();
        });
    if (!m_progress.stopped())
        runs.run(threadsFor(m_settings.threads));
    std::vector<SweptPlan> swept;
    for (const Gathered &gathered : m_all)
        swept.push_back(summary(gathered));
    return swept;
}

void Sweep::removeTransients()
{
    for (std::size_t number = 0; number < m_all.size() && pilots() > 0 && !m_progress.stopped(); ++number) {
        Plan &plan = m_all[number].plan;
        const std::size_t first = number * pilots();
        plan.warmUp = findWarmUp(plan, pilots(), m_settings.threads, [&](std::uint32_t pilot, double fraction) {
                          return m_progress.at(first + pilot, fraction, "looking for the warm-up");
                      }).length;
        for (std::uint32_t pilot = 0; pilot < pilots(); ++pilot)
            m_progress.whole(first + pilot);
    }
}

/// Nothing when it was stopped.
std::optional<Report> Sweep::simulateOne(std::size_t job)
{
    const Plan &plan = m_all[job % m_all.size()].plan;
    const std::size_t number = m_all.size() * pilots() + job;
    const std::string text =
        std::to_string(job) + " of " + std::to_string(m_all.size() * m_settings.replications) + " runs";
    WholeRun run(plan, replicationSeed(plan.seed, job / m_all.size()), {},
                 [&](double fraction) { return m_progress.at(number, fraction, text); });
    Report report = run.run();
    if (!run.reachedItsEnd() && !run.objection())
        return {};
    m_progress.whole(number);
    return report;
}

void Sweep::take(std::size_t job, const Report &report)
{
    Gathered &gathered = m_all[job % m_all.size()];
    if (report.endedEarly) {
        gathered.endedBecause = report.warnings.front();
        return;
    }
    std::vector<Figure> figures = figuresOf(report);
    std::vector<BrokenPromise> broken = report.broken;
    for (const ElectionFigures &election : report.elections) {
        if (!election.safe)
            broken.push_back(brokenPromiseOf(election));
    }
    addBroken(gathered.broken, broken, gathered.replications + 1);
    if (gathered.replications++ == 0) {
        std::vector<std::string> apart = precisionWarningsOf(report);
        std::ranges::move(brokenPromiseWarnings(broken, 1), std::back_inserter(apart));
        std::ranges::copy_if(report.warnings, std::back_inserter(gathered.warnings), [&](const std::string &warning) {
            return std::ranges::find(apart, warning) == apart.end();
        });
        gathered.values.resize(figures.size());
        gathered.figures = figures;
    }
    for (std::size_t i = 0; i < std::min(figures.size(), gathered.values.size()); ++i)
        gathered.values[i].push_back(figures[i].isKnown ? std::optional(figures[i].value) : std::nullopt);
}

SweptPlan Sweep::summary(const Gathered &gathered) const
{
    SweptPlan swept;
    swept.replications = gathered.replications;
    swept.warmUp = gathered.plan.warmUp;
    swept.warnings = brokenPromiseWarnings(gathered.broken, gathered.replications);
    swept.warnings.insert(swept.warnings.end(), gathered.warnings.begin(), gathered.warnings.end());
    swept.endedEarly = !gathered.endedBecause.empty();
    if (swept.endedEarly)
        swept.warnings.insert(swept.warnings.begin(), gathered.endedBecause);
    for (std::size_t i = 0; i < gathered.figures.size(); ++i) {
        Moments moments;
        for (const std::optional<double> &value : gathered.values[i]) {
            if (value)
                moments.add(*value);
        }
        if (moments.count() == 0)
            continue;
        SweptFigure one;
        one.figure = gathered.figures[i];
        one.figure.isKnown = true;
        one.figure.value = moments.mean();
        if (moments.count() > 1)
            one.figure.halfWidth = moments.halfWidth99();
        if (&gathered != &m_all.front())
            compare(one, gathered.values[i]);
        swept.figures.push_back(std::move(one));
    }
    return swept;
}

void Sweep::compare(SweptFigure &swept, const Values &values) const
{
    const Gathered &first = m_all.front();
    const auto same = std::ranges::find_if(first.figures, [&](const Figure &figure) {
        return figure.kind == swept.figure.kind && figure.id == swept.figure.id && figure.figure == swept.figure.figure;
    });
    if (same == first.figures.end())
        return;
    const Values &before = first.values[static_cast<std::size_t>(same - first.figures.begin())];
    Moments moments;
    for (std::size_t i = 0; i < std::min(values.size(), before.size()); ++i) {
        if (values[i] && before[i])
            moments.add(*values[i] - *before[i]);
    }
    swept.compared = moments.count() > 0;
    swept.difference = moments.mean();
    swept.differenceHalfWidth = moments.halfWidth99();
}

} // namespace

bool isSameFigure(const Figure &a, const Figure &b)
{
    return a.kind == b.kind && a.id == b.id && a.figure == b.figure;
}

const SweptFigure *findFigure(const SweptPlan &plan, const Figure &wanted)
{
    const auto found =
        std::ranges::find_if(plan.figures, [&](const SweptFigure &one) { return isSameFigure(one.figure, wanted); });
    return found == plan.figures.end() ? nullptr : &*found;
}

std::vector<SweptPlan> sweep(std::vector<Plan> plans, const SweepSettings &settings, const RunsProgress &progress)
{
    if (plans.empty())
        return {};
    return Sweep(std::move(plans), settings, progress).run();
}

} // namespace bayplan
