// SPDX-License-Identifier: GPL-3.0-or-later
// Burns and Oppenheimer 2016, section 4.1: the sidecar that keeps a folder in step with its source.
#include "stepper.h"

#include "engine/base/sync_source.h"

#include <QtTest/QtTest>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

SyncConfig deployed()
{
    SyncConfig config;
    config.source = "/srv/site.git";
    config.simulated = false;
    return config;
}

MachineConfig configOf(const SyncConfig &sync)
{
    return {"site/sync", 7, {}, sync};
}

HttpReply reply(int status, const std::string &body)
{
    return {.status = status, .body = body};
}

struct Run : Stepper {
    explicit Run(const SyncConfig &config = deployed()) : Stepper(configOf(config)) { step(0ms, Started{}); }

    SyncState sync() const { return std::get<SyncState>(state().pattern); }
    std::vector<std::string> events()
    {
        std::vector<std::string> kinds;
        for (const EventEffect &event : all<EventEffect>())
            kinds.emplace_back(event.kind);
        return kinds;
    }
    HttpReply ask(Duration at)
    {
        step(at, Requested{1, HttpRequest{}, 0s});
        return *replies().at(0).body.as<HttpReply>();
    }
};

} // namespace

class ContentSyncTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void untilTheFirstSyncItIsNotReady();
    void itFetchesAgainAfterThePeriod();
    void whatIsUnchangedIsNoNews();
    void failuresBackOffAndWhatWasPublishedStays();
    void aFetchThatHangsIsGivenUp();
    void toldToStopItTakesItsFetchBack();
    void aSourceThatChangesIsFollowed();
    void allWhoSyncASourceSeeTheSameInEachLife();
    void asLongAsTheSourceFailsTheAgeGrows();
    void aFullDiskKeepsTheOldLinkAndSaysWhy();
    void aRestartFindsWhatWasPublished();
    void oldTreesGoAfterTheirGrace();
    void sourcesThatGitWouldMisreadAreRefused_data();
    void sourcesThatGitWouldMisreadAreRefused();
    void anArchiveIsKnownByItsName();
};

void ContentSyncTest::untilTheFirstSyncItIsNotReady()
{
    Run run;
    const auto call = run.calls().at(0);
    QCOMPARE(call.first, PeerId(0)); // the fetcher, behind no configured peers
    QCOMPARE(call.second.timeout, Duration(120s));
    QCOMPARE(run.ask(1s).status, 503);
    QCOMPARE(run.state().phase, Phase::Starting);
    run.answer(2s, call, CallStatus::Ok, reply(200, "abc123"));
    QCOMPARE(run.events(), std::vector<std::string>{"synced"});
    QCOMPARE(run.state().phase, Phase::Ready);
    QCOMPARE(run.ask(5s).body, std::string("{\"revision\":\"abc123\",\"ageSeconds\":3}\n"));
}

void ContentSyncTest::itFetchesAgainAfterThePeriod()
{
    Run run;
    run.answer(2s, run.calls().at(0), CallStatus::Ok, reply(200, "a"));
    QCOMPARE(run.machine->deadline(), Time(12s));
    run.wake();
    const auto call = run.calls().at(0);
    QCOMPARE(call.second.body.as<HttpRequest>()->body, std::string("a"));
    run.answer(13s, call, CallStatus::Ok, reply(200, "b"));
    QCOMPARE(run.sync().synced, std::uint64_t(2));
    QCOMPARE(run.sync().revision, std::string("b"));
}

void ContentSyncTest::whatIsUnchangedIsNoNews()
{
    Run run;
    run.answer(1s, run.calls().at(0), CallStatus::Ok, reply(304, "a")); // it stood there from an earlier life
    QCOMPARE(run.state().phase, Phase::Ready);
    QVERIFY(run.events().empty());
    QCOMPARE(run.sync().synced, std::uint64_t(0));
    QCOMPARE(run.sync().age, Duration(0));
}

void ContentSyncTest::failuresBackOffAndWhatWasPublishedStays()
{
    SyncConfig config = deployed();
    config.backoffMost = 5s;
    Run run(config);
    run.answer(1s, run.calls().at(0), CallStatus::Ok, reply(200, "a"));
    run.wake();
    Duration wanted = 1s;
    for (int failure = 0; failure < 6; ++failure) {
        const Duration now = run.time.time_since_epoch() + 100ms;
        run.answer(now, run.calls().at(0), CallStatus::Ok, reply(500, "fatal: no such repository"));
        QCOMPARE(run.events(), std::vector<std::string>{"sync-failed"});
        const Duration wait = run.machine->deadline() - run.time;
        QVERIFY2(wait >= wanted / 2 && wait <= wanted, qPrintable(QString::number(toSeconds(wait))));
        wanted = std::min<Duration>(2 * wanted, 5s);
        QCOMPARE(run.state().phase, Phase::Ready);
        QCOMPARE(run.sync().revision, std::string("a"));
        run.wake();
    }
    QCOMPARE(run.sync().failures, std::uint64_t(6));
    QCOMPARE(run.sync().lastError, std::string("fatal: no such repository"));
    run.answer(run.time.time_since_epoch() + 1s, run.calls().at(0), CallStatus::Ok, reply(304, "a"));
    QCOMPARE(run.events(), std::vector<std::string>{"sync-recovered"});
    QCOMPARE(run.machine->deadline() - run.time, Duration(10s));
}

void ContentSyncTest::aFetchThatHangsIsGivenUp()
{
    Run run;
    const auto call = run.calls().at(0);
    run.wake();
    QCOMPARE(run.time, Time(120s));
    QCOMPARE(run.sync().failures, std::uint64_t(1));
    QCOMPARE(run.state().phase, Phase::Starting);
    run.answer(121s, call, CallStatus::Ok, reply(200, "late"));
    QVERIFY(run.sync().revision.empty());
}

void ContentSyncTest::toldToStopItTakesItsFetchBack()
{
    Run run;
    const auto call = run.calls().at(0);
    run.step(1s, Stopping{10s});
    const auto sent = run.all<SendEffect>();
    QCOMPARE(sent.size(), std::size_t(1));
    QCOMPARE(std::get<Withdrawal>(sent[0].message).id, call.second.id);
    QCOMPARE(run.machine->deadline(), never);
    QCOMPARE(run.state().phase, Phase::Stopped);
}

/// Changes come every 60 s on average, so in three hours about 180 of them; some fall between two fetches.
void ContentSyncTest::aSourceThatChangesIsFollowed()
{
    SyncConfig config;
    config.changeEvery = 60s;
    Run run(config);
    while (run.machine->deadline() < Time(3h))
        run.wake();
    QVERIFY2(run.sync().synced > 130 && run.sync().synced < 210, qPrintable(QString::number(run.sync().synced)));
    QVERIFY(run.sync().fetches > 900);
    QCOMPARE(run.sync().failures, std::uint64_t(0));
}

/// The revision that a sync begins to fetch at that instant, and publishes.
static std::string revisionAt(Duration at, const MachineConfig &config)
{
    Stepper sync(config);
    sync.step(at, Started{});
    while (sync.all<PersistEffect>().empty())
        sync.wake();
    return sync.all<PersistEffect>().front().durable;
}

void ContentSyncTest::allWhoSyncASourceSeeTheSameInEachLife()
{
    SyncConfig sync;
    sync.source = "https://example.org/site.git";
    sync.changeEvery = 20s;
    const auto configWith = [&](std::uint64_t seed, std::uint64_t runSeed) {
        MachineConfig config = configOf(sync);
        config.seed = seed;
        config.runSeed = runSeed;
        return config;
    };
    std::int64_t before = 0;
    int alikeInOtherRuns = 0;
    for (Duration at = 0s; at < 10min; at += 10s) {
        const std::string seen = revisionAt(at, configWith(7, 1));
        QCOMPARE(revisionAt(at, configWith(8, 1)), seen);
        const std::int64_t number = std::stoll(seen.substr(seen.find('-') + 1));
        QVERIFY(number >= before);
        before = number;
        alikeInOtherRuns += revisionAt(at, configWith(7, 2)) == seen ? 1 : 0;
    }
    QVERIFY2(before > 10, qPrintable(QString::number(before)));
    QVERIFY(alikeInOtherRuns < 60);
}

void ContentSyncTest::asLongAsTheSourceFailsTheAgeGrows()
{
    SyncConfig config;
    config.failureRate = 1;
    Run run(config);
    while (run.machine->deadline() < Time(1h))
        run.wake();
    QCOMPARE(run.sync().synced, std::uint64_t(0));
    QVERIFY(run.sync().age > 54min);
    QVERIFY2(run.sync().fetches < 30, qPrintable(QString::number(run.sync().fetches)));
}

/// Wakes it until it publishes another revision; what it wrote.
static std::string publishNext(Run &run)
{
    while (run.all<PersistEffect>().empty())
        run.wake();
    return run.all<PersistEffect>().front().durable;
}

void ContentSyncTest::aFullDiskKeepsTheOldLinkAndSaysWhy()
{
    Run run(SyncConfig{});
    const std::string first = publishNext(run);
    QCOMPARE(run.sync().revision, first);
    run.wake();
    QVERIFY(publishNext(run) != first);
    run.step(run.time.time_since_epoch(), PersistFailed{"no space left on device"});
    QCOMPARE(run.sync().revision, first);
    QCOMPARE(run.sync().synced, std::uint64_t(1));
    QCOMPARE(run.sync().staleTrees, 0U);
    QVERIFY(run.sync().lastError.find("no space") != std::string::npos);
    QCOMPARE(run.events(), (std::vector<std::string>{"sync-failed"}));
    QVERIFY2(run.ask(run.time.time_since_epoch()).body.find(first) != std::string::npos, "and serves it on");
    QVERIFY(publishNext(run) != first);
}

void ContentSyncTest::aRestartFindsWhatWasPublished()
{
    SyncConfig config;
    config.failureRate = 1;
    Stepper again(configOf(config));
    again.step(0ms, Started{"revision-7", {}});
    QCOMPARE(again.state().phase, Phase::Ready);
    QCOMPARE(std::get<SyncState>(again.state().pattern).revision, std::string("revision-7"));
}

void ContentSyncTest::oldTreesGoAfterTheirGrace()
{
    SyncConfig config;
    config.keepStale = 5s;
    Run run(config);
    publishNext(run);
    QCOMPARE(run.sync().staleTrees, 0U);
    run.wake();
    publishNext(run);
    QCOMPARE(run.sync().staleTrees, 1U);
    const Time published = run.time;
    while (run.machine->deadline() <= published + 5s)
        run.wake();
    QCOMPARE(run.sync().staleTrees, 0U);
}

void ContentSyncTest::sourcesThatGitWouldMisreadAreRefused_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<bool>("good");
    for (const char *source : {"/srv/site.git", "https://example.org/site.git", "http://git.local:8080/a/b"})
        QTest::newRow(source) << QByteArray(source) << true;
    for (const char *source : {"", "ext::sh -c id", "ext::sh", "--upload-pack=/bin/sh", "-u", "file:///etc",
                               "git@host:repo", "ssh://host/repo", "https://", "https://user:secret@host/repo",
                               "https://-oProxyCommand=x/", "relative/path", "/a\nb", "/a b"})
        QTest::newRow(source) << QByteArray(source) << false;
}

void ContentSyncTest::sourcesThatGitWouldMisreadAreRefused()
{
    QFETCH(QByteArray, source);
    QFETCH(bool, good);
    QCOMPARE(checkSyncSource(source.toStdString()).has_value(), good);
    QVERIFY(checkGitRevision("release/1.2") && checkGitRevision("HEAD"));
    for (const char *revision : {"", "-x", "a..b", "HEAD@{1}", "main:refs/heads/x", "+main", "a b", "a.lock"})
        QVERIFY2(!checkGitRevision(revision), revision);
}

void ContentSyncTest::anArchiveIsKnownByItsName()
{
    for (const char *source : {"http://h/site.tar", "https://h/a/site.tar.gz", "https://h/site.tgz?x=1.git"})
        QVERIFY2(isArchiveSource(source), source);
    for (const char *source : {"http://h/site.git", "/srv/site.tar.gz", "https://h/site.git?x=a.tar", "https://h/tar"})
        QVERIFY2(!isArchiveSource(source), source);
}

QTEST_GUILESS_MAIN(ContentSyncTest)
#include "content_sync_test.moc"
