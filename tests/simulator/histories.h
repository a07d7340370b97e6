// SPDX-License-Identifier: GPL-3.0-or-later
// Histories of the documents in tests/data/search under random faults, each as one number.
#pragma once

#include "engine/model/document_file.h"
#include "simulator/in_order.h"
#include "simulator/random_faults.h"
#include "simulator/world.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace bayplan::test {

/// Names without folder and ending, sorted.
inline std::vector<std::string> searchDocuments()
{
    const std::string ending = ".bayplan.json";
    std::vector<std::string> names;
    for (const auto &entry : std::filesystem::directory_iterator(BAYPLAN_TEST_DATA "/search")) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(ending))
            names.push_back(name.substr(0, name.size() - ending.size()));
    }
    std::sort(names.begin(), names.end());
    return names;
}

inline Result<Plan> searchPlan(const std::string &document)
{
    const auto read = loadDocument(BAYPLAN_TEST_DATA "/search/" + document + ".bayplan.json");
    if (!read)
        return read.error();
    return lower(read.value().topology);
}

/// Of a run over `duration` with the faults that the seed makes up.
inline std::uint64_t historyHash(Plan plan, Duration duration, std::uint64_t seed)
{
    plan.faults.clear();
    for (const Fault &fault : randomFaults(plan, defaultFaults(), duration, seed))
        plan.faults.push_back(lowerFault(plan, fault));
    World world(plan, seed, World::Checks::None);
    world.runUntil(Time(duration), UINT64_MAX);
    return world.traceHash();
}

/// "DOCUMENT SEED HASH" for the seeds from 1 on, on all cores; an error's text when a document cannot be read.
inline std::string historyLines(const std::string &document, Duration duration, std::uint64_t seeds)
{
    const auto plan = searchPlan(document);
    if (!plan)
        return toText(plan.error());
    std::string lines;
    InOrder<std::uint64_t>(
        seeds, [&](std::size_t i) { return historyHash(*plan, duration, i + 1); },
        [&](std::size_t i, std::uint64_t hash) {
            lines += document + ' ' + std::to_string(i + 1) + ' ' + std::to_string(hash) + '\n';
            return true;
        })
        .run(threadsFor(0));
    return lines;
}

} // namespace bayplan::test
