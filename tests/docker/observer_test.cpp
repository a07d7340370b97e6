// SPDX-License-Identifier: GPL-3.0-or-later
// What a watched engine does that no deployment of ours could bring about.
#include "engine/docker/engine_session.h"
#include "engine/docker/observer.h"
#include "tests/docker/false_engine.h"
#include "tests/docker/small_plan.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <QElapsedTimer>
#include <QtTest>

using namespace bayplan;

class ObserverTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEngineThatSaysNothingOfItsNetworksIsStuck();
    void aStuckEngineThatIsLostIsNotBack();
    void statisticsAreAskedForWhatIsLookedAtOnly();
    void anEventOfAClockThatIsBehindIsNotLost();
    void itStopsWhileTheEngineSaysNothing();
    void aHubThatIsReplacedWhileItIsAttachedToIsLeft();
    void aHubThatIsReplacedWhileContainersAreListedIsLeft();
    void whoIsRemovedWithoutAWordIsNotAlive();
};

namespace {

std::string answerTo(const std::string &request)
{
    if (request.find("/version") != std::string::npos)
        return answer(200, versionBody("1.41", "1.24"));
    if (request.find("/containers/json") != std::string::npos)
        return answer(200, R"([{"Id":"c1","State":"running","Labels":{"io.bayplan.instance":"web-0/app"}},
                               {"Id":"c3","State":"running","Labels":{"io.bayplan.instance":"client/load"}}])");
    return answer(404, R"({"message":"no such thing"})");
}

/// What a view has been told while an observer watched the engine, for that long or until `isEnough`.
std::vector<RunEvent> watch(const AnsweringEngine &engine, const Plan &plan, const std::vector<InstanceIndex> &usage,
                            const std::function<bool(DeploymentView &, Observer &)> &isEnough,
                            std::chrono::seconds atMost = std::chrono::seconds(12))
{
    std::vector<RunEvent> events;
    const auto done = withEngine<void>(engine.url(), [&](EngineClient &client) -> Task<Result<void>> {
        const auto executor = co_await boost::asio::this_coro::executor;
        Signal changed(executor);
        DeploymentView view(plan);
        Observer observer(client, "small", plan, view, changed);
        observer.wantUsage(usage);
        bool isOver = false;
        boost::asio::co_spawn(executor, observer.run(), [&](const std::exception_ptr &) { isOver = true; });
        const auto end = std::chrono::steady_clock::now() + atMost;
        while (!isEnough(view, observer) && std::chrono::steady_clock::now() < end) {
            co_await sleepFor(std::chrono::milliseconds(50));
            for (RunEvent &event : view.takeEvents())
                events.push_back(std::move(event));
        }
        observer.stop();
        const auto latest = std::chrono::steady_clock::now() + std::chrono::seconds(5);
        while (!isOver && std::chrono::steady_clock::now() < latest)
            co_await sleepFor(std::chrono::milliseconds(50));
        if (!isOver)
            events.push_back({{}, "has-not-stopped", "", ""});
        co_return Result<void>();
    });
    return done ? events : std::vector<RunEvent>();
}

} // namespace

void ObserverTest::anEngineThatSaysNothingOfItsNetworksIsStuck()
{
    const SmallPlan small;
    AnsweringEngine engine([](const std::string &request) {
        return request.find("/networks") != std::string::npos ? std::string() : answerTo(request);
    });
    QElapsedTimer timer;
    timer.start();
    const auto events =
        watch(engine, small.plan, {}, [&](DeploymentView &, Observer &) { return timer.elapsed() > 7'000; });
    QCOMPARE(std::ranges::count(events, "engine-stuck", &RunEvent::kind), 1);
    QCOMPARE(std::ranges::count(events, "engine-lost", &RunEvent::kind), 0);
}

/// Its networks are asked for every 15 s. Whoever measures takes "engine-back" for the end of "engine-lost".
void ObserverTest::aStuckEngineThatIsLostIsNotBack()
{
    const SmallPlan small;
    std::atomic<bool> isGone = false;
    std::atomic<int> askedWhenGone = 0;
    AnsweringEngine engine([&](const std::string &request) {
        const bool isOfNetworks = request.find("/networks") != std::string::npos;
        if (isGone) {
            askedWhenGone += isOfNetworks ? 1 : 0;
            return std::string("HTTP/1.1 ");
        }
        return isOfNetworks ? std::string() : answerTo(request);
    });
    QElapsedTimer timer, since;
    timer.start();
    const auto events = watch(
        engine, small.plan, {},
        [&](DeploymentView &, Observer &) {
            isGone = timer.elapsed() > 7'000;
            if (askedWhenGone > 0 && !since.isValid())
                since.start();
            return since.isValid() && since.elapsed() > 500;
        },
        std::chrono::seconds(40));
    QVERIFY(askedWhenGone > 0);
    QCOMPARE(std::ranges::count(events, "engine-stuck", &RunEvent::kind), 1);
    QCOMPARE(std::ranges::count(events, "engine-lost", &RunEvent::kind), 1);
    QCOMPARE(std::ranges::count(events, "engine-back", &RunEvent::kind), 0);
}

void ObserverTest::statisticsAreAskedForWhatIsLookedAtOnly()
{
    const SmallPlan small;
    std::atomic<int> looked = 0, unasked = 0;
    AnsweringEngine engine([&](const std::string &request) {
        if (request.find("/stats") == std::string::npos)
            return answerTo(request);
        ++(request.find("/c1/") != std::string::npos ? looked : unasked);
        return answer(200,
                      R"({"memory_stats":{"usage":4096,"limit":8192},"cpu_stats":{"cpu_usage":{"total_usage":7}}})");
    });
    bool isShown = false;
    watch(engine, small.plan, {1}, [&](DeploymentView &view, Observer &) {
        isShown = view.snapshot(0, RunStatus::Running).instances[1].usage.has_value();
        return isShown;
    });
    QVERIFY(isShown); // after two samples, a second apart
    QCOMPARE(looked.load(), 2);
    QCOMPARE(unasked.load(), 0);
}

void ObserverTest::anEventOfAClockThatIsBehindIsNotLost()
{
    const SmallPlan small;
    const std::int64_t earlier = unixNow() - std::int64_t{600} * 1'000'000'000;
    const std::string event =
        R"({"Type":"container","Action":"die","timeNano":)" + std::to_string(earlier) +
        R"(,"Actor":{"ID":"c1","Attributes":{"exitCode":"1","io.bayplan.instance":"web-0/app"}}})";
    std::atomic<bool> isListed = false; // who is not known to run cannot end
    AnsweringEngine engine([&](const std::string &request) {
        if (request.find("/events") != std::string::npos)
            return answer(200, isListed ? event + "\n" : std::string());
        isListed = isListed || request.find("/containers/json") != std::string::npos;
        return answerTo(request);
    });
    const auto events = watch(engine, small.plan, {}, [&](DeploymentView &view, Observer &) {
        return !view.snapshot(0, RunStatus::Running).instances[1].note.empty();
    });
    QCOMPARE(std::ranges::count(events, "web-0/app", &RunEvent::subject) > 0, true);
}

void ObserverTest::itStopsWhileTheEngineSaysNothing()
{
    const SmallPlan small;
    std::atomic<bool> isAsked = false;
    AnsweringEngine engine([&](const std::string &request) {
        if (request.find("/events") == std::string::npos)
            return answerTo(request);
        isAsked = true;
        return std::string();
    });
    const auto events = watch(engine, small.plan, {}, [&](DeploymentView &, Observer &) { return isAsked.load(); });
    QVERIFY(isAsked);
    QCOMPARE(std::ranges::count(events, "has-not-stopped", &RunEvent::kind), 0);
}

/// An engine attaches to a stopped container, which then says nothing for ever.
void ObserverTest::aHubThatIsReplacedWhileItIsAttachedToIsLeft()
{
    const SmallPlan small;
    std::atomic<bool> isAskedForOld = false, isReplaced = false, isAskedForNew = false;
    AnsweringEngine engine([&](const std::string &request) {
        if (request.find("/attach") == std::string::npos)
            return answerTo(request);
        isAskedForNew = request.find("/new/") != std::string::npos;
        isAskedForOld = true;
        while (!isReplaced)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        return upgradeAnswer;
    });
    watch(engine, small.plan, {}, [&](DeploymentView &, Observer &observer) {
        observer.setHub(isAskedForOld ? "new" : "old");
        isReplaced = isAskedForOld.load();
        return isAskedForNew.load();
    });
    QVERIFY(isAskedForNew);
}

void ObserverTest::aHubThatIsReplacedWhileContainersAreListedIsLeft()
{
    const SmallPlan small;
    std::atomic<bool> isListing = false, isReplaced = false, isAskedForOld = false;
    AnsweringEngine engine([&](const std::string &request) {
        if (request.find("/attach") != std::string::npos) {
            isAskedForOld = isAskedForOld || request.find("/old/") != std::string::npos;
            return upgradeAnswer;
        }
        if (request.find("/containers/json") == std::string::npos)
            return answerTo(request);
        isListing = true;
        while (!isReplaced)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        return answer(200, R"([{"Id":"old","State":"running","Labels":{"io.bayplan.instance":"hub"}}])");
    });
    QElapsedTimer timer;
    timer.start();
    watch(engine, small.plan, {}, [&](DeploymentView &, Observer &observer) {
        if (isListing && !isReplaced)
            observer.setHub("new");
        isReplaced = isListing.load();
        return isAskedForOld || timer.elapsed() > 2'000;
    });
    QVERIFY(isReplaced && !isAskedForOld);
}

/// Its end was told before anybody listened, and the hub still has its last report.
void ObserverTest::whoIsRemovedWithoutAWordIsNotAlive()
{
    const SmallPlan small;
    AnsweringEngine engine([&](const std::string &request) {
        return request.find("/containers/json") != std::string::npos ? answer(200, "[]") : answerTo(request);
    });
    bool isRecalled = false, isAlive = true;
    watch(engine, small.plan, {}, [&](DeploymentView &view, Observer &) {
        if (!std::exchange(isRecalled, true))
            view.setAlive(1, true, false);
        isAlive = view.snapshot(0, RunStatus::Running).instances[1].alive;
        return !isAlive;
    });
    QVERIFY(!isAlive);
}

QTEST_GUILESS_MAIN(ObserverTest)
#include "observer_test.moc"
