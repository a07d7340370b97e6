// SPDX-License-Identifier: GPL-3.0-or-later
// Inspector, outline, problems, files, undo: what changes the document otherwise than by the mouse on the canvas.
#include "tests/desktop/editor_window.h"

#include "app/desktop/outline_panel.h"
#include "app/desktop/param_field.h"
#include "app/desktop/recovery.h"
#include "app/desktop/welcome_page.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

#include <random>

using namespace bayplan;

class EditorDocumentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theInspectorSetsReplicasAndUndoRestoresTheBytes();
    void aWrongTextIsMarkedAndNotApplied();
    void typingIntoAFieldIsOneUndoStep();
    void manySelectedAreEditedAtOnce();
    void resetTakesTheKeyOutOfTheDocument();
    void theOutlineRenames();
    void aNameThatIsTakenIsRefusedWithTheReason();
    void aNameIsEnteredAsOneStep();
    void aProblemIsMendedByItsButton();
    void aProblemLeadsToItsField();
    void aProblemIsReadInASmallWindowToo();
    void saveAndOpenGiveTheSameBytes();
    void aDrawingWrittenByHandIsLaidOut();
    void aNewerDocumentIsShownButNotChanged();
    void aDamagedFileIsRefusedAndTheOpenDocumentStays();
    void aFileChangedOnDiskIsOfferedAndUndoable();
    void workIsRecoveredAfterAnEndWithoutClosing();
    void anyEditsUndoneWholeGiveTheFirstBytes();
    void everyExampleOpensWithoutErrors();
    void aCloseWithUnsavedChangesAsks();
};

namespace {

ElementId firstPod(const EditorWindow &editor)
{
    return editor.topology().pods.begin()->first;
}

} // namespace

void EditorDocumentTest::theInspectorSetsReplicasAndUndoRestoresTheBytes()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    const auto before = editor.bytes();
    editor.window->selection().set({firstPod(editor)});
    typeInto(editor.find<QWidget>("param.replicas"), QStringLiteral("5"));
    QCOMPARE(paramsOf(editor.topology().pods.begin()->second).integer("replicas"), 5);
    const auto after = editor.bytes();
    editor.window->document().undoStack()->undo();
    QCOMPARE(editor.bytes(), before);
    editor.window->document().undoStack()->redo();
    QCOMPARE(editor.bytes(), after);
}

void EditorDocumentTest::aWrongTextIsMarkedAndNotApplied()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    const auto before = editor.bytes();
    editor.window->selection().set({firstPod(editor)});
    auto *widget = editor.find<QWidget>("param.replicas");
    auto *field = qobject_cast<ParamField *>(widget->parentWidget());
    QVERIFY(field != nullptr);
    typeInto(widget, QStringLiteral("many"));
    QVERIFY(!field->errorText().isEmpty());
    QCOMPARE(editor.bytes(), before);
    typeInto(widget, QStringLiteral("100000"));
    QVERIFY(!field->errorText().isEmpty());
    QCOMPARE(editor.bytes(), before);
    typeInto(widget, QStringLiteral("2"));
    QVERIFY(field->errorText().isEmpty());
    QVERIFY(editor.bytes() != before);
}

void EditorDocumentTest::typingIntoAFieldIsOneUndoStep()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    editor.window->selection().set({editor.container("container").id});
    const int steps = editor.window->document().undoStack()->count();
    typeInto(editor.find<QWidget>("param.image"), QStringLiteral("registry.example/web:1.2"));
    QCOMPARE(paramsOf(editor.container("container")).text("image"), std::string("registry.example/web:1.2"));
    QCOMPARE(editor.window->document().undoStack()->count(), steps + 1);
}

void EditorDocumentTest::manySelectedAreEditedAtOnce()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {160, 200});
    editor.dropFromPalette("container", {520, 200});
    const std::set<ElementId> pods = editor.allPods();
    editor.window->selection().set(pods);
    typeInto(editor.find<QWidget>("param.replicas"), QStringLiteral("3"));
    for (const auto &[id, pod] : editor.topology().pods) {
        QCOMPARE(paramsOf(pod).integer("replicas"), 3);
    }
}

void EditorDocumentTest::resetTakesTheKeyOutOfTheDocument()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    const auto before = editor.bytes();
    editor.window->selection().set({firstPod(editor)});
    auto *widget = editor.find<QWidget>("param.replicas");
    typeInto(widget, QStringLiteral("4"));
    QVERIFY(editor.bytes() != before);
    Q_EMIT qobject_cast<ParamField *>(widget->parentWidget())->edited(std::nullopt);
    QCOMPARE(editor.bytes(), before);
}

void EditorDocumentTest::theOutlineRenames()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    editor.window->selection().set({firstPod(editor)});
    auto *outline = editor.window->findChild<OutlinePanel *>();
    QApplication::processEvents();
    outline->renameSelected();
    auto *line = outline->findChild<QLineEdit *>();
    QVERIFY(line != nullptr);
    line->selectAll();
    QTest::keyClicks(line, QStringLiteral("shop"));
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_COMPARE(editor.topology().pods.begin()->second.name, std::string("shop"));
}

void EditorDocumentTest::aNameThatIsTakenIsRefusedWithTheReason()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {160, 200});
    editor.dropFromPalette("container", {520, 200});
    const auto taken = editor.topology().pods.begin()->second.name;
    const auto second = std::next(editor.topology().pods.begin())->first;
    editor.window->selection().set({second});
    const auto own = editor.topology().pods.at(second).name;
    auto *field = editor.find<QLineEdit>("elementName");
    const auto *error = editor.find<QLabel>("elementNameError");
    typeInto(field, QString::fromStdString(taken));
    QVERIFY(error->text().contains(QStringLiteral("taken")) && error->isVisible());
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(editor.topology().pods.at(second).name, own); // nor a beginning of what was typed
    QVERIFY(error->isVisible());
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(field->text(), QString::fromStdString(own));
    QVERIFY(!error->isVisible());
    QCOMPARE(editor.window->selection().single(), second);

    typeInto(field, QStringLiteral("Bad Name!"));
    QVERIFY(error->text().contains(QStringLiteral("small letters, digits and hyphens")));
    editor.viewport()->setFocus();
    QCOMPARE(field->text(), QString::fromStdString(own));
}

void EditorDocumentTest::aNameIsEnteredAsOneStep()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {160, 200});
    const auto pod = editor.topology().pods.begin()->first;
    const auto name = [&] { return editor.topology().pods.at(pod).name; };
    const auto before = name();
    editor.window->selection().set({pod});
    const int steps = editor.window->document().undoStack()->index();
    auto *field = editor.find<QLineEdit>("elementName");
    typeInto(field, QStringLiteral("shop"));
    QCOMPARE(name(), before);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(name(), std::string("shop"));
    QCOMPARE(editor.window->document().undoStack()->index(), steps + 1);
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier); // the cursor is still there
    QCOMPARE(name(), before);
    QCOMPARE(field->text(), QString::fromStdString(before));
    typeInto(field, QStringLiteral("store"));
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier); // not entered yet: it alone goes
    QCOMPARE(name(), before);
    QCOMPARE(field->text(), QString::fromStdString(before));
    typeInto(field, QStringLiteral("mart"));
    editor.window->selection().set({});
    QCOMPARE(name(), std::string("mart"));
}

void EditorDocumentTest::aProblemIsMendedByItsButton()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {160, 200});
    editor.dropFromPalette("container", {520, 200});
    // Two pods of one name: the reader would refuse nothing of it, the check does and offers another name.
    auto second = std::next(editor.topology().pods.begin())->second;
    second.name = editor.topology().pods.begin()->second.name;
    editor.window->document().push(Edit{"Set name", {Slot<Pod>{second.id, second}}});
    editor.window->document().checkNow();
    QVERIFY(!isValid(editor.window->document().problems()));
    auto *problems = editor.find<QTreeWidget>("problems");
    auto *fix = qobject_cast<QPushButton *>(problems->itemWidget(problems->topLevelItem(0), 4));
    QVERIFY(fix != nullptr);
    fix->click(); // a row's widget has no size before its panel was painted: no place to point at
    editor.window->document().checkNow();
    const auto &left = editor.window->document().problems();
    QVERIFY2(isValid(left),
             left.empty() ? "" : (left.front().sentence.english() + ' ' + left.front().fixLabel.english()).c_str());
}

namespace {

/// Its only problem is that.
ElementId addPodOfNoReplicas(EditorWindow &editor)
{
    editor.dropFromPalette("container", {300, 200});
    auto changed = editor.topology().pods.begin()->second;
    changed.params["replicas"] = std::int64_t(-3);
    editor.window->document().push(Edit{"Set replicas", {Slot<Pod>{changed.id, changed}}});
    editor.window->document().checkNow();
    return changed.id;
}

} // namespace

void EditorDocumentTest::aProblemLeadsToItsField()
{
    EditorWindow editor;
    const ElementId pod = addPodOfNoReplicas(editor);
    editor.window->selection().set({});
    auto *problems = editor.find<QTreeWidget>("problems");
    Q_EMIT problems->itemClicked(problems->topLevelItem(0), 0);
    QCOMPARE(editor.window->selection().single(), pod);
    QVERIFY(editor.find<QWidget>("param.replicas") != nullptr);
    QVERIFY(editor.find<QWidget>("param.replicas")->hasFocus());
    // A long sentence is there to be read.
    auto *row = problems->topLevelItem(0);
    const int before = problems->visualItemRect(row).height();
    row->setText(0, QStringLiteral("word ").repeated(200));
    problems->doItemsLayout();
    QVERIFY(problems->visualItemRect(row).height() > 2 * before);
}

void EditorDocumentTest::aProblemIsReadInASmallWindowToo()
{
    EditorWindow editor;
    addPodOfNoReplicas(editor);
    auto *problems = editor.find<QTreeWidget>("problems");
    const QString code = problems->topLevelItem(0)->text(3);
    QVERIFY(!code.isEmpty() && problems->topLevelItem(0)->toolTip(0).contains(code));
    editor.window->resize(1024, 768);
    QTRY_VERIFY(problems->isColumnHidden(3));
    QVERIFY2(problems->columnWidth(0) >= 110, qPrintable(QString::number(problems->columnWidth(0))));
    editor.window->resize(1900, 900);
    QTRY_VERIFY(!problems->isColumnHidden(3) && !problems->isColumnHidden(1));
}

void EditorDocumentTest::saveAndOpenGiveTheSameBytes()
{
    EditorWindow editor;
    editor.window->openExample(QStringLiteral("sharded-cache"));
    const auto path = editor.folder.filePath(QStringLiteral("copy.bayplan.json"));
    QVERIFY(editor.window->document().saveAs(path));
    QVERIFY(!editor.window->document().isModified());
    const auto bytes = editor.bytes();
    editor.window->newDocument();
    QVERIFY(editor.window->openPath(path));
    QCOMPARE(editor.bytes(), bytes);
    QVERIFY(editor.window->document().save());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().toStdString(), bytes);
}

void EditorDocumentTest::aDrawingWrittenByHandIsLaidOut()
{
    EditorWindow editor;
    const auto path = editor.folder.filePath(QStringLiteral("hand.bayplan.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"bayplan": 1, "pods": {"a": {}, "b": {}, "c": {}},
                   "containers": {"l": {"pod": "a", "kind": "load"}, "s": {"pod": "b", "kind": "container"},
                                  "t": {"pod": "c", "kind": "container"}},
                   "links": {"x": {"from": "l/target", "to": "s/in"}}})");
    file.close();
    QVERIFY(editor.window->openPath(path));
    QVERIFY(!editor.window->document().isModified());
    std::vector<QRectF> frames;
    for (const auto &[id, pod] : editor.window->document().topology().pods)
        frames.emplace_back(pod.position.x, pod.position.y, 100, 60);
    QCOMPARE(frames.size(), std::size_t(3));
    QVERIFY(!frames[0].intersects(frames[1]) && !frames[1].intersects(frames[2]) && !frames[0].intersects(frames[2]));
    QVERIFY(frames[0].right() < frames[1].left()); // callers to the left
}

void EditorDocumentTest::aNewerDocumentIsShownButNotChanged()
{
    EditorWindow editor;
    const auto path = editor.folder.filePath(QStringLiteral("newer.bayplan.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"bayplan\": 99, \"pods\": {\"web\": {\"name\": \"web\", \"position\": [0, 0]}}, \"containers\": "
               "{\"app\": {\"pod\": \"web\", \"kind\": \"container\", \"name\": \"app\"}}}");
    file.close();
    QVERIFY(editor.window->openPath(path));
    QVERIFY(editor.window->document().isReadOnly());
    const auto before = editor.bytes();
    editor.drag(QPointF(130, 80), QPointF(300, 300));
    editor.window->selection().set({"web"});
    editor.window->action(QStringLiteral("edit.delete"))->trigger();
    QCOMPARE(editor.bytes(), before);
    QVERIFY(!editor.window->document().save());
    for (auto *box : editor.window->findChildren<QMessageBox *>()) {
        box->close();
    }
}

void EditorDocumentTest::aDamagedFileIsRefusedAndTheOpenDocumentStays()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    const auto before = editor.bytes();
    const auto path = editor.folder.filePath(QStringLiteral("damaged.bayplan.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"bayplan\": 1, \"pods\": {\"web\": ");
    file.close();
    QVERIFY(!editor.window->openPath(path));
    auto *box = editor.find<QMessageBox>("errorBox");
    QVERIFY(box != nullptr);
    QVERIFY(box->informativeText().contains(QStringLiteral("damaged.bayplan.json")));
    box->close();
    QCOMPARE(editor.bytes(), before);
}

void EditorDocumentTest::aFileChangedOnDiskIsOfferedAndUndoable()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    const auto path = editor.folder.filePath(QStringLiteral("shared.bayplan.json"));
    QVERIFY(editor.window->document().saveAs(path));
    const auto mine = editor.bytes();
    Topology other = editor.topology();
    other.pods.begin()->second.name = "elsewhere";
    QSignalSpy noticed(&editor.window->document(), &DocumentSession::changedOnDisk);
    QVERIFY(saveDocument(path.toStdString(), other));
    QVERIFY(noticed.wait(5000));
    QVERIFY(editor.window->document().reloadFromDisk());
    QCOMPARE(editor.topology().pods.begin()->second.name, std::string("elsewhere"));
    editor.window->document().undoStack()->undo();
    QCOMPARE(editor.bytes(), mine);
}

void EditorDocumentTest::workIsRecoveredAfterAnEndWithoutClosing()
{
    const QTemporaryDir folder;
    QTemporaryDir copies;
    DocumentSession lost;
    std::string bytes;
    {
        Recovery recovery(lost, folder.path());
        lost.push(addPod(lost.topology(), {0, 0}, "precious"));
        bytes = writeDocument(lost.topology());
        recovery.writeNow();
        // What a kill leaves: the copy, and no lock that holds.
        for (const auto &name : QDir(folder.path()).entryList({QStringLiteral("*.bayplan.json*")}, QDir::Files)) {
            if (!name.endsWith(QStringLiteral(".lock"))) {
                QVERIFY(QFile::copy(folder.filePath(name), copies.filePath(name)));
            }
        }
    }
    DocumentSession next;
    Recovery recovery(next, copies.path());
    const auto left = recovery.leftBehind();
    QCOMPARE(left.size(), std::size_t(1));
    const auto document = loadDocument(left.front().file.toStdString());
    QVERIFY(document.has_value());
    QCOMPARE(writeDocument(document->topology), bytes);
    Recovery::discard(left.front());
    QVERIFY(recovery.leftBehind().empty());
}

void EditorDocumentTest::anyEditsUndoneWholeGiveTheFirstBytes()
{
    EditorWindow editor;
    editor.window->openExample(QStringLiteral("sharded-cache"));
    auto &document = editor.window->document();
    const auto first = editor.bytes();
    std::mt19937 random(7);
    const auto any = [&](const auto &elements) {
        return std::next(elements.begin(), static_cast<std::ptrdiff_t>(random() % elements.size()))->first;
    };
    for (int i = 0; i < 300; ++i) {
        const auto &topology = document.topology();
        switch (random() % 6) {
        case 0:
            document.push(addContainer(topology, "container", {}, {double(random() % 900), double(random() % 900)}));
            break;
        case 1:
            document.push(moveBy(topology, {any(topology.pods)}, {8, 16}), QStringLiteral("move"));
            break;
        case 2:
            if (topology.containers.size() > 4) {
                document.push(removeElements(topology, {any(topology.containers)}));
            }
            break;
        case 3:
            document.push(duplicate(topology, {any(topology.pods)}, {32, 32}));
            break;
        case 4:
            if (auto edit = setParam(topology, any(topology.pods), "replicas", Value(std::int64_t(1 + random() % 9)))) {
                document.push(*edit);
            }
            break;
        default:
            if (auto edit = moveToPod(topology, any(topology.containers), any(topology.pods))) {
                document.push(*edit);
            }
        }
    }
    QVERIFY(editor.bytes() != first);
    document.undoStack()->setIndex(0);
    QCOMPARE(editor.bytes(), first);
}

void EditorDocumentTest::everyExampleOpensWithoutErrors()
{
    EditorWindow editor;
    QVERIFY(examples().size() >= 2);
    for (const auto &info : examples()) {
        QVERIFY(!info.description.isEmpty());
        QVERIFY(editor.window->openExample(info.name));
        QVERIFY2(isValid(editor.window->document().problems()), qPrintable(info.name));
    }
}

void EditorDocumentTest::aCloseWithUnsavedChangesAsks()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    int asked = 0;
    editor.window->unsavedAnswer = [&] {
        ++asked;
        return int(QMessageBox::Cancel);
    };
    QVERIFY(!editor.window->close());
    QCOMPARE(asked, 1);
    editor.window->unsavedAnswer = [] { return int(QMessageBox::Discard); };
    QVERIFY(editor.window->close());
}

QTEST_MAIN(EditorDocumentTest)
#include "editor_document_test.moc"
