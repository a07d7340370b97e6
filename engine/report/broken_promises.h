// SPDX-License-Identifier: Apache-2.0
// Promises that were broken, each kind once, of one run or of several.
#pragma once

#include "engine/plan/snapshot.h"
#include "engine/report/report.h"

#include <cstdint>
#include <string>
#include <vector>

namespace bayplan {

/// In the order in which each kind was first broken, but those of elections, which stand with their elections.
std::vector<BrokenPromise> brokenPromisesOf(const std::vector<Violation> &violations);

/// The election as one of them. It was not safe.
BrokenPromise brokenPromiseOf(const ElectionFigures &election);

/// `number` is the replication's, from 1; they come in order.
void addBroken(std::vector<BrokenPromise> &all, const std::vector<BrokenPromise> &more, std::uint32_t number);

/// A sentence for each; of several replications with the number of the one that broke it first.
std::vector<std::string> brokenPromiseWarnings(const std::vector<BrokenPromise> &broken, std::uint32_t replications);

} // namespace bayplan
