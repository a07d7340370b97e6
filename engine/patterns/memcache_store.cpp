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

MemcacheStore::Shelf::Shelf(const Shelf &other) : items(other.items), byKey(other.byKey.size())
{
    for (auto item = items.begin(); item != items.end(); ++item)
        byKey.emplace(item->key, item);
}

std::size_t MemcacheStore::heapBytes() const
{
    constexpr std::size_t nodesBytes = 64; // of list and map
    std::size_t bytes = m_shelf.items.size() * (sizeof(Item) + nodesBytes);
    for (const Item &item : m_shelf.items)
        bytes += item.key.size() + item.data.size();
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
    for (const std::string &key : request.keys) {
        ++m_gets;
        if (const Item *item = find(now, key)) {
            std::string arguments = withCas ? item->flags + ' ' + std::to_string(item->cas) : item->flags;
            reply.values.push_back({key, std::move(arguments), item->data, item->dataBytes});
        } else if (isPhantom(key)) {
            reply.values.push_back({key, withCas ? "0 0" : "0", {}, m_options.phantomBytes});
        }
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
    const Item *old = find(now, request.keys.front());
    if (bytes > m_options.maxValueBytes) {
        if (old != nullptr && request.command == MemcacheCommand::Set)
            erase(m_shelf.byKey.find(old->key)->second); // as memcached does: never the stale value
        return tooLarge;
    }
    if (isCas && old == nullptr)
        return "NOT_FOUND";
    if (isCas && old->cas != *expectedCas)
        return "EXISTS";
    if ((request.command == MemcacheCommand::Add && old != nullptr) ||
        (request.command == MemcacheCommand::Replace && old == nullptr))
        return "NOT_STORED";
    put({request.keys.front(), std::string(arguments[0]), request.data, bytes, expiry(now, *seconds), 0});
    return "STORED";
}

std::string MemcacheStore::extend(Time now, const MemcacheRequest &request)
{
    const Item *old = find(now, request.keys.front());
    if (old == nullptr)
        return "NOT_STORED";
    Item item = *old;
    item.data = request.command == MemcacheCommand::Append ? item.data + request.data : request.data + item.data;
    item.dataBytes += std::max(request.dataBytes, static_cast<std::uint32_t>(request.data.size()));
    if (item.dataBytes > m_options.maxValueBytes)
        return tooLarge;
    put(std::move(item));
    return "STORED";
}

std::string MemcacheStore::count(Time now, const MemcacheRequest &request)
{
    const auto delta = integer<std::uint64_t>(request.arguments);
    if (!delta)
        return "CLIENT_ERROR invalid numeric delta argument";
    const Item *old = find(now, request.keys.front());
    if (old == nullptr)
        return "NOT_FOUND";
    std::string_view text = old->data;
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    const auto value = integer<std::uint64_t>(text);
    if (!value)
        return "CLIENT_ERROR cannot increment or decrement non-numeric value";
    const bool up = request.command == MemcacheCommand::Incr;
    std::string result = std::to_string(up ? *value + *delta : *value - std::min(*value, *delta));
    Item item = *old;
    item.data = result;
    if (item.data.size() < old->data.size())
        item.data.resize(old->data.size(), ' '); // memcached does not shrink a value in place
    item.dataBytes = static_cast<std::uint32_t>(item.data.size());
    put(std::move(item));
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
    erase(m_shelf.byKey.find(item->key)->second);
    return "DELETED";
}

std::string MemcacheStore::statistics(Time now) const
{
    std::string text;
    const auto add = [&text](const char *name, std::uint64_t value) {
        text.append("STAT ").append(name).append(" ").append(std::to_string(value)).append("\r\n");
    };
    add("uptime", static_cast<std::uint64_t>(toSeconds(now)));
    add("curr_items", m_shelf.items.size());
    add("bytes", m_bytes);
    add("limit_maxbytes", m_options.limitBytes);
    add("cmd_get", m_gets);
    add("cmd_set", m_sets);
    add("get_hits", m_hits);
    add("get_misses", m_gets - m_hits);
    add("evictions", m_evictions);
    return text + "END";
}

MemcacheStore::Item *MemcacheStore::find(Time now, const std::string &key)
{
    const auto found = m_shelf.byKey.find(key);
    if (found == m_shelf.byKey.end())
        return nullptr;
    if (found->second->expires <= now) {
        erase(found->second);
        return nullptr;
    }
    m_shelf.items.splice(m_shelf.items.begin(), m_shelf.items, found->second);
    return &m_shelf.items.front();
}

bool MemcacheStore::isPhantom(const std::string &key) const
{
    if (m_carriesBytes || m_options.phantomHitRatio <= 0)
        return false;
    // By key, not by draw: a key is there or it is not.
    const double place = static_cast<double>(stableHash(key.data(), key.size()) >> 11U) * 0x1.0p-53;
    return place < m_options.phantomHitRatio;
}

void MemcacheStore::put(Item item)
{
    item.cas = ++m_lastCas;
    const auto found = m_shelf.byKey.find(item.key);
    if (found != m_shelf.byKey.end()) {
        Item &old = *found->second;
        m_bytes += item.dataBytes;
        m_bytes -= old.dataBytes;
        // All but the key, into which the map points.
        old.flags = std::move(item.flags);
        old.data = std::move(item.data);
        old.dataBytes = item.dataBytes;
        old.expires = item.expires;
        old.cas = item.cas;
        return makeRoom();
    }
    m_bytes += item.key.size() + item.dataBytes + itemOverheadBytes;
    m_shelf.items.push_front(std::move(item));
    m_shelf.byKey.emplace(m_shelf.items.front().key, m_shelf.items.begin());
    makeRoom();
}

void MemcacheStore::erase(Items::iterator item)
{
    m_bytes -= item->key.size() + item->dataBytes + itemOverheadBytes;
    m_shelf.byKey.erase(item->key);
    m_shelf.items.erase(item);
}

void MemcacheStore::makeRoom()
{
    while (m_bytes > m_options.limitBytes && m_shelf.items.size() > 1) {
        ++m_evictions;
        erase(std::prev(m_shelf.items.end()));
    }
}

} // namespace bayplan
