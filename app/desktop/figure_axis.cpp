// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/figure_axis.h"

namespace bayplan {

AxisUnit axisOf(FigureUnit unit)
{
    switch (unit) {
    case FigureUnit::Seconds:
        return AxisUnit::Latency;
    case FigureUnit::PerSecond:
        return AxisUnit::PerSecond;
    case FigureUnit::Fraction:
        return AxisUnit::Fraction;
    case FigureUnit::Count:
        break;
    }
    return AxisUnit::Count;
}

AxisUnit axisOf(Quantity quantity)
{
    switch (quantity) {
    case Quantity::Throughput:
    case Quantity::Errors:
        return AxisUnit::PerSecond;
    case Quantity::LatencyP50:
    case Quantity::LatencyP95:
    case Quantity::LatencyP99:
        return AxisUnit::Latency;
    case Quantity::Utilisation:
        return AxisUnit::Fraction;
    case Quantity::QueueDepth:
        break;
    }
    return AxisUnit::Count;
}

} // namespace bayplan
