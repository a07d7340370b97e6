// SPDX-License-Identifier: Apache-2.0
// A small cache with the commands of memcached: what a synthetic service answers from when it stands in for one.
#pragma once

#include "engine/base/time.h"
#include "engine/patterns/messages.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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
    static constexpr std::uint32_t none = UINT32_MAX;

    /// Small, and mostly without memory of its own: a simulated value has no bytes.
    struct Item {
        std::string text; ///< key, flags and data, one behind the other
        Time expires = never;
        std::uint64_t cas = 0;
        std::uint32_t dataBytes = 0;
        std::uint32_t keyBytes = 0, flagsBytes = 0;
        std::uint32_t hash = 0;
        std::uint32_t next = none;                ///< of the same bucket; of one that is free: of the free ones
        std::uint32_t newer = none, older = none; ///< by use

        std::string_view key() const { return std::string_view(text).substr(0, keyBytes); }
        std::string_view flags() const { return std::string_view(text).substr(keyBytes, flagsBytes); }
        std::string_view data() const { return std::string_view(text).substr(keyBytes + flagsBytes); }
    };

    /// What an item is to hold from now on.
    struct Content {
        std::string_view key, flags;
        std::string data;
        std::uint32_t dataBytes = 0;
        Time expires = never;
    };

    MemcacheReply get(Time now, const MemcacheRequest &request);
    std::string store(Time now, const MemcacheRequest &request);
    std::string extend(Time now, const MemcacheRequest &request);
    std::string count(Time now, const MemcacheRequest &request);
    std::string touch(Time now, const MemcacheRequest &request);
    std::string remove(Time now, const MemcacheRequest &request);
    std::string statistics(Time now) const;

    Item *find(Time now, std::string_view key) { return find(now, key, hashOf(key)); }
    Item *find(Time now, std::string_view key, std::uint64_t hash);
    static std::uint64_t hashOf(std::string_view key);
    bool isPhantom(std::uint64_t hash) const;
    void put(Item *old, Content content);
    std::uint32_t add(std::string_view key);
    void erase(std::uint32_t item);
    void makeRoom();
    std::uint32_t &bucketOf(std::uint32_t hash) { return m_buckets[hash & (m_buckets.size() - 1)]; }
    void growBuckets();
    void makeNewest(std::uint32_t item);
    void leaveOrder(std::uint32_t item);
    std::uint32_t numberOf(const Item *item) const { return static_cast<std::uint32_t>(item - m_items.data()); }

    MemcacheStoreOptions m_options;
    std::vector<Item> m_items;
    std::vector<std::uint32_t> m_buckets; ///< the first item of each; a power of two
    std::uint32_t m_count = 0;
    std::uint32_t m_firstFree = none;
    std::uint32_t m_newest = none, m_oldest = none;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_lastCas = 0;
    bool m_carriesBytes = false;
    std::uint64_t m_gets = 0, m_hits = 0, m_sets = 0, m_evictions = 0;
};

} // namespace bayplan
