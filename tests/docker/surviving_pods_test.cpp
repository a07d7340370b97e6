// SPDX-License-Identifier: GPL-3.0-or-later
// What is killed in a pod, or under all pods, comes back and shares the pod's network again, and nobody else restarts:
// the pause container, the main one, a sidecar, the engine. With an engine of its own, as root; skipped where there can
// be none.
#include "engine/docker/deployment_run.h"
#include "tests/agent/raw_client.h"
#include "tests/docker/pod_network.h"
#include "tests/docker/small_plan.h"
#include "tests/docker/test_engine.h"

#include <QtTest>

#include <csignal>
#include <filesystem>
#include <future>
#include <set>

using namespace bayplan;

namespace {

constexpr int joinedLimitMs = 5'000;
constexpr int readyLimitMs = 90'000;

} // namespace

class SurvivingPodsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!m_engine.isRunning())
            QSKIP("No engine of the test's own can be started here: it needs root and dockerd.");
        qputenv("XDG_STATE_HOME", m_state.path().toUtf8());
        m_plan.addPod("api-0", "api");
        m_plan.addService("app", "nginx:1");
        m_plan.addService("sidecar", "nginx:1");
        m_plan.plan.instances.back().port = 8081;
        m_plan.plan.instances.back().controlPort = 9102;
        DeployOptions options;
        options.engineUrl = m_engine.url();
        options.agentBinary = BAYPLAN_BINARY_DIR "/bin/bayplan-agent";
        options.standIns = true;
        m_run = makeDeploymentRun(m_plan.plan, options);
        m_run->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_run->snapshot()->status != RunStatus::Starting, readyLimitMs);
        QVERIFY2(m_run->snapshot()->status == RunStatus::Running, toText(m_run->error()).c_str());
    }

    void cleanupTestCase()
    {
        m_run.reset();
        if (m_engine.isRunning())
            static_cast<void>(takeDown(m_engine.url(), "small", true, {}));
    }

    void whoeverIsKilledComesBackAlone_data()
    {
        QTest::addColumn<QString>("victim");
        QTest::addColumn<QStringList>("restarted");
        QTest::newRow("the main container") << "small-api-0-app" << QStringList{"small-api-0-app"};
        QTest::newRow("a sidecar") << "small-api-0-sidecar" << QStringList{"small-api-0-sidecar"};
        QTest::newRow("the pause container")
            << "small-api-0-pause" << QStringList{"small-api-0-app", "small-api-0-pause", "small-api-0-sidecar"};
    }
    void whoeverIsKilledComesBackAlone()
    {
        QFETCH(QString, victim);
        QFETCH(QStringList, restarted);
        const auto before = processes();
        QVERIFY(before.at(victim) > 0);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(::kill(before.at(victim), SIGKILL), 0);
        const auto isBack = [&] {
            const auto now = processes();
            return std::ranges::all_of(
                       restarted,
                       [&](const QString &name) { return now.at(name) > 0 && now.at(name) != before.at(name); }) &&
                   areJoined(now);
        };
        QTRY_VERIFY_WITH_TIMEOUT(isBack(), joinedLimitMs);
        qInfo("%s: joined again after %lld ms", qPrintable(victim), timer.elapsed());
        QTRY_VERIFY_WITH_TIMEOUT(answers("small-api-0-app", 8080) && answers("small-api-0-sidecar", 8081),
                                 joinedLimitMs);
        QTest::qWait(3000); // whoever is to restart without need has done so
        for (const auto &[name, process] : processes())
            QVERIFY2((process != before.at(name)) == restarted.contains(name), qPrintable(name));
    }

    void whenTheEngineIsKilledAllPodsAreWholeAgain()
    {
        QVERIFY(m_engine.startAgain());
        QElapsedTimer timer;
        timer.start();
        const auto isWhole = [&] {
            const auto now = processes();
            return now.size() == m_plan.plan.instances.size() + 1 &&
                   std::ranges::all_of(now, [](const auto &each) { return each.second > 0; }) && areJoined(now);
        };
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(), joinedLimitMs);
        qInfo("engine: all joined again %lld ms after it answers", timer.elapsed());
        QTRY_VERIFY_WITH_TIMEOUT(answers("small-api-0-app", 8080) && answers("small-api-0-sidecar", 8081),
                                 joinedLimitMs);
        const auto served = m_run->snapshot()->instances[1].machine.served.succeeded;
        QTRY_VERIFY_WITH_TIMEOUT(m_run->snapshot()->instances[1].machine.served.succeeded > served + 5, 20'000);
    }

private:
    /// First process of each container of the deployment, 0 of one that does not run.
    std::map<QString, int> processes() const
    {
        std::map<QString, int> found;
        static_cast<void>(withEngine<void>(m_engine.url(), [&](EngineClient &engine) -> Task<Result<void>> {
            const auto all = co_await listContainers(engine, std::string(label::deployment) + "=small");
            if (!all)
                co_return all.error();
            for (const FoundItem &item : *all) {
                EngineCall call;
                call.path = "/containers/" + item.id + "/json";
                const auto details = co_await engine.call(std::move(call));
                if (details)
                    found[QString::fromStdString(item.name)] = nlohmann::json::parse(*details)["State"].value("Pid", 0);
            }
            co_return Result<void>();
        }));
        return found;
    }

    static std::filesystem::path networkOf(int process)
    {
        std::error_code ignored;
        return std::filesystem::read_symlink("/proc/" + std::to_string(process) + "/ns/net", ignored);
    }

    /// Every member lives in the network of its pod's pause container.
    static bool areJoined(const std::map<QString, int> &processes)
    {
        return std::ranges::all_of(processes, [&](const auto &each) {
            const QString pod = each.first.left(each.first.lastIndexOf('-'));
            const auto owner = processes.find(pod + "-pause");
            return owner == processes.end() || networkOf(each.second) == networkOf(owner->second);
        });
    }

    bool answers(const std::string &container, std::uint16_t port) const
    {
        return std::async(std::launch::async,
                          [&] {
                              if (!enterNetworkOf(m_engine.url(), container))
                                  return false;
                              RawClient client(port);
                              return client.isConnected() && client.say(get("/", true)) &&
                                     client.hearAll().starts_with("HTTP/1.1 200");
                          })
            .get();
    }

    QTemporaryDir m_state;
    OwnEngine m_engine;
    SmallPlan m_plan;
    std::unique_ptr<Run> m_run;
};

QTEST_GUILESS_MAIN(SurvivingPodsTest)
#include "surviving_pods_test.moc"
