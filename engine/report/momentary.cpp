// SPDX-License-Identifier: Apache-2.0
#include "engine/report/momentary.h"

#include "engine/report/elections.h"
#include "engine/report/pattern_counters.h"
#include "engine/report/subjects.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace bayplan {
namespace {

constexpr Duration windowOfRates = std::chrono::seconds(1);
constexpr Duration gapOfPasts = std::chrono::milliseconds(50);

constexpr std::array<std::string_view, 5> quantiles{"mean", "p50", "p90", "p99", "p99.9"};
constexpr std::array<std::string_view, 7> rates{"throughput", "arrivals",         "utilisation", "lossRatio",
                                                "errorRatio", "queue.throughput", "sojourn"};

template <std::size_t N>
bool isIn(const std::array<std::string_view, N> &names, std::string_view name)
{
    return std::ranges::find(names, name) != names.end();
}

bool isLatency(std::string_view name)
{
    return isIn(quantiles, name) || name.starts_with("sojourn");
}

/// Of the last second, and no state or count.
bool isRate(std::string_view name)
{
    return isLatency(name) || isIn(rates, name);
}

bool hasQueueFigure(std::string_view name)
{
    constexpr std::array<std::string_view, 12> names{
        "queue.depth", "queue.throughput", "put",        "completed", "retried",   "dead",
        "lost",        "expired",          "duplicates", "rejected",  "oldestAge", "sojourn"};
    return isIn(names, name) || name == "sojourn.p99";
}

bool hasElectionFigure(std::string_view name)
{
    constexpr std::array<std::string_view, 5> names{"leaderless", "longestLeaderless", "elections", "term", "unsafe"};
    return isIn(names, name);
}

bool hasLinkFigure(std::string_view name)
{
    constexpr std::array<std::string_view, 4> names{"throughput", "sent", "errors", "errorRatio"};
    return isIn(names, name) || isIn(quantiles, name);
}

bool hasContainerFigure(std::string_view name)
{
    constexpr std::array<std::string_view, 8> names{"throughput", "errors",  "cutShort", "utilisation",
                                                    "inService",  "waiting", "arrivals", "lossRatio"};
    return isIn(names, name) || isIn(quantiles, name);
}

double quantileOf(std::string_view name, const Histogram &histogram)
{
    if (name == "mean" || name == "sojourn")
        return toSeconds(histogram.mean());
    const double q = name == "p50" ? 0.5 : name == "p90" ? 0.9 : name == "p99.9" ? 0.999 : 0.99;
    return toSeconds(histogram.quantile(q));
}

double ratioOf(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

double queueCount(std::string_view name, const QueueState &queue)
{
    const auto number = [](std::uint64_t count) { return static_cast<double>(count); };
    if (name == "put")
        return number(queue.put);
    if (name == "completed")
        return number(queue.completed);
    if (name == "retried")
        return number(queue.retried);
    if (name == "dead")
        return number(queue.buried + queue.kicked + queue.discarded); // ever
    if (name == "expired")
        return number(queue.expired);
    if (name == "duplicates")
        return number(queue.refusedLate);
    if (name == "rejected")
        return number(queue.rejected);
    const std::uint64_t depth = queue.ready + queue.reserved + queue.delayed;
    if (name == "queue.depth")
        return number(depth);
    const std::uint64_t known = depth + queue.completed + queue.buried + queue.discarded; // else "lost"
    return number(queue.put - std::min(queue.put, known));
}

} // namespace

Result<MomentaryCondition> MomentaryCondition::of(const std::string &text, const Plan &plan)
{
    if (const auto checked = checkAssertion(text, &plan); !checked)
        return checked.error();
    auto parsed = parseAssertion(text);
    if (!parsed)
        return parsed.error();
    return MomentaryCondition(std::move(*parsed), plan);
}

MomentaryCondition::MomentaryCondition(AssertionText asked, const Plan &plan) : m_asked(std::move(asked))
{
    addParts(plan);
    if (!m_asked.name.empty())
        keepMeant();
    m_partsOf.resize(plan.instances.size());
    m_now.instances.resize(plan.instances.size());
    for (std::size_t number = 0; number < m_parts.size(); ++number) {
        for (const InstanceIndex index : m_parts[number].instances) {
            if (m_partsOf[index].empty())
                m_instances.push_back(index);
            if (m_partsOf[index].empty() || m_partsOf[index].back() != number)
                m_partsOf[index].push_back(number);
        }
    }
}

void MomentaryCondition::addParts(const Plan &plan)
{
    const std::string_view figure = m_asked.figure->name;
    const Subjects subjects = subjectsOf(plan);
    if (hasLinkFigure(figure)) {
        for (const LinkSubject &link : subjects.links) {
            Part part{.kind = SubjectKind::Link, .id = link.id, .text = link.text, .peers = link.peers};
            for (const auto &peer : link.peers)
                part.instances.push_back(peer.first);
            m_parts.push_back(std::move(part));
        }
    }
    const bool linksAlone = m_asked.name.empty() && isOfLinksWithoutName(figure);
    const auto addContainers = [&](SubjectKind kind, const std::vector<ContainerSubject> &containers) {
        for (const ContainerSubject &container : containers)
            m_parts.push_back(
                {.kind = kind, .id = container.id, .text = container.text, .instances = container.instances});
    };
    if (hasContainerFigure(figure) && !linksAlone)
        addContainers(SubjectKind::Container, subjects.containers);
    if (hasQueueFigure(figure))
        addContainers(SubjectKind::Queue, subjects.queues);
    if (isPatternCounter(figure))
        addContainers(SubjectKind::Pattern, subjects.containers);
    if (hasElectionFigure(figure)) {
        for (const ElectionGroup &group : electionsOf(plan)) {
            Part part{.kind = SubjectKind::Election, .id = group.name, .text = group.name, .instances = group.members};
            part.tracker.emplace_back(group);
            m_parts.push_back(std::move(part));
        }
    }
}

/// Those that the name means most surely; of several in a pod the one with the greatest value counts.
void MomentaryCondition::keepMeant()
{
    const auto rank = [&](const Part &part) { return rankOfName(part.kind, part.id, part.text, m_asked.name); };
    int best = 1;
    for (const Part &part : m_parts)
        best = std::max(best, rank(part));
    std::erase_if(m_parts, [&](const Part &part) { return rank(part) < best; });
}

void MomentaryCondition::observe(const Snapshot &snapshot)
{
    if (snapshot.instances.size() != m_now.instances.size())
        return;
    m_now.time = snapshot.time;
    for (const InstanceIndex index : m_instances)
        m_now.instances[index] = snapshot.instances[index];
    for (Part &part : m_parts)
        renew(part);
}

void MomentaryCondition::observe(InstanceIndex index, const InstanceSnapshot &state, Time now)
{
    m_now.time = now;
    m_now.instances[index] = state;
    for (const std::size_t number : m_partsOf[index])
        renew(m_parts[number]);
}

void MomentaryCondition::renew(Part &part)
{
    const std::string_view figure = m_asked.figure->name;
    if (part.kind == SubjectKind::Election)
        part.tracker.front().observe(m_now, true);
    if (figure == "cutShort")
        part.isKnown = std::ranges::any_of(
            part.instances, [this](InstanceIndex index) { return m_now.instances[index].lost.has_value(); });
    if (isRate(figure))
        overLastSecond(part);
    else
        part.value =
            part.kind == SubjectKind::Link || part.kind == SubjectKind::Container ? countOf(part) : stateOf(part);
}

/// Of links and containers.
double MomentaryCondition::countOf(const Part &part) const
{
    const std::string_view figure = m_asked.figure->name;
    double count = 0;
    for (const auto &[index, peer] : part.peers) {
        const auto &calls = m_now.instances[index].machine.calls;
        if (peer < calls.size())
            count +=
                static_cast<double>(figure == "sent" ? calls[peer].sent : calls[peer].failed + calls[peer].timedOut);
    }
    if (part.kind == SubjectKind::Link)
        return count;
    for (const InstanceIndex index : part.instances) {
        const ServedStats &served = m_now.instances[index].machine.served;
        count += static_cast<double>(figure == "errors"      ? served.failed + served.refused
                                     : figure == "inService" ? served.inService
                                     : figure == "waiting"   ? served.waiting
                                                             : m_now.instances[index].lost.value_or(0));
    }
    return count;
}

/// Of queues, elections and what patterns count.
double MomentaryCondition::stateOf(const Part &part) const
{
    const std::string_view figure = m_asked.figure->name;
    if (part.kind == SubjectKind::Election) {
        const ElectionFigures figures = part.tracker.front().finish(m_now);
        return figure == "leaderless"          ? toSeconds(figures.withoutLeader)
               : figure == "longestLeaderless" ? toSeconds(figures.longestWithout)
               : figure == "elections"         ? static_cast<double>(figures.elections)
               : figure == "term"              ? static_cast<double>(figures.term)
                                               : (figures.safe ? 0 : 1);
    }
    double value = 0;
    for (const InstanceIndex index : part.instances) {
        const PatternState &pattern = m_now.instances[index].machine.pattern;
        if (part.kind == SubjectKind::Queue) {
            const auto *queue = std::get_if<QueueState>(&pattern);
            if (queue != nullptr && figure == "oldestAge")
                value = std::max(value, toSeconds(queue->oldestAge));
            else if (queue != nullptr)
                value += queueCount(figure, *queue);
            continue;
        }
        for (const PatternCounter &counter : countersOf(pattern))
            if (counter.name == figure)
                value = counter.isGauge ? std::max(value, counter.value) : value + counter.value;
    }
    return value;
}

MomentaryCondition::Sums MomentaryCondition::sumsOf(const Part &part) const
{
    const bool wantsLatency = isLatency(m_asked.figure->name);
    Sums sums;
    for (const auto &[index, peer] : part.peers) {
        const auto &calls = m_now.instances[index].machine.calls;
        if (peer >= calls.size())
            continue;
        sums.answered += static_cast<double>(calls[peer].succeeded);
        sums.failed += static_cast<double>(calls[peer].failed + calls[peer].timedOut);
        if (wantsLatency)
            sums.latency.merge(calls[peer].latency);
    }
    if (part.kind == SubjectKind::Link)
        return sums;
    for (const InstanceIndex index : part.instances) {
        const MachineState &machine = m_now.instances[index].machine;
        const auto *queue = std::get_if<QueueState>(&machine.pattern);
        sums.answered += static_cast<double>(machine.served.succeeded);
        sums.received += static_cast<double>(machine.served.received);
        sums.refused += static_cast<double>(machine.served.refused);
        sums.busySeconds += toSeconds(machine.served.busy);
        sums.completed += queue != nullptr ? static_cast<double>(queue->completed) : 0;
        if (wantsLatency)
            sums.latency.merge(part.kind == SubjectKind::Queue && queue != nullptr ? queue->sojourn
                                                                                   : machine.served.latency);
    }
    return sums;
}

void MomentaryCondition::overLastSecond(Part &part)
{
    const std::string_view figure = m_asked.figure->name;
    const Time now = m_now.time;
    while (part.past.size() > 1 && part.past[1].at <= now - windowOfRates)
        part.past.pop_front();
    const Sums sums = sumsOf(part);
    if (part.past.empty() || now - part.past.back().at >= gapOfPasts)
        part.past.push_back({now, sums});
    const Past &before = part.past.front();
    const double seconds = toSeconds(now - before.at);
    const double answered = sums.answered - before.sums.answered;
    const double received = sums.received - before.sums.received;
    const double failed = sums.failed - before.sums.failed;
    part.isKnown = now - before.at >= windowOfRates; // of less, a rate is mere chance
    if (isLatency(figure)) {
        const Histogram latency = sums.latency.since(before.sums.latency);
        part.isKnown = part.isKnown && latency.count() > 0;
        part.value = part.isKnown ? quantileOf(figure, latency) : 0;
    } else if (figure == "throughput") {
        part.value = ratioOf(answered, seconds);
    } else if (figure == "queue.throughput") {
        part.value = ratioOf(sums.completed - before.sums.completed, seconds);
    } else if (figure == "arrivals") {
        part.value = ratioOf(received, seconds);
    } else if (figure == "utilisation") {
        double slots = 0;
        for (const InstanceIndex index : part.instances)
            slots += m_now.instances[index].machine.served.slots;
        part.isKnown = part.isKnown && slots > 0;
        part.value = std::min(1.0, ratioOf(sums.busySeconds - before.sums.busySeconds, seconds * slots));
    } else if (figure == "lossRatio") {
        part.value = ratioOf(sums.refused - before.sums.refused, received);
    } else { // errorRatio
        part.value = ratioOf(failed, failed + answered);
    }
}

/// The part whose value counts: the greatest.
const MomentaryCondition::Part *MomentaryCondition::shown() const
{
    const Part *greatest = nullptr;
    for (const Part &part : m_parts)
        if (part.isKnown && (greatest == nullptr || part.value > greatest->value))
            greatest = &part;
    return greatest;
}

double MomentaryCondition::value() const
{
    if (m_asked.figure->name == "violations")
        return m_violations;
    const bool isSum = m_asked.name.empty() && m_asked.figure->withoutName == Aggregate::Sum;
    if (!isSum)
        return shown() != nullptr ? shown()->value : 0;
    double sum = 0;
    for (const Part &part : m_parts)
        sum += part.value;
    return sum;
}

bool MomentaryCondition::holds() const
{
    const bool isKnown = m_asked.figure->name == "violations" || shown() != nullptr;
    return isKnown && compares(value(), m_asked.comparison, m_asked.value);
}

std::string MomentaryCondition::measured() const
{
    const bool isOfOne = m_asked.figure->withoutName == Aggregate::Greatest || !m_asked.name.empty();
    const Part *one = isOfOne ? shown() : nullptr;
    return std::string(m_asked.figure->name) + (one != nullptr ? " of " + one->text : "") + " is " +
           figureText(value(), m_asked.figure->unit);
}

} // namespace bayplan
