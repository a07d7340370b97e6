// SPDX-License-Identifier: Apache-2.0
#include "engine/report/theory.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace bayplan {

double erlangB(double load, std::uint32_t servers)
{
    double blocked = 1;
    for (std::uint32_t n = 1; n <= servers; ++n)
        blocked = load * blocked / (n + load * blocked);
    return blocked;
}

double erlangC(double load, std::uint32_t servers)
{
    if (load >= servers)
        return 1;
    const double blocked = erlangB(load, servers);
    return servers * blocked / (servers - load * (1 - blocked));
}

double meanTimeInMMc(double arrivalsPerSecond, double serviceSeconds, std::uint32_t servers)
{
    const double load = arrivalsPerSecond * serviceSeconds;
    if (load >= servers)
        return std::numeric_limits<double>::infinity();
    return serviceSeconds + erlangC(load, servers) * serviceSeconds / (servers - load);
}

double meanTimeInMG1(double arrivalsPerSecond, double serviceSeconds, double squaredVariation)
{
    const double load = arrivalsPerSecond * serviceSeconds;
    if (load >= 1)
        return std::numeric_limits<double>::infinity();
    return serviceSeconds + load * serviceSeconds * (1 + squaredVariation) / (2 * (1 - load));
}

LossSystem lossSystemMMcK(double arrivalsPerSecond, double serviceSeconds, std::uint32_t servers, std::uint32_t waiting)
{
    // State probabilities up to a factor, scaled down as they grow.
    const double load = arrivalsPerSecond * serviceSeconds;
    double term = 1;
    double sum = 1;
    double inSystem = 0;
    double inQueue = 0;
    for (std::uint32_t n = 1; n <= servers + waiting; ++n) {
        term *= load / std::min(n, servers);
        sum += term;
        inSystem += n * term;
        inQueue += n > servers ? (n - servers) * term : 0;
        if (sum > 1e200) {
            for (double *value : {&term, &sum, &inSystem, &inQueue})
                *value *= 1e-200;
        }
    }
    LossSystem system;
    system.lossRatio = term / sum;
    const double admitted = arrivalsPerSecond * (1 - system.lossRatio);
    system.meanSeconds = admitted > 0 ? inSystem / sum / admitted : serviceSeconds;
    system.meanWaiting = inQueue / sum;
    system.utilisation = admitted * serviceSeconds / servers;
    return system;
}

double closedThroughput(std::uint32_t customers, double thinkSeconds, const std::vector<double> &demandSeconds)
{
    std::vector<double> queues(demandSeconds.size(), 0.0);
    double throughput = 0;
    for (std::uint32_t n = 1; n <= customers; ++n) {
        double cycle = thinkSeconds;
        for (std::size_t i = 0; i < queues.size(); ++i)
            cycle += demandSeconds[i] * (1 + queues[i]);
        throughput = n / cycle;
        for (std::size_t i = 0; i < queues.size(); ++i)
            queues[i] = throughput * demandSeconds[i] * (1 + queues[i]);
    }
    return throughput;
}

double meanTimeInMGc(double arrivalsPerSecond, double serviceSeconds, double squaredVariation, std::uint32_t servers)
{
    const double exponential = meanTimeInMMc(arrivalsPerSecond, serviceSeconds, servers) - serviceSeconds;
    return serviceSeconds + exponential * (1 + squaredVariation) / 2;
}

double meanOfSlowest(const std::vector<double> &meanSeconds)
{
    // By inclusion and exclusion: the fastest of each subset is exponential with the sum of its rates.
    double mean = 0;
    for (std::uint32_t subset = 1; subset < 1U << meanSeconds.size(); ++subset) {
        double rate = 0;
        for (std::size_t i = 0; i < meanSeconds.size(); ++i)
            rate += (subset >> i & 1U) != 0 ? 1 / meanSeconds[i] : 0;
        mean += (std::popcount(subset) % 2 == 1 ? 1 : -1) / rate;
    }
    return mean;
}

double meanOfSlowest(std::size_t count, double meanSeconds)
{
    double sum = 0;
    for (std::size_t n = 1; n <= count; ++n)
        sum += 1 / static_cast<double>(n);
    return sum * meanSeconds;
}

double meanTimeInForkJoinOfTwo(double arrivalsPerSecond, double serviceSeconds)
{
    const double load = arrivalsPerSecond * serviceSeconds;
    return (12 - load) / 8 * meanTimeInMMc(arrivalsPerSecond, serviceSeconds, 1);
}

double slowAnswers(double slowParts, std::size_t parts)
{
    return -std::expm1(static_cast<double>(parts) * std::log1p(-slowParts));
}

} // namespace bayplan
