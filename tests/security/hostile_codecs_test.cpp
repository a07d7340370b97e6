// SPDX-License-Identifier: GPL-3.0-or-later
// Every reader of what comes from outside, given bytes that nobody means well with (PATTERNS 8). Whatever is refused is
// refused in words; whatever is taken is understood the same again. Worth most under the sanitizers.
#include "engine/wire/agent_config.h"
#include "engine/wire/agent_fault.h"
#include "engine/wire/agent_order.h"
#include "engine/wire/base64.h"
#include "engine/wire/docker_stream.h"
#include "engine/wire/election_http.h"
#include "engine/wire/http_target.h"
#include "engine/wire/log_http.h"
#include "engine/wire/memcache_text.h"
#include "engine/wire/metric_sources.h"
#include "engine/wire/pattern_messages.h"
#include "engine/wire/prometheus_text.h"
#include "engine/wire/queue_http.h"
#include "engine/wire/state_change.h"
#include "engine/wire/tar.h"
#include "engine/wire/telemetry.h"
#include "hostile.h"

#include <QtTest>

#include <algorithm>
#include <functional>

using namespace bayplan;

namespace {

constexpr int bentTexts = 6'000;

std::string bodyOf(const std::string &request)
{
    const std::size_t end = request.find("\r\n\r\n");
    return end == std::string::npos ? request : request.substr(end + 4);
}

/// As a server's parser would hand it on.
HttpRequest requestOf(const std::string &text)
{
    HttpRequest request;
    const std::size_t space = text.find(' ');
    const std::size_t end = text.find(' ', space == std::string::npos ? text.size() : space + 1);
    request.method = text.substr(0, space);
    request.target = space == std::string::npos ? text : text.substr(space + 1, end - space - 1);
    request.body = bodyOf(text);
    request.bodyBytes = static_cast<std::uint32_t>(request.body.size());
    return request;
}

HttpReply replyOf(const std::string &text)
{
    HttpReply reply;
    reply.body = bodyOf(text);
    return reply;
}

/// What is taken is written the same again by whoever reads what we write.
template <class Read, class Write>
void holdsWhatItTook(const std::string &text, Read read, Write write)
{
    const auto value = read(text);
    if (!value) {
        QVERIFY(!value.error().message.empty());
        return;
    }
    const std::string first = write(*value);
    const auto again = read(first);
    QVERIFY2(again, qPrintable(QString::fromStdString(first)));
    QCOMPARE(write(*again), first);
}

std::vector<std::string> understood(const std::string &text, std::size_t step)
{
    const MemcacheLimits limits{250, 4096, 4096};
    MemcacheRequestReader reader(limits);
    std::vector<std::string> all;
    for (std::size_t i = 0; i < text.size(); i += step) {
        const std::string_view part = std::string_view(text).substr(i, step);
        reader.add(part);
        while (const auto arrival = reader.next()) {
            std::string words = std::to_string(static_cast<int>(arrival->kind)) + arrival->error;
            if (arrival->kind == MemcacheArrival::Kind::Request)
                appendMemcacheRequest(words, arrival->request);
            all.push_back(std::move(words));
        }
        if (reader.kept() > 3 * (limits.lineBytes + limits.valueBytes))
            all.emplace_back("keeps more than it may");
    }
    return all;
}

void readReplies(const std::string &text)
{
    MemcacheReplyReader reader({250, 4096, 4096});
    for (const auto command : {MemcacheCommand::Get, MemcacheCommand::Set, MemcacheCommand::Gets, MemcacheCommand::Get})
        reader.expect(command);
    reader.add(text);
    while (const auto reply = reader.next()) {
        std::string words;
        appendMemcacheReply(words, *reply);
        static_cast<void>(outcomeOfMemcacheReply(*reply));
    }
}

void readFrames(const std::string &text)
{
    std::size_t bytes = 0;
    LineSplitter lines([&](std::string_view line) { bytes += line.size(); }, 100);
    DockerStreamReader frames([&](OutputStream, std::string_view part) { lines.take(part); });
    for (std::size_t i = 0; i < text.size(); i += 7)
        static_cast<void>(frames.take(std::string_view(text).substr(i, 7)));
    lines.finish();
    QVERIFY(bytes <= text.size());
}

void readArchive(const std::string &text)
{
    QStringList escaped;
    TarReader reader({[&](const TarEntry &entry) -> Result<void> {
                          const std::string around = "/" + entry.path + "/";
                          if (entry.path.starts_with('/') || around.find("/../") != std::string::npos ||
                              entry.target.starts_with('/'))
                              escaped << QString::fromStdString(entry.path + " -> " + entry.target);
                          return {};
                      },
                      [](std::string_view) { return Result<void>(); }},
                     50);
    for (std::size_t i = 0; i < text.size(); i += 700)
        if (!reader.take(std::string_view(text).substr(i, 700)))
            break;
    QCOMPARE(escaped, QStringList());
}

std::vector<std::string> archives()
{
    TarWriter one;
    one.folder("data", 0755);
    one.file("data/index.html", 0644, "hello");
    one.file("data/run", 0755, std::string(1500, 'x'));
    TarWriter two;
    two.file("a", 0644, "");
    return {one.finish(), two.finish()};
}

std::vector<std::string> jsonTexts()
{
    std::vector<std::string> texts = hostileCorpus("json");
    Telemetry telemetry;
    telemetry.instance = "web-0/app";
    telemetry.events.push_back({1, 2, "elected", "term 3"});
    telemetry.state.pattern = ElectionState{};
    texts.push_back(writeTelemetry(telemetry));
    AgentFault fault;
    fault.id = "fault-1 degrade";
    fault.kind = AgentFaultKind::Degrade;
    fault.timeToLive = std::chrono::seconds(6);
    fault.lanes.push_back({3, LaneWay::There});
    texts.push_back(writeAgentFault(fault, "web-0/app"));
    texts.push_back(writeAgentOrder({.command = QueueCommand::Kick, .task = 17}, "jobs/queue"));
    AgentConfig config;
    config.role = "elector";
    config.instance = "e-0/elector";
    config.machine = MachineConfig{"e-0/elector", 1, {PeerConfig{"e-1/elector"}}, ElectionConfig{}};
    config.peers.push_back({"e-1", 9101});
    texts.push_back(writeAgentConfig(config));
    MachineState before, after;
    after.pattern = QueueState{};
    after.served.received = 7;
    texts.push_back(writeStateChange(before, after));
    LogBatch batch;
    batch.source = "web-0/app";
    batch.lines = {"one", "two"};
    texts.push_back(writeLogRequest(batch).body);
    for (const std::string &request : hostileCorpus("election"))
        texts.push_back(bodyOf(request));
    return texts;
}

} // namespace

class HostileCodecsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void memcacheRequestsAreTheSameWhereverTheyAreCut()
    {
        HostileText texts(hostileCorpus("memcache"), 1);
        for (int i = 0; i < bentTexts; ++i) {
            const std::string text = texts.next();
            const auto whole = understood(text, text.size() + 1);
            QCOMPARE(understood(text, 1 + texts.below(50)), whole);
            QVERIFY(std::ranges::find(whole, "keeps more than it may") == whole.end());
        }
    }

    void memcacheRepliesAreReadOrRefused() { each("memcache-reply", 2, readReplies); }
    void framesOfAnEngineAreReadOrRefused() { each("frames", 3, readFrames); }

    void requestsToElectorsAndQueuesAreReadOrRefused()
    {
        const auto read = [](const std::string &text) {
            const HttpRequest request = requestOf(text);
            static_cast<void>(readHttpTarget(request.target));
            if (const auto election = readElectionRequest(request))
                static_cast<void>(writeElectionRequest(*election));
            if (const auto queue = readQueueRequest(request))
                static_cast<void>(writeQueueRequest(*queue));
            static_cast<void>(readLogRequest(request));
            static_cast<void>(readElectionReply(replyOf(text)));
            static_cast<void>(readQueueReply(replyOf(text)));
            static_cast<void>(readLogReply(replyOf(text)));
        };
        each("election", 4, read);
        each("queue", 5, read);
        each("logs", 6, read);
        each("http", 7, read);
    }

    void figuresOfContainersAreReadOrRefused()
    {
        each("metrics", 8, [](const std::string &text) {
            const AdapterConfig limits;
            for (const auto format :
                 {MetricsFormat::Prometheus, MetricsFormat::Memcached, MetricsFormat::Redis, MetricsFormat::Json}) {
                const MetricsReply reply = readMetrics(format, text, limits);
                QVERIFY(reply.error.empty() || reply.samples.empty());
            }
            static_cast<void>(parsePrometheusText(text));
            StatsdTable table(limits);
            table.add(text);
            static_cast<void>(table.reply());
        });
    }

    void whatOurOwnJsonTakesItWritesTheSameAgain()
    {
        HostileText texts(jsonTexts(), 9);
        for (int i = 0; i < bentTexts; ++i) {
            const std::string text = texts.next();
            holdsWhatItTook(text, readTelemetry, writeTelemetry);
            holdsWhatItTook(text, readAgentConfig, writeAgentConfig);
            holdsWhatItTook(text, readAgentFault,
                            [](const AgentFault &fault) { return writeAgentFault(fault, "web-0/app"); });
            holdsWhatItTook(text, readAgentOrder,
                            [](const QueueRequest &order) { return writeAgentOrder(order, "jobs/queue"); });
            holdsWhatItTook(text, readElectionMessage,
                            [](const SentMessage &sent) { return writeElectionMessage(sent.sender, sent.message); });
            MachineState state;
            static_cast<void>(applyStateChange(state, text));
        }
    }

    void anArchiveStaysInItsTree()
    {
        HostileText texts(archives(), 10);
        for (int i = 0; i < bentTexts / 3; ++i)
            readArchive(texts.next());
    }

    void base64IsExactlyWhatWeWrite()
    {
        HostileText texts({toBase64("hello"), toBase64("x"), toBase64(std::string("\0\xff", 2)), "===="}, 11);
        for (int i = 0; i < bentTexts; ++i) {
            const std::string text = texts.next();
            if (const auto bytes = fromBase64(text))
                QCOMPARE(toBase64(*bytes), text);
        }
    }

private:
    static void each(const char *folder, std::uint64_t seed, const std::function<void(const std::string &)> &read)
    {
        const auto corpus = hostileCorpus(folder);
        QVERIFY2(!corpus.empty(), folder);
        HostileText texts(corpus, seed);
        for (int i = 0; i < bentTexts && !QTest::currentTestFailed(); ++i)
            read(texts.next());
    }
};

QTEST_GUILESS_MAIN(HostileCodecsTest)
#include "hostile_codecs_test.moc"
