// SPDX-License-Identifier: GPL-3.0-or-later
// Links that are there under the mouse: their ends taken to other ports; and what is dragged beyond the edge.
#include "tests/desktop/editor_window.h"

#include <QSignalSpy>

using namespace bayplan;

class EditorLinksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEndIsTakenToAnotherPort();
    void theFirstEndIsTakenAsWell();
    void theDotOfAPortBeginsAnotherLink();
    void anIllegalPortIsRefused();
    void nothingHappensOverNothingOrByEscape();
    void aPortThatTakesOneLinkGivesItAway();
    void theViewScrollsAlongBeyondItsEdge_data();
    void theViewScrollsAlongBeyondItsEdge();
    void aLinkIsDrawnToWhatWasOutOfSight();
};

namespace {

/// A load generator linked with the first of two containers, and the link selected.
struct Linked : EditorWindow {
    Linked()
    {
        dropFromPalette("load", {160, 200});
        dropFromPalette("container", {520, 120});
        first = window->selection().single();
        dropFromPalette("container", {520, 420});
        second = window->selection().single();
        drag(port("load", "target"), in(first));
        id = topology().links.begin()->first;
        auto edit = setParam(topology(), id, "timeout", Value(std::string("3s")));
        window->document().push(*edit);
        select();
    }
    void select()
    {
        window->selection().set({id});
        QApplication::processEvents();
    }
    QPointF in(const ElementId &container) const { return portPosition(topology(), {container, "in"}); }
    const Link &made() const { return topology().links.at(id); }
    int steps() const { return window->document().undoStack()->count(); }

    ElementId first, second, id;
};

} // namespace

void EditorLinksTest::anEndIsTakenToAnotherPort()
{
    Linked editor;
    const auto before = editor.bytes();
    const int steps = editor.steps();
    auto wanted = editor.made();
    wanted.to.container = editor.second;
    editor.drag(editor.in(editor.first) - QPointF(9, 0), editor.in(editor.second));
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
    QVERIFY(editor.made() == wanted); // the time-out as well
    QCOMPARE(editor.steps(), steps + 1);
    QCOMPARE(editor.window->selection().single(), editor.id);
    // And back, over the card.
    editor.drag(editor.in(editor.second) - QPointF(9, 0),
                cardRect(editor.topology(), editor.topology().containers.at(editor.first)).center());
    QCOMPARE(editor.bytes(), before);
    QTest::keySequence(editor.window.get(), QKeySequence::Undo);
    QVERIFY(editor.made() == wanted);
    QTest::keySequence(editor.window.get(), QKeySequence::Undo);
    QCOMPARE(editor.bytes(), before);
}

void EditorLinksTest::theFirstEndIsTakenAsWell()
{
    Linked editor;
    editor.drag(editor.port("load", "target") + QPointF(9, 0),
                portPosition(editor.topology(), {editor.second, "calls"}));
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
    QCOMPARE(editor.made().from, (Endpoint{editor.second, "calls"}));
    QCOMPARE(editor.made().to, (Endpoint{editor.first, "in"}));
}

void EditorLinksTest::theDotOfAPortBeginsAnotherLink()
{
    Linked editor;
    const auto before = editor.made();
    editor.drag(editor.in(editor.first), portPosition(editor.topology(), {editor.second, "calls"}));
    QCOMPARE(editor.topology().links.size(), std::size_t(2));
    QVERIFY(editor.made() == before);
    // What is not selected is not taken.
    editor.window->selection().set({editor.first});
    editor.drag(editor.in(editor.first) - QPointF(9, 0), editor.in(editor.second));
    QVERIFY(editor.made() == before);
}

void EditorLinksTest::anIllegalPortIsRefused()
{
    Linked editor;
    const auto before = editor.bytes();
    QSignalSpy refused(&editor.window->scene(), &CanvasScene::refused);
    const auto from = editor.in(editor.first) - QPointF(9, 0);
    const auto calls = portPosition(editor.topology(), {editor.second, "calls"});
    editor.drag(from, calls, Qt::NoModifier, false);
    const auto reason = cannotConnect(editor.topology(), editor.made().from, {editor.second, "calls"}, editor.id);
    QVERIFY(reason);
    QCOMPARE(editor.window->scene().draftRefusal(), QString::fromStdString(reason->message));
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen(calls));
    QCOMPARE(refused.size(), 1);
    QCOMPARE(editor.bytes(), before);
}

void EditorLinksTest::nothingHappensOverNothingOrByEscape()
{
    Linked editor;
    const auto before = editor.bytes();
    const int steps = editor.steps();
    const auto from = editor.in(editor.first) - QPointF(9, 0);
    editor.drag(from, {340, 500});
    QVERIFY(QApplication::activePopupWidget() == nullptr);
    editor.drag(from, from);
    editor.drag(from, editor.in(editor.first));
    editor.drag(from, editor.in(editor.second), Qt::NoModifier, false);
    QVERIFY(editor.window->scene().hasGesture());
    QTest::keyClick(&editor.window->view(), Qt::Key_Escape);
    QVERIFY(!editor.window->scene().hasGesture());
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen(editor.in(editor.second)));
    QCOMPARE(editor.bytes(), before);
    QCOMPARE(editor.steps(), steps);
    QCOMPARE(editor.window->selection().single(), editor.id);
}

/// It could not begin another: its dot takes the link as well.
void EditorLinksTest::aPortThatTakesOneLinkGivesItAway()
{
    EditorWindow editor;
    editor.dropFromPalette("worker", {160, 200});
    editor.dropFromPalette("work-queue", {520, 120});
    editor.drag(editor.port("worker", "queue"), editor.port("work-queue", "in"));
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
    const auto link = editor.topology().links.begin()->first;
    editor.dropFromPalette("worker", {160, 440});
    const auto other = editor.window->selection().single();
    const auto first = editor.topology().links.at(link).from;
    QVERIFY(first.container != other);
    editor.window->selection().set({link});
    editor.drag(portPosition(editor.topology(), first), portPosition(editor.topology(), {other, "queue"}));
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
    QCOMPARE(editor.topology().links.at(link).from, (Endpoint{other, "queue"}));
}

// ---- beyond the edge ----

void EditorLinksTest::theViewScrollsAlongBeyondItsEdge_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QPoint>("way");
    for (const char *what : {"pod", "link end", "band"}) {
        for (const QPoint way : {QPoint(1, 0), QPoint(-1, 0), QPoint(0, 1), QPoint(0, -1)}) {
            QTest::addRow("%s %d %d", what, way.x(), way.y()) << QString::fromLatin1(what) << way;
        }
    }
}

void EditorLinksTest::theViewScrollsAlongBeyondItsEdge()
{
    QFETCH(QString, what);
    QFETCH(QPoint, way);
    Linked editor;
    const auto &view = editor.window->view();
    const auto size = editor.viewport()->size();
    const auto from = what == QLatin1String("pod")    ? editor.topology().pods.begin()->second.position
                      : what == QLatin1String("band") ? Point{340, 560}
                                                      : toPoint(editor.in(editor.first) - QPointF(9, 0));
    const auto start = editor.onScreen(toPointF(from) + (what == QLatin1String("pod") ? QPointF(60, 12) : QPointF()));
    const QPoint middle(size.width() / 2, size.height() / 2);
    const QPoint outside = middle + QPoint(way.x() * (middle.x() + 30), way.y() * (middle.y() + 30));
    const auto before = view.visibleRect().center();
    QTest::mousePress(editor.viewport(), Qt::LeftButton, Qt::NoModifier, start);
    QTest::mouseMove(editor.viewport(), middle);
    QTest::mouseMove(editor.viewport(), outside);
    const auto along = [&] { return QPointF::dotProduct(view.visibleRect().center() - before, QPointF(way)); };
    QTRY_VERIFY(along() > 120);
    if (what == QLatin1String("pod")) { // it is where the mouse is
        const auto there = editor.topology().pods.begin()->second.position;
        const auto moved = QPointF::dotProduct(toPointF(there) - toPointF(from), QPointF(way));
        QVERIFY(moved > along());
    }
    QTest::mouseMove(editor.viewport(), middle); // back within: it stands
    const auto stands = view.visibleRect();
    QTest::qWait(60);
    QCOMPARE(view.visibleRect(), stands);
    QTest::mouseMove(editor.viewport(), outside);
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, Qt::NoModifier, outside);
    const auto ended = view.visibleRect();
    QTest::qWait(60);
    QCOMPARE(view.visibleRect(), ended);
}

void EditorLinksTest::aLinkIsDrawnToWhatWasOutOfSight()
{
    EditorWindow editor;
    auto &view = editor.window->view();
    editor.dropFromPalette("load", {160, 200});
    editor.dropFromPalette("container", {520, 200});
    const auto pod = editor.container("container").pod;
    editor.window->document().push(moveBy(editor.topology(), {pod}, {view.visibleRect().width(), 0}));
    const auto start = editor.onScreen(editor.port("load", "target"));
    const QPoint outside(editor.viewport()->width() + 20, start.y());
    const auto target = [&] { return editor.onScreen(editor.port("container", "in")); };
    QVERIFY(!editor.viewport()->rect().contains(target()));
    QTest::mousePress(editor.viewport(), Qt::LeftButton, Qt::NoModifier, start);
    QTest::mouseMove(editor.viewport(), outside);
    QTRY_VERIFY(editor.viewport()->rect().contains(target() + QPoint(40, 0)));
    QTest::mouseMove(editor.viewport(), target());
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, Qt::NoModifier, target());
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
}

QTEST_MAIN(EditorLinksTest)
#include "editor_links_test.moc"
