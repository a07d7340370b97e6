// SPDX-License-Identifier: Apache-2.0
#include "simulator/replications.h"

#include "engine/base/random.h"
#include "engine/base/units.h"
#include "engine/report/figure_kinds.h"
#include "engine/report/merge.h"
#include "simulator/in_order.h"
#include "simulator/whole_run.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

namespace bayplan {
namespace {

constexpr std::uint32_t leastForPrecision = 10;

bool isCalled(const Figure &figure, const std::string &name)
{
    return figure.id == name || figure.text == name || figure.text.substr(0, figure.text.find('/')) == name;
}

bool startsAtALoad(const Plan &plan, const std::string &link)
{
    return std::ranges::any_of(plan.instances, [&](const InstancePlan &instance) {
        return instance.machine && std::holds_alternative<LoadConfig>(instance.machine->behaviour) &&
               std::ranges::any_of(instance.peers, [&](const PeerPlan &peer) { return peer.link == link; });
    });
}

/// One of a report, whatever its value.
std::string nameOf(const Figure &figure)
{
    return figure.figure + " of " + figure.id;
}

std::string figuresWithInterval()
{
    std::string names;
    for (const FigureKind &kind : figureKinds()) {
        if (kind.hasInterval)
            names += (names.empty() ? "" : ", ") + std::string(kind.name);
    }
    return names;
}

/// Runs until there are enough, and tells how far it is.
class Replications {
public:
    Replications(const Plan &plan, const ReplicationOptions &options, const ReplicationProgress &progress)
        : m_plan(plan), m_options(options), m_progress(progress), m_merger(m_plan)
    {}

    Result<Report> run();

private:
    struct Outcome {
        Report report;
        bool whole = false;
        std::optional<std::string> objection; ///< of its guard
    };

    bool isPrecise() const { return m_options.precision > 0; }
    std::uint32_t least() const;
    std::uint32_t most() const { return isPrecise() ? std::max(m_options.maxReplications, least()) : least(); }
    std::uint32_t pilots() const;
    bool removeTransient();
    void countKnown(const Report &report);
    Outcome simulateOne(std::size_t number);
    bool take(std::size_t number, Outcome &outcome);
    bool tell(std::size_t number, double fraction);
    std::vector<Figure> aimedAt(const Report &report) const;
    double widest(const Report &report) const;
    std::string interruption() const;
    std::string shortfall(double share) const;
    void addNotes(Report &report) const;

    Plan m_plan;
    const ReplicationOptions &m_options;
    SharedProgress m_progress; ///< pilots are numbered before replications
    ReplicationMerger m_merger;
    std::optional<Report> m_partial; ///< of replication 0, when it was stopped
    std::string m_endedBecause;      ///< a replication that came to no end
    std::optional<WarmUp> m_warmUp;
    std::map<std::string, std::uint32_t> m_known; ///< replications that know a figure that is aimed at
    std::atomic<double> m_needed = 1;             ///< replications, as far as is known
    std::atomic<std::uint32_t> m_taken = 0;
};

std::uint32_t Replications::least() const
{
    return std::max(m_options.replications, isPrecise() ? leastForPrecision : 1U);
}

std::uint32_t Replications::pilots() const
{
    return m_options.findWarmUp ? std::min(least(), mostPilots) : 0;
}

/// False when it was stopped.
bool Replications::removeTransient()
{
    m_warmUp = findWarmUp(m_plan, pilots(), m_options.threads, [&](std::uint32_t pilot, double fraction) {
        return m_progress.at(pilot, fraction, "looking for the warm-up");
    });
    for (std::uint32_t pilot = 0; pilot < pilots(); ++pilot)
        m_progress.whole(pilot);
    m_plan.warmUp = m_warmUp->length;
    return !m_progress.stopped();
}

Replications::Outcome Replications::simulateOne(std::size_t number)
{
    SimulatorOptions options;
    if (number == 0)
        options.onEvent = m_options.onEvent;
    WholeRun run(m_plan, replicationSeed(m_plan.seed, number), std::move(options),
                 [&](double fraction) { return tell(number, fraction); });
    if (most() == 1)
        run.watchAssertions();
    Outcome outcome;
    outcome.report = run.run();
    outcome.whole = run.reachedItsEnd();
    outcome.objection = run.objection();
    return outcome;
}

bool Replications::tell(std::size_t number, double fraction)
{
    const std::string text = most() == 1 ? ""
                                         : std::to_string(m_taken) + (isPrecise() ? " of about " : " of ") +
                                               formatFixed(m_needed, 0) + " runs";
    return m_progress.at(pilots() + number, fraction, text);
}

/// Decides with what came before in the order of numbers only, so that no number of threads changes it.
bool Replications::take(std::size_t number, Outcome &outcome)
{
    if (!outcome.whole) {
        m_endedBecause = outcome.objection.value_or(interruption());
        if (number == 0)
            m_partial = std::move(outcome.report);
        return false;
    }
    m_merger.add(outcome.report);
    countKnown(outcome.report);
    m_progress.whole(pilots() + number);
    m_taken = m_merger.count();
    if (!isPrecise() || m_merger.count() < least())
        return true;
    const Report report = m_merger.merged();
    if (aimedAt(report).empty())
        return false;
    const double share = widest(report) / m_options.precision;
    // The width falls with the root of the number.
    m_needed = std::clamp(std::ceil(share * share * m_merger.count()), static_cast<double>(m_merger.count()),
                          static_cast<double>(most()));
    m_progress.expect(pilots() + m_needed);
    return share > 1;
}

std::vector<Figure> Replications::aimedAt(const Report &report) const
{
    if (!m_options.figure.empty())
        return figuresCalled(report, m_options.figure);
    std::vector<Figure> figures = figuresOf(report);
    std::erase_if(figures, [&](const Figure &figure) {
        return figure.kind != SubjectKind::Link || figure.figure != "mean" || figure.samples == 0 ||
               !startsAtALoad(m_plan, figure.id);
    });
    return figures;
}

void Replications::countKnown(const Report &report)
{
    for (const Figure &figure : isPrecise() ? aimedAt(report) : std::vector<Figure>()) {
        if (figure.isKnown)
            ++m_known[nameOf(figure)];
    }
}

/// Relative half width of the one that is known least. None at all is the width of what is equal in all replications,
/// and of what fewer than two of them know.
double Replications::widest(const Report &report) const
{
    double share = 0;
    for (const Figure &figure : aimedAt(report)) {
        const auto known = m_known.find(nameOf(figure));
        if (known == m_known.end() || known->second < 2)
            return std::numeric_limits<double>::infinity();
        if (figure.halfWidth > 0)
            share = std::max(share, figure.halfWidth / std::abs(figure.value));
    }
    return share;
}

std::string Replications::shortfall(double share) const
{
    return std::isfinite(share) ? "±" + formatFixed(share * 100, 2) + " %"
                                : "fewer than two of them know it, or it is about 0";
}

std::string Replications::interruption() const
{
    return "The run was interrupted after " + std::to_string(m_merger.count()) + " of " +
           (isPrecise() ? "at most " : "") + std::to_string(most()) + " replications.";
}

void Replications::addNotes(Report &report) const
{
    report.warmUpFound = m_warmUp && m_warmUp->found;
    report.endedEarly = !m_endedBecause.empty();
    const auto behindPromises = [&] {
        return report.warnings.begin() + static_cast<std::ptrdiff_t>(report.broken.size());
    };
    if (m_warmUp && !m_warmUp->found)
        report.warnings.insert(
            behindPromises(), "No steady state was found: MSER-5 would leave out more than half of the run. The second "
                              "half is reported; a longer run is needed, or the load is above capacity.");
    if (isPrecise() && !m_progress.stopped() && widest(report) > m_options.precision)
        report.warnings.insert(behindPromises(), "The precision of " + formatFixed(m_options.precision * 100, 2) +
                                                     " % was not reached in " + std::to_string(report.replications) +
                                                     " replications: " + shortfall(widest(report)) +
                                                     ". Raise --max-replications.");
    if (report.endedEarly)
        report.warnings.insert(report.warnings.begin(), m_endedBecause);
}

Result<Report> Replications::run()
{
    m_needed = least();
    m_progress.expect(pilots() + m_needed);
    if (m_options.findWarmUp && !removeTransient())
        m_plan.warmUp = Duration(0); // what is reported is the beginning of a run that was stopped
    const bool stopped = m_progress.stopped();
    InOrder<Outcome> all(
        stopped ? 1 : most(), [this](std::size_t number) { return simulateOne(number); },
        [this](std::size_t number, Outcome &outcome) { return take(number, outcome); });
    all.run(stopped ? 1 : threadsFor(m_options.threads));
    if (m_merger.count() == 0)
        return std::move(*m_partial);
    Report report = m_merger.merged();
    if (isPrecise() && !m_progress.stopped() && aimedAt(report).empty())
        return fail(ErrorCode::InvalidInput,
                    m_options.figure.empty() ? "No load generator gets answers, so no precision can be aimed at."
                                             : "The report has no figure \"" + m_options.figure + "\".",
                    "Name one of the report, for example --precision-of \"p99 of web\".");
    addNotes(report);
    return report;
}

} // namespace

std::uint64_t replicationSeed(std::uint64_t seed, std::uint64_t replication)
{
    return replication == 0 ? seed : Random::stream(seed, replication).next();
}

Result<void> checkPrecisionOf(const std::string &text)
{
    const std::string figure = text.substr(0, text.find(" of "));
    const FigureKind *kind = findFigureKind(figure);
    if (text.empty() || (kind != nullptr && kind->hasInterval))
        return {};
    return fail(ErrorCode::InvalidInput, "There is no interval of \"" + figure + "\" for a precision.",
                "There is one of " + figuresWithInterval() + '.');
}

std::vector<Figure> figuresCalled(const Report &report, const std::string &text)
{
    const std::size_t of = text.find(" of ");
    const std::string figure = text.substr(0, of);
    const std::string name = of == std::string::npos ? "" : text.substr(of + 4);
    std::vector<Figure> figures = figuresOf(report);
    std::erase_if(figures,
                  [&](const Figure &one) { return one.figure != figure || (!name.empty() && !isCalled(one, name)); });
    return figures;
}

Result<Report> simulateReplications(const Plan &plan, const ReplicationOptions &options,
                                    const ReplicationProgress &progress)
{
    if (options.precision > 0) {
        if (const auto possible = checkPrecisionOf(options.figure); !possible)
            return possible.error();
    }
    return Replications(plan, options, progress).run();
}

} // namespace bayplan
