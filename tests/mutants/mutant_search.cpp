// SPDX-License-Identifier: GPL-3.0-or-later
// mutant_search [--seeds N] [--first S] [MUTANT...]: for each, the first seed that finds it and the shortest scenario.
// With no name all of them; "healthy DOCUMENT" looks for what must not be found. Exit status 1 when one is not found,
// or the healthy is.
#include "tests/mutants/mutants.h"

#include "engine/base/units.h"

#include <ctime>
#include <iostream>

using namespace bayplan;

namespace {

SearchOptions wanted;

void print(const Plan &plan, const Finding &shortest)
{
    for (const Fault &fault : shortest.faults) {
        const FaultPlan lowered = lowerFault(plan, fault);
        std::cout << "    " << instantText(lowered.at) << ' ' << lowered.text;
        if (lowered.length > Duration(0))
            std::cout << " for " << humanDuration(lowered.length);
        std::cout << '\n';
    }
    std::cout << "    " << shortest.violation.text << '\n';
}

bool find(const Mutant &mutant)
{
    const auto plan = planOf(mutant.document);
    if (!plan) {
        std::cout << toText(plan.error()) << '\n';
        return false;
    }
    chosenMutant = mutant.name;
    SearchOptions options = wanted;
    options.duration = mutant.duration;
    options.kinds = kindsOf(mutant.faults);
    const std::clock_t begin = std::clock();
    const SearchResult result = search(plan.value(), options);
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    std::cout << mutant.name << ' ' << mutant.document << ": " << result.seedsTried << " seeds, " << result.faults
              << " faults, " << formatFixed(toSeconds(result.simulated) / 3600, 1) << " hours, " << result.events
              << " events, " << formatFixed(seconds, 1) << " s; "
              << (result.findings.empty() ? "none found" : "seed " + std::to_string(result.findings.front().seed))
              << std::endl;
    if (!result.findings.empty())
        print(plan.value(), shrink(plan.value(), result.findings.front()));
    return !result.findings.empty();
}

} // namespace

int main(int argc, char **argv)
{
    bool asExpected = true;
    wanted.seeds = 1000;
    bool named = false;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if ((word == "--seeds" || word == "--first") && i + 1 < argc) {
            (word == "--seeds" ? wanted.seeds : wanted.firstSeed) =
                static_cast<std::uint64_t>(parseInteger(argv[++i]).value_or(1));
            continue;
        }
        named = true;
        if (word == "healthy" && i + 1 < argc) {
            const std::string document = argv[++i];
            const bool isElection = document.starts_with("election");
            asExpected =
                !find({"healthy", document.c_str(), std::chrono::seconds(isElection ? 600 : 120), 1, ""}) && asExpected;
            continue;
        }
        for (const Mutant &mutant : mutants())
            asExpected = (word != mutant.name || find(mutant)) && asExpected;
    }
    for (const Mutant &mutant : mutants())
        asExpected = (named || find(mutant)) && asExpected;
    return asExpected ? 0 : 1;
}
