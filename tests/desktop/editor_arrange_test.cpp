// SPDX-License-Identifier: GPL-3.0-or-later
// Aligning, locks, guides, groups and clones.
#include "tests/desktop/placed_pods.h"

#include "app/desktop/group_item.h"
#include "app/desktop/guides.h"

#include <QStatusBar>

using namespace bayplan;

class EditorArrangeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySideAligns_data();
    void everySideAligns();
    void aligningIsOneStepAndNeedsTwo();
    void distributingMakesGapsEqual();
    void aLockedPodStaysWhereItIs();
    void othersAlignToALockedPod();
    void aDragCatchesOnAGuide();
    void altFreesFromTheGuides();
    void guidesHoldWithinTheirReachOnly();
    void aPodThatGrowsMakesRoomBelow();
    void aGroupFollowsItsMembersAndMovesThem();
    void aGroupIsRenamedInPlace();
    void aGroupIsDuplicatedWithItsMembersAndUngrouped();
    void aGroupOfAGroupKeepsBoth();
    void cutTakesTheMembersOfAGroupAlong();
    void cloningLinksTheCopyAndGoesOn();
    void oneOfSeveralContainersIsClonedIntoAPodOfItsOwn();
};

// ---- align and distribute ----

void EditorArrangeTest::everySideAligns_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("across");
    QTest::addColumn<double>("wanted");
    QTest::newRow("left") << "arrange.left" << true << 0.0;
    QTest::newRow("centre") << "arrange.centre" << true << 140.0;
    QTest::newRow("right") << "arrange.right" << true << 280.0;
    QTest::newRow("top") << "arrange.top" << false << 0.0;
    QTest::newRow("middle") << "arrange.middle" << false << 112.0;
    QTest::newRow("bottom") << "arrange.bottom" << false << 224.0;
}

void EditorArrangeTest::everySideAligns()
{
    QFETCH(QString, name);
    QFETCH(bool, across);
    QFETCH(double, wanted);
    EditorWindow editor;
    const auto pods = threePods(editor);
    editor.window->selection().set(pods);
    editor.window->action(name)->trigger();
    for (const auto &pod : pods) {
        QCOMPARE(across ? at(editor, pod).x : at(editor, pod).y, wanted);
    }
}

void EditorArrangeTest::aligningIsOneStepAndNeedsTwo()
{
    EditorWindow editor;
    const auto pods = threePods(editor);
    const auto before = editor.bytes();
    const int count = steps(editor);
    editor.window->selection().set({*pods.begin()});
    QVERIFY(!editor.window->action(QStringLiteral("arrange.left"))->isEnabled());
    editor.window->selection().set(pods);
    press(editor, "Ctrl+Shift+Left");
    QCOMPARE(steps(editor), count + 1);
    press(editor, "Ctrl+Z");
    QCOMPARE(editor.bytes(), before);
}

void EditorArrangeTest::distributingMakesGapsEqual()
{
    EditorWindow editor;
    const auto a = addPodAt(editor, 0, 0);
    const auto b = addPodAt(editor, 300, 0);
    const auto c = addPodAt(editor, 900, 0);
    editor.window->selection().set({a, b, c});
    press(editor, "Ctrl+Shift+H");
    QCOMPARE(at(editor, a).x, 0.0);
    QCOMPARE(at(editor, b).x, 450.0);
    QCOMPARE(at(editor, c).x, 900.0);
    editor.window->document().push(moveBy(editor.topology(), {b}, {0, 200}));
    editor.window->document().push(moveBy(editor.topology(), {c}, {0, 800}));
    press(editor, "Ctrl+Shift+V");
    QCOMPARE(at(editor, b).y, 400.0);
}

// ---- lock ----

void EditorArrangeTest::aLockedPodStaysWhereItIs()
{
    EditorWindow editor;
    const auto pod = addPodAt(editor, 160, 120);
    editor.window->selection().set({pod});
    press(editor, "Ctrl+L");
    QVERIFY(isLocked(editor.topology(), pod));
    const auto locked = editor.bytes();
    editor.drag(titleOf(editor, pod), titleOf(editor, pod) + QPointF(120, 80));
    QCOMPARE(editor.bytes(), locked);
    QVERIFY(editor.window->statusBar()->currentMessage().contains(QStringLiteral("locked")));
    QTest::keyClick(editor.viewport(), Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(editor.bytes(), locked);
    addPodAt(editor, 600, 300);
    const auto place = at(editor, pod);
    editor.window->action(QStringLiteral("edit.arrange"))->trigger();
    QCOMPARE(at(editor, pod), place);
    QVERIFY(editor.window->scene().itemOf(pod)->spokenName().contains(QStringLiteral("locked")));
    editor.window->view().zoomTo(1);
    editor.window->view().centerOn(300, 200);
    editor.window->selection().set({pod});
    press(editor, "Ctrl+L");
    editor.drag(titleOf(editor, pod), titleOf(editor, pod) + QPointF(0, 160), Qt::NoModifier);
    QVERIFY(at(editor, pod) != place);
}

void EditorArrangeTest::othersAlignToALockedPod()
{
    EditorWindow editor;
    const auto a = addPodAt(editor, 0, 0);
    const auto b = addPodAt(editor, 280, 200);
    editor.window->selection().set({b});
    press(editor, "Ctrl+L");
    editor.window->selection().set({a, b});
    press(editor, "Ctrl+Shift+Left");
    QCOMPARE(at(editor, a).x, 280.0);
    QCOMPARE(at(editor, b).x, 280.0);
}

// ---- guides ----

void EditorArrangeTest::aDragCatchesOnAGuide()
{
    EditorWindow editor;
    addPodAt(editor, 0, 4); // off the grid
    const auto pod = addPodAt(editor, 304, 200);
    editor.drag(titleOf(editor, pod), titleOf(editor, pod) + QPointF(2, -193), Qt::NoModifier, false);
    QCOMPARE(at(editor, pod), (Point{304, 4}));
    QVERIFY(!editor.window->scene().guides().lines().empty());
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen(titleOf(editor, pod)));
    QVERIFY(editor.window->scene().guides().lines().empty());
}

void EditorArrangeTest::altFreesFromTheGuides()
{
    EditorWindow editor;
    addPodAt(editor, 0, 4);
    const auto pod = addPodAt(editor, 304, 200);
    const auto start = editor.onScreen(titleOf(editor, pod));
    const auto end = start + QPoint(2, -193);
    QTest::mousePress(editor.viewport(), Qt::LeftButton, Qt::AltModifier, start);
    QMouseEvent move(QEvent::MouseMove, end, editor.viewport()->mapToGlobal(end), Qt::NoButton, Qt::LeftButton,
                     Qt::AltModifier);
    QApplication::sendEvent(editor.viewport(), &move);
    QVERIFY(editor.window->scene().guides().lines().empty());
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, Qt::AltModifier, end);
    QCOMPARE(at(editor, pod), (Point{306, 7}));
}

void EditorArrangeTest::guidesHoldWithinTheirReachOnly()
{
    const QRectF rect(100, 100, 50, 50);
    QVERIFY(guidesFor(rect, {}, 6).lines.empty());
    QVERIFY(guidesFor(rect, {QRectF(400, 400, 80, 80)}, 6).lines.empty());
    const auto nearer = guidesFor(rect, {QRectF(104, 400, 80, 80), QRectF(98, 600, 80, 80)}, 6);
    QVERIFY(nearer.holdsX && !nearer.holdsY);
    QCOMPARE(nearer.offset, QPointF(-2, 0));
    const auto middle = guidesFor(rect, {QRectF(300, 90, 300, 76)}, 6); // middles 125 and 128
    QVERIFY(middle.holdsY);
    QCOMPARE(middle.offset, QPointF(0, 3));
}

// ---- groups ----

/// One step with what made it grow; what is locked stays, and what is beside it too.
void EditorArrangeTest::aPodThatGrowsMakesRoomBelow()
{
    EditorWindow editor;
    const auto drop = [&](QPointF at) {
        const auto before = editor.allPods();
        editor.dropFromPalette("container", at);
        auto made = editor.allPods();
        std::erase_if(made, [&](const ElementId &id) { return before.contains(id); });
        return *made.begin();
    };
    const auto rect = [&](const ElementId &pod) { return podRect(editor.topology(), editor.topology().pods.at(pod)); };
    const auto grows = drop({300, 120});
    const auto below = drop({300, rect(grows).bottom() + 100});
    const auto further = drop({300, rect(below).bottom() + 100});
    const auto beside = drop({700, rect(below).center().y()});
    QVERIFY(!rect(below).intersects(rect(grows)));
    const auto before = editor.bytes();
    const auto placeBeside = at(editor, beside);
    const int count = steps(editor);
    editor.dropFromPalette("container", rect(grows).center());
    QCOMPARE(steps(editor), count + 1);
    QVERIFY(!rect(below).intersects(rect(grows)));
    QVERIFY(!rect(further).intersects(rect(below)));
    QVERIFY(at(editor, beside) == placeBeside);
    press(editor, "Ctrl+Z");
    QCOMPARE(editor.bytes(), before);

    editor.window->selection().set({below});
    press(editor, "Ctrl+L");
    const auto locked = at(editor, below);
    editor.dropFromPalette("container", rect(grows).center());
    QVERIFY(at(editor, below) == locked);
}

void EditorArrangeTest::aGroupFollowsItsMembersAndMovesThem()
{
    EditorWindow editor;
    const auto a = addPodAt(editor, 40, 80);
    const auto b = addPodAt(editor, 320, 80);
    editor.window->selection().set({a, b});
    press(editor, "Ctrl+G");
    QCOMPARE(editor.topology().groups.size(), std::size_t(1));
    const auto group = editor.topology().groups.begin()->first;
    QCOMPARE(editor.window->selection().single(), group);
    auto *item = dynamic_cast<GroupItem *>(editor.window->scene().itemOf(group));
    QVERIFY(item != nullptr);
    QVERIFY(item->spokenName().contains(QStringLiteral("2 member")));

    const auto before = editor.bytes();
    const int count = steps(editor);
    editor.window->selection().set({});
    const auto title = item->titleRect().center();
    editor.drag(title, title + QPointF(40, 64));
    QCOMPARE(at(editor, a), (Point{80, 144}));
    QCOMPARE(at(editor, b), (Point{360, 144}));
    QCOMPARE(steps(editor), count + 1);
    press(editor, "Ctrl+Z");
    QCOMPARE(editor.bytes(), before);

    editor.window->document().push(moveBy(editor.topology(), {b}, {0, 160}));
    QVERIFY(item->sceneBoundingRect().contains(placeOf(editor.topology(), b)));
    // Inside the frame the canvas is as it was: a rubber band begins there.
    QVERIFY(editor.window->scene().elementAt({100, 300}).empty());
}

void EditorArrangeTest::aGroupIsRenamedInPlace()
{
    EditorWindow editor;
    editor.window->selection().set({addPodAt(editor, 40, 80), addNoteAt(editor, 340, 80, "why")});
    press(editor, "Ctrl+G");
    const auto group = editor.topology().groups.begin()->first;
    press(editor, "F2");
    QVERIFY(editor.window->scene().isEditingText());
    QTest::keyClicks(editor.viewport(), QStringLiteral("Front tier"));
    QTest::keyClick(editor.viewport(), Qt::Key_Return);
    QCOMPARE(editor.topology().groups.at(group).title, std::string("Front tier"));
    QVERIFY(!editor.window->scene().isEditingText());
    QTRY_VERIFY(!editor.find<QTreeWidget>("outline")
                     ->findItems(QStringLiteral("Front tier"), Qt::MatchExactly | Qt::MatchRecursive)
                     .isEmpty());
    const auto *item = dynamic_cast<GroupItem *>(editor.window->scene().itemOf(group));
    QTest::mouseDClick(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen(item->titleRect().center()));
    QTest::keyClicks(editor.viewport(), QStringLiteral("Nothing"));
    QTest::keyClick(editor.viewport(), Qt::Key_Escape);
    QCOMPARE(editor.topology().groups.at(group).title, std::string("Front tier"));
}

void EditorArrangeTest::aGroupIsDuplicatedWithItsMembersAndUngrouped()
{
    EditorWindow editor;
    editor.window->selection().set({addPodAt(editor, 40, 80), addPodAt(editor, 320, 80)});
    press(editor, "Ctrl+G");
    press(editor, "Ctrl+D");
    QCOMPARE(editor.topology().pods.size(), std::size_t(4));
    QCOMPARE(editor.topology().groups.size(), std::size_t(2));
    for (const auto &[id, group] : editor.topology().groups) {
        QCOMPARE(group.members.size(), std::size_t(2));
    }
    press(editor, "Ctrl+Shift+G");
    QCOMPARE(editor.topology().groups.size(), std::size_t(1));
    editor.window->selection().set({editor.topology().groups.begin()->first});
    press(editor, "Del");
    QVERIFY(editor.topology().groups.empty());
    QCOMPARE(editor.topology().pods.size(), std::size_t(4));
}

void EditorArrangeTest::aGroupOfAGroupKeepsBoth()
{
    EditorWindow editor;
    const auto a = addPodAt(editor, 40, 160);
    const auto b = addPodAt(editor, 320, 160);
    editor.window->selection().set({a});
    press(editor, "Ctrl+G");
    const auto inner = editor.window->selection().single();
    editor.window->document().push(*rename(editor.topology(), inner, "Inner"));
    editor.window->selection().set({inner, b});
    press(editor, "Ctrl+G");
    const auto outer = editor.window->selection().single();
    QCOMPARE(editor.topology().groups.at(inner).title, std::string("Inner"));
    QCOMPARE(editor.topology().groups.at(outer).members, (std::vector<ElementId>{b, inner}));
    const auto *outerItem = dynamic_cast<GroupItem *>(editor.window->scene().itemOf(outer));
    const auto *innerItem = dynamic_cast<GroupItem *>(editor.window->scene().itemOf(inner));
    QVERIFY(outerItem->sceneBoundingRect().contains(innerItem->sceneBoundingRect()));
    QVERIFY(innerItem->zValue() > outerItem->zValue());
    QCOMPARE(editor.window->scene().elementAt(innerItem->titleRect().center()), inner);

    const auto grouped = editor.bytes();
    const auto title = outerItem->titleRect().center();
    editor.window->selection().set({});
    editor.drag(title, title + QPointF(40, 64));
    QCOMPARE(at(editor, a), (Point{80, 224}));
    QCOMPARE(at(editor, b), (Point{360, 224}));
    // The inner one moves alone, and the outer one goes round it.
    const auto innerTitle = innerItem->titleRect().center();
    editor.drag(innerTitle, innerTitle + QPointF(0, 240));
    QCOMPARE(at(editor, a), (Point{80, 464}));
    QVERIFY(outerItem->sceneBoundingRect().contains(innerItem->sceneBoundingRect()));
    press(editor, "Ctrl+Z");
    press(editor, "Ctrl+Z");
    QCOMPARE(editor.bytes(), grouped);

    editor.window->selection().set({outer});
    press(editor, "Ctrl+C");
    press(editor, "Ctrl+V");
    QCOMPARE(editor.topology().groups.size(), std::size_t(4));
    QCOMPARE(editor.topology().pods.size(), std::size_t(4));
    press(editor, "Ctrl+Z");
    editor.window->selection().set({outer});
    press(editor, "Ctrl+Shift+G");
    QCOMPARE(editor.window->selection().ids(), (std::set<ElementId>{inner, b}));
    QCOMPARE(editor.topology().groups.size(), std::size_t(1));
}

void EditorArrangeTest::cutTakesTheMembersOfAGroupAlong()
{
    EditorWindow editor;
    editor.window->selection().set({addPodAt(editor, 40, 80), addPodAt(editor, 320, 80)});
    press(editor, "Ctrl+G");
    press(editor, "Ctrl+X");
    QVERIFY(editor.topology().pods.empty());
    press(editor, "Ctrl+V");
    QCOMPARE(editor.topology().pods.size(), std::size_t(2));
    QCOMPARE(editor.topology().groups.begin()->second.members.size(), std::size_t(2));
}

// ---- clones ----

void EditorArrangeTest::cloningLinksTheCopyAndGoesOn()
{
    EditorWindow editor;
    addPodAt(editor, 0, 0, "load");
    const auto pod = addPodAt(editor, 320, 0);
    editor.drag(editor.port("load", "target"), editor.port("container", "in"));
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
    const auto before = editor.bytes();
    editor.window->selection().set({containerIn(editor, pod)});
    press(editor, "Alt+Shift+Down");
    QCOMPARE(editor.topology().pods.size(), std::size_t(3));
    QCOMPARE(editor.topology().links.size(), std::size_t(2));
    const auto copy = editor.window->selection().single();
    QVERIFY(copy != containerIn(editor, pod));
    const auto copyPod = editor.topology().containers.at(copy).pod;
    QCOMPARE(at(editor, copyPod).x, 320.0);
    QVERIFY(placeOf(editor.topology(), copyPod).top() > placeOf(editor.topology(), pod).bottom());
    press(editor, "Alt+Shift+Down");
    QCOMPARE(editor.topology().links.size(), std::size_t(3));
    const auto last = editor.topology().containers.at(editor.window->selection().single()).pod;
    QVERIFY(at(editor, last).y > at(editor, copyPod).y);
    for (const auto &[id, link] : editor.topology().links) {
        QCOMPARE(link.from.container, editor.container("load").id);
    }
    press(editor, "Ctrl+Z");
    press(editor, "Ctrl+Z");
    QCOMPARE(editor.bytes(), before);
}

void EditorArrangeTest::oneOfSeveralContainersIsClonedIntoAPodOfItsOwn()
{
    EditorWindow editor;
    const auto pod = addPodAt(editor, 0, 0);
    ElementId saver;
    editor.window->document().push(addContainer(editor.topology(), "log-saver", pod, {}, &saver));
    editor.window->selection().set({pod});
    press(editor, "Ctrl+G");
    editor.window->selection().set({containerIn(editor, pod)});
    press(editor, "Alt+Shift+Right");
    QCOMPARE(editor.topology().groups.begin()->second.members.size(), std::size_t(2)); // it joins the original's group
    QCOMPARE(editor.topology().pods.size(), std::size_t(2));
    QCOMPARE(editor.topology().containers.size(), std::size_t(3));
    const auto copy = editor.window->selection().single();
    const auto own = editor.topology().containers.at(copy).pod;
    QVERIFY(own != pod);
    QVERIFY(placeOf(editor.topology(), own).left() >= placeOf(editor.topology(), pod).right());
}

QTEST_MAIN(EditorArrangeTest)
#include "editor_arrange_test.moc"
