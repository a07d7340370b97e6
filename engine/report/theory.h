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

/// Mean time in M/G/c, approximately (Lee and Longton, 1959): the waiting of M/M/c, scaled by the variation. Exact for
/// one server and for exponential service.
double meanTimeInMGc(double arrivalsPerSecond, double serviceSeconds, double squaredVariation, std::uint32_t servers);

/// Of the slowest of independent exponential times; at most 20 different ones.
double meanOfSlowest(const std::vector<double> &meanSeconds);
double meanOfSlowest(std::size_t count, double meanSeconds);

/// Each request goes to two M/M/1 at the same time and is over when both are (Flatto and Hahn, 1984; Nelson and
/// Tantawi, 1988).
double meanTimeInForkJoinOfTwo(double arrivalsPerSecond, double serviceSeconds);

/// An answer of many parts is slow when one of them is: 1 - (1 - p)^n (Dean and Barroso, The Tail at Scale, 2013).
double slowAnswers(double slowParts, std::size_t parts);

/// Beside the figures of the report what theory says of them. Nothing where something is broken on purpose, where calls
/// are lost, fail, are tried again or given up, where a load holds back for what is in flight, where replicas share
/// what comes, or where a form's other assumptions do not hold:
/// - services that one or more open Poisson loads call, and nobody else: M/M/c/K, M/G/1, M/G/infinity, M/G/c/c, and
///   approximately M/G/c; without slots and with a host's cores to itself: processor sharing;
/// - what such loads bring from service to service, one call after the other: open Jackson networks;
/// - closed loops through services of one exponential server, or of as many as there are users (mean value analysis);
/// - services that call others at the same time and wait for all: without queues, or two M/M/1;
/// - scatter/gather over exponential leaves without queues and without asking twice;
/// - approximately, work queues with workers that are all alike.
std::vector<TheoryFigures> theoryOf(const Plan &plan, const Report &report);

} // namespace bayplan
