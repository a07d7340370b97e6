// SPDX-License-Identifier: Apache-2.0
// Cumulative distribution functions.
#include "engine/base/distribution.h"

#include <cmath>

namespace bayplan {
namespace {

constexpr double exactEnough = 1e-15;
constexpr int mostTerms = 10'000;

/// Of n - 1 factorial. Not lgamma: it writes to a variable that threads share.
double logGamma(int n)
{
    double sum = 0;
    if (n <= 20) {
        for (int i = 2; i < n; ++i)
            sum += std::log(i);
        return sum;
    }
    // Stirling's series.
    const double x = n;
    return (x - 0.5) * std::log(x) - x + 0.91893853320467274 + 1 / (12 * x) - 1 / (360 * x * x * x) +
           1 / (1260 * x * x * x * x * x);
}

/// The regularised lower incomplete gamma function of a whole `order`: Erlang's distribution with stages of mean 1.
double erlangCumulative(int order, double x)
{
    if (x <= 0)
        return 0;
    const double front = std::exp(order * std::log(x) - x - logGamma(order));
    if (x < order + 1) { // power series
        double term = 1.0 / order;
        double sum = term;
        for (int n = 1; n < mostTerms && term > sum * exactEnough; ++n) {
            term *= x / (order + n);
            sum += term;
        }
        return sum * front;
    }
    double sum = 0; // the tail: at most `order` Poisson events in x
    double term = 1 / x;
    for (int i = order - 1; i >= 0 && term > sum * exactEnough; --i) {
        sum += term;
        term *= i / x;
    }
    return 1 - sum * front;
}

double normalCumulative(double x)
{
    return 0.5 * std::erfc(-x / std::sqrt(2.0));
}

double empiricalCumulative(const EmpiricalData &data, double seconds)
{
    double below = 0;
    double all = 0;
    for (const EmpiricalData::Point &point : data.points()) {
        all += point.weight;
        below += toSeconds(point.value) <= seconds ? point.weight : 0;
    }
    return all > 0 ? below / all : 0;
}

} // namespace

double Distribution::cumulative(double seconds) const
{
    if (seconds < 0)
        return 0;
    if (kind == Kind::Empirical)
        return empiricalCumulative(data, seconds);
    const double first = toSeconds(mean);
    if (kind == Kind::Constant || (first <= 0 && kind != Kind::Uniform && kind != Kind::Hyperexponential))
        return seconds >= first ? 1 : 0;
    const auto exponential = [seconds](double phase) { return phase > 0 ? -std::expm1(-seconds / phase) : 1; };
    switch (kind) {
    case Kind::Uniform: {
        const double width = toSeconds(greatest) - first;
        return width > 0 ? std::fmin(1, std::fmax(0, (seconds - first) / width)) : seconds >= first ? 1 : 0;
    }
    case Kind::Erlang:
        return erlangCumulative(static_cast<int>(shape), seconds / first * shape);
    case Kind::Lognormal: {
        const double variance = std::log1p(shape * shape);
        const double middle = std::log(first) - variance / 2;
        return seconds > 0 ? normalCumulative((std::log(seconds) - middle) / std::sqrt(variance)) : 0;
    }
    case Kind::Weibull:
        return -std::expm1(-std::pow(seconds / first * std::tgamma(1 + 1 / shape), shape));
    case Kind::Pareto: {
        const double least = first * (shape - 1) / shape;
        return seconds > least ? 1 - std::pow(least / seconds, shape) : 0;
    }
    case Kind::Hyperexponential:
        return shape * exponential(first) + (1 - shape) * exponential(toSeconds(greatest));
    default:
        return exponential(first);
    }
}

} // namespace bayplan
