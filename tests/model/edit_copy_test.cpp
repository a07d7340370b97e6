// SPDX-License-Identifier: GPL-3.0-or-later
// Copies of elements: beside the original, and pasted into another drawing.
#include "engine/model/document_file.h"
#include "engine/model/edit.h"
#include "engine/model/validate.h"

#include <QTest>

using namespace bayplan;

namespace {

Topology example(const std::string &name)
{
    return loadDocument(BAYPLAN_SOURCE_DIR "/resources/examples/" + name + ".bayplan.json").value().topology;
}

/// Through the clipboard's text, with everything that is drawn chosen.
Topology copied(const Topology &topology)
{
    std::vector<ElementId> ids;
    for (const auto &[id, pod] : topology.pods)
        ids.push_back(id);
    return readDocument(writeSelection(topology, ids), "clipboard").value().topology;
}

} // namespace

class EditCopyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCopyIsLinkedLikeTheOriginal();
    void whoseCopyIsWhoseIsTold();
    void whatIsPastedTakesNoNameThatIsTaken();
    void whatIsMountedIsCopiedAsWell();
    void aVolumeThatIsKnownIsShared();
    void anotherProjectsVolumeIsAnother();
    void copiedScenariosMeanTheCopies();
    void mountsFollowAVolumeThatIsRenamed();
    void aDrawingOfThousandsCanBePastedIntoItself();
};

void EditCopyTest::aCopyIsLinkedLikeTheOriginal()
{
    Topology topology = example("sharded-cache");
    std::set<ElementId> created;
    const std::size_t links = topology.links.size();
    apply(topology, duplicate(topology, {"web", "logs-volume"}, {16, 16}, &created));
    QVERIFY(created.contains("web-3"));         // web-2 is a replica
    QCOMPARE(topology.links.size(), links + 2); // app to ambassador, adapter to app
    QCOMPARE(paramsOf(topology.containers.at("web-3-app")).list("mounts"),
             std::vector<std::string>{"logs-2:/var/log/app"});
}

/// Also where names are of no help: two that are made alike, and one that is no DNS label.
void EditCopyTest::whoseCopyIsWhoseIsTold()
{
    Topology topology;
    topology.pods["web"] = {"web", "web", {}, {}, {}, {}};
    topology.containers["one"] = {"one", "web", "container", "web_app", {{"port", Value(std::int64_t{80})}}, {}};
    topology.containers["two"] = {"two", "web", "container", "web-app", {}, {}};
    const Topology before = topology;
    std::set<ElementId> created;
    std::map<ElementId, ElementId> copies;
    apply(topology, duplicate(topology, {"web"}, {400, 0}, &created, &copies));
    QCOMPARE(copies.size(), before.containers.size() + 1);
    QCOMPARE(topology.pods.at(copies.at("web")).position.x, 400.0);
    for (const auto &[id, container] : before.containers)
        QCOMPARE(topology.containers.at(copies.at(id)).params, container.params);
    for (const auto &[original, copy] : copies)
        QVERIFY(created.erase(copy) == 1);
    QVERIFY(created.empty());
}

void EditCopyTest::whatIsPastedTakesNoNameThatIsTaken()
{
    Topology topology;
    apply(topology, addPod(topology, {}, "web"));
    apply(topology, setParam(topology, "web", "replicas", Value(std::int64_t{3})).value());
    Topology pasted;
    apply(pasted, addContainer(pasted, "container", "", {}));
    const ElementId pod = pasted.pods.begin()->first;
    pasted.pods.begin()->second.name = "web-1"; // a replica of web answers to it
    pasted.containers["loose"] = {"loose", "no-such-pod", "container", "app", {}, {}};
    std::set<ElementId> created;
    apply(topology, paste(topology, pasted, "", {40, 8}, {}, &created));
    QVERIFY(topology.pods.contains(pod));
    QCOMPARE(topology.pods.at(pod).name, std::string("web-3"));
    const Container &loose = topology.containers.at("loose");
    QCOMPARE(topology.pods.at(loose.pod).name, std::string("app"));
    QCOMPARE(topology.pods.at(loose.pod).position.x, 40.0);
    QCOMPARE(created.size(), std::size_t(4));
    QVERIFY(isValid(validate(topology)));
}

void EditCopyTest::whatIsMountedIsCopiedAsWell()
{
    Topology original = example("log-saver");
    original.volumes.at("logs-volume").params = {
        {"hostPath", std::string("logs")}, {"scope", std::string("shared")}, {"size", std::string("1MiB")}};
    apply(original, addVolume(original, "unused"));
    Topology topology;
    const Edit undo = apply(topology, paste(topology, copied(original), "", {}, {}));
    QVERIFY(topology.volumes == (std::map<ElementId, Volume>{{"logs-volume", original.volumes.at("logs-volume")}}));
    for (const Problem &problem : validate(topology))
        QVERIFY2(problem.severity == Severity::Hint, problem.sentence.english().c_str());
    apply(topology, undo);
    QCOMPARE(topology, Topology());
    // One container alone brings its own.
    const Topology one = readDocument(writeSelection(original, {"client-load"}), "a").value().topology;
    QVERIFY(one.volumes.empty());
    QCOMPARE(readDocument(writeSelection(original, {"web-app"}), "a").value().topology.volumes.size(), std::size_t(1));
}

void EditCopyTest::aVolumeThatIsKnownIsShared()
{
    Topology topology = example("log-saver");
    const auto volumes = topology.volumes;
    Topology pasted = copied(topology);
    pasted.volumes.at("logs-volume").params["size"] = std::string("1MiB");
    apply(topology, paste(topology, pasted, "", {}, {}));
    QVERIFY(topology.volumes == volumes);
    QVERIFY(isValid(validate(topology)));
}

void EditCopyTest::anotherProjectsVolumeIsAnother()
{
    Topology topology = example("sharded-cache");
    const std::size_t volumes = topology.volumes.size();
    const Topology pasted = copied(topology);
    QVERIFY(volumes > 0 && pasted.volumes.size() == volumes);
    apply(topology, paste(topology, pasted, {}, {}, {400, 0}, nullptr, PastedVolumes::Others));
    QCOMPARE(topology.volumes.size(), 2 * volumes);
    QCOMPARE(paramsOf(topology.containers.at("web-3-app")).list("mounts"),
             std::vector<std::string>{"logs-2:/var/log/app"});
}

void EditCopyTest::copiedScenariosMeanTheCopies()
{
    Topology topology = readDocument(R"({"bayplan": 1,
        "pods": {"p1": {"name": "web", "replicas": 2}, "p2": {"name": "db"}, "p3": {"name": "other"}},
        "containers": {"c1": {"pod": "p1", "kind": "container", "name": "app"},
                       "c2": {"pod": "p2", "kind": "container", "name": "store"},
                       "c3": {"pod": "p3", "kind": "container", "name": "app"}},
        "links": {"l": {"from": "c1/calls", "to": "c2/in"}},
        "scenario": {"faults": {"f": {"kind": "cut", "target": "web-1", "others": ["db", "other", "p1"]},
                                "g": {"kind": "kill", "target": "web-0/app"}},
                     "assertions": {"a": {"text": "p99 of web/app -> db/store < 1s"}, "b": {"text": "errors of db == 0"},
                                    "c": {"text": "sent of l > 0"}}}})",
                                     "a")
                            .value()
                            .topology;
    std::map<ElementId, ElementId> copies;
    apply(topology, duplicate(topology, {"p1", "p2", "f", "g", "a", "b", "c"}, {400, 0}, nullptr, &copies));
    const std::string web = topology.pods.at(copies.at("p1")).name, db = topology.pods.at(copies.at("p2")).name;
    QVERIFY(web != "web" && db != "db");
    const Fault &cut = topology.faults.at(copies.at("f"));
    QCOMPARE(cut.target, web + "-1");
    QCOMPARE(paramsOf(cut).list("others"), (std::vector<std::string>{db, "other", copies.at("p1")}));
    QCOMPARE(topology.faults.at(copies.at("g")).target, web + "-0/app");
    const auto asserted = [&](const ElementId &id) { return topology.assertions.at(copies.at(id)).text; };
    QCOMPARE(asserted("a"), "p99 of " + web + "/app -> " + db + "/store < 1s");
    QCOMPARE(asserted("b"), "errors of " + db + " == 0");
    QCOMPARE(asserted("c"), "sent of " + copies.at("l") + " > 0");
    QCOMPARE(topology.faults.at("f").target, std::string("web-1")); // the originals as before
}

void EditCopyTest::mountsFollowAVolumeThatIsRenamed()
{
    Topology pasted = example("log-saver");
    pasted.volumes.at("logs-volume").name = "My_Logs"; // no name that is given here
    for (const char *id : {"web-app", "web-log-saver"})
        pasted.containers.at(id).params["mounts"] = std::vector<std::string>{"My_Logs:/var/log/app"};
    Topology topology;
    apply(topology, paste(topology, pasted, "", {}, {}));
    QCOMPARE(topology.volumes.begin()->second.name, std::string("my-logs"));
    QVERIFY(isValid(validate(topology)));
}

/// Whose names and ids are all taken. Without the strides of freeName() this takes hours.
void EditCopyTest::aDrawingOfThousandsCanBePastedIntoItself()
{
    Topology topology;
    for (int i = 1; i <= 4000; ++i) {
        const std::string id = "pod-" + std::to_string(i);
        topology.pods[id] = {id, id, {}, {}, {}};
        topology.containers[id + "-app"] = {id + "-app", id, "container", "app", {}, {}};
    }
    const Topology before = topology;
    const Edit undo = apply(topology, paste(topology, before, "", {}, {8, 8}));
    QCOMPARE(topology.pods.size(), std::size_t(8000));
    QCOMPARE(topology.pods.at("pod-8000").name, std::string("pod-8000"));
    apply(topology, undo);
    QCOMPARE(topology, before);
    apply(topology, duplicate(topology, {"pod-1", "pod-2"}, {}));
    QVERIFY(topology.pods.contains("pod-4001") && topology.pods.contains("pod-4002"));
}

QTEST_GUILESS_MAIN(EditCopyTest)
#include "edit_copy_test.moc"
