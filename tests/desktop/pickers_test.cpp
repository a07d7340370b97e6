// SPDX-License-Identifier: GPL-3.0-or-later
// Lists that something is picked from by its first letters: quick-add, targets of links, commands.
#include "tests/desktop/editor_window.h"

#include <QDockWidget>
#include <QListWidget>
#include <QSignalSpy>

using namespace bayplan;

class PickersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void doubleClickAddsAtTheCursor();
    void aNewNoteTakesWhatIsTyped();
    void tabAddsAtThePointer();
    void quickAddHasThePatternsAndWholeSentences();
    void whatIsAddedFromAPortStandsOnTheGrid();
    void aLinkLetGoOverNothingOffersWhatFits();
    void aNewOneIsLinkedByKeysAlone();
    void aNewCallerStandsBeforeWhomItCalls();
    void whatIsThereComesBeforeWhatIsNew();
    void aCommandThatCannotBeGivenSaysWhy();
    void aPanelThatIsAskedForIsShownInFront();
    void whatIsInsertedIntoAFullViewIsSeen();
};

void PickersTest::doubleClickAddsAtTheCursor()
{
    EditorWindow editor;
    QTest::mouseDClick(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen({300, 240}));
    auto *picker = QApplication::activePopupWidget();
    QVERIFY(picker != nullptr);
    QTest::keyClicks(picker->focusWidget(), QStringLiteral("memcached"));
    QTest::keyClick(picker->focusWidget(), Qt::Key_Return);
    QCOMPARE(editor.topology().containers.size(), std::size_t(1));
    QVERIFY(cardRect(editor.topology(), editor.container("memcached")).contains(QPointF(300, 240)));
}

void PickersTest::whatIsInsertedIntoAFullViewIsSeen()
{
    EditorWindow editor;
    const auto seen = editor.window->view().visibleRect();
    for (double x = seen.left(); x < seen.right(); x += 300) {
        for (double y = seen.top(); y < seen.bottom(); y += 150) {
            editor.window->document().push(addContainer(editor.topology(), "container", {}, {x, y}));
        }
    }
    editor.window->selection().set({});
    QApplication::processEvents();
    QTest::keySequence(editor.window.get(), QKeySequence(QStringLiteral("Ctrl+K")));
    QTest::keyClicks(QApplication::activePopupWidget()->focusWidget(), QStringLiteral("Insert: memcached"));
    QTest::keyClick(QApplication::activePopupWidget()->focusWidget(), Qt::Key_Return);
    const auto card = cardRect(editor.topology(), editor.container("memcached"));
    QVERIFY(!seen.contains(card));
    QVERIFY(editor.window->view().visibleRect().contains(card));
}

void PickersTest::aNewNoteTakesWhatIsTyped()
{
    OneContainer editor;
    auto &view = editor.window->view();
    const auto textOf = [&](const ElementId &id) { return editor.topology().notes.at(id).text; };
    const auto type = [&](const QString &text) {
        QVERIFY(editor.window->scene().isEditingText());
        QTest::keyClicks(&view, text); // L would link, Space would run
        QTest::keyClick(&view, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!editor.window->scene().isEditingText());
    };
    QSignalSpy space(&view, &CanvasView::spacePressed);
    QTest::mouseDClick(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen({620, 220}));
    auto *picker = QApplication::activePopupWidget();
    QVERIFY(picker != nullptr);
    QTest::keyClicks(picker->focusWidget(), QStringLiteral("note"));
    QTest::keyClick(picker->focusWidget(), Qt::Key_Return);
    type(QStringLiteral("a lost link"));
    QCOMPARE(textOf(editor.window->selection().single()), std::string("a lost link"));
    editor.window->action(QStringLiteral("insert.note"))->trigger();
    type(QStringLiteral("l l"));
    QCOMPARE(textOf(editor.window->selection().single()), std::string("l l"));
    QCOMPARE(editor.topology().notes.size(), std::size_t(2));
    QCOMPARE(space.size(), 0);
}

void PickersTest::tabAddsAtThePointer()
{
    EditorWindow editor;
    const auto pointer = editor.onScreen({200, 120});
    QMouseEvent move(QEvent::MouseMove, pointer, editor.viewport()->mapToGlobal(pointer), Qt::NoButton, Qt::NoButton,
                     Qt::NoModifier);
    QApplication::sendEvent(editor.viewport(), &move);
    QTest::keyClick(&editor.window->view(), Qt::Key_Tab);
    auto *picker = QApplication::activePopupWidget();
    QVERIFY(picker != nullptr);
    // Give or take the ring around what has the focus.
    QVERIFY((picker->pos() - editor.viewport()->mapToGlobal(pointer)).manhattanLength() < 8);
    QTest::keyClicks(picker->focusWidget(), QStringLiteral("memcached"));
    QTest::keyClick(picker->focusWidget(), Qt::Key_Return);
    QVERIFY(cardRect(editor.topology(), editor.container("memcached")).contains(QPointF(200, 120)));
}

void PickersTest::quickAddHasThePatternsAndWholeSentences()
{
    EditorWindow editor;
    QTest::mouseDClick(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen({300, 240}));
    auto *picker = QApplication::activePopupWidget();
    QVERIFY(picker != nullptr);
    auto *list = picker->findChild<QListWidget *>();
    const auto rows = list->findItems(QStringLiteral("Memcache ambassador"), Qt::MatchStartsWith);
    QCOMPARE(rows.size(), 1);
    QVERIFY(rows[0]->text().contains(QStringLiteral("(section 4.2): a proxy in the same pod")));
    QVERIFY(rows[0]->text().endsWith(QStringLiteral("as twemproxy places them.")));
    QTest::keyClicks(picker->focusWidget(), QStringLiteral("Sidecar: log saver"));
    QTest::keyClick(picker->focusWidget(), Qt::Key_Return);
    QCOMPARE(editor.window->selection().single(), editor.container("log-saver").id);
    QVERIFY(!editor.topology().volumes.empty()); // the whole pattern
}

void PickersTest::whatIsAddedFromAPortStandsOnTheGrid()
{
    EditorWindow editor;
    editor.dropFromPalette("load", {160, 200});
    editor.drag(editor.port("load", "target"), QPointF(603, 417));
    auto *picker = QApplication::activePopupWidget();
    QVERIFY(picker != nullptr);
    QTest::keyClicks(picker->focusWidget(), QStringLiteral("container"));
    QTest::keyClick(picker->focusWidget(), Qt::Key_Return);
    const auto at = toPointF(editor.topology().pods.at(editor.container("container").pod).position);
    QCOMPARE(at, snapped(at));
}

void PickersTest::aLinkLetGoOverNothingOffersWhatFits()
{
    EditorWindow editor;
    editor.dropFromPalette("worker", {160, 200});
    editor.drag(editor.port("worker", "queue"), QPointF(620, 420));
    auto *picker = QApplication::activePopupWidget();
    QVERIFY(picker != nullptr);
    QTest::keyClicks(picker->focusWidget(), QStringLiteral("Load"));
    const auto *row = picker->findChild<QListWidget *>()->findItems(QStringLiteral("Load  "), Qt::MatchStartsWith)[0];
    QVERIFY(row->text().endsWith(QStringLiteral("calls others and is called by nobody")));
    picker->findChild<QLineEdit *>()->clear();
    QTest::keyClicks(picker->focusWidget(), QStringLiteral("work queue"));
    QTest::keyClick(picker->focusWidget(), Qt::Key_Return);
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
    QCOMPARE(editor.topology().links.begin()->second.to.container, editor.container("work-queue").id);
    const auto made = editor.bytes();
    editor.window->document().undoStack()->undo();
    QVERIFY(editor.topology().links.empty());
    QCOMPARE(editor.topology().containers.size(), std::size_t(1));
    editor.window->document().undoStack()->redo();
    QCOMPARE(editor.bytes(), made);
}

void PickersTest::aNewOneIsLinkedByKeysAlone()
{
    EditorWindow editor;
    editor.dropFromPalette("worker", {160, 200});
    const auto worker = editor.container("worker").id;
    const auto before = editor.bytes();
    const int steps = editor.window->document().undoStack()->count();
    const auto ask = [&] {
        editor.window->selection().set({worker});
        editor.window->view().setFocus();
        QTest::keyClick(&editor.window->view(), Qt::Key_L);
        return QApplication::activePopupWidget();
    };
    auto *picker = ask();
    QVERIFY(picker != nullptr);
    QTest::keyClicks(picker->focusWidget(), QStringLiteral("new work queue"));
    QTest::keyClick(picker->focusWidget(), Qt::Key_Return);
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
    const auto &made = editor.container("work-queue");
    QCOMPARE(editor.topology().links.begin()->second.from, (Endpoint{worker, "queue"}));
    QCOMPARE(editor.topology().links.begin()->second.to.container, made.id);
    QCOMPARE(editor.window->selection().single(), made.id);
    const auto place = podRect(editor.topology(), editor.topology().pods.at(made.pod));
    const auto own = podRect(editor.topology(), editor.topology().pods.at(editor.container("worker").pod));
    QVERIFY(place.left() > own.right());
    QCOMPARE(place.topLeft(), snapped(place.topLeft()));
    // A port that takes one link only has it now.
    picker = ask();
    QVERIFY(picker != nullptr);
    const auto *list = picker->findChild<QListWidget *>();
    const auto offered = list->findItems(QStringLiteral("New: Work queue"), Qt::MatchStartsWith);
    QVERIFY(std::ranges::none_of(offered, [](const auto *item) { return item->text().contains(u"queue →"); }));
    picker->close();
    QCOMPARE(editor.window->document().undoStack()->count(), steps + 1);
    editor.window->document().undoStack()->undo();
    QCOMPARE(editor.bytes(), before);
}

void PickersTest::aNewCallerStandsBeforeWhomItCalls()
{
    OneContainer editor;
    editor.window->view().setFocus();
    QTest::keyClick(&editor.window->view(), Qt::Key_L);
    auto *picker = QApplication::activePopupWidget();
    QVERIFY(picker != nullptr);
    QTest::keyClicks(picker->focusWidget(), QStringLiteral("new load"));
    QTest::keyClick(picker->focusWidget(), Qt::Key_Return);
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
    QCOMPARE(editor.topology().links.begin()->second.from.container, editor.container("load").id);
    QCOMPARE(editor.topology().links.begin()->second.to, (Endpoint{editor.container("container").id, "in"}));
    const auto rectOf = [&](const char *kind) {
        return podRect(editor.topology(), editor.topology().pods.at(editor.container(kind).pod));
    };
    QVERIFY(rectOf("load").right() < rectOf("container").left());
}

/// However its kind is called.
void PickersTest::whatIsThereComesBeforeWhatIsNew()
{
    OneContainer editor;
    const auto app = editor.window->selection().single();
    auto &document = editor.window->document();
    ElementId load;
    document.push(addContainer(editor.topology(), "load", {}, {600, 200}, &load));
    document.push(rename(editor.topology(), editor.container("load").pod, "customers-that-load").value());
    editor.window->selection().set({app});
    editor.window->view().setFocus();
    QTest::keyClick(&editor.window->view(), Qt::Key_L);
    auto *picker = QApplication::activePopupWidget();
    QVERIFY(picker != nullptr);
    QTest::keyClicks(picker->focusWidget(), QStringLiteral("load"));
    QTest::keyClick(picker->focusWidget(), Qt::Key_Return);
    QCOMPARE(editor.topology().containers.size(), std::size_t(2));
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
    QCOMPARE(editor.topology().links.begin()->second.from.container, load);
    QCOMPARE(editor.window->selection().single(), app);
}

/// Hidden, behind others, or in front already.
void PickersTest::aPanelThatIsAskedForIsShownInFront()
{
    EditorWindow editor;
    auto *dock = editor.window->findChild<QDockWidget *>(QStringLiteral("compareDock"));
    const auto ask = [&] {
        editor.window->action(QStringLiteral("tools.palette"))->trigger();
        auto *picker = QApplication::activePopupWidget();
        QVERIFY(picker != nullptr);
        QTest::keyClicks(picker->focusWidget(), QStringLiteral("Compare"));
        QTest::keyClick(picker->focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(dock->isVisible() && !dock->visibleRegion().isEmpty());
    };
    QVERIFY(!dock->isVisible());
    ask();
    editor.window->showWorkspace(Workspace::Deploy);
    QApplication::processEvents();
    QVERIFY(dock->visibleRegion().isEmpty()); // a tab behind
    ask();
    ask();
}

void PickersTest::aCommandThatCannotBeGivenSaysWhy()
{
    EditorWindow editor;
    editor.window->action(QStringLiteral("tools.palette"))->trigger();
    auto *picker = QApplication::activePopupWidget();
    QVERIFY(picker != nullptr);
    auto *list = picker->findChild<QListWidget *>();
    const auto reasonOf = [&](const char *title) {
        const auto rows = list->findItems(QLatin1String(title) + QStringLiteral("   —"), Qt::MatchStartsWith);
        return rows.size() == 1 ? rows[0]->text().section(QStringLiteral("   —   "), 1) : QString();
    };
    QCOMPARE(reasonOf("Delete"), QStringLiteral("select something first"));
    QCOMPARE(reasonOf("Distribute horizontally"), QStringLiteral("select three pods or notes first"));
    for (int row = 0; row < list->count(); ++row) {
        QVERIFY2(!list->item(row)->text().endsWith(QStringLiteral("not now")), qPrintable(list->item(row)->text()));
    }
    QTest::keyClicks(picker->focusWidget(), QStringLiteral("qqqqq"));
    QCOMPARE(list->count(), 1);
    QCOMPARE(list->item(0)->text(), QStringLiteral("Nothing matches."));
    QTest::keyClick(picker->focusWidget(), Qt::Key_Return); // and nothing is taken
    QVERIFY(QApplication::activePopupWidget() == picker);
}

QTEST_MAIN(PickersTest)
#include "pickers_test.moc"
