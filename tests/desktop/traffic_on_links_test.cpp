// SPDX-License-Identifier: GPL-3.0-or-later
// Traffic on the links of the canvas: what the marks say, and when they move.
#include "app/desktop/link_item.h"
#include "app/desktop/motion.h"
#include "app/desktop/traffic_animator.h"
#include "app/desktop/traffic_legend.h"
#include "app/desktop/traffic_marks.h"
#include "tests/desktop/placed_pods.h"

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// A load generator of evenly spaced requests, a service `distance` to the right of it, and the link between them.
ElementId addStation(EditorWindow &editor, double y, double distance, const char *rate, const char *failures = "0")
{
    auto &document = editor.window->document();
    const auto load = containerIn(editor, addPodAt(editor, 0, y, "load"));
    const auto service = containerIn(editor, addPodAt(editor, distance, y));
    const auto set = [&](const ElementId &id, const char *key, Value value) {
        auto edit = setParam(editor.topology(), id, key, value);
        QVERIFY2(edit.has_value(), key);
        document.push(std::move(*edit));
    };
    set(load, "arrivals", std::string("constant"));
    set(load, "rate", std::stod(rate));
    set(service, "serviceTime", std::string("constant(2ms)"));
    set(service, "failureRate", std::stod(failures));
    ElementId link;
    auto edit = connect(editor.topology(), {load, "target"}, {service, "in"}, &link);
    document.push(std::move(*edit));
    return link;
}

const LinkItem &linkItem(const EditorWindow &editor, const ElementId &id)
{
    return *qgraphicsitem_cast<LinkItem *>(editor.window->scene().itemOf(id));
}

void run(EditorWindow &editor)
{
    editor.window->view().fitAll();
    editor.window->runs().setSpeed(1);
    editor.viewport()->setFocus();
    QTest::keyClick(&editor.window->view(), Qt::Key_Space);
}

TrafficAnimator &trafficOf(EditorWindow &editor)
{
    return *editor.window->findChild<TrafficAnimator *>();
}

} // namespace

class TrafficOnLinksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { Motion::instance().apply(Motion::Mode::System); }
    void aRateTwentyFiveTimesAsHighHasTwentyFiveTimesTheMarks();
    void nothingIsClamped();
    void speedIsLatency();
    void failedCallsAreDiamonds();
    void ratesOfARunAreSeenAsTheyAre();
    void aHeldRunHasMarksThatStand();
    void whereNothingMayMoveMarksStand();
    void moreThanFiveHundredLinksHaveNone();
    void theMenuSwitchesItOffAndOn();
    void theLegendSaysWhatTheMarksMean();
};

void TrafficOnLinksTest::aRateTwentyFiveTimesAsHighHasTwentyFiveTimesTheMarks()
{
    TrafficScale scale;
    scale.take(500);
    TrafficStream busy, calm;
    double busyMarks = 0, calmMarks = 0;
    for (int step = 0; step < 20'000; ++step) {
        busy.advance(0.04, {500, 0, 0.01}, scale.spacingOf(500), 300);
        calm.advance(0.04, {20, 0, 0.01}, scale.spacingOf(20), 300);
        busyMarks += step < 1000 ? 0 : double(busy.marks().size());
        calmMarks += step < 1000 ? 0 : double(calm.marks().size());
    }
    const double ratio = busyMarks / calmMarks;
    QVERIFY2(ratio > 24 && ratio < 26, qPrintable(QString::number(ratio)));
    QVERIFY(busyMarks / 19'000 > 20); // dense enough to be told apart from less
}

void TrafficOnLinksTest::nothingIsClamped()
{
    TrafficScale scale;
    scale.take(100'000);
    QVERIFY(std::abs(scale.spacingOf(1) / scale.spacingOf(100'000) - 100'000) < 1);
    QVERIFY(std::isinf(scale.spacingOf(0)));
    scale.take(10);
    QCOMPARE(scale.densestRate(), 10.0);
}

void TrafficOnLinksTest::speedIsLatency()
{
    const double quick = trafficSpeed(0.001), slow = trafficSpeed(0.016), slower = trafficSpeed(16);
    QVERIFY(std::abs(quick / slow - 2) < 0.01);
    QVERIFY(slower > 0 && slower < slow / 4);
    QVERIFY(trafficSpeed(0.00001) > quick * 2);
}

void TrafficOnLinksTest::failedCallsAreDiamonds()
{
    TrafficStream stream;
    int marks = 0, errors = 0;
    for (int step = 0; step < 5000; ++step) {
        const auto before = stream.marks().size();
        stream.advance(0.04, {100, 0.2, 0.01}, 10, 1000);
        Q_UNUSED(before);
        if (!stream.marks().empty() && step % 300 == 0) {
            for (const auto &mark : stream.marks()) {
                ++marks;
                errors += mark.isError ? 1 : 0;
            }
        }
    }
    QVERIFY(marks > 500);
    QVERIFY(std::abs(double(errors) / marks - 0.2) < 0.02);
}

void TrafficOnLinksTest::ratesOfARunAreSeenAsTheyAre()
{
    EditorWindow editor;
    const auto busy = addStation(editor, 0, 1400, "500");
    const auto calm = addStation(editor, 300, 1400, "20");
    run(editor);
    QTRY_COMPARE_WITH_TIMEOUT(trafficOf(editor).state(), TrafficState::Moving, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(linkItem(editor, calm).marks().size() > 2, 60'000);
    double busyMarks = 0, calmMarks = 0;
    for (int look = 0; look < 60; ++look) {
        QTest::qWait(50);
        busyMarks += double(linkItem(editor, busy).marks().size());
        calmMarks += double(linkItem(editor, calm).marks().size());
    }
    const double ratio = busyMarks / calmMarks;
    QVERIFY2(ratio > 20 && ratio < 31, qPrintable(QString::number(ratio)));
    for (const auto &mark : linkItem(editor, busy).marks()) {
        QVERIFY(linkItem(editor, busy).boundingRect().contains(mark.at));
        QVERIFY(!mark.isError);
    }
}

void TrafficOnLinksTest::aHeldRunHasMarksThatStand()
{
    EditorWindow editor;
    const auto link = addStation(editor, 0, 900, "200");
    run(editor);
    QTRY_VERIFY_WITH_TIMEOUT(linkItem(editor, link).marks().size() > 10, 60'000);
    const auto moving = linkItem(editor, link).marks();
    QTRY_VERIFY_WITH_TIMEOUT(linkItem(editor, link).marks() != moving, 10'000);
    QTest::keyClick(&editor.window->view(), Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(trafficOf(editor).state(), TrafficState::Still, 20'000);
    const auto held = linkItem(editor, link).marks();
    QVERIFY(held.size() > 10);
    QTest::qWait(400);
    QCOMPARE(linkItem(editor, link).marks(), held);
}

void TrafficOnLinksTest::whereNothingMayMoveMarksStand()
{
    Motion::instance().apply(Motion::Mode::Off);
    EditorWindow editor;
    const auto link = addStation(editor, 0, 900, "200");
    run(editor);
    QTRY_VERIFY_WITH_TIMEOUT(linkItem(editor, link).marks().size() > 10, 60'000);
    QCOMPARE(trafficOf(editor).state(), TrafficState::Still);
    QTRY_VERIFY(editor.window->runs().snapshot()->time > Time(3s)); // the rate is the whole one
    const auto first = linkItem(editor, link).marks().front();
    QTest::qWait(500);
    QCOMPARE(linkItem(editor, link).marks().front(), first);
    QVERIFY(editor.window->runs().isLive());
    Motion::instance().apply(Motion::Mode::System);
    QTRY_COMPARE_WITH_TIMEOUT(trafficOf(editor).state(), TrafficState::Moving, 10'000);
}

void TrafficOnLinksTest::moreThanFiveHundredLinksHaveNone()
{
    EditorWindow editor;
    Topology topology;
    const auto put = [&](Edit edit) { apply(topology, std::move(edit)); };
    std::vector<ElementId> loads(23), services(23);
    for (int i = 0; i < 23; ++i) {
        put(addContainer(topology, "load", {}, {0, i * 24.0}, &loads[std::size_t(i)]));
        put(addContainer(topology, "container", {}, {600, i * 24.0}, &services[std::size_t(i)]));
    }
    for (const auto &load : loads) {
        for (const auto &service : services) {
            put(*bayplan::connect(topology, {load, "target"}, {service, "in"}));
        }
    }
    editor.window->document().load(Document{.topology = topology}, {});
    editor.window->view().zoomTo(1);
    editor.window->view().centerOn(400, 300);
    editor.window->runs().setSpeed(1);
    editor.window->runs().play();
    QTRY_COMPARE_WITH_TIMEOUT(trafficOf(editor).state(), TrafficState::TooMany, 60'000);
    for (const auto &[id, link] : topology.links) {
        QVERIFY(linkItem(editor, id).marks().empty());
    }
    // Fewer in view: some have theirs.
    editor.window->view().zoomTo(3);
    editor.window->view().centerOn(860, 560);
    QTRY_VERIFY_WITH_TIMEOUT(trafficOf(editor).state() != TrafficState::TooMany, 20'000);
}

void TrafficOnLinksTest::theMenuSwitchesItOffAndOn()
{
    EditorWindow editor;
    const auto link = addStation(editor, 0, 900, "200");
    run(editor);
    QTRY_VERIFY_WITH_TIMEOUT(linkItem(editor, link).marks().size() > 10, 60'000);
    press(editor, "Ctrl+Alt+R");
    QVERIFY(!editor.window->action(QStringLiteral("view.traffic"))->isChecked());
    QTRY_COMPARE(trafficOf(editor).state(), TrafficState::Off);
    QVERIFY(linkItem(editor, link).marks().empty());
    QVERIFY(!editor.window->findChild<TrafficLegend *>()->isVisible());
    press(editor, "Ctrl+Alt+R");
    QTRY_VERIFY_WITH_TIMEOUT(linkItem(editor, link).marks().size() > 10, 20'000);
}

void TrafficOnLinksTest::theLegendSaysWhatTheMarksMean()
{
    EditorWindow editor;
    addStation(editor, 0, 900, "200");
    auto *legend = editor.window->findChild<TrafficLegend *>();
    QVERIFY(!legend->isVisible());
    run(editor);
    QTRY_VERIFY_WITH_TIMEOUT(legend->isVisible(), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(legend->lines().front().contains(QStringLiteral("200")), 30'000);
    QCOMPARE(legend->lines().size(), 3);
    QVERIFY(editor.window->view().rect().contains(legend->geometry()));
    editor.window->action(QStringLiteral("view.trafficLegend"))->trigger();
    QVERIFY(!legend->isVisible());
}

QTEST_MAIN(TrafficOnLinksTest)
#include "traffic_on_links_test.moc"
