// SPDX-License-Identifier: GPL-3.0-or-later
// What the program shows off with holds.
#include "engine/model/document_file.h"
#include "engine/model/validate.h"
#include "simulator/random_faults.h"
#include "simulator/simulator_run.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <set>

using namespace bayplan;
using namespace std::chrono_literals;

class ExamplesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thereIsOneForEachPattern();
    void anExampleKeepsItsAssertions_data();
    void anExampleKeepsItsAssertions();
    void chaosFitsTheDrawing_data() { anExampleKeepsItsAssertions_data(); }
    void chaosFitsTheDrawing();

private:
    static QStringList names();
};

QStringList ExamplesTest::names()
{
    QStringList found;
    const QDir folder(QStringLiteral(BAYPLAN_SOURCE_DIR "/resources/examples"));
    for (const QString &file : folder.entryList({QStringLiteral("*.bayplan.json")}))
        found << file.section(QLatin1Char('.'), 0, 0);
    return found;
}

void ExamplesTest::thereIsOneForEachPattern()
{
    QVERIFY(names().size() >= 12);
    std::set<std::string> kinds;
    for (const QString &name : names()) {
        const auto document =
            loadDocument(BAYPLAN_SOURCE_DIR "/resources/examples/" + name.toStdString() + ".bayplan.json");
        QVERIFY2(document, qPrintable(name));
        for (const auto &[id, container] : document->topology.containers)
            kinds.insert(container.kind);
    }
    for (const KindInfo &kind : catalog())
        if (kind.group == KindGroup::Patterns)
            QVERIFY2(kinds.contains(kind.key), kind.key.c_str());
}

void ExamplesTest::anExampleKeepsItsAssertions_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : names())
        QTest::newRow(qPrintable(name)) << name;
}

void ExamplesTest::anExampleKeepsItsAssertions()
{
    QFETCH(QString, name);
    const auto document =
        loadDocument(BAYPLAN_SOURCE_DIR "/resources/examples/" + name.toStdString() + ".bayplan.json");
    QVERIFY2(document, document ? "" : toText(document.error()).c_str());
    const Topology &topology = document.value().topology;
    QVERIFY(document.value().notices.empty());
    for (const Problem &problem : validate(topology))
        QVERIFY2(problem.severity == Severity::Hint, problem.sentence.english().c_str());

    const auto extra = topology.settings.extras.find("x-look-at");
    QVERIFY(extra != topology.settings.extras.end());
    const QJsonArray lookAt = QJsonDocument::fromJson(QByteArray::fromStdString(extra->second)).array();
    QCOMPARE(lookAt.size(), 3);
    for (const auto &line : lookAt)
        QVERIFY(line.toString().size() > 20);

    const auto plan = lower(topology);
    QVERIFY2(plan, plan ? "" : toText(plan.error()).c_str());
    const Report report = simulate(plan.value(), {});
    for (const AssertionFigures &assertion : report.assertions)
        QVERIFY2(assertion.held, (assertion.text + ": " + assertion.measured).c_str());
    QVERIFY2(std::any_of(report.links.begin(), report.links.end(),
                         [](const auto &link) { return link.throughputPerSecond > 0; }),
             "no traffic");
}

/// Of parts of the drawing, which is still valid with it: fronts of replicas run, and nobody has drawn them.
void ExamplesTest::chaosFitsTheDrawing()
{
    QFETCH(QString, name);
    const auto document =
        loadDocument(BAYPLAN_SOURCE_DIR "/resources/examples/" + name.toStdString() + ".bayplan.json");
    Topology topology = document.value().topology;
    const Plan plan = lower(topology).value();
    const ChaosOptions options{
        .kinds = defaultFaults(), .perMinute = 60, .from = 1s, .to = 120s, .longest = 5s, .seed = 3};
    for (const Fault &fault : chaosFaults(plan, options))
        topology.faults.emplace("chaos-" + fault.id, fault).first->second.id = "chaos-" + fault.id;
    for (const Problem &problem : validate(topology))
        QVERIFY2(problem.severity != Severity::Error, problem.sentence.english().c_str());
}

QTEST_GUILESS_MAIN(ExamplesTest)
#include "examples_test.moc"
