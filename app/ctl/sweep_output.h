// SPDX-License-Identifier: Apache-2.0
// What a sweep found: tables for people, JSON, CSV for other programs.
#pragma once

#include "simulator/sweep.h"

#include <string>
#include <vector>

namespace bayplan::ctl {

/// The varied values with what was simulated at them.
struct SweepTable {
    std::vector<std::string> axes;                ///< "web.replicas"
    std::vector<std::vector<std::string>> values; ///< of each plan, by axis
    std::vector<SweptPlan> plans;
    std::string of; ///< container or link whose figures are shown; empty: all
};

/// What `of` may be to show that figure: the element's id, its name in the report, that of its pod or, of a container,
/// its own.
std::vector<std::string> namesOf(const Figure &figure);

/// An empty `of` is everything.
bool isNamed(const Figure &figure, const std::string &of);

/// For each container and link the figures that people look at first, and how they differ from the first combination.
std::string sweepText(const SweepTable &table);

/// Likewise, as one value.
std::string sweepJson(const SweepTable &table);

/// Every figure of every combination, one a line (RFC 4180).
std::string sweepCsv(const SweepTable &table);

} // namespace bayplan::ctl
