// SPDX-License-Identifier: GPL-3.0-or-later
// Elections in the virtual world, watched at every event (paper, section 5.1; PATTERNS 5).
#include "simulator/simulator_run.h"
#include "tests/simulator/plans.h"

#include "engine/base/random.h"
#include "simulator/leadership.h"

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

/// Shows whatever it is told to: a machine that breaks its promise.
class Pretender final : public Machine {
public:
    Pretender(bool leaseValid, std::uint64_t term) : m_leaseValid(leaseValid), m_term(term) {}
    void step(Time, Input, Effects &) override {}
    Time deadline() const override { return never; }
    MachineState state(Time) const override
    {
        ElectionState election;
        election.role = ElectionRole::Leader;
        election.term = m_term;
        election.leaseValid = m_leaseValid;
        election.leaseRemaining = m_leaseValid ? 500ms : 0ms;
        MachineState state;
        state.pattern = election;
        return state;
    }

private:
    bool m_leaseValid;
    std::uint64_t m_term;
};

} // namespace

class ElectionWorldTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void threeElectorsAgreeOnOneLeader();
    void aKilledLeaderIsFollowedByAnother();
    void randomFaultsNeverMakeTwoLeaders();
    void twoLeasesAtOnceAreSeen();
    void twoLeadersOfOneTermAreSeen();
};

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
    const Plan plan = electionPlan(3);
    Leadership leadership(plan);
    leadership.stepped(0, Pretender(true, 3), Time(1s));
    leadership.stepped(1, Pretender(true, 4), Time(1600ms));
    QVERIFY2(leadership.violations()[0].empty(), "the first lease had ended");
    leadership.stepped(2, Pretender(true, 5), Time(1700ms));
    QVERIFY(leadership.violations()[0].find("Two valid leases") == 0);
}

void ElectionWorldTest::twoLeadersOfOneTermAreSeen()
{
    const Plan plan = electionPlan(3);
    Leadership leadership(plan);
    leadership.stepped(0, Pretender(false, 3), Time(1s));
    leadership.stepped(0, Pretender(false, 3), Time(2s));
    QVERIFY(leadership.violations()[0].empty());
    leadership.stepped(1, Pretender(false, 3), Time(9s));
    QVERIFY(leadership.violations()[0].find("Two leaders of term 3") == 0);
}

QTEST_GUILESS_MAIN(ElectionWorldTest)
#include "election_world_test.moc"
