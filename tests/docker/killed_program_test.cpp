// SPDX-License-Identifier: GPL-3.0-or-later
// A deploy whose program is killed at each of its calls, when the engine has done what was asked and the program has
// not heard of it: a later `down` leaves nothing, whichever call it was.
#include "tests/docker/command_line.h"
#include "tests/docker/deadly_way.h"
#include "tests/docker/test_engine.h"

#include <QtTest>

using namespace bayplan;

namespace {

constexpr int deployLimitMs = 90'000;

} // namespace

class KilledProgramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (m_engine.url().rfind("unix://", 0) != 0)
            QSKIP("There is no engine behind a socket of this machine, and none can be started here.");
        qputenv("XDG_STATE_HOME", m_state.path().toUtf8());
    }

    void whicheverCallIsTheLastNothingIsLeftAfterDown()
    {
        int call = 1;
        for (bool wasKilled = true; wasKilled; ++call) {
            wasKilled = deployUntil(call);
            const Outcome removed = runProgram({"down", "station", "--volumes"}, m_engine.url());
            QVERIFY2(removed.status == 0, removed.words);
            const auto left = leftoversOf("station", m_engine.url());
            QVERIFY2(left.isEmpty(), qPrintable(QStringLiteral("after call %1: ").arg(call) + left.join(' ')));
        }
        QVERIFY2(call > 20, qPrintable(QString::number(call))); // it was killed, and at all stages
        qInfo("killed at each of %d calls", call - 2);
    }

private:
    /// False when the deploy came to its end before that call.
    bool deployUntil(int call) const
    {
        DeadlyWay way(m_engine.url().substr(7), call);
        QProcess program;
        program.start(QStringLiteral(BAYPLAN_BINARY_DIR "/bin/bayplanctl"),
                      {"deploy", "--engine", QString::fromStdString(way.url()), "--stand-ins",
                       QStringLiteral(BAYPLAN_TEST_DATA "/ctl/station.bayplan.json")});
        program.waitForStarted();
        way.setVictim(program.processId());
        if (!program.waitForFinished(deployLimitMs))
            program.kill();
        return program.exitStatus() == QProcess::CrashExit;
    }

    QTemporaryDir m_state;
    TestEngine m_engine;
};

QTEST_GUILESS_MAIN(KilledProgramTest)
#include "killed_program_test.moc"
