// SPDX-License-Identifier: GPL-3.0-or-later
// An engine that does what a test says: figures grow at given rates, members of an election fail over, nothing runs.
#pragma once

#include "engine/plan/run.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace bayplan {

/// "load" calls "web" (two replicas) over the link "l1"; three electors "web-0/elector"...; the queue "jobs" has a
/// worker.
inline Plan fakePlan()
{
    Plan plan;
    plan.name = plan.title = "fake";
    plan.duration = std::chrono::seconds(60);
    const auto pod = [&](const std::string &name, const std::string &element, std::uint32_t replica) {
        PodPlan made;
        made.name = name;
        made.drawn = element;
        made.element = element;
        made.replica = replica;
        plan.pods.push_back(made);
    };
    const auto instance = [&](const std::string &name, const std::string &element, const std::string &role,
                              BehaviourConfig behaviour) -> InstancePlan & {
        InstancePlan made;
        made.name = name;
        made.element = element;
        made.pod = static_cast<std::uint32_t>(plan.pods.size() - 1);
        made.agentRole = role;
        made.machine = MachineConfig{name, 1, {}, std::move(behaviour)};
        plan.pods.back().instances.push_back(static_cast<InstanceIndex>(plan.instances.size()));
        plan.instances.push_back(std::move(made));
        return plan.instances.back();
    };
    pod("client", "client", 0);
    PeerPlan toWeb;
    toWeb.link = "l1";
    toWeb.instance = 1;
    instance("client/load", "client-load", "load", LoadConfig{}).peers.push_back(toWeb);
    for (std::uint32_t i = 0; i < 3; ++i) {
        const std::string name = "web-" + std::to_string(i);
        pod(name, "web", i);
        instance(name + "/app", "web-app", "service", ServiceConfig{});
        ElectionConfig election;
        election.election = "web-leader";
        election.member = name;
        instance(name + "/elector", "web-elector", "elector", election);
    }
    pod("jobs", "jobs", 0);
    instance("jobs/queue", "jobs-queue", "queue", QueueConfig{});
    plan.links.push_back({"l1", "client/load -> web/app"});
    return plan;
}

class FakeRun : public Run {
public:
    explicit FakeRun(Plan plan = fakePlan()) : m_plan(std::move(plan))
    {
        m_now.status = RunStatus::Paused;
        m_now.instances.resize(m_plan.instances.size());
        for (std::size_t i = 0; i < m_plan.instances.size(); ++i) {
            InstanceSnapshot &one = m_now.instances[i];
            one.alive = one.known = true;
            one.machine.phase = Phase::Ready;
            one.machine.served.slots = 4;
            one.machine.calls.resize(m_plan.instances[i].peers.size());
            if (m_plan.instances[i].machine) {
                if (const auto *election = std::get_if<ElectionConfig>(&m_plan.instances[i].machine->behaviour)) {
                    ElectionState state;
                    state.member = election->member;
                    one.machine.pattern = state;
                } else if (std::holds_alternative<QueueConfig>(m_plan.instances[i].machine->behaviour))
                    one.machine.pattern = QueueState{};
            }
        }
        publish();
    }

    // ---- what a test does ----

    double requestsPerSecond = 100;
    Duration latency = std::chrono::milliseconds(20);

    /// Time goes on by that much, in steps of 100 ms.
    void advance(Duration by)
    {
        constexpr Duration step = std::chrono::milliseconds(100);
        for (Duration done{0}; done < by; done += step) {
            m_now.time += step;
            grow(toSeconds(step));
            elect();
            publish();
        }
    }
    void finish(RunStatus status, Error error = {})
    {
        m_now.status = status;
        m_error = std::move(error);
        publish();
    }
    void setAllAlive(bool alive)
    {
        for (InstanceSnapshot &one : m_now.instances)
            one.alive = alive;
        publish();
    }
    /// Of the containers with a machine: they run, and nobody has told anything of them (yet).
    void setHeardOf(bool heard)
    {
        for (InstanceSnapshot &one : m_now.instances)
            one.known = heard;
        if (!heard)
            m_untold = m_now.instances;
        for (std::size_t i = 0; i < m_now.instances.size(); ++i)
            m_now.instances[i].machine.pattern = heard ? m_untold[i].machine.pattern : PatternState{};
        publish();
    }
    void setAlive(InstanceIndex index, bool alive)
    {
        m_now.instances[index].alive = alive;
        publish();
    }
    void addProgress(Progress progress) { m_progress.push_back(std::move(progress)); }
    void addEvent(const std::string &kind, const std::string &subject, const std::string &text)
    {
        m_events.push_back({m_now.time, kind, subject, text});
    }

    std::vector<std::string> calls; ///< what was asked of it: "start", "pause", "speed 10"...
    std::vector<Injection> injections;
    RunStatus startsAs = RunStatus::Running;
    Result<void> injectAnswer;

    // ---- Run ----

    const Plan &plan() const override { return m_plan; }
    std::string engineName() const override { return "Fake 1.0"; }
    void start() override { ask("start", startsAs); }
    void pause() override { ask("pause", RunStatus::Paused); }
    void step() override
    {
        ++m_now.events;
        ask("step", RunStatus::Paused);
    }
    void stop() override { ask("stop", RunStatus::Finished); }
    void giveUp() override { ask("give up", RunStatus::Finished); }
    void setSpeed(double factor) override { calls.push_back("speed " + std::to_string(static_cast<int>(factor))); }
    Result<void> inject(const Injection &injection) override
    {
        injections.push_back(injection);
        if (injectAnswer.has_error())
            return injectAnswer;
        for (std::size_t i = 0; i < m_plan.instances.size(); ++i) {
            const std::string &name = m_plan.instances[i].name;
            const std::string &pod = m_plan.pods[m_plan.instances[i].pod].name;
            if (name != injection.target && pod != injection.target)
                continue;
            InstanceSnapshot &one = m_now.instances[i];
            if (injection.kind == "kill") {
                one.alive = false;
                addEvent("killed", name, "by hand");
                m_electAt = m_now.time + std::chrono::seconds(1);
            } else if (injection.kind == "restart") {
                one.alive = true;
                ++one.restarts;
                addEvent("restarted", name, "by hand");
            } else {
                one.paused = injection.kind == "pause";
            }
        }
        publish();
        return {};
    }
    SnapshotPtr snapshot() const override { return m_mailbox.get(); }
    std::vector<RunEvent> events(std::uint64_t from) const override { return after(m_events, from); }
    std::vector<Progress> progress(std::uint64_t from) const override { return after(m_progress, from); }
    Error error() const override { return m_error; }

private:
    template <class T>
    static std::vector<T> after(const std::vector<T> &list, std::uint64_t from)
    {
        const auto at = static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(from, list.size()));
        return {list.begin() + at, list.end()};
    }
    void ask(const char *what, RunStatus status)
    {
        calls.emplace_back(what);
        m_now.status = status;
        publish();
    }
    void publish()
    {
        auto snapshot = std::make_shared<Snapshot>(m_now);
        m_mailbox.put(snapshot);
        observed(snapshot);
    }
    void grow(double seconds)
    {
        const auto count = static_cast<std::uint64_t>(requestsPerSecond * seconds);
        for (std::size_t i = 0; i < m_now.instances.size(); ++i) {
            InstanceSnapshot &one = m_now.instances[i];
            one.stateTime = m_now.time;
            if (!one.alive)
                continue;
            for (CallStats &call : one.machine.calls) {
                call.sent += count;
                call.succeeded += count;
                call.latency.record(latency, count);
            }
            if (auto *queue = std::get_if<QueueState>(&one.machine.pattern)) {
                queue->put += count;
                queue->completed += count / 2;
                queue->ready += count - count / 2;
            } else if (one.machine.calls.empty()) {
                one.machine.served.received += count;
                one.machine.served.succeeded += count;
                one.machine.served.latency.record(latency, count);
                one.machine.served.busy += fromSeconds(seconds * 2);
                one.machine.served.waited += fromSeconds(seconds * 3);
            }
        }
        m_now.events += count * 10;
        m_now.speed = 1;
    }
    void elect()
    {
        InstanceSnapshot *leader = nullptr;
        for (InstanceSnapshot &one : m_now.instances)
            if (auto *state = std::get_if<ElectionState>(&one.machine.pattern);
                state && state->role == ElectionRole::Leader) {
                if (one.alive)
                    leader = &one;
                else {
                    state->role = ElectionRole::Follower;
                    state->leaseValid = false;
                }
            }
        if (leader || m_now.time < m_electAt)
            return;
        ++m_term;
        bool won = false;
        for (std::size_t i = 0; i < m_now.instances.size(); ++i) {
            auto *state = std::get_if<ElectionState>(&m_now.instances[i].machine.pattern);
            if (!state || !m_now.instances[i].alive)
                continue;
            state->term = m_term;
            state->leaseValid = !won;
            state->role = won ? ElectionRole::Follower : ElectionRole::Leader;
            if (!won)
                addEvent("elected", m_plan.instances[i].name, "term " + std::to_string(m_term) + " by 2 of 3 votes");
            won = true;
        }
    }

    Plan m_plan;
    Snapshot m_now;
    std::vector<InstanceSnapshot> m_untold;
    Mailbox<SnapshotPtr> m_mailbox;
    std::vector<RunEvent> m_events;
    std::vector<Progress> m_progress;
    Error m_error;
    Time m_electAt{std::chrono::seconds(1)};
    std::uint64_t m_term = 0;
};

} // namespace bayplan
