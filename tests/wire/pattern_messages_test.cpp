// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/pattern_messages.h"

#include <QtTest/QtTest>

using namespace bayplan;

namespace {

std::vector<Message> everyKind()
{
    return {VoteRequest{7, 0xffffffffffffffffU, true, false}, VoteReply{7, 9, false, true, "it \"led\" \xff"},
            Heartbeat{3, 4, 5}, HeartbeatReply{3, 4, 5}, TransferLeadership{8, 9}};
}

} // namespace

class PatternMessagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyMessageComesBackAsItWas()
    {
        for (const Message &message : everyKind()) {
            const std::string text = writeElectionMessage("web-0/elector", message);
            const auto read = readElectionMessage(text);
            QVERIFY2(read.has_value(), text.c_str());
            QCOMPARE(read->sender, std::string("web-0/elector"));
            QCOMPARE(read->message.index(), message.index());
            QCOMPARE(writeElectionMessage(read->sender, read->message), text);
        }
        const auto vote =
            readElectionMessage(writeElectionMessage("a", VoteRequest{7, 0xffffffffffffffffU, true, false}));
        QCOMPARE(std::get<VoteRequest>(vote->message).configuration, std::uint64_t(0xffffffffffffffffU));
    }

    void aMessageCutShortIsRefusedAtEveryByte()
    {
        for (const Message &message : everyKind()) {
            const std::string text = writeElectionMessage("a", message);
            for (std::size_t bytes = 0; bytes < text.size(); ++bytes)
                QVERIFY(!readElectionMessage(text.substr(0, bytes)));
        }
    }

    void whatIsMissingUnknownOrOfTheWrongTypeIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << "";
        QTest::newRow("no object") << "[]";
        QTest::newRow("no kind") << R"({"sender":"a","term":1,"configuration":2,"round":3})";
        QTest::newRow("no sender") << R"({"kind":"heartbeat","term":1,"configuration":2,"round":3})";
        QTest::newRow("sender a number") << R"({"kind":"heartbeat","sender":4,"term":1,"configuration":2,"round":3})";
        QTest::newRow("unknown kind") << R"({"kind":"coup","sender":"a","term":1,"configuration":2,"round":3})";
        QTest::newRow("term missing") << R"({"kind":"heartbeat","sender":"a","configuration":2,"round":3})";
        QTest::newRow("term negative") << R"({"kind":"heartbeat","sender":"a","term":-1,"configuration":2,"round":3})";
        QTest::newRow("term a fraction")
            << R"({"kind":"heartbeat","sender":"a","term":1.5,"configuration":2,"round":3})";
        QTest::newRow("term too great")
            << R"({"kind":"heartbeat","sender":"a","term":18446744073709551616,"configuration":2,"round":3})";
        QTest::newRow("a field too many")
            << R"({"kind":"heartbeat","sender":"a","term":1,"configuration":2,"round":3,"x":1})";
        QTest::newRow("granted in words")
            << R"({"kind":"vote-reply","sender":"a","term":1,"configuration":2,"preVote":false,"granted":"yes","reason":""})";
    }

    void whatIsMissingUnknownOrOfTheWrongTypeIsRefused()
    {
        QFETCH(QString, text);
        QVERIFY(!readElectionMessage(text.toStdString()));
    }
};

QTEST_GUILESS_MAIN(PatternMessagesTest)
#include "pattern_messages_test.moc"
