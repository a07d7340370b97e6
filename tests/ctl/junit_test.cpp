// SPDX-License-Identifier: GPL-3.0-or-later
// --junit of the verbs that have a report, as they are run.
#include "tests/ctl/program.h"

#include <QDateTime>
#include <QTest>

#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <vector>

using namespace bayplan::test;

namespace {

struct Case {
    QString name, failure, text;
    double seconds = 0;
};

struct Suite {
    QStringList order; ///< elements right below the suite
    QXmlStreamAttributes attributes;
    std::vector<Case> cases;
    QString problem; ///< of the XML itself
};

Suite readSuite(const QString &path)
{
    Suite suite;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        suite.problem = QStringLiteral("no file");
        return suite;
    }
    QXmlStreamReader xml(&file);
    int depth = 0;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement()) {
            ++depth;
            if (depth == 1 && xml.name() != QStringLiteral("testsuites"))
                suite.problem = QStringLiteral("root is ") + xml.name().toString();
            if (depth == 2)
                suite.attributes = xml.attributes();
            if (depth == 3)
                suite.order << xml.name().toString();
            if (xml.name() == QStringLiteral("testcase"))
                suite.cases.push_back({xml.attributes().value(QStringLiteral("name")).toString(),
                                       {},
                                       {},
                                       xml.attributes().value(QStringLiteral("time")).toDouble()});
            if (xml.name() == QStringLiteral("failure"))
                suite.cases.back().failure = xml.attributes().value(QStringLiteral("message")).toString();
        } else if (xml.isEndElement()) {
            --depth;
        } else if (xml.isCharacters() && depth == 4 && !xml.isWhitespace() && !suite.cases.empty()) {
            suite.cases.back().text += xml.text();
        }
    }
    if (xml.hasError())
        suite.problem = xml.errorString();
    return suite;
}

/// The station with these assertions, a1, a2...
QByteArray stationWith(const QByteArrayList &assertions)
{
    QByteArray entries;
    for (int i = 0; i < assertions.size(); ++i)
        entries += (i == 0 ? "" : ", ") + QByteArray("\"a") + QByteArray::number(i + 1) + "\": {\"text\": \"" +
                   assertions[i] + "\"}";
    QByteArray text = station();
    text.replace("\"assertions\": {}", "\"assertions\": {" + entries + '}');
    return text;
}

} // namespace

class JunitTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachAssertionIsATestCase();
    void whatIsRequiredBySchemasIsThere();
    void aFailureHasItsInstantAndItsValue();
    void aFaultThatBreaksAnAssertionGivesTheInstantOfTheFault();
    void namesOfAnyKindGiveWellFormedXml();
    void aKeptReportAndARecordingGiveTheSameVerdicts();
    void aFileThatCannotBeWrittenIsToldAndTheReportIsPrinted();
    void withoutAReportThereIsNoJunit();

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    QTemporaryDir m_folder;
};

void JunitTest::eachAssertionIsATestCase()
{
    const Outcome outcome =
        run({"simulate", "-", "--junit", path("a.xml")},
            stationWith({"throughput of server > 1/s", "p99 of server < 10s", "errors == 0", "errors == 7"}));
    QVERIFY2(outcome.status == 4, outcome.errors);
    const Suite suite = readSuite(path("a.xml"));
    QCOMPARE(suite.problem, QString());
    QCOMPARE(suite.cases.size(), std::size_t(4));
    QCOMPARE(suite.attributes.value(QStringLiteral("tests")).toString(), QStringLiteral("4"));
    QCOMPARE(suite.attributes.value(QStringLiteral("failures")).toString(), QStringLiteral("1"));
    QCOMPARE(suite.attributes.value(QStringLiteral("errors")).toString(), QStringLiteral("0"));
    int failed = 0;
    for (const Case &one : suite.cases) {
        failed += one.failure.isEmpty() ? 0 : 1;
        QVERIFY(one.seconds > 0);
    }
    QCOMPARE(failed, 1);
    QCOMPARE(suite.cases[3].name, QStringLiteral("errors == 7"));
    QVERIFY(suite.cases[3].failure.contains(QStringLiteral("errors == 7")));
}

void JunitTest::whatIsRequiredBySchemasIsThere()
{
    QVERIFY(run({"simulate", "-", "--junit", path("b.xml")}, stationWith({"errors == 0"})).status == 0);
    const Suite suite = readSuite(path("b.xml"));
    QCOMPARE(suite.order, QStringList({"properties", "testcase", "system-out", "system-err"}));
    for (const char *name :
         {"name", "package", "id", "timestamp", "hostname", "tests", "failures", "errors", "skipped", "time"})
        QVERIFY2(suite.attributes.hasAttribute(QLatin1String(name)), name);
    const QString timestamp = suite.attributes.value(QStringLiteral("timestamp")).toString();
    QCOMPARE(timestamp.size(), qsizetype(19));
    QVERIFY(QDateTime::fromString(timestamp, Qt::ISODate).isValid());
}

void JunitTest::aFailureHasItsInstantAndItsValue()
{
    QCOMPARE(run({"simulate", "-", "--duration", "20s", "--warm-up", "2s", "--junit", path("c.xml")},
                 stationWith({"p99 of server < 1ns", "throughput of server > 1000000/s"}))
                 .status,
             4);
    const Suite suite = readSuite(path("c.xml"));
    QCOMPARE(suite.cases.size(), std::size_t(2));
    // What cannot come true fails when it is first seen, what may not until the run is over.
    QVERIFY(suite.cases[0].seconds > 2);
    QVERIFY(suite.cases[0].seconds < 3);
    QCOMPARE(suite.cases[1].seconds, 20.0);
    for (const Case &one : suite.cases) {
        QVERIFY2(one.failure.contains(QStringLiteral("measured")), qPrintable(one.failure));
        QVERIFY2(one.failure.contains(QStringLiteral("since")), qPrintable(one.failure));
    }
}

void JunitTest::aFaultThatBreaksAnAssertionGivesTheInstantOfTheFault()
{
    const Outcome outcome = run({"simulate", "-", "--duration", "40s", "--warm-up", "2s", "--inject",
                                 "kill:server:5s@20s", "--junit", path("d.xml")},
                                stationWith({"errors == 0"}));
    QVERIFY2(outcome.status == 4, outcome.errors);
    const Suite suite = readSuite(path("d.xml"));
    QVERIFY2(suite.cases[0].seconds >= 20 && suite.cases[0].seconds < 21, qPrintable(suite.cases[0].failure));
}

void JunitTest::namesOfAnyKindGiveWellFormedXml()
{
    QByteArray text = stationWith({"errors of nobody<&>]]> == 0"});
    text.replace("errors of nobody<&>]]> == 0", "errors == 0");
    const int name = text.indexOf("\"name\":");
    QVERIFY(name > 0);
    const int begin = text.indexOf('"', name + 7);
    const int end = text.indexOf('"', begin + 1);
    text.replace(begin, end - begin + 1, "\"a <b> & \\\"c\\\" ]]> \\u0001 \\u00e4\"");
    const Outcome outcome = run({"simulate", "-", "--junit", path("e.xml")}, text);
    QVERIFY2(outcome.status == 0, outcome.errors);
    const Suite suite = readSuite(path("e.xml"));
    QCOMPARE(suite.problem, QString());
    QCOMPARE(suite.attributes.value(QStringLiteral("name")).toString(),
             QString::fromUtf8("a <b> & \"c\" ]]> \xef\xbf\xbd \xc3\xa4"));
}

void JunitTest::aKeptReportAndARecordingGiveTheSameVerdicts()
{
    const QByteArray document = stationWith({"errors == 0", "p99 of server < 1us"});
    QCOMPARE(
        run({"simulate", "-", "--record", path("f.bayrun"), "-o", path("f.json"), "--junit", path("f.xml")}, document)
            .status,
        4);
    QCOMPARE(run({"report", path("f.json"), "--junit", path("f1.xml")}).status, 4);
    QCOMPARE(run({"report", path("f.bayrun"), "--junit", path("f2.xml")}).status, 4);
    QCOMPARE(run({"replay", path("f.bayrun"), "--junit", path("f3.xml")}).status, 0);
    QCOMPARE(run({"replay", path("f.bayrun"), "--report", "--junit", path("f4.xml")}).status, 0);
    const Suite first = readSuite(path("f.xml"));
    for (const char *name : {"f1.xml", "f2.xml", "f3.xml", "f4.xml"}) {
        const Suite again = readSuite(path(name));
        QCOMPARE(again.problem, QString());
        QCOMPARE(again.cases.size(), first.cases.size());
        for (std::size_t i = 0; i < first.cases.size(); ++i) {
            QCOMPARE(again.cases[i].failure, first.cases[i].failure);
            QCOMPARE(again.cases[i].seconds, first.cases[i].seconds);
        }
    }
}

void JunitTest::aFileThatCannotBeWrittenIsToldAndTheReportIsPrinted()
{
    const Outcome outcome = run({"simulate", "-", "--json", "--junit", path("no/such/folder.xml")}, station());
    QVERIFY(outcome.status != 0);
    QVERIFY(outcome.errors.contains("folder.xml"));
    QVERIFY(!json(outcome.output).isEmpty());
}

void JunitTest::withoutAReportThereIsNoJunit()
{
    QCOMPARE(run({"replay", "x.bayrun", "--events", "--junit", path("g.xml")}).status, 2);
    QCOMPARE(run({"deploy", "x.bayplan.json", "--junit", path("g.xml")}).status, 2);
}

QTEST_GUILESS_MAIN(JunitTest)
#include "junit_test.moc"
