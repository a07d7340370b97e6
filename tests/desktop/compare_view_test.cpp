// SPDX-License-Identifier: GPL-3.0-or-later
// Runs over each other, a measurement taken into the drawing, and a run saved as a page.
#include "app/desktop/calibrate_view.h"
#include "app/desktop/chart_panel.h"
#include "app/desktop/compare_view.h"
#include "app/desktop/figure_table.h"
#include "app/desktop/record_page.h"
#include "app/desktop/report_view.h"
#include "engine/base/units.h"
#include "engine/recording/recorded_run.h"
#include "engine/recording/recording_writer.h"
#include "tests/desktop/editor_window.h"
#include "tests/desktop/fake_run.h"

#include <QComboBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QTreeWidget>

#include <fstream>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// A client that calls a service; short.
const char *const twoPods = R"json({
  "bayplan": 1, "name": "two", "duration": "30s", "warmUp": "2s",
  "pods": {"a": {"name": "a", "position": [0, 0]}, "b": {"name": "b", "position": [300, 0]}},
  "containers": {
    "load": {"pod": "a", "kind": "load", "name": "load", "rate": 50},
    "app": {"pod": "b", "kind": "container", "name": "app", "serviceTime": "exponential(5ms)", "concurrency": 0}
  },
  "links": {"l1": {"from": "load/target", "to": "app/in"}}
})json";

/// The service is killed with requests under way, and a leader too.
const char *const killedAndElecting = R"json({
  "bayplan": 1, "name": "killed", "duration": "30s", "warmUp": "2s",
  "pods": {"a": {"name": "a", "position": [0, 0]}, "b": {"name": "b", "position": [300, 0]},
           "e": {"name": "e", "position": [0, 300], "replicas": 3}},
  "containers": {
    "load": {"pod": "a", "kind": "load", "name": "load", "rate": 50},
    "app": {"pod": "b", "kind": "container", "name": "app", "serviceTime": "exponential(200ms)", "concurrency": 0},
    "elector": {"pod": "e", "kind": "elector", "name": "elector"}
  },
  "links": {"l1": {"from": "load/target", "to": "app/in"}},
  "scenario": {"faults": {
    "f1": {"kind": "kill", "target": "b", "at": "10s", "for": "2s"},
    "f2": {"kind": "kill", "target": "e", "at": "15s", "for": "3s"}
  }}
})json";

Topology twoPodsWith(const std::string &serviceTime)
{
    Topology topology = readDocument(twoPods, "x").value().topology;
    if (!changeParam(topology, "app", "serviceTime", Value(serviceTime)))
        qFatal("no service time");
    return topology;
}

/// As deploy --measure --record leaves one behind.
QString recordingOf(const Topology &topology, const QString &path)
{
    const Plan plan = lower(topology).value();
    RecordingHeader header;
    header.document = writeDocument(topology);
    header.duration = plan.duration;
    header.warmUp = plan.warmUp;
    header.seed = plan.seed;
    header.engine = "Docker 20.10";
    header.simulated = false;
    for (const InstancePlan &instance : plan.instances)
        header.instances.push_back(instance.name);
    auto writer = RecordingWriter::create(path.toStdString(), header).value();
    SimulatorOptions options;
    options.onSnapshot = [&](const Snapshot &snapshot) { writer->add(snapshot); };
    const Report report = simulate(plan, options);
    if (!writer->finish(report, false))
        qFatal("not recorded");
    return path;
}

QString reportFileOf(const Topology &topology, const QString &path, std::uint64_t seed = 5)
{
    std::ofstream(path.toStdString()) << reportJson(simulate(lower(topology).value(), {.seed = seed}),
                                                    ReportDetail::Histograms);
    return path;
}

FakeRun *beginRun(RunSession &session, RunKind kind, double requestsPerSecond)
{
    auto run = std::make_unique<FakeRun>();
    FakeRun *begun = run.get();
    session.begin(std::move(run), kind);
    begun->requestsPerSecond = requestsPerSecond;
    begun->advance(10s);
    return begun;
}

void clickCheckBox(QListWidget *list, int row)
{
    const QRect rect = list->visualItemRect(list->item(row));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, {rect.left() + 10, rect.center().y()});
}

int ticked(const QListWidget *list)
{
    int count = 0;
    for (int row = 0; row < list->count(); ++row)
        count += list->item(row)->checkState() == Qt::Checked ? 1 : 0;
    return count;
}

QString wordsIn(const QWidget *view)
{
    QString all;
    for (const auto *label : view->findChildren<QLabel *>())
        all += label->text() + QLatin1Char('\n');
    return all;
}

} // namespace

class CompareViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initialiseResources();
        Theme::instance().apply(Theme::Mode::Light);
    }

    void simulatedAndDeployedComeFirstInTheirColours()
    {
        RunSession session;
        CompareView view(&session);
        view.resize(1100, 320);
        view.show();
        beginRun(session, RunKind::Simulated, 100);
        beginRun(session, RunKind::Deployed, 80);
        QTRY_VERIFY_WITH_TIMEOUT(view.chart()->lines().size() == 2 && !view.chart()->lines()[1].points.empty(), 10'000);
        QCOMPARE(view.chart()->lines()[0].colour, colours().simulated);
        QCOMPARE(view.chart()->lines()[1].colour, colours().deployed);
        QTRY_VERIFY_WITH_TIMEOUT(view.table()->toText(false).contains(QStringLiteral("-20.0 %")), 10'000);
        QVERIFY(!view.table()->isColumnHidden(2));
        QVERIFY(view.table()->isColumnHidden(3)); // the reference has no error
        QVERIFY(view.table()->isColumnHidden(6)); // there are two
    }

    void whatARowIsAboutStaysWhenTheOthersAreScrolled()
    {
        RunSession session;
        CompareView view(&session);
        view.resize(1000, 320);
        view.show();
        for (int i = 0; i < 3; ++i)
            beginRun(session, RunKind::Simulated, 100 + i * 10);
        beginRun(session, RunKind::Deployed, 80);
        const auto all = [&] { return view.list()->count() == 4; };
        QTRY_VERIFY(all());
        for (int row = 0; row < 4; ++row)
            if (view.list()->item(row)->checkState() != Qt::Checked) {
                clickCheckBox(view.list(), row);
                QApplication::processEvents();
            }
        FigureTable *table = view.table();
        QTRY_VERIFY(!table->isColumnHidden(8) && !table->rows().empty());
        QScrollBar *bar = table->horizontalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0);
        bar->setValue(bar->maximum());
        const QTableView *frozen = table->frozen();
        QVERIFY(frozen != nullptr && frozen->isVisible());
        const QModelIndex figure = frozen->model()->index(0, 1);
        const QRect cell = frozen->visualRect(figure);
        QVERIFY(frozen->viewport()->rect().contains(cell));
        QVERIFY(table->visualRect(figure).right() < cell.right()); // where the table has it by now
        QCOMPARE(frozen->mapTo(table, cell.topLeft()).y() + frozen->horizontalHeader()->height(),
                 table->viewport()->mapTo(table, table->visualRect(figure).topLeft()).y());
        const QAbstractItemView *whole = table;
        for (const int column : {2, 8}) // those that are scrolled are not made narrow for those that stay
            QVERIFY(table->columnWidth(column) >= whole->sizeHintForColumn(column));
        // The figure that the keys go to is seen beside them.
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 8));
        while (table->currentIndex().column() > 2) {
            QTest::keyClick(table, Qt::Key_Left);
            QVERIFY(table->visualRect(table->currentIndex()).left() >= frozen->width());
        }
        // A click there chooses the whole row, and its heading sorts.
        QTest::mouseClick(frozen->viewport(), Qt::LeftButton, {}, cell.center());
        QCOMPARE(table->currentKey(), table->keyAt(table->visualRect(table->model()->index(0, 8)).center()));
        const QHeaderView *head = frozen->horizontalHeader();
        QTest::mouseClick(head->viewport(), Qt::LeftButton, {},
                          {head->sectionViewportPosition(1) + 20, head->height() / 2});
        QCOMPARE(table->horizontalHeader()->sortIndicatorSection(), 1);
    }

    void fourRunsAtMostAndEachLooksAnother()
    {
        RunSession session;
        CompareView view(&session);
        view.resize(1100, 420);
        view.show();
        for (int i = 0; i < 5; ++i)
            beginRun(session, RunKind::Simulated, 100 + 20 * i);
        QTRY_COMPARE_WITH_TIMEOUT(view.list()->count(), 5, 10'000);
        QCOMPARE(ticked(view.list()), 2);
        for (int row = 0; row < view.list()->count(); ++row)
            if (view.list()->item(row)->checkState() == Qt::Unchecked) {
                clickCheckBox(view.list(), row);
                QApplication::processEvents();
            }
        QTRY_COMPARE(ticked(view.list()), 4);
        QVERIFY2(wordsIn(&view).contains(QStringLiteral("Four runs at most")), qPrintable(wordsIn(&view)));
        QTRY_COMPARE(view.chart()->lines().size(), std::size_t(4));
        std::set<std::pair<QString, int>> looks;
        for (const ChartLine &line : view.chart()->lines())
            looks.insert({line.colour.name(), static_cast<int>(line.style)});
        QCOMPARE(looks.size(), std::size_t(4));
        clickCheckBox(view.list(), 4);
        QTRY_VERIFY(ticked(view.list()) == 3);
    }

    void theReferenceIsChosen()
    {
        RunSession session;
        CompareView view(&session);
        view.resize(1100, 320);
        view.show();
        beginRun(session, RunKind::Simulated, 100);
        beginRun(session, RunKind::Deployed, 80);
        QTRY_VERIFY_WITH_TIMEOUT(view.table()->toText(false).contains(QStringLiteral("-20.0 %")), 10'000);
        QComboBox *reference = nullptr;
        for (auto *box : view.findChildren<QComboBox *>())
            reference = box->accessibleName().contains(QStringLiteral("held against")) ? box : reference;
        QVERIFY(reference != nullptr);
        QCOMPARE(reference->count(), 2);
        reference->setFocus();
        QTest::keyClick(reference, Qt::Key_Down);
        QTRY_VERIFY_WITH_TIMEOUT(view.table()->toText(false).contains(QStringLiteral("+25.0 %")), 10'000);
    }

    void aFileIsARunToo()
    {
        const QTemporaryDir folder;
        RunSession session;
        CompareView view(&session);
        view.resize(1100, 320);
        view.show();
        view.addFile(recordingOf(twoPodsWith("exponential(5ms)"), folder.filePath(QStringLiteral("measured.bayrun"))));
        QTRY_COMPARE_WITH_TIMEOUT(view.list()->count(), 1, 30'000);
        view.addFile(reportFileOf(twoPodsWith("exponential(10ms)"), folder.filePath(QStringLiteral("other.json"))));
        QTRY_COMPARE_WITH_TIMEOUT(view.list()->count(), 2, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(!view.table()->rows().empty(), 10'000);
        QVERIFY(view.table()->toText(false).contains(QStringLiteral("measured.bayrun")));
        QVERIFY(!view.chart()->lines()[0].points.empty()); // a recording has its history
        QVERIFY(view.chart()->lines()[1].points.empty());  // a report has none
        QCOMPARE(view.chart()->lines()[0].colour, colours().deployed);
        view.addFile(folder.filePath(QStringLiteral("none.json")));
        QTRY_VERIFY2_WITH_TIMEOUT(wordsIn(&view).contains(QStringLiteral("none.json")), qPrintable(wordsIn(&view)),
                                  10'000);
        QCOMPARE(view.list()->count(), 2);
    }

    void aRecordingSaysWhatItsOwnReportSays()
    {
        const QTemporaryDir folder;
        const Topology topology = readDocument(killedAndElecting, "x").value().topology;
        RunSession session;
        CompareView view(&session);
        view.resize(1100, 320);
        view.show();
        view.addFile(reportFileOf(topology, folder.filePath(QStringLiteral("run.json")), 0));
        QTRY_COMPARE_WITH_TIMEOUT(view.list()->count(), 1, 30'000);
        view.addFile(recordingOf(topology, folder.filePath(QStringLiteral("run.bayrun"))));
        QTRY_COMPARE_WITH_TIMEOUT(view.list()->count(), 2, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(!view.table()->rows().empty(), 10'000);
        bool showsCutShort = false;
        for (const FigureRow &row : view.table()->rows()) {
            // All are of one run.
            QVERIFY2(row.cells[2].text == row.cells[4].text, qPrintable(row.key));
            showsCutShort =
                showsCutShort || (row.key.endsWith(QStringLiteral("cutShort")) && row.cells[2].sortKey.toDouble() >= 1);
        }
        QVERIFY(showsCutShort);
        // And what is only in its snapshots says it too.
        const auto run = openRecordedRun(folder.filePath(QStringLiteral("run.bayrun")).toStdString());
        QVERIFY(run);
        const auto again = reportOfSnapshots(*run, folder.filePath(QStringLiteral("run.bayrun")).toStdString());
        const auto app = std::ranges::find(again->containers, std::string("app"), &ContainerFigures::id);
        QVERIFY(app != again->containers.end() && app->cutShort.value_or(0) >= 1);
    }

    void aMeasurementIsTakenOverInOneStep()
    {
        EditorWindow editor;
        Document document;
        document.topology = twoPodsWith("exponential(5ms)");
        editor.window->document().load(document, {});
        const std::string before = editor.bytes();
        const QTemporaryDir folder;
        CalibrateView view(editor.window->document(), editor.window->runs(), editor.window->selection());
        view.resize(1100, 320);
        view.show();
        view.openFile(
            recordingOf(twoPodsWith("exponential(20ms)"), folder.filePath(QStringLiteral("measured.bayrun"))));
        QTRY_VERIFY_WITH_TIMEOUT(view.table()->topLevelItemCount() > 1, 30'000);
        int proposals = 0;
        for (int i = 0; i < view.table()->topLevelItemCount(); ++i)
            proposals += view.table()->topLevelItem(i)->checkState(0) == Qt::Checked ? 1 : 0;
        QCOMPARE(proposals, 1); // the service time, and not the way
        QPushButton *apply = nullptr;
        for (auto *button : view.findChildren<QPushButton *>())
            apply = button->text().remove(QLatin1Char('&')).startsWith(QStringLiteral("Apply")) ? button : apply;
        QVERIFY(apply != nullptr && apply->isEnabled());
        QTest::mouseClick(apply, Qt::LeftButton);
        const auto taken = paramsOf(editor.topology().containers.at("app")).distribution("serviceTime").expected();
        QVERIFY2(taken > 18ms && taken < 22ms, formatDuration(taken).c_str());
        editor.window->document().undoStack()->undo();
        QCOMPARE(editor.bytes(), before);
    }

    void whatCannotBeToldStandsThereWithItsReason()
    {
        EditorWindow editor;
        Document document;
        document.topology = twoPodsWith("exponential(5ms)");
        if (!changeParam(document.topology, "l1", "bandwidth", Value(std::string("10MiB"))))
            QFAIL("no bandwidth");
        editor.window->document().load(document, {});
        const QTemporaryDir folder;
        CalibrateView view(editor.window->document(), editor.window->runs(), editor.window->selection());
        view.show();
        view.openFile(recordingOf(document.topology, folder.filePath(QStringLiteral("measured.bayrun"))));
        QTRY_VERIFY_WITH_TIMEOUT(view.table()->topLevelItemCount() > 1, 30'000);
        const auto found = view.table()->findItems(QStringLiteral("bandwidth"), Qt::MatchContains, 6);
        QCOMPARE(found.size(), 1);
        QVERIFY(!(found.front()->flags() & Qt::ItemIsUserCheckable) || found.front()->checkState(0) == Qt::Unchecked);
        view.openFile(folder.filePath(QStringLiteral("none.bayrun")));
        QTRY_VERIFY_WITH_TIMEOUT(wordsIn(&view).contains(QStringLiteral("none.bayrun")), 10'000);
    }

    void aRunIsSavedAsAPage()
    {
        const QTemporaryDir folder;
        RunSession session;
        ReportView view(&session);
        view.show();
        FakeRun *run = beginRun(session, RunKind::Deployed, 100);
        run->addEvent("killed", "web-0/app", "by <hand>");
        run->advance(2s);
        QTest::qWait(300);
        view.setDrawing([](const RunRecord &) {
            return QByteArray(
                "<?xml version=\"1.0\"?>\n<!DOCTYPE svg>\n<svg width=\"10mm\" height=\"5mm\" viewBox=\"0 0 "
                "10 5\"><text>web</text></svg>\n");
        });
        const QString path = folder.filePath(QStringLiteral("run.html"));
        QVERIFY(view.saveAs(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray html = file.readAll();
        for (const char *words :
             {"Throughput", "client/load -&gt; web/app", "<svg viewBox=\"0 0 10 5\"><text>web</text></svg>", "Fake 1.0",
              "by &lt;hand&gt;", "Election web-leader"})
            QVERIFY2(html.contains(words), words);
        QCOMPARE(html.count("<!DOCTYPE"), 1);
        const QString json = folder.filePath(QStringLiteral("run.json"));
        QVERIFY(view.saveAs(json));
        QFile other(json);
        QVERIFY(other.open(QIODevice::ReadOnly));
        QVERIFY(other.readAll().contains("\"histogram\""));
        QVERIFY(!view.saveAs(folder.filePath(QStringLiteral("no/such/folder.html"))));
        QVERIFY(wordsIn(&view).contains(QStringLiteral("folder.html")));
    }

    void theDrawingOfAPageIsOfTheRunAndNotOfWhatIsDrawnNow()
    {
        constexpr const char *plainDrawing = "bayplan-arrow";
        EditorWindow editor;
        Document document;
        document.topology = twoPodsWith("exponential(5ms)");
        editor.window->document().load(document, {});
        RunSession &runs = editor.window->runs();
        auto options = runs.simulatorOptions();
        options.speed = 0;
        runs.simulate(runs.planOfDocument().value(), options);
        QTRY_VERIFY_WITH_TIMEOUT(!runs.isLive(RunKind::Simulated), 30'000);
        const QTemporaryDir folder;
        auto *view = editor.window->findChild<ReportView *>();
        const auto page = [&] {
            const QString path = folder.filePath(QStringLiteral("run.html"));
            QFile file(path);
            return view->saveAs(path) && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QVERIFY(page().contains("<svg") && !page().contains(plainDrawing)); // the canvas
        auto rename = bayplan::rename(editor.topology(), "b", "zebra");
        QVERIFY(rename && editor.window->document().push(std::move(*rename)));
        QVERIFY(page().contains(plainDrawing) && !page().contains("zebra"));
        editor.window->document().undoStack()->undo();
        QVERIFY(!page().contains(plainDrawing));
        const int number = runs.record()->number();
        editor.window->newDocument(); // the run is kept beside another drawing
        runs.showKept(number);
        QVERIFY(runs.record() != nullptr);
        QVERIFY(page().contains(plainDrawing) && page().contains("load"));
    }

    void thePanelsStandInTheWindow()
    {
        EditorWindow editor;
        QVERIFY(editor.window->openExample(QStringLiteral("sharded-cache")));
        editor.window->showWorkspace(Workspace::Deploy);
        for (const char *name : {"compareDock", "calibrateDock", "reportDock", "whatIfDock"})
            QVERIFY2(editor.window->findChild<QDockWidget *>(QLatin1String(name)) != nullptr, name);
    }
};

QTEST_MAIN(CompareViewTest)
#include "compare_view_test.moc"
