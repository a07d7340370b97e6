// SPDX-License-Identifier: GPL-3.0-or-later
// The adapter between two that speak HTTP (Burns and Oppenheimer 2016, section 4.3): an exporter with habits of its
// own, and scrapers with theirs.
#include "agent_run.h"
#include "http_stub.h"

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

AgentConfig adapterOf(std::uint16_t exporter)
{
    AdapterConfig adapter;
    adapter.format = MetricsFormat::Json;
    adapter.timeout = 5s;
    AgentConfig agent = agentConfig("adapter", "web/adapter");
    agent.machine.behaviour = adapter;
    addPeer(agent, "web", exporter, PeerProtocol::Metrics);
    return agent;
}

} // namespace

class AdapterHttpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void interimAnswersAreSkipped_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<bool>("isUp");
        QTest::newRow("none") << QByteArray() << true;
        QTest::newRow("early hints") << QByteArray("HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n") << true;
        QTest::newRow("two of them") << QByteArray("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n")
                                     << true;
        QTest::newRow("another protocol")
            << QByteArray("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n") << false;
    }

    void interimAnswersAreSkipped()
    {
        QFETCH(QByteArray, before);
        QFETCH(bool, isUp);
        const HttpStub exporter([&](const std::string &) {
            return before.toStdString() + HttpStub::ok("application/json", R"({"jobs": 5})");
        });
        AgentRun run(adapterOf(exporter.port()));
        QVERIFY(run.start());
        const std::string text = fetch(run.config.port, "/metrics");
        QCOMPARE(metric(text, "up"), isUp ? 1.0 : 0.0);
        QCOMPARE(metric(text, "json_jobs"), isUp ? 5.0 : -1.0);
    }

    void anInterimAnswerAloneIsNone()
    {
        const HttpStub exporter([](const std::string &) { return "HTTP/1.1 103 Early Hints\r\n\r\n"; });
        AgentRun run(adapterOf(exporter.port()));
        QVERIFY(run.start());
        QCOMPARE(metric(fetch(run.config.port, "/metrics"), "up"), 0.0);
    }

    void aScraperMayAskWithAQueryOrForTheHeaderAlone()
    {
        const HttpStub exporter([](const std::string &) { return HttpStub::ok("application/json", R"({"jobs": 5})"); });
        AgentRun run(adapterOf(exporter.port()));
        QVERIFY(run.start());
        QCOMPARE(metric(fetch(run.config.port, "/metrics?collect=all"), "json_jobs"), 5.0);
        RawClient client(run.config.port);
        QVERIFY(client.say("HEAD /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
        const std::string header = client.hearAll();
        QVERIFY2(header.starts_with("HTTP/1.1 200") && header.ends_with("\r\n\r\n"), header.c_str());
        QVERIFY(header.find("json_jobs") == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(AdapterHttpTest)
#include "adapter_http_test.moc"
