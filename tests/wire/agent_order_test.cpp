// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/agent_fault.h"
#include "engine/wire/agent_order.h"

#include <QTest>

using namespace bayplan;

class AgentOrderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOrderComesBackAsItWas()
    {
        for (const QueueRequest &order :
             {QueueRequest{.command = QueueCommand::Kick, .task = 17}, QueueRequest{.command = QueueCommand::Discard},
              QueueRequest{.command = QueueCommand::Discard, .task = UINT64_MAX},
              QueueRequest{.command = QueueCommand::Show, .task = 26}}) {
            const std::string line = writeAgentOrder(order, "jobs/queue");
            QVERIFY(line.find('\n') == std::string::npos);
            const auto read = readAgentOrder(line);
            QVERIFY2(read.has_value(), line.c_str());
            QVERIFY(read->command == order.command);
            QCOMPARE(read->task, order.task);
            QVERIFY(!readAgentFault(line)); // the two are told apart
        }
    }

    void garbageIsRefused()
    {
        for (const char *line : {"", "{}", "[]", R"({"command":"fault"})", R"({"command":"dead-letters"})",
                                 R"({"command":"dead-letters","do":"eat","task":1})",
                                 R"({"command":"dead-letters","do":"kick","task":-1})",
                                 R"({"command":"dead-letters","do":"kick","task":"1"})"})
            QVERIFY2(!readAgentOrder(line), line);
        QVERIFY(!readAgentOrder(std::string(100'000, '[')));
    }
};

QTEST_GUILESS_MAIN(AgentOrderTest)
#include "agent_order_test.moc"
