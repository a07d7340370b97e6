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
    if (assertion.held) {
        words.verdict = Verdict::Pass;
        words.word = QCoreApplication::translate("verdicts", "PASS");
        words.colour = colours().good;
    } else if (!assertion.isJudged) {
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
    if (!assertion.isJudged) { // as of deployments
        words.measured =
            assertion.text.starts_with("violations")
                ? QCoreApplication::translate("verdicts", "only the simulator checks what patterns promise")
            : assertion.text.starts_with("cutShort")
                ? QCoreApplication::translate("verdicts", "only the simulator counts what is cut short")
                : QCoreApplication::translate("verdicts", "not measured: its image reports no figures");
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
