// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a picture in a file, without a display: what run.sh shows where none is.
#pragma once

#include "engine/base/time.h"

#include <QString>

namespace bayplan {

class MainWindow;

/// Shows the window off screen, runs the simulation for that long (not at all for 0) and writes a PNG. Status of the
/// process: 0, or 1 with a sentence on standard error.
int writePicture(MainWindow &window, const QString &path, Duration simulated);

} // namespace bayplan
