// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/plan/lives.h"
#include "engine/report/confidence.h"
#include "engine/report/figures.h"
#include "engine/report/merge.h"
#include "engine/report/momentary.h"
#include "engine/report/report.h"
#include "tests/simulator/plans.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

constexpr InstanceIndex client = 0;
constexpr InstanceIndex server = 1;

Plan watchedPlan(Duration warmUp = 10s)
{
    Plan plan = stationPlan(80, Distribution::constant(10ms), 2);
    plan.warmUp = warmUp;
    plan.duration = 60s;
    return plan;
}

/// Cumulative figures as machines show them, advanced by hand.
struct Course {
    explicit Course(const Plan &plan)
    {
        snapshot.instances.resize(plan.instances.size());
        for (InstanceSnapshot &instance : snapshot.instances) {
            instance.alive = true;
            instance.known = true;
        }
        snapshot.instances[client].machine.calls.resize(1);
        snapshot.instances[server].machine.served.slots = 2;
    }

    void advance(Duration by, std::uint64_t requests, Duration latency)
    {
        snapshot.time += by;
        for (InstanceSnapshot &instance : snapshot.instances)
            instance.stateTime = snapshot.time;
        CallStats &calls = snapshot.instances[client].machine.calls[0];
        ServedStats &served = snapshot.instances[server].machine.served;
        calls.sent += requests;
        calls.succeeded += requests;
        calls.latency.record(latency + 1ms, requests);
        served.received += requests;
        served.succeeded += requests;
        served.latency.record(latency, requests);
        served.busy += by; // one of two slots
        served.waited += 3 * by;
    }

    Snapshot snapshot;
};

ElectionState member(const std::string &name, bool leads, std::uint64_t term, Duration lease)
{
    ElectionState state;
    state.member = name;
    state.role = leads ? ElectionRole::Leader : ElectionRole::Follower;
    state.term = term;
    state.leaseValid = leads && lease > 0s;
    state.leaseRemaining = lease;
    return state;
}

/// Of a run in which these promises were broken.
Report broken(const Plan &plan, const std::vector<std::string> &texts)
{
    ReportBuilder builder(plan);
    Course course(plan);
    auto violations = std::make_shared<std::vector<Violation>>();
    for (const std::string &text : texts)
        violations->push_back({Time(4s), "server", text, {}});
    course.snapshot.violations = std::move(violations);
    builder.observe(course.snapshot);
    course.advance(60s, 5000, 10ms);
    builder.observe(course.snapshot);
    return builder.finish("Simulator");
}

Snapshot electionSnapshot(Duration at, const std::vector<ElectionState> &members)
{
    Snapshot snapshot;
    snapshot.time = Time(at);
    for (const ElectionState &state : members) {
        InstanceSnapshot &instance = snapshot.instances.emplace_back();
        instance.alive = true;
        instance.known = true;
        instance.stateTime = snapshot.time;
        instance.machine.pattern = state;
    }
    return snapshot;
}

} // namespace

class ReportBuilderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void figuresAreThoseOfTheWindowAlone();
    void whereThereAreNoSlotsNoShareOfThemIsBusy();
    void whoCountsByAWrongClockIsMeasuredByIt();
    void theIntervalOfAMeanComesFromTwentyBatches();
    void aRestartOfTheCounterIsNoNegativeRate();
    void whatWasCutShortIsOfTheWindowAndNothingWhereNobodyCounts();
    void whatAContainerDidBeforeItWasHeardOfIsNotOfTheWindow();
    void whoIsDownServesNothingMeanwhile();
    void timeWithoutALeaderIsExactBetweenObservations();
    void twoLeasesInOneSnapshotAreUnsafe();
    void aQueueThatLosesTasksSaysSo();
    void deadLettersThatArePutBackOrDiscardedWereDeadAndAreNotLost();
    void nothingToReportIsSaid();
    void noTrafficIsExplained();
    void whoNeverTellsAnythingHasNoFigures();
    void livesAddUp();
    void studentsQuantilesAreThoseOfTheTables();
    void eachKindOfBrokenPromiseIsSaidOnce();
    void aPromiseBrokenInOneReplicationIsSaidOfAll();
};

void ReportBuilderTest::figuresAreThoseOfTheWindowAlone()
{
    const Plan plan = watchedPlan();
    ReportBuilder builder(plan);
    Course course(plan);
    builder.observe(course.snapshot);
    course.advance(10s, 5000, 900ms); // warm-up
    builder.observe(course.snapshot);
    course.advance(50s, 4000, 20ms);
    builder.observe(course.snapshot);
    const Report report = builder.finish("Test");
    QVERIFY(report.window == 50s);
    const LinkFigures &link = report.links.at(0);
    QCOMPARE(link.throughputPerSecond, 80.0);
    QCOMPARE(link.sent, 4000U);
    QVERIFY(link.latency.mean == 21ms);
    const ContainerFigures &station = report.containers.at(1);
    QCOMPARE(station.id, std::string("server"));
    QCOMPARE(station.utilisation, 0.5);
    QCOMPARE(station.queueDepth, 3.0);
    QVERIFY(station.latency.p999 >= 20ms && station.latency.p999 < 21ms);
    QCOMPARE(station.latency.samples, 4000U);
}

void ReportBuilderTest::whereThereAreNoSlotsNoShareOfThemIsBusy()
{
    const Plan plan = watchedPlan(0s);
    ReportBuilder builder(plan);
    Course course(plan);
    course.snapshot.instances[server].machine.served.slots = 0;
    builder.observe(course.snapshot);
    course.advance(60s, 4800, 20ms);
    builder.observe(course.snapshot);
    const Report report = builder.finish("Test");
    const ContainerFigures &station = report.containers.at(1);
    QVERIFY(!station.hasSlots);
    QCOMPARE(station.inService, 1.0);
    QVERIFY(reportTable(report).find("0.0 %") == std::string::npos);
    const std::string json = reportJson(report);
    QVERIFY(json.find("\"utilisation\"") == std::string::npos);
    const auto read = readReportJson(json, "report.json");
    QVERIFY(read && !read->containers.at(1).hasSlots);
    QCOMPARE(reportJson(*read), json);
    const AssertionFigures asked = evaluateAssertion("a", "utilisation of server < 90%", report);
    QVERIFY(!asked.isJudged && !asked.held);
    QCOMPARE(asked.measured, std::string("not measured: it has no slots, and serves all at once"));
}

void ReportBuilderTest::whoCountsByAWrongClockIsMeasuredByIt()
{
    // At twice the rate from 30 s on: one of two slots is busy and three wait, all the time.
    const Plan plan = watchedPlan(0s);
    ReportBuilder builder(plan);
    Course course(plan);
    builder.observe(course.snapshot);
    course.advance(30s, 2400, 20ms);
    builder.observe(course.snapshot);
    course.advance(30s, 2400, 20ms);
    InstanceSnapshot &station = course.snapshot.instances[server];
    station.clockAhead = 30s;
    station.machine.served.busy += 30s;
    station.machine.served.waited += 90s;
    builder.observe(course.snapshot);
    const ContainerFigures figures = builder.finish("Test").containers.at(1);
    QCOMPARE(figures.utilisation, 0.5);
    QCOMPARE(figures.queueDepth, 3.0);
    QCOMPARE(figures.inService, 1.0);
    QCOMPARE(figures.throughputPerSecond, 80.0); // by the true one
}

void ReportBuilderTest::theIntervalOfAMeanComesFromTwentyBatches()
{
    const Plan plan = watchedPlan(0s);
    ReportBuilder builder(plan);
    Course course(plan);
    builder.observe(course.snapshot);
    for (int i = 0; i < 100; ++i) {
        course.advance(600ms, 10, i / 5 % 2 == 0 ? 9ms : 11ms); // batch means 9, 11, 9, 11...
        builder.observe(course.snapshot);
    }
    const ContainerFigures station = builder.finish("Test").containers.at(1);
    // 2.861 x 1.026 ms / sqrt(20)
    QVERIFY2(std::abs(toSeconds(station.meanHalfWidth) - 0.000656) < 0.00001,
             qPrintable(QString::number(station.meanHalfWidth.count())));
}

void ReportBuilderTest::aRestartOfTheCounterIsNoNegativeRate()
{
    const Plan plan = watchedPlan(0s);
    ReportBuilder builder(plan);
    Course course(plan);
    course.advance(1s, 500, 1ms);
    builder.observe(course.snapshot);
    const Time before = course.snapshot.time;
    course = Course(plan);
    course.snapshot.time = before;
    course.advance(1s, 100, 1ms);
    builder.observe(course.snapshot);
    QCOMPARE(builder.finish("Test").links.at(0).throughputPerSecond, 100.0);
}

/// A container of a deployment tells nothing once it is down: its figures stand, and time goes on.
void ReportBuilderTest::whoIsDownServesNothingMeanwhile()
{
    const Plan plan = watchedPlan(0s);
    ReportBuilder builder(plan);
    Course course(plan);
    builder.observe(course.snapshot);
    course.advance(10s, 600, 20ms);
    builder.observe(course.snapshot);
    InstanceSnapshot &station = course.snapshot.instances[server];
    station.alive = false;
    course.snapshot.time += 50s;
    course.snapshot.instances[client].stateTime = course.snapshot.time;
    builder.observe(course.snapshot);
    const ContainerFigures figures = builder.finish("Test").containers.at(1);
    QCOMPARE(figures.throughputPerSecond, 10.0);
    QCOMPARE(figures.utilisation, 5.0 / 60);
}

/// As when a changed drawing is applied to what has run for long: the window begins anew, and the counters do not.
void ReportBuilderTest::whatWasCutShortIsOfTheWindowAndNothingWhereNobodyCounts()
{
    const Plan plan = watchedPlan();
    auto none = MomentaryCondition::of("cutShort == 0", plan);
    QVERIFY(none);
    ReportBuilder builder(plan);
    Course course(plan);
    course.advance(10s, 5000, 20ms);
    builder.observe(course.snapshot);
    none->observe(course.snapshot);
    QVERIFY(!none->holds());
    const Report uncounted = builder.finish("Test");
    QVERIFY(!uncounted.containers.at(1).cutShort);
    QVERIFY(reportJson(uncounted).find("cutShort") == std::string::npos);
    QVERIFY(!readReportJson(reportJson(uncounted), "r.json")->containers.at(1).cutShort);

    for (InstanceSnapshot &instance : course.snapshot.instances)
        instance.lost = 3;
    ReportBuilder counting(plan);
    counting.observe(course.snapshot);
    course.snapshot.instances[server].lost = 15;
    course.advance(10s, 5000, 20ms);
    counting.observe(course.snapshot);
    none->observe(course.snapshot);
    QVERIFY(!none->holds());
    const Report counted = counting.finish("Test");
    QVERIFY(counted.containers.at(1).cutShort == std::uint64_t(12));
    QVERIFY(readReportJson(reportJson(counted), "r.json")->containers.at(1).cutShort == std::uint64_t(12));
}

void ReportBuilderTest::whatAContainerDidBeforeItWasHeardOfIsNotOfTheWindow()
{
    const Plan plan = watchedPlan(0s);
    ReportBuilder builder(plan);
    Course course(plan);
    const Snapshot unheard = [&] {
        Snapshot early;
        early.instances.resize(plan.instances.size());
        return early;
    }();
    builder.observe(unheard);
    course.advance(1s, 50'000, 1ms);
    builder.observe(course.snapshot);
    for (int i = 0; i < 100; ++i) {
        course.advance(1s, 20, 1ms);
        builder.observe(course.snapshot);
    }
    const LinkFigures link = builder.finish("Test").links.at(0);
    QCOMPARE(link.sent, 2000U);
    QCOMPARE(link.throughputPerSecond, 20.0);
    QVERIFY2(link.throughputHalfWidth < 5, std::to_string(link.throughputHalfWidth).c_str());
}

void ReportBuilderTest::timeWithoutALeaderIsExactBetweenObservations()
{
    const Plan plan = electionPlan(2);
    ReportBuilder builder(plan);
    builder.observe(electionSnapshot(0s, {member("a", false, 0, 0s), member("b", false, 0, 0s)}));
    builder.observe(electionSnapshot(2s, {member("a", true, 1, 800ms), member("b", false, 1, 0s)}));
    builder.observe(electionSnapshot(10s, {member("a", true, 1, 500ms), member("b", false, 1, 0s)}));
    // Its lease ran out at 10.5 s, which nobody looked at.
    builder.observe(electionSnapshot(11s, {member("a", false, 1, 0s), member("b", false, 1, 0s)}));
    builder.observe(electionSnapshot(12s, {member("a", false, 2, 0s), member("b", true, 2, 800ms)}));
    const ElectionFigures election = builder.finish("Test").elections.at(0);
    QVERIFY2(election.withoutLeader == 3500ms, qPrintable(QString::number(election.withoutLeader.count())));
    QVERIFY(election.longestWithout == 2s);
    QCOMPARE(election.leader, std::string("b"));
    QCOMPARE(election.term, 2U);
    QVERIFY(election.safe);
}

void ReportBuilderTest::twoLeasesInOneSnapshotAreUnsafe()
{
    const Plan plan = electionPlan(2);
    ReportBuilder builder(plan);
    builder.observe(electionSnapshot(1s, {member("a", true, 1, 800ms), member("b", true, 2, 800ms)}));
    const Report report = builder.finish("Test");
    QVERIFY(!report.elections.at(0).safe);
    QVERIFY(std::ranges::any_of(report.warnings, [](const auto &text) { return text.find("not safe") != text.npos; }));
}

void ReportBuilderTest::aQueueThatLosesTasksSaysSo()
{
    PlanMaker maker;
    maker.add("jobs", QueueConfig{});
    maker.plan.warmUp = 0s;
    ReportBuilder builder(maker.plan);
    Snapshot snapshot;
    snapshot.instances.resize(1);
    QueueState queue;
    queue.ready = 5;
    snapshot.instances[0].machine.pattern = queue;
    builder.observe(snapshot);
    queue.put = 100;
    queue.completed = 90;
    queue.buried = 2;
    queue.ready = 10; // 5 + 100 - 90 - 2 = 13
    snapshot.time = Time(10s);
    snapshot.instances[0].stateTime = snapshot.time;
    snapshot.instances[0].machine.pattern = queue;
    builder.observe(snapshot);
    const QueueFigures figures = builder.finish("Test").queues.at(0);
    QCOMPARE(figures.lost, 3U);
    QCOMPARE(figures.deadLetters, 2U);
    QCOMPARE(figures.throughputPerSecond, 9.0);
}

void ReportBuilderTest::deadLettersThatArePutBackOrDiscardedWereDeadAndAreNotLost()
{
    PlanMaker maker;
    maker.add("jobs", QueueConfig{});
    maker.plan.warmUp = 0s;
    ReportBuilder builder(maker.plan);
    auto lost = MomentaryCondition::of("lost == 0", maker.plan);
    auto dead = MomentaryCondition::of("dead >= 7", maker.plan);
    QVERIFY(lost && dead);
    Snapshot snapshot;
    snapshot.instances.resize(1);
    QueueState queue;
    queue.put = 5;
    queue.buried = 5;
    const auto show = [&] {
        snapshot.time += 10s;
        snapshot.instances[0].known = true;
        snapshot.instances[0].stateTime = snapshot.time;
        snapshot.instances[0].machine.pattern = queue;
        builder.observe(snapshot);
        lost->observe(snapshot);
        dead->observe(snapshot);
    };
    show();
    queue.put = 105;
    queue.completed = 96;
    queue.ready = 2;  // put back
    queue.buried = 4; // of the old and two new ones
    queue.kicked = 2;
    queue.discarded = 3;
    show();
    const Report report = builder.finish("Test");
    QCOMPARE(report.queues.at(0).lost, 0U);
    QCOMPARE(report.queues.at(0).deadLetters, 4U); // 9 that ever were, less the 5 before
    QVERIFY(lost->holds() && dead->holds());
    QVERIFY(!evaluateAssertion("a", "dead == 0", report).held);
    queue.discarded = 8;
    queue.buried = 0;
    queue.ready = 0; // one of those that were put back is gone
    show();
    QCOMPARE(builder.finish("Test").queues.at(0).lost, 1U);
}

void ReportBuilderTest::nothingToReportIsSaid()
{
    const Plan plan = watchedPlan(30s);
    ReportBuilder builder(plan);
    Course course(plan);
    course.advance(10s, 10, 1ms);
    builder.observe(course.snapshot);
    QVERIFY(builder.finish("Test").warnings.at(0).find("warm-up") != std::string::npos);
}

void ReportBuilderTest::whoNeverTellsAnythingHasNoFigures()
{
    const Plan plan = watchedPlan(0s);
    ReportBuilder builder(plan);
    Course course(plan);
    course.snapshot.instances[server] = {.alive = true}; // a user's own image, without an agent
    builder.observe(course.snapshot);
    course.advance(10s, 100, 5ms);
    course.snapshot.instances[server] = {.alive = true};
    builder.observe(course.snapshot);
    const Report report = builder.finish("Docker Engine");
    QVERIFY(report.links.at(0).isKnown && !report.containers.at(server).isKnown);
    for (const Figure &figure : figuresOf(report))
        QVERIFY2(figure.id != report.containers.at(server).id, figure.figure.c_str());
    QVERIFY(!evaluateAssertion("a", "utilisation of server < 90%", report).isJudged);
    QVERIFY(evaluateAssertion("a", "errors == 0", report).held);
    const auto read = readReportJson(reportJson(report), "r.json");
    QVERIFY(read && !read->containers.at(server).isKnown && read->containers.at(client).isKnown);
    QVERIFY(read->links.at(0).isKnown && reportJson(report) == reportJson(*read));
    course.snapshot.instances[client].known = false; // it was heard of, and is not any more
    builder.observe(course.snapshot);
    QVERIFY(builder.finish("Docker Engine").links.at(0).isKnown);
}

void ReportBuilderTest::noTrafficIsExplained()
{
    PlanMaker maker;
    maker.add("server", ServiceConfig{});
    ReportBuilder builder(maker.plan);
    Snapshot snapshot;
    snapshot.instances.resize(1);
    builder.observe(snapshot);
    snapshot.time = Time(10s);
    builder.observe(snapshot);
    const Report report = builder.finish("Test");
    QVERIFY(std::ranges::any_of(report.warnings,
                                [](const auto &text) { return text.find("add a load generator") != text.npos; }));
}

void ReportBuilderTest::livesAddUp()
{
    MachineState past;
    past.served.succeeded = 10;
    past.served.inService = 3;
    past.served.latency.record(5ms, 10);
    past.calls.resize(2);
    past.calls[1].timedOut = 4;
    ElectionState led = member("a", true, 7, 300ms);
    led.elections = 2;
    past.pattern = led;
    const MachineState over = endLife(past);
    QVERIFY(!std::get<ElectionState>(over.pattern).leaseValid);
    QCOMPARE(over.served.inService, 0U);

    MachineState now;
    now.served.succeeded = 1;
    now.served.inService = 1;
    now.calls.resize(2);
    ElectionState follows = member("a", false, 8, 0s);
    follows.elections = 1;
    now.pattern = follows;
    const MachineState both = addLives(over, now);
    QCOMPARE(both.served.succeeded, 11U);
    QCOMPARE(both.served.inService, 1U);
    QCOMPARE(both.calls[1].timedOut, 4U);
    QCOMPARE(std::get<ElectionState>(both.pattern).elections, 3U);
    QCOMPARE(std::get<ElectionState>(both.pattern).term, 8U);
}

void ReportBuilderTest::studentsQuantilesAreThoseOfTheTables()
{
    QCOMPARE(studentQuantile99(1), 63.657);
    QCOMPARE(studentQuantile99(19), 2.861);
    QVERIFY(std::abs(studentQuantile99(40) - 2.704) < 0.002);
    QVERIFY(std::abs(studentQuantile99(100) - 2.626) < 0.002);
    QVERIFY(std::abs(studentQuantile99(100'000) - 2.576) < 0.001);
}

void ReportBuilderTest::eachKindOfBrokenPromiseIsSaidOnce()
{
    const Plan plan = watchedPlan(0s);
    const Report report = broken(plan, {"A wrong attempt at 4s: a lies.", "Two verdicts at 5s: b doubts.",
                                        "A wrong attempt at 6s: c lies.", "A wrong attempt at 7s: a lies."});
    QCOMPARE(report.violations.value(), 4U);
    QVERIFY(report.warnings.size() >= 2);
    QCOMPARE(report.warnings[0],
             std::string("A promise was broken. A wrong attempt at 4s: a lies. The first of 3 such."));
    QCOMPARE(report.warnings[1], std::string("A promise was broken. Two verdicts at 5s: b doubts."));
    const Report flood = broken(plan, std::vector<std::string>(mostViolations, "Two verdicts at 5s: b doubts."));
    QCOMPARE(flood.warnings.at(0), std::string("A promise was broken. Two verdicts at 5s: b doubts. The first of at "
                                               "least 100 such."));
}

void ReportBuilderTest::aPromiseBrokenInOneReplicationIsSaidOfAll()
{
    const Plan plan = watchedPlan(0s);
    const Report lied = broken(plan, {"A wrong attempt at 4s: a lies.", "A wrong attempt at 6s: c lies."});
    ReplicationMerger merger(plan);
    merger.add(broken(plan, {}));
    merger.add(lied);
    QCOMPARE(merger.merged().warnings.at(0), std::string("A promise was broken. A wrong attempt at 4s: a lies. In "
                                                         "replication 2 of 2, the first of 2 such."));
    merger.add(broken(plan, {"Two verdicts at 5s: b doubts."}));
    merger.add(lied);
    const Report merged = merger.merged();
    QCOMPARE(merged.violations.value(), 5U);
    QVERIFY(merged.warnings.at(0).ends_with(" In replication 2 of 4, the first of 4 such."));
    QVERIFY(merged.warnings.at(1).ends_with("b doubts. In replication 3 of 4."));
}

QTEST_GUILESS_MAIN(ReportBuilderTest)
#include "report_builder_test.moc"
