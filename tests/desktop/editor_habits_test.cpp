// SPDX-License-Identifier: GPL-3.0-or-later
// Many links at once, gestures given up, texts in place, and moving about by mouse and keys.
#include "tests/desktop/placed_pods.h"

#include "app/desktop/canvas_overview.h"
#include "app/desktop/link_matching.h"

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>

using namespace bayplan;

class EditorHabitsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPatternLinksAllThatMatch();
    void aPatternThatFitsNothingSaysWhy();
    void aLinkIsMadeByKeysAlone();
    void escapeDuringADragLeavesNoTrace();
    void aDragBackToItsStartLeavesNoStep();
    void aRubberBandTellsTheInspectorOnce();
    void aNoteIsEditedInPlace();
    void altUpGoesFromAContainerOutwards();
    void arrowsReachNotes();
    void spaceAndDragPans();
    void theMiddleButtonPans();
    void controlDigitsFit();
    void duplicateAndCut();
    void aShiftDragIntoTheEmptyMakesAPod();
    void tabAddsInTheMiddle();
    void aClickInTheOverviewGoesThere();
    void theOverviewGivesWayToWhatIsBeneath();
    void aPodStandsBeforeAnotherAsOne();
    void aLabelIsOverAllLinksOrNotThere();
    void aLabelOfAShortLinkIsReadWhole();
    void noTwoActionsShareAKey();
};

// ---- links ----

void EditorHabitsTest::aPatternLinksAllThatMatch()
{
    EditorWindow editor;
    const auto caller = addPodAt(editor, 0, 0);
    addPodAt(editor, 320, 0, "memcached", "cache-1");
    addPodAt(editor, 320, 200, "memcached", "cache-2");
    addPodAt(editor, 600, 0, "memcached", "other");
    addPodAt(editor, 600, 200, "load", "cache-load");
    editor.window->selection().set({containerIn(editor, caller)});
    press(editor, "Ctrl+Shift+L");
    auto *bar = editor.find<LinkMatchBar>("linkMatchBar");
    QVERIFY(bar != nullptr && bar->isVisible());
    auto *field = bar->findChild<QLineEdit *>();
    const int count = steps(editor);
    QTest::keyClicks(field, QStringLiteral("cache-*"));
    QStringList texts;
    for (const auto *label : bar->findChildren<QLabel *>()) {
        texts << label->text();
    }
    QVERIFY(texts.join(QLatin1Char(' ')).contains(QStringLiteral("2 of 3")));
    QVERIFY(texts.join(QLatin1Char(' ')).contains(QStringLiteral("cache-load:")));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(editor.topology().links.size(), std::size_t(2));
    QCOMPARE(steps(editor), count + 1);
    QTRY_VERIFY(editor.find<LinkMatchBar>("linkMatchBar") == nullptr);
    press(editor, "Ctrl+Z");
    QVERIFY(editor.topology().links.empty());
}

void EditorHabitsTest::aPatternThatFitsNothingSaysWhy()
{
    EditorWindow editor;
    const auto worker = addPodAt(editor, 0, 0, "worker");
    addPodAt(editor, 320, 0, "memcached", "cache-1");
    const auto found =
        linkMatching(editor.topology(), {containerIn(editor, worker), "queue"}, QStringLiteral("CACHE*"));
    QCOMPARE(found.matching, 1);
    QCOMPARE(found.links, 0);
    QVERIFY(found.edit.empty());
    QCOMPARE(found.refusals.size(), 1);
    QVERIFY(!matchesName({}, QStringLiteral("a"), QStringLiteral("b")));
    QVERIFY(!matchesName(QStringLiteral("a.c"), QStringLiteral("abc"), QStringLiteral("b"))); // a dot is a dot
    QVERIFY(matchesName(QStringLiteral("web/*"), QStringLiteral("web"), QStringLiteral("app")));
    editor.window->selection().set({containerIn(editor, worker)});
    press(editor, "Ctrl+Shift+L");
    auto *bar = editor.find<LinkMatchBar>("linkMatchBar");
    auto *field = bar->findChild<QLineEdit *>();
    const auto before = editor.bytes();
    QTest::keyClicks(field, QStringLiteral("nothing-*"));
    QVERIFY(!bar->findChild<QPushButton *>()->isEnabled());
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(editor.bytes(), before);
    QTest::keyClick(field, Qt::Key_Escape);
    QTRY_VERIFY(editor.find<LinkMatchBar>("linkMatchBar") == nullptr);
}

void EditorHabitsTest::aLinkIsMadeByKeysAlone()
{
    EditorWindow editor;
    const auto load = addPodAt(editor, 0, 0, "load");
    addPodAt(editor, 320, 0, "container", "shop");
    editor.window->selection().set({containerIn(editor, load)});
    editor.window->view().setFocus();
    QTest::keyClick(&editor.window->view(), Qt::Key_L);
    auto *picker = QApplication::activePopupWidget();
    QVERIFY(picker != nullptr);
    QVERIFY(picker->findChild<QListWidget *>()->item(0)->text().startsWith(QStringLiteral("shop"))); // nothing is typed
    QTest::keyClicks(picker->focusWidget(), QStringLiteral("shop"));
    QTest::keyClick(picker->focusWidget(), Qt::Key_Return);
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
    QCOMPARE(editor.topology().links.begin()->second.from.port, std::string("target"));
    QCOMPARE(editor.topology().links.begin()->second.to.container, editor.container("container").id);
}

// ---- gestures given up and coalesced ----

void EditorHabitsTest::escapeDuringADragLeavesNoTrace()
{
    EditorWindow editor;
    const auto pod = addPodAt(editor, 160, 120);
    const auto before = editor.bytes();
    const int count = steps(editor);
    editor.drag(titleOf(editor, pod), titleOf(editor, pod) + QPointF(96, 40), Qt::NoModifier, false);
    QVERIFY(editor.bytes() != before);
    QTest::keyClick(editor.viewport(), Qt::Key_Escape);
    QCOMPARE(editor.bytes(), before);
    QCOMPARE(steps(editor), count);
    QVERIFY(!editor.window->document().undoStack()->canRedo());
    QTest::mouseMove(editor.viewport(), editor.onScreen({400, 300}));
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen({400, 300}));
    QCOMPARE(editor.bytes(), before);
}

void EditorHabitsTest::aDragBackToItsStartLeavesNoStep()
{
    EditorWindow editor;
    const auto pod = addPodAt(editor, 160, 120);
    const int count = steps(editor);
    const auto start = editor.onScreen(titleOf(editor, pod));
    QTest::mousePress(editor.viewport(), Qt::LeftButton, Qt::NoModifier, start);
    QTest::mouseMove(editor.viewport(), start + QPoint(80, 0));
    QCOMPARE(at(editor, pod).x, 240.0);
    QTest::mouseMove(editor.viewport(), start);
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, Qt::NoModifier, start);
    QCOMPARE(at(editor, pod).x, 160.0);
    QCOMPARE(steps(editor), count);
}

void EditorHabitsTest::aRubberBandTellsTheInspectorOnce()
{
    EditorWindow editor;
    const auto pods = threePods(editor);
    editor.window->selection().set({});
    QSignalSpy changed(&editor.window->selection(), &Selection::changed);
    editor.drag({-40, -40}, {600, 400}, Qt::NoModifier, false);
    QCOMPARE(changed.size(), 0);
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen({600, 400}));
    QCOMPARE(changed.size(), 1);
    for (const auto &pod : pods) {
        QVERIFY(editor.window->selection().ids().contains(pod));
    }
}

void EditorHabitsTest::aNoteIsEditedInPlace()
{
    EditorWindow editor;
    const auto note = addNoteAt(editor, 160, 120, "old");
    const auto middle = placeOf(editor.topology(), note).center();
    QTest::mouseDClick(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen(middle));
    QVERIFY(editor.window->scene().isEditingText());
    const int count = steps(editor);
    QTest::keyClicks(editor.viewport(), QStringLiteral("**new** l 1"));
    QCOMPARE(editor.topology().notes.at(note).text, std::string("**new** l 1")); // where the journal finds it
    QTest::keyClick(editor.viewport(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(editor.topology().notes.at(note).text, std::string("**new** l 1"));
    QCOMPARE(steps(editor), count + 1);

    editor.window->selection().set({note});
    QTest::keyClick(editor.viewport(), Qt::Key_Return);
    QVERIFY(editor.window->scene().isEditingText());
    QTest::keyClicks(editor.viewport(), QStringLiteral("lost"));
    QTest::keyClick(editor.viewport(), Qt::Key_Escape);
    QCOMPARE(editor.topology().notes.at(note).text, std::string("**new** l 1"));

    QTest::mouseDClick(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen(middle));
    QTest::keyClicks(editor.viewport(), QStringLiteral("kept"));
    QTest::mouseClick(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen({560, 380}));
    QCOMPARE(editor.topology().notes.at(note).text, std::string("kept"));
}

// ---- keyboard ----

void EditorHabitsTest::altUpGoesFromAContainerOutwards()
{
    EditorWindow editor;
    const auto pod = addPodAt(editor, 160, 120);
    editor.window->selection().set({pod});
    press(editor, "Ctrl+G");
    const auto group = editor.window->selection().single();
    const auto container = containerIn(editor, pod);
    editor.window->selection().set({container});
    QTest::keyClick(editor.viewport(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(editor.window->selection().single(), pod);
    QTest::keyClick(editor.viewport(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(editor.window->selection().single(), group);
    QTest::keyClick(editor.viewport(), Qt::Key_Down, Qt::AltModifier);
    QTest::keyClick(editor.viewport(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(editor.window->selection().single(), container);
}

void EditorHabitsTest::arrowsReachNotes()
{
    EditorWindow editor;
    const auto pod = addPodAt(editor, 0, 120);
    const auto note = addNoteAt(editor, 340, 160, "why");
    editor.window->selection().set({containerIn(editor, pod)});
    QTest::keyClick(editor.viewport(), Qt::Key_Right);
    QCOMPARE(editor.window->selection().single(), note);
    QTest::keyClick(editor.viewport(), Qt::Key_Left);
    QCOMPARE(editor.window->selection().single(), containerIn(editor, pod));
}

// ---- moving about ----

void EditorHabitsTest::spaceAndDragPans()
{
    EditorWindow editor;
    const auto pod = addPodAt(editor, 160, 120);
    auto &view = editor.window->view();
    const auto before = view.mapToScene(QPoint(0, 0));
    const auto bytes = editor.bytes();
    QSignalSpy space(&view, &CanvasView::spacePressed);
    QTest::keyPress(&view, Qt::Key_Space);
    editor.drag(titleOf(editor, pod), titleOf(editor, pod) + QPointF(60, 40));
    QTest::keyRelease(&view, Qt::Key_Space);
    QCOMPARE(view.mapToScene(QPoint(0, 0)), before - QPointF(60, 40));
    QCOMPARE(editor.bytes(), bytes);
    QCOMPARE(space.size(), 0); // it was a pan: nothing is started
    QCOMPARE(view.dragMode(), QGraphicsView::RubberBandDrag);
}

void EditorHabitsTest::theMiddleButtonPans()
{
    EditorWindow editor;
    const auto pod = addPodAt(editor, 160, 120);
    auto &view = editor.window->view();
    const auto before = view.mapToScene(QPoint(0, 0));
    const auto bytes = editor.bytes();
    const auto start = editor.onScreen(titleOf(editor, pod));
    QTest::mousePress(editor.viewport(), Qt::MiddleButton, Qt::NoModifier, start);
    QTest::mouseMove(editor.viewport(), start + QPoint(30, 20));
    QTest::mouseMove(editor.viewport(), start + QPoint(60, 40));
    QTest::mouseRelease(editor.viewport(), Qt::MiddleButton, Qt::NoModifier, start + QPoint(60, 40));
    QCOMPARE(view.mapToScene(QPoint(0, 0)), before - QPointF(60, 40));
    QCOMPARE(editor.bytes(), bytes);
    QCOMPARE(view.dragMode(), QGraphicsView::RubberBandDrag);
}

void EditorHabitsTest::controlDigitsFit()
{
    EditorWindow editor;
    const auto near = addPodAt(editor, 0, 0);
    const auto far = addPodAt(editor, 3000, 2000);
    auto &view = editor.window->view();
    press(editor, "Ctrl+0");
    QVERIFY(view.zoom() < 1);
    QVERIFY(view.visibleRect().contains(placeOf(editor.topology(), near)));
    QVERIFY(view.visibleRect().contains(placeOf(editor.topology(), far)));
    press(editor, "Ctrl+1");
    QCOMPARE(view.zoom(), 1.0);
    editor.window->selection().set({far});
    press(editor, "Ctrl+2");
    QVERIFY(view.visibleRect().contains(placeOf(editor.topology(), far)));
    QVERIFY(!view.visibleRect().contains(placeOf(editor.topology(), near)));
}

void EditorHabitsTest::duplicateAndCut()
{
    EditorWindow editor;
    const auto pod = addPodAt(editor, 160, 120);
    const auto before = editor.bytes();
    editor.window->selection().set({pod});
    press(editor, "Ctrl+D");
    QCOMPARE(editor.topology().pods.size(), std::size_t(2));
    QVERIFY(!editor.window->selection().ids().contains(pod));
    press(editor, "Ctrl+X");
    QCOMPARE(editor.bytes(), before);
    QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("container")));
    press(editor, "Ctrl+V");
    QCOMPARE(editor.topology().pods.size(), std::size_t(2));
}

void EditorHabitsTest::aShiftDragIntoTheEmptyMakesAPod()
{
    EditorWindow editor;
    const auto pod = addPodAt(editor, 0, 0);
    ElementId saver;
    editor.window->document().push(addContainer(editor.topology(), "log-saver", pod, {}, &saver));
    editor.drag(cardRect(editor.topology(), editor.topology().containers.at(saver)).center(), {520, 300},
                Qt::ShiftModifier);
    const auto &moved = editor.topology().containers.at(saver);
    QVERIFY(moved.pod != pod);
    QVERIFY(cardRect(editor.topology(), moved).contains(QPointF(520, 300)));
}

void EditorHabitsTest::tabAddsInTheMiddle()
{
    EditorWindow editor;
    editor.window->view().setFocus();
    QTest::keyClick(&editor.window->view(), Qt::Key_Tab);
    auto *picker = QApplication::activePopupWidget();
    QVERIFY(picker != nullptr);
    QTest::keyClicks(picker->focusWidget(), QStringLiteral("memcached"));
    QTest::keyClick(picker->focusWidget(), Qt::Key_Return);
    const auto middle = editor.window->view().visibleRect().center();
    QVERIFY(cardRect(editor.topology(), editor.container("memcached")).contains(middle));
}

void EditorHabitsTest::aPodStandsBeforeAnotherAsOne()
{
    EditorWindow editor;
    editor.dropFromPalette("load", {160, 200});
    editor.dropFromPalette("container", {520, 200});
    editor.drag(editor.port("load", "target"), editor.port("container", "in"));
    const auto below = editor.container("load");
    const auto above = editor.container("container");
    // Half of the card of the first is under the frame of the second, left of its card.
    const auto card = cardRect(editor.topology(), below);
    const auto place = placeOf(editor.topology(), above.pod);
    const auto delta = QPointF(card.center().x() - place.left(), card.top() - 40 - place.top());
    editor.window->document().push(moveBy(editor.topology(), {above.pod}, toPoint(delta)));
    const QPointF both(card.center().x() + 6, card.center().y());
    auto &scene = editor.window->scene();
    const auto shown = [&] { return scene.elementAt(both); };
    editor.window->selection().set({above.pod});
    QCOMPARE(shown(), above.pod);
    const auto link = editor.topology().links.begin()->first;
    QVERIFY(scene.itemOf(link)->zValue() > scene.itemOf(above.pod)->zValue());
    QVERIFY(scene.itemOf(link)->zValue() < scene.itemOf(above.id)->zValue());
    QTest::mouseClick(editor.viewport(), Qt::LeftButton, Qt::NoModifier,
                      editor.onScreen(card.topLeft() + QPointF(20, 20)));
    QCOMPARE(editor.window->selection().single(), below.id);
    QCOMPARE(shown(), below.id);
    editor.window->selection().set({});
    QCOMPARE(shown(), below.id); // stays there
    // A drawing that comes with them: one of the two as a whole.
    Document document;
    document.topology = editor.topology();
    editor.window->document().load(document, {});
    const bool isBefore = scene.itemOf(below.pod)->zValue() > scene.itemOf(above.pod)->zValue();
    QCOMPARE(shown(), isBefore ? below.id : above.pod);
    // Replicas that are listed are seen.
    const auto behind = isBefore ? above.pod : below.pod;
    editor.window->document().push(*setParam(editor.topology(), behind, "replicas", Value(std::int64_t(3))));
    scene.toggleReplicas(behind);
    QVERIFY(scene.itemOf(behind)->zValue() > scene.itemOf(isBefore ? below.pod : above.pod)->zValue());
}

void EditorHabitsTest::aLabelIsOverAllLinksOrNotThere()
{
    EditorWindow editor;
    QVERIFY(editor.window->openExample(QStringLiteral("sharded-cache")));
    LiveFigures figures;
    figures.shown = true;
    for (const auto &[id, link] : editor.topology().links) {
        figures.links[id].ratePerSecond = 123;
        figures.links[id].p99Seconds = 0.0123;
    }
    auto &scene = editor.window->scene();
    scene.showLive(figures);
    std::vector<const LinkItem *> labelled;
    double highest = 0;
    for (const auto &[id, link] : editor.topology().links) {
        const auto *item = dynamic_cast<const LinkItem *>(scene.itemOf(id));
        highest = std::max(highest, item->zValue());
        if (item->showsLabel()) {
            labelled.push_back(item);
        }
    }
    QVERIFY(labelled.size() >= 2);
    for (const auto *item : labelled) {
        for (const auto *other : labelled) {
            QVERIFY(item == other || !item->labelRect().intersects(other->labelRect()));
        }
        for (const auto *each : scene.items(item->labelRect().center())) {
            const bool isLabel = dynamic_cast<const LinkLabel *>(each) != nullptr;
            QVERIFY(!isLabel || each->zValue() > highest);
        }
    }
}

/// A gap between two cards that is narrower than the words by a few characters.
void EditorHabitsTest::aLabelOfAShortLinkIsReadWhole()
{
    EditorWindow editor;
    const auto caller = containerIn(editor, addPodAt(editor, 0, 0, "load", "client"));
    const auto called = containerIn(editor, addPodAt(editor, 296, 0, "container", "server"));
    editor.drag(editor.port("load", "target"), editor.port("container", "in"));
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
    const auto &id = editor.topology().links.begin()->first;
    auto &scene = editor.window->scene();
    LiveFigures figures;
    figures.shown = true;
    figures.links[id].ratePerSecond = 123;
    figures.links[id].p99Seconds = 0.0123;
    scene.showLive(figures);
    const auto *link = dynamic_cast<const LinkItem *>(scene.itemOf(id));
    QVERIFY(link->showsLabel());
    const auto label = link->labelRect();
    for (const auto &card : {caller, called}) {
        const auto *item = scene.itemOf(card);
        QVERIFY(item->sceneBoundingRect().intersects(label));
        const auto items = scene.items(label.intersected(item->sceneBoundingRect()).center());
        QVERIFY(dynamic_cast<const LinkLabel *>(items.front()) != nullptr);
    }
}

void EditorHabitsTest::theOverviewGivesWayToWhatIsBeneath()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {160, 200});
    editor.window->view().centerOn(QPointF(900, 700)); // so that not all is seen
    QApplication::processEvents();
    auto *overview = editor.window->findChild<CanvasOverview *>();
    QVERIFY(overview != nullptr && overview->isVisible());
    QVERIFY(!overview->isFaded());
    const auto beneath = overview->geometry().center();
    editor.dropFromPalette("memcached", editor.window->view().mapToScene(beneath));
    QVERIFY(overview->isFaded());
    // What lies there can be taken.
    editor.window->selection().set({});
    QVERIFY(!overview->isFaded());
    editor.window->selection().set({editor.container("memcached").id});
    auto *hit = editor.window->view().childAt(beneath);
    QCOMPARE(hit, editor.viewport());
    // And while a hand is over it that began elsewhere.
    editor.window->selection().set({});
    const QPoint start(beneath.x() - 400, beneath.y() - 300);
    QTest::mousePress(editor.viewport(), Qt::LeftButton, Qt::NoModifier, start);
    QMouseEvent move(QEvent::MouseMove, beneath, editor.viewport()->mapToGlobal(beneath), Qt::NoButton, Qt::LeftButton,
                     Qt::NoModifier);
    QApplication::sendEvent(editor.viewport(), &move);
    QVERIFY(overview->isFaded());
    QTest::keyClick(editor.viewport(), Qt::Key_Escape);
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, Qt::NoModifier, beneath);
    QVERIFY(!overview->isFaded());
}

void EditorHabitsTest::aClickInTheOverviewGoesThere()
{
    EditorWindow editor;
    addPodAt(editor, 0, 0);
    const auto far = addPodAt(editor, 3000, 2000);
    auto &view = editor.window->view();
    view.zoomTo(1);
    view.centerOn(100, 100);
    QApplication::processEvents();
    auto *overview = editor.window->findChild<CanvasOverview *>();
    QVERIFY(overview != nullptr && overview->isVisible());
    QTest::mouseClick(overview, Qt::LeftButton, Qt::NoModifier,
                      QPoint(overview->width() - 14, overview->height() - 14));
    QVERIFY(view.visibleRect().intersects(placeOf(editor.topology(), far)));
}

void EditorHabitsTest::noTwoActionsShareAKey()
{
    EditorWindow editor;
    std::map<QString, QString> taken;
    for (const auto *action : editor.window->findChildren<QAction *>()) {
        // Those of a widget of its own, such as a table's copy, are its own affair.
        const auto keys = action->shortcutContext() == Qt::WindowShortcut ? action->shortcuts() : QList<QKeySequence>();
        for (const auto &key : keys) {
            const auto [entry, isNew] = taken.try_emplace(key.toString(), action->objectName());
            QVERIFY2(isNew, qPrintable(key.toString() + QLatin1Char(' ') + entry->second + QLatin1Char(' ') +
                                       action->objectName()));
        }
    }
}

QTEST_MAIN(EditorHabitsTest)
#include "editor_habits_test.moc"
