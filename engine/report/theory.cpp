// SPDX-License-Identifier: Apache-2.0
#include "engine/report/theory.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

namespace bayplan {

double erlangB(double load, std::uint32_t servers)
{
    double blocked = 1;
    for (std::uint32_t n = 1; n <= servers; ++n)
        blocked = load * blocked / (n + load * blocked);
    return blocked;
}

double erlangC(double load, std::uint32_t servers)
{
    if (load >= servers)
        return 1;
    const double blocked = erlangB(load, servers);
    return servers * blocked / (servers - load * (1 - blocked));
}

double meanTimeInMMc(double arrivalsPerSecond, double serviceSeconds, std::uint32_t servers)
{
    const double load = arrivalsPerSecond * serviceSeconds;
    if (load >= servers)
        return std::numeric_limits<double>::infinity();
    return serviceSeconds + erlangC(load, servers) * serviceSeconds / (servers - load);
}

double meanTimeInMG1(double arrivalsPerSecond, double serviceSeconds, double squaredVariation)
{
    const double load = arrivalsPerSecond * serviceSeconds;
    if (load >= 1)
        return std::numeric_limits<double>::infinity();
    return serviceSeconds + load * serviceSeconds * (1 + squaredVariation) / (2 * (1 - load));
}

LossSystem lossSystemMMcK(double arrivalsPerSecond, double serviceSeconds, std::uint32_t servers, std::uint32_t waiting)
{
    // State probabilities up to a factor, scaled down as they grow.
    const double load = arrivalsPerSecond * serviceSeconds;
    double term = 1;
    double sum = 1;
    double inSystem = 0;
    double inQueue = 0;
    for (std::uint32_t n = 1; n <= servers + waiting; ++n) {
        term *= load / std::min(n, servers);
        sum += term;
        inSystem += n * term;
        inQueue += n > servers ? (n - servers) * term : 0;
        if (sum > 1e200) {
            for (double *value : {&term, &sum, &inSystem, &inQueue})
                *value *= 1e-200;
        }
    }
    LossSystem system;
    system.lossRatio = term / sum;
    const double admitted = arrivalsPerSecond * (1 - system.lossRatio);
    system.meanSeconds = admitted > 0 ? inSystem / sum / admitted : serviceSeconds;
    system.meanWaiting = inQueue / sum;
    system.utilisation = admitted * serviceSeconds / servers;
    return system;
}

double closedThroughput(std::uint32_t customers, double thinkSeconds, const std::vector<double> &demandSeconds)
{
    std::vector<double> queues(demandSeconds.size(), 0.0);
    double throughput = 0;
    for (std::uint32_t n = 1; n <= customers; ++n) {
        double cycle = thinkSeconds;
        for (std::size_t i = 0; i < queues.size(); ++i)
            cycle += demandSeconds[i] * (1 + queues[i]);
        throughput = n / cycle;
        for (std::size_t i = 0; i < queues.size(); ++i)
            queues[i] = throughput * demandSeconds[i] * (1 + queues[i]);
    }
    return throughput;
}

namespace {

constexpr double fullEnoughToMatter = 1e-9; ///< of arrivals: below, a limited queue is an unlimited one
constexpr std::uint64_t statesLimit = 10'000'000;

/// A station that theory knows: its Poisson arrivals, its service and its room.
struct Station {
    double arrivalsPerSecond = 0;
    double serviceSeconds = 0;
    double squaredVariation = 1;
    bool exponential = false;
    std::uint32_t servers = 1; ///< 0 is unbounded
    std::uint32_t room = 0;
};

struct Predicted {
    const char *figure;
    double value;
};
struct Prediction {
    std::string formula;
    std::vector<Predicted> values;
};

const ServiceConfig *serviceOf(const InstancePlan &instance)
{
    return instance.machine ? std::get_if<ServiceConfig>(&instance.machine->behaviour) : nullptr;
}

/// Requests a second that a load sends to one of its peers, each as likely as its weight; 0 when they are not Poisson.
double poissonRateTo(const InstancePlan &caller, std::size_t peer)
{
    const auto *load = caller.machine ? std::get_if<LoadConfig>(&caller.machine->behaviour) : nullptr;
    // Turns by weight over several peers make each of them less random than Poisson.
    if (load == nullptr || load->arrivals != ArrivalKind::Poisson || load->batch > 1 ||
        load->variation.shape != RateShape::Steady || caller.peers.size() != 1 || peer != 0)
        return 0;
    const bool plain = caller.peers[0].quality.loss <= 0 && caller.peers[0].quality.bytesPerSecond <= 0;
    return plain ? load->ratePerSecond : 0;
}

/// Arrivals from all callers together; nothing when one of them is no Poisson load.
std::optional<double> arrivalsAt(const Plan &plan, InstanceIndex station)
{
    double sum = 0;
    for (const InstancePlan &caller : plan.instances) {
        for (std::size_t peer = 0; peer < caller.peers.size(); ++peer) {
            if (caller.peers[peer].instance != station)
                continue;
            const double rate = poissonRateTo(caller, peer);
            if (rate <= 0)
                return {};
            sum += rate;
        }
    }
    return sum > 0 ? std::optional(sum) : std::nullopt;
}

std::optional<Station> stationOf(const Plan &plan, const std::string &element)
{
    std::optional<InstanceIndex> only;
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index) {
        if (plan.instances[index].element != element)
            continue;
        if (only)
            return {}; // replicas: what balances over them is no Poisson stream for each
        only = index;
    }
    const ServiceConfig *service = only ? serviceOf(plan.instances[*only]) : nullptr;
    if (service == nullptr || plan.instances[*only].machine->sharesProcessor || service->failureRate > 0 ||
        !plan.instances[*only].peers.empty())
        return {};
    const auto arrivals = arrivalsAt(plan, *only);
    const Distribution &time = service->serviceTime;
    if (!arrivals || time.expected() <= Duration(0))
        return {};
    return Station{.arrivalsPerSecond = *arrivals,
                   .serviceSeconds = toSeconds(time.expected()),
                   .squaredVariation = time.squaredVariation(),
                   .exponential = time.kind == Distribution::Kind::Exponential,
                   .servers = service->concurrency,
                   .room = service->queueLimit};
}

Prediction unlimited(const Station &station)
{
    return {"M/G/infinity", {{"mean", station.serviceSeconds}}};
}

Prediction exponentialStation(const Station &station)
{
    const auto system =
        lossSystemMMcK(station.arrivalsPerSecond, station.serviceSeconds, station.servers, station.room);
    const std::string servers = std::to_string(station.servers);
    Prediction prediction{"M/M/" + servers, {{"mean", system.meanSeconds}, {"utilisation", system.utilisation}}};
    prediction.values.push_back({"waiting", system.meanWaiting});
    if (station.servers > 1)
        prediction.formula += " (Erlang C)";
    if (system.lossRatio > fullEnoughToMatter) {
        prediction.formula = "M/M/" + servers + '/' + std::to_string(station.servers + station.room);
        prediction.values.push_back({"lossRatio", system.lossRatio});
    }
    return prediction;
}

/// Nothing when it is not stable, or its short queue would matter (judged by an exponential one with as much traffic
/// and, in proportion to its variation, less room).
std::optional<Prediction> generalStation(const Station &station)
{
    const double load = station.arrivalsPerSecond * station.serviceSeconds;
    if (station.servers != 1 || load >= 1 || !std::isfinite(station.squaredVariation))
        return {};
    const double room = station.room / std::max(1.0, station.squaredVariation);
    if (lossSystemMMcK(station.arrivalsPerSecond, station.serviceSeconds, 1, static_cast<std::uint32_t>(room))
            .lossRatio > fullEnoughToMatter)
        return {};
    const double mean = meanTimeInMG1(station.arrivalsPerSecond, station.serviceSeconds, station.squaredVariation);
    return Prediction{"M/G/1 (Pollaczek-Khinchine)",
                      {{"mean", mean},
                       {"utilisation", load},
                       {"waiting", station.arrivalsPerSecond * (mean - station.serviceSeconds)}}};
}

std::optional<Prediction> predictionFor(const Station &station)
{
    if (station.servers == 0)
        return unlimited(station);
    if (!station.exponential)
        return generalStation(station);
    if (std::uint64_t{station.servers} + station.room > statesLimit)
        return {};
    // Above capacity only a full queue is in a steady state, and a long one takes long to fill.
    const bool overloaded = station.arrivalsPerSecond * station.serviceSeconds >= station.servers;
    if (overloaded && station.room > 10'000)
        return {};
    return exponentialStation(station);
}

TheoryFigures figuresOf(const ContainerFigures &container, const std::string &formula, const Predicted &value)
{
    TheoryFigures figures{container.id, container.text, formula, value.figure, value.value};
    const std::string name = value.figure;
    if (name == "mean") {
        figures.simulated = toSeconds(container.latency.mean);
        figures.halfWidth = toSeconds(container.meanHalfWidth);
    } else if (name == "utilisation") {
        figures.simulated = container.utilisation;
        figures.halfWidth = container.utilisationHalfWidth;
    } else if (name == "waiting") {
        figures.simulated = container.queueDepth;
        figures.halfWidth = container.queueDepthHalfWidth;
    } else {
        figures.simulated = container.lossRatio;
        figures.halfWidth = container.lossRatioHalfWidth;
    }
    figures.inside = figures.halfWidth > 0 && std::abs(figures.simulated - figures.value) <= figures.halfWidth;
    return figures;
}

/// Callers that give up before the answer take their requests with them: theory knows no impatience.
bool isPatient(const Report &report, const Plan &plan, const std::string &element)
{
    for (const LinkFigures &link : report.links) {
        for (const InstancePlan &caller : plan.instances) {
            for (std::size_t peer = 0; peer < caller.peers.size(); ++peer) {
                const bool meant = caller.peers[peer].link == link.id &&
                                   plan.instances[caller.peers[peer].instance].element == element;
                if (!meant)
                    continue;
                const Duration timeout = caller.machine->peers[peer].timeout;
                if (timeout > Duration(0) && link.latency.samples > 0 && link.latency.p999 > timeout / 4)
                    return false;
            }
        }
    }
    return true;
}

} // namespace

std::vector<TheoryFigures> theoryOf(const Plan &plan, const Report &report)
{
    std::vector<TheoryFigures> all;
    if (!plan.faults.empty())
        return all;
    for (const ContainerFigures &container : report.containers) {
        const auto station = stationOf(plan, container.id);
        if (!station || container.latency.samples == 0 || !isPatient(report, plan, container.id))
            continue;
        if (const auto prediction = predictionFor(*station)) {
            for (const Predicted &value : prediction->values)
                all.push_back(figuresOf(container, prediction->formula, value));
        }
    }
    return all;
}

} // namespace bayplan
