// SPDX-License-Identifier: Apache-2.0
#include "engine/report/broken_promises.h"

#include <algorithm>

namespace bayplan {
namespace {

BrokenPromise &placeOf(std::vector<BrokenPromise> &all, const BrokenPromise &wanted)
{
    const auto found = std::ranges::find(all, wanted.kind, &BrokenPromise::kind);
    return found != all.end() ? *found : all.emplace_back(BrokenPromise{wanted.kind, wanted.first});
}

/// "In replication 2 of 5, the first of 17 such."; empty where there is but this one.
std::string whichOf(const BrokenPromise &promise, std::uint32_t replications)
{
    std::string text;
    if (replications > 1)
        text = " In replication " + std::to_string(promise.replication) + " of " + std::to_string(replications);
    if (promise.count > 1)
        text += (text.empty() ? " The" : ", the") + std::string(" first of ") + (promise.isMore ? "at least " : "") +
                std::to_string(promise.count) + " such";
    return text.empty() ? text : text + '.';
}

} // namespace

std::vector<BrokenPromise> brokenPromisesOf(const std::vector<Violation> &violations)
{
    std::vector<BrokenPromise> all;
    for (const Violation &violation : violations) {
        if (violation.election)
            continue;
        const std::string kind = violation.text.substr(0, violation.text.find(" at "));
        BrokenPromise &promise = placeOf(all, {kind, "A promise was broken. " + violation.text});
        ++promise.count;
        promise.isMore = violations.size() >= mostViolations;
    }
    return all;
}

BrokenPromise brokenPromiseOf(const ElectionFigures &election)
{
    const std::string kind = "Election " + election.name + " was not safe";
    return {kind, kind + ": " + election.safety, 1};
}

void addBroken(std::vector<BrokenPromise> &all, const std::vector<BrokenPromise> &more, std::uint32_t number)
{
    for (const BrokenPromise &promise : more) {
        BrokenPromise &sum = placeOf(all, promise);
        if (sum.count == 0)
            sum.replication = number;
        sum.count += promise.count;
        sum.isMore = sum.isMore || promise.isMore;
    }
}

std::vector<std::string> brokenPromiseWarnings(const std::vector<BrokenPromise> &broken, std::uint32_t replications)
{
    std::vector<std::string> warnings;
    for (const BrokenPromise &promise : broken)
        warnings.push_back(promise.first + whichOf(promise, replications));
    return warnings;
}

} // namespace bayplan
