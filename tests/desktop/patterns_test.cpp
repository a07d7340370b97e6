// SPDX-License-Identifier: GPL-3.0-or-later
// Whole patterns: what a recipe draws, where it joins, and the ways that lead to it.
#include "app/desktop/pattern_wizard.h"
#include "app/desktop/welcome_page.h"
#include "engine/plan/plan.h"
#include "simulator/simulator_run.h"
#include "tests/desktop/editor_window.h"

#include <QAction>
#include <QCheckBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QToolButton>

using namespace bayplan;

class PatternsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRecipeStandsByItself_data() { eachRecipe(); }
    void aRecipeStandsByItself();
    void aRecipeJoinsTheContainerItIsDroppedOn_data() { eachRecipe(); }
    void aRecipeJoinsTheContainerItIsDroppedOn();
    void aRecipeCoversNothing_data() { eachRecipe(); }
    void aRecipeCoversNothing();
    void aLogSaverSharesTheVolumeOfItsContainer();
    void anAmbassadorStepsBetweenItsContainerAndWhatThatCalls();
    void anAmbassadorDroppedOnALinkIsThatAlone();
    void whatWasDroppedIsBroughtIntoView();
    void anElectionGivesThePodItsMembers();
    void theStagesOfAWorkQueueAreChained();
    void whereItDoesNotGoItIsRefused();
    void anAnswerOutOfRangeIsRefused();
    void theWizardIsDrivenByKeysAlone();
    void theWizardJoinsWhatIsSelected();
    void escapeLeavesTheDrawingAlone();
    void theWizardTellsWhatTheChecksSay();
    void theMenuOpensTheWizard();
    void aTemplateOpensFromThePalette();
    void simulateShowsThePanelsOfThePattern();
    void templatesCoverNothingAndSayWhatToLookAt();
    void theWelcomePageHasRoomForAllTemplates();

private:
    static void eachRecipe()
    {
        QTest::addColumn<QString>("key");
        for (const auto &recipe : patternRecipes()) {
            QTest::newRow(recipe.key.c_str()) << QString::fromStdString(recipe.key);
        }
    }
};

namespace {

std::string firstProblem(const Topology &topology)
{
    for (const auto &problem : validate(topology)) {
        if (problem.severity != Severity::Hint) {
            return problem.code + ": " + problem.sentence.english();
        }
    }
    return {};
}

std::string firstOverlap(const Topology &topology)
{
    for (auto a = topology.pods.begin(); a != topology.pods.end(); ++a) {
        for (auto b = std::next(a); b != topology.pods.end(); ++b) {
            if (podRect(topology, a->second).intersects(podRect(topology, b->second))) {
                return a->second.name + " and " + b->second.name;
            }
        }
    }
    return {};
}

const Container &first(const Topology &topology, const std::string &kind)
{
    for (const auto &[id, container] : topology.containers) {
        if (container.kind == kind) {
            return container;
        }
    }
    qFatal("no container of kind %s", kind.c_str());
}

std::size_t countOf(const Topology &topology, const std::string &kind)
{
    return static_cast<std::size_t>(std::count_if(topology.containers.begin(), topology.containers.end(),
                                                  [&](const auto &entry) { return entry.second.kind == kind; }));
}

/// Recipes that make something of a container of the kind "container".
Topology withApp(ElementId *app)
{
    Topology topology;
    apply(topology, addContainer(topology, "container", {}, {400, 200}, app));
    return topology;
}

PatternWizard &wizardOf(EditorWindow &editor)
{
    return *editor.find<PatternWizard>("patternWizard");
}

} // namespace

void PatternsTest::aRecipeStandsByItself()
{
    QFETCH(QString, key);
    EditorWindow editor;
    const auto before = editor.bytes();
    editor.dropPattern(key.toStdString(), {400, 300});
    QCOMPARE(editor.window->document().undoStack()->count(), 1);
    QCOMPARE(firstProblem(editor.topology()), std::string());
    QCOMPARE(firstOverlap(editor.topology()), std::string());
    const auto plan = bayplan::lower(editor.topology());
    QVERIFY2(plan, plan ? "" : toText(plan.error()).c_str());
    const auto report = simulate(*plan, {});
    QVERIFY(std::any_of(report.links.begin(), report.links.end(),
                        [](const auto &link) { return link.throughputPerSecond > 0; }));
    const auto &recipe = *findRecipe(key.toStdString());
    QCOMPARE(editor.topology().containers.at(editor.window->selection().single()).kind, recipe.mainKind);
    QCOMPARE(recipe.words.size(), std::size_t(6));
    const auto after = editor.bytes();
    editor.window->document().undoStack()->undo();
    QCOMPARE(editor.bytes(), before);
    editor.window->document().undoStack()->redo();
    QCOMPARE(editor.bytes(), after);
}

void PatternsTest::aRecipeJoinsTheContainerItIsDroppedOn()
{
    QFETCH(QString, key);
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    const auto app = editor.container("container").id;
    const auto pod = editor.container("container").pod;
    const auto before = editor.bytes();
    editor.dropPattern(key.toStdString(), {300, 200});
    QCOMPARE(editor.window->document().undoStack()->count(), 2);
    QCOMPARE(firstProblem(editor.topology()), std::string());
    QCOMPARE(firstOverlap(editor.topology()), std::string());
    QVERIFY(bayplan::lower(editor.topology()));
    // It is part of it now: by a link, a shared volume, its pod, or its own settings.
    const auto &topology = editor.topology();
    const bool joins = containersOf(topology, pod).size() > 1 || !topology.containers.at(app).params.empty() ||
                       std::any_of(topology.links.begin(), topology.links.end(), [&](const auto &link) {
                           return link.second.from.container == app || link.second.to.container == app;
                       });
    QVERIFY(joins);
    QCOMPARE(countOf(topology, "load"), std::size_t(key == QStringLiteral("metrics-adapter") ? 1 : 0));
    editor.window->document().undoStack()->undo();
    QCOMPARE(editor.bytes(), before);
}

void PatternsTest::aRecipeCoversNothing()
{
    QFETCH(QString, key);
    // A pod close by on every side of the one that is joined.
    Topology topology;
    ElementId app;
    apply(topology, addContainer(topology, "container", {}, {400, 200}, &app));
    for (const Point corner : {Point{720, 200}, Point{400, 360}, Point{80, 200}, Point{720, 360}}) {
        apply(topology, addContainer(topology, "container", {}, corner));
    }
    QCOMPARE(firstOverlap(topology), std::string());
    const auto &recipe = *findRecipe(key.toStdString());
    for (const auto &place : {PatternPlace{{500, 300}, {}, app}, PatternPlace{{500, 300}, {}, {}}}) {
        const auto edit = recipe.build(topology, {}, place);
        QVERIFY2(edit, edit ? "" : edit.error().message.c_str());
        auto drawn = topology;
        apply(drawn, *edit);
        QCOMPARE(firstOverlap(drawn), std::string());
    }
}

void PatternsTest::aLogSaverSharesTheVolumeOfItsContainer()
{
    ElementId app;
    auto topology = withApp(&app);
    const auto edit = findRecipe("log-saver-sidecar")->build(topology, {}, {{}, {}, app});
    QVERIFY(edit);
    apply(topology, *edit);
    const auto main = paramsOf(topology.containers.at(app));
    const auto &saver = first(topology, "log-saver");
    QCOMPARE(saver.pod, topology.containers.at(app).pod);
    QCOMPARE(main.list("mounts"), std::vector<std::string>{"logs:/var/log/app"});
    QCOMPARE(paramsOf(saver).list("mounts"), std::vector<std::string>{"logs:/var/log/app:ro"});
    QCOMPARE(main.text("logFile"), paramsOf(saver).text("file"));
    // One that writes a log already keeps its file and its volume.
    Topology own;
    apply(own, addContainer(own, "container", {}, {}, &app));
    apply(own, addVolume(own, "mine"));
    QVERIFY(changeParam(own, app, "mounts", std::vector<std::string>{"mine:/srv/log"}));
    QVERIFY(changeParam(own, app, "logFile", std::string("/srv/log/web.log")));
    apply(own, *findRecipe("log-saver-sidecar")->build(own, {}, {{}, {}, app}));
    QCOMPARE(own.volumes.size(), std::size_t(1));
    QCOMPARE(paramsOf(first(own, "log-saver")).text("file"), std::string("/srv/log/web.log"));
    QCOMPARE(firstProblem(own), std::string());
}

void PatternsTest::anAmbassadorStepsBetweenItsContainerAndWhatThatCalls()
{
    ElementId app;
    auto topology = withApp(&app);
    ElementId cache;
    ElementId link;
    apply(topology, addContainer(topology, "memcached", {}, {800, 200}, &cache));
    apply(topology, *bayplan::connect(topology, {app, "calls"}, {cache, "in"}, &link));
    QVERIFY(changeParam(topology, link, "callsPerRequest", 2.0));
    const Params answers{{"servers", std::int64_t(3)},
                         {"names", std::vector<std::string>{"a", "b", "c"}},
                         {"weights", std::vector<std::string>{"2"}}};
    apply(topology, *findRecipe("memcache-ambassador")->build(topology, answers, {{}, {}, app}));
    const auto &ambassador = first(topology, "memcache-ambassador");
    QCOMPARE(countOf(topology, "memcached"), std::size_t(3));
    QCOMPARE(topology.links.at(link).from, (Endpoint{ambassador.id, "servers"}));
    QCOMPARE(paramsOf(topology.links.at(link)).number("callsPerRequest"), 1.0);
    QCOMPARE(paramsOf(topology.links.at(link)).text("serverName"), std::string("a"));
    QCOMPARE(paramsOf(topology.links.at(link)).integer("weight"), std::int64_t(2));
    std::vector<Link> ofApp;
    for (const auto &[id, each] : topology.links) {
        if (each.from.container == app) {
            ofApp.push_back(each);
        }
    }
    QCOMPARE(ofApp.size(), std::size_t(1));
    QCOMPARE(ofApp.front().to, (Endpoint{ambassador.id, "in"}));
    QCOMPARE(paramsOf(ofApp.front()).number("callsPerRequest"), 2.0);
    QCOMPARE(firstProblem(topology), std::string());
}

void PatternsTest::anAmbassadorDroppedOnALinkIsThatAlone()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {160, 200});
    editor.dropFromPalette("memcached", {620, 200});
    editor.drag(editor.port("container", "calls"), editor.port("memcached", "in"));
    const auto before = editor.bytes();
    editor.dropPattern("memcache-ambassador", (editor.port("container", "calls") + editor.port("memcached", "in")) / 2);
    const auto &ambassador = editor.container("memcache-ambassador");
    QCOMPARE(ambassador.pod, editor.container("container").pod);
    QCOMPARE(editor.topology().containers.size(), std::size_t(3));
    QCOMPARE(editor.topology().links.size(), std::size_t(2));
    QCOMPARE(editor.window->selection().single(), ambassador.id);
    editor.window->document().undoStack()->undo();
    QCOMPARE(editor.bytes(), before);
}

void PatternsTest::whatWasDroppedIsBroughtIntoView()
{
    EditorWindow editor;
    const auto seen = editor.window->view().visibleRect();
    editor.dropFromPalette("container", seen.bottomRight() - QPointF(140, 100));
    const auto there = editor.allPods();
    editor.dropPattern("leader-election", seen.bottomRight() - QPointF(40, 300));
    for (const auto &[id, pod] : editor.topology().pods) {
        QVERIFY(there.contains(id) || editor.window->view().visibleRect().contains(podRect(editor.topology(), pod)));
    }
}

void PatternsTest::anElectionGivesThePodItsMembers()
{
    ElementId app;
    auto topology = withApp(&app);
    apply(topology, *findRecipe("leader-election")->build(topology, {{"members", std::string("5")}}, {{}, {}, app}));
    const auto &pod = topology.pods.at(topology.containers.at(app).pod);
    QCOMPARE(paramsOf(pod).integer("replicas"), std::int64_t(5));
    QCOMPARE(first(topology, "elector").pod, pod.id);
}

void PatternsTest::theStagesOfAWorkQueueAreChained()
{
    Topology topology;
    apply(topology, *findRecipe("work-queue")->build(topology, {{"stages", std::int64_t(3)}}, {}));
    QCOMPARE(countOf(topology, "work-queue"), std::size_t(3));
    QCOMPARE(countOf(topology, "worker"), std::size_t(3));
    QCOMPARE(std::count_if(topology.links.begin(), topology.links.end(),
                           [](const auto &link) { return link.second.from.port == "next"; }),
             2);
    QCOMPARE(firstProblem(topology), std::string());
    QCOMPARE(firstOverlap(topology), std::string());
}

void PatternsTest::whereItDoesNotGoItIsRefused()
{
    EditorWindow editor;
    editor.dropFromPalette("load", {300, 200});
    const auto before = editor.bytes();
    QSignalSpy refused(&editor.window->scene(), &CanvasScene::refused);
    editor.dropPattern("log-saver-sidecar", {300, 200});
    QCOMPARE(editor.bytes(), before);
    QCOMPARE(refused.size(), 1);
    QVERIFY(refused.front().front().toString().contains(QStringLiteral("load")));
}

void PatternsTest::anAnswerOutOfRangeIsRefused()
{
    const Topology nothing;
    const auto refusal = [&](const char *recipe, const Params &answers) {
        const auto edit = findRecipe(recipe)->build(nothing, answers, {});
        return edit ? std::string() : edit.error().message;
    };
    QVERIFY(!refusal("memcache-ambassador", {{"servers", std::int64_t(0)}}).empty());
    QVERIFY(!refusal("memcache-ambassador", {{"weights", std::vector<std::string>{"heavy"}}}).empty());
    QVERIFY(!refusal("memcache-ambassador", {{"names", std::vector<std::string>{"a", "a"}}}).empty());
    QVERIFY(!refusal("http-ambassador", {{"weights", std::vector<std::string>{"1", "1", "1"}}}).empty());
    QVERIFY(!refusal("leader-election", {{"members", std::string("4")}}).empty());
    QVERIFY(!refusal("log-saver-sidecar", {{"file", std::string("app.log")}}).empty());
    QVERIFY(!refusal("work-queue", {{"nobody", true}}).empty());
}

void PatternsTest::theWizardIsDrivenByKeysAlone()
{
    EditorWindow editor;
    auto *filter = editor.find<QLineEdit>("paletteFilter");
    filter->setFocus();
    QTest::keyClicks(filter, QStringLiteral("leader election"));
    QTest::keyClick(filter, Qt::Key_Return);
    auto &wizard = wizardOf(editor);
    QVERIFY(wizard.isVisible());
    QVERIFY(!wizard.isModal());
    QCOMPARE(editor.topology().containers.size(), std::size_t(0));
    // The first field has the cursor: five members; then Tab to the next, a text.
    QVERIFY(wizard.focusWidget() != nullptr);
    QTest::keyClick(wizard.focusWidget(), Qt::Key_Down);
    QLineEdit *field = nullptr;
    for (int i = 0; i < 3 && field == nullptr; ++i) { // past the way back to the default
        QTest::keyClick(wizard.focusWidget(), Qt::Key_Tab);
        field = qobject_cast<QLineEdit *>(wizard.focusWidget());
    }
    QVERIFY(field != nullptr);
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("soon"));
    auto *create = editor.find<QPushButton>("patternCreate");
    QVERIFY(!create->isEnabled());
    QVERIFY(!editor.find<QLabel>("patternRefusal")->text().isEmpty());
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(wizard.isVisible());
    QCOMPARE(editor.topology().containers.size(), std::size_t(0));
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("1200ms"));
    QVERIFY(create->isEnabled());
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(!wizard.isVisible());
    const auto &elector = editor.container("elector");
    QCOMPARE(paramsOf(elector).text("electionTimeoutMin"), std::string("1200ms"));
    QCOMPARE(paramsOf(editor.topology().pods.at(elector.pod)).integer("replicas"), std::int64_t(5));
    QCOMPARE(editor.window->document().undoStack()->count(), 1);
    // It asks anew the next time.
    wizard.ask(*findRecipe("leader-election"));
    QVERIFY(wizard.answers().empty());
}

void PatternsTest::theWizardJoinsWhatIsSelected()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    const auto app = editor.container("container");
    auto &wizard = wizardOf(editor);
    wizard.ask(*findRecipe("log-saver-sidecar"));
    auto *join = editor.find<QCheckBox>("patternJoin");
    QVERIFY(join->isVisible() && join->isChecked());
    QCOMPARE(wizard.place().container, app.id);
    editor.window->selection().set({});
    QVERIFY(!join->isVisible());
    QCOMPARE(wizard.place().container, ElementId());
    editor.window->selection().set({app.id});
    QTest::keyClick(&wizard, Qt::Key_Return);
    QCOMPARE(editor.container("log-saver").pod, app.pod);
    // What does not suit is not joined, and says why when it is asked to.
    editor.window->selection().set({editor.container("log-saver").id});
    wizard.ask(*findRecipe("content-sync-sidecar"));
    QVERIFY(join->isChecked()); // its pod has a container that does
    editor.dropFromPalette("load", {300, 600});
    editor.window->selection().set({editor.container("load").id});
    QVERIFY(join->isVisible() && !join->isChecked());
    QVERIFY(editor.find<QPushButton>("patternCreate")->isEnabled());
    join->click();
    QVERIFY(!editor.find<QPushButton>("patternCreate")->isEnabled());
    QVERIFY(editor.find<QLabel>("patternRefusal")->text().contains(QStringLiteral("load")));
}

void PatternsTest::escapeLeavesTheDrawingAlone()
{
    EditorWindow editor;
    const auto before = editor.bytes();
    auto &wizard = wizardOf(editor);
    wizard.ask(*findRecipe("scatter-gather"));
    QVERIFY(wizard.isVisible());
    QTest::keyClick(&wizard, Qt::Key_Escape);
    QVERIFY(!wizard.isVisible());
    QCOMPARE(editor.bytes(), before);
}

void PatternsTest::theWizardTellsWhatTheChecksSay()
{
    EditorWindow editor;
    auto &wizard = wizardOf(editor);
    wizard.ask(*findRecipe("work-queue"));
    auto *refusal = editor.find<QLabel>("patternRefusal");
    QVERIFY(!refusal->isVisible());
    auto *work = wizard.findChild<QLineEdit *>(QStringLiteral("param.workTime"));
    work->setFocus();
    work->selectAll();
    QTest::keyClicks(work, QStringLiteral("constant(10s)"));
    QVERIFY(refusal->isVisible());
    QVERIFY(refusal->text().contains(QStringLiteral("queue")));
    // More than the workers can do is a warning: it may be what one wants to see.
    QVERIFY(editor.find<QPushButton>("patternCreate")->isEnabled());
}

void PatternsTest::theMenuOpensTheWizard()
{
    EditorWindow editor;
    for (const auto &recipe : patternRecipes()) {
        auto *action = editor.window->action(QStringLiteral("insert.pattern.") + QString::fromStdString(recipe.key));
        QVERIFY(action != nullptr);
        action->trigger();
        QVERIFY(wizardOf(editor).isVisible());
        QCOMPARE(wizardOf(editor).recipe(), &recipe);
        QCOMPARE(wizardOf(editor).refusal(), QString());
    }
}

void PatternsTest::aTemplateOpensFromThePalette()
{
    EditorWindow editor;
    auto *filter = editor.find<QLineEdit>("paletteFilter");
    filter->setFocus();
    QTest::keyClicks(filter, QStringLiteral("order-pipeline"));
    QTest::keyClick(filter, Qt::Key_Return);
    QCOMPARE(paramsOf(editor.topology()).text("name"), std::string("order-pipeline"));
    QVERIFY(editor.window->document().path().isEmpty());
}

void PatternsTest::simulateShowsThePanelsOfThePattern()
{
    EditorWindow editor;
    editor.dropPattern("work-queue", {400, 300});
    editor.window->showWorkspace(Workspace::Simulate);
    auto *queues = editor.find<QDockWidget>("queuesDock");
    QApplication::processEvents();
    QVERIFY(!queues->visibleRegion().isEmpty());
    // Once: afterwards the workspace is as the person leaves it.
    editor.window->showWorkspace(Workspace::Design);
    editor.window->showWorkspace(Workspace::Simulate);
    QApplication::processEvents();
    QVERIFY(!editor.find<QDockWidget>("metricsDock")->visibleRegion().isEmpty());
}

void PatternsTest::templatesCoverNothingAndSayWhatToLookAt()
{
    initialiseResources();
    QVERIFY(examples().size() >= 12);
    for (const auto &info : examples()) {
        QCOMPARE(info.lookAt.size(), 3);
        QFile file(exampleFile(info.name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto document = readDocument(file.readAll().toStdString(), info.name.toStdString());
        QVERIFY(document);
        QVERIFY2(firstOverlap(document->topology).empty(), qPrintable(info.name));
    }
}

void PatternsTest::theWelcomePageHasRoomForAllTemplates()
{
    EditorWindow editor;
    editor.window->resize(1024, 768);
    editor.window->action(QStringLiteral("help.welcome"))->trigger();
    QApplication::processEvents();
    auto *page = editor.find<QWidget>("welcome");
    auto *scroll = page->findChild<QScrollArea *>();
    QVERIFY(scroll->widget()->width() <= scroll->viewport()->width());
    for (const auto &info : examples()) {
        auto *card = page->findChild<QToolButton *>(QStringLiteral("example.") + info.name);
        QVERIFY(card != nullptr);
        QVERIFY(card->toolTip().contains(info.lookAt.front().toHtmlEscaped()));
        scroll->ensureWidgetVisible(card);
        QApplication::processEvents();
        const QRect seen(card->mapTo(scroll->viewport(), QPoint()), card->size());
        QVERIFY2(scroll->viewport()->rect().contains(seen), qPrintable(info.name));
    }
}

QTEST_MAIN(PatternsTest)
#include "patterns_test.moc"
