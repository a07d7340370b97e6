// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/patterns/adapter.h"
#include "engine/wire/metric_names.h"
#include "engine/wire/metric_sources.h"

#include <QtTest/QtTest>

using namespace bayplan;

namespace {

/// "NAME{label=value} VALUE TYPE", one line each; the reason when it was refused.
QStringList toText(const MetricsReply &reply)
{
    if (!reply.error.empty())
        return {"refused: " + QString::fromStdString(reply.error)};
    QStringList lines;
    for (const MetricSample &sample : reply.samples) {
        QString line = QString::fromStdString(sample.name);
        for (const auto &[name, value] : sample.labels)
            line += QString("{%1=%2}").arg(QString::fromStdString(name), QString::fromStdString(value));
        lines << line + QString(" %1 %2").arg(sample.value).arg(QString::fromStdString(sample.type));
    }
    return lines;
}

QStringList read(MetricsFormat format, std::string_view text, const AdapterConfig &limits = {})
{
    return toText(readMetrics(format, text, limits));
}

} // namespace

class MetricSourcesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void memcachedsStatisticsAreFigures()
    {
        const QStringList lines =
            read(MetricsFormat::Memcached, "STAT pid 12\r\nSTAT uptime 7\r\nSTAT version 1.6.18\r\n"
                                           "STAT curr_items 3\r\nSTAT total_items 9\r\n"
                                           "STAT rusage_user 0.25\r\nSTAT get_hits 5\r\nEND\r\n");
        QCOMPARE(lines, (QStringList{"uptime_seconds 7 gauge", "build{version=1.6.18} 1 gauge", "curr_items 3 gauge",
                                     "items_total 9 counter", "rusage_user_seconds_total 0.25 counter",
                                     "get_hits_total 5 counter"}));
    }

    void redisInfoIsFigures()
    {
        const QStringList lines =
            read(MetricsFormat::Redis,
                 "# Server\r\nredis_version:7.0.15\r\nos:Linux\r\nuptime_in_seconds:5\r\n\r\n# Memory\r\n"
                 "used_memory:1000\r\nused_memory_human:1.2K\r\nlatest_fork_usec:2000000\r\n# Keyspace\r\n"
                 "db0:keys=5,expires=1,avg_ttl=0\r\nkeyspace_hits:4\r\n");
        QCOMPARE(lines,
                 (QStringList{"build{version=7.0.15} 1 gauge", "uptime_in_seconds 5 gauge", "used_memory 1000 gauge",
                              "latest_fork_seconds 2 gauge", "db_keys{db=0} 5 gauge", "db_expires{db=0} 1 gauge",
                              "db_avg_ttl{db=0} 0 gauge", "keyspace_hits_total 4 counter"}));
    }

    void jsonIsFlattened()
    {
        QCOMPARE(
            read(
                MetricsFormat::Json,
                R"({"jobs": {"doneOk": 5, "up": true, "name": "x", "none": null}, "load": [0.5, [1, 2]], "wait_ms": 250})"),
            (QStringList{"jobs_done_ok 5 gauge", "jobs_up 1 gauge", "load{index=0} 0.5 gauge",
                         "load{index=1}{index1=0} 1 gauge", "load{index=1}{index1=1} 2 gauge",
                         "wait_seconds 0.25 gauge"}));
        QCOMPARE(read(MetricsFormat::Json, "17"), QStringList{"value 17 gauge"});
    }

    void oneMalformedLineRefusesTheWhole_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("memcached: no END") << int(MetricsFormat::Memcached) << QByteArray("STAT a 1\r\n");
        QTest::newRow("memcached: error") << int(MetricsFormat::Memcached) << QByteArray("ERROR\r\n");
        QTest::newRow("memcached: other")
            << int(MetricsFormat::Memcached) << QByteArray("STAT a 1\r\nSTA b 2\r\nEND\r\n");
        QTest::newRow("memcached: nothing") << int(MetricsFormat::Memcached) << QByteArray();
        QTest::newRow("redis: no colon") << int(MetricsFormat::Redis) << QByteArray("a:1\r\nb\r\n");
        QTest::newRow("redis: error") << int(MetricsFormat::Redis)
                                      << QByteArray("-NOAUTH Authentication required.\r\n");
        QTest::newRow("redis: bad keyspace") << int(MetricsFormat::Redis) << QByteArray("db0:keys=1,expires\r\n");
        QTest::newRow("redis: nothing") << int(MetricsFormat::Redis) << QByteArray();
        QTest::newRow("json: torn") << int(MetricsFormat::Json) << QByteArray("{\"a\": 1");
        QTest::newRow("json: deep") << int(MetricsFormat::Json) << QByteArray(100'000, '[');
        QTest::newRow("json: deep and whole")
            << int(MetricsFormat::Json) << QByteArray(5000, '[') + QByteArray(5000, ']');
        QTest::newRow("prometheus") << int(MetricsFormat::Prometheus) << QByteArray("a 1\nb\n");
    }

    void oneMalformedLineRefusesTheWhole()
    {
        QFETCH(int, format);
        QFETCH(QByteArray, text);
        const QStringList lines = read(MetricsFormat(format), text.toStdString());
        QCOMPARE(lines.size(), 1);
        QVERIFY2(lines.at(0).startsWith("refused: "), qPrintable(lines.at(0)));
    }

    void limitsRefuseTheWhole()
    {
        AdapterConfig limits;
        limits.maxBodyBytes = 20;
        QCOMPARE(read(MetricsFormat::Json, "[1,2,3,4,5,6,7,8,9,10,11,12]", limits),
                 QStringList{"refused: more than 20 bytes"});
        limits = {};
        limits.maxSamples = 3;
        QCOMPARE(read(MetricsFormat::Json, "[1,2,3,4,5]", limits), QStringList{"refused: more than 3 samples"});
    }

    void statsdIsAddedUp()
    {
        StatsdTable table({});
        table.add("hits:1|c\nhits:2|c|@0.5\nqueue.depth:7|g\n");
        table.add("queue.depth:-2|g");
        table.add("db.query:250|ms|#shard:a,ro");
        table.add("db.query:750|ms|#shard:a,ro");
        table.add("users:ann|s\nusers:bob|s\nusers:ann|s");
        QCOMPARE(toText(table.reply()), (QStringList{"db_query_seconds_sum{shard=a}{ro=} 1 summary",
                                                     "db_query_seconds_count{shard=a}{ro=} 2 summary",
                                                     "hits_total 5 counter", "queue_depth 5 gauge", "users 2 gauge"}));
    }

    void aBadStatsdLineFailsOneReplyAndOnlyOne()
    {
        for (const char *bad : {"nonsense", ":1|c", "a:x|c", "a:1|q", "a:1", "a:1|c|@0", "a:1|c|@2", "a:1|c|what",
                                "a:1|ms|@1e-300", "a:1|c|#:x"}) {
            StatsdTable table({});
            table.add("good:1|c");
            table.add(bad);
            QVERIFY2(toText(table.reply()).at(0).startsWith("refused: not a line of statsd"), bad);
            QCOMPARE(toText(table.reply()), QStringList{"good_total 1 counter"});
        }
    }

    void tagsInAnotherOrderAreTheSameFigure()
    {
        StatsdTable table({});
        table.add("hits:1|c|#env:prod,host:a");
        table.add("hits:1|c|#host:a,env:prod");
        table.add("hits:1|c|#env:prod");
        QCOMPARE(toText(table.reply()),
                 (QStringList{"hits_total{env=prod} 1 counter", "hits_total{env=prod}{host=a} 2 counter"}));
    }

    void aStatsdLineThatCannotBeAFigureCostsThatLineOnly_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::newRow("tag twice") << QByteArray("x:1|c|#a:1,a:2");
        QTest::newRow("tag twice by its name here") << QByteArray("x:1|c|#a-b:1,a.b:2");
        QTest::newRow("long tag") << QByteArray("x:1|c|#k:" + QByteArray(300, 'v'));
        QTest::newRow("tag that is not UTF-8") << QByteArray("x:1|c|#k:caf\xe9");
        QTest::newRow("name that is not UTF-8") << QByteArray("good.hits\xe9:1|c");
        QTest::newRow("name that is not UTF-8, of a figure that is there") << QByteArray("good\xffhits:1|c");
        QTest::newRow("long name") << QByteArray(300, 'x') + ":1|c";
        QTest::newRow("too long with its prefix") << QByteArray(190, 'x') + ":1|c";
        QTest::newRow("many tags") << QByteArray("x:1|c|#a1,a2,a3,a4,a5,a6,a7,a8,a9,b1,b2,b3,b4,b5,b6,b7,b8,b9,c1,c2,"
                                                 "c3,c4,c5,c6,c7,c8,c9,d1,d2,d3,d4");
        QTest::newRow("timer and gauge of one name") << QByteArray("good.wait:1|g");
        QTest::newRow("name of the count itself") << QByteArray("lines_left_out:1|c");
    }

    void aStatsdLineThatCannotBeAFigureCostsThatLineOnly()
    {
        QFETCH(QByteArray, lines);
        AdapterConfig limits;
        limits.format = MetricsFormat::Statsd;
        StatsdTable table(limits);
        table.add("good.wait:5|h\ngood.hits:1|c");
        table.add(lines.toStdString());
        const QStringList expected{"good_hits_total 1 counter", "good_wait_sum 5 summary", "good_wait_count 1 summary",
                                   "lines_left_out_total 1 counter"};
        for (int scrape = 0; scrape < 3; ++scrape) {
            MetricsReply reply = table.reply();
            QCOMPARE(toText(reply), expected);
            for (MetricSample &sample : reply.samples)
                sample.name.insert(0, metricPrefixOf(limits));
            QCOMPARE(objectionTo(reply, limits), std::string());
        }
    }

    void aNameThatHasThePrefixIsTheSameWithoutIt()
    {
        AdapterConfig limits;
        limits.format = MetricsFormat::Statsd;
        StatsdTable table(limits);
        table.add("hits:1|c\nstatsd_hits:2|c");
        QCOMPARE(toText(table.reply()), QStringList{"hits_total 3 counter"});
    }

    void timersCountAsTheTwoFiguresThatTheyAre()
    {
        AdapterConfig limits;
        limits.maxSamples = 3;
        StatsdTable table(limits);
        table.add("a:1|h");
        table.add("b:1|h");
        QVERIFY(toText(table.reply()).at(0).startsWith("refused: not a line of statsd"));
        QCOMPARE(table.reply().samples.size(), std::size_t(2));
    }

    void setsAreBoundedWhateverTheirMembersAre()
    {
        StatsdTable table({});
        for (int i = 0; i < 12'000; ++i)
            table.add("users:" + std::to_string(i) + std::string(100, 'q') + "|s");
        table.add("users:0" + std::string(100, 'q') + "|s"); // known
        QCOMPARE(toText(table.reply()), (QStringList{"users 10000 gauge", "lines_left_out_total 2000 counter"}));
        for (int i = 0; i < 120'000; ++i)
            table.add("set" + std::to_string(i % 20) + ":" + std::to_string(i) + "|s");
        double members = 0;
        for (const MetricSample &sample : table.reply().samples)
            members += sample.type == "gauge" ? sample.value : 0;
        QCOMPARE(members, 100'000.0);
    }

    void namesAreAsPrometheusWantsThem_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<bool>("isCounter");
        QTest::addColumn<QString>("name");
        QTest::newRow("camel") << "heapUsedMB" << false << "heap_used_bytes";
        QTest::newRow("counter") << "cmd_get" << true << "cmd_get_total";
        QTest::newRow("total before") << "total_connections" << true << "connections_total";
        QTest::newRow("total behind") << "requests_total" << true << "requests_total";
        QTest::newRow("gauge total") << "memory_total" << false << "memory";
        QTest::newRow("count") << "cap_reached_count" << false << "cap_reached";
        QTest::newRow("unit") << "latency-ms" << false << "latency_seconds";
        QTest::newRow("digit first") << "5xx" << false << "n_5xx";
        QTest::newRow("nothing left") << "\xc3\xa9" << false << "n_";
    }

    void namesAreAsPrometheusWantsThem()
    {
        QFETCH(QString, given);
        QFETCH(bool, isCounter);
        QFETCH(QString, name);
        QCOMPARE(QString::fromStdString(metricNaming(given.toStdString(), isCounter).name), name);
    }
};

QTEST_GUILESS_MAIN(MetricSourcesTest)
#include "metric_sources_test.moc"
