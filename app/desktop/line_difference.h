// SPDX-License-Identifier: GPL-3.0-or-later
// What lines of a text have become.
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace bayplan {

struct DifferenceLine {
    enum class Kind { Same, Removed, Added, Place };
    Kind kind = Kind::Same;
    QString text; ///< with '+', '-' or ' ' before it; of a place "@@ -12 +14 @@", the numbers of the lines below it
};

/// With as few changes as can be, as long as the changed parts are not too long for that: else all that was there is
/// removed and all that is new added. Three lines around each change; nothing when the two are alike.
std::vector<DifferenceLine> lineDifference(const QStringList &before, const QStringList &after);

} // namespace bayplan
