// SPDX-License-Identifier: Apache-2.0
// Time that counts suspend: a lease must not outlive a laptop's sleep (CLOCK_BOOTTIME, not CLOCK_MONOTONIC).
#pragma once

#include "engine/base/time.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <cstdint>
#include <functional>

namespace bayplan {

/// RunClock of this process: since the first call, in CLOCK_BOOTTIME.
Time bootNow();

/// CLOCK_REALTIME.
std::int64_t unixNanosecondsNow();

/// One timer on CLOCK_BOOTTIME that calls back on the loop's thread.
class BootTimer {
public:
    BootTimer(boost::asio::io_context &io, std::function<void()> expired);

    /// Replaces the former deadline; `never` disarms. A deadline that has passed fires from the loop, not from here.
    /// Costs a system call only where the deadline comes sooner than the one before.
    void arm(Time deadline);

private:
    void set(Time instant);
    void wait();

    boost::asio::posix::stream_descriptor m_descriptor;
    std::function<void()> m_expired;
    Time m_deadline = never;
    Time m_setFor = never; ///< when it goes off: at the deadline, or sooner, to be set for it then
};

} // namespace bayplan
