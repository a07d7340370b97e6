// SPDX-License-Identifier: Apache-2.0
#include "engine/report/timeline.h"

#include <algorithm>

namespace bayplan {
namespace {

constexpr int pointsOfALine = 300;
constexpr Duration closestPoints = std::chrono::milliseconds(100);
constexpr std::size_t mostSpans = 2000; ///< of a lane

std::uint64_t grown(std::uint64_t before, std::uint64_t now)
{
    return now >= before ? now - before : now;
}

const CallStats &callsAt(const MachineState &machine, std::uint32_t peer)
{
    static const CallStats none;
    return peer < machine.calls.size() ? machine.calls[peer] : none;
}

bool hasPoints(const std::vector<PageSeries> &all)
{
    return std::ranges::any_of(all, [](const PageSeries &series) { return !series.points.empty(); });
}

bool isEverAboveZero(const std::vector<PageSeries> &all)
{
    return std::ranges::any_of(all, [](const PageSeries &series) {
        return std::ranges::any_of(series.points, [](const auto &point) { return point.second > 0; });
    });
}

} // namespace

std::string memberWords(bool isAlive, bool isPaused, ElectionRole role, bool hasLease)
{
    if (!isAlive)
        return "down";
    if (isPaused)
        return "paused";
    switch (role) {
    case ElectionRole::Leader:
        return hasLease ? "leader" : "leader without lease";
    case ElectionRole::Candidate:
        return "candidate";
    case ElectionRole::Refusing:
        return "refusing";
    case ElectionRole::Follower:
        break;
    }
    return "follower";
}

Timeline::Timeline(const Plan &plan)
    : m_subjects(subjectsOf(plan)), m_spacing(std::max(closestPoints, plan.duration / pointsOfALine)),
      m_instances(plan.instances.size()), m_groups(electionsOf(plan))
{
    for (const LinkSubject &link : m_subjects.links) {
        m_isClient.push_back(std::ranges::any_of(link.peers, [&](const auto &peer) {
            const auto &machine = plan.instances[peer.first].machine;
            return machine && std::holds_alternative<LoadConfig>(machine->behaviour);
        }));
        for (auto *all : {&m_throughput, &m_errors})
            all->push_back({link.text, {}});
        m_p50.push_back({link.text + ", p50", {}});
        m_p99.push_back({link.text + ", p99", {}});
    }
    for (const ContainerSubject &container : m_subjects.containers) {
        m_waiting.push_back({container.text, {}});
        m_busy.push_back({container.text, {}});
    }
    for (const ElectionGroup &group : m_groups) {
        PageElection &election = m_elections.emplace_back(PageElection{group.name, {}, {}});
        for (const InstanceIndex member : group.members)
            election.lanes.push_back({plan.instances[member].name, {}});
    }
}

void Timeline::observe(const Snapshot &snapshot)
{
    if (snapshot.instances.size() != m_instances)
        return; // an engine that has not begun yet
    m_end = std::max(m_end, toSeconds(snapshot.time));
    addLanes(snapshot);
    if (!m_before)
        m_before = snapshot;
    else if (snapshot.time - m_before->time >= m_spacing)
        addPoints(snapshot);
}

void Timeline::addPoints(const Snapshot &later)
{
    const Snapshot &earlier = *m_before;
    const double now = toSeconds(later.time);
    const double seconds = toSeconds(later.time - earlier.time);
    for (std::size_t i = 0; i < m_subjects.links.size(); ++i) {
        Histogram latency;
        double done = 0, failed = 0;
        for (const auto &[instance, peer] : m_subjects.links[i].peers) {
            const CallStats &a = callsAt(earlier.instances[instance].machine, peer);
            const CallStats &b = callsAt(later.instances[instance].machine, peer);
            done += static_cast<double>(grown(a.succeeded, b.succeeded));
            failed += static_cast<double>(grown(a.failed + a.timedOut, b.failed + b.timedOut));
            latency.merge(b.latency.since(a.latency));
        }
        m_throughput[i].points.emplace_back(now, done / seconds);
        m_errors[i].points.emplace_back(now, failed / seconds);
        if (latency.empty())
            continue;
        m_p50[i].points.emplace_back(now, toSeconds(latency.quantile(0.5)));
        m_p99[i].points.emplace_back(now, toSeconds(latency.quantile(0.99)));
    }
    for (std::size_t i = 0; i < m_subjects.containers.size(); ++i) {
        double waiting = 0, busy = 0, slots = 0;
        for (const InstanceIndex instance : m_subjects.containers[i].instances) {
            const ServedStats &a = earlier.instances[instance].machine.served;
            const ServedStats &b = later.instances[instance].machine.served;
            waiting += std::max(0.0, toSeconds(b.waited - a.waited));
            busy += std::max(0.0, toSeconds(b.busy - a.busy));
            slots += b.slots;
        }
        m_waiting[i].points.emplace_back(now, waiting / seconds);
        if (slots > 0)
            m_busy[i].points.emplace_back(now, std::min(1.0, busy / seconds / slots));
    }
    m_before = later;
}

void Timeline::addLanes(const Snapshot &snapshot)
{
    const double now = toSeconds(snapshot.time);
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        PageElection &election = m_elections[i];
        bool led = false;
        for (std::size_t m = 0; m < m_groups[i].members.size(); ++m) {
            const InstanceSnapshot &instance = snapshot.instances[m_groups[i].members[m]];
            const ElectionState *state = electionState(instance.machine, m_groups[i].number);
            const std::string name = memberWords(instance.alive, instance.paused, state ? state->role : ElectionRole::Follower,
                                                 state && state->leaseValid);
            led = led || name == "leader";
            const std::string term = state == nullptr ? std::string() : "term " + std::to_string(state->term);
            auto &spans = election.lanes[m].spans;
            if (!spans.empty())
                spans.back().to = now;
            if ((spans.empty() || spans.back().state != name || spans.back().text != term) && spans.size() < mostSpans)
                spans.push_back({now, now, name, term});
        }
        auto &gaps = election.withoutLeader;
        const bool isOpen = !gaps.empty() && gaps.back().second < 0;
        if (led && isOpen)
            gaps.back().second = now;
        else if (!led && !isOpen)
            gaps.emplace_back(now, -1);
    }
}

void Timeline::addTo(ReportPage &page) const
{
    page.endSeconds = std::max(page.endSeconds, m_end);
    const bool hasClients = std::ranges::find(m_isClient, true) != m_isClient.end();
    const auto ofClients = [&](const std::vector<PageSeries> &all) {
        std::vector<PageSeries> chosen;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (m_isClient[i] || !hasClients)
                chosen.push_back(all[i]);
        }
        return chosen;
    };
    std::vector<PageSeries> latency = ofClients(m_p50);
    std::ranges::move(ofClients(m_p99), std::back_inserter(latency));
    page.charts.push_back({"Throughput", FigureUnit::PerSecond, false, ofClients(m_throughput)});
    if (isEverAboveZero(m_errors))
        page.charts.push_back({"Errors", FigureUnit::PerSecond, false, ofClients(m_errors)});
    if (hasPoints(latency))
        page.charts.push_back({"Latency", FigureUnit::Seconds, true, std::move(latency)});
    std::vector<PageSeries> waiting = m_waiting;
    std::erase_if(waiting, [](const PageSeries &series) { return !isEverAboveZero({series}); });
    if (!waiting.empty())
        page.charts.push_back({"Waiting requests and tasks", FigureUnit::Count, false, std::move(waiting)});
    if (hasPoints(m_busy))
        page.charts.push_back({"Utilisation", FigureUnit::Fraction, false, m_busy});
    for (PageElection election : m_elections) {
        for (auto &[from, to] : election.withoutLeader)
            to = to < 0 ? m_end : to;
        page.elections.push_back(std::move(election));
    }
}

} // namespace bayplan
