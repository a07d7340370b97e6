// SPDX-License-Identifier: Apache-2.0
// What a worker promises (PATTERNS 6): it acknowledges only what it was given and has finished, by the attempt that it
// was given, with one verdict; it holds no more tasks than it has slots, forgets none, and gives back what it cannot
// take.
#include "simulator/invariants.h"
#include "simulator/number_table.h"

#include <algorithm>
#include <cmath>

namespace bayplan {
namespace {

constexpr PeerId queue = 0;

class WorkerWatch final : public PatternWatch {
public:
    WorkerWatch(const Plan &plan, Violations &violations) : PatternWatch(plan, violations), m_workers(plan) {}

    void started(InstanceIndex instance, Time, const std::string &, const SkewedClock &) override
    {
        m_workers[instance] = {};
    }
    void stepping(InstanceIndex instance, Time now, const Input &input) override;
    void stepped(const WatchedStep &step) override;

private:
    struct Sent {
        QueueCommand command = QueueCommand::Put; ///< Put: a call to a further peer
        std::uint64_t task = 0;
        std::uint32_t attempt = 0;
        PeerId peer = queue;
        Time expires = never;
    };
    struct Task {
        std::uint64_t id = 0;
        std::uint32_t attempt = 0;
        Time over{}; ///< the queue gives it to somebody else
        std::optional<QueueCommand> verdict;
    };
    struct Worker {
        NumberTable<Sent> asks, calls; ///< two ledgers: their numbers share the lower halves
        std::vector<Task> held;
        std::vector<Task> overdue;           ///< their time is over, and it may not have said its last of them
        std::vector<std::uint32_t> answered; ///< by peer: calls that ended well, since the newest task
        bool hasFailed = false;              ///< one of them did not
        bool stopping = false;
        Time lastStep{};
        std::optional<Task> arrived; ///< in the step under way
        bool isLate = false;         ///< no slot waits for it
    };

    static std::size_t slotsOf(const WorkerConfig &config) { return std::max(config.slots, 1U); }
    void hears(InstanceIndex instance, Worker &worker, const Answer &answer);
    void calls(const WatchedStep &step, Worker &worker, PeerId to, const Call &call);
    void checkVerdict(const WatchedStep &step, Worker &worker, const QueueRequest &verdict);
    void checkFinished(const WatchedStep &step, const Worker &worker, const Task &task);
    void takeArrived(const WatchedStep &step, Worker &worker);

    WatchedOf<Worker, WorkerConfig> m_workers;
};

// ---- a step's input ------------------------------------------------------------------------------------------------

void WorkerWatch::stepping(InstanceIndex instance, Time, const Input &input)
{
    Worker &worker = m_workers[instance];
    worker.arrived.reset();
    worker.stopping = worker.stopping || std::holds_alternative<Stopping>(input);
    const auto *received = std::get_if<Received>(&input);
    if (const auto *answer = received != nullptr ? std::get_if<Answer>(&received->message) : nullptr)
        hears(instance, worker, *answer);
}

void WorkerWatch::hears(InstanceIndex instance, Worker &worker, const Answer &answer)
{
    const auto *reply = answer.body.as<QueueReply>();
    const bool isAsk = worker.asks.find(answer.id) != nullptr;
    NumberTable<Sent> &table = isAsk ? worker.asks : worker.calls;
    const Sent *found = table.find(answer.id);
    if (found == nullptr)
        return; // of a life before
    const Sent sent = *found;
    table.close(answer.id);
    const bool late = sent.expires <= worker.lastStep;
    if (isAsk && answer.status == CallStatus::Ok && reply != nullptr && reply->status == 200) {
        worker.arrived = Task{reply->task, reply->attempt, Time(reply->timeToRun), {}};
        worker.isLate = late;
    } else if (late) {
        return;
    } else if (sent.peer != queue) {
        const bool good = answer.status == CallStatus::Ok;
        worker.answered.resize(peersOf(instance).size());
        worker.answered[sent.peer] += good ? 1 : 0;
        worker.hasFailed = worker.hasFailed || !good;
    } else if (answer.status == CallStatus::Ok && reply != nullptr) {
        for (std::vector<Task> *tasks : {&worker.held, &worker.overdue})
            std::erase_if(*tasks,
                          [&](const Task &task) { return task.id == sent.task && task.attempt == sent.attempt; });
    }
}

// ---- what it does --------------------------------------------------------------------------------------------------

void WorkerWatch::stepped(const WatchedStep &step)
{
    Worker &worker = m_workers[step.instance];
    std::erase_if(worker.held, [&](const Task &task) {
        if (task.over > step.local)
            return false;
        worker.overdue.push_back(task);
        return true;
    });
    if (worker.arrived)
        takeArrived(step, worker);
    for (const Effect &effect : step.effects) {
        const auto *send = std::get_if<SendEffect>(&effect);
        if (const auto *call = send != nullptr ? std::get_if<Call>(&send->message) : nullptr)
            calls(step, worker, send->to, *call);
    }
    worker.lastStep = step.local;
}

/// A task that has come is worked on, or given back in the same step.
void WorkerWatch::takeArrived(const WatchedStep &step, Worker &worker)
{
    Task task = *worker.arrived;
    task.over = step.local + task.over.time_since_epoch();
    const bool isReturned = std::ranges::any_of(step.effects, [&](const Effect &effect) {
        const auto *send = std::get_if<SendEffect>(&effect);
        const auto *call = send != nullptr ? std::get_if<Call>(&send->message) : nullptr;
        const auto *request = call != nullptr ? call->body.as<QueueRequest>() : nullptr;
        return request != nullptr && request->command == QueueCommand::Release && request->task == task.id &&
               request->attempt == task.attempt;
    });
    if (isReturned)
        return;
    if (worker.isLate || worker.stopping)
        broken(step.instance, step.now, "A task kept that nobody works on",
               "was given task " + std::to_string(task.id) +
                   (worker.stopping ? " while it stops" : " after it had stopped waiting") +
                   ", and does not give it back");
    worker.held.push_back(task);
    worker.answered.assign(peersOf(step.instance).size(), 0);
    worker.hasFailed = false;
    const std::size_t slots = slotsOf(configOf<WorkerConfig>(step.instance));
    if (worker.held.size() > slots)
        broken(step.instance, step.now, "More tasks than slots",
               "holds " + std::to_string(worker.held.size()) + " tasks in " + std::to_string(slots) + " slots");
}

void WorkerWatch::calls(const WatchedStep &step, Worker &worker, PeerId to, const Call &call)
{
    const auto *request = call.body.as<QueueRequest>();
    const Time expires = call.timeout > Duration(0) ? step.local + call.timeout : never;
    if (to != queue || request == nullptr) {
        worker.calls.open(call.id) = {QueueCommand::Put, 0, 0, to, expires};
        return;
    }
    const bool isAsk = request->command == QueueCommand::Reserve;
    (isAsk ? worker.asks : worker.calls).open(call.id) = {request->command, request->task, request->attempt, queue,
                                                          expires};
    if (isAsk && worker.stopping)
        broken(step.instance, step.now, "Work taken while stopping", "asks for a task after it was told to stop");
    else if (isAsk && worker.held.size() >= slotsOf(configOf<WorkerConfig>(step.instance)))
        broken(step.instance, step.now, "A task forgotten",
               "asks for more while task " + std::to_string(worker.held.front().id) + " has no verdict");
    else if (request->command == QueueCommand::Ack || request->command == QueueCommand::Fail)
        checkVerdict(step, worker, *request);
}

void WorkerWatch::checkVerdict(const WatchedStep &step, Worker &worker, const QueueRequest &verdict)
{
    const std::string name = "task " + std::to_string(verdict.task);
    const auto isIt = [&](const Task &task) { return task.id == verdict.task && task.attempt == verdict.attempt; };
    const auto task = std::ranges::find_if(worker.held, isIt);
    if (task == worker.held.end()) {
        // Its time is over, and the queue will say so; another slot may have the next attempt meanwhile.
        const bool wasGiven = std::erase_if(worker.overdue, isIt) > 0;
        const auto other = std::ranges::find(worker.held, verdict.task, &Task::id);
        if (!wasGiven && other != worker.held.end())
            broken(step.instance, step.now, "A wrong attempt",
                   "speaks of attempt " + std::to_string(verdict.attempt) + " of " + name + ", and was given " +
                       std::to_string(other->attempt));
        return;
    }
    if (task->verdict && *task->verdict != verdict.command)
        broken(step.instance, step.now, "Two verdicts", "says that " + name + " is done and that it failed");
    if (!task->verdict && verdict.command == QueueCommand::Ack)
        checkFinished(step, worker, *task);
    task->verdict = verdict.command;
}

/// Only with one slot it is known for which task a call was made.
void WorkerWatch::checkFinished(const WatchedStep &step, const Worker &worker, const Task &task)
{
    const auto &peers = peersOf(step.instance);
    if (slotsOf(configOf<WorkerConfig>(step.instance)) > 1)
        return;
    for (PeerId peer = queue + 1; peer < peers.size(); ++peer) {
        const double due = std::floor(peers[peer].callsPerRequest);
        if (!worker.hasFailed && static_cast<double>(worker.answered[peer]) >= due)
            continue;
        broken(step.instance, step.now, "Unfinished work acknowledged",
               "acknowledges task " + std::to_string(task.id) + ", for which " + peers[peer].name +
                   " has not answered all that it asks");
        return;
    }
}

} // namespace

std::unique_ptr<Watch> makeWorkerWatch(const Plan &plan, Violations &violations)
{
    return std::make_unique<WorkerWatch>(plan, violations);
}

} // namespace bayplan
