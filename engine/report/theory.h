// SPDX-License-Identifier: Apache-2.0
// Closed forms of queueing theory, and where on the canvas they hold.
//
// Sources: Kleinrock, Queueing Systems I (1975), chapters 3 and 5; Erlang's formulas in the recursion of Cooper (1981);
// Reiser and Lavenberg, Mean-Value Analysis (1980).
#pragma once

#include "engine/plan/plan.h"
#include "engine/report/report.h"

#include <cstdint>
#include <vector>

namespace bayplan {

/// Erlang's B: the probability that all servers are busy where none waits. `load` is arrivals x mean service time.
double erlangB(double load, std::uint32_t servers);

/// Erlang's C: the probability of waiting; 1 when load >= servers.
double erlangC(double load, std::uint32_t servers);

/// Mean time in an M/M/c system, in seconds; infinity when it is not stable.
double meanTimeInMMc(double arrivalsPerSecond, double serviceSeconds, std::uint32_t servers);

/// Mean time in an M/G/1 system (Pollaczek and Khinchine); `squaredVariation` is that of the service time.
double meanTimeInMG1(double arrivalsPerSecond, double serviceSeconds, double squaredVariation);

/// M/M/c with room for `waiting` requests beside those in service.
struct LossSystem {
    double lossRatio = 0;   ///< arrivals that find it full
    double meanSeconds = 0; ///< in the system, of those that do not
    double meanWaiting = 0; ///< requests
    double utilisation = 0; ///< 0 to 1
};
LossSystem lossSystemMMcK(double arrivalsPerSecond, double serviceSeconds, std::uint32_t servers,
                          std::uint32_t waiting);

/// Exact mean value analysis of a closed network of single servers with exponential or of any product form and one kind
/// of customers: throughput per second. `demandSeconds` is visits x service time of each station.
double closedThroughput(std::uint32_t customers, double thinkSeconds, const std::vector<double> &demandSeconds);

/// Beside the figures of the report, for each service that is called by one open Poisson load and by nobody else, has
/// one replica, no faults, no failures, calls nobody, and behind which no queue is so short that it matters. Stations
/// that a feedback, a retry, a loss on the link or a timeout could touch are left out.
std::vector<TheoryFigures> theoryOf(const Plan &plan, const Report &report);

} // namespace bayplan
