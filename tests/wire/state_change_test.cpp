// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/state_change.h"

#include <QTest>

using namespace bayplan;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(bayplan::PatternState)

namespace {

Histogram latencies(int count)
{
    Histogram histogram;
    for (int i = 0; i < count; ++i)
        histogram.record(Duration(1us) * (std::int64_t{i} * i + 1));
    return histogram;
}

MachineState stateWith(PatternState pattern, int requests)
{
    MachineState state;
    state.phase = Phase::Ready;
    state.served.received = static_cast<std::uint64_t>(requests);
    state.served.busy = 3ms * requests;
    state.served.latency = latencies(requests);
    state.calls.resize(2);
    state.calls[1].sent = static_cast<std::uint64_t>(requests);
    state.calls[1].latency = latencies(requests);
    state.pattern = std::move(pattern);
    return state;
}

} // namespace

class StateChangeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aChangeLeadsFromOneStateToTheOther_data()
    {
        QTest::addColumn<PatternState>("before");
        QTest::addColumn<PatternState>("after");
        const PatternState follows = ElectionState{"web-0", ElectionRole::Follower, 7, "web-1", false, 0s, 3, 0};
        const PatternState leads = ElectionState{"web-0", ElectionRole::Leader, 8, "web-0", true, 650ms, 4, 1};
        ElectionState several = std::get<ElectionState>(leads);
        several.election = "main";
        several.further = {std::get<ElectionState>(follows)};
        QTest::newRow("one election more") << leads << PatternState(several);
        QTest::newRow("one election less") << PatternState(several) << follows;
        const PatternState twoDead = QueueState{
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11s, latencies(9), {{12, 5, "exit 1", "w-0", "in", 2}, {13, 5, "exit 2"}}};
        const PatternState oneDead = QueueState{0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0s, latencies(11), {{13, 5, "exit 2"}}};
        QTest::newRow("election") << follows << leads;
        QTest::newRow("a shorter list") << twoDead << oneDead;
        QTest::newRow("a longer list") << oneDead << twoDead;
        QTest::newRow("scatter") << PatternState(ScatterState{}) << follows;
        ScatterState waited;
        waited.shards = {{.name = "leaf-0", .last = 3, .hedged = 2, .hedgesWon = 1}};
        waited.lastGap = "leaf-1 refused the connection";
        QTest::newRow("stragglers") << PatternState(ScatterState{}) << PatternState(waited);
        QTest::newRow("another pattern") << twoDead << leads;
        QTest::newRow("none to ambassador")
            << PatternState() << PatternState(AmbassadorState{{{"a:1", 0.25, 1, 0, true}}});
        QTest::newRow("ambassador to none")
            << PatternState(AmbassadorState{{{"a:1", 0.25, 1, 0, true}}}) << PatternState();
    }

    void aChangeLeadsFromOneStateToTheOther()
    {
        QFETCH(PatternState, before);
        QFETCH(PatternState, after);
        MachineState state = stateWith(before, 100);
        const MachineState wanted = stateWith(after, 160);
        const auto applied = applyStateChange(state, writeStateChange(state, wanted));
        QVERIFY2(applied, applied ? "" : toText(applied.error()).c_str());
        QVERIFY(state == wanted);
        // And back again, as a kill does: counters of a pattern may begin anew.
        QVERIFY(applyStateChange(state, writeStateChange(wanted, stateWith(before, 100))));
        QVERIFY(state == stateWith(before, 100));
    }

    void nothingChangedIsNothing()
    {
        const MachineState state = stateWith({}, 1000);
        QCOMPARE(writeStateChange(state, state), std::string("{}"));
    }

    void aChangeIsSmallHoweverMuchWentBefore()
    {
        const MachineState before = stateWith({}, 100'000);
        MachineState after = before;
        ++after.served.received;
        after.served.latency.record(5ms);
        const std::string change = writeStateChange(before, after);
        QVERIFY2(change.size() < 120 && change.find('\n') == std::string::npos, change.c_str());
    }

    void keysOfANewerVersionArePassedOver()
    {
        MachineState state;
        QVERIFY(applyStateChange(state, R"({"colour": "red", "served": {"received": 3, "mood": 1}})"));
        QCOMPARE(state.served.received, std::uint64_t(3));
    }

    void aChangeThatIsWrongLeavesTheState_data()
    {
        QTest::addColumn<QByteArray>("change");
        for (const char *change : {"", "[", R"({"served": {"received": -1}})", R"({"phase": "asleep"})",
                                   R"({"served": {"latency": {"buckets": {"99999999": 1}}}})", R"({"pattern": 3})"})
            QTest::newRow(change) << QByteArray(change);
    }

    void aChangeThatIsWrongLeavesTheState()
    {
        QFETCH(QByteArray, change);
        MachineState state = stateWith({}, 10);
        QVERIFY(!applyStateChange(state, change.toStdString()));
        QVERIFY(state == stateWith({}, 10));
    }
};

QTEST_GUILESS_MAIN(StateChangeTest)
#include "state_change_test.moc"
