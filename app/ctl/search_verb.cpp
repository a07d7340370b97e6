// SPDX-License-Identifier: Apache-2.0
// Random faults over a document until a promise breaks; what is found is made short and written as a document of its
// own.
#include "app/ctl/scenario_options.h"
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/base/units.h"
#include "engine/model/document_file.h"
#include "engine/report/text_table.h"
#include "simulator/random_faults.h"
#include "simulator/search.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace bayplan::ctl {
namespace {

Result<void> checkKinds(const std::vector<std::string> &kinds)
{
    const auto &known = searchableFaults();
    for (const std::string &kind : kinds) {
        if (std::ranges::find(known, kind) != known.end())
            continue;
        std::string names;
        for (const std::string &name : known)
            names += (names.empty() ? "" : ", ") + name;
        return fail(ErrorCode::InvalidInput, "There is no fault \"" + kind + "\".", "Choose from " + names + '.',
                    {"--faults", 0, 0, {}});
    }
    return {};
}

/// The document with the scenario that was found in the place of its own. It says what breaks; who opens it and presses
/// Simulate is at the failing instant.
Topology foundTopology(Topology topology, const Finding &finding)
{
    topology.faults.clear();
    for (const Fault &fault : finding.faults)
        topology.faults.emplace(fault.id, fault);
    Params &settings = topology.settings.params;
    settings["seed"] = static_cast<std::int64_t>(finding.seed);
    settings["duration"] = formatDuration(finding.duration);
    settings["warmUp"] = std::string("0s");
    settings["pauseAt"] = formatDuration(finding.violation.at.time_since_epoch());
    settings["description"] =
        "Found by bayplanctl search. " + finding.violation.text + " A simulation pauses at that instant.";
    return topology;
}

std::string outputOf(const SearchVerbOptions &options)
{
    if (!options.output.empty())
        return options.output;
    if (options.file == "-")
        return "found.bayplan.json";
    const std::string name = options.file.substr(options.file.find_last_of('/') + 1);
    return name.substr(0, name.find('.')) + ".found.bayplan.json";
}

using Json = nlohmann::ordered_json;

std::string dumped(const Json &json)
{
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string jsonOf(const SearchResult &result, const std::optional<Finding> &shortest, const std::string &document)
{
    Json found = Json::array();
    for (const Finding &finding : result.findings)
        found.push_back({{"seed", finding.seed},
                         {"atSeconds", toSeconds(finding.violation.at)},
                         {"subject", finding.violation.subject},
                         {"text", finding.violation.text}});
    Json json{
        {"bayplanSearch", 1},      {"seeds", result.seedsTried}, {"simulatedSeconds", toSeconds(result.simulated)},
        {"faults", result.faults}, {"events", result.events},    {"violations", std::move(found)}};
    if (shortest)
        json["shortest"] = {{"seed", shortest->seed},
                            {"faults", shortest->faults.size()},
                            {"durationSeconds", toSeconds(shortest->duration)},
                            {"text", shortest->violation.text},
                            {"document", document}};
    return dumped(json);
}

std::string tableOf(const SearchResult &result, const Plan &plan, const std::optional<Finding> &shortest,
                    const std::string &document)
{
    TextTable table({"seeds", "simulated hours", "faults", "events", "violations"});
    table.add({std::to_string(result.seedsTried), formatFixed(toSeconds(result.simulated) / 3600, 2),
               std::to_string(result.faults), std::to_string(result.events), std::to_string(result.findings.size())});
    std::string text = table.text();
    for (const Finding &finding : result.findings)
        text += "seed " + std::to_string(finding.seed) + ": " + finding.violation.text + '\n';
    if (!shortest)
        return text;
    text += "\nThe shortest scenario, with seed " + std::to_string(shortest->seed) + ", in " + document + ":\n";
    for (const Fault &fault : shortest->faults) {
        const FaultPlan lowered = lowerFault(plan, fault);
        text += "  " + instantText(lowered.at) + "  " + lowered.text +
                (lowered.length > Duration(0) ? " for " + humanDuration(lowered.length) : std::string()) + '\n';
    }
    return text + "  " + shortest->violation.text + '\n';
}

SearchResult searchWithProgress(const Plan &plan, const SearchVerbOptions &options)
{
    SearchOptions wanted;
    wanted.firstSeed = options.first;
    wanted.seeds = options.seeds;
    wanted.kinds = options.faults;
    wanted.threads = options.threads;
    wanted.all = options.all;
    ProgressBar bar("Searching");
    return search(plan, wanted, [&](std::uint64_t tried, std::size_t found) {
        bar.show(static_cast<double>(tried) / static_cast<double>(std::max<std::uint64_t>(1, options.seeds)),
                 std::to_string(found) + " found");
        return !interrupted();
    });
}

/// How many tries it takes is not known before: no time left is told.
Finding shrinkWithProgress(const Plan &plan, const Finding &finding)
{
    constexpr std::uint32_t mostTries = 10'000;
    ProgressBar bar("Making it short");
    std::uint32_t tries = 0;
    return shrink(plan, finding, mostTries, [&] {
        bar.show(0, std::to_string(++tries) + " tries");
        return !interrupted();
    });
}

} // namespace

int runSearch(const SearchVerbOptions &options)
{
    if (const auto known = checkKinds(options.faults); !known) {
        printDiagnostic(known.error());
        return exitUsage;
    }
    if (options.seeds - 1 > mostSeed - options.first) {
        failWith(fail(ErrorCode::InvalidInput, "Beyond " + std::to_string(mostSeed) + " no document has a seed.",
                      "Begin earlier, or try fewer.", {"--first", 0, 0, {}}),
                 options.json);
        return exitUsage;
    }
    auto topology = loadScenario(options.file, options.set);
    if (!topology)
        return failWith(topology.error(), options.json);
    topology.value().faults.clear();
    const auto plan = planOf(topology.value(), options.file, {options.set, options.duration, {}, {}});
    if (!plan)
        return failWith(plan.error(), options.json);
    const SearchResult result = searchWithProgress(plan.value(), options);
    std::optional<Finding> shortest;
    Result<void> kept; // what was found is told all the same
    const std::string document = outputOf(options);
    if (!result.findings.empty()) {
        shortest = shrinkWithProgress(plan.value(), result.findings.front());
        kept = writeOutput(document, writeDocument(foundTopology(topology.value(), *shortest)));
    }
    const auto written = writeOutput("-", options.json ? jsonOf(result, shortest, document)
                                                       : tableOf(result, plan.value(), shortest, document));
    if (!written)
        return failWith(written.error(), false);
    if (!kept)
        return failWith(kept.error(), false);
    return interrupted() ? exitInterrupted : shortest ? exitNotMet : exitDone;
}

} // namespace bayplan::ctl
