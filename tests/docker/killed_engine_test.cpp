// SPDX-License-Identifier: GPL-3.0-or-later
// An engine that is killed in the middle of a deploy and of a down, and started again: the program ends with a
// sentence, and a later `down` leaves nothing. With an engine of its own, as root; skipped where there can be none.
#include "tests/docker/command_line.h"
#include "tests/docker/deadly_way.h"
#include "tests/docker/test_engine.h"

#include <QtTest>

using namespace bayplan;

namespace {

const QStringList deploy{"deploy", "--stand-ins", BAYPLAN_TEST_DATA "/ctl/station.bayplan.json"};
const QStringList down{"down", "station", "--volumes"};

} // namespace

class KilledEngineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!m_engine.isRunning())
            QSKIP("No engine of the test's own can be started here: it needs root and dockerd.");
        qputenv("XDG_STATE_HOME", m_state.path().toUtf8());
    }

    void inTheMiddleOfADeploy_data() { calls({10, 15, 20}); }
    void inTheMiddleOfADeploy()
    {
        QFETCH(int, call);
        const Outcome deployed = killedAt(call, deploy);
        QVERIFY2(deployed.status > 0, deployed.words);
        QVERIFY2(deployed.words.contains("engine"), deployed.words);
        downLeavesNothing();
    }

    void inTheMiddleOfADown_data() { calls({4, 7, 10}); }
    void inTheMiddleOfADown()
    {
        QFETCH(int, call);
        const Outcome deployed = runProgram(deploy, m_engine.url());
        QVERIFY2(deployed.status == 0, deployed.words);
        const Outcome removed = killedAt(call, down);
        QVERIFY2(removed.status > 0, removed.words);
        downLeavesNothing();
    }

private:
    static void calls(std::initializer_list<int> list)
    {
        QTest::addColumn<int>("call");
        for (const int call : list)
            QTest::addRow("call %d", call) << call;
    }

    /// The engine dies at that call of the program, and runs again when this returns.
    Outcome killedAt(int call, const QStringList &arguments)
    {
        DeadlyWay way(m_engine.url().substr(7), call);
        way.setVictim(m_engine.process());
        const Outcome outcome = runProgram(arguments, way.url());
        if (!m_engine.startAgain())
            QTest::qFail("the engine does not come up again", __FILE__, __LINE__);
        return outcome;
    }

    void downLeavesNothing() const
    {
        const Outcome removed = runProgram(down, m_engine.url());
        QVERIFY2(removed.status == 0, removed.words);
        const QStringList left = leftoversOf("station", m_engine.url());
        QVERIFY2(left.isEmpty(), qPrintable(left.join(' ')));
    }

    QTemporaryDir m_state;
    OwnEngine m_engine;
};

QTEST_GUILESS_MAIN(KilledEngineTest)
#include "killed_engine_test.moc"
