// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/agent/hub.h"

#include "agent_run.h"

#include "engine/wire/agent_order.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <QDeadlineTimer>
#include <QElapsedTimer>

#include <fcntl.h>

#include <algorithm>
#include <array>
#include <climits>
#include <memory>
#include <optional>
#include <set>
#include <vector>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

Telemetry report(const std::string &instance, std::uint64_t received, std::vector<std::uint64_t> events = {})
{
    Telemetry telemetry;
    telemetry.instance = instance;
    telemetry.life = 7;
    telemetry.unixNanoseconds = static_cast<std::int64_t>(received);
    telemetry.state.served.received = received;
    for (const std::uint64_t sequence : events)
        telemetry.events.push_back({sequence, 1, "elected", "event " + std::to_string(sequence)});
    return telemetry;
}

/// As the hub has it when it came in.
HubReport heard(const Telemetry &telemetry)
{
    HubReport report{std::make_shared<const std::string>(writeTelemetry(telemetry)), telemetry};
    report.head.state = {};
    return report;
}

std::vector<std::uint64_t> sequencesOf(const Telemetry &telemetry)
{
    std::vector<std::uint64_t> sequences;
    for (const TelemetryEvent &event : telemetry.events)
        sequences.push_back(event.sequence);
    return sequences;
}

using Sequences = std::vector<std::uint64_t>;

/// A hub as a process whose lines are read.
class HubRun : public AgentRun {
public:
    HubRun() : AgentRun(agentConfig("hub", "hub")) {}

    void command(const QByteArray &json)
    {
        process.write(json + '\n');
        process.waitForBytesWritten();
    }

    /// The next line for which `wanted` holds; others are passed over.
    template <class Wanted>
    QByteArray lineWhere(Wanted wanted)
    {
        const QDeadlineTimer patience(10'000); // of however many pieces large lines come in
        while (!patience.hasExpired()) {
            while (process.canReadLine()) {
                const QByteArray line = process.readLine().trimmed();
                if (wanted(line))
                    return line;
            }
            process.waitForReadyRead(10);
        }
        return {};
    }

    QByteArray lineWith(const QByteArray &part)
    {
        return lineWhere([&](const QByteArray &line) { return line.contains(part); });
    }

    std::optional<Telemetry> reportOf(const std::string &instance)
    {
        std::optional<Telemetry> found;
        lineWhere([&](const QByteArray &line) {
            const auto read = readTelemetry(line.toStdString());
            if (read && read->instance == instance)
                found = *read;
            return found.has_value();
        });
        return found;
    }

    QJsonObject pong()
    {
        command(R"({"command":"ping"})");
        return QJsonDocument::fromJson(lineWith("{\"pong\"")).object()["pong"].toObject();
    }
};

} // namespace

class HubTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aReportThatWaitsGivesWayToTheNewerButKeepsItsEvents()
    {
        HubOutput output(-1);
        output.put(heard(report("a", 1, {1, 2})));
        output.put(heard(report("b", 10)));
        output.put(heard(report("a", 2, {2, 3})));
        output.put(heard(report("a", 3)));
        output.put(std::string("{\"pong\":{}}"));
        const auto first = readTelemetry(output.next().value_or(""));
        QVERIFY(first.has_value());
        QCOMPARE(first->state.served.received, std::uint64_t(3));
        QCOMPARE(sequencesOf(*first), (Sequences{1, 2, 3}));
        QCOMPARE(readTelemetry(output.next().value_or(""))->instance, std::string("b"));
        QCOMPARE(output.next().value_or(""), std::string("{\"pong\":{}}\n"));
        QVERIFY(!output.next());
        QCOMPARE(output.replaced(), std::uint64_t(2));
    }

    void aNewLifeTakesNoEventsOfTheOldOne()
    {
        HubOutput output(-1);
        output.put(heard(report("a", 1, {1, 2})));
        Telemetry reborn = report("a", 0, {1});
        reborn.life = 8;
        output.put(heard(reborn));
        QCOMPARE(sequencesOf(*readTelemetry(output.next().value_or(""))), (Sequences{1}));
    }

    void reportsComeOutAndEventsAreAcknowledged()
    {
        HubRun hub;
        QVERIFY(hub.start());
        RawClient agent(hub.config.port);
        QVERIFY(agent.say(writeTelemetry(report("web-0/app", 5, {3, 4})) + '\n'));
        QCOMPARE(agent.hearUntil("\n"), std::string("{\"acknowledged\":4}\n"));
        const auto read = hub.reportOf("web-0/app");
        QVERIFY(read);
        QCOMPARE(read->state.served.received, std::uint64_t(5));
        QCOMPARE(sequencesOf(*read), (Sequences{3, 4}));
    }

    void reportsWithoutNewsAreToldTogetherAndNewsAtOnce()
    {
        int ends[2];
        QVERIFY(pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0);
        HubOutput output(ends[1]);
        std::array<char, 65536> chunk{};
        const auto readsOf = [&](int reports, auto put) {
            int reads = 0, lines = 0;
            put();
            for (QDeadlineTimer patience(5000); lines < reports && !patience.hasExpired();) {
                const auto bytes = ::read(ends[0], chunk.data(), chunk.size());
                if (bytes <= 0)
                    continue;
                ++reads;
                lines += static_cast<int>(std::count(chunk.data(), chunk.data() + bytes, '\n'));
            }
            return lines == reports ? reads : -1;
        };
        QElapsedTimer clock;
        clock.start();
        const int together = readsOf(8, [&] {
            for (int i = 0; i < 8; ++i)
                output.put(heard(report("quiet-" + std::to_string(i), 1)));
        });
        QVERIFY2(together > 0 && together <= 2, std::to_string(together).c_str());
        QVERIFY(clock.elapsed() >= LineWriter::gathering.count());
        // A reader that is woken for news has what was waiting beside it.
        const int news = readsOf(2, [&] {
            output.put(heard(report("quiet", 1)));
            output.put(heard(report("elected", 1, {1})));
        });
        QVERIFY2(news > 0 && news <= 2, std::to_string(news).c_str());
        ::close(ends[0]);
        ::close(ends[1]);
    }

    void whoOnlyHoldsAPlaceReportsSeldom()
    {
        HubRun hub;
        QVERIFY(hub.start());
        const auto reportsOf = [&](const std::string &role) {
            AgentConfig config = agentConfig(role, role);
            config.hub = {"localhost", hub.config.port};
            config.reportEvery = 110ms; // longer than reports are gathered for
            AgentRun agent(config);
            int reports = agent.start() ? 0 : -1;
            for (QDeadlineTimer time(1500); !time.hasExpired();)
                reports += hub.lineWhere([&](const QByteArray &) { return true; }).contains(role.c_str()) ? 1 : 0;
            return reports;
        };
        const int ofPlace = reportsOf("pause");
        const int ofService = reportsOf("service");
        QVERIFY2(ofPlace > 0 && ofService > 2 * ofPlace,
                 (std::to_string(ofPlace) + " and " + std::to_string(ofService)).c_str());
    }

    void aSnapshotTellsWhoeverAttachesLaterAllThatWasAcknowledged()
    {
        HubRun hub;
        QVERIFY(hub.start());
        RawClient agent(hub.config.port);
        for (const auto &telemetry : {report("a", 1, {1, 2}), report("a", 2, {2, 3}), report("a", 3)})
            QVERIFY(agent.say(writeTelemetry(telemetry) + '\n'));
        QVERIFY(!agent.hearUntil("{\"acknowledged\":3}\n").empty());
        QTRY_COMPARE(hub.pong()["instances"].toInt(), 1);
        hub.command(R"({"command":"snapshot"})");
        const auto read = hub.reportOf("a");
        QVERIFY(read);
        QCOMPARE(read->state.served.received, std::uint64_t(3));
        QCOMPARE(sequencesOf(*read), (Sequences{1, 2, 3}));
        QVERIFY(hub.lineWith("{\"snapshot\"").contains("\"instances\":1"));
        hub.command(R"({"command":"history","since":2})");
        QVERIFY(hub.lineWith("{\"history\":{").contains("\"received\":2"));
        QVERIFY(hub.lineWith("{\"history\":{").contains("\"received\":3"));
        hub.command(R"({"command":"forget","instance":"b"})");
        QCOMPARE(hub.pong()["instances"].toInt(), 1);
        hub.command(R"({"command":"forget","instance":"a"})");
        QCOMPARE(hub.pong()["instances"].toInt(), 0);
    }

    void commandsGoToThoseTheyAreFor()
    {
        HubRun hub;
        QVERIFY(hub.start());
        RawClient first(hub.config.port);
        RawClient second(hub.config.port);
        QVERIFY(first.say(writeTelemetry(report("web-0/app", 1)) + '\n'));
        QVERIFY(second.say(writeTelemetry(report("web-1/app", 1)) + '\n'));
        QTRY_COMPARE(hub.pong()["instances"].toInt(), 2);
        hub.command(R"({"command":"fault","target":"web-1"})");
        QCOMPARE(hub.lineWith("forwarded"), QByteArray(R"({"forwarded":1,"target":"web-1"})"));
        QCOMPARE(second.hearUntil("\n"), std::string("{\"command\":\"fault\",\"target\":\"web-1\"}\n"));
        hub.command("what?");
        QVERIFY(!hub.lineWith("{\"error\"").isEmpty());
    }

    void aQueueObeysOrdersAboutItsDeadLetters()
    {
        HubRun hub;
        QVERIFY(hub.start());
        AgentConfig config = agentConfig("queue", "jobs/queue");
        config.machine.behaviour = QueueConfig{};
        config.hub = {"localhost", hub.config.port};
        config.reportEvery = 50ms;
        AgentRun queue(config);
        QVERIFY(queue.start());
        const auto post = [&](const std::string &target, const std::string &body = {}) {
            RawClient client(config.port);
            const std::string text =
                "POST " + target +
                " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) +
                "\r\n\r\n" + body;
            return client.isConnected() && client.say(text) ? client.hearAll() : std::string();
        };
        const auto shown = [&](auto wanted) {
            for (int i = 0; i < 200; ++i) {
                const auto told = hub.reportOf("jobs/queue");
                const auto *state = told ? std::get_if<QueueState>(&told->state.pattern) : nullptr;
                if (state != nullptr && wanted(*state))
                    return true;
            }
            return false;
        };
        for (const char *input : {"first", "second"}) {
            QVERIFY(post("/tasks", input).starts_with("HTTP/1.1 201"));
            QVERIFY(post("/reserve?worker=w-7").starts_with("HTTP/1.1 200"));
        }
        QVERIFY(post("/tasks/1/bury?attempt=1", "no good").starts_with("HTTP/1.1 200"));
        QVERIFY(post("/tasks/2/bury?attempt=1", "no good").starts_with("HTTP/1.1 200"));
        QVERIFY(shown([](const QueueState &state) {
            return state.deadLetters.size() == 2 && state.deadLetters[0].payload == "first" &&
                   state.deadLetters[0].worker == "w-7" && state.deadLetters[0].error == "no good";
        }));
        hub.command(
            QByteArray::fromStdString(writeAgentOrder({.command = QueueCommand::Kick, .task = 1}, "jobs/queue")));
        hub.command(QByteArray::fromStdString(writeAgentOrder({.command = QueueCommand::Discard}, "jobs/queue")));
        QVERIFY(shown([](const QueueState &state) {
            return state.kicked == 1 && state.discarded == 1 && state.buried == 0 && state.ready == 1;
        }));
        QVERIFY(post("/reserve").find("first") != std::string::npos);
        hub.command(
            QByteArray::fromStdString(writeAgentOrder({.command = QueueCommand::Kick, .task = 2}, "jobs/queue")));
        QVERIFY(!hub.lineWith("is no dead letter").isEmpty()); // said in the agent's events
    }

    void junkOfAnyLengthHarmsNobodyElse()
    {
        HubRun hub;
        QVERIFY(hub.start());
        RawClient good(hub.config.port);
        RawClient junk(hub.config.port);
        QVERIFY(junk.say("GET / HTTP/1.1\r\n\r\n[[[[\n{\"instance\":7}\n"));
        QVERIFY(junk.say(std::string(3 << 20, 'x')));
        QVERIFY(junk.say("\n" + writeTelemetry(report("still-understood", 1)) + '\n'));
        QVERIFY(good.say(writeTelemetry(report("good", 1)) + '\n'));
        QTRY_COMPARE(hub.pong()["instances"].toInt(), 2);
        QVERIFY(hub.pong()["refused"].toInt() >= 4);
        for (int i = 0; i < 200; ++i)
            junk.say("junk\n");
        QVERIFY(junk.hearAll().empty()); // given up
    }

    void ofTooMuchTheLargestReportsAreGivenUp()
    {
        HubReports reports(200'000);
        for (const char *name : {"a", "b"})
            QVERIFY(reports.put(heard(report(name, 1))).empty());
        HubReport large = heard(report("large", 1));
        large.line = std::make_shared<const std::string>(150'000, ' ');
        QVERIFY(reports.put(large).empty());
        large.head.instance = "larger";
        large.line = std::make_shared<const std::string>(160'000, ' ');
        QCOMPARE(reports.put(large), std::vector<std::string>{"larger"});
        QVERIFY(reports.contains("a") && reports.contains("b") && reports.contains("large"));
        QVERIFY(reports.bytes() < 200'000);
        for (const char *name : {"a", "b", "large"})
            reports.take(name);
        QCOMPARE(reports.bytes(), std::size_t(0));
    }

    void aLongTextOfAnEventIsCut()
    {
        HubRun hub;
        QVERIFY(hub.start());
        RawClient agent(hub.config.port);
        Telemetry telemetry = report("web-0/app", 5, {3});
        for (int i = 0; i < 50'000; ++i)
            telemetry.events[0].text += "ä";
        QVERIFY(agent.say(writeTelemetry(telemetry) + '\n'));
        const auto read = hub.reportOf("web-0/app");
        QVERIFY(read);
        QCOMPARE(read->state.served.received, std::uint64_t(5));
        const std::string &text = read->events.at(0).text;
        QVERIFY(text.size() > 1000 && text.size() < 4096);
        QVERIFY(text.starts_with("event 3ä") && text.ends_with("ä…"));
    }

    void onePeerThatSendsMuchDoesNotEndTheHub()
    {
        HubRun hub;
        QVERIFY(hub.start());
        RawClient good(hub.config.port);
        QVERIFY(good.say(writeTelemetry(report("good", 1)) + '\n'));
        RawClient evil(hub.config.port);
        for (std::uint64_t i = 1; i <= 80; ++i) {
            std::string line = writeTelemetry(report("evil-" + std::to_string(i), 1, {i}));
            line.insert(1, 900'000, ' ');
            QVERIFY(evil.say(line + '\n'));
        }
        QVERIFY(!evil.hearUntil("{\"acknowledged\":80}\n").empty());
        std::vector<std::unique_ptr<RawClient>> unfinished;
        for (int i = 0; i < 40; ++i) {
            unfinished.push_back(std::make_unique<RawClient>(hub.config.port));
            unfinished.back()->say('{' + std::string(900'000, ' ')); // those before it may be given up meanwhile
        }
        const auto counted = [&hub](const char *what) { return hub.pong()[QLatin1String(what)].toInt(INT_MAX); };
        QTRY_VERIFY_WITH_TIMEOUT(counted("agents") < 20, 20'000);
        QVERIFY(counted("instances") < 20);
        QVERIFY2(mostMemoryMib(hub) < memoryLimitMib, qPrintable(QString::number(mostMemoryMib(hub))));
        hub.command(R"({"command":"snapshot"})");
        QVERIFY(hub.reportOf("good"));
        QVERIFY(fetch(hub.config.controlPort, "/logs").find("\"reports-limited\"") != std::string::npos);
    }

    void aThousandAgentsAreHeard()
    {
        HubRun hub;
        QVERIFY(hub.start());
        std::vector<std::unique_ptr<RawClient>> agents;
        for (int i = 0; i < 1000; ++i) {
            agents.push_back(std::make_unique<RawClient>(hub.config.port));
            if (!agents.back()->isConnected())
                QSKIP("this host gives a process too few descriptors");
            QVERIFY(agents.back()->say(writeTelemetry(report("i" + std::to_string(i), 1)) + '\n'));
        }
        QTRY_COMPARE_WITH_TIMEOUT(hub.pong()["instances"].toInt(), 1000, 20'000);
    }

    void aReaderThatSleepsStopsNothingAndLaterGetsTheNewest()
    {
        int ends[2];
        QVERIFY(pipe2(ends, O_CLOEXEC) == 0);
        AgentRun hub(agentConfig("hub", "hub"));
        hub.process.setChildProcessModifier([&] { dup2(ends[1], STDOUT_FILENO); });
        QVERIFY(hub.start());
        ::close(ends[1]);
        RawClient agent(hub.config.port);
        // Far more than a pipe holds; the last event tells that the hub took all of it.
        for (std::uint64_t i = 1; i <= 2000; ++i)
            QVERIFY(agent.say(writeTelemetry(report("instance-" + std::to_string(i % 20), i,
                                                    i == 2000 ? Sequences{1} : Sequences{})) +
                              '\n'));
        QVERIFY(!agent.hearUntil("{\"acknowledged\":1}\n").empty());
        QVERIFY(fetch(hub.config.controlPort, "/healthz").starts_with("HTTP/1.1 200"));
        std::set<std::uint64_t> newest;
        std::string input;
        std::array<char, 65536> chunk{};
        while (newest.size() < 20) {
            const auto bytes = ::read(ends[0], chunk.data(), chunk.size());
            QVERIFY(bytes > 0);
            input.append(chunk.data(), static_cast<std::size_t>(bytes));
            for (std::size_t end = input.find('\n'); end != std::string::npos; end = input.find('\n')) {
                const auto read = readTelemetry(input.substr(0, end));
                QVERIFY(read.has_value()); // whole lines only
                if (read->state.served.received > 1980)
                    newest.insert(read->state.served.received);
                input.erase(0, end + 1);
            }
        }
        hub.terminate();
        QVERIFY(hub.process.waitForFinished(3000));
        QCOMPARE(hub.process.exitCode(), 0);
        ::close(ends[0]);
    }

    void aHubEndsThoughItsReaderSleeps()
    {
        int ends[2];
        QVERIFY(pipe2(ends, O_CLOEXEC) == 0);
        AgentRun hub(agentConfig("hub", "hub"));
        hub.process.setChildProcessModifier([&] { dup2(ends[1], STDOUT_FILENO); });
        QVERIFY(hub.start());
        RawClient agent(hub.config.port);
        for (std::uint64_t i = 1; i <= 500; ++i)
            QVERIFY(agent.say(writeTelemetry(report("instance-" + std::to_string(i), i, {1})) + '\n'));
        QVERIFY(!agent.hearUntil("\n").empty());
        hub.terminate();
        QVERIFY(hub.process.waitForFinished(3000));
        QCOMPARE(hub.process.exitCode(), 0);
        ::close(ends[0]);
        ::close(ends[1]);
    }

    void agentsFindAHubThatComesLateOrComesBack()
    {
        AgentConfig config = agentConfig("pause", "web-0");
        config.port = 0;
        config.reportEvery = 50ms;
        auto hub = std::make_unique<HubRun>();
        const AgentConfig hubConfig = hub->config;
        config.hub = {"localhost", hubConfig.port};
        AgentRun agent(config);
        QVERIFY(agent.start());
        QVERIFY(hub->start());
        const auto first = hub->reportOf("web-0");
        QVERIFY(first && !first->events.empty());
        hub.reset();
        HubRun again;
        again.config = hubConfig;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("BAYPLAN_AGENT", QString::fromStdString(writeAgentConfig(hubConfig)));
        again.process.setProcessEnvironment(environment);
        QVERIFY(again.start());
        const auto second = again.reportOf("web-0");
        QVERIFY(second);
        QCOMPARE(second->life, first->life);
        agent.terminate();
        QVERIFY(agent.process.waitForFinished());
        bool sawEnd = false;
        for (auto last = again.reportOf("web-0"); last && !sawEnd; last = again.reportOf("web-0"))
            sawEnd = last->state.phase == Phase::Stopped;
        QVERIFY(sawEnd); // the last report is sent before the end
    }
};

QTEST_GUILESS_MAIN(HubTest)
#include "hub_test.moc"
