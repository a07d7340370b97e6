// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/validate.h"
#include "tests/model/flaws.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace bayplan;

namespace {

/// The first problem of that code has a fix, after which it is gone, and nothing worse has come.
void fixMends(Topology topology, const std::string &code)
{
    const Topology before = topology;
    const auto problems = validate(topology);
    const auto found = std::ranges::find(problems, code, &Problem::code);
    QVERIFY(found != problems.end());
    QVERIFY(found->fix && !found->fixLabel.empty());
    const Edit edit = found->fix(topology);
    QVERIFY(!edit.empty() && !edit.label.empty());
    const Edit inverse = apply(topology, edit);
    const auto left = validate(topology);
    for (const Problem &problem : left)
        QVERIFY2(problem.code != found->code || problem.element != found->element, problem.sentence.english().c_str());
    // A fix that trades one mistake for another is none.
    const auto errors = [](const std::vector<Problem> &all) {
        return std::ranges::count(all, Severity::Error, &Problem::severity);
    };
    const auto worse = std::ranges::find_if(
        left, [&](const Problem &problem) { return problem.severity == Severity::Error && !problem.fix; });
    QVERIFY2(errors(left) <= errors(problems) && worse == left.end(),
             worse == left.end() ? "" : worse->sentence.english().c_str());
    apply(topology, inverse);
    QVERIFY(topology == before);
    topology = Topology();
    apply(topology, found->fix(topology)); // long gone: nothing happens but what can
}

} // namespace

class ValidateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFlawIsFound_data();
    void everyFlawIsFound();
    void fixesMend_data();
    void fixesMend();
    void whatNoReaderLetsInIsMendedAsWell();
    void eachFixOfAListMendsItsOwnEntry();
    void aLoadWithinCapacityIsNotComplainedOf();
    void tighterLimitsThatAreFeltAreNotComplainedOf();
    void whatIsKeptIsComparedWithTheMemory();
    void electorsOfNamedElectionsShareAPod();
    void examplesAreNotComplainedOf();
    void errorsComeFirst();
    void pointersLeadToTheElement();
};

void ValidateTest::everyFlawIsFound_data()
{
    QTest::addColumn<QString>("members");
    QTest::addColumn<QString>("code");
    for (const Flaw &flaw : flaws())
        QTest::newRow(qPrintable(flaw.code + ' ' + flaw.members)) << flaw.members << flaw.code;
}

void ValidateTest::everyFlawIsFound()
{
    QFETCH(QString, members);
    QFETCH(QString, code);
    const auto problems = validate(read(members.toStdString()));
    const auto found = std::ranges::find(problems, code.toStdString(), &Problem::code);
    QVERIFY(found != problems.end());
    QVERIFY(!found->sentence.empty() && !found->element.empty());
}

void ValidateTest::fixesMend_data()
{
    everyFlawIsFound_data();
}

void ValidateTest::fixesMend()
{
    QFETCH(QString, members);
    QFETCH(QString, code);
    Topology topology = read(members.toStdString());
    fixMends(topology, code.toStdString());
}

void ValidateTest::whatNoReaderLetsInIsMendedAsWell()
{
    for (const auto &[code, topology] : flawsOfNoDocument())
        fixMends(topology, code);
}

void ValidateTest::eachFixOfAListMendsItsOwnEntry()
{
    const Topology before = read(R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "container",
        "environment": ["A=1", "B", "PASSWORD=hello"], "mounts": ["logs:/a", "nonsense", "logs:/a"],
        "publish": ["0.0.0.0:80:80", "many"], "logFile": "/b/log"}}, "volumes": {"logs": {}})");
    // In any order, all of one look at the drawing: none takes back what another did.
    std::vector<Problem> problems = validate(before);
    QVERIFY(problems.size() >= 7);
    for (int order = 0; order < 2; ++order, std::ranges::reverse(problems)) {
        Topology topology = before;
        for (const Problem &problem : problems) {
            const Edit edit = problem.fix(topology);
            QVERIFY2(!edit.empty(), problem.sentence.english().c_str());
            apply(topology, edit);
        }
        QVERIFY(validate(topology).empty());
        const ParamReader params = paramsOf(topology.containers.at("a"));
        QCOMPARE(params.list("environment"), (std::vector<std::string>{"A=1", "PASSWORD=${PASSWORD}"}));
        QCOMPARE(params.list("mounts"), (std::vector<std::string>{"logs:/a", "b:/b"}));
        QCOMPARE(params.list("publish"), (std::vector<std::string>{"80:80"}));
    }
}

void ValidateTest::aLoadWithinCapacityIsNotComplainedOf()
{
    // Two replicas of one slot of 10 ms: 200 a second; a wave from 50 to 150, and half a call for each request.
    const Topology topology = read(R"("pods": {"c": {}, "p": {"replicas": 2}, "q": {}}, "containers": {
        "l": {"pod": "c", "kind": "load", "rate": 50, "shape": "daily", "peakRate": 150},
        "a": {"pod": "p", "kind": "container", "serviceTime": "10ms", "concurrency": 1},
        "b": {"pod": "q", "kind": "container", "serviceTime": "10ms", "concurrency": 1
}
},
        "links": {"x": {"from": "l/target", "to": "a/in"}, "y": {"from": "a/calls", "to": "b/in", "callsPerRequest": 0.5}})");
    for (const Problem &problem : validate(topology))
        QVERIFY2(!problem.code.starts_with("load."), problem.sentence.english().c_str());
}

void ValidateTest::tighterLimitsThatAreFeltAreNotComplainedOf()
{
    const QString drawing(R"(%1"pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "container"}},
        "scenario": {"faults": {"f": {"kind": "limits", "target": "p", %2}}})");
    const auto isNamed = [&](const char *settings, const char *params) {
        const auto problems = validate(read(drawing.arg(settings, params).toStdString()));
        return std::ranges::find(problems, "fault.no-cores", &Problem::code) != problems.end();
    };
    QVERIFY(isNamed("", R"("cpus": 0.5)"));
    QVERIFY(!isNamed(R"("hostCpus": 2, )", R"("cpus": 0.5)"));
    QVERIFY2(!isNamed("", R"("cpus": 0, "memory": "32MiB")"), "memory is what a deployment limits");
}

void ValidateTest::electorsOfNamedElectionsShareAPod()
{
    const QString two(R"("pods": {"p": {"replicas": 3}}, "containers": {
        "a": {"pod": "p", "kind": "elector", "election": "e"%1},
        "b": {"pod": "p", "kind": "elector", "election": "f"%2}})");
    QVERIFY(validate(read(two.arg("", "").toStdString())).empty()); // the second default port moves up
    const auto clash = validate(read(two.arg(R"(, "port": 4040)", R"(, "port": 4040)").toStdString()));
    QCOMPARE(clash.size(), std::size_t(1));
    QCOMPARE(clash.front().code, std::string("port.taken"));
}

void ValidateTest::whatIsKeptIsComparedWithTheMemory()
{
    const auto complaint = [](const char *params) {
        const auto problems = validate(
            read(std::string(R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": )") + params + "}}"));
        const auto found = std::ranges::find(problems, "limit.kept-beyond-memory", &Problem::code);
        return found == problems.end() ? std::string() : found->sentence.english() + ' ' + found->advice.english();
    };
    QCOMPARE(complaint(R"("work-queue", "capacityBytes": "60MiB", "memoryLimit": "90MiB")"),
             std::string("p/a keeps up to 60MiB in memory, and its memory limit is 90MiB. Keep 30MiB or less, or raise "
                         "the memory limit to 180MiB."));
    QCOMPARE(complaint(R"("work-queue", "capacityBytes": "60MiB", "memoryLimit": "180MiB")"), std::string());
    QCOMPARE(complaint(R"("work-queue", "capacityBytes": "60MiB", "memoryLimit": "0B")"), std::string());
    QCOMPARE(complaint(R"("log-saver", "memoryLimit": "128MiB")"), std::string());
    QVERIFY(!complaint(R"("log-saver", "memoryLimit": "127MiB")").empty());
}

void ValidateTest::examplesAreNotComplainedOf()
{
    const QDir folder(QStringLiteral(BAYPLAN_SOURCE_DIR "/resources/examples"));
    const QStringList names = folder.entryList({"*.json"});
    QVERIFY(!names.isEmpty());
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QFile::ReadOnly));
        const auto document = readDocument(file.readAll().toStdString(), name.toStdString());
        QVERIFY2(document, qPrintable(name));
        for (const Problem &problem : validate(document->topology))
            QVERIFY2(problem.severity == Severity::Hint, qPrintable(name + ": " + problem.sentence.english().c_str()));
    }
}

void ValidateTest::errorsComeFirst()
{
    const auto problems = validate(
        read(R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "worker"}}, "volumes": {"v": {}})"));
    QVERIFY(problems.size() >= 2);
    QVERIFY(std::ranges::is_sorted(problems, {}, &Problem::severity));
    QVERIFY(!isValid(problems));
}

void ValidateTest::pointersLeadToTheElement()
{
    const Topology topology =
        read(R"("pods": {"web": {}}, "scenario": {"faults": {"f": {"kind": "kill", "target": "web"}}})");
    QCOMPARE(pointerOf(topology, "web", "replicas"), std::string("/pods/web/replicas"));
    QCOMPARE(pointerOf(topology, "f"), std::string("/scenario/faults/f"));
    QCOMPARE(pointerOf(topology, "document", "seed"), std::string("/seed"));
    const std::string text = "{\n  \"bayplan\": 1,\n  \"pods\": {\n    \"web\": {\"replicas\": 0}\n  }\n}\n";
    QCOMPARE(placeOfPointer(text, "a", "/pods/web/replicas"), (Place{"a", 4, 25, "/pods/web/replicas"}));
    QCOMPARE(placeOfPointer(text, "a", "/pods/web/balance").line, 4); // not there: the pod
}

QTEST_GUILESS_MAIN(ValidateTest)
#include "validate_test.moc"
