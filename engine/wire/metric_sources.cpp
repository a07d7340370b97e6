// SPDX-License-Identifier: Apache-2.0
#include "engine/wire/metric_sources.h"

#include "engine/base/random.h"
#include "engine/base/units.h"
#include "engine/base/utf8.h"
#include "engine/patterns/adapter.h"
#include "engine/wire/memcache_words.h"
#include "engine/wire/metric_names.h"
#include "engine/wire/prometheus_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace bayplan {
namespace {

constexpr int jsonDepthLimit = 32;
constexpr std::size_t quotedBytes = 60; ///< of a malformed line, in the reason

MetricsReply refused(std::string reason)
{
    return {{}, std::move(reason)};
}

std::string quoted(std::string_view line)
{
    std::string text = "\"";
    for (const char c : line.substr(0, quotedBytes))
        text += c >= ' ' && c <= '~' && c != '"' ? c : '?';
    return text + (line.size() > quotedBytes ? "...\"" : "\"");
}

/// The next line without its end, taken off `text`.
std::string_view takeLine(std::string_view &text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

void addSample(MetricsReply &reply, std::string_view name, double value, bool isCounter, std::string help,
               std::vector<std::pair<std::string, std::string>> labels = {})
{
    MetricNaming naming = metricNaming(name, isCounter);
    reply.samples.push_back({std::move(naming.name), std::move(labels), value * naming.factor,
                             isCounter ? "counter" : "gauge", std::move(help)});
}

// ---- memcached -----------------------------------------------------------------------------------------------------

bool isMemcachedCounter(std::string_view name)
{
    static constexpr std::array<std::string_view, 21> exact{
        "evictions",           "reclaimed",        "expired_unfetched",     "evicted_unfetched", "crawler_reclaimed",
        "bytes_read",          "bytes_written",    "rusage_user",           "rusage_system",     "conn_yields",
        "auth_cmds",           "auth_errors",      "crawler_items_checked", "lrutail_reflocked", "moves_to_cold",
        "moves_to_warm",       "moves_within_lru", "direct_reclaims",       "evicted_active",    "log_worker_dropped",
        "rejected_connections"};
    return name.starts_with("cmd_") || name.starts_with("total_") || name.ends_with("_hits") ||
           name.ends_with("_misses") || name.ends_with("_badval") ||
           std::find(exact.begin(), exact.end(), name) != exact.end();
}

MetricsReply readMemcached(std::string_view text)
{
    MetricsReply reply;
    while (!text.empty()) {
        const std::string_view line = takeLine(text);
        if (line == "END")
            return reply;
        const auto words = wordsOf(line);
        if (words.size() < 2 || words[0] != "STAT")
            return refused("not a line of memcached's stats: " + quoted(line));
        const std::string_view name = words[1];
        if (name == "pid" || name == "time" || name == "pointer_size")
            continue;
        const auto value = words.size() == 3 ? parseNumber(words[2]) : std::nullopt;
        if (value) {
            const bool isTime = name.starts_with("rusage_") || name == "uptime" || name == "time_in_listen_disabled_us";
            const std::string unit = isTime && !name.ends_with("_us") ? "_seconds" : "";
            addSample(reply, std::string(name) + unit, *value, isMemcachedCounter(name),
                      "memcached's statistic " + std::string(name) + '.');
        } else if (name == "version" && words.size() == 3) {
            addSample(reply, "build", 1, false, "Version of memcached.", {{"version", std::string(words[2])}});
        }
    }
    return refused("memcached's stats have no END");
}

// ---- Redis ---------------------------------------------------------------------------------------------------------

bool isRedisCounter(std::string_view name)
{
    static constexpr std::array<std::string_view, 11> exact{
        "keyspace_hits",          "keyspace_misses", "evicted_keys",   "expired_keys",
        "rejected_connections",   "used_cpu_sys",    "used_cpu_user",  "used_cpu_sys_children",
        "used_cpu_user_children", "sync_full",       "evicted_clients"};
    return name.ends_with("_processed") || name.ends_with("_received") || name.starts_with("total_net_") ||
           name.starts_with("total_error") || std::find(exact.begin(), exact.end(), name) != exact.end();
}

/// "keys=5,expires=0" of "db0": one sample each, with the part before the digits as name and "0" as label.
bool readRedisParts(MetricsReply &reply, std::string_view name, std::string_view value)
{
    const std::size_t digits = name.find_first_of("0123456789");
    const std::string index(digits == std::string_view::npos ? name : name.substr(digits));
    const std::string_view stem = name.substr(0, digits);
    while (!value.empty()) {
        const std::size_t end = std::min(value.find(','), value.size());
        const std::string_view part = value.substr(0, end);
        value.remove_prefix(std::min(end + 1, value.size()));
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos)
            return false;
        if (const auto number = parseNumber(part.substr(equals + 1))) {
            const std::string whole = std::string(stem) + '_' + std::string(part.substr(0, equals));
            addSample(reply, whole, *number, false, "Redis' " + whole + '.', {{std::string(stem), index}});
        }
    }
    return true;
}

MetricsReply readRedis(std::string_view text)
{
    if (text.starts_with('-'))
        return refused("Redis says " + quoted(takeLine(text)));
    MetricsReply reply;
    while (!text.empty()) {
        const std::string_view line = takeLine(text);
        if (line.empty() || line[0] == '#')
            continue;
        const std::size_t colon = line.find(':');
        if (colon == 0 || colon == std::string_view::npos)
            return refused("not a line of Redis' INFO: " + quoted(line));
        const std::string_view name = line.substr(0, colon), value = line.substr(colon + 1);
        static constexpr std::array<std::string_view, 7> noFigure{"redis_git_sha1", "redis_git_dirty", "process_id",
                                                                  "tcp_port",       "redis_build_id",  "uptime_in_days",
                                                                  "arch_bits"};
        if (std::find(noFigure.begin(), noFigure.end(), name) != noFigure.end() || name.ends_with("_human"))
            continue;
        if (const auto number = parseNumber(value)) {
            const bool isTime = name.starts_with("used_cpu_") || name.ends_with("_time");
            addSample(reply, std::string(name) + (isTime ? "_seconds" : ""), *number, isRedisCounter(name),
                      "Redis' " + std::string(name) + '.');
        } else if (name == "redis_version") {
            addSample(reply, "build", 1, false, "Version of Redis.", {{"version", std::string(value)}});
        } else if (value.find('=') != std::string_view::npos && name.starts_with("db") &&
                   !readRedisParts(reply, name, value)) {
            return refused("not a line of Redis' INFO: " + quoted(line));
        }
    }
    return reply.samples.empty() ? refused("Redis' INFO is empty") : reply;
}

// ---- JSON ----------------------------------------------------------------------------------------------------------

using Json = nlohmann::json;
using Labels = std::vector<std::pair<std::string, std::string>>;

/// Numbers and truth values by their path; places in arrays become labels.
bool flatten(MetricsReply &reply, const Json &value, const std::string &path, const Labels &labels, std::size_t limit)
{
    if (reply.samples.size() > limit)
        return false;
    if (value.is_object()) {
        for (const auto &[key, member] : value.items()) {
            if (!flatten(reply, member, path.empty() ? key : path + '_' + key, labels, limit))
                return false;
        }
    } else if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) {
            Labels more = labels;
            more.emplace_back(labels.empty() ? "index" : "index" + std::to_string(labels.size()), std::to_string(i));
            if (!flatten(reply, value[i], path, more, limit))
                return false;
        }
    } else if (value.is_number() || value.is_boolean()) {
        const double number = value.is_boolean() ? (value.get<bool>() ? 1 : 0) : value.get<double>();
        const std::string name = path.empty() ? "value" : path;
        addSample(reply, name, number, false, "The value at " + name + '.', labels);
    }
    return true;
}

MetricsReply readJson(std::string_view text, const AdapterConfig &limits)
{
    bool tooDeep = false;
    const auto shallow = [&](int depth, Json::parse_event_t, Json &) {
        tooDeep = tooDeep || depth > jsonDepthLimit;
        return !tooDeep;
    };
    // The callback refuses what is too deep before it is built; a depth of brackets alone costs no stack.
    const Json value = Json::parse(text.begin(), text.end(), shallow, false);
    if (tooDeep)
        return refused("JSON nested deeper than " + std::to_string(jsonDepthLimit));
    if (value.is_discarded())
        return refused("not JSON: " + quoted(text));
    MetricsReply reply;
    if (!flatten(reply, value, {}, {}, limits.maxSamples))
        return refused("more than " + std::to_string(limits.maxSamples) + " samples");
    return reply;
}

MetricsReply readPrometheus(std::string_view text, const AdapterConfig &limits)
{
    auto samples = parsePrometheusText(text, {limits.maxSamples, limits.maxLabels, limits.maxLabelBytes});
    if (!samples)
        return refused(toText(samples.error()));
    for (MetricSample &sample : *samples) {
        if (sample.help.empty())
            sample.help = "No help was given.";
    }
    return {std::move(*samples), {}};
}

} // namespace

MetricsReply readMetrics(MetricsFormat format, std::string_view text, const AdapterConfig &limits)
{
    if (text.size() > limits.maxBodyBytes)
        return refused("more than " + std::to_string(limits.maxBodyBytes) + " bytes");
    switch (format) {
    case MetricsFormat::Memcached:
        return readMemcached(text);
    case MetricsFormat::Redis:
        return readRedis(text);
    case MetricsFormat::Json:
        return readJson(text, limits);
    case MetricsFormat::Prometheus:
        return readPrometheus(text, limits);
    case MetricsFormat::Lines:
    case MetricsFormat::Statsd:
        break;
    }
    return refused("statsd has no body to read");
}

// ---- statsd --------------------------------------------------------------------------------------------------------

namespace {

constexpr double leastRate = 1e-6; ///< of sampling: one line stands for a million at most
constexpr std::size_t statsdTableBytes = 4U << 20U;
constexpr std::size_t statsdMembers = 100'000; ///< of all sets together
constexpr const char *leftOutName = "lines_left_out";

struct StatsdLine {
    std::string_view name, value, type, tags;
    double rate = 1;
};

std::optional<StatsdLine> readStatsdLine(std::string_view line)
{
    const std::size_t colon = line.find(':');
    if (colon == 0 || colon == std::string_view::npos)
        return std::nullopt;
    std::vector<std::string_view> parts;
    for (std::string_view rest = line.substr(colon + 1);;) {
        const std::size_t bar = std::min(rest.find('|'), rest.size());
        parts.push_back(rest.substr(0, bar));
        if (bar == rest.size())
            break;
        rest.remove_prefix(bar + 1);
    }
    if (parts.size() < 2)
        return std::nullopt;
    StatsdLine read{line.substr(0, colon), parts[0], parts[1], {}};
    for (std::size_t i = 2; i < parts.size(); ++i) {
        const auto given = parts[i].starts_with('@') ? parseNumber(parts[i].substr(1)) : std::nullopt;
        if (parts[i].starts_with('#'))
            read.tags = parts[i].substr(1);
        else if (given && *given >= leastRate && *given <= 1)
            read.rate = *given;
        else
            return std::nullopt;
    }
    return read;
}

/// In the order in which they came.
std::optional<Labels> labelsOf(std::string_view tags)
{
    Labels labels;
    while (!tags.empty()) {
        const std::size_t end = std::min(tags.find(','), tags.size());
        const std::string_view tag = tags.substr(0, end);
        tags.remove_prefix(std::min(end + 1, tags.size()));
        const std::size_t colon = std::min(tag.find(':'), tag.size());
        if (colon == 0)
            return std::nullopt;
        const std::string_view value = tag.substr(std::min(colon + 1, tag.size()));
        labels.emplace_back(metricNaming(tag.substr(0, colon), false).name, value);
    }
    return labels;
}

/// The same for tags that came in another order.
std::string keyOf(const std::string &name, const std::string &type, Labels labels)
{
    std::sort(labels.begin(), labels.end());
    std::string key = name + '\0' + type;
    for (const auto &[label, value] : labels)
        key.append(1, '\0').append(label).append(1, '\0').append(value);
    return key;
}

/// What stands behind the names that an entry takes: its own, and those of its figures.
std::vector<const char *> endingsOf(std::string_view type)
{
    return type == "summary" ? std::vector<const char *>{"", "_sum", "_count"} : std::vector<const char *>{""};
}

} // namespace

StatsdTable::StatsdTable(const AdapterConfig &limits) : m_limits(limits), m_prefix(metricPrefixOf(limits))
{
    m_types.emplace(metricNaming(leftOutName, true).name, "");
}

void StatsdTable::add(std::string_view datagram)
{
    while (!datagram.empty()) {
        const std::string_view line = takeLine(datagram);
        const Taken taken = line.empty() ? Taken::Whole : addLine(line);
        m_leftOut += taken == Taken::LeftOut ? 1 : 0;
        if (taken == Taken::Malformed && m_error.empty())
            m_error = "not a line of statsd: " + quoted(line);
    }
}

MetricsReply StatsdTable::reply()
{
    if (!m_error.empty())
        return refused(std::exchange(m_error, {}));
    MetricsReply reply;
    for (const auto &[key, entry] : m_entries) {
        reply.samples.push_back(entry.sample);
        if (entry.sample.type != "summary")
            continue;
        MetricSample count = entry.sample;
        count.name += "_count";
        count.value = static_cast<double>(entry.count);
        reply.samples.back().name += "_sum";
        reply.samples.push_back(std::move(count));
    }
    if (m_leftOut > 0 && reply.samples.size() < m_limits.maxSamples)
        addSample(reply, leftOutName, static_cast<double>(m_leftOut), true,
                  "Lines of statsd that cannot be a figure beside the others, or for which there is no room.");
    return reply;
}

StatsdTable::Taken StatsdTable::addLine(std::string_view text)
{
    const auto line = readStatsdLine(text);
    const std::string_view type = line ? line->type : std::string_view();
    const bool isCounter = type == "c", isGauge = type == "g", isSet = type == "s";
    const bool isTimer = type == "ms" || type == "h" || type == "d";
    if (!isCounter && !isGauge && !isSet && !isTimer)
        return Taken::Malformed;
    const bool isSigned = line->value.starts_with('+');
    const auto value = parseNumber(line->value.substr(isSigned ? 1 : 0));
    auto labels = labelsOf(line->tags);
    if (!labels || (isSet ? line->value.empty() : !value))
        return Taken::Malformed;
    if (!isUtf8(line->name))
        return Taken::LeftOut; // it would stand in the help
    const std::string stem(line->name);
    const MetricNaming naming = metricNaming(type == "ms" ? stem + "_ms" : stem, isCounter);
    Entry *entry = nullptr;
    const char *shown = isCounter ? "counter" : isTimer ? "summary" : "gauge";
    if (const Taken found = findEntry(naming.name, shown, std::move(*labels), entry); found != Taken::Whole)
        return found;
    entry->sample.help = "Sent as " + stem + '.';
    if (isCounter) {
        entry->sample.value += *value / line->rate;
    } else if (isTimer) {
        entry->sample.value += *value * naming.factor / line->rate;
        entry->count += static_cast<std::uint64_t>(1 / line->rate + 0.5);
    } else if (isSet) {
        return addMember(*entry, line->value);
    } else {
        const bool isChange = isSigned || line->value.starts_with('-');
        entry->sample.value = (isChange ? entry->sample.value : 0) + *value * naming.factor;
    }
    return Taken::Whole;
}

/// By its hash: what applications count by sets may be long.
StatsdTable::Taken StatsdTable::addMember(Entry &set, std::string_view member)
{
    const std::uint64_t hash = stableHash(member.data(), member.size());
    if (!set.members.contains(hash)) {
        if (set.members.size() >= m_limits.maxSamples || m_members >= statsdMembers)
            return Taken::LeftOut;
        set.members.insert(hash);
        ++m_members;
    }
    set.sample.value = static_cast<double>(set.members.size());
    return Taken::Whole;
}

/// What would make a reply that cannot be one scrape stays out, or every scrape from then on would fail.
StatsdTable::Taken StatsdTable::findEntry(std::string name, const std::string &type, Labels labels, Entry *&entry)
{
    if (name.size() > m_prefix.size() && name.starts_with(m_prefix))
        name.erase(0, m_prefix.size()); // it comes before all names, but only once
    const std::string key = keyOf(name, type, labels);
    if (const auto found = m_entries.find(key); found != m_entries.end()) {
        entry = &found->second;
        return Taken::Whole;
    }
    const auto endings = endingsOf(type);
    const std::size_t figures = type == "summary" ? 2 : 1;
    if (m_samples + figures > m_limits.maxSamples)
        return Taken::Malformed;
    for (const char *ending : endings) {
        const auto before = m_types.find(name + ending);
        const MetricSample sample{m_prefix + name + ending, labels, 0, type, {}};
        if ((before != m_types.end() && before->second != type) || !objectionTo({{sample}, {}}, m_limits).empty())
            return Taken::LeftOut;
    }
    if (m_bytes + key.size() > statsdTableBytes)
        return Taken::LeftOut;
    m_bytes += key.size();
    m_samples += figures;
    for (const char *ending : endings)
        m_types.emplace(name + ending, type);
    entry = &m_entries[key];
    entry->sample = {std::move(name), std::move(labels), 0, type, {}};
    return Taken::Whole;
}

} // namespace bayplan
