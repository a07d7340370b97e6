// SPDX-License-Identifier: GPL-3.0-or-later
// One document, scenario and seed: the same bytes in every build, whatever compiler and optimisation. After a meant
// change of the simulator: BAYPLAN_REGENERATE=1 ctest -R golden_report_test, and look at the difference.
#include "engine/model/document_file.h"
#include "simulator/simulator_run.h"
#include "tests/golden.h"
#include "tests/simulator/plans.h"

#include <QTest>

using namespace bayplan;

namespace {

void compareGolden(const std::string &name, const Report &report)
{
    const std::string text = reportJson(report);
    QCOMPARE(QString::fromStdString(text),
             QString::fromStdString(test::golden("simulator/" + name + ".report.json", text)));
}

Report simulateSeconds(const Plan &plan, int seconds, std::uint64_t seed)
{
    SimulatorOptions options;
    options.duration = std::chrono::seconds(seconds);
    options.seed = seed;
    return simulate(plan, options);
}

} // namespace

class GoldenReportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStationGivesTheGoldenBytes();
    void anElectionWithFaultsGivesTheGoldenBytes();
    void theShippedExampleGivesTheGoldenBytes();
    void equalSeedsGiveEqualBytesAndOthersDoNot();
};

void GoldenReportTest::aStationGivesTheGoldenBytes()
{
    Plan plan = stationPlan(80, Distribution{Distribution::Kind::Lognormal, std::chrono::milliseconds(10), {}, 1.5}, 1);
    plan.warmUp = std::chrono::seconds(5);
    compareGolden("station", simulateSeconds(plan, 60, 7));
}

void GoldenReportTest::anElectionWithFaultsGivesTheGoldenBytes()
{
    PlanMaker maker;
    maker.plan = electionPlan(5);
    for (int i = 0; i < 5; ++i)
        maker.addFault(i % 2 == 0 ? "kill" : "pause", Time(std::chrono::seconds(10 + 8 * i)), std::chrono::seconds(4),
                       {static_cast<InstanceIndex>(i)});
    compareGolden("election", simulateSeconds(maker.plan, 60, 7));
}

void GoldenReportTest::theShippedExampleGivesTheGoldenBytes()
{
    const auto document = loadDocument(BAYPLAN_SOURCE_DIR "/resources/examples/sharded-cache.bayplan.json");
    QVERIFY2(document, document ? "" : toText(document.error()).c_str());
    const auto plan = lower(document.value().topology);
    QVERIFY2(plan, plan ? "" : toText(plan.error()).c_str());
    compareGolden("sharded-cache", simulateSeconds(plan.value(), 20, 7));
}

void GoldenReportTest::equalSeedsGiveEqualBytesAndOthersDoNot()
{
    const Plan plan = stationPlan(80, Distribution::exponential(std::chrono::milliseconds(10)), 2);
    const Report report = simulateSeconds(plan, 60, 1);
    QCOMPARE(reportJson(simulateSeconds(plan, 60, 1)), reportJson(report));
    QVERIFY(simulateSeconds(plan, 60, 2).traceHash != report.traceHash);
}

QTEST_GUILESS_MAIN(GoldenReportTest)
#include "golden_report_test.moc"
