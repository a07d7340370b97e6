// SPDX-License-Identifier: GPL-3.0-or-later
// Documents open with references that lead nowhere, and are mended then: until they are, nothing may go down by them.
#include "engine/base/random.h"
#include "engine/model/validate.h"
#include "tests/manifests/example_plans.h"

#include <QDir>
#include <QTest>

using namespace bayplan;

namespace {

template <class T>
void dropSome(Random &random, std::map<ElementId, T> &elements)
{
    std::erase_if(elements, [&](const auto &) { return random.chance(0.25); });
}

/// What a hand at the file could take away: elements without what refers to them, and ends of links.
Topology knockedOut(Random &random, Topology topology)
{
    if (random.chance(0.7))
        dropSome(random, topology.pods);
    if (random.chance(0.7))
        dropSome(random, topology.containers);
    if (random.chance(0.4))
        dropSome(random, topology.volumes);
    for (auto &[id, container] : topology.containers)
        if (random.chance(0.1))
            container.pod = "gone";
    for (auto &[id, pod] : topology.pods)
        if (random.chance(0.2))
            pod.cards = {"gone"};
    for (auto &[id, link] : topology.links) {
        Endpoint &end = random.chance(0.5) ? link.from : link.to;
        if (random.chance(0.2))
            (random.chance(0.7) ? end.container : end.port) = "gone";
    }
    for (auto &[id, container] : topology.containers)
        for (auto &[key, value] : container.params)
            if (auto *list = std::get_if<std::vector<std::string>>(&value); list && random.chance(0.3))
                list->insert(list->begin(), "nonsense");
    for (auto &[id, fault] : topology.faults)
        if (random.chance(0.2))
            fault.target = "gone-0/app";
    topology.groups["odd"] = {"odd", "odd", {"gone", "odd"}, {}};
    return topology;
}

std::vector<ElementId> idsOf(const Topology &topology)
{
    std::vector<ElementId> ids{"gone", "document"};
    const auto add = [&](const auto &elements) {
        for (const auto &[id, element] : elements)
            ids.push_back(id);
    };
    add(topology.pods);
    add(topology.containers);
    add(topology.links);
    add(topology.volumes);
    add(topology.notes);
    add(topology.groups);
    add(topology.faults);
    add(topology.assertions);
    return ids;
}

/// There and back again.
void tryEdit(const Topology &before, const Edit &edit)
{
    Topology topology = before;
    const Edit undo = apply(topology, edit);
    apply(topology, undo);
    QCOMPARE(topology, before);
}

void tryEdit(const Topology &before, const Result<Edit> &edit)
{
    if (edit)
        tryEdit(before, *edit);
    else
        QVERIFY(!edit.error().message.empty());
}

void tryEditsOf(const Topology &topology, const ElementId &id, const ElementId &other)
{
    tryEdit(topology, addContainer(topology, "worker", id, {}));
    tryEdit(topology, addGroup(topology, {id, other}, "Both"));
    tryEdit(topology, moveToGroup(topology, {id}, other));
    tryEdit(topology, addFault(topology, "kill", id));
    tryEdit(topology, removeElements(topology, {id, other}));
    tryEdit(topology, setParam(topology, id, "replicas", Value(std::int64_t{2})));
    tryEdit(topology, setParam(topology, id, "target", Value(other)));
    tryEdit(topology, rename(topology, id, "another"));
    tryEdit(topology, moveBy(topology, {id}, {8, 8}));
    tryEdit(topology, resizeNote(topology, id, {80, 80}));
    tryEdit(topology, moveCard(topology, id, 0));
    tryEdit(topology, moveCard(topology, id, 1));
    tryEdit(topology, moveToPod(topology, id, other));
    tryEdit(topology, duplicate(topology, {id, other}, {8, 8}));
    tryEdit(topology,
            paste(topology, readDocument(writeSelection(topology, {id, other}), "a").value().topology, id, {}, {}));
    tryEdit(topology, readElement(topology, id, writeElement(topology, id)));
    for (const char *port : {"in", "calls", "servers", "queue"})
        tryEdit(topology, bayplan::connect(topology, {id, port}, {other, "in"}));
    for (const auto &[link, ends] : topology.links)
        tryEdit(topology, reconnect(topology, link, {id, ends.from.port}, {other, ends.to.port}));
}

void tryAll(Random &random, const Topology &topology)
{
    for (const Problem &problem : validate(topology)) {
        if (!problem.fix)
            continue;
        const Edit edit = problem.fix(topology);
        QVERIFY2(!edit.empty(), (problem.code + ": " + problem.sentence.english()).c_str());
        tryEdit(topology, edit);
    }
    const std::vector<ElementId> ids = idsOf(topology);
    for (const ElementId &id : ids)
        tryEditsOf(topology, id, ids[random.below(ids.size())]);
    tryEdit(topology, paste(topology, topology, {}, {}, {8, 8}));
    tryEdit(topology, difference(topology, {}, "Clear"));
    QCOMPARE(readDocument(writeDocument(topology), "a").value().topology, topology);
    const auto plan = lower(topology);
    QCOMPARE(plan.has_value(), isValid(validate(topology)));
    if (!plan)
        return;
    (void)writeCompose(*plan, test::exportOptions());
    (void)writeKubernetes(*plan, test::exportOptions());
}

} // namespace

class DanglingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatLeadsNowhereBringsNothingDown_data();
    void whatLeadsNowhereBringsNothingDown();
    void cardsAreMovedOnlyWithinAPodThatIsThere();
    void workersInNoPodGetSlots();
};

void DanglingTest::whatLeadsNowhereBringsNothingDown_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(BAYPLAN_SOURCE_DIR "/resources/examples"));
    for (const QString &name : folder.entryList({"*.json"}))
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void DanglingTest::whatLeadsNowhereBringsNothingDown()
{
    QFETCH(QString, path);
    const Topology whole = loadDocument(path.toStdString()).value().topology;
    for (std::uint64_t seed = 1; seed <= 8 && !QTest::currentTestFailed(); ++seed) {
        Random random(seed);
        tryAll(random, knockedOut(random, whole));
    }
}

void DanglingTest::cardsAreMovedOnlyWithinAPodThatIsThere()
{
    Topology topology;
    for (const char *id : {"a", "b"})
        topology.containers[id] = {id, "gone", "container", id, {}, {}};
    QVERIFY(moveCard(topology, "a", 1).empty());
    QVERIFY(moveCard(topology, "nobody", 0).empty());
    QVERIFY(resizeNote(topology, "nothing", {80, 80}).empty());
}

void DanglingTest::workersInNoPodGetSlots()
{
    Topology topology = readDocument(R"({"bayplan": 1, "pods": {"p": {}, "q": {}}, "containers": {
        "load": {"pod": "p", "kind": "load", "rate": 100}, "jobs": {"pod": "p", "kind": "work-queue"},
        "work": {"pod": "gone", "kind": "worker", "workTime": "100ms"}}, "links": {
        "a": {"from": "load/target", "to": "jobs/in"}, "b": {"from": "work/queue", "to": "jobs/in"}}})",
                                     "a")
                            .value()
                            .topology;
    const auto problems = validate(topology);
    const auto found = std::ranges::find(problems, std::string("work-queue.overload"), &Problem::code);
    QVERIFY(found != problems.end());
    apply(topology, found->fix(topology));
    QVERIFY(paramsOf(topology.containers.at("work")).integer("slots") >= 10);
}

QTEST_GUILESS_MAIN(DanglingTest)
#include "dangling_test.moc"
