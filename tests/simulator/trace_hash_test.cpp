// SPDX-License-Identifier: GPL-3.0-or-later
// Equal document, scenario and seed: one history, whatever compiler and optimisation. The list is of every compiler;
// after a meant change of the simulator BAYPLAN_REGENERATE=1 ctest -R trace_hash_test, and look at the difference.
// CI compares what trace_hashes prints for 1,000 seeds between compilers and optimisations.
#include "tests/golden.h"
#include "tests/simulator/histories.h"

#include <QTest>

using namespace bayplan;
using namespace std::chrono_literals;

class TraceHashTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySeedHasTheHistoryThatItAlwaysHad()
    {
        std::string lines;
        for (const std::string &document : test::searchDocuments())
            lines += test::historyLines(document, 60s, 10);
        QCOMPARE(QString::fromStdString(lines), QString::fromStdString(test::golden("search/hashes.txt", lines)));
    }

    void aSeedHasOneHistory()
    {
        for (const std::string &document : test::searchDocuments())
            QCOMPARE(test::historyLines(document, 30s, 5), test::historyLines(document, 30s, 5));
    }
};

QTEST_GUILESS_MAIN(TraceHashTest)
#include "trace_hash_test.moc"
