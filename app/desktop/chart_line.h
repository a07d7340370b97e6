// SPDX-License-Identifier: GPL-3.0-or-later
// What a chart over run time shows: lines with a band around them, marks, objectives.
#pragma once

#include "app/desktop/run_history.h"

#include <QColor>
#include <QString>

#include <vector>

namespace bayplan {

/// How far a value may be off, or how far those that it stands for lie apart.
struct BandPoint {
    float seconds = 0;
    float least = 0, greatest = 0;
};

struct ChartBand {
    std::vector<BandPoint> points; ///< in order of time
    QString meaning;               ///< "99 % confidence of the mean, by batch means"
    QString inShort{};             ///< for narrow charts; empty where the meaning is short
};

struct ChartLine {
    QString name;
    QColor colour;
    Qt::PenStyle style = Qt::SolidLine;
    double width = 1.6;
    std::vector<HistoryPoint> points{}; ///< in order of time
    ChartBand band{};
};

struct ChartMark {
    double seconds = 0;
    QString text;
    QColor colour;
};

/// A value that lines are to stay below, or above for what should be much.
struct ChartObjective {
    double value = 0;
    QString text;         ///< "p99 < 200 ms"
    bool isFixed = true;  ///< of the scenario; others are dragged
    bool isFloor = false; ///< lines should stay above it
    bool operator==(const ChartObjective &) const = default;
};

} // namespace bayplan
