// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/csv.h"
#include "engine/base/trace_text.h"

#include <QTest>

using namespace bayplan;
using namespace std::chrono_literals;

class CsvTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void columnsAreReadByNumberAndByName_data();
    void columnsAreReadByNumberAndByName();
    void brokenFilesAreRefusedWithTheirPlace_data();
    void brokenFilesAreRefusedWithTheirPlace();
    void moreThanTheLimitIsRefused();
    void tracesSurviveBeingWritten();
    void brokenTracesNameTheGap();
};

void CsvTest::columnsAreReadByNumberAndByName_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("column");
    const auto row = [](const char *name, const char *text, const char *column) {
        QTest::newRow(name) << text << column;
    };
    row("one column", "5\n2.5\n", "");
    row("no end of the last line", "5\n2.5", "");
    row("lines of Windows", "5\r\n2.5\r\n", "");
    row("a header", "latency\n5\n2.5\n", "");
    row("a header that begins with a digit", "99th percentile\n5\n2.5\n", "");
    row("a header that begins like no number", "nanoseconds\n5\n2.5\n", "");
    row("by number", "a,b\n1,5\n2,2.5\n", "2");
    row("by name", "a,latency\n1,5\n2,2.5\n", "latency");
    row("semicolons", "a;b\n1;5\n2;2.5\n", "b");
    row("tabs", "a\tb\n1\t5\n2\t2.5\n", "b");
    row("quotes", "\"a, or \"\"b\"\"\",c\n\"x\ny\",\"5\"\nz,2.5\n", "2");
    row("units", "5ms\n2500us\n", "");
    row("blank and commented lines", "# from a log\n\n5\n\n# and\n2.5\n\n", "");
    row("a byte order mark",
        "\xef\xbb\xbf"
        "latency\n5\n2.5\n",
        "latency");
    row("exponents and blanks", " 5e0 \n0.25e1\n", "");
}

void CsvTest::columnsAreReadByNumberAndByName()
{
    QFETCH(QString, text);
    QFETCH(QString, column);
    const auto read = readDurations(text.toStdString(), "a.csv", {.column = column.toStdString()});
    QVERIFY2(read.has_value(), read ? "" : toText(read.error()).c_str());
    QCOMPARE(read->values, (std::vector<Duration>{5ms, 2500us}));
    QCOMPARE(read->lines.size(), std::size_t{2});
}

void CsvTest::brokenFilesAreRefusedWithTheirPlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("place");
    const auto row = [](const char *text, const char *column, const char *place) {
        QTest::newRow(text) << text << column << place;
    };
    row("", "", "a.csv: There are no values");
    row("latency\n", "", "a.csv: There are no values");
    row("5\nfast\n", "", "a.csv:2:1: \"fast\" is not a duration.");
    row("a,b\n1,5\n2,x\n", "b", "a.csv:3:3: \"x\"");
    row("a,b\n1,5\n2\n", "b", "a.csv:3:1: This line has only 1");
    row("a,b\n1,5\n", "", "a.csv:1:1: There are 2 columns.");
    row("a,b\n1,5\n", "c", "a.csv:1:1: There is no column \"c\"");
    row("a,b\n1,5\n", "3", "a.csv:1:1: There is no column \"3\"");
    row("5\n\"6\n7\n", "", "a.csv:2:1: A quote is opened here and never closed.");
    row("5\n\"6\"7\n", "", "a.csv:2:1: Something stands between");
    row("5\n1e300\n", "", "a.csv:2:1: \"1e300\" is not a duration.");
    row("5\nnan\n", "", "a.csv:2:1: \"nan\"");
    row("nan\n5\n", "", "a.csv:1:1: \"nan\" is not a duration.");
    row("-Inf\n5\n", "", "a.csv:1:1: \"-Inf\"");
    row("1e400\n5\n", "", "a.csv:1:1: \"1e400\" is not a duration.");
    row("# of a day\n\n1e300\n5\n", "", "a.csv:3:1: \"1e300\"");
    row("9999999h\n5\n", "", "a.csv:1:1: \"9999999h\"");
    row("1,nan\n2,5\n", "2", "a.csv:1:3: \"nan\"");
    row("a,b\n\"x\ny\",1\nz,q\n", "b", "a.csv:4:3: \"q\"");
}

void CsvTest::brokenFilesAreRefusedWithTheirPlace()
{
    QFETCH(QString, text);
    QFETCH(QString, column);
    QFETCH(QString, place);
    const auto read = readDurations(text.toStdString(), "a.csv", {.column = column.toStdString()});
    QVERIFY(!read);
    QVERIFY2(toText(read.error()).starts_with(place.toStdString()), toText(read.error()).c_str());
    QVERIFY(!read.error().advice.empty());
}

void CsvTest::moreThanTheLimitIsRefused()
{
    const auto read = readDurations("1\n2\n3\n", "a.csv", {.column = {}, .mostValues = 2});
    QCOMPARE(read.error().code, ErrorCode::LimitExceeded);
    QCOMPARE(read.error().place.line, 3);
}

void CsvTest::tracesSurviveBeingWritten()
{
    const std::vector<Duration> gaps{0s, 12ms, 3500us, 1s};
    QCOMPARE(formatTrace(gaps), std::string("0s 12ms 3.5ms 1s"));
    QCOMPARE(parseTrace(formatTrace(gaps)).value(), gaps);
    QCOMPARE(parseTrace(" 0s,12ms\n3.5ms\t1s, ").value(), gaps);
    QVERIFY(parseTrace("").value().empty());
}

void CsvTest::brokenTracesNameTheGap()
{
    QVERIFY(parseTrace("1ms 2ms 3").error().message.starts_with("Gap 3 of the trace: \"3\""));
    std::string longest;
    for (std::size_t i = 0; i <= mostArrivals; ++i)
        longest += "1s ";
    QCOMPARE(parseTrace(longest).error().code, ErrorCode::LimitExceeded);
}

QTEST_GUILESS_MAIN(CsvTest)
#include "csv_test.moc"
