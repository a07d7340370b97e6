// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/catalog.h"
#include "engine/model/document_file.h"
#include "engine/model/validate.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace bayplan;

namespace {

const std::string example = BAYPLAN_SOURCE_DIR "/resources/examples/";

std::string wrap(const std::string &members)
{
    return "{\n  \"bayplan\": 1,\n" + members + "\n}\n";
}

Error errorOf(const std::string &text)
{
    const auto document = readDocument(text, "a.json");
    return document ? Error{} : document.error();
}

} // namespace

class DocumentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoSavesGiveTheSameBytes_data();
    void twoSavesGiveTheSameBytes();
    void everyExampleIsValid_data() { twoSavesGiveTheSameBytes_data(); }
    void everyExampleIsValid();
    void keysOfOtherProgramsSurvive();
    void whatWasSetStaysAndWhatWasNotIsLeftOut();
    void aNewerVersionOpensReadOnly();
    void whatIsWrongIsNamedWithItsPlace_data();
    void whatIsWrongIsNamedWithItsPlace();
    void theVersionMustBeThere();
    void oneElementIsShownAlone();
    void everyElementIsReadAsItWasWritten_data() { twoSavesGiveTheSameBytes_data(); }
    void everyElementIsReadAsItWasWritten();
    void anElementBecomesWhatItsTextSays();
    void aNewNameIsFollowedByWhatGoesByTheOldOne();
    void whatOthersKeepInADocumentStaysHoweverLongItIs();
    void aPositionThatIsLeftOutStays();
    void theSettingsAreAnElementToo();
    void whatIsWrongInAnElementIsNamedWithItsPlace_data();
    void whatIsWrongInAnElementIsNamedWithItsPlace();
    void aSelectionIsADocument();
    void aGroupIsReadAndWritten();
    void aDrawingOfAnySizeIsLoadedAsItWasSaved();
    void savingIsLoadedAgain();
};

void DocumentTest::twoSavesGiveTheSameBytes_data()
{
    QTest::addColumn<QString>("path");
    for (const QString &name : QDir(QString::fromStdString(example)).entryList({"*.bayplan.json"}))
        QTest::newRow(qPrintable(name)) << QString::fromStdString(example) + name;
}

void DocumentTest::twoSavesGiveTheSameBytes()
{
    QFETCH(QString, path);
    const auto first = loadDocument(path.toStdString());
    QVERIFY2(first.has_value(), first ? "" : toText(first.error()).c_str());
    const std::string text = writeDocument(first->topology);
    const auto second = readDocument(text, "again");
    QVERIFY(second.has_value());
    QCOMPARE(second->topology, first->topology);
    QCOMPARE(writeDocument(second->topology), text);
}

void DocumentTest::everyExampleIsValid()
{
    QFETCH(QString, path);
    const Topology topology = loadDocument(path.toStdString()).value().topology;
    for (const Problem &problem : validate(topology))
        QVERIFY2(problem.severity == Severity::Hint, problem.sentence.english().c_str());
}

void DocumentTest::keysOfOtherProgramsSurvive()
{
    const std::string text = R"({
  "$schema": "https://example.org/schema.json",
  "bayplan": 1,
  "pods": {
    "web": {
      "position": [0, 0],
      "x-colour": {"deep": [1, 2.50, null, "\u00e9"]}
    }
  },
  "x-tool": true
}
)";
    const Topology topology = readDocument(text, "a.json").value().topology;
    const std::string written = writeDocument(topology);
    QVERIFY(written.starts_with("{\n  \"$schema\": \"https://example.org/schema.json\",\n  \"bayplan\": 1,"));
    QVERIFY(written.find("\"x-tool\": true") != std::string::npos);
    QVERIFY(written.find("[1, 2.50, null, \"\u00e9\"]") != std::string::npos);
    QCOMPARE(readDocument(written, "b.json").value().topology, topology);
}

void DocumentTest::whatWasSetStaysAndWhatWasNotIsLeftOut()
{
    const std::string members = R"("pods": {"web": {"name": "web", "position": [0, 0], "replicas": 1}})";
    const std::string text = writeDocument(readDocument(wrap(members), "a.json").value().topology);
    QVERIFY(text.find("\"replicas\": 1") != std::string::npos);
    QVERIFY(text.find("balance") == std::string::npos);
    QVERIFY(text.find("\"name\"") == std::string::npos); // the id
}

void DocumentTest::aNewerVersionOpensReadOnly()
{
    const auto document =
        readDocument(R"({"bayplan": 2, "hologram": {}, "pods": {"web": {"shape": "round", "replicas": 3}},
        "containers": {"a": {"pod": "web", "kind": "container"}, "b": {"pod": "web", "kind": "teleporter"}}})",
                     "a.json");
    QVERIFY(document.has_value());
    QVERIFY(document->readOnly);
    QCOMPARE(document->formatVersion, 2);
    QCOMPARE(document->notices.front().code, ErrorCode::NewerVersion);
    QCOMPARE(document->notices.front().advice, std::string("Update this program.")); // to save a copy is refused, too
    QCOMPARE(document->notices.size(), std::size_t(4));
    QVERIFY(document->topology.containers.contains("a") && !document->topology.containers.contains("b"));
    QCOMPARE(paramsOf(document->topology.pods.at("web")).integer("replicas"), std::int64_t(3));
}

void DocumentTest::whatIsWrongIsNamedWithItsPlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const std::string &text, const char *expected) {
        QTest::newRow(name) << QString::fromStdString(text) << expected;
    };
    row("key", wrap(R"("pods": {"web": {"replica": 3}})"),
        "a.json:3:18: /pods/web/replica: The key \"replica\" is not known here. Did you mean \"replicas\"?");
    row("section", wrap(R"("pod": {})"), "a.json:3:1: /pod: The key \"pod\" is not known here. Did you mean \"pods\"?");
    row("type", wrap(R"("duration": 60)"), "a.json:3:13: /duration: This must be a text like \"250ms\", not a number.");
    row("whole number", wrap(R"("pods": {"web": {"replicas": 2.5}})"),
        "a.json:3:30: /pods/web/replicas: This must be a whole number, not 2.5.");
    row("list", wrap(R"("containers": {"a": {"pod": "p", "kind": "container", "command": "run"}})"),
        "a.json:3:66: /containers/a/command: This must be a list of texts, not a text.");
    row("kind", wrap(R"("containers": {"a": {"pod": "p", "kind": "contaner"}})"),
        "a.json:3:42: /containers/a/kind: There is no kind \"contaner\". Did you mean \"container\"?");
    row("no pod", wrap(R"("containers": {"a": {"kind": "container"}})"),
        "a.json:3:21: /containers/a: The key \"pod\" is missing.");
    row("end", wrap(R"("links": {"l": {"from": "a", "to": "b/in"}})"),
        "a.json:3:25: /links/l/from: An end of a link names a container and its port. Write it like "
        "\"web-app/calls\".");
    row("twice", wrap(R"("seed": 3, "seed": 4)"),
        "a.json:3:12: /seed: The key \"seed\" stands twice. Remove one of the two.");
    row("syntax", wrap(R"("pods": {"web": })"),
        "a.json:3:17: /pods/web: This is not a JSON value. Text stands in double quotes, and the last value of a list "
        "has no comma behind it.");
    row("fault", wrap(R"("scenario": {"faults": {"f": {"kind": "kil", "target": "a"}}})"),
        "a.json:3:39: /scenario/faults/f/kind: There is no kind \"kil\". Did you mean \"kill\"?");
    row("size", wrap(R"("notes": {"n": {"text": "", "size": [-1, 4]}})"),
        "a.json:3:37: /notes/n/size: A size is a list of width and height, from 0 to ten millions. Write it like "
        "[320, 0]; a side of 0 is as the text needs.");
    row("cards", wrap(R"("pods": {"p": {"cards": "a"}})"), "a.json:3:25: /pods/p/cards: This must be a list of ids.");
    const char *foreign =
        "a.json:1:1: A document is a JSON object. Is this a file of another program? A Compose file is imported.";
    row("list at top", "[]", foreign);
    row("picture", "\x89PNG\r\n", foreign);
    row("Compose file", "services:\n  web:\n    image: nginx\n", foreign);
}

void DocumentTest::whatIsWrongIsNamedWithItsPlace()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(toText(errorOf(text.toStdString()))), expected);
}

void DocumentTest::theVersionMustBeThere()
{
    for (const char *text : {"{}", R"({"bayplan": "1"})", R"({"bayplan": 0})", R"({"bayplan": 1.5})",
                             R"({"bayplan": null})", R"({"bayplan": 1e99})"}) {
        const Error error = errorOf(text);
        QCOMPARE(error.code, ErrorCode::InvalidInput);
        QVERIFY(!error.advice.empty());
    }
    QVERIFY(!readDocument(R"({"bayplan": 1, "pods": {"a": {}}, "volumes": {"a": {}}})", "a.json"));
    QVERIFY(!readDocument(R"({"bayplan": 1, "pods": {"Not an id": {}}})", "a.json"));
    QVERIFY(!readDocument(R"({"bayplan": 1, "pods": {"document": {}}})", "a.json"));
}

void DocumentTest::oneElementIsShownAlone()
{
    const Topology topology = loadDocument(example + "sharded-cache.bayplan.json").value().topology;
    QCOMPARE(writeElement(topology, "web"), std::string("{\n  \"position\": [400, 120],\n  \"replicas\": 3\n}\n"));
}

void DocumentTest::everyElementIsReadAsItWasWritten()
{
    QFETCH(QString, path);
    const Topology topology = loadDocument(path.toStdString()).value().topology;
    std::vector<ElementId> ids{"document"};
    const auto add = [&](const auto &elements) {
        for (const auto &entry : elements)
            ids.push_back(entry.first);
    };
    add(topology.pods);
    add(topology.containers);
    add(topology.links);
    add(topology.volumes);
    add(topology.notes);
    add(topology.groups);
    add(topology.faults);
    add(topology.assertions);
    for (const ElementId &id : ids) {
        const auto edit = readElement(topology, id, writeElement(topology, id));
        QVERIFY2(edit, edit ? "" : toText(edit.error()).c_str());
        QVERIFY2(edit->empty(), id.c_str());
    }
}

namespace {

/// Two pods, a link, a volume, a group, a fault and an expectation.
Topology smallTopology()
{
    return readDocument(wrap(R"("pods": {"web": {"position": [8, 16], "x-colour": "red"}, "cache": {}},
  "containers": {"load-1": {"pod": "web", "kind": "load"}, "app": {"pod": "web", "kind": "container"},
    "store": {"pod": "cache", "kind": "memcached"}},
  "links": {"link-1": {"from": "load-1/target", "to": "app/in"}},
  "volumes": {"data": {}},
  "notes": {"hint": {"text": "Look", "position": [1, 2]}},
  "groups": {"front": {"title": "Front", "members": ["web"]}},
  "scenario": {"faults": {"f": {"kind": "kill", "target": "web-0"}},
    "assertions": {"a": {"text": "errors of web == 0"}}})"),
                        "a.json")
        .value()
        .topology;
}

Topology after(Topology topology, const ElementId &id, const std::string &text)
{
    apply(topology, readElement(topology, id, text).value());
    return topology;
}

} // namespace

void DocumentTest::anElementBecomesWhatItsTextSays()
{
    const Topology before = smallTopology();
    const Topology web = after(before, "web", R"({"replicas": 3, "x-team": "a"})");
    QCOMPARE(paramsOf(web.pods.at("web")).integer("replicas"), 3);
    QCOMPARE(web.pods.at("web").id, std::string("web"));
    QVERIFY(!web.pods.at("web").extras.contains("x-colour"));
    QCOMPARE(web.pods.at("web").extras.at("x-team"), std::string("\"a\""));
    const Topology moved = after(before, "app", R"({"pod": "cache", "kind": "container"})");
    QCOMPARE(moved.containers.at("app").pod, std::string("cache"));
    const Topology noted = after(before, "hint", R"({"text": "See", "position": [3, 4]})");
    QCOMPARE(noted.notes.at("hint").text, std::string("See"));
    QCOMPARE(noted.notes.at("hint").position, (Point{3, 4}));
    const Topology sized = after(before, "hint", R"({"text": "Look", "size": [320, 0]})");
    QCOMPARE(sized.notes.at("hint").size, (Size{320, 0}));
    const Topology ordered = after(before, "web", R"({"cards": ["load-1", "app"]})");
    QCOMPARE(cardsOf(ordered, "web"), (std::vector<ElementId>{"load-1", "app"}));
    QCOMPARE(readDocument(writeDocument(ordered), "a.json").value().topology, ordered);
    QVERIFY(!readElement(before, "web", R"({"cards": ["store"]})")); // of another pod
    const Topology grouped = after(before, "front", R"({"members": ["web", "hint"]})");
    QCOMPARE(grouped.groups.at("front").members.size(), std::size_t(2));
    const Topology faulty = after(before, "f", R"({"kind": "pause", "target": "cache"})");
    QCOMPARE(faulty.faults.at("f").kind, std::string("pause"));
}

void DocumentTest::aNewNameIsFollowedByWhatGoesByTheOldOne()
{
    const Topology renamed = after(smallTopology(), "web", R"({"name": "shop", "position": [8, 16]})");
    QCOMPARE(renamed.pods.at("web").name, std::string("shop"));
    QCOMPARE(renamed.faults.at("f").target, std::string("shop-0"));
    QCOMPARE(renamed.assertions.at("a").text, std::string("errors of shop == 0"));
}

void DocumentTest::whatOthersKeepInADocumentStaysHoweverLongItIs()
{
    const std::string kept = R"({"list": [)" + QByteArray("1, ").repeated(150'000).toStdString() +
                             R"("ü\n"], "text": ")" + std::string(2'000'000, 'x') + R"("})";
    const std::string text = R"({"bayplan": 1, "x-tool": )" + kept + R"(, "pods": {"web": {}}})";
    const Topology first = readDocument(text, "a.json", documentLimits).value().topology;
    const std::string written = writeDocument(first);
    QCOMPARE(readDocument(written, "a.json", documentLimits).value().topology, first);
    QVERIFY(written.find("\\\"list") == std::string::npos); // no text of a text
}

void DocumentTest::aPositionThatIsLeftOutStays()
{
    const Topology after1 = after(smallTopology(), "web", "{}");
    QCOMPARE(after1.pods.at("web").position, (Point{8, 16}));
}

void DocumentTest::theSettingsAreAnElementToo()
{
    Topology topology = smallTopology();
    topology.settings.extras["$schema"] = "\"https://example.org\"";
    const Topology changed = after(topology, "document", R"({"seed": 7, "x-mark": 1})");
    QCOMPARE(paramsOf(changed).integer("seed"), 7);
    QVERIFY(changed.settings.extras.contains("$schema"));
    QCOMPARE(changed.pods, topology.pods);
    QVERIFY(writeElement(changed, "document").find("x-mark") != std::string::npos);
}

void DocumentTest::whatIsWrongInAnElementIsNamedWithItsPlace_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("words");
    QTest::newRow("unknown key") << "web"
                                 << "{\n  \"replcas\": 3\n}" << 2 << 3 << "Did you mean \"replicas\"?";
    QTest::newRow("bad type") << "web"
                              << "{\"replicas\": \"three\"}" << 1 << 14 << "This must be";
    QTest::newRow("out of range") << "web"
                                  << "{\n\"replicas\": -3}" << 2 << 13 << "";
    QTest::newRow("no JSON") << "web"
                             << "{\n\n  replicas" << 3 << 3 << "";
    QTest::newRow("behind it") << "web"
                               << "{} {}" << 1 << 4 << "";
    QTest::newRow("no object") << "web"
                               << " [1]" << 1 << 2 << "object";
    QTest::newRow("empty") << "web"
                           << "" << 1 << 1 << "";
    QTest::newRow("twice") << "web"
                           << "{\"replicas\": 1,\n \"replicas\": 2}" << 2 << 2 << "twice";
    QTest::newRow("name taken") << "web"
                                << "{\"name\": \"cache\"}" << 1 << 10 << "taken";
    QTest::newRow("no name") << "web"
                             << "{\"name\": \"A B\"}" << 1 << 10 << "cannot be a name";
    QTest::newRow("unknown kind") << "app"
                                  << "{\"pod\": \"web\", \"kind\": \"memcachd\"}" << 1 << 24 << "memcached";
    QTest::newRow("no kind") << "app"
                             << "{\"pod\": \"web\"}" << 1 << 1 << "kind";
    QTest::newRow("no such pod") << "app"
                                 << "{\"pod\": \"wob\", \"kind\": \"container\"}" << 1 << 9 << "wob";
    QTest::newRow("kind without the linked port") << "app"
                                                  << "{\"pod\": \"web\", \"kind\": \"load\"}" << 1 << 24 << "link-1";
    QTest::newRow("no such end") << "link-1"
                                 << "{\"from\": \"load-1/target\",\n\"to\": \"gone/in\"}" << 2 << 7 << "gone";
    QTest::newRow("an end that does not fit")
        << "link-1"
        << "{\"from\": \"load-1/target\", \"to\": \"load-1/target\"}" << 1 << 33 << "";
    QTest::newRow("no such member") << "front"
                                    << "{\"members\": [\"app\"]}" << 1 << 13 << "app";
    QTest::newRow("pods are no setting") << "document"
                                         << "{\"pods\": {}}" << 1 << 10 << "pods";
    QTest::newRow("setting of a wrong type") << "document"
                                             << "{\"seed\": true}" << 1 << 10 << "This must be";
    QTest::newRow("no element") << "gone"
                                << "{}" << 0 << 0 << "gone";
}

void DocumentTest::whatIsWrongInAnElementIsNamedWithItsPlace()
{
    QFETCH(QString, id);
    QFETCH(QString, text);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QString, words);
    const auto edit = readElement(smallTopology(), id.toStdString(), text.toStdString());
    QVERIFY(!edit);
    const Error error = edit.error();
    const auto all = QString::fromStdString(error.message + ' ' + error.advice);
    QVERIFY2(all.contains(words), qPrintable(all));
    QCOMPARE(error.place.line, line);
    QCOMPARE(error.place.column, column);
    QVERIFY(!QString::fromStdString(error.place.pointer).contains("/pods/"));
}

void DocumentTest::aSelectionIsADocument()
{
    const Topology topology = loadDocument(example + "sharded-cache.bayplan.json").value().topology;
    const Topology selection = readDocument(writeSelection(topology, {"cache-1", "web"}), "clip").value().topology;
    QCOMPARE(selection.pods.size(), std::size_t(2));
    QVERIFY(selection.containers.contains("web-app") && selection.containers.contains("cache-1-memcached"));
    QVERIFY(selection.links.contains("ambassador-cache-1"));
    QVERIFY(!selection.links.contains("ambassador-cache-2"));
}

void DocumentTest::aGroupIsReadAndWritten()
{
    const std::string text = wrap(R"("pods": {"web": {"position": [0, 0]}}, "notes": {"n": {"text": "a"}},
        "groups": {"front": {"title": "Front", "members": ["n", "web"], "x-colour": 3}})");
    const Topology topology = readDocument(text, "a.json").value().topology;
    const Group group{"front", "Front", {"n", "web"}, {{"x-colour", "3"}}};
    QCOMPARE(topology.groups.at("front"), group);
    QCOMPARE(readDocument(writeDocument(topology), "b.json").value().topology, topology);
    QVERIFY(readDocument(writeSelection(topology, {"front"}), "c.json").value().topology.pods.contains("web"));
    QVERIFY(!readDocument(wrap(R"("groups": {"front": {"members": [1]}})"), "d.json"));
    QVERIFY(!readDocument(wrap(R"("groups": {"front": {}})"), "e.json"));
}

/// 1 MiB and 100,000 values are for what comes from elsewhere.
void DocumentTest::aDrawingOfAnySizeIsLoadedAsItWasSaved()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("large.bayplan.json").toStdString();
    Topology topology;
    for (int i = 0; i < 20'000; ++i) {
        const std::string id = "pod-" + std::to_string(i);
        topology.pods[id] = Pod{id, id, {8.0 * i, 0}, {}, {}};
        topology.containers[id + "-c"] = Container{id + "-c", id, "memcached", "c", {}, {}};
    }
    QVERIFY(saveDocument(path, topology));
    const auto loaded = loadDocument(path);
    QVERIFY2(loaded, loaded ? "" : toText(loaded.error()).c_str());
    QVERIFY(loaded.value().topology == topology);
}

void DocumentTest::savingIsLoadedAgain()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("a.bayplan.json").toStdString();
    const Topology topology = loadDocument(example + "mm1.bayplan.json").value().topology;
    QVERIFY(saveDocument(path, topology));
    QCOMPARE(loadDocument(path).value().topology, topology);
    QCOMPARE(loadDocument(path + "x").error().code, ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(DocumentTest)
#include "document_test.moc"
