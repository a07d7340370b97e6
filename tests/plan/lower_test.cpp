// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/document_file.h"
#include "engine/plan/injected_fault.h"
#include "engine/plan/lanes.h"
#include "engine/plan/plan.h"
#include "tests/golden.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace bayplan;

namespace {

Result<Plan> planOf(const std::string &members)
{
    const auto document = readDocument("{\"bayplan\": 1, " + members + "}", "test");
    return document ? lower(document->topology) : Result<Plan>(document.error());
}

Plan example(const std::string &name)
{
    return lower(loadDocument(BAYPLAN_SOURCE_DIR "/resources/examples/" + name + ".bayplan.json").value().topology)
        .value();
}

const InstancePlan &instance(const Plan &plan, const std::string &name)
{
    const auto found = std::ranges::find(plan.instances, name, &InstancePlan::name);
    if (found == plan.instances.end())
        qFatal("no instance %s", name.c_str());
    return *found;
}

} // namespace

class LowerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void examplesAreAsTheyWere_data();
    void examplesAreAsTheyWere();
    void everyIndexLeadsSomewhere_data() { examplesAreAsTheyWere_data(); }
    void everyIndexLeadsSomewhere();
    void nobodyWaitsForThemselves_data() { examplesAreAsTheyWere_data(); }
    void nobodyWaitsForThemselves();
    void anInvalidTopologyIsRefusedWithItsPlace();
    void replicasStandBehindAFront();
    void spareReplicasArePlannedAndNotDeployed();
    void connectionsThroughAFrontLastAsLongAsTheirEndsWantThem();
    void aRingReachesEachReplica();
    void anHttpAmbassadorKnowsTheReplicasOfEachService();
    void whoIsAskedByHashIsAskedByKey();
    void aRootKnowsItsMergeFromItsShards();
    void withinAPodIsLocalhost();
    void takenPortsMoveUp();
    void aWorkersQueueIsItsFirstPeer();
    void electorsKnowEachOther();
    void aLinkIsNamedByItsIdOrByItsEnds();
    void circlesStart();
    void volumesBelongToAPodOrToAll();
    void faultsKnowWhomTheyHit();
    void aTargetIsFoundByTheNamesThatTheDrawingShows();
    void replicasAreSpreadOverHosts();
    void withoutCoresNoProcessorIsModelled();
    void aLoadHasItsShape();
    void aCutBetweenTwoEndsMeansTheFrontsBetween();
    void aLinksFaultSparesWhoHasTheNameOfItsId();
    void aScenarioNamesTheReplicasThatAreDeployed();
    void theWorldIsInTheDocument();
};

void LowerTest::examplesAreAsTheyWere_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"content-sync", "http-ambassador", "mm1", "scatter-gather", "sharded-cache", "voting-app"})
        QTest::newRow(name) << name;
}

void LowerTest::examplesAreAsTheyWere()
{
    QFETCH(QString, name);
    const std::string text = toText(example(name.toStdString()));
    QCOMPARE(text, test::golden("plan/" + name.toStdString() + ".txt", text));
    QCOMPARE(toText(example(name.toStdString())), text);
}

void LowerTest::everyIndexLeadsSomewhere()
{
    QFETCH(QString, name);
    const Plan plan = example(name.toStdString());
    std::set<std::string> names;
    for (const InstancePlan &one : plan.instances) {
        QVERIFY(names.insert(one.name).second);
        QVERIFY(one.pod < plan.pods.size());
        QCOMPARE(one.peers.size(), one.machine ? one.machine->peers.size() : std::size_t(0));
        for (const PeerPlan &peer : one.peers)
            QVERIFY(peer.instance < plan.instances.size() && peer.port != 0 && !peer.host.empty());
        for (const MountPlan &mount : one.mounts)
            QVERIFY(std::ranges::find(plan.volumes, mount.volume, &VolumePlan::name) != plan.volumes.end());
    }
    for (const PodPlan &pod : plan.pods) {
        QCOMPARE(plan.instances[pod.instances.front()].role, Role::Pause);
        std::set<std::uint16_t> ports;
        for (const InstanceIndex index : pod.instances) {
            const InstancePlan &one = plan.instances[index];
            QVERIFY(one.port == 0 || ports.insert(one.port).second);
            QVERIFY(one.controlPort == 0 || ports.insert(one.controlPort).second);
        }
    }
}

void LowerTest::nobodyWaitsForThemselves()
{
    QFETCH(QString, name);
    const Plan plan = example(name.toStdString());
    std::vector<bool> started(plan.instances.size());
    for (std::size_t round = 0; round < plan.instances.size(); ++round)
        for (std::size_t i = 0; i < plan.instances.size(); ++i)
            started[i] = started[i] || std::ranges::all_of(plan.instances[i].startAfter,
                                                           [&](InstanceIndex other) { return started[other]; });
    QVERIFY(std::ranges::all_of(started, [](bool one) { return one; }));
}

void LowerTest::anInvalidTopologyIsRefusedWithItsPlace()
{
    const auto plan = planOf(R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "worker"}})");
    QVERIFY(!plan);
    QCOMPARE(plan.error().place.pointer, std::string("/containers/a"));
}

void LowerTest::replicasStandBehindAFront()
{
    const Plan plan =
        planOf(
            R"("pods": {"web": {"replicas": 2}, "c": {}}, "containers": {"app": {"pod": "web", "kind": "container", "publish": ["80:8080"]},
        "l": {"pod": "c", "kind": "load"}}, "links": {"x": {"from": "l/target", "to": "app/in"}})")
            .value();
    const InstancePlan &caller = instance(plan, "c/l");
    QCOMPARE(caller.peers.size(), std::size_t(1));
    const InstancePlan &front = plan.instances[caller.peers[0].instance];
    QCOMPARE(front.agentRole, std::string("front"));
    QCOMPARE(caller.peers[0].host, std::string("web"));
    QCOMPARE(front.peers.size(), std::size_t(2));
    QCOMPARE(front.publish.size(), std::size_t(1));
    QVERIFY(instance(plan, "web-0/app").publish.empty());
}

void LowerTest::spareReplicasArePlannedAndNotDeployed()
{
    const char *members =
        R"("pods": {"web": {"spares": 2}, "m": {"replicas": 2, "spares": 1}, "c": {}}, "containers": {"app": {"pod": "web", "kind": "container"},
        "l": {"pod": "c", "kind": "load"}, "r": {"pod": "c", "kind": "memcache-ambassador"}, "s": {"pod": "m", "kind": "memcached"}},
        "links": {"x": {"from": "l/target", "to": "app/in"}, "y": {"from": "r/servers", "to": "s/in"}})";
    const Plan plan = planOf(members).value();
    const auto isSpare = [&](const std::string &name) {
        return std::ranges::find(plan.pods, name, &PodPlan::name)->isSpare;
    };
    QVERIFY(!isSpare("web-0") && isSpare("web-1") && isSpare("web-2"));
    QCOMPARE(instance(plan, "web-front/app").peers.size(), std::size_t(3));
    QCOMPARE(instance(plan, "c/r").peers.size(), std::size_t(2)); // a ring does not grow
    Topology drawn = readDocument(std::string("{\"bayplan\": 1, ") + members + "}", "test").value().topology;
    drawn.faults["f"] = {.id = "f", .kind = "replicate", .target = "web", .params = {}};
    const Plan deployed = lower(withoutSpares(drawn)).value();
    QVERIFY(std::ranges::none_of(deployed.pods, &PodPlan::isSpare));
    QCOMPARE(instance(deployed, "web/app").name, std::string("web/app"));
    QCOMPARE(deployed.faults.size(), std::size_t(1)); // to be refused by its name
}

void LowerTest::aScenarioNamesTheReplicasThatAreDeployed()
{
    const auto document = readDocument(
        R"({"bayplan": 1, "pods": {"w": {"name": "web", "spares": 1}, "m": {"replicas": 2, "spares": 1}}, "containers": {
            "a": {"pod": "w", "kind": "container", "name": "app"}, "b": {"pod": "m", "kind": "container"}},
            "scenario": {"faults": {
                "one": {"kind": "kill", "target": "web-0/app"}, "spare": {"kind": "pause", "target": "web-1"},
                "two": {"kind": "cut", "target": "m-1", "others": ["web-0", "web-1"]}, "none": {"kind": "cut", "target": "m-1", "others": ["web-1"]}},
              "assertions": {"x": {"text": "errors of web-0/app < 5"}, "y": {"text": "errors of web-1/app < 5"}}}})",
        "test");
    QVERIFY2(document, document ? "" : toText(document.error()).c_str());
    const Topology left = withoutSpares(document->topology);
    QCOMPARE(left.faults.size(), std::size_t(2));
    QCOMPARE(left.faults.at("one").target, std::string("web/app"));
    QCOMPARE(left.faults.at("two").target, std::string("m-1"));
    QCOMPARE(paramsOf(left.faults.at("two")).list("others"), std::vector<std::string>{"web"});
    QCOMPARE(left.assertions.size(), std::size_t(1));
    QCOMPARE(left.assertions.at("x").text, std::string("errors of web/app < 5"));
    const auto plan = lower(left);
    QVERIFY2(plan, plan ? "" : toText(plan.error()).c_str());
    QVERIFY(!plan->faults.at(0).instances.empty());
}

void LowerTest::connectionsThroughAFrontLastAsLongAsTheirEndsWantThem()
{
    for (const char *protocol : {"tcp", "http"}) {
        const std::string members =
            R"("pods": {"web": {"replicas": 2}, "c": {}}, "containers": {"app": {"pod": "web", "kind": "container", "protocol": ")" +
            std::string(protocol) +
            R"("}, "l": {"pod": "c", "kind": "load"}}, "links": {"x": {"from": "l/target", "to": "app/in"}})";
        const Plan plan = planOf(members).value();
        const PeerConfig &replica = instance(plan, "web-front/app").machine->peers[0];
        QCOMPARE(replica.timeout > Duration(0), std::string_view(protocol) == "http");
    }
}

void LowerTest::aRingReachesEachReplica()
{
    const Plan plan =
        planOf(
            R"("pods": {"a": {}, "m": {"replicas": 3}}, "containers": {"r": {"pod": "a", "kind": "memcache-ambassador"}, "s": {"pod": "m", "kind": "memcached"}},
        "links": {"x": {"from": "r/servers", "to": "s/in"}})")
            .value();
    const InstancePlan &ring = instance(plan, "a/r");
    QCOMPARE(ring.peers.size(), std::size_t(3));
    QCOMPARE(ring.peers[2].host, std::string("m-2"));
    QCOMPARE(ring.machine->peers[2].serverName, std::string("m-2"));
}

void LowerTest::anHttpAmbassadorKnowsTheReplicasOfEachService()
{
    const Plan plan = example("http-ambassador");
    const auto &peers = instance(plan, "web/ambassador").machine->peers;
    QCOMPARE(peers.size(), std::size_t(4));
    QCOMPARE(peers[2].name, std::string("v1-2/app"));
    QCOMPARE(peers[2].serverName, std::string("v1/app"));
    QCOMPARE(peers[2].weight, 9);
    QCOMPARE(peers[3].serverName, std::string("v2/app"));
    QVERIFY(std::ranges::none_of(plan.pods, &PodPlan::isFront));
}

void LowerTest::whoIsAskedByHashIsAskedByKey()
{
    // load -> app -> proxy -> db, and load -> proxy through its front.
    const auto planWith = [](const std::string &policy) {
        return planOf(R"("pods": {"client": {}, "web": {"replicas": 2}, "store": {"replicas": 3}},
            "containers": {"load": {"pod": "client", "kind": "load"}, "app": {"pod": "web", "kind": "container"},
                "db": {"pod": "store", "kind": "container"},
                "proxy": {"pod": "web", "kind": "http-ambassador", "policy": ")" +
                      policy + R"("}},
            "links": {"la": {"from": "load/target", "to": "app/in"}, "lp": {"from": "load/target", "to": "proxy/in"},
                "ap": {"from": "app/calls", "to": "proxy/in"}, "pd": {"from": "proxy/services", "to": "db/in"}})");
    };
    const auto byKey = [](const Plan &plan, const std::string &name) {
        std::vector<std::string> links;
        const InstancePlan &caller = instance(plan, name);
        for (std::size_t peer = 0; peer < caller.peers.size(); ++peer) {
            if (caller.machine->peers[peer].byKey)
                links.push_back(caller.peers[peer].link);
        }
        return links;
    };
    const auto hashed = planWith("hash");
    QVERIFY2(hashed, hashed ? "" : toText(hashed.error()).c_str());
    QCOMPARE(byKey(*hashed, "client/load"), std::vector<std::string>{"lp"});
    QCOMPARE(byKey(*hashed, "web-1/app"), std::vector<std::string>{"ap"});
    QVERIFY(byKey(*hashed, "web-1/proxy").empty());
    const auto inTurn = planWith("round-robin");
    QVERIFY2(inTurn, inTurn ? "" : toText(inTurn.error()).c_str());
    QVERIFY(byKey(*inTurn, "client/load").empty() && byKey(*inTurn, "web-1/app").empty());
}

void LowerTest::aRootKnowsItsMergeFromItsShards()
{
    const Plan plan = example("scatter-gather");
    const InstancePlan &root = instance(plan, "search/root");
    const auto &scatter = std::get<ScatterConfig>(root.machine->behaviour);
    QCOMPARE(root.peers.size(), std::size_t(3));
    QCOMPARE(root.machine->peers.at(scatter.mergePeer).name, std::string("search/merge"));
    QCOMPARE(std::get<ScatterConfig>(instance(plan, "east/root").machine->behaviour).mergePeer, noPeer);
}

void LowerTest::withinAPodIsLocalhost()
{
    const Plan plan = example("sharded-cache");
    const InstancePlan &app = instance(plan, "web-1/app");
    const auto local = std::ranges::find(app.peers, std::string("localhost"), &PeerPlan::host);
    QVERIFY(local != app.peers.end());
    QCOMPARE(plan.instances[local->instance].name, std::string("web-1/ambassador"));
    QCOMPARE(local->quality.latency.expected(), Duration(std::chrono::microseconds(20)));
}

void LowerTest::takenPortsMoveUp()
{
    const Plan plan =
        planOf(
            R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "container"}, "b": {"pod": "p", "kind": "container"}, "c": {"pod": "p", "kind": "container", "port": 8080}})")
            .value();
    QCOMPARE(instance(plan, "p/c").port, std::uint16_t(8080));
    QCOMPARE(instance(plan, "p/a").port, std::uint16_t(8081));
    QCOMPARE(instance(plan, "p/b").port, std::uint16_t(8082));
}

/// Links are lowered in order of their ids, and a worker asks its first peer for work.
void LowerTest::aWorkersQueueIsItsFirstPeer()
{
    const Plan plan = planOf(R"("pods": {"q": {}, "w": {}, "s": {}}, "containers": {
        "queue": {"pod": "q", "kind": "work-queue"}, "worker": {"pod": "w", "kind": "worker"},
        "store": {"pod": "s", "kind": "container"}},
        "links": {"a-calls": {"from": "worker/calls", "to": "store/in"},
                  "z-asks": {"from": "worker/queue", "to": "queue/in"}})")
                          .value();
    const InstancePlan &worker = instance(plan, "w/worker");
    QCOMPARE(worker.peers.size(), std::size_t(2));
    QCOMPARE(worker.peers[0].link, std::string("z-asks"));
    QVERIFY(worker.machine->peers[0].protocol == PeerProtocol::Queue);
}

void LowerTest::electorsKnowEachOther()
{
    const Plan plan = example("sharded-cache");
    std::set<std::uint64_t> configurations;
    for (const char *name : {"web-0/elector", "web-1/elector", "web-2/elector"}) {
        const InstancePlan &elector = instance(plan, name);
        QCOMPARE(elector.peers.size(), std::size_t(2));
        const auto &config = std::get<ElectionConfig>(elector.machine->behaviour);
        QCOMPARE(config.member, std::string(name));
        configurations.insert(config.configuration);
        QVERIFY(!elector.stateDir.empty());
    }
    QCOMPARE(configurations.size(), std::size_t(1));
}

void LowerTest::aLinkIsNamedByItsIdOrByItsEnds()
{
    const Plan plan = example("mm1");
    QVERIFY(!plan.links.empty());
    for (const LinkPlan &link : plan.links) {
        for (const char *kind : {"partition", "cut", "degrade", "resume"}) {
            const auto byId = faultOf(plan, {kind, link.id, {}});
            const auto byEnds = faultOf(plan, {kind, link.text, {}});
            QVERIFY(byId.has_value());
            QVERIFY2(byEnds.has_value(), byEnds.has_value() ? "" : byEnds.error().message.c_str());
            QVERIFY(!byId->peers.empty() && byId->instances.empty());
            QVERIFY(byEnds->peers == byId->peers && byEnds->instances.empty());
        }
        QVERIFY(!faultOf(plan, {"kill", link.text, {}}));
    }
}

void LowerTest::circlesStart()
{
    const auto plan = planOf(
        R"("pods": {"p": {}, "q": {}}, "containers": {"a": {"pod": "p", "kind": "container"}, "b": {"pod": "q", "kind": "container"}},
        "links": {"x": {"from": "a/calls", "to": "b/in"}, "y": {"from": "b/calls", "to": "a/in"}})");
    QVERIFY(plan.has_value());
    QCOMPARE(instance(*plan, "p/a").startAfter.size() + instance(*plan, "q/b").startAfter.size(), std::size_t(3));
}

void LowerTest::volumesBelongToAPodOrToAll()
{
    const Plan plan =
        planOf(
            R"("pods": {"p": {"replicas": 2}, "q": {}}, "containers": {"a": {"pod": "p", "kind": "container", "mounts": ["own:/own", "all:/all:ro"]},
        "b": {"pod": "q", "kind": "container", "mounts": ["all:/all"]}}, "volumes": {"own": {}, "all": {}})")
            .value();
    std::set<std::string> names;
    for (const VolumePlan &volume : plan.volumes)
        names.insert(volume.name);
    QCOMPARE(names, (std::set<std::string>{"all", "p-0-own", "p-1-own"}));
    QVERIFY(instance(plan, "p-0/a").mounts[1].readOnly);
}

void LowerTest::faultsKnowWhomTheyHit()
{
    const Plan plan =
        planOf(
            R"("pods": {"p": {"replicas": 2}, "q": {}}, "containers": {"a": {"pod": "p", "kind": "container"}, "b": {"pod": "q", "kind": "load"}},
        "links": {"x": {"from": "b/target", "to": "a/in"}}, "scenario": {"faults": {
        "late": {"kind": "kill", "target": "p-1", "at": "30s"}, "early": {"kind": "partition", "target": "x", "at": "1s"}, "all": {"kind": "pause", "target": "p", "at": "2s", "for": "3s"}}})")
            .value();
    QCOMPARE(plan.faults[0].id, std::string("early"));
    QCOMPARE(plan.faults[0].peers.size(), std::size_t(1));
    QCOMPARE(plan.faults[1].id, std::string("all"));
    QCOMPARE(plan.faults[1].length, Duration(std::chrono::seconds(3)));
    QVERIFY(plan.faults[1].instances.size() >= 2);
    for (const InstanceIndex index : plan.faults[2].instances)
        QCOMPARE(plan.pods[plan.instances[index].pod].name, std::string("p-1"));
}

void LowerTest::aTargetIsFoundByTheNamesThatTheDrawingShows()
{
    const Plan plan = planOf(
                          R"("pods": {"p": {"name": "web", "replicas": 2}, "q": {"name": "p"}, "r": {}},
        "containers": {"a": {"pod": "p", "kind": "container", "name": "app"}, "s": {"pod": "q", "kind": "container"}, "l": {"pod": "r", "kind": "load"}},
        "links": {"x": {"from": "l/target", "to": "a/in"}})")
                          .value();
    const auto named = [&plan](const std::string &target) {
        std::vector<std::string> names;
        for (const InstanceIndex index : instancesNamed(plan, target))
            names.push_back(plan.instances[index].name);
        return names;
    };
    const std::vector<std::string> everyReplica{"web-0/app", "web-1/app"};
    QCOMPARE(named("web/app"), everyReplica);
    QCOMPARE(named("a"), everyReplica);
    QCOMPARE(named("web-1/app"), std::vector<std::string>{"web-1/app"});
    QCOMPARE(named("web").size(), std::size_t(4)); // with what holds the networks
    QCOMPARE(named("p"), named("web"));            // an id comes before another pod's name
    QCOMPARE(named("p/s"), std::vector<std::string>{"p/s"});
}

void LowerTest::replicasAreSpreadOverHosts()
{
    const Plan plan = planOf(R"("hostCpus": 2.5, "pods": {"p": {"replicas": 3, "hosts": ["a", "b"]}, "q": {}},
        "containers": {"s": {"pod": "p", "kind": "container", "cpuLimit": 0.5, "cpuWeight": 2}, "l": {"pod": "q", "kind": "load"}},
        "links": {"x": {"from": "l/target", "to": "s/in"}})")
                          .value();
    const auto hostOf = [&](const std::string &name) {
        const auto host = plan.pods[instance(plan, name).pod].host;
        return host ? plan.hosts[*host].name : std::string();
    };
    QCOMPARE(hostOf("p-0/s"), std::string("a"));
    QCOMPARE(hostOf("p-1/s"), std::string("b"));
    QCOMPARE(hostOf("p-2/s"), std::string("a"));
    QCOMPARE(hostOf("q/l"), std::string("host"));
    QCOMPARE(hostOf("p-front/s"), std::string());
    QCOMPARE(plan.hosts[0].cpus, 2.5);
    QCOMPARE(instance(plan, "p-1/s").cpuWeight, 2.0);
    QVERIFY(instance(plan, "p-1/s").machine->sharesProcessor);
    QVERIFY(!instance(plan, "q/l").machine->sharesProcessor);
    const QString text = QString::fromStdString(toText(plan));
    QVERIFY(text.contains("host a cpus=2.5\nhost b cpus=2.5\n"));
    QVERIFY(text.contains("pod p-1 aliases=p-1 host=b\n"));
    QVERIFY(text.contains("cpus=0.5 weight=2"));
}

void LowerTest::withoutCoresNoProcessorIsModelled()
{
    const Plan plan =
        planOf(R"("pods": {"p": {"hosts": ["a"]}}, "containers": {"s": {"pod": "p", "kind": "container"}})").value();
    QVERIFY(plan.hosts.empty() && !plan.pods[0].host);
    QVERIFY(!instance(plan, "p/s").machine->sharesProcessor);
}

void LowerTest::aLoadHasItsShape()
{
    const Plan plan = planOf(R"("pods": {"p": {}}, "containers": {
        "l": {"pod": "p", "kind": "load", "shape": "daily", "peakRate": 40, "period": "24h", "profile": ["1", "2.5"], "batch": 3},
        "t": {"pod": "p", "kind": "load", "arrivals": "trace", "trace": "1ms 0s 2.5ms", "traceRepeats": true}})")
                          .value();
    const auto &shaped = std::get<LoadConfig>(instance(plan, "p/l").machine->behaviour);
    QVERIFY(shaped.variation.shape == RateShape::Daily);
    QCOMPARE(shaped.variation.peakPerSecond, 40.0);
    QCOMPARE(shaped.variation.period, Duration(std::chrono::hours(24)));
    QCOMPARE(shaped.variation.profile, (std::vector<double>{1, 2.5}));
    QCOMPARE(shaped.batch, 3U);
    const auto &traced = std::get<LoadConfig>(instance(plan, "p/t").machine->behaviour);
    QVERIFY(traced.arrivals == ArrivalKind::Trace && traced.traceRepeats);
    QCOMPARE(traced.trace,
             (std::vector<Duration>{std::chrono::milliseconds(1), Duration(0), std::chrono::microseconds(2500)}));
}

/// Callers of a pod of several replicas call its front, which is in nobody's drawing.
void LowerTest::aCutBetweenTwoEndsMeansTheFrontsBetween()
{
    const std::string drawing =
        R"x("pods": {"c": {}, "o": {}, "a": {"replicas": 2}, "b": {"replicas": 3}}, "containers": {
            "l": {"pod": "c", "kind": "load"}, "m": {"pod": "o", "kind": "load"}, "s": {"pod": "a", "kind": "container"}, "t": {"pod": "b", "kind": "container"}},
        "links": {"x": {"from": "l/target", "to": "s/in"}, "y": {"from": "s/calls", "to": "t/in"}, "z": {"from": "m/target", "to": "t/in"}},
        "scenario": {"faults": {"f": {"kind": "cut", "target": "TARGET", "at": "1s", "others": [OTHERS]}}})x";
    const auto cut = [&](const char *target, const char *others) {
        std::string text = drawing;
        text.replace(text.find("TARGET"), 6, target);
        text.replace(text.find("OTHERS"), 6, others);
        const Plan plan = planOf(text).value();
        std::set<std::string> ways;
        for (const LaneId &lane : lanesOf(plan, plan.faults.at(0)))
            ways.insert(plan.instances[lane.caller].name + " to " +
                        plan.instances[plan.instances[lane.caller].peers[lane.peer].instance].name);
        return ways;
    };
    using Ways = std::set<std::string>;
    const Ways client{"c/l to a-front/s"}, between{"a-0/s to b-front/t", "a-1/s to b-front/t"};
    QCOMPARE(cut("c", "\"a\""), client);
    QCOMPARE(cut("a", "\"c\""), client);
    QCOMPARE(cut("a", "\"b\""), between);
    QCOMPARE(cut("b", "\"a\""), between);
    QCOMPARE(cut("a-0", "\"b\""), Ways{"a-0/s to b-front/t"});
    // Of some replicas, the front is with its callers when these are all at one end.
    QCOMPARE(cut("c", "\"a-1\""), Ways{"a-front/s to a-1/s"});
    QCOMPARE(cut("a-1", "\"c\""), Ways{"a-front/s to a-1/s"});
    QCOMPARE(cut("a-0", "\"b-1\""), Ways()); // whom the others call, too, is not cut off
    // Of a link, what leads to the others.
    QCOMPARE(cut("z", "\"b\""), Ways{"o/m to b-front/t"});
    QCOMPARE(cut("z", "\"a\""), Ways());
}

void LowerTest::aLinksFaultSparesWhoHasTheNameOfItsId()
{
    const Plan plan =
        planOf(
            R"x("pods": {"c": {}, "d": {"name": "db"}}, "containers": {"l": {"pod": "c", "kind": "load"}, "s": {"pod": "d", "kind": "container"}},
        "links": {"db": {"from": "l/target", "to": "s/in"}}, "scenario": {"faults": {"f": {"kind": "partition", "target": "db", "at": "1s"}}})x")
            .value();
    QVERIFY(plan.faults.at(0).instances.empty());
    QCOMPARE(plan.faults.at(0).peers.size(), std::size_t(1));
}

/// Each thing that can go wrong in the world, as a document says it.
void LowerTest::theWorldIsInTheDocument()
{
    const Plan plan =
        planOf(
            R"x("pods": {"p": {}, "q": {}}, "containers": {"l": {"pod": "p", "kind": "load"}, "s": {"pod": "q", "kind": "container"}},
        "links": {"x": {"from": "l/target", "to": "s/in", "latency": "lognormal(1ms, 2)", "jitter": "3ms", "loss": 0.01, "bandwidth": "1MB"
}
},
        "scenario": {"faults": {
            "a": {"kind": "degrade", "target": "x", "at": "1s", "delay": "weibull(9ms, 0.7)", "loss": 0.1, "duplicate": 0.2, "reorder": 0.3, "holdFor": "1s", "bandwidth": "5kB"},
            "b": {"kind": "cut", "target": "q", "at": "2s", "others": ["p"], "direction": "in", "period": "2s", "duty": 0.25},
            "c": {"kind": "disk", "target": "s", "at": "3s", "how": "full"},
            "d": {"kind": "disk", "target": "s", "at": "4s", "how": "lying"},
            "e": {"kind": "disk", "target": "s", "at": "5s", "how": "slow", "delay": "2s"},
            "f": {"kind": "clock", "target": "s", "at": "6s", "rate": 0.9, "step": "7s"},
            "g": {"kind": "crash", "target": "s", "at": "7s", "moment": "torn", "for": "2s"},
            "h": {"kind": "restart", "target": "s", "at": "8s"},
            "i": {"kind": "pause", "target": "s", "at": "9s", "for": "3s"},
            "j": {"kind": "oom", "target": "s", "at": "10s"},
            "k": {"kind": "slow", "target": "s", "at": "11s", "stepTime": "5ms"},
            "m": {"kind": "load", "target": "l", "at": "12s", "factor": 4, "for": "6s"},
            "n": {"kind": "limits", "target": "s", "at": "13s", "cpus": 0.25, "memory": "32MiB"}}})x")
            .value();
    const LinkQuality &link = instance(plan, "p/l").peers[0].quality;
    QCOMPARE(formatDistribution(link.latency), std::string("lognormal(1ms, 2)"));
    QCOMPARE(link.jitter, Duration(std::chrono::milliseconds(3)));
    QCOMPARE(link.loss, 0.01);
    QCOMPARE(link.bytesPerSecond, 1e6);
    QVERIFY(toText(plan).find(" jitter 3ms loss 0.01") != std::string::npos);
    const auto &faults = plan.faults;
    QCOMPARE(faults.size(), std::size_t{13});
    QCOMPARE(formatDistribution(faults[0].trouble.delay), std::string("weibull(9ms, 0.7)"));
    QCOMPARE(faults[0].trouble.duplicate, 0.2);
    QCOMPARE(faults[0].trouble.reorder, 0.3);
    QCOMPARE(faults[0].trouble.bytesPerSecond, 5000.0);
    QVERIFY(faults[1].hitsIn && !faults[1].hitsOut && faults[1].duty == 0.25);
    QCOMPARE(faults[2].how + faults[3].how + faults[4].how, std::string("fulllyingslow"));
    QCOMPARE(faults[5].ratePpm, std::int64_t{900'000});
    QCOMPARE(faults[5].jump, Duration(std::chrono::seconds(7)));
    QCOMPARE(faults[6].how, std::string("torn"));
    QCOMPARE(faults[8].length, Duration(std::chrono::seconds(3)));
    QCOMPARE(faults[10].delay, Duration(std::chrono::milliseconds(5)));
    QCOMPARE(faults[11].factor, 4.0);
    QCOMPARE(faults[11].text, std::string("load l, times 4"));
    QCOMPARE(faults[12].cpus, 0.25);
    QCOMPARE(faults[12].memoryBytes, std::int64_t{32} << 20);
    QCOMPARE(faults[12].text, std::string("limits s, 0.25 cores, 32MiB"));
}

QTEST_GUILESS_MAIN(LowerTest)
#include "lower_test.moc"
