// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/state_metrics.h"

#include "engine/base/units.h"

#include <array>
#include <string>

namespace bayplan {
namespace {

using Labels = std::vector<std::pair<std::string, std::string>>;

class Samples {
public:
    void counter(const char *name, double value, const char *help, Labels labels = {})
    {
        add(std::string(name) + "_total", value, "counter", help, std::move(labels));
    }
    void gauge(const char *name, double value, const char *help, Labels labels = {})
    {
        add(name, value, "gauge", help, std::move(labels));
    }
    void summary(const char *name, const Histogram &histogram, const char *help, const Labels &labels = {})
    {
        for (const double quantile : {0.5, 0.9, 0.99, 0.999}) {
            Labels own = labels;
            own.emplace_back("quantile", formatNumber(quantile));
            add(name, toSeconds(histogram.quantile(quantile)), "summary", help, std::move(own));
        }
        add(std::string(name) + "_sum", toSeconds(histogram.sum()), "summary", help, labels);
        add(std::string(name) + "_count", static_cast<double>(histogram.count()), "summary", help, labels);
    }

    std::vector<MetricSample> list;

private:
    void add(std::string name, double value, const char *type, const char *help, Labels labels)
    {
        list.push_back({"bayplan_" + std::move(name), std::move(labels), value, type, help});
    }
};

double number(std::uint64_t count)
{
    return static_cast<double>(count);
}

void addServed(Samples &samples, const ServedStats &served)
{
    const char *help = "Requests that came in and have ended, by outcome.";
    samples.counter("requests_received", number(served.received), "Requests that came in.");
    samples.counter("requests_ended", number(served.succeeded), help, {{"outcome", "succeeded"}});
    samples.counter("requests_ended", number(served.failed), help, {{"outcome", "failed"}});
    samples.counter("requests_ended", number(served.refused), help, {{"outcome", "refused"}});
    samples.counter("requests_ended", number(served.withdrawn), help, {{"outcome", "withdrawn"}});
    samples.gauge("requests_in_service", served.inService, "Requests being served now.");
    samples.gauge("requests_waiting", served.waiting, "Requests that wait for a slot now.");
    samples.gauge("slots", served.slots, "Most requests that can be in service; 0 is unbounded.");
    samples.counter("busy_seconds", toSeconds(served.busy), "Time that slots were busy, summed over slots.");
    samples.counter("waiting_seconds", toSeconds(served.waited), "Time that requests waited, summed over requests.");
    samples.summary("request_duration_seconds", served.latency, "Arrival to reply of requests that succeeded.");
}

void addCalls(Samples &samples, const std::vector<CallStats> &calls, const AgentConfig &agent)
{
    for (std::size_t i = 0; i < calls.size(); ++i) {
        const CallStats &stats = calls[i];
        const std::string name = i < agent.machine.peers.size() ? agent.machine.peers[i].name : std::to_string(i);
        const Labels peer{{"peer", name}};
        const auto ended = [&](const char *outcome, std::uint64_t count) {
            samples.counter("calls_ended", number(count), "Calls to a peer that have ended, by outcome.",
                            {{"peer", name}, {"outcome", outcome}});
        };
        samples.counter("calls_sent", number(stats.sent), "Calls sent to a peer.", peer);
        ended("succeeded", stats.succeeded);
        ended("failed", stats.failed);
        ended("timed_out", stats.timedOut);
        ended("withdrawn", stats.withdrawn);
        samples.counter("calls_late", number(stats.late), "Answers that came after their deadline.", peer);
        samples.gauge("calls_in_flight", stats.inFlight, "Calls that wait for an answer now.", peer);
        samples.summary("call_duration_seconds", stats.latency, "Sending to answer of calls that succeeded.", peer);
    }
}

struct PatternVisitor {
    Samples &samples;

    void operator()(const std::monostate &) const {}

    void operator()(const ElectionState &state) const
    {
        add(state, {});
        for (const ElectionState &further : state.further)
            add(further, {{"election", further.election}});
    }

    void add(const ElectionState &state, const Labels &labels) const
    {
        samples.gauge("election_leader", state.role == ElectionRole::Leader ? 1 : 0, "1 on the member that leads.",
                      labels);
        samples.gauge("election_lease_valid", state.leaseValid ? 1 : 0, "1 while the own lease is valid.", labels);
        samples.gauge("election_lease_remaining_seconds", toSeconds(state.leaseRemaining),
                      "What is left of the own lease.", labels);
        samples.gauge("election_term", number(state.term), "The term that this member is in.", labels);
        samples.gauge("election_fencing_token", number(state.fencingToken), "The token of the own lease.", labels);
        samples.counter("elections_won", number(state.elections), "Elections that this member won.", labels);
        samples.counter("election_terms_refused", number(state.refusedTerms),
                        "Messages of terms that no member can have reached.", labels);
    }

    void operator()(const QueueState &state) const
    {
        const char *help = "Tasks that are not completed, by state.";
        samples.gauge("queue_tasks", number(state.ready), help, {{"state", "ready"}});
        samples.gauge("queue_tasks", number(state.reserved), help, {{"state", "reserved"}});
        samples.gauge("queue_tasks", number(state.delayed), help, {{"state", "delayed"}});
        samples.gauge("queue_tasks", number(state.buried), help, {{"state", "buried"}});
        samples.counter("queue_put", number(state.put), "Tasks put in.");
        samples.counter("queue_completed", number(state.completed), "Tasks completed.");
        samples.counter("queue_retried", number(state.retried), "Attempts after the first.");
        samples.counter("queue_expired", number(state.expired), "Reservations that ran out of time.");
        samples.counter("queue_refused_late", number(state.refusedLate), "Completions of an older attempt.");
        samples.counter("queue_rejected", number(state.rejected), "Tasks turned away: full, or no disk.");
        samples.gauge("queue_forwarding", number(state.forwarding), "Outputs that wait for the next stage.");
        samples.counter("queue_forwarded", number(state.forwarded), "Outputs that the next stage has taken.");
        samples.counter("queue_repeated", number(state.repeated), "Outputs that came here once more.");
        samples.gauge("queue_oldest_age_seconds", toSeconds(state.oldestAge), "Age of the oldest task not completed.");
        samples.summary("queue_sojourn_seconds", state.sojourn, "Put to completion.");
    }

    void operator()(const AmbassadorState &state) const
    {
        for (const RingServer &server : state.servers) {
            const Labels labels{{"server", server.name}};
            samples.gauge("ring_share_ratio", server.share, "Share of the key space that a server holds now.", labels);
            samples.gauge("ring_ejected", server.ejected ? 1 : 0, "1 while a server is out of the ring.", labels);
            samples.counter("ring_requests", number(server.requests), "Requests sent to a server.", labels);
            samples.counter("ring_failures", number(server.failures), "Requests to a server that failed.", labels);
        }
    }

    void operator()(const LogSaverState &state) const
    {
        samples.counter("log_lines_read", number(state.linesRead), "Lines read from the file.");
        samples.counter("log_lines_delivered", number(state.linesDelivered), "Lines that the sink has taken.");
        samples.counter("log_lines_dropped", number(state.linesDropped),
                        "Lines given up because the buffer was full, or the sink takes none so long.");
        samples.counter("log_lines_cut", number(state.linesCut), "Lines longer than the limit.");
        samples.counter("log_lines_redelivered", number(state.redelivered), "Lines sent more than once.");
        samples.gauge("log_buffered_bytes", number(state.bufferedBytes), "Bytes that wait for the sink.");
    }

    void operator()(const AdapterState &state) const
    {
        samples.counter("scrapes", number(state.scrapes), "Times that the container's figures were asked for.");
        samples.counter("scrape_failures", number(state.failures), "Times that this failed.");
        samples.gauge("scrape_samples", state.samples, "Samples of the last good scrape.");
    }

    void operator()(const WorkerState &state) const
    {
        const char *help = "Tasks ended, by outcome.";
        samples.counter("tasks_started", number(state.started), "Tasks begun.");
        samples.counter("tasks_ended", number(state.succeeded), help, {{"outcome", "succeeded"}});
        samples.counter("tasks_ended", number(state.failed), help, {{"outcome", "failed"}});
        samples.counter("tasks_ended", number(state.lost), help, {{"outcome", "lost"}});
    }

    void operator()(const ScatterState &state) const
    {
        const char *help = "Requests to be scattered that have ended, by outcome.";
        const auto gathered = [&](const char *outcome, std::uint64_t count) {
            samples.counter("scatter_gathered", number(count), help, {{"outcome", outcome}});
        };
        samples.counter("scatter_requests", number(state.requests), "Requests that were to be scattered.");
        gathered("whole", state.whole);
        gathered("partial", state.partial);
        gathered("too_few", state.tooFew);
        gathered("merge_failed", state.mergesFailed);
        gathered("canary_failed", state.canariesFailed);
        gathered("abandoned", state.abandoned);
        gathered("shed", state.shed);
        samples.counter("scatter_hedges_sent", number(state.hedgesSent), "Questions asked a second time.");
        samples.counter("scatter_hedges_won", number(state.hedgesWon), "Of these, answered before the first.");
        samples.counter("scatter_hedges_denied", number(state.hedgesDenied), "Not asked again for want of budget.");
        samples.counter("scatter_late", number(state.late), "Answers that nobody waited for any more.");
        addShards(state.shards);
    }

    void operator()(const HttpAmbassadorState &state) const
    {
        samples.counter("proxy_retries", number(state.retries), "Calls tried again.");
        samples.counter("proxy_retries_denied", number(state.retriesDenied), "Not tried again for want of budget.");
        samples.counter("proxy_failed_fast", number(state.failedFast), "Turned away: every breaker was open.");
        for (const RouteState &route : state.routes) {
            const Labels labels{{"service", route.name}};
            samples.counter("proxy_requests", number(route.requests), "Requests given to a service.", labels);
            samples.counter("proxy_failures", number(route.failures), "Calls to a service that failed.", labels);
            samples.counter("proxy_ejections", number(route.ejections), "Times that a replica was ejected.", labels);
            samples.counter("proxy_breaker_opened", number(route.opened), "Times that its breaker opened.", labels);
            samples.gauge("proxy_ejected", route.ejected, "Replicas that get nothing now.", labels);
            samples.gauge("proxy_breaker_open", route.breaker == BreakerStage::Closed ? 0 : 1,
                          "1 while its breaker is open or half open.", labels);
        }
    }

    void operator()(const SyncState &state) const
    {
        samples.counter("sync_fetches", number(state.fetches), "Times that the source was asked.");
        samples.counter("sync_published", number(state.synced), "Times that something new was published.");
        samples.counter("sync_failures", number(state.failures), "Fetches that failed.");
        samples.gauge("sync_age_seconds", toSeconds(state.age),
                      "Since the source was last seen to be as the folder is.");
    }

    void addShards(const std::vector<ShardState> &shards) const
    {
        for (const ShardState &shard : shards) {
            const Labels labels{{"shard", shard.name}};
            samples.counter("scatter_shard_asked", number(shard.asked), "Requests that asked a shard.", labels);
            samples.counter("scatter_shard_missing", number(shard.missing), "Of these, answered without it.", labels);
            samples.gauge("scatter_hedge_after_seconds", toSeconds(shard.hedgeAfter),
                          "How long a shard is waited for before it is asked again; 0 is for ever.", labels);
        }
    }
};

} // namespace

std::vector<MetricSample> metricsOf(const MachineState &state, const AgentConfig &agent)
{
    Samples samples;
    samples.gauge("info", 1, "What this is.",
                  {{"instance_name", agent.instance}, {"role", agent.role}, {"version", BAYPLAN_VERSION}});
    samples.gauge("ready", state.phase == Phase::Ready ? 1 : 0, "1 while requests are taken.");
    addServed(samples, state.served);
    addCalls(samples, state.calls, agent);
    std::visit(PatternVisitor{samples}, state.pattern);
    return std::move(samples.list);
}

} // namespace bayplan
