// SPDX-License-Identifier: Apache-2.0
// What load generators send, where it goes, and whether those who serve it can.
#include "engine/model/station.h"
#include "engine/model/validator.h"

#include "engine/base/rate_curve.h"
#include "engine/base/trace_text.h"
#include "engine/base/units.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>

namespace bayplan {
namespace {

constexpr std::size_t mostRates = 1000; ///< of a profile
constexpr int mostCalls = 1000;         ///< one behind another; what lies deeper is taken for nothing

/// Requests a second: over the run, and at the worst moment.
struct Flow {
    double mean = 0;
    double peak = 0;

    Flow &operator+=(const Flow &other)
    {
        mean += other.mean;
        peak += other.peak;
        return *this;
    }
    Flow operator*(double times) const { return {mean * times, peak * times}; }
};

// ---- a generator by itself -----------------------------------------------------------------------------------------

/// Nothing for an entry that is no rate.
std::optional<std::vector<double>> ratesOf(const std::vector<std::string> &profile)
{
    std::vector<double> rates;
    for (const std::string &text : profile) {
        const auto rate = parseNumber(text);
        if (!rate || *rate < 0)
            return std::nullopt;
        rates.push_back(*rate);
    }
    return rates;
}

RateVariation variationOf(const ParamReader &params)
{
    const std::string shape = params.text("shape");
    RateVariation variation;
    variation.shape = shape == "ramp"     ? RateShape::Ramp
                      : shape == "bursts" ? RateShape::Bursts
                      : shape == "daily"  ? RateShape::Daily
                                          : RateShape::Steady;
    variation.peakPerSecond = params.number("peakRate");
    variation.period = params.duration("period");
    variation.burst = params.duration("burst");
    variation.profile = ratesOf(params.list("profile")).value_or(std::vector<double>());
    return variation;
}

/// Nothing of a closed loop, which never sends more than is answered.
Flow sentBy(const Container &load, Duration run)
{
    const ParamReader params = paramsOf(load);
    const std::string arrivals = params.text("arrivals");
    if (arrivals == "closed-loop")
        return {};
    if (arrivals == "trace") {
        const auto gaps = parseTrace(params.text("trace"));
        const Duration whole = gaps ? std::accumulate(gaps->begin(), gaps->end(), Duration(0)) : Duration(0);
        const double rate = whole > Duration(0) ? static_cast<double>(gaps->size()) / toSeconds(whole) : 0;
        return {rate, rate};
    }
    const RateCurve curve(params.number("rate"), variationOf(params));
    return {curve.meanPerSecond(run), curve.peakPerSecond()};
}

void checkTraceOf(const Container &load, const std::string &name, Findings &findings)
{
    const ParamReader params = paramsOf(load);
    const bool isTrace = params.text("arrivals") == "trace";
    const auto gaps = parseTrace(params.text("trace"));
    if (gaps && !(isTrace && gaps->empty()))
        return;
    Problem &problem =
        gaps ? findings.error(
                   "load.trace", load.id, {QT_TRANSLATE_NOOP("phrase", "%1 follows a trace that is empty."), name},
                   QT_TRANSLATE_NOOP(
                       "phrase", "Let bayplanctl fit --trace make one out of a CSV file, or choose other arrivals."))
             : findings.error("load.trace", load.id,
                              {QT_TRANSLATE_NOOP("phrase", "%1: %2"), name, messageOf(gaps.error())},
                              adviceOf(gaps.error()));
    problem.param = "trace";
    offer(problem,
          isTrace ? Phrase(QT_TRANSLATE_NOOP("phrase", "Poisson arrivals"))
                  : Phrase(QT_TRANSLATE_NOOP("phrase", "Remove the trace")),
          [id = load.id, isTrace](Topology &topology) {
              putParam(topology, id, "trace", std::nullopt);
              if (isTrace)
                  putParam(topology, id, "arrivals", std::nullopt);
          });
}

void checkProfileOf(const Container &load, const std::string &name, Findings &findings)
{
    std::vector<std::string> profile = paramsOf(load).list("profile");
    if (profile.size() <= mostRates && ratesOf(profile))
        return;
    std::erase_if(profile, [](const std::string &rate) { return !ratesOf({rate}); });
    profile.resize(std::min(profile.size(), mostRates));
    offerEntries(
        findings.error("load.profile", load.id,
                       {QT_TRANSLATE_NOOP(
                            "phrase", "%1: the profile is a list of at most 1000 rates, each a number at or above 0."),
                        name},
                       QT_TRANSLATE_NOOP("phrase", "Write requests per second, like \"120\".")),
        QT_TRANSLATE_NOOP("phrase", "Keep the rates only"), load.id, "profile", profile);
}

void checkGenerator(const Topology &topology, const Container &load, Findings &findings)
{
    const ParamReader params = paramsOf(load);
    const std::string name = describe(topology, load);
    checkTraceOf(load, name, findings);
    checkProfileOf(load, name, findings);
    const std::string shape = params.text("shape");
    if (shape != "steady" && (params.text("arrivals") == "trace" || params.text("arrivals") == "closed-loop"))
        offerParam(
            findings.hint(
                "load.shape-unused", load.id,
                {QT_TRANSLATE_NOOP("phrase", "%1 has a shape, and its arrivals have no rate to give it to."), name},
                QT_TRANSLATE_NOOP("phrase", "Choose poisson or constant arrivals.")),
            QT_TRANSLATE_NOOP("phrase", "Remove the shape"), load.id, "shape", std::nullopt);
    const Duration burst = params.duration("period") / 10;
    if (shape == "bursts" && params.duration("burst") >= params.duration("period"))
        offerParam(
            findings.warning(
                "load.burst", load.id,
                {QT_TRANSLATE_NOOP("phrase", "%1 bursts without end: its bursts are as long as the period."), name},
                QT_TRANSLATE_NOOP("phrase", "Choose shorter bursts, or a steady rate.")),
            {QT_TRANSLATE_NOOP("phrase", "Bursts of %1"), shownDuration(burst)}, load.id, "burst",
            Value(formatDuration(burst)));
}

double replicasOf(const Topology &topology, const Container &container)
{
    return static_cast<double>(runningReplicas(topology, container));
}

/// The generators that a fault aims at: one, or those of a pod.
std::vector<const Container *> loadsAt(const Topology &topology, const ValidationIndex &index, const Fault &fault)
{
    const ElementId target = index.targetOf(topology, fault.target);
    std::vector<const Container *> hit;
    if (const auto container = topology.containers.find(target); container != topology.containers.end())
        hit.push_back(&container->second);
    else if (const auto pod = index.byPod.find(target); pod != index.byPod.end())
        hit = pod->second;
    std::erase_if(hit, [](const Container *container) { return container->kind != "load"; });
    return hit;
}

// ---- where it goes -------------------------------------------------------------------------------------------------

/// Follows requests from the generators through those who pass them on.
class Flows {
public:
    Flows(const Topology &topology, const ValidationIndex &index) : m_topology(topology), m_index(index)
    {
        m_run = paramsOf(topology).duration("duration");
        for (const auto &[id, fault] : topology.faults) {
            if (fault.kind == "load")
                addFault(fault);
        }
    }

    /// What arrives at the container, all replicas together. In a circle of calls, what closes it counts for nothing.
    Flow into(const ElementId &container)
    {
        const auto [entry, isNew] = m_known.try_emplace(container, Flow{});
        if (!isNew || m_depth == mostCalls)
            return entry->second;
        ++m_depth;
        Flow sum;
        if (const auto links = m_index.linksTo.find(container); links != m_index.linksTo.end()) {
            for (const Link *link : links->second)
                sum += over(*link);
        }
        --m_depth;
        m_known[container] = sum;
        return sum;
    }

private:
    void addFault(const Fault &fault)
    {
        for (const Container *load : loadsAt(m_topology, m_index, fault))
            m_spikes[load->id] = std::max(m_spikes[load->id], paramsOf(fault).number("factor"));
    }

    /// The link's part of what its caller divides by weight over all its links.
    double shareOf(const Link &link)
    {
        const auto [entry, isNew] = m_weights.try_emplace(link.from.container, 0.0);
        if (isNew) {
            for (const Link *other : m_index.linksFrom.at(link.from.container))
                entry->second += static_cast<double>(paramsOf(*other).integer("weight"));
        }
        return entry->second > 0 ? static_cast<double>(paramsOf(link).integer("weight")) / entry->second : 0;
    }

    Flow sent(const Container &load)
    {
        const auto [entry, isNew] = m_known.try_emplace(load.id, Flow{});
        if (isNew) {
            entry->second = sentBy(load, m_run) * replicasOf(m_topology, load);
            if (const auto spike = m_spikes.find(load.id); spike != m_spikes.end())
                entry->second.peak *= std::max(1.0, spike->second);
        }
        return entry->second;
    }

    Flow over(const Link &link)
    {
        const auto found = m_topology.containers.find(link.from.container);
        if (found == m_topology.containers.end())
            return {};
        const Container &caller = found->second;
        if (caller.kind == "load")
            return sent(caller) * shareOf(link);
        if (caller.kind == "container")
            return into(caller.id) * paramsOf(link).number("callsPerRequest");
        if (caller.kind == "http-ambassador" || caller.kind == "memcache-ambassador")
            return into(caller.id) * shareOf(link);
        if (caller.kind == "scatter-root")
            return into(caller.id);
        return {};
    }

    const Topology &m_topology;
    const ValidationIndex &m_index;
    Duration m_run{0};
    std::map<ElementId, double> m_spikes;  ///< greatest factor of a fault, by generator
    std::map<ElementId, Flow> m_known;     ///< into a container; of a generator: what it sends
    std::map<ElementId, double> m_weights; ///< of all links of a caller
    int m_depth = 0;
};

// ---- who serves it -------------------------------------------------------------------------------------------------

/// Of the pod's replicas: each is on the next of its hosts.
double hostsOf(const Topology &topology, const Container &container)
{
    const auto pod = topology.pods.find(container.pod);
    if (pod == topology.pods.end() || paramsOf(topology).number("hostCpus") <= 0)
        return 0;
    const std::vector<std::string> names = paramsOf(pod->second).list("hosts");
    const std::set<std::string> hosts(names.begin(), names.end());
    return std::clamp(static_cast<double>(hosts.size()), 1.0, std::max(1.0, replicasOf(topology, container)));
}

Station stationOf(const Topology &topology, const Container &server)
{
    const ParamReader params = paramsOf(server);
    const bool isWorker = server.kind == "worker";
    return {.replicas = replicasOf(topology, server),
            .slots = static_cast<double>(params.integer(isWorker ? "slots" : "concurrency")),
            .seconds = toSeconds(params.distribution(isWorker ? "workTime" : "serviceTime").expected()),
            .hosts = hostsOf(topology, server),
            .hostCpus = paramsOf(topology).number("hostCpus"),
            .cpuLimit = params.number("cpuLimit")};
}

bool isStation(const Container &container)
{
    return container.kind == "container" || container.kind == "memcached";
}

/// Requests a second; nothing when there is no bound.
std::optional<double> capacityOf(const Topology &topology, const ValidationIndex &index, const Container &container)
{
    if (isStation(container))
        return bayplan::capacityOf(stationOf(topology, container));
    if (container.kind != "work-queue")
        return std::nullopt;
    double sum = 0;
    if (const auto links = index.linksTo.find(container.id); links != index.linksTo.end()) {
        for (const Link *link : links->second) {
            const auto worker = topology.containers.find(link->from.container);
            if (worker == topology.containers.end() || worker->second.kind != "worker")
                continue;
            const auto one = bayplan::capacityOf(stationOf(topology, worker->second));
            if (!one || !paramsOf(worker->second).list("command").empty())
                return std::nullopt; // nobody knows how long a command takes
            sum += *one;
        }
    }
    return sum > 0 ? std::optional(sum) : std::nullopt;
}

constexpr double goodLoad = 0.8; ///< of the capacity, after a fix

/// Replicas that are busy for 80 % of the time; where they have no cores to run on, cores; or else less load.
void offerCapacity(Problem &problem, const Topology &topology, const Container &server, double rate, double capacity)
{
    const double factor = rate / goodLoad / capacity;
    const Change lessLoad = scaledLoad(server.id, 1 / factor);
    if (!isStation(server)) {
        std::vector<Change> changes = moreWorkers(server.id, factor);
        changes.push_back(lessLoad);
        return offerFirst(problem, QT_TRANSLATE_NOOP("phrase", "More work at once"), std::move(changes));
    }
    Station station = stationOf(topology, server);
    const auto replicas = static_cast<std::int64_t>(std::min(std::ceil(station.replicas * factor), 1e6));
    station.replicas = static_cast<double>(replicas);
    const auto more = bayplan::capacityOf(station);
    if (replicas <= 1000 && (!more || *more > rate))
        return offerFirst(
            problem, Phrase::counted(replicas, QT_TRANSLATE_N_NOOP("phrase", "%n replica(s)")),
            {[pod = server.pod, replicas](Topology &mended) { putParam(mended, pod, "replicas", Value(replicas)); },
             lessLoad});
    const double cores = std::ceil(station.hostCpus * factor);
    const Change moreCores = [cores](Topology &mended) { putParam(mended, "document", "hostCpus", Value(cores)); };
    if (station.hosts > 0 && cores <= 4096)
        return offerFirst(problem, {QT_TRANSLATE_NOOP("phrase", "%1 cores a host"), formatNumber(cores)},
                          {moreCores, lessLoad});
    offer(problem, QT_TRANSLATE_NOOP("phrase", "Less load"), lessLoad);
}

/// Asking again is more load: what the servers can bear without it may be too much with it.
void checkHedges(const Topology &topology, const ValidationIndex &index, const Container &server, const Flow &flow,
                 double capacity, Findings &findings)
{
    const auto links = index.linksTo.find(server.id);
    if (links == index.linksTo.end() || flow.mean <= 0)
        return;
    for (const Link *link : links->second) {
        const auto root = topology.containers.find(link->from.container);
        if (root == topology.containers.end() || root->second.kind != "scatter-root" || link->from.port != "shards" ||
            paramsOf(root->second).text("hedge") != "after-quantile")
            continue;
        const double budget = paramsOf(root->second).number("hedgeBudget");
        if (flow.mean * (1 + budget) <= capacity)
            continue;
        const double left = std::floor((capacity / flow.mean - 1) * goodLoad * 100) / 100;
        offerParam(
            findings.warning(
                "scatter-root.hedge-budget", root->first,
                {QT_TRANSLATE_NOOP("phrase", "%1 may ask %2 % of its questions again, and %3 cannot serve as many."),
                 describe(topology, root->second), formatFixed(budget * 100, 0), describe(topology, server)},
                QT_TRANSLATE_NOOP("phrase", "Lower the budget, or give the shards more replicas.")),
            left > 0 ? Phrase(QT_TRANSLATE_NOOP("phrase", "A budget of %1"), formatNumber(left))
                     : Phrase(QT_TRANSLATE_NOOP("phrase", "Ask once")),
            root->first, left > 0 ? "hedgeBudget" : "hedge", left > 0 ? Value(left) : Value(std::string("none")));
    }
}

void checkCapacity(const Topology &topology, const ValidationIndex &index, const Container &container, Flows &flows,
                   Findings &findings)
{
    const auto capacity = capacityOf(topology, index, container);
    if (!capacity)
        return;
    const Flow flow = flows.into(container.id);
    const auto rounded = [](double rate) { return formatFixed(rate, rate < 10 ? 2 : 0); };
    const std::string name = describe(topology, container);
    const bool isQueue = container.kind == "work-queue";

    if (flow.mean > *capacity)
        offerCapacity(
            findings.warning(
                "load.above-capacity", container.id,
                isQueue
                    ? Phrase(
                          QT_TRANSLATE_NOOP(
                              "phrase",
                              "Each second %1 is given %2 tasks, and its workers do %3: what waits grows without end."),
                          name, rounded(flow.mean), rounded(*capacity))
                    : Phrase(QT_TRANSLATE_NOOP("phrase", "Each second %1 is given %2 requests, and it serves at most "
                                                         "%3: what waits grows without end."),
                             name, rounded(flow.mean), rounded(*capacity)),
                isQueue ? Phrase(QT_TRANSLATE_NOOP("phrase", "Give it more workers or less load."))
                        : Phrase(QT_TRANSLATE_NOOP("phrase", "Give it more replicas or less load."))),
            topology, container, flow.mean, *capacity);
    else if (flow.peak > *capacity)
        offerCapacity(
            findings.hint(
                "load.peak-above-capacity", container.id,
                isQueue
                    ? Phrase(QT_TRANSLATE_NOOP(
                                 "phrase",
                                 "At the peak %1 is given %2 tasks, and its workers do %3: there, what waits grows."),
                             name, rounded(flow.peak), rounded(*capacity))
                    : Phrase(QT_TRANSLATE_NOOP("phrase", "At the peak %1 is given %2 requests, and it serves at most "
                                                         "%3: there, what waits grows."),
                             name, rounded(flow.peak), rounded(*capacity)),
                QT_TRANSLATE_NOOP("phrase", "That may be what you want to see; else choose a lower peak.")),
            topology, container, flow.peak, *capacity);
    if (flow.mean <= *capacity)
        checkHedges(topology, index, container, flow, *capacity, findings);
}

void checkLoadFault(const Topology &topology, const ValidationIndex &index, const Fault &fault, const ElementId &load,
                    Findings &findings)
{
    if (!loadsAt(topology, index, fault).empty() || index.targetOf(topology, fault.target).empty())
        return; // a target that is not there is told of elsewhere
    Problem &problem = findings.error(
        "fault.no-load", fault.id,
        {QT_TRANSLATE_NOOP("phrase", "The fault \"%1\" changes the load of \"%2\", which is no load generator."),
         fault.id, fault.target},
        QT_TRANSLATE_NOOP("phrase", "Aim at a load generator, or at its pod."));
    if (load.empty())
        offerRemoval(problem, QT_TRANSLATE_NOOP("phrase", "Remove the fault"), fault.id);
    else
        offer(problem, {QT_TRANSLATE_NOOP("phrase", "Aim at %1"), load}, [id = fault.id, load](Topology &mended) {
            if (const auto found = mended.faults.find(id); found != mended.faults.end())
                found->second.target = load;
        });
    problem.param = "target";
}

} // namespace

void checkLoads(const Topology &topology, const ValidationIndex &index, Findings &findings)
{
    Flows flows(topology, index);
    ElementId load; // any, for faults that aim at none
    for (const auto &[id, container] : topology.containers) {
        if (container.kind == "load") {
            checkGenerator(topology, container, findings);
            load = id;
        }
        if (findKind(container.kind))
            checkCapacity(topology, index, container, flows, findings);
    }
    for (const auto &[id, fault] : topology.faults) {
        if (fault.kind == "load")
            checkLoadFault(topology, index, fault, load, findings);
    }
}

} // namespace bayplan
