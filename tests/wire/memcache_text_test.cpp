// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/wire/memcache_text.h"

#include <QtTest/QtTest>

using namespace bayplan;

namespace {

using Kind = MemcacheArrival::Kind;

/// Everything understood, one line each, so that whole conversations compare.
std::string toText(const MemcacheArrival &arrival)
{
    if (arrival.kind == Kind::Quit)
        return "quit";
    const MemcacheRequest &request = arrival.request;
    if (arrival.kind == Kind::Error)
        return arrival.error + (arrival.close ? " (closed)" : "") +
               (request.keys.empty() ? std::string() : " deletes <" + request.keys.front() + ">");
    std::string text = std::to_string(static_cast<int>(request.command));
    for (const std::string &key : request.keys)
        text += " <" + key + ">";
    return text + " (" + request.arguments + ") [" + request.data + "]" + (request.noreply ? " noreply" : "");
}

QStringList understood(std::string_view bytes, std::size_t step, const MemcacheLimits &limits = {})
{
    MemcacheRequestReader reader(limits);
    QStringList all;
    for (std::size_t i = 0; i < bytes.size(); i += step) {
        reader.add(bytes.substr(i, step));
        while (const auto arrival = reader.next())
            all << QString::fromStdString(toText(*arrival));
    }
    return all;
}

std::string toText(const MemcacheReply &reply)
{
    std::string text;
    for (const MemcacheValue &value : reply.values)
        text += "<" + value.key + "> (" + value.arguments + ") [" + value.data + "] ";
    return text + reply.line;
}

const std::string conversation =
    "get a\r\nget a b  c\r\ngets a\r\nset k 5 -1 3\r\n\r\nx\r\nadd k 0 0 0 noreply\r\n\r\n"
    "cas k 1 2 4 99\r\nabcd\r\ncas k 1 2 1 99 noreply\r\nz\r\nincr n 5\r\ndecr n 1 noreply\r\n"
    "delete k\r\ndelete k 0 noreply\r\ntouch k 30\r\nversion\r\nstats items\r\nget \xff\xfe\n"
    "replace k 0 0 1\r\nq\r\nappend k 0 0 1\r\nq\r\nprepend k 0 0 1\r\nq\r\nquit\r\nget a\r\n";

} // namespace

class MemcacheTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCommandIsUnderstoodWhereverItIsSplit()
    {
        const QStringList whole = understood(conversation, conversation.size());
        QCOMPARE(whole.size(), 19);
        QCOMPARE(whole.at(1), QString("0 <a> <b> <c> () []"));
        QCOMPARE(whole.at(3), QString("2 <k> (5 -1) [\r\nx]"));
        QCOMPARE(whole.at(5), QString("7 <k> (1 2 99) [abcd]"));
        QCOMPARE(whole.at(10), QString("10 <k> () [] noreply"));
        QCOMPARE(whole.back(), QString("quit"));
        for (std::size_t step = 1; step < 40; ++step)
            QCOMPARE(understood(conversation, step), whole);
        for (std::size_t cut = 1; cut < conversation.size(); ++cut) {
            MemcacheRequestReader reader;
            QStringList all;
            for (const auto &part : {conversation.substr(0, cut), conversation.substr(cut)}) {
                reader.add(part);
                while (const auto arrival = reader.next())
                    all << QString::fromStdString(toText(*arrival));
            }
            QCOMPARE(all, whole);
        }
    }

    void aWrongCommandIsOneErrorAndTheNextIsUnderstood_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("error");
        const QByteArray k251(251, 'k');
        QTest::newRow("unknown") << QByteArray("frobnicate 1 2\r\n") << "ERROR";
        QTest::newRow("empty") << QByteArray("\r\n") << "ERROR";
        QTest::newRow("get without key") << QByteArray("get\r\n") << "CLIENT_ERROR bad command line format";
        QTest::newRow("key 251") << "get a " + k251 + "\r\n"
                                 << "CLIENT_ERROR bad command line format";
        QTest::newRow("set key 251") << "set " + k251 + " 0 0 5\r\nget x\r\n"
                                     << "CLIENT_ERROR bad command line format";
        QTest::newRow("flags") << QByteArray("set k -1 0 5\r\nget x\r\n") << "CLIENT_ERROR bad command line format";
        QTest::newRow("expiry") << QByteArray("set k 0 soon 5\r\nget x\r\n") << "CLIENT_ERROR bad command line format";
        QTest::newRow("no length") << QByteArray("set k 0 0\r\n") << "CLIENT_ERROR bad command line format";
        QTest::newRow("negative length") << QByteArray("set k 0 0 -5\r\n") << "CLIENT_ERROR bad data chunk";
        QTest::newRow("too large") << "set k 0 0 1048577\r\n" + QByteArray(1048577, 'v') + "\r\n"
                                   << "SERVER_ERROR object too large for cache deletes <k>";
        QTest::newRow("too large an addition") << "append k 0 0 1048577\r\n" + QByteArray(1048577, 'v') + "\r\n"
                                               << "SERVER_ERROR object too large for cache";
        QTest::newRow("data too long") << QByteArray("set k 0 0 3\r\nabcdefgh\r\n") << "CLIENT_ERROR bad data chunk";
        QTest::newRow("data one long") << QByteArray("set k 0 0 3\r\nabcd\r\n") << "CLIENT_ERROR bad data chunk";
        QTest::newRow("cas without number")
            << QByteArray("cas k 0 0 1\r\n1\r\n") << "CLIENT_ERROR bad command line format";
        QTest::newRow("incr without number") << QByteArray("incr k\r\n") << "CLIENT_ERROR bad command line format";
        QTest::newRow("delete with time") << QByteArray("delete k 5\r\n") << "CLIENT_ERROR bad command line format";
    }

    void aWrongCommandIsOneErrorAndTheNextIsUnderstood()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, error);
        const std::string all = (bytes + "get good\r\n").toStdString();
        for (const std::size_t step : {all.size(), std::size_t(1), std::size_t(7)})
            QCOMPARE(understood(all, step), (QStringList{error, "0 <good> () []"}));
    }

    void aRefusedCommandWithNoreplyIsSilent()
    {
        QCOMPARE(understood("set k x 0 5 noreply\r\nget x\r\nget good\r\n", 1), QStringList{"0 <good> () []"});
    }

    void aSetThatIsTooLargeDeletesItsKeyInSilence()
    {
        const std::string data(1048577, 'v');
        const std::string all =
            "set k 0 0 1048577 noreply\r\n" + data + "\r\nappend k 0 0 1048577 noreply\r\n" + data + "\r\nget good\r\n";
        for (const std::size_t step : {all.size(), std::size_t(1000)})
            QCOMPARE(understood(all, step), (QStringList{"10 <k> () [] noreply", "0 <good> () []"}));
    }

    void keysOf250AndValuesOfAMebibytePass()
    {
        const std::string key(250, 'k'), value(1U << 20U, 'v');
        const std::string bytes = "set " + key + " 0 0 1048576\r\n" + value + "\r\n";
        MemcacheRequestReader reader;
        std::size_t most = 0;
        std::optional<MemcacheArrival> arrival;
        for (std::size_t i = 0; i < bytes.size(); i += 1000) {
            reader.add(std::string_view(bytes).substr(i, 1000));
            if (auto next = reader.next())
                arrival = std::move(next);
            most = std::max(most, reader.kept());
        }
        QVERIFY(arrival && arrival->kind == Kind::Request);
        QCOMPARE(arrival->request.keys.at(0), key);
        QVERIFY(arrival->request.data == value);
        QVERIFY(most <= bytes.size());
    }

    void aValueThatIsTooLargeIsNotKept()
    {
        MemcacheRequestReader reader;
        reader.add("set k 0 0 1000000000\r\n");
        QCOMPARE(reader.next()->error, std::string("SERVER_ERROR object too large for cache"));
        for (int i = 0; i < 100; ++i) {
            reader.add(std::string(100'000, 'v'));
            QVERIFY(!reader.next());
            QCOMPARE(reader.kept(), std::size_t(0));
        }
    }

    void aLineWithoutEndIsGivenUp()
    {
        MemcacheLimits limits;
        limits.lineBytes = 1000;
        QCOMPARE(understood(std::string(5000, 'g'), 100, limits), QStringList{"CLIENT_ERROR line too long (closed)"});
    }

    void whatIsWrittenIsReadBack()
    {
        MemcacheRequest cas{MemcacheCommand::Cas, {"k"}, "7 60 123", "value", 5, true};
        MemcacheRequest filled{MemcacheCommand::Set, {"k"}, "0 0", {}, 5, false};
        MemcacheRequest get{MemcacheCommand::Gets, {"a", "b"}, {}, {}, 0, false};
        MemcacheRequest incr{MemcacheCommand::Incr, {"n"}, "5", {}, 0, false};
        std::string text;
        for (const auto &request : {cas, filled, get, incr})
            appendMemcacheRequest(text, request);
        QCOMPARE(text,
                 std::string("cas k 7 60 5 123 noreply\r\nvalue\r\nset k 0 0 5\r\nxxxxx\r\ngets a b\r\nincr n 5\r\n"));
        QCOMPARE(understood(text, 3), (QStringList{"7 <k> (7 60 123) [value] noreply", "2 <k> (0 0) [xxxxx]",
                                                   "1 <a> <b> () []", "8 <n> (5) []"}));
    }

    void repliesAreMatchedInTheirOrderWhereverTheyAreSplit()
    {
        using Command = MemcacheCommand;
        const std::string bytes =
            "VALUE a 0 4\r\n\r\nEN\r\nVALUE b 7 0\r\n\r\nEND\r\nSTORED\r\nVALUE a 1 2 99\r\nhi\r\nEND\r\n"
            "END\r\n5\r\nSTAT pid 1\r\nSTAT x y\r\nEND\r\nSERVER_ERROR busy\r\nERROR\r\n";
        const QStringList expected{"<a> (0) [\r\nEN] <b> (7) [] END",
                                   "STORED",
                                   "<a> (1 99) [hi] END",
                                   "END",
                                   "5",
                                   "STAT pid 1\r\nSTAT x y\r\nEND",
                                   "SERVER_ERROR busy",
                                   "ERROR"};
        for (std::size_t step = 1; step <= bytes.size(); ++step) {
            MemcacheReplyReader reader;
            for (const Command command : {Command::Get, Command::Set, Command::Gets, Command::Get, Command::Incr,
                                          Command::Stats, Command::Get, Command::Version})
                reader.expect(command);
            QStringList all;
            for (std::size_t i = 0; i < bytes.size(); i += step) {
                reader.add(std::string_view(bytes).substr(i, step));
                while (const auto reply = reader.next())
                    all << QString::fromStdString(toText(*reply));
            }
            QCOMPARE(all, expected);
            QVERIFY(!reader.isBroken());
        }
    }

    void aReplyThatIsTooLargeIsAnErrorAndTheNextIsUnderstood()
    {
        MemcacheLimits limits;
        limits.replyBytes = 4000;
        MemcacheReplyReader reader(limits);
        reader.expect(MemcacheCommand::Get);
        reader.expect(MemcacheCommand::Get);
        for (int value = 0; value < 20; ++value)
            reader.add("VALUE k 0 500\r\n" + std::string(500, 'v') + "\r\n");
        reader.add("END\r\nVALUE k 0 1\r\nx\r\nEND\r\n");
        QCOMPARE(toText(*reader.next()), std::string(memcacheReplyTooLarge));
        QCOMPARE(toText(*reader.next()), std::string("<k> (0) [x] END"));
        QVERIFY(!reader.isBroken());
    }

    void valuesWithoutEndBreakTheConnection_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::newRow("large") << 500;
        QTest::newRow("of nothing") << 0;
    }

    void valuesWithoutEndBreakTheConnection()
    {
        QFETCH(int, bytes);
        MemcacheLimits limits;
        limits.replyBytes = 4000;
        MemcacheReplyReader reader(limits);
        reader.expect(MemcacheCommand::Get);
        for (int value = 0; value < 500 && !reader.isBroken(); ++value) {
            reader.add("VALUE k 0 " + std::to_string(bytes) + "\r\n" + std::string(std::size_t(bytes), 'v') + "\r\n");
            QVERIFY(!reader.next());
        }
        QVERIFY(reader.isBroken());
    }

    void aReplyThatAnswersNothingBreaksTheConnection_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("stored for a get") << QByteArray("STORED\r\n");
        QTest::newRow("value of no length") << QByteArray("VALUE a 0 x\r\n");
        QTest::newRow("value too long") << QByteArray("VALUE a 0 1048577\r\n");
        QTest::newRow("data not ended") << QByteArray("VALUE a 0 2\r\nabcdEND\r\n");
        QTest::newRow("unasked") << QByteArray("END\r\nEND\r\n");
        QTest::newRow("cas for a get") << QByteArray("VALUE a 0 1 5\r\n1\r\nEND\r\n");
    }

    void aReplyThatAnswersNothingBreaksTheConnection()
    {
        QFETCH(QByteArray, bytes);
        MemcacheReplyReader reader;
        reader.expect(MemcacheCommand::Get);
        reader.add(bytes.toStdString());
        while (reader.next()) {
        }
        QVERIFY(reader.isBroken());
    }

    void noBytesBreakTheReaders()
    {
        Random random(17);
        const std::string alphabet = "get set cas 0 1 9 -\r\n\r\nVALUE END STORED k noreply \xff\x00";
        for (int run = 0; run < 300; ++run) {
            MemcacheRequestReader server;
            MemcacheReplyReader client;
            for (int i = 0; i < 20; ++i)
                client.expect(MemcacheCommand(random.below(14)));
            for (int i = 0; i < 30; ++i) {
                std::string bytes;
                for (auto n = random.below(40); n > 0; --n) {
                    const auto at = random.below(alphabet.size());
                    bytes += random.chance(0.5) ? alphabet.substr(at, 5) : alphabet.substr(at, 1);
                }
                server.add(bytes);
                client.add(bytes);
                while (const auto arrival = server.next())
                    QVERIFY(arrival->kind != Kind::Request || arrival->request.keys.size() < 100);
                while (client.next()) {
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(MemcacheTextTest)
#include "memcache_text_test.moc"
