// SPDX-License-Identifier: GPL-3.0-or-later
// Files of snapshots in the folder for temporary ones. Each is locked while its program lives, so that what a program
// left behind that was killed is known, whoever has its number now.
#pragma once

#include <QString>

#include <memory>

class QTemporaryFile;

namespace bayplan {

/// Open, locked, and gone with the object; null where there is no room for it.
std::unique_ptr<QTemporaryFile> makeTrailFile();

/// Those of this user whose programs are no more; how many there were.
int removeStaleTrails();

} // namespace bayplan
