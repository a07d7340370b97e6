// SPDX-License-Identifier: GPL-3.0-or-later
// The program as its containers run it: signals, exit codes, and roles that speak to each other.
#include "agent_run.h"

#include <QStandardPaths>
#include <QTemporaryDir>

#include <memory>
#include <vector>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

AgentConfig service(const std::string &instance, Distribution time, std::uint32_t concurrency)
{
    AgentConfig config = agentConfig("service", instance);
    ServiceConfig behaviour;
    behaviour.serviceTime = time;
    behaviour.concurrency = concurrency;
    config.machine.behaviour = behaviour;
    return config;
}

AgentConfig load(std::uint16_t port, double rate)
{
    AgentConfig config = agentConfig("load", "client/load");
    config.port = 0;
    LoadConfig behaviour;
    behaviour.ratePerSecond = rate;
    config.machine.behaviour = behaviour;
    addPeer(config, "web", port);
    return config;
}

int runProgram(const QStringList &arguments, QByteArray *output = nullptr)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove("BAYPLAN_AGENT");
    process.setProcessEnvironment(environment);
    process.start(agentProgram(), arguments);
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
        return -1;
    if (output)
        *output = process.readAllStandardOutput() + process.readAllStandardError();
    return process.exitCode();
}

double failuresOf(const AgentRun &run)
{
    const std::string text = run.metrics();
    return metric(text, "bayplan_calls_ended_total{peer=\"web\",outcome=\"failed\"}") +
           metric(text, "bayplan_calls_ended_total{peer=\"web\",outcome=\"timed_out\"}");
}

double successesOf(const AgentRun &run)
{
    return metric(run.metrics(), "bayplan_calls_ended_total{peer=\"web\",outcome=\"succeeded\"}");
}

} // namespace

class ProcessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void requestsInFlightAtSigtermAreAnswered()
    {
        AgentRun run(service("web", Distribution::constant(600ms), 0));
        QVERIFY(run.start());
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 20; ++i) {
            clients.push_back(std::make_unique<RawClient>(run.config.port));
            QVERIFY(clients.back()->say(get("/")));
        }
        QTRY_VERIFY(metric(run.metrics(), "bayplan_requests_in_service") == 20);
        run.terminate();
        QTRY_VERIFY(fetch(run.config.controlPort, "/readyz").starts_with("HTTP/1.1 503"));
        run.terminate(); // a second one shortens nothing
        QVERIFY(!RawClient(run.config.port).isConnected());
        for (const auto &client : clients)
            QVERIFY(client->hearAll().starts_with("HTTP/1.1 200"));
        QVERIFY(run.process.waitForFinished());
        QCOMPARE(run.process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(run.process.exitCode(), 0);
    }

    void theGraceEndsTheDrain()
    {
        AgentConfig config = service("web", Distribution::constant(60s), 0);
        config.stopGrace = 1s;
        AgentRun run(config);
        QVERIFY(run.start());
        RawClient client(config.port);
        QVERIFY(client.say(get("/")));
        QTRY_VERIFY(metric(run.metrics(), "bayplan_requests_in_service") == 1);
        run.terminate();
        QVERIFY(run.process.waitForFinished(4000));
        QCOMPARE(run.process.exitCode(), 0);
    }

    void aPauseContainerEndsAtOnce()
    {
        AgentConfig config = agentConfig("pause", "web-0");
        config.port = 0;
        AgentRun run(config);
        QVERIFY(run.start());
        QCOMPARE(runProgram({"probe", QString::number(config.controlPort)}), 0);
        QElapsedTimer timer;
        timer.start();
        run.terminate();
        QVERIFY(run.process.waitForFinished());
        QVERIFY(timer.elapsed() < 1000);
        QCOMPARE(run.process.exitCode(), 0);
        QCOMPARE(runProgram({"probe", QString::number(config.controlPort)}), 1);
    }

    void aKilledReplicaBehindAFrontLosesNoMoreThanWasInFlight()
    {
        std::vector<std::unique_ptr<AgentRun>> replicas;
        AgentConfig front = agentConfig("front", "web");
        front.machine.behaviour = FrontConfig{};
        for (int i = 0; i < 3; ++i) {
            const std::string name = "web-" + std::to_string(i) + "/app";
            replicas.push_back(std::make_unique<AgentRun>(service(name, Distribution::constant(2ms), 0)));
            QVERIFY(replicas.back()->start());
            addPeer(front, name, replicas.back()->config.port);
        }
        AgentRun frontRun(front);
        QVERIFY(frontRun.start());
        AgentRun client(load(front.port, 100));
        QVERIFY(client.start());
        QTRY_VERIFY(successesOf(client) > 50);
        replicas[0]->process.kill();
        const double before = successesOf(client);
        QTRY_VERIFY(successesOf(client) > before + 100);
        QVERIFY2(failuresOf(client) <= 2, qPrintable(QString::number(failuresOf(client))));
        QTRY_VERIFY(fetch(front.controlPort, "/logs").find("\"ejected\"") != std::string::npos);
    }

    void aReplicaThatIsTakenAwayWithDrainLosesNothing()
    {
        std::vector<std::unique_ptr<AgentRun>> replicas;
        AgentConfig front = agentConfig("front", "web");
        front.machine.behaviour = FrontConfig{};
        for (int i = 0; i < 2; ++i) {
            const std::string name = "web-" + std::to_string(i) + "/app";
            replicas.push_back(std::make_unique<AgentRun>(service(name, Distribution::constant(20ms), 0)));
            QVERIFY(replicas.back()->start());
            addPeer(front, name, replicas.back()->config.port);
        }
        AgentRun frontRun(front);
        QVERIFY(frontRun.start());
        AgentRun client(load(front.port, 100));
        QVERIFY(client.start());
        QTRY_VERIFY(successesOf(client) > 50);
        replicas[0]->terminate();
        QVERIFY(replicas[0]->process.waitForFinished());
        QCOMPARE(replicas[0]->process.exitCode(), 0);
        const double before = successesOf(client);
        QTRY_VERIFY(successesOf(client) > before + 50);
        QCOMPARE(failuresOf(client), 0.0);
    }

    void loadArrivesAtItsRateAndTheFiguresOfBothSidesAgree()
    {
        AgentRun server(service("web", Distribution::constant(1ms), 0));
        QVERIFY(server.start());
        AgentRun client(load(server.config.port, 200));
        QVERIFY(client.start());
        QTRY_VERIFY_WITH_TIMEOUT(successesOf(client) > 400, 20'000);
        client.terminate();
        QVERIFY(client.process.waitForFinished());
        const std::string text = server.metrics();
        QVERIFY(metric(text, "bayplan_requests_received_total") >= 400);
        QCOMPARE(metric(text, "bayplan_requests_ended_total{outcome=\"succeeded\"}"),
                 metric(text, "bayplan_requests_received_total"));
        // 1 ms each, in slots that know no bound.
        const double busy =
            metric(text, "bayplan_busy_seconds_total") / metric(text, "bayplan_requests_received_total");
        QVERIFY2(busy >= 0.001 && busy < 0.02, qPrintable(QString::number(busy)));
    }

    void waitingIsNotSpinning()
    {
        AgentRun run(service("web", Distribution::constant(500ms), 0));
        QVERIFY(run.start());
        const auto hundredths = [&run] { // of a second of processor time
            QFile stat("/proc/" + QString::number(run.process.processId()) + "/stat");
            const QList<QByteArray> words =
                stat.open(QIODevice::ReadOnly) ? stat.readAll().split(' ') : QList<QByteArray>();
            return words.size() > 14 ? words[13].toInt() + words[14].toInt() : -1;
        };
        const int begun = hundredths();
        QVERIFY(begun >= 0);
        RawClient client(run.config.port);
        QVERIFY(client.say(get("/", true)));
        QVERIFY(!client.hearAll().empty());
        QVERIFY(hundredths() - begun < 20);
    }

    void theProfileSaysWhatTheProcessUses()
    {
        AgentRun run(service("web", Distribution::constant(1ms), 0));
        QVERIFY(run.start());
        const auto profile = [&] {
            const std::string reply = fetch(run.config.controlPort, "/profile");
            return nlohmann::json::parse(reply.substr(reply.find("\r\n\r\n") + 4), nullptr, false);
        };
        const auto before = profile();
        QVERIFY2(before.is_object(), before.dump().c_str());
        QCOMPARE(before["threads"].at(0)["id"].get<qint64>(), run.process.processId());
        QCOMPARE(before["threads"].at(0)["name"].get<std::string>(), std::string("bayplan-agent"));
#ifndef BAYPLAN_SANITIZED // whose heap is another one
        QVERIFY(before["heapBytes"].get<std::uint64_t>() > 10'000);
#endif
        QVERIFY(before["residentBytes"].get<std::uint64_t>() > 500'000);
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 20; ++i) {
            clients.push_back(std::make_unique<RawClient>(run.config.port));
            QVERIFY(clients.back()->say(get("/")));
            QVERIFY(!clients.back()->hearReply().empty());
        }
        const auto after = profile();
        QCOMPARE(after["openDescriptors"].get<int>() - before["openDescriptors"].get<int>(), 20);
        const auto spent = [](const nlohmann::json &seen) {
            return seen["userSeconds"].get<double>() + seen["systemSeconds"].get<double>();
        };
        QVERIFY(spent(after) > spent(before));
        QTRY_VERIFY(profile()["threads"].at(0)["cpuSeconds"].get<double>() > 0); // in hundredths
        QVERIFY(fetch(run.config.controlPort, "/nowhere").find(" /profile ") != std::string::npos);
    }

    void metricsPassPromtool()
    {
        const QString promtool = QStandardPaths::findExecutable("promtool");
        if (promtool.isEmpty())
            QSKIP("promtool is not installed");
        AgentConfig config = service("web \"odd\\name", Distribution::constant(1ms), 1);
        addPeer(config, "a \"peer\"\n", freePort());
        AgentRun run(config);
        QVERIFY(run.start());
        const std::string reply = run.metrics();
        QVERIFY(reply.find("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n") != std::string::npos);
        QProcess process;
        process.start(promtool, {"check", "metrics"});
        process.write(QByteArray::fromStdString(reply.substr(reply.find("\r\n\r\n") + 4)));
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.readAllStandardError(), QByteArray());
        QCOMPARE(process.exitCode(), 0);
    }

    void aPortThatIsTakenIsNamed()
    {
        AgentRun first(service("a", Distribution::constant(1ms), 1));
        QVERIFY(first.start());
        AgentConfig config = service("b", Distribution::constant(1ms), 1);
        config.port = first.config.port;
        AgentRun second(config);
        QVERIFY(!second.start());
        QCOMPARE(second.process.exitCode(), 1);
        QVERIFY(second.process.readAllStandardError().contains("port " + QByteArray::number(config.port)));
    }

    void exitCodesSayWhatWasWrong()
    {
        QByteArray output;
        QCOMPARE(runProgram({"--help"}, &output), 0);
        QVERIFY(output.contains("probe PORT"));
        QCOMPARE(runProgram({"version"}, &output), 0);
        QVERIFY(output.contains(BAYPLAN_VERSION));
        QCOMPARE(runProgram({"dance"}), 2);
        QCOMPARE(runProgram({"probe", "70000"}), 2);
        QCOMPARE(runProgram({}, &output), 3);
        QVERIFY(output.contains("BAYPLAN_AGENT"));
        AgentConfig config = agentConfig("juggler", "x");
        AgentRun run(config);
        run.process.start(agentProgram(), QStringList());
        QVERIFY(run.process.waitForFinished());
        QCOMPARE(run.process.exitCode(), 1);
    }

    void theConfigurationMayStandInAFile()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath("agent.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"role\":\"pause\",\"prot\":1}");
        file.close();
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove("BAYPLAN_AGENT");
        environment.insert("BAYPLAN_AGENT_FILE", file.fileName());
        process.setProcessEnvironment(environment);
        process.start(agentProgram(), QStringList());
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 3);
        QVERIFY(process.readAllStandardError().contains("agent.json: /prot: "));
    }

    void aCopyOfTheProgramRuns()
    {
        QTemporaryDir folder;
        QCOMPARE(runProgram({"copy", folder.path()}), 0);
        QProcess process;
        process.start(folder.filePath("bayplan-agent"), {"version"});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(runProgram({"copy", folder.filePath("nowhere")}), 1);
    }
};

QTEST_GUILESS_MAIN(ProcessTest)
#include "process_test.moc"
