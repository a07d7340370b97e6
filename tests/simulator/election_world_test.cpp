// SPDX-License-Identifier: GPL-3.0-or-later
// Elections in the virtual world, watched at every event (paper, section 5.1; PATTERNS 5).
#include "simulator/simulator_run.h"
#include "tests/simulator/plans.h"

#include "engine/base/random.h"
#include "simulator/election_watch.h"
#include "simulator/world.h"

#include <QTest>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

ElectionFigures electionOf(const Plan &plan, std::uint64_t seed)
{
    SimulatorOptions options;
    options.seed = seed;
    return simulate(plan, options).elections.at(0);
}

/// What is wrong when members show these glances, one after the other, at these instants.
struct Shown {
    InstanceIndex member;
    Time at;
    std::uint64_t term;
    Time leaseEnd;
};

std::string firstViolation(const std::vector<Shown> &history)
{
    const Plan plan = electionPlan(3);
    Violations violations;
    ElectionWatch watch(plan, violations);
    for (const Shown &shown : history)
        watch.seen(shown.member, shown.at, {true, shown.term, shown.leaseEnd});
    return violations.list().empty() ? std::string() : violations.list().front().text;
}

} // namespace

class ElectionWorldTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void threeElectorsAgreeOnOneLeader();
    void aKilledLeaderIsFollowedByAnother();
    void randomFaultsNeverMakeTwoLeaders();
    void twoLeasesAtOnceAreSeen();
    void twoLeadersOfOneTermAreSeen();
    void electionsOfOneElectorAreReportedAndWatchedEach();
    void severalElectionsAreSafeWhateverFails();
    void theTimeOfDayIsNobodysBusiness();
};

/// Three electors with those further elections.
static Plan severalElections(const std::vector<std::string> &further)
{
    Plan plan = electionPlan(3);
    for (InstancePlan &instance : plan.instances)
        std::get<ElectionConfig>(instance.machine->behaviour).further = further;
    return plan;
}

void ElectionWorldTest::electionsOfOneElectorAreReportedAndWatchedEach()
{
    const Plan plan = severalElections({"b", "c"});
    SimulatorOptions options;
    options.seed = 3;
    const Report report = simulate(plan, options);
    QCOMPARE(report.elections.size(), std::size_t(3));
    const char *names[] = {"election", "b", "c"};
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(report.elections[i].name, std::string(names[i]));
        QVERIFY(!report.elections[i].leader.empty());
        QCOMPARE(report.elections[i].elections, 1U);
    }
    Violations violations;
    const ElectionWatch watch(plan, violations);
    QVERIFY(watch.watches(0));
}

void ElectionWorldTest::severalElectionsAreSafeWhateverFails()
{
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        Plan plan = severalElections({"b"});
        plan.duration = 120s;
        Random random(seed);
        for (int i = 0; i < 15; ++i) {
            FaultPlan fault;
            const double what = random.uniform();
            fault.kind = what < 0.3 ? "kill" : what < 0.6 ? "partition" : what < 0.8 ? "disk" : "pause";
            fault.how = "full";
            fault.at = Time(Duration(random.below(80'000'000'000)));
            fault.length = Duration(1 + random.below(8'000'000'000));
            fault.instances = {static_cast<InstanceIndex>(random.below(3))};
            fault.text = fault.kind;
            plan.faults.push_back(fault);
        }
        std::ranges::stable_sort(plan.faults, {}, &FaultPlan::at);
        World world(plan, seed);
        world.runUntil(Time(120s), UINT64_MAX);
        QVERIFY2(world.violations().empty(), world.violations().empty() ? "" : world.violations().front().text.c_str());
        for (const InstanceSnapshot &instance : world.snapshot().instances) {
            for (const std::size_t number : {0U, 1U})
                QVERIFY2(!electionState(instance.machine, number)->believedLeader.empty(), "40 s after the last fault");
        }
    }
}

/// What is told of a run with kills, and in the end; without the marks of faults themselves.
static std::vector<std::string> toldOf(PlanMaker maker)
{
    for (int i = 0; i < 4; ++i)
        maker.addFault("kill", Time(10s + i * 10s), 3s, {static_cast<InstanceIndex>(i % 3)});
    std::ranges::stable_sort(maker.plan.faults, {}, &FaultPlan::at);
    World world(maker.plan, 5);
    std::vector<std::string> told;
    world.onEvent([&](const RunEvent &event) {
        if (event.kind != "fault")
            told.push_back(toText(event));
    });
    world.runUntil(Time(60s), UINT64_MAX);
    for (const Violation &violation : world.violations())
        told.push_back(violation.text);
    for (const InstanceSnapshot &instance : world.snapshot().instances) {
        const auto *election = electionState(instance.machine, 0);
        told.push_back(election->believedLeader + ' ' + std::to_string(election->term));
    }
    return told;
}

void ElectionWorldTest::theTimeOfDayIsNobodysBusiness()
{
    PlanMaker steady;
    steady.plan = electionPlan(3);
    PlanMaker stepped = steady;
    for (int i = 0; i < 50; ++i)
        stepped.addFault("wallclock", Time(1s + i * 1s), 0s, {static_cast<InstanceIndex>(i % 3)});
    const auto told = toldOf(steady);
    QVERIFY2(told.size() > 20, "leaders went and came");
    QCOMPARE(toldOf(stepped), told);
}

void ElectionWorldTest::threeElectorsAgreeOnOneLeader()
{
    const ElectionFigures election = electionOf(electionPlan(3), 1);
    QVERIFY(!election.leader.empty());
    QVERIFY(election.safe);
    QCOMPARE(election.elections, 1U);
    QVERIFY2(election.withoutLeader > 0s && election.withoutLeader < 6s, "the silence after a start, then a vote");
}

void ElectionWorldTest::aKilledLeaderIsFollowedByAnother()
{
    Plan plan = electionPlan(3);
    const std::string first = electionOf(plan, 1).leader;
    PlanMaker maker;
    maker.plan = plan;
    maker.plan.warmUp = 10s;
    for (InstanceIndex i = 0; i < 3; ++i) {
        if (plan.instances[i].name == first)
            maker.addFault("kill", Time(20s), 0s, {i});
    }
    const ElectionFigures election = electionOf(maker.plan, 1);
    QVERIFY(!election.leader.empty());
    QVERIFY(election.leader != first);
    QCOMPARE(election.elections, 1U);
    // Nobody stands before Emin after the last heartbeat; three times Emax is the promise (PATTERNS 5).
    QVERIFY2(election.withoutLeader >= 700ms && election.withoutLeader <= 6s,
             qPrintable(QString::number(election.withoutLeader.count())));
    QVERIFY(election.withoutLeader == election.longestWithout);
}

void ElectionWorldTest::randomFaultsNeverMakeTwoLeaders()
{
    std::uint64_t elections = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        PlanMaker maker;
        maker.plan = electionPlan(seed % 2 == 0 ? 3 : 5);
        Random random = Random::stream(seed, 99);
        const auto members = maker.plan.instances.size();
        for (Duration when = 3s; when < 50s; when += Duration(static_cast<std::int64_t>(random.below(4'000'000'000)))) {
            constexpr const char *kinds[] = {"kill", "pause", "partition", "restart"};
            maker.addFault(kinds[random.below(4)], Time(when),
                           Duration(static_cast<std::int64_t>(random.below(5'000'000'000) + 1)),
                           {static_cast<InstanceIndex>(random.below(members))});
        }
        const ElectionFigures election = electionOf(maker.plan, seed);
        QVERIFY2(election.safe, (std::to_string(seed) + ": " + election.safety).c_str());
        QVERIFY2(!election.leader.empty(), qPrintable(QString::number(seed)));
        elections += election.elections;
    }
    QVERIFY2(elections > 100, "the faults did bring leaders down");
}

void ElectionWorldTest::twoLeasesAtOnceAreSeen()
{
    std::vector<Shown> history{{0, Time(1s), 3, Time(1500ms)}, {1, Time(1600ms), 4, Time(2100ms)}};
    QCOMPARE(firstViolation(history), std::string());
    history.push_back({2, Time(1700ms), 5, Time(2200ms)});
    QVERIFY(firstViolation(history).starts_with("Two valid leases at 1.7s: "));
}

void ElectionWorldTest::twoLeadersOfOneTermAreSeen()
{
    std::vector<Shown> history{{0, Time(1s), 3, Time::min()}, {0, Time(2s), 3, Time::min()}};
    QCOMPARE(firstViolation(history), std::string());
    history.push_back({1, Time(9s), 3, Time::min()});
    QVERIFY(firstViolation(history).starts_with("Two leaders of term 3"));
}

QTEST_GUILESS_MAIN(ElectionWorldTest)
#include "election_world_test.moc"
