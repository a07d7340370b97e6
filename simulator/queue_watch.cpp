// SPDX-License-Identifier: Apache-2.0
// What a work queue promises (PATTERNS 6): a task whose put was answered is there until it is completed; none is
// completed by two attempts; a late completion is refused; no more attempts than allowed.
#include "simulator/invariants.h"

#include <algorithm>
#include <map>
#include <set>

namespace bayplan {
namespace {

/// Between two looks at the depth, which cost more than a look at one answer.
constexpr Duration countEvery = std::chrono::milliseconds(100);

class QueueWatch final : public PatternWatch {
public:
    QueueWatch(const Plan &plan, Violations &violations) : PatternWatch(plan, violations), m_queues(plan) {}

    void started(InstanceIndex instance, Time, const std::string &, const SkewedClock &) override
    {
        Queue &queue = m_queues[instance];
        queue.asked.clear();
        queue.nextCount = Time{};
        // Running tasks may finish while the disk takes nothing; a crash before it takes records again undoes that.
        for (const std::uint64_t task : std::exchange(queue.owed, {}))
            queue.tasks[task].completedBy = 0;
    }

    void appended(InstanceIndex instance, Time) override { m_queues[instance].owed.clear(); }
    void written(InstanceIndex instance, Time, const std::string &) override { m_queues[instance].owed.clear(); }

    void stepping(InstanceIndex instance, Time, const Input &input) override
    {
        Queue &queue = m_queues[instance];
        queue.writeFailed = std::holds_alternative<PersistFailed>(input);
        if (const auto *requested = std::get_if<Requested>(&input)) {
            if (const auto *request = requested->body.as<QueueRequest>())
                queue.asked[requested->request] = {request->command, request->task, request->attempt, request->origin,
                                                   request->sequence};
        } else if (const auto *cancelled = std::get_if<Cancelled>(&input)) {
            queue.asked.erase(cancelled->request);
        }
    }

    void stepped(const WatchedStep &step) override
    {
        Queue &queue = m_queues[step.instance];
        for (const Effect &effect : step.effects) {
            if (const auto *reply = std::get_if<ReplyEffect>(&effect))
                decided(queue, *reply);
            else if (const auto *event = std::get_if<EventEffect>(&effect))
                queue.dropped += event->kind == "dead-letter-dropped" ? 1 : 0;
        }
        if (step.now >= queue.nextCount) {
            queue.nextCount = step.now + countEvery;
            count(step);
        }
    }

    void replying(InstanceIndex instance, Time now, RequestId request, const ReplyBody &body) override;

private:
    struct Asked {
        QueueCommand command = QueueCommand::Put;
        std::uint64_t task = 0;
        std::uint32_t attempt = 0;
        std::string origin; ///< Put by the stage before, with the number of its output
        std::uint64_t sequence = 0;
    };
    struct Task {
        std::uint32_t handedOut = 0;   ///< newest attempt that a worker was given
        std::uint32_t completedBy = 0; ///< attempt; 0: none
        std::uint64_t excused = 0;     ///< attempts that were given back, and so do not count
    };
    struct Queue {
        std::map<RequestId, Asked> asked;
        std::map<std::uint64_t, Task> tasks;
        std::set<std::uint64_t> open;    ///< put was answered, completion not yet decided
        std::set<std::uint64_t> decided; ///< completed by a machine whose answer may still be under way
        std::vector<std::uint64_t> owed; ///< completed, and not on a disk that takes nothing
        std::set<std::pair<std::string, std::uint64_t>> taken; ///< outputs of the stage before that are tasks here
        bool writeFailed = false;                              ///< says the input of the step under way
        std::uint64_t dropped = 0;
        Time nextCount{};
    };

    static void decided(Queue &queue, const ReplyEffect &reply);
    void count(const WatchedStep &step);
    void handOut(InstanceIndex instance, Time now, const QueueReply &reply);
    void complete(InstanceIndex instance, Time now, const Asked &asked);

    WatchedOf<Queue, QueueConfig> m_queues;
};

void QueueWatch::decided(Queue &queue, const ReplyEffect &reply)
{
    const auto asked = queue.asked.find(reply.request);
    const auto *body = reply.body.as<QueueReply>();
    if (asked == queue.asked.end() || body == nullptr || body->status != 200)
        return;
    if (asked->second.command == QueueCommand::Discard)
        queue.dropped += body->count;
    if (asked->second.command != QueueCommand::Ack)
        return;
    if (queue.writeFailed)
        queue.owed.push_back(asked->second.task);
    queue.open.erase(asked->second.task);
    queue.decided.insert(asked->second.task);
    if (queue.decided.size() > 10'000)
        queue.decided.erase(queue.decided.begin());
}

void QueueWatch::count(const WatchedStep &step)
{
    const MachineState state = step.machine.state(step.local);
    const auto *shown = std::get_if<QueueState>(&state.pattern);
    if (shown == nullptr)
        return;
    Queue &queue = m_queues[step.instance];
    const std::uint64_t there = shown->ready + shown->reserved + shown->delayed + shown->buried + queue.dropped;
    if (there >= queue.open.size())
        return;
    broken(step.instance, step.now, "Lost tasks",
           "has " + std::to_string(there) + " of " + std::to_string(queue.open.size()) +
               " tasks whose put was answered and that nobody completed");
    queue.open.clear();
}

void QueueWatch::replying(InstanceIndex instance, Time now, RequestId request, const ReplyBody &body)
{
    Queue &queue = m_queues[instance];
    const auto found = queue.asked.find(request);
    const auto *reply = body.as<QueueReply>();
    if (found == queue.asked.end() || reply == nullptr)
        return;
    const Asked asked = found->second;
    queue.asked.erase(found);
    if (reply->status != 200)
        return;
    switch (asked.command) {
    case QueueCommand::Put:
        if (reply->task == 0)
            break; // is here already
        if (!asked.origin.empty() && !queue.taken.emplace(asked.origin, asked.sequence).second)
            broken(instance, now, "One output, two tasks",
                   "takes output " + std::to_string(asked.sequence) + " of " + asked.origin + " a second time");
        if (!queue.decided.contains(reply->task))
            queue.open.insert(reply->task);
        break;
    case QueueCommand::Reserve:
        handOut(instance, now, *reply);
        break;
    case QueueCommand::Ack:
        complete(instance, now, asked);
        break;
    case QueueCommand::Release:
        ++queue.tasks[asked.task].excused;
        break;
    case QueueCommand::Kick:
        for (auto &[id, task] : queue.tasks)
            task.excused = task.handedOut;
        break;
    default:
        break;
    }
}

void QueueWatch::handOut(InstanceIndex instance, Time now, const QueueReply &reply)
{
    Task &task = m_queues[instance].tasks[reply.task];
    const std::string name = "task " + std::to_string(reply.task);
    const auto &config = std::get<QueueConfig>(m_plan.instances[instance].machine->behaviour);
    if (task.completedBy != 0)
        broken(instance, now, "A completed task handed out", "gives " + name + " away again");
    if (reply.attempt <= task.handedOut)
        broken(instance, now, "One attempt for two workers",
               "gives attempt " + std::to_string(reply.attempt) + " of " + name + " away again");
    if (reply.attempt > std::max(config.maxAttempts, 1U) + task.excused)
        broken(instance, now, "Too many attempts",
               "gives " + name + " away for the " + std::to_string(reply.attempt) + "th time");
    task.handedOut = std::max(task.handedOut, reply.attempt);
}

void QueueWatch::complete(InstanceIndex instance, Time now, const Asked &asked)
{
    Task &task = m_queues[instance].tasks[asked.task];
    const std::string name = "task " + std::to_string(asked.task);
    if (task.completedBy != 0 && task.completedBy != asked.attempt)
        broken(instance, now, "A task completed twice",
               "takes " + name + " from attempts " + std::to_string(task.completedBy) + " and " +
                   std::to_string(asked.attempt));
    else if (task.completedBy == 0 && asked.attempt != task.handedOut)
        broken(instance, now, "A late completion accepted",
               "takes attempt " + std::to_string(asked.attempt) + " of " + name + " when " +
                   std::to_string(task.handedOut) + " is the current one");
    task.completedBy = asked.attempt;
    // What is long over is not asked about any more.
    Queue &queue = m_queues[instance];
    if (queue.tasks.size() > 100'000 && queue.tasks.begin()->second.completedBy != 0)
        queue.tasks.erase(queue.tasks.begin());
}

} // namespace

std::unique_ptr<Watch> makeQueueWatch(const Plan &plan, Violations &violations)
{
    return std::make_unique<QueueWatch>(plan, violations);
}

} // namespace bayplan
