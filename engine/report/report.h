// SPDX-License-Identifier: Apache-2.0
// The figures of a run, the same from the simulator and from a deployment, as values, tables and JSON.
#pragma once

#include "engine/base/histogram.h"
#include "engine/base/result.h"
#include "engine/plan/plan.h"
#include "engine/plan/snapshot.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

struct LatencyFigures {
    Duration mean{0}, p50{0}, p90{0}, p99{0}, p999{0}; ///< of replications: all their samples together
    std::uint64_t samples = 0;
    /// Of the 99 % intervals over replications; 0 for a single run.
    Duration p50HalfWidth{0}, p90HalfWidth{0}, p99HalfWidth{0}, p999HalfWidth{0};
    Histogram histogram; ///< of the samples; empty in a report that was read from JSON without histograms
};

/// One link of the topology, summed over the callers' instances; as the caller saw it.
struct LinkFigures {
    std::string id, text;
    bool isKnown = true;            ///< false: no caller told anything, as a user's own image; no value says anything
    double throughputPerSecond = 0; ///< successful calls
    std::uint64_t sent = 0, errors = 0;
    double errorRatio = 0;
    LatencyFigures latency;
    /// Of 99 % confidence intervals: over replications, else by batch means; 0 when unknown.
    Duration meanHalfWidth{0};
    double throughputHalfWidth = 0, errorRatioHalfWidth = 0;
    bool correlated = false; ///< the batches of the mean still are, so that its interval may be too narrow
    bool transient = false;  ///< the mean was another one when the window began
};

/// One container of the topology, summed over its replicas; as it saw its own requests.
struct ContainerFigures {
    std::string id, text;
    bool isKnown = true; ///< false: none of its instances told anything; no value but `replicas` says anything
    std::uint32_t replicas = 0;
    double throughputPerSecond = 0;
    std::uint64_t errors = 0;
    bool hasSlots = true;   ///< false: as many as there are; then no share of them is busy
    double utilisation = 0; ///< 0 to 1; of all slots
    double inService = 0;   ///< mean, over the window, summed over replicas; with unlimited slots too
    double queueDepth = 0;  ///< mean waiting, likewise
    LatencyFigures latency; ///< time in system
    double lossRatio = 0;   ///< refused over received
    /// As above.
    Duration meanHalfWidth{0};
    double throughputHalfWidth = 0, utilisationHalfWidth = 0, inServiceHalfWidth = 0, queueDepthHalfWidth = 0,
           lossRatioHalfWidth = 0;
    bool correlated = false, transient = false;
    double arrivalsPerSecond = 0;                   ///< received, refused ones included
    double earlyQueueDepth = 0, lateQueueDepth = 0; ///< mean waiting in the first and the last quarter of the window
    bool queueGrows = false;                        ///< from each quarter to the next
    /// Requests that it had taken when it was stopped or killed; nothing where nobody counted them, as in deployments.
    std::optional<std::uint64_t> cutShort;
};

struct ElectionFigures {
    std::string name;
    std::string leader; ///< at the end; empty when none
    std::uint64_t term = 0;
    std::uint64_t elections = 0;
    Duration withoutLeader{0};          ///< summed over the window: no member holds a valid lease
    Duration withoutLeaderHalfWidth{0}; ///< over replications only
    Duration longestWithout{0};
    bool safe = true;   ///< never two valid leases, never two leaders of a term
    std::string safety; ///< the verdict in words
};

struct QueueFigures {
    std::string id, text;
    bool isKnown = true;     ///< as of containers
    std::uint64_t depth = 0; ///< ready + reserved + delayed at the end
    double throughputPerSecond = 0;
    std::uint64_t put = 0, completed = 0, retried = 0;
    std::uint64_t deadLetters = 0;              ///< that came to be; some may be put back or discarded since
    std::uint64_t lost = 0;                     ///< put, and neither completed, dead or discarded, nor in the queue
    std::uint64_t expired = 0, refusedLate = 0; ///< reservations that ran out; completions that came too late
    std::uint64_t rejected = 0;                 ///< not taken in: full, or its disk is
    Duration oldestAge{0};
    LatencyFigures sojourn;
    Duration sojournHalfWidth{0}; ///< of the mean; over replications only, as the others
    double depthHalfWidth = 0, throughputHalfWidth = 0;
};

struct CounterFigures {
    std::string name;     ///< as in assertions: "partial"
    double value = 0;     ///< counted over the window; a gauge as it is at the end
    bool isGauge = false; ///< of replications the greatest, not the sum; not in JSON
};

/// One container of the topology whose pattern counts things of its own, summed over its replicas.
struct PatternFigures {
    std::string id, text;
    std::string pattern; ///< "scatter"
    std::vector<CounterFigures> counters;
};

struct AssertionFigures {
    std::string id, text;
    bool held = false;
    std::string measured; ///< with unit
    /// Not held: since when, in run time, as far as somebody watched (ReportBuilder::watchAssertions()).
    std::optional<Duration> failedAt;
    bool isJudged = true;  ///< false: this run has no means to tell, so that it neither holds nor fails
    bool isKnown = false;  ///< `measured` is a value and not the reason for there being none; not in JSON
    double value = 0;      ///< of `measured`, where it is known; not in JSON
    bool isTotal = false;  ///< of a count over the window: judged in each replication; not in JSON
    bool mayStill = false; ///< while a run goes on: it does not hold yet and may come to; not in JSON
};

/// What theory says of something on the canvas, beside what was simulated (engine/report/theory.h).
struct TheoryFigures {
    std::string id, text; ///< of the container, link or queue
    std::string formula;  ///< "M/M/1", "M/G/1 (Pollaczek-Khinchine)"
    std::string figure;   ///< as in assertions: "mean", "utilisation", "waiting", "lossRatio"; "slow answers"
    double value = 0;     ///< seconds for "mean"
    double simulated = 0;
    double halfWidth = 0;     ///< of the simulated value's interval; 0 when unknown
    bool inside = false;      ///< the interval holds the value
    bool approximate = false; ///< the form is no exact one, so that nothing follows from being outside
};

/// One kind of promise of the patterns, and how often it was broken.
struct BrokenPromise {
    std::string kind;              ///< "A wrong attempt"
    std::string first;             ///< sentence of the first
    std::uint64_t count = 0;       ///< over all replications
    bool isMore = false;           ///< as far as was counted: a run keeps its first `mostViolations`
    std::uint32_t replication = 0; ///< of replications: number of the one that broke it first, from 1
};

struct Report {
    std::string title;
    std::string engine;
    std::uint64_t seed = 0;
    std::uint32_t replications = 1; ///< counts are summed over them; rates, depths and means are their averages
    Duration warmUp{0}, window{0};  ///< of each replication
    bool warmUpFound = false;       ///< by MSER-5, not given
    bool endedEarly = false;        ///< simulator only: by its guard, or interrupted; the first warning says why
    std::uint64_t events = 0;       ///< simulator only
    std::string traceHash;          ///< simulator only: of every event, in hexadecimal
    std::vector<LinkFigures> links;
    std::vector<ContainerFigures> containers;
    std::vector<ElectionFigures> elections;
    std::vector<QueueFigures> queues;
    std::vector<PatternFigures> patterns;
    std::optional<std::uint64_t> violations; ///< simulator only: promises of patterns that were broken
    std::vector<BrokenPromise> broken;       ///< of them each kind, those of elections aside; not in JSON
    std::vector<AssertionFigures> assertions;
    std::vector<TheoryFigures> theory; ///< empty where none applies
    std::vector<std::string> silent;   ///< instances that gave no figures of their own
    std::vector<std::string> warnings; ///< what is not to be trusted and why; `broken` comes first
};

/// Watches a run from snapshot to snapshot; works for either engine. The simulator calls it at every change of
/// leadership too, so that its times without a leader are exact; deployments at their sampling rate.
class ReportBuilder {
public:
    /// `seed` stands in the report.
    ReportBuilder(const Plan &plan, std::uint64_t seed);
    explicit ReportBuilder(const Plan &plan) : ReportBuilder(plan, plan.seed) {}
    ~ReportBuilder();
    ReportBuilder(ReportBuilder &&) noexcept;
    ReportBuilder &operator=(ReportBuilder &&) noexcept;

    /// Also keeps since when each assertion does not hold, to an observation. Before the first one.
    void watchAssertions();

    /// In order of time. The window begins with the first snapshot at or after plan.warmUp.
    void observe(const Snapshot &snapshot);

    /// Figures up to the last snapshot observed.
    Report finish(std::string engine) const;

    /// Of each link from a load generator: the mean latency between neighbouring observations of the window, in
    /// seconds, as far as observe() was called at even distances. Where nothing was answered the value before holds.
    std::vector<std::vector<double>> latencySeries() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

enum class ReportDetail {
    Figures,
    Histograms, ///< of every latency too, from which calibrate() has the shapes; older programs pass over them
};

/// Deterministic bytes; numbers in seconds, named *Seconds.
std::string reportJson(const Report &report, ReportDetail detail = ReportDetail::Figures);
Result<Report> readReportJson(std::string_view text, const std::string &fileName);
std::string reportTable(const Report &report); ///< for people, at most 120 columns

/// Relative error of every figure that both have: (b - a) / a; of counts that of their rates, where the two were
/// measured for different times.
struct ComparedFigure {
    std::string subject, figure;
    double a = 0, b = 0;
    std::optional<double> relativeError; ///< none when a is 0
    std::string unit;
    double halfWidthA = 0, halfWidthB = 0; ///< of 99 % intervals; 0 when unknown
};
std::vector<ComparedFigure> compareReports(const Report &a, const Report &b);
std::string comparisonTable(const Report &a, const Report &b);
std::string comparisonJson(const Report &a, const Report &b);

/// "p99 of web < 200ms", "errors of l1 == 0", "throughput of web > 100/s", "leaderless < 3s", "lost == 0",
/// "queue.depth of jobs < 100", "dead == 0", "violations == 0", "utilisation of web < 90%". Checks syntax and, given a
/// plan, that something of that name, or anything, has the figure. Errors: InvalidInput with the column in `text`,
/// from 1.
Result<void> checkAssertion(const std::string &text, const Plan *plan);
AssertionFigures evaluateAssertion(const std::string &id, const std::string &text, const Report &report);

/// All that were judged.
bool assertionsHold(const Report &report);

} // namespace bayplan
