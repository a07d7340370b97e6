// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing that was typed is lost, nothing is replaced or undone that nobody meant, and a damaged drawing ends no
// program.
#include "app/desktop/arrange_edits.h"
#include "app/desktop/group_item.h"
#include "app/desktop/link_item.h"
#include "app/desktop/notice_bar.h"
#include "app/desktop/outline_panel.h"
#include "app/desktop/recovery.h"
#include "app/desktop/text_in_place.h"
#include "tests/desktop/editor_window.h"

#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimer>
#include <QToolBar>
#include <QUndoStack>

#include <map>

using namespace bayplan;

namespace {

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Types a name into the dialog that comes next, and answers the question whether to replace with that button.
void saveAs(EditorWindow &editor, const QString &typed, const QString &answer)
{
    bool isAsked = false;
    QTimer::singleShot(100, [&] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog != nullptr);
        auto *line = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
        line->setText(typed);
        QTimer::singleShot(100, [&] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            isAsked = box != nullptr && box->objectName() == QLatin1String("replaceBox");
            for (auto *button : box != nullptr ? box->buttons() : QList<QAbstractButton *>())
                if (button->text().remove(QLatin1Char('&')) == answer)
                    QTest::mouseClick(button, Qt::LeftButton);
        });
        QTest::keyClick(line, Qt::Key_Return);
    });
    editor.window->action(QStringLiteral("file.saveAs"))->trigger();
    QCOMPARE(isAsked, !answer.isEmpty());
}

/// A drawing with one note, saved, and the cursor in it: a new one is written at once.
struct OpenNote : EditorWindow {
    OpenNote()
    {
        dropFromPalette("note", {300, 200});
        id = topology().notes.begin()->first;
        path = folder.filePath(QStringLiteral("noted.bayplan.json"));
        if (!window->document().saveAs(path))
            qFatal("not saved");
    }
    std::string written() const { return topology().notes.at(id).text; }
    void doubleClick(QPointF at) const { QTest::mouseDClick(viewport(), Qt::LeftButton, Qt::NoModifier, onScreen(at)); }
    void clickElsewhere() const
    {
        QTest::mouseClick(viewport(), Qt::LeftButton, Qt::NoModifier,
                          onScreen(placeOf(topology(), id).bottomRight() + QPointF(120, 120)));
    }
    /// A button of the tool bar takes no focus.
    void clickUndo() const
    {
        auto *bar = find<QToolBar>("workspaceBar");
        QTest::mouseClick(bar->widgetForAction(window->action(QStringLiteral("edit.undo"))), Qt::LeftButton);
    }

    ElementId id;
    QString path;
};

/// Two containers in a pod that is not there, and a link from a container that is not there.
Topology damaged()
{
    Topology topology;
    for (const char *name : {"one", "two"}) {
        Container container;
        container.id = container.name = name;
        container.kind = "container";
        container.pod = "gone";
        topology.containers[container.id] = container;
    }
    Link link;
    link.id = "dangling";
    link.from = {"nobody", "calls"};
    link.to = {"one", "in"};
    topology.links[link.id] = link;
    return topology;
}

/// A client that calls a service, and an element of that sort with the id "web-app".
Topology withWebAppAs(const QString &sort)
{
    Topology topology;
    topology.pods["client"] = Pod{"client", "client", {0, 0}, {}, {}};
    topology.pods["server"] = Pod{"server", "server", {400, 0}, {}, {}};
    topology.containers["load"] = Container{"load", "client", "load", "load", {}, {}};
    topology.containers["shop"] = Container{"shop", "server", "container", "shop", {}, {}};
    topology.links["calls"] = Link{"calls", {"load", "target"}, {"shop", "in"}, {}, {}};
    topology.groups["around"] = Group{"around", "around", {"server"}, {}};
    const ElementId id = "web-app";
    if (sort == QLatin1String("container")) {
        topology.containers[id] = Container{id, "server", "container", id, {}, {}};
        topology.links["more"] = Link{"more", {"load", "target"}, {id, "in"}, {}, {}};
    } else if (sort == QLatin1String("pod")) {
        topology.pods[id] = Pod{id, id, {400, 400}, {}, {}};
        topology.containers["inner"] = Container{"inner", id, "container", "inner", {}, {}};
    } else if (sort == QLatin1String("link")) {
        topology.containers["other"] = Container{"other", "server", "container", "other", {}, {}};
        topology.links[id] = Link{id, {"load", "target"}, {"other", "in"}, {}, {}};
    } else if (sort == QLatin1String("group")) {
        topology.groups[id] = Group{id, id, {"client"}, {}};
    } else if (sort == QLatin1String("volume")) {
        topology.volumes[id] = Volume{id, id, {}, {}};
    } else if (sort == QLatin1String("assertion")) {
        topology.assertions[id] = Assertion{id, "errors of shop == 0", {}};
    } else {
        topology.notes[id] = Note{id, "A note", {400, 400}, {}, {}};
        if (sort == QLatin1String("note of a group")) {
            topology.groups["around"].members.push_back(id);
        }
    }
    return topology;
}

/// Nothing where the canvas has no item of it.
int shownType(const EditorWindow &editor, const ElementId &id)
{
    const auto *item = editor.window->scene().itemOf(id);
    return item == nullptr ? 0 : item->type();
}

/// Every row with its depth, in order.
QStringList outlineRows(OutlinePanel &outline)
{
    QStringList all;
    for (QTreeWidgetItemIterator it(&outline); *it != nullptr; ++it) {
        int depth = 0;
        for (auto *up = (*it)->parent(); up != nullptr; up = up->parent()) {
            ++depth;
        }
        all << QString(depth, QLatin1Char(' ')) + (*it)->text(0);
    }
    return all;
}

} // namespace

class EditorLossesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The dialog asks about what is typed; the ending comes later.
    void aFileWhoseEndingIsLeftOutIsNotReplacedUnasked()
    {
        EditorWindow editor;
        editor.dropFromPalette("container", {300, 200});
        const auto other = editor.folder.filePath(QStringLiteral("shop.bayplan.json"));
        QVERIFY(saveDocument(other.toStdString(), Topology()));
        const auto before = readAll(other);
        const auto typed = editor.folder.filePath(QStringLiteral("shop"));
        saveAs(editor, typed, QStringLiteral("Cancel"));
        QCOMPARE(readAll(other), before);
        QVERIFY(editor.window->document().isModified());
        saveAs(editor, typed, QStringLiteral("Replace"));
        QCOMPARE(readAll(other).toStdString(), editor.bytes());
        saveAs(editor, editor.folder.filePath(QStringLiteral("fresh")), {});
        QCOMPARE(readAll(editor.folder.filePath(QStringLiteral("fresh.bayplan.json"))).toStdString(), editor.bytes());
    }

    void aNoteThatIsBeingWrittenIsSaved()
    {
        OpenNote editor;
        QVERIFY(editor.window->scene().isEditingText());
        QTest::keyClicks(editor.viewport(), QStringLiteral("half a sentence"));
        QCOMPARE(editor.written(), std::string("half a sentence")); // where the journal finds it
        QTest::keyClick(editor.window.get(), Qt::Key_S, Qt::ControlModifier);
        QVERIFY2(readAll(editor.path).contains("half a sentence"), readAll(editor.path).constData());
        QVERIFY(!editor.window->scene().isEditingText());
        QVERIFY(!editor.window->document().isModified());
        editor.window->document().undoStack()->undo(); // one step, however many keys
        QVERIFY(editor.written().find("half") == std::string::npos);
    }

    void closingTakesWhatIsBeingWritten()
    {
        OpenNote editor;
        QTest::keyClicks(editor.viewport(), QStringLiteral("unsaid"));
        int asked = 0;
        editor.window->unsavedAnswer = [&] {
            ++asked;
            return int(QMessageBox::Cancel);
        };
        editor.window->close();
        QCOMPARE(asked, 1);
        QVERIFY(editor.window->isVisible());
    }

    void aNoteThatIsGivenUpIsAsItWas()
    {
        OpenNote editor;
        const auto before = editor.bytes();
        const int steps = editor.window->document().undoStack()->count();
        QTest::keyClicks(editor.viewport(), QStringLiteral("never mind"));
        QTest::keyClick(editor.viewport(), Qt::Key_Escape);
        QCOMPARE(editor.bytes(), before);
        QCOMPARE(editor.window->document().undoStack()->count(), steps);
        QVERIFY(!editor.window->document().isModified());
    }

    void undoIsShownInANoteThatIsBeingWritten()
    {
        OpenNote editor;
        QTest::keyClicks(editor.viewport(), QStringLiteral("first"));
        QTest::keyClick(editor.viewport(), Qt::Key_Return, Qt::ControlModifier);
        editor.doubleClick(placeOf(editor.topology(), editor.id).center());
        QVERIFY(editor.window->scene().isEditingText());
        QTest::keyClicks(editor.viewport(), QStringLiteral("second"));
        QCOMPARE(editor.written(), std::string("second"));
        editor.clickUndo();
        QCOMPARE(editor.written(), std::string("first"));
        editor.clickElsewhere();
        QVERIFY(!editor.window->scene().isEditingText());
        QCOMPARE(editor.written(), std::string("first"));
        editor.window->action(QStringLiteral("edit.redo"))->trigger();
        QCOMPARE(editor.written(), std::string("second"));
        // What is written after it goes on from what is there.
        editor.doubleClick(placeOf(editor.topology(), editor.id).center());
        QTest::keyClicks(editor.viewport(), QStringLiteral("third"));
        editor.clickUndo();
        QTest::keyClicks(editor.viewport(), QStringLiteral(" and more"));
        QCOMPARE(editor.written(), std::string("second and more"));
    }

    void aNoteThatIsUndoneIsWrittenNoMore()
    {
        OpenNote editor;
        QTest::keyClicks(editor.viewport(), QStringLiteral("words"));
        editor.clickUndo();
        QVERIFY(editor.window->scene().isEditingText());
        editor.clickUndo();
        QVERIFY(editor.topology().notes.empty());
        QVERIFY(!editor.window->scene().isEditingText());
    }

    /// An editor has no hard spaces, and ends of lines of one sort.
    void whatIsOnlyLookedAtStaysLetterByLetter()
    {
        EditorWindow editor;
        auto &document = editor.window->document();
        ElementId pod, note, group;
        document.push(addPod(editor.topology(), {0, 0}, "web", &pod));
        document.push(addNote(editor.topology(), "20\u00a0ms\r\nat most", {400, 0}, &note));
        document.push(addGroup(editor.topology(), {pod}, "Zone\u00a01", &group));
        editor.window->view().fitAll();
        QApplication::processEvents();
        const auto before = editor.bytes();
        const int steps = document.undoStack()->count();
        const auto *frame = dynamic_cast<const GroupItem *>(editor.window->scene().itemOf(group));
        for (const auto at : {placeOf(editor.topology(), note).center(), frame->titleRect().center()}) {
            QTest::mouseDClick(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen(at));
            QVERIFY(editor.window->scene().isEditingText());
            QTest::mouseClick(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen({360, 300}));
            QVERIFY(!editor.window->scene().isEditingText());
            QCOMPARE(editor.bytes(), before);
            QCOMPARE(document.undoStack()->count(), steps);
        }
    }

    void aPictureShowsTheNoteAndNotItsEditor()
    {
        OpenNote editor;
        QTest::keyClicks(editor.viewport(), QStringLiteral("words"));
        bool isEditing = true;
        QTimer::singleShot(0, [&] {
            auto *dialog = editor.find<QFileDialog>("exportDialog");
            QVERIFY(dialog != nullptr);
            isEditing = editor.window->scene().isEditingText();
            dialog->reject();
        });
        editor.window->action(QStringLiteral("file.exportPicture"))->trigger();
        QVERIFY(!isEditing);
        QCOMPARE(editor.written(), std::string("words"));
    }

    void stepsOfDifferentPodsAreUndoneOneByOne()
    {
        EditorWindow editor;
        editor.dropFromPalette("container", {200, 200});
        const auto first = *editor.allPods().begin();
        editor.dropFromPalette("container", {800, 500});
        auto pods = editor.allPods();
        pods.erase(first);
        const auto second = *pods.begin();
        const auto places = [&] {
            return std::pair(editor.topology().pods.at(first).position, editor.topology().pods.at(second).position);
        };
        const auto before = places();
        auto *view = &editor.window->view();
        view->setFocus();
        editor.window->selection().set({first});
        QTest::keyClick(view, Qt::Key_Right, Qt::ControlModifier);
        QTest::keyClick(view, Qt::Key_Right, Qt::ControlModifier);
        const auto between = places();
        editor.window->selection().set({second});
        QTest::keyClick(view, Qt::Key_Down, Qt::ControlModifier);
        QVERIFY(places() != between);
        QTest::keyClick(view, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(places() == between);
        QTest::keyClick(view, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(places() == before);
    }

    void spaceThatIsLetGoElsewhereHoldsNoHand()
    {
        OneContainer editor;
        auto *view = &editor.window->view();
        view->setFocus();
        QTest::keyPress(view, Qt::Key_Space);
        QCOMPARE(view->dragMode(), QGraphicsView::ScrollHandDrag);
        view->clearFocus();
        QVERIFY(view->dragMode() != QGraphicsView::ScrollHandDrag);
        QVERIFY(view->isInteractive());
    }

    void undoInTheWizardIsTheFieldsOwn()
    {
        OneContainer editor;
        editor.window->action(QStringLiteral("insert.pattern.leader-election"))->trigger();
        auto *wizard = editor.find<QDialog>("patternWizard");
        QVERIFY(wizard != nullptr && wizard->isVisible());
        QLineEdit *lease = nullptr;
        for (auto *line : wizard->findChildren<QLineEdit *>())
            if (lease == nullptr && line->text().endsWith(QLatin1Char('s')))
                lease = line;
        QVERIFY(lease != nullptr);
        const auto before = lease->text();
        const auto drawn = editor.bytes();
        wizard->activateWindow();
        lease->setFocus();
        QTRY_VERIFY(lease->hasFocus());
        lease->selectAll();
        QTest::keyClicks(lease, QStringLiteral("7s"));
        QTest::keyClick(lease, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(editor.bytes(), drawn);
        QVERIFY2(lease->text() != QStringLiteral("7s"), qPrintable(before));
        QCOMPARE(wizard->windowType(), Qt::Dialog); // the window's own keys stay with the window
    }

    /// A kill would lose all of it, and nothing else tells.
    void aCopyThatWasNotWrittenIsSaidSo()
    {
        EditorWindow editor;
        const auto place = editor.folder.filePath(QStringLiteral("recovery"));
        const auto *word = editor.find<QLabel>("saveWord");
        const auto *notice = editor.window->findChild<NoticeBar *>();
        QVERIFY(QDir(place).removeRecursively());
        QFile file(place);
        QVERIFY(file.open(QIODevice::WriteOnly)); // a file where the folder should be
        file.close();
        editor.dropFromPalette("container", {300, 200});
        QTRY_COMPARE(word->text(), QStringLiteral("not autosaved"));
        QVERIFY2(word->toolTip().contains(place), qPrintable(word->toolTip()));
        QVERIFY2(notice->sentence().contains(QStringLiteral("not autosaved")), qPrintable(notice->sentence()));
        QTest::mouseClick(editor.find<QPushButton>("dismissNotice"), Qt::LeftButton);
        QVERIFY(notice->isHidden());
        editor.dropFromPalette("container", {600, 200});
        QTest::qWait(1000);
        QVERIFY(notice->isHidden()); // it is said once
        QCOMPARE(word->text(), QStringLiteral("not autosaved"));
        QVERIFY(file.remove());
        QVERIFY(QDir().mkpath(place));
        editor.dropFromPalette("container", {600, 500}); // at once, and not when it would be tried again
        QTRY_COMPARE(word->text(), QStringLiteral("autosaved now"));
    }

    void theNoticeOnAutosaveGoesWithASave()
    {
        EditorWindow editor;
        QVERIFY(QDir(editor.folder.filePath(QStringLiteral("recovery"))).removeRecursively());
        const auto *notice = editor.window->findChild<NoticeBar *>();
        QVERIFY(editor.window->document().saveAs(editor.folder.filePath(QStringLiteral("shop.bayplan.json"))));
        editor.dropFromPalette("container", {300, 200});
        QTRY_VERIFY(!notice->isHidden());
        QTest::mouseClick(editor.find<QPushButton>("saveNow"), Qt::LeftButton);
        QVERIFY(!editor.window->document().isModified());
        QVERIFY(notice->isHidden());
        QCOMPARE(editor.find<QLabel>("saveWord")->text(), QStringLiteral("saved"));
    }

    void theStatusLineSaysHowOldTheCopyIs()
    {
        EditorWindow editor;
        const auto *word = editor.find<QLabel>("saveWord");
        QVERIFY(word->text().isEmpty());
        editor.dropFromPalette("container", {300, 200});
        QCOMPARE(word->text(), QStringLiteral("not saved"));
        QTRY_COMPARE(word->text(), QStringLiteral("autosaved now"));
        const int width = word->width();
        QTRY_COMPARE_WITH_TIMEOUT(word->text(), QStringLiteral("autosaved 5 s ago"), 15'000);
        QCOMPARE(word->width(), width); // the words beside it stay where they are
        QVERIFY(editor.window->document().saveAs(editor.folder.filePath(QStringLiteral("shop.bayplan.json"))));
        QCOMPARE(word->text(), QStringLiteral("saved"));
    }

    /// Whose name is no name of a host, and is another one in the copy.
    void aContainerOfAnOddNameIsCloned()
    {
        EditorWindow editor;
        Document document;
        document.topology = loadDocument(BAYPLAN_SOURCE_DIR "/resources/examples/sharded-cache.bayplan.json")->topology;
        ElementId server;
        for (auto &[id, container] : document.topology.containers)
            if (container.kind == "memcached" && server.empty())
                server = id;
        document.topology.containers.at(server).name = "cache_1";
        editor.window->document().load(document, {});
        const auto containers = editor.topology().containers.size();
        const auto links = editor.topology().links.size();
        editor.window->view().setFocus();
        editor.window->selection().set({server});
        QTest::keyClick(&editor.window->view(), Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(editor.topology().containers.size(), containers + 1);
        QCOMPARE(editor.topology().links.size(), links + 1);
    }

    void aDamagedDrawingIsEditedWithoutAnEnd()
    {
        EditorWindow editor;
        Document document;
        document.topology = damaged();
        editor.window->document().load(document, {});
        auto *view = &editor.window->view();
        view->setFocus();
        const std::pair<Qt::Key, Qt::KeyboardModifiers> keys[] = {
            {Qt::Key_E, Qt::ControlModifier},     {Qt::Key_Down, Qt::ShiftModifier},
            {Qt::Key_Up, Qt::ShiftModifier},      {Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier},
            {Qt::Key_Right, Qt::ControlModifier}, {Qt::Key_Up, Qt::AltModifier},
            {Qt::Key_G, Qt::ControlModifier},     {Qt::Key_L, Qt::ControlModifier},
            {Qt::Key_C, Qt::ControlModifier},     {Qt::Key_V, Qt::ControlModifier},
            {Qt::Key_F10, Qt::ShiftModifier},     {Qt::Key_Delete, Qt::NoModifier},
            {Qt::Key_Z, Qt::ControlModifier},
        };
        for (const std::set<ElementId> &chosen :
             {std::set<ElementId>{"one"}, std::set<ElementId>{"one", "two"}, std::set<ElementId>{"dangling"}}) {
            for (const auto &[key, modifiers] : keys) {
                editor.window->selection().set(chosen);
                QTimer::singleShot(0, [] {
                    if (auto *menu = QApplication::activePopupWidget())
                        menu->close();
                });
                QTest::keyClick(view, key, modifiers);
                QApplication::processEvents();
            }
        }
        QVERIFY(editor.window->isVisible());
    }

    void anIdThatIsSomethingElseOnDiskIsShownAsThat()
    {
        const std::map<QString, int> types{{QStringLiteral("container"), ContainerItem::Type},
                                           {QStringLiteral("pod"), PodItem::Type},
                                           {QStringLiteral("link"), LinkItem::Type},
                                           {QStringLiteral("group"), GroupItem::Type},
                                           {QStringLiteral("note"), NoteItem::Type},
                                           {QStringLiteral("note of a group"), NoteItem::Type},
                                           {QStringLiteral("volume"), 0},
                                           {QStringLiteral("assertion"), 0}};
        EditorWindow editor;
        auto &document = editor.window->document();
        const auto path = editor.folder.filePath(QStringLiteral("shared.bayplan.json"));
        for (const auto &[before, typeBefore] : types) {
            for (const auto &[after, typeAfter] : types) {
                Document opened;
                opened.topology = withWebAppAs(before);
                document.load(opened, path);
                editor.window->selection().set({"web-app"});
                const auto check = [&](int type) {
                    document.checkNow();
                    QApplication::processEvents();
                    QCOMPARE(shownType(editor, "web-app"), type);
                    OutlinePanel fresh(document, editor.window->selection());
                    QCOMPARE(outlineRows(*editor.window->findChild<OutlinePanel *>()), outlineRows(fresh));
                    auto *text = editor.find<QPlainTextEdit>("elementText");
                    QCOMPARE(text != nullptr,
                             !editor.topology().notes.empty() || !editor.topology().assertions.empty());
                };
                check(typeBefore);
                QVERIFY(saveDocument(path.toStdString(), withWebAppAs(after)));
                QVERIFY(document.reloadFromDisk());
                check(typeAfter);
                document.undoStack()->undo();
                check(typeBefore);
                if (QTest::currentTestFailed()) {
                    QFAIL(qPrintable(before + QStringLiteral(" to ") + after));
                }
            }
        }
    }
};

QTEST_MAIN(EditorLossesTest)
#include "editor_losses_test.moc"
