// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/run_history.h"

#include "engine/report/elections.h"

#include <algorithm>

namespace bayplan {

namespace {

constexpr std::size_t greatestSpanCount = 20'000;
constexpr std::size_t greatestTrackedInstances = 200;

TimeSeries::Merge mergeOf(std::size_t quantity)
{
    switch (static_cast<Quantity>(quantity)) {
    case Quantity::LatencyP50:
    case Quantity::LatencyP95:
    case Quantity::LatencyP99:
    case Quantity::QueueDepth:
        return TimeSeries::Merge::Greatest;
    default:
        return TimeSeries::Merge::Mean;
    }
}

SeriesSet makeSet(std::size_t capacity)
{
    SeriesSet set;
    for (std::size_t i = 0; i < quantityCount; ++i)
        set.series[i] = TimeSeries(mergeOf(i), capacity);
    return set;
}

/// Eight bytes a point: about 64 MiB for all series together, and never too few to draw.
std::size_t capacityFor(std::size_t sets)
{
    constexpr std::size_t allPoints = 8U << 20U;
    return std::clamp<std::size_t>(allPoints / (quantityCount * std::max<std::size_t>(sets, 1)), 600, 8192);
}

std::uint64_t grown(std::uint64_t earlier, std::uint64_t later)
{
    return later > earlier ? later - earlier : 0;
}

Histogram recorded(const Histogram &earlier, const Histogram &later)
{
    return later.count() > earlier.count() ? later.since(earlier) : Histogram();
}

Time timeOf(const Snapshot &snapshot, std::size_t index)
{
    const Time taken = snapshot.instances[index].stateTime;
    return taken.time_since_epoch().count() > 0 ? taken : snapshot.time;
}

} // namespace

// ---- TimeSeries ----------------------------------------------------------------------------------------------------

void TimeSeries::add(double seconds, double value)
{
    const HistoryPoint point{static_cast<float>(seconds), static_cast<float>(value)};
    if (m_pending > 0 && m_pending < m_stride) {
        HistoryPoint &last = m_points.back();
        const float mean =
            (last.value * static_cast<float>(m_pending) + point.value) / static_cast<float>(m_pending + 1);
        last.value = m_merge == Merge::Mean ? mean : std::max(last.value, point.value);
        last.seconds = point.seconds;
        ++m_pending;
        return;
    }
    if (m_points.size() >= m_capacity)
        halve();
    m_points.push_back(point);
    m_pending = 1;
}

void TimeSeries::halve()
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i + 1 < m_points.size(); i += 2, ++kept) {
        const HistoryPoint a = m_points[i], b = m_points[i + 1];
        const float value = m_merge == Merge::Mean ? (a.value + b.value) / 2 : std::max(a.value, b.value);
        m_points[kept] = {b.seconds, value};
    }
    m_points.resize(kept);
    m_stride *= 2;
}

std::vector<HistoryPoint> TimeSeries::thinned(double fromSeconds, double toSeconds, std::size_t most) const
{
    const auto earlier = [](const HistoryPoint &p, double seconds) { return static_cast<double>(p.seconds) < seconds; };
    auto begin = std::lower_bound(m_points.begin(), m_points.end(), fromSeconds, earlier);
    auto end = std::lower_bound(begin, m_points.end(), toSeconds, earlier);
    if (begin != m_points.begin())
        --begin; // so that the line enters from the edge
    if (end != m_points.end())
        ++end;
    const auto count = static_cast<std::size_t>(end - begin);
    if (count <= most || most < 4)
        return {begin, end};
    std::vector<HistoryPoint> result;
    result.reserve(most);
    const std::size_t buckets = most / 2;
    const auto less = [](const HistoryPoint &a, const HistoryPoint &b) { return a.value < b.value; };
    for (std::size_t i = 0; i < buckets; ++i) {
        const auto first = begin + static_cast<std::ptrdiff_t>(i * count / buckets);
        const auto last = begin + static_cast<std::ptrdiff_t>((i + 1) * count / buckets);
        auto [least, greatest] = std::minmax_element(first, last, less);
        if (greatest < least)
            std::swap(least, greatest);
        result.push_back(*least);
        if (greatest != least)
            result.push_back(*greatest);
    }
    return result;
}

// ---- RunHistory ----------------------------------------------------------------------------------------------------

/// Figures of several instances over one window.
struct RunHistory::Sum {
    double throughput = 0, errors = 0, queue = 0, utilisation = 0;
    int utilised = 0;
    Histogram latency;

    WindowFigures figures() const
    {
        WindowFigures f;
        f.throughputPerSecond = throughput;
        f.errorsPerSecond = errors;
        f.queueDepth = queue;
        f.hasUtilisation = utilised > 0;
        f.utilisation = utilised > 0 ? utilisation / utilised : 0;
        f.hasLatency = !latency.empty();
        if (f.hasLatency) {
            f.p50Seconds = toSeconds(latency.quantile(0.5));
            f.p95Seconds = toSeconds(latency.quantile(0.95));
            f.p99Seconds = toSeconds(latency.quantile(0.99));
        }
        return f;
    }

    void add(const Sum &other)
    {
        throughput += other.throughput;
        errors += other.errors;
        queue += other.queue;
        utilisation += other.utilisation;
        utilised += other.utilised;
        latency.merge(other.latency);
    }

    void addCalls(const CallStats &a, const CallStats &b, double seconds)
    {
        throughput += static_cast<double>(grown(a.succeeded, b.succeeded)) / seconds;
        errors += static_cast<double>(grown(a.failed + a.timedOut, b.failed + b.timedOut)) / seconds;
        latency.merge(recorded(a.latency, b.latency));
    }

    void addServed(const ServedStats &a, const ServedStats &b, double seconds)
    {
        throughput += static_cast<double>(grown(a.succeeded, b.succeeded)) / seconds;
        errors += static_cast<double>(grown(a.failed + a.refused, b.failed + b.refused)) / seconds;
        queue += std::max(0.0, toSeconds(b.waited - a.waited) / seconds);
        latency.merge(recorded(a.latency, b.latency));
        if (b.slots > 0) {
            utilisation += std::clamp(toSeconds(b.busy - a.busy) / (seconds * b.slots), 0.0, 1.0);
            ++utilised;
        }
    }

    void addQueue(const QueueState &a, const QueueState &b, double seconds)
    {
        throughput += static_cast<double>(grown(a.completed, b.completed)) / seconds;
        errors += static_cast<double>(grown(a.buried + a.rejected, b.buried + b.rejected)) / seconds;
        queue += static_cast<double>(b.ready + b.reserved + b.delayed);
        latency.merge(recorded(a.sojourn, b.sojourn));
    }

    void addWorker(const WorkerState &a, const WorkerState &b, double seconds)
    {
        throughput += static_cast<double>(grown(a.succeeded, b.succeeded)) / seconds;
        errors += static_cast<double>(grown(a.failed + a.lost, b.failed + b.lost)) / seconds;
    }
};

namespace {

void record(SeriesSet &set, double seconds, const WindowFigures &f)
{
    set[Quantity::Throughput].add(seconds, f.throughputPerSecond);
    set[Quantity::Errors].add(seconds, f.errorsPerSecond);
    set[Quantity::QueueDepth].add(seconds, f.queueDepth);
    if (f.hasUtilisation)
        set[Quantity::Utilisation].add(seconds, f.utilisation);
    if (f.hasLatency) {
        set[Quantity::LatencyP50].add(seconds, f.p50Seconds);
        set[Quantity::LatencyP95].add(seconds, f.p95Seconds);
        set[Quantity::LatencyP99].add(seconds, f.p99Seconds);
    }
}

int indexIn(std::map<std::string, int, std::less<>> &index, const std::string &id)
{
    return index.try_emplace(id, static_cast<int>(index.size())).first->second;
}

const SeriesSet *find(const std::map<std::string, int, std::less<>> &index, const std::vector<SeriesSet> &sets,
                      const std::string &id)
{
    const auto found = index.find(id);
    return found == index.end() || static_cast<std::size_t>(found->second) >= sets.size()
               ? nullptr
               : &sets[static_cast<std::size_t>(found->second)];
}

} // namespace

namespace {

std::string memberName(const InstancePlan &instance)
{
    const auto *config = instance.machine ? std::get_if<ElectionConfig>(&instance.machine->behaviour) : nullptr;
    return config == nullptr ? instance.name : config->member;
}

} // namespace

RunHistory::RunHistory(const Plan &plan, Duration window, Duration step) : m_window(window), m_step(step)
{
    for (const ElectionGroup &group : electionsOf(plan)) {
        ElectionHistory &election = m_elections.emplace_back(ElectionHistory{group.name, group.number, {}, {}, {}});
        for (const InstanceIndex member : group.members)
            election.lanes.push_back({member, plan.instances[member].name, memberName(plan.instances[member]), {}});
    }
    for (std::size_t i = 0; i < plan.instances.size(); ++i) {
        const InstancePlan &instance = plan.instances[i];
        InstanceShape shape;
        if (!instance.element.empty())
            shape.container = indexIn(m_containerIndex, instance.element);
        for (const PeerPlan &peer : instance.peers)
            shape.linkOfPeer.push_back(peer.link.empty() ? -1 : indexIn(m_linkIndex, peer.link));
        if (instance.machine) {
            shape.isLoad = std::holds_alternative<LoadConfig>(instance.machine->behaviour);
        }
        m_hasLoad = m_hasLoad || shape.isLoad;
        m_shapes.push_back(std::move(shape));
    }
    const bool tracked = plan.instances.size() <= greatestTrackedInstances;
    const std::size_t sets = m_containerIndex.size() + m_linkIndex.size() + (tracked ? plan.instances.size() : 0) + 1;
    const std::size_t capacity = capacityFor(sets);
    m_containers.assign(m_containerIndex.size(), makeSet(capacity));
    m_links.assign(m_linkIndex.size(), makeSet(capacity));
    m_totals = makeSet(capacity);
    if (tracked) {
        m_instances.assign(plan.instances.size(), makeSet(capacity));
        for (const InstancePlan &instance : plan.instances)
            indexIn(m_instanceIndex, instance.name);
    }
    m_latest.resize(plan.instances.size());
}

const SeriesSet *RunHistory::container(const std::string &id) const
{
    return find(m_containerIndex, m_containers, id);
}
const SeriesSet *RunHistory::link(const std::string &id) const
{
    return find(m_linkIndex, m_links, id);
}
const SeriesSet *RunHistory::instance(const std::string &name) const
{
    return find(m_instanceIndex, m_instances, name);
}

void RunHistory::add(const SnapshotPtr &snapshot)
{
    if (!snapshot || snapshot->instances.size() != m_shapes.size())
        return;
    if (!m_recent.empty() && snapshot->time < m_recent.back()->time)
        return;
    addElections(*snapshot);
    m_lastTime = std::max(m_lastTime, snapshot->time);
    if (m_recent.empty()) {
        m_recent.push_back(snapshot);
        return;
    }
    if (snapshot->time - m_recent.back()->time < m_step)
        return;
    m_recent.push_back(snapshot);
    addSample(*windowStart(snapshot->time), *snapshot);
}

const Snapshot *RunHistory::windowStart(Time now)
{
    while (m_recent.size() > 2 && m_recent[1]->time <= now - m_window)
        m_recent.pop_front();
    return m_recent.front().get();
}

void RunHistory::addSample(const Snapshot &earlier, const Snapshot &later)
{
    std::vector<Sum> containers(m_containers.size()), links(m_links.size());
    Sum clients, everybody;
    const double now = toSeconds(later.time);
    for (std::size_t i = 0; i < m_shapes.size(); ++i) {
        const InstanceShape &shape = m_shapes[i];
        const MachineState &a = earlier.instances[i].machine, &b = later.instances[i].machine;
        const double seconds = toSeconds(timeOf(later, i) - timeOf(earlier, i));
        // Heard of for the first time: what it has counted before says nothing of this window.
        const bool isNew = !earlier.instances[i].known && later.instances[i].known;
        if (seconds <= 0 || isNew) {
            m_latest[i] = {};
            continue;
        }
        Sum own;
        for (std::size_t p = 0; p < b.calls.size() && p < shape.linkOfPeer.size(); ++p) {
            const CallStats before = p < a.calls.size() ? a.calls[p] : CallStats();
            if (shape.linkOfPeer[p] >= 0)
                links[static_cast<std::size_t>(shape.linkOfPeer[p])].addCalls(before, b.calls[p], seconds);
            if (shape.isLoad)
                own.addCalls(before, b.calls[p], seconds);
        }
        if (const auto *queue = std::get_if<QueueState>(&b.pattern)) {
            const auto *before = std::get_if<QueueState>(&a.pattern);
            own.addQueue(before ? *before : QueueState(), *queue, seconds);
        } else if (!shape.isLoad) {
            own.addServed(a.served, b.served, seconds);
            const auto *worker = std::get_if<WorkerState>(&b.pattern);
            const auto *before = std::get_if<WorkerState>(&a.pattern);
            if (worker && b.served.received == 0)
                own.addWorker(before ? *before : WorkerState(), *worker, seconds);
        }
        m_latest[i] = own.figures();
        if (!m_instances.empty())
            record(m_instances[i], now, m_latest[i]);
        if (shape.container >= 0)
            containers[static_cast<std::size_t>(shape.container)].add(own);
        (shape.isLoad ? clients : everybody).add(own);
    }
    WindowFigures totals = (m_hasLoad ? clients : everybody).figures();
    totals.queueDepth = everybody.queue;
    totals.hasUtilisation = false;
    for (std::size_t i = 0; i < containers.size(); ++i) {
        const WindowFigures f = containers[i].figures();
        record(m_containers[i], now, f);
        totals.hasUtilisation = totals.hasUtilisation || f.hasUtilisation;
        totals.utilisation = std::max(totals.utilisation * (totals.hasUtilisation ? 1 : 0), f.utilisation);
    }
    for (std::size_t i = 0; i < links.size(); ++i)
        record(m_links[i], now, links[i].figures());
    record(m_totals, now, totals);
    ++m_samples;
}

// ---- elections -----------------------------------------------------------------------------------------------------

namespace {

bool same(const ElectionSpan &a, const ElectionSpan &b)
{
    if (!a.alive && !b.alive)
        return a.everRan == b.everRan;
    return a.alive == b.alive && a.isObserved == b.isObserved && a.paused == b.paused && a.role == b.role &&
           a.term == b.term && a.leaseValid == b.leaseValid && a.believedLeader == b.believedLeader &&
           a.votedFor == b.votedFor;
}

ElectionSpan spanOf(const InstanceSnapshot &instance, std::size_t election, Time now)
{
    ElectionSpan span;
    span.begin = span.end = now;
    span.alive = instance.alive;
    span.paused = instance.paused;
    span.isObserved = !instance.alive || instance.known;
    span.everRan = instance.alive && instance.known;
    if (const ElectionState *state = electionState(instance.machine, election)) {
        span.role = state->role;
        span.term = state->term;
        span.leaseValid = instance.alive && state->leaseValid;
        span.believedLeader = state->believedLeader;
        span.votedFor = state->votedFor;
    }
    return span;
}

/// What was true at the last look is taken to have been true up to this one.
void extend(std::vector<ElectionSpan> &spans, ElectionSpan next)
{
    if (!spans.empty()) {
        next.everRan = next.everRan || spans.back().everRan;
        spans.back().end = next.begin;
        if (same(spans.back(), next))
            return;
        if (spans.back().begin == spans.back().end)
            spans.pop_back();
    }
    if (spans.size() >= greatestSpanCount)
        spans.erase(spans.begin(), spans.begin() + static_cast<std::ptrdiff_t>(greatestSpanCount / 10));
    spans.push_back(std::move(next));
}

std::vector<const ElectionSpan *> newestOf(const ElectionHistory &election)
{
    std::vector<const ElectionSpan *> newest;
    for (const ElectionLane &lane : election.lanes)
        newest.push_back(lane.spans.empty() ? nullptr : &lane.spans.back());
    return newest;
}

/// What was so at the last look, at `before`, is taken to have been so up to this one.
void extendGaps(std::vector<TimeSpan> &gaps, bool wasSo, bool isSo, Time before, Time now)
{
    const bool open = wasSo && !gaps.empty() && gaps.back().end == before;
    if (open)
        gaps.back().end = now;
    if (isSo && !open)
        gaps.push_back({now, now});
    if (gaps.size() > greatestSpanCount)
        gaps.erase(gaps.begin());
}

} // namespace

Leadership leadershipOf(const std::vector<const ElectionSpan *> &members)
{
    const auto holds = [](const ElectionSpan *one) { return one != nullptr && one->leaseValid; };
    const auto isSilent = [](const ElectionSpan *one) { return one != nullptr && !one->isObserved; };
    return std::ranges::any_of(members, holds)      ? Leadership::Held
           : std::ranges::any_of(members, isSilent) ? Leadership::NotObserved
                                                    : Leadership::Nobody;
}

void RunHistory::addElections(const Snapshot &snapshot)
{
    const Time before = m_recent.empty() ? snapshot.time : m_lastTime;
    for (ElectionHistory &election : m_elections) {
        const Leadership was = leadershipOf(newestOf(election));
        for (ElectionLane &lane : election.lanes)
            extend(lane.spans, spanOf(snapshot.instances[lane.instance], election.number, snapshot.time));
        const Leadership is = leadershipOf(newestOf(election));
        extendGaps(election.withoutLeader, was == Leadership::Nobody, is == Leadership::Nobody, before, snapshot.time);
        extendGaps(election.notObserved, was == Leadership::NotObserved, is == Leadership::NotObserved, before,
                   snapshot.time);
    }
}

} // namespace bayplan
