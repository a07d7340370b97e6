// SPDX-License-Identifier: GPL-3.0-or-later
// The charts of a run: whose figures, bands, objectives, pins, what they give away, by mouse and by keys.
#include "app/desktop/chart_plot.h"
#include "app/desktop/icons.h"
#include "app/desktop/metrics_view.h"
#include "app/desktop/nice_axis.h"
#include "app/desktop/series_sum.h"
#include "app/desktop/steady_colours.h"
#include "app/desktop/theme.h"
#include "tests/desktop/fake_run.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QImage>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

struct Shown {
    explicit Shown(const std::vector<std::string> &assertions = {})
    {
        Plan plan = fakePlan();
        plan.assertions = assertions;
        auto made = std::make_unique<FakeRun>(plan);
        run = made.get();
        view.resize(1500, 420);
        view.show();
        session.begin(std::move(made), RunKind::Simulated);
    }
    void advance(Duration by)
    {
        run->advance(by);
        QSignalSpy polled(&session, &RunSession::snapshotChanged);
        QVERIFY(polled.wait(5000));
        view.setBy(by_); // at once, however long the last refresh took
    }
    void choose(MetricsBy by)
    {
        by_ = by;
        auto *box = view.findChild<QComboBox *>(QStringLiteral("metricsBy"));
        box->setFocus();
        for (int i = 0; i < box->count() && box->currentData().toInt() != int(by); ++i)
            QTest::keyClick(box, Qt::Key_Down);
        for (int i = 0; i < box->count() && box->currentData().toInt() != int(by); ++i)
            QTest::keyClick(box, Qt::Key_Up);
        QCOMPARE(box->currentData().toInt(), int(by));
    }

    RunSession session;
    MetricsView view{&session};
    FakeRun *run = nullptr;
    MetricsBy by_ = MetricsBy::Selection;
};

const ChartLine *lineOf(const ChartPanel *panel, const QString &name)
{
    for (const ChartLine &line : panel->lines())
        if (line.name == name)
            return &line;
    return nullptr;
}

QToolButton *buttonOf(const QWidget *panel, const QString &accessibleName)
{
    for (QToolButton *button : panel->findChildren<QToolButton *>())
        if (button->accessibleName().startsWith(accessibleName))
            return button;
    return nullptr;
}

QStringList names(const ChartPanel *panel)
{
    QStringList all;
    for (const ChartLine &line : panel->lines())
        all += line.name;
    return all;
}

QPoint onPlot(const ChartPanel *panel, double seconds, double value)
{
    const ChartFrame &frame = panel->plot()->frame();
    return QPointF(frame.x(seconds), frame.y(value)).toPoint();
}

} // namespace

class MetricsViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initialiseResources();
        Theme::instance().apply(Theme::Mode::Light);
    }

    void figuresAreToldApartByPodLinkAndPattern()
    {
        Shown shown;
        shown.advance(20s);
        auto *throughput = shown.view.chart(MetricsView::Throughput);
        shown.choose(MetricsBy::Pods);
        QVERIFY2(names(throughput).contains(QStringLiteral("web")), qPrintable(names(throughput).join(u',')));
        QVERIFY(names(throughput).contains(QStringLiteral("jobs")));
        shown.choose(MetricsBy::Links);
        QCOMPARE(names(throughput), QStringList{QStringLiteral("done")}); // one alone: all that there is of it
        QVERIFY(shown.view.subjectText().contains(QStringLiteral("client/load -> web/app")));
        shown.choose(MetricsBy::Patterns);
        QVERIFY2(names(throughput).contains(QStringLiteral("Services")), qPrintable(names(throughput).join(u',')));
        QVERIFY(names(throughput).contains(QStringLiteral("Work queues")));
        QVERIFY(names(throughput).contains(QStringLiteral("Electors")));
        shown.view.setSelection({"web-app"}); // does not change what was chosen
        QVERIFY(names(throughput).contains(QStringLiteral("Work queues")));
        shown.choose(MetricsBy::Selection);
        QVERIFY(names(shown.view.chart(MetricsView::Utilisation)).contains(QStringLiteral("web-1")));
        shown.choose(MetricsBy::System);
        QCOMPARE(names(throughput), QStringList{QStringLiteral("done")});
        QVERIFY(names(shown.view.chart(MetricsView::Errors)).contains(QStringLiteral("errors")));
    }

    /// The other engine's run lies over every line, by whatever figures are told apart.
    void theOtherRunLiesOverEachSubject()
    {
        Shown shown;
        shown.advance(10s);
        auto deployed = std::make_unique<FakeRun>();
        shown.run = deployed.get();
        shown.session.begin(std::move(deployed), RunKind::Deployed);
        shown.advance(10s);
        const auto boxes = shown.view.findChildren<QCheckBox *>();
        const auto box = std::ranges::find_if(
            boxes, [](const QCheckBox *one) { return one->text() == QStringLiteral("With simulated"); });
        QVERIFY(box != boxes.end());
        QTest::mouseClick(*box, Qt::LeftButton, {}, QPoint(10, (*box)->height() / 2));
        QVERIFY((*box)->isChecked());
        const auto *throughput = shown.view.chart(MetricsView::Throughput);
        shown.choose(MetricsBy::Pods);
        for (const QString &pod : {QStringLiteral("web"), QStringLiteral("client")}) {
            const auto *own = lineOf(throughput, pod);
            const auto *other = lineOf(throughput, pod + QStringLiteral(", simulated"));
            QVERIFY2(own && other, qPrintable(names(throughput).join(u'|')));
            QCOMPARE(other->colour, own->colour);
            QVERIFY(!other->points.empty());
        }
        shown.choose(MetricsBy::Patterns);
        QVERIFY(lineOf(throughput, QStringLiteral("Services, simulated")));
        shown.choose(MetricsBy::System);
        QVERIFY(lineOf(throughput, QStringLiteral("simulated")));
    }

    void severalSeriesMakeOne()
    {
        TimeSeries a(TimeSeries::Merge::Mean, 100), b(TimeSeries::Merge::Mean, 100);
        for (int i = 0; i < 10; ++i) {
            a.add(i, 10);
            if (i >= 5)
                b.add(i, 30);
        }
        const std::vector<const TimeSeries *> both{&a, &b};
        const auto at = [&](SeriesSum how, std::size_t i) { return summed(both, how, 0, 10, 100)[i].value; };
        QCOMPARE(at(SeriesSum::Sum, 2), 10.0F);
        QCOMPARE(at(SeriesSum::Sum, 7), 40.0F);
        QCOMPARE(at(SeriesSum::Mean, 7), 20.0F);
        QCOMPARE(at(SeriesSum::Greatest, 7), 30.0F);
        QCOMPARE(at(SeriesSum::Least, 7), 10.0F);
        QVERIFY(summed({}, SeriesSum::Sum, 0, 10, 100).empty());
        // Who has been silent for long no longer counts.
        TimeSeries longer(TimeSeries::Merge::Mean, 100);
        for (int i = 0; i < 30; ++i)
            longer.add(i, 1);
        QCOMPARE(summed({&longer, &a}, SeriesSum::Sum, 0, 30, 100).back().value, 1.0F);
    }

    void theValueOfEachLineStandsAtTheCursor()
    {
        Shown shown;
        shown.advance(20s);
        auto *latency = shown.view.chart(MetricsView::Latency);
        QTest::mouseMove(latency->plot(), onPlot(latency, 10, 0.02));
        QTRY_VERIFY(shown.session.cursor().has_value());
        const auto texts = latency->plot()->valuesAtCursor().join(u'\n');
        for (const auto *name : {"p50", "p95", "p99"})
            QVERIFY2(texts.contains(QLatin1String(name) + QStringLiteral("  20")), qPrintable(texts));
        QVERIFY2(texts.contains(QStringLiteral(" ms")), qPrintable(texts));
        // The same instant in every chart.
        QVERIFY(shown.view.chart(MetricsView::Throughput)->plot()->valuesAtCursor().join(u'\n').contains(u"100 /s"));
        // And by the keys.
        auto *plot = latency->plot();
        plot->setFocus();
        const double before = *shown.session.cursor();
        QTest::keyClick(plot, Qt::Key_Right);
        QVERIFY(*shown.session.cursor() > before);
        QTest::keyClick(plot, Qt::Key_Home);
        QCOMPARE(*shown.session.cursor(), 0.0);
        QTest::keyClick(plot, Qt::Key_Escape);
        QVERIFY(!shown.session.cursor().has_value());
    }

    void theLegendHidesByClickAndByKeyboard()
    {
        Shown shown;
        shown.advance(20s);
        auto *latency = shown.view.chart(MetricsView::Latency);
        const int before = latency->plot()->pointCount();
        auto *p99 = buttonOf(latency, QStringLiteral("p99"));
        QVERIFY(p99);
        QTest::mouseClick(p99, Qt::LeftButton);
        QVERIFY(latency->isLineHidden(QStringLiteral("p99")));
        QVERIFY(latency->plot()->pointCount() < before);
        p99->setFocus();
        QTest::keyClick(p99, Qt::Key_Space);
        QVERIFY(!latency->isLineHidden(QStringLiteral("p99")));
        QCOMPARE(latency->plot()->pointCount(), before);
    }

    void bandsSayWhatTheyAre()
    {
        Shown shown;
        shown.advance(50s);
        const auto *done = lineOf(shown.view.chart(MetricsView::Throughput), QStringLiteral("done"));
        QVERIFY(done);
        QVERIFY(done->band.points.empty()); // each second as the other: nothing is uncertain
        for (int i = 0; i < 40; ++i) {      // slow waves
            shown.run->requestsPerSecond = i % 4 < 2 ? 60 : 140;
            shown.run->advance(2s);
        }
        shown.advance(1s);
        done = lineOf(shown.view.chart(MetricsView::Throughput), QStringLiteral("done"));
        QCOMPARE(done->band.points.size(), std::size_t{2});
        QVERIFY2(done->band.meaning.contains(QStringLiteral("batch means")), qPrintable(done->band.meaning));
        QVERIFY(done->band.points[0].least < 100.5F && done->band.points[0].greatest > 99.5F);

        shown.view.setSelection({"web-app"});
        const auto *mean = lineOf(shown.view.chart(MetricsView::Utilisation), QStringLiteral("mean"));
        QVERIFY(mean && mean->band.points.size() > 10);
        QVERIFY2(mean->band.meaning.contains(QStringLiteral("replica")), qPrintable(mean->band.meaning));
    }

    void namesOfLinksAreShortWhereTheyStayDifferent()
    {
        Plan plan = fakePlan();
        plan.links = {{"l1", "web/ambassador -> cache-1/memcached"},
                      {"l2", "web/ambassador -> cache-2/memcached"},
                      {"l3", "web/app -> web/ambassador"},
                      {"l4", "client/load -> web/app"},
                      {"l5", "client/load -> web/ambassador"}};
        QStringList names;
        for (const MetricSubject &subject : metricSubjects(plan, {}, MetricsBy::Links, {}))
            names << subject.name;
        QCOMPARE(names, QStringList({"web → cache-1", "web → cache-2", "app → ambassador", "client/load -> web/app",
                                     "client/load -> web/ambassador"}));
    }

    void aLineKeepsItsColourWhileOthersComeAndGo()
    {
        SteadyColours given;
        const auto first = given.of({"a", "b", "c", "d", "e", "f", "g", "h"}, RunKind::Simulated);
        std::set<QRgb> different;
        for (const QColor &colour : first)
            different.insert(colour.rgb());
        QCOMPARE(different.size(), std::size_t(8));
        const auto later = given.of({"x", "c", "b"}, RunKind::Simulated);
        QCOMPARE(later[1], first[2]);
        QCOMPARE(later[2], first[1]);
        QVERIFY(later[0] != later[1] && later[0] != later[2]);
    }

    void anObjectiveIsTypedAndDragged()
    {
        Shown shown;
        shown.advance(20s);
        auto *latency = shown.view.chart(MetricsView::Latency);
        QTest::mouseClick(buttonOf(latency, QStringLiteral("Objective")), Qt::LeftButton);
        auto *field = latency->findChild<QLineEdit *>();
        QVERIFY(field->isVisible());
        QTest::keyClicks(field, QStringLiteral("soon"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(field->isVisible()); // refused, and still there to be mended
        QVERIFY(!latency->objective());
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("50 ms"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!field->isVisible());
        QCOMPARE(latency->objective().value_or(0), 0.05);

        const auto from = onPlot(latency, 5, 0.05);
        const auto to = onPlot(latency, 5, 0.02);
        QTest::mousePress(latency->plot(), Qt::LeftButton, Qt::NoModifier, from);
        QTest::mouseMove(latency->plot(), (from + to) / 2);
        QTest::mouseMove(latency->plot(), to);
        QTest::mouseRelease(latency->plot(), Qt::LeftButton, Qt::NoModifier, to);
        QVERIFY2(std::abs(latency->objective().value_or(0) - 0.02) < 0.003,
                 qPrintable(QString::number(latency->objective().value_or(0))));

        latency->editObjective();
        field->clear();
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!latency->objective());
        latency->editObjective();
        QTest::keyClicks(field, QStringLiteral("1 s"));
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!latency->objective());
    }

    void assertionsOfTheScenarioAreObjectives()
    {
        QLocale::setDefault(QLocale(QLocale::German)); // in which 0.150 is a hundred and fifty
        Shown shown({"p99 of web < 0.150s", "throughput of web > 50/s", "lost == 0", "utilisation of jobs < 0.8"});
        const auto on = [&](MetricChart chart, const std::vector<MetricSubject> &of) {
            return assertedOn(shown.session.record()->plan(), chart, of);
        };
        const MetricSubject system{MetricSubject::Sort::System, {}, {}};
        const MetricSubject web{MetricSubject::Sort::Pod, "web", QStringLiteral("web")};
        QCOMPARE(on(MetricChart::Latency, {system}).size(), std::size_t{1});
        QCOMPARE(on(MetricChart::Latency, {system}).front().value, 0.15);
        QVERIFY(on(MetricChart::Throughput, {system}).front().isFloor);
        QCOMPARE(on(MetricChart::Utilisation, {system}).front().value, 0.8);
        QVERIFY(on(MetricChart::Errors, {system}).empty());
        QVERIFY(on(MetricChart::Utilisation, {web}).empty()); // of another
        QCOMPARE(on(MetricChart::Latency, {web}).size(), std::size_t{1});
        QLocale::setDefault(QLocale::c());
    }

    void aPinnedChartStaysWhateverIsSelected()
    {
        Shown shown;
        shown.view.setSelection({"web-app"});
        shown.advance(20s);
        auto *utilisation = shown.view.chart(MetricsView::Utilisation);
        QTest::mouseClick(buttonOf(utilisation, QStringLiteral("Pin")), Qt::LeftButton);
        QCOMPARE(shown.view.pinned().size(), std::size_t{1});
        auto *pinned = shown.view.pinned().front();
        QVERIFY2(pinned->title().contains(QStringLiteral("web/app")), qPrintable(pinned->title()));
        shown.view.setSelection({});
        QVERIFY(lineOf(pinned, QStringLiteral("web-2")));
        QVERIFY(!lineOf(utilisation, QStringLiteral("web-2")));
        const auto before = lineOf(pinned, QStringLiteral("mean"))->points.back().seconds;
        shown.advance(5s);
        QVERIFY(lineOf(pinned, QStringLiteral("mean"))->points.back().seconds > before); // and goes on
        QTest::mouseClick(buttonOf(pinned, QStringLiteral("Unpin")), Qt::LeftButton);
        QVERIFY(shown.view.pinned().empty());

        utilisation->setLineHidden(QStringLiteral("mean"), true); // a copy hides what it hides
        shown.view.pin(MetricsView::Utilisation);
        QVERIFY(shown.view.pinned().front()->isLineHidden(QStringLiteral("mean")));
    }

    void chartsAreCopiedAndSaved()
    {
        Shown shown;
        shown.advance(20s);
        auto *latency = shown.view.chart(MetricsView::Latency);
        const std::unique_ptr<QMenu> menu(latency->makeMenu());
        menu->actions().front()->trigger();
        QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("seconds,\"p50\",\"p95\",\"p99\"\n")));
        const QTemporaryDir folder;
        const auto png = folder.filePath(QStringLiteral("chart.png"));
        const auto svg = folder.filePath(QStringLiteral("chart.svg"));
        QVERIFY(latency->saveAs(png) && latency->saveAs(svg));
        QCOMPARE(QImage(png).width(), 2 * std::max(320, latency->width()));
        QFile file(svg);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto text = file.readAll();
        QVERIFY(text.contains("polyline") || text.contains("<path")); // lines and words, and no picture of them
        QVERIFY(!text.contains("<image"));
        QVERIFY(text.contains("Latency") && text.contains("p99"));
        QVERIFY(QSvgRenderer(text).isValid());
        const auto csv = folder.filePath(QStringLiteral("chart.csv"));
        QVERIFY(latency->saveAs(csv));
        QFile figures(csv);
        QVERIFY(figures.open(QIODevice::ReadOnly));
        QVERIFY(figures.readAll().startsWith("seconds,\"p50\",\"p95\",\"p99\"\n"));
        QVERIFY(!latency->saveAs(QStringLiteral("/nowhere/at/all.png")));
        QVERIFY(!latency->saveAs(QStringLiteral("/nowhere/at/all.svg")));
    }

    void theDialogForAPictureHoldsNothingUp()
    {
        Shown shown;
        shown.advance(5s);
        QTest::mouseClick(buttonOf(&shown.view, QStringLiteral("Save the charts")), Qt::LeftButton);
        auto *dialog = shown.view.findChild<QFileDialog *>();
        QVERIFY(dialog && dialog->isVisible() && !dialog->isModal());
        shown.advance(5s);
        const QTemporaryDir folder;
        auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
        QVERIFY(name);
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, folder.filePath(QStringLiteral("all.svg")));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(QFile::exists(folder.filePath(QStringLiteral("all.svg"))));
    }

    void valuesAreReadWithTheirUnits()
    {
        using Unit = AxisUnit;
        const auto is = [](const char *text, Unit unit, double value) {
            const auto read = parseValue(QString::fromUtf8(text), unit);
            return read && std::abs(*read - value) < 1e-12 * std::max(1.0, value);
        };
        QVERIFY(is("200ms", Unit::Latency, 0.2));
        QVERIFY(is("0.2 s", Unit::Latency, 0.2));
        QVERIFY(is("20 \xc2\xb5s", Unit::Latency, 20e-6));
        QVERIFY(is("2 min", Unit::Latency, 120));
        QVERIFY(is("80 %", Unit::Fraction, 0.8));
        QVERIFY(is("80", Unit::Fraction, 0.8));
        QVERIFY(is("50 /s", Unit::PerSecond, 50));
        QVERIFY(is("12", Unit::Count, 12));
        for (const auto *text : {"", "soon", "-5ms", "5 parsecs", "nan", "1e400"})
            QVERIFY2(!parseValue(QString::fromUtf8(text), Unit::Latency), text);
        QVERIFY(!parseValue(QStringLiteral("5 ms"), Unit::Count));
        QLocale::setDefault(QLocale(QLocale::German));
        QVERIFY(is("1,5 s", Unit::Latency, 1.5));
        QVERIFY(is("1.5 s", Unit::Latency, 1.5));
        QVERIFY(parseValue(valueText(1234.5, Unit::PerSecond), Unit::PerSecond).has_value());
        QLocale::setDefault(QLocale::c());
    }

    void anHourOfTwentyLinesKeepsItsPeaks()
    {
        ChartPanel panel(QStringLiteral("T"), AxisUnit::PerSecond, ChartPanel::Scale::Linear);
        panel.resize(600, 300);
        panel.show();
        std::vector<ChartLine> lines;
        for (int line = 0; line < 20; ++line) {
            ChartLine made{QString::number(line), Qt::blue};
            for (int i = 0; i < 36'000; ++i)
                made.points.push_back({static_cast<float>(i) * 0.1F, line == 7 && i == 12'345 ? 990.0F : 10.0F});
            lines.push_back(std::move(made));
        }
        panel.setTimeRange(0, 3600);
        panel.setLines(std::move(lines));
        QVERIFY(panel.plot()->pointCount() < 20 * 4 * 620);
        const auto image = panel.plot()->grab().toImage();
        const auto peak = onPlot(&panel, 1234.5, 800); // on the way up to it
        bool isDrawn = false;
        for (int x = peak.x() - 2; x <= peak.x() + 2; ++x)
            isDrawn = isDrawn || image.pixelColor(QPoint(x, peak.y()) * image.devicePixelRatio()) == QColor(Qt::blue);
        QVERIFY(isDrawn);
    }

    void chartsAreHighEnoughAndFitANarrowDock()
    {
        Shown shown;
        shown.view.setSelection({"web-app", "web-elector", "jobs-queue", "client-load"});
        for (const int width : {420, 760, 1500}) {
            shown.view.resize(width, 300);
            shown.advance(1s);
            for (int i = 0; i < int(metricCharts); ++i) {
                const auto *panel = shown.view.chart(static_cast<MetricChart>(i));
                QVERIFY(panel->plot()->height() >= 180);
                QVERIFY2(panel->x() + panel->width() <= width,
                         qPrintable(QStringLiteral("%1 of %2").arg(panel->x() + panel->width()).arg(width)));
                for (const auto *button : panel->findChildren<QToolButton *>())
                    QVERIFY(!button->isVisible() ||
                            button->mapTo(panel, QPoint(button->width(), 0)).x() <= panel->width());
            }
        }
    }
};

QTEST_MAIN(MetricsViewTest)
#include "metrics_view_test.moc"
