// SPDX-License-Identifier: GPL-3.0-or-later
// Links that are there under the mouse: their ends taken to other ports.
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

QTEST_MAIN(EditorLinksTest)
#include "editor_links_test.moc"
