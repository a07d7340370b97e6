// SPDX-License-Identifier: GPL-3.0-or-later
// A deployment that is lived with: what somebody changes in the engine is found and mended, what the drawing changes is
// applied and touches nothing else, containers are stopped, started and looked into by hand.
#include "engine/docker/deployment_run.h"
#include "engine/docker/deployment_state.h"
#include "engine/docker/exec_session.h"
#include "engine/docker/instance_actions.h"
#include "tests/docker/small_plan.h"
#include "tests/docker/test_engine.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>
#include <thread>

using namespace bayplan;
using Kind = Difference::Kind;

namespace {

constexpr const char *toolsImage = "bayplan-test/live-tools:1";
constexpr int patience = 60'000;

/// The small plan with a container of somebody else's image, which counts aloud.
class TalkingPlan : public SmallPlan {
public:
    TalkingPlan()
    {
        plan.name = "live";
        addPod("talker", "talker");
        InstancePlan talker = plan.instances.back();
        talker.name = "talker/app";
        talker.element = "talker-app";
        talker.role = Role::User;
        talker.agentRole.clear();
        talker.controlPort = 0;
        talker.image = toolsImage;
        talker.command = {"-c", "i=0; while :; do echo count $i; echo trouble $i >&2; i=$((i+1)); sleep 1; done"};
        talker.startAfter = {plan.pods.back().instances.front()};
        plan.pods.back().instances.push_back(static_cast<InstanceIndex>(plan.instances.size()));
        plan.instances.push_back(std::move(talker));
    }
};

std::string textOf(const DeploymentState &state)
{
    std::string text;
    for (const Difference &difference : state.differences)
        text += toText(difference) + "; ";
    return text;
}

/// What a shell has said, from its thread.
struct Heard {
    std::mutex mutex;
    std::string text;
    std::optional<Result<int>> end;

    ExecHooks hooks()
    {
        ExecHooks hooks;
        hooks.output = [this](const std::string &bytes) {
            const std::lock_guard lock(mutex);
            text += bytes;
        };
        hooks.ended = [this](const Result<int> &code) {
            const std::lock_guard lock(mutex);
            end = code;
        };
        return hooks;
    }
    bool has(const std::string &words)
    {
        const std::lock_guard lock(mutex);
        return text.find(words) != std::string::npos;
    }
    bool hasEnded()
    {
        const std::lock_guard lock(mutex);
        return end.has_value();
    }
};

} // namespace

class LiveDeploymentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void whatWasJustDeployedDoesNotDiffer();
    void aContainerRemovedOutsideIsMendedAlone();
    void stoppedPausedAndForeignContainersAreTold();
    void whatAFaultHoldsIsNoDrift();
    void anImageThatWasMovedIsTold();
    void theDrawingsChangesAreToldApart();
    void aChangeTouchesOnlyWhatHasChanged();
    void aPodMoreOrLessLeavesTheOthersAlone();
    void aChangeThatFailsOrIsGivenUpLeavesAllAsItWas();
    void containersAreStoppedStartedAndPausedByHand();
    void aShellAnswersAndIsInterrupted();
    void anImageWithoutAShellIsSaid();
    void logsGoOnPastARestart();
    void anAdoptedRunShowsItsPast();

private:
    std::map<std::string, std::string> ids() const;
    DeploymentState compare(const Plan &plan, const std::optional<DeploymentState> &known = {}) const;
    std::unique_ptr<Run> apply(const Plan &plan, bool isChange = true);
    void docker(const QStringList &arguments) const;
    std::string stateOf(const std::string &instance) const;

    QTemporaryDir m_state;
    TestEngine m_engine;
    TalkingPlan m_drawn;
    DeployOptions m_options;
    std::unique_ptr<Run> m_run;
};

void LiveDeploymentTest::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_state.path().toUtf8());
    m_options.agentBinary = BAYPLAN_BINARY_DIR "/bin/bayplan-agent";
    m_options.standIns = true;
    m_options.engineUrl = m_engine.url();
    if (m_options.engineUrl.empty())
        QSKIP("There is no engine, and none can be started here.");
    if (!m_engine.makeImage({toolsImage, R"(["sh"])", "sh", "sleep"}))
        QSKIP("The image cannot be made: the docker program is not installed.");
    static_cast<void>(takeDown(m_options.engineUrl, "live", true, {}));
    m_run = apply(m_drawn.plan, false);
    QVERIFY2(m_run->snapshot()->status == RunStatus::Running, toText(m_run->error()).c_str());
}

void LiveDeploymentTest::cleanupTestCase()
{
    m_run.reset();
    if (m_options.engineUrl.empty())
        return;
    static_cast<void>(takeDown(m_options.engineUrl, "live", true, {}));
    docker({"rmi", "-f", toolsImage});
}

std::map<std::string, std::string> LiveDeploymentTest::ids() const
{
    std::map<std::string, std::string> ids;
    const auto found = findDeployments(m_options.engineUrl);
    for (const FoundDeployment &deployment : found ? *found : std::vector<FoundDeployment>())
        if (deployment.name == "live")
            for (const FoundContainer &container : deployment.containers)
                ids[container.instance] = container.id;
    return ids;
}

std::string LiveDeploymentTest::stateOf(const std::string &instance) const
{
    const auto found = findDeployments(m_options.engineUrl);
    for (const FoundDeployment &deployment : found ? *found : std::vector<FoundDeployment>())
        for (const FoundContainer &container : deployment.containers)
            if (deployment.name == "live" && container.instance == instance)
                return container.state;
    return "none";
}

DeploymentState LiveDeploymentTest::compare(const Plan &plan, const std::optional<DeploymentState> &known) const
{
    auto state = compareDeployment(plan, m_options, known);
    if (!state)
        qWarning("%s", toText(state.error()).c_str());
    return state ? std::move(*state) : DeploymentState();
}

/// Waits until it is there, or has failed.
std::unique_ptr<Run> LiveDeploymentTest::apply(const Plan &plan, bool isChange)
{
    DeployOptions options = m_options;
    options.isChange = isChange;
    auto run = makeDeploymentRun(plan, options);
    run->start();
    [&] { QTRY_VERIFY_WITH_TIMEOUT(run->snapshot()->status != RunStatus::Starting, 90'000); }();
    return run;
}

void LiveDeploymentTest::docker(const QStringList &arguments) const
{
    QProcess program;
    program.start(QStringLiteral("docker"),
                  QStringList{QStringLiteral("-H"), QString::fromStdString(m_options.engineUrl)} + arguments);
    QVERIFY(program.waitForFinished(60'000));
    QVERIFY2(program.exitCode() == 0, program.readAllStandardError());
}

void LiveDeploymentTest::whatWasJustDeployedDoesNotDiffer()
{
    const DeploymentState state = compare(m_drawn.plan);
    QVERIFY(state.isThere);
    QVERIFY(state.usesStandIns);
    QVERIFY(state.since > 0);
    QCOMPARE(textOf(state), std::string());
    // Who comes without the option finds the stand-ins by themselves.
    DeployOptions plain = m_options;
    plain.standIns = false;
    QCOMPARE(textOf(*compareDeployment(m_drawn.plan, plain, {})), std::string());
    QElapsedTimer took;
    took.start();
    for (int i = 0; i < 10; ++i)
        QCOMPARE(compare(m_drawn.plan, state).fingerprint, state.fingerprint);
    qInfo("a look at what has not changed: %lld ms", static_cast<long long>(took.elapsed() / 10));
}

void LiveDeploymentTest::aContainerRemovedOutsideIsMendedAlone()
{
    const auto before = ids();
    docker({"rm", "-f", "live-client-load"});
    const DeploymentState state = compare(m_drawn.plan);
    QCOMPARE(textOf(state), std::string("client/load is gone: removed outside; "));
    QCOMPARE(state.drifts(), std::size_t{1});
    QCOMPARE(state.changes(), std::size_t{0});
    m_run = apply(m_drawn.plan);
    QVERIFY2(m_run->snapshot()->status == RunStatus::Running, toText(m_run->error()).c_str());
    for (const auto &[instance, id] : ids())
        QCOMPARE(id != before.at(instance), instance == "client/load");
    QCOMPARE(textOf(compare(m_drawn.plan)), std::string());
}

void LiveDeploymentTest::stoppedPausedAndForeignContainersAreTold()
{
    docker({"stop", "-t", "1", "live-web-0-app"});
    docker({"pause", "live-talker-app"});
    docker({"create", "--name", "live-stranger", "--label", "io.bayplan.deployment=live", "--label",
            "io.bayplan.instance=web-0/app", toolsImage});
    const DeploymentState state = compare(m_drawn.plan);
    const auto kindOf = [&](const std::string &instance) {
        const auto found = std::ranges::find(state.differences, instance, &Difference::instance);
        return found == state.differences.end() ? Kind::Changed : found->kind;
    };
    QCOMPARE(kindOf("web-0/app"), Kind::Stopped);
    QCOMPARE(kindOf("talker/app"), Kind::Paused);
    QCOMPARE(kindOf("live-stranger"), Kind::Extra);
    QCOMPARE(state.drifts(), std::size_t{3});
    const auto before = ids();
    m_run = apply(m_drawn.plan);
    QVERIFY2(m_run->snapshot()->status == RunStatus::Running, toText(m_run->error()).c_str());
    QCOMPARE(textOf(compare(m_drawn.plan)), std::string());
    QCOMPARE(ids().at("talker/app"), before.at("talker/app"));
}

void LiveDeploymentTest::whatAFaultHoldsIsNoDrift()
{
    Injection pause;
    pause.kind = "pause";
    pause.target = "talker/app";
    pause.length = std::chrono::seconds(5);
    QVERIFY(m_run->inject(pause));
    QTRY_COMPARE_WITH_TIMEOUT(stateOf("talker/app"), std::string("paused"), 5'000);
    QCOMPARE(textOf(compare(m_drawn.plan)), std::string());
    QTRY_COMPARE_WITH_TIMEOUT(stateOf("talker/app"), std::string("running"), 30'000);
    docker({"pause", "live-talker-app"});
    QCOMPARE(textOf(compare(m_drawn.plan)), std::string("talker/app is paused; "));
    docker({"unpause", "live-talker-app"});
}

void LiveDeploymentTest::anImageThatWasMovedIsTold()
{
    const auto before = ids();
    QVERIFY(m_engine.makeImage({toolsImage, R"(["sh"])", "sh", "sleep", "cat"}));
    QCOMPARE(textOf(compare(m_drawn.plan)),
             std::string("talker/app is made of another image than bayplan-test/live-tools:1 is now; "));
    m_run = apply(m_drawn.plan);
    QVERIFY2(m_run->snapshot()->status == RunStatus::Running, toText(m_run->error()).c_str());
    for (const auto &[instance, id] : ids())
        QCOMPARE(id != before.at(instance), instance == "talker/app");
}

void LiveDeploymentTest::theDrawingsChangesAreToldApart()
{
    TalkingPlan next;
    next.plan.instances[1].memoryBytes = 80 << 20;
    next.addPod("late", "late");
    next.plan.pods[2].instances.pop_back(); // the talker goes, and its place in the plan with it
    next.plan.instances[5] = next.plan.instances.back();
    next.plan.instances.pop_back();
    next.plan.pods.back().instances = {5};
    const DeploymentState state = compare(next.plan);
    QCOMPARE(textOf(state), std::string("web-0/app differs from what is deployed (memory: none -> 80MiB); "
                                        "late/pause is not deployed yet; talker/app is not in the drawing any more; "));
    QCOMPARE(state.drifts(), std::size_t{0});
    QCOMPARE(state.differences[0].element, std::string("web-app"));
    QCOMPARE(state.differences[1].element, std::string("late"));
}

void LiveDeploymentTest::aChangeTouchesOnlyWhatHasChanged()
{
    const auto before = ids();
    m_drawn.plan.instances[1].memoryBytes = 80 << 20;
    m_run = apply(m_drawn.plan);
    QVERIFY2(m_run->snapshot()->status == RunStatus::Running, toText(m_run->error()).c_str());
    for (const auto &[instance, id] : ids())
        QCOMPARE(id != before.at(instance), instance == "web-0/app");
    QCOMPARE(textOf(compare(m_drawn.plan)), std::string());
}

void LiveDeploymentTest::aPodMoreOrLessLeavesTheOthersAlone()
{
    const auto before = ids();
    const auto hubKnows = [this](const std::string &instance) {
        const auto reports = sampleTelemetry(m_options.engineUrl, "live", std::chrono::seconds(5));
        return reports && std::ranges::count(*reports, instance, &Telemetry::instance) > 0;
    };
    TalkingPlan more = m_drawn;
    more.addPod("late", "late");
    m_run = apply(more.plan);
    QVERIFY2(m_run->snapshot()->status == RunStatus::Running, toText(m_run->error()).c_str());
    auto after = ids();
    QCOMPARE(after.erase("late/pause"), std::size_t(1));
    QVERIFY(after == before);
    QTRY_VERIFY(hubKnows("late/pause"));
    m_run = apply(m_drawn.plan);
    QVERIFY(ids() == before);
    QTRY_VERIFY2(!hubKnows("late/pause"), "what it said would be taken for news when it comes back");
    QVERIFY(hubKnows("web-0/app"));
}

void LiveDeploymentTest::aChangeThatFailsOrIsGivenUpLeavesAllAsItWas()
{
    const auto before = ids();
    TalkingPlan broken;
    broken.plan.instances[1].memoryBytes = 80 << 20;
    broken.plan.instances[3].mounts.push_back({"web-0-data", "not/absolute", false});
    const auto failed = apply(broken.plan);
    QCOMPARE(failed->snapshot()->status, RunStatus::Failed);
    QCOMPARE(ids(), before);
    QCOMPARE(textOf(compare(m_drawn.plan)), std::string());

    TalkingPlan other;
    other.plan.instances[1].memoryBytes = 96 << 20;
    DeployOptions options = m_options;
    options.isChange = true;
    const auto given = makeDeploymentRun(other.plan, options);
    given->start();
    QTRY_VERIFY_WITH_TIMEOUT(!given->progress(0).empty(), patience);
    given->stop();
    QTRY_COMPARE_WITH_TIMEOUT(given->snapshot()->status, RunStatus::Failed, patience);
    QCOMPARE(ids(), before);
    QTRY_COMPARE_WITH_TIMEOUT(textOf(compare(m_drawn.plan)), std::string(), patience);
}

void LiveDeploymentTest::containersAreStoppedStartedAndPausedByHand()
{
    const auto act = [this](const char *target, InstanceAction action) {
        const auto done = actOnInstances(m_options.engineUrl, "live", target, action);
        return done ? std::string() : toText(done.error());
    };
    m_run.reset(); // nobody mends meanwhile
    const auto before = ids();
    QCOMPARE(act("web-0", InstanceAction::Stop), std::string());
    QCOMPARE(stateOf("web-0/app") + stateOf("web-0/pause"), std::string("exitedexited"));
    QCOMPARE(act("web-0/app", InstanceAction::Start), std::string()); // and what holds its network
    QCOMPARE(stateOf("web-0/app") + stateOf("web-0/pause"), std::string("runningrunning"));
    QCOMPARE(act("web-app", InstanceAction::Pause), std::string()); // an element of the drawing
    QCOMPARE(stateOf("web-0/app"), std::string("paused"));
    QCOMPARE(act("web-0", InstanceAction::Pause), std::string());
    QCOMPARE(act("web-0", InstanceAction::Unpause), std::string());
    QCOMPARE(stateOf("web-0/app"), std::string("running"));
    QCOMPARE(act("web-0", InstanceAction::Restart), std::string());
    QCOMPARE(act("talker/app", InstanceAction::Restart), std::string());
    QCOMPARE(ids(), before);
    QCOMPARE(textOf(compare(m_drawn.plan)), std::string());
    QVERIFY(act("nobody", InstanceAction::Stop).find("nobody") != std::string::npos);
    m_run = adoptDeployment(m_drawn.plan, m_options);
    m_run->start();
}

void LiveDeploymentTest::aShellAnswersAndIsInterrupted()
{
    Heard heard;
    const auto shell = startExec({m_options.engineUrl, "live", "talker/app", {}, 80, 24}, heard.hooks());
    shell->write("echo sum $((40+2))\n");
    QTRY_VERIFY2_WITH_TIMEOUT(heard.has("sum 42\r\n"), heard.text.c_str(), patience);
    shell->resize(120, 40);
    shell->write("sleep 1000\n");
    QTest::qWait(300);
    shell->write("\x03");
    shell->write("echo still here\n");
    QTRY_VERIFY2_WITH_TIMEOUT(heard.has("still here\r\n"), heard.text.c_str(), patience);
    shell->write("exit 7\n");
    QTRY_VERIFY_WITH_TIMEOUT(heard.hasEnded(), patience);
    QVERIFY2(heard.end->has_value(), heard.end->has_value() ? "" : toText(heard.end->error()).c_str());
    QCOMPARE(**heard.end, 7);
    QCOMPARE(containerNameOf(m_options.engineUrl, "live", "talker/app").value(), std::string("live-talker-app"));
}

void LiveDeploymentTest::anImageWithoutAShellIsSaid()
{
    Heard none;
    const auto shell = startExec({m_options.engineUrl, "live", "client/load"}, none.hooks());
    QTRY_VERIFY_WITH_TIMEOUT(none.hasEnded(), patience);
    QVERIFY(none.end->has_error());
    QCOMPARE(none.end->error().code, ErrorCode::NotFound);
    QVERIFY2(none.end->error().message.find("has no shell") != std::string::npos, none.end->error().message.c_str());
    QVERIFY(none.end->error().advice.find("--network container:live-client-load") != std::string::npos);
    Heard nobody;
    const auto missing = startExec({m_options.engineUrl, "live", "nobody/app"}, nobody.hooks());
    QTRY_VERIFY_WITH_TIMEOUT(nobody.hasEnded(), patience);
    QCOMPARE(nobody.end->error().code, ErrorCode::NotFound);
}

void LiveDeploymentTest::logsGoOnPastARestart()
{
    std::mutex mutex;
    std::vector<LogLine> lines;
    std::atomic<bool> goOn = true;
    std::thread reader([&] {
        static_cast<void>(readLogs(m_options.engineUrl, "live", {"talker"}, true, 3, [&](const LogLine &line) {
            const std::lock_guard lock(mutex);
            if (!line.instance.empty())
                lines.push_back(line);
            return goOn.load();
        }));
    });
    const auto count = [&](const std::string &text) {
        const std::lock_guard lock(mutex);
        return std::ranges::count_if(lines, [&](const LogLine &line) { return line.text == text; });
    };
    QTest::qWait(2'500);
    static_cast<void>(actOnInstances(m_options.engineUrl, "live", "talker/app", InstanceAction::Restart));
    const auto restarts = count("count 0");
    QTRY_VERIFY_WITH_TIMEOUT(count("count 0") > restarts && count("trouble 1") > 0, patience);
    goOn = false;
    reader.join();
    QVERIFY(std::ranges::is_sorted(lines, {}, &LogLine::unixNanoseconds));
    std::set<std::pair<std::int64_t, std::string>> different;
    for (const LogLine &line : lines)
        different.emplace(line.unixNanoseconds, line.text);
    QCOMPARE(different.size(), lines.size()); // nothing twice
}

void LiveDeploymentTest::anAdoptedRunShowsItsPast()
{
    m_run.reset();
    const auto found = findDeployment(m_options.engineUrl, "live");
    QVERIFY(found.has_value() && found->isThere && found->since > 0);
    QVERIFY(!findDeployment(m_options.engineUrl, "nobody")->isThere);
    DeployOptions options = m_options;
    options.clockZero = found->since;
    options.recallsHistory = true;
    m_run = adoptDeployment(m_drawn.plan, options);
    std::mutex mutex;
    std::vector<SnapshotPtr> seen;
    m_run->observe([&](const SnapshotPtr &snapshot) {
        const std::lock_guard lock(mutex);
        seen.push_back(snapshot);
    });
    m_run->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_run->snapshot()->status, RunStatus::Running, patience);
    const Time now = m_run->snapshot()->time;
    m_run.reset(); // nobody is told any more
    QVERIFY(now > Time(std::chrono::seconds(5)));
    const auto past = std::ranges::count_if(seen, [&](const SnapshotPtr &snapshot) {
        return snapshot->time < now - std::chrono::seconds(3) && snapshot->instances[3].known;
    });
    QVERIFY2(past >= 3, std::to_string(past).c_str());
}

QTEST_GUILESS_MAIN(LiveDeploymentTest)
#include "live_deployment_test.moc"
