// SPDX-License-Identifier: Apache-2.0
#include "engine/report/pattern_counters.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace bayplan {
namespace {

double number(std::uint64_t count)
{
    return static_cast<double>(count);
}

struct Counters {
    std::vector<PatternCounter> list;

    template <class Other>
    void operator()(const Other &)
    {}

    void operator()(const ScatterState &state)
    {
        std::uint64_t missing = 0;
        for (const ShardState &shard : state.shards)
            missing += shard.missing;
        list = {{"scattered", number(state.requests)},
                {"whole", number(state.whole)},
                {"partial", number(state.partial)},
                {"tooFew", number(state.tooFew)},
                {"missing", number(missing)},
                {"hedged", number(state.hedgesSent)},
                {"hedgesWon", number(state.hedgesWon)},
                {"late", number(state.late)},
                {"shed", number(state.shed)},
                {"canariesFailed", number(state.canariesFailed)},
                {"mergesFailed", number(state.mergesFailed)}};
    }

    void operator()(const LogSaverState &state)
    {
        list = {{"linesRead", number(state.linesRead)},
                {"linesDelivered", number(state.linesDelivered)},
                {"linesDropped", number(state.linesDropped)},
                {"linesCut", number(state.linesCut)},
                {"duplicates", number(state.redelivered)}};
    }

    void operator()(const AdapterState &state)
    {
        list = {{"scrapes", number(state.scrapes)}, {"scrapesFailed", number(state.failures)}};
    }

    void operator()(const AmbassadorState &state)
    {
        RingServer sum;
        double ejected = 0;
        for (const RingServer &server : state.servers) {
            sum.requests += server.requests;
            sum.failures += server.failures;
            ejected += server.ejected ? 1 : 0;
        }
        list = {{"cacheRequests", number(sum.requests)},
                {"cacheFailures", number(sum.failures)},
                {"serversEjected", ejected, FigureUnit::Count, true}};
    }

    void operator()(const SyncState &state)
    {
        list = {{"fetches", number(state.fetches)},
                {"synced", number(state.synced)},
                {"fetchesFailed", number(state.failures)},
                {"syncAge", toSeconds(state.age), FigureUnit::Seconds, true}};
    }

    void operator()(const HttpAmbassadorState &state)
    {
        RouteState sum;
        for (const RouteState &route : state.routes) {
            sum.failures += route.failures;
            sum.ejections += route.ejections;
            sum.opened += route.opened;
        }
        list = {{"callsFailed", number(sum.failures)},          {"retries", number(state.retries)},
                {"retriesDenied", number(state.retriesDenied)}, {"ejections", number(sum.ejections)},
                {"breakersOpened", number(sum.opened)},         {"failedFast", number(state.failedFast)}};
    }
};

bool counts(const PatternState &state, std::string_view name)
{
    const auto counters = countersOf(state);
    return std::ranges::find(counters, name, &PatternCounter::name) != counters.end();
}

template <std::size_t... kinds>
bool anyCounts(std::string_view name, std::index_sequence<kinds...>)
{
    return (counts(PatternState(std::in_place_index<kinds>), name) || ...);
}

} // namespace

std::vector<PatternCounter> countersOf(const PatternState &state)
{
    Counters counters;
    std::visit(counters, state);
    return std::move(counters.list);
}

std::vector<PatternCounter> countersOf(const BehaviourConfig &config)
{
    if (std::holds_alternative<ScatterConfig>(config))
        return countersOf(PatternState(ScatterState()));
    if (std::holds_alternative<LogSaverConfig>(config))
        return countersOf(PatternState(LogSaverState()));
    if (std::holds_alternative<AdapterConfig>(config))
        return countersOf(PatternState(AdapterState()));
    if (std::holds_alternative<MemcacheAmbassadorConfig>(config))
        return countersOf(PatternState(AmbassadorState()));
    if (std::holds_alternative<HttpAmbassadorConfig>(config))
        return countersOf(PatternState(HttpAmbassadorState()));
    return std::holds_alternative<SyncConfig>(config) ? countersOf(PatternState(SyncState()))
                                                      : std::vector<PatternCounter>();
}

std::string_view patternNameOf(const PatternState &state)
{
    if (std::holds_alternative<ScatterState>(state))
        return "scatter";
    if (std::holds_alternative<HttpAmbassadorState>(state))
        return "http-ambassador";
    if (std::holds_alternative<AmbassadorState>(state))
        return "memcache-ambassador";
    if (std::holds_alternative<LogSaverState>(state))
        return "log-saver";
    if (std::holds_alternative<AdapterState>(state))
        return "adapter";
    return std::holds_alternative<SyncState>(state) ? "sync" : "";
}

bool isPatternCounter(std::string_view name)
{
    return anyCounts(name, std::make_index_sequence<std::variant_size_v<PatternState>>());
}

bool isGaugeCounter(std::string_view name)
{
    return name == "syncAge" || name == "serversEjected";
}

FigureUnit unitOfCounter(std::string_view name)
{
    return name == "syncAge" ? FigureUnit::Seconds : FigureUnit::Count;
}

} // namespace bayplan
