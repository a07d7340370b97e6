// SPDX-License-Identifier: GPL-3.0-or-later
// The mouse and the keyboard on the canvas.
#include "app/desktop/arrange_edits.h"
#include "tests/desktop/editor_window.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QScreen>
#include <QSignalSpy>
#include <QStatusBar>

using namespace bayplan;

class EditorGesturesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDropOnEmptyCanvasMakesAPodWithTheContainer();
    void theFirstWordsGoWithTheFirstElement();
    void aDropOnAPodJoinsIt();
    void twoContainersFromThePaletteAreLinkedFromPortToPort();
    void aLinkBegunAtTheIncomingPortRunsTheRightWay();
    void aLinkLetGoOverACardTakesThePortThatFits();
    void anIllegalLinkIsRefusedWhileItIsDrawn();
    void escapeGivesUpALink();
    void aRightPressGivesUpADrag();
    void aDragWhoseReleaseWentElsewhereIsOver();
    void anAmbassadorDroppedOnALinkGoesBetween();
    void aDragMovesOnTheGridAndIsOneUndoStep();
    void altFreesFromTheGrid();
    void aShiftDragTakesAContainerToAnotherPod();
    void aShiftClickAddsToTheSelectionAndTakesAway();
    void deleteTakesLinksAlongAndUndoBringsThemBack();
    void theLastContainerTakesItsPodAlong();
    void arrowsSelectTheNearest();
    void controlArrowsMove();
    void controlWheelZoomsAtTheCursor();
    void aRubberBandSelectsWhatItTouches();
    void escapeGivesUpARubberBand();
    void aHeldSpaceIsOnePress();
    void aScreenReaderFindsEveryElementByName();
};

namespace {

/// A load generator at the left and a container at the right, each in a pod of its own.
void drawTwo(EditorWindow &editor)
{
    editor.dropFromPalette("load", {160, 200});
    editor.dropFromPalette("container", {520, 200});
}

void link(EditorWindow &editor)
{
    editor.drag(editor.port("load", "target"), editor.port("container", "in"));
}

} // namespace

void EditorGesturesTest::aDropOnEmptyCanvasMakesAPodWithTheContainer()
{
    EditorWindow editor;
    editor.dropFromPalette("memcached", {300, 200});
    QCOMPARE(editor.topology().pods.size(), std::size_t(1));
    const auto &container = editor.container("memcached");
    QVERIFY(editor.topology().pods.contains(container.pod));
    QVERIFY(cardRect(editor.topology(), container).contains(QPointF(300, 200)));
    QCOMPARE(editor.window->selection().single(), container.id);
}

void EditorGesturesTest::theFirstWordsGoWithTheFirstElement()
{
    EditorWindow editor;
    QVERIFY(QTest::qWaitForWindowExposed(editor.window.get()));
    const auto middle = editor.viewport()->rect().center();
    const QRect words(editor.viewport()->mapTo(editor.window.get(), middle) - QPoint(140, 20), QSize(280, 40));
    // What the screen has, and not what would be painted anew.
    const auto ink = [&] {
        QTest::qWait(50);
        const auto shot = editor.window->screen()->grabWindow(editor.window->winId()).copy(words).toImage();
        int dark = 0;
        for (int y = 0; y < shot.height(); ++y) {
            for (int x = 0; x < shot.width(); ++x) {
                dark += qGray(shot.pixel(x, y)) < 140 ? 1 : 0;
            }
        }
        return dark;
    };
    QVERIFY(ink() > 100);
    editor.dropFromPalette("container", editor.window->view().visibleRect().topLeft() + QPointF(140, 100));
    QCOMPARE(ink(), 0);
}

void EditorGesturesTest::aDropOnAPodJoinsIt()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    editor.dropFromPalette("log-saver", {300, 200});
    QCOMPARE(editor.topology().pods.size(), std::size_t(1));
    QCOMPARE(editor.container("log-saver").pod, editor.container("container").pod);
}

void EditorGesturesTest::twoContainersFromThePaletteAreLinkedFromPortToPort()
{
    EditorWindow editor;
    drawTwo(editor);
    link(editor);
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
    const auto &made = editor.topology().links.begin()->second;
    QCOMPARE(made.from, (Endpoint{editor.container("load").id, "target"}));
    QCOMPARE(made.to, (Endpoint{editor.container("container").id, "in"}));
}

void EditorGesturesTest::aLinkBegunAtTheIncomingPortRunsTheRightWay()
{
    EditorWindow editor;
    drawTwo(editor);
    editor.drag(editor.port("container", "in"), editor.port("load", "target"));
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
    QCOMPARE(editor.topology().links.begin()->second.from.container, editor.container("load").id);
}

void EditorGesturesTest::aLinkLetGoOverACardTakesThePortThatFits()
{
    EditorWindow editor;
    drawTwo(editor);
    editor.drag(editor.port("load", "target"), cardRect(editor.topology(), editor.container("container")).center());
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
    QCOMPARE(editor.topology().links.begin()->second.to.port, std::string("in"));
}

void EditorGesturesTest::anIllegalLinkIsRefusedWhileItIsDrawn()
{
    EditorWindow editor;
    editor.dropFromPalette("worker", {160, 200});
    editor.dropFromPalette("memcached", {520, 200});
    const auto before = editor.bytes();
    QSignalSpy refused(&editor.window->scene(), &CanvasScene::refused);
    // A worker takes from a queue; memcached is none.
    editor.drag(editor.port("worker", "queue"), editor.port("memcached", "in"), Qt::NoModifier, false);
    QVERIFY(!editor.window->scene().draftRefusal().isEmpty());
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, Qt::NoModifier,
                        editor.onScreen(editor.port("memcached", "in")));
    QCOMPARE(refused.size(), 1);
    QCOMPARE(editor.bytes(), before);
    QVERIFY(!editor.window->scene().hasGesture());
}

void EditorGesturesTest::escapeGivesUpALink()
{
    EditorWindow editor;
    drawTwo(editor);
    editor.drag(editor.port("load", "target"), editor.port("container", "in"), Qt::NoModifier, false);
    QTest::keyClick(editor.viewport(), Qt::Key_Escape);
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, Qt::NoModifier,
                        editor.onScreen(editor.port("container", "in")));
    QVERIFY(editor.topology().links.empty());
}

void EditorGesturesTest::aRightPressGivesUpADrag()
{
    EditorWindow editor;
    drawTwo(editor);
    const auto before = editor.bytes();
    const int steps = editor.window->document().undoStack()->count();
    const auto &card = editor.container("container");
    for (const auto from : {cardRect(editor.topology(), card).center(), editor.port("load", "target")}) {
        const QPointF to(420, 420);
        editor.drag(from, to, Qt::NoModifier, false);
        QVERIFY(editor.window->scene().hasGesture());
        const auto at = editor.onScreen(to);
        QTest::mousePress(editor.viewport(), Qt::RightButton, Qt::NoModifier, at);
        QContextMenuEvent menu(QContextMenuEvent::Mouse, at, editor.viewport()->mapToGlobal(at));
        QApplication::sendEvent(editor.viewport(), &menu);
        QVERIFY(QApplication::activePopupWidget() == nullptr);
        QVERIFY(!editor.window->scene().hasGesture());
        QTest::mouseRelease(editor.viewport(), Qt::RightButton, Qt::NoModifier, at);
        QTest::mouseMove(editor.viewport(), at + QPoint(40, 40));
        QTest::mouseRelease(editor.viewport(), Qt::LeftButton, Qt::NoModifier, at + QPoint(40, 40));
        QVERIFY(QApplication::activePopupWidget() == nullptr); // of what the port can be linked to
        QVERIFY(editor.window->view().rubberBandRect().isNull());
        QCOMPARE(editor.bytes(), before);
        QCOMPARE(editor.window->document().undoStack()->count(), steps);
    }
}

void EditorGesturesTest::aDragWhoseReleaseWentElsewhereIsOver()
{
    EditorWindow editor;
    drawTwo(editor);
    const auto from = cardRect(editor.topology(), editor.container("container")).center();
    const auto at = editor.onScreen(from + QPointF(80, 80));
    editor.drag(from, from + QPointF(80, 80), Qt::NoModifier, false);
    QTest::keySequence(editor.window.get(), QKeySequence(QStringLiteral("Ctrl+K")));
    auto *palette = QApplication::activePopupWidget();
    QVERIFY(palette != nullptr);
    palette->close();
    const auto dragged = editor.bytes();
    const auto move = at + QPoint(60, 60);
    QMouseEvent noButton(QEvent::MouseMove, move, editor.viewport()->mapToGlobal(move), Qt::NoButton, Qt::NoButton,
                         Qt::NoModifier);
    QApplication::sendEvent(editor.viewport(), &noButton);
    QVERIFY(!editor.window->scene().hasGesture());
    QCOMPARE(editor.bytes(), dragged);
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, Qt::NoModifier, move);
    QCOMPARE(editor.bytes(), dragged);
}

void EditorGesturesTest::anAmbassadorDroppedOnALinkGoesBetween()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {160, 200});
    editor.dropFromPalette("memcached", {620, 200});
    editor.drag(editor.port("container", "calls"), editor.port("memcached", "in"));
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
    const auto middle = (editor.port("container", "calls") + editor.port("memcached", "in")) / 2;
    editor.dropFromPalette("memcache-ambassador", middle);
    const auto &ambassador = editor.container("memcache-ambassador");
    QCOMPARE(ambassador.pod, editor.container("container").pod);
    std::set<std::pair<ElementId, ElementId>> ends;
    for (const auto &[id, made] : editor.topology().links) {
        ends.insert({made.from.container, made.to.container});
    }
    const std::set<std::pair<ElementId, ElementId>> wanted{{editor.container("container").id, ambassador.id},
                                                           {ambassador.id, editor.container("memcached").id}};
    QVERIFY(ends == wanted);
}

void EditorGesturesTest::aDragMovesOnTheGridAndIsOneUndoStep()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    const auto before = editor.bytes();
    const int steps = editor.window->document().undoStack()->count();
    const auto &pod = editor.topology().pods.begin()->second;
    const auto origin = pod.position;
    editor.drag(QPointF(300, 200), QPointF(300 + 101, 200 + 53));
    QCOMPARE(pod.position, (Point{origin.x + 104, origin.y + 56}));
    QCOMPARE(editor.window->document().undoStack()->count(), steps + 1);
    QTest::keySequence(editor.window.get(), QKeySequence::Undo);
    QCOMPARE(editor.bytes(), before);
}

void EditorGesturesTest::altFreesFromTheGrid()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    const auto &pod = editor.topology().pods.begin()->second;
    const auto origin = pod.position;
    const auto start = editor.onScreen({300, 200});
    QTest::mousePress(editor.viewport(), Qt::LeftButton, Qt::AltModifier, start);
    QMouseEvent move(QEvent::MouseMove, start + QPoint(101, 53),
                     editor.viewport()->mapToGlobal(start + QPoint(101, 53)), Qt::NoButton, Qt::LeftButton,
                     Qt::AltModifier);
    QApplication::sendEvent(editor.viewport(), &move);
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, Qt::AltModifier, start + QPoint(101, 53));
    QCOMPARE(pod.position, (Point{origin.x + 101, origin.y + 53}));
}

void EditorGesturesTest::aShiftDragTakesAContainerToAnotherPod()
{
    EditorWindow editor;
    drawTwo(editor);
    editor.dropFromPalette("log-saver", cardRect(editor.topology(), editor.container("load")).center());
    QCOMPARE(editor.container("log-saver").pod, editor.container("load").pod);
    editor.drag(cardRect(editor.topology(), editor.container("log-saver")).center(),
                cardRect(editor.topology(), editor.container("container")).center(), Qt::ShiftModifier);
    QCOMPARE(editor.container("log-saver").pod, editor.container("container").pod);
}

void EditorGesturesTest::aShiftClickAddsToTheSelectionAndTakesAway()
{
    EditorWindow editor;
    drawTwo(editor);
    const auto load = editor.container("load");
    const auto app = editor.container("container");
    const auto at = [&](const Container &card) { return cardRect(editor.topology(), card).center(); };
    const auto click = [&](const Container &card, Qt::KeyboardModifier modifier) {
        QTest::mouseClick(editor.viewport(), Qt::LeftButton, modifier, editor.onScreen(at(card)));
    };
    const auto selected = [&] { return editor.window->selection().ids(); };
    for (const auto modifier : {Qt::ShiftModifier, Qt::ControlModifier}) {
        click(load, Qt::NoModifier);
        click(app, modifier);
        QCOMPARE(selected(), (std::set<ElementId>{load.id, app.id}));
        click(load, modifier);
        QCOMPARE(selected(), (std::set<ElementId>{app.id}));
    }
    // What is dragged with it comes along with what is selected.
    const auto before = editor.topology().pods.at(load.pod).position;
    const auto title = toPointF(before) + QPointF(60, 12);
    editor.drag(title, title + QPointF(0, 80), Qt::ShiftModifier);
    QCOMPARE(selected(), (std::set<ElementId>{app.id, load.pod}));
    QCOMPARE(editor.topology().pods.at(load.pod).position.y, before.y + 80);
    // A band adds, too.
    click(load, Qt::NoModifier);
    const auto area = placeOf(editor.topology(), app.pod);
    editor.drag(area.topLeft() - QPointF(20, 20), area.center(), Qt::ShiftModifier);
    QVERIFY(selected().contains(load.id) && selected().contains(app.id));
}

void EditorGesturesTest::deleteTakesLinksAlongAndUndoBringsThemBack()
{
    EditorWindow editor;
    drawTwo(editor);
    link(editor);
    const auto before = editor.bytes();
    QTest::mouseClick(editor.viewport(), Qt::LeftButton, Qt::NoModifier,
                      editor.onScreen(cardRect(editor.topology(), editor.container("container")).center()));
    QTest::keyClick(editor.viewport(), Qt::Key_Delete);
    QVERIFY(editor.topology().links.empty());
    QCOMPARE(editor.topology().containers.size(), std::size_t(1));
    QTest::keySequence(editor.window.get(), QKeySequence::Undo);
    QCOMPARE(editor.bytes(), before);
}

void EditorGesturesTest::theLastContainerTakesItsPodAlong()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    editor.dropFromPalette("log-saver", {300, 200});
    const auto pod = editor.container("container").pod;
    const auto remove = [&](const char *kind) {
        editor.window->selection().set({editor.container(kind).id});
        QTest::keyClick(editor.viewport(), Qt::Key_Delete);
    };
    remove("log-saver");
    QVERIFY(editor.topology().pods.contains(pod));
    const auto before = editor.bytes();
    remove("container");
    QVERIFY(editor.topology().pods.empty());
    editor.window->document().undoStack()->undo();
    QCOMPARE(editor.bytes(), before);
    // What was set for the pod would be lost: it stays.
    editor.window->document().push(*setParam(editor.topology(), pod, "replicas", Value(std::int64_t(3))));
    remove("container");
    QVERIFY(editor.topology().pods.contains(pod));
}

void EditorGesturesTest::arrowsSelectTheNearest()
{
    EditorWindow editor;
    drawTwo(editor);
    editor.window->selection().set({editor.container("load").id});
    QTest::keyClick(editor.viewport(), Qt::Key_Right);
    QCOMPARE(editor.window->selection().single(), editor.container("container").id);
    QTest::keyClick(editor.viewport(), Qt::Key_Left);
    QCOMPARE(editor.window->selection().single(), editor.container("load").id);
}

void EditorGesturesTest::controlArrowsMove()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    const auto &pod = editor.topology().pods.begin()->second;
    const auto origin = pod.position;
    const int steps = editor.window->document().undoStack()->count();
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(editor.viewport(), Qt::Key_Right, Qt::ControlModifier);
    }
    QCOMPARE(pod.position, (Point{origin.x + 24, origin.y}));
    QCOMPARE(editor.window->document().undoStack()->count(), steps + 1);
}

void EditorGesturesTest::controlWheelZoomsAtTheCursor()
{
    EditorWindow editor;
    drawTwo(editor);
    const QPoint cursor = editor.onScreen(cardRect(editor.topology(), editor.container("load")).center());
    const auto under = editor.window->view().mapToScene(cursor);
    // The anchor follows the pointer that the view has seen last.
    QTest::mouseMove(editor.viewport(), cursor);
    QWheelEvent wheel(cursor, editor.viewport()->mapToGlobal(cursor), {}, QPoint(0, 240), Qt::NoButton,
                      Qt::ControlModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(editor.viewport(), &wheel);
    QVERIFY(editor.window->view().zoom() > 1.2);
    QVERIFY(QLineF(editor.window->view().mapToScene(cursor), under).length() < 3);
    QTest::keySequence(editor.window.get(), QKeySequence(QStringLiteral("Ctrl+1")));
    QCOMPARE(editor.window->view().zoom(), 1.0);
}

void EditorGesturesTest::aRubberBandSelectsWhatItTouches()
{
    EditorWindow editor;
    drawTwo(editor);
    const auto area = contentRect(editor.topology()).adjusted(20, 20, -20, -20);
    editor.drag(area.topLeft(), area.bottomRight());
    QVERIFY(editor.window->selection().ids().contains(editor.container("load").id));
    QVERIFY(editor.window->selection().ids().contains(editor.container("container").id));
}

void EditorGesturesTest::escapeGivesUpARubberBand()
{
    EditorWindow editor;
    drawTwo(editor);
    const std::set<ElementId> before{editor.container("load").id};
    const auto area = contentRect(editor.topology()).adjusted(20, 20, -20, -20);
    for (const auto modifiers : {Qt::NoModifier, Qt::ShiftModifier}) {
        editor.window->selection().set(before);
        editor.drag(area.topLeft(), area.bottomRight(), modifiers, false);
        QVERIFY(!editor.window->view().rubberBandRect().isNull());
        QTest::keyClick(editor.viewport(), Qt::Key_Escape);
        QVERIFY(editor.window->view().rubberBandRect().isNull());
        QCOMPARE(editor.window->selection().ids(), before);
        QTest::mouseMove(editor.viewport(), editor.onScreen(area.center()));
        QTest::mouseRelease(editor.viewport(), Qt::LeftButton, modifiers, editor.onScreen(area.center()));
        QCOMPARE(editor.window->selection().ids(), before);
        QCOMPARE(int(editor.window->scene().selectedItems().size()), 1);
    }
}

void EditorGesturesTest::aHeldSpaceIsOnePress()
{
    EditorWindow editor;
    auto &view = editor.window->view();
    QSignalSpy space(&view, &CanvasView::spacePressed);
    const auto key = [&](QEvent::Type type, quint64 at, bool isRepeat) {
        QKeyEvent event(type, Qt::Key_Space, Qt::NoModifier, QStringLiteral(" "), isRepeat);
        event.setTimestamp(at);
        QApplication::sendEvent(&view, &event);
    };
    key(QEvent::KeyPress, 1000, false);
    for (quint64 at = 1500; at < 1800; at += 30) {
        key(QEvent::KeyRelease, at, true);
        key(QEvent::KeyPress, at, true);
    }
    QCOMPARE(space.size(), 0);
    QCOMPARE(view.dragMode(), QGraphicsView::ScrollHandDrag);
    key(QEvent::KeyRelease, 1800, false);
    QCOMPARE(space.size(), 1);
    // As a server tells it that does not mark repeats.
    key(QEvent::KeyPress, 3000, false);
    for (quint64 at = 3500; at < 3800; at += 30) {
        key(QEvent::KeyRelease, at, false);
        key(QEvent::KeyPress, at, false);
    }
    key(QEvent::KeyRelease, 3800, false);
    QCOMPARE(space.size(), 2);
    // And while it pans.
    const auto before = view.mapToScene(QPoint(0, 0));
    key(QEvent::KeyPress, 5000, false);
    QTest::mousePress(editor.viewport(), Qt::LeftButton, Qt::NoModifier, {200, 200});
    QTest::mouseMove(editor.viewport(), {220, 210});
    key(QEvent::KeyRelease, 5500, false);
    key(QEvent::KeyPress, 5500, false);
    QTest::mouseMove(editor.viewport(), {260, 240});
    key(QEvent::KeyRelease, 6000, false);
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, Qt::NoModifier, {260, 240});
    QCOMPARE(view.mapToScene(QPoint(0, 0)), before - QPointF(60, 40));
    QCOMPARE(space.size(), 2);
    QCOMPARE(view.dragMode(), QGraphicsView::RubberBandDrag);
}

void EditorGesturesTest::aScreenReaderFindsEveryElementByName()
{
    EditorWindow editor;
    drawTwo(editor);
    link(editor);
    auto *canvas = QAccessible::queryAccessibleInterface(&editor.window->view());
    QVERIFY(canvas != nullptr);
    QCOMPARE(canvas->childCount(), 5); // two pods, two containers, a link
    QStringList names;
    for (int i = 0; i < canvas->childCount(); ++i) {
        names << canvas->child(i)->text(QAccessible::Name);
        QVERIFY(canvas->child(i)->rect().isValid());
    }
    QVERIFY(names.filter(QStringLiteral("Pod load")).size() == 1);
    QVERIFY(names.filter(QStringLiteral("in pod load")).size() == 1);
    QVERIFY(names.filter(QStringLiteral("Link from")).size() == 1);
    editor.window->selection().set({editor.container("load").id});
    QVERIFY(canvas->focusChild() != nullptr);
    QVERIFY(canvas->focusChild()->text(QAccessible::Name).contains(QStringLiteral("load")));
}

QTEST_MAIN(EditorGesturesTest)
#include "editor_gestures_test.moc"
