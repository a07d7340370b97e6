// SPDX-License-Identifier: Apache-2.0
// Measured durations with their weights, to be drawn from. Shared: a copy costs a pointer.
#pragma once

#include "engine/base/random.h"
#include "engine/base/time.h"

#include <memory>
#include <vector>

namespace bayplan {

class EmpiricalData {
public:
    static constexpr std::size_t mostPoints = 10'000;

    struct Point {
        Duration value{0};
        double weight = 1; ///< over the sum of all weights: how often it is drawn
        bool operator==(const Point &) const = default;
    };

    EmpiricalData() = default;

    /// At least one point; values at or above 0; weights above 0 and finite, as is their sum.
    explicit EmpiricalData(std::vector<Point> points);

    /// As given; none when made by default.
    const std::vector<Point> &points() const;

    /// A point's value, in constant time. Only with points.
    Duration sample(Random &random) const
    {
        const Table &table = *m_table;
        const double place = random.uniform() * static_cast<double>(table.columns.size());
        const auto index = static_cast<std::size_t>(place);
        const Column &column = table.columns[index];
        return place - static_cast<double>(index) < column.share ? column.value : column.other;
    }

    double meanSeconds() const { return m_table ? m_table->meanSeconds : 0; }
    double squaredVariation() const { return m_table ? m_table->squaredVariation : 0; }

    bool operator==(const EmpiricalData &other) const { return points() == other.points(); }

private:
    /// Walker's alias method: one value with its share of the column, another with the rest.
    struct Column {
        Duration value{0}, other{0};
        double share = 1;
    };
    struct Table {
        std::vector<Point> points;
        std::vector<Column> columns;
        double meanSeconds = 0;
        double squaredVariation = 0;
    };
    static std::vector<Column> columnsOf(const std::vector<Point> &points, double sum);

    std::shared_ptr<const Table> m_table;
};

} // namespace bayplan
