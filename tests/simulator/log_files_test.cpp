// SPDX-License-Identifier: GPL-3.0-or-later
// Log files that are rotated while a log saver and an adapter follow them (paper, sections 4.1 and 4.3; PATTERNS 2, 4).
#include "simulator/world.h"
#include "tests/simulator/plans.h"

#include <QTest>

#include <algorithm>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

constexpr InstanceIndex service = 1, saver = 2, sink = 3, adapter = 4, client = 0;

/// Fifty requests a second, a line of 100 bytes for each, and who reads them in the same pod.
PlanMaker loggingPlan(std::int64_t rotateBytes, std::uint32_t keep)
{
    PlanMaker maker;
    LoadConfig load;
    load.arrivals = ArrivalKind::Constant;
    load.ratePerSecond = 50;
    ServiceConfig writer;
    writer.serviceTime = Distribution::constant(1ms);
    writer.logBytes = 100;
    ServiceConfig store;
    store.protocol = PeerProtocol::Log;
    store.serviceTime = Distribution::constant(1ms);
    AdapterConfig lines;
    lines.format = MetricsFormat::Lines;
    lines.counts = {"good=ok "};
    maker.add("client", load);
    maker.add("web", writer);
    maker.addTo(1, "saver", LogSaverConfig{.bufferBytes = 10'000'000});
    maker.add("sink", store);
    maker.addTo(1, "adapter", lines);
    maker.connect(client, service, "link");
    maker.connect(saver, sink, "ship", PeerProtocol::Log, LinkQuality{}, 1s);
    maker.plan.instances[service].logFile = "/log/app.log";
    maker.plan.instances[service].logRotateBytes = rotateBytes;
    maker.plan.instances[service].logKeep = keep;
    maker.plan.instances[saver].tailFile = "/log/app.log";
    maker.plan.instances[adapter].tailFile = "/log/app.log";
    maker.addFault("kill", Time(60s), 0s, {client});
    return maker;
}

LogSaverState saverOf(const World &world)
{
    return std::get<LogSaverState>(world.snapshot().instances[saver].machine.pattern);
}

} // namespace

class LogFilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyLineOfEveryRotatedFileIsShippedOnce();
    void aSaverThatWasDownReadsWhatWasRotatedMeanwhile();
    void linesThatWentWithTheirFileAreToldAndNotPassedOverInSilence();
    void anAdapterOfLogLinesCountsThem();
};

void LogFilesTest::everyLineOfEveryRotatedFileIsShippedOnce()
{
    const PlanMaker maker = loggingPlan(5'000, 5);
    World world(maker.plan, 1);
    world.runUntil(Time(70s), UINT64_MAX);
    const auto served = world.snapshot().instances[service].machine.served.succeeded;
    QVERIFY(served > 2900);
    QCOMPARE(saverOf(world).linesDelivered, served);
    QCOMPARE(saverOf(world).redelivered, std::uint64_t(0));
    QVERIFY2(world.violations().empty(), world.violations().empty() ? "" : world.violations()[0].text.c_str());
}

void LogFilesTest::aSaverThatWasDownReadsWhatWasRotatedMeanwhile()
{
    PlanMaker maker = loggingPlan(20'000, 5);
    maker.addFault("kill", Time(20s), 10s, {saver});
    World world(maker.plan, 1);
    int missed = 0;
    world.onEvent([&](const RunEvent &event) { missed += event.kind == "lines-missed" ? 1 : 0; });
    world.runUntil(Time(70s), UINT64_MAX);
    QVERIFY(saverOf(world).linesDelivered >= world.snapshot().instances[service].machine.served.succeeded);
    QCOMPARE(missed, 0);
    QVERIFY(world.violations().empty());
}

void LogFilesTest::linesThatWentWithTheirFileAreToldAndNotPassedOverInSilence()
{
    PlanMaker maker = loggingPlan(5'000, 2);
    maker.addFault("kill", Time(20s), 10s, {saver});
    World world(maker.plan, 1);
    std::string told;
    world.onEvent([&](const RunEvent &event) {
        if (event.kind == "lines-missed" && event.subject == "web/saver")
            told = event.text;
    });
    world.runUntil(Time(70s), UINT64_MAX);
    QVERIFY2(!told.empty(), "500 lines were written meanwhile, and 150 kept");
    const auto served = world.snapshot().instances[service].machine.served.succeeded;
    const auto missed = static_cast<std::uint64_t>(std::stoll(told.substr(told.rfind(' '))));
    QVERIFY(missed > 200);
    QVERIFY(saverOf(world).linesDelivered + missed >= served);
}

void LogFilesTest::anAdapterOfLogLinesCountsThem()
{
    PlanMaker maker = loggingPlan(5'000, 5);
    LoadConfig scraper;
    scraper.arrivals = ArrivalKind::Constant;
    scraper.ratePerSecond = 1;
    maker.connect(maker.add("prometheus", scraper), adapter, "scrape", PeerProtocol::Http);
    World world(maker.plan, 1);
    world.runUntil(Time(70s), UINT64_MAX);
    const auto state = std::get<AdapterState>(world.snapshot().instances[adapter].machine.pattern);
    QVERIFY(state.scrapes > 60);
    QCOMPARE(state.failures, std::uint64_t(0));
    QCOMPARE(state.samples, 3U);
}

QTEST_GUILESS_MAIN(LogFilesTest)
#include "log_files_test.moc"
