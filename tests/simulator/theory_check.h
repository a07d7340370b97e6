// SPDX-License-Identifier: GPL-3.0-or-later
// Simulated figures against closed forms, by a test that a right simulator passes and a wrong one does not.
//
// Twenty fixed seeds give twenty estimates, each with the 99 % interval that the program itself prints. Two things are
// asked. (1) At least fifteen of the intervals hold the closed form: were each right 98.5 times in a hundred, fewer
// would do so with probability 4e-7. (2) The mean of the twenty lies no further from it than 7.42 standard errors,
// Student's quantile of 5e-7 for 19 degrees of freedom. So a right simulator fails with probability below 1e-6,
// whatever the seeds are changed to.
//
// That the test is sharp enough is asked too, of the same estimates: they must refute the closed form of a station
// that is a few per cent slower, and of one that is as much faster. A simulator that is wrong by as much fails.
//
// BAYPLAN_THEORY_TABLE=FILE appends a line for each check, as a table in Markdown.
#pragma once

#include "engine/report/confidence.h"
#include "engine/report/figures.h"
#include "simulator/simulator_run.h"
#include "tests/simulator/plans.h"

#include <QFile>
#include <QString>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

namespace bayplan::test {

inline constexpr int theorySeeds = 20;
inline constexpr int leastCovered = 15;
inline constexpr double studentQuantileSure = 7.42;

struct Estimate {
    double value = 0;
    double halfWidth = 0; ///< of its 99 % interval
};

/// By seed.
using Estimates = std::vector<Estimate>;

inline std::vector<Report> runsOf(const Plan &plan)
{
    std::vector<Report> runs;
    for (std::uint64_t seed = 1; seed <= theorySeeds; ++seed) {
        SimulatorOptions options;
        options.seed = seed;
        runs.push_back(simulate(plan, options));
    }
    return runs;
}

/// As an assertion would name it. A figure that is not there has no interval, and so holds nothing.
inline Estimates estimatesOf(const std::vector<Report> &runs, const std::string &id, const std::string &figure)
{
    Estimates estimates;
    for (const Report &run : runs) {
        const auto figures = figuresOf(run);
        const auto found =
            std::ranges::find_if(figures, [&](const Figure &one) { return one.id == id && one.figure == figure; });
        estimates.push_back(found == figures.end() ? Estimate{} : Estimate{found->value, found->halfWidth});
    }
    return estimates;
}

struct Verdict {
    int covered = 0;
    double mean = 0;
    double halfWidth99 = 0, halfWidthSure = 0; ///< of the mean over seeds
    bool holds = false;
};

inline Verdict judge(const Estimates &estimates, double theory)
{
    Verdict verdict;
    Moments moments;
    for (const Estimate &estimate : estimates) {
        moments.add(estimate.value);
        verdict.covered += std::abs(estimate.value - theory) <= estimate.halfWidth ? 1 : 0;
    }
    verdict.mean = moments.mean();
    verdict.halfWidth99 = moments.halfWidth99();
    verdict.halfWidthSure = verdict.halfWidth99 / studentQuantile99(moments.count() - 1) * studentQuantileSure;
    verdict.holds = verdict.covered >= leastCovered && std::abs(verdict.mean - theory) <= verdict.halfWidthSure;
    return verdict;
}

inline void addToTable(const std::string &row)
{
    QFile file(qEnvironmentVariable("BAYPLAN_THEORY_TABLE"));
    if (file.fileName().isEmpty() || !file.open(QIODevice::Append))
        return;
    if (file.size() == 0)
        file.write("| model | figure | theory | simulated, 99 % over 20 seeds | intervals that hold it |\n"
                   "| --- | --- | --- | --- | --- |\n");
    file.write(row.c_str(), static_cast<qint64>(row.size()));
}

/// Empty when theory holds, and the forms of a wrong simulator do not; else what is wrong.
inline QString disagreement(const std::string &model, const std::string &figure, const Estimates &estimates,
                            double theory, const std::vector<double> &wrong)
{
    const Verdict verdict = judge(estimates, theory);
    const std::string row =
        QString::asprintf("| %s | %s | %.5g | %.5g ± %.2g | %d of %d |", model.c_str(), figure.c_str(), theory,
                          verdict.mean, verdict.halfWidth99, verdict.covered, static_cast<int>(estimates.size()))
            .toStdString();
    addToTable(row + '\n');
    qInfo("%s", row.c_str());
    if (!verdict.holds)
        return QString::fromStdString("theory does not hold: " + row);
    for (const double other : wrong) {
        if (judge(estimates, other).holds)
            return QString::fromStdString("too blunt, a wrong simulator would pass: " + std::to_string(other) + ", " +
                                          row);
    }
    return {};
}

/// Of a station whose closed form is a function of its mean service time in seconds: wrong is one that is slower or
/// faster by that fraction.
inline QString disagreement(const std::string &model, const std::string &figure, const Estimates &estimates,
                            const std::function<double(double)> &form, double serviceSeconds, double wrongBy = 0.03)
{
    return disagreement(model, figure, estimates, form(serviceSeconds),
                        {form(serviceSeconds * (1 + wrongBy)), form(serviceSeconds * (1 - wrongBy))});
}

/// So long that about so many requests arrive after the warm-up, which is a tenth of it.
inline void runFor(Plan &plan, double requests, double ratePerSecond)
{
    plan.warmUp = fromSeconds(requests / ratePerSecond / 10);
    plan.duration = plan.warmUp + fromSeconds(requests / ratePerSecond);
}

} // namespace bayplan::test
