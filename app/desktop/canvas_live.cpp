// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas_live.h"

#include "app/desktop/canvas_scene.h"
#include "app/desktop/fault_log.h"
#include "app/desktop/run_session.h"
#include "engine/plan/lanes.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <set>

namespace bayplan {

namespace {

/// What a pattern has to say of itself in a few words, and who leads.
struct PatternWords {
    LiveCard &card;
    const InstancePlan &instance;
    const Plan &plan;
    std::map<ElementId, PatternState> &sums; ///< over the replicas so far

    template <class State>
    State &sum() const
    {
        PatternState &all = sums[instance.element];
        if (!std::holds_alternative<State>(all)) {
            all = State();
        }
        return std::get<State>(all);
    }

    void operator()(std::monostate) const {}
    void operator()(const ElectionState &state) const
    {
        if (state.leaseValid) {
            card.leader = QString::fromStdString(plan.pods[instance.pod].name);
            card.status = QCoreApplication::translate("canvas", "leader %1 · term %2").arg(card.leader).arg(state.term);
        } else if (card.leader.isEmpty()) {
            card.status = QCoreApplication::translate("canvas", "no leader · term %1").arg(state.term);
        }
    }
    void operator()(const QueueState &state) const
    {
        card.status =
            QCoreApplication::translate("canvas", "%1 ready · %2 reserved").arg(state.ready).arg(state.reserved);
        if (state.buried > 0) {
            card.status += QCoreApplication::translate("canvas", " · %1 dead").arg(state.buried);
        }
    }
    void operator()(const AmbassadorState &state) const
    {
        const auto ejected =
            std::count_if(state.servers.begin(), state.servers.end(), [](const auto &s) { return s.ejected; });
        if (ejected > 0) {
            card.status = QCoreApplication::translate("canvas", "%1 of %2 servers ejected")
                              .arg(ejected)
                              .arg(state.servers.size());
        }
    }
    void operator()(const LogSaverState &state) const
    {
        const auto all = sum<LogSaverState>().linesDelivered += state.linesDelivered;
        card.status = QCoreApplication::translate("canvas", "%1 lines delivered").arg(all);
    }
    void operator()(const AdapterState &state) const
    {
        auto &all = sum<AdapterState>();
        all.samples += state.samples;
        all.lastError = state.lastError.empty() ? all.lastError : state.lastError;
        card.status = all.lastError.empty() ? QCoreApplication::translate("canvas", "%1 samples").arg(all.samples)
                                            : QString::fromStdString(all.lastError);
    }
    void operator()(const WorkerState &state) const
    {
        auto &all = sum<WorkerState>();
        all.succeeded += state.succeeded;
        all.failed += state.failed;
        card.status = QCoreApplication::translate("canvas", "%1 done · %2 failed").arg(all.succeeded).arg(all.failed);
    }
    void operator()(const HttpAmbassadorState &state) const
    {
        const auto open = std::count_if(state.routes.begin(), state.routes.end(),
                                        [](const auto &route) { return route.breaker != BreakerStage::Closed; });
        if (open > 0) {
            card.status =
                QCoreApplication::translate("canvas", "%1 of %2 breakers open").arg(open).arg(state.routes.size());
        }
    }
    void operator()(const SyncState &state) const
    {
        card.status = !state.lastError.empty()  ? QString::fromStdString(state.lastError)
                      : !state.revision.empty() ? QString::fromStdString(state.revision.substr(0, 12))
                                                : QCoreApplication::translate("canvas", "nothing synced yet");
    }
    void operator()(const ScatterState &state) const
    {
        auto &all = sum<ScatterState>();
        all.whole += state.whole;
        all.partial += state.partial;
        card.status = QCoreApplication::translate("canvas", "%1 whole · %2 partial").arg(all.whole).arg(all.partial);
    }
};

void addInstance(LiveCard &card, const InstanceSnapshot &instance, const WindowFigures *figures)
{
    ++card.replicas;
    card.alive += instance.alive ? 1 : 0;
    card.paused += instance.paused ? 1 : 0;
    card.restarts += int(instance.restarts);
    if (!instance.note.empty()) {
        card.note = QString::fromStdString(instance.note);
    }
    if (figures == nullptr || !instance.known) {
        return;
    }
    card.hasFigures = true;
    card.ratePerSecond += figures->throughputPerSecond;
    card.p99Seconds = std::max(card.p99Seconds, figures->hasLatency ? figures->p99Seconds : 0);
    if (figures->hasUtilisation) {
        // Running mean over the replicas so far.
        const double before = std::max(card.utilisation, 0.0);
        card.utilisation = before + (figures->utilisation - before) / card.replicas;
        card.queueDepth = std::max(card.queueDepth, 0.0) + figures->queueDepth;
    }
}

/// Down when one of its containers is, for a pod is whole or nothing.
LiveReplica replicaOf(const PodPlan &pod, const Snapshot &snapshot)
{
    LiveReplica replica;
    replica.name = QString::fromStdString(pod.name);
    bool isPaused = false;
    bool leads = false;
    for (const auto index : pod.instances) {
        if (index >= snapshot.instances.size()) {
            continue;
        }
        const auto &instance = snapshot.instances[index];
        replica.isWell = replica.isWell && instance.alive;
        isPaused = isPaused || instance.paused;
        const auto *election = std::get_if<ElectionState>(&instance.machine.pattern);
        leads = leads || (election != nullptr && instance.alive && election->leaseValid);
    }
    replica.state = !replica.isWell ? QCoreApplication::translate("canvas", "down")
                    : isPaused      ? QCoreApplication::translate("canvas", "paused")
                                    : QCoreApplication::translate("canvas", "up");
    if (pod.isSpare && !replica.isWell) {
        replica.isWell = true;
        replica.state = QCoreApplication::translate("canvas", "spare");
    }
    if (leads) {
        replica.state += QStringLiteral(" · ") + QCoreApplication::translate("canvas", "leader");
    }
    return replica;
}

void addReplicas(LiveFigures &figures, const Plan &plan, const Snapshot &snapshot)
{
    for (const auto &pod : plan.pods) {
        if (!pod.isFront) {
            figures.replicas[pod.element].push_back(replicaOf(pod, snapshot));
        }
    }
    std::erase_if(figures.replicas, [](const auto &each) { return each.second.size() < 2; });
}

double newest(const SeriesSet &set, Quantity quantity)
{
    const auto &points = set[quantity].points();
    return points.empty() ? 0 : points.back().value;
}

void addLinks(LiveFigures &figures, const RunRecord &record)
{
    record.read([&](const RunHistory &history) {
        for (const auto &link : record.plan().links) {
            if (const auto *set = history.shown().link(link.id)) {
                LiveLink live;
                live.ratePerSecond = newest(*set, Quantity::Throughput);
                live.p50Seconds = newest(*set, Quantity::LatencyP50);
                live.p99Seconds = newest(*set, Quantity::LatencyP99);
                live.errorsPerSecond = newest(*set, Quantity::Errors);
                figures.links[link.id] = live;
            }
        }
    });
}

/// Marks what the faults that are on now hit: cards, and the links whose traffic they stop or spoil.
void addFaults(LiveFigures &figures, const Plan &plan, const std::vector<const LoggedFault *> &faults)
{
    for (const auto *fault : faults) {
        const bool isOfTraffic =
            fault->plan.kind == "partition" || fault->plan.kind == "cut" || fault->plan.kind == "degrade";
        std::set<ElementId> hit;
        for (const auto index : fault->plan.instances) {
            if (index < plan.instances.size()) {
                hit.insert(plan.instances[index].element);
            }
        }
        for (const auto &id : hit) {
            if (const auto card = figures.cards.find(id); card != figures.cards.end()) {
                ++card->second.faults;
            }
        }
        for (const auto &lane : isOfTraffic ? lanesOf(plan, fault->plan) : std::vector<LaneId>()) {
            const auto &peers = plan.instances[lane.caller].peers;
            const auto link =
                lane.peer < peers.size() ? figures.links.find(peers[lane.peer].link) : figures.links.end();
            if (link != figures.links.end()) {
                (fault->plan.kind == "degrade" ? link->second.degraded : link->second.cut) = true;
            }
        }
    }
}

} // namespace

LiveFigures liveFigures(const RunRecord &record, const std::vector<const LoggedFault *> &faults)
{
    LiveFigures figures;
    const auto snapshot = record.snapshot();
    if (!snapshot) {
        return figures;
    }
    figures.shown = true;
    figures.deployed = record.kind() == RunKind::Deployed;
    const auto &plan = record.plan();
    const auto latest = record.read([](const RunHistory &history) { return history.latest(); });
    const auto count = std::min(plan.instances.size(), snapshot->instances.size());
    std::map<ElementId, PatternState> sums;
    for (std::size_t i = 0; i < count; ++i) {
        const auto &instance = plan.instances[i];
        if (instance.element.empty()) {
            continue;
        }
        auto &card = figures.cards[instance.element];
        addInstance(card, snapshot->instances[i], i < latest.size() ? &latest[i] : nullptr);
        const auto &pattern = snapshot->instances[i].machine.pattern;
        const bool counts = std::holds_alternative<WorkerState>(pattern) ||
                            std::holds_alternative<LogSaverState>(pattern) ||
                            std::holds_alternative<ScatterState>(pattern); // what it did before it went down, too
        if (snapshot->instances[i].alive || counts) {
            std::visit(PatternWords{card, instance, plan, sums}, pattern);
        }
    }
    addReplicas(figures, plan, *snapshot);
    addLinks(figures, record);
    addFaults(figures, plan, faults);
    return figures;
}

CanvasLive::CanvasLive(RunSession &runs, CanvasScene &scene, QObject *parent)
    : QObject(parent), m_runs(runs), m_scene(scene), m_faults(new FaultLog(runs, this))
{
    connect(&runs, &RunSession::snapshotChanged, this, &CanvasLive::update);
    connect(&runs, &RunSession::runChanged, this, &CanvasLive::update);
}

void CanvasLive::setShown(bool shown)
{
    m_shown = shown;
    update();
}

void CanvasLive::update()
{
    const auto *record = m_runs.record();
    const bool isShown = m_shown && record != nullptr && m_runs.isOfDocument(*record);
    m_scene.showLive(isShown ? liveFigures(*record, m_faults->active()) : LiveFigures());
}

} // namespace bayplan
