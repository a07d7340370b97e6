// SPDX-License-Identifier: Apache-2.0
#include "engine/report/report.h"

#include "engine/base/units.h"
#include "engine/base/whole_number.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

namespace bayplan {
namespace {

using Json = nlohmann::ordered_json;

constexpr int reportFormat = 1;

/// Division and not multiplication: 5 ms is written 0.005.
double secondsOf(Duration duration)
{
    return static_cast<double>(duration.count()) / 1e9;
}

Json latencyJson(const LatencyFigures &latency)
{
    Json json = {{"samples", latency.samples},           {"meanSeconds", secondsOf(latency.mean)},
                 {"p50Seconds", secondsOf(latency.p50)}, {"p90Seconds", secondsOf(latency.p90)},
                 {"p99Seconds", secondsOf(latency.p99)}, {"p999Seconds", secondsOf(latency.p999)}};
    if (latency.p50HalfWidth + latency.p90HalfWidth + latency.p99HalfWidth + latency.p999HalfWidth > Duration(0))
        json["halfWidths"] = {{"p50Seconds", secondsOf(latency.p50HalfWidth)},
                              {"p90Seconds", secondsOf(latency.p90HalfWidth)},
                              {"p99Seconds", secondsOf(latency.p99HalfWidth)},
                              {"p999Seconds", secondsOf(latency.p999HalfWidth)}};
    return json;
}

/// [bucket, count] of those in use (engine/base/histogram.h), and what the buckets do not tell.
void addHistogram(Json &json, const Histogram &histogram)
{
    if (histogram.empty())
        return;
    Json buckets = Json::array();
    for (const auto &[bucket, count] : histogram.buckets())
        buckets.push_back({bucket, count});
    json["histogram"] = {
        {"sumSeconds", secondsOf(histogram.sum())}, {"maxSeconds", secondsOf(histogram.max())}, {"buckets", buckets}};
}

template <class Figures>
void addHistograms(Json &list, const std::vector<Figures> &all, const char *key, LatencyFigures Figures::*latency)
{
    for (std::size_t i = 0; i < all.size(); ++i)
        addHistogram(list[i][key], (all[i].*latency).histogram);
}

/// Only those that are known.
void addHalfWidths(Json &json, const std::vector<std::pair<const char *, double>> &halfWidths)
{
    for (const auto &[name, value] : halfWidths) {
        if (value > 0)
            json["halfWidths"][name] = value;
    }
}

void addDoubts(Json &json, bool isKnown, bool correlated, bool transient)
{
    if (!isKnown)
        json["known"] = false;
    if (correlated)
        json["correlated"] = true;
    if (transient)
        json["transient"] = true;
}

Json linkJson(const LinkFigures &link)
{
    Json json = {{"id", link.id},
                 {"text", link.text},
                 {"throughputPerSecond", link.throughputPerSecond},
                 {"sent", link.sent},
                 {"errors", link.errors},
                 {"errorRatio", link.errorRatio},
                 {"latency", latencyJson(link.latency)},
                 {"meanHalfWidthSeconds", secondsOf(link.meanHalfWidth)}};
    addHalfWidths(json, {{"throughputPerSecond", link.throughputHalfWidth}, {"errorRatio", link.errorRatioHalfWidth}});
    addDoubts(json, link.isKnown, link.correlated, link.transient);
    return json;
}

Json containerJson(const ContainerFigures &container)
{
    Json json = {{"id", container.id},
                 {"text", container.text},
                 {"replicas", container.replicas},
                 {"throughputPerSecond", container.throughputPerSecond},
                 {"errors", container.errors},
                 {"utilisation", container.utilisation},
                 {"inService", container.inService},
                 {"queueDepth", container.queueDepth},
                 {"arrivalsPerSecond", container.arrivalsPerSecond},
                 {"lossRatio", container.lossRatio},
                 {"cutShort", container.cutShort.value_or(0)},
                 {"latency", latencyJson(container.latency)},
                 {"meanHalfWidthSeconds", secondsOf(container.meanHalfWidth)}};
    if (!container.cutShort)
        json.erase("cutShort");
    if (!container.hasSlots)
        json.erase("utilisation");
    addHalfWidths(json, {{"throughputPerSecond", container.throughputHalfWidth},
                         {"utilisation", container.utilisationHalfWidth},
                         {"inService", container.inServiceHalfWidth},
                         {"queueDepth", container.queueDepthHalfWidth},
                         {"lossRatio", container.lossRatioHalfWidth}});
    addDoubts(json, container.isKnown, container.correlated, container.transient);
    return json;
}

Json electionJson(const ElectionFigures &election)
{
    Json json = {{"name", election.name},
                 {"leader", election.leader},
                 {"term", election.term},
                 {"elections", election.elections},
                 {"withoutLeaderSeconds", secondsOf(election.withoutLeader)},
                 {"longestWithoutSeconds", secondsOf(election.longestWithout)},
                 {"safe", election.safe},
                 {"safety", election.safety}};
    addHalfWidths(json, {{"withoutLeaderSeconds", secondsOf(election.withoutLeaderHalfWidth)}});
    return json;
}

Json queueJson(const QueueFigures &queue)
{
    Json json = {{"id", queue.id},
                 {"text", queue.text},
                 {"depth", queue.depth},
                 {"throughputPerSecond", queue.throughputPerSecond},
                 {"put", queue.put},
                 {"completed", queue.completed},
                 {"retried", queue.retried},
                 {"deadLetters", queue.deadLetters},
                 {"lost", queue.lost},
                 {"expired", queue.expired},
                 {"refusedLate", queue.refusedLate},
                 {"rejected", queue.rejected},
                 {"oldestAgeSeconds", secondsOf(queue.oldestAge)},
                 {"sojourn", latencyJson(queue.sojourn)}};
    addHalfWidths(json, {{"depth", queue.depthHalfWidth},
                         {"throughputPerSecond", queue.throughputHalfWidth},
                         {"sojournSeconds", secondsOf(queue.sojournHalfWidth)}});
    addDoubts(json, queue.isKnown, false, false);
    return json;
}

Json patternJson(const PatternFigures &pattern)
{
    Json counters = Json::object();
    for (const CounterFigures &counter : pattern.counters)
        counters[counter.name] = counter.value;
    return {{"id", pattern.id}, {"text", pattern.text}, {"pattern", pattern.pattern}, {"counters", counters}};
}

template <class Figures, class ToJson>
Json listJson(const std::vector<Figures> &list, ToJson toJson)
{
    Json array = Json::array();
    for (const Figures &figures : list)
        array.push_back(toJson(figures));
    return array;
}

/// Throws what Reader throws.
Histogram histogramOf(const Json &json);

template <class Number>
Number wholeOf(const Json &json)
{
    const auto number = wholeNumber<Number>(json);
    if (!number)
        throw std::out_of_range("no whole number: " + json.dump());
    return *number;
}

/// Reads members of one JSON object; what is missing keeps its default, what has another type throws.
class Reader {
public:
    explicit Reader(const Json &json) : m_json(json) {}

    bool has(const char *key) const { return m_json.contains(key); }

    template <class T>
    void read(const char *key, T &target) const
    {
        const auto found = m_json.find(key);
        if (found == m_json.end())
            return;
        if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>)
            target = wholeOf<T>(*found);
        else
            target = found->get<T>();
    }
    template <class T>
    void read(const char *key, std::optional<T> &target) const
    {
        if (m_json.contains(key))
            read(key, target.emplace());
    }
    void read(const char *key, Duration &target) const
    {
        if (!m_json.contains(key))
            return;
        double seconds = 0;
        read(key, seconds);
        if (!std::isfinite(seconds) || std::abs(seconds) > 4e9)
            throw std::out_of_range(key);
        target = fromSeconds(seconds);
    }
    void read(const char *key, LatencyFigures &target) const
    {
        const auto found = m_json.find(key);
        if (found == m_json.end())
            return;
        const Reader reader(*found);
        reader.read("samples", target.samples);
        reader.read("meanSeconds", target.mean);
        reader.read("p50Seconds", target.p50);
        reader.read("p90Seconds", target.p90);
        reader.read("p99Seconds", target.p99);
        reader.read("p999Seconds", target.p999);
        if (found->contains("histogram"))
            target.histogram = histogramOf(found->at("histogram"));
        const auto halfWidths = found->find("halfWidths");
        if (halfWidths == found->end())
            return;
        const Reader widths(*halfWidths);
        widths.read("p50Seconds", target.p50HalfWidth);
        widths.read("p90Seconds", target.p90HalfWidth);
        widths.read("p99Seconds", target.p99HalfWidth);
        widths.read("p999Seconds", target.p999HalfWidth);
    }
    /// A member of the object "halfWidths".
    template <class T>
    void readHalfWidth(const char *key, T &target) const
    {
        const auto found = m_json.find("halfWidths");
        if (found != m_json.end())
            Reader(*found).read(key, target);
    }
    void read(const char *key, std::vector<CounterFigures> &target) const
    {
        const auto found = m_json.find(key);
        if (found == m_json.end())
            return;
        for (const auto &[name, value] : found->items())
            target.push_back({name, value.get<double>(), false});
    }
    template <class Figures>
    void readList(const char *key, std::vector<Figures> &target, void (*readOne)(const Reader &, Figures &)) const
    {
        const auto found = m_json.find(key);
        if (found == m_json.end())
            return;
        if (!found->is_array())
            throw std::invalid_argument(std::string(key) + " is no list");
        for (const Json &item : *found) {
            if (!item.is_object())
                throw std::invalid_argument(std::string(key) + " holds something that is no object");
            readOne(Reader(item), target.emplace_back());
        }
    }

private:
    const Json &m_json;
};

Histogram histogramOf(const Json &json)
{
    constexpr std::size_t mostBuckets = 64 * 64; // as many as there are
    if (json.at("buckets").size() > mostBuckets)
        throw std::out_of_range("buckets");
    std::vector<std::pair<std::uint32_t, std::uint64_t>> buckets;
    for (const Json &pair : json.at("buckets")) {
        const auto bucket = wholeOf<std::uint32_t>(pair.at(0));
        const auto count = wholeOf<std::uint64_t>(pair.at(1));
        if (bucket >= mostBuckets || count == 0 || count > (std::uint64_t{1} << 53U))
            throw std::out_of_range("buckets");
        buckets.emplace_back(bucket, count);
    }
    const Reader reader(json);
    Duration sum{0}, max{0};
    reader.read("sumSeconds", sum);
    reader.read("maxSeconds", max);
    return Histogram::fromBuckets(buckets, sum, max);
}

template <class Figures>
void readSubject(const Reader &reader, Figures &figures)
{
    reader.read("id", figures.id);
    reader.read("text", figures.text);
    reader.read("known", figures.isKnown);
}

void readLink(const Reader &reader, LinkFigures &link)
{
    readSubject(reader, link);
    reader.read("throughputPerSecond", link.throughputPerSecond);
    reader.read("sent", link.sent);
    reader.read("errors", link.errors);
    reader.read("errorRatio", link.errorRatio);
    reader.read("latency", link.latency);
    reader.read("meanHalfWidthSeconds", link.meanHalfWidth);
    reader.readHalfWidth("throughputPerSecond", link.throughputHalfWidth);
    reader.readHalfWidth("errorRatio", link.errorRatioHalfWidth);
    reader.read("correlated", link.correlated);
    reader.read("transient", link.transient);
}

void readContainer(const Reader &reader, ContainerFigures &container)
{
    readSubject(reader, container);
    reader.read("replicas", container.replicas);
    reader.read("throughputPerSecond", container.throughputPerSecond);
    reader.read("errors", container.errors);
    reader.read("cutShort", container.cutShort);
    container.hasSlots = reader.has("utilisation");
    reader.read("utilisation", container.utilisation);
    reader.read("inService", container.inService);
    reader.read("queueDepth", container.queueDepth);
    reader.read("latency", container.latency);
    reader.read("meanHalfWidthSeconds", container.meanHalfWidth);
    reader.read("arrivalsPerSecond", container.arrivalsPerSecond);
    reader.read("lossRatio", container.lossRatio);
    reader.readHalfWidth("throughputPerSecond", container.throughputHalfWidth);
    reader.readHalfWidth("utilisation", container.utilisationHalfWidth);
    reader.readHalfWidth("inService", container.inServiceHalfWidth);
    reader.readHalfWidth("queueDepth", container.queueDepthHalfWidth);
    reader.readHalfWidth("lossRatio", container.lossRatioHalfWidth);
    reader.read("correlated", container.correlated);
    reader.read("transient", container.transient);
}

void readElection(const Reader &reader, ElectionFigures &election)
{
    reader.read("name", election.name);
    reader.read("leader", election.leader);
    reader.read("term", election.term);
    reader.read("elections", election.elections);
    reader.read("withoutLeaderSeconds", election.withoutLeader);
    reader.read("longestWithoutSeconds", election.longestWithout);
    reader.read("safe", election.safe);
    reader.read("safety", election.safety);
    reader.readHalfWidth("withoutLeaderSeconds", election.withoutLeaderHalfWidth);
}

void readQueue(const Reader &reader, QueueFigures &queue)
{
    readSubject(reader, queue);
    reader.read("depth", queue.depth);
    reader.read("throughputPerSecond", queue.throughputPerSecond);
    reader.read("put", queue.put);
    reader.read("completed", queue.completed);
    reader.read("retried", queue.retried);
    reader.read("deadLetters", queue.deadLetters);
    reader.read("lost", queue.lost);
    reader.read("expired", queue.expired);
    reader.read("refusedLate", queue.refusedLate);
    reader.read("rejected", queue.rejected);
    reader.read("oldestAgeSeconds", queue.oldestAge);
    reader.read("sojourn", queue.sojourn);
    reader.readHalfWidth("depth", queue.depthHalfWidth);
    reader.readHalfWidth("throughputPerSecond", queue.throughputHalfWidth);
    reader.readHalfWidth("sojournSeconds", queue.sojournHalfWidth);
}

void readPattern(const Reader &reader, PatternFigures &pattern)
{
    reader.read("id", pattern.id);
    reader.read("text", pattern.text);
    reader.read("pattern", pattern.pattern);
    reader.read("counters", pattern.counters);
}

void readAssertion(const Reader &reader, AssertionFigures &assertion)
{
    reader.read("id", assertion.id);
    reader.read("text", assertion.text);
    reader.read("held", assertion.held);
    reader.read("judged", assertion.isJudged);
    reader.read("measured", assertion.measured);
    constexpr Duration unknown = Duration::min();
    Duration failedAt = unknown;
    reader.read("failedAtSeconds", failedAt);
    if (failedAt != unknown)
        assertion.failedAt = failedAt;
}

Json assertionJson(const AssertionFigures &assertion)
{
    Json json{
        {"id", assertion.id}, {"text", assertion.text}, {"held", assertion.held}, {"measured", assertion.measured}};
    if (!assertion.isJudged)
        json["judged"] = false;
    if (assertion.failedAt)
        json["failedAtSeconds"] = toSeconds(*assertion.failedAt);
    return json;
}

Json theoryJson(const TheoryFigures &theory)
{
    Json json = {{"id", theory.id},
                 {"text", theory.text},
                 {"formula", theory.formula},
                 {"figure", theory.figure},
                 {"value", theory.value},
                 {"simulated", theory.simulated},
                 {"halfWidth99", theory.halfWidth},
                 {"inside", theory.inside}};
    if (theory.approximate)
        json["approximate"] = true;
    return json;
}

void readTheory(const Reader &reader, TheoryFigures &theory)
{
    reader.read("id", theory.id);
    reader.read("text", theory.text);
    reader.read("formula", theory.formula);
    reader.read("figure", theory.figure);
    reader.read("value", theory.value);
    reader.read("simulated", theory.simulated);
    reader.read("halfWidth99", theory.halfWidth);
    reader.read("inside", theory.inside);
    reader.read("approximate", theory.approximate);
}

Report readReport(const Json &json)
{
    Report report;
    const Reader reader(json);
    reader.read("title", report.title);
    reader.read("engine", report.engine);
    reader.read("seed", report.seed);
    reader.read("warmUpSeconds", report.warmUp);
    reader.read("windowSeconds", report.window);
    reader.read("replications", report.replications);
    reader.read("warmUpFound", report.warmUpFound);
    reader.read("endedEarly", report.endedEarly);
    reader.read("events", report.events);
    reader.read("traceHash", report.traceHash);
    reader.readList("links", report.links, readLink);
    reader.readList("containers", report.containers, readContainer);
    reader.readList("elections", report.elections, readElection);
    reader.readList("queues", report.queues, readQueue);
    reader.readList("patterns", report.patterns, readPattern);
    if (json.contains("violations"))
        report.violations = wholeOf<std::uint64_t>(json["violations"]);
    reader.readList("assertions", report.assertions, readAssertion);
    reader.readList("theory", report.theory, readTheory);
    reader.read("warnings", report.warnings);
    return report;
}

Error notAReport(const std::string &fileName, std::string why)
{
    return fail(ErrorCode::InvalidInput, std::move(why),
                "Give a file that simulate -o or deploy --measure -o has written.", Place{fileName, 0, 0, {}});
}

} // namespace

std::string reportJson(const Report &report, ReportDetail detail)
{
    Json json;
    json["bayplanReport"] = reportFormat;
    json["title"] = report.title;
    json["engine"] = report.engine;
    json["seed"] = report.seed;
    json["warmUpSeconds"] = secondsOf(report.warmUp);
    json["windowSeconds"] = secondsOf(report.window);
    json["replications"] = report.replications;
    if (report.warmUpFound)
        json["warmUpFound"] = true;
    if (report.endedEarly)
        json["endedEarly"] = true;
    if (!report.traceHash.empty()) {
        json["events"] = report.events;
        json["traceHash"] = report.traceHash;
    }
    json["links"] = listJson(report.links, linkJson);
    json["containers"] = listJson(report.containers, containerJson);
    json["elections"] = listJson(report.elections, electionJson);
    json["queues"] = listJson(report.queues, queueJson);
    if (!report.patterns.empty())
        json["patterns"] = listJson(report.patterns, patternJson);
    if (report.violations)
        json["violations"] = *report.violations;
    json["assertions"] = listJson(report.assertions, assertionJson);
    if (detail == ReportDetail::Histograms) {
        addHistograms(json["links"], report.links, "latency", &LinkFigures::latency);
        addHistograms(json["containers"], report.containers, "latency", &ContainerFigures::latency);
        addHistograms(json["queues"], report.queues, "sojourn", &QueueFigures::sojourn);
    }
    if (!report.theory.empty())
        json["theory"] = listJson(report.theory, theoryJson);
    json["warnings"] = report.warnings;
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

Result<Report> readReportJson(std::string_view text, const std::string &fileName)
{
    constexpr int depthLimit = 16;
    bool tooDeep = false;
    const auto limit = [&](int depth, Json::parse_event_t, Json &) {
        tooDeep = tooDeep || depth > depthLimit;
        return depth <= depthLimit;
    };
    const Json json = Json::parse(text.begin(), text.end(), limit, false);
    if (tooDeep || json.is_discarded() || !json.is_object())
        return notAReport(fileName, "This is not the JSON of a report.");
    if (!json.contains("bayplanReport"))
        return notAReport(fileName, "This JSON is not a report: the key bayplanReport is missing.");
    if (json["bayplanReport"] != reportFormat)
        return fail(ErrorCode::NewerVersion, "This report has a format that this program does not know.",
                    "Read it with the program that wrote it, or a newer one.", Place{fileName, 0, 0, {}});
    try {
        return readReport(json);
    } catch (const std::exception &exception) {
        return notAReport(fileName, std::string("A value has a type that no report has: ") + exception.what() + '.');
    }
}

} // namespace bayplan
