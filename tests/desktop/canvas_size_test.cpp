// SPDX-License-Identifier: GPL-3.0-or-later
// Collapsed pods, lists of replicas, ways of links, looks of ports, and drawings of ten thousand containers.
#include "tests/bench/drawing_of_size.h"
#include "tests/desktop/editor_window.h"

#include <QHelpEvent>
#include <QSignalSpy>
#include <QToolTip>

#include <cmath>
#include <random>

using namespace bayplan;

class CanvasSizeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aClickInTheTitleCollapsesAndExpands();
    void theKeyCollapsesThePodOfTheSelectedCard();
    void allPodsAreCollapsedInOneUndoStep();
    void linksEndAtTheFrameOfACollapsedPodAndThoseWithinAreHidden();
    void aContainerHiddenInACollapsedPodIsSelectedElsewhere();
    void theBadgeListsTheReplicas();
    void aRunTellsTheStateOfEachReplica();
    void anOrthogonalWayHasOnlyRightAngles();
    void portsOfPatternsHaveALookOfTheirOwn();
    void theCursorOverAPortAndAVolumeTellsWhatTheyAre();
    void theIndexFollowsAnyEdits();
    void theExtentFollowsWhatMovesInwards();
    void aLargeDrawingOpensAndAPodIsDragged();
    void problemsOfALargeDrawingAreThoseOfItsLastState();
    void fromAfarOneStillSelectsAndDraws();
};

namespace {

/// Two pods: "left" with two containers that are linked, "right" with one that the first of them calls.
struct Drawn {
    ElementId left, right, first, second, target, inner, outer;
};

Drawn drawPods(EditorWindow &editor)
{
    auto &document = editor.window->document();
    Drawn drawn;
    const auto push = [&](Result<Edit> edit) {
        QVERIFY(edit);
        document.push(std::move(*edit));
    };
    const auto add = [&](const ElementId &pod, Point at, ElementId *id) {
        push(addContainer(document.topology(), "container", pod, at, id));
    };
    add({}, {0, 0}, &drawn.first);
    drawn.left = document.topology().containers.at(drawn.first).pod;
    add(drawn.left, {}, &drawn.second);
    add({}, {480, 64}, &drawn.target);
    drawn.right = document.topology().containers.at(drawn.target).pod;
    const auto link = [&](const ElementId &from, const ElementId &to, ElementId *id) {
        push(bayplan::connect(document.topology(), {from, "calls"}, {to, "in"}, id));
    };
    link(drawn.first, drawn.second, &drawn.inner);
    link(drawn.first, drawn.target, &drawn.outer);
    editor.window->view().zoomTo(1);
    editor.window->view().centerOn(300, 150);
    QApplication::processEvents();
    return drawn;
}

PodItem *podItem(EditorWindow &editor, const ElementId &id)
{
    return dynamic_cast<PodItem *>(editor.window->scene().itemOf(id));
}

LinkItem *linkItem(EditorWindow &editor, const ElementId &id)
{
    return dynamic_cast<LinkItem *>(editor.window->scene().itemOf(id));
}

void clickPart(EditorWindow &editor, const ElementId &id, PodPart part)
{
    const auto *pod = podItem(editor, id);
    QTest::mouseClick(editor.viewport(), Qt::LeftButton, Qt::NoModifier,
                      editor.onScreen(pod->pos() + pod->partRect(part).center()));
}

bool isCollapsedIn(const EditorWindow &editor, const ElementId &pod)
{
    return isCollapsed(editor.topology().pods.at(pod));
}

void load(EditorWindow &editor, const Topology &topology)
{
    Document document;
    document.topology = topology;
    editor.window->document().load(document, {});
    QApplication::processEvents();
}

} // namespace

void CanvasSizeTest::aClickInTheTitleCollapsesAndExpands()
{
    EditorWindow editor;
    const auto drawn = drawPods(editor);
    const auto before = editor.bytes();
    clickPart(editor, drawn.left, PodPart::Collapse);
    QVERIFY(isCollapsedIn(editor, drawn.left));
    QVERIFY(!isCollapsedIn(editor, drawn.right));
    QCOMPARE(podRect(editor.topology(), editor.topology().pods.at(drawn.left)).size(), QSizeF(cardWidth, cardHeight));
    QVERIFY(!editor.window->scene().itemOf(drawn.first)->isVisible());
    QVERIFY(podItem(editor, drawn.left)->spokenName().contains(QStringLiteral("collapsed")));
    clickPart(editor, drawn.left, PodPart::Collapse);
    QVERIFY(!isCollapsedIn(editor, drawn.left));
    QVERIFY(editor.window->scene().itemOf(drawn.first)->isVisible());
    QCOMPARE(editor.bytes(), before); // nothing is left in the document of a pod that stands as by default
    editor.window->document().undoStack()->undo();
    QVERIFY(isCollapsedIn(editor, drawn.left));
    editor.window->document().undoStack()->undo();
    QCOMPARE(editor.bytes(), before);
}

void CanvasSizeTest::theKeyCollapsesThePodOfTheSelectedCard()
{
    EditorWindow editor;
    const auto drawn = drawPods(editor);
    editor.window->selection().set({drawn.target});
    editor.window->view().setFocus();
    QTest::keyClick(&editor.window->view(), Qt::Key_E, Qt::ControlModifier);
    QVERIFY(isCollapsedIn(editor, drawn.right));
    QCOMPARE(editor.window->selection().single(), drawn.right);
    QTest::keyClick(&editor.window->view(), Qt::Key_E, Qt::ControlModifier);
    QVERIFY(!isCollapsedIn(editor, drawn.right));
    editor.window->selection().set({});
    QVERIFY(!editor.window->action(QStringLiteral("view.collapse"))->isEnabled());
}

void CanvasSizeTest::allPodsAreCollapsedInOneUndoStep()
{
    EditorWindow editor;
    const auto drawn = drawPods(editor);
    editor.window->action(QStringLiteral("view.collapseAll"))->trigger();
    QVERIFY(isCollapsedIn(editor, drawn.left) && isCollapsedIn(editor, drawn.right));
    editor.window->document().undoStack()->undo();
    QVERIFY(!isCollapsedIn(editor, drawn.left) && !isCollapsedIn(editor, drawn.right));
    editor.window->document().undoStack()->redo();
    editor.window->action(QStringLiteral("view.expandAll"))->trigger();
    QVERIFY(!isCollapsedIn(editor, drawn.left) && !isCollapsedIn(editor, drawn.right));
}

void CanvasSizeTest::linksEndAtTheFrameOfACollapsedPodAndThoseWithinAreHidden()
{
    EditorWindow editor;
    const auto drawn = drawPods(editor);
    editor.window->scene().setCollapsed({drawn.left, drawn.right}, true);
    const auto &pods = editor.topology().pods;
    const auto left = podRect(editor.topology(), pods.at(drawn.left));
    const auto right = podRect(editor.topology(), pods.at(drawn.right));
    const auto *outer = linkItem(editor, drawn.outer);
    QVERIFY(outer->isVisible());
    QCOMPARE(outer->way().front(), QPointF(left.right(), left.center().y()));
    QCOMPARE(outer->way().back(), QPointF(right.left(), right.center().y()));
    QVERIFY(!linkItem(editor, drawn.inner)->isVisible());
    editor.window->scene().setCollapsed({drawn.left}, false);
    QVERIFY(linkItem(editor, drawn.inner)->isVisible());
    QCOMPARE(outer->way().front(), portPosition(editor.topology(), Endpoint{drawn.first, "calls"}));
}

void CanvasSizeTest::aContainerHiddenInACollapsedPodIsSelectedElsewhere()
{
    EditorWindow editor;
    const auto drawn = drawPods(editor);
    editor.window->scene().setCollapsed({drawn.left}, true);
    editor.window->selection().set({drawn.second}); // as the outline does
    editor.window->scene().nudge({8, 0});           // an edit that refreshes the pod
    QCOMPARE(editor.window->selection().single(), drawn.second);
    const auto centre = editor.onScreen(podItem(editor, drawn.left)->sceneBoundingRect().center());
    QTest::mouseClick(editor.viewport(), Qt::LeftButton, Qt::NoModifier, centre);
    QCOMPARE(editor.window->selection().single(), drawn.left);
}

void CanvasSizeTest::theBadgeListsTheReplicas()
{
    EditorWindow editor;
    const auto drawn = drawPods(editor);
    auto &document = editor.window->document();
    document.push(*setParam(document.topology(), drawn.left, "replicas", Value(std::int64_t{3})));
    const auto before = editor.bytes();
    const auto height = podItem(editor, drawn.left)->boundingRect().height();
    clickPart(editor, drawn.left, PodPart::Replicas);
    QVERIFY(podItem(editor, drawn.left)->boundingRect().height() > height + 40);
    QCOMPARE(podItem(editor, drawn.left)->rows().size(), std::size_t(3));
    QCOMPARE(podItem(editor, drawn.left)->rows().back().name,
             QString::fromStdString(document.topology().pods.at(drawn.left).name) + QStringLiteral("-2"));
    QCOMPARE(editor.bytes(), before); // what is listed is no part of the document
    clickPart(editor, drawn.left, PodPart::Replicas);
    QVERIFY(podItem(editor, drawn.left)->rows().empty());
    QCOMPARE(podItem(editor, drawn.right)->partAt(podItem(editor, drawn.right)->partRect(PodPart::Replicas).center()),
             PodPart::None); // one alone has nothing to list
}

void CanvasSizeTest::aRunTellsTheStateOfEachReplica()
{
    EditorWindow editor;
    const auto drawn = drawPods(editor);
    auto &document = editor.window->document();
    document.push(*setParam(document.topology(), drawn.left, "replicas", Value(std::int64_t{2})));
    editor.window->scene().toggleReplicas(drawn.left);
    LiveFigures figures;
    figures.shown = true;
    figures.replicas[drawn.left] = {{QStringLiteral("pod-0"), QStringLiteral("up"), true},
                                    {QStringLiteral("pod-1"), QStringLiteral("down"), false}};
    editor.window->scene().showLive(figures);
    const auto &rows = podItem(editor, drawn.left)->rows();
    QCOMPARE(rows.size(), std::size_t(2));
    QCOMPARE(rows[1].state, QStringLiteral("down"));
    QVERIFY(rows[0].isWell && !rows[1].isWell);
    editor.window->scene().showLive({});
    QVERIFY(podItem(editor, drawn.left)->rows()[1].state.isEmpty());
}

void CanvasSizeTest::anOrthogonalWayHasOnlyRightAngles()
{
    EditorWindow editor;
    const auto drawn = drawPods(editor);
    const auto hasRightAngles = [&](const ElementId &id) {
        const auto &corners = linkItem(editor, id)->corners();
        for (int i = 1; i < corners.size(); ++i) {
            if (corners[i].x() != corners[i - 1].x() && corners[i].y() != corners[i - 1].y()) {
                return false;
            }
        }
        return corners.size() >= 2 && corners.front() == linkItem(editor, id)->way().front() &&
               corners.back() == linkItem(editor, id)->way().back();
    };
    QVERIFY(linkItem(editor, drawn.outer)->corners().isEmpty());
    editor.window->selection().set({drawn.outer, drawn.inner});
    editor.window->action(QStringLiteral("edit.linkWay"))->trigger();
    QVERIFY(hasRightAngles(drawn.outer));
    QVERIFY(hasRightAngles(drawn.inner));
    // Round about, when the callee stands to the left.
    auto &document = editor.window->document();
    document.push(moveBy(document.topology(), {drawn.right}, {-1200, 200}));
    QVERIFY(hasRightAngles(drawn.outer));
    document.undoStack()->undo();
    document.undoStack()->undo();
    QVERIFY(linkItem(editor, drawn.outer)->corners().isEmpty());
    document.undoStack()->redo();
    editor.window->action(QStringLiteral("edit.linkWay"))->trigger();
    QVERIFY(linkItem(editor, drawn.outer)->corners().isEmpty());
    QVERIFY(editor.topology().links.at(drawn.outer).params.empty());
}

void CanvasSizeTest::portsOfPatternsHaveALookOfTheirOwn()
{
    const auto look = [](const char *kind, const char *port, bool scattered = false) {
        return portLook(*findKind(kind), *findPort(*findKind(kind), port), scattered);
    };
    QCOMPARE(look("elector", "in"), PortLook::Election);
    QCOMPARE(look("scatter-root", "shards"), PortLook::Scatter);
    QCOMPARE(look("scatter-root", "in"), PortLook::Http);
    QCOMPARE(look("container", "in"), PortLook::Any);
    QCOMPARE(look("container", "in", true), PortLook::Scatter);
    QCOMPARE(look("work-queue", "in"), PortLook::Queue);
}

void CanvasSizeTest::theCursorOverAPortAndAVolumeTellsWhatTheyAre()
{
    EditorWindow editor;
    const auto drawn = drawPods(editor);
    auto &document = editor.window->document();
    document.push(*setParam(document.topology(), drawn.first, "mounts", Value(std::vector<std::string>{"data:/srv"})));
    const auto *card = dynamic_cast<ContainerItem *>(editor.window->scene().itemOf(drawn.first));
    const auto hover = [&](QPointF scene) {
        const auto at = editor.onScreen(scene);
        QHelpEvent event(QEvent::ToolTip, at, editor.viewport()->mapToGlobal(at));
        QApplication::sendEvent(editor.viewport(), &event);
        return QToolTip::text();
    };
    QVERIFY(hover(card->pos() + card->volumeMark().center()).contains(QStringLiteral("data:/srv")));
    QVERIFY(hover(card->portScenePosition("in")).contains(QStringLiteral("Ring")));
    QCOMPARE(card->helpAt({100, 60}), card->help()); // elsewhere the worst problem
}

void CanvasSizeTest::theIndexFollowsAnyEdits()
{
    Topology topology = drawingOfSize(60);
    DrawingIndex index;
    index.rebuild(topology);
    std::mt19937 random(11);
    const auto any = [&](const auto &map) {
        return std::next(map.begin(), std::uniform_int_distribution<std::ptrdiff_t>(0, std::ssize(map) - 1)(random))
            ->first;
    };
    std::vector<Edit> undo;
    for (int i = 0; i < 500; ++i) {
        Edit edit;
        const auto choice = random() % 7;
        if (choice == 0 || topology.containers.size() < 8 || topology.pods.size() < 4) {
            edit = addContainer(topology, "container", random() % 2 == 0 ? any(topology.pods) : ElementId(), {0, 0});
        } else if (choice == 1) {
            edit = removeElements(topology, {any(topology.containers)});
        } else if (choice == 2 && random() % 3 == 0) {
            edit = removeElements(topology, {any(topology.pods)});
        } else if (choice == 3) {
            if (auto made =
                    bayplan::connect(topology, {any(topology.containers), "calls"}, {any(topology.containers), "in"})) {
                edit = std::move(*made);
            }
        } else if (choice == 4) {
            if (auto made = moveToPod(topology, any(topology.containers), any(topology.pods))) {
                edit = std::move(*made);
            }
        } else if (choice == 5 && !undo.empty()) {
            edit = std::move(undo.back());
            undo.pop_back();
        } else {
            edit = duplicate(topology, {any(topology.pods)}, {32, 32});
            if (topology.containers.size() > 200) {
                edit = removeElements(topology, {any(topology.pods), any(topology.pods)});
            }
        }
        const auto touched = touchedBy(edit);
        auto inverse = apply(topology, std::move(edit));
        if (choice != 5) {
            undo.push_back(std::move(inverse));
        }
        index.update(topology, touched);
        DrawingIndex fresh;
        fresh.rebuild(topology);
        QVERIFY2(index == fresh, qPrintable(QStringLiteral("after edit %1").arg(i)));
    }
}

void CanvasSizeTest::theExtentFollowsWhatMovesInwards()
{
    Extent extent;
    QVERIFY(extent.whole().isEmpty());
    extent.put("a", {0, 0, 10, 10});
    extent.put("b", {100, 50, 10, 10});
    QCOMPARE(extent.whole(), QRectF(0, 0, 110, 60));
    extent.put("b", {50, 20, 10, 10});
    QCOMPARE(extent.whole(), QRectF(0, 0, 60, 30));
    extent.remove("a");
    QCOMPARE(extent.whole(), QRectF(50, 20, 10, 10));
    extent.clear();
    QVERIFY(extent.whole().isEmpty());
}

void CanvasSizeTest::aLargeDrawingOpensAndAPodIsDragged()
{
    EditorWindow editor;
    load(editor, drawingOfSize(10'000));
    QCOMPARE(editor.topology().containers.size(), std::size_t(10'000));
    auto &view = editor.window->view();
    const ElementId pod = "pod-2500";
    const auto before = editor.topology().pods.at(pod).position;
    view.zoomTo(1);
    view.centerOn(toPointF(before));
    QApplication::processEvents();
    const auto title = toPointF(before) + QPointF(60, 10);
    QCOMPARE(editor.window->scene().elementAt(title), pod);
    editor.drag(title, title + QPointF(40, 24));
    const auto after = editor.topology().pods.at(pod).position;
    QCOMPARE(after, (Point{before.x + 40, before.y + 24}));
    const auto &member = editor.window->scene().index().containersOf(pod).front();
    QCOMPARE(editor.window->scene().itemOf(member)->pos(), cardOrigin(editor.topology().pods.at(pod), 0));
    const auto &link = *editor.window->scene().index().linksOf(member).begin();
    QCOMPARE(linkItem(editor, link)->way().front(),
             portPosition(editor.topology(), editor.topology().links.at(link).from));
    editor.window->document().undoStack()->undo();
    QCOMPARE(editor.topology().pods.at(pod).position, before);
}

void CanvasSizeTest::problemsOfALargeDrawingAreThoseOfItsLastState()
{
    EditorWindow editor;
    auto &document = editor.window->document();
    load(editor, drawingOfSize(1'500));
    QSignalSpy shown(&document, &DocumentSession::problemsChanged);
    const auto isTold = [&](const ElementId &id) {
        return std::ranges::any_of(document.problems(), [&](const auto &problem) {
            return problem.element == id && problem.severity == Severity::Error;
        });
    };
    const auto spoil = [&](const ElementId &id) {
        auto container = document.topology().containers.at(id);
        container.kind = "no-such-kind";
        document.push(Edit{"Spoil", {Slot<Container>{id, container}}});
    };
    spoil("app-7");
    QTest::qWait(90); // the check of that state may be under way
    spoil("app-9");
    document.checkNow();
    QVERIFY(isTold("app-7") && isTold("app-9"));
    const auto before = shown.count();
    QTest::qWait(400); // what the older check found must not come after
    for (int i = before; i < shown.count(); ++i) {
        QVERIFY(isTold("app-9"));
    }
    QVERIFY(isTold("app-7") && isTold("app-9"));
    document.undoStack()->undo();
    QTRY_VERIFY(!isTold("app-9"));
    QVERIFY(isTold("app-7"));
    load(editor, Topology()); // a check that is still under way is of another document
    QTest::qWait(200);
    QVERIFY(!isTold("app-7"));
}

void CanvasSizeTest::fromAfarOneStillSelectsAndDraws()
{
    EditorWindow editor;
    const auto drawn = drawPods(editor);
    auto &view = editor.window->view();
    view.zoomTo(0.15);
    view.centerOn(300, 150);
    QVERIFY(view.isFar());
    const auto colourAt = [&](const ElementId &id) {
        const auto *item = editor.window->scene().itemOf(id);
        const auto at = editor.onScreen(item->pos() + QPointF(cardWidth / 2, cardHeight / 2));
        return editor.viewport()->grab().toImage().pixelColor(at);
    };
    const auto plain = colourAt(drawn.target);
    QVERIFY(plain != colours().podFill && plain != colours().canvas);
    const auto card = cardRect(editor.topology(), editor.topology().containers.at(drawn.target));
    QTest::mouseClick(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen(card.center()));
    QCOMPARE(editor.window->selection().single(), drawn.target);
    QCOMPARE(colourAt(drawn.target), colours().selection);
    editor.drag({-600, -600}, {1400, 900}); // a rubber band round everything
    QVERIFY(editor.window->selection().ids().contains(drawn.left));
    QVERIFY(editor.window->selection().ids().contains(drawn.outer));
    QTest::mouseClick(editor.viewport(), Qt::LeftButton, Qt::NoModifier, editor.onScreen({1400, 900}));
    QVERIFY(editor.window->selection().ids().empty());
    QCOMPARE(colourAt(drawn.target), plain);
    editor.window->document().push(removeElements(editor.topology(), {drawn.right}));
    const auto gone = editor.viewport()->grab().toImage().pixelColor(editor.onScreen(card.center()));
    QCOMPARE(gone, colours().canvas);
}

QTEST_MAIN(CanvasSizeTest)
#include "canvas_size_test.moc"
