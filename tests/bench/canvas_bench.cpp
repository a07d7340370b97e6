// SPDX-License-Identifier: GPL-3.0-or-later
// Processor time a frame of the canvas at three sizes, beside a plain QGraphicsScene of as many items that is driven
// alike; the time to open a drawing, and from the start of a window to its first paint. Prints; judges nothing.
#include "app/desktop/canvas_geometry.h"
#include "app/desktop/fuzzy_picker.h"
#include "app/desktop/icons.h"
#include "app/desktop/link_matching.h"
#include "app/desktop/main_window.h"
#include "app/desktop/theme.h"
#include "engine/base/durable_file.h"
#include "engine/model/document_file.h"
#include "tests/bench/drawing_of_size.h"

#include <QApplication>
#include <QGraphicsRectItem>
#include <QGraphicsScene>
#include <QGraphicsSimpleTextItem>
#include <QGraphicsView>
#include <QLineEdit>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <functional>
#include <memory>
#include <vector>

namespace {

using namespace bayplan;
using Clock = std::chrono::steady_clock;

struct Frames {
    double median = 0;
    double p99 = 0;
    double ownMedian = 0, ownP99 = 0; ///< of the window's thread alone: what a frame waits for
    std::size_t count = 0;
};

double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Of this process: what the machine does besides does not count.
double processorMilliseconds(clockid_t clock = CLOCK_PROCESS_CPUTIME_ID)
{
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

/// One step and all that the window does because of it, until what is seen is painted. In processor time, of all
/// threads: on a machine that is busy otherwise the clock on the wall measures the others.
Frames frames(QGraphicsView &view, int count, const std::function<void(int)> &step)
{
    std::vector<double> times, own;
    for (int i = 0; i < count; ++i) {
        const double start = processorMilliseconds();
        const double ownStart = processorMilliseconds(CLOCK_THREAD_CPUTIME_ID);
        step(i);
        QApplication::processEvents();
        view.viewport()->repaint();
        times.push_back(processorMilliseconds() - start);
        own.push_back(processorMilliseconds(CLOCK_THREAD_CPUTIME_ID) - ownStart);
    }
    std::sort(times.begin(), times.end());
    std::sort(own.begin(), own.end());
    const auto middle = times.size() / 2, late = times.size() * 99 / 100;
    return {times[middle], times[late], own[middle], own[late], times.size()};
}

void show(const char *what, std::size_t size, const Frames &ours, const Frames &plain)
{
    std::printf("%-22s %7zu   %8.2f %8.2f   %8.2f %8.2f   %6.2f %6.2f   %8.2f %8.2f\n", what, size, ours.median,
                ours.p99, plain.median, plain.p99, ours.median / plain.median, ours.p99 / plain.p99, ours.ownMedian,
                ours.ownP99);
    std::fflush(stdout);
}

/// Of equal items: a rectangle for each pod, a rectangle with two texts for each card, a line for each link.
std::unique_ptr<QGraphicsScene> plainScene(const Topology &topology)
{
    auto scene = std::make_unique<QGraphicsScene>();
    DrawingIndex index;
    index.rebuild(topology);
    for (const auto &[id, pod] : topology.pods) {
        auto *item = scene->addRect(QRectF(QPointF(), podRect(index, pod).size()), QPen(Qt::gray), Qt::lightGray);
        item->setPos(toPointF(pod.position));
    }
    for (const auto &[id, link] : topology.links) {
        scene->addLine(QLineF(portPosition(topology, index, link.from), portPosition(topology, index, link.to)),
                       QPen(Qt::blue));
    }
    for (const auto &[id, container] : topology.containers) {
        const auto card = cardRect(topology, index, container);
        auto *item = scene->addRect(QRectF(QPointF(), card.size()), QPen(Qt::gray), Qt::white);
        item->setPos(card.topLeft());
        for (const double y : {8.0, 30.0}) {
            auto *text = new QGraphicsSimpleTextItem(QString::fromStdString(container.name), item);
            text->setPos(52, y);
        }
    }
    return scene;
}

LiveFigures figuresOf(const Topology &topology, int tick)
{
    LiveFigures figures;
    figures.shown = true;
    for (const auto &[id, container] : topology.containers) {
        LiveCard card;
        card.replicas = 1;
        card.alive = 1;
        card.hasFigures = true;
        card.ratePerSecond = 10 + tick;
        card.utilisation = 0.3 + 0.01 * (tick % 10);
        figures.cards[id] = card;
    }
    for (const auto &[id, link] : topology.links) {
        figures.links[id] = {5.0 + tick, 0.01, 0, false};
    }
    return figures;
}

void zoomTo(QGraphicsView &view, double factor)
{
    view.setTransform(QTransform::fromScale(factor, factor));
}

void panBy(QGraphicsView &view, int i)
{
    auto *bar = i / 10 % 2 == 0 ? view.horizontalScrollBar() : view.verticalScrollBar();
    bar->setValue(bar->value() + (i / 20 % 2 == 0 ? 24 : -24));
}

/// 0.02 to 2 and back.
double zoomAt(int i, int count)
{
    const double half = count / 2.0;
    const double part = i < half ? i / half : (count - i) / half;
    return 0.02 * std::pow(100.0, part);
}

void measure(std::size_t size)
{
    const auto topology = drawingOfSize(size);
    QTemporaryDir folder;
    MainWindow window(folder.path(), false);
    window.resize(1440, 900);
    window.show();
    window.newDocument();
    Document document;
    document.topology = topology;
    window.document().load(document, {});
    QApplication::processEvents();
    auto &view = window.view();
    const auto scene = plainScene(topology);
    QGraphicsView plain(scene.get());
    plain.setOptimizationFlag(QGraphicsView::DontSavePainterState);
    plain.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    plain.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    plain.resize(view.size());
    // Each is measured while the other is hidden: a frame of the one would have the other's painting in it.
    const auto measureOurs = [&](int count, const std::function<void(int)> &step) {
        plain.hide();
        QApplication::processEvents();
        return frames(view, count, step);
    };
    const auto measurePlain = [&](int count, const std::function<void(int)> &step) {
        plain.show();
        QApplication::processEvents();
        auto result = frames(plain, count, step);
        plain.hide();
        return result;
    };
    QTest::qWait(300);
    QTest::qWait(int(size / 10)); // outline and check of the problems

    const auto middle = view.sceneRect().center();
    for (const double zoom : {1.0, 0.5, 0.3, 0.15, 0.05, 0.02}) {
        for (QGraphicsView *each : {static_cast<QGraphicsView *>(&view), &plain}) {
            zoomTo(*each, zoom);
            each->centerOn(middle);
        }
        constexpr int steps = 120; // the first, after a leap to another zoom, is among them
        const auto ours = measureOurs(steps, [&](int i) { panBy(view, i); });
        const auto theirs = measurePlain(20, [&](int i) { panBy(plain, i); });
        char name[32];
        std::snprintf(name, sizeof name, "pan at zoom %.2f", zoom);
        show(name, size, ours, theirs);
    }
    constexpr int zoomSteps = 80;
    const auto ours = measureOurs(zoomSteps, [&](int i) { view.zoomTo(zoomAt(i, zoomSteps)); });
    const auto theirs = measurePlain(zoomSteps / 2, [&](int i) { zoomTo(plain, zoomAt(i, zoomSteps / 2)); });
    show("zoom 0.02..2", size, ours, theirs);

    for (const double zoom : {1.0, 0.1}) {
        zoomTo(view, zoom);
        zoomTo(plain, zoom);
        const auto pod = topology.pods.find("pod-" + std::to_string(size / 4));
        view.centerOn(toPointF(pod->second.position));
        plain.centerOn(toPointF(pod->second.position));
        QGraphicsItem *item = nullptr;
        for (auto *each : scene->items(toPointF(pod->second.position) + QPointF(4, 4))) {
            item = each;
        }
        const auto key = window.document().freshMergeKey();
        const auto drag = measureOurs(60, [&](int i) {
            window.document().push(
                moveBy(window.document().topology(), {pod->first}, {i / 30 % 2 == 0 ? 8.0 : -8.0, 0}), key);
        });
        const auto plainDrag = measurePlain(30, [&](int i) { item->moveBy(i / 15 % 2 == 0 ? 8.0 : -8.0, 0); });
        show(zoom == 1 ? "drag at zoom 1" : "drag at zoom 0.1", size, drag, plainDrag);

        std::vector<LiveFigures> ticks;
        for (int i = 0; i < 20; ++i) {
            ticks.push_back(figuresOf(topology, i));
        }
        auto children = scene->items();
        const auto tick = measureOurs(20, [&](int i) { window.scene().showLive(std::move(ticks[std::size_t(i)])); });
        const auto plainTick = measurePlain(6, [&](int i) {
            for (auto *each : children) {
                if (auto *text = qgraphicsitem_cast<QGraphicsSimpleTextItem *>(each)) {
                    text->setText(QString::number(i));
                }
            }
        });
        show(zoom == 1 ? "tick at zoom 1" : "tick at zoom 0.1", size, tick, plainTick);
    }
}

/// A gesture of linking at one container among that many: processor time of each part until it is painted.
void measureLinking(std::size_t size)
{
    const auto topology = drawingOfSize(size);
    QTemporaryDir folder;
    MainWindow window(folder.path(), false);
    window.resize(1440, 900);
    window.show();
    window.newDocument();
    Document document;
    document.topology = topology;
    window.document().load(document, {});
    QTest::qWait(300 + int(size / 10));
    auto &view = window.view();
    const ElementId id = "app-" + std::to_string(size / 2);
    const auto card = cardRect(topology, topology.containers.at(id));
    view.zoomTo(1);
    view.centerOn(card.center());
    window.selection().set({id});
    QApplication::processEvents();
    const auto cost = [&](const char *what, const std::function<void()> &act) {
        const double start = processorMilliseconds();
        act();
        QApplication::processEvents();
        view.viewport()->repaint();
        std::printf("%-52s %7zu   %8.1f ms\n", what, size, processorMilliseconds() - start);
    };
    std::puts("");
    cost("\"Link to...\" until its list is painted", [&] { window.action(QStringLiteral("link.to"))->trigger(); });
    if (auto *picker = window.findChild<FuzzyPicker *>()) {
        auto *field = picker->findChild<QLineEdit *>();
        cost("a letter typed there", [&] { QTest::keyClicks(field, QStringLiteral("7")); });
        picker->close();
        QApplication::processEvents();
    }
    window.selection().set({id});
    cost("\"Link all matching...\" opened", [&] { window.action(QStringLiteral("link.matching"))->trigger(); });
    if (auto *bar = view.findChild<LinkMatchBar *>()) {
        auto *field = bar->findChild<QLineEdit *>();
        cost("a pattern that thousands match", [&] { field->setText(QStringLiteral("app-1*")); });
        cost("a pattern that all match", [&] { field->setText(QStringLiteral("*")); });
        bar->close();
        QApplication::processEvents();
    }
    const auto *item = dynamic_cast<ContainerItem *>(window.scene().itemOf(id));
    const auto port = view.mapFromScene(item->portScenePosition("calls"));
    cost("a link begun at a port", [&] { QTest::mousePress(view.viewport(), Qt::LeftButton, {}, port); });
    const auto move = frames(view, 60, [&](int i) {
        QTest::mouseMove(view.viewport(), port + QPoint(20 + 9 * (i % 30), (i % 7) * 20 - 60));
    });
    std::printf("%-52s %7zu   %8.1f ms, p99 %.1f\n", "hovering over ports while it is drawn", size, move.median,
                move.p99);
    cost("and let go over nothing", [&] { window.scene().cancelGesture(); });
}

/// From an edit to the list of problems, on the wall clock as a user sees it and in processor time.
void measureProblems(std::size_t size)
{
    auto topology = drawingOfSize(size);
    std::size_t spoilt = 0;
    for (auto &[id, container] : topology.containers) {
        container.params["port"] =
            static_cast<std::int64_t>(++spoilt % 2 == 0 ? 99'999 : 8080); // some clash, some are none
    }
    QTemporaryDir folder;
    MainWindow window(folder.path(), false);
    window.resize(1440, 900);
    window.show();
    window.newDocument();
    Document document;
    document.topology = topology;
    window.document().load(document, {});
    QTest::qWait(1000);
    std::vector<double> wall, processor;
    for (int i = 0; i < 15; ++i) {
        bool isShown = false;
        const auto connection = QObject::connect(
            &window.document(), &DocumentSession::problemsChanged, &window, [&] { isShown = true; },
            Qt::QueuedConnection);
        const double before = processorMilliseconds();
        const auto start = Clock::now();
        window.document().push(*rename(window.document().topology(), "app-7", "renamed-" + std::to_string(i)));
        while (!isShown) {
            QApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
        }
        wall.push_back(millisecondsSince(start));
        processor.push_back(processorMilliseconds() - before);
        QObject::disconnect(connection);
        QTest::qWait(50);
    }
    std::sort(wall.begin(), wall.end());
    std::sort(processor.begin(), processor.end());
    const double start = processorMilliseconds();
    const auto found = validate(window.document().topology()).size();
    std::printf("\nproblems: %zu containers, %zu findings; validate alone %.0f ms of processor time\n", size, found,
                processorMilliseconds() - start);
    std::printf("from an edit to the panel: median %.0f ms, slowest of %zu %.0f ms; processor time %.0f ms\n",
                wall[wall.size() / 2], wall.size(), wall.back(), processor[processor.size() / 2]);
}

void measureOpening(std::size_t size)
{
    QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("large.bayplan.json"));
    if (!writeDurably(path.toStdString(), writeDocument(drawingOfSize(size)))) {
        std::puts("the drawing could not be written");
        return;
    }
    MainWindow window(folder.filePath(QStringLiteral("recovery")), false);
    window.resize(1440, 900);
    window.show();
    QApplication::processEvents();
    auto start = Clock::now();
    const auto bytes = readWhole(path.toStdString(), documentLimits.maxBytes);
    const auto document =
        bytes ? readDocument(*bytes, path.toStdString(), documentLimits) : Result<Document>(bytes.error());
    std::printf("\nreadDocument of %zu containers: %.0f ms (%s)\n", size, millisecondsSince(start),
                document ? "read" : "refused");
    start = Clock::now();
    const auto problems = validate(document ? document->topology : Topology());
    std::printf("validate, in the background when opened: %.0f ms, %zu findings\n", millisecondsSince(start),
                problems.size());
    start = Clock::now();
    window.openPath(path);
    const double opened = millisecondsSince(start);
    QApplication::processEvents();
    window.view().viewport()->repaint();
    std::printf("open, until painted (the file in the whole window): %.0f ms, of which until the call returned %.0f\n",
                millisecondsSince(start), opened);
}

/// Within this process: Qt is loaded already, which the start of the program has to do besides.
void measureStart()
{
    QTemporaryDir folder;
    std::vector<double> times;
    for (int i = 0; i < 5; ++i) {
        const auto start = Clock::now();
        MainWindow window(folder.path(), false);
        window.show();
        QApplication::processEvents();
        window.repaint();
        times.push_back(millisecondsSince(start));
    }
    std::printf("\nconstruction of a window until its first paint, in process: first %.0f ms, median %.0f ms\n",
                times.front(), (std::sort(times.begin(), times.end()), times[times.size() / 2]));
}

} // namespace

/// Sizes as arguments; 1000, 10000 and 50000 without any.
int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    initialiseResources();
    Theme::instance().apply(Theme::Mode::Light);
    std::vector<std::size_t> sizes;
    for (int i = 1; i < argc; ++i) {
        sizes.push_back(std::strtoul(argv[i], nullptr, 10));
    }
    if (sizes.empty()) {
        sizes = {1'000, 10'000, 50'000};
    }
    measureStart();
    measureOpening(10'000);
    measureLinking(10'000);
    measureProblems(10'000);
    std::printf("\nprocessor milliseconds a frame   ours: median      p99   plain: median   p99   ratio: median  p99   "
                "the window's thread: median  p99\n");
    for (const auto size : sizes) {
        measure(size);
    }
    return 0;
}
