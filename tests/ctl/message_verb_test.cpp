// SPDX-License-Identifier: GPL-3.0-or-later
// One message that is named on the command line: recorded, replayed, and kept in a fork.
#include "engine/base/units.h"
#include "engine/model/document_file.h"
#include "simulator/message_recorder.h"
#include "tests/ctl/program.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace bayplan;
using namespace bayplan::test;
using namespace std::chrono_literals;

class MessageVerbTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A heartbeat of the leader, in the middle of its way.
    void initTestCase()
    {
        const auto document = loadDocument((examples + "leader-election.bayplan.json").toStdString());
        const Plan plan = lower(document->topology).value();
        MessageChoice everybody;
        for (InstanceIndex index = 0; index < plan.instances.size(); ++index)
            everybody.instances.push_back(index);
        const auto records = retracedMessages(plan, {}, {Time(12s)}, everybody).value();
        const auto found = std::ranges::find_if(records, [](const MessageRecord &record) {
            return record.sort == MessageSort::Heartbeat && record.sent > Time(8s) && record.arrived != never;
        });
        QVERIFY(found != records.end());
        m_number = std::to_string(found->number);
        m_target = plan.instances[found->to].name;
        m_instant = formatDuration((found->sent + (found->arrived - found->sent) / 2).time_since_epoch());
    }

    void itIsDroppedAndTheReplayIsTheSame()
    {
        const QString recording = m_folder.filePath("a.bayrun");
        const QString how = injection("drop") + "@" + QString::fromStdString(m_instant);
        const Outcome outcome = run({"simulate", examples + "leader-election.bayplan.json", "--inject", how, "--events",
                                     "--record", recording});
        QVERIFY2(outcome.status == 0, outcome.errors);
        const QByteArray words = "message " + QByteArray::fromStdString(m_number) + ", heartbeat of ";
        QVERIFY2((outcome.output + outcome.errors).contains("message-dropped " + QByteArray::fromStdString(m_target)),
                 outcome.errors);
        QVERIFY((outcome.output + outcome.errors).contains(words));
        const Outcome again = run({"replay", recording});
        QVERIFY2(again.status == 0, again.output);
        QVERIFY(again.output.startsWith("The same"));
    }

    void aForkLaysHandsOnItToo()
    {
        const QString recording = m_folder.filePath("b.bayrun");
        QCOMPARE(run({"simulate", examples + "leader-election.bayplan.json", "--record", recording}).status, 0);
        const QString fork = m_folder.filePath("fork.bayplan.json");
        const Outcome outcome = run({"replay", recording, "--fork", QString::fromStdString(m_instant), "--inject",
                                     injection("delay") + ":by=1s", "-o", fork});
        QVERIFY2(outcome.status == 0, outcome.errors);
        const Outcome simulated = run({"simulate", fork, "--events"});
        QVERIFY2((simulated.output + simulated.errors).contains("message-delayed"), simulated.errors);
    }

    void whatNobodyCanDoIsRefused()
    {
        const Outcome outcome =
            run({"simulate", examples + "leader-election.bayplan.json", "--inject", injection("swallow") + "@1s"});
        QCOMPARE(outcome.status, 3);
        QVERIFY2(outcome.errors.contains("swallow"), outcome.errors);
    }

private:
    QString injection(const char *how) const
    {
        return QString::fromStdString("message:" + m_target + ":number=" + m_number + ":how=" + how);
    }

    QTemporaryDir m_folder;
    std::string m_number, m_target, m_instant;
};

QTEST_GUILESS_MAIN(MessageVerbTest)
#include "message_verb_test.moc"
