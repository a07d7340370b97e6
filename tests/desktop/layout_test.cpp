// SPDX-License-Identifier: GPL-3.0-or-later
// The automatic layout as a user would judge it: nothing overlaps, calls run to the right, what is locked stays.
#include "app/desktop/arrange.h"
#include "app/desktop/canvas_geometry.h"
#include "app/desktop/layered_layout.h"
#include "engine/base/random.h"
#include "engine/model/document_file.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace bayplan;

namespace {

Pod podAt(const ElementId &id, Point position)
{
    return {id, id, position, {}, {}};
}

ElementId idOf(int number)
{
    return QStringLiteral("p%1").arg(number, 5, 10, QLatin1Char('0')).toStdString();
}

/// Pods of one to three containers, all at one place, with calls from lower to higher numbers only.
Topology drawing(int pods, int links, std::uint64_t seed)
{
    Random random(seed);
    Topology topology;
    const auto below = [&](int limit) { return int(random.below(std::uint64_t(limit))); };
    for (int i = 0; i < pods; ++i) {
        topology.pods[idOf(i)] = podAt(idOf(i), {});
        for (int k = 0; k <= i % 3; ++k) {
            const ElementId id = idOf(i) + '-' + std::to_string(k);
            topology.containers[id] = Container{id, idOf(i), "container", id, {}, {}};
        }
    }
    for (int i = 0; i < links; ++i) {
        const int to = 1 + below(pods - 1);
        const int from = std::max(0, to - 1 - below(40));
        const ElementId id = "l" + std::to_string(i);
        topology.links[id] = Link{id, {idOf(from) + "-0", "calls"}, {idOf(to) + "-0", "in"}, {}, {}};
    }
    return topology;
}

Topology arranged(Topology topology, const std::set<ElementId> &ids = {})
{
    apply(topology, arrangePods(topology, ids));
    return topology;
}

/// Of two frames that lie on one another.
QString overlapIn(const Topology &topology)
{
    std::vector<std::pair<ElementId, QRectF>> frames;
    for (const auto &[id, pod] : topology.pods) {
        frames.emplace_back(id, podRect(topology, pod));
    }
    for (std::size_t i = 0; i < frames.size(); ++i) {
        for (std::size_t k = i + 1; k < frames.size(); ++k) {
            if (frames[i].second.intersects(frames[k].second)) {
                return QString::fromStdString(frames[i].first + " lies on " + frames[k].first);
            }
        }
    }
    return {};
}

} // namespace

class LayoutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void callsRunToTheRightAndNothingOverlaps();
    void equalDrawingsAreLaidOutAlike();
    void arrangingTwiceChangesNothing();
    void lockedPodsStayAndTheOthersMakeRoom();
    void whatIsNotSelectedStays();
    void circlesAreLaidOutAsWell();
    void aChainOfThousandsNeedsNoStack();
    void partsWithoutALinkStandSideBySide();
    void aChainIsStraight();
    void everyExampleIsLaidOut();
    void nothingIsLaidOutToNothing();
};

void LayoutTest::callsRunToTheRightAndNothingOverlaps()
{
    for (const std::uint64_t seed : {1, 2, 3}) {
        const auto topology = arranged(drawing(200, 300, seed));
        QCOMPARE(overlapIn(topology), QString());
        for (const auto &[id, link] : topology.links) {
            const auto &from = topology.pods.at(topology.containers.at(link.from.container).pod);
            const auto &to = topology.pods.at(topology.containers.at(link.to.container).pod);
            QVERIFY2(podRect(topology, from).right() < podRect(topology, to).left(), id.c_str());
        }
        for (const auto &[id, pod] : topology.pods) {
            QCOMPARE(toPointF(pod.position), snapped(toPointF(pod.position)));
        }
    }
}

void LayoutTest::equalDrawingsAreLaidOutAlike()
{
    QVERIFY(arranged(drawing(150, 200, 7)) == arranged(drawing(150, 200, 7)));
}

void LayoutTest::arrangingTwiceChangesNothing()
{
    const auto once = arranged(drawing(150, 200, 7));
    QVERIFY(arrangePods(once, {}).empty());
}

void LayoutTest::lockedPodsStayAndTheOthersMakeRoom()
{
    auto topology = drawing(60, 80, 11);
    for (int i = 0; i < 60; i += 7) {
        auto &pod = topology.pods.at(idOf(i));
        pod.position = {103.0 * i, 57.0 * (i % 5)}; // off the grid as well
        pod.params["locked"] = true;
    }
    const auto after = arranged(topology);
    for (int i = 0; i < 60; i += 7) {
        QVERIFY(after.pods.at(idOf(i)) == topology.pods.at(idOf(i)));
    }
    QCOMPARE(overlapIn(after), QString());
    // A neighbour of what is locked comes to it, not to the corner of the drawing.
    Topology pair = drawing(2, 0, 1);
    pair.links["l"] = Link{"l", {idOf(0) + "-0", "calls"}, {idOf(1) + "-0", "in"}, {}, {}};
    pair.pods.at(idOf(0)).position = {4000, 3000};
    pair.pods.at(idOf(0)).params["locked"] = true;
    const auto moved = toPointF(arranged(pair).pods.at(idOf(1)).position);
    QVERIFY(moved.x() > 4000 && moved.x() < 5000 && std::abs(moved.y() - 3000) < 200);
}

void LayoutTest::whatIsNotSelectedStays()
{
    const auto before = drawing(20, 25, 3);
    const std::set<ElementId> selected{idOf(1), idOf(2), idOf(3)};
    const auto edit = arrangePods(before, selected);
    QVERIFY(!edit.empty());
    for (const auto &id : touchedBy(edit)) {
        QVERIFY(selected.contains(id));
    }
}

void LayoutTest::circlesAreLaidOutAsWell()
{
    auto topology = drawing(50, 60, 5);
    for (int i = 0; i < 10; ++i) {
        const ElementId id = "back" + std::to_string(i);
        topology.links[id] = Link{id, {idOf(49 - i) + "-0", "calls"}, {idOf(i) + "-0", "in"}, {}, {}};
    }
    topology.links["self"] = Link{"self", {idOf(4) + "-0", "calls"}, {idOf(4) + "-0", "in"}, {}, {}};
    topology.links["lost"] = Link{"lost", {"gone", "calls"}, {idOf(4) + "-0", "in"}, {}, {}};
    QCOMPARE(overlapIn(arranged(topology)), QString());
}

void LayoutTest::aChainOfThousandsNeedsNoStack()
{
    constexpr int length = 2000;
    LayoutGraph graph;
    for (int i = 0; i < length; ++i) {
        graph.nodes.push_back({QSizeF(256, 144), {}, false});
        graph.links.emplace_back(i, (i + 1) % length); // and round it goes
    }
    const auto places = layeredPlaces(graph, {});
    for (std::size_t i = 1; i < places.size(); ++i) {
        QVERIFY(places[i].x() >= places[i - 1].x() + 256 + layerGap - gridStep);
    }
}

void LayoutTest::partsWithoutALinkStandSideBySide()
{
    const auto topology = arranged(drawing(12, 0, 1));
    QCOMPARE(overlapIn(topology), QString());
    QRectF all;
    for (const auto &[id, pod] : topology.pods) {
        all |= podRect(topology, pod);
    }
    QVERIFY(all.width() > all.height() && all.width() < 6 * all.height());
}

void LayoutTest::aChainIsStraight()
{
    auto topology = drawing(4, 0, 1); // of different heights
    for (int i = 0; i < 3; ++i) {
        const ElementId id = "l" + std::to_string(i);
        topology.links[id] = Link{id, {idOf(i) + "-0", "calls"}, {idOf(i + 1) + "-0", "in"}, {}, {}};
    }
    const auto after = arranged(topology);
    const double middle = podRect(after, after.pods.at(idOf(0))).center().y();
    for (const auto &[id, pod] : after.pods) {
        QVERIFY(std::abs(podRect(after, pod).center().y() - middle) <= gridStep);
    }
}

void LayoutTest::everyExampleIsLaidOut()
{
    const QDir folder(QStringLiteral(BAYPLAN_SOURCE_DIR "/resources/examples"));
    const auto names = folder.entryList({QStringLiteral("*.json")});
    QVERIFY(!names.isEmpty());
    for (const auto &name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QFile::ReadOnly));
        const auto document = readDocument(file.readAll().toStdString(), name.toStdString());
        QVERIFY2(document, qPrintable(name));
        QVERIFY2(overlapIn(arranged(document->topology)).isEmpty(), qPrintable(name));
    }
}

void LayoutTest::nothingIsLaidOutToNothing()
{
    QVERIFY(arrangePods({}, {}).empty());
    QVERIFY(layeredPlaces({}, {}).empty());
}

QTEST_GUILESS_MAIN(LayoutTest)
#include "layout_test.moc"
