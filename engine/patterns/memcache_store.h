// SPDX-License-Identifier: Apache-2.0
// A small cache with the commands of memcached: what a synthetic service answers from when it stands in for one.
#pragma once

#include "engine/base/time.h"
#include "engine/patterns/messages.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace bayplan {

struct MemcacheStoreOptions {
    std::uint64_t limitBytes = 64U << 20U; ///< the least recently used goes first, as in memcached
    std::uint32_t maxValueBytes = 1U << 20U;
    /// Part of the keys that are found though they were never set, with values of this size. Holds until the first
    /// value comes with its bytes: from then on somebody could tell.
    double phantomHitRatio = 0;
    std::uint32_t phantomBytes = 100;
};

/// Replies word for word as memcached 1.6 over the text protocol. Expiry over 30 days is an absolute date there; a
/// machine knows no dates, so here such a value does not expire.
class MemcacheStore {
public:
    explicit MemcacheStore(const MemcacheStoreOptions &options) : m_options(options) {}

    MemcacheReply execute(Time now, const MemcacheRequest &request);

    std::size_t heapBytes() const;

private:
    struct Item {
        std::string key;
        std::string flags;
        std::string data;
        std::uint32_t dataBytes = 0;
        Time expires = never;
        std::uint64_t cas = 0;
    };
    using Items = std::list<Item>;

    /// The items, and where each of them is: a copy knows its own.
    struct Shelf {
        Shelf() = default;
        Shelf(const Shelf &other);
        Shelf &operator=(const Shelf &) = delete;

        Items items; ///< the most recently used first
        std::unordered_map<std::string_view, Items::iterator> byKey;
    };

    MemcacheReply get(Time now, const MemcacheRequest &request);
    std::string store(Time now, const MemcacheRequest &request);
    std::string extend(Time now, const MemcacheRequest &request);
    std::string count(Time now, const MemcacheRequest &request);
    std::string touch(Time now, const MemcacheRequest &request);
    std::string remove(Time now, const MemcacheRequest &request);
    std::string statistics(Time now) const;

    Item *find(Time now, const std::string &key);
    bool isPhantom(const std::string &key) const;
    void put(Item item);
    void erase(Items::iterator item);
    void makeRoom();

    MemcacheStoreOptions m_options;
    Shelf m_shelf;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_lastCas = 0;
    bool m_carriesBytes = false;
    std::uint64_t m_gets = 0, m_hits = 0, m_sets = 0, m_evictions = 0;
};

} // namespace bayplan
