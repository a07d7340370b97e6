// SPDX-License-Identifier: GPL-3.0-or-later
// Aligning, guides, groups, locks, clones, many links at once, and the gestures of moving about.
#include "tests/desktop/editor_window.h"

#include "app/desktop/arrange_edits.h"
#include "app/desktop/canvas_overview.h"
#include "app/desktop/group_item.h"
#include "app/desktop/link_matching.h"

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
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
    void aGroupFollowsItsMembersAndMovesThem();
    void aGroupIsRenamedInPlace();
    void aGroupIsDuplicatedWithItsMembersAndUngrouped();
    void cutTakesTheMembersOfAGroupAlong();
    void cloningLinksTheCopyAndGoesOn();
    void oneOfSeveralContainersIsClonedIntoAPodOfItsOwn();
    void aPatternLinksAllThatMatch();
    void aPatternThatFitsNothingSaysWhy();
    void aLinkIsMadeByKeysAlone();
    void escapeDuringADragLeavesNoTrace();
    void aDragBackToItsStartLeavesNoStep();
    void aRubberBandTellsTheInspectorOnce();
    void aNoteIsEditedInPlace();
    void altUpGoesFromAContainerOutwards();
    void arrowsReachNotes();
    void pasteGoesToTheMouse();
    void spaceAndDragPans();
    void theMiddleButtonPans();
    void controlDigitsFit();
    void duplicateAndCut();
    void aShiftDragIntoTheEmptyMakesAPod();
    void tabAddsInTheMiddle();
    void aClickInTheOverviewGoesThere();
    void noTwoActionsShareAKey();
};

namespace {

ElementId addPodAt(EditorWindow &editor, double x, double y, const char *kind = "container", const char *name = nullptr)
{
    ElementId id;
    auto &document = editor.window->document();
    document.push(addContainer(editor.topology(), kind, {}, {x, y}, &id));
    const auto pod = editor.topology().containers.at(id).pod;
    if (name != nullptr) {
        document.push(*rename(editor.topology(), pod, name));
        document.push(*rename(editor.topology(), id, name));
    }
    QApplication::processEvents();
    return pod;
}

ElementId addNoteAt(EditorWindow &editor, double x, double y, const char *text)
{
    ElementId id;
    editor.window->document().push(addNote(editor.topology(), text, {x, y}, &id));
    QApplication::processEvents();
    return id;
}

Point at(const EditorWindow &editor, const ElementId &pod)
{
    return editor.topology().pods.at(pod).position;
}

ElementId containerIn(const EditorWindow &editor, const ElementId &pod)
{
    return containersOf(editor.topology(), pod).front()->id;
}

QPointF titleOf(const EditorWindow &editor, const ElementId &pod)
{
    return placeOf(editor.topology(), pod).topLeft() + QPointF(60, 16);
}

void press(EditorWindow &editor, const char *keys)
{
    QTest::keySequence(editor.window.get(), QKeySequence(QString::fromLatin1(keys)));
}

int steps(EditorWindow &editor)
{
    return editor.window->document().undoStack()->count();
}

/// Three pods out of line.
std::set<ElementId> threePods(EditorWindow &editor)
{
    return {addPodAt(editor, 0, 0), addPodAt(editor, 280, 32), addPodAt(editor, 104, 224)};
}

} // namespace

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
    editor.window->selection().set({containerIn(editor, pod)});
    press(editor, "Alt+Shift+Right");
    QCOMPARE(editor.topology().pods.size(), std::size_t(2));
    QCOMPARE(editor.topology().containers.size(), std::size_t(3));
    const auto copy = editor.window->selection().single();
    const auto own = editor.topology().containers.at(copy).pod;
    QVERIFY(own != pod);
    QVERIFY(placeOf(editor.topology(), own).left() >= placeOf(editor.topology(), pod).right());
}

// ---- links ----

void EditorArrangeTest::aPatternLinksAllThatMatch()
{
    EditorWindow editor;
    const auto caller = addPodAt(editor, 0, 0);
    addPodAt(editor, 320, 0, "memcached", "cache-1");
    addPodAt(editor, 320, 200, "memcached", "cache-2");
    addPodAt(editor, 600, 0, "memcached", "other");
    addPodAt(editor, 600, 200, "load", "cache-load");
    editor.window->selection().set({containerIn(editor, caller)});
    press(editor, "Ctrl+Shift+L");
    auto *bar = editor.find<LinkMatchBar>("linkMatchBar");
    QVERIFY(bar != nullptr && bar->isVisible());
    auto *field = bar->findChild<QLineEdit *>();
    const int count = steps(editor);
    QTest::keyClicks(field, QStringLiteral("cache-*"));
    QStringList texts;
    for (const auto *label : bar->findChildren<QLabel *>()) {
        texts << label->text();
    }
    QVERIFY(texts.join(QLatin1Char(' ')).contains(QStringLiteral("2 of 3")));
    QVERIFY(texts.join(QLatin1Char(' ')).contains(QStringLiteral("cache-load:")));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(editor.topology().links.size(), std::size_t(2));
    QCOMPARE(steps(editor), count + 1);
    QTRY_VERIFY(editor.find<LinkMatchBar>("linkMatchBar") == nullptr);
    press(editor, "Ctrl+Z");
    QVERIFY(editor.topology().links.empty());
}

void EditorArrangeTest::aPatternThatFitsNothingSaysWhy()
{
    EditorWindow editor;
    const auto worker = addPodAt(editor, 0, 0, "worker");
    addPodAt(editor, 320, 0, "memcached", "cache-1");
    const auto found =
        linkMatching(editor.topology(), {containerIn(editor, worker), "queue"}, QStringLiteral("CACHE*"));
    QCOMPARE(found.matching, 1);
    QCOMPARE(found.links, 0);
    QVERIFY(found.edit.empty());
    QCOMPARE(found.refusals.size(), 1);
    QVERIFY(!matchesName({}, QStringLiteral("a"), QStringLiteral("b")));
    QVERIFY(!matchesName(QStringLiteral("a.c"), QStringLiteral("abc"), QStringLiteral("b"))); // a dot is a dot
    QVERIFY(matchesName(QStringLiteral("web/*"), QStringLiteral("web"), QStringLiteral("app")));
    editor.window->selection().set({containerIn(editor, worker)});
    press(editor, "Ctrl+Shift+L");
    auto *bar = editor.find<LinkMatchBar>("linkMatchBar");
    auto *field = bar->findChild<QLineEdit *>();
    const auto before = editor.bytes();
    QTest::keyClicks(field, QStringLiteral("nothing-*"));
    QVERIFY(!bar->findChild<QPushButton *>()->isEnabled());
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(editor.bytes(), before);
    QTest::keyClick(field, Qt::Key_Escape);
    QTRY_VERIFY(editor.find<LinkMatchBar>("linkMatchBar") == nullptr);
}

void EditorArrangeTest::aLinkIsMadeByKeysAlone()
{
    EditorWindow editor;
    const auto load = addPodAt(editor, 0, 0, "load");
    addPodAt(editor, 320, 0, "container", "shop");
    editor.window->selection().set({containerIn(editor, load)});
    editor.window->view().setFocus();
    QTest::keyClick(&editor.window->view(), Qt::Key_L);
    auto *picker = QApplication::activePopupWidget();
    QVERIFY(picker != nullptr);
    QTest::keyClicks(picker->focusWidget(), QStringLiteral("shop"));
    QTest::keyClick(picker->focusWidget(), Qt::Key_Return);
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
    QCOMPARE(editor.topology().links.begin()->second.from.port, std::string("target"));
    QCOMPARE(editor.topology().links.begin()->second.to.container, editor.container("container").id);
}

// ---- gestures given up and coalesced ----

void EditorArrangeTest::escapeDuringADragLeavesNoTrace()
{
    EditorWindow editor;
    const auto pod = addPodAt(editor, 160, 120);
    const auto before = editor.bytes();
    const int count = steps(editor);
    editor.drag(titleOf(editor, pod), titleOf(editor, pod) + QPointF(96, 40), Qt::NoModifier, false);
    QVERIFY(editor.bytes() != before);
    QTest::keyClick(editor.viewport(), Qt::Key_Escape);
    QCOMPARE(editor.bytes(), before);
    QCOMPARE(steps(editor), count);
    QVERIFY(!editor.window->document().undoStack()->canRedo());
    QTest::mouseMove(editor.viewport(), editor.onScreen({400, 300}));
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen({400, 300}));
    QCOMPARE(editor.bytes(), before);
}

void EditorArrangeTest::aDragBackToItsStartLeavesNoStep()
{
    EditorWindow editor;
    const auto pod = addPodAt(editor, 160, 120);
    const int count = steps(editor);
    const auto start = editor.onScreen(titleOf(editor, pod));
    QTest::mousePress(editor.viewport(), Qt::LeftButton, Qt::NoModifier, start);
    QTest::mouseMove(editor.viewport(), start + QPoint(80, 0));
    QCOMPARE(at(editor, pod).x, 240.0);
    QTest::mouseMove(editor.viewport(), start);
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, Qt::NoModifier, start);
    QCOMPARE(at(editor, pod).x, 160.0);
    QCOMPARE(steps(editor), count);
}

void EditorArrangeTest::aRubberBandTellsTheInspectorOnce()
{
    EditorWindow editor;
    const auto pods = threePods(editor);
    editor.window->selection().set({});
    QSignalSpy changed(&editor.window->selection(), &Selection::changed);
    editor.drag({-40, -40}, {600, 400}, Qt::NoModifier, false);
    QCOMPARE(changed.size(), 0);
    QTest::mouseRelease(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen({600, 400}));
    QCOMPARE(changed.size(), 1);
    for (const auto &pod : pods) {
        QVERIFY(editor.window->selection().ids().contains(pod));
    }
}

void EditorArrangeTest::aNoteIsEditedInPlace()
{
    EditorWindow editor;
    const auto note = addNoteAt(editor, 160, 120, "old");
    const auto middle = placeOf(editor.topology(), note).center();
    QTest::mouseDClick(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen(middle));
    QVERIFY(editor.window->scene().isEditingText());
    const int count = steps(editor);
    QTest::keyClicks(editor.viewport(), QStringLiteral("**new** l 1"));
    QCOMPARE(editor.topology().notes.at(note).text, std::string("old"));
    QTest::keyClick(editor.viewport(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(editor.topology().notes.at(note).text, std::string("**new** l 1"));
    QCOMPARE(steps(editor), count + 1);

    editor.window->selection().set({note});
    QTest::keyClick(editor.viewport(), Qt::Key_Return);
    QVERIFY(editor.window->scene().isEditingText());
    QTest::keyClicks(editor.viewport(), QStringLiteral("lost"));
    QTest::keyClick(editor.viewport(), Qt::Key_Escape);
    QCOMPARE(editor.topology().notes.at(note).text, std::string("**new** l 1"));

    QTest::mouseDClick(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen(middle));
    QTest::keyClicks(editor.viewport(), QStringLiteral("kept"));
    QTest::mouseClick(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen({560, 380}));
    QCOMPARE(editor.topology().notes.at(note).text, std::string("kept"));
}

// ---- keyboard ----

void EditorArrangeTest::altUpGoesFromAContainerOutwards()
{
    EditorWindow editor;
    const auto pod = addPodAt(editor, 160, 120);
    editor.window->selection().set({pod});
    press(editor, "Ctrl+G");
    const auto group = editor.window->selection().single();
    const auto container = containerIn(editor, pod);
    editor.window->selection().set({container});
    QTest::keyClick(editor.viewport(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(editor.window->selection().single(), pod);
    QTest::keyClick(editor.viewport(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(editor.window->selection().single(), group);
    QTest::keyClick(editor.viewport(), Qt::Key_Down, Qt::AltModifier);
    QTest::keyClick(editor.viewport(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(editor.window->selection().single(), container);
}

void EditorArrangeTest::arrowsReachNotes()
{
    EditorWindow editor;
    const auto pod = addPodAt(editor, 0, 120);
    const auto note = addNoteAt(editor, 340, 160, "why");
    editor.window->selection().set({containerIn(editor, pod)});
    QTest::keyClick(editor.viewport(), Qt::Key_Right);
    QCOMPARE(editor.window->selection().single(), note);
    QTest::keyClick(editor.viewport(), Qt::Key_Left);
    QCOMPARE(editor.window->selection().single(), containerIn(editor, pod));
}

// ---- clipboard ----

void EditorArrangeTest::pasteGoesToTheMouse()
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

// ---- moving about ----

void EditorArrangeTest::spaceAndDragPans()
{
    EditorWindow editor;
    const auto pod = addPodAt(editor, 160, 120);
    auto &view = editor.window->view();
    const auto before = view.mapToScene(QPoint(0, 0));
    const auto bytes = editor.bytes();
    QSignalSpy space(&view, &CanvasView::spacePressed);
    QTest::keyPress(&view, Qt::Key_Space);
    editor.drag(titleOf(editor, pod), titleOf(editor, pod) + QPointF(60, 40));
    QTest::keyRelease(&view, Qt::Key_Space);
    QCOMPARE(view.mapToScene(QPoint(0, 0)), before - QPointF(60, 40));
    QCOMPARE(editor.bytes(), bytes);
    QCOMPARE(space.size(), 0); // it was a pan: nothing is started
    QCOMPARE(view.dragMode(), QGraphicsView::RubberBandDrag);
}

void EditorArrangeTest::theMiddleButtonPans()
{
    EditorWindow editor;
    const auto pod = addPodAt(editor, 160, 120);
    auto &view = editor.window->view();
    const auto before = view.mapToScene(QPoint(0, 0));
    const auto bytes = editor.bytes();
    const auto start = editor.onScreen(titleOf(editor, pod));
    QTest::mousePress(editor.viewport(), Qt::MiddleButton, Qt::NoModifier, start);
    QTest::mouseMove(editor.viewport(), start + QPoint(30, 20));
    QTest::mouseMove(editor.viewport(), start + QPoint(60, 40));
    QTest::mouseRelease(editor.viewport(), Qt::MiddleButton, Qt::NoModifier, start + QPoint(60, 40));
    QCOMPARE(view.mapToScene(QPoint(0, 0)), before - QPointF(60, 40));
    QCOMPARE(editor.bytes(), bytes);
    QCOMPARE(view.dragMode(), QGraphicsView::RubberBandDrag);
}

void EditorArrangeTest::controlDigitsFit()
{
    EditorWindow editor;
    const auto near = addPodAt(editor, 0, 0);
    const auto far = addPodAt(editor, 3000, 2000);
    auto &view = editor.window->view();
    press(editor, "Ctrl+0");
    QVERIFY(view.zoom() < 1);
    QVERIFY(view.visibleRect().contains(placeOf(editor.topology(), near)));
    QVERIFY(view.visibleRect().contains(placeOf(editor.topology(), far)));
    press(editor, "Ctrl+1");
    QCOMPARE(view.zoom(), 1.0);
    editor.window->selection().set({far});
    press(editor, "Ctrl+2");
    QVERIFY(view.visibleRect().contains(placeOf(editor.topology(), far)));
    QVERIFY(!view.visibleRect().contains(placeOf(editor.topology(), near)));
}

void EditorArrangeTest::duplicateAndCut()
{
    EditorWindow editor;
    const auto pod = addPodAt(editor, 160, 120);
    const auto before = editor.bytes();
    editor.window->selection().set({pod});
    press(editor, "Ctrl+D");
    QCOMPARE(editor.topology().pods.size(), std::size_t(2));
    QVERIFY(!editor.window->selection().ids().contains(pod));
    press(editor, "Ctrl+X");
    QCOMPARE(editor.bytes(), before);
    QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("container")));
    press(editor, "Ctrl+V");
    QCOMPARE(editor.topology().pods.size(), std::size_t(2));
}

void EditorArrangeTest::aShiftDragIntoTheEmptyMakesAPod()
{
    EditorWindow editor;
    const auto pod = addPodAt(editor, 0, 0);
    ElementId saver;
    editor.window->document().push(addContainer(editor.topology(), "log-saver", pod, {}, &saver));
    editor.drag(cardRect(editor.topology(), editor.topology().containers.at(saver)).center(), {520, 300},
                Qt::ShiftModifier);
    const auto &moved = editor.topology().containers.at(saver);
    QVERIFY(moved.pod != pod);
    QVERIFY(cardRect(editor.topology(), moved).contains(QPointF(520, 300)));
}

void EditorArrangeTest::tabAddsInTheMiddle()
{
    EditorWindow editor;
    editor.window->view().setFocus();
    QTest::keyClick(&editor.window->view(), Qt::Key_Tab);
    auto *picker = QApplication::activePopupWidget();
    QVERIFY(picker != nullptr);
    QTest::keyClicks(picker->focusWidget(), QStringLiteral("memcached"));
    QTest::keyClick(picker->focusWidget(), Qt::Key_Return);
    const auto middle = editor.window->view().visibleRect().center();
    QVERIFY(cardRect(editor.topology(), editor.container("memcached")).contains(middle));
}

void EditorArrangeTest::aClickInTheOverviewGoesThere()
{
    EditorWindow editor;
    addPodAt(editor, 0, 0);
    const auto far = addPodAt(editor, 3000, 2000);
    auto &view = editor.window->view();
    view.zoomTo(1);
    view.centerOn(100, 100);
    QApplication::processEvents();
    auto *overview = editor.window->findChild<CanvasOverview *>();
    QVERIFY(overview != nullptr && overview->isVisible());
    QTest::mouseClick(overview, Qt::LeftButton, Qt::NoModifier,
                      QPoint(overview->width() - 14, overview->height() - 14));
    QVERIFY(view.visibleRect().intersects(placeOf(editor.topology(), far)));
}

void EditorArrangeTest::noTwoActionsShareAKey()
{
    EditorWindow editor;
    std::map<QString, QString> taken;
    for (const auto *action : editor.window->findChildren<QAction *>()) {
        // Those of a widget of its own, such as a table's copy, are its own affair.
        const auto keys = action->shortcutContext() == Qt::WindowShortcut ? action->shortcuts() : QList<QKeySequence>();
        for (const auto &key : keys) {
            const auto [entry, isNew] = taken.try_emplace(key.toString(), action->objectName());
            QVERIFY2(isNew, qPrintable(key.toString() + QLatin1Char(' ') + entry->second + QLatin1Char(' ') +
                                       action->objectName()));
        }
    }
}

QTEST_MAIN(EditorArrangeTest)
#include "editor_arrange_test.moc"
