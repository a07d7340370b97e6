// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/assertion_verdicts.h"

#include "app/desktop/nice_axis.h"
#include "app/desktop/theme.h"

#include <QCoreApplication>

namespace bayplan {

VerdictWords verdictOf(const AssertionFigures &assertion, bool isOver)
{
    VerdictWords words;
    words.measured = QString::fromStdString(assertion.measured);
    const bool isNotJudged = !assertion.isKnown && assertion.text.starts_with("violations"); // as in deployments
    if (assertion.held) {
        words.verdict = Verdict::Pass;
        words.word = QCoreApplication::translate("verdicts", "PASS");
        words.colour = colours().good;
    } else if (isNotJudged) {
        words.word = QCoreApplication::translate("verdicts", "not judged");
        words.colour = colours().dimText;
    } else if (assertion.mayStill && !isOver) {
        words.word = QCoreApplication::translate("verdicts", "not yet");
        words.colour = colours().dimText;
    } else {
        words.verdict = Verdict::Fail;
        words.word = QCoreApplication::translate("verdicts", "FAIL");
        words.colour = colours().error;
        words.since = assertion.failedAt ? runTimeText(toSeconds(*assertion.failedAt), true) : QString();
    }
    if (isNotJudged) {
        words.measured = QCoreApplication::translate("verdicts", "only the simulator checks what patterns promise");
        words.isJudged = false;
    }
    return words;
}

QString VerdictWords::sentence() const
{
    const auto value = measured.isEmpty() ? QString()
                       : isJudged         ? QCoreApplication::translate("verdicts", ", measured %1").arg(measured)
                                          : QStringLiteral(", ") + measured;
    return (since.isEmpty() ? word : QCoreApplication::translate("verdicts", "%1 since %2").arg(word, since)) + value;
}

} // namespace bayplan
