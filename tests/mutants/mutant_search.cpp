// SPDX-License-Identifier: GPL-3.0-or-later
// mutant_search [--brief] [--first S] [--seeds N] NAME... [--seeds N NAME...]: for each of these mutants the first seed
// that finds it and the shortest scenario; without the scenario, which takes much longer, when brief. "mutants" are all
// of them, "healthy DOCUMENT" looks for what must not be found. Exit status 1 when one is not found, or the healthy is.
#include "tests/mutants/mutants.h"

#include "engine/base/units.h"

#include <ctime>
#include <iostream>

using namespace bayplan;

namespace {

SearchOptions wanted;
bool isBrief = false;

/// Of all searches so far: [0] of mutants, [1] of the machines as they are.
struct Totals {
    std::uint64_t searches = 0, found = 0, seeds = 0, faults = 0;
    Duration simulated{0};
} totals[2];

void add(bool isHealthy, const SearchResult &result)
{
    Totals &sum = totals[isHealthy ? 1 : 0];
    ++sum.searches;
    sum.found += result.findings.empty() ? 0 : 1;
    sum.seeds += result.seedsTried;
    sum.faults += result.faults;
    sum.simulated += result.simulated;
}

void printTotals()
{
    const Totals &healthy = totals[1];
    if (healthy.searches > 0)
        std::cout << "as they are: " << healthy.searches << " documents, " << healthy.seeds << " seeds, "
                  << healthy.faults << " faults, " << formatFixed(toSeconds(healthy.simulated) / 3600, 1)
                  << " simulated hours, " << healthy.found << " with a violation\n";
    if (totals[0].searches > 0)
        std::cout << "mutants: " << totals[0].found << " of " << totals[0].searches << " found, in " << totals[0].seeds
                  << " seeds\n";
}

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
    add(std::string_view(mutant.name) == "healthy", result);
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    std::cout << mutant.name << ' ' << mutant.document << ": " << result.seedsTried << " seeds, " << result.faults
              << " faults, " << formatFixed(toSeconds(result.simulated) / 3600, 1) << " hours, " << result.events
              << " events, " << formatFixed(seconds, 1) << " s; "
              << (result.findings.empty() ? "none found" : "seed " + std::to_string(result.findings.front().seed))
              << std::endl;
    if (!result.findings.empty() && isBrief)
        std::cout << "    " << result.findings.front().violation.text << '\n';
    else if (!result.findings.empty())
        print(plan.value(), shrink(plan.value(), result.findings.front()));
    return !result.findings.empty();
}

/// False when a mutant of that name is not found; also when there is none of that name.
bool findNamed(const std::string &name)
{
    bool isThere = false;
    bool isFound = true;
    for (const Mutant &mutant : mutants()) {
        if (name != mutant.name && name != "mutants")
            continue;
        isThere = true;
        isFound = find(mutant) && isFound;
    }
    if (!isThere)
        std::cout << name << ": there is no such mutant\n";
    return isThere && isFound;
}

bool findHealthy(const std::string &document)
{
    const Duration duration =
        std::chrono::seconds(document == "election" || document == "election-of-five" ? 600 : 120);
    return find({"healthy", document.c_str(), duration, 1, ""});
}

} // namespace

int main(int argc, char **argv)
{
    bool asExpected = true;
    wanted.seeds = 1000;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const bool hasNext = i + 1 < argc;
        if (word == "--brief")
            isBrief = true;
        else if ((word == "--seeds" || word == "--first") && hasNext)
            (word == "--seeds" ? wanted.seeds : wanted.firstSeed) =
                static_cast<std::uint64_t>(parseInteger(argv[++i]).value_or(1));
        else if (word == "healthy" && hasNext)
            asExpected = !findHealthy(argv[++i]) && asExpected;
        else
            asExpected = findNamed(word) && asExpected;
    }
    printTotals();
    return asExpected ? 0 : 1;
}
