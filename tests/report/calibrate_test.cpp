// SPDX-License-Identifier: GPL-3.0-or-later
// A run of a drawing with other values is the measurement: calibration of the drawing must find those values.
#include "engine/report/calibration.h"

#include "engine/base/units.h"
#include "engine/model/document_file.h"
#include "simulator/simulator_run.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <sstream>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// A client, a web service that calls a database, a queue with a worker, a ring of two caches.
const char *const shop = R"json({
  "bayplan": 1, "name": "shop", "duration": "120s", "warmUp": "5s",
  "pods": {
    "client": {"name": "client", "position": [0, 0]}, "web": {"name": "web", "position": [200, 0]},
    "db": {"name": "db", "position": [400, 0]}, "ring": {"name": "ring", "position": [400, 200]},
    "c1": {"name": "c1", "position": [600, 200]}, "c2": {"name": "c2", "position": [600, 400]},
    "jobs": {"name": "jobs", "position": [400, 500]}, "workers": {"name": "workers", "position": [600, 600]}
  },
  "containers": {
    "load": {"pod": "client", "kind": "load", "name": "load", "rate": 60},
    "keys": {"pod": "client", "kind": "load", "name": "keys", "rate": 100},
    "tasks": {"pod": "client", "kind": "load", "name": "tasks", "rate": 20},
    "app": {"pod": "web", "kind": "container", "name": "app", "serviceTime": "exponential(4ms)"},
    "store": {"pod": "db", "kind": "container", "name": "store", "serviceTime": "exponential(10ms)", "concurrency": 0},
    "ambassador": {"pod": "ring", "kind": "memcache-ambassador", "name": "ambassador"},
    "m1": {"pod": "c1", "kind": "memcached", "name": "m1"}, "m2": {"pod": "c2", "kind": "memcached", "name": "m2"},
    "queue": {"pod": "jobs", "kind": "work-queue", "name": "queue"},
    "worker": {"pod": "workers", "kind": "worker", "name": "worker", "slots": 4, "workTime": "exponential(50ms)"}
  },
  "links": {
    "l1": {"from": "load/target", "to": "app/in"}, "l2": {"from": "app/calls", "to": "store/in"},
    "l3": {"from": "keys/target", "to": "ambassador/in"},
    "l4": {"from": "ambassador/servers", "to": "m1/in"}, "l5": {"from": "ambassador/servers", "to": "m2/in"},
    "l6": {"from": "tasks/target", "to": "queue/in"}, "l7": {"from": "worker/queue", "to": "queue/in"}
  }
})json";

Topology drawingOf(const std::string &text)
{
    const auto document = readDocument(text, "drawing");
    if (!document)
        qFatal("%s", toText(document.error()).c_str());
    return document->topology;
}

struct Change {
    std::string id, param;
    Value value;
};

Topology changed(Topology topology, const std::vector<Change> &changes)
{
    for (const Change &change : changes) {
        if (const auto done = changeParam(topology, change.id, change.param, change.value); !done)
            qFatal("%s", toText(done.error()).c_str());
    }
    return topology;
}

Report measured(const Topology &truth, std::uint64_t seed = 99)
{
    return simulate(lower(truth).value(), {.seed = seed});
}

Calibration calibrated(const Topology &drawing, const Report &report)
{
    return calibrate(drawing, lower(drawing).value(), report);
}

const CalibrationProposal *proposalOf(const Calibration &calibration, const std::string &id, const std::string &param)
{
    const auto found = std::ranges::find_if(
        calibration.proposals, [&](const CalibrationProposal &one) { return one.id == id && one.param == param; });
    return found == calibration.proposals.end() ? nullptr : &*found;
}

std::string reasonOf(const Calibration &calibration, const std::string &id, const std::string &param)
{
    const auto found = std::ranges::find_if(
        calibration.gaps, [&](const CalibrationGap &one) { return one.id == id && one.param == param; });
    return found == calibration.gaps.end() ? std::string() : found->reason;
}

QString differing(const Calibration &calibration)
{
    QStringList list;
    for (const CalibrationProposal &one : calibration.proposals) {
        if (one.differs)
            list << QString::fromStdString(one.id + '.' + one.param + ' ' + one.now + " -> " + one.proposed);
    }
    return list.join(QStringLiteral("; "));
}

bool near(double found, double truth, double tolerance)
{
    return std::abs(found - truth) <= tolerance * std::max(truth, 1e-12);
}

} // namespace

class CalibrateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDistributionIsFound_data();
    void aDistributionIsFound();
    void anotherValueIsFound_data();
    void anotherValueIsFound();
    void theSameTruthDiffersNowhere();
    void callersOfOneWayFindNothingElse();
    void jitterIsFoundBesideTheLatency();
    void replicasBehindAFrontAreOneContainer();
    void whatCallersTookBackWasServedAllTheSame();
    void aFewLateMessagesDoNotMakeAllLate();
    void theNextPredictionIsNearer();
    void oneEditTakesItBack();
    void histogramsSurviveTheFile();
    void quantilesAloneGiveMeanAndShape();
    void whatCannotBeToldIsSaid();
    void aRunWithoutAWindowTellsNothing();
};

void CalibrateTest::aDistributionIsFound_data()
{
    QTest::addColumn<QString>("element");
    QTest::addColumn<QString>("param");
    QTest::addColumn<QString>("truth");
    QTest::addColumn<double>("variation"); ///< tolerance of the squared variation, absolute
    QTest::newRow("bare, another mean") << "store"
                                        << "serviceTime"
                                        << "exponential(17ms)" << 0.2;
    QTest::newRow("bare, constant") << "store"
                                    << "serviceTime"
                                    << "constant(6ms)" << 0.01;
    QTest::newRow("bare, erlang") << "store"
                                  << "serviceTime"
                                  << "erlang(12ms, 4)" << 0.06;
    QTest::newRow("bare, heavy tail") << "store"
                                      << "serviceTime"
                                      << "lognormal(12ms, 1.6)" << 0.9;
    QTest::newRow("with calls: the mean") << "app"
                                          << "serviceTime"
                                          << "exponential(8ms)" << 0.2;
    QTest::newRow("behind a queue: constant") << "m1"
                                              << "serviceTime"
                                              << "constant(6ms)" << 0.1;
    QTest::newRow("behind a queue: spread") << "m1"
                                            << "serviceTime"
                                            << "exponential(9ms)" << 0.2;
    QTest::newRow("worker") << "worker"
                            << "workTime"
                            << "exponential(120ms)" << 0.2;
    QTest::newRow("worker, uniform") << "worker"
                                     << "workTime"
                                     << "uniform(60ms, 100ms)" << 0.05;
    QTest::newRow("way to a service") << "l1"
                                      << "latency"
                                      << "constant(3ms)" << 0.05;
    QTest::newRow("way, spread") << "l2"
                                 << "latency"
                                 << "exponential(4ms)" << 0.3;
    QTest::newRow("way to a queue") << "l6"
                                    << "latency"
                                    << "constant(2ms)" << 0.05;
    QTest::newRow("way to a cache") << "l4"
                                    << "latency"
                                    << "constant(1ms)" << 0.05;
}

void CalibrateTest::aDistributionIsFound()
{
    QFETCH(QString, element);
    QFETCH(QString, param);
    QFETCH(QString, truth);
    QFETCH(double, variation);
    const Topology drawing = drawingOf(shop);
    const std::string id = element.toStdString(), key = param.toStdString();
    const Calibration found = calibrated(drawing, measured(changed(drawing, {{id, key, truth.toStdString()}})));
    const CalibrationProposal *proposal = proposalOf(found, id, key);
    QVERIFY2(proposal != nullptr, reasonOf(found, id, key).c_str());
    const auto wanted = parseDistribution(truth.toStdString()).value();
    const auto got = parseDistribution(proposal->proposed).value();
    QVERIFY2(proposal->differs, proposal->proposed.c_str());
    QVERIFY2(near(toSeconds(got.expected()), toSeconds(wanted.expected()), 0.06), proposal->proposed.c_str());
    QVERIFY2(std::abs(got.squaredVariation() - wanted.squaredVariation()) <= variation, proposal->proposed.c_str());
    QVERIFY(proposal->samples > 500);
}

void CalibrateTest::anotherValueIsFound_data()
{
    QTest::addColumn<QString>("element");
    QTest::addColumn<QString>("param");
    QTest::addColumn<double>("truth");
    QTest::newRow("failures of a service") << "store"
                                           << "failureRate" << 0.08;
    QTest::newRow("failures of a worker") << "worker"
                                          << "failureRate" << 0.15;
    QTest::newRow("loss on a way") << "l2"
                                   << "loss" << 0.05;
}

void CalibrateTest::anotherValueIsFound()
{
    QFETCH(QString, element);
    QFETCH(QString, param);
    QFETCH(double, truth);
    const Topology drawing = drawingOf(shop);
    const std::string id = element.toStdString(), key = param.toStdString();
    const Calibration found = calibrated(drawing, measured(changed(drawing, {{id, key, truth}})));
    const CalibrationProposal *proposal = proposalOf(found, id, key);
    QVERIFY2(proposal != nullptr, reasonOf(found, id, key).c_str());
    QVERIFY(proposal->differs);
    QVERIFY2(near(parseNumber(proposal->proposed).value_or(0), truth, 0.25), proposal->proposed.c_str());
}

void CalibrateTest::theSameTruthDiffersNowhere()
{
    const Topology drawing = drawingOf(shop);
    const Calibration found = calibrated(drawing, measured(drawing));
    QCOMPARE(differing(found), QString());
    QVERIFY(proposalOf(found, "store", "serviceTime") != nullptr);
    QVERIFY(proposalOf(found, "l1", "latency") != nullptr);
    QVERIFY(proposalOf(found, "ambassador", "overhead") != nullptr);
}

/// One thing is another one: nothing but that one is proposed.
void CalibrateTest::callersOfOneWayFindNothingElse()
{
    const Topology drawing = drawingOf(shop);
    const Report report = measured(changed(drawing, {{"ambassador", "overhead", std::string("900us")}}));
    const Calibration found = calibrated(drawing, report);
    QCOMPARE(differing(found), QStringLiteral("ambassador.overhead 20us -> 900us"));
}

void CalibrateTest::jitterIsFoundBesideTheLatency()
{
    const Topology drawing =
        changed(drawingOf(shop), {{"l2", "latency", std::string("1ms")}, {"l2", "jitter", std::string("1ms")}});
    const Report report = measured(changed(drawing, {{"l2", "jitter", std::string("12ms")}}));
    const Calibration found = calibrated(drawing, report);
    const CalibrationProposal *jitter = proposalOf(found, "l2", "jitter");
    QVERIFY(jitter != nullptr);
    QVERIFY2(near(toSeconds(parseDuration(jitter->proposed).value()), 0.012, 0.15), jitter->proposed.c_str());
}

void CalibrateTest::replicasBehindAFrontAreOneContainer()
{
    const Topology drawing = changed(drawingOf(shop), {{"db", "replicas", std::int64_t{3}}});
    const Report report = measured(changed(
        drawing, {{"store", "serviceTime", std::string("exponential(15ms)")}, {"l2", "latency", std::string("2ms")}}));
    const Calibration found = calibrated(drawing, report);
    const CalibrationProposal *time = proposalOf(found, "store", "serviceTime");
    const CalibrationProposal *way = proposalOf(found, "l2", "latency");
    QVERIFY(time != nullptr && way != nullptr);
    QVERIFY(near(toSeconds(parseDistribution(time->proposed).value().expected()), 0.015, 0.05));
    QVERIFY2(near(toSeconds(parseDistribution(way->proposed).value().expected()), 0.002, 0.1), way->proposed.c_str());
}

/// Half of the answers come too late: the time in service is that of all requests.
void CalibrateTest::whatCallersTookBackWasServedAllTheSame()
{
    const Topology drawing = changed(drawingOf(shop), {{"l2", "timeout", std::string("12ms")}});
    const Report report = measured(changed(drawing, {{"store", "serviceTime", std::string("exponential(16ms)")}}));
    const Calibration found = calibrated(drawing, report);
    const CalibrationProposal *proposal = proposalOf(found, "store", "serviceTime");
    QVERIFY(proposal != nullptr);
    QVERIFY2(near(toSeconds(parseDistribution(proposal->proposed).value().expected()), 0.016, 0.06),
             proposal->proposed.c_str());
}

/// One in fifty takes very long, as on a machine that has other work.
void CalibrateTest::aFewLateMessagesDoNotMakeAllLate()
{
    const Topology drawing = drawingOf(shop);
    const Report truth =
        measured(changed(drawing, {{"l1", "latency", std::string("hyperexponential(0.98, 500us, 150ms)")}}));
    const Calibration found = calibrated(drawing, truth);
    const CalibrationProposal *proposal = proposalOf(found, "l1", "latency");
    QVERIFY(proposal != nullptr);
    Topology better = drawing;
    apply(better, calibrationEdit(better, {*proposal}).value());
    const auto latencyOf = [](const Report &report) {
        return std::ranges::find(report.links, std::string("l1"), &LinkFigures::id)->latency;
    };
    const LatencyFigures wanted = latencyOf(truth), is = latencyOf(measured(better, 5));
    QVERIFY2(near(toSeconds(is.p50), toSeconds(wanted.p50), 0.15), proposal->proposed.c_str());
    QVERIFY2(near(toSeconds(is.p99), toSeconds(wanted.p99), 0.3), proposal->proposed.c_str());
}

void CalibrateTest::theNextPredictionIsNearer()
{
    const Topology drawing = drawingOf(shop);
    const Report truth = measured(changed(drawing, {{"store", "serviceTime", std::string("lognormal(22ms, 1.3)")},
                                                    {"app", "serviceTime", std::string("exponential(9ms)")},
                                                    {"l1", "latency", std::string("4ms")}}));
    const Calibration found = calibrated(drawing, truth);
    Topology better = drawing;
    std::vector<CalibrationProposal> chosen;
    std::ranges::copy_if(found.proposals, std::back_inserter(chosen), &CalibrationProposal::differs);
    apply(better, calibrationEdit(better, chosen).value());
    const auto latencyOf = [](const Report &report) {
        return std::ranges::find(report.links, std::string("l1"), &LinkFigures::id)->latency;
    };
    const LatencyFigures before = latencyOf(measured(drawing, 5)), after = latencyOf(measured(better, 5)),
                         wanted = latencyOf(truth);
    for (const auto figure : {&LatencyFigures::p50, &LatencyFigures::p99}) {
        const double was = std::abs(toSeconds(before.*figure) / toSeconds(wanted.*figure) - 1);
        const double is = std::abs(toSeconds(after.*figure) / toSeconds(wanted.*figure) - 1);
        QVERIFY2(was > 0.3 && is < 0.12, qPrintable(QStringLiteral("%1 -> %2").arg(was).arg(is)));
    }
}

void CalibrateTest::oneEditTakesItBack()
{
    const Topology drawing = drawingOf(shop);
    const Calibration found =
        calibrated(drawing, measured(changed(drawing, {{"l1", "latency", std::string("4ms")},
                                                       {"store", "serviceTime", std::string("9ms")}})));
    Topology topology = drawing;
    const Edit inverse = apply(topology, calibrationEdit(topology, found.proposals).value());
    QVERIFY(topology != drawing);
    apply(topology, inverse);
    QVERIFY(topology == drawing);
}

void CalibrateTest::histogramsSurviveTheFile()
{
    const Topology drawing = drawingOf(shop);
    const Report report = measured(changed(drawing, {{"store", "serviceTime", std::string("lognormal(12ms, 1.6)")}}));
    const Report read = readReportJson(reportJson(report, ReportDetail::Histograms), "x").value();
    QCOMPARE(calibrationJson(calibrated(drawing, read)), calibrationJson(calibrated(drawing, report)));
    QCOMPARE(reportJson(read), reportJson(report));
}

void CalibrateTest::quantilesAloneGiveMeanAndShape()
{
    const Topology drawing = drawingOf(shop);
    const Report report = measured(changed(drawing, {{"store", "serviceTime", std::string("constant(16ms)")}}));
    const Report brief = readReportJson(reportJson(report), "x").value();
    const Calibration found = calibrated(drawing, brief);
    const CalibrationProposal *proposal = proposalOf(found, "store", "serviceTime");
    QVERIFY(proposal != nullptr);
    const auto got = parseDistribution(proposal->proposed).value();
    QVERIFY2(near(toSeconds(got.expected()), 0.016, 0.02), proposal->proposed.c_str());
    QVERIFY2(got.squaredVariation() < 0.05, proposal->proposed.c_str());
}

void CalibrateTest::whatCannotBeToldIsSaid()
{
    Topology drawing =
        changed(drawingOf(shop),
                {{"l1", "bandwidth", std::string("1MiB")}, {"tasks", "rate", 0.01}, {"document", "hostCpus", 0.0}});
    const Report report = measured(drawing);
    const Calibration found = calibrated(drawing, report);
    QVERIFY(reasonOf(found, "l1", "latency").find("bandwidth") != std::string::npos);
    QVERIFY(reasonOf(found, "worker", "workTime").find("only") != std::string::npos ||
            reasonOf(found, "worker", "workTime").find("nothing to do") != std::string::npos);
    const Topology shared = changed(drawing, {{"document", "hostCpus", 4.0}});
    QVERIFY(reasonOf(calibrated(shared, measured(shared)), "store", "serviceTime").find("cores") != std::string::npos);
    const Topology more =
        drawingOf(R"json({"bayplan": 1, "name": "other", "pods": {"p": {"name": "p", "position": [0, 0]}},
        "containers": {"new": {"pod": "p", "kind": "container", "name": "new"}}})json");
    QVERIFY(reasonOf(calibrated(more, report), "new", "serviceTime").find("no such container") != std::string::npos);
    QVERIFY(calibrationTable(found).find("bandwidth") != std::string::npos);
}

void CalibrateTest::aRunWithoutAWindowTellsNothing()
{
    const Topology drawing = drawingOf(shop);
    const Calibration found = calibrated(drawing, Report{});
    QVERIFY(found.proposals.empty());
    QVERIFY(calibrationTable(found).find("Nothing") != std::string::npos);
}

QTEST_GUILESS_MAIN(CalibrateTest)
#include "calibrate_test.moc"
