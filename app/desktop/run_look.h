// SPDX-License-Identifier: GPL-3.0-or-later
// How runs that are compared are told apart: by colour, and by dash for who sees no colours.
#pragma once

#include <QColor>
#include <QIcon>

#include <vector>

namespace bayplan {

struct RunLook {
    QColor colour;
    Qt::PenStyle style = Qt::SolidLine;
};

/// Blue for the first that was simulated, orange for the first that was deployed; the others by colour and dash.
std::vector<RunLook> looksOf(const std::vector<bool> &simulated);
QIcon swatchOf(const RunLook &look);

} // namespace bayplan
