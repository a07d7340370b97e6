// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas from afar: what is kept from frame to frame is what would be painted anew, groups are seen, a run reaches
// what is out of sight when somebody looks.
#include "app/desktop/arrange_edits.h"
#include "app/desktop/flat_backing.h"
#include "app/desktop/link_matching.h"
#include "app/desktop/linkable_pair.h"
#include "app/desktop/problems_panel.h"
#include "tests/bench/drawing_of_size.h"
#include "tests/desktop/placed_pods.h"

#include <QElapsedTimer>
#include <QScrollBar>

#include <random>

using namespace bayplan;

namespace {

QColor colourAt(EditorWindow &editor, QPointF scene)
{
    return editor.viewport()->grab().toImage().pixelColor(editor.onScreen(scene));
}

QImage painted(const FlatDrawing &drawing, const FlatPlace &place, QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    drawing.paint(image, place, image.rect());
    return image;
}

void open(EditorWindow &editor, const Topology &topology)
{
    Document document;
    document.topology = topology;
    editor.window->document().load(document, {});
    QApplication::processEvents();
}

} // namespace

class CanvasFarTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void groupsAreSeenFromAfar()
    {
        EditorWindow editor;
        const auto left = addPodAt(editor, 0, 0);
        const auto right = addPodAt(editor, 1600, 1200);
        ElementId group;
        editor.window->document().push(addGroup(editor.topology(), {left, right}, "Front end", &group));
        auto &view = editor.window->view();
        editor.window->selection().set({});
        for (const double zoom : {0.19, 0.08}) {
            view.zoomTo(zoom);
            view.centerOn(800, 600);
            QVERIFY(view.isFar());
            const auto frame = placeOf(editor.topology(), group);
            QVERIFY(colourAt(editor, frame.center() + QPointF(300, 0)) != colours().canvas); // its wash
            const auto image = editor.viewport()->grab().toImage();
            const auto corner = editor.onScreen(frame.bottomRight());
            bool isDrawn = false; // the outline, about there
            for (int dx = 0; dx < 14; ++dx)
                isDrawn = isDrawn || image.pixelColor(corner + QPoint(dx - 4, -20)) == colours().dimText;
            QVERIFY(isDrawn);
            // Selected by its title strip it stands out.
            editor.window->selection().set({group});
            const auto strong = editor.viewport()->grab().toImage();
            QVERIFY(strong != image);
            editor.window->selection().set({});
            QCOMPARE(editor.viewport()->grab().toImage(), image);
        }
    }

    void aTitleIsReadWhereThereIsRoom()
    {
        FlatDrawing drawing;
        drawing.put("g",
                    {FlatLayer::Group, FlatLook::Plain, QRectF(100, 300, 1000, 800), {}, QStringLiteral("Front end")});
        const auto inked = [&](double scale) {
            QImage image(400, 300, QImage::Format_RGB32);
            image.fill(colours().canvas);
            QPainter painter(&image);
            painter.setWorldTransform(QTransform::fromScale(scale, scale));
            drawing.paintTitles(painter, QRectF(0, 0, 4000, 4000));
            painter.end();
            QImage blank(400, 300, QImage::Format_RGB32);
            blank.fill(colours().canvas);
            return image != blank;
        };
        QVERIFY(inked(0.15));
        QVERIFY(!inked(0.02)); // twenty pixels: nothing could be read
    }

    void whatIsKeptIsWhatWouldBePaintedAnew()
    {
        std::mt19937 random(7);
        const auto number = [&](int least, int most) {
            return std::uniform_int_distribution<int>(least, most)(random);
        };
        for (const double ratio : {1.0, 1.25, 2.0}) {
            FlatDrawing drawing;
            FlatBacking backing;
            const QSize size(320, 200);
            double scale = 0.1;
            double x = 20, y = 10;
            for (int step = 0; step < 300; ++step) {
                const auto id = "e" + std::to_string(number(0, 80));
                FlatShape shape;
                shape.layer = static_cast<FlatLayer>(number(0, 3));
                shape.look = static_cast<FlatLook>(number(0, 5));
                if (shape.layer == FlatLayer::Link)
                    shape.line = QLineF(number(-500, 3500), number(-500, 2500), number(-500, 3500), number(-500, 2500));
                else
                    shape.rect = QRectF(number(-300, 3000), number(-300, 2000), number(5, 400), number(5, 300));
                if (number(0, 4) == 0)
                    drawing.remove(id);
                else
                    drawing.put(id, shape);
                x += number(-30, 30);
                y += number(-30, 30);
                scale = number(0, 20) == 0 ? 0.05 + 0.01 * number(0, 20) : scale;
                const QTransform toView(scale, 0, 0, scale, x, y);
                const auto &kept = backing.picture(drawing, toView, size, ratio);
                const FlatPlace place{scale * ratio, int(std::lround(x * ratio)), int(std::lround(y * ratio)),
                                      std::max(1, int(ratio + 0.25))};
                auto fresh = painted(drawing, place, kept.size());
                fresh.setDevicePixelRatio(ratio);
                QVERIFY2(kept == fresh, qPrintable(QStringLiteral("step %1, ratio %2").arg(step).arg(ratio)));
            }
        }
    }

    void aScrollAndADragFromAfarLeaveNothingBehind()
    {
        EditorWindow editor;
        open(editor, drawingOfSize(400));
        auto &view = editor.window->view();
        view.zoomTo(0.15);
        view.centerOn(1000, 1000);
        QTest::qWait(300); // the overview follows when it has the time
        const auto before = editor.viewport()->grab().toImage();
        view.horizontalScrollBar()->setValue(view.horizontalScrollBar()->value() + 57);
        QApplication::processEvents();
        QVERIFY(editor.viewport()->grab().toImage() != before);
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->value() - 31);
        QApplication::processEvents();
        view.horizontalScrollBar()->setValue(view.horizontalScrollBar()->value() - 57);
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->value() + 31);
        QApplication::processEvents();
        QCOMPARE(editor.viewport()->grab().toImage(), before);
        editor.window->document().push(moveBy(editor.topology(), {"pod-20"}, {300, 200}));
        QApplication::processEvents();
        QVERIFY(editor.viewport()->grab().toImage() != before);
        editor.window->document().undoStack()->undo();
        QApplication::processEvents();
        QTRY_COMPARE(editor.viewport()->grab().toImage(), before);
    }

    void aRunReachesWhatIsOutOfSightWhenSomebodyLooks()
    {
        EditorWindow editor;
        open(editor, drawingOfSize(800));
        auto &view = editor.window->view();
        auto &scene = editor.window->scene();
        view.zoomTo(1);
        view.centerOn(0, 0);
        LiveFigures figures;
        figures.shown = true;
        for (const auto &[id, container] : editor.topology().containers)
            figures.cards[id] = LiveCard{1, id == "app-790" ? 0 : 1, 0, true, 12};
        scene.showLive(figures);
        const auto *far = dynamic_cast<ContainerItem *>(scene.itemOf("app-700"));
        QVERIFY2(far->spokenName().contains(QStringLiteral("12/s")), qPrintable(far->spokenName()));
        // From afar what is down is red, though nobody has been there.
        view.zoomTo(0.1);
        const auto *down = scene.itemOf("app-790");
        view.centerOn(down);
        QCOMPARE(colourAt(editor, down->pos() + QPointF(cardWidth / 2, cardHeight / 2)), colours().error);
        figures.cards["app-790"].alive = 1;
        scene.showLive(figures);
        QApplication::processEvents();
        QVERIFY(colourAt(editor, down->pos() + QPointF(cardWidth / 2, cardHeight / 2)) != colours().error);
        // Scrolled to, it is painted with its figures.
        view.zoomTo(1);
        view.centerOn(far);
        QApplication::processEvents();
        const auto live = editor.viewport()->grab().toImage();
        scene.showLive({});
        QApplication::processEvents();
        QVERIFY(editor.viewport()->grab().toImage() != live);
    }

    void theStateIsSeenWhereThereIsNoRoomForFigures()
    {
        EditorWindow editor;
        const auto pod = addPodAt(editor, 0, 0);
        const auto id = containerIn(editor, pod);
        auto &view = editor.window->view();
        auto &scene = editor.window->scene();
        editor.window->selection().set({});
        view.zoomTo(0.3);
        view.centerOn(0, 0);
        QVERIFY(!view.isFar());
        const auto mark = scene.itemOf(id)->pos() + QPointF(cardWidth - 5.5 / 0.3, 5.5 / 0.3);
        const auto seen = [&](int alive, int paused) {
            LiveFigures figures;
            figures.shown = true;
            figures.cards[id] = LiveCard{1, alive, paused, true, 12};
            scene.showLive(figures);
            QApplication::processEvents();
            return colourAt(editor, mark);
        };
        QCOMPARE(seen(1, 0), colours().good);
        QCOMPARE(seen(0, 0), colours().error);
    }

    void manyLinksAtOnceAreThoseThatOneByOneWouldMake()
    {
        const auto topology = drawingOfSize(120);
        const Endpoint start{"app-50", "calls"};
        const auto matched = linkMatching(topology, start, QStringLiteral("app-1*"));
        auto now = topology;
        apply(now, matched.edit);
        int links = 0;
        for (const auto &[id, link] : now.links)
            links += topology.links.contains(id) ? 0 : 1;
        QCOMPARE(links, matched.links);
        QCOMPARE(matched.links + matched.refusals.size(), matched.matching);
        for (const auto &[id, container] : topology.containers) {
            if (id == start.container || !container.name.starts_with("app-1"))
                continue;
            const bool couldBe = !cannotConnect(topology, start, {id, "in"});
            const bool is = std::ranges::any_of(now.links, [&start, &target = id](const auto &entry) {
                return entry.second.from == start && entry.second.to.container == target;
            });
            QVERIFY2(is || !couldBe, id.c_str());
        }
        // What is linked already is refused with the same words as by the model.
        LinkablePair pair(topology, "app-0");
        const auto &first = topology.links.at("link-0");
        const auto told = cannotConnect(pair.with(first.to.container), first.from, first.to);
        QVERIFY(told && told->message == cannotConnect(topology, first.from, first.to)->message);
    }

    void thousandsOfProblemsAreListedInParts()
    {
        EditorWindow editor;
        auto topology = drawingOfSize(700);
        for (auto &[id, container] : topology.containers)
            container.kind = "no-such-kind";
        open(editor, topology);
        editor.window->document().checkNow();
        const auto all = editor.window->document().problems().size();
        QVERIFY(all >= 700);
        auto *problems = editor.find<QTreeWidget>("problems");
        QVERIFY(problems->topLevelItemCount() < int(all));
        auto *more = problems->topLevelItem(problems->topLevelItemCount() - 1);
        QVERIFY2(more->text(0).contains(QString::number(int(all) - problems->topLevelItemCount() + 1)),
                 qPrintable(more->text(0)));
        const int before = problems->topLevelItemCount();
        problems->setCurrentItem(more);
        problems->scrollToItem(more);
        problems->setFocus();
        QTest::keyClick(problems, Qt::Key_Return);
        QTRY_VERIFY(problems->topLevelItemCount() > before);
        QCOMPARE(problems->currentItem(), problems->topLevelItem(before - 1));
        const int listed = problems->topLevelItemCount();
        editor.window->document().push(*rename(editor.topology(), "pod-3", "other"));
        editor.window->document().checkNow();
        QCOMPARE(problems->topLevelItemCount(), listed); // an edit does not fold them up again
    }
};

QTEST_MAIN(CanvasFarTest)
#include "canvas_far_test.moc"
