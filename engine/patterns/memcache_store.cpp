// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/memcache_store.h"

#include "engine/base/random.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

namespace bayplan {
namespace {

constexpr std::uint64_t itemOverheadBytes = 56; // what memcached's own item header takes
constexpr std::int64_t relativeExpiryLimitSeconds = 60 * 60 * 24 * 30;
constexpr const char *tooLarge = "SERVER_ERROR object too large for cache";
constexpr const char *badFormat = "CLIENT_ERROR bad command line format";

std::vector<std::string_view> words(std::string_view text)
{
    std::vector<std::string_view> found;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0)
            found.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return found;
}

template <class Integer>
std::optional<Integer> integer(std::string_view text)
{
    Integer value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

Time expiry(Time now, std::int64_t seconds)
{
    if (seconds == 0 || seconds > relativeExpiryLimitSeconds)
        return never;
    return seconds < 0 ? now : now + std::chrono::seconds(seconds);
}

} // namespace

std::size_t MemcacheStore::heapBytes() const
{
    std::size_t bytes = m_items.size() * sizeof(Item) + m_buckets.size() * sizeof(m_buckets[0]);
    for (const Item &item : m_items)
        bytes += item.text.size() < sizeof(std::string) / 2 ? 0 : item.text.size();
    return bytes;
}

MemcacheReply MemcacheStore::execute(Time now, const MemcacheRequest &request)
{
    using Command = MemcacheCommand;
    m_carriesBytes = m_carriesBytes || !request.data.empty();
    switch (request.command) {
    case Command::Get:
    case Command::Gets:
        return get(now, request);
    case Command::Set:
    case Command::Add:
    case Command::Replace:
    case Command::Cas:
        return {{}, store(now, request)};
    case Command::Append:
    case Command::Prepend:
        return {{}, extend(now, request)};
    case Command::Incr:
    case Command::Decr:
        return {{}, count(now, request)};
    case Command::Touch:
        return {{}, touch(now, request)};
    case Command::Delete:
        return {{}, remove(now, request)};
    case Command::Stats:
        return {{}, statistics(now)};
    case Command::Version:
        break;
    }
    return {{}, "VERSION " BAYPLAN_VERSION};
}

MemcacheReply MemcacheStore::get(Time now, const MemcacheRequest &request)
{
    MemcacheReply reply;
    reply.line = "END";
    const bool withCas = request.command == MemcacheCommand::Gets;
    std::size_t bytes = 0;
    for (const std::string &key : request.keys) {
        ++m_gets;
        const std::uint64_t hash = hashOf(key);
        if (const Item *item = find(now, key, hash)) {
            std::string arguments(item->flags());
            if (withCas)
                arguments += ' ' + std::to_string(item->cas);
            reply.values.push_back({key, std::move(arguments), std::string(item->data()), item->dataBytes});
        } else if (isPhantom(hash)) {
            reply.values.push_back({key, withCas ? "0 0" : "0", {}, m_options.phantomBytes});
        } else {
            continue;
        }
        bytes += key.size() + reply.values.back().dataBytes;
        if (bytes > memcacheReplyLimitBytes)
            return {{}, memcacheReplyTooLarge};
    }
    m_hits += reply.values.size();
    return reply;
}

std::string MemcacheStore::store(Time now, const MemcacheRequest &request)
{
    const auto arguments = words(request.arguments);
    const bool isCas = request.command == MemcacheCommand::Cas;
    if (arguments.size() != (isCas ? 3U : 2U) || !integer<std::uint32_t>(arguments[0]))
        return badFormat;
    const auto seconds = integer<std::int64_t>(arguments[1]);
    const auto expectedCas = isCas ? integer<std::uint64_t>(arguments[2]) : 0;
    if (!seconds || !expectedCas)
        return badFormat;
    const std::uint32_t bytes = std::max(request.dataBytes, static_cast<std::uint32_t>(request.data.size()));
    ++m_sets;
    Item *old = find(now, request.keys.front());
    if (bytes > m_options.maxValueBytes) {
        if (old != nullptr && request.command == MemcacheCommand::Set)
            erase(numberOf(old)); // as memcached does: never the stale value
        return tooLarge;
    }
    if (isCas && old == nullptr)
        return "NOT_FOUND";
    if (isCas && old->cas != *expectedCas)
        return "EXISTS";
    if ((request.command == MemcacheCommand::Add && old != nullptr) ||
        (request.command == MemcacheCommand::Replace && old == nullptr))
        return "NOT_STORED";
    put(old, {request.keys.front(), arguments[0], request.data, bytes, expiry(now, *seconds)});
    return "STORED";
}

std::string MemcacheStore::extend(Time now, const MemcacheRequest &request)
{
    Item *old = find(now, request.keys.front());
    if (old == nullptr)
        return "NOT_STORED";
    const std::uint32_t bytes =
        old->dataBytes + std::max(request.dataBytes, static_cast<std::uint32_t>(request.data.size()));
    if (bytes > m_options.maxValueBytes)
        return tooLarge;
    const std::string held(old->data());
    const bool isAppend = request.command == MemcacheCommand::Append;
    put(old, {old->key(), old->flags(), isAppend ? held + request.data : request.data + held, bytes, old->expires});
    return "STORED";
}

std::string MemcacheStore::count(Time now, const MemcacheRequest &request)
{
    const auto delta = integer<std::uint64_t>(request.arguments);
    if (!delta)
        return "CLIENT_ERROR invalid numeric delta argument";
    Item *old = find(now, request.keys.front());
    if (old == nullptr)
        return "NOT_FOUND";
    std::string_view text = old->data();
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    const auto value = integer<std::uint64_t>(text);
    if (!value)
        return "CLIENT_ERROR cannot increment or decrement non-numeric value";
    const bool up = request.command == MemcacheCommand::Incr;
    std::string result = std::to_string(up ? *value + *delta : *value - std::min(*value, *delta));
    std::string data = result;
    if (data.size() < old->data().size())
        data.resize(old->data().size(), ' '); // memcached does not shrink a value in place
    const auto bytes = static_cast<std::uint32_t>(data.size());
    put(old, {old->key(), old->flags(), std::move(data), bytes, old->expires});
    return result;
}

std::string MemcacheStore::touch(Time now, const MemcacheRequest &request)
{
    const auto seconds = integer<std::int64_t>(request.arguments);
    if (!seconds)
        return "CLIENT_ERROR invalid exptime argument";
    Item *item = find(now, request.keys.front());
    if (item == nullptr)
        return "NOT_FOUND";
    item->expires = expiry(now, *seconds);
    return "TOUCHED";
}

std::string MemcacheStore::remove(Time now, const MemcacheRequest &request)
{
    const Item *item = find(now, request.keys.front());
    if (item == nullptr)
        return "NOT_FOUND";
    erase(numberOf(item));
    return "DELETED";
}

std::string MemcacheStore::statistics(Time now) const
{
    std::string text;
    const auto add = [&text](const char *name, std::uint64_t value) {
        text.append("STAT ").append(name).append(" ").append(std::to_string(value)).append("\r\n");
    };
    add("uptime", static_cast<std::uint64_t>(toSeconds(now)));
    add("curr_items", m_count);
    add("bytes", m_bytes);
    add("limit_maxbytes", m_options.limitBytes);
    add("cmd_get", m_gets);
    add("cmd_set", m_sets);
    add("get_hits", m_hits);
    add("get_misses", m_gets - m_hits);
    add("evictions", m_evictions);
    return text + "END";
}

std::uint64_t MemcacheStore::hashOf(std::string_view key)
{
    return stableHash(key.data(), key.size());
}

/// What is found is the most recently used from now on.
MemcacheStore::Item *MemcacheStore::find(Time now, std::string_view key, std::uint64_t hash)
{
    const auto shortHash = static_cast<std::uint32_t>(hash);
    std::uint32_t number = m_buckets.empty() ? none : bucketOf(shortHash);
    while (number != none && (m_items[number].hash != shortHash || m_items[number].key() != key))
        number = m_items[number].next;
    if (number == none)
        return nullptr;
    if (m_items[number].expires <= now) {
        erase(number);
        return nullptr;
    }
    if (number != m_newest) {
        leaveOrder(number);
        makeNewest(number);
    }
    return &m_items[number];
}

bool MemcacheStore::isPhantom(std::uint64_t hash) const
{
    if (m_carriesBytes || m_options.phantomHitRatio <= 0)
        return false;
    // By key, not by draw: a key is there or it is not.
    const double place = static_cast<double>(hash >> 11U) * 0x1.0p-53;
    return place < m_options.phantomHitRatio;
}

void MemcacheStore::put(Item *old, Content content)
{
    std::string text;
    text.reserve(content.key.size() + content.flags.size() + content.data.size());
    text.append(content.key).append(content.flags).append(content.data);
    const std::uint64_t newBytes = old == nullptr ? content.key.size() + itemOverheadBytes : 0;
    Item &item = old != nullptr ? *old : m_items[add(content.key)];
    m_bytes += newBytes + content.dataBytes;
    m_bytes -= item.dataBytes;
    item.keyBytes = static_cast<std::uint32_t>(content.key.size());
    item.flagsBytes = static_cast<std::uint32_t>(content.flags.size());
    item.dataBytes = content.dataBytes;
    item.expires = content.expires;
    item.cas = ++m_lastCas;
    item.text = std::move(text);
    makeRoom();
}

/// The number of a new item, which is in its bucket and the newest.
std::uint32_t MemcacheStore::add(std::string_view key)
{
    if (m_count == m_buckets.size())
        growBuckets();
    std::uint32_t number = m_firstFree;
    if (number == none) {
        number = static_cast<std::uint32_t>(m_items.size());
        if (m_items.size() == m_items.capacity())
            m_items.reserve(m_items.size() + m_items.size() / 4 + 4);
        m_items.emplace_back();
    } else {
        m_firstFree = m_items[number].next;
        m_items[number] = {};
    }
    Item &item = m_items[number];
    item.hash = static_cast<std::uint32_t>(hashOf(key));
    item.next = std::exchange(bucketOf(item.hash), number);
    makeNewest(number);
    ++m_count;
    return number;
}

void MemcacheStore::erase(std::uint32_t number)
{
    Item &item = m_items[number];
    m_bytes -= item.keyBytes + item.dataBytes + itemOverheadBytes;
    std::uint32_t *link = &bucketOf(item.hash);
    while (*link != number)
        link = &m_items[*link].next;
    *link = item.next;
    leaveOrder(number);
    item.text = {};
    item.next = std::exchange(m_firstFree, number);
    --m_count;
}

void MemcacheStore::makeRoom()
{
    while (m_bytes > m_options.limitBytes && m_count > 1) {
        ++m_evictions;
        erase(m_oldest);
    }
}

void MemcacheStore::growBuckets()
{
    constexpr std::size_t least = 8;
    m_buckets.assign(std::max(least, 2 * m_buckets.size()), none);
    for (std::uint32_t number = m_oldest; number != none; number = m_items[number].newer)
        m_items[number].next = std::exchange(bucketOf(m_items[number].hash), number);
}

void MemcacheStore::makeNewest(std::uint32_t number)
{
    m_items[number].newer = none;
    m_items[number].older = m_newest;
    (m_newest == none ? m_oldest : m_items[m_newest].newer) = number;
    m_newest = number;
}

void MemcacheStore::leaveOrder(std::uint32_t number)
{
    const Item &item = m_items[number];
    (item.newer == none ? m_newest : m_items[item.newer].older) = item.older;
    (item.older == none ? m_oldest : m_items[item.older].newer) = item.newer;
}

} // namespace bayplan
