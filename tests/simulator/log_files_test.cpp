// SPDX-License-Identifier: GPL-3.0-or-later
// Log files that are rotated while a log saver and an adapter follow them (paper, sections 4.1 and 4.3; PATTERNS 2, 4).
#include "engine/patterns/log_saver.h"
#include "simulator/log_files.h"
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
    void aFileThatIsNeverRotatedKeepsWhatNobodyHasRead();
    void whatWasReadAndNotDeliveredIsReadAgain();
    void whatWentAfterItWasReadAndBeforeItWasDeliveredIsMissedHoweverLongAgoThatWas();
    void whatEverybodyHasReadAndSavedIsNotHeldForEver();
    void ofWhatNobodyReadsOnlySoMuchIsHeld();
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
    QCOMPARE(saverOf(world).linesDropped, missed);
}

void LogFilesTest::aFileThatIsNeverRotatedKeepsWhatNobodyHasRead()
{
    PlanMaker maker = loggingPlan(0, 5);
    std::get<LoadConfig>(maker.plan.instances[client].machine->behaviour).ratePerSecond = 500;
    maker.addFault("kill", Time(10s), 40s, {saver});
    World world(maker.plan, 1);
    std::string told;
    world.onEvent([&](const RunEvent &event) { told += event.kind == "lines-missed" ? event.text : ""; });
    world.runUntil(Time(70s), UINT64_MAX);
    QVERIFY2(told.empty(), told.c_str());
    const auto served = world.snapshot().instances[service].machine.served.succeeded;
    QVERIFY(served > 29'000);
    QVERIFY(saverOf(world).linesDelivered >= served);
    QCOMPARE(saverOf(world).linesDropped, std::uint64_t(0));
}

void LogFilesTest::whatWasReadAndNotDeliveredIsReadAgain()
{
    PlanMaker maker = loggingPlan(0, 5);
    std::get<LoadConfig>(maker.plan.instances[client].machine->behaviour).ratePerSecond = 500;
    maker.addFault("kill", Time(5s), 50s, {sink});
    maker.addFault("kill", Time(40s), 1s, {saver});
    World world(maker.plan, 1);
    world.runUntil(Time(120s), UINT64_MAX);
    const auto served = world.snapshot().instances[service].machine.served.succeeded;
    QVERIFY(served > 29'000);
    QVERIFY(saverOf(world).linesDelivered >= served);
    QCOMPARE(saverOf(world).linesDropped, std::uint64_t(0));
}

void LogFilesTest::whatWentAfterItWasReadAndBeforeItWasDeliveredIsMissedHoweverLongAgoThatWas()
{
    PlanMaker maker = loggingPlan(5'000, 2);
    maker.addFault("kill", Time(5s), 50s, {sink});
    maker.addFault("kill", Time(50s), 1s, {saver});
    World world(maker.plan, 1);
    world.runUntil(Time(120s), UINT64_MAX);
    const auto served = world.snapshot().instances[service].machine.served.succeeded;
    QVERIFY(saverOf(world).linesDropped > 1'500);
    QVERIFY(saverOf(world).linesDelivered + saverOf(world).linesDropped >= served);
}

void LogFilesTest::whatEverybodyHasReadAndSavedIsNotHeldForEver()
{
    const PlanMaker maker = loggingPlan(0, 5);
    LogFiles files(maker.plan);
    const LogFileIndex file = *files.writtenBy(service);
    std::string saved;
    for (int line = 0; line < 50'000; ++line) {
        files.append(file, std::string(100, 'x'), 0);
        if (files.isLong(file))
            files.trim(file, [&](InstanceIndex) { return saved; });
        if (line % 100 != 0)
            continue;
        const auto read = files.read(saver);
        saved = formatLogPositions({{read->source, read->nextOffset}});
        QVERIFY(files.read(adapter).has_value());
    }
    QVERIFY(files.heapBytes() < 12'000 * 200);
    QCOMPARE(files.takeMissed(saver).lines, std::uint64_t(0));
}

void LogFilesTest::ofWhatNobodyReadsOnlySoMuchIsHeld()
{
    const PlanMaker maker = loggingPlan(0, 5);
    LogFiles files(maker.plan, 100'000);
    for (int line = 0; line < 5'000; ++line)
        files.append(*files.writtenBy(service), std::string(100, 'x'), 0);
    QVERIFY(files.heapBytes() < 120'000);
    const auto read = files.read(saver);
    const LogFiles::Missed missed = files.takeMissed(saver);
    QVERIFY(missed.forMemory);
    QVERIFY(missed.lines > 4'000);
    QCOMPARE(missed.lines + read->lines.size(), std::uint64_t(5'000));
    QCOMPARE(files.takeMissed(saver).lines, std::uint64_t(0));
    QCOMPARE(files.missedBy(saver), missed.lines);
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
