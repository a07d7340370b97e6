// SPDX-License-Identifier: GPL-3.0-or-later
// Finding, and hiding the others.
#include "tests/desktop/editor_window.h"

#include "app/desktop/find_bar.h"
#include "app/desktop/find_query.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>

using namespace bayplan;

class FindTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findReadsWordsPrefixesAndNegations();
    void anUnknownPrefixIsExplained();
    void findLooksWhereItIsTold();
    void kindsGoByTheNamesOfPatterns();
    void theFindBarGoesThroughTheHits();
    void othersAreHiddenUntilTheBarIsClosed();
};

namespace {

constexpr auto example = "sharded-cache";

} // namespace

void FindTest::findReadsWordsPrefixesAndNegations()
{
    using Field = FindTerm::Field;
    const auto query =
        parseFindQuery(QStringLiteral("  web Kind:load -pod:test \"redis:7 x\" error: - kind: -\"a b\""));
    QVERIFY(query);
    const FindQuery expected{{Field::Any, "web", false},       {Field::Kind, "load", false}, {Field::Pod, "test", true},
                             {Field::Any, "redis:7 x", false}, {Field::Error, "", false},    {Field::Any, "-", false},
                             {Field::Any, "a b", true}};
    QCOMPARE(query->size(), expected.size());
    QVERIFY(*query == expected);
    QVERIFY(parseFindQuery(QString())->empty());
}

void FindTest::anUnknownPrefixIsExplained()
{
    const auto query = parseFindQuery(QStringLiteral("web colour:red"));
    QVERIFY(!query);
    QVERIFY(QString::fromStdString(query.error().message).contains(QStringLiteral("colour:")));
    QVERIFY(QString::fromStdString(query.error().advice).contains(QStringLiteral("kind:")));
    EditorWindow editor;
    editor.window->action(QStringLiteral("edit.find"))->trigger();
    QTest::keyClicks(editor.find<QLineEdit>("findField"), QStringLiteral("colour:red"));
    QVERIFY(editor.find<QLabel>("findCount")->text().contains(QStringLiteral("colour:")));
}

void FindTest::findLooksWhereItIsTold()
{
    const auto topology = readDocument(R"({"bayplan": 1,
  "pods": {"web": {}, "cache": {}},
  "containers": {"app": {"pod": "web", "kind": "container", "image": "registry.example/shop:2"},
    "store": {"pod": "cache", "kind": "memcached", "name": "web-store"}},
  "links": {"l": {"from": "app/calls", "to": "store/in"}},
  "notes": {"n": {"text": "Web of things", "position": [0, 0]}}})",
                                       "a")
                              .value()
                              .topology;
    std::vector<Problem> problems(1);
    problems[0].element = "app";
    problems[0].code = "image.none";
    problems[0].sentence = "There is no image.";
    const auto found = [&](const char *text) {
        return findElements(parseFindQuery(QString::fromUtf8(text)).value(), topology, problems);
    };
    using Ids = std::vector<ElementId>;
    QCOMPARE(found("WEB"), (Ids{"web", "app", "store", "l", "n"}));
    QCOMPARE(found("web -kind:link -kind:note"), (Ids{"web", "app", "store"}));
    QCOMPARE(found("pod:cache"), (Ids{"cache", "store", "l"}));
    QCOMPARE(found("kind:memcached"), (Ids{"store"}));
    QCOMPARE(found("image:shop"), (Ids{"app"}));
    QCOMPARE(found("\"shop:2\""), (Ids{"app"}));
    QCOMPARE(found("error:"), (Ids{"app"}));
    QCOMPARE(found("error:none"), (Ids{"app"}));
    QCOMPARE(found("error:name"), Ids());
    QCOMPARE(found("name:store"), (Ids{"store", "l"}));
    QCOMPARE(found("-error: pod:web kind:container"), Ids());
    QCOMPARE(found(""), Ids());
}

void FindTest::kindsGoByTheNamesOfPatterns()
{
    Topology topology;
    for (const char *kind : {"container", "memcached", "load", "log-saver", "content-sync", "memcache-ambassador",
                             "http-ambassador", "adapter", "elector", "work-queue", "worker", "scatter-root"}) {
        topology.containers[kind] = {kind, "pod", kind, "one"};
    }
    const auto found = [&](const char *text) {
        return findElements(parseFindQuery(QString::fromUtf8(text)).value(), topology, {});
    };
    using Ids = std::vector<ElementId>;
    QCOMPARE(found("kind:sidecar"), (Ids{"content-sync", "log-saver"}));
    QCOMPARE(found("kind:ambassador"), (Ids{"http-ambassador", "memcache-ambassador"}));
    QCOMPARE(found("kind:adapter"), (Ids{"adapter"}));
    QCOMPARE(found("kind:election"), (Ids{"elector"}));
    QCOMPARE(found("kind:elector"), (Ids{"elector"}));
    QCOMPARE(found("kind:queue"), (Ids{"work-queue"}));
    QCOMPARE(found("kind:worker"), (Ids{"worker"}));
    QCOMPARE(found("kind:scatter"), (Ids{"scatter-root"}));
    QCOMPARE(found("kind:\"log saver\""), (Ids{"log-saver"}));
    QCOMPARE(found("kind:container"), (Ids{"container"}));
}

void FindTest::theFindBarGoesThroughTheHits()
{
    EditorWindow editor;
    QVERIFY(QTest::qWaitForWindowActive(editor.window.get()));
    editor.dropFromPalette("container", {160, 200});
    editor.dropFromPalette("container", {520, 200});
    editor.dropFromPalette("memcached", {520, 500});
    editor.window->selection().set({});
    editor.window->view().setFocus();
    QTest::keyClick(&editor.window->view(), Qt::Key_F, Qt::ControlModifier);
    auto *bar = editor.window->findChild<FindBar *>();
    QVERIFY(bar->isVisible());
    auto *field = editor.find<QLineEdit>("findField");
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("kind:container"));
    auto *count = editor.find<QLabel>("findCount");
    QCOMPARE(count->text(), QString("2 hit(s)"));
    QTest::keyClick(field, Qt::Key_Return);
    const auto first = editor.window->selection().single();
    QCOMPARE(editor.topology().containers.at(first).kind, std::string("container"));
    QCOMPARE(count->text(), QString("1 of 2"));
    const auto middle = editor.window->view().visibleRect().center();
    const auto card = editor.window->scene().itemOf(first)->sceneBoundingRect();
    QVERIFY(std::abs(middle.x() - card.center().x()) < card.width());
    QTest::keyClick(field, Qt::Key_F3);
    const auto second = editor.window->selection().single();
    QVERIFY(second != first);
    QVERIFY(field->hasFocus());
    QTest::keyClick(field, Qt::Key_F3); // round
    QCOMPARE(editor.window->selection().single(), first);
    QTest::keyClick(field, Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(editor.window->selection().single(), second);
    // What is removed is no hit any longer.
    editor.window->document().push(removeElements(editor.topology(), {first}));
    QTRY_COMPARE(count->text(), QString("1 of 1"));
    typeInto(field, QStringLiteral("nowhere"));
    QCOMPARE(count->text(), QString("Nothing matches."));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(editor.window->selection().single(), second);
}

void FindTest::othersAreHiddenUntilTheBarIsClosed()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {160, 200});
    editor.dropFromPalette("memcached", {520, 200});
    const auto app = editor.container("container").id;
    const auto cache = editor.container("memcached").id;
    const auto opacity = [&](const ElementId &id) { return editor.window->scene().itemOf(id)->opacity(); };
    editor.window->action(QStringLiteral("edit.find"))->trigger();
    auto *field = editor.find<QLineEdit>("findField");
    QTest::keyClicks(field, QStringLiteral("kind:memcached"));
    QCOMPARE(opacity(app), 1.0);
    auto *hides = editor.find<QCheckBox>("findHides");
    hides->setFocus();
    QTest::keyClick(hides, Qt::Key_Space);
    QCOMPARE(opacity(app), 0.15);
    QCOMPARE(opacity(cache), 1.0);
    QCOMPARE(opacity(editor.container("container").pod), 0.15);
    typeInto(field, QStringLiteral("kind:container"));
    QCOMPARE(opacity(app), 1.0);
    QCOMPARE(opacity(cache), 0.15);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!editor.window->findChild<FindBar *>()->isVisible());
    QCOMPARE(opacity(cache), 1.0);
    QVERIFY(editor.window->view().hasFocus());
    editor.dropFromPalette("load", {160, 500});
    QCOMPARE(opacity(editor.container("load").id), 1.0);
}

QTEST_MAIN(FindTest)
#include "find_test.moc"
