// SPDX-License-Identifier: GPL-3.0-or-later
// How the drawing looks and nothing that runs: sizes of notes, the order of cards; and what cards say of their ports.
#include "tests/desktop/placed_pods.h"

#include "app/desktop/canvas_items.h"
#include "app/desktop/guides.h"
#include "app/desktop/param_field.h"
#include "app/desktop/text_in_place.h"
#include "engine/plan/plan.h"

#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QMimeData>
#include <QTimer>

#include <sys/stat.h>

using namespace bayplan;

class NoteAndCardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNoteIsResizedAtItsCorner();
    void theTextOfANarrowNoteIsNeverCutOff();
    void aDoubleClickAtTheCornerMakesANoteFitItsText();
    void aCornerThatIsOnlyTouchedChangesNothing();
    void aNoteThatIsDeletedInTheHandIsLetGo();
    void aPictureThatANoteNamesIsNotRead_data();
    void aPictureThatANoteNamesIsNotRead();
    void aPictureThatIsPastedIntoANoteIsNotRead();
    void aNoteIsResizedByKeyboardAndInspector();
    void aCardIsDraggedToAnotherPlaceInItsPod();
    void aCardGoesBetweenThoseOfAnotherPod();
    void aCardIsMovedByKeyboard();
    void theOrderOfCardsChangesNothingThatRuns();
    void aPortThatMovesAsideIsShown();
    void aLinkAloneIsNotCopiedAndTheReasonIsSaid();
    void aPictureIsProposedUnderTheDocumentsName();
};

namespace {

const NoteItem &noteItem(const EditorWindow &editor, const ElementId &id)
{
    return *dynamic_cast<const NoteItem *>(editor.window->scene().itemOf(id));
}

QPointF cornerOf(const EditorWindow &editor, const ElementId &id)
{
    return noteItem(editor, id).frame().bottomRight() - QPointF(5, 5);
}

Size sizeOf(const EditorWindow &editor, const ElementId &id)
{
    return editor.topology().notes.at(id).size;
}

constexpr int pictureHeight = 300;

QString redPicture(const EditorWindow &editor)
{
    const auto path = editor.folder.filePath(QStringLiteral("red.png"));
    QImage picture(200, pictureHeight, QImage::Format_RGB32);
    picture.fill(Qt::red);
    return picture.save(path) ? path : QString();
}

bool hasRed(const QImage &picture)
{
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            if (picture.pixelColor(x, y) == QColor(Qt::red))
                return true;
    return false;
}

/// A pod with three containers; ids in order of cards.
struct ThreeCards : EditorWindow {
    ThreeCards()
    {
        pod = addPodAt(*this, 0, 0, "container", "web");
        for (int i = 0; i < 2; ++i)
            window->document().push(addContainer(topology(), "container", pod, {}));
        window->view().fitAll();
        QApplication::processEvents();
        cards = cardsOf(topology(), pod);
    }

    QPointF middle(const ElementId &id) const { return cardRect(topology(), topology().containers.at(id)).center(); }
    std::vector<ElementId> order() const { return cardsOf(topology(), pod); }

    ElementId pod;
    std::vector<ElementId> cards;
};

} // namespace

void NoteAndCardTest::aNoteIsResizedAtItsCorner()
{
    EditorWindow editor;
    const auto id = addNoteAt(editor, 0, 0, "A few words that need more than one line when the note is narrow.");
    const auto before = editor.bytes();
    QVERIFY(before.find("size") == std::string::npos);
    const int stepsBefore = steps(editor);
    const auto corner = cornerOf(editor, id);
    const auto shown = noteItem(editor, id).frame().size();
    editor.drag(corner, corner + QPointF(96, 120));
    QCOMPARE(noteItem(editor, id).frame().width(), shown.width() + 96);
    QVERIFY(std::abs(noteItem(editor, id).frame().height() - shown.height() - 120) <= gridStep / 2);
    QCOMPARE(steps(editor), stepsBefore + 1); // the whole drag is one step
    QCOMPARE(editor.topology().notes.at(id).position, (Point{0, 0}));
    const auto read = readDocument(editor.bytes(), "test", documentLimits);
    QVERIFY(read && read->topology == editor.topology());
    editor.window->document().undoStack()->undo();
    QCOMPARE(editor.bytes(), before);
    QCOMPARE(noteItem(editor, id).frame().size(), shown);
    // Escape gives a drag up.
    editor.drag(corner, corner + QPointF(96, 120), Qt::NoModifier, false);
    QTest::keyClick(editor.viewport(), Qt::Key_Escape);
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, {}, editor.onScreen(corner));
    QCOMPARE(editor.bytes(), before);
}

void NoteAndCardTest::theTextOfANarrowNoteIsNeverCutOff()
{
    EditorWindow editor;
    const auto id = addNoteAt(editor, 0, 0, "A few words that need more than one line when the note is narrow.");
    const auto corner = cornerOf(editor, id);
    const double wide = noteItem(editor, id).frame().height();
    editor.drag(corner, QPointF(10, 10));
    QCOMPARE(noteItem(editor, id).frame().width(), leastNote.width());
    QVERIFY(noteItem(editor, id).frame().height() > wide);
    QCOMPARE(placeOf(editor.topology(), id), noteItem(editor, id).frame());
}

void NoteAndCardTest::aDoubleClickAtTheCornerMakesANoteFitItsText()
{
    EditorWindow editor;
    const auto id = addNoteAt(editor, 0, 0, "Short");
    const auto before = editor.bytes();
    const auto corner = cornerOf(editor, id);
    editor.drag(corner, corner + QPointF(160, 160));
    QVERIFY(sizeOf(editor, id) != Size{});
    QTest::mouseDClick(editor.viewport(), Qt::LeftButton, {}, editor.onScreen(cornerOf(editor, id)));
    QCOMPARE(editor.bytes(), before);
    QVERIFY(!editor.window->scene().isEditingText());
}

void NoteAndCardTest::aCornerThatIsOnlyTouchedChangesNothing()
{
    EditorWindow editor;
    const auto id = addNoteAt(editor, 0, 0, "Short");
    editor.drag(cornerOf(editor, id), QPointF(10, 10)); // as small as can be
    addPodAt(editor, 400, 0, "container", "web");
    const auto bytes = editor.bytes();
    const int stepsBefore = steps(editor);
    editor.drag(cornerOf(editor, id), cornerOf(editor, id) - QPointF(40, 40)); // smaller still
    QCOMPARE(editor.bytes(), bytes);
    QCOMPARE(steps(editor), stepsBefore);
    // Undone in the hand, and let go where it was taken: what was done before stays.
    const auto corner = cornerOf(editor, id);
    editor.drag(corner, corner + QPointF(96, 96), Qt::NoModifier, false);
    press(editor, "Ctrl+Z");
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, {}, editor.onScreen(corner));
    QCOMPARE(editor.bytes(), bytes);
    QCOMPARE(editor.window->document().undoStack()->index(), stepsBefore);
}

void NoteAndCardTest::aNoteThatIsDeletedInTheHandIsLetGo()
{
    EditorWindow editor;
    const auto id = addNoteAt(editor, 0, 0, "Short");
    const auto corner = cornerOf(editor, id);
    editor.drag(corner, corner + QPointF(96, 96), Qt::NoModifier, false);
    press(editor, "Delete");
    QVERIFY(editor.topology().notes.empty());
    QVERIFY(!editor.window->scene().hasGesture());
    QTest::mouseMove(editor.viewport(), editor.onScreen(corner));
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, {}, editor.onScreen(corner));
    press(editor, "Ctrl+Z");
    QVERIFY(editor.topology().notes.contains(id));
}

void NoteAndCardTest::aPictureThatANoteNamesIsNotRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("Markdown") << QStringLiteral("![x](%1)");
    QTest::newRow("address") << QStringLiteral("![x](file://%1)");
    QTest::newRow("HTML") << QStringLiteral("<p><img src=\"%1\"></p>");
}

/// A drawing comes from anywhere, and the path may be a device that has no end or a pipe that nobody writes into.
void NoteAndCardTest::aPictureThatANoteNamesIsNotRead()
{
    QFETCH(QString, text);
    EditorWindow editor;
    const auto id = addNoteAt(editor, 0, 0, qPrintable(text.arg(redPicture(editor))));
    QVERIFY(noteItem(editor, id).frame().height() < pictureHeight);
    QVERIFY(!hasRed(editor.viewport()->grab().toImage()));
    const auto pipe = editor.folder.filePath(QStringLiteral("pipe.png"));
    QCOMPARE(::mkfifo(qPrintable(pipe), 0600), 0);
    const auto waiting = addNoteAt(editor, 0, 0, qPrintable(text.arg(pipe)));
    editor.viewport()->grab();
    QCOMPARE(noteItem(editor, waiting).frame().size(), noteItem(editor, id).frame().size());
}

void NoteAndCardTest::aPictureThatIsPastedIntoANoteIsNotRead()
{
    EditorWindow editor;
    editor.dropFromPalette("note", {300, 200});
    QVERIFY(editor.window->scene().isEditingText());
    auto *copied = new QMimeData;
    copied->setHtml(QStringLiteral("<p><img src=\"%1\"></p>").arg(redPicture(editor)));
    QApplication::clipboard()->setMimeData(copied);
    QTest::keyClick(editor.viewport(), Qt::Key_V, Qt::ControlModifier);
    const auto *text = dynamic_cast<TextInPlace *>(editor.window->scene().focusItem());
    QVERIFY(text != nullptr);
    QVERIFY(text->boundingRect().height() < pictureHeight);
    QVERIFY(!hasRed(editor.viewport()->grab().toImage()));
}

void NoteAndCardTest::aNoteIsResizedByKeyboardAndInspector()
{
    EditorWindow editor;
    const auto id = addNoteAt(editor, 0, 0, "Short");
    editor.window->selection().set({id});
    QApplication::processEvents();
    editor.window->view().setFocus();
    const int stepsBefore = steps(editor);
    QTest::keyClick(editor.viewport(), Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(editor.viewport(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(sizeOf(editor, id), (Size{usualNoteWidth + 2 * gridStep, 0}));
    QCOMPARE(steps(editor), stepsBefore + 1);
    auto *height = editor.find<StepEdit>("param.height");
    QVERIFY(height != nullptr);
    typeInto(height, QStringLiteral("200"));
    QCOMPARE(sizeOf(editor, id), (Size{usualNoteWidth + 2 * gridStep, 200}));
    QCOMPARE(noteItem(editor, id).frame().height(), 200.0);
    typeInto(height, QStringLiteral("20000"));
    QCOMPARE(sizeOf(editor, id).height, 2000.0); // what was right while it was typed
    QVERIFY(!dynamic_cast<ParamField *>(height->parentWidget())->errorText().isEmpty());
    auto *width = editor.find<StepEdit>("param.width");
    QCOMPARE(lineOf(width)->text(), QString::number(usualNoteWidth + 2 * gridStep));
}

void NoteAndCardTest::aCardIsDraggedToAnotherPlaceInItsPod()
{
    ThreeCards editor;
    const auto before = editor.bytes();
    const auto [a, b, c] = std::array{editor.cards[0], editor.cards[1], editor.cards[2]};
    const int stepsBefore = steps(editor);
    const auto below = editor.middle(c) + QPointF(0, cardHeight / 2);
    editor.drag(editor.middle(a), below, Qt::ShiftModifier, false);
    QCOMPARE(editor.window->scene().guides().lines().size(), std::size_t(1)); // where it would go
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, Qt::ShiftModifier, editor.onScreen(below));
    QCOMPARE(editor.order(), (std::vector<ElementId>{b, c, a}));
    QCOMPARE(steps(editor), stepsBefore + 1);
    QVERIFY(editor.window->scene().guides().lines().empty());
    const auto *item = editor.window->scene().itemOf(a);
    QCOMPARE(item->pos(), cardOrigin(editor.topology().pods.at(editor.pod), 2));
    editor.drag(editor.middle(a), editor.middle(b) - QPointF(0, cardHeight / 2 - 4), Qt::ShiftModifier);
    QCOMPARE(editor.bytes(), before); // in order of ids again, which is not written down
    // Let go where it is, it stays.
    const int stepsThen = steps(editor);
    editor.drag(editor.middle(b), editor.middle(b) + QPointF(30, 20), Qt::ShiftModifier);
    QCOMPARE(steps(editor), stepsThen);
}

void NoteAndCardTest::aCardGoesBetweenThoseOfAnotherPod()
{
    ThreeCards editor;
    const auto other = addPodAt(editor, 400, 0, "memcached", "cache");
    editor.window->view().fitAll();
    const auto moved = containerIn(editor, other);
    editor.drag(editor.middle(moved), editor.middle(editor.cards[1]) - QPointF(0, cardHeight / 2 + 4),
                Qt::ShiftModifier);
    QCOMPARE(editor.order(), (std::vector<ElementId>{editor.cards[0], moved, editor.cards[1], editor.cards[2]}));
    editor.window->document().undoStack()->undo();
    QCOMPARE(editor.order(), editor.cards);
    QVERIFY(editor.topology().pods.at(editor.pod).cards.empty());
}

void NoteAndCardTest::aCardIsMovedByKeyboard()
{
    ThreeCards editor;
    const auto [a, b, c] = std::array{editor.cards[0], editor.cards[1], editor.cards[2]};
    editor.window->selection().set({a});
    editor.window->view().setFocus();
    QApplication::processEvents();
    QVERIFY(!editor.window->action(QStringLiteral("arrange.cardUp"))->isEnabled());
    editor.window->action(QStringLiteral("arrange.cardDown"))->trigger();
    QCOMPARE(editor.order(), (std::vector<ElementId>{b, a, c}));
    QVERIFY(editor.window->action(QStringLiteral("arrange.cardUp"))->isEnabled());
    QCOMPARE(editor.window->action(QStringLiteral("arrange.cardDown"))->shortcut(), QKeySequence("Shift+Down"));
    for (int i = 0; i < 3; ++i) // once more than there are places: nothing else is chosen
        QTest::keyClick(editor.viewport(), Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(editor.order(), (std::vector<ElementId>{a, b, c}));
    QCOMPARE(editor.window->selection().single(), a);
    // A container that goes leaves no trace in the order.
    editor.window->document().push(removeElements(editor.topology(), {a}));
    QVERIFY(editor.topology().pods.at(editor.pod).cards.empty());
}

void NoteAndCardTest::theOrderOfCardsChangesNothingThatRuns()
{
    ThreeCards editor;
    const auto before = lower(editor.topology());
    QVERIFY(before);
    editor.window->document().push(moveCard(editor.topology(), editor.cards[2], 0));
    QCOMPARE(editor.order().front(), editor.cards[2]);
    const auto after = lower(editor.topology());
    QVERIFY(after);
    QCOMPARE(toText(*after), toText(*before));
    // Copies stand as their originals do.
    std::set<ElementId> created;
    editor.window->document().push(duplicate(editor.topology(), {editor.pod}, {400, 0}, &created));
    const auto copy = *std::find_if(created.begin(), created.end(),
                                    [&](const auto &id) { return editor.topology().pods.contains(id); });
    const auto nameOf = [&](const ElementId &id) { return editor.topology().containers.at(id).name; };
    const auto copied = cardsOf(editor.topology(), copy);
    QCOMPARE(copied.size(), std::size_t(3));
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE(nameOf(copied[i]), nameOf(editor.order()[i]));
}

void NoteAndCardTest::aPortThatMovesAsideIsShown()
{
    ThreeCards editor;
    const auto plan = lower(editor.topology());
    QVERIFY(plan);
    const auto &second = editor.cards[1];
    const auto instance = std::find_if(plan->instances.begin(), plan->instances.end(),
                                       [&](auto &each) { return each.element == second; });
    QVERIFY(instance->port != 0);
    const auto usual = paramsOf(editor.topology().containers.at(second)).integer("port");
    QVERIFY(instance->port != usual);
    editor.window->selection().set({second});
    QApplication::processEvents();
    auto *port = editor.find<StepEdit>("param.port");
    QCOMPARE(lineOf(port)->text(), QString::number(instance->port));
    auto *remark = editor.find<QLabel>("remark.port");
    QVERIFY(remark->isVisible() && remark->text().contains(QString::number(usual)));
    const auto *card = dynamic_cast<ContainerItem *>(editor.window->scene().itemOf(second));
    QVERIFY2(card->kindLine().contains(QString::number(instance->port)), qPrintable(card->kindLine()));
    // The other one gives way, and so does the remark.
    editor.window->document().push(
        *setParam(editor.topology(), editor.cards[0], "port", Value(std::int64_t(usual + 100))));
    QApplication::processEvents();
    QCOMPARE(lineOf(port)->text(), QString::number(usual));
    QVERIFY(!remark->isVisible());
    QVERIFY(!card->kindLine().contains(QString::number(instance->port)));
}

void NoteAndCardTest::aLinkAloneIsNotCopiedAndTheReasonIsSaid()
{
    EditorWindow editor;
    const auto caller = containerIn(editor, addPodAt(editor, 0, 0, "load"));
    const auto callee = containerIn(editor, addPodAt(editor, 400, 0));
    ElementId link;
    editor.window->document().push(
        *bayplan::connect(editor.topology(), Endpoint{caller, "target"}, Endpoint{callee, "in"}, &link));
    editor.window->selection().set({link});
    QApplication::processEvents();
    for (const char *name : {"edit.copy", "edit.cut", "edit.duplicate"}) {
        const auto *action = editor.window->action(QLatin1String(name));
        QVERIFY2(!action->isEnabled(), name);
        QVERIFY2(action->toolTip().contains(QStringLiteral("two ends")), qPrintable(action->toolTip()));
    }
    QVERIFY(editor.window->action(QStringLiteral("edit.delete"))->isEnabled());
    editor.window->selection().set({link, caller, callee});
    QApplication::processEvents();
    QVERIFY(editor.window->action(QStringLiteral("edit.copy"))->isEnabled());
    QVERIFY(!editor.window->action(QStringLiteral("edit.copy"))->toolTip().contains(QStringLiteral("two ends")));
}

void NoteAndCardTest::aPictureIsProposedUnderTheDocumentsName()
{
    EditorWindow editor;
    addPodAt(editor, 0, 0);
    const auto path = editor.folder.filePath(QStringLiteral("shop.bayplan.json"));
    QVERIFY(editor.window->document().saveAs(path));
    QStringList proposed;
    QTimer::singleShot(0, this, [&] {
        auto *dialog = editor.find<QFileDialog>("exportDialog");
        QVERIFY(dialog != nullptr);
        proposed += dialog->selectedFiles();
        dialog->selectNameFilter(dialog->nameFilters().at(1));
        Q_EMIT dialog->filterSelected(dialog->nameFilters().at(1));
        proposed += dialog->selectedFiles();
        dialog->reject();
    });
    editor.window->action(QStringLiteral("file.exportPicture"))->trigger();
    QCOMPARE(proposed, (QStringList{editor.folder.filePath(QStringLiteral("shop.svg")),
                                    editor.folder.filePath(QStringLiteral("shop.png"))}));
}

QTEST_MAIN(NoteAndCardTest)
#include "note_and_card_test.moc"
