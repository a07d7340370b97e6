// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/deployment_run.h"

#include "engine/base/translatable.h"
#include "engine/docker/agent_faults.h"
#include "engine/docker/deployer.h"
#include "engine/docker/fault_injector.h"
#include "engine/docker/fault_journal.h"
#include "engine/docker/hub_talk.h"
#include "engine/docker/observer.h"
#include "engine/docker/removal.h"
#include "engine/docker/run_faults.h"
#include "engine/docker/run_history.h"
#include "engine/plan/injected_fault.h"
#include "engine/plan/queue_order.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <thread>

namespace bayplan {

namespace {

using namespace std::chrono_literals;

constexpr auto publishEvery = 250ms;
constexpr auto leftFaultsEvery = 5s;

/// What lives as long as the engine is spoken to; all on the run's own thread.
struct Live {
    Live(boost::asio::io_context &io, EngineUrl url, const Plan &plan, std::string deployment,
         std::function<bool()> isEnding, std::function<void(Task<void>)> begin)
        : engine(io.get_executor(), url), changed(io.get_executor()), view(plan),
          observer(engine, deployment, plan, view, changed), name(std::move(deployment)),
          faults({plan, engine, std::move(url), name, changed, view, std::move(isEnding), std::move(begin)})
    {}

    EngineClient engine;
    Signal changed;
    DeploymentView view;
    Observer observer;
    std::string name;
    RunFaults faults;
    std::map<std::size_t, std::uint64_t> livesBefore; ///< by wanted container, when it was last started
};

class DeploymentRun final : public Run {
public:
    DeploymentRun(Plan plan, DeployOptions options, bool adopts)
        : m_plan(std::move(plan)), m_options(std::move(options)), m_adopts(adopts)
    {
        DeploymentView view(m_plan);
        view.setOrigin(m_options.clockZero);
        view.countOn(m_options.restartsBefore);
        for (InstanceIndex index = 0; m_options.isChange && index < m_plan.instances.size(); ++index)
            view.setAlive(index, true, false); // most of it runs, and nobody has looked yet
        // What is recalled comes after it.
        const std::int64_t at = m_options.recallsHistory ? m_options.clockZero : unixNow();
        Snapshot first = view.snapshot(at, RunStatus::Starting);
        m_snapshot.put(std::make_shared<const Snapshot>(std::move(first)));
    }

    ~DeploymentRun() override
    {
        m_mustEnd = true;
        wake();
        if (m_thread.joinable())
            m_thread.join();
    }

    const Plan &plan() const override { return m_plan; }
    std::string engineName() const override { return m_engineName.get(); }
    void setSpeed(double) override {}
    SnapshotPtr snapshot() const override { return m_snapshot.get(); }
    std::vector<RunEvent> events(std::uint64_t from) const override { return m_events.from(from); }
    std::vector<Progress> progress(std::uint64_t from) const override { return m_progress.from(from); }
    Error error() const override { return m_error.get(); }

    void start() override
    {
        if (!m_isStarted.exchange(true))
            m_thread = std::thread([this] { runThread(); });
    }

    void pause() override
    {
        m_error.put(fail(ErrorCode::Unsupported,
                         Told{QT_TRANSLATE_NOOP("phrase", "A deployment cannot be held in time."),
                              QT_TRANSLATE_NOOP("phrase", "Pause single pods instead: inject pause POD.")}));
    }

    void step() override { pause(); }

    void stop() override
    {
        if (!m_isStarted) {
            m_mustTakeDown = true;
            publishEnd(RunStatus::Finished);
            return;
        }
        boost::asio::post(m_io, [this] {
            m_mustTakeDown = true;
            if (m_live)
                m_live->changed.notify();
        });
    }

    void giveUp() override
    {
        if (m_adopts)
            return;
        if (!m_isStarted)
            return stop();
        boost::asio::post(m_io, [this] {
            if (m_isReady)
                return; // too late: it is there, and what it replaced is gone
            m_mustTakeDown = true;
            if (m_live)
                m_live->changed.notify();
        });
    }

    Result<void> inject(const Injection &injection) override
    {
        auto fault = faultOf(m_plan, injection);
        if (!fault)
            return fault.error();
        const bool isAgents = isOfAgents(*fault);
        const bool isOurs = isAgents || fault->kind == "roll" || isQueueOrder(fault->kind);
        if (auto possible = isOurs ? Result<void>() : canInject(fault->kind); !possible)
            return possible;
        if (m_snapshot.get()->status != RunStatus::Running)
            return fail(ErrorCode::Refused,
                        Told{QT_TRANSLATE_NOOP("phrase", "Faults can be given while the deployment runs."), {}});
        const bool isHeld = isAgents || fault->kind == "pause" || fault->kind == "partition";
        if (isHeld && fault->length <= Duration(0))
            fault->length = untilResumed; // by somebody, or when this program ends
        boost::asio::post(m_io, [this, fault = std::move(*fault)]() mutable {
            if (!m_live)
                return;
            const bool isOfThisRun = m_live->faults.release(fault);
            if (m_adopts && !isOfThisRun && fault.kind == "resume")
                fault.how.clear(); // one that somebody else has left behind
            begin(m_live->faults.carryOut(std::move(fault)));
        });
        return {};
    }

    void wantUsage(std::vector<InstanceIndex> instances) override
    {
        boost::asio::post(m_io, [this, instances = std::move(instances)]() mutable {
            m_usageWanted = std::move(instances);
            if (m_live)
                m_live->observer.wantUsage(m_usageWanted);
        });
    }

    void showDeadLetters(InstanceIndex queue, std::uint64_t before) override
    {
        boost::asio::post(m_io, [this, wanted = showLetters(queue, before)] {
            if (m_live && m_snapshot.get()->status == RunStatus::Running)
                begin(m_live->faults.order(wanted));
        });
    }

private:
    void wake()
    {
        boost::asio::post(m_io, [this] {
            if (m_live)
                m_live->changed.notify();
        });
    }

    bool mustEnd() const { return m_mustEnd || m_mustTakeDown; }

    void runThread()
    {
        boost::asio::co_spawn(m_io, live(), [](const std::exception_ptr &broken) {
            if (broken)
                std::rethrow_exception(broken);
        });
        m_io.run();
    }

    /// Counted, so that the end waits for what is under way.
    void begin(Task<void> task)
    {
        ++m_inFlight;
        boost::asio::co_spawn(m_io, std::move(task), [this](const std::exception_ptr &broken) {
            if (broken)
                std::rethrow_exception(broken);
            --m_inFlight;
            if (m_live)
                m_live->changed.notify();
        });
    }

    Task<void> live()
    {
        m_status = RunStatus::Starting;
        const auto name = deploymentName(m_options.deployment, m_plan);
        auto url = resolveEngineUrl(m_options.engineUrl);
        if (!name || !url) {
            m_error.put(name ? url.error() : name.error());
            publishEnd(RunStatus::Failed);
            co_return;
        }
        Live live(
            m_io, std::move(*url), m_plan, *name, [this] { return mustEnd(); },
            [this](Task<void> task) { begin(std::move(task)); });
        m_live = &live;
        live.view.setOrigin(m_options.clockZero);
        live.view.countOn(m_options.restartsBefore);
        const auto outcome = co_await liveWith(live);
        live.observer.stop();
        m_isEnding = true;
        while (m_inFlight > 0)
            co_await live.changed.wait(1s);
        m_live = nullptr;
        publish(live);
        const bool leftNothing = wasGivenUp(outcome) && !m_wasThere;
        if (!outcome && !leftNothing)
            m_error.put(m_hidden.hide(outcome.error()));
        publishEnd(outcome || leftNothing ? RunStatus::Finished : RunStatus::Failed);
    }

    Task<Result<void>> liveWith(Live &live)
    {
        if (auto opened = co_await live.engine.open(); !opened)
            co_return opened;
        m_engineName.put(live.engine.info().name + " " + live.engine.info().version);
        co_await endLeftFaults(live);
        if (m_adopts || m_options.isChange)
            co_await seeWhoRuns(live);
        if (m_adopts && m_options.recallsHistory)
            co_await recall(live);
        live.observer.wantUsage(m_usageWanted);
        begin(live.observer.run());
        begin(publishAgain(live));
        Result<void> outcome;
        if (m_adopts)
            outcome = co_await adopt(live);
        else
            outcome = co_await deploy(live);
        m_isReady = outcome.has_value();
        if (m_isReady && m_wasThere)
            m_mustTakeDown = false; // too late: what it replaced is gone
        if (m_isReady && !mustEnd())
            co_await stayUp(live);
        // What was there before is never taken down by who gives a change of it up.
        if (m_mustTakeDown && (outcome || (wasGivenUp(outcome) && !m_wasThere))) {
            m_status = RunStatus::Stopping;
            publish(live);
            const auto removed =
                co_await removeDeployment(live.engine, live.name, false, [this](const Progress &each) { tell(each); });
            if (!removed)
                co_return removed.error();
        }
        co_return outcome;
    }

    Task<void> endLeftFaults(Live &live)
    {
        if (const std::size_t ended = co_await endAbandonedFaults(live.engine, live.name); ended > 0)
            live.view.addEvent(unixNow(), "fault-over", live.name,
                               "faults that were left, ended now: " + std::to_string(ended));
    }

    /// The run that this one follows ends beside it, and leaves here what the engine refuses to undo at once.
    Task<void> endLeftFaultsAgain(Live &live)
    {
        while (!mustEnd()) {
            co_await endLeftFaults(live);
            const auto next = std::chrono::steady_clock::now() + leftFaultsEvery;
            while (!mustEnd() && std::chrono::steady_clock::now() < next)
                co_await live.changed.wait(1s);
        }
    }

    bool wasGivenUp(const Result<void> &outcome) const
    {
        return !outcome && outcome.error().code == ErrorCode::Interrupted && m_mustTakeDown;
    }

    Task<Result<void>> deploy(Live &live)
    {
        auto survey = co_await surveyDeployment(live.engine, m_plan, m_options);
        if (!survey)
            co_return survey.error();
        m_wasThere = survey->isThere();
        m_hidden = survey->hidden;
        if (!survey->preview.blockers.empty())
            co_return together(survey->preview.blockers);
        for (const ContainerSpec &container : survey->spec.containers)
            if (container.index)
                live.view.setNote(*container.index, container.note);
        Deployer deployer(live.engine, *survey, hooksFor(live, *survey), live.changed);
        co_return co_await deployer.run();
    }

    void tell(Progress progress)
    {
        progress.text = m_hidden.hide(progress.text);
        m_progress.add(std::move(progress));
    }

    DeployHooks hooksFor(Live &live, const Survey &survey)
    {
        const auto lifeOf = [&live, &survey](std::size_t container) {
            const auto index = survey.spec.containers[container].index;
            return index ? live.view.lifeOf(*index) : 0;
        };
        DeployHooks hooks;
        hooks.progress = [this](const Progress &each) { tell(each); };
        hooks.isCancelled = [this] { return mustEnd(); };
        hooks.started = [&live, &survey, lifeOf](std::size_t container, const std::string &id) {
            live.livesBefore[container] = lifeOf(container);
            // The hub still tells of the life of one that was dead.
            if (const auto index = survey.spec.containers[container].index; index && !live.view.isAlive(*index))
                live.view.setAlive(*index, false, false);
            if (survey.spec.containers[container].kind == ContainerSpec::Kind::Hub)
                live.observer.setHub(id);
        };
        hooks.hasReported = [&live, lifeOf](std::size_t container) {
            return lifeOf(container) != live.livesBefore[container];
        };
        hooks.hasReportedReady = [&live, &survey, reported = hooks.hasReported](std::size_t container) {
            const auto index = survey.spec.containers[container].index;
            return index && reported(container) && live.view.phaseOf(*index) == Phase::Ready;
        };
        return hooks;
    }

    Task<Result<void>> adopt(Live &live)
    {
        const auto all = co_await listContainers(live.engine, std::string(label::deployment) + "=" + live.name);
        if (!all)
            co_return all.error();
        if (all->empty())
            co_return fail(ErrorCode::NotFound,
                           Told{{QT_TRANSLATE_NOOP("phrase", "No deployment \"%1\" runs here."), live.name},
                                QT_TRANSLATE_NOOP("phrase", "Deploy it first.")});
        co_return Result<void>();
    }

    /// So that nothing that runs is shown as down until the observer has looked.
    Task<void> seeWhoRuns(Live &live)
    {
        const auto all = co_await listContainers(live.engine, std::string(label::deployment) + "=" + live.name);
        for (const FoundItem &item : all ? *all : std::vector<FoundItem>()) {
            const auto known =
                std::ranges::find(m_plan.instances, item.labelValue(label::instance), &InstancePlan::name);
            const bool isPaused = item.state == "paused";
            if (known != m_plan.instances.end() && (isPaused || item.state == "running"))
                live.view.setAlive(static_cast<InstanceIndex>(known - m_plan.instances.begin()), true, isPaused);
        }
    }

    /// What the hub still knows of the time before this program looked, at the pace of the views.
    Task<void> recall(Live &live)
    {
        constexpr std::int64_t step = 500'000'000;
        std::int64_t shown = 0;
        const auto reports = co_await hubHistory(live.engine, live.name, m_options.clockZero);
        for (const Telemetry &report : reports) {
            const auto known = std::ranges::find(m_plan.instances, report.instance, &InstancePlan::name);
            if (known == m_plan.instances.end())
                continue;
            live.view.setAlive(static_cast<InstanceIndex>(known - m_plan.instances.begin()), true, false);
            live.view.apply(report);
            if (report.unixNanoseconds - shown < step)
                continue;
            shown = report.unixNanoseconds;
            observed(
                std::make_shared<const Snapshot>(live.view.snapshot(live.view.watchedTime(shown), RunStatus::Running)));
        }
    }

    /// The run's clock starts when all are ready, so that its times are those of a simulation of the same plan; that
    /// of a run that goes on, when that one's did.
    Task<void> stayUp(Live &live)
    {
        if (m_options.clockZero == 0)
            live.view.setOrigin(unixNow());
        m_status = RunStatus::Running;
        live.observer.mendPods();
        publish(live);
        if (m_options.runFaults && (!m_adopts || m_options.clockZero != 0))
            begin(live.faults.playScenario(timePast()));
        begin(endLeftFaultsAgain(live));
        while (!mustEnd())
            co_await live.changed.wait(1s);
    }

    /// Of the run that goes on.
    Duration timePast() const
    {
        return Duration(m_options.clockZero == 0 ? 0 : std::max<std::int64_t>(0, unixNow() - m_options.clockZero));
    }

    Task<void> publishAgain(Live &live)
    {
        while (!m_isEnding) {
            publish(live);
            co_await sleepFor(publishEvery);
        }
    }

    void publish(Live &live)
    {
        for (RunEvent &event : live.view.takeEvents()) {
            event.text = m_hidden.hide(event.text);
            m_events.add(std::move(event));
        }
        const auto snapshot = std::make_shared<const Snapshot>(live.view.snapshot(unixNow(), m_status));
        m_snapshot.put(snapshot);
        observed(snapshot);
    }

    void publishEnd(RunStatus status)
    {
        Snapshot last = *m_snapshot.get();
        last.status = status;
        const auto snapshot = std::make_shared<const Snapshot>(std::move(last));
        m_snapshot.put(snapshot);
        observed(snapshot);
    }

    const Plan m_plan;
    const DeployOptions m_options;
    const bool m_adopts;
    boost::asio::io_context m_io{1};
    std::thread m_thread;
    std::atomic<bool> m_isStarted = false, m_mustEnd = false, m_mustTakeDown = false;
    Mailbox<SnapshotPtr> m_snapshot;
    Mailbox<std::string> m_engineName;
    Mailbox<Error> m_error;
    RunHistory<RunEvent> m_events;
    RunHistory<Progress> m_progress;
    // Of the run's thread only:
    Live *m_live = nullptr;
    std::vector<InstanceIndex> m_usageWanted;
    RunStatus m_status = RunStatus::Starting;
    std::size_t m_inFlight = 0;
    bool m_isEnding = false;
    bool m_wasThere = false; ///< anything of the deployment, before this run began
    bool m_isReady = false;  ///< all of it
    HiddenValues m_hidden;   ///< from whoever reads what this run tells
};

} // namespace

std::unique_ptr<Run> makeDeploymentRun(Plan plan, const DeployOptions &options)
{
    return std::make_unique<DeploymentRun>(std::move(plan), options, false);
}

std::unique_ptr<Run> adoptDeployment(Plan plan, const DeployOptions &options)
{
    return std::make_unique<DeploymentRun>(std::move(plan), options, true);
}

} // namespace bayplan
