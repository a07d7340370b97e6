// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/units.h"

#include <QTest>

#include <clocale>

using namespace bayplan;
using namespace std::chrono_literals;

class UnitsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void durationsAreReadExactly_data();
    void durationsAreReadExactly();
    void whatIsNoDurationIsRefused_data();
    void whatIsNoDurationIsRefused();
    void everyDurationSurvivesBeingWritten();
    void peopleReadMicrosecondsWithTheirSign();
    void peopleSeeThreeDigits();
    void sizesAreReadInEveryCustomaryUnit_data();
    void sizesAreReadInEveryCustomaryUnit();
    void sizesSurviveBeingWritten();
    void numbersDoNotDependOnTheLocale();
};

void UnitsTest::durationsAreReadExactly_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("nanoseconds");
    QTest::newRow("milliseconds") << "250ms" << qint64(250'000'000);
    QTest::newRow("fraction") << "1.5s" << qint64(1'500'000'000);
    QTest::newRow("micro") << "20us" << qint64(20'000);
    QTest::newRow("micro sign") << "20\u00b5s" << qint64(20'000);
    QTest::newRow("minutes") << "3m" << qint64(180'000'000'000);
    QTest::newRow("minutes as they are shown") << "12.5 min" << qint64(750'000'000'000);
    QTest::newRow("hours") << "2h" << qint64(7'200'000'000'000);
    QTest::newRow("zero") << "0" << qint64(0);
    QTest::newRow("space") << " 100 ns " << qint64(100);
    QTest::newRow("beyond a double") << "9007199254740993ns" << qint64(9007199254740993);
}

void UnitsTest::durationsAreReadExactly()
{
    QFETCH(QString, text);
    QFETCH(qint64, nanoseconds);
    const auto read = parseDuration(text.toStdString());
    QVERIFY(read.has_value());
    QCOMPARE(qint64(read->count()), nanoseconds);
}

void UnitsTest::whatIsNoDurationIsRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "5", "-5ms", "ms", "5 parsecs", "1.2.3s", "1e3s", "5msx", "5mins", "nan", "99999999999999h", "."})
        QTest::newRow(text) << text;
}

void UnitsTest::whatIsNoDurationIsRefused()
{
    QFETCH(QString, text);
    QVERIFY(!parseDuration(text.toStdString()));
}

void UnitsTest::peopleReadMicrosecondsWithTheirSign()
{
    QCOMPARE(shownDuration(20us), std::string("20µs"));
    QCOMPARE(withMicroSign("empirical(1us:10, 3.5 us:0.5, 7ms)"), std::string("empirical(1µs:10, 3.5 µs:0.5, 7ms)"));
    QCOMPARE(withMicroSign("status us 20use"), std::string("status us 20use")); // words are no units
    QCOMPARE(withoutMicroSign("exponential(100µs), 2\u03bcs"), std::string("exponential(100us), 2us"));
    QCOMPARE(parseDuration(shownDuration(20us)).value(), Duration(20us));
}

void UnitsTest::everyDurationSurvivesBeingWritten()
{
    QCOMPARE(formatDuration(1500ms), std::string("1.5s"));
    QCOMPARE(formatDuration(250ms), std::string("250ms"));
    QCOMPARE(formatDuration(0s), std::string("0s"));
    QCOMPARE(formatDuration(90s), std::string("90s"));
    for (std::int64_t count = 1; count > 0 && count < Duration::max().count() / 7; count = count * 7 + 3)
        QCOMPARE(parseDuration(formatDuration(Duration(count))).value(), Duration(count));
    QCOMPARE(parseDuration(formatDuration(Duration::max())).value(), Duration::max());
}

void UnitsTest::peopleSeeThreeDigits()
{
    QCOMPARE(humanDuration(12'345us), std::string("12.3 ms"));
    QCOMPARE(parseDuration(humanDuration(750s)).value(), Duration(750s));
    QCOMPARE(humanDuration(999'600ns), std::string("1.00 ms"));
    QCOMPARE(humanDuration(0s), std::string("0 s"));
    QCOMPARE(humanDuration(7ns), std::string("7 ns"));
    QCOMPARE(humanDuration(90s), std::string("90.0 s"));
    QCOMPARE(humanBytes(0.4), std::string("0 B"));
    QCOMPARE(humanBytes(999), std::string("999 B"));
    QCOMPARE(humanBytes(1000), std::string("0.98 KiB"));
    QCOMPARE(humanBytes(1.5 * 1024 * 1024), std::string("1.50 MiB"));
    QCOMPARE(humanBytes(64.0 * 1024 * 1024 * 1024), std::string("64.0 GiB"));
}

void UnitsTest::sizesAreReadInEveryCustomaryUnit_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("bytes");
    QTest::newRow("binary") << "64MiB" << qint64(64) * 1024 * 1024;
    QTest::newRow("fraction") << "1.5GiB" << qint64(1536) * 1024 * 1024;
    QTest::newRow("decimal") << "100kB" << qint64(100'000);
    QTest::newRow("plain") << "4096" << qint64(4096);
    QTest::newRow("kubernetes") << "64Mi" << qint64(64) * 1024 * 1024;
    QTest::newRow("compose") << "64m" << qint64(64) * 1024 * 1024;
}

void UnitsTest::sizesAreReadInEveryCustomaryUnit()
{
    QFETCH(QString, text);
    QFETCH(qint64, bytes);
    QCOMPARE(qint64(parseBytes(text.toStdString()).value()), bytes);
}

void UnitsTest::sizesSurviveBeingWritten()
{
    QCOMPARE(formatBytes(64LL << 20), std::string("64MiB"));
    QCOMPARE(formatBytes(1000), std::string("1000B"));
    for (std::int64_t bytes = 0; bytes < (std::int64_t(1) << 60); bytes = bytes * 5 + 1)
        QCOMPARE(parseBytes(formatBytes(bytes)).value(), bytes);
    QVERIFY(!parseBytes("12 apples"));
    QVERIFY(!parseBytes("99999999TiB"));
}

void UnitsTest::numbersDoNotDependOnTheLocale()
{
    if (!std::setlocale(LC_ALL, "de_DE.UTF-8"))
        QSKIP("the locale de_DE.UTF-8 is not installed");
    QCOMPARE(parseNumber("1.5").value_or(0), 1.5);
    QCOMPARE(formatNumber(0.1), std::string("0.1"));
    QCOMPARE(formatFixed(3.14159, 2), std::string("3.14"));
    QVERIFY(!parseNumber("1,5"));
    QVERIFY(!parseNumber("inf"));
    QVERIFY(!parseNumber("nan"));
    QVERIFY(!parseInteger("9223372036854775808"));
}

QTEST_GUILESS_MAIN(UnitsTest)
#include "units_test.moc"
