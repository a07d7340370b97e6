// SPDX-License-Identifier: GPL-3.0-or-later
// One history: simulated, recorded, done again and sought.
#include "engine/recording/recording.h"
#include "engine/plan/injected_fault.h"
#include "simulator/seeker.h"
#include "simulator/world.h"
#include "tests/recording/small_run.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <mutex>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

QByteArray recordedBytes(const QString &path, const Plan &plan)
{
    {
        auto writer = RecordingWriter::create(path.toStdString(), test::headerOf(plan));
        test::record(plan, **writer);
    }
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool sameState(const Snapshot &a, const Snapshot &b)
{
    if (a.time != b.time || a.events != b.events || a.instances.size() != b.instances.size())
        return false;
    return std::ranges::equal(a.instances, b.instances, [](const InstanceSnapshot &x, const InstanceSnapshot &y) {
        return x.alive == y.alive && x.paused == y.paused && x.restarts == y.restarts && x.machine == y.machine;
    });
}

/// The state after a run that went straight there.
Snapshot straightTo(const Plan &plan, Time at)
{
    World world(plan, plan.seed);
    world.runUntil(at, UINT64_MAX);
    return world.snapshot();
}

/// A run that somebody meddles with, as it was seen.
struct MeddledRun {
    std::vector<HandAction> byHand;
    std::vector<RunEvent> events;
    SnapshotPtr last;
};

MeddledRun meddle(const Plan &plan)
{
    MeddledRun seen;
    std::mutex mutex;
    SimulatorOptions options;
    options.speed = 20;
    options.onHandAction = [&](const HandAction &action) {
        const std::lock_guard lock(mutex);
        seen.byHand.push_back(action);
    };
    const auto run = makeSimulatorRun(plan, options);
    run->start();
    const std::vector<Injection> injections{{"pause", "elector-0", 2s},
                                            {"kill", "elector-1", 3s},
                                            {"partition", "elector-2", 0s},
                                            {"resume", "elector-2", 0s}};
    for (const Injection &injection : injections) {
        QTest::qWait(70);
        static_cast<void>(run->inject(injection));
    }
    run->setSpeed(0);
    while (run->snapshot()->status != RunStatus::Finished)
        QTest::qWait(5);
    seen.events = run->events(0);
    seen.last = run->snapshot();
    return seen;
}

} // namespace

class ReplayTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void recordedTwiceIsTheSameToTheByte()
    {
        const QByteArray first = recordedBytes(m_folder.filePath("a"), m_plan);
        QVERIFY(first.size() > 1000);
        QVERIFY(recordedBytes(m_folder.filePath("b"), m_plan) == first);
        Plan other = m_plan;
        other.seed = 8;
        QVERIFY(recordedBytes(m_folder.filePath("c"), other) != first);
    }

    void whatWasDoneByHandIsDoneAgainAtItsVeryEvent()
    {
        const MeddledRun seen = meddle(m_plan);
        QCOMPARE(seen.byHand.size(), std::size_t(4));
        std::vector<RunEvent> events;
        Snapshot last;
        SimulatorOptions options;
        options.byHand = seen.byHand;
        options.onEvent = [&](const RunEvent &event) { events.push_back(event); };
        options.onSnapshot = [&](const Snapshot &snapshot) { last = snapshot; };
        simulate(m_plan, options);
        QVERIFY(events == seen.events);
        QVERIFY(sameState(last, *seen.last));
        Seeker seeker(m_plan, seen.byHand);
        QVERIFY(seeker.seek(Time(m_plan.duration)));
        QVERIFY(sameState(seeker.snapshot(), *seen.last));
    }

    void anActionComesBetweenTheSameEventsOfOneTime()
    {
        // Links without latency: a request is sent and arrives at one time.
        const Plan plan = stationPlan(100, Distribution::constant(5ms), 1);
        for (std::uint64_t events = 100; events < 120; ++events) {
            World world(plan, plan.seed);
            world.runUntil(Time(100s), events);
            const HandAction action{{"kill", "server", 1s}, {world.now(), world.eventsDone()}};
            world.inject(faultOf(plan, action.injection).value());
            world.runUntil(Time(10s), UINT64_MAX);
            Seeker seeker(plan, {action});
            QVERIFY(seeker.seek(Time(10s)));
            QCOMPARE(seeker.traceHash(), world.traceHash());
        }
    }

    void aRunThatWasStoppedEarlyIsDoneAgainToWhereItWas_data()
    {
        // With one event more the slice after which it stops ends between two events of one time.
        QTest::addColumn<int>("more");
        QTest::newRow("between two times") << 0;
        QTest::newRow("within one time") << 1;
    }

    void aRunThatWasStoppedEarlyIsDoneAgainToWhereItWas()
    {
        QFETCH(int, more);
        PlanMaker maker;
        maker.plan = stationPlan(2000, Distribution::exponential(400us), 1);
        for (int i = 0; i < more; ++i)
            maker.addFault("resume", Time(1ms), 0s, {});
        const Plan &plan = maker.plan;
        Snapshot last;
        SimulatorOptions options;
        options.onSnapshot = [&](const Snapshot &snapshot) { last = snapshot; };
        const Report stopped = simulate(plan, options, [](double) { return false; });
        QVERIFY(last.events > 100 && last.time < Time(plan.duration));
        World world(plan, plan.seed);
        QVERIFY(!world.runUntil(Time(plan.duration), last.events));
        world.stepOne();
        QCOMPARE(world.now() == last.time, more == 1);
        SimulatorOptions again;
        again.stopAt = RunInstant{last.time, last.events};
        QCOMPARE(reportJson(simulate(plan, again)), reportJson(stopped));
        again.goesOn = true;
        const Report soFar = simulate(plan, again);
        QVERIFY(!soFar.endedEarly && soFar.warnings.at(0).starts_with("This is the run so far, up to "));
        QCOMPARE(soFar.traceHash, stopped.traceHash);
    }

    void anyInstantHasTheStateOfARunThatWentStraightThere()
    {
        Seeker seeker(m_plan);
        for (const Duration at :
             {Duration(12300ms), Duration(4s), Duration(4s), Duration(5s), Duration(0), Duration(20s)}) {
            QVERIFY(seeker.seek(Time(at)));
            QVERIFY(seeker.time() == Time(at));
            QVERIFY(sameState(seeker.snapshot(), straightTo(m_plan, Time(at))));
        }
    }

    void aSeekEndsBetweenTwoEventsOfOneTime()
    {
        World world(m_plan, m_plan.seed);
        world.runUntil(Time(6s), 100);
        QCOMPARE(world.eventsDone(), std::uint64_t(100));
        Seeker seeker(m_plan);
        QVERIFY(seeker.seek(Time(10s)));
        QVERIFY(seeker.seek(RunInstant{world.now(), world.eventsDone()}));
        QCOMPARE(seeker.traceHash(), world.traceHash());
    }

    void checksDoNotChangeHistory()
    {
        SimulatorOptions options;
        const Report report = simulate(m_plan, options);
        World unchecked(m_plan, m_plan.seed, World::Checks::None);
        unchecked.runUntil(Time(m_plan.duration), UINT64_MAX);
        World checked(m_plan, m_plan.seed);
        checked.runUntil(Time(m_plan.duration), UINT64_MAX);
        QCOMPARE(unchecked.traceHash(), checked.traceHash());
        QCOMPARE(unchecked.eventsDone(), report.events);
    }

    void aLongSeekCanBeGivenUp()
    {
        Plan plan = stationPlan(2000, Distribution::exponential(400us), 1);
        plan.duration = 100h;
        Seeker seeker(plan);
        QVERIFY(!seeker.seek(Time(plan.duration), [](double) { return false; }));
        QVERIFY(seeker.time() < Time(plan.duration));
    }

private:
    const Plan m_plan = test::smallPlan();
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(ReplayTest)
#include "replay_test.moc"
