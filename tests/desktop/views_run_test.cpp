// SPDX-License-Identifier: GPL-3.0-or-later
// Run control, charts and tables over an engine that does what the test says, and over the real simulator.
#include "app/desktop/chart_plot.h"
#include "app/desktop/containers_view.h"
#include "app/desktop/events_view.h"
#include "app/desktop/figure_table.h"
#include "app/desktop/metrics_view.h"
#include "app/desktop/nice_axis.h"
#include "app/desktop/queue_view.h"
#include "app/desktop/report_view.h"
#include "app/desktop/run_bar.h"
#include "app/desktop/run_session.h"
#include "app/desktop/theme.h"
#include "engine/model/document_file.h"
#include "tests/desktop/fake_run.h"

#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

FakeRun *begin(RunSession &session, RunKind kind = RunKind::Simulated)
{
    auto made = std::make_unique<FakeRun>();
    FakeRun *run = made.get();
    session.begin(std::move(made), kind);
    return run;
}

void waitForPoll(RunSession &session)
{
    QSignalSpy polled(&session, &RunSession::snapshotChanged);
    QVERIFY(polled.wait(2000));
}

bool draws(const ChartPanel *panel, const QString &line)
{
    for (const ChartLine &one : panel->lines())
        if (one.name == line)
            return !one.points.empty();
    return false;
}

} // namespace

class ViewsRunTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qApp->setAttribute(Qt::AA_DontShowIconsInMenus, false);
        Theme::instance().apply(Theme::Mode::Light);
    }

    void spacePlaysAndPauses()
    {
        RunSession session;
        QMainWindow window;
        auto *bar = new RunBar(&session, &window);
        window.addToolBar(bar);
        window.setCentralWidget(new QWidget);
        window.centralWidget()->setFocusPolicy(Qt::StrongFocus);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.centralWidget()->setFocus();
        FakeRun *run = begin(session);
        QCOMPARE(bar->statusText(), QStringLiteral("Running"));
        QTest::keyClick(window.centralWidget(), Qt::Key_Space);
        QTRY_COMPARE(bar->statusText(), QStringLiteral("Ready")); // paused where it began
        run->advance(2s);
        QTest::keyClick(window.centralWidget(), Qt::Key_Space);
        QTRY_COMPARE(bar->statusText(), QStringLiteral("Running"));
        QCOMPARE(run->calls, (std::vector<std::string>{"start", "pause", "start"}));
        QTRY_COMPARE(bar->timeText(), QStringLiteral("t=00:02.000"));
        for (int i = 0; i < 3; ++i) // held: nothing more
            QTest::simulateEvent(window.centralWidget(), true, Qt::Key_Space, Qt::NoModifier, " ", true, 0);
        QTest::qWait(20);
        QCOMPARE(run->calls, (std::vector<std::string>{"start", "pause", "start"}));
    }

    void spaceOnAButtonPressesThatButton()
    {
        RunSession session;
        QMainWindow window;
        auto *bar = new RunBar(&session, &window);
        window.addToolBar(bar);
        auto *button = new QPushButton(QStringLiteral("Other"));
        window.setCentralWidget(button);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        FakeRun *run = begin(session);
        button->setFocus();
        QSignalSpy pressed(button, &QPushButton::clicked);
        QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(pressed.count(), 1);
        QCOMPARE(run->calls, std::vector<std::string>{"start"});
    }

    void speedAndStopReachTheEngine()
    {
        RunSession session;
        QMainWindow window;
        auto *bar = new RunBar(&session, &window);
        window.addToolBar(bar);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        FakeRun *run = begin(session);
        QTest::keyClick(&window, Qt::Key_Period, Qt::ControlModifier); // from 1 to 2
        QCOMPARE(session.speed(), 2.0);
        QCOMPARE(run->calls.back(), std::string("speed 2"));
        QSignalSpy over(&session, &RunSession::finished);
        bar->stopAction()->trigger();
        QVERIFY(over.wait(2000));
        QCOMPARE(bar->statusText(), QStringLiteral("Finished"));
        QVERIFY(!bar->stopAction()->isEnabled());
        QVERIFY(bar->playAction()->isEnabled());
    }

    void theLastEventsOfARunAreNotLost()
    {
        RunSession session;
        EventsView events(&session);
        FakeRun *run = begin(session);
        run->addEvent("killed", "web-0/app", "by hand");
        run->finish(RunStatus::Failed, fail(ErrorCode::Failed, "The disk is full.", "Make room."));
        run->addEvent("dropped-dead", "web-1/app", "at the very end");
        QSignalSpy over(&session, &RunSession::finished);
        QVERIFY(over.wait(2000));
        QCOMPARE(over.first().at(1).toString(), QStringLiteral("The disk is full. Make room."));
        QCOMPARE(events.table()->model()->rowCount(), 2);
        events.filter()->setText(QStringLiteral("VERY end"));
        QCOMPARE(events.table()->model()->rowCount(), 1);
        QCOMPARE(events.table()->model()->index(0, 2).data().toString(), QStringLiteral("web-1/app"));
    }

    void chartsGetPointsOfTheWholeSystemAndOfTheSelection()
    {
        RunSession session;
        MetricsView view(&session);
        view.resize(1200, 300);
        view.show();
        FakeRun *run = begin(session);
        run->advance(20s);
        waitForPoll(session);
        const ChartPanel *throughput = view.chart(MetricsView::Throughput);
        QVERIFY(draws(throughput, QStringLiteral("done")));
        QCOMPARE(ChartPanel::valueAt(throughput->lines().front(), 20).value_or(0), 100.0);
        const ChartPanel *latency = view.chart(MetricsView::Latency);
        for (const QString &line : {QStringLiteral("p50"), QStringLiteral("p95"), QStringLiteral("p99")})
            QVERIFY2(draws(latency, line), qPrintable(line));
        QVERIFY(std::abs(ChartPanel::valueAt(latency->lines().back(), 20).value_or(0) - 0.02) < 0.001);
        QVERIFY(latency->plot()->valueLabels().contains(QStringLiteral("10 ms")));
        QVERIFY(throughput->plot()->height() >= 150);

        view.setSelection({"web"});
        QVERIFY(view.subjectText().contains(QStringLiteral("web/app")));
        view.setSelection({"l1"});
        QVERIFY(draws(view.chart(MetricsView::Throughput), QStringLiteral("done")));
        QVERIFY(!draws(view.chart(MetricsView::Utilisation), QStringLiteral("mean")));
        view.setSelection({"web-app"});
        QCOMPARE(ChartPanel::valueAt(view.chart(MetricsView::Utilisation)->lines().front(), 20).value_or(0), 0.5);
        QVERIFY(draws(view.chart(MetricsView::Utilisation), QStringLiteral("web-2"))); // each replica too
    }

    void theLegendHidesALineAndTheCursorIsShared()
    {
        RunSession session;
        MetricsView view(&session);
        view.resize(1200, 300);
        view.show();
        begin(session)->advance(20s);
        waitForPoll(session);
        ChartPanel *latency = view.chart(MetricsView::Latency);
        const int before = latency->plot()->pointCount();
        QToolButton *button = nullptr;
        for (QToolButton *one : latency->findChildren<QToolButton *>())
            if (one->accessibleName().startsWith(QStringLiteral("p95")))
                button = one;
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(latency->isLineHidden(QStringLiteral("p95")));
        QVERIFY(latency->plot()->pointCount() < before);

        QTest::mouseMove(latency->plot(), latency->plot()->rect().center());
        QTRY_VERIFY(session.cursor().has_value());
        QVERIFY(*session.cursor() > 0 && *session.cursor() < 20);
    }

    void whereADrawingWantsToBePausedTheCursorIs()
    {
        Plan plan = fakePlan();
        plan.pauseAt = 3s;
        auto made = std::make_unique<FakeRun>(plan);
        FakeRun *run = made.get();
        RunSession session;
        session.begin(std::move(made), RunKind::Simulated);
        run->advance(2s);
        run->pause(); // by hand, elsewhere
        waitForPoll(session);
        QVERIFY(!session.cursor().has_value());
        session.play();
        run->advance(1s);
        run->pause();
        QTRY_VERIFY(session.cursor().has_value());
        QCOMPARE(*session.cursor(), 3.0);
    }

    /// Neither under the cursor nor as CSV does a line go on behind its end or over a time without figures.
    void aLineHasNoValueWhereNothingWasMeasured()
    {
        ChartLine line{QStringLiteral("short"), Qt::red, Qt::SolidLine, 1, {}};
        for (int i = 0; i <= 100; ++i)
            if (i < 30 || i > 80)
                line.points.push_back({static_cast<float>(i) / 10, 7});
        QCOMPARE(ChartPanel::valueAt(line, 2.95), std::optional(7.0));
        QCOMPARE(ChartPanel::valueAt(line, 7.5), std::optional<double>());
        QCOMPARE(ChartPanel::valueAt(line, 10.5), std::optional(7.0)); // the newest, while more is to come
        QCOMPARE(ChartPanel::valueAt(line, 50), std::optional<double>());
        ChartLine hour{QStringLiteral("thinned"), Qt::red, Qt::SolidLine, 1, {}};
        for (int i = 0; i < 600; ++i)
            hour.points.push_back({static_cast<float>(i * 6), 7});
        QCOMPARE(ChartPanel::valueAt(hour, 1805.9), std::optional(7.0));
    }

    void csvHasARowForEachInstantInCNotation()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        ChartPanel panel(QStringLiteral("T"), AxisUnit::PerSecond, ChartPanel::Scale::Linear);
        panel.setLines({{QStringLiteral("a \"b\""), Qt::red, Qt::SolidLine, 1, {{0.5F, 1.25F}, {1.0F, 2.5F}}},
                        {QStringLiteral("c"), Qt::blue, Qt::SolidLine, 1, {{1.0F, 7.0F}}}});
        QCOMPARE(panel.toCsv(), QStringLiteral("seconds,\"a \"\"b\"\"\",\"c\"\n0.5,1.25,\n1,2.5,7\n"));
        QLocale::setDefault(QLocale::c());
    }

    void anHourAtTenPerSecondStaysBoundedAndKeepsItsPeaks()
    {
        TimeSeries series(TimeSeries::Merge::Greatest, 8192);
        for (int i = 0; i < 36'000; ++i)
            series.add(i * 0.1, i == 12'345 ? 99 : 1);
        QVERIFY(series.points().size() <= 8192);
        QVERIFY(series.points().size() > 4000);
        const auto drawn = series.thinned(0, 3600, 600);
        QVERIFY(drawn.size() <= 600);
        const auto peak =
            std::max_element(drawn.begin(), drawn.end(), [](auto a, auto b) { return a.value < b.value; });
        QCOMPARE(peak->value, 99.0F);
        QVERIFY(std::abs(peak->seconds - 1234.5F) < 1.0F);
    }

    void axesHaveRoundNumbersWithUnits()
    {
        const NiceAxis rate = niceAxis(873, 5, AxisUnit::PerSecond);
        QCOMPARE(rate.greatest, 1000.0);
        QCOMPARE(rate.ticks.size(), std::size_t{6});
        QCOMPARE(rate.ticks[1].label, QStringLiteral("200 /s"));
        const NiceAxis logarithmic = niceLogAxis(0.00021, 0.9, 6, AxisUnit::Latency);
        QCOMPARE(logarithmic.ticks.front().label, QStringLiteral("100 µs"));
        QCOMPARE(logarithmic.ticks.back().label, QStringLiteral("1 s"));
        QCOMPARE(niceTimeAxis(0, 3600, 6).ticks.back().label, QStringLiteral("1:00:00"));
        QCOMPARE(niceAxis(0, 5, AxisUnit::Count).greatest, 1.0);
        QCOMPARE(valueText(0.453, AxisUnit::Fraction), QStringLiteral("45.3 %"));
    }

    void containersAreKilledFromTheirMenu()
    {
        RunSession session;
        ContainersView view(&session);
        view.show();
        FakeRun *run = begin(session);
        run->advance(3s);
        waitForPoll(session);
        QCOMPARE(view.table()->rows().size(), std::size_t{8});
        std::unique_ptr<QMenu> menu(view.menuFor(QStringLiteral("web-1/app")));
        menu->actions().front()->trigger();
        QCOMPARE(run->injections.size(), std::size_t{1});
        QCOMPARE(run->injections[0].kind, std::string("kill"));
        QCOMPARE(run->injections[0].target, std::string("web-1/app"));
        QTRY_VERIFY(view.table()->toText(false).contains(QStringLiteral("web-1/app\tweb-1\tservice\tdown")));
        const auto offersLoad = [&](const char *instance) {
            const std::unique_ptr<QMenu> offered(view.menuFor(QString::fromLatin1(instance)));
            const auto actions = offered->actions();
            return std::any_of(actions.begin(), actions.end(),
                               [](const QAction *action) { return action->text().startsWith("Triple the load"); });
        };
        QVERIFY(!offersLoad("web-1/app"));
        QVERIFY(offersLoad("client/load"));
    }

    void whatTheEngineRefusesIsSaid()
    {
        RunSession session;
        QSignalSpy refused(&session, &RunSession::refused);
        QVERIFY(session.inject({"kill", "web-0", {}}).has_error());
        QCOMPARE(refused.count(), 1);
        FakeRun *run = begin(session);
        run->injectAnswer = fail(ErrorCode::Unsupported, "This engine cannot.");
        session.inject({"kill", "web-0", {}});
        QCOMPARE(refused.last().first().toString(), QStringLiteral("This engine cannot."));
    }

    void queuesShowDepthAndThroughput()
    {
        RunSession session;
        QueueView view(&session);
        view.show();
        begin(session)->advance(10s);
        waitForPoll(session);
        QCOMPARE(view.queues()->rows().size(), std::size_t{1});
        const auto &cells = view.queues()->rows().front().cells;
        QCOMPARE(cells[0].text, QStringLiteral("jobs/queue"));
        QCOMPARE(cells[1].sortKey.toDouble(), 500.0); // 100 a second came, 50 were done
        QCOMPARE(cells[6].sortKey.toDouble(), 50.0);
    }

    void aDeploymentOutlivesASimulationBesideIt()
    {
        RunSession session;
        FakeRun *deployed = begin(session, RunKind::Deployed);
        begin(session, RunKind::Simulated);
        QCOMPARE(session.shown(), RunKind::Simulated);
        QVERIFY(session.isLive(RunKind::Deployed));
        session.show(RunKind::Deployed);
        session.stop();
        QCOMPARE(deployed->calls.back(), std::string("stop"));
        QVERIFY(session.isLive(RunKind::Simulated));
    }

    void theExampleRunsToItsEndAsFastAsItGoes()
    {
        const auto document = loadDocument(BAYPLAN_SOURCE_DIR "/resources/examples/sharded-cache.bayplan.json");
        QVERIFY2(document.has_value(), document.has_error() ? toText(document.error()).c_str() : "");
        RunSession session;
        session.setPlanSource([&] { return lower(document->topology); });
        SimulatorOptions options;
        options.speed = 0;
        options.duration = 20s;
        session.setSimulatorOptions(options);
        MetricsView view(&session);
        view.resize(1200, 300);
        view.show();
        ReportView report(&session);
        report.show();
        QSignalSpy over(&session, &RunSession::finished);
        session.play();
        QVERIFY(over.wait(60'000));
        QCOMPARE(over.first().at(1).toString(), QString());
        QCOMPARE(session.snapshot()->time, Time{} + 20s);
        QVERIFY(draws(view.chart(MetricsView::Throughput), QStringLiteral("done")));
        // However fast it went: its history has the points of its own time.
        const std::size_t samples =
            session.record()->read([](const RunHistory &history) { return history.sampleCount(); });
        QVERIFY2(samples >= 100, qPrintable(QString::number(samples)));
        QVERIFY(!report.figures()->rows().empty());
    }
};

QTEST_MAIN(ViewsRunTest)
#include "views_run_test.moc"
