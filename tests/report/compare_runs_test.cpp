// SPDX-License-Identifier: GPL-3.0-or-later
// Several runs held against one of them.
#include "engine/report/compare_runs.h"

#include <QTest>

#include <cmath>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

Report runOf(double throughput, double halfWidth, Duration mean, double utilisation)
{
    Report report;
    report.title = "shop";
    report.engine = "Simulator";
    report.window = 60s;
    LinkFigures link;
    link.id = "l1";
    link.text = "client/load -> web/app";
    link.throughputPerSecond = throughput;
    link.throughputHalfWidth = halfWidth;
    link.sent = 1000;
    link.latency = {.mean = mean, .p50 = mean, .p90 = mean, .p99 = mean, .p999 = mean, .samples = 1000};
    report.links.push_back(link);
    ContainerFigures container;
    container.id = "app";
    container.text = "web/app";
    container.utilisation = utilisation;
    report.containers.push_back(container);
    return report;
}

const RunsFigureRow *rowOf(const std::vector<RunsFigureRow> &rows, const std::string &figure)
{
    for (const RunsFigureRow &row : rows)
        if (row.figure == figure)
            return &row;
    return nullptr;
}

} // namespace

class CompareRunsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theGreatestErrorComesFirst()
    {
        const Report a = runOf(100, 0, 10ms, 0.5), b = runOf(103, 0, 15ms, 0.6), c = runOf(100, 0, 10ms, 1);
        const auto rows = compareRuns({&a, &b, &c}, 0);
        QCOMPARE(QString::fromStdString(rows.front().figure), QStringLiteral("utilisation"));
        QCOMPARE(*rows.front().runs[2]->relativeError, 1.0);
        QVERIFY(!rows.front().runs[0]->relativeError);
        for (std::size_t i = 1; i < rows.size(); ++i)
            QVERIFY(rows[i - 1].greatestError() >= rows[i].greatestError());
    }

    void theReferenceIsChosen()
    {
        const Report a = runOf(50, 0, 10ms, 0.5), b = runOf(100, 0, 10ms, 0.5);
        QCOMPARE(*rowOf(compareRuns({&a, &b}, 0), "throughput")->runs[1]->relativeError, 1.0);
        QCOMPARE(*rowOf(compareRuns({&a, &b}, 1), "throughput")->runs[0]->relativeError, -0.5);
    }

    void intervalsJudgeTheDifference()
    {
        const Report a = runOf(100, 3, 10ms, 0), b = runOf(104, 4, 10ms, 0), c = runOf(106, 4, 10ms, 0),
                     d = runOf(100, 0, 12ms, 0);
        const auto rows = compareRuns({&a, &b, &c, &d}, 0);
        QCOMPARE(rowOf(rows, "throughput")->runs[1]->beyondInterval, std::optional(false)); // 4 of 5
        QCOMPARE(rowOf(rows, "throughput")->runs[2]->beyondInterval, std::optional(true));
        QVERIFY(!rowOf(rows, "mean")->runs[3]->beyondInterval.has_value()); // no interval, no judgement
    }

    void whatOneRunLacksIsLeftEmpty()
    {
        const Report a = runOf(100, 0, 10ms, 0.5), b = runOf(100, 0, 11ms, 0.5);
        Report c = runOf(100, 0, 10ms, 0.5);
        c.containers.clear();
        const auto rows = compareRuns({&a, &b, &c}, 0);
        QVERIFY(!rowOf(rows, "utilisation")->runs[2].has_value());
        QVERIFY(rowOf(rows, "utilisation")->runs[1].has_value());
    }

    void aTimeOfNoRequestIsNoFigure()
    {
        const Report a = runOf(100, 0, 10ms, 0.5), c = runOf(100, 0, 11ms, 0.5);
        Report b = runOf(0, 0, 0ms, 0.5);
        b.links.front().latency.samples = 0;
        const auto rows = compareRuns({&a, &b, &c}, 0);
        QVERIFY(!rowOf(rows, "mean")->runs[1].has_value());
        QVERIFY(rowOf(rows, "mean")->runs[2].has_value());
        QCOMPARE(*rowOf(rows, "throughput")->runs[1]->relativeError, -1.0);
        QVERIFY(rowOf(compareRuns({&b, &a}, 0), "mean") == nullptr);
        QVERIFY(rowOf(compareRuns({&a, &b}, 0), "p99") == nullptr);
        for (const ComparedFigure &figure : compareReports(a, b))
            QVERIFY2(figure.figure != "mean" && figure.figure != "p99", figure.figure.c_str());
        const QString table = QString::fromStdString(comparisonTable(a, b));
        QVERIFY(!table.contains(QStringLiteral("p99")) && table.contains(QStringLiteral("throughput")));
    }

    void outOfNothingIsTheGreatestError()
    {
        Report a = runOf(100, 0, 10ms, 0.5), b = runOf(100, 0, 11ms, 0.5);
        b.links.front().errors = 7;
        QCOMPARE(QString::fromStdString(compareRuns({&a, &b}, 0).front().figure), QStringLiteral("errors"));
    }

    void countsAreComparedByTheirRates()
    {
        const Report a = runOf(100, 0, 10ms, 0.5);
        Report b = runOf(100, 0, 10ms, 0.5), c = runOf(100, 0, 10ms, 0.5);
        b.replications = 5;
        b.links.front().sent = 5050;
        c.window = 30s;
        const auto rows = compareRuns({&a, &b, &c}, 0);
        QVERIFY(std::abs(*rowOf(rows, "sent")->runs[1]->relativeError - 0.01) < 1e-9);
        QVERIFY(std::abs(*rowOf(rows, "sent")->runs[2]->relativeError - 1) < 1e-9);
        QCOMPARE(*rowOf(rows, "throughput")->runs[1]->relativeError, 0.0);
        const QString table = QString::fromStdString(runsTable({&a, &b, &c}, {"a", "b", "c"}, 0));
        QVERIFY(table.contains(QStringLiteral("5 x 60.0 s")) && table.contains(QStringLiteral("by their rates")));
        const QString pair = QString::fromStdString(comparisonTable(a, b));
        QVERIFY(pair.contains(QStringLiteral("+1.0 %")) && pair.contains(QStringLiteral("by their rates")));
        QVERIFY(!QString::fromStdString(comparisonTable(a, a)).contains(QStringLiteral("by their rates")));
    }

    void tableAndJsonHoldAllRuns()
    {
        const Report a = runOf(100, 2, 10ms, 0.5), b = runOf(110, 2, 11ms, 0.5), c = runOf(100, 2, 10ms, 0.5);
        const QString table = QString::fromStdString(runsTable({&a, &b, &c}, {"a.json", "b.json", "c.json"}, 0));
        QVERIFY(table.contains(QStringLiteral("+10.0 % *")));
        QVERIFY(table.contains(QStringLiteral("(reference)")));
        const QString json = QString::fromStdString(runsJson({&a, &b, &c}, {"a.json", "b.json", "c.json"}, 0));
        QVERIFY(json.contains(QStringLiteral("\"beyondInterval\": true")));
        QVERIFY(json.contains(QStringLiteral("c.json")));
    }
};

QTEST_GUILESS_MAIN(CompareRunsTest)
#include "compare_runs_test.moc"
