// SPDX-License-Identifier: GPL-3.0-or-later
// Editing in the outline.
#include "tests/desktop/editor_window.h"

#include "app/desktop/outline_panel.h"
#include "app/desktop/outline_rows.h"

#include <QContextMenuEvent>
#include <QListWidget>
#include <QMenu>
#include <QSignalSpy>

using namespace bayplan;

class OutlineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theOutlineShowsPortsAndWhatTheyAreLinkedTo();
    void insertAddsToTheSelectedPod();
    void deleteRemovesInTheOutline();
    void aContainerIsDraggedToAnotherPod();
    void aContainerIsMovedByItsMenu();
    void aPortIsLinkedByKeyboard();
    void theOutlineFollowsEditsAsIfFilledAnew();
    void groupsAreNestedAsInTheDrawing();
    void aPodIsDraggedIntoAGroupAndOut();
    void aLargeOutlineFollowsOneEdit();
    void severalThatAreNotOnTheCanvasAreEditedAtOnce();
};

namespace {

constexpr auto example = "sharded-cache";

QTreeWidgetItem *rowOf(OutlinePanel *outline, const ElementId &id)
{
    for (QTreeWidgetItemIterator it(outline); *it != nullptr; ++it) {
        if (outline::idOf(*it) == id) {
            return *it;
        }
    }
    return nullptr;
}

/// Every row with its depth, in order.
QStringList rows(OutlinePanel *outline)
{
    QStringList all;
    for (QTreeWidgetItemIterator it(outline); *it != nullptr; ++it) {
        int depth = 0;
        for (auto *up = (*it)->parent(); up != nullptr; up = up->parent()) {
            ++depth;
        }
        all << QString(depth, QLatin1Char(' ')) + (*it)->text(0);
    }
    return all;
}

struct Outlined : EditorWindow {
    Outlined()
    {
        window->openExample(QLatin1String(example));
        QApplication::processEvents();
        outline = window->findChild<OutlinePanel *>();
        outline->setFocus();
    }

    QTreeWidgetItem *select(const ElementId &id) const
    {
        auto *row = rowOf(outline, id);
        outline->setCurrentItem(row);
        return row;
    }

    /// The pod that is not that of the container.
    ElementId otherPod(const ElementId &container) const
    {
        for (const auto &[id, pod] : topology().pods) {
            if (id != topology().containers.at(container).pod) {
                return id;
            }
        }
        qFatal("one pod only");
    }

    void take(const QString &words) const
    {
        auto *picker = QApplication::activePopupWidget();
        QVERIFY(picker != nullptr);
        QTest::keyClicks(picker->focusWidget(), words);
        QTest::keyClick(picker->focusWidget(), Qt::Key_Return);
        QApplication::processEvents();
    }

    void chooseFromMenu(const char *name) const
    {
        const auto place = outline->visualItemRect(outline->currentItem()).center();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, place, outline->viewport()->mapToGlobal(place));
        QApplication::sendEvent(outline->viewport(), &event);
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        auto *action = menu->findChild<QAction *>(QLatin1String(name));
        QVERIFY(action != nullptr && action->isEnabled());
        menu->hide(); // as a menu does before it triggers; its own key would end the picker too without a display
        action->trigger();
    }

    OutlinePanel *outline = nullptr;
};

} // namespace

void OutlineTest::theOutlineShowsPortsAndWhatTheyAreLinkedTo()
{
    OneContainer editor;
    auto *outline = editor.window->findChild<OutlinePanel *>();
    const auto id = editor.container("container").id;
    QApplication::processEvents();
    auto *row = rowOf(outline, id);
    QVERIFY(row != nullptr && row->isExpanded());
    QCOMPARE(row->childCount(), 2);
    QCOMPARE(row->child(0)->text(0), QString("in"));
    QCOMPARE(row->child(1)->text(0), QString("calls"));
    editor.dropFromPalette("memcached", {640, 200});
    const auto cache = editor.container("memcached").id;
    ElementId link;
    editor.window->document().push(bayplan::connect(editor.topology(), {id, "calls"}, {cache, "in"}, &link).value());
    QApplication::processEvents();
    row = rowOf(outline, id);
    QVERIFY2(row->child(1)->text(0).startsWith(QStringLiteral("calls → ")), qPrintable(row->child(1)->text(0)));
    QVERIFY(rowOf(outline, cache)->child(0)->text(0).startsWith(QStringLiteral("in ← ")));
    editor.window->selection().set({link});
    QVERIFY(row->child(1)->isSelected());
    // A new name shows where it is linked to as well.
    editor.window->document().push(rename(editor.topology(), cache, "store").value());
    QApplication::processEvents();
    QVERIFY(rowOf(outline, id)->child(1)->text(0).endsWith(QStringLiteral("/ store")));
}

void OutlineTest::insertAddsToTheSelectedPod()
{
    Outlined editor;
    const auto pod = editor.topology().pods.begin()->first;
    const auto before = containersOf(editor.topology(), pod).size();
    editor.select(pod);
    QTest::keyClick(editor.outline, Qt::Key_Insert);
    editor.take(QStringLiteral("log saver"));
    QCOMPARE(containersOf(editor.topology(), pod).size(), before + 1);
    const auto made = editor.window->selection().single();
    QCOMPARE(editor.topology().containers.at(made).pod, pod);
    QVERIFY(rowOf(editor.outline, made) != nullptr && rowOf(editor.outline, made)->isSelected());
    QSignalSpy refusals(editor.outline, &OutlinePanel::refused);
    editor.outline->setCurrentItem(nullptr);
    QTest::keyClick(editor.outline, Qt::Key_Insert);
    QVERIFY(QApplication::activePopupWidget() == nullptr);
    QCOMPARE(refusals.count(), 1);
}

void OutlineTest::deleteRemovesInTheOutline()
{
    Outlined editor;
    QVERIFY(QTest::qWaitForWindowActive(editor.window.get()));
    const auto id = editor.topology().containers.begin()->first;
    editor.select(id);
    QTest::keyClick(editor.outline, Qt::Key_Delete);
    QApplication::processEvents();
    QVERIFY(!editor.topology().containers.contains(id));
    QVERIFY(rowOf(editor.outline, id) == nullptr);
    editor.window->document().undoStack()->undo();
    QApplication::processEvents();
    QVERIFY(rowOf(editor.outline, id) != nullptr);
}

void OutlineTest::aContainerIsDraggedToAnotherPod()
{
    Outlined editor;
    const auto id = editor.topology().containers.begin()->first;
    const auto pod = editor.otherPod(id);
    const auto steps = editor.window->document().undoStack()->index();
    auto *row = editor.select(id);
    auto *viewport = editor.outline->viewport();
    const std::unique_ptr<QMimeData> data(
        editor.outline->model()->mimeData(editor.outline->selectionModel()->selectedIndexes()));
    QVERIFY(data != nullptr);
    editor.outline->scrollToItem(rowOf(editor.outline, pod));
    const auto at = editor.outline->visualItemRect(rowOf(editor.outline, pod)).center();
    QDragEnterEvent enter(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(viewport, &enter);
    QVERIFY(enter.isAccepted());
    QDragMoveEvent move(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(viewport, &move);
    QVERIFY(move.isAccepted());
    QDropEvent drop(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(viewport, &drop);
    QApplication::processEvents();
    QCOMPARE(editor.topology().containers.at(id).pod, pod);
    QCOMPARE(editor.window->document().undoStack()->index(), steps + 1);
    row = rowOf(editor.outline, id);
    QVERIFY(row != nullptr);
    QCOMPARE(outline::idOf(row->parent()), pod);
    QVERIFY(row->isSelected());
}

void OutlineTest::aContainerIsMovedByItsMenu()
{
    Outlined editor;
    const auto id = editor.topology().containers.begin()->first;
    const auto pod = editor.otherPod(id);
    editor.select(id);
    editor.chooseFromMenu("outline.move");
    editor.take(QString::fromStdString(editor.topology().pods.at(pod).name));
    QCOMPARE(editor.topology().containers.at(id).pod, pod);
    editor.select(id);
    editor.chooseFromMenu("outline.move");
    editor.take(QStringLiteral("a pod of its own"));
    QCOMPARE(containersOf(editor.topology(), editor.topology().containers.at(id).pod).size(), std::size_t(1));
}

void OutlineTest::aPortIsLinkedByKeyboard()
{
    OneContainer editor;
    editor.dropFromPalette("memcached", {640, 200});
    QApplication::processEvents();
    auto *outline = editor.window->findChild<OutlinePanel *>();
    outline->setFocus();
    outline->setCurrentItem(rowOf(outline, editor.container("container").id)->child(1));
    QCOMPARE(editor.window->selection().single(), editor.container("container").id);
    outline->askLinkTarget();
    auto *picker = QApplication::activePopupWidget();
    QVERIFY(picker != nullptr);
    QTest::keyClicks(picker->focusWidget(), QStringLiteral("memcached"));
    QTest::keyClick(picker->focusWidget(), Qt::Key_Return);
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
    const auto &link = editor.topology().links.begin()->second;
    QCOMPARE(link.from, (Endpoint{editor.container("container").id, "calls"}));
    QCOMPARE(link.to.container, editor.container("memcached").id);
    QVERIFY(rowOf(outline, link.id)->isSelected());
    // Twice is refused there, with the reason, instead of being offered.
    outline->askLinkTarget();
    picker = QApplication::activePopupWidget();
    QTest::keyClicks(picker->focusWidget(), QStringLiteral("calls memcached"));
    const auto *list = picker->findChild<QListWidget *>();
    const auto *refused = list->item(list->count() - 1);
    QCOMPARE(refused->data(Qt::UserRole).toString().toStdString(), "calls/" + link.to.container);
    QVERIFY(!refused->flags().testFlag(Qt::ItemIsEnabled));
    QVERIFY2(refused->text().endsWith(QStringLiteral("linked already.")), qPrintable(refused->text()));
    picker->close();
    // What is not there yet is made.
    outline->setCurrentItem(rowOf(outline, editor.container("container").id)->child(0));
    outline->askLinkTarget();
    picker = QApplication::activePopupWidget();
    QVERIFY(picker != nullptr);
    QTest::keyClicks(picker->focusWidget(), QStringLiteral("new load"));
    QTest::keyClick(picker->focusWidget(), Qt::Key_Return);
    QCOMPARE(editor.topology().links.size(), std::size_t(2));
    QVERIFY(rowOf(outline, editor.container("load").id)->isSelected());
}

void OutlineTest::theOutlineFollowsEditsAsIfFilledAnew()
{
    Outlined editor;
    auto &document = editor.window->document();
    const auto check = [&] {
        QApplication::processEvents();
        const auto followed = rows(editor.outline);
        OutlinePanel fresh(document, editor.window->selection());
        QCOMPARE(followed, rows(&fresh));
    };
    const auto container = editor.topology().containers.begin()->first;
    const auto pod = editor.topology().containers.at(container).pod;
    document.push(rename(editor.topology(), pod, "renamed").value());
    check();
    document.push(rename(editor.topology(), container, "first").value());
    check();
    document.push(moveToPod(editor.topology(), container, editor.otherPod(container)).value());
    check();
    document.push(removeElements(editor.topology(), {container}));
    check();
    document.push(removeElements(editor.topology(), {editor.topology().pods.rbegin()->first}));
    check();
    std::set<ElementId> all;
    for (const auto &[id, each] : editor.topology().pods) {
        all.insert(id);
    }
    document.push(duplicate(editor.topology(), all, {40, 40}));
    check();
    document.push(addVolume(editor.topology(), "disk"));
    document.push(addNote(editor.topology(), "Look here", {}));
    check();
    const auto first = editor.topology().pods.begin()->first;
    const auto second = std::next(editor.topology().pods.begin())->first;
    ElementId inner, outer;
    document.push(addGroup(editor.topology(), {first, editor.topology().notes.begin()->first}, "inner", &inner));
    check();
    document.push(addGroup(editor.topology(), {inner, second}, "outer", &outer));
    check();
    document.push(rename(editor.topology(), outer, "around").value());
    check();
    document.push(setParam(editor.topology(), editor.topology().notes.begin()->first, "text", Value("Now")).value());
    check();
    document.push(duplicate(editor.topology(), {outer}, {40, 40}));
    check();
    document.push(moveToGroup(editor.topology(), {second}, inner).value()); // the outer one keeps the inner one alone
    check();
    document.push(removeElements(editor.topology(), {inner}));
    check();
    for (const auto &[id, each] : editor.topology().pods) {
        if (const auto cards = cardsOf(editor.topology(), id); cards.size() > 1) {
            document.push(moveCard(editor.topology(), cards.back(), 0));
            check();
            break;
        }
    }
    if (!editor.topology().links.empty()) {
        document.push(removeElements(editor.topology(), {editor.topology().links.begin()->first}));
        check();
    }
    while (document.undoStack()->canUndo()) {
        document.undoStack()->undo();
        check();
    }
}

void OutlineTest::groupsAreNestedAsInTheDrawing()
{
    Outlined editor;
    auto &document = editor.window->document();
    const auto first = editor.topology().pods.begin()->first;
    const auto second = std::next(editor.topology().pods.begin())->first;
    ElementId inner, outer;
    document.push(addGroup(editor.topology(), {first}, "inner", &inner));
    document.push(addGroup(editor.topology(), {inner, second}, "outer", &outer));
    QApplication::processEvents();
    QCOMPARE(outline::idOf(rowOf(editor.outline, first)->parent()), inner);
    QCOMPARE(outline::idOf(rowOf(editor.outline, inner)->parent()), outer);
    QCOMPARE(outline::idOf(rowOf(editor.outline, second)->parent()), outer);
    QCOMPARE(rowOf(editor.outline, outer)->parent(), nullptr);
    QVERIFY(rowOf(editor.outline, outer)->isExpanded() && rowOf(editor.outline, inner)->isExpanded());
    document.push(removeElements(editor.topology(), {outer}));
    QApplication::processEvents();
    QVERIFY(rowOf(editor.outline, outer) == nullptr);
    QCOMPARE(rowOf(editor.outline, inner)->parent(), nullptr);
    QCOMPARE(rowOf(editor.outline, second)->parent(), nullptr);
}

void OutlineTest::aPodIsDraggedIntoAGroupAndOut()
{
    Outlined editor;
    auto &document = editor.window->document();
    const auto first = editor.topology().pods.begin()->first;
    const auto second = std::next(editor.topology().pods.begin())->first;
    ElementId group;
    document.push(addGroup(editor.topology(), {first}, "group", &group));
    QApplication::processEvents();
    const auto dropOnto = [&](const ElementId &dragged, QTreeWidgetItem *row) {
        editor.select(dragged);
        const std::unique_ptr<QMimeData> data(
            editor.outline->model()->mimeData(editor.outline->selectionModel()->selectedIndexes()));
        editor.outline->scrollToItem(row);
        const auto at = editor.outline->visualItemRect(row).center();
        QDragEnterEvent enter(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(editor.outline->viewport(), &enter);
        QDropEvent drop(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(editor.outline->viewport(), &drop);
        QApplication::processEvents();
    };
    dropOnto(second, rowOf(editor.outline, group));
    QCOMPARE(editor.topology().groups.at(group).members, (std::vector<ElementId>{first, second}));
    QCOMPARE(outline::idOf(rowOf(editor.outline, second)->parent()), group);
    QVERIFY(rowOf(editor.outline, second)->isSelected());
    dropOnto(second, rowOf(editor.outline, std::next(editor.topology().pods.begin(), 2)->first));
    QCOMPARE(editor.topology().groups.at(group).members, (std::vector<ElementId>{first}));
    QCOMPARE(rowOf(editor.outline, second)->parent(), nullptr);
    QSignalSpy refusals(editor.outline, &OutlinePanel::refused);
    dropOnto(group, rowOf(editor.outline, group)); // it cannot be in itself
    QCOMPARE(refusals.count(), 1);
}

void OutlineTest::aLargeOutlineFollowsOneEdit()
{
    EditorWindow editor;
    Document document;
    for (int i = 0; i < 2000; ++i) {
        const auto number = std::to_string(i);
        document.topology.pods["pod-" + number] = Pod{"pod-" + number, "pod-" + number, {}, {}, {}};
        document.topology.containers["c-" + number] =
            Container{"c-" + number, "pod-" + number, "container", "c-" + number, {}, {}};
    }
    editor.window->document().load(document, {});
    auto *outline = editor.window->findChild<OutlinePanel *>();
    auto *kept = rowOf(outline, "c-77");
    editor.window->document().push(rename(editor.topology(), "c-5", "five").value());
    QApplication::processEvents();
    QCOMPARE(rowOf(outline, "c-77"), kept); // the others are the same rows as before
    QCOMPARE(rowOf(outline, "c-5")->text(0), QString("five"));
    QCOMPARE(kept->childCount(), 0); // ports are made when they are looked at
    kept->setExpanded(true);
    QCOMPARE(kept->childCount(), 2);
}

/// Two containers of a collapsed pod; and a volume beside a pod.
void OutlineTest::severalThatAreNotOnTheCanvasAreEditedAtOnce()
{
    OneContainer editor;
    auto &document = editor.window->document();
    const auto pod = editor.container("container").pod;
    document.push(addContainer(editor.topology(), "container", pod, {}));
    ElementId volume;
    document.push(addVolume(editor.topology(), "disk", &volume));
    editor.window->scene().setCollapsed({pod}, true);
    QApplication::processEvents();
    auto *outline = editor.window->findChild<OutlinePanel *>();
    const auto click = [&](const ElementId &id, Qt::KeyboardModifier modifier) {
        outline->scrollToItem(rowOf(outline, id));
        QTest::mouseClick(outline->viewport(), Qt::LeftButton, modifier,
                          outline->visualItemRect(rowOf(outline, id)).center());
    };
    const auto cards = cardsOf(editor.topology(), pod);
    QCOMPARE(cards.size(), std::size_t(2));
    click(cards[0], Qt::NoModifier);
    click(cards[1], Qt::ControlModifier);
    const std::set<ElementId> both(cards.begin(), cards.end());
    QCOMPARE(editor.window->selection().ids(), both);
    typeInto(editor.find<QWidget>("param.concurrency"), QStringLiteral("16"));
    QCOMPARE(editor.window->selection().ids(), both);
    for (const auto &id : cards) {
        QCOMPARE(paramsOf(editor.topology().containers.at(id)).integer("concurrency"), 16);
    }
    click(pod, Qt::NoModifier);
    click(volume, Qt::ControlModifier);
    document.push(rename(editor.topology(), pod, "renamed").value());
    QCOMPARE(editor.window->selection().ids(), (std::set<ElementId>{pod, volume}));
    document.push(removeElements(editor.topology(), {volume}));
    QCOMPARE(editor.window->selection().single(), pod);
}

QTEST_MAIN(OutlineTest)
#include "outline_test.moc"
