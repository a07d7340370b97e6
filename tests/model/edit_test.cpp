// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/model/document_file.h"
#include "engine/model/edit.h"
#include "engine/model/validate.h"

#include <QTest>

using namespace bayplan;

namespace {

Topology shardedCache()
{
    return loadDocument(BAYPLAN_SOURCE_DIR "/resources/examples/sharded-cache.bayplan.json").value().topology;
}

template <class T>
const T *pick(Random &random, const std::map<ElementId, T> &elements)
{
    if (elements.empty())
        return nullptr;
    return &std::next(elements.begin(), static_cast<long>(random.below(elements.size())))->second;
}

/// Any change that a user could make.
Edit randomEdit(Random &random, const Topology &topology)
{
    const Pod *pod = pick(random, topology.pods);
    const Container *container = pick(random, topology.containers);
    const Container *other = pick(random, topology.containers);
    const auto kinds = catalog();
    const Point point{static_cast<double>(random.below(100)) * 8, static_cast<double>(random.below(100)) * 8};
    switch (random.below(16)) {
    case 0:
        return addPod(topology, point);
    case 1: {
        const KindInfo &kind = kinds[random.below(kinds.size())];
        if (kind.group != KindGroup::Containers && kind.group != KindGroup::Patterns)
            return {};
        return addContainer(topology, kind.key, pod && random.chance(0.7) ? pod->id : "", point);
    }
    case 2:
        return addVolume(topology, "data");
    case 3:
        return addNote(topology, "note", point);
    case 4:
        return addFault(topology, "kill", pod ? pod->id : "nobody");
    case 5:
        return addAssertion(topology, "p99 of web < 1s");
    case 6:
        return removeElements(topology, {pod && random.chance(0.2) ? pod->id : container ? container->id : "nobody"});
    case 7:
        return pod ? moveBy(topology, {pod->id}, point) : Edit{};
    case 8:
        return pod ? setParam(topology, pod->id, "replicas", Value(static_cast<std::int64_t>(1 + random.below(5))))
                         .value()
                   : Edit{};
    case 9: {
        if (!container || !other)
            return {};
        for (const PortInfo &out : findKind(container->kind)->ports)
            for (const PortInfo &in : findKind(other->kind)->ports)
                if (auto edit = connect(topology, {container->id, out.name}, {other->id, in.name}))
                    return *edit;
        return {};
    }
    case 11:
        return pod ? addGroup(topology, {pod->id, topology.pods.begin()->first}, "Group") : Edit{};
    case 10:
        return pod ? duplicate(topology, {pod->id}, point) : Edit{};
    case 12:
        return container ? moveCard(topology, container->id, random.below(4)) : Edit{};
    case 13: {
        const auto note = topology.notes.begin();
        return note == topology.notes.end() ? Edit{} : resizeNote(topology, note->first, {point.x + 100, 0});
    }
    case 14: {
        const auto group = topology.groups.begin();
        if (!pod || group == topology.groups.end())
            return {};
        const auto moved = moveToGroup(topology, {pod->id}, group->first);
        return moved ? *moved : Edit{};
    }
    default: {
        if (!pod || !container)
            return {};
        const auto moved = moveToPod(topology, container->id, pod->id);
        return moved ? *moved : Edit{};
    }
    }
}

} // namespace

class EditTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whereThingsAreDrawnDoesNotChangeWhatRuns();
    void aThousandEditsUndoneGiveTheFirstDocument();
    void mergedEditsAreOneAfterTheOther();
    void differenceTurnsOneIntoTheOther();
    void namesAndIdsStayUnique();
    void aGroupFollowsItsMembers();
    void aGroupHoldsGroups();
    void whatGoesToAGroupLeavesItsOwn();
    void removingTakesAlongWhatHangsOn();
    void removingAVolumeUnmountsIt();
    void linksAreMadeOnlyWhereTheyFit();
    void aLinkIsTakenToOtherEnds();
    void parametersAreChecked();
    void renamingIsFollowedByWhatNamesIt();
    void aPodLeftEmptyGoes();
    void touchedIdsAreNamed();
};

void EditTest::whereThingsAreDrawnDoesNotChangeWhatRuns()
{
    const Topology before = shardedCache();
    Topology after = before;
    apply(after, moveBy(after, {"web"}, {80, 8}));
    apply(after, setParam(after, "web", "collapsed", Value(true)).value());
    apply(after, addNote(after, "why", {0, 0}));
    apply(after, addGroup(after, {"web"}, "Group"));
    QVERIFY(before != after && runsAlike(before, after));
    for (const Edit &edit : {setParam(before, "web-app", "concurrency", Value(std::int64_t{7})).value(),
                             rename(before, "web", "shop").value(), addFault(before, "kill", "web"),
                             removeElements(before, {"web-app"}), addAssertion(before, "throughput > 1/s")}) {
        Topology edited = before;
        const Edit inverse = apply(edited, edit);
        QVERIFY2(!runsAlike(before, edited), edit.label.english().c_str());
        apply(edited, inverse);
        QVERIFY(runsAlike(before, edited));
    }
}

void EditTest::aThousandEditsUndoneGiveTheFirstDocument()
{
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        Random random(seed);
        Topology topology = shardedCache();
        const std::string before = writeDocument(topology);
        std::vector<Edit> undo;
        for (int i = 0; i < 1000; ++i) {
            if (topology.containers.size() > 60)
                undo.push_back(apply(topology, removeElements(topology, {topology.pods.begin()->first})));
            undo.push_back(apply(topology, randomEdit(random, topology)));
        }
        QVERIFY(writeDocument(topology) != before);
        const Topology after = topology;
        std::vector<Edit> redo;
        for (; !undo.empty(); undo.pop_back())
            redo.push_back(apply(topology, undo.back()));
        QCOMPARE(writeDocument(topology), before);
        for (; !redo.empty(); redo.pop_back())
            apply(topology, redo.back());
        QCOMPARE(topology, after);
    }
}

void EditTest::mergedEditsAreOneAfterTheOther()
{
    Topology one = shardedCache();
    Topology two = one;
    const Edit first = moveBy(one, {"web", "client"}, {8, 8});
    Topology between = one;
    apply(between, first);
    const Edit second = merge(removeElements(between, {"client"}), moveBy(between, {"web"}, {8, 0}));
    apply(one, first);
    apply(one, second);
    const Edit back = apply(two, merge(first, second));
    QCOMPARE(two, one);
    apply(two, back);
    QCOMPARE(two, shardedCache());
}

void EditTest::differenceTurnsOneIntoTheOther()
{
    const Topology from = shardedCache();
    const Topology to = loadDocument(BAYPLAN_SOURCE_DIR "/resources/examples/voting-app.bayplan.json").value().topology;
    Topology topology = from;
    const Edit back = apply(topology, difference(from, to, "Reload"));
    QCOMPARE(topology, to);
    apply(topology, back);
    QCOMPARE(topology, from);
    QVERIFY(difference(to, to, "").empty());
}

void EditTest::namesAndIdsStayUnique()
{
    Topology topology;
    for (int i = 0; i < 3; ++i)
        apply(topology, addPod(topology, {}, "Web Server"));
    QCOMPARE(topology.pods.size(), std::size_t(3));
    QVERIFY(topology.pods.contains("web-server") && topology.pods.contains("web-server-3"));
    ElementId id;
    apply(topology, addContainer(topology, "elector", "web-server", {}, &id));
    QCOMPARE(id, std::string("web-server-elector"));
    apply(topology, addContainer(topology, "elector", "web-server", {}, &id));
    QCOMPARE(topology.containers.at(id).name, std::string("elector-2"));
    apply(topology, setParam(topology, "web-server", "replicas", Value(std::int64_t{4})).value());
    QVERIFY(!rename(topology, "web-server-2", "web-server-1"));
}

void EditTest::aGroupHoldsGroups()
{
    Topology topology = shardedCache();
    ElementId inner, outer;
    apply(topology, addGroup(topology, {"cache-1", "cache-2"}, "Caches", &inner));
    apply(topology, addGroup(topology, {inner, "web", "cache-1"}, "Shop", &outer));
    QCOMPARE(topology.groups.at(outer).members, (std::vector<ElementId>{inner, "web"}));
    QCOMPARE(topology.groups.at(inner).members, (std::vector<ElementId>{"cache-1", "cache-2"}));
    QVERIFY(isValid(validate(topology)));
    QCOMPARE(readDocument(writeDocument(topology), "a").value().topology, topology);
    const Point before = topology.pods.at("cache-1").position;
    apply(topology, moveBy(topology, {outer}, {8, 16}));
    QCOMPARE(topology.pods.at("cache-1").position, (Point{before.x + 8, before.y + 16}));

    const Topology two = topology;
    std::set<ElementId> created;
    apply(topology, duplicate(topology, {outer}, {400, 0}, &created));
    QCOMPARE(topology.groups.size(), std::size_t(4));
    for (const auto &[id, group] : topology.groups)
        for (const ElementId &member : group.members)
            QCOMPARE(created.contains(member), created.contains(id));
    topology = two;

    // One of a part of the inner is in the inner.
    ElementId part;
    apply(topology, addGroup(topology, {"cache-1"}, "One", &part));
    QCOMPARE(topology.groups.at(inner).members, (std::vector<ElementId>{"cache-2", part}));
    // What goes alone leaves its members where it was; what is left empty goes too.
    apply(topology, removeElements(topology, {inner}));
    QCOMPARE(topology.groups.at(outer).members, (std::vector<ElementId>{"cache-2", part, "web"}));
    apply(topology, removeElements(topology, {"cache-1"}));
    QCOMPARE(topology.groups.at(outer).members, (std::vector<ElementId>{"cache-2", "web"}));
    QVERIFY(!topology.groups.contains(part));

    // None is within itself.
    topology = two;
    topology.groups.at(inner).members.push_back(outer);
    QVERIFY(std::ranges::any_of(validate(topology), [](const auto &each) { return each.code == "group.members"; }));
    QCOMPARE(withMembers(topology, {inner}).size(), std::size_t(5));
    apply(topology, duplicate(topology, {outer}, {}, nullptr));
}

void EditTest::aGroupFollowsItsMembers()
{
    Topology topology = shardedCache();
    ElementId group;
    apply(topology, addGroup(topology, {"web", "cache-1", "cache-2"}, "Shop", &group));
    const Point before = topology.pods.at("web").position;
    apply(topology, moveBy(topology, {group}, {8, 16}));
    QCOMPARE(topology.pods.at("web").position, (Point{before.x + 8, before.y + 16}));
    apply(topology, rename(topology, group, "The shop").value());
    QCOMPARE(topology.groups.at(group).title, std::string("The shop"));

    std::set<ElementId> created;
    apply(topology, duplicate(topology, {group}, {400, 0}, &created));
    QCOMPARE(topology.groups.size(), std::size_t(2));
    for (const auto &[id, each] : topology.groups) {
        const bool isCopy = id != group;
        QVERIFY(each.members.size() == 3 && std::ranges::all_of(each.members, [&](const ElementId &member) {
                    return topology.pods.contains(member) && created.contains(member) == isCopy;
                }));
    }

    ElementId second;
    apply(topology, addGroup(topology, {"cache-1"}, "Cache", &second));
    QCOMPARE(topology.groups.at(group).members, (std::vector<ElementId>{"cache-2", "web", second}));
    apply(topology, removeElements(topology, {"cache-1", "web"}));
    QVERIFY(!topology.groups.contains(second));
    QCOMPARE(topology.groups.at(group).members, std::vector<ElementId>{"cache-2"});
    apply(topology, removeElements(topology, {group}));
    QVERIFY(topology.pods.contains("cache-2"));
}

void EditTest::whatGoesToAGroupLeavesItsOwn()
{
    Topology topology;
    ElementId pod, inner, outer;
    apply(topology, addPod(topology, {}, "web", &pod));
    apply(topology, addGroup(topology, {pod}, "inner", &inner));
    apply(topology, addGroup(topology, {inner}, "outer", &outer));
    const Topology before = topology;
    const Edit undo = apply(topology, moveToGroup(topology, {pod}, outer).value());
    QVERIFY(!topology.groups.contains(inner)); // it was left empty
    QCOMPARE(topology.groups.at(outer).members, (std::vector<ElementId>{pod}));
    apply(topology, undo);
    QCOMPARE(topology, before);
    const auto refused = moveToGroup(topology, {outer}, inner);
    QVERIFY(refused.has_error());
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    apply(topology, moveToGroup(topology, {inner}, {}).value());
    QVERIFY(!topology.groups.contains(outer));
    QCOMPARE(topology.groups.at(inner).members, (std::vector<ElementId>{pod}));
    // What is within a group that goes goes along with it.
    ElementId other, target;
    apply(topology, addPod(topology, {}, "db", &other));
    apply(topology, addGroup(topology, {other}, "target", &target));
    apply(topology, moveToGroup(topology, {inner, pod}, target).value());
    QCOMPARE(topology.groups.at(inner).members, (std::vector<ElementId>{pod}));
    QCOMPARE(topology.groups.at(target).members, (std::vector<ElementId>{other, inner}));
}

void EditTest::removingTakesAlongWhatHangsOn()
{
    Topology topology = shardedCache();
    apply(topology, addFault(topology, "kill", "web-0"));
    apply(topology, removeElements(topology, {"web"}));
    QVERIFY(!topology.containers.contains("web-app"));
    QVERIFY(!topology.links.contains("client-web"));
    QVERIFY(topology.faults.empty());
    for (const Problem &problem : validate(topology))
        QVERIFY2(problem.severity != Severity::Error || problem.code.find(".no-") != std::string::npos,
                 problem.sentence.english().c_str());
}

void EditTest::removingAVolumeUnmountsIt()
{
    Topology topology = shardedCache();
    apply(topology, removeElements(topology, {"logs-volume"}));
    QVERIFY(!topology.containers.at("web-app").params.contains("mounts"));
}

void EditTest::linksAreMadeOnlyWhereTheyFit()
{
    const Topology topology = shardedCache();
    QVERIFY(bayplan::connect(topology, {"web-app", "calls"}, {"logs-sink", "in"}));
    QVERIFY(!bayplan::connect(topology, {"web-app", "in"}, {"logs-sink", "in"}));
    QVERIFY(!bayplan::connect(topology, {"web-app", "calls"}, {"web-app", "in"}));
    QVERIFY(!bayplan::connect(topology, {"web-app", "calls"}, {"web-ambassador", "in"})); // there is one
    QVERIFY(!bayplan::connect(topology, {"web-app", "nowhere"}, {"logs-sink", "in"}));
    QVERIFY(!bayplan::connect(topology, {"web-ambassador", "servers"}, {"jobs-queue", "in"}));
    QVERIFY(!bayplan::connect(topology, {"web-adapter", "source"}, {"logs-sink", "in"})); // takes one only
}

void EditTest::aLinkIsTakenToOtherEnds()
{
    Topology topology = shardedCache();
    const auto found = std::ranges::find_if(topology.links, [](const auto &entry) {
        return entry.second.from == Endpoint{"web-adapter", "source"};
    });
    QVERIFY(found != topology.links.end());
    Link link = found->second;
    QVERIFY(reconnect(topology, link.id, link.from, link.to)); // it is not in its own way
    QVERIFY(!reconnect(topology, link.id, link.from, {"web-app", "calls"}));
    QVERIFY(!reconnect(topology, "nothing", {"web-app", "calls"}, {"logs-sink", "in"}));
    topology.links.at(link.id).params["timeout"] = std::string("3s");
    link = topology.links.at(link.id);
    link.to = {"logs-sink", "in"};
    apply(topology, reconnect(topology, link.id, link.from, link.to).value());
    QVERIFY(topology.links.at(link.id) == link);
}

void EditTest::parametersAreChecked()
{
    Topology topology = shardedCache();
    QVERIFY(!setParam(topology, "web", "replicas", Value(std::int64_t{0})));
    QVERIFY(!setParam(topology, "web", "replicas", Value(std::string("3"))));
    QVERIFY(!setParam(topology, "web", "colour", Value(std::string("red"))));
    QVERIFY(!setParam(topology, "web-app", "serviceTime", Value(std::string("soon"))));
    QVERIFY(!setParam(topology, "nobody", "replicas", Value(std::int64_t{2})));
    apply(topology, setParam(topology, "document", "seed", Value(std::int64_t{7})).value());
    QCOMPARE(paramsOf(topology).integer("seed"), std::int64_t(7));
    apply(topology, setParam(topology, "document", "seed", std::nullopt).value());
    QVERIFY(!topology.settings.params.contains("seed"));
    apply(topology, setParam(topology, "client-load", "rate", Value(std::int64_t{5})).value());
    QCOMPARE(paramsOf(topology.containers.at("client-load")).number("rate"), 5.0);
}

void EditTest::renamingIsFollowedByWhatNamesIt()
{
    Topology topology = shardedCache();
    apply(topology, addFault(topology, "kill", "web-2"));
    apply(topology, addAssertion(topology, "p99 of web < 1s"));
    apply(topology, rename(topology, "web", "shop").value());
    QCOMPARE(topology.faults.begin()->second.target, std::string("shop-2"));
    QCOMPARE(topology.assertions.at("assertion-1").text, std::string("p99 of shop < 1s"));
    apply(topology, rename(topology, "logs-volume", "journal").value());
    QCOMPARE(paramsOf(topology.containers.at("web-app")).list("mounts"),
             std::vector<std::string>{"journal:/var/log/app"});
    QVERIFY(!rename(topology, "web", "Not a name"));
    QVERIFY(!rename(topology, "web", "client"));
}

void EditTest::aPodLeftEmptyGoes()
{
    Topology topology = shardedCache();
    apply(topology, moveToPod(topology, "cache-1-memcached", "cache-2").value());
    QVERIFY(!topology.pods.contains("cache-1"));
    QCOMPARE(topology.containers.at("cache-1-memcached").name, std::string("memcached-2"));
}

void EditTest::touchedIdsAreNamed()
{
    const Topology topology = shardedCache();
    QCOMPARE(touchedBy(moveBy(topology, {"web", "web-app"}, {1, 1})), std::set<ElementId>{"web"});
    QCOMPARE(touchedBy(setParam(topology, "document", "seed", Value(std::int64_t{9})).value()),
             std::set<ElementId>{"document"});
}

QTEST_GUILESS_MAIN(EditTest)
#include "edit_test.moc"
