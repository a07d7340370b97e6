// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/what_if_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace bayplan {

namespace {

QString whatIfText(const char *text)
{
    return QCoreApplication::translate("WhatIf", text);
}

bool isWithinIntervals(const CurvePoint &a, const CurvePoint &b)
{
    const double apart = std::abs(a.value - b.value);
    return apart <= std::hypot(a.halfWidth, b.halfWidth) ||
           apart <= 0.02 * std::max(std::abs(a.value), std::abs(b.value));
}

} // namespace

const Figure *busiestIn(const SweptPlan &plan)
{
    const Figure *busiest = nullptr;
    for (const SweptFigure &swept : plan.figures) {
        const bool isUse = swept.figure.kind == SubjectKind::Container && swept.figure.figure == "utilisation";
        if (isUse && (busiest == nullptr || swept.figure.value > busiest->value))
            busiest = &swept.figure;
    }
    return busiest;
}

QString capacityWords(const QString &value, const SweptPlan &plan)
{
    const Figure *busiest = busiestIn(plan);
    if (busiest == nullptr)
        return {};
    const QString used = valueText(busiest->value, AxisUnit::Fraction), who = QString::fromStdString(busiest->text);
    return busiest->value >= nearlyFull
               ? whatIfText(QT_TRANSLATE_NOOP("WhatIf", "At %1, %2 is the bottleneck: it works %3 of the time."))
                     .arg(value, who, used)
               : whatIfText(QT_TRANSLATE_NOOP("WhatIf", "At %1 nothing is short; %2 works most, %3 of the time."))
                     .arg(value, who, used);
}

std::optional<std::size_t> settledFrom(const std::vector<CurvePoint> &points)
{
    if (points.size() < 3 || !std::ranges::all_of(points, &CurvePoint::known))
        return std::nullopt;
    std::size_t from = points.size() - 1;
    while (from > 0 && std::all_of(points.begin() + static_cast<std::ptrdiff_t>(from), points.end(),
                                   [&](const CurvePoint &later) { return isWithinIntervals(points[from - 1], later); }))
        --from;
    if (from == 0 || from == points.size() - 1)
        return std::nullopt;
    return from;
}

bool changesNothing(const std::vector<CurvePoint> &points)
{
    return points.size() > 1 && std::ranges::all_of(points, [&](const CurvePoint &point) {
               return point.known && isWithinIntervals(points.front(), point);
           });
}

} // namespace bayplan
