// SPDX-License-Identifier: Apache-2.0
// Single stations that open Poisson loads call, and queues of work that are like them.
#include "engine/report/theory.h"
#include "engine/report/theory_facts.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace bayplan {
namespace {

/// A station that theory knows: its Poisson arrivals, its service and its room.
struct TheoryStation {
    double arrivalsPerSecond = 0;
    double serviceSeconds = 0;
    double squaredVariation = 1;
    bool exponential = false;
    std::uint32_t servers = 1; ///< 0 is unbounded
    std::uint32_t room = 0;
    std::uint32_t cores = 0; ///< shared by all that is in service; 0: nothing is shared
    bool calls = false;      ///< others, after its service: then its own time does not tell when it answers

    double load() const { return arrivalsPerSecond * serviceSeconds; }
};

struct Predicted {
    const char *figure;
    double value;
};
struct Prediction {
    std::string formula;
    std::vector<Predicted> values;
    bool approximate = false;
};

std::optional<TheoryStation> stationOf(const TheoryFacts &facts, const std::string &element)
{
    const auto index = facts.onlyInstanceOf(element);
    const std::uint32_t cores = index ? facts.ownCores(*index) : 0;
    const ServiceConfig *service = cores > 0 ? facts.configOf<ServiceConfig>(*index)
                                   : index   ? facts.reliableService(*index)
                                             : nullptr;
    if (service == nullptr || facts.callsAtOnce(*index) > 1 || !facts.arePlain(facts.callersOf(*index)))
        return {};
    const auto arrivals = facts.arrivalsAt(*index);
    const Distribution &time = service->serviceTime;
    if (!arrivals || time.expected() <= Duration(0))
        return {};
    return TheoryStation{.arrivalsPerSecond = *arrivals,
                         .serviceSeconds = toSeconds(time.expected()),
                         .squaredVariation = time.squaredVariation(),
                         .exponential = time.kind == Distribution::Kind::Exponential,
                         .servers = service->concurrency,
                         .room = service->queueLimit,
                         .cores = cores,
                         .calls = facts.callsAtOnce(*index) > 0};
}

/// Whatever the distribution (Kleinrock, Queueing Systems II, 1976, chapter 4; Kelly, 1979, chapter 3).
std::optional<Prediction> sharedCores(const TheoryStation &station)
{
    if (station.load() >= station.cores)
        return {};
    const double mean = meanTimeInMMc(station.arrivalsPerSecond, station.serviceSeconds, station.cores);
    return Prediction{"M/G/" + std::to_string(station.cores) + "-PS (processor sharing)",
                      {{"mean", mean}, {"inService", station.arrivalsPerSecond * mean}}};
}

Prediction unlimited(const TheoryStation &station)
{
    return {"M/G/infinity", {{"mean", station.serviceSeconds}, {"inService", station.load()}}};
}

Prediction exponentialStation(const TheoryStation &station)
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

/// Without a waiting room the distribution does not matter.
Prediction withoutRoom(const TheoryStation &station)
{
    const double lost = erlangB(station.load(), station.servers);
    const std::string servers = std::to_string(station.servers);
    return {"M/G/" + servers + '/' + servers + " (Erlang B)",
            {{"mean", station.serviceSeconds},
             {"utilisation", station.load() * (1 - lost) / station.servers},
             {"lossRatio", lost}}};
}

/// Nothing when it is not stable, or its short queue would matter (judged by an exponential one with as much traffic
/// and, in proportion to its variation, less room).
std::optional<Prediction> generalStation(const TheoryStation &station)
{
    if (station.room == 0)
        return withoutRoom(station);
    if (station.load() >= station.servers || !std::isfinite(station.squaredVariation))
        return {};
    const double room = station.room / std::max(1.0, station.squaredVariation);
    if (lossSystemMMcK(station.arrivalsPerSecond, station.serviceSeconds, station.servers,
                       static_cast<std::uint32_t>(room))
            .lossRatio > fullEnoughToMatter)
        return {};
    const double mean =
        meanTimeInMGc(station.arrivalsPerSecond, station.serviceSeconds, station.squaredVariation, station.servers);
    const bool exact = station.servers == 1;
    Prediction prediction{exact ? "M/G/1 (Pollaczek-Khinchine)"
                                : "M/G/" + std::to_string(station.servers) + " (approximate: Lee-Longton)",
                          {{"mean", mean}, {"waiting", station.arrivalsPerSecond * (mean - station.serviceSeconds)}},
                          !exact};
    if (exact) // of several it is exact as well, and says nothing about waiting
        prediction.values.push_back({"utilisation", station.load()});
    return prediction;
}

std::optional<Prediction> predictionFor(const TheoryStation &station)
{
    if (station.cores > 0)
        return sharedCores(station);
    if (station.servers == 0)
        return unlimited(station);
    if (std::uint64_t{station.servers} + station.room > statesLimit)
        return {};
    if (!station.exponential)
        return generalStation(station);
    // Above capacity only a full queue is in a steady state, and a long one takes long to fill.
    const bool overloaded = station.load() >= station.servers;
    if (overloaded && station.room > 10'000)
        return {};
    return exponentialStation(station);
}

/// Slots of the workers of a queue, and what one of them is like; nothing when they differ, or may fail.
struct Workers {
    std::uint32_t slots = 0;
    Distribution time;
};

std::optional<Workers> workersOf(const TheoryFacts &facts, InstanceIndex queue)
{
    Workers workers;
    for (const auto &[caller, peer] : facts.callersOf(queue)) {
        const auto *worker = facts.configOf<WorkerConfig>(caller);
        if (worker == nullptr)
            continue;
        const bool plain = worker->failureRate <= 0 && worker->command.empty() &&
                           facts.plan().instances[caller].peers.size() == 1 &&
                           (workers.slots == 0 || worker->workTime == workers.time);
        if (!plain)
            return {};
        workers.slots += worker->slots;
        workers.time = worker->workTime;
    }
    return workers.slots > 0 ? std::optional(workers) : std::nullopt;
}

/// From Poisson loads; nothing when somebody else puts tasks as well.
std::optional<double> tasksPerSecond(const TheoryFacts &facts, InstanceIndex queue)
{
    double sum = 0;
    for (const CallerOf &caller : facts.callersOf(queue)) {
        if (facts.configOf<WorkerConfig>(caller.instance) != nullptr)
            continue;
        if (!facts.isPoissonLoad(caller) || !facts.isPlain(caller.instance, caller.peer))
            return {};
        sum += facts.configOf<LoadConfig>(caller.instance)->ratePerSecond;
    }
    return sum > 0 ? std::optional(sum) : std::nullopt;
}

} // namespace

void addStations(const TheoryFacts &facts, std::vector<TheoryFigures> &all)
{
    for (const ContainerFigures &container : facts.report().containers) {
        const auto station = container.latency.samples > 0 ? stationOf(facts, container.id) : std::nullopt;
        const auto prediction = station ? predictionFor(*station) : std::nullopt;
        if (!prediction)
            continue;
        for (const Predicted &one : prediction->values) {
            if (station->calls && std::string_view(one.figure) == "mean")
                continue;
            facts.add(all, SubjectKind::Container, container.id,
                      {.formula = prediction->formula,
                       .figure = one.figure,
                       .value = one.value,
                       .approximate = prediction->approximate});
        }
    }
}

/// A task waits for the network and for the disk as well, which the form does not know.
void addWorkQueues(const TheoryFacts &facts, std::vector<TheoryFigures> &all)
{
    for (const QueueFigures &queue : facts.report().queues) {
        const auto index = facts.onlyInstanceOf(queue.id);
        const auto workers = index ? workersOf(facts, *index) : std::nullopt;
        const auto tasks = workers ? tasksPerSecond(facts, *index) : std::nullopt;
        const bool disturbed = queue.retried + queue.deadLetters + queue.rejected + queue.expired > 0;
        if (!tasks || disturbed || queue.sojourn.samples == 0)
            continue;
        const double seconds = toSeconds(workers->time.expected());
        const double variation = workers->time.squaredVariation();
        if (seconds <= 0 || *tasks * seconds >= workers->slots || !std::isfinite(variation))
            continue;
        const bool exponential = workers->time.kind == Distribution::Kind::Exponential;
        facts.add(all, SubjectKind::Queue, queue.id,
                  {.formula = std::string(exponential ? "M/M/" : "M/G/") + std::to_string(workers->slots) +
                              " of workers (approximate)",
                   .figure = "sojourn",
                   .value = meanTimeInMGc(*tasks, seconds, variation, workers->slots),
                   .approximate = true});
    }
}

} // namespace bayplan
