// SPDX-License-Identifier: Apache-2.0
#include "engine/base/empirical_data.h"

#include <algorithm>

namespace bayplan {

EmpiricalData::EmpiricalData(std::vector<Point> points)
{
    double sum = 0;
    double first = 0;
    double second = 0;
    for (const Point &point : points) {
        const double seconds = toSeconds(point.value);
        sum += point.weight;
        first += point.weight * seconds;
        second += point.weight * seconds * seconds;
    }
    auto table = std::make_shared<Table>();
    table->meanSeconds = first / sum;
    const double mean = table->meanSeconds;
    // Of data that are all alike, rounding alone would make it less than none.
    table->squaredVariation = mean > 0 ? std::max(0.0, second / sum / (mean * mean) - 1) : 0;
    table->columns = columnsOf(points, sum);
    table->points = std::move(points);
    m_table = std::move(table);
}

const std::vector<EmpiricalData::Point> &EmpiricalData::points() const
{
    static const std::vector<Point> none;
    return m_table ? m_table->points : none;
}

/// Vose's way to fill the columns: each takes from a value that has less than its share, and the rest from one that has
/// more.
std::vector<EmpiricalData::Column> EmpiricalData::columnsOf(const std::vector<Point> &points, double sum)
{
    std::vector<Column> columns(points.size());
    std::vector<double> shares(points.size());
    std::vector<std::size_t> poor, rich;
    for (std::size_t i = 0; i < points.size(); ++i) {
        columns[i] = {points[i].value, points[i].value, 1};
        shares[i] = points[i].weight / sum * static_cast<double>(points.size());
        (shares[i] < 1 ? poor : rich).push_back(i);
    }
    while (!poor.empty() && !rich.empty()) {
        const std::size_t less = poor.back();
        const std::size_t more = rich.back();
        poor.pop_back();
        columns[less].share = shares[less];
        columns[less].other = points[more].value;
        shares[more] -= 1 - shares[less];
        if (shares[more] < 1) {
            rich.pop_back();
            poor.push_back(more);
        }
    }
    return columns;
}

} // namespace bayplan
