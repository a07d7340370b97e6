// SPDX-License-Identifier: GPL-3.0-or-later
// The deliberate defects, where each is looked for, and the first seed that finds it.
#pragma once

#include "engine/model/document_file.h"
#include "simulator/search.h"
#include "tests/mutants/mutant.h"

#include <chrono>
#include <span>
#include <string>
#include <vector>

namespace bayplan {

struct Mutant {
    const char *name;
    const char *document; ///< in tests/data/search
    Duration duration;
    std::uint64_t seed; ///< the first that finds it, from 1
    const char *faults; ///< the kinds that it is looked for with, separated by commas; empty: the default
};

/// `chosenMutant` for "healthy" and "wild-clock": the machines as they are.
std::span<const Mutant> mutants();

inline Result<Plan> planOf(const std::string &document)
{
    const auto read = loadDocument(BAYPLAN_TEST_DATA "/search/" + document + ".bayplan.json");
    if (!read)
        return read.error();
    return lower(read.value().topology);
}

inline std::vector<std::string> kindsOf(std::string_view faults)
{
    std::vector<std::string> kinds;
    while (!faults.empty()) {
        const std::size_t end = std::min(faults.find(','), faults.size());
        kinds.emplace_back(faults.substr(0, end));
        faults.remove_prefix(std::min(end + 1, faults.size()));
    }
    return kinds;
}

} // namespace bayplan
