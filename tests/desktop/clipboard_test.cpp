// SPDX-License-Identifier: GPL-3.0-or-later
// What is copied and pasted: elements, Compose files, and what is neither.
#include "tests/desktop/placed_pods.h"

#include "app/desktop/arrange_edits.h"
#include "app/desktop/notice_bar.h"

#include <QClipboard>
#include <QDialog>
#include <QStatusBar>
#include <QTreeWidget>

using namespace bayplan;

class ClipboardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void copyAndPasteGivesNewNamesAndKeepsInnerLinks();
    void aGroupIsCopiedWithAllItsMembers();
    void pasteGoesToTheMouse();
    void pastedComposeTextIsImported();
    void pastedComposeStandsBesideWhatIsThere();
    void pastedPodsThatStandNowhereAreArranged();
    void aClipboardOfSomethingElseIsASentence();
    void whatIsWrongWithATextIsSaidWithItsPlace();
};

namespace {

void pasteText(EditorWindow &editor, const QString &text)
{
    QApplication::clipboard()->setText(text);
    QTest::keySequence(editor.window.get(), QKeySequence::Paste);
}

} // namespace

void ClipboardTest::copyAndPasteGivesNewNamesAndKeepsInnerLinks()
{
    EditorWindow editor;
    editor.dropFromPalette("load", {160, 200});
    editor.dropFromPalette("container", {520, 200});
    editor.drag(editor.port("load", "target"), editor.port("container", "in"));
    QTest::keySequence(editor.window.get(), QKeySequence::SelectAll);
    QTest::keySequence(editor.window.get(), QKeySequence::Copy);
    QTest::keySequence(editor.window.get(), QKeySequence::Paste);
    QCOMPARE(editor.topology().pods.size(), std::size_t(4));
    QCOMPARE(editor.topology().links.size(), std::size_t(2));
    std::set<std::string> names;
    for (const auto &[id, pod] : editor.topology().pods) {
        names.insert(pod.name);
    }
    QCOMPARE(names.size(), std::size_t(4));
    editor.window->document().checkNow();
    QVERIFY(isValid(editor.window->document().problems()));
}

void ClipboardTest::pastedComposeTextIsImported()
{
    EditorWindow editor;
    QApplication::clipboard()->setText(
        QStringLiteral("services:\n  web:\n    image: nginx\n    depends_on: [db]\n  db:\n    image: postgres\n"));
    QTest::keySequence(editor.window.get(), QKeySequence::Paste);
    QVERIFY(editor.topology().containers.size() >= 2);
    QTest::keySequence(editor.window.get(), QKeySequence::Undo);
    QVERIFY(editor.topology().containers.empty());
}

void ClipboardTest::pasteGoesToTheMouse()
{
    EditorWindow editor;
    const auto pod = addPodAt(editor, 0, 0);
    editor.window->selection().set({pod});
    press(editor, "Ctrl+C");
    QTest::mouseMove(editor.viewport(), editor.onScreen({480, 320}));
    press(editor, "Ctrl+V");
    QCOMPARE(editor.topology().pods.size(), std::size_t(2));
    const auto podOf = [&] {
        for (const auto &id : editor.window->selection().ids()) {
            if (editor.topology().pods.contains(id)) {
                return id;
            }
        }
        return ElementId();
    };
    const auto first = placeOf(editor.topology(), podOf());
    QVERIFY(QLineF(first.center(), QPointF(480, 320)).length() < 10);
    press(editor, "Ctrl+V"); // not hidden behind the first
    QVERIFY(QLineF(placeOf(editor.topology(), podOf()).center(), first.center()).length() > 20);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(editor.viewport(), &leave);
    QVERIFY(!editor.window->view().pointer());
    editor.window->selection().set({pod});
    press(editor, "Ctrl+C");
    press(editor, "Ctrl+V");
    QCOMPARE(at(editor, podOf()), (Point{32, 32}));
}

/// As they are in a text that was written by hand.
void ClipboardTest::pastedPodsThatStandNowhereAreArranged()
{
    EditorWindow editor;
    pasteText(editor, QStringLiteral("{\"bayplan\": 1, \"pods\": {\"a\": {}, \"b\": {}, \"c\": {}}}"));
    const auto pods = editor.allPods();
    QCOMPARE(pods.size(), std::size_t(3));
    for (const auto &one : pods) {
        for (const auto &other : pods) {
            QVERIFY(one == other ||
                    !placeOf(editor.topology(), one).intersects(placeOf(editor.topology(), other)));
        }
    }
    press(editor, "Ctrl+Z"); // with their places in one step
    QVERIFY(editor.topology().pods.empty());
}

void ClipboardTest::aClipboardOfSomethingElseIsASentence()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    QVERIFY(editor.window->document().saveAs(editor.folder.filePath(QStringLiteral("a.bayplan.json"))));
    const auto before = editor.bytes();
    const auto paste = [&] {
        editor.window->statusBar()->clearMessage();
        editor.window->action(QStringLiteral("edit.paste"))->trigger();
        return editor.window->statusBar()->currentMessage();
    };
    QApplication::clipboard()->setText(QStringLiteral("Dear Sir or Madam,\n\n\tplease find enclosed: {"));
    QVERIFY(paste().contains(QStringLiteral("clipboard")));
    QApplication::clipboard()->setImage(QImage(8, 8, QImage::Format_RGB32));
    QVERIFY(paste().contains(QStringLiteral("clipboard")));
    QApplication::clipboard()->clear();
    QVERIFY(paste().contains(QStringLiteral("clipboard")));
    QCOMPARE(editor.bytes(), before);
    QVERIFY(!editor.window->document().isModified());
}

void ClipboardTest::aGroupIsCopiedWithAllItsMembers()
{
    EditorWindow editor;
    const auto first = addPodAt(editor, 0, 0);
    const auto second = addPodAt(editor, 400, 0);
    addPodAt(editor, 800, 0);
    editor.window->document().push(addGroup(editor.topology(), {first, second}, "both"));
    const auto before = editor.bytes();
    QTest::keySequence(editor.window.get(), QKeySequence::SelectAll);
    QTest::keySequence(editor.window.get(), QKeySequence::Copy);
    QTest::keySequence(editor.window.get(), QKeySequence::Paste);
    QCOMPARE(editor.topology().groups.size(), std::size_t(2));
    for (const auto &[id, group] : editor.topology().groups) {
        QCOMPARE(group.title, std::string("both"));
        QCOMPARE(group.members.size(), std::size_t(2));
    }
    editor.window->document().undoStack()->undo();
    QCOMPARE(editor.bytes(), before);
    editor.window->selection().set({first}); // one member alone is no group
    QTest::keySequence(editor.window.get(), QKeySequence::Copy);
    QTest::keySequence(editor.window.get(), QKeySequence::Paste);
    QCOMPARE(editor.topology().groups.size(), std::size_t(1));
}

void ClipboardTest::pastedComposeStandsBesideWhatIsThere()
{
    EditorWindow editor;
    const auto text = QStringLiteral("services:\n  web:\n    image: nginx\n    ports: [\"80:80\"]\n    tty: true\n");
    pasteText(editor, text);
    const auto there = editor.allPods();
    QVERIFY(!there.empty());
    auto *dialog = editor.find<QDialog>("lossDialog");
    QVERIFY(dialog != nullptr);
    // What does not fit on a line takes several.
    auto *table = dialog->findChild<QTreeWidget *>(QStringLiteral("losses"));
    auto *item = table->topLevelItem(0);
    const int before = table->visualItemRect(item).height();
    item->setText(3, QStringLiteral("word ").repeated(80));
    table->doItemsLayout();
    QVERIFY(table->visualItemRect(item).height() > 2 * before);
    dialog->close();
    pasteText(editor, text);
    for (const auto &id : editor.allPods()) {
        for (const auto &other : there) {
            QVERIFY(there.contains(id) ||
                    !placeOf(editor.topology(), id).intersects(placeOf(editor.topology(), other)));
        }
    }
    QVERIFY(editor.allPods().size() > there.size());
}

void ClipboardTest::whatIsWrongWithATextIsSaidWithItsPlace()
{
    EditorWindow editor;
    const auto &notice = *editor.window->findChild<NoticeBar *>();
    const auto before = editor.bytes();
    pasteText(editor, QStringLiteral("{\"bayplan\": 99, \"pods\": {\"a\": {}}}"));
    QVERIFY(notice.sentence().contains(QStringLiteral("newer Bayplan")));
    QCOMPARE(editor.bytes(), before);
    pasteText(editor, QStringLiteral("services:\n  web:\n    image: [nginx\n"));
    QVERIFY2(notice.sentence().contains(QStringLiteral("Line ")), qPrintable(notice.sentence()));
    QCOMPARE(editor.bytes(), before);
    pasteText(editor, QStringLiteral("{\"bayplan\": 1,\n \"pods\": {\"a\": 3}}"));
    QVERIFY2(notice.sentence().contains(QStringLiteral("Line 2")), qPrintable(notice.sentence()));
    pasteText(editor, QStringLiteral("{\"bayplan\": 1, \"pods\": {\"a\": {}}}"));
    QVERIFY(notice.isHidden()); // it speaks of what was tried before
    QCOMPARE(editor.topology().pods.size(), std::size_t(1));
}

QTEST_MAIN(ClipboardTest)
#include "clipboard_test.moc"
