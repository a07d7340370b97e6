// SPDX-License-Identifier: Apache-2.0
#include "engine/report/measured_shape.h"

#include "engine/base/fit.h"
#include "engine/base/units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace bayplan {
namespace {

constexpr std::size_t mostSamples = 4000; ///< quantiles of a histogram stand for its samples
constexpr std::size_t pointsOfData = 60;  ///< of an empirical distribution in a document

/// What the width of a bucket adds to the distance from a smooth distribution.
constexpr double bucketDistance = 0.012;

/// Constants of a deployment are late by what timers are late.
constexpr double steadySquaredVariation = 0.01;

Duration times(Duration duration, double factor)
{
    return fromSeconds(toSeconds(duration) * factor);
}

/// Ascending, and with the histogram's exact mean scaled to `mean`.
std::vector<Duration> samplesIn(const Histogram &histogram, Duration mean)
{
    const double all = static_cast<double>(histogram.count());
    const auto count = static_cast<double>(std::min<std::size_t>(histogram.count(), mostSamples));
    std::vector<Duration> samples;
    double seen = 0, sum = 0;
    for (const auto &[bucket, records] : histogram.buckets()) {
        const Duration value = histogram.quantile((seen + 0.5) / all);
        seen += static_cast<double>(records);
        while (static_cast<double>(samples.size()) + 0.5 < seen / all * count) {
            samples.push_back(value);
            sum += toSeconds(value);
        }
    }
    const double factor = sum > 0 ? toSeconds(mean) * static_cast<double>(samples.size()) / sum : 1;
    for (Duration &sample : samples)
        sample = times(sample, factor);
    return samples;
}

bool isSteady(const Distribution &distribution)
{
    return distribution.kind == Distribution::Kind::Constant;
}

std::string nameOfKind(const Distribution &distribution)
{
    const std::string text = formatDistribution(distribution);
    return text.substr(0, text.find('('));
}

std::string fitOf(std::uint64_t samples)
{
    return "fit of " + std::to_string(samples) + " samples: ";
}

MeasuredShape fitted(const LatencyFigures &measured, Duration mean, const Distribution &drawn)
{
    const auto samples = samplesIn(measured.histogram, mean);
    if (squaredVariationOf(measured.histogram) < steadySquaredVariation)
        return {Distribution::constant(mean), fitOf(measured.samples) + "constant", isSteady(drawn)};
    const double allowed = 1.36 / std::sqrt(static_cast<double>(samples.size())) + bucketDistance;
    if (!isSteady(drawn) && drawn.expected() > Duration(0)) {
        Distribution scaled = withMean(drawn, mean);
        if (kolmogorovDistance(samples, scaled) <= allowed)
            return {std::move(scaled), fitOf(measured.samples) + nameOfKind(drawn) + ", as drawn", true};
    }
    const auto fits = fitDistributions(samples, pointsOfData);
    if (!fits)
        return {withMean(drawn, mean), "the drawing's shape around the measured mean", true};
    const Fit &best = fits->fits[fits->best];
    if (best.distance > allowed + 0.02)
        return {fits->fits.back().distribution, fitOf(measured.samples) + "no form fits, so the data themselves",
                false};
    return {withMean(best.distribution, mean), fitOf(measured.samples) + nameOfKind(best.distribution), false};
}

// ---- from quantiles ----

double quantileOf(const Distribution &distribution, double q)
{
    double least = std::log(std::max(toSeconds(distribution.expected()), 1e-9)) - 14;
    double greatest = least + 28;
    for (int i = 0; i < 60; ++i) {
        const double middle = (least + greatest) / 2;
        (distribution.cumulative(std::exp(middle)) < q ? least : greatest) = middle;
    }
    return std::exp(greatest);
}

/// The greatest ratio between a quantile that was measured and the distribution's, as a logarithm.
double misfit(const Distribution &distribution, const LatencyFigures &measured, double scale)
{
    double worst = 0;
    const std::array quantiles{std::pair{0.5, measured.p50}, std::pair{0.9, measured.p90},
                               std::pair{0.99, measured.p99}};
    for (const auto &[q, value] : quantiles) {
        if (static_cast<double>(measured.samples) * (1 - q) >= 5 && value > Duration(0))
            worst = std::max(worst, std::abs(std::log(quantileOf(distribution, q) / (toSeconds(value) * scale))));
    }
    return worst;
}

std::vector<Distribution> candidates(Duration mean)
{
    using Kind = Distribution::Kind;
    std::vector<Distribution> all{Distribution::constant(mean), Distribution::exponential(mean)};
    for (const double stages : {2.0, 3.0, 5.0, 10.0, 30.0})
        all.push_back({Kind::Erlang, mean, {}, stages, {}});
    for (const double variation : {0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.3, 1.6, 2.0, 3.0, 5.0})
        all.push_back({Kind::Lognormal, mean, {}, variation, {}});
    for (const double k : {0.5, 0.7, 1.5, 2.0, 3.0})
        all.push_back({Kind::Weibull, mean, {}, k, {}});
    return all;
}

MeasuredShape fittedToQuantiles(const LatencyFigures &measured, Duration mean, const Distribution &drawn)
{
    constexpr double near = 0.1;
    const double scale = measured.mean > Duration(0) ? toSeconds(mean) / toSeconds(measured.mean) : 1;
    if (drawn.expected() > Duration(0)) {
        Distribution scaled = withMean(drawn, mean);
        if (misfit(scaled, measured, scale) < near)
            return {std::move(scaled), "mean and quantiles: " + nameOfKind(drawn) + ", as drawn", true};
    }
    const auto all = candidates(mean);
    const auto best =
        std::ranges::min_element(all, {}, [&](const Distribution &one) { return misfit(one, measured, scale); });
    return {*best, "mean and quantiles: " + nameOfKind(*best), false};
}

// ---- behind a queue ----

/// Latencies of the station with that service time, ascending: first come, first served, arrivals at random.
std::vector<double> latenciesOf(const Distribution &service, const QueuedStation &station)
{
    constexpr int warmUp = 2000;
    constexpr int customers = 20'000;
    Random arrivals = Random::stream(1, 1), services = Random::stream(1, 2);
    std::vector<double> freeAt(std::max(station.slots, 1U), 0.0); // a heap: the slot that is free first
    std::vector<double> latencies;
    double now = 0;
    for (int i = 0; i < warmUp + customers; ++i) {
        now += arrivals.exponential() / station.arrivalsPerSecond;
        std::ranges::pop_heap(freeAt, std::greater<>());
        freeAt.back() = std::max(freeAt.back(), now) + toSeconds(service.sample(services));
        if (i >= warmUp)
            latencies.push_back(freeAt.back() - now);
        std::ranges::push_heap(freeAt, std::greater<>());
    }
    std::ranges::sort(latencies);
    return latencies;
}

double misfitBehindQueue(const Distribution &service, const LatencyFigures &measured, const QueuedStation &station)
{
    const auto latencies = latenciesOf(service, station);
    double worst = 0;
    for (const auto &[q, value] :
         {std::pair{0.5, measured.p50}, std::pair{0.9, measured.p90}, std::pair{0.99, measured.p99}}) {
        const double simulated = latencies[static_cast<std::size_t>(q * static_cast<double>(latencies.size()))];
        if (value > Duration(0) && simulated > 0)
            worst = std::max(worst, std::abs(std::log(simulated / toSeconds(value))));
    }
    return worst;
}

// ---- with outliers ----

/// Most messages are quick, and a few of them are not.
std::vector<Distribution> mixtures(Duration mean)
{
    std::vector<Distribution> all = candidates(mean);
    for (const double share : {0.9, 0.95, 0.98, 0.99, 0.995}) {
        for (const double quick : {0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7}) {
            const Duration fast = times(mean, quick);
            all.push_back({Distribution::Kind::Hyperexponential,
                           fast,
                           times(mean, (1 - share * quick) / (1 - share)),
                           share,
                           {}});
        }
    }
    return all;
}

double misfitOfCalls(const Distribution &way, const std::vector<Duration> &own, const Histogram &calls)
{
    Random random = Random::stream(1, 3);
    std::vector<double> sums;
    for (const Duration time : own)
        sums.push_back(toSeconds(time) + toSeconds(way.sample(random)) + toSeconds(way.sample(random)));
    std::ranges::sort(sums);
    double worst = 0;
    for (const double q : {0.25, 0.5, 0.75, 0.9, 0.99}) {
        const double measured = toSeconds(calls.quantile(q));
        const double found = sums[static_cast<std::size_t>(q * static_cast<double>(sums.size()))];
        if (measured > 0 && found > 0)
            worst = std::max(worst, std::abs(std::log(found / measured)));
    }
    return worst;
}

} // namespace

Distribution wayWithOutliers(const Histogram &calls, const Histogram &own, Duration mean)
{
    // As many for a short run as for a long one: the tail is to be drawn from, too.
    std::vector<Duration> samples = samplesIn(own, own.mean());
    const std::size_t few = samples.size();
    while (!samples.empty() && samples.size() < mostSamples)
        samples.push_back(samples[samples.size() % few]);
    const auto all = mixtures(mean);
    return *std::ranges::min_element(all, {},
                                     [&](const Distribution &one) { return misfitOfCalls(one, samples, calls); });
}

MeasuredShape shapeBehindQueue(const LatencyFigures &latency, Duration mean, const Distribution &drawn,
                               const QueuedStation &station)
{
    constexpr double near = 0.12;
    MeasuredShape kept{withMean(drawn, mean), "mean of the time in service; the drawing's shape", true};
    const double load = station.arrivalsPerSecond * toSeconds(mean) / std::max(station.slots, 1U);
    if (load >= 0.97 || latency.samples < 300 || mean <= Duration(0))
        return kept;
    const double drawnMisfit = misfitBehindQueue(kept.distribution, latency, station);
    if (drawnMisfit < near) {
        kept.method += ", which gives the measured latency behind such a queue";
        return kept;
    }
    const Distribution *best = nullptr;
    double least = std::min(near, drawnMisfit / 2);
    const auto all = candidates(mean);
    for (const Distribution &one : all) {
        const double far = misfitBehindQueue(one, latency, station);
        if (far < least) {
            least = far;
            best = &one;
        }
    }
    if (best == nullptr)
        return kept;
    return {*best,
            "mean of the time in service; the shape that gives the measured latency behind such a queue: " +
                nameOfKind(*best),
            false};
}

Distribution withMean(const Distribution &distribution, Duration mean)
{
    const Duration before = distribution.expected();
    if (before <= Duration(0))
        return Distribution::constant(mean);
    const double factor = toSeconds(mean) / toSeconds(before);
    Distribution scaled = distribution;
    switch (distribution.kind) {
    case Distribution::Kind::Uniform:
    case Distribution::Kind::Hyperexponential:
        scaled.mean = times(distribution.mean, factor);
        scaled.greatest = times(distribution.greatest, factor);
        break;
    case Distribution::Kind::Empirical: {
        std::vector<EmpiricalData::Point> points = distribution.data.points();
        for (EmpiricalData::Point &point : points)
            point.value = times(point.value, factor);
        scaled.data = EmpiricalData(std::move(points));
        break;
    }
    default:
        scaled.mean = mean;
    }
    return scaled;
}

double tidied(double number)
{
    if (number == 0 || !std::isfinite(number))
        return number;
    const double step = std::pow(10, std::floor(std::log10(std::abs(number))) - 2);
    return parseNumber(formatFixed(std::round(number / step) * step,
                                   std::max(0, static_cast<int>(-std::floor(std::log10(step))))))
        .value_or(number);
}

Duration tidied(Duration duration)
{
    return fromSeconds(tidied(toSeconds(duration)));
}

Distribution tidied(Distribution distribution)
{
    distribution.mean = tidied(distribution.mean);
    distribution.greatest = tidied(distribution.greatest);
    if (distribution.kind != Distribution::Kind::Erlang)
        distribution.shape = tidied(distribution.shape);
    if (distribution.kind == Distribution::Kind::Empirical) {
        std::vector<EmpiricalData::Point> points = distribution.data.points();
        for (EmpiricalData::Point &point : points)
            point = {tidied(point.value), tidied(point.weight)};
        distribution.data = EmpiricalData(std::move(points));
    }
    return distribution;
}

MeasuredShape shapeOf(const LatencyFigures &measured, Duration mean, const Distribution &drawn)
{
    return measured.histogram.empty() ? fittedToQuantiles(measured, mean, drawn) : fitted(measured, mean, drawn);
}

double squaredVariationOf(const Histogram &histogram)
{
    const double mean = toSeconds(histogram.mean());
    if (histogram.count() < 2 || mean <= 0)
        return 0;
    // The quantiles stand for the samples: what a bucket is wide is the same for all of them.
    const auto samples = samplesIn(histogram, histogram.mean());
    double sum = 0;
    for (const Duration sample : samples)
        sum += (toSeconds(sample) - mean) * (toSeconds(sample) - mean);
    return sum / static_cast<double>(samples.size()) / (mean * mean);
}

} // namespace bayplan
