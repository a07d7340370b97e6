// SPDX-License-Identifier: Apache-2.0
#include "engine/base/fit.h"

#include "engine/base/units.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>

namespace bayplan {
namespace {

using Kind = Distribution::Kind;

constexpr std::size_t fewSamples = 100;
constexpr Duration hugeSample = std::chrono::hours(24);
constexpr std::size_t mostInEm = 5'000; ///< order statistics that expectation maximisation looks at

/// What every fit looks at: the samples in ascending order, in seconds.
struct Samples {
    std::vector<double> seconds;
    double mean = 0;
    double squaredVariation = 0;
    double meanLog = 0; ///< of the positive ones
    std::size_t zeros = 0;

    std::span<const double> positive() const { return std::span(seconds).subspan(zeros); }
};

Samples measured(const std::vector<Duration> &sorted)
{
    Samples samples;
    double squares = 0;
    for (const Duration sample : sorted) {
        const double seconds = toSeconds(sample);
        samples.seconds.push_back(seconds);
        samples.mean += seconds;
        if (seconds > 0)
            samples.meanLog += std::log(seconds);
        else
            ++samples.zeros;
    }
    const auto count = static_cast<double>(sorted.size());
    samples.mean /= count;
    samples.meanLog /= std::max(1.0, count - static_cast<double>(samples.zeros));
    for (const double seconds : samples.seconds)
        squares += (seconds - samples.mean) * (seconds - samples.mean);
    if (samples.mean > 0)
        samples.squaredVariation = squares / count / (samples.mean * samples.mean);
    return samples;
}

class Fitter {
public:
    Fitter(const std::vector<Duration> &sorted, Fits &fits)
        : m_sorted(sorted), m_samples(measured(sorted)), m_mean(fromSeconds(m_samples.mean)), m_fits(fits)
    {}

    void fitAll(std::size_t mostPoints)
    {
        m_fits.squaredVariation = m_samples.squaredVariation;
        m_fits.mean = m_mean;
        warn();
        add({.kind = Kind::Constant, .mean = m_mean}, "mean", 1);
        if (m_samples.squaredVariation > 0) {
            add({.kind = Kind::Uniform, .mean = m_sorted.front(), .greatest = m_sorted.back()}, "maximum likelihood",
                2);
            add(Distribution::exponential(m_mean), "maximum likelihood", 1);
            fitErlang();
            fitHyperexponential();
        }
        if (m_samples.zeros * 100 <= m_sorted.size() && m_samples.squaredVariation > 0) {
            fitLognormal();
            fitWeibull();
            fitPareto();
        }
        choose();
        addData(mostPoints);
    }

private:
    void add(Distribution distribution, const char *method, int parameters)
    {
        Fit fit{std::move(distribution), method, parameters, 0, false};
        fit.distance = kolmogorovDistance(m_sorted, fit.distribution);
        // Of a distribution that is given; with parameters out of the same samples chance gives less, so it says "not
        // refuted" rather too often.
        fit.refuted = fit.distance * std::sqrt(static_cast<double>(m_sorted.size())) > 1.358;
        m_fits.fits.push_back(std::move(fit));
    }

    void leaveOut(const std::string &what) { m_fits.warnings.push_back(what); }

    void warn()
    {
        const std::size_t count = m_sorted.size();
        if (count < fewSamples)
            m_fits.warnings.push_back("There are only " + std::to_string(count) +
                                      " samples; a fit to fewer than 100 says little about the tail.");
        if (m_samples.zeros > 0)
            m_fits.warnings.push_back(std::to_string(m_samples.zeros) + " of " + std::to_string(count) +
                                      " samples are 0, which lognormal, weibull and pareto cannot give: these are " +
                                      (m_samples.zeros * 100 <= count ? "fitted to the others." : "left out.") +
                                      " Is the clock that measured them fine enough?");
        if (m_sorted.back() > hugeSample)
            m_fits.warnings.push_back("The greatest sample is " + humanDuration(m_sorted.back()) +
                                      ": is the unit right?");
        if (m_sorted.front() == m_sorted.back() && count > 1)
            m_fits.warnings.push_back("All samples are equal.");
    }

    void fitErlang()
    {
        const double stages = std::clamp(std::round(1 / m_samples.squaredVariation), 1.0, 1000.0);
        if (stages > 1) // one stage is the exponential
            add({.kind = Kind::Erlang, .mean = m_mean, .shape = stages}, "moments", 2);
    }

    void fitLognormal()
    {
        double squares = 0;
        for (const double seconds : m_samples.positive()) {
            const double apart = std::log(seconds) - m_samples.meanLog;
            squares += apart * apart;
        }
        const double variance = squares / static_cast<double>(m_samples.positive().size());
        const double variation = std::sqrt(std::expm1(variance));
        if (variation > 1000)
            return leaveOut("lognormal is left out: its coefficient of variation would be above 1000.");
        add({.kind = Kind::Lognormal,
             .mean = fromSeconds(std::exp(m_samples.meanLog + variance / 2)),
             .shape = variation},
            "maximum likelihood", 2);
    }

    struct Slope {
        double value = 0, change = 0;
    };

    /// Of the log-likelihood of Weibull's shape: 0 at its maximum, and falling. Scaled by the greatest sample, so that
    /// no power overflows.
    Slope weibullSlope(double shape) const
    {
        double powers = 0, logs = 0, squares = 0;
        const double greatest = m_samples.seconds.back();
        for (const double seconds : m_samples.positive()) {
            const double log = std::log(seconds / greatest);
            const double power = std::exp(shape * log);
            powers += power;
            logs += power * log;
            squares += power * log * log;
        }
        const double mean = logs / powers;
        const double meanLog = m_samples.meanLog - std::log(greatest);
        return {1 / shape + meanLog - mean, -1 / (shape * shape) - (squares / powers - mean * mean)};
    }

    void fitWeibull()
    {
        double low = 0.1, high = 1000, shape = 1;
        if (weibullSlope(low).value < 0 || weibullSlope(high).value > 0)
            return leaveOut("weibull is left out: its shape would be below 0.1 or above 1000.");
        for (int i = 0; i < 100; ++i) { // Newton, kept between what is known to be too low and too high
            const Slope slope = weibullSlope(shape);
            (slope.value > 0 ? low : high) = shape;
            const double next = shape - slope.value / slope.change;
            const double better = next > low && next < high ? next : (low + high) / 2;
            const bool done = std::abs(better - shape) < 1e-9 * shape;
            shape = better;
            if (done)
                break;
        }
        double powers = 0;
        const double greatest = m_samples.seconds.back();
        for (const double seconds : m_samples.positive())
            powers += std::pow(seconds / greatest, shape);
        const double scale = greatest * std::pow(powers / static_cast<double>(m_samples.positive().size()), 1 / shape);
        add({.kind = Kind::Weibull, .mean = fromSeconds(scale * std::tgamma(1 + 1 / shape)), .shape = shape},
            "maximum likelihood", 2);
    }

    void fitPareto()
    {
        const double least = m_samples.positive().front();
        const double index = 1 / (m_samples.meanLog - std::log(least));
        if (!(index > 1) || index > 1000)
            return leaveOut("pareto is left out: its tail index would be " + formatFixed(index, 2) +
                            (index > 1000 ? ", above 1000." : ", and at or below 1 it has no mean."));
        add({.kind = Kind::Pareto, .mean = fromSeconds(least * index / (index - 1)), .shape = index},
            "maximum likelihood", 2);
    }

    struct Phases {
        double share, first, second;
    };

    /// One round of expectation maximisation.
    static Phases improved(const Phases &phases, const std::vector<double> &samples)
    {
        double weight = 0, sum = 0, rest = 0;
        for (const double seconds : samples) {
            const double first = phases.share / phases.first * std::exp(-seconds / phases.first);
            const double second = (1 - phases.share) / phases.second * std::exp(-seconds / phases.second);
            const double share = first + second > 0 ? first / (first + second) : 0;
            weight += share;
            sum += share * seconds;
            rest += (1 - share) * seconds;
        }
        const auto count = static_cast<double>(samples.size());
        if (weight <= 0 || weight >= count || sum <= 0 || rest <= 0)
            return phases;
        return {weight / count, sum / weight, rest / (count - weight)};
    }

    void fitHyperexponential()
    {
        const double variation = m_samples.squaredVariation;
        if (variation <= 1)
            return leaveOut("hyperexponential is left out: the samples vary less than exponential ones.");
        std::vector<double> some;
        const std::size_t count = std::min(mostInEm, m_sorted.size());
        for (std::size_t i = 0; i < count; ++i)
            some.push_back(m_samples.seconds[(2 * i + 1) * m_sorted.size() / (2 * count)]);
        // To begin with: both phases bring the same to the mean ("balanced means").
        const double share = (1 + std::sqrt((variation - 1) / (variation + 1))) / 2;
        Phases phases{share, m_samples.mean / (2 * share), m_samples.mean / (2 * (1 - share))};
        for (int i = 0; i < 500; ++i) {
            const Phases next = improved(phases, some);
            const bool done = std::abs(next.share - phases.share) < 1e-6;
            phases = next;
            if (done)
                break;
        }
        add({.kind = Kind::Hyperexponential,
             .mean = fromSeconds(phases.first),
             .greatest = fromSeconds(phases.second),
             .shape = phases.share},
            "expectation maximisation", 3);
    }

    void choose()
    {
        std::ranges::stable_sort(m_fits.fits, {}, &Fit::distance);
        const auto worth = [](const Fit &fit) { return std::pair(fit.refuted ? 100 : fit.parameters, fit.distance); };
        m_fits.best = static_cast<std::size_t>(std::ranges::min_element(m_fits.fits, {}, worth) - m_fits.fits.begin());
    }

    void addData(std::size_t mostPoints)
    {
        const std::size_t most = std::clamp<std::size_t>(mostPoints, 1, EmpiricalData::mostPoints);
        std::vector<EmpiricalData::Point> points;
        for (const Duration sample : m_sorted) {
            if (points.empty() || points.back().value != sample)
                points.push_back({sample, 0});
            points.back().weight += 1;
        }
        if (points.size() > most)
            points = condensed(most);
        add(Distribution::empirical(EmpiricalData(std::move(points))), "the data", 0);
    }

    /// Groups of neighbours as one point each. A quarter of the points stands for the upper twentieth of the samples,
    /// a quarter of those for its upper twentieth, and so on: tails decide about queues.
    std::vector<EmpiricalData::Point> condensed(std::size_t most) const
    {
        std::vector<std::size_t> ends;
        std::size_t from = 0;
        for (std::size_t left = most; from < m_sorted.size();) {
            const std::size_t rest = m_sorted.size() - from;
            const std::size_t tail = rest / 20;
            const std::size_t tailPoints = tail > 0 && left >= 8 ? left / 4 : 0;
            const std::size_t here = tailPoints > 0 ? rest - tail : rest;
            const std::size_t groups = std::min(left - tailPoints, here);
            for (std::size_t i = 1; i <= groups; ++i)
                ends.push_back(from + here * i / groups);
            from += here;
            left = tailPoints;
        }
        std::vector<EmpiricalData::Point> points;
        std::size_t begin = 0;
        for (const std::size_t end : ends) {
            double sum = 0;
            for (std::size_t i = begin; i < end; ++i)
                sum += m_samples.seconds[i];
            const auto count = static_cast<double>(end - begin);
            points.push_back({fromSeconds(sum / count), count});
            begin = end;
        }
        return points;
    }

    const std::vector<Duration> &m_sorted;
    Samples m_samples;
    Duration m_mean;
    Fits &m_fits;
};

/// A distribution of single values, in their order.
class Steps {
public:
    explicit Steps(const Distribution &distribution) : m_points(distribution.data.points())
    {
        if (distribution.kind == Kind::Constant)
            m_points = {{distribution.mean, 1}};
        std::ranges::sort(m_points, {}, &EmpiricalData::Point::value);
        for (const EmpiricalData::Point &point : m_points)
            m_sums.push_back(m_sums.back() + point.weight);
    }

    const std::vector<EmpiricalData::Point> &points() const { return m_points; }

    double cumulative(Duration value) const
    {
        const auto next = std::ranges::upper_bound(m_points, value, {}, &EmpiricalData::Point::value);
        return m_sums[static_cast<std::size_t>(next - m_points.begin())] / m_sums.back();
    }

private:
    std::vector<EmpiricalData::Point> m_points;
    std::vector<double> m_sums{0};
};

} // namespace

double kolmogorovDistance(const std::vector<Duration> &samples, const Distribution &distribution)
{
    const Steps steps(distribution);
    const auto count = static_cast<double>(samples.size());
    const bool hasSteps = distribution.kind == Kind::Constant || distribution.kind == Kind::Empirical;
    double greatest = 0;
    const auto look = [&](Duration value) {
        const auto [first, last] = std::equal_range(samples.begin(), samples.end(), value);
        const double before = static_cast<double>(first - samples.begin()) / count;
        const double after = static_cast<double>(last - samples.begin()) / count;
        const double known = hasSteps ? steps.cumulative(value) : distribution.cumulative(toSeconds(value));
        const double knownBefore = hasSteps ? steps.cumulative(value - Duration(1)) : known;
        greatest = std::max({greatest, std::abs(after - known), std::abs(before - knownBefore)});
    };
    for (auto next = samples.begin(); next != samples.end(); next = std::upper_bound(next, samples.end(), *next))
        look(*next);
    for (const EmpiricalData::Point &point : steps.points())
        look(point.value);
    return greatest;
}

Result<Fits> fitDistributions(std::vector<Duration> samples, std::size_t mostPoints)
{
    Fits fits;
    const std::size_t given = samples.size();
    std::erase_if(samples, [](Duration sample) { return sample < Duration(0); });
    if (samples.empty())
        return fail(ErrorCode::InvalidInput, "There are no samples at or above 0 to fit a distribution to.",
                    "Choose another column, or measure first.");
    if (samples.size() < given)
        fits.warnings.push_back(std::to_string(given - samples.size()) +
                                " samples are below 0 and are left out: no duration is.");
    std::ranges::sort(samples);
    fits.samples = samples.size();
    fits.least = samples.front();
    fits.greatest = samples.back();
    Fitter(samples, fits).fitAll(mostPoints);
    return fits;
}

} // namespace bayplan
