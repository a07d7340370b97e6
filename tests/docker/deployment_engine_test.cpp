// SPDX-License-Identifier: GPL-3.0-or-later
// A small plan in a real engine: brought up, changed, broken, mended, taken down. Starts an engine of its own as root
// when DOCKER_HOST names none; skipped where neither is possible.
#include "engine/base/durable_file.h"
#include "engine/docker/deployment_run.h"
#include "engine/docker/deployment_spec.h"
#include "engine/docker/engine_calls.h"
#include "engine/docker/engine_session.h"
#include "engine/docker/fault_journal.h"
#include "engine/wire/agent_config.h"
#include "tests/docker/command_line.h"
#include "tests/docker/small_plan.h"
#include "tests/docker/test_engine.h"
#include "tests/docker/test_registry.h"

#include <QDir>
#include <QProcess>
#include <QtTest>

#include <algorithm>
#include <functional>

#include <csignal>

using namespace bayplan;

namespace {

constexpr int readyLimitMs = 90'000;

std::map<std::string, std::string> idsOf(const std::vector<FoundContainer> &containers)
{
    std::map<std::string, std::string> ids;
    for (const FoundContainer &container : containers)
        ids[container.instance] = container.id;
    return ids;
}

} // namespace

class DeploymentEngineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_STATE_HOME", m_state.path().toUtf8());
        m_options.agentBinary = BAYPLAN_BINARY_DIR "/bin/bayplan-agent";
        m_options.standIns = true;
        m_options.engineUrl = m_engine.url();
        if (m_options.engineUrl.empty())
            QSKIP("There is no engine, and none can be started here.");
        const auto engine = findEngine(m_options.engineUrl);
        QVERIFY2(engine.has_value(), engine ? "" : toText(engine.error()).c_str());
        static_cast<void>(takeDown(m_options.engineUrl, "small", true, {}));
    }

    void cleanupTestCase()
    {
        m_run.reset();
        if (!m_options.engineUrl.empty())
            static_cast<void>(takeDown(m_options.engineUrl, "small", true, {}));
    }

    void anImageThatIsMissingIsSaidBeforeAnythingIsMade()
    {
        DeployOptions options = m_options;
        options.standIns = false;
        options.pull = false;
        const auto preview = previewDeployment(m_small.plan, options);
        QVERIFY(preview.has_value());
        QCOMPARE(preview->missingImages, std::vector<std::string>{"nginx:1"});
        QVERIFY(preview->blockers.at(0).advice.find("--stand-ins") != std::string::npos);
        const auto run = makeDeploymentRun(m_small.plan, options);
        run->start();
        QVERIFY(waitFor(*run, RunStatus::Failed));
        QVERIFY(run->error().message.find("nginx:1") != std::string::npos);
        QVERIFY(containers().empty());
    }

    void anImageThatIsMissingIsPulledFirst()
    {
        AgentConfig sleeper;
        sleeper.role = "pause";
        const auto program = readWhole(m_options.agentBinary, 256U << 20U);
        QVERIFY(program.has_value());
        const TestRegistry registry(*program, "BAYPLAN_AGENT=" + writeAgentConfig(sleeper),
                                    [this] { m_engine.enterItsNetwork(); });
        SmallPlan shop;
        for (InstancePlan &instance : shop.plan.instances)
            if (!instance.image.empty())
                instance.image = registry.imageName();
        DeployOptions options = m_options;
        options.standIns = false;
        const auto preview = previewDeployment(shop.plan, options);
        QVERIFY(preview.has_value());
        QVERIFY(preview->blockers.empty());
        const auto step = std::ranges::find(preview->steps, "image " + registry.imageName(), &DeployStep::resource);
        QVERIFY(step != preview->steps.end());
        QVERIFY2(step->reason.find("127.0.0.1") != std::string::npos, step->reason.c_str());
        QCOMPARE(registry.manifestsAsked(), 0); // a preview does nothing

        const auto run = makeDeploymentRun(shop.plan, options);
        run->start();
        QVERIFY2(waitFor(*run, RunStatus::Running), run->error().message.c_str());
        QVERIFY(registry.manifestsAsked() > 0);
        QVERIFY(hasProgress(*run, "image " + registry.imageName(), "pulling"));
        run->stop();
        QVERIFY(waitFor(*run, RunStatus::Finished));
        QVERIFY(takeDown(m_options.engineUrl, "small", true, {}).has_value()); // its data, too

        // What the registry does not have is said, and nothing has been made for it.
        for (InstancePlan &instance : shop.plan.instances)
            if (!instance.image.empty())
                instance.image = registry.imageName() + "-unknown";
        const auto failing = makeDeploymentRun(shop.plan, options);
        failing->start();
        QVERIFY(waitFor(*failing, RunStatus::Failed));
        QVERIFY2(failing->error().message.find("shop:1-unknown") != std::string::npos,
                 failing->error().message.c_str());
        QVERIFY(containers().empty());
        QCOMPARE(leftovers(), 0);
    }

    void aFailedDeployNamesItsStepAndLeavesNothing()
    {
        SmallPlan broken;
        broken.plan.instances[3].mounts.push_back({"web-0-data", "not/absolute", false});
        const auto run = makeDeploymentRun(broken.plan, m_options);
        run->start();
        QVERIFY(waitFor(*run, RunStatus::Failed));
        QVERIFY2(run->error().message.find("small-client-load") != std::string::npos, run->error().message.c_str());
        QVERIFY(containers().empty());
        QCOMPARE(leftovers(), 0);
    }

    void stoppingADeployOnItsWayLeavesNothing()
    {
        const auto run = makeDeploymentRun(m_small.plan, m_options);
        run->start();
        QTRY_VERIFY_WITH_TIMEOUT(hasProgress(*run, "hub", "starting"), readyLimitMs);
        run->stop();
        QVERIFY(waitFor(*run, RunStatus::Finished));
        QVERIFY(containers().empty());
        QCOMPARE(leftovers(), 0);
    }

    void everythingComesUpAndWorks()
    {
        m_run = makeDeploymentRun(m_small.plan, m_options);
        m_run->start();
        QVERIFY2(waitFor(*m_run, RunStatus::Running), toText(m_run->error()).c_str());
        QCOMPARE(containers().size(), m_small.plan.instances.size() + 1);
        QTRY_VERIFY_WITH_TIMEOUT(m_run->snapshot()->instances[1].machine.served.succeeded > 5, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_run->snapshot()->instances[3].machine.calls.at(0).succeeded > 5, 20'000);
        for (const InstanceSnapshot &instance : m_run->snapshot()->instances)
            QVERIFY(instance.alive && instance.known);
        QVERIFY(!sampleTelemetry(m_options.engineUrl, "small", std::chrono::seconds(5))->empty());
    }

    void volumesCanBeWrittenByOurUser()
    {
        const auto owner =
            withEngine<std::string>(m_options.engineUrl, [](EngineClient &engine) -> Task<Result<std::string>> {
                EngineCall call;
                call.path = "/containers/small-web-0-app/archive?path=/srv";
                co_return co_await engine.call(std::move(call));
            });
        QVERIFY(owner.has_value());
        QCOMPARE(std::strtol(owner->substr(108, 8).c_str(), nullptr, 8), 65532L);
    }

    void deployingTheSameAgainDoesNothing()
    {
        const auto before = idsOf(containers());
        const auto preview = previewDeployment(m_small.plan, m_options);
        QVERIFY(std::ranges::all_of(preview->steps,
                                    [](const DeployStep &step) { return step.kind == DeployStep::Kind::Keep; }));
        const auto again = makeDeploymentRun(m_small.plan, m_options);
        again->start();
        QVERIFY(waitFor(*again, RunStatus::Running));
        QCOMPARE(idsOf(containers()), before);
    }

    void aChangeMakesJustThatContainerAnew()
    {
        const auto before = idsOf(containers());
        m_run.reset();
        m_small.plan.instances[1].memoryBytes = 80 << 20;
        m_run = makeDeploymentRun(m_small.plan, m_options);
        m_run->start();
        QVERIFY2(waitFor(*m_run, RunStatus::Running), toText(m_run->error()).c_str());
        for (const auto &[instance, id] : idsOf(containers()))
            QCOMPARE(id != before.at(instance), instance == "web-0/app");
        QCOMPARE(containers().size(), before.size());
        const auto found = findDeployments(m_options.engineUrl);
        QVERIFY(found.has_value());
        const auto small = std::ranges::find(*found, "small", &FoundDeployment::name);
        QVERIFY(small != found->end());
        QCOMPARE(small->planText, deployedText(m_small.plan)); // no drift
        std::map<std::string, std::string> last; // what a list of resources shows in the end
        for (const Progress &each : m_run->progress(0))
            last[each.resource] = each.state;
        for (const auto &[resource, state] : last)
            QVERIFY2(state == "ready", (resource + ": " + state).c_str());
    }

    void aPodThatSplitIsJoinedAgain()
    {
        act("restart?t=1", "small-web-0-pause");
        QTRY_VERIFY_WITH_TIMEOUT(hasEvent("rejoined", "web-0/app"), 15'000);
        QTRY_VERIFY_WITH_TIMEOUT(hasEvent("restarted", "web-0/app"), 15'000);
        act("kill", "small-web-0-pause");
        QTRY_VERIFY_WITH_TIMEOUT(stateOf("web-0/pause") == "exited", 5'000);
        QTRY_VERIFY_WITH_TIMEOUT(stateOf("web-0/pause") == "running", 15'000);
        const auto served = m_run->snapshot()->instances[1].machine.served.succeeded;
        QTRY_VERIFY_WITH_TIMEOUT(m_run->snapshot()->instances[1].machine.served.succeeded > served + 5, 20'000);
    }

    void faultsHitTheirTargetAndPass()
    {
        QVERIFY(m_run->inject({"kill", "no-such-pod", {}}).has_error());
        QVERIFY(m_run->inject({"pause", "web-0/app", std::chrono::seconds(1)}).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(m_run->snapshot()->instances[1].paused, 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(!m_run->snapshot()->instances[1].paused, 10'000);
        const auto cut =
            injectFault(m_options.engineUrl, "small", {"partition", "web-0", std::chrono::milliseconds(500)}, {});
        QVERIFY2(cut.has_value(), cut ? "" : toText(cut.error()).c_str());
        QVERIFY(m_run->inject({"kill", "web-0", {}}).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(!m_run->snapshot()->instances[1].alive && !m_run->snapshot()->instances[0].alive,
                                 10'000);
        QTest::qWait(4'000);
        QCOMPARE(stateOf("web-0/pause"), std::string("exited"));
        const auto healed = makeDeploymentRun(m_small.plan, m_options);
        healed->start();
        QVERIFY2(waitFor(*healed, RunStatus::Running), toText(healed->error()).c_str());
        QTRY_VERIFY_WITH_TIMEOUT(m_run->snapshot()->instances[1].alive, 10'000);
    }

    void aPodThatWasCutOffComesBackThoughItsAddressIsTaken()
    {
        const auto address = [this] { return detailsOf("web-0/pause").addresses["small_default"]; };
        const std::string before = address();
        QVERIFY(!before.empty());
        QVERIFY(m_run->inject({"partition", "web-0", std::chrono::seconds(3)}).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(address().empty(), 5'000);
        AgentConfig stranger;
        stranger.role = "pause";
        stranger.instance = "stranger";
        stranger.controlPort = 9100;
        docker({"run", "-d", "--name", "stranger", "--network", "small_default", "--ip", QString::fromStdString(before),
                "-e", "BAYPLAN_AGENT=" + QString::fromStdString(writeAgentConfig(stranger)),
                QString::fromStdString(containers().front().image)});
        QTRY_VERIFY_WITH_TIMEOUT(!address().empty(), 10'000);
        docker({"rm", "-f", "stranger"});
        const auto served = m_run->snapshot()->instances[1].machine.served.succeeded;
        QTRY_VERIFY_WITH_TIMEOUT(m_run->snapshot()->instances[1].machine.served.succeeded > served + 5, 20'000);
    }

    void faultsOfLinksAreTheAgentsToCarryOut()
    {
        m_run.reset();
        Plan plan = m_small.plan;
        FaultPlan cut;
        cut.id = "fault-1";
        cut.kind = "cut";
        cut.at = Time(std::chrono::seconds(1));
        cut.length = std::chrono::seconds(3);
        cut.peers = {{3, 0}};
        cut.text = "cut client-web";
        FaultPlan lying;
        lying.kind = "disk";
        lying.how = "lying";
        lying.id = "fault-2";
        lying.text = "disk client, lying";
        lying.instances = {3};
        FaultPlan roll;
        roll.id = "fault-3";
        roll.kind = "roll";
        roll.at = Time(std::chrono::seconds(6));
        roll.text = "roll web-0";
        roll.instances = {0, 1};
        plan.faults = {cut, lying, roll};
        m_run = makeDeploymentRun(plan, m_options);
        m_run->start();
        QVERIFY2(waitFor(*m_run, RunStatus::Running), toText(m_run->error()).c_str());
        const auto calls = [this] { return m_run->snapshot()->instances[3].machine.calls.at(0); };
        QTRY_VERIFY_WITH_TIMEOUT(hasEvent("fault-failed", lying.id), 10'000); // which no agent can do
        QTRY_VERIFY_WITH_TIMEOUT(hasEvent("fault", cut.id), 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(calls().timedOut > 0, 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(hasEvent("fault-over", cut.id), 10'000);
        QVERIFY(!hasEvent("fault-failed", cut.id));
        const auto succeeded = calls().succeeded;
        QTRY_VERIFY_WITH_TIMEOUT(calls().succeeded > succeeded + 5, 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(hasEvent("rolled", roll.id), 40'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_run->snapshot()->instances[1].restarts > 0, 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_run->snapshot()->instances[1].machine.phase == Phase::Ready, 10'000);
    }

    void limitsAreTighterForAsLongAsTheyAreMeantToBe()
    {
        const ContainerLimits before = limitsOf("web-0/app");
        const std::map<std::string, std::string> tight{{"cpus", "0.25"}, {"memory", "24MiB"}};
        QVERIFY(m_run->inject({"limits", "web-0", std::chrono::seconds(3), tight}).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(limitsOf("web-0/app").memoryBytes == 24 << 20, 5'000);
        const ContainerLimits now = limitsOf("web-0/app");
        QVERIFY(now.nanoCpus == 250'000'000 || now.cpuQuotaMicros == 25'000);
        QTRY_VERIFY_WITH_TIMEOUT(hasEvent("fault-over", "limits web-0, 0.25 cores, 24MiB"), 10'000);
        const ContainerLimits after = limitsOf("web-0/app");
        QCOMPARE(after.memoryBytes, before.memoryBytes);
        QCOMPARE(after.nanoCpus, before.nanoCpus);
        QVERIFY(std::max<std::int64_t>(after.cpuQuotaMicros, 0) == std::max<std::int64_t>(before.cpuQuotaMicros, 0));
        // Killed in the midst of it.
        QProcess program;
        program.start(QStringLiteral(BAYPLAN_BINARY_DIR "/bin/bayplanctl"),
                      {"inject", "--engine", QString::fromStdString(m_options.engineUrl), "small", "limits",
                       "web-0/app", "--set", "memory=25MiB"});
        QTRY_VERIFY_WITH_TIMEOUT(limitsOf("web-0/app").memoryBytes == 25 << 20, 10'000);
        program.kill();
        QVERIFY(program.waitForFinished());
        QCOMPARE(runProgram({"status", "small"}, m_options.engineUrl).status, 0);
        QCOMPARE(limitsOf("web-0/app").memoryBytes, before.memoryBytes);
        const Outcome refused = runProgram(
            {"inject", "small", "limits", "web-0", "--set", "memory=1MiB", "--for", "1s"}, m_options.engineUrl);
        QCOMPARE(refused.status, 3);
        QVERIFY2(refused.words.contains("6MB"), refused.words);
    }

    void whatAProgramThatWasKilledHasBegunIsEndedByTheNext()
    {
        QProcess program;
        program.start(QStringLiteral(BAYPLAN_BINARY_DIR "/bin/bayplanctl"),
                      {"inject", "--engine", QString::fromStdString(m_options.engineUrl), "--for", "1h", "small",
                       "pause", "web-0"});
        QTRY_VERIFY_WITH_TIMEOUT(stateOf("web-0/app") == "paused", 10'000);
        QTest::qWait(500);
        QVERIFY(stateOf("web-0/app") == "paused"); // whoever has begun it lives
        program.kill();
        QVERIFY(program.waitForFinished());
        QTRY_VERIFY_WITH_TIMEOUT(stateOf("web-0/app") == "running", 5'000);
        QVERIFY(QDir(QString::fromStdString(faultNotesFolder())).isEmpty());
    }

    /// The engine itself is asked: whoever asks us ends what was left.
    void aFaultEndsByItselfWhenItsProgramIsKilled()
    {
        const auto dockerSays = [this] {
            QProcess docker;
            docker.start(QStringLiteral("docker"),
                         {QStringLiteral("-H"), QString::fromStdString(m_options.engineUrl), QStringLiteral("inspect"),
                          QStringLiteral("-f"), QStringLiteral("{{.State.Status}}"), QStringLiteral("small-web-0-app")});
            docker.waitForFinished();
            return docker.readAllStandardOutput().trimmed();
        };
        QProcess program;
        program.start(QStringLiteral(BAYPLAN_BINARY_DIR "/bin/bayplanctl"),
                      {"inject", "--engine", QString::fromStdString(m_options.engineUrl), "--for", "1h", "small",
                       "pause", "web-0"});
        QTRY_COMPARE_WITH_TIMEOUT(dockerSays(), QByteArray("paused"), 10'000);
        ::kill(static_cast<pid_t>(program.processId()), SIGKILL);
        QTRY_COMPARE_WITH_TIMEOUT(dockerSays(), QByteArray("running"), 10'000);
        QTRY_COMPARE(program.state(), QProcess::NotRunning); // waitForFinished() says false of one that has ended
        QTRY_VERIFY(QDir(QString::fromStdString(faultNotesFolder())).isEmpty()); // once the pod's owner runs too
    }

    void aLinkIsCutByItsIdOrByItsEnds()
    {
        const QString document = QStringLiteral(BAYPLAN_TEST_DATA "/ctl/station.bayplan.json");
        const Outcome deployed = runProgram({"deploy", document}, m_options.engineUrl);
        QVERIFY2(deployed.status == 0, deployed.words);
        for (const char *link : {"calls", "clients/load -> server/app"}) {
            const Outcome cut =
                runProgram({"inject", document, "partition", link, "--for", "500ms"}, m_options.engineUrl);
            QVERIFY2(cut.status == 0, cut.words);
        }
        const Outcome nobody = runProgram({"inject", document, "partition", "no-such-link"}, m_options.engineUrl);
        QCOMPARE(nobody.status, 1);
        const Outcome byName = runProgram({"inject", "station", "partition", "calls"}, m_options.engineUrl);
        QCOMPARE(byName.status, 1);
        QVERIFY2(byName.words.contains("needs the document"), byName.words);
        QCOMPARE(runProgram({"down", "station", "--volumes"}, m_options.engineUrl).status, 0);
    }

    void logsAreLinesOfTheirContainers()
    {
        std::vector<LogLine> lines;
        const auto read = readLogs(m_options.engineUrl, "small", {"web-0"}, false, 50, [&](const LogLine &line) {
            if (!line.instance.empty())
                lines.push_back(line);
            return true;
        });
        QVERIFY(read.has_value());
        QVERIFY(std::ranges::any_of(
            lines, [](const LogLine &line) { return line.instance == "web-0/app" && !line.text.empty(); }));
        QVERIFY(std::ranges::all_of(lines, [](const LogLine &line) { return line.timestamp.starts_with("20"); }));
        QCOMPARE(readLogs(m_options.engineUrl, "small", {"nobody"}, false, 1, {}).error().code, ErrorCode::NotFound);
    }

    void takingDownLeavesNothing()
    {
        m_run->stop();
        QVERIFY2(waitFor(*m_run, RunStatus::Finished), toText(m_run->error()).c_str());
        QVERIFY(containers().empty());
        QCOMPARE(leftovers(), 0);
        QCOMPARE(*takeDown(m_options.engineUrl, "small", true, {}), std::size_t(0));
    }

private:
    QTemporaryDir m_state;

    static bool waitFor(const Run &run, RunStatus status)
    {
        return QTest::qWaitFor(
                   [&] {
                       const RunStatus now = run.snapshot()->status;
                       return now == status || now == RunStatus::Failed || now == RunStatus::Finished;
                   },
                   readyLimitMs) &&
               run.snapshot()->status == status;
    }

    static bool hasProgress(const Run &run, const std::string &resource, const std::string &state)
    {
        return std::ranges::any_of(
            run.progress(0), [&](const Progress &each) { return each.resource == resource && each.state == state; });
    }

    bool hasEvent(const std::string &kind, const std::string &subject) const
    {
        return std::ranges::any_of(
            m_run->events(0), [&](const RunEvent &event) { return event.kind == kind && event.subject == subject; });
    }

    std::vector<FoundContainer> containers() const
    {
        const auto all = findDeployments(m_options.engineUrl);
        const auto found = std::ranges::find(*all, "small", &FoundDeployment::name);
        return found == all->end() ? std::vector<FoundContainer>() : found->containers;
    }

    std::string stateOf(const std::string &instance) const
    {
        const auto all = containers();
        const auto found = std::ranges::find(all, instance, &FoundContainer::instance);
        return found == all.end() ? std::string() : found->state;
    }

    ContainerDetails detailsOf(const std::string &instance) const
    {
        const auto all = containers();
        const auto found = std::ranges::find(all, instance, &FoundContainer::instance);
        if (found == all.end())
            return {};
        const auto details = withEngine<ContainerDetails>(
            m_options.engineUrl, [&](EngineClient &engine) { return inspectContainer(engine, found->id); });
        return details ? *details : ContainerDetails();
    }
    ContainerLimits limitsOf(const std::string &instance) const { return detailsOf(instance).limits; }

    void docker(const QStringList &arguments) const
    {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("DOCKER_HOST", QString::fromStdString(m_options.engineUrl));
        program.setProcessEnvironment(environment);
        program.start("docker", arguments);
        QVERIFY(program.waitForFinished(60'000));
        QVERIFY2(program.exitCode() == 0, program.readAllStandardError());
    }

    /// Networks and volumes of the deployment.
    int leftovers() const
    {
        return *withEngine<int>(m_options.engineUrl, [](EngineClient &engine) -> Task<Result<int>> {
            const auto networks = co_await listNetworks(engine);
            const auto volumes = co_await listVolumes(engine, "com.docker.compose.project=small");
            co_return static_cast<int>(std::ranges::count(*networks, "small_default", &FoundNetwork::name) +
                                       static_cast<std::ptrdiff_t>(volumes->size()));
        });
    }

    void act(const std::string &verb, const std::string &container) const
    {
        const auto done = withEngine<void>(
            m_options.engineUrl, [&](EngineClient &engine) { return actOnContainer(engine, container, verb); });
        QVERIFY2(done.has_value(), done ? "" : toText(done.error()).c_str());
    }

    TestEngine m_engine;
    SmallPlan m_small;
    DeployOptions m_options;
    std::unique_ptr<Run> m_run;
};

QTEST_GUILESS_MAIN(DeploymentEngineTest)
#include "deployment_engine_test.moc"
