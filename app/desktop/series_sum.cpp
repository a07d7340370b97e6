// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/series_sum.h"

#include <algorithm>

namespace bayplan {

namespace {

constexpr float oldestCounted = 3; ///< seconds; figures come ten times a second, latencies when there are any

struct Combined {
    double sum = 0, greatest = 0, least = 0;
    int count = 0;

    void add(double value)
    {
        greatest = count == 0 ? value : std::max(greatest, value);
        least = count == 0 ? value : std::min(least, value);
        sum += value;
        ++count;
    }
    double value(SeriesSum how) const
    {
        switch (how) {
        case SeriesSum::Sum:
            return sum;
        case SeriesSum::Mean:
            return sum / count;
        case SeriesSum::Greatest:
            return greatest;
        case SeriesSum::Least:
            return least;
        }
        return sum;
    }
};

} // namespace

std::vector<HistoryPoint> summed(const std::vector<const TimeSeries *> &series, SeriesSum how, double from, double to,
                                 std::size_t most)
{
    const auto longest = std::max_element(series.begin(), series.end(), [](const TimeSeries *a, const TimeSeries *b) {
        return a->points().size() < b->points().size();
    });
    if (longest == series.end())
        return {};
    auto points = (*longest)->thinned(from, to, most);
    std::vector<Combined> at(points.size());
    for (const TimeSeries *each : series) {
        const auto &own = each->points();
        auto next = own.begin();
        for (std::size_t i = 0; i < points.size(); ++i) {
            const float now = points[i].seconds;
            // The instants are in order, but for the two extremes of a stretch.
            next = next != own.begin() && std::prev(next)->seconds > now ? own.begin() : next;
            next = std::upper_bound(next, own.end(), now,
                                    [](float seconds, const HistoryPoint &point) { return seconds < point.seconds; });
            if (next != own.begin() && now - std::prev(next)->seconds <= oldestCounted)
                at[i].add(static_cast<double>(std::prev(next)->value));
        }
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (at[i].count > 0)
            points[kept++] = {points[i].seconds, static_cast<float>(at[i].value(how))};
    points.resize(kept);
    return points;
}

} // namespace bayplan
