// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/election_http.h"

#include <QtTest/QtTest>

using namespace bayplan;
using namespace std::chrono_literals;

class ElectionHttpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theDocumentedPathsAreUnderstood_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("target");
        QTest::addColumn<int>("command");
        QTest::addColumn<QString>("election");
        const auto row = [](const char *method, const char *target, ElectionCommand command,
                            const char *election = "") {
            QTest::addRow("%s %s", method, target) << method << target << int(command) << election;
        };
        row("GET", "/", ElectionCommand::Holder);
        row("HEAD", "/", ElectionCommand::Holder);
        row("GET", "/isLeader", ElectionCommand::IsLeader);
        row("POST", "/becomeLeader", ElectionCommand::Become);
        row("POST", "/renewLeadership", ElectionCommand::Renew);
        row("POST", "/resign", ElectionCommand::Resign);
        row("GET", "/locks/my-lock", ElectionCommand::Holder, "my-lock");
        row("POST", "/locks/my-lock", ElectionCommand::Become, "my-lock");
        row("PUT", "/locks/my-lock", ElectionCommand::Renew, "my-lock");
        row("DELETE", "/locks/my-lock", ElectionCommand::Resign, "my-lock");
        row("GET", "/elections/web%2Felector", ElectionCommand::Holder, "web/elector");
        row("POST", "/elections/jobs/resign", ElectionCommand::Resign, "jobs");
    }

    void theDocumentedPathsAreUnderstood()
    {
        QFETCH(QString, method);
        QFETCH(QString, target);
        QFETCH(int, command);
        QFETCH(QString, election);
        const auto read = readElectionRequest({method.toStdString(), target.toStdString(), {}, 0});
        QVERIFY(read.has_value());
        QCOMPARE(int(read->as<ElectionRequest>()->command), command);
        QCOMPARE(read->as<ElectionRequest>()->election, election.toStdString());
    }

    void otherPathsAndMethodsAreRefused()
    {
        const auto code = [](const char *method, const char *target) {
            const auto read = readElectionRequest({method, target, {}, 0});
            return read ? ErrorCode::Failed : read.error().code;
        };
        QVERIFY(code("GET", "/becomeLeader") == ErrorCode::Unsupported);
        QVERIFY(code("POST", "/") == ErrorCode::Unsupported);
        QVERIFY(code("PATCH", "/locks/a") == ErrorCode::Unsupported);
        QVERIFY(code("GET", "/locks") == ErrorCode::NotFound);
        QVERIFY(code("GET", "/locks/a/b") == ErrorCode::NotFound);
        QVERIFY(code("GET", "/isleader") == ErrorCode::NotFound);
    }

    void theHolderIsNamedAsTheKubernetesSidecarDoes()
    {
        const ElectionReply reply{.leader = "web-0/elector", .term = 4, .leaseRemaining = 300ms};
        QCOMPARE(writeElectionReply(CallStatus::Ok, reply).body, std::string("{\"name\":\"web-0/elector\"}\n"));
        const auto none = writeElectionReply(CallStatus::Overloaded, ElectionReply{.status = 503});
        QCOMPARE(none.status, 503);
        QVERIFY(none.body.find("\"name\":\"\"") != std::string::npos);
    }

    void aLeaderIsToldItsTokenAndHowLongItMayActOnIt()
    {
        const ElectionReply reply{
            .leader = "a", .term = 4, .fencingToken = 4, .leaseRemaining = 799999us, .command = ElectionCommand::Renew};
        const auto http = writeElectionReply(CallStatus::Ok, reply);
        // Never rounded up: a lease shown too long would be acted on too long.
        QCOMPARE(http.body, std::string("{\"fencingToken\":4,\"leader\":\"a\",\"leaseRemainingMs\":799,\"term\":4}\n"));
        const auto [status, body] = readElectionReply(http);
        QVERIFY(status == CallStatus::Ok);
        QCOMPARE(body.as<ElectionReply>()->fencingToken, std::uint64_t(4));
        QVERIFY(body.as<ElectionReply>()->leaseRemaining == 799ms);
    }

    void aReplyThatFailedIsNeverTwoHundred()
    {
        QCOMPARE(writeElectionReply(CallStatus::TimedOut, ElectionReply{}).status, 503);
        QCOMPARE(writeElectionReply(CallStatus::Ok, HttpReply{}).status, 503);
        QCOMPARE(writeElectionReply(CallStatus::Ok, ElectionReply{.status = 409}).status, 409);
    }
};

QTEST_GUILESS_MAIN(ElectionHttpTest)
#include "election_http_test.moc"
