// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/deployment_run.h"

#include "engine/base/translatable.h"
#include "engine/docker/agent_faults.h"
#include "engine/docker/deployer.h"
#include "engine/docker/fault_injector.h"
#include "engine/docker/fault_journal.h"
#include "engine/docker/hub_talk.h"
#include "engine/docker/observer.h"
#include "engine/docker/queue_orders.h"
#include "engine/docker/removal.h"
#include "engine/docker/run_history.h"
#include "engine/plan/injected_fault.h"
#include "engine/plan/queue_order.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

namespace bayplan {

namespace {

using namespace std::chrono_literals;

constexpr auto publishEvery = 250ms;
constexpr auto leftFaultsEvery = 5s;
constexpr auto rollPatience = 60s; ///< with one replica that does not become ready

/// What lives as long as the engine is spoken to; all on the run's own thread.
struct Live {
    Live(boost::asio::io_context &io, EngineUrl url, const Plan &plan, std::string deployment)
        : address(url), engine(io.get_executor(), std::move(url)), changed(io.get_executor()), view(plan),
          observer(engine, deployment, plan, view, changed), name(std::move(deployment))
    {}

    EngineUrl address;
    EngineClient engine;
    Signal changed;
    DeploymentView view;
    Observer observer;
    std::string name;
    std::map<std::size_t, std::uint64_t> livesBefore; ///< by wanted container, when it was last started
};

/// One that goes on.
struct HeldFault {
    const FaultPlan &fault;
    bool isResumed = false;
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
            bool isOfThisRun = false;
            for (HeldFault *held : m_held) {
                const bool ends = fault.kind == "resume" && isEndedBy(held->fault, fault);
                held->isResumed = held->isResumed || ends;
                isOfThisRun = isOfThisRun || ends;
            }
            if (m_adopts && !isOfThisRun && fault.kind == "resume")
                fault.how.clear(); // one that somebody else has left behind
            if (m_live)
                begin(carryOut(*m_live, fault));
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
                begin(order(*m_live, wanted));
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
        Live live(m_io, std::move(*url), m_plan, *name);
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
            co_return allBlockers(survey->preview.blockers);
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

    static Error allBlockers(const std::vector<Error> &blockers) { return together(blockers); }

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
            begin(playScenario(live));
        begin(endLeftFaultsAgain(live));
        while (!mustEnd())
            co_await live.changed.wait(1s);
    }

    Task<void> playScenario(Live &live)
    {
        const Duration past(m_options.clockZero == 0 ? 0 : std::max<std::int64_t>(0, unixNow() - m_options.clockZero));
        const auto begun = std::chrono::steady_clock::now() - past;
        for (const FaultPlan &fault : m_plan.faults) {
            const auto at = begun + fault.at.time_since_epoch();
            if (fault.at.time_since_epoch() < past)
                continue; // before the change: it has had its turn
            while (!mustEnd() && std::chrono::steady_clock::now() < at) {
                const auto left = std::chrono::ceil<std::chrono::milliseconds>(at - std::chrono::steady_clock::now());
                co_await live.changed.wait(std::min<std::chrono::milliseconds>(left, 500ms));
            }
            if (mustEnd())
                co_return;
            begin(carryOut(live, fault));
        }
    }

    Task<void> carryOut(Live &live, FaultPlan fault)
    {
        if (isQueueOrder(fault.kind)) {
            co_await order(live, fault);
            co_return;
        }
        const std::string subject = fault.id.empty() ? fault.text : fault.id;
        live.view.addEvent(unixNow(), "fault", subject, fault.text);
        const auto done = co_await inflict(live, fault);
        if (!done)
            live.view.addEvent(unixNow(), "fault-failed", subject, done.error().message);
        else if (fault.length > Duration(0))
            live.view.addEvent(unixNow(), "fault-over", subject, fault.text);
    }

    Task<Result<void>> inflict(Live &live, const FaultPlan &fault)
    {
        HeldFault held{fault};
        m_held.insert(&held);
        const auto done = co_await inflict(live, held);
        m_held.erase(&held);
        co_return done;
    }

    Task<Result<void>> inflict(Live &live, const HeldFault &held)
    {
        const FaultPlan &fault = held.fault;
        FaultContext context{live.engine,  live.name,
                             live.changed, [this, &held] { return mustEnd() || held.isResumed; },
                             false,        live.address};
        if (isOfAgents(fault)) {
            auto told = toldFaultsOf(m_plan, fault);
            if (!told)
                co_return told.error();
            co_return co_await holdFault(std::move(context), std::move(*told), fault.length);
        }
        if (fault.kind == "roll")
            co_return co_await roll(live, std::move(context), fault);
        if (fault.kind == "resume" && (fault.instances.empty() || !fault.how.empty()))
            co_return Result<void>(); // of a link, whose agents have heard it; of one fault, which undoes itself
        std::set<std::string> instances;
        for (const InstanceIndex index : fault.instances)
            instances.insert(m_plan.instances[index].name);
        co_return co_await injectFault(std::move(context), fault, std::move(instances));
    }

    /// What became of it, the queue's agent tells.
    Task<void> order(Live &live, const FaultPlan &wanted)
    {
        std::vector<std::string> queues;
        for (const InstanceIndex index : wanted.instances)
            queues.push_back(m_plan.instances[index].name);
        const std::string subject = queues.front();
        const auto done = co_await giveOrder({live.engine, live.name, live.changed, [this] { return mustEnd(); }},
                                             wanted, std::move(queues));
        if (!done)
            live.view.addEvent(unixNow(), "order-failed", subject, done.error().message);
    }

    /// Replica after replica, each when the one before has been ready for as long as the fault says.
    Task<Result<void>> roll(Live &live, FaultContext context, const FaultPlan &fault)
    {
        std::map<std::uint32_t, std::vector<InstanceIndex>> replicas; // by pod
        for (const InstanceIndex index : fault.instances)
            if (m_plan.instances[index].machine)
                replicas[m_plan.instances[index].pod].push_back(index);
        for (const auto &[pod, members] : replicas) {
            if (context.isEnding())
                co_return Result<void>();
            if (auto rolled = co_await rollOne(live, context, fault, members); !rolled)
                co_return rolled;
        }
        const std::string subject = fault.id.empty() ? fault.text : fault.id;
        live.view.addEvent(unixNow(), "rolled", subject, "replicas: " + std::to_string(replicas.size()));
        co_return Result<void>();
    }

    Task<Result<void>> rollOne(Live &live, const FaultContext &context, const FaultPlan &fault,
                               std::vector<InstanceIndex> members)
    {
        std::set<std::string> names;
        std::map<InstanceIndex, std::uint64_t> lives; // as they were; a user's own program tells none
        for (const InstanceIndex index : members) {
            names.insert(m_plan.instances[index].name);
            lives[index] = live.view.lifeOf(index);
        }
        const bool kills = fault.how == "kill";
        FaultPlan restart;
        restart.kind = kills ? "kill" : "restart";
        restart.text = fault.text;
        restart.length = kills ? Duration(1ms) : Duration(0);
        if (auto begun = co_await injectFault(context, restart, std::move(names)); !begun)
            co_return begun;
        const auto isReady = [&](InstanceIndex index) {
            return lives[index] == 0 ||
                   (live.view.lifeOf(index) != lives[index] && live.view.phaseOf(index) == Phase::Ready);
        };
        const auto giveUp = std::chrono::steady_clock::now() + rollPatience;
        while (!context.isEnding() && !std::ranges::all_of(members, isReady)) {
            if (std::chrono::steady_clock::now() > giveUp)
                co_return fail(ErrorCode::TimedOut,
                               Told{{QT_TRANSLATE_NOOP("phrase", "%1 is not ready; the others stay as they are."),
                                     m_plan.instances[*std::ranges::find_if_not(members, isReady)].name},
                                    {}});
            co_await live.changed.wait(500ms);
        }
        const auto settled = std::chrono::steady_clock::now() + fault.delay;
        while (!context.isEnding() && std::chrono::steady_clock::now() < settled)
            co_await live.changed.wait(std::chrono::ceil<std::chrono::milliseconds>(
                std::min<Duration>(500ms, settled - std::chrono::steady_clock::now())));
        co_return Result<void>();
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
    std::set<HeldFault *> m_held; ///< on the thread
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
