// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept of an elector's steps, and what a fresh elector makes of it.
#include "engine/agent/trace_file.h"
#include "engine/base/durable_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace bayplan;
using namespace std::chrono_literals;

class TraceFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_agent.role = "elector";
        m_agent.machine.behaviour = ElectionConfig{.election = "web", .member = "web-0/elector"};
        m_agent.traceFile = m_folder.filePath(QString::number(++m_count)).toStdString();
    }

    void eachLifeIsReplayed()
    {
        live(300);
        live(300);
        const auto replayed = replayElectionTrace(kept());
        QVERIFY2(replayed, replayed ? "" : toText(replayed.error()).c_str());
        QVERIFY2(replayed->differsAt == 0, (replayed->recorded + '\n' + replayed->instead).c_str());
        QCOMPARE(replayed->lives, std::uint64_t{2});
        QCOMPARE(replayed->steps, std::uint64_t{600});
        QCOMPARE(replayed->elected, std::uint64_t{2});
    }

    void whatAnotherMachineWouldHaveDoneIsFound_data()
    {
        QTest::addColumn<QByteArray>("word");
        QTest::addColumn<QByteArray>("other");
        QTest::newRow("an effect") << QByteArray("elected") << QByteArray("ejected");
        QTest::newRow("an input") << QByteArray("is-leader") << QByteArray("resign");
        QTest::newRow("a configuration") << QByteArray("\"lease\":\"800ms\"") << QByteArray("\"lease\":\"700ms\"");
    }
    void whatAnotherMachineWouldHaveDoneIsFound()
    {
        QFETCH(QByteArray, word);
        QFETCH(QByteArray, other);
        live(100);
        QByteArray text = QByteArray::fromStdString(kept());
        QVERIFY(text.contains(word));
        text.replace(text.indexOf(word), word.size(), other);
        const auto replayed = replayElectionTrace(text.toStdString());
        QVERIFY(replayed.has_value());
        QVERIFY(replayed->differsAt > 1);
        QVERIFY(replayed->recorded != replayed->instead);
    }

    void aLineThatAKillHasTornEndsThatLifeOnly()
    {
        live(100);
        QFile file(QString::fromStdString(m_agent.traceFile));
        QVERIFY(file.resize(file.size() - 7));
        live(100);
        const auto replayed = replayElectionTrace(kept());
        QVERIFY2(replayed, replayed ? "" : toText(replayed.error()).c_str());
        QCOMPARE(replayed->differsAt, std::uint64_t{0});
        QCOMPARE(replayed->lives, std::uint64_t{2});
        QCOMPARE(replayed->steps, std::uint64_t{199});
    }

    void aTraceDoesNotOutgrowItsLimit()
    {
        live(1000, 20'000);
        const std::string text = kept();
        QVERIFY(text.size() > 19'000 && text.size() < 20'200);
        QVERIFY(text.find("{\"ended\":") != std::string::npos);
        const auto replayed = replayElectionTrace(text);
        QVERIFY(replayed.has_value());
        QCOMPARE(replayed->differsAt, std::uint64_t{0});
        QVERIFY(replayed->steps > 20 && replayed->steps < 1000);
    }

    void onlyOfAnElectorIsItKept()
    {
        m_agent.machine.behaviour = QueueConfig{};
        QCOMPARE(TraceFile().begin(m_agent).error().code, ErrorCode::Unsupported);
        m_agent.machine.behaviour = ElectionConfig{};
        m_agent.traceFile = "/no such folder/trace";
        QCOMPARE(TraceFile().begin(m_agent).error().code, ErrorCode::NotFound);
    }

private:
    /// A member that is alone is asked whether it leads, again and again.
    void live(int steps, std::uint64_t limitBytes = 1U << 20U)
    {
        TraceFile trace(limitBytes);
        QVERIFY(trace.begin(m_agent).has_value());
        const std::unique_ptr<Machine> machine = makeMachine(m_agent.machine);
        Effects effects;
        Time now{};
        for (int step = 0; step < steps; ++step, now += 50ms) {
            Input input = Started{};
            if (step > 0 && step % 3 == 0)
                input = Requested{static_cast<RequestId>(step), ElectionRequest{ElectionCommand::IsLeader, {}}, 1s};
            else if (step > 0)
                input = Woken{};
            effects.clear();
            trace.given(now, input);
            machine->step(now, std::move(input), effects);
            trace.wanted(effects.list());
        }
    }

    std::string kept() const { return readWhole(m_agent.traceFile, 1U << 24U).value(); }

    QTemporaryDir m_folder;
    AgentConfig m_agent;
    int m_count = 0;
};

QTEST_GUILESS_MAIN(TraceFileTest)
#include "trace_file_test.moc"
