// SPDX-License-Identifier: GPL-3.0-or-later
// A worker against a real queue machine, joined by a link that can be cut.
#include "engine/patterns/worker.h"
#include "tests/patterns/queue_driver.h"

#include <QtTest/QtTest>

#include <deque>
#include <map>
#include <set>

using namespace bayplan;
using namespace bayplan::test;

namespace {

/// One queue, some workers, a link of 1 ms each way; calls in flight are lost when the link is down.
class Yard {
public:
    explicit Yard(QueueConfig queue = {}) : m_queue(makeWorkQueue({"queue", 3, {}, queue}))
    {
        give(*m_queue, 0, Started{});
    }

    std::size_t add(const MachineConfig &config)
    {
        m_workers.push_back(makeWorker(config));
        give(*m_workers.back(), m_workers.size(), Started{});
        return m_workers.size() - 1;
    }
    std::size_t addWorker(WorkerConfig worker, std::vector<PeerConfig> more = {})
    {
        MachineConfig config{"worker-" + std::to_string(m_workers.size()), 5, {}, worker};
        config.peers.edit().push_back({.name = "jobs", .protocol = PeerProtocol::Queue});
        config.peers.edit().insert(config.peers.end(), more.begin(), more.end());
        return add(config);
    }
    void kill(std::size_t worker) { m_workers[worker].reset(); }
    void stop(std::size_t worker) { give(*m_workers[worker], worker + 1, Stopping{10s}); }
    void put(int count = 1, const std::string &body = {})
    {
        for (int i = 0; i < count; ++i)
            give(*m_queue, 0, Requested{++m_lastRequest, QueueRequest{.body = body}, {}});
    }

    void run(Duration length)
    {
        const Time end = now + length;
        while (true) {
            Time next = m_mail.empty() ? never : m_mail.begin()->first;
            std::size_t who = 0;
            for (std::size_t i = 0; i <= m_workers.size(); ++i)
                if (machine(i) != nullptr && machine(i)->deadline() < next) {
                    next = machine(i)->deadline();
                    who = i + 1;
                }
            if (next > end)
                break;
            now = std::max(now, next);
            if (who > 0) {
                give(*machine(who - 1), who - 1, Woken{});
                continue;
            }
            const auto mail = std::move(m_mail.begin()->second);
            m_mail.erase(m_mail.begin());
            if (machine(mail.first) != nullptr)
                give(*machine(mail.first), mail.first, mail.second);
        }
        now = end;
    }

    QueueState queue() const { return std::get<QueueState>(m_queue->state(now).pattern); }
    WorkerState worker(std::size_t i) const { return std::get<WorkerState>(m_workers[i]->state(now).pattern); }
    MachineState machineState(std::size_t i) const { return m_workers[i]->state(now); }
    const Machine &workerMachine(std::size_t i) const { return *m_workers[i]; }

    Time now{};
    bool linkUp = true;
    std::size_t reserves = 0;
    CallStatus other = CallStatus::Ok; ///< how calls of further peers end
    std::deque<HttpReply> command;     ///< what the user's command answers, in turn
    std::vector<Call> commands;        ///< as they were run
    std::vector<QueueRequest> acks;
    std::multimap<std::string, std::string> events;

private:
    Machine *machine(std::size_t index) const { return index == 0 ? m_queue.get() : m_workers[index - 1].get(); }

    void give(Machine &to, std::size_t index, Input input)
    {
        Effects effects;
        to.step(now, std::move(input), effects);
        for (Effect &effect : effects.list()) {
            if (auto *send = std::get_if<SendEffect>(&effect))
                carry(index, send->to, std::get<Call>(send->message));
            else if (auto *reply = std::get_if<ReplyEffect>(&effect); reply && m_callers.contains(reply->request))
                answer(m_callers.at(reply->request), reply->status, reply->body);
            else if (auto *event = std::get_if<EventEffect>(&effect))
                events.emplace(std::string(event->kind), event->text);
        }
    }

    struct Caller {
        std::size_t worker = 0;
        PeerId peer = 0;
        std::uint64_t call = 0;
    };

    void carry(std::size_t worker, PeerId peer, const Call &call)
    {
        const Caller caller{worker, peer, call.id};
        if (const auto *run = call.body.as<HttpRequest>(); run && run->method == "RUN") {
            commands.push_back(call);
            if (command.empty())
                return; // hangs
            const HttpReply reply = command.front();
            command.pop_front();
            return answer(caller, CallStatus::Ok, reply);
        }
        if (peer != 0)
            return answer(caller, other, HttpReply{});
        if (!linkUp)
            return answer(caller, CallStatus::Refused, QueueReply{});
        const auto &request = *call.body.as<QueueRequest>();
        reserves += request.command == QueueCommand::Reserve ? 1 : 0;
        if (request.command == QueueCommand::Ack)
            acks.push_back(request);
        const RequestId id = ++m_lastRequest;
        m_callers[id] = caller;
        m_mail.emplace(now + 1ms, std::pair<std::size_t, Input>(0, Requested{id, request, call.timeout}));
    }

    void answer(const Caller &to, CallStatus status, ReplyBody body)
    {
        if (to.peer == 0 && !linkUp && status == CallStatus::Ok)
            return;
        m_mail.emplace(now + 1ms, std::pair<std::size_t, Input>(
                                      to.worker, Received{to.peer, Answer{to.call, status, std::move(body)}}));
    }

    std::unique_ptr<Machine> m_queue;
    std::vector<std::unique_ptr<Machine>> m_workers;
    std::multimap<Time, std::pair<std::size_t, Input>> m_mail;
    std::map<RequestId, Caller> m_callers;
    RequestId m_lastRequest = 0;
};

WorkerConfig quick()
{
    return {.workTime = Distribution::constant(50ms)};
}

} // namespace

class WorkerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySlotWorksAndNothingIsLost()
    {
        Yard yard;
        auto config = quick();
        config.slots = 4;
        yard.addWorker(config);
        yard.put(100);
        yard.run(1s);
        QVERIFY(yard.queue().completed > 60 && yard.queue().completed < 80); // 4 x 50 ms, and 4 ms of link each.
        yard.run(1s);
        QCOMPARE(yard.worker(0).succeeded, std::uint64_t(100));
        QCOMPARE(yard.queue().completed, std::uint64_t(100));
        QCOMPARE(yard.machineState(0).served.latency.quantile(0.5) / 1ms, 52);
    }

    void aKilledWorkersTasksAreDoneByTheOther()
    {
        Yard yard({.timeToRun = 5s});
        yard.addWorker(quick());
        yard.addWorker(quick());
        yard.put(40);
        yard.run(500ms);
        yard.kill(0);
        yard.run(20s);
        QCOMPARE(yard.queue().completed, std::uint64_t(40));
        QCOMPARE(yard.queue().expired, std::uint64_t(1));
    }

    void failuresAreRetriedAndThenDead()
    {
        Yard yard({.maxAttempts = 3, .backoff = 100ms});
        auto config = quick();
        config.failureRate = 1;
        yard.addWorker(config);
        yard.put();
        yard.run(10s);
        QCOMPARE(yard.worker(0).failed, std::uint64_t(3));
        QCOMPARE(yard.queue().buried, std::uint64_t(1));
        QCOMPARE(yard.queue().deadLetters.at(0).error, std::string("synthetic failure"));
    }

    void furtherPeersAreCalledForEachTaskAndTheirFailureIsItsError()
    {
        Yard yard({.maxAttempts = 1});
        PeerConfig store{.name = "db", .callsPerRequest = 2};
        yard.addWorker(quick(), {store});
        yard.put(5);
        yard.run(2s);
        QCOMPARE(yard.machineState(0).calls.at(1).succeeded, std::uint64_t(10));
        QCOMPARE(yard.worker(0).succeeded, std::uint64_t(5));
        yard.other = CallStatus::Refused;
        yard.put();
        yard.run(2s);
        QCOMPARE(yard.queue().deadLetters.at(0).error, std::string("db refused the connection"));
    }

    void aQueueThatIsAwayIsAskedMoreAndMoreSeldom()
    {
        Yard yard;
        yard.addWorker(quick());
        yard.run(10ms);
        yard.linkUp = false;
        yard.run(60s);
        const auto failed = yard.machineState(0).calls.at(0).failed + yard.machineState(0).calls.at(0).timedOut;
        QVERIFY(failed >= 4 && failed < 20);
        yard.linkUp = true;
        yard.put();
        yard.run(15s);
        QCOMPARE(yard.queue().completed, std::uint64_t(1));
    }

    void anIdleWorkerHoldsOneReserveAndDoesNotSpin()
    {
        Yard yard;
        yard.addWorker(quick());
        yard.run(100s);
        QVERIFY(yard.reserves >= 9 && yard.reserves <= 12);
        auto hasty = quick();
        hasty.reserveWait = 0s;
        Yard other;
        other.addWorker(hasty);
        other.run(10s);
        QVERIFY(other.reserves <= 101);
    }

    void aVerdictThatDidNotArriveIsToldAgain()
    {
        Yard yard({.timeToRun = 30s});
        yard.addWorker(quick());
        yard.put();
        yard.run(20ms);
        yard.linkUp = false;
        yard.run(3s);
        QCOMPARE(yard.worker(0).succeeded, std::uint64_t(0));
        yard.linkUp = true;
        yard.run(10s);
        QCOMPARE(yard.worker(0).succeeded, std::uint64_t(1));
        QCOMPARE(yard.queue().expired, std::uint64_t(0));
    }

    void workLongerThanItsTimeIsLostAndSaidSo()
    {
        Yard yard({.timeToRun = 1s, .maxAttempts = 1});
        yard.addWorker({.workTime = Distribution::constant(3s)});
        yard.put();
        yard.run(10s);
        QCOMPARE(yard.worker(0).lost, std::uint64_t(1));
        QCOMPARE(yard.events.count("task-lost"), std::size_t(1));
        QCOMPARE(yard.queue().refusedLate, std::uint64_t(1));
    }

    void theUsersCommandGetsTheInputAndItsAnswerDecides()
    {
        Yard yard({.timeToRun = 10s, .maxAttempts = 2, .backoff = 10ms});
        WorkerConfig config;
        config.command = {"/usr/bin/convert"};
        config.simulated = false;
        yard.addWorker(config);
        yard.command = {{500, "text/plain", "no such colour\n", 0}, {200, "text/plain", "output", 0}};
        yard.put(1, "input");
        yard.run(5s);
        QCOMPARE(yard.commands.size(), std::size_t(2));
        const auto &run = *yard.commands[1].body.as<HttpRequest>();
        QCOMPARE(run.target, std::string("/tasks/1/attempts/2"));
        QCOMPARE(run.body, std::string("input"));
        QVERIFY(yard.commands[1].timeout < 10s);
        QCOMPARE(yard.worker(0).failed, std::uint64_t(1));
        QCOMPARE(yard.queue().completed, std::uint64_t(1));
        QCOMPARE(yard.acks.at(0).body, std::string("output"));
        QVERIFY(!yard.acks.at(0).isEmpty);
        QVERIFY(yard.acks.at(0).reservation != 0);
    }

    void anOutputWithoutBytesIsSaidToBeEmpty()
    {
        Yard yard;
        WorkerConfig config;
        config.command = {"/usr/bin/true"};
        config.simulated = false;
        yard.addWorker(config);
        yard.command = {{200, "text/plain", "", 0}};
        yard.put(1, "input");
        yard.run(1s);
        QVERIFY(yard.acks.at(0).isEmpty);
    }

    void simulatedACommandIsNotRunAndTakesTheWorkTime()
    {
        Yard yard;
        auto config = quick();
        config.command = {"/usr/bin/convert"};
        yard.addWorker(config);
        yard.put(5);
        yard.run(2s);
        QVERIFY(yard.commands.empty());
        QCOMPARE(yard.queue().completed, std::uint64_t(5));
        QCOMPARE(yard.machineState(0).served.latency.quantile(0.5) / 1ms, 52);
        QVERIFY(!yard.acks.at(0).isEmpty); // its size is its input's
    }

    void aCommandThatHangsFailsItsTaskWithinItsTime()
    {
        Yard yard({.timeToRun = 10s, .maxAttempts = 1});
        WorkerConfig config;
        config.command = {"/usr/bin/sleep"};
        config.simulated = false;
        yard.addWorker(config);
        yard.put();
        yard.run(20s);
        QCOMPARE(yard.queue().expired, std::uint64_t(0));
        QVERIFY(yard.queue().deadLetters.at(0).error.find("time to run") != std::string::npos);
    }

    void aStoppingWorkerFinishesWhatItHasAndTakesNoMore()
    {
        Yard yard;
        yard.addWorker(quick());
        yard.put(10);
        yard.run(20ms);
        QVERIFY(yard.workerMachine(0).isBusy());
        yard.stop(0);
        yard.run(1s);
        QVERIFY(!yard.workerMachine(0).isBusy());
        QCOMPARE(yard.worker(0).succeeded, std::uint64_t(1));
        QCOMPARE(yard.queue().ready, std::uint64_t(9));
    }

    void aTaskThatArrivesAtAStoppingWorkerGoesBackAtOnce()
    {
        Yard yard;
        yard.addWorker(quick());
        yard.run(10ms);
        QVERIFY(!yard.workerMachine(0).isBusy()); // It only asks.
        yard.put();
        yard.stop(0);
        yard.run(1s);
        QCOMPARE(yard.queue().ready, std::uint64_t(1));
        QCOMPARE(yard.queue().reserved, std::uint64_t(0));
    }
};

QTEST_GUILESS_MAIN(WorkerTest)
#include "worker_test.moc"
