// SPDX-License-Identifier: Apache-2.0
// From cumulative snapshots to the figures of a window.
#include "engine/report/assertion_watch.h"
#include "engine/report/broken_promises.h"
#include "engine/report/confidence.h"
#include "engine/report/election_tracker.h"
#include "engine/report/elections.h"
#include "engine/report/observations.h"
#include "engine/report/pattern_counters.h"
#include "engine/report/report.h"
#include "engine/report/subjects.h"
#include "engine/report/theory.h"
#include "engine/report/warnings.h"

#include <algorithm>
#include <map>
#include <optional>

namespace bayplan {
namespace {

LatencyFigures latencyOf(const Histogram &histogram)
{
    return {.mean = histogram.mean(),
            .p50 = histogram.quantile(0.5),
            .p90 = histogram.quantile(0.9),
            .p99 = histogram.quantile(0.99),
            .p999 = histogram.quantile(0.999),
            .samples = histogram.count(),
            .histogram = histogram};
}

double ratio(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

const CallStats &callsOf(const Snapshot &snapshot, const std::pair<InstanceIndex, std::uint32_t> &peer)
{
    static const CallStats none;
    const auto &calls = snapshot.instances[peer.first].machine.calls;
    return peer.second < calls.size() ? calls[peer.second] : none;
}

/// What came between two values of a counter; a counter that went back is one that began anew.
std::uint64_t rise(std::uint64_t before, std::uint64_t now)
{
    return now >= before ? now - before : now;
}
Duration rise(Duration before, Duration now)
{
    return now >= before ? now - before : now;
}

std::string hexadecimal(std::uint64_t number)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text(16, '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, number >>= 4U)
        *digit = digits[number & 15U];
    return text;
}

/// Those of elections stand with their elections.
void addViolations(const std::vector<Violation> &violations, Report &report)
{
    report.broken = brokenPromisesOf(violations);
    const std::vector<std::string> warnings = brokenPromiseWarnings(report.broken, 1);
    report.warnings.insert(report.warnings.begin(), warnings.begin(), warnings.end());
    for (AssertionFigures &assertion : report.assertions) {
        if (!assertion.held && !violations.empty() && assertion.text.starts_with("violations"))
            assertion.failedAt = violations.front().at.time_since_epoch(); // to the event, not to an observation
    }
}

} // namespace

struct ReportBuilder::State {
    State(const Plan &watched, std::uint64_t runSeed) : plan(watched), seed(runSeed), subjects(subjectsOf(watched))
    {
        for (ElectionGroup &group : electionsOf(watched))
            elections.emplace_back(std::move(group));
    }

    Duration elapsed(InstanceIndex instance) const;
    Duration elapsedByItsClock(InstanceIndex instance) const;
    double trueShare(const ContainerSubject &subject) const;
    bool wasHeardOf(InstanceIndex instance) const;
    LinkFigures link(const LinkSubject &subject) const;
    ContainerFigures container(const ContainerSubject &subject) const;
    QueueFigures queue(const ContainerSubject &subject) const;
    PatternFigures pattern(const ContainerSubject &subject) const;
    std::vector<std::string> silent() const;
    void addConfidence(LinkFigures &figures, std::size_t number) const;
    void addConfidence(ContainerFigures &figures, const ContainerSubject &subject, std::size_t number) const;
    double slotsOf(const ContainerSubject &subject) const;
    Report sections(const std::set<SubjectKind> &wanted) const;
    void watch();
    void meet(const Snapshot &snapshot);
    std::optional<std::uint64_t> violationCount() const;
    void judgeSafety(Report &report) const;

    Plan plan;
    std::uint64_t seed;
    Subjects subjects;
    std::vector<ElectionTracker> elections;
    std::optional<Snapshot> first; ///< of the window
    Snapshot last;
    Observations observations; ///< of the window
    std::optional<AssertionWatch> assertions;
    Time nextLook{}; ///< at the assertions
};

ReportBuilder::ReportBuilder(const Plan &plan, std::uint64_t seed) : m_state(std::make_unique<State>(plan, seed)) {}
ReportBuilder::~ReportBuilder() = default;
ReportBuilder::ReportBuilder(ReportBuilder &&) noexcept = default;
ReportBuilder &ReportBuilder::operator=(ReportBuilder &&) noexcept = default;

void ReportBuilder::observe(const Snapshot &snapshot)
{
    State &state = *m_state;
    if (snapshot.instances.size() != state.plan.instances.size())
        return; // an engine that has not begun yet shows no instances
    const bool inWindow = snapshot.time.time_since_epoch() >= state.plan.warmUp;
    if (inWindow && !state.first)
        state.first = snapshot;
    if (state.first)
        state.meet(snapshot);
    for (ElectionTracker &election : state.elections)
        election.observe(snapshot, inWindow);
    state.last = snapshot;
    if (inWindow) {
        state.observations.observe(snapshot, *state.first, state.subjects);
        state.watch();
    }
}

/// A container of a deployment is heard of later than the deployment, and may have run for long before: since an
/// earlier apply, or an earlier life of this program. What it did until then is not of the window.
void ReportBuilder::State::meet(const Snapshot &snapshot)
{
    for (std::size_t i = 0; i < snapshot.instances.size(); ++i) {
        if (!first->instances[i].known && snapshot.instances[i].known)
            first->instances[i] = snapshot.instances[i];
    }
}

void ReportBuilder::watchAssertions()
{
    m_state->assertions.emplace(m_state->plan.assertionIds, m_state->plan.assertions);
}

/// At most a hundred times in a window, and less often in large plans: each look adds up histograms. The instants are
/// hundredths of the window, however often else somebody observes.
void ReportBuilder::State::watch()
{
    constexpr std::int64_t work = 50'000; // containers looked at in all
    constexpr std::int64_t parts = 100;
    constexpr Duration closest = std::chrono::milliseconds(10);
    if (!assertions || assertions->isEmpty() || last.time < nextLook)
        return;
    const auto size = std::max<std::int64_t>(1, static_cast<std::int64_t>(plan.instances.size()));
    const std::int64_t looks = std::clamp<std::int64_t>(work / size, 4, parts);
    const Duration apart = std::max(closest, (plan.duration - plan.warmUp) / parts * ((parts + looks - 1) / looks));
    nextLook = first->time + apart * ((last.time - first->time) / apart + 1);
    if (last.time > first->time)
        assertions->observe(last.time, sections(assertions->subjects()));
}

/// Without intervals and what follows from them.
Report ReportBuilder::State::sections(const std::set<SubjectKind> &wanted) const
{
    Report report;
    report.violations = violationCount();
    if (wanted.contains(SubjectKind::Link)) {
        for (const LinkSubject &subject : subjects.links)
            report.links.push_back(link(subject));
    }
    if (wanted.contains(SubjectKind::Container)) {
        for (const ContainerSubject &subject : subjects.containers)
            report.containers.push_back(container(subject));
    }
    if (wanted.contains(SubjectKind::Election)) {
        for (const ElectionTracker &election : elections)
            report.elections.push_back(election.finish(last));
    }
    if (wanted.contains(SubjectKind::Queue)) {
        for (const ContainerSubject &subject : subjects.queues)
            report.queues.push_back(queue(subject));
    }
    if (wanted.contains(SubjectKind::Pattern)) {
        for (const ContainerSubject &subject : subjects.containers)
            report.patterns.push_back(pattern(subject));
    }
    return report;
}

/// Of the whole run; nothing where nobody checks.
std::optional<std::uint64_t> ReportBuilder::State::violationCount() const
{
    return last.violations ? std::optional<std::uint64_t>(last.violations->size()) : std::nullopt;
}

/// As it was at every event, where somebody looks at each of them; snapshots alone may miss it.
void ReportBuilder::State::judgeSafety(Report &report) const
{
    if (!last.violations)
        return;
    for (std::size_t i = 0; i < report.elections.size(); ++i) {
        ElectionFigures &election = report.elections[i];
        const auto violation = std::ranges::find(*last.violations, std::optional(i), &Violation::election);
        if (violation != last.violations->end()) {
            election.safe = false;
            election.safety = violation->text;
        } else if (election.safe) {
            election.safety = "At every event at most one leader per term and one valid lease.";
        }
    }
}

Duration ReportBuilder::State::elapsed(InstanceIndex instance) const
{
    const InstanceSnapshot &before = first->instances[instance];
    const InstanceSnapshot &now = last.instances[instance];
    Time end = now.stateTime;
    if ((!now.alive || now.paused) && end < last.time) // of a deployment: it tells nothing any more, and time goes on
        end = std::ranges::max(last.instances, {}, &InstanceSnapshot::stateTime).stateTime;
    return end - (before.known ? before.stateTime : first->time);
}

/// By which it counts how long it was busy and others waited.
Duration ReportBuilder::State::elapsedByItsClock(InstanceIndex instance) const
{
    return elapsed(instance) + (last.instances[instance].clockAhead - first->instances[instance].clockAhead);
}

/// Of what their clocks counted; 1 when those are true.
double ReportBuilder::State::trueShare(const ContainerSubject &subject) const
{
    Duration elapsedTime{0}, counted{0};
    for (const InstanceIndex instance : subject.instances) {
        elapsedTime += elapsed(instance);
        counted += elapsedByItsClock(instance);
    }
    return counted > Duration(0) ? toSeconds(elapsedTime) / toSeconds(counted) : 1;
}

/// In the window; see meet().
bool ReportBuilder::State::wasHeardOf(InstanceIndex instance) const
{
    return first->instances[instance].known || last.instances[instance].known;
}

LinkFigures ReportBuilder::State::link(const LinkSubject &subject) const
{
    LinkFigures figures;
    figures.id = subject.id;
    figures.text = subject.text;
    figures.isKnown = subject.peers.empty() ||
                      std::ranges::any_of(subject.peers, [this](const auto &peer) { return wasHeardOf(peer.first); });
    Histogram latency;
    for (const auto &peer : subject.peers) {
        const CallStats &before = callsOf(*first, peer);
        const CallStats &now = callsOf(last, peer);
        const auto succeeded = rise(before.succeeded, now.succeeded);
        figures.sent += rise(before.sent, now.sent);
        figures.errors += rise(before.failed, now.failed) + rise(before.timedOut, now.timedOut);
        figures.throughputPerSecond += ratio(static_cast<double>(succeeded), toSeconds(elapsed(peer.first)));
        latency.merge(now.latency.since(before.latency));
    }
    figures.errorRatio =
        ratio(static_cast<double>(figures.errors), static_cast<double>(figures.errors + latency.count()));
    figures.latency = latencyOf(latency);
    return figures;
}

void ReportBuilder::State::addConfidence(LinkFigures &figures, std::size_t number) const
{
    const BatchMeans batches = observations.latencyBatches(number);
    figures.meanHalfWidth = fromSeconds(batches.halfWidth);
    figures.correlated = batches.correlated;
    figures.transient = observations.latencyStartsElsewhere(number);
    figures.throughputHalfWidth = observations.halfWidth99(number, WindowRatio::Throughput);
    figures.errorRatioHalfWidth = observations.halfWidth99(number, WindowRatio::Lost);
}

double ReportBuilder::State::slotsOf(const ContainerSubject &subject) const
{
    double slots = 0;
    for (const InstanceIndex instance : subject.instances)
        slots += last.instances[instance].machine.served.slots;
    return slots;
}

ContainerFigures ReportBuilder::State::container(const ContainerSubject &subject) const
{
    ContainerFigures figures;
    figures.id = subject.id;
    figures.text = subject.text;
    figures.replicas = static_cast<std::uint32_t>(subject.instances.size());
    figures.isKnown = std::ranges::any_of(subject.instances, [this](InstanceIndex one) { return wasHeardOf(one); });
    Histogram latency;
    double busy = 0;
    double capacity = 0;
    figures.hasSlots = !figures.isKnown || slotsOf(subject) > 0;
    double received = 0;
    double refused = 0;
    for (const InstanceIndex instance : subject.instances) {
        const ServedStats &before = first->instances[instance].machine.served;
        const ServedStats &now = last.instances[instance].machine.served;
        const double seconds = toSeconds(elapsed(instance));
        const double counted = toSeconds(elapsedByItsClock(instance));
        figures.throughputPerSecond += ratio(static_cast<double>(rise(before.succeeded, now.succeeded)), seconds);
        figures.errors += rise(before.failed, now.failed) + rise(before.refused, now.refused);
        figures.queueDepth += ratio(toSeconds(rise(before.waited, now.waited)), counted);
        const auto came = static_cast<double>(rise(before.received, now.received));
        received += came;
        refused += static_cast<double>(rise(before.refused, now.refused));
        figures.arrivalsPerSecond += ratio(came, seconds);
        const double served = toSeconds(rise(before.busy, now.busy));
        busy += served;
        figures.inService += ratio(served, counted);
        capacity += counted * now.slots;
        latency.merge(now.latency.since(before.latency));
        if (const auto &lost = last.instances[instance].lost)
            figures.cutShort = figures.cutShort.value_or(0) + rise(first->instances[instance].lost.value_or(0), *lost);
    }
    figures.utilisation = ratio(busy, capacity);
    figures.lossRatio = ratio(refused, received);
    figures.latency = latencyOf(latency);
    return figures;
}

void ReportBuilder::State::addConfidence(ContainerFigures &figures, const ContainerSubject &subject,
                                         std::size_t number) const
{
    const double share = trueShare(subject);
    if (const auto quarters = observations.waitingByQuarter(number); !quarters.empty()) {
        figures.earlyQueueDepth = quarters.front() * share;
        figures.lateQueueDepth = quarters.back() * share;
        figures.queueGrows = isGrowing(quarters);
    }
    const BatchMeans batches = observations.latencyBatches(number);
    figures.meanHalfWidth = fromSeconds(batches.halfWidth);
    figures.correlated = batches.correlated;
    figures.transient = observations.latencyStartsElsewhere(number);
    figures.throughputHalfWidth = observations.halfWidth99(number, WindowRatio::Throughput);
    figures.inServiceHalfWidth = observations.halfWidth99(number, WindowRatio::Busy) * share;
    figures.utilisationHalfWidth = ratio(figures.inServiceHalfWidth, slotsOf(subject));
    figures.queueDepthHalfWidth = observations.halfWidth99(number, WindowRatio::Waiting) * share;
    figures.lossRatioHalfWidth = observations.halfWidth99(number, WindowRatio::Lost);
}

QueueFigures ReportBuilder::State::queue(const ContainerSubject &subject) const
{
    QueueFigures figures;
    figures.id = subject.id;
    figures.text = subject.text;
    figures.isKnown = std::ranges::any_of(subject.instances, [this](InstanceIndex one) { return wasHeardOf(one); });
    Histogram sojourn;
    std::uint64_t heldBefore = 0, setAside = 0;
    for (const InstanceIndex instance : subject.instances) {
        static const QueueState none;
        const auto *before = std::get_if<QueueState>(&first->instances[instance].machine.pattern);
        const auto *now = std::get_if<QueueState>(&last.instances[instance].machine.pattern);
        before = before == nullptr ? &none : before;
        now = now == nullptr ? &none : now;
        const auto completed = rise(before->completed, now->completed);
        const auto discarded = rise(before->discarded, now->discarded);
        heldBefore += before->ready + before->reserved + before->delayed + before->buried;
        setAside += now->buried + discarded;
        figures.depth += now->ready + now->reserved + now->delayed;
        figures.put += rise(before->put, now->put);
        figures.completed += completed;
        figures.retried += rise(before->retried, now->retried);
        // What was put back or thrown away since was dead too.
        const auto everDead = now->buried + rise(before->kicked, now->kicked) + discarded;
        figures.deadLetters += everDead - std::min(everDead, before->buried);
        figures.expired += rise(before->expired, now->expired);
        figures.refusedLate += rise(before->refusedLate, now->refusedLate);
        figures.rejected += rise(before->rejected, now->rejected);
        figures.throughputPerSecond += ratio(static_cast<double>(completed), toSeconds(elapsed(instance)));
        figures.oldestAge = std::max(figures.oldestAge, now->oldestAge);
        sojourn.merge(now->sojourn.since(before->sojourn));
    }
    const std::uint64_t had = heldBefore + figures.put;
    const std::uint64_t known = figures.depth + figures.completed + setAside;
    figures.lost = had > known ? had - known : 0;
    figures.sojourn = latencyOf(sojourn);
    return figures;
}

PatternFigures ReportBuilder::State::pattern(const ContainerSubject &subject) const
{
    PatternFigures figures;
    figures.id = subject.id;
    figures.text = subject.text;
    for (const InstanceIndex instance : subject.instances) {
        const PatternState &state = last.instances[instance].machine.pattern;
        const auto now = countersOf(state);
        const auto before = countersOf(first->instances[instance].machine.pattern);
        figures.counters.resize(std::max(figures.counters.size(), now.size()));
        for (std::size_t i = 0; i < now.size(); ++i) {
            CounterFigures &counter = figures.counters[i];
            counter.name = now[i].name;
            counter.isGauge = now[i].isGauge;
            const double had = i < before.size() && before[i].value <= now[i].value ? before[i].value : 0;
            counter.value = now[i].isGauge ? std::max(counter.value, now[i].value) : counter.value + now[i].value - had;
        }
        if (!now.empty())
            figures.pattern = patternNameOf(state);
    }
    return figures;
}

std::vector<std::string> ReportBuilder::State::silent() const
{
    std::vector<std::string> names;
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index) {
        const bool has = plan.instances[index].machine.has_value() && !plan.instances[index].element.empty();
        if (has && !last.instances[index].known)
            names.push_back(plan.instances[index].name);
    }
    return names;
}

std::vector<std::vector<double>> ReportBuilder::latencySeries() const
{
    std::vector<std::vector<double>> all;
    for (std::size_t i = 0; i < m_state->subjects.links.size(); ++i) {
        const auto &peers = m_state->subjects.links[i].peers;
        const bool fromLoad = std::ranges::any_of(peers, [&](const auto &peer) {
            const auto &machine = m_state->plan.instances[peer.first].machine;
            return machine && std::holds_alternative<LoadConfig>(machine->behaviour);
        });
        if (fromLoad)
            all.push_back(m_state->observations.latencySeries(i));
    }
    return all;
}

Report ReportBuilder::finish(std::string engine) const
{
    const State &state = *m_state;
    Report report;
    report.title = state.plan.title;
    report.engine = std::move(engine);
    report.seed = state.seed;
    report.warmUp = state.plan.warmUp;
    report.events = state.last.events;
    report.violations = state.violationCount();
    if (state.last.traceHash != 0)
        report.traceHash = hexadecimal(state.last.traceHash);
    if (!state.first) {
        report.warnings.push_back("There is no window to report: the run was over before its warm-up was.");
        return report;
    }
    report.window = state.last.time - state.first->time;
    Report all = state.sections(
        {SubjectKind::Link, SubjectKind::Container, SubjectKind::Election, SubjectKind::Queue, SubjectKind::Pattern});
    report.links = std::move(all.links);
    report.containers = std::move(all.containers);
    report.elections = std::move(all.elections);
    report.queues = std::move(all.queues);
    report.patterns = std::move(all.patterns);
    state.judgeSafety(report);
    std::erase_if(report.patterns, [](const PatternFigures &figures) { return figures.counters.empty(); });
    std::size_t number = 0;
    for (LinkFigures &figures : report.links)
        state.addConfidence(figures, number++);
    for (std::size_t i = 0; i < report.containers.size(); ++i)
        state.addConfidence(report.containers[i], state.subjects.containers[i], number++);
    for (std::size_t i = 0; i < state.plan.assertions.size(); ++i)
        report.assertions.push_back(evaluateAssertion(state.plan.assertionIds[i], state.plan.assertions[i], report));
    if (state.assertions)
        state.assertions->annotate(report.assertions, state.last.time);
    report.silent = state.silent();
    report.theory = theoryOf(state.plan, report);
    report.warnings = warningsOf(state.plan, report);
    if (state.last.violations)
        addViolations(*state.last.violations, report);
    return report;
}

} // namespace bayplan
