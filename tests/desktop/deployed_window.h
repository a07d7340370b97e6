// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window over an engine that is nothing but what a test says.
#pragma once

#include "app/desktop/deploy_panel.h"
#include "app/desktop/deploy_preview_dialog.h"
#include "app/desktop/deploy_watch.h"
#include "tests/desktop/editor_window.h"
#include "tests/desktop/fake_run.h"

#include <QPushButton>
#include <QStatusBar>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <mutex>

namespace bayplan {

using namespace std::chrono_literals;

inline constexpr int patience = 20'000; ///< milliseconds

/// Takes a moment to run, as all of them do, or to fail.
class StartingRun : public FakeRun {
public:
    StartingRun(Plan plan, bool fails) : FakeRun(std::move(plan)), m_fails(fails) {}
    ~StartingRun() override { *m_lives = false; }

    void start() override
    {
        finish(RunStatus::Starting);
        QTimer::singleShot(100, [this, lives = m_lives] {
            if (!*lives)
                return;
            if (m_fails)
                finish(RunStatus::Failed, fail(ErrorCode::Conflict, "port 80 is taken.", "Give another."));
            else
                finish(RunStatus::Running);
        });
    }

private:
    bool m_fails;
    std::shared_ptr<std::atomic<bool>> m_lives = std::make_shared<std::atomic<bool>>(true);
};

/// An engine that holds a plan's text and what a test has done to it.
struct FakeEngine {
    std::mutex mutex;
    std::string deployed; ///< text of the plan
    std::vector<Difference> drift;
    std::vector<std::string> acted;  ///< "restart web-0/app"
    std::vector<DeployOptions> made; ///< of each run
    std::vector<FakeRun *> runs;
    std::int64_t since = 0; ///< of a deployment that is there before the program; 0: none
    bool failsNext = false;
    std::atomic<bool> isGone = false;
    std::atomic<int> compared = 0;
    std::atomic<int> asked = 0; ///< whether it is there, or what

    static Error gone()
    {
        return fail(ErrorCode::NotReachable, "No container engine answers at unix:///x.", "Start it.");
    }

    DeployCalls calls()
    {
        DeployCalls calls;
        calls.find = [this](const std::string &) {
            ++asked;
            if (isGone)
                return Result<EngineInfo>(gone());
            return Result<EngineInfo>(EngineInfo{"Docker", "24.0.7", "1.41", "unix:///x"});
        };
        calls.deployments = [](const std::string &) {
            return Result<std::vector<FoundDeployment>>(std::vector<FoundDeployment>{});
        };
        calls.preview = [](const Plan &plan, const DeployOptions &) {
            DeployPreview preview;
            preview.steps = {{DeployStep::Kind::Change, "container " + plan.name, "its settings have changed"}};
            preview.checks = {
                {DeployCheck::Topic::Engine, DeployCheck::State::Good, "Docker 24.0.7, API 1.41", {}, {}}};
            return Result<DeployPreview>(preview);
        };
        calls.compare = [this](const Plan &drawn, const DeployOptions &, const std::optional<DeploymentState> &) {
            ++compared;
            if (isGone)
                return Result<DeploymentState>(gone());
            const std::lock_guard lock(mutex);
            DeploymentState state;
            state.isThere = true;
            state.differences = drift;
            if (deployedText(drawn) != deployed)
                for (const InstancePlan &instance : drawn.instances)
                    if (!instance.element.empty()) {
                        const bool isThere = deployed.find("container " + instance.name + " ") != std::string::npos;
                        state.differences.push_back(
                            {isThere ? Difference::Kind::Changed : Difference::Kind::NotDeployed,
                             instance.name,
                             instance.element,
                             instance.name,
                             {}});
                    }
            return Result<DeploymentState>(state);
        };
        calls.isThere = [this](const std::string &, const std::string &) {
            ++asked;
            const std::lock_guard lock(mutex);
            DeploymentState state;
            state.isThere = since != 0;
            state.since = since;
            return Result<DeploymentState>(state);
        };
        calls.act = [this](const std::string &, const std::string &, const std::string &target, InstanceAction action) {
            const std::lock_guard lock(mutex);
            acted.push_back(std::to_string(static_cast<int>(action)) + ' ' + target);
            if (target == "refused")
                return Result<std::vector<std::string>>(fail(ErrorCode::NotFound, "There is no such container."));
            return Result<std::vector<std::string>>(std::vector<std::string>{target});
        };
        calls.takeDown = [](const std::string &, const std::string &, bool) { return Result<std::size_t>(0U); };
        return calls;
    }

    std::unique_ptr<Run> run(Plan plan, const DeployOptions &options)
    {
        made.push_back(options);
        const std::string text = deployedText(plan);
        const bool fails = std::exchange(failsNext, false);
        auto run = std::make_unique<StartingRun>(std::move(plan), fails);
        runs.push_back(run.get());
        if (!fails) {
            const std::lock_guard lock(mutex);
            deployed = text;
        }
        if (options.clockZero != 0)
            run->advance(100s); // where the clock of the one before stands
        return run;
    }

    DeploymentMakers makers()
    {
        DeploymentMakers makers;
        makers.make = [this](Plan plan, const DeployOptions &options) { return run(std::move(plan), options); };
        makers.adopt = [this](Plan plan, const DeployOptions &options) {
            made.push_back(options);
            auto adopted = std::make_unique<StartingRun>(std::move(plan), false);
            runs.push_back(adopted.get());
            return adopted;
        };
        return makers;
    }
};

/// The whole window over such an engine, with an example in it.
class DeployedWindow {
public:
    DeployedWindow()
    {
        editor.window->deployPanel().setCalls(engine.calls());
        editor.window->deployWatch().setCalls(engine.calls());
        editor.window->runs().setDeploymentMakers(engine.makers());
    }

    void open() { QVERIFY(editor.window->openExample(QStringLiteral("sharded-cache"))); }

    void deploy()
    {
        open();
        editor.window->showWorkspace(Workspace::Deploy);
        QTRY_VERIFY_WITH_TIMEOUT(panel().deployButton()->isEnabled(), patience);
        QTest::mouseClick(panel().deployButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(editor.window->runs().isLive(RunKind::Deployed), patience);
        QTRY_VERIFY_WITH_TIMEOUT(watch().state().has_value(), patience);
        QCOMPARE(watch().changes(), 0);
    }

    /// One replica more of a pod.
    void edit()
    {
        const auto &topology = editor.topology();
        const auto pod =
            std::ranges::find_if(topology.pods, [](const auto &each) { return each.second.name == "client"; });
        const ElementId id = pod == topology.pods.end() ? topology.pods.begin()->first : pod->first;
        const auto replicas = paramsOf(topology.pods.at(id)).integer("replicas");
        auto change = setParam(topology, id, "replicas", Value(replicas + 1));
        QVERIFY(change.has_value());
        QVERIFY(editor.window->document().push(std::move(*change)));
    }

    DeployPanel &panel() { return editor.window->deployPanel(); }
    DeployWatch &watch() { return editor.window->deployWatch(); }
    const RunRecord *record() { return editor.window->runs().record(RunKind::Deployed); }
    QString said() { return editor.window->statusBar()->currentMessage(); }
    DeployPreviewDialog *dialog()
    {
        for (auto *each : editor.window->findChildren<DeployPreviewDialog *>())
            if (each->isVisible())
                return each;
        return nullptr;
    }

    FakeEngine engine;
    EditorWindow editor;
};

} // namespace bayplan
