// SPDX-License-Identifier: GPL-3.0-or-later
// A volume with a size is full when it is full, for everybody who writes to it.
#include "simulator/world.h"
#include "tests/simulator/plans.h"

#include <QTest>

#include <algorithm>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

constexpr InstanceIndex client = 0, writer = 1;

/// Ten requests a second to `config`, over a line that takes no time.
PlanMaker steadyPlan(BehaviourConfig config, PeerProtocol protocol)
{
    PlanMaker maker;
    LoadConfig load;
    load.arrivals = ArrivalKind::Constant;
    load.ratePerSecond = 10;
    maker.add("client", load);
    maker.add("writer", std::move(config));
    maker.connect(client, writer, "link", protocol);
    maker.plan.duration = 59950ms; // between two requests
    return maker;
}

/// A queue whose journal lies on the volume "data".
PlanMaker queuePlan(std::int64_t sizeBytes)
{
    PlanMaker maker = steadyPlan(QueueConfig{}, PeerProtocol::Queue);
    maker.plan.volumes = {{.name = "data", .sizeBytes = sizeBytes}};
    maker.plan.instances[writer].mounts = {{"data", "/data", false}};
    maker.plan.instances[writer].stateDir = "/data";
    return maker;
}

/// A service that writes 100 bytes of log for each request to the volume "logs", and a log saver that follows.
PlanMaker logPlan(std::int64_t sizeBytes)
{
    ServiceConfig service;
    service.serviceTime = Distribution::constant(1ms);
    service.logBytes = 100;
    PlanMaker maker = steadyPlan(service, PeerProtocol::Http);
    ServiceConfig sink;
    sink.protocol = PeerProtocol::Log;
    sink.serviceTime = Distribution::constant(1ms);
    const InstanceIndex saver = maker.addTo(maker.plan.instances[writer].pod, "saver", LogSaverConfig{});
    const InstanceIndex store = maker.add("store", sink);
    maker.connect(saver, store, "ships", PeerProtocol::Log);
    maker.plan.volumes = {{.name = "logs", .sizeBytes = sizeBytes}};
    maker.plan.instances[writer].mounts = {{"logs", "/var/log/app", false}};
    maker.plan.instances[writer].logFile = "/var/log/app/access.log";
    maker.plan.instances[saver].mounts = {{"logs", "/logs", true}};
    maker.plan.instances[saver].tailFile = "/logs/access.log";
    return maker;
}

struct Ran {
    std::unique_ptr<World> world;
    std::vector<std::string> events; ///< their kinds

    std::int64_t count(const char *kind) const { return std::ranges::count(events, kind); }
    MachineState stateOf(InstanceIndex index) const { return world->snapshot().instances[index].machine; }
};

Ran run(const PlanMaker &maker)
{
    Ran ran{std::make_unique<World>(maker.plan, 1), {}};
    ran.world->onEvent([&](const RunEvent &event) { ran.events.push_back(event.kind); });
    ran.world->runUntil(Time(maker.plan.duration), UINT64_MAX);
    ran.world->onEvent({});
    return ran;
}

std::uint64_t linesDelivered(const Ran &ran)
{
    return std::get<LogSaverState>(ran.stateOf(2).pattern).linesDelivered;
}

} // namespace

class SizedVolumesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aQueueRefusesWhatItsVolumeCannotHold()
    {
        const PlanMaker unbounded = queuePlan(0), small = queuePlan(4'000);
        const Ran free = run(unbounded), full = run(small);
        const std::uint64_t all = free.stateOf(client).calls.at(0).succeeded;
        const std::uint64_t kept = full.stateOf(client).calls.at(0).succeeded;
        QVERIFY(all >= 595);
        QVERIFY2(kept >= 10 && kept <= 200, qPrintable(QString::number(kept)));
        QCOMPARE(std::get<QueueState>(full.stateOf(writer).pattern).ready, kept);
        QVERIFY2(full.world->violations().empty(), "what was acknowledged is on the disk");
    }

    void aQueueWhoseTasksAreDoneDoesNotFillItsVolumeForGood()
    {
        PlanMaker maker = queuePlan(200'000);
        std::get<LoadConfig>(maker.plan.instances[client].machine->behaviour).ratePerSecond = 100;
        WorkerConfig work;
        work.slots = 4;
        work.workTime = Distribution::constant(1ms);
        const InstanceIndex worker = maker.add("worker", work);
        maker.connect(worker, writer, "work", PeerProtocol::Queue);
        const Ran ran = run(maker);
        const CallStats &puts = ran.stateOf(client).calls.at(0);
        QVERIFY2(puts.succeeded > 5500, qPrintable(QString::number(puts.succeeded)));
        QVERIFY2(ran.count("persist-failed") > 0, "the volume is small enough to be full now and then");
        QVERIFY(ran.world->violations().empty());
    }

    void aVolumeWithoutASizeChangesNothing()
    {
        PlanMaker nowhere = queuePlan(0);
        nowhere.plan.volumes.clear();
        const PlanMaker unbounded = queuePlan(0), wide = queuePlan(1 << 30);
        const std::uint64_t history = run(nowhere).world->traceHash();
        QCOMPARE(run(unbounded).world->traceHash(), history);
        QCOMPARE(run(wide).world->traceHash(), history);
    }

    void logLinesAreLostOnceTheirVolumeIsFull()
    {
        PlanMaker maker = logPlan(1'050);
        const Ran full = run(maker);
        QCOMPARE(linesDelivered(full), std::uint64_t{10});
        QCOMPARE(full.count("disk-full"), 1);
        QVERIFY2(full.stateOf(client).calls.at(0).failed == 0, "who serves does not wait for its log");
    }

    void rotationKeepsALogBelowItsSize()
    {
        PlanMaker maker = logPlan(1'050);
        maker.plan.instances[writer].logRotateBytes = 500;
        maker.plan.instances[writer].logKeep = 1;
        const Ran rotated = run(maker);
        QVERIFY2(linesDelivered(rotated) > 550, qPrintable(QString::number(linesDelivered(rotated))));
        QCOMPARE(rotated.count("disk-full"), 0);
    }

    void aLogThatFillsAVolumeTakesItFromTheStateBesideIt()
    {
        PlanMaker maker = logPlan(1'050);
        const InstanceIndex queue = maker.addTo(maker.plan.instances[writer].pod, "queue", QueueConfig{});
        maker.plan.instances[queue].mounts = {{"logs", "/data", false}};
        maker.plan.instances[queue].stateDir = "/data";
        LoadConfig late;
        late.arrivals = ArrivalKind::Constant;
        late.ratePerSecond = 1;
        const InstanceIndex producer = maker.add("producer", late);
        maker.connect(producer, queue, "puts", PeerProtocol::Queue);
        const std::uint64_t kept = run(maker).stateOf(producer).calls.at(0).succeeded;
        maker.plan.instances[writer].logFile.clear();
        const std::uint64_t alone = run(maker).stateOf(producer).calls.at(0).succeeded;
        QVERIFY2(kept < alone, qPrintable(QString("%1 of %2").arg(kept).arg(alone)));
    }
};

QTEST_GUILESS_MAIN(SizedVolumesTest)
#include "sized_volumes_test.moc"
