// SPDX-License-Identifier: GPL-3.0-or-later
// The views of rings, scatter/gather trees and lives, over real simulated runs of the examples.
#include "app/desktop/figure_table.h"
#include "app/desktop/life_lanes.h"
#include "app/desktop/lifecycle_view.h"
#include "app/desktop/ring_plot.h"
#include "app/desktop/ring_view.h"
#include "app/desktop/scatter_view.h"
#include "app/desktop/straggler_plot.h"
#include "tests/desktop/editor_window.h"
#include "tests/desktop/pattern_run.h"

#include <QComboBox>
#include <QDockWidget>
#include <QTreeWidget>

#include <algorithm>
#include <numeric>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

int columnOf(const FigureTable *table, const QString &heading)
{
    for (int column = 0; column < table->model()->columnCount(); ++column)
        if (table->model()->headerData(column, Qt::Horizontal).toString() == heading)
            return column;
    return -1;
}

const FigureCell &cell(const FigureTable *table, std::size_t row, const QString &heading)
{
    return table->rows().at(row).cells.at(static_cast<std::size_t>(columnOf(table, heading)));
}

std::size_t rowOf(const FigureTable *table, const QString &key)
{
    const auto &rows = table->rows();
    return static_cast<std::size_t>(std::ranges::find(rows, key, &FigureRow::key) - rows.begin());
}

double number(const QTreeWidgetItem *item, int column)
{
    return QLocale().toDouble(item->text(column).section(QLatin1Char(' '), 0, 0));
}

QTreeWidgetItem *itemOf(const QTreeWidget *tree, const QString &name)
{
    return tree->findItems(name, Qt::MatchExactly | Qt::MatchRecursive).value(0);
}

} // namespace

class PatternViewsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSharesOfTheRingAreTheRingsOwn()
    {
        PatternRun run("sharded-cache");
        RingView view(&run.session);
        view.resize(1000, 300);
        view.show();
        run.toTheEnd(20s);
        const FigureTable *table = view.servers();
        QCOMPARE(table->rows().size(), std::size_t(3));
        const RingSpec spec = ringSpecOf(run.session.record()->plan().instances[run.index("web-0/ambassador")]);
        const Ring ring = ringOf(spec);
        const auto state = run.state<AmbassadorState>("web-0/ambassador");
        const auto all = std::accumulate(state.servers.begin(), state.servers.end(), 0.0,
                                         [](double sum, const RingServer &s) { return sum + double(s.requests); });
        QVERIFY(all > 100);
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(cell(table, i, "Server").text.toStdString(), spec.servers[i]);
            QCOMPARE(cell(table, i, "Keys").sortKey.toDouble(), ring.shares()[i]);
            QCOMPARE(cell(table, i, "Requests").sortKey.toDouble(), double(state.servers[i].requests) / all);
            QCOMPARE(cell(table, i, "By weight").sortKey.toDouble(), 1.0 / 3);
        }
        // The circle says the same: of many places on it, each server's part is its share.
        std::vector<int> hits(3);
        const RingPlot *plot = view.plot();
        const QPointF centre(plot->width() / 2.0, plot->height() / 2.0);
        const double radius = std::min(plot->width(), plot->height()) / 2.0 - 6 - 12 - 5 - 13;
        for (int i = 0; i < 3600; ++i) {
            const double angle = i * 2 * std::numbers::pi / 3600;
            const auto server = plot->serverAt(centre + QPointF(std::sin(angle), -std::cos(angle)) * radius);
            QVERIFY(server.has_value());
            ++hits[*server];
        }
        for (std::size_t i = 0; i < 3; ++i)
            QVERIFY2(std::abs(hits[i] / 3600.0 - ring.shares()[i]) < 0.02, std::to_string(hits[i]).c_str());
    }

    void keysThatAChangeMovesAreCounted()
    {
        PatternRun run("sharded-cache");
        RingView view(&run.session);
        view.resize(1000, 300);
        view.show();
        run.toTheEnd(5s);
        const RingSpec spec = ringSpecOf(run.session.record()->plan().instances[run.index("web-0/ambassador")]);
        QCOMPARE(view.changes()->itemText(1), QStringLiteral("Without cache-2/memcached"));
        view.changes()->setFocus();
        QTest::keyClick(view.changes(), Qt::Key_Down);
        QCOMPARE(view.changes()->currentIndex(), 1);
        const RingChange counted = compareRings(spec, withoutServer(spec, 1));
        // With ketama only the keys of who goes away move.
        QVERIFY(std::abs(counted.moved - ringOf(spec).shares()[1]) < 0.01);
        QCOMPARE(counted.moved, counted.least);
        const QString wanted = QStringLiteral("%L1 %").arg(counted.moved * 100, 0, 'f', 1);
        QTRY_VERIFY2(view.changeText().contains(wanted), qPrintable(view.changeText()));

        // What stands in the drawing is the ring of the run, until somebody draws a fourth server.
        view.changes()->setCurrentText(QStringLiteral("As it is drawn now"));
        QTRY_VERIFY2(view.changeText().contains(QStringLiteral("no key moves")), qPrintable(view.changeText()));
        run.topology.pods["cache-4"] = run.topology.pods.at("cache-3");
        run.topology.pods["cache-4"].id = run.topology.pods["cache-4"].name = "cache-4";
        run.topology.containers["cache-4-memcached"] = run.topology.containers.at("cache-3-memcached");
        run.topology.containers["cache-4-memcached"].id = "cache-4-memcached";
        run.topology.containers["cache-4-memcached"].pod = "cache-4";
        run.topology.links["ambassador-cache-4"] = run.topology.links.at("ambassador-cache-3");
        run.topology.links["ambassador-cache-4"].id = "ambassador-cache-4";
        run.topology.links["ambassador-cache-4"].to.container = "cache-4-memcached";
        QVERIFY2(lower(run.topology).has_value(), "the drawing with four servers");
        view.drawingChanged();
        QCOMPARE(view.changes()->currentText(), QStringLiteral("As it is drawn now"));
        QTRY_VERIFY2(view.changeText().contains(QStringLiteral("cache-4/memcached gets")),
                     qPrintable(view.changeText()));
    }

    void anEjectedServerIsMarkedAndItsKeysAreWithTheOthers()
    {
        Topology drawn = exampleTopology("sharded-cache");
        drawn.faults["dead"] = {.id = "dead",
                                .kind = "kill",
                                .target = "cache-1",
                                .params = {{"at", std::string("5s")}, {"for", std::string("30s")}}};
        PatternRun run(std::move(drawn));
        RingView view(&run.session);
        view.resize(1000, 300);
        view.show();
        run.toTheEnd(20s);
        const FigureTable *table = view.servers();
        QCOMPARE(cell(table, 0, "State").text, QStringLiteral("ejected"));
        QCOMPARE(cell(table, 0, "Keys").sortKey.toDouble(), 0.0);
        QVERIFY(cell(table, 0, "Failures").sortKey.toDouble() > 0);
        QVERIFY(std::abs(cell(table, 1, "Keys").sortKey.toDouble() + cell(table, 2, "Keys").sortKey.toDouble() - 1) <
                1e-9);
        QCOMPARE(view.changes()->itemText(0), QStringLiteral("When all are back"));
        // At an instant before, it was in.
        run.session.setCursor(4);
        QTRY_COMPARE(cell(table, 0, "State").text, QStringLiteral("in the ring"));
        QVERIFY(cell(table, 0, "Keys").sortKey.toDouble() > 0.1);
        run.session.setCursor(std::nullopt);
        QTRY_COMPARE(cell(table, 0, "State").text, QStringLiteral("ejected"));
    }

    void theTreeShowsWhomAnswersWaitFor()
    {
        PatternRun run("scatter-gather");
        ScatterView view(&run.session);
        view.resize(1300, 320);
        view.show();
        run.toTheEnd(30s);
        QTreeWidget *tree = view.tree();
        QCOMPARE(tree->topLevelItemCount(), 1);
        QTreeWidgetItem *search = tree->topLevelItem(0);
        QCOMPARE(search->text(ScatterView::Name), QStringLiteral("search/root"));
        QCOMPARE(search->childCount(), 3); // two parents and the merge
        QTreeWidgetItem *east = itemOf(tree, QStringLiteral("east/root"));
        QVERIFY(east != nullptr && east->parent() == search);
        QCOMPARE(east->childCount(), 3);
        const auto root = run.state<ScatterState>("search/root");
        const auto parent = run.state<ScatterState>("east/root");
        QCOMPARE(number(search, ScatterView::Asked), double(root.requests));
        QCOMPARE(number(east, ScatterView::Asked), double(root.shards[0].asked));
        double last = 0, hedged = 0, won = 0;
        for (int i = 0; i < 3; ++i) {
            last += number(east->child(i), ScatterView::Last);
            hedged += number(east->child(i), ScatterView::Hedged);
            won += number(east->child(i), ScatterView::Won);
            QVERIFY(!east->child(i)->text(ScatterView::P99).isEmpty());
        }
        QVERIFY(parent.whole > 500);
        QCOMPARE(last, double(parent.whole)); // every whole answer waited for one of them
        QCOMPARE(hedged, double(parent.hedgesSent));
        QCOMPARE(won, double(parent.hedgesWon));
        QVERIFY(parent.hedgesSent > 20 && parent.hedgesWon > 0);

        QVERIFY2(view.summary().contains(QStringLiteral("hedging is off")), qPrintable(view.summary()));
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualItemRect(east->child(1)).center());
        QTRY_VERIFY2(view.summary().startsWith(QStringLiteral("east/root")), qPrintable(view.summary()));
        QVERIFY(view.summary().contains(QStringLiteral("Hedges: %1 sent").arg(parent.hedgesSent)));
        QCOMPARE(view.plot()->bars().size(), std::size_t(3));
        for (const StragglerBar &bar : view.plot()->bars())
            QVERIFY(bar.hasLatency && bar.p50Seconds > 0 && bar.p50Seconds < bar.p99Seconds && bar.hedgeAfter > 0);
    }

    void aMissingLeafIsNamedWithTheReason()
    {
        Topology drawn = exampleTopology("scatter-gather");
        drawn.faults.clear();
        drawn.faults["leaf-dies"] = {.id = "leaf-dies",
                                     .kind = "kill",
                                     .target = "east-2",
                                     .params = {{"at", std::string("10s")}, {"for", std::string("60s")}}};
        PatternRun run(std::move(drawn));
        ScatterView view(&run.session);
        view.show();
        run.toTheEnd(20s);
        const auto parent = run.state<ScatterState>("east/root");
        QVERIFY(parent.partial > 100);
        QTreeWidgetItem *leaf = itemOf(view.tree(), QStringLiteral("east/root"))->child(1);
        QCOMPARE(number(leaf, ScatterView::Missing), double(parent.shards[1].missing));
        QVERIFY(parent.shards[1].missing > 100 && parent.shards[1].missing <= parent.partial + parent.tooFew);
        view.showRoot(QStringLiteral("east/root"));
        QTRY_VERIFY2(view.summary().contains(QStringLiteral("lacked: east-2")), qPrintable(view.summary()));
        run.session.setCursor(8); // when all was well
        QTRY_COMPARE(number(leaf, ScatterView::Missing), 0.0);
    }

    void aRollingRestartCostsNothingWhenItDrains()
    {
        PatternRun run("rolling-restart");
        LifecycleView view(&run.session);
        view.resize(1300, 300);
        view.show();
        run.toTheEnd();
        // Before the first replica is ready nobody is served; in the restart itself nothing is cut short.
        QVERIFY2(view.summary().contains(QStringLiteral("while starting")), qPrintable(view.summary()));
        QVERIFY2(!view.summary().contains(QStringLiteral("cut short")), qPrintable(view.summary()));
        const auto &lanes = view.lanes()->lives();
        std::ptrdiff_t drained = 0;
        for (const char *name : {"web-0/app", "web-1/app", "web-2/app"}) {
            const auto lane = std::ranges::find(lanes, run.index(name), &LifeLane::instance);
            QVERIFY(lane != lanes.end());
            QCOMPARE(lane->restarts, 1U);
            std::vector<LifePhase> phases;
            for (const LifeSpan &span : lane->spans)
                phases.push_back(span.phase);
            // Who has nothing under way at SIGTERM has nothing to drain.
            const std::vector<LifePhase> wanted{LifePhase::Down, LifePhase::Starting, LifePhase::Ready};
            QVERIFY(std::search(phases.begin(), phases.end(), wanted.begin(), wanted.end()) != phases.end());
            drained += std::ranges::count(phases, LifePhase::Draining);
            const auto starting =
                std::ranges::find(lane->spans.rbegin(), lane->spans.rend(), LifePhase::Starting, &LifeSpan::phase);
            QVERIFY(std::abs(toSeconds(starting->end - starting->begin) - 3) < 0.01);
            QVERIFY(lane->longestDrain < 1s);
            const std::size_t row = rowOf(view.losses(), QString::fromLatin1(name));
            QVERIFY(cell(view.losses(), row, "Drain of grace").text.endsWith(QStringLiteral("of 10 s")));
            // Hovering says what it is in and why.
            const auto number = static_cast<std::size_t>(lane - lanes.begin());
            const QString words = view.lanes()->explain(number, toSeconds(starting->begin) + 1);
            QVERIFY2(words.contains(QStringLiteral("starting since")) &&
                         words.contains(QStringLiteral("ready in 3.00 s")),
                     qPrintable(words));
        }
        QVERIFY(drained > 0);
    }

    void eachLossIsPutDownToThePhaseThatExplainsIt()
    {
        PatternRun run("managed-container");
        LifecycleView view(&run.session);
        view.resize(1300, 300);
        view.show();
        run.toTheEnd();
        const auto &lanes = view.lanes()->lives();
        const auto web = std::ranges::find(lanes, run.index("web/app"), &LifeLane::instance);
        QVERIFY(web != lanes.end());
        // Killed at 80 s for 5 s, paused at 110 s for 3 s, 5 s of start-up three times.
        QVERIFY(std::abs(toSeconds(web->longestDown) - 5) < 0.01);
        QVERIFY(std::abs(toSeconds(web->in(LifePhase::Paused).time) - 3) < 0.3);
        QVERIFY(std::abs(toSeconds(web->in(LifePhase::Starting).time) - 15) < 0.3);
        std::uint64_t lost = 0;
        for (const PhaseLosses &phase : web->phases)
            lost += phase.callsFailed;
        const auto &calls = run.session.snapshot()->instances[run.index("client/load")].machine.calls.front();
        QCOMPARE(lost, calls.failed + calls.timedOut);
        // 40 a second, all refused while it is down.
        QVERIFY(web->in(LifePhase::Down).callsFailed > 150 && web->in(LifePhase::Down).callsFailed < 350);
        QVERIFY(web->in(LifePhase::Starting).callsFailed > 400);
        QVERIFY(web->in(LifePhase::Ready).cutShort > 0); // by the kill
        QVERIFY(web->in(LifePhase::Ready).callsFailed < web->in(LifePhase::Down).callsFailed);
        QVERIFY2(view.summary().contains(QStringLiteral("while down")), qPrintable(view.summary()));
        const auto lane = static_cast<std::size_t>(web - lanes.begin());
        run.session.setCursor(82);
        const std::size_t row = rowOf(view.losses(), QStringLiteral("web/app"));
        QTRY_COMPARE(cell(view.losses(), row, "Phase").text, QStringLiteral("down"));
        const QString words = view.lanes()->explain(lane, 82);
        QVERIFY2(words.contains(QStringLiteral("killed")), qPrintable(words));
    }

    void aRunWithoutThePatternSaysWhatToDraw()
    {
        PatternRun run("mm1");
        RingView ring(&run.session);
        ScatterView scatter(&run.session);
        LifecycleView lives(&run.session);
        ring.show();
        scatter.show();
        lives.show();
        QVERIFY(lives.emptyText().contains(QStringLiteral("Nothing has run")));
        run.toTheEnd(5s);
        QVERIFY2(ring.emptyText().contains(QStringLiteral("Ambassador")), qPrintable(ring.emptyText()));
        QVERIFY2(scatter.emptyText().contains(QStringLiteral("Scatter and gather")), qPrintable(scatter.emptyText()));
        QVERIFY(lives.emptyText().isEmpty());
    }

    void aDrawingShowsThePanelsOfItsPatterns()
    {
        EditorWindow editor;
        const auto shows = [&](const char *dock) {
            return !editor.window->findChild<QDockWidget *>(QLatin1String(dock))->isHidden();
        };
        QVERIFY(editor.window->openExample(QStringLiteral("scatter-gather")));
        editor.window->showWorkspace(Workspace::Simulate);
        QVERIFY(shows("scatterDock") && shows("lifecycleDock") && !shows("ringDock"));
        QVERIFY(editor.window->openExample(QStringLiteral("sharded-cache")));
        QTest::keyClick(&editor.window->view(), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(shows("ringDock"), 20'000);
        editor.window->runs().stop();
        editor.window->showWorkspace(Workspace::Design);
        QVERIFY(!shows("ringDock") && !shows("scatterDock") && !shows("lifecycleDock"));
    }
};

QTEST_MAIN(PatternViewsTest)
#include "pattern_views_test.moc"
