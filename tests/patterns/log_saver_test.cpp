// SPDX-License-Identifier: GPL-3.0-or-later
#include "stepper.h"

#include "engine/patterns/log_saver.h"

#include <QtTest/QtTest>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

MachineConfig configOf(const LogSaverConfig &saver = {})
{
    return {"web/logs", 7, {PeerConfig{"sink", PeerProtocol::Log, 1s}}, saver};
}

Received linesAt(std::uint64_t offset, std::vector<std::string> lines, const std::string &source = "app.log")
{
    LogLines chunk;
    chunk.source = source;
    chunk.firstOffset = chunk.nextOffset = offset;
    for (const std::string &line : lines)
        chunk.nextOffset += line.size() + 1;
    chunk.lines = std::move(lines);
    return {0, std::move(chunk)};
}

LogBatch batchOf(const std::pair<PeerId, Call> &call)
{
    return *call.second.body.as<LogBatch>();
}

LogSaverState stateOf(const Stepper &saver)
{
    return std::get<LogSaverState>(saver.state().pattern);
}

} // namespace

class LogSaverTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesGoInOneBatchWhenTheOldestHasWaited()
    {
        Stepper saver(configOf());
        saver.step(0ms, Started{});
        saver.step(100ms, linesAt(0, {"one", "two"}));
        saver.step(300ms, linesAt(8, {"three"}));
        QVERIFY(saver.calls().empty());
        saver.wake();
        QCOMPARE(saver.time, Time(1100ms));
        const LogBatch batch = batchOf(saver.calls().at(0));
        QCOMPARE(batch.lines, (std::vector<std::string>{"one", "two", "three"}));
        QCOMPARE(batch.firstOffset, std::uint64_t(0));
        QCOMPARE(batch.nextOffset, std::uint64_t(14));
    }

    void aFullBatchGoesAtOnceAndTheNextWaitsForItsAcknowledgement()
    {
        LogSaverConfig config;
        config.batchLines = 2;
        Stepper saver(configOf(config));
        saver.step(0ms, Started{});
        saver.step(1ms, linesAt(0, {"a", "b"}));
        const auto first = saver.calls().at(0);
        saver.step(2ms, linesAt(4, {"c", "d"}));
        QVERIFY(saver.calls().empty());
        saver.answer(3ms, first, CallStatus::Ok, LogAck{});
        QCOMPARE(batchOf(saver.calls().at(0)).lines.front(), std::string("c"));
    }

    void theOffsetIsSavedOnlyAfterDelivery()
    {
        Stepper saver(configOf());
        saver.step(0ms, Started{"3 app.log\n", {}});
        saver.step(0ms, linesAt(3, {"line"}));
        saver.wake();
        QVERIFY(saver.all<PersistEffect>().empty());
        saver.answer(1100ms, saver.calls().at(0), CallStatus::Ok, LogAck{});
        const auto saved = parseLogPositions(saver.all<PersistEffect>().at(0).durable);
        QCOMPARE(saved, (std::vector<LogPosition>{{"app.log", 8}}));
        QVERIFY(!saver.machine->isBusy());
    }

    void aBatchThatWasNotTakenIsSentAgainWithGrowingPauses()
    {
        Stepper saver(configOf());
        saver.step(0ms, Started{});
        saver.step(0ms, linesAt(0, {"a", "b"}));
        saver.wake();
        Time sent = saver.time;
        for (const Duration pause : {500ms, 1000ms, 2000ms, 4000ms, 8000ms, 16'000ms, 30'000ms, 30'000ms}) {
            saver.answer(sent.time_since_epoch(), saver.calls().at(0), CallStatus::Refused);
            saver.wake();
            QCOMPARE(saver.time - sent, pause);
            QCOMPARE(batchOf(saver.calls().at(0)).lines.size(), std::size_t(2));
            sent = saver.time;
        }
        QCOMPARE(stateOf(saver).redelivered, std::uint64_t(16));
        saver.answer(saver.time.time_since_epoch(), saver.calls().at(0), CallStatus::Ok, LogAck{});
        QCOMPARE(stateOf(saver).linesDelivered, std::uint64_t(2));
    }

    void aSinkThatStoredNothingIsNotBelieved()
    {
        Stepper saver(configOf());
        saver.step(0ms, Started{});
        saver.step(0ms, linesAt(0, {"a"}));
        saver.wake();
        saver.answer(saver.time.time_since_epoch(), saver.calls().at(0), CallStatus::Ok, LogAck{false});
        QVERIFY(saver.all<PersistEffect>().empty());
        QVERIFY(saver.machine->isBusy());
    }

    void overTheBufferTheOldestAreDroppedAndCounted()
    {
        LogSaverConfig config;
        config.bufferBytes = 100;
        Stepper saver(configOf(config));
        saver.step(0ms, Started{});
        for (std::uint64_t i = 0; i < 10; ++i)
            saver.step(1ms, linesAt(i * 20, {std::string(19, char('a' + i))}));
        QCOMPARE(stateOf(saver).linesDropped, std::uint64_t(5));
        QCOMPARE(stateOf(saver).bufferedBytes, std::uint64_t(100));
        saver.wake();
        const LogBatch batch = batchOf(saver.calls().at(0));
        QCOMPARE(batch.firstOffset, std::uint64_t(100));
        QCOMPARE(batch.lines.size(), std::size_t(5));
    }

    void shortLinesTakeLittleMoreMemoryThanTheirText()
    {
        Stepper saver(configOf());
        saver.step(0ms, Started{});
        std::vector<std::pair<PeerId, Call>> sent;
        for (std::uint64_t i = 0; i < 1000; ++i) {
            saver.step(1ms, linesAt(i * 300, std::vector<std::string>(100, "ok")));
            for (const auto &call : saver.calls())
                sent.push_back(call);
        }
        QCOMPARE(stateOf(saver).bufferedBytes, std::uint64_t(300'000));
        QVERIFY2(saver.machine->bytes() < 700'000, std::to_string(saver.machine->bytes()).c_str());
        QCOMPARE(sent.size(), std::size_t(1));
        const LogBatch batch = batchOf(sent.front());
        QCOMPARE(batch.lines, std::vector<std::string>(500, "ok"));
        QCOMPARE(batch.bytes, 1500U);
    }

    void theBufferBoundsWhatManySmallChunksTakeToo()
    {
        LogSaverConfig config;
        config.bufferBytes = 1'000'000;
        Stepper saver(configOf(config));
        saver.step(0ms, Started{});
        std::vector<std::pair<PeerId, Call>> open;
        const auto collect = [&] {
            for (const auto &call : saver.calls())
                open.push_back(call);
        };
        for (std::uint64_t i = 0; i < 20'000; ++i) {
            saver.step(1ms, linesAt(i * 3, {"ok"}));
            collect();
        }
        QVERIFY(stateOf(saver).linesDropped > 10'000);
        QVERIFY2(saver.machine->bytes() < 1'300'000, std::to_string(saver.machine->bytes()).c_str());
        saver.step(1ms, linesAt(60'000, {"", "two  words", "\xc3\xa9"}));
        saver.step(2ms, Stopping{10s});
        std::vector<std::string> last;
        while (saver.machine->isBusy()) {
            QCOMPARE(open.size(), std::size_t(1));
            const auto call = open.back();
            open.pop_back();
            last = batchOf(call).lines;
            saver.answer(2ms, call, CallStatus::Ok, LogAck{});
            collect();
        }
        QCOMPARE(std::vector<std::string>(last.end() - 3, last.end()),
                 (std::vector<std::string>{"", "two  words", "\xc3\xa9"}));
        const LogSaverState state = stateOf(saver);
        QCOMPARE(state.linesDelivered + state.linesDropped, state.linesRead);
        QCOMPARE(state.bufferedBytes, std::uint64_t(0));
    }

    void readMinusDroppedIsDeliveredWhateverTheSinkDoes()
    {
        LogSaverConfig config;
        config.bufferBytes = 2000;
        config.batchLines = 7;
        Stepper saver(configOf(config));
        saver.step(0ms, Started{});
        Random random(5);
        std::uint64_t offset = 0;
        std::vector<std::pair<PeerId, Call>> open;
        Duration now = 0ms;
        const auto collect = [&] {
            for (const auto &call : saver.calls())
                open.push_back(call);
        };
        for (int i = 0; i < 5000; ++i) {
            now += 10ms;
            saver.step(now, linesAt(offset, {"a line of the log"}));
            offset += 18;
            collect();
            if (!open.empty() && random.chance(0.2)) {
                const auto call = open.back();
                open.pop_back();
                saver.answer(now, call, random.chance(0.5) ? CallStatus::Ok : CallStatus::Reset, LogAck{});
                collect();
            }
        }
        saver.step(now, Stopping{10s});
        collect();
        while (saver.machine->isBusy()) {
            while (!open.empty()) {
                const auto call = open.back();
                open.pop_back();
                saver.answer(saver.time.time_since_epoch(), call, CallStatus::Ok, LogAck{});
                collect();
            }
            if (saver.machine->isBusy()) {
                saver.wake();
                collect();
            }
        }
        const LogSaverState state = stateOf(saver);
        QVERIFY(state.linesDropped > 0 && state.redelivered > 0);
        QCOMPARE(state.linesRead, std::uint64_t(5000));
        QCOMPARE(state.linesDelivered + state.linesDropped, state.linesRead);
        QCOMPARE(state.bufferedBytes, std::uint64_t(0));
    }

    void anOverlongLineIsCutWithAMarkAndCounted()
    {
        LogSaverConfig config;
        config.maxLineBytes = 20;
        Stepper saver(configOf(config));
        saver.step(0ms, Started{});
        saver.step(0ms, linesAt(0, {std::string(20, 'x'), "0123456789012\xc3\xa9"
                                                          "67890123"}));
        saver.wake();
        const LogBatch batch = batchOf(saver.calls().at(0));
        QCOMPARE(batch.lines.at(0), std::string(20, 'x'));
        QCOMPARE(batch.lines.at(1), std::string("0123456789012 [cut]"));
        QCOMPARE(stateOf(saver).linesCut, std::uint64_t(1));
    }

    void aBatchIsBoundedByTheBytesThatItBecomes_data()
    {
        QTest::addColumn<char>("letter");
        QTest::addColumn<std::size_t>("lines");
        QTest::newRow("plain") << 'x' << std::size_t(41);
        QTest::newRow("quotes, written as two") << '"' << std::size_t(20);
        QTest::newRow("escape characters, written as six") << '\x1b' << std::size_t(6);
    }

    void aBatchIsBoundedByTheBytesThatItBecomes()
    {
        QFETCH(char, letter);
        LogSaverConfig config;
        config.maxLineBytes = 200'000;
        Stepper saver(configOf(config));
        saver.step(0ms, Started{});
        for (std::uint64_t i = 0; i < 60; ++i)
            saver.step(1ms, linesAt(i * 100'001, {std::string(100'000, letter)}));
        saver.wake();
        QTEST(batchOf(saver.calls().at(0)).lines.size(), "lines");
    }

    void aBatchThatIsTooLargeForTheSinkComesInParts()
    {
        // It takes at most 20 bytes of text, and the second chunk has a line that is larger.
        Stepper saver(configOf());
        saver.step(0ms, Started{});
        saver.step(0ms, linesAt(0, {"1", "2", "3", "4"}));
        saver.step(0ms, linesAt(8, {"5", std::string(30, 'x'), "7", "8"}));
        saver.step(0ms, linesAt(45, {"9", "10"}));
        saver.wake();
        std::vector<std::string> stored;
        std::set<std::uint64_t> offsets;
        QStringList events;
        for (auto calls = saver.calls(); !calls.empty(); calls = saver.calls()) {
            const LogBatch batch = batchOf(calls.at(0));
            std::size_t bytes = 0;
            for (const std::string &line : batch.lines)
                bytes += line.size() + 1;
            const bool isTaken = bytes <= 20;
            saver.answer(1100ms, calls.at(0), CallStatus::Ok, LogAck{isTaken, !isTaken});
            for (const EventEffect &event : saver.all<EventEffect>())
                events << QString::fromUtf8(event.kind.data(), int(event.kind.size()));
            for (const PersistEffect &effect : saver.all<PersistEffect>()) {
                const std::uint64_t saved = parseLogPositions(effect.durable).at(0).nextOffset;
                QVERIFY2(saved == 8 || saved == 45 || saved == 50, std::to_string(saved).c_str()); // as they were named
            }
            if (!isTaken)
                continue;
            QVERIFY(offsets.insert(batch.firstOffset).second); // or the sink takes it for a repeat
            stored.insert(stored.end(), batch.lines.begin(), batch.lines.end());
            if (saver.calls().empty() && saver.machine->isBusy())
                saver.wake();
        }
        QVERIFY(!saver.machine->isBusy());
        QCOMPARE(stored, (std::vector<std::string>{"1", "2", "3", "4", "5", "7", "8", "9", "10"}));
        QCOMPARE(events, QStringList{"line-too-large"});
        const LogSaverState state = stateOf(saver);
        QCOMPARE(state.linesDropped, std::uint64_t(1));
        QCOMPARE(state.linesDelivered, std::uint64_t(9));
        QCOMPARE(state.bufferedBytes, std::uint64_t(0));
    }

    void aSinkThatFindsAllTooLargeIsToldOfOnce()
    {
        Stepper saver(configOf());
        saver.step(0ms, Started{});
        saver.step(0ms, linesAt(0, {"1", "2", "3", "4", "5"}));
        saver.wake();
        std::size_t told = 0;
        for (auto calls = saver.calls(); !calls.empty(); calls = saver.calls()) {
            saver.answer(1100ms, calls.at(0), CallStatus::Ok, LogAck{false, true});
            told += saver.all<EventEffect>().size();
            if (saver.calls().empty() && saver.machine->isBusy())
                saver.wake();
        }
        QVERIFY(!saver.machine->isBusy());
        QCOMPARE(told, std::size_t(1));
        QCOMPARE(stateOf(saver).linesDropped, std::uint64_t(5));
    }

    void filesAreNotMixedInOneBatch()
    {
        Stepper saver(configOf());
        saver.step(0ms, Started{});
        saver.step(0ms, linesAt(90, {"old"}, "app.log#1"));
        saver.step(0ms, linesAt(0, {"new"}, "app.log#2"));
        saver.wake();
        QCOMPARE(batchOf(saver.calls().at(0)).source, std::string("app.log#1"));
        saver.answer(1000ms, saver.calls().at(0), CallStatus::Ok, LogAck{});
        QCOMPARE(batchOf(saver.calls().at(0)).source, std::string("app.log#2"));
        saver.answer(1000ms, saver.calls().at(0), CallStatus::Ok, LogAck{});
        const auto saved = parseLogPositions(saver.all<PersistEffect>().at(0).durable);
        QCOMPARE(saved, (std::vector<LogPosition>{{"app.log#1", 94}, {"app.log#2", 4}}));
    }

    void stoppingSendsWhatIsThereWithoutWaiting()
    {
        Stepper saver(configOf());
        saver.step(0ms, Started{});
        saver.step(0ms, linesAt(0, {"last words"}));
        saver.step(1ms, Stopping{10s});
        QCOMPARE(saver.calls().size(), std::size_t(1));
        QVERIFY(saver.machine->isBusy());
        saver.answer(2ms, saver.calls().at(0), CallStatus::Ok, LogAck{});
        QVERIFY(!saver.machine->isBusy());
    }

    void whoReadsTheFilesIsToldWhereToGoOn()
    {
        Stepper saver(configOf());
        saver.step(0ms, Started{"12 app.log\n", {}});
        saver.step(0ms, Requested{1, HttpRequest{"GET", "/positions", {}, 0}, 0s});
        QCOMPARE(saver.replies().at(0).body.as<HttpReply>()->body, std::string("12 app.log\n"));
    }

    void damagedPositionsAreLeftOut()
    {
        const auto positions = parseLogPositions("12 a b\nnonsense\n-3 x\n7\n99999999999999999999 y\n5 c");
        QCOMPARE(positions, (std::vector<LogPosition>{{"a b", 12}, {"c", 5}}));
    }
};

QTEST_GUILESS_MAIN(LogSaverTest)
#include "log_saver_test.moc"
