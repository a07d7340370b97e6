// SPDX-License-Identifier: GPL-3.0-or-later
// PASS, FAIL or not yet, in words and colour: the same wherever a window judges a run.
#pragma once

#include "engine/report/report.h"

#include <QColor>
#include <QString>

namespace bayplan {

enum class Verdict { Pass, Fail, NotYet };

struct VerdictWords {
    Verdict verdict = Verdict::NotYet;
    QString word;     ///< "PASS"
    QString measured; ///< "12 ms", or why there is none
    bool isJudged = true; ///< false: `measured` says by whom it is
    QString since;    ///< "0:12.300" of the run: since when it does not hold; else empty
    QColor colour;
    QString sentence() const; ///< "FAIL since 0:12.300, measured 12 ms"
};

/// `isOver`: the run goes on no more, so that nothing can change.
VerdictWords verdictOf(const AssertionFigures &assertion, bool isOver);

} // namespace bayplan
