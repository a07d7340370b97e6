// SPDX-License-Identifier: Apache-2.0
// What a process keeps of replies that are still coming, from all of its peers together.
#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <utility>

namespace bayplan {

/// Beyond the limit only the reply that began to be large first is read on; when it is whole it makes room for the
/// others. So at most one reply more than the limit is kept, and none waits for one that waits. On one thread; outlives
/// its shares.
class ReplyBudget {
    struct Entry {
        std::size_t bytes = 0;
        std::function<void()> goOn;
    };

public:
    explicit ReplyBudget(std::size_t limitBytes = 12U << 20U) : m_limitBytes(limitBytes) {}

    /// Of one reply after another.
    class Share {
    public:
        Share() = default;
        Share(const Share &) = delete;
        Share &operator=(const Share &) = delete;
        ~Share() { giveBack(); }

        void count(ReplyBudget &budget, std::size_t bytes); ///< of the reply, so far
        bool mayGrow() const;

        /// Called once when it may, from inside somebody else's giveBack(); not after giveBack().
        void wait(std::function<void()> goOn) { m_entry->goOn = std::move(goOn); }

        void giveBack();

    private:
        ReplyBudget *m_budget = nullptr; ///< null: nothing is counted
        std::list<Entry>::iterator m_entry;
    };

    std::size_t bytes() const { return m_bytes; }

private:
    bool mayGrow(const Entry &entry) const { return m_bytes <= m_limitBytes || &entry == &m_entries.front(); }
    void wake();

    std::size_t m_limitBytes;
    std::size_t m_bytes = 0;
    std::list<Entry> m_entries; ///< the first to be counted first
};

} // namespace bayplan
