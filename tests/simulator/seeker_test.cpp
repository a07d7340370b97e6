// SPDX-License-Identifier: GPL-3.0-or-later
// Copies of worlds, and instants that are sought from them.
#include "simulator/retraced_world.h"
#include "engine/plan/injected_fault.h"
#include "simulator/seeker.h"
#include "tests/simulator/histories.h"
#include "tests/simulator/plans.h"

#include <QTest>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

constexpr Duration runTime = 60s;

/// Of a document in tests/data/search, with kills, restarts, partitions and whatever else the seed makes up.
Plan troubledPlan(const std::string &document)
{
    Plan plan = test::searchPlan(document).value();
    plan.duration = runTime;
    plan.seed = 11;
    plan.faults.clear();
    for (const Fault &fault : randomFaults(plan, defaultFaults(), runTime, plan.seed))
        plan.faults.push_back(lowerFault(plan, fault));
    return plan;
}

/// What somebody did to the first containers while the plan ran.
std::vector<HandAction> meddledWith(const Plan &plan)
{
    std::vector<HandAction> done;
    World world(plan, plan.seed);
    const std::vector<std::string> kinds{"kill", "pause", "partition", "restart"};
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        world.runUntil(Time(runTime / 6 * (static_cast<int>(i) + 1)), 1'000'000 + i);
        const std::string &pod = plan.pods[i % plan.pods.size()].name;
        const Injection injection{kinds[i], pod, kinds[i] == "restart" ? 0s : 3s};
        const auto fault = faultOf(plan, injection);
        if (!fault)
            continue;
        done.push_back({injection, {world.now(), world.eventsDone()}});
        world.inject(*fault);
    }
    return done;
}

bool sameState(const Snapshot &a, const Snapshot &b)
{
    return a.time == b.time && a.events == b.events &&
           std::ranges::equal(a.instances, b.instances, [](const InstanceSnapshot &x, const InstanceSnapshot &y) {
               return x.alive == y.alive && x.paused == y.paused && x.restarts == y.restarts && x.machine == y.machine;
           });
}

struct Seen {
    Time at{};
    std::uint64_t hash = 0;
    Snapshot snapshot;
};

/// At 50 instants, by one run straight through all of them.
std::vector<Seen> straightRun(const Plan &plan, const std::vector<HandAction> &byHand)
{
    RetracedWorld run(plan, plan.seed, byHand, World::Checks::All);
    std::vector<Seen> seen;
    for (int i = 0; i < 50; ++i) {
        const Time at(runTime / 50 * i + 7us * i);
        run.runUntil(at, UINT64_MAX);
        seen.push_back({at, run.world().traceHash(), run.world().snapshot()});
    }
    return seen;
}

} // namespace

class SeekerTest : public QObject {
    Q_OBJECT

private:
    static void addDocuments()
    {
        QTest::addColumn<QString>("document");
        for (const std::string &document : test::searchDocuments())
            QTest::newRow(document.c_str()) << QString::fromStdString(document);
    }

private Q_SLOTS:
    void aCopyGoesOnToTheSameHistory_data() { addDocuments(); }
    void aCopyGoesOnToTheSameHistory()
    {
        QFETCH(QString, document);
        const Plan plan = troubledPlan(document.toStdString());
        World original(plan, plan.seed);
        bool isCopyRunning = false;
        original.onEvent([&](const RunEvent &) { QVERIFY(!isCopyRunning); });
        std::vector<std::uint64_t> hashes;
        for (int i = 1; i < 12; ++i) {
            original.runUntil(Time(runTime / 12 * i), UINT64_MAX);
            const std::uint64_t before = original.traceHash();
            const Snapshot shown = original.snapshot();
            {
                World copy(original);
                QCOMPARE(copy.traceHash(), before);
                QVERIFY(sameState(copy.snapshot(), shown));
                isCopyRunning = true;
                copy.runUntil(Time(runTime), UINT64_MAX);
                isCopyRunning = false;
                hashes.push_back(copy.traceHash());
                QVERIFY(copy.violations().empty());
            }
            QCOMPARE(original.traceHash(), before);
            QVERIFY(sameState(original.snapshot(), shown));
        }
        original.runUntil(Time(runTime), UINT64_MAX);
        for (const std::uint64_t hash : hashes)
            QCOMPARE(hash, original.traceHash());
    }

    void anyInstantIsAsInAStraightRun_data() { addDocuments(); }
    void anyInstantIsAsInAStraightRun()
    {
        QFETCH(QString, document);
        const Plan plan = troubledPlan(document.toStdString());
        const std::vector<HandAction> byHand = meddledWith(plan);
        QVERIFY(byHand.size() >= 3);
        const std::vector<Seen> seen = straightRun(plan, byHand);
        // A checkpoint wherever it stops; and so little memory that most of them go again.
        for (const std::size_t limitBytes : {std::size_t{256} << 20U, std::size_t{3} << 20U}) {
            Seeker seeker(plan, byHand, {.limitBytes = limitBytes, .copyEvery = 0ns});
            Random random(4);
            for (int i = 0; i < 50; ++i) {
                const Seen &wanted = seen[random.below(seen.size())];
                QVERIFY(seeker.seek(wanted.at));
                QCOMPARE(seeker.traceHash(), wanted.hash);
                QVERIFY(sameState(seeker.snapshot(), wanted.snapshot));
            }
            QVERIFY(seeker.checkpointBytes() <= limitBytes);
            QVERIFY(seeker.checkpoints() > 1);
        }
    }

    void checkpointsStayWithinTheirLimit()
    {
        Plan plan = stationPlan(800, Distribution::exponential(1ms), 1);
        plan.duration = 300s;
        const std::size_t one = Seeker(plan).checkpointBytes();
        Seeker seeker(plan, {}, {.limitBytes = 10 * one, .copyEvery = 0ns});
        QVERIFY(seeker.seek(Time(plan.duration)));
        QVERIFY(seeker.checkpointBytes() <= 10 * one);
        QVERIFY(seeker.checkpoints() > 1);
        const std::uint64_t hash = seeker.traceHash();
        QVERIFY(seeker.seek(Time(1s)));
        QVERIFY(seeker.seek(Time(plan.duration)));
        QCOMPARE(seeker.traceHash(), hash);
    }

    void oneCopyIsKeptHoweverLittleMemoryThereIs()
    {
        Plan plan = stationPlan(800, Distribution::exponential(1ms), 1);
        Seeker seeker(plan, {}, {.limitBytes = 1, .copyEvery = 0ns});
        QVERIFY(seeker.seek(Time(100s)));
        QVERIFY(seeker.seek(Time(50s)));
        QCOMPARE(seeker.checkpoints(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(SeekerTest)
#include "seeker_test.moc"
