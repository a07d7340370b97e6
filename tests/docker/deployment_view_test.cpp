// SPDX-License-Identifier: GPL-3.0-or-later
// Telemetry and engine events as the views see them: counters outlive restarts, the dead hold no lease.
#include "engine/docker/deployment_view.h"
#include "engine/docker/run_history.h"
#include "tests/docker/small_plan.h"

#include <QtTest>

using namespace bayplan;

namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr InstanceIndex app = 1;

Telemetry report(std::uint64_t life, std::uint64_t received, std::int64_t at = 10 * second)
{
    Telemetry telemetry;
    telemetry.instance = "web-0/app";
    telemetry.life = life;
    telemetry.unixNanoseconds = at;
    telemetry.state.phase = Phase::Ready;
    telemetry.state.served.received = received;
    telemetry.state.served.inService = 3;
    telemetry.state.calls.resize(1);
    telemetry.state.calls[0].sent = received;
    telemetry.state.calls[0].latency.record(std::chrono::milliseconds(5), received);
    return telemetry;
}

} // namespace

class DeploymentViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_view.emplace(m_small.plan); }

    void countersAreSummedOverLives()
    {
        m_view->apply(report(1, 100));
        m_view->apply(report(2, 7));
        m_view->apply(report(2, 9));
        m_view->setAlive(app, true, false);
        const auto machine = m_view->snapshot(0, RunStatus::Running).instances[app].machine;
        QCOMPARE(machine.served.received, std::uint64_t(109));
        QCOMPARE(machine.calls[0].sent, std::uint64_t(109));
        QCOMPARE(machine.calls[0].latency.count(), std::uint64_t(109));
        QCOMPARE(machine.served.inService, std::uint32_t(3));
    }

    void nobodyCountsWhatTheEndOfALifeCutShort()
    {
        m_view->apply(report(1, 100));
        m_view->setAlive(app, true, false);
        m_view->ended(app, 137, false, second);
        QVERIFY(!m_view->snapshot(0, RunStatus::Running).instances[app].lost.has_value());
    }

    void restartsAreCountedOn()
    {
        m_view->countOn({{m_small.plan.instances[app].name, 2}, {"stranger/app", 5}});
        m_view->setAlive(app, true, false);
        QCOMPARE(m_view->snapshot(0, RunStatus::Running).instances[app].restarts, 2U);
        m_view->ended(app, 137, false, second);
        m_view->started(app, 2 * second);
        QCOMPARE(m_view->snapshot(0, RunStatus::Running).instances[app].restarts, 3U);
    }

    void usageIsARateBetweenTwoSamples()
    {
        const auto sample = [](const char *json, std::int64_t at) {
            const auto read = readUsageSample(json, at);
            return read ? *read : UsageSample();
        };
        const char *first = R"({"cpu_stats": {"cpu_usage": {"total_usage": 1000000000}},
            "memory_stats": {"usage": 5000, "limit": 9000, "stats": {"inactive_file": 1000}},
            "networks": {"eth0": {"rx_bytes": 100, "tx_bytes": 50}, "eth1": {"rx_bytes": 1, "tx_bytes": 2}},
            "blkio_stats": {"io_service_bytes_recursive": [{"op": "Read", "value": 10}, {"op": "Write", "value": 0}]}})";
        const char *later = R"({"cpu_stats": {"cpu_usage": {"total_usage": 1500000000}},
            "memory_stats": {"usage": 6000, "limit": 9000, "stats": {"total_inactive_file": 2000}},
            "networks": {"eth0": {"rx_bytes": 2100, "tx_bytes": 50}, "eth1": {"rx_bytes": 1, "tx_bytes": 1002}},
            "blkio_stats": {"io_service_bytes_recursive": [{"op": "read", "value": 10}, {"op": "write", "value": 8000}]}})";
        m_view->setAlive(app, true, false);
        const auto usage = [this] { return m_view->snapshot(0, RunStatus::Running).instances[app].usage; };
        QVERIFY(!m_view->addUsage(app, sample(first, 4 * second)));
        QVERIFY(!usage());
        QVERIFY(m_view->addUsage(app, sample(later, 6 * second)));
        QVERIFY(usage());
        QCOMPARE(usage()->cores, 0.25);
        QCOMPARE(usage()->memoryBytes, std::int64_t{4000});
        QCOMPARE(usage()->memoryLimitBytes, std::int64_t{9000});
        QCOMPARE(usage()->receivedPerSecond, 1000.0);
        QCOMPARE(usage()->sentPerSecond, 500.0);
        QCOMPARE(usage()->readPerSecond, 0.0);
        QCOMPARE(usage()->writtenPerSecond, 4000.0);
        m_view->addUsage(app, sample(first, 8 * second)); // a restart: its counters begin anew
        QCOMPARE(usage()->cores, 0.0);
        m_view->ended(app, 137, false, 9 * second);
        QVERIFY(!usage());
        for (const char *bad : {"", "[]", "{}", R"({"memory_stats": {}})", R"({"memory_stats": {"usage": "much"}})"})
            QVERIFY(!readUsageSample(bad, 0));
    }

    void aLifeThatIsOverDoesNotComeBack()
    {
        m_view->apply(report(1, 100));
        m_view->apply(report(2, 1));
        m_view->apply(report(1, 100));
        QCOMPARE(m_view->lifeOf(app), std::uint64_t(2));
        QCOMPARE(m_view->snapshot(0, RunStatus::Running).instances[app].machine.served.received, std::uint64_t(101));
    }

    void theDeadLeadNobodyAndServeNothing()
    {
        Telemetry telemetry = report(1, 5);
        ElectionState election;
        election.role = ElectionRole::Leader;
        election.leaseValid = true;
        election.term = 4;
        telemetry.state.pattern = election;
        m_view->started(app, second);
        m_view->apply(telemetry);
        m_view->ended(app, 137, false, 11 * second);
        const auto shown = m_view->snapshot(0, RunStatus::Running).instances[app];
        const auto &state = std::get<ElectionState>(shown.machine.pattern);
        QVERIFY(!shown.alive && !state.leaseValid && state.role == ElectionRole::Follower);
        QCOMPARE(state.term, std::uint64_t(4));
        QCOMPARE(shown.machine.served.inService, std::uint32_t(0));
        QVERIFY(shown.note.find("137") != std::string::npos);
    }

    void whoRunsAgainIsNotReadyBeforeItSaysSo()
    {
        const auto shown = [this] { return m_view->snapshot(0, RunStatus::Running).instances[app].machine; };
        m_view->started(app, second);
        m_view->apply(report(1, 5));
        m_view->ended(app, 137, false, 12 * second);
        m_view->apply(report(1, 6, 11 * second)); // it was on its way
        m_view->started(app, 13 * second);
        QCOMPARE(shown().phase, Phase::Starting);
        QCOMPARE(m_view->phaseOf(app), Phase::Starting);
        QCOMPARE(shown().served.inService, std::uint32_t(0));
        QCOMPARE(shown().served.received, std::uint64_t(6));
        m_view->apply(report(2, 1, 14 * second));
        QCOMPARE(shown().phase, Phase::Ready);
        QCOMPARE(m_view->phaseOf(app), Phase::Ready);
    }

    void whoIsSeenToRunAgainIsNotReadyBeforeItSaysSo()
    {
        const auto phase = [this] { return m_view->snapshot(0, RunStatus::Running).instances[app].machine.phase; };
        m_view->setAlive(app, true, false);
        m_view->apply(report(1, 5));
        m_view->setAlive(app, false, false);
        m_view->apply(report(1, 5)); // by the hub, to whom attaches again
        m_view->setAlive(app, true, false);
        m_view->setAlive(app, true, false);
        QCOMPARE(phase(), Phase::Starting);
        m_view->apply(report(1, 6, 11 * second)); // who looked was wrong
        QCOMPARE(phase(), Phase::Ready);
    }

    /// To whoever begins to watch when it is mended. The next life is heard of a little before its start is told.
    void whatTheHubStillTellsOfADeadAgentIsNoReadiness()
    {
        m_view->apply(report(1, 5));
        m_view->setAlive(app, false, false);
        m_view->started(app, 12 * second);
        QCOMPARE(m_view->phaseOf(app), Phase::Starting);
        QCOMPARE(m_view->snapshot(0, RunStatus::Running).instances[app].machine.phase, Phase::Starting);
        m_view->setAlive(app, false, false);
        m_view->apply(report(2, 1, 14 * second));
        m_view->started(app, 15 * second);
        QCOMPARE(m_view->phaseOf(app), Phase::Ready);
    }

    void whoIsHeardOfBeforeItsStartIsToldIsReady()
    {
        m_view->setAlive(app, false, false);
        m_view->apply(report(1, 5));
        m_view->started(app, 11 * second);
        QCOMPARE(m_view->phaseOf(app), Phase::Ready);
    }

    void anEndThatIsToldLateIsNotOfTheNextLife()
    {
        m_view->started(app, second);
        m_view->apply(report(1, 5));
        m_view->apply(report(2, 1, 14 * second));
        m_view->ended(app, 137, false, 12 * second);
        m_view->started(app, 13 * second);
        QCOMPARE(m_view->phaseOf(app), Phase::Ready);
    }

    void aLeaderThatFellSilentLosesItsLeaseUnlessAllAreSilent()
    {
        ElectionState election;
        election.leaseValid = true;
        election.leaseRemaining = std::chrono::seconds(2);
        Telemetry leader = report(1, 5);
        leader.state.pattern = election;
        m_view->setOrigin(second);
        m_view->started(app, second);
        m_view->apply(leader);
        const auto holds = [this] {
            const auto shown = m_view->snapshot(60 * second, RunStatus::Running).instances[app];
            return std::get<ElectionState>(shown.machine.pattern).leaseValid;
        };
        QVERIFY(holds()); // nobody has been heard of since: nothing is known
        Telemetry other = report(1, 5, 11 * second);
        other.instance = "client/load";
        m_view->apply(other);
        QVERIFY(holds());
        other.unixNanoseconds = 13 * second;
        m_view->apply(other);
        QVERIFY(!holds());
        leader.unixNanoseconds = 13 * second;
        m_view->apply(leader);
        QVERIFY(holds());
    }

    void anEngineWhoseClockIsBehindIsReadByOurs()
    {
        m_view->setOrigin(100 * second);
        Telemetry telemetry = report(1, 5, 55 * second);
        telemetry.events = {{1, 54 * second, "elected", "term 1"}};
        m_view->apply(telemetry, 106 * second); // after 1 s on its way
        telemetry.unixNanoseconds = 60 * second;
        telemetry.events.push_back({2, 58 * second, "follows", "x"});
        m_view->apply(telemetry, 110 * second);
        m_view->ended(app, 0, false, 61 * second);
        QCOMPARE(m_view->snapshot(110 * second, RunStatus::Running).instances[app].stateTime,
                 Time(std::chrono::seconds(10)));
        QCOMPARE(m_view->takeEvents().at(1).time, Time(std::chrono::seconds(8)));
        // A report that is a little late says nothing of clocks.
        m_view.emplace(m_small.plan);
        m_view->setOrigin(second);
        m_view->apply(report(1, 5), 10 * second + 90'000'000);
        QCOMPARE(m_view->snapshot(11 * second, RunStatus::Running).instances[app].stateTime,
                 Time(std::chrono::seconds(9)));
    }

    void eachEventIsToldOnce()
    {
        Telemetry telemetry = report(1, 0);
        telemetry.events = {{1, 5 * second, "elected", "term 1"}, {2, 6 * second, "follows", "x"}};
        m_view->setOrigin(4 * second);
        m_view->apply(telemetry);
        m_view->apply(telemetry);
        telemetry.events.push_back({3, 7 * second, "lost", "y"});
        m_view->apply(telemetry);
        const auto events = m_view->takeEvents();
        QCOMPARE(events.size(), std::size_t(3));
        QCOMPARE(events[0].time, Time(std::chrono::seconds(1)));
        QCOMPARE(events[2].kind, std::string("lost"));
        QVERIFY(m_view->takeEvents().empty());
    }

    void deathsAreNamedByTheirCause_data()
    {
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<bool>("outOfMemory");
        QTest::addColumn<QString>("kind");
        QTest::newRow("killed") << 137 << false << "killed";
        QTest::newRow("out of memory") << 137 << true << "oom-killed";
        QTest::newRow("ended well") << 0 << false << "stopped";
        QTest::newRow("crashed") << 1 << false << "crashed";
    }
    void deathsAreNamedByTheirCause()
    {
        QFETCH(int, exitCode);
        QFETCH(bool, outOfMemory);
        QFETCH(QString, kind);
        m_view->started(app, second);
        m_view->ended(app, exitCode, outOfMemory, 2 * second);
        QCOMPARE(m_view->takeEvents().back().kind, kind.toStdString());
    }

    void aRestartIsCountedAndTold()
    {
        m_view->started(app, second);
        QVERIFY(m_view->takeEvents().empty());
        m_view->ended(app, 137, false, 2 * second);
        m_view->started(app, 3 * second);
        QCOMPARE(m_view->takeEvents().back().kind, std::string("restarted"));
        QCOMPARE(m_view->snapshot(0, RunStatus::Running).instances[app].restarts, std::uint32_t(1));
    }

    void aRestartThatALookSeesFirstIsCountedOnce()
    {
        const auto shown = [this] { return m_view->snapshot(0, RunStatus::Running).instances[app]; };
        m_view->started(app, second);
        m_view->ended(app, 0, false, 2 * second);
        m_view->setAlive(app, true, false);
        m_view->started(app, 3 * second);
        QVERIFY(shown().alive);
        QCOMPARE(shown().restarts, std::uint32_t(1));
        // Its event was lost: the second look is believed.
        m_view->ended(app, 0, false, 4 * second);
        m_view->setAlive(app, true, false);
        m_view->setAlive(app, true, false);
        QVERIFY(shown().alive);
        QCOMPARE(shown().restarts, std::uint32_t(2));
    }

    void strangersArePassedOver()
    {
        Telemetry telemetry = report(1, 1);
        telemetry.instance = "somebody/else";
        m_view->apply(telemetry);
        QVERIFY(!m_view->snapshot(0, RunStatus::Running).instances[app].known);
    }

    void timeBeginsAtTheOrigin()
    {
        QCOMPARE(m_view->snapshot(50 * second, RunStatus::Starting).time, Time());
        m_view->setOrigin(40 * second);
        QCOMPARE(m_view->snapshot(50 * second, RunStatus::Running).time, Time(std::chrono::seconds(10)));
        QCOMPARE(m_view->timeOf(39 * second), Time());
    }

    void historyKeepsItsIndicesWhenTheOldestFall()
    {
        RunHistory<RunEvent> history;
        for (std::size_t i = 0; i < RunHistory<RunEvent>::limit + 2; ++i)
            history.add({{}, "k", std::to_string(i), {}});
        const auto all = history.from(0);
        QCOMPARE(all.size(), RunHistory<RunEvent>::limit + 2);
        QCOMPARE(all.front().kind, std::string("dropped"));
        QCOMPARE(all[2].subject, std::string("2"));
        QCOMPARE(history.from(all.size()).size(), std::size_t(0));
        QCOMPARE(history.from(all.size() - 1).size(), std::size_t(1));
    }

private:
    SmallPlan m_small;
    std::optional<DeploymentView> m_view;
};

QTEST_GUILESS_MAIN(DeploymentViewTest)
#include "deployment_view_test.moc"
