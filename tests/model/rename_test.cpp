// SPDX-License-Identifier: GPL-3.0-or-later
// Who is called otherwise is meant by the scenario as before, and nobody else.
#include "engine/model/document_file.h"
#include "engine/model/edit.h"
#include "engine/model/validate.h"

#include <QTest>

using namespace bayplan;

namespace {

/// Ids that are no names, so that the scenario can go by either.
Topology shop()
{
    return readDocument(R"({"bayplan": 1,
        "pods": {"p1": {"name": "web", "replicas": 3}, "p2": {"name": "web-api", "replicas": 3}, "p3": {"name": "db"},
                 "p4": {"name": "db-0"}},
        "containers": {"c1": {"pod": "p1", "kind": "container", "name": "app"},
                       "c2": {"pod": "p2", "kind": "container", "name": "app"},
                       "c3": {"pod": "p3", "kind": "container", "name": "store"},
                       "c4": {"pod": "p4", "kind": "container", "name": "store"}},
        "links": {"l": {"from": "c1/calls", "to": "c3/in"}}})",
                        "a")
        .value()
        .topology;
}

std::string targetAfter(const Topology &before, const std::string &target, const ElementId &id, const std::string &name)
{
    Topology topology = before;
    topology.faults["f"] = {"f", "kill", target, {}, {}};
    const std::string bytes = writeDocument(topology);
    const Edit undo = apply(topology, rename(topology, id, name).value());
    const std::string after = topology.faults.at("f").target;
    apply(topology, undo);
    return writeDocument(topology) == bytes ? after : "undo leaves something";
}

std::string assertionAfter(const Topology &before, const std::string &text, const ElementId &id,
                           const std::string &name)
{
    Topology topology = before;
    topology.assertions["a"] = {"a", text, {}};
    apply(topology, rename(topology, id, name).value());
    return topology.assertions.at("a").text;
}

} // namespace

class RenameTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void targetsFollowTheirPod();
    void targetsFollowTheirContainer();
    void thoseWhomACutIsFromFollow();
    void assertionsFollowByNameAlone();
    void whatWasValidStaysValid();
    void containersAreMeantInTheirNewPod();
};

void RenameTest::targetsFollowTheirPod()
{
    const auto after = [](const std::string &target) { return targetAfter(shop(), target, "p1", "front"); };
    QCOMPARE(after("web-0"), std::string("front-0"));
    QCOMPARE(after("web"), std::string("front"));
    QCOMPARE(after("web/app"), std::string("front/app"));
    QCOMPARE(after("web-2/app"), std::string("front-2/app"));
    QCOMPARE(after("web-9"), std::string("front-9")); // it may get more
    for (const char *other : {"p1", "c1", "web-api", "web-api-0", "web-api-0/app", "web-api/app", "web-", "web-01",
                              "webs-0", "db-0", "gone", ""})
        QCOMPARE(after(other), std::string(other));
    // A pod that is called like a replica is none.
    QCOMPARE(targetAfter(shop(), "db-0", "p3", "store"), std::string("db-0"));
    QCOMPARE(targetAfter(shop(), "db-0/store", "p4", "store"), std::string("store/store"));
    Topology topology = shop();
    topology.notes["web-1"] = {"web-1", "", {}, {}, {}};
    QCOMPARE(targetAfter(topology, "web-1", "p1", "front"), std::string("web-1")); // an id
}

void RenameTest::targetsFollowTheirContainer()
{
    const auto after = [](const std::string &target) { return targetAfter(shop(), target, "c1", "main"); };
    QCOMPARE(after("web-0/app"), std::string("web-0/main"));
    QCOMPARE(after("web/app"), std::string("web/main"));
    for (const char *other : {"c1", "web-0", "web-api-0/app", "web-api/app", "web-0/apple", "db/store", "gone/app"})
        QCOMPARE(after(other), std::string(other));
}

void RenameTest::thoseWhomACutIsFromFollow()
{
    Topology topology = shop();
    topology.faults["f"] = {
        "f", "cut", "web-0", {{"others", std::vector<std::string>{"web-1", "web-api-1", "web-2/app", "c3"}}}, {}};
    const std::string before = writeDocument(topology);
    const Edit pod = apply(topology, rename(topology, "p1", "front").value());
    QCOMPARE(topology.faults.at("f").target, std::string("front-0"));
    QCOMPARE(paramsOf(topology.faults.at("f")).list("others"),
             (std::vector<std::string>{"front-1", "web-api-1", "front-2/app", "c3"}));
    const Edit container = apply(topology, rename(topology, "c1", "main").value());
    QCOMPARE(paramsOf(topology.faults.at("f")).list("others").at(2), std::string("front-2/main"));
    apply(topology, container);
    apply(topology, pod);
    QCOMPARE(writeDocument(topology), before);
}

void RenameTest::assertionsFollowByNameAlone()
{
    const auto pod = [](const std::string &text) { return assertionAfter(shop(), text, "p1", "front"); };
    QCOMPARE(pod("p99 of web < 1s"), std::string("p99 of front < 1s"));
    QCOMPARE(pod(" p99\tof  web<1s"), std::string(" p99\tof  front<1s"));
    QCOMPARE(pod("dead of web/app == 0"), std::string("dead of front/app == 0"));
    QCOMPARE(pod("errors of web/app -> db/store == 0"), std::string("errors of front/app -> db/store == 0"));
    for (const char *other : {"p99 of web-api < 1s", "p99 of c1 < 1s", "errors of l == 0", "web < 1s", "p99 of", "of",
                              "errors of db/store -> web-api/app == 0", "p99 of <", ""})
        QCOMPARE(pod(other), std::string(other));
    const auto container = [](const std::string &text) { return assertionAfter(shop(), text, "c3", "main"); };
    QCOMPARE(container("dead of db/store == 0"), std::string("dead of db/main == 0"));
    QCOMPARE(container("errors of web/app -> db/store == 0"), std::string("errors of web/app -> db/main == 0"));
    QCOMPARE(container("p99 of db < 1s"), std::string("p99 of db < 1s"));
    Topology topology = shop();
    topology.containers["web"] = {"web", "p3", "container", "web", {}, {}};
    QCOMPARE(assertionAfter(topology, "p99 of web < 1s", "p1", "front"), std::string("p99 of web < 1s")); // its id
}

void RenameTest::containersAreMeantInTheirNewPod()
{
    const auto moved = [](const std::string &target, const ElementId &pod) {
        Topology topology = shop();
        topology.faults["f"] = {"f", "kill", target, {}, {}};
        topology.assertions["a"] = {"a", "utilisation of " + target + " < 1", {}};
        const std::string bytes = writeDocument(topology);
        const Edit undo = apply(topology, moveToPod(topology, "c1", pod).value());
        const std::string after = topology.faults.at("f").target;
        const std::string asserted = topology.assertions.at("a").text;
        apply(topology, undo);
        if (writeDocument(topology) != bytes)
            return std::string("undo leaves something");
        return asserted == "utilisation of " + after + " < 1" ? after : asserted;
    };
    QCOMPARE(moved("web/app", "p3"), std::string("db/app"));
    QCOMPARE(moved("web/app", "p2"), std::string("web-api/app-2")); // the name was taken there
    QCOMPARE(moved("web-1/app", "p2"), std::string("web-api-1/app-2"));
    QCOMPARE(moved("web-1/app", "p3"), std::string("db/app")); // which has one replica
    QCOMPARE(moved("db/store", "p2"), std::string("db/store"));
    QCOMPARE(moved("web-api/app", "p3"), std::string("web-api/app"));
}

void RenameTest::whatWasValidStaysValid()
{
    for (const char *name : {"log-saver", "leader-election", "order-pipeline", "sharded-cache", "rolling-restart"}) {
        Topology topology =
            loadDocument(std::string(BAYPLAN_SOURCE_DIR "/resources/examples/") + name + ".bayplan.json")
                .value()
                .topology;
        int number = 0;
        const Topology before = topology;
        for (const auto &[id, pod] : before.pods)
            apply(topology, rename(topology, id, "other" + std::to_string(number++)).value());
        for (const auto &[id, container] : before.containers)
            apply(topology, rename(topology, id, "other" + std::to_string(number++)).value());
        QVERIFY2(isValid(validate(topology)), name);
    }
}

QTEST_GUILESS_MAIN(RenameTest)
#include "rename_test.moc"
