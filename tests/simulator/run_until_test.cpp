// SPDX-License-Identifier: GPL-3.0-or-later
// Where a run stops by itself: at a time, an event or a condition, and exactly there.
#include "engine/plan/injected_fault.h"
#include "engine/plan/step_done.h"
#include "engine/report/run_until.h"
#include "simulator/simulator_run.h"
#include "simulator/world.h"
#include "tests/simulator/plans.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <map>
#include <mutex>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// Overloaded: what waits grows without end.
Plan busyPlan()
{
    Plan plan = stationPlan(300, Distribution::exponential(5ms), 1);
    plan.duration = 60s;
    return plan;
}

Plan killedLeaderPlan()
{
    PlanMaker maker;
    maker.plan = electionPlan(3);
    maker.addFault("kill", Time(10s), 5s, {0, 1, 2});
    return maker.plan;
}

std::unique_ptr<Run> runOf(const Plan &plan, const std::vector<HandAction> &byHand = {})
{
    SimulatorOptions options;
    options.speed = 0;
    options.byHand = byHand;
    return makeSimulatorRun(plan, options);
}

std::vector<RunEvent> reasonsOf(const Run &run)
{
    auto events = run.events(0);
    std::erase_if(events, [](const RunEvent &event) { return event.kind != "until"; });
    return events;
}

/// Starts it until that is so and gives where it stopped.
SnapshotPtr stoppedAt(Run &run, const std::string &text)
{
    const std::size_t before = reasonsOf(run).size();
    if (const auto begun = run.runUntil(text); !begun) {
        QTest::qFail(begun.error().message.c_str(), __FILE__, __LINE__);
        return run.snapshot();
    }
    const auto isThere = [&] {
        const auto reasons = reasonsOf(run);
        const SnapshotPtr snapshot = run.snapshot();
        return reasons.size() > before && snapshot->status != RunStatus::Running &&
               snapshot->time >= reasons.back().time;
    };
    [&] { QTRY_VERIFY_WITH_TIMEOUT(isThere(), 30'000); }();
    return run.snapshot();
}

std::optional<RunEvent> reasonOf(const Run &run)
{
    const auto reasons = reasonsOf(run);
    return reasons.empty() ? std::nullopt : std::optional(reasons.back());
}

/// The same, event by event: the first after which it is so.
template <class Holds>
std::pair<Time, std::uint64_t> firstWhere(const Plan &plan, Holds holds)
{
    World world(plan, plan.seed);
    while (world.now() < Time(plan.duration) && world.stepOne())
        if (holds(world))
            return {world.now(), world.eventsDone()};
    return {};
}

} // namespace

class RunUntilTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void atATimeItStopsBehindAllThatHappensThen();
    void atAConditionItStopsAtTheVeryEvent();
    void aConditionMustCeaseBeforeItStopsAgain();
    void countsAreOfTheWholeRunAndRatesOfTheLastSecond();
    void atAnEventItStopsAtThatEvent();
    void anEventOfAnotherIsPassedOver();
    void aFaultIsAboutWhomItHits();
    void whatNeverComesIsSaidAtTheEnd();
    void anEmptyTextForgetsIt();
    void everyEventCanBeWaitedFor();
    void whatIsWrongIsToldWithItsPlace_data();
    void whatIsWrongIsToldWithItsPlace();
    void theNextEventOfAnElementIsAStep();
    void aSingleStepSaysWhatItWas();
    void aStepHasWhatWasTold();
    void heldAtATimeItWaitsUntilItMayGoOn();
    void whatWasDoneByHandIsDoneAgainBeforeItIsLive();
};

void RunUntilTest::atATimeItStopsBehindAllThatHappensThen()
{
    const Plan plan = busyPlan();
    const auto run = runOf(plan);
    QVERIFY(stoppedAt(*run, "12.5s")->time == Time(12500ms));
    World world(plan, plan.seed);
    world.runUntil(Time(12500ms), UINT64_MAX);
    QCOMPARE(run->snapshot()->events, world.eventsDone());
    QVERIFY(stoppedAt(*run, "+2s")->time == Time(14500ms));
    QVERIFY(stoppedAt(*run, " 0:20.250")->time == Time(20250ms));
    QVERIFY(reasonOf(*run)->time == Time(20250ms));
}

void RunUntilTest::atAConditionItStopsAtTheVeryEvent()
{
    const Plan plan = busyPlan();
    const auto [time, events] =
        firstWhere(plan, [](const World &world) { return world.instance(1).machine.served.waiting > 100; });
    const auto run = runOf(plan);
    const auto stopped = stoppedAt(*run, "waiting of server > 100");
    QVERIFY(stopped->time == time);
    QCOMPARE(stopped->events, events);
    QCOMPARE(stopped->instances[1].machine.served.waiting, 101U);
    QCOMPARE(reasonOf(*run)->text, std::string("waiting of server > 100: waiting of server/server is 101"));
}

void RunUntilTest::aConditionMustCeaseBeforeItStopsAgain()
{
    Plan plan = busyPlan();
    plan.instances[0].machine->behaviour = [&] {
        auto load = std::get<LoadConfig>(plan.instances[0].machine->behaviour);
        load.ratePerSecond = 100;
        return load;
    }();
    const auto run = runOf(plan);
    const auto first = stoppedAt(*run, "waiting of server >= 3");
    const auto second = stoppedAt(*run, "waiting of server >= 3");
    QVERIFY(second->time > first->time);
    QCOMPARE(second->instances[1].machine.served.waiting, 3U);
}

void RunUntilTest::countsAreOfTheWholeRunAndRatesOfTheLastSecond()
{
    const Plan plan = busyPlan();
    const auto run = runOf(plan);
    const auto sent = stoppedAt(*run, "sent of link >= 1000");
    QCOMPARE(sent->instances[0].machine.calls[0].sent, std::uint64_t(1000));
    // Overloaded: a request that is answered now waited longer than one at first.
    const auto slow = stoppedAt(*run, "p50 of link > 2s");
    QVERIFY(slow->time > sent->time);
    const Histogram &latency = slow->instances[0].machine.calls[0].latency;
    QVERIFY(latency.quantile(0.5) < 2s); // over the whole run it is less
    const auto busy = runOf(plan);
    QVERIFY(stoppedAt(*busy, "utilisation of server > 90%")->time >= Time(1s));
}

void RunUntilTest::atAnEventItStopsAtThatEvent()
{
    const auto run = runOf(killedLeaderPlan());
    stoppedAt(*run, "elected");
    const auto first = run->events(0);
    QCOMPARE(first.back().kind, std::string("until"));
    QCOMPARE(first[first.size() - 2].kind, std::string("elected"));
    QVERIFY(run->snapshot()->time == first[first.size() - 2].time);
    QVERIFY(stoppedAt(*run, "elected")->time > Time(10s));
}

void RunUntilTest::anEventOfAnotherIsPassedOver()
{
    const auto run = runOf(killedLeaderPlan());
    stoppedAt(*run, "killed elector-2");
    const auto events = run->events(0);
    QCOMPARE(events[events.size() - 2].subject, std::string("elector-2/elector-2"));
    QVERIFY(isAbout(run->plan(), "elector-1/elector-1", "elector-1-pod"));
    QVERIFY(!isAbout(run->plan(), "elector-1/elector-1", "elector-2"));
}

/// Whose events go by the fault's id, or by its words when it was given by hand.
void RunUntilTest::aFaultIsAboutWhomItHits()
{
    Plan plan = killedLeaderPlan();
    plan.faults.at(0).id = "f1";
    plan.faults.at(0).text = "kill elector-1-pod, hard";
    QVERIFY(isAbout(plan, "f1", "elector-1-pod"));
    QVERIFY(isAbout(plan, "f1", "f1"));
    QVERIFY(!isAbout(plan, "f1", "elector-2"));
    QVERIFY(isAbout(plan, "cut elector-2 from elector-1-pod", "elector-2"));
    QVERIFY(!isAbout(plan, "cut elector-2 from elector-1-pod", "elector-1-pod"));
}

void RunUntilTest::whatNeverComesIsSaidAtTheEnd()
{
    const auto run = runOf(busyPlan());
    QVERIFY(stoppedAt(*run, "oom-killed")->status == RunStatus::Finished);
    QVERIFY(reasonOf(*run)->text.find("has not come") != std::string::npos);
}

void RunUntilTest::anEmptyTextForgetsIt()
{
    const auto run = runOf(busyPlan());
    run->setSpeed(1);
    QVERIFY(run->runUntil("30s").has_value());
    QVERIFY(run->runUntil("").has_value());
    run->setSpeed(0);
    QTRY_COMPARE(run->snapshot()->status, RunStatus::Finished);
    QVERIFY(!reasonOf(*run));
}

/// But those that have the name of a figure, for which one writes partial > 0.
void RunUntilTest::everyEventCanBeWaitedFor()
{
    static const QRegularExpression told(QStringLiteral("(?:event|tell|m_events\\.emplace_back|withDeadLetters)\\("
                                                        "(?:now, |request, asked, )?\"([a-z]+(?:-[a-z]+)*)\""));
    const Plan plan = busyPlan();
    const auto kinds = knownEventKinds();
    QVERIFY(std::ranges::is_sorted(kinds));
    int count = 0;
    for (const char *folder : {"/engine/patterns", "/simulator"}) {
        QDirIterator files(QStringLiteral(BAYPLAN_SOURCE_DIR) + QLatin1String(folder), {"*.cpp"}, QDir::Files);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            auto found = told.globalMatch(QString::fromUtf8(file.readAll()));
            for (; found.hasNext(); ++count) {
                const std::string kind = found.next().captured(1).toStdString();
                QVERIFY2(findFigureKind(kind) != nullptr || parseUntil(kind, plan, Time{}), kind.c_str());
            }
        }
    }
    QVERIFY2(count > 40, qPrintable(QString::number(count)));
    for (const char *text : {"message-dropped server", "buried", "order-failed of server", "dead-letter-dropped"})
        QVERIFY2(parseUntil(text, plan, Time{}), text);
}

void RunUntilTest::whatIsWrongIsToldWithItsPlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << "  " << 1 << "empty";
    QTest::newRow("unknown word") << "ellected web" << 1 << "elected";
    QTest::newRow("unknown subject") << "killed sever" << 8 << "server";
    QTest::newRow("unknown figure") << "  waitng of server > 3" << 3 << "waiting";
    QTest::newRow("unknown name") << "waiting of sever > 3" << 12 << "server";
    QTest::newRow("another's figure") << "queue.depth of server > 3" << 16 << "has no";
    QTest::newRow("no unit") << "30" << 1 << "30s";
    QTest::newRow("past") << "0s" << 1 << "past";
    QTest::newRow("wrong unit") << "p99 of link > 3/s" << 15 << "a time";
    QTest::newRow("no value") << "waiting of server >" << 20 << "missing";
}

void RunUntilTest::whatIsWrongIsToldWithItsPlace()
{
    QFETCH(QString, text);
    QFETCH(int, column);
    QFETCH(QString, words);
    const auto wrong = runOf(busyPlan())->runUntil(text.toStdString());
    QVERIFY(wrong.has_error());
    QCOMPARE(wrong.error().place.column, column);
    const QString all = QString::fromStdString(wrong.error().message + ' ' + wrong.error().advice);
    QVERIFY2(all.contains(words), qPrintable(all));
}

void RunUntilTest::theNextEventOfAnElementIsAStep()
{
    const auto run = runOf(busyPlan());
    stoppedAt(*run, "5s");
    const auto before = run->snapshot()->instances[1].machine.served;
    run->stepOf({1});
    QTRY_VERIFY(run->snapshot()->events > 0 && run->snapshot()->time > Time(5s));
    QTRY_COMPARE(run->snapshot()->status, RunStatus::Paused);
    const auto after = run->snapshot()->instances[1].machine.served;
    QVERIFY(after.received == before.received + 1 || after.succeeded == before.succeeded + 1);
    QVERIFY(after.received + after.succeeded == before.received + before.succeeded + 1);
}

void RunUntilTest::aSingleStepSaysWhatItWas()
{
    const auto run = runOf(killedLeaderPlan());
    stoppedAt(*run, "5s");
    QVERIFY(!run->snapshot()->step);
    std::map<StepDone::Kind, int> kinds;
    for (int i = 0; i < 200; ++i) {
        const std::uint64_t before = run->snapshot()->events;
        run->step();
        QTRY_COMPARE(run->snapshot()->events, before + 1);
        const auto step = run->snapshot()->step;
        QVERIFY(step);
        ++kinds[step->kind];
        if (step->kind == StepDone::Kind::Message)
            QVERIFY(step->instance && step->from && *step->instance != *step->from && !step->text.empty());
        if (step->kind == StepDone::Kind::Timer)
            QVERIFY(step->instance);
    }
    QVERIFY(kinds[StepDone::Kind::Message] > 50);
    QVERIFY(kinds[StepDone::Kind::Timer] > 5);
    run->setSpeed(1);
    run->start();
    QTRY_COMPARE(run->snapshot()->status, RunStatus::Running);
    QVERIFY(!run->snapshot()->step); // it has gone on
}

/// With the machine's own reasons, also of the step to the next event of an element.
void RunUntilTest::aStepHasWhatWasTold()
{
    const auto run = runOf(killedLeaderPlan());
    stoppedAt(*run, "9999ms");
    const auto isFault = [&] {
        const auto step = run->snapshot()->step;
        return step && step->kind == StepDone::Kind::Fault;
    };
    for (int i = 0; i < 1000 && !isFault(); ++i) {
        const std::uint64_t done = run->snapshot()->events;
        run->step();
        QTRY_COMPARE(run->snapshot()->events, done + 1);
    }
    QVERIFY(isFault());
    QVERIFY(run->snapshot()->time == Time(10s));
    QVERIFY(!run->snapshot()->step->told.empty());
    const RunEvent &first = run->snapshot()->step->told.front();
    QVERIFY2(first.kind == "fault" || first.kind == "killed" || first.kind == "kill", first.kind.c_str());
    const std::uint64_t before = run->snapshot()->events;
    run->stepOf({1});
    QTRY_VERIFY(run->snapshot()->events > before && run->snapshot()->status == RunStatus::Paused);
    QVERIFY(run->snapshot()->step);
    QVERIFY(run->snapshot()->step->kind != StepDone::Kind::Other || !run->snapshot()->step->told.empty());
}

void RunUntilTest::heldAtATimeItWaitsUntilItMayGoOn()
{
    const auto run = runOf(busyPlan());
    run->allowUntil(Time(3s));
    run->start();
    QTRY_VERIFY(run->snapshot()->time == Time(3s));
    QCOMPARE(run->snapshot()->status, RunStatus::Running);
    QTest::qWait(50);
    QVERIFY(run->snapshot()->time == Time(3s));
    run->allowUntil(never);
    QTRY_COMPARE(run->snapshot()->status, RunStatus::Finished);
}

void RunUntilTest::whatWasDoneByHandIsDoneAgainBeforeItIsLive()
{
    std::mutex mutex;
    std::vector<HandAction> done;
    SimulatorOptions options;
    options.speed = 0;
    options.onHandAction = [&](const HandAction &action) {
        const std::lock_guard lock(mutex);
        done.push_back(action);
    };
    const Plan plan = killedLeaderPlan();
    const auto first = makeSimulatorRun(plan, options);
    stoppedAt(*first, "4s");
    QVERIFY(first->inject({"kill", "elector-0", 2s}).has_value());
    const auto reached = stoppedAt(*first, "8s");

    Plan again = plan;
    again.pauseAt = 8s;
    const auto fork = runOf(again, done);
    fork->start();
    QTRY_VERIFY(fork->snapshot()->time == Time(8s));
    QCOMPARE(fork->snapshot()->events, reached->events);
    QCOMPARE(fork->snapshot()->instances[0].restarts, reached->instances[0].restarts);
    QVERIFY(fork->snapshot()->instances[1].machine == reached->instances[1].machine);
}

QTEST_GUILESS_MAIN(RunUntilTest)
#include "run_until_test.moc"
