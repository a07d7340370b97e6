// SPDX-License-Identifier: Apache-2.0
// A timer whose handler never runs once the timer is gone. Asio's own may: an expiry that is already queued is not
// taken back by the destructor, and would find its owner dead.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <utility>

namespace bayplan {

/// Of the io_context's thread. One wait at a time: the next takes the place of the one before.
class Timer {
public:
    explicit Timer(boost::asio::io_context &io) : m_timer(io) {}

    /// Calls `handler` without arguments after `delay`, unless the wait is taken back before.
    template <class Handler>
    void after(std::chrono::nanoseconds delay, Handler handler)
    {
        m_timer.expires_after(std::chrono::duration_cast<boost::asio::steady_timer::duration>(delay));
        m_wait = std::make_shared<char>();
        m_timer.async_wait([wait = std::weak_ptr<char>(m_wait), handler = std::move(handler)](const auto &cancelled) {
            if (!cancelled && !wait.expired())
                handler();
        });
    }

    void cancel()
    {
        m_wait.reset();
        m_timer.cancel();
    }

private:
    boost::asio::steady_timer m_timer;
    std::shared_ptr<char> m_wait; ///< lives as long as the wait is wanted
};

} // namespace bayplan
