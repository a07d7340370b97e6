// SPDX-License-Identifier: Apache-2.0
// Work in several threads whose results come in one order, whatever the number of threads.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace bayplan {

/// Threads for work that keeps a core busy: `wanted`, or one per core when that is 0; at least 1.
inline std::uint32_t threadsFor(std::uint32_t wanted)
{
    const unsigned cores = std::thread::hardware_concurrency();
    return wanted > 0 ? wanted : cores > 0 ? cores : 1;
}

/// `work(i)` for i from 0 on, in any thread and order; `take(i, result)` in the order of i, one at a time, until it
/// gives false or `count` were taken. Results that came after that are thrown away. No thread runs far ahead of the
/// slowest, so that few results wait. The calling thread works too.
template <class Result>
class InOrder {
public:
    using Work = std::function<Result(std::size_t)>;
    using Take = std::function<bool(std::size_t, Result &)>;

    InOrder(std::size_t count, Work work, Take take) : m_count(count), m_work(std::move(work)), m_take(std::move(take))
    {}

    void run(std::uint32_t threads)
    {
        m_lead = 4 * static_cast<std::size_t>(threads);
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < threads && i < m_count; ++i)
            others.emplace_back([this] { loop(); });
        loop();
    }

private:
    void loop()
    {
        std::unique_lock lock(m_mutex);
        while (!m_over && m_next < m_count) {
            const std::size_t mine = m_next++;
            m_moved.wait(lock, [&] { return m_over || mine < m_taken + m_lead; });
            if (m_over)
                return;
            lock.unlock();
            Result result = m_work(mine);
            lock.lock();
            m_waiting.emplace(mine, std::move(result));
            takeAll();
        }
    }

    void takeAll()
    {
        for (auto first = m_waiting.begin(); !m_over && first != m_waiting.end() && first->first == m_taken;
             first = m_waiting.erase(first)) {
            if (!m_take(m_taken, first->second))
                m_over = true;
            ++m_taken;
        }
        m_moved.notify_all();
    }

    std::size_t m_count;
    Work m_work;
    Take m_take;
    std::mutex m_mutex;
    std::condition_variable m_moved;
    std::map<std::size_t, Result> m_waiting;
    std::size_t m_lead = 0;
    std::size_t m_next = 0;
    std::size_t m_taken = 0;
    bool m_over = false;
};

} // namespace bayplan
