// SPDX-License-Identifier: GPL-3.0-or-later
// Two small drawings to break, what breaks them, and what came of it.
#pragma once

#include "engine/base/skewed_clock.h"
#include "simulator/world.h"
#include "tests/simulator/plans.h"

namespace bayplan::test {

using namespace std::chrono_literals;

/// One call every 100 ms from "client" to "server", answered at once over a line of 1 ms.
inline PlanMaker steadyPlan(Duration timeout = 50ms)
{
    PlanMaker maker;
    LoadConfig load;
    load.arrivals = ArrivalKind::Constant;
    load.ratePerSecond = 10;
    ServiceConfig service;
    service.serviceTime = Distribution::constant(0ms);
    const InstanceIndex client = maker.add("client", load);
    const InstanceIndex server = maker.add("server", service);
    maker.connect(client, server, "link", PeerProtocol::Http, {Distribution::constant(1ms), 0, 0}, timeout);
    maker.plan.duration = 10s;
    return maker;
}

inline FaultPlan fault(const std::string &kind, Time at, Duration length, std::vector<InstanceIndex> instances)
{
    FaultPlan plan;
    plan.id = kind;
    plan.kind = kind;
    plan.at = at;
    plan.length = length;
    plan.instances = std::move(instances);
    plan.ratePpm = SkewedClock::truePpm;
    return plan;
}

inline CallStats callsOf(const World &world)
{
    return world.snapshot().instances[0].machine.calls.at(0);
}

inline CallStats run(const PlanMaker &maker)
{
    World world(maker.plan, 1);
    world.runUntil(Time(maker.plan.duration - 10ms), UINT64_MAX);
    return callsOf(world);
}

/// A queue, one that puts a task every 100 ms, and no worker.
inline PlanMaker queuePlan()
{
    PlanMaker maker;
    LoadConfig load;
    load.arrivals = ArrivalKind::Constant;
    load.ratePerSecond = 10;
    const InstanceIndex client = maker.add("client", load);
    const InstanceIndex queue = maker.add("queue", QueueConfig{});
    maker.connect(client, queue, "link", PeerProtocol::Queue, {Distribution::constant(1ms), 0, 0}, 1s);
    maker.plan.duration = 10s;
    return maker;
}

/// The same with a worker, and a disk that loses what it has acknowledged: a queue gives completed tasks away again.
inline Plan forgetfulPlan()
{
    PlanMaker maker = queuePlan();
    WorkerConfig worker;
    worker.workTime = Distribution::constant(10ms);
    maker.connect(maker.add("worker", worker), 1, "works", PeerProtocol::Queue, {Distribution::constant(1ms), 0, 0},
                  1s);
    FaultPlan lying = fault("disk", Time(2s), 6s, {1});
    lying.how = "lying";
    maker.plan.faults = {lying, fault("kill", Time(6s), 500ms, {1})};
    return maker.plan;
}

inline QueueState queueOf(const World &world)
{
    return std::get<QueueState>(world.snapshot().instances[1].machine.pattern);
}

} // namespace bayplan::test
