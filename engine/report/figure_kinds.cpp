// SPDX-License-Identifier: Apache-2.0
#include "engine/report/figure_kinds.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <numeric>
#include <vector>

namespace bayplan {
namespace {

constexpr std::array kinds{
    FigureKind{"mean", FigureUnit::Seconds, Aggregate::Greatest, true},
    FigureKind{"p50", FigureUnit::Seconds, Aggregate::Greatest, true},
    FigureKind{"p90", FigureUnit::Seconds, Aggregate::Greatest, true},
    FigureKind{"p99", FigureUnit::Seconds, Aggregate::Greatest, true},
    FigureKind{"p99.9", FigureUnit::Seconds, Aggregate::Greatest, true},
    FigureKind{"throughput", FigureUnit::PerSecond, Aggregate::None, true},
    FigureKind{"sent", FigureUnit::Count, Aggregate::None},
    FigureKind{"errors", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"errorRatio", FigureUnit::Fraction, Aggregate::Greatest, true},
    FigureKind{"utilisation", FigureUnit::Fraction, Aggregate::Greatest, true},
    FigureKind{"inService", FigureUnit::Count, Aggregate::None, true},
    FigureKind{"cutShort", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"waiting", FigureUnit::Count, Aggregate::None, true},
    FigureKind{"arrivals", FigureUnit::PerSecond, Aggregate::None},
    FigureKind{"lossRatio", FigureUnit::Fraction, Aggregate::Greatest, true},
    FigureKind{"leaderless", FigureUnit::Seconds, Aggregate::Greatest, true},
    FigureKind{"longestLeaderless", FigureUnit::Seconds, Aggregate::Greatest},
    FigureKind{"elections", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"term", FigureUnit::Count, Aggregate::Greatest},
    FigureKind{"unsafe", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"violations", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"queue.depth", FigureUnit::Count, Aggregate::Sum, true},
    FigureKind{"queue.throughput", FigureUnit::PerSecond, Aggregate::Sum, true},
    FigureKind{"put", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"completed", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"retried", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"dead", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"lost", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"expired", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"duplicates", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"rejected", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"oldestAge", FigureUnit::Seconds, Aggregate::Greatest},
    FigureKind{"sojourn", FigureUnit::Seconds, Aggregate::None, true},
    FigureKind{"sojourn.p99", FigureUnit::Seconds, Aggregate::None, true},
    FigureKind{"scattered", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"whole", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"partial", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"tooFew", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"missing", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"hedged", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"hedgesWon", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"late", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"shed", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"canariesFailed", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"mergesFailed", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"callsFailed", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"retries", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"retriesDenied", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"ejections", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"breakersOpened", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"failedFast", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"fetches", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"synced", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"fetchesFailed", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"syncAge", FigureUnit::Seconds, Aggregate::Greatest},
    FigureKind{"linesRead", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"linesDelivered", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"linesDropped", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"linesCut", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"scrapes", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"scrapesFailed", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"cacheRequests", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"cacheFailures", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"serversEjected", FigureUnit::Count, Aggregate::Sum},
};

char lower(char c)
{
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

/// Characters to put in, take out, change or swap with their neighbour (optimal string alignment); upper and lower
/// case are the same.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before2;
    std::vector<std::size_t> before;
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before2 = std::move(before);
        before = row;
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1;
            row[j] = std::min({before[j] + 1, row[j - 1] + 1, before[j - 1] + change});
            const bool swapped =
                i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped)
                row[j] = std::min(row[j], before2[j - 2] + 1);
        }
    }
    return row[b.size()];
}

} // namespace

std::span<const FigureKind> figureKinds()
{
    return kinds;
}

bool isOfLinksWithoutName(std::string_view figure)
{
    constexpr std::array<std::string_view, 6> ofLinks{"errors", "mean", "p50", "p90", "p99", "p99.9"};
    return std::ranges::find(ofLinks, figure) != ofLinks.end();
}

const FigureKind *findFigureKind(std::string_view name)
{
    const auto found = std::ranges::find(kinds, name, &FigureKind::name);
    return found == kinds.end() ? nullptr : &*found;
}

std::string closestTo(std::string_view word, std::span<const std::string_view> names)
{
    std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
    std::string_view closest;
    for (const std::string_view name : names) {
        const std::size_t far = distance(word, name);
        if (far >= least)
            continue;
        least = far;
        closest = name;
    }
    return std::string(closest);
}

} // namespace bayplan
