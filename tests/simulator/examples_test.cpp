// SPDX-License-Identifier: GPL-3.0-or-later
// What the program shows off with holds.
#include "engine/model/document_file.h"
#include "simulator/simulator_run.h"

#include <QTest>

using namespace bayplan;

class ExamplesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anExampleKeepsItsAssertions_data();
    void anExampleKeepsItsAssertions();
};

void ExamplesTest::anExampleKeepsItsAssertions_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
         {"batch-stages", "content-sync", "http-ambassador", "rolling-restart", "scatter-gather", "sharded-cache"})
        QTest::newRow(name) << name;
}

void ExamplesTest::anExampleKeepsItsAssertions()
{
    QFETCH(QString, name);
    const auto document =
        loadDocument(BAYPLAN_SOURCE_DIR "/resources/examples/" + name.toStdString() + ".bayplan.json");
    QVERIFY2(document, document ? "" : toText(document.error()).c_str());
    const auto plan = lower(document.value().topology);
    QVERIFY2(plan, plan ? "" : toText(plan.error()).c_str());
    const Report report = simulate(plan.value(), {});
    QVERIFY(!report.assertions.empty());
    for (const AssertionFigures &assertion : report.assertions)
        QVERIFY2(assertion.held, (assertion.text + ": " + assertion.measured).c_str());
}

QTEST_GUILESS_MAIN(ExamplesTest)
#include "examples_test.moc"
