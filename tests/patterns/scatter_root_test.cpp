// SPDX-License-Identifier: GPL-3.0-or-later
// Burns and Oppenheimer 2016, section 5.3; Dean and Barroso, The Tail at Scale, 2013.
#include "stepper.h"

#include "engine/patterns/scatter_answer.h"

#include <QtTest/QtTest>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

ScatterConfig unhedged()
{
    ScatterConfig config;
    config.hedge = HedgeMode::None;
    return config;
}

MachineConfig configOf(const ScatterConfig &scatter, std::size_t shards)
{
    std::vector<PeerConfig> peers;
    for (std::size_t i = 0; i < shards; ++i)
        peers.push_back(PeerConfig{"leaf-" + std::to_string(i)});
    if (scatter.mergePeer != noPeer)
        peers.push_back(PeerConfig{"merge/app"});
    return {"root", 7, std::move(peers), scatter};
}

Requested get(RequestId id, Duration remaining = 0s)
{
    return {id, HttpRequest{.target = "/search?q=tides"}, remaining};
}

HttpReply json(const std::string &body)
{
    return {.contentType = "application/json", .body = body};
}

using Calls = std::vector<std::pair<PeerId, Call>>;

/// A root that has begun, and the calls of its first request.
struct Run : Stepper {
    explicit Run(const ScatterConfig &scatter, std::size_t shards = 3) : Stepper(configOf(scatter, shards))
    {
        step(0ms, Started{});
    }

    Calls begin(Duration at, Requested request)
    {
        step(at, std::move(request));
        return calls();
    }
    HttpReply reply() { return *replies().at(0).body.as<HttpReply>(); }
    ScatterState scatter() const { return std::get<ScatterState>(state().pattern); }

    std::vector<std::uint64_t> withdrawn()
    {
        std::vector<std::uint64_t> ids;
        for (const SendEffect &send : all<SendEffect>()) {
            if (const auto *withdrawal = std::get_if<Withdrawal>(&send.message))
                ids.push_back(withdrawal->id);
        }
        return ids;
    }

    /// Requests that each shard answers after 10 ms, so that quantiles are known.
    void learn(int requests)
    {
        for (int i = 0; i < requests; ++i) {
            const Duration at = 100ms * i;
            for (const auto &call : begin(at, get(static_cast<RequestId>(1000 + i))))
                answer(at + 10ms, call, CallStatus::Ok, json("1"));
        }
    }
};

} // namespace

class ScatterRootTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyShardIsAskedTheSameAndThePartsComeInTheirOrder();
    void theDeadlineTravelsAsRemainingTime();
    void atTheDeadlineTheAnswerIsPartialAndSaysWhatIsMissing();
    void belowTheQuorumIs504();
    void whenTheQuorumIsOutOfReachNobodyWaits();
    void whatComesTooLateIsDroppedAndCounted();
    void aCallerWhoLeftTakesTheQuestionsBack();
    void enoughIsEnough();
    void aSlowShardIsAskedAgainAfterItsP95AndTheFirstAnswerCounts();
    void theFirstMayWinAfterAll();
    void whoHeldUpAnAnswerIsCounted();
    void hedgesStayWithinTheirBudget();
    void aHedgedShardIsMissingOnlyWhenBothFail();
    void tiedQuestionsGoOutInPairs();
    void aCanaryGoesFirst();
    void whatKillsTheCanaryIsAskedOfNobodyElse();
    void tooManyInFlightAreShed();
    void whosePartFindsNoRoomIsShed();
    void theUsersMergeMakesTheAnswer();
    void aFailedMergeIs502();
    void aParentsMissingLeavesAreNamedAndItsPartsSplicedIn();
    void whatIsNoJsonIsAString();
    void leavesAreAskedForTheWholeAndPlain();
    void whatIsNoWholeAndPlainPartIsMissing_data();
    void whatIsNoWholeAndPlainPartIsMissing();
    void jsonIsToldFromWhatOnlySaysSo_data();
    void jsonIsToldFromWhatOnlySaysSo();
    void itDrainsBeforeItStops();
};

void ScatterRootTest::everyShardIsAskedTheSameAndThePartsComeInTheirOrder()
{
    Run root(unhedged());
    const Calls calls = root.begin(1ms, get(5));
    QCOMPARE(calls.size(), std::size_t(3));
    for (const auto &call : calls)
        QCOMPARE(call.second.body.as<HttpRequest>()->target, std::string("/search?q=tides"));
    root.answer(2ms, calls[2], CallStatus::Ok, json("[3]"));
    root.answer(3ms, calls[0], CallStatus::Ok, json("{\"n\":1}"));
    QVERIFY(root.replies().empty());
    root.answer(4ms, calls[1], CallStatus::Ok, json("2"));
    QCOMPARE(root.replies().at(0).request, RequestId(5));
    QCOMPARE(root.reply().body, std::string("{\"parts\":[{\"n\":1},2,[3]],\"missing\":[]}\n"));
    QCOMPARE(root.scatter().whole, std::uint64_t(1));
    QVERIFY(!root.machine->isBusy());
}

void ScatterRootTest::theDeadlineTravelsAsRemainingTime()
{
    Run root(unhedged());
    QCOMPARE(root.begin(1ms, get(1)).at(0).second.timeout, Duration(1s));
    QCOMPARE(root.begin(2ms, get(2, 300ms)).at(0).second.timeout, Duration(290ms));
    QCOMPARE(root.begin(3ms, get(3, 8ms)).at(0).second.timeout, Duration(4ms));
}

void ScatterRootTest::atTheDeadlineTheAnswerIsPartialAndSaysWhatIsMissing()
{
    Run root(unhedged());
    const Calls calls = root.begin(0ms, get(1, 300ms));
    root.answer(2ms, calls[0], CallStatus::Ok, json("1"));
    root.answer(3ms, calls[2], CallStatus::Ok, json("3"));
    root.wake();
    QCOMPARE(root.time, Time(290ms));
    QCOMPARE(root.replies().at(0).status, CallStatus::Ok);
    QCOMPARE(root.reply().body, std::string("{\"parts\":[1,3],\"missing\":[\"leaf-1\"]}\n"));
    QVERIFY(root.reply().headers.find("Missing-Parts: leaf-1\r\n") != std::string::npos);
    QCOMPARE(root.scatter().partial, std::uint64_t(1));
    QCOMPARE(root.scatter().shards[1].missing, std::uint64_t(1));
    QCOMPARE(root.scatter().shards[0].missing, std::uint64_t(0));
    QCOMPARE(root.all<EventEffect>().at(0).text, std::string("leaf-1 did not answer in time"));
}

void ScatterRootTest::belowTheQuorumIs504()
{
    ScatterConfig config = unhedged();
    config.quorum = 2;
    Run root(config);
    const Calls calls = root.begin(0ms, get(1));
    root.answer(2ms, calls[0], CallStatus::Ok, json("1"));
    root.wake();
    QCOMPARE(root.replies().at(0).status, CallStatus::Failed);
    QCOMPARE(root.reply().status, 504);
    QCOMPARE(root.reply().body, std::string("{\"error\":\"1 of 3 shards answered, 2 are needed\","
                                            "\"missing\":[\"leaf-1\",\"leaf-2\"]}\n"));
    QCOMPARE(root.scatter().tooFew, std::uint64_t(1));
}

void ScatterRootTest::whenTheQuorumIsOutOfReachNobodyWaits()
{
    ScatterConfig config = unhedged();
    config.quorum = 1;
    Run root(config);
    const Calls calls = root.begin(0ms, get(1));
    root.answer(2ms, calls[1], CallStatus::Failed, HttpReply{.status = 500});
    QCOMPARE(root.reply().status, 504);
    QCOMPARE(root.withdrawn(), (std::vector<std::uint64_t>{calls[0].second.id, calls[2].second.id}));
}

void ScatterRootTest::whatComesTooLateIsDroppedAndCounted()
{
    Run root(unhedged());
    const Calls calls = root.begin(0ms, get(1));
    root.answer(1ms, calls[0], CallStatus::Ok, json("1"));
    root.answer(1ms, calls[1], CallStatus::Ok, json("2"));
    root.wake();
    QCOMPARE(root.replies().size(), std::size_t(1));
    root.answer(1500ms, calls[2], CallStatus::Ok, json("3"));
    QVERIFY(root.replies().empty());
    QCOMPARE(root.scatter().late, std::uint64_t(1));
    QCOMPARE(root.state().calls[2].late, std::uint64_t(1));
}

void ScatterRootTest::aCallerWhoLeftTakesTheQuestionsBack()
{
    Run root(unhedged());
    const Calls calls = root.begin(0ms, get(1));
    root.answer(1ms, calls[0], CallStatus::Ok, json("1"));
    root.step(2ms, Cancelled{1});
    QCOMPARE(root.withdrawn(), (std::vector<std::uint64_t>{calls[1].second.id, calls[2].second.id}));
    QVERIFY(root.replies().empty());
    QVERIFY(!root.machine->isBusy());
    QCOMPARE(root.machine->deadline(), never);
    QCOMPARE(root.state().calls[1].withdrawn, std::uint64_t(1));
    QCOMPARE(root.state().calls[1].inFlight, 0U);
    QCOMPARE(root.scatter().abandoned, std::uint64_t(1));
}

void ScatterRootTest::enoughIsEnough()
{
    ScatterConfig config = unhedged();
    config.goodEnough = 0.6;
    Run root(config);
    const Calls calls = root.begin(0ms, get(1));
    root.answer(1ms, calls[2], CallStatus::Ok, json("3"));
    root.answer(2ms, calls[1], CallStatus::Ok, json("2"));
    QCOMPARE(root.reply().body, std::string("{\"parts\":[2,3],\"missing\":[\"leaf-0\"]}\n"));
    QCOMPARE(root.withdrawn(), std::vector<std::uint64_t>{calls[0].second.id});
}

void ScatterRootTest::aSlowShardIsAskedAgainAfterItsP95AndTheFirstAnswerCounts()
{
    Run root({});
    root.learn(20);
    QCOMPARE(root.scatter().shards[0].hedgeAfter, Duration(10ms));
    const Calls calls = root.begin(5s, get(1));
    root.answer(5s + 5ms, calls[0], CallStatus::Ok, json("1"));
    root.answer(5s + 5ms, calls[1], CallStatus::Ok, json("2"));
    root.wake();
    QCOMPARE(root.time, Time(5s + 10ms));
    const Calls again = root.calls();
    QCOMPARE(again.size(), std::size_t(1));
    QCOMPARE(again[0].first, PeerId(2));
    QCOMPARE(again[0].second.timeout, Duration(990ms));
    root.answer(5s + 15ms, again[0], CallStatus::Ok, json("3"));
    QCOMPARE(root.reply().body, std::string("{\"parts\":[1,2,3],\"missing\":[]}\n"));
    QCOMPARE(root.withdrawn(), std::vector<std::uint64_t>{calls[2].second.id});
    QCOMPARE(root.scatter().hedgesSent, std::uint64_t(1));
    QCOMPARE(root.scatter().hedgesWon, std::uint64_t(1));
}

void ScatterRootTest::theFirstMayWinAfterAll()
{
    Run root({}, 1);
    root.learn(20);
    const Calls calls = root.begin(5s, get(1));
    root.wake();
    const Calls again = root.calls();
    root.answer(5s + 12ms, calls[0], CallStatus::Ok, json("1"));
    QCOMPARE(root.withdrawn(), std::vector<std::uint64_t>{again[0].second.id});
    QCOMPARE(root.scatter().hedgesWon, std::uint64_t(0));
    root.answer(5s + 13ms, again[0], CallStatus::Ok, json("1"));
    QVERIFY(root.replies().empty());
}

void ScatterRootTest::whoHeldUpAnAnswerIsCounted()
{
    Run root(unhedged());
    for (int i = 0; i < 3; ++i) {
        const auto calls = root.begin(100ms * i, get(static_cast<RequestId>(1 + i)));
        // The second is the last twice, the third once.
        const std::size_t slow = i == 2 ? 2 : 1;
        for (std::size_t shard = 0; shard < 3; ++shard)
            if (shard != slow)
                root.answer(100ms * i + 5ms, calls[shard], CallStatus::Ok, json("1"));
        root.answer(100ms * i + 20ms, calls[slow], CallStatus::Ok, json("1"));
    }
    const auto calls = root.begin(1s, get(9));
    for (std::size_t shard = 0; shard < 2; ++shard)
        root.answer(1010ms, calls[shard], CallStatus::Ok, json("1"));
    root.answer(1015ms, calls[2], CallStatus::Refused, {});
    const ScatterState state = root.scatter();
    QCOMPARE(state.shards[0].last, std::uint64_t(0));
    QCOMPARE(state.shards[1].last, std::uint64_t(2));
    QCOMPARE(state.shards[2].last, std::uint64_t(1));
    QCOMPARE(state.partial, std::uint64_t(1)); // of one that lacks a part nobody is the last
    QVERIFY2(state.lastGap.find("leaf-2") != std::string::npos, state.lastGap.c_str());
}

void ScatterRootTest::hedgesStayWithinTheirBudget()
{
    Run root({}, 1);
    root.learn(20);
    // From now on all are slow: at most one in twenty is asked again, and what was saved up.
    for (int i = 0; i < 1000; ++i) {
        const Duration at = 10s + i * 1ms;
        const Calls calls = root.begin(at, get(static_cast<RequestId>(i + 1)));
        root.step(at + 500us, Woken{});
    }
    root.step(11500ms, Woken{});
    const ScatterState state = root.scatter();
    QVERIFY2(state.hedgesSent >= 50 && state.hedgesSent <= 54, qPrintable(QString::number(state.hedgesSent)));
    QCOMPARE(state.hedgesSent + state.hedgesDenied, std::uint64_t(1000));
}

void ScatterRootTest::aHedgedShardIsMissingOnlyWhenBothFail()
{
    Run root({}, 2);
    root.learn(20);
    const Calls calls = root.begin(5s, get(1));
    root.answer(5s + 5ms, calls[0], CallStatus::Ok, json("1"));
    root.wake();
    const Calls again = root.calls();
    root.answer(5s + 11ms, calls[1], CallStatus::Reset);
    QVERIFY(root.replies().empty());
    root.answer(5s + 12ms, again[0], CallStatus::Refused);
    QCOMPARE(root.reply().body, std::string("{\"parts\":[1],\"missing\":[\"leaf-1\"]}\n"));
}

void ScatterRootTest::tiedQuestionsGoOutInPairs()
{
    ScatterConfig config;
    config.hedge = HedgeMode::Tied;
    config.hedgeBudget = 0;
    Run root(config, 2);
    const Calls calls = root.begin(0ms, get(1));
    QCOMPARE(root.machine->deadline(), Time(1ms));
    root.wake();
    const Calls again = root.calls();
    QCOMPARE(again.size(), std::size_t(2));
    root.answer(2ms, again[0], CallStatus::Ok, json("1"));
    QCOMPARE(root.withdrawn(), std::vector<std::uint64_t>{calls[0].second.id});
    root.answer(3ms, calls[1], CallStatus::Ok, json("2"));
    QCOMPARE(root.withdrawn(), std::vector<std::uint64_t>{again[1].second.id});
    QCOMPARE(root.reply().body, std::string("{\"parts\":[1,2],\"missing\":[]}\n"));
}

void ScatterRootTest::aCanaryGoesFirst()
{
    ScatterConfig config = unhedged();
    config.canary = true;
    Run root(config);
    const Calls first = root.begin(0ms, get(1));
    QCOMPARE(first.size(), std::size_t(1));
    root.answer(5ms, first[0], CallStatus::Ok, json("1"));
    const Calls others = root.calls();
    QCOMPARE(others.size(), std::size_t(2));
    QCOMPARE(others[0].second.timeout, Duration(995ms));
    root.answer(6ms, others[0], CallStatus::Ok, json("2"));
    root.answer(6ms, others[1], CallStatus::Ok, json("3"));
    QCOMPARE(root.scatter().whole, std::uint64_t(1));
    QVERIFY(root.begin(10ms, get(2)).at(0).first != first[0].first);
}

void ScatterRootTest::whatKillsTheCanaryIsAskedOfNobodyElse()
{
    ScatterConfig config = unhedged();
    config.canary = true;
    Run root(config);
    const Calls first = root.begin(0ms, get(1));
    root.answer(5ms, first[0], CallStatus::Reset);
    QVERIFY(root.calls().empty());
    QCOMPARE(root.reply().status, 502);
    QCOMPARE(root.scatter().canariesFailed, std::uint64_t(1));
    QCOMPARE(root.scatter().shards[1].asked + root.scatter().shards[2].asked, std::uint64_t(0));
    QCOMPARE(root.all<EventEffect>().at(0).kind, std::string_view("canary-failed"));
    QVERIFY(!root.machine->isBusy());
}

void ScatterRootTest::tooManyInFlightAreShed()
{
    ScatterConfig config = unhedged();
    config.maxInFlight = 2;
    Run root(config);
    const Calls first = root.begin(0ms, get(1));
    root.begin(0ms, get(2));
    QVERIFY(root.begin(0ms, get(3)).empty());
    QCOMPARE(root.replies().at(0).status, CallStatus::Overloaded);
    QCOMPARE(root.reply().status, 503);
    for (const auto &call : first)
        root.answer(1ms, call, CallStatus::Ok, json("1"));
    QCOMPARE(root.begin(2ms, get(4)).size(), std::size_t(3));
    QCOMPARE(root.scatter().shed, std::uint64_t(1));
    QCOMPARE(root.state().served.refused, std::uint64_t(1));
}

void ScatterRootTest::whosePartFindsNoRoomIsShed()
{
    ScatterConfig config = unhedged();
    config.mergePeer = 2;
    config.gatherBytes = 1000;
    Run root(config, 2);
    const HttpReply part = json('"' + std::string(398, 'x') + '"');
    const Calls first = root.begin(0ms, get(1));
    const Calls second = root.begin(0ms, get(2));
    for (const auto &call : first)
        root.answer(1ms, call, CallStatus::Ok, part);
    const auto merge = root.calls().at(0); // keeps its room until it is merged
    root.answer(2ms, second[0], CallStatus::Ok, part);
    QCOMPARE(root.replies().size(), std::size_t(1));
    QCOMPARE(root.replies()[0].request, RequestId(2));
    QCOMPARE(root.replies()[0].status, CallStatus::Overloaded);
    QCOMPARE(root.reply().status, 503);
    QCOMPARE(root.withdrawn(), std::vector<std::uint64_t>{second[1].second.id});
    QCOMPARE(root.all<EventEffect>().at(0).text, std::string("parts of 1000B are kept already, of 2 requests"));
    root.answer(3ms, merge, CallStatus::Ok, json("1"));
    QCOMPARE(root.reply().status, 200);
    for (const auto &call : root.begin(4ms, get(3)))
        root.answer(5ms, call, CallStatus::Ok, part);
    QCOMPARE(root.calls().size(), std::size_t(1)); // there is room again
    QCOMPARE(root.scatter().shed, std::uint64_t(1));
    QCOMPARE(root.scatter().requests, std::uint64_t(3));
}

void ScatterRootTest::theUsersMergeMakesTheAnswer()
{
    ScatterConfig config = unhedged();
    config.mergePeer = 2;
    Run root(config, 2);
    const Calls calls = root.begin(0ms, get(1, 300ms));
    QCOMPARE(calls.size(), std::size_t(2));
    root.answer(1ms, calls[0], CallStatus::Ok, json("{\"n\":1}"));
    root.wake();
    const auto merge = root.calls().at(0);
    QCOMPARE(merge.first, PeerId(2));
    QCOMPARE(merge.second.timeout, Duration(10ms));
    const auto request = *merge.second.body.as<HttpRequest>();
    QCOMPARE(request.body, std::string("[{\"n\":1}]"));
    QCOMPARE(request.method, std::string("POST"));
    QCOMPARE(request.headers, std::string("Host: merge\r\nContent-Type: application/json\r\n"
                                          "Missing-Parts: leaf-1\r\n"));
    root.answer(295ms, merge, CallStatus::Ok,
                HttpReply{.contentType = "text/html", .body = "<p>1", .headers = "Server: theirs\r\n"});
    QCOMPARE(root.reply().body, std::string("<p>1"));
    QCOMPARE(root.reply().contentType, std::string("text/html"));
    QCOMPARE(root.reply().headers, std::string("Missing-Parts: leaf-1\r\n"));
    QCOMPARE(root.scatter().partial, std::uint64_t(1));
}

void ScatterRootTest::aFailedMergeIs502()
{
    ScatterConfig config = unhedged();
    config.mergePeer = 1;
    Run root(config, 1);
    const Calls calls = root.begin(0ms, get(1));
    root.answer(1ms, calls[0], CallStatus::Ok, json("1"));
    root.answer(2ms, root.calls().at(0), CallStatus::Failed, HttpReply{.status = 500});
    QCOMPARE(root.reply().status, 502);
    QCOMPARE(root.scatter().mergesFailed, std::uint64_t(1));
    QVERIFY(!root.machine->isBusy());
}

void ScatterRootTest::aParentsMissingLeavesAreNamedAndItsPartsSplicedIn()
{
    Run parent(unhedged());
    const Calls below = parent.begin(0ms, get(1));
    parent.answer(1ms, below[0], CallStatus::Ok, json("\"a\""));
    parent.answer(1ms, below[2], CallStatus::Ok, json("\"c\""));
    parent.wake();
    const HttpReply half = parent.reply();

    Run root(unhedged(), 2);
    const Calls calls = root.begin(0ms, get(1));
    root.answer(1ms, calls[0], CallStatus::Ok, half);
    root.answer(2ms, calls[1], CallStatus::Ok, json("\"d\""));
    QCOMPARE(root.reply().body, std::string("{\"parts\":[\"a\",\"c\",\"d\"],\"missing\":[\"leaf-1\"]}\n"));
    QCOMPARE(root.scatter().partial, std::uint64_t(1));
    QCOMPARE(root.scatter().shards[0].missing, std::uint64_t(0));
}

void ScatterRootTest::whatIsNoJsonIsAString()
{
    Run root(unhedged());
    const Calls calls = root.begin(0ms, get(1));
    root.answer(1ms, calls[0], CallStatus::Ok, HttpReply{.contentType = "text/plain", .body = "say \"hi\"\n"});
    root.answer(1ms, calls[1], CallStatus::Ok, json("[1,"));
    root.answer(1ms, calls[2], CallStatus::Ok, HttpReply{.contentType = "text/plain", .body = "caf\xc3\xa9 \xff"});
    QCOMPARE(root.reply().body,
             std::string("{\"parts\":[\"say \\\"hi\\\"\\n\",\"[1,\",\"caf\xc3\xa9 \xef\xbf\xbd\"],\"missing\":[]}\n"));
}

void ScatterRootTest::leavesAreAskedForTheWholeAndPlain()
{
    Run root(unhedged(), 1);
    HttpRequest asked{.target = "/search"};
    asked.headers = "Host: a\r\naccept-encoding: gzip\r\nRange: bytes=0-1\r\nIf-None-Match: \"x\"\r\nCookie: c\r\n"
                    "If-Range: \"x\"\r\nRange-Unit: r\r\n";
    const Calls calls = root.begin(0ms, Requested{1, asked});
    QCOMPARE(calls[0].second.body.as<HttpRequest>()->headers, std::string("Host: a\r\nCookie: c\r\nRange-Unit: r\r\n"));
}

void ScatterRootTest::whatIsNoWholeAndPlainPartIsMissing_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("isPart");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("compressed") << 200 << QByteArray("content-encoding: gzip\r\n") << false
                                << QByteArray("leaf-0 answered with Content-Encoding gzip");
    QTest::newRow("as it is") << 200 << QByteArray("Content-Encoding: identity\r\n") << true << QByteArray();
    QTest::newRow("created") << 201 << QByteArray() << true << QByteArray();
    QTest::newRow("moved") << 302 << QByteArray("Location: /x\r\n") << false << QByteArray("leaf-0 answered 302");
    QTest::newRow("not modified") << 304 << QByteArray() << false << QByteArray("leaf-0 answered 304");
    QTest::newRow("not found") << 404 << QByteArray() << false << QByteArray("leaf-0 answered 404");
}

void ScatterRootTest::whatIsNoWholeAndPlainPartIsMissing()
{
    QFETCH(int, status);
    QFETCH(QByteArray, header);
    QFETCH(bool, isPart);
    QFETCH(QByteArray, told);
    Run root(unhedged(), 2);
    const Calls calls = root.begin(0ms, get(1));
    HttpReply part = json("1");
    part.status = status;
    part.headers = header.toStdString();
    root.answer(1ms, calls[0], CallStatus::Ok, part);
    root.answer(2ms, calls[1], CallStatus::Ok, json("2"));
    QCOMPARE(root.reply().body,
             std::string(isPart ? "{\"parts\":[1,2],\"missing\":[]}\n" : "{\"parts\":[2],\"missing\":[\"leaf-0\"]}\n"));
    QCOMPARE(root.scatter().lastGap, told.toStdString());
}

void ScatterRootTest::jsonIsToldFromWhatOnlySaysSo_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("good");
    for (const char *text : {"1", "-0.5e+3", " [1, {\"a\": null}] ", "\"\\u00e9\\n\"", "{}", "true", "[[],[]]"})
        QTest::newRow(text) << QByteArray(text) << true;
    for (const char *text : {"", "01", "1.", "[1,]", "{\"a\"}", "{a:1}", "\"\\x\"", "\"\n\"", "[1]]", "nul", "\"\xff\"",
                             "+1", "[1 2]", "{\"a\":1,}"})
        QTest::newRow(text) << QByteArray(text) << false;
    QTest::newRow("deep") << QByteArray(100, '[') + QByteArray(100, ']') << false;
}

void ScatterRootTest::jsonIsToldFromWhatOnlySaysSo()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, good);
    QCOMPARE(isJsonValue(text.toStdString()), good);
}

void ScatterRootTest::itDrainsBeforeItStops()
{
    Run root(unhedged());
    const Calls calls = root.begin(0ms, get(1));
    root.step(1ms, Stopping{10s});
    QVERIFY(root.machine->isBusy());
    QVERIFY(root.begin(2ms, get(2)).empty());
    QCOMPARE(root.replies().at(0).status, CallStatus::Refused);
    for (const auto &call : calls)
        root.answer(3ms, call, CallStatus::Ok, json("1"));
    QCOMPARE(root.replies().at(0).request, RequestId(1));
    QVERIFY(!root.machine->isBusy());
    QCOMPARE(root.state().phase, Phase::Stopped);
}

QTEST_GUILESS_MAIN(ScatterRootTest)
#include "scatter_root_test.moc"
