// SPDX-License-Identifier: GPL-3.0-or-later
// What is made of an engine's words without any engine: times, log entries that were cut, notes of plans, images whose
// name was moved.
#include "engine/docker/deployment_checks.h"
#include "engine/docker/engine_time.h"
#include "engine/docker/found_state.h"
#include "engine/docker/log_lines.h"
#include "engine/docker/plan_note.h"
#include "tests/docker/small_plan.h"

#include <QtTest>

using namespace bayplan;

namespace {

std::vector<LogLine> linesOf(const std::vector<std::string> &entries)
{
    std::vector<LogLine> lines;
    EntryLines reader("web-0/app", false, [&](LogLine line) { lines.push_back(std::move(line)); });
    for (const std::string &entry : entries)
        reader.take(entry, true);
    reader.finish();
    return lines;
}

LogLine lineAt(std::int64_t time, const std::string &text)
{
    LogLine line;
    line.instance = "a";
    line.text = text;
    line.unixNanoseconds = time;
    return line;
}

std::string textsOf(const std::vector<LogLine> &lines)
{
    std::string text;
    for (const LogLine &line : lines)
        text += line.text;
    return text;
}

} // namespace

class DeploymentStateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void timesOfEnginesAreRead()
    {
        QCOMPARE(unixTimeOf("1970-01-01T00:00:01.5Z").value(), std::int64_t{1'500'000'000});
        QCOMPARE(unixTimeOf("2026-11-23T01:00:00+01:00").value(), unixTimeOf("2026-11-23T00:00:00Z").value());
        QCOMPARE(unixTimeOf("2026-11-23T00:00:00.123456789Z").value() % 1'000'000'000, std::int64_t{123'456'789});
        for (const char *bad : {"", "yesterday", "2026-13-01T00:00:00Z", "2026-11-23T00:00:00", "2026-11-23 00:00:00Z"})
            QVERIFY2(!unixTimeOf(bad), bad);
    }

    void aLineThatTheEngineCutIsOneLineOfItsFirstTime()
    {
        const auto lines = linesOf({"2026-11-23T10:00:00.1Z begin ", "2026-11-23T10:00:00.2Z middle ",
                                    "2026-11-23T10:00:00.3Z end\n", "2026-11-23T10:00:01Z next\r\n"});
        QCOMPARE(lines.size(), std::size_t{2});
        QCOMPARE(lines[0].text, std::string("begin middle end"));
        QCOMPARE(lines[0].timestamp, std::string("2026-11-23T10:00:00.1Z"));
        QCOMPARE(lines[1].text, std::string("next"));
    }

    void whatIsNoTimeIsText()
    {
        const auto lines = linesOf({"hello world\n", "2026-11-23T10:00:01Z \n", "2026-11-23T10:00:02Z no end"});
        QCOMPARE(lines.size(), std::size_t{3});
        QCOMPARE(lines[0].text, std::string("hello world"));
        QCOMPARE(lines[1].text, std::string());
        QCOMPARE(lines[2].text, std::string("no end"));
    }

    void entriesThatComeInPiecesAreTheSame()
    {
        std::vector<LogLine> lines;
        EntryLines reader("web-0/app", true, [&](LogLine line) { lines.push_back(std::move(line)); });
        const std::string entry = "2026-11-23T10:00:00.1Z one two\n";
        for (std::size_t i = 0; i < entry.size(); ++i)
            reader.take(std::string_view(entry).substr(i, 1), i == 0);
        QCOMPARE(lines.size(), std::size_t{1});
        QCOMPARE(lines[0].text, std::string("one two"));
        QVERIFY(lines[0].isError);
    }

    void aLineWithoutEndSaysHowMuchOfItIsGone()
    {
        const std::string much(700'000, 'x');
        const auto lines =
            linesOf({"2026-11-23T10:00:00Z " + much, "2026-11-23T10:00:00Z " + much, "2026-11-23T10:00:00Z end\n"});
        QCOMPARE(lines.size(), std::size_t{1});
        QCOMPARE(lines[0].text.size() + lines[0].cutBytes, std::size_t{1'400'003});
        QCOMPARE(lines[0].text.size(), std::size_t{1} << 20U);
    }

    void linesOfSeveralComeInOrderOfTheirTimes()
    {
        LogOrder order;
        order.add(lineAt(30, "c"));
        order.add(lineAt(10, "a"));
        QCOMPARE(textsOf(order.sort(false)), std::string()); // a straggler may come
        order.add(lineAt(20, "b"));
        order.add(lineAt(40, "d"));
        QCOMPARE(textsOf(order.sort(false)), std::string("abc"));
        QCOMPARE(textsOf(order.sort(false)), std::string("d"));
        order.add(lineAt(50, "e"));
        QCOMPARE(textsOf(order.sort(true)), std::string("e"));
    }

    void aNoteOfAPlanTellsWhatHasChanged()
    {
        SmallPlan small;
        const std::string before = deployedText(small.plan);
        small.plan.instances[1].memoryBytes = 80 << 20;
        small.plan.instances[1].command = {"serve", "--fast"};
        small.addPod("late", "late");
        const PlanNote note(before);
        QVERIFY(note.hasContainer("web-0/app") && !note.hasContainer("late/pause"));
        QVERIFY(note.hasLink("client-web") && !note.hasLink("other"));
        QCOMPARE(note.changesOf("web-0/app", deployedText(small.plan)),
                 std::string("command: none -> serve --fast, memory: none -> 80MiB"));
        QCOMPARE(note.changesOf("client/load", deployedText(small.plan)), std::string());
        QCOMPARE(PlanNote("").changesOf("web-0/app", before), std::string());
    }

    void anImageWhoseNameWasMovedIsNoticed()
    {
        FoundItem item;
        item.image = "nginx:1";
        QVERIFY(!item.isOfAnotherImage("nginx:1"));
        QVERIFY(item.isOfAnotherImage("nginx:2"));
        item.image = "sha256:0123";
        QVERIFY(item.isOfAnotherImage("nginx:1"));
        QVERIFY(!item.isOfAnotherImage("sha256:0123"));
        for (const char *same : {"docker.io/library/nginx:1", "localhost/nginx:1", "registry.example/nginx:1"}) {
            item.image = same; // as Podman has them
            QVERIFY2(!item.isOfAnotherImage("nginx:1"), same);
        }
        item.image = "nginx";
        QVERIFY(!item.isOfAnotherImage("nginx:latest"));
    }

    void limitsThatTheMachineCannotGiveAreSaidBefore()
    {
        SmallPlan small;
        small.plan.instances[1].cpus = 8;
        small.plan.instances[3].memoryBytes = std::int64_t{64} << 30;
        const auto checks = checkLimits(small.plan, {2, std::int64_t{8} << 30});
        QCOMPARE(checks.size(), std::size_t{2});
        QCOMPARE(checks[0].state, DeployCheck::State::Blocked);
        QCOMPARE(checks[0].element, std::string("web-app"));
        const std::string message = checks[0].message.english();
        QVERIFY2(message.find("8 cores") != std::string::npos, message.c_str());
        QCOMPARE(checks[1].state, DeployCheck::State::Warning);
        QCOMPARE(checkLimits(SmallPlan().plan, {2, std::int64_t{8} << 30}).front().state, DeployCheck::State::Good);
    }

    void systemFoldersNeedConsent()
    {
        const auto stateOf = [](const std::string &hostPath, bool hasConsent) {
            SmallPlan small;
            small.plan.volumes.front().hostPath = hostPath;
            const auto checks = checkSystemFolders(small.plan, "/home/somebody", hasConsent);
            return checks.empty() ? DeployCheck::State::Good : checks.front().state;
        };
        for (const char *path : {"/etc", "//var/run/docker.sock", "/opt/../run/docker.sock", "../../etc"}) {
            QCOMPARE(stateOf(path, false), DeployCheck::State::Blocked);
            QCOMPARE(stateOf(path, true), DeployCheck::State::Warning);
        }
        for (const char *path : {"", "./etc", "../etc", "/opt/data"})
            QCOMPARE(stateOf(path, false), DeployCheck::State::Good);
    }

    void aLinkToASystemFolderIsOne()
    {
        QTemporaryDir folder;
        QVERIFY(QFile::link("/etc", folder.filePath("innocent")));
        SmallPlan small;
        small.plan.volumes.front().hostPath = "innocent";
        QCOMPARE(checkSystemFolders(small.plan, folder.path().toStdString(), false).size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(DeploymentStateTest)
#include "deployment_state_test.moc"
