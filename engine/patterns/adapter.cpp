// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/adapter.h"

#include "engine/base/comparison.h"
#include "engine/base/units.h"
#include "engine/base/utf8.h"
#include "engine/patterns/call_ledger.h"
#include "engine/patterns/error_reply.h"
#include "engine/patterns/lifecycle.h"
#include "engine/patterns/slab.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace bayplan {
namespace {

bool isNameCharacter(char c, bool colonAllowed)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (c == ':' && colonAllowed);
}

bool isName(std::string_view name, bool colonAllowed)
{
    return !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
           std::all_of(name.begin(), name.end(), [&](char c) { return isNameCharacter(c, colonAllowed); });
}

std::string objectionToLabels(const MetricSample &sample, const AdapterConfig &limits)
{
    if (sample.labels.size() > limits.maxLabels)
        return sample.name + " has more than " + std::to_string(limits.maxLabels) + " labels";
    std::set<std::string_view> names;
    for (const auto &[name, value] : sample.labels) {
        if (!isName(name, false) || !names.insert(name).second)
            return sample.name + " has a bad or repeated label name";
        if (name.size() > limits.maxLabelBytes || value.size() > limits.maxLabelBytes)
            return sample.name + " has a label of more than " + std::to_string(limits.maxLabelBytes) + " bytes";
        if (!isUtf8(value))
            return sample.name + " has a label that is not UTF-8";
    }
    return {};
}

std::string identityOf(const MetricSample &sample)
{
    auto labels = sample.labels;
    std::sort(labels.begin(), labels.end());
    std::string identity = sample.name;
    for (const auto &[name, value] : labels)
        identity.append(1, '\0').append(name).append(1, '\0').append(value);
    return identity;
}

const char *reasonOf(CallStatus status)
{
    switch (status) {
    case CallStatus::Refused:
        return "connection refused";
    case CallStatus::Reset:
        return "connection lost";
    case CallStatus::TimedOut:
        return "timed out";
    case CallStatus::Overloaded:
        return "overloaded";
    default:
        return "answered with an error";
    }
}

/// Without the query, which asks for nothing that there is; empty where nothing is asked for. Of a HEAD the driver
/// leaves out the body.
std::string_view pathAsked(const HttpRequest &request)
{
    if (request.method != "GET" && request.method != "HEAD")
        return {};
    return std::string_view(request.target).substr(0, request.target.find('?'));
}

struct Scrape {
    RequestId request = 0;
    Time arrived{};
    bool isHealth = false;  ///< answered 200 or 500 instead of with the figures
    std::uint64_t call = 0; ///< that runs the command; 0 is none
};

/// Counts the lines of a log that hold certain words.
class LineCounts {
public:
    /// Of the form "NAME=WORDS"; what has no name counts under its words.
    explicit LineCounts(const std::vector<std::string> &rules)
    {
        for (const std::string &rule : rules) {
            const std::size_t equals = std::min(rule.find('='), rule.size());
            m_rules.push_back({rule.substr(0, equals), rule.substr(std::min(equals + 1, rule.size())), 0});
        }
    }

    void add(const LogLines &lines)
    {
        m_lines += lines.lines.size();
        m_bytes += lines.bytes;
        for (const std::string &line : lines.lines) {
            for (Rule &rule : m_rules)
                rule.count += line.find(rule.words) != std::string::npos ? 1 : 0;
        }
    }

    MetricsReply reply() const
    {
        const auto counter = [](std::string name, std::uint64_t count, std::string help) {
            return MetricSample{std::move(name), {}, static_cast<double>(count), "counter", std::move(help)};
        };
        MetricsReply reply;
        reply.samples.push_back(counter("lines_total", m_lines, "Lines written."));
        reply.samples.push_back(counter("bytes_total", m_bytes, "Bytes written."));
        for (const Rule &rule : m_rules)
            reply.samples.push_back(counter(rule.name + "_total", rule.count, "Lines that hold: " + rule.words));
        return reply;
    }

private:
    struct Rule {
        std::string name, words;
        std::uint64_t count = 0;
    };

    std::vector<Rule> m_rules;
    std::uint64_t m_lines = 0;
    std::uint64_t m_bytes = 0;
};

class AdapterMachine final : public MachineOf<AdapterMachine> {
public:
    AdapterMachine(const MachineConfig &config, const AdapterConfig &adapter)
        : m_config(adapter), m_prefix(metricPrefixOf(adapter)), m_peers(config.peers),
          m_runner(static_cast<PeerId>(config.peers.size())),
          m_calls(config.peers.size() + (adapter.healthCommand.empty() ? 0 : 1)), m_lines(adapter.counts)
    {}

    void step(Time now, Input &&input, Effects &effects) override;
    Time deadline() const override { return m_calls.nextDeadline(); }
    MachineState state(Time now) const override;
    bool isBusy() const override { return !m_scrapes.empty(); }
    std::size_t heapBytes() const { return heapBytesOfAll(m_calls, m_scrapes, m_served); }

private:
    using Handle = Slab<Scrape>::Handle;

    void begin(Time now, const Requested &requested, Effects &effects);
    void scrape(Time now, const Requested &requested, bool isHealth, Effects &effects);
    void runCommand(Time now, const Requested &requested, Effects &effects);
    void ended(Time now, const CallLedger::Outcome &outcome, ReplyBody body, Effects &effects);
    void finished(Time now, const CallLedger::Outcome &outcome, MetricsReply figures, Effects &effects);
    void checked(Time now, Handle handle, const std::string &reason, Effects &effects);
    void answer(const Scrape &scrape, MetricsReply figures, const std::string &reason, Effects &effects);
    void answerHealth(RequestId request, const std::string &sick, Effects &effects) const;
    std::string sickness(const MetricsReply &figures) const;
    void addPrefix(MetricsReply &reply) const;
    void addUp(MetricsReply &reply, bool up) const;
    MetricsReply failure(const std::string &reason) const;
    void cancel(RequestId request, Effects &effects);
    bool hasCommand() const { return !m_config.healthCommand.empty(); }
    Duration timeoutFor(const Requested &requested) const;

    AdapterConfig m_config;
    std::string m_prefix;
    SharedList<PeerConfig> m_peers;
    PeerId m_runner; ///< of the command, in an agent
    CallLedger m_calls;
    Slab<Scrape> m_scrapes;
    LineCounts m_lines;
    ServedStats m_served;
    AdapterState m_state;
    std::string m_sickness; ///< what the command said last; empty: nothing against it
    Lifecycle m_life;
};

void AdapterMachine::step(Time now, Input &&input, Effects &effects)
{
    if (std::holds_alternative<Started>(input)) {
        m_life.start();
    } else if (std::holds_alternative<Stopping>(input)) {
        m_life.stop();
    } else if (const auto *requested = std::get_if<Requested>(&input)) {
        begin(now, *requested, effects);
    } else if (const auto *cancelled = std::get_if<Cancelled>(&input)) {
        cancel(cancelled->request, effects);
    } else if (auto *received = std::get_if<Received>(&input)) {
        if (const auto *lines = std::get_if<LogLines>(&received->message))
            m_lines.add(*lines);
        auto *answer = std::get_if<Answer>(&received->message);
        if (const auto outcome = answer ? m_calls.finish(now, received->from, *answer) : std::nullopt)
            ended(now, *outcome, std::move(answer->body), effects);
    }
    while (const auto expired = m_calls.expireNext(now))
        ended(now, *expired, MetricsReply{}, effects);
}

MachineState AdapterMachine::state(Time) const
{
    MachineState state;
    state.phase = m_life.phase(isBusy());
    state.served = m_served;
    state.served.inService = static_cast<std::uint32_t>(m_scrapes.size());
    state.calls = m_calls.stats();
    state.pattern = m_state;
    return state;
}

void AdapterMachine::begin(Time now, const Requested &requested, Effects &effects)
{
    ++m_served.received;
    if (m_life.isStopping()) {
        ++m_served.refused;
        return effects.reply(requested.request, CallStatus::Refused, errorReply(requested.body, 503, "shutting down"));
    }
    const auto *http = requested.body.as<HttpRequest>();
    const std::string_view path = http != nullptr ? pathAsked(*http) : std::string_view();
    const bool asked = path == "/metrics" || path == "/" || requested.body.is<MetricsRequest>();
    const bool isHealth = path == "/health";
    if (isHealth && hasCommand() && !m_config.simulated)
        return runCommand(now, requested, effects);
    if (asked || isHealth)
        return scrape(now, requested, isHealth, effects);
    ++m_served.failed;
    effects.reply(requested.request, CallStatus::Ok, errorReply(requested.body, 404, "there are /metrics and /health"));
}

void AdapterMachine::scrape(Time now, const Requested &requested, bool isHealth, Effects &effects)
{
    m_state.scrapes += isHealth && hasCommand() ? 0 : 1;
    const Handle handle = m_scrapes.insert({requested.request, now, isHealth});
    if (m_config.format == MetricsFormat::Lines)
        return finished(now, {0, 0, CallStatus::Ok, {}, handle}, m_lines.reply(), effects);
    if (m_peers.empty())
        return finished(now, {0, 0, CallStatus::Refused, {}, handle}, {}, effects);
    const Duration timeout = timeoutFor(requested);
    effects.send(0, Call{m_calls.begin(now, 0, timeout, handle), timeout, MetricsRequest{}});
}

void AdapterMachine::runCommand(Time now, const Requested &requested, Effects &effects)
{
    const Handle handle = m_scrapes.insert({requested.request, now, true});
    const Duration timeout = timeoutFor(requested);
    const std::uint64_t call = m_calls.begin(now, m_runner, timeout, handle);
    m_scrapes.find(handle)->call = call;
    effects.send(m_runner, Call{call, timeout, HttpRequest{"GET", "/health", {}, 0}, true});
}

Duration AdapterMachine::timeoutFor(const Requested &requested) const
{
    return requested.remaining > Duration::zero() ? std::min(m_config.timeout, requested.remaining) : m_config.timeout;
}

void AdapterMachine::ended(Time now, const CallLedger::Outcome &outcome, ReplyBody body, Effects &effects)
{
    if (hasCommand() && outcome.peer == m_runner) {
        const auto *reply = body.as<HttpReply>();
        if (outcome.status != CallStatus::Ok || reply == nullptr)
            return checked(now, outcome.context, reasonOf(outcome.status), effects);
        return checked(now, outcome.context, reply->status == 200 ? std::string() : reply->body, effects);
    }
    auto *figures = body.edit<MetricsReply>();
    const bool isOk = outcome.status == CallStatus::Ok; // else the status is the reason
    finished(now, outcome, figures ? std::move(*figures) : MetricsReply{{}, isOk ? "no figures" : ""}, effects);
}

void AdapterMachine::finished(Time now, const CallLedger::Outcome &outcome, MetricsReply figures, Effects &effects)
{
    const Scrape *scrape = m_scrapes.find(outcome.context);
    if (scrape == nullptr)
        return;
    std::string reason = figures.error;
    if (outcome.status != CallStatus::Ok && reason.empty())
        reason = reasonOf(outcome.status);
    if (scrape->isHealth && hasCommand()) // simulated: as its container is
        return checked(now, outcome.context, reason, effects);
    if (reason.empty()) {
        addPrefix(figures);
        reason = objectionTo(figures, m_config);
    }
    if (reason.empty()) {
        m_state.samples = static_cast<std::uint32_t>(figures.samples.size());
        addUp(figures, true);
        ++m_served.succeeded;
        m_served.latency.record(now - scrape->arrived);
    } else {
        figures = failure(reason);
        ++m_served.failed;
        ++m_state.failures;
    }
    if (reason != m_state.lastError)
        effects.event(reason.empty() ? "scrape-good" : "scrape-failed", reason.empty() ? "figures again" : reason);
    m_state.lastError = reason;
    answer(*scrape, std::move(figures), reason, effects);
    m_scrapes.erase(outcome.context);
}

/// The outcome of the command, of which an empty reason is the good one.
void AdapterMachine::checked(Time now, Handle handle, const std::string &reason, Effects &effects)
{
    const Scrape *scrape = m_scrapes.find(handle);
    if (scrape == nullptr)
        return;
    if (reason.empty())
        m_served.latency.record(now - scrape->arrived);
    ++(reason.empty() ? m_served.succeeded : m_served.failed);
    if (reason != m_sickness)
        effects.event(reason.empty() ? "healthy" : "unhealthy", reason.empty() ? "healthy again" : reason);
    m_sickness = reason;
    answerHealth(scrape->request, reason, effects);
    m_scrapes.erase(handle);
}

void AdapterMachine::answer(const Scrape &scrape, MetricsReply figures, const std::string &reason, Effects &effects)
{
    if (!scrape.isHealth)
        return effects.reply(scrape.request, CallStatus::Ok, std::move(figures));
    answerHealth(scrape.request, reason.empty() ? sickness(figures) : reason, effects);
}

void AdapterMachine::answerHealth(RequestId request, const std::string &sick, Effects &effects) const
{
    HttpReply reply;
    reply.status = sick.empty() ? 200 : 500;
    reply.contentType = "text/plain";
    reply.body = sick.empty() ? "healthy\n" : sick + '\n';
    reply.bodyBytes = static_cast<std::uint32_t>(reply.body.size());
    effects.reply(request, sick.empty() ? CallStatus::Ok : CallStatus::Failed, std::move(reply));
}

/// What the figures say against the container, or nothing. A figure may be named without the prefix.
std::string AdapterMachine::sickness(const MetricsReply &figures) const
{
    for (const std::string &text : m_config.healthy) {
        const auto wanted = parseComparison(text);
        if (!wanted)
            return wanted.error().message;
        bool isThere = false;
        for (const MetricSample &sample : figures.samples) {
            if (sample.name != wanted->name && sample.name != m_prefix + wanted->name)
                continue;
            isThere = true;
            if (!wanted->holds(sample.value))
                return text + " does not hold: it is " + formatNumber(sample.value);
        }
        if (!isThere)
            return "there is no figure " + wanted->name;
    }
    return {};
}

void AdapterMachine::addPrefix(MetricsReply &reply) const
{
    if (m_prefix.empty())
        return;
    for (MetricSample &sample : reply.samples) {
        if (!sample.name.starts_with(m_prefix))
            sample.name.insert(0, m_prefix);
    }
}

void AdapterMachine::addUp(MetricsReply &reply, bool up) const
{
    const auto add = [&](std::string name) {
        reply.samples.push_back(
            {std::move(name), {}, up ? 1.0 : 0.0, "gauge", "Whether the container gave its figures."});
    };
    const std::string own = m_prefix + "up";
    if (!m_prefix.empty() && std::ranges::find(reply.samples, own, &MetricSample::name) == reply.samples.end())
        add(own);
    // A Prometheus that is adapted may offer figures of its own scrapes.
    std::erase_if(reply.samples, [](const MetricSample &sample) { return sample.name == "up"; });
    add("up");
}

MetricsReply AdapterMachine::failure(const std::string &reason) const
{
    MetricsReply reply;
    addUp(reply, false);
    reply.samples.push_back({"scrape_error", {{"reason", reason}}, 1, "gauge", "Why there are no figures."});
    reply.error = reason;
    return reply;
}

void AdapterMachine::cancel(RequestId request, Effects &effects)
{
    const Handle handle = m_scrapes.findIf([&](const Scrape &scrape) { return scrape.request == request; });
    const Scrape *scrape = m_scrapes.find(handle);
    if (scrape == nullptr)
        return;
    ++m_served.withdrawn;
    if (scrape->call != 0 && m_calls.withdraw(scrape->call))
        effects.send(m_runner, Withdrawal{scrape->call});
    m_scrapes.erase(handle);
}

} // namespace

std::string metricPrefixOf(const AdapterConfig &config)
{
    if (!config.prefix.empty())
        return config.prefix.back() == '_' ? config.prefix : config.prefix + '_';
    switch (config.format) {
    case MetricsFormat::Memcached:
        return "memcached_";
    case MetricsFormat::Redis:
        return "redis_";
    case MetricsFormat::Json:
        return "json_";
    case MetricsFormat::Statsd:
        return "statsd_";
    case MetricsFormat::Lines:
        return "log_";
    case MetricsFormat::Prometheus:
        break;
    }
    return {};
}

std::string objectionTo(const MetricsReply &reply, const AdapterConfig &limits)
{
    if (reply.samples.size() > limits.maxSamples)
        return "more than " + std::to_string(limits.maxSamples) + " samples";
    std::set<std::string> seen;
    std::map<std::string_view, std::string_view> types;
    for (const MetricSample &sample : reply.samples) {
        if (!isName(sample.name, true) || sample.name.size() > limits.maxLabelBytes)
            return "bad metric name";
        if (std::string objection = objectionToLabels(sample, limits); !objection.empty())
            return objection;
        if (!isUtf8(sample.help))
            return sample.name + " has a help that is not UTF-8";
        if (!seen.insert(identityOf(sample)).second)
            return sample.name + " is there twice";
        if (types.emplace(sample.name, sample.type).first->second != sample.type)
            return sample.name + " is of two types";
    }
    return {};
}

std::unique_ptr<Machine> makeAdapter(const MachineConfig &config)
{
    return std::make_unique<AdapterMachine>(config, std::get<AdapterConfig>(config.behaviour));
}

} // namespace bayplan
