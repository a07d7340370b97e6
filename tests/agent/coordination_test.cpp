// SPDX-License-Identifier: GPL-3.0-or-later
// Electors, queues and workers as real processes on this host, killed and restarted.
#include "agent_run.h"

#include "engine/wire/election_trace.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <set>
#include <vector>

using namespace bayplan;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

struct Heard {
    int status = 0;
    std::string head, body;
    json object() const { return json::parse(body, nullptr, false); }
};

/// One request over a connection of its own; status 0 when nobody answers.
Heard ask(std::uint16_t port, const std::string &method, const std::string &target, const std::string &body = {})
{
    RawClient client(port);
    const std::string text =
        method + ' ' + target +
        " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) +
        "\r\n\r\n" + body;
    if (!client.isConnected() || !client.say(text))
        return {};
    const std::string reply = client.hearAll();
    const std::size_t end = reply.find("\r\n\r\n");
    if (end == std::string::npos || reply.size() < 12)
        return {};
    return {std::stoi(reply.substr(9, 3)), reply.substr(0, end), reply.substr(end + 4)};
}

bool waitFor(const std::function<bool()> &met, std::chrono::milliseconds limit = 30s)
{
    QElapsedTimer timer;
    timer.start();
    while (!met()) {
        if (timer.elapsed() > limit.count())
            return false;
        QTest::qWait(20);
    }
    return true;
}

std::string textOf(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Three electors that know each other by their control ports. Each keeps a trace.
class Electors {
public:
    explicit Electors(const QString &folder)
    {
        for (int i = 0; i < 3; ++i) {
            configs.push_back(agentConfig("elector", "web-" + std::to_string(i) + "/elector"));
            configs.back().stateDir = (folder + "/elector-" + QString::number(i)).toStdString();
            configs.back().traceFile = (folder + "/trace-" + QString::number(i)).toStdString();
        }
        QDir().mkpath(folder);
        for (AgentConfig &self : configs) {
            // Patient, so that a busy machine is not taken for a dead leader.
            self.machine.behaviour = ElectionConfig{.election = "web",
                                                    .member = self.instance,
                                                    .electionTimeoutMin = 2s,
                                                    .electionTimeoutMax = 4s,
                                                    .lease = 1600ms,
                                                    .heartbeat = 300ms};
            for (const AgentConfig &other : configs)
                if (other.instance != self.instance)
                    addPeer(self, other.instance, other.controlPort, PeerProtocol::Election);
        }
        runs.resize(3);
        for (std::size_t i = 0; i < 3; ++i)
            start(i);
    }

    void start(std::size_t i)
    {
        runs[i] = std::make_unique<AgentRun>(configs[i]);
        runs[i]->start();
    }
    void kill(std::size_t i)
    {
        runs[i]->process.kill();
        runs[i]->process.waitForFinished();
        runs[i].reset();
    }
    Heard say(std::size_t i, const std::string &method, const std::string &target) const
    {
        return ask(configs[i].port, method, target);
    }
    int leader() const
    {
        int found = -1;
        for (std::size_t i = 0; i < 3; ++i)
            if (runs[i] && say(i, "GET", "/isLeader").status == 200)
                found = static_cast<int>(i);
        return found;
    }

    std::vector<AgentConfig> configs;
    std::vector<std::unique_ptr<AgentRun>> runs;
};

AgentConfig queueConfig(const std::string &folder, Duration timeToRun = 3s)
{
    AgentConfig config = agentConfig("queue", "jobs");
    config.machine.behaviour = QueueConfig{.timeToRun = timeToRun, .maxAttempts = 3, .backoff = 50ms};
    config.stateDir = folder;
    return config;
}

/// Its outputs are tasks of `next`.
AgentConfig stageConfig(const std::string &folder, const AgentRun &next)
{
    AgentConfig config = queueConfig(folder, 20s);
    addPeer(config, "next", next.config.port, PeerProtocol::Queue);
    return config;
}

/// As the queue shows it; nothing while there is no such task.
std::string inputOf(const AgentRun &queue, int task)
{
    const json item = ask(queue.config.port, "GET", "/api/v1/items/task-" + std::to_string(task)).object();
    return item.is_object() && item.contains("data") ? item["data"].value("input", std::string()) : std::string();
}

AgentConfig workerConfig(const std::string &name, std::uint16_t queuePort, WorkerConfig worker)
{
    AgentConfig config = agentConfig("worker", name);
    config.port = 0;
    config.machine.behaviour = std::move(worker);
    addPeer(config, "jobs", queuePort, PeerProtocol::Queue);
    return config;
}

} // namespace

class CoordinationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = m_temporary.filePath(QString::number(++m_count)); }

    void threeElectorsElectFailOverAndTakeBackARestartedOne()
    {
        Electors electors(m_folder);
        QVERIFY(waitFor([&] { return electors.leader() >= 0; }));
        const auto first = static_cast<std::size_t>(electors.leader());
        const std::size_t other = (first + 1) % 3;
        QVERIFY(waitFor([&] { return electors.say(other, "GET", "/").status == 200; }));
        QCOMPARE(electors.say(other, "GET", "/").body, "{\"name\":\"" + electors.configs[first].instance + "\"}\n");
        QCOMPARE(electors.say(other, "GET", "/isLeader").status, 409);
        QCOMPARE(electors.say(other, "POST", "/becomeLeader").status, 409);
        const Heard renewed = electors.say(first, "POST", "/renewLeadership");
        QCOMPARE(renewed.status, 200);
        QVERIFY(renewed.object()["leaseRemainingMs"].get<int>() > 500);
        const auto token = renewed.object()["fencingToken"].get<std::uint64_t>();

        electors.kill(first);
        QVERIFY(waitFor([&] { return electors.leader() >= 0; }));
        const auto second = static_cast<std::size_t>(electors.leader());
        QVERIFY(second != first);
        QVERIFY(electors.say(second, "GET", "/isLeader").object()["fencingToken"].get<std::uint64_t>() > token);

        electors.start(first);
        QVERIFY(waitFor([&] { return electors.say(first, "GET", "/").status == 200; }));
        QCOMPARE(electors.say(first, "GET", "/").object()["name"].get<std::string>(),
                 electors.configs[second].instance);
        QCOMPARE(electors.leader(), static_cast<int>(second));

        QCOMPARE(electors.say(second, "DELETE", "/locks/web").status, 200);
        QVERIFY(waitFor([&] { return electors.leader() >= 0 && electors.leader() != static_cast<int>(second); }, 10s));
        QCOMPARE(electors.say(second, "GET", "/locks/another").status, 404);
    }

    void aRealElectionIsReplayedByteForByteFromItsTraces()
    {
        std::vector<std::string> traces;
        {
            Electors electors(m_folder);
            QVERIFY(waitFor([&] { return electors.leader() >= 0; }));
            const auto first = static_cast<std::size_t>(electors.leader());
            QCOMPARE(electors.say(first, "POST", "/renewLeadership").status, 200);
            electors.kill(first);
            QVERIFY(waitFor([&] { return electors.leader() >= 0; }));
            electors.start(first);
            QVERIFY(waitFor([&] { return electors.say(first, "GET", "/").status == 200; }));
            for (std::size_t i = 0; i < 3; ++i)
                electors.kill(i);
            for (const AgentConfig &config : electors.configs)
                traces.push_back(config.traceFile);
        }
        TraceReplay all;
        for (const std::string &path : traces) {
            const auto replayed = replayElectionTrace(textOf(path));
            QVERIFY2(replayed, replayed ? "" : toText(replayed.error()).c_str());
            QVERIFY2(replayed->differsAt == 0, (replayed->recorded + '\n' + replayed->instead).c_str());
            all.lives += replayed->lives;
            all.steps += replayed->steps;
            all.effects += replayed->effects;
            all.elected += replayed->elected;
        }
        QCOMPARE(all.lives, std::uint64_t{4});
        QVERIFY(all.steps > 50);
        QVERIFY(all.elected >= 2);
        qInfo("%d lives, %d elections, %d steps, %d effects: the same byte for byte", int(all.lives), int(all.elected),
              int(all.steps), int(all.effects));

        QProcess replay;
        replay.start(agentProgram(), {"replay", QString::fromStdString(traces[0])});
        QVERIFY(replay.waitForFinished());
        QCOMPARE(replay.exitCode(), 0);
    }

    void withoutAQuorumNobodyIsNamed()
    {
        Electors electors(m_folder);
        QVERIFY(waitFor([&] { return electors.leader() >= 0; }));
        const auto last = static_cast<std::size_t>(electors.leader());
        electors.kill((last + 1) % 3);
        electors.kill((last + 2) % 3);
        QVERIFY(waitFor([&] { return electors.leader() < 0; }, 10s));
        QCOMPARE(electors.say(last, "GET", "/").status, 503);
        QCOMPARE(electors.say(last, "GET", "/").object()["name"].get<std::string>(), std::string());
        QCOMPARE(electors.say(last, "POST", "/renewLeadership").status, 503);
    }

    void anElectionIsStreamedByItsName()
    {
        AgentConfig config = agentConfig("elector", "web-0/elector");
        config.machine.behaviour = ElectionConfig{.election = "web", .member = "web-0/elector"};
        AgentRun run(config);
        QVERIFY(run.start());
        for (const char *target : {"/sse", "/elections/web/sse"}) {
            RawClient client(config.port);
            QVERIFY(client.say(get(target)));
            const std::string header = client.hearUntil("\r\n\r\n");
            QVERIFY2(header.find("text/event-stream") != std::string::npos, target);
            QVERIFY2(client.hearUntil("data: {\"name\":\"web-0/elector\"}\n\n").starts_with("data: "), target);
        }
        QVERIFY(fetch(config.port, "/elections/other/sse").starts_with("HTTP/1.1 404"));
        QVERIFY(fetch(config.port, "/elections/web").find("web-0/elector") != std::string::npos);
    }

    void aStreamIsOnlyToBeGot()
    {
        AgentConfig config = agentConfig("elector", "web-0/elector");
        config.machine.behaviour = ElectionConfig{.election = "web", .member = "web-0/elector"};
        AgentRun run(config);
        QVERIFY(run.start());
        const auto ask = [&](const std::string &method, const std::string &target) {
            RawClient client(config.port);
            client.say(method + ' ' + target +
                       " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return client.hearUntil("\r\n\r\n") + client.hearSome();
        };
        const std::string head = ask("HEAD", "/sse");
        QVERIFY2(head.starts_with("HTTP/1.1 200 ") && head.ends_with("\r\n\r\n"), head.c_str());
        QVERIFY2(head.find("text/event-stream") != std::string::npos, head.c_str());
        QVERIFY(ask("HEAD", "/elections/other/sse").starts_with("HTTP/1.1 404"));
        const std::string post = ask("POST", "/sse");
        QVERIFY2(post.starts_with("HTTP/1.1 405 ") && post.find("\r\nAllow: GET, HEAD\r\n") != std::string::npos,
                 post.c_str());
    }

    void anElectorWithADamagedStateDoesNotStart()
    {
        AgentConfig config = agentConfig("elector", "web-0/elector");
        config.machine.behaviour = ElectionConfig{.election = "web", .member = "web-0/elector"};
        config.stateDir = m_folder.toStdString();
        {
            AgentRun run(config);
            QVERIFY(run.start());
            QVERIFY(waitFor([&] { return ask(config.port, "GET", "/isLeader").status == 200; }));
        }
        std::fstream state(config.stateDir + "/state", std::ios::in | std::ios::out | std::ios::binary);
        state.seekp(60);
        state.put('~');
        state.close();
        AgentRun run(config);
        QVERIFY(!run.start());
        QVERIFY(waitFor([&] { return run.process.state() == QProcess::NotRunning; }));
        QCOMPARE(run.process.exitStatus(), QProcess::NormalExit);
        QVERIFY(run.process.exitCode() != 0);
        QVERIFY(run.process.readAllStandardError().contains("checksum"));
    }

    void aQueueSpeaksToCurl()
    {
        AgentRun queue(queueConfig(m_folder.toStdString()));
        QVERIFY(queue.start());
        const std::uint16_t port = queue.config.port;
        const Heard put = ask(port, "POST", "/tasks?priority=2", "hello");
        QCOMPARE(put.status, 201);
        QCOMPARE(put.body, std::string("{\"task\":1}\n"));
        QCOMPARE(ask(port, "GET", "/api/v1/items").object()["items"][0].get<std::string>(), std::string("task-1"));
        const Heard reserved = ask(port, "POST", "/reserve?wait=1s");
        QCOMPARE(reserved.status, 200);
        QCOMPARE(reserved.object()["input"].get<std::string>(), std::string("hello"));
        QCOMPARE(ask(port, "POST", "/tasks/1/ack?attempt=2").status, 409);
        QCOMPARE(ask(port, "POST", "/tasks/1/ack?attempt=1", "done").status, 200);
        QCOMPARE(ask(port, "POST", "/tasks/9/ack?attempt=1").status, 404);
        QCOMPARE(ask(port, "POST", "/reserve").status, 204);
        QCOMPARE(ask(port, "POST", "/tasks?delay=soon").status, 400);
        QCOMPARE(ask(port, "DELETE", "/tasks").status, 405);
    }

    void aKilledQueueForgetsNothingThatItAnswered()
    {
        auto queue = std::make_unique<AgentRun>(queueConfig(m_folder.toStdString()));
        QVERIFY(queue->start());
        const AgentConfig config = queue->config;
        for (int i = 0; i < 50; ++i)
            QCOMPARE(ask(config.port, "POST", "/tasks", "input " + std::to_string(i)).status, 201);
        for (int i = 0; i < 10; ++i) {
            const json task = ask(config.port, "POST", "/reserve").object();
            const std::string path = "/tasks/" + task["task"].dump() + "/ack?attempt=" + task["attempt"].dump();
            QCOMPARE(ask(config.port, "POST", path).status, 200);
        }
        queue->process.kill();
        queue->process.waitForFinished();
        queue = std::make_unique<AgentRun>(config);
        QVERIFY(queue->start());
        QCOMPARE(ask(config.port, "GET", "/api/v1/items").object()["waiting"].get<int>(), 40);
        QCOMPARE(ask(config.port, "POST", "/reserve").object()["input"].get<std::string>(), std::string("input 10"));
    }

    void twoWorkersOneKilledLoseNoTask()
    {
        AgentRun queue(queueConfig(m_folder.toStdString()));
        QVERIFY(queue.start());
        const WorkerConfig busy{.slots = 2, .workTime = Distribution::constant(30ms), .command = {}};
        auto first = std::make_unique<AgentRun>(workerConfig("worker-0", queue.config.port, busy));
        AgentRun second(workerConfig("worker-1", queue.config.port, busy));
        QVERIFY(first->start() && second.start());
        for (int i = 0; i < 100; ++i)
            QCOMPARE(ask(queue.config.port, "POST", "/tasks", std::to_string(i)).status, 201);
        first->process.kill();
        first.reset();
        QVERIFY(waitFor(
            [&] {
                // Nothing waits and nothing is reserved: the ones the dead worker held came back and were done.
                const std::string text = queue.metrics();
                return metric(text, "bayplan_queue_completed_total") == 100;
            },
            60s));
        QCOMPARE(ask(queue.config.port, "GET", "/api/v1/items").object()["waiting"].get<int>(), 0);
    }

    void whatTheUsersCommandMakesIsTheInputFileOfTheNextStagesCommand()
    {
        AgentRun results(queueConfig(folder("results")));
        QVERIFY(results.start());
        AgentRun second(stageConfig(folder("second"), results));
        QVERIFY(second.start());
        AgentRun first(stageConfig(folder("first"), second));
        QVERIFY(first.start());
        AgentRun loud(commandConfig("loud", first, "tr a-z A-Z < \"$INPUT_FILE\" > \"$OUTPUT_FILE\""));
        AgentRun twice(commandConfig("twice", second, "cat \"$INPUT_FILE\" \"$INPUT_FILE\" > \"$OUTPUT_FILE\""));
        QVERIFY(loud.start() && twice.start());
        QCOMPARE(ask(first.config.port, "POST", "/tasks", "make me loud\n").status, 201);
        QVERIFY(waitFor([&] { return !inputOf(results, 1).empty(); }));
        QCOMPARE(inputOf(results, 1), std::string("MAKE ME LOUD\nMAKE ME LOUD\n"));
        for (const AgentRun *queue : {&first, &second})
            QVERIFY(waitFor([&] { return metric(queue->metrics(), "bayplan_queue_completed_total") == 1; }));
        for (const AgentRun *worker : {&loud, &twice})
            QVERIFY(std::filesystem::is_empty(worker->config.stateDir + "/work"));
    }

    void aCommandThatMakesNothingOfItsInputGivesTheNextStageAnEmptyOne()
    {
        AgentRun results(queueConfig(folder("results")));
        QVERIFY(results.start());
        AgentRun queue(stageConfig(folder("queue"), results));
        QVERIFY(queue.start());
        AgentRun worker(commandConfig("worker", queue, ": > \"$OUTPUT_FILE\""));
        QVERIFY(worker.start());
        QCOMPARE(ask(queue.config.port, "POST", "/tasks", "an input").status, 201);
        QVERIFY(waitFor([&] { return ask(results.config.port, "GET", "/api/v1/items/task-1").status == 200; }));
        QCOMPARE(inputOf(results, 1), std::string());
    }

    void anOutputThatNoQueueTakesFailsItsTaskAndNamesTheLimit()
    {
        AgentRun queue(queueConfig(folder("queue"), 20s));
        QVERIFY(queue.start());
        AgentRun worker(commandConfig("worker", queue, "head -c 1048577 /dev/zero > \"$OUTPUT_FILE\""));
        QVERIFY(worker.start());
        QCOMPARE(ask(queue.config.port, "POST", "/tasks", "an input").status, 201);
        QVERIFY(
            waitFor([&] { return fetch(queue.config.controlPort, "/logs").find("1.00 MiB") != std::string::npos; }));
        QVERIFY(metric(queue.metrics(), "bayplan_queue_completed_total") < 1);
    }

    // What the advice for a damaged journal says: its numbers begin at 1 again.
    void aQueueWhoseStateWasMovedAwayIsGivenNothingOfTheOneBefore()
    {
        AgentRun results(queueConfig(folder("results")));
        QVERIFY(results.start());
        auto queue = std::make_unique<AgentRun>(stageConfig(folder("queue"), results));
        QVERIFY(queue->start());
        const AgentConfig config = queue->config;
        auto worker = std::make_unique<AgentRun>(
            commandConfig("worker", *queue, "tr a-z A-Z < \"$INPUT_FILE\" > \"$OUTPUT_FILE\""));
        QVERIFY(worker->start());
        QCOMPARE(ask(config.port, "POST", "/tasks", "first").body, std::string("{\"task\":1}\n"));
        QVERIFY(waitFor([&] { return inputOf(results, 1) == "FIRST"; }));
        QVERIFY(waitFor([&] { return metric(queue->metrics(), "bayplan_queue_completed_total") == 1; }));

        beginAnew(queue);
        QVERIFY(queue->start());
        QCOMPARE(ask(config.port, "POST", "/tasks", "second").body, std::string("{\"task\":1}\n"));
        QVERIFY(waitFor([&] { return !inputOf(results, 2).empty(); }));
        QCOMPARE(inputOf(results, 2), std::string("SECOND"));

        // An attempt of the life before, when its number is given out again.
        worker.reset();
        beginAnew(queue);
        QVERIFY(queue->start());
        QCOMPARE(ask(config.port, "POST", "/tasks", "third").status, 201);
        const json before = ask(config.port, "POST", "/reserve").object();
        beginAnew(queue);
        QVERIFY(queue->start());
        QCOMPARE(ask(config.port, "POST", "/tasks", "fourth").status, 201);
        const json now = ask(config.port, "POST", "/reserve").object();
        QCOMPARE(now["task"].dump() + now["attempt"].dump(), before["task"].dump() + before["attempt"].dump());
        const auto ack = [&](const json &reserved) {
            return ask(config.port, "POST", "/tasks/1/ack?attempt=1&reservation=" + reserved["reservation"].dump(), "x")
                .status;
        };
        QCOMPARE(ack(before), 409);
        QCOMPARE(ack(now), 200);
    }

private:
    std::string folder(const std::string &name) const { return m_folder.toStdString() + '/' + name; }

    AgentConfig commandConfig(const std::string &name, const AgentRun &queue, const std::string &script) const
    {
        WorkerConfig work;
        work.command = {"/bin/sh", "-c", script};
        AgentConfig config = workerConfig(name, queue.config.port, work);
        config.stateDir = folder(name);
        return config;
    }

    /// Killed, and without its state; to be started.
    static void beginAnew(std::unique_ptr<AgentRun> &queue)
    {
        const AgentConfig config = queue->config;
        queue.reset();
        std::filesystem::remove_all(config.stateDir);
        queue = std::make_unique<AgentRun>(config);
    }

    QTemporaryDir m_temporary;
    int m_count = 0;
    QString m_folder;
};

QTEST_GUILESS_MAIN(CoordinationTest)
#include "coordination_test.moc"
