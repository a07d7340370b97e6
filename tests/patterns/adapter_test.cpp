// SPDX-License-Identifier: GPL-3.0-or-later
#include "stepper.h"

#include "engine/patterns/adapter.h"

#include <QtTest/QtTest>

#include <algorithm>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

MachineConfig configOf(const AdapterConfig &adapter = {})
{
    return {"cache/adapter", 7, {PeerConfig{"cache", PeerProtocol::Metrics}}, adapter};
}

Requested scrape(RequestId id)
{
    return {id, HttpRequest{"GET", "/metrics", {}, 0}, 0s};
}

MetricSample sample(std::string name, double value, std::vector<std::pair<std::string, std::string>> labels = {})
{
    return {std::move(name), std::move(labels), value, "gauge", {}};
}

/// The value of a sample without labels; -1 when it is not there.
double valueOf(const MetricsReply &reply, const std::string &name)
{
    const auto found = std::find_if(reply.samples.begin(), reply.samples.end(),
                                    [&](const MetricSample &candidate) { return candidate.name == name; });
    return found == reply.samples.end() ? -1 : found->value;
}

/// What a scraper gets when the container answers this.
MetricsReply scraped(Stepper &adapter, MetricsReply figures, CallStatus status = CallStatus::Ok)
{
    adapter.step(adapter.time, scrape(1));
    adapter.answer(adapter.time.time_since_epoch() + 1ms, adapter.calls().at(0), status, std::move(figures));
    return *adapter.replies().at(0).body.as<MetricsReply>();
}

} // namespace

class AdapterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void figuresComeUnderTheFormatsPrefixAndUp()
    {
        Stepper adapter(configOf());
        adapter.step(0ms, Started{});
        const MetricsReply reply = scraped(adapter, {{sample("curr_items", 5)}, {}});
        QCOMPARE(valueOf(reply, "memcached_curr_items"), 5.0);
        QCOMPARE(valueOf(reply, "up"), 1.0);
        QCOMPARE(valueOf(reply, "memcached_up"), 1.0);
        QCOMPARE(std::get<AdapterState>(adapter.state().pattern).samples, 1U);
    }

    void silenceIsUpZeroAtTheTimeout()
    {
        Stepper adapter(configOf());
        adapter.step(0ms, Started{});
        adapter.step(1ms, scrape(1));
        adapter.wake();
        QCOMPARE(adapter.time, Time(10'001ms));
        const auto reply = *adapter.replies().at(0).body.as<MetricsReply>();
        QCOMPARE(valueOf(reply, "up"), 0.0);
        QCOMPARE(std::get<AdapterState>(adapter.state().pattern).lastError, std::string("timed out"));
    }

    void oneBadSampleFailsTheWholeScrapeWithItsReason_data()
    {
        QTest::addColumn<QString>("reason");
        QTest::newRow("bad name") << "bad metric name";
        QTest::newRow("twice") << "memcached_a is there twice";
        QTest::newRow("two types") << "memcached_a is of two types";
        QTest::newRow("label name") << "memcached_b has a bad or repeated label name";
        QTest::newRow("label bytes") << "memcached_b has a label of more than 200 bytes";
        QTest::newRow("label encoding") << "memcached_b has a label that is not UTF-8";
        QTest::newRow("help encoding") << "memcached_b has a help that is not UTF-8";
        QTest::newRow("labels") << "memcached_b has more than 30 labels";
        QTest::newRow("samples") << "more than 3 samples";
        QTest::newRow("malformed") << "line 3 is not a figure";
    }

    void oneBadSampleFailsTheWholeScrapeWithItsReason()
    {
        QFETCH(QString, reason);
        const std::string row = QTest::currentDataTag();
        AdapterConfig config;
        config.maxSamples = 3;
        Stepper adapter(configOf(config));
        adapter.step(0ms, Started{});
        MetricsReply figures{{sample("a", 1)}, {}};
        if (row == "bad name")
            figures.samples.push_back(sample("b-c", 1));
        else if (row == "twice")
            figures.samples.push_back(sample("a", 2));
        else if (row == "two types")
            figures.samples.push_back({"a", {{"x", "y"}}, 2, "counter", {}});
        else if (row == "label name")
            figures.samples.push_back(sample("b", 1, {{"0x", "y"}}));
        else if (row == "label bytes")
            figures.samples.push_back(sample("b", 1, {{"x", std::string(201, 'y')}}));
        else if (row == "label encoding")
            figures.samples.push_back(sample("b", 1, {{"x", "caf\xe9"}}));
        else if (row == "help encoding")
            figures.samples.push_back({"b", {}, 2, "gauge", "caf\xe9"});
        else if (row == "labels")
            figures.samples.push_back(sample("b", 1, std::vector<std::pair<std::string, std::string>>(31)));
        else if (row == "samples")
            figures.samples.insert(figures.samples.end(), 3, sample("b", 1));
        else
            figures = {{}, "line 3 is not a figure"};
        const MetricsReply reply = scraped(adapter, figures);
        QCOMPARE(valueOf(reply, "up"), 0.0);
        QCOMPARE(valueOf(reply, "memcached_a"), -1.0);
        QCOMPARE(QString::fromStdString(reply.samples.back().labels.at(0).second), reason);
        QCOMPARE(std::get<AdapterState>(adapter.state().pattern).failures, std::uint64_t(1));
    }

    void aContainerThatIsDownIsUpZeroAndComesBack()
    {
        Stepper adapter(configOf());
        adapter.step(0ms, Started{});
        QCOMPARE(valueOf(scraped(adapter, {}, CallStatus::Refused), "up"), 0.0);
        QCOMPARE(adapter.all<EventEffect>().at(0).text, std::string("connection refused"));
        QCOMPARE(valueOf(scraped(adapter, {{sample("a", 1)}, {}}), "up"), 1.0);
        QCOMPARE(adapter.all<EventEffect>().at(0).kind, std::string_view("scrape-good"));
    }

    void scrapesAtTheSameTimeAreAnsweredEachOnce()
    {
        Stepper adapter(configOf());
        adapter.step(0ms, Started{});
        adapter.step(1ms, scrape(1));
        const auto first = adapter.calls().at(0);
        adapter.step(1ms, scrape(2));
        const auto second = adapter.calls().at(0);
        adapter.step(2ms, Cancelled{1});
        adapter.answer(3ms, second, CallStatus::Ok, MetricsReply{});
        QCOMPARE(adapter.replies().at(0).request, RequestId(2));
        adapter.answer(4ms, first, CallStatus::Ok, MetricsReply{});
        QVERIFY(adapter.replies().empty());
        QVERIFY(!adapter.machine->isBusy());
    }

    void logLinesAreCountedAllAndByTheirWords()
    {
        AdapterConfig lines;
        lines.format = MetricsFormat::Lines;
        lines.counts = {"failures=failed request", "ok=ok "};
        Stepper adapter({"web/adapter", 7, {}, lines});
        adapter.step(0ms, Started{});
        adapter.step(1ms, Received{0, LogLines{"web:/log", 0, 30, {"ok request=1", "failed request=2"}, 30}});
        adapter.step(2ms, Received{0, LogLines{"web:/log", 30, 43, {"ok request=3"}, 13}});
        adapter.step(3ms, scrape(1));
        const auto reply = *adapter.replies().at(0).body.as<MetricsReply>();
        QCOMPARE(valueOf(reply, "log_lines_total"), 3.0);
        QCOMPARE(valueOf(reply, "log_bytes_total"), 43.0);
        QCOMPARE(valueOf(reply, "log_failures_total"), 1.0);
        QCOMPARE(valueOf(reply, "log_ok_total"), 2.0);
        QCOMPARE(valueOf(reply, "up"), 1.0);
    }

    void healthIs200WhileAllThatIsAskedOfTheFiguresHoldsElse500WithTheReason_data()
    {
        QTest::addColumn<QString>("healthy");
        QTest::addColumn<bool>("isUp");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("word");
        QTest::newRow("nothing asked") << QString() << true << 200 << "healthy";
        QTest::newRow("holds") << "curr_items < 6" << true << 200 << "healthy";
        QTest::newRow("by its whole name") << "memcached_curr_items >= 5" << true << 200 << "healthy";
        QTest::newRow("does not hold") << "curr_items < 5" << true << 500 << "it is 5";
        QTest::newRow("is not there") << "evictions < 5" << true << 500 << "no figure evictions";
        QTest::newRow("no container") << QString() << false << 500 << "refused";
    }

    void healthIs200WhileAllThatIsAskedOfTheFiguresHoldsElse500WithTheReason()
    {
        QFETCH(QString, healthy);
        QFETCH(bool, isUp);
        AdapterConfig config;
        if (!healthy.isEmpty())
            config.healthy = {healthy.toStdString()};
        Stepper adapter(configOf(config));
        adapter.step(0ms, Started{});
        adapter.step(1ms, Requested{1, HttpRequest{"GET", "/health", {}, 0}, 0s});
        const auto call = adapter.calls().at(0);
        adapter.answer(2ms, call, isUp ? CallStatus::Ok : CallStatus::Refused,
                       MetricsReply{{sample("curr_items", 5)}, {}});
        const auto reply = *adapter.replies().at(0).body.as<HttpReply>();
        QTEST(reply.status, "status");
        QFETCH(QString, word);
        QVERIFY2(QString::fromStdString(reply.body).contains(word), reply.body.c_str());
    }

    void aHealthCommandDecidesAlone_data()
    {
        QTest::addColumn<int>("outcome");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("word");
        QTest::newRow("good") << int(CallStatus::Ok) << 200 << "healthy";
        QTest::newRow("bad") << int(CallStatus::Ok) << 500 << "no master";
        QTest::newRow("too many at once") << int(CallStatus::Overloaded) << 503 << "overloaded";
    }

    void aHealthCommandDecidesAlone()
    {
        QFETCH(int, outcome);
        QFETCH(int, status);
        AdapterConfig config;
        config.healthCommand = {"check"};
        config.healthy = {"curr_items < 0"}; // not heeded
        config.simulated = false;
        Stepper adapter(configOf(config));
        adapter.step(0ms, Started{});
        adapter.step(1ms, Requested{1, HttpRequest{"GET", "/health", {}, 0}, 3s});
        const auto call = adapter.calls().at(0);
        QCOMPARE(call.first, PeerId(1)); // behind the container
        QCOMPARE(call.second.timeout, Duration(3s));
        adapter.answer(2ms, call, CallStatus(outcome), HttpReply{.status = status, .body = "no master"});
        const auto reply = *adapter.replies().at(0).body.as<HttpReply>();
        QCOMPARE(reply.status, status == 200 ? 200 : 500);
        QFETCH(QString, word);
        QVERIFY2(QString::fromStdString(reply.body).contains(word), reply.body.c_str());
        QCOMPARE(adapter.all<EventEffect>().size(), std::size_t(status == 200 ? 0 : 1));
        QCOMPARE(valueOf(scraped(adapter, {{sample("curr_items", 5)}, {}}), "memcached_curr_items"), 5.0);
    }

    void aHealthCommandThatHangsIsGivenUpAndOneThatNobodyWaitsForTakenBack()
    {
        AdapterConfig config;
        config.healthCommand = {"check"};
        config.simulated = false;
        Stepper adapter(configOf(config));
        adapter.step(0ms, Started{});
        adapter.step(1ms, Requested{1, HttpRequest{"GET", "/health", {}, 0}, 0s});
        adapter.wake();
        QCOMPARE(adapter.time, Time(10'001ms));
        QCOMPARE(adapter.replies().at(0).body.as<HttpReply>()->status, 500);
        adapter.step(11s, Requested{2, HttpRequest{"GET", "/health", {}, 0}, 0s});
        const auto call = adapter.calls().at(0);
        adapter.step(12s, Cancelled{2});
        QCOMPARE(std::get<Withdrawal>(adapter.all<SendEffect>().at(0).message).id, call.second.id);
        QVERIFY(!adapter.machine->isBusy());
    }

    void simulatedAHealthCommandSaysWhetherTheContainerIsThere()
    {
        AdapterConfig config;
        config.healthCommand = {"check"};
        Stepper adapter(configOf(config));
        adapter.step(0ms, Started{});
        for (const bool isUp : {true, false, true}) {
            adapter.step(adapter.time, Requested{1, HttpRequest{"GET", "/health", {}, 0}, 0s});
            const auto call = adapter.calls().at(0);
            QCOMPARE(call.first, PeerId(0));
            adapter.answer(adapter.time.time_since_epoch() + 1ms, call, isUp ? CallStatus::Ok : CallStatus::Refused,
                           MetricsReply{{sample("curr_items", 5)}, {}});
            QCOMPARE(adapter.replies().at(0).body.as<HttpReply>()->status, isUp ? 200 : 500);
        }
        QCOMPARE(adapter.all<EventEffect>().at(0).kind, std::string_view("healthy"));
    }

    void aQueryIsIgnoredAndAHeadIsAnsweredAsAGetIs_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<bool>("isThere");
        QTest::newRow("query") << QByteArray("GET") << QByteArray("/metrics?x=1") << true;
        QTest::newRow("query of the root") << QByteArray("GET") << QByteArray("/?x=1") << true;
        QTest::newRow("head") << QByteArray("HEAD") << QByteArray("/metrics") << true;
        QTest::newRow("health") << QByteArray("HEAD") << QByteArray("/health?x") << true;
        QTest::newRow("post") << QByteArray("POST") << QByteArray("/metrics") << false;
        QTest::newRow("another") << QByteArray("GET") << QByteArray("/metricsx?y") << false;
    }

    void aQueryIsIgnoredAndAHeadIsAnsweredAsAGetIs()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(bool, isThere);
        Stepper adapter(configOf());
        adapter.step(0ms, Started{});
        adapter.step(1ms, Requested{1, HttpRequest{method.toStdString(), target.toStdString(), {}, 0}, 0s});
        QCOMPARE(adapter.calls().size(), std::size_t(isThere ? 1 : 0));
        QCOMPARE(adapter.replies().size(), std::size_t(isThere ? 0 : 1));
    }

    void aFigureOfTheContainerStandsInThePlaceOfOurs()
    {
        Stepper adapter(configOf());
        adapter.step(0ms, Started{});
        const MetricsReply reply = scraped(adapter, {{sample("up", 3)}, {}});
        QCOMPARE(valueOf(reply, "memcached_up"), 3.0);
        QCOMPARE(valueOf(reply, "up"), 1.0);
        QCOMPARE(reply.samples.size(), std::size_t(2));
        const MetricsReply labelled = scraped(adapter, {{sample("memcached_up", 3, {{"index", "0"}})}, {}});
        QCOMPARE(labelled.samples.size(), std::size_t(2));
        QCOMPARE(valueOf(scraped(adapter, {}, CallStatus::Refused), "memcached_up"), 0.0);
    }

    void anotherTargetIsNotFound()
    {
        Stepper adapter(configOf());
        adapter.step(0ms, Started{});
        adapter.step(1ms, Requested{1, HttpRequest{"GET", "/other", {}, 0}, 0s});
        QCOMPARE(adapter.replies().at(0).body.as<HttpReply>()->status, 404);
    }
};

QTEST_GUILESS_MAIN(AdapterTest)
#include "adapter_test.moc"
