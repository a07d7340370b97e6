// SPDX-License-Identifier: Apache-2.0
// One request of a scatter/gather root on its way, and the small things that a root keeps beside. Used by
// scatter_root.cpp only.
#pragma once

#include "engine/patterns/machine.h"
#include "engine/patterns/scatter_answer.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace bayplan {

enum class ScatterStage { Canary, Gathering, Merging };

enum class ShardStage : std::uint8_t { NotAsked, Open, Answered, Missing };

/// What one request has asked one shard. 0 is no call: ids of calls are never 0.
struct ShardAsk {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    Time sent{};
    ShardStage stage = ShardStage::NotAsked;
};

struct ScatterQuery {
    RequestId request = 0;
    RequestBody body;
    Time arrived{};
    Time gatherBy = never;
    Time callerLeaves = never;
    ScatterStage stage = ScatterStage::Gathering;
    std::vector<ShardAsk> asks; ///< by shard
    std::vector<ScatterPart> parts;
    std::uint64_t partBytes = 0; ///< of all that came, also while they are merged
    std::vector<std::string> missing;
    std::uint32_t over = 0; ///< shards that have answered or are missing
    std::uint64_t mergeCall = 0;
    std::string lastFailure; ///< of a shard, for the event
};

/// When to ask again whom.
struct HedgeTimer {
    Time at{};
    std::uint64_t sequence = 0;
    std::uint64_t query = 0; ///< handle
    std::uint32_t shard = 0;
    bool operator>(const HedgeTimer &other) const { return at != other.at ? at > other.at : sequence > other.sequence; }
};

/// The earliest first; equals in the order of their coming.
class HedgeTimers {
public:
    void push(Time at, std::uint64_t query, std::uint32_t shard)
    {
        m_heap.push_back({at, ++m_sequence, query, shard});
        std::push_heap(m_heap.begin(), m_heap.end(), std::greater<>());
    }
    void pop()
    {
        std::pop_heap(m_heap.begin(), m_heap.end(), std::greater<>());
        m_heap.pop_back();
    }
    const HedgeTimer &front() const { return m_heap.front(); }
    bool empty() const { return m_heap.empty(); }

    std::size_t heapBytes() const { return m_heap.size() * sizeof(HedgeTimer); }

private:
    std::vector<HedgeTimer> m_heap;
    std::uint64_t m_sequence = 0;
};

/// An event that would come with every request is told once a second; what was not told is counted in the next.
class Notice {
public:
    void tell(Time now, std::string_view kind, const std::string &text, Effects &effects)
    {
        if (now < m_quietUntil) {
            ++m_unsaid;
            return;
        }
        const std::string more = m_unsaid == 0 ? "" : " (and " + std::to_string(m_unsaid) + " before it)";
        effects.event(kind, text + more);
        m_unsaid = 0;
        m_quietUntil = now + std::chrono::seconds(1);
    }

private:
    Time m_quietUntil{};
    std::uint64_t m_unsaid = 0;
};

} // namespace bayplan
