// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/boot_clock.h"

#include <ctime>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace bayplan {
namespace {

Duration readClock(clockid_t clock)
{
    timespec value{};
    clock_gettime(clock, &value);
    return std::chrono::seconds(value.tv_sec) + std::chrono::nanoseconds(value.tv_nsec);
}

Duration processStart()
{
    static const Duration start = readClock(CLOCK_BOOTTIME);
    return start;
}

} // namespace

Time bootNow()
{
    const Duration start = processStart();
    return Time(readClock(CLOCK_BOOTTIME) - start);
}

std::int64_t unixNanosecondsNow()
{
    return readClock(CLOCK_REALTIME).count();
}

BootTimer::BootTimer(boost::asio::io_context &io, std::function<void()> expired)
    : m_descriptor(io, timerfd_create(CLOCK_BOOTTIME, TFD_NONBLOCK | TFD_CLOEXEC)), m_expired(std::move(expired))
{
    wait();
}

void BootTimer::arm(Time deadline)
{
    m_deadline = deadline;
    if (deadline < m_setFor)
        set(deadline);
}

void BootTimer::set(Time instant)
{
    m_setFor = instant;
    // Zero would disarm: what is due goes off in a nanosecond.
    const Duration absolute = std::max(processStart() + instant.time_since_epoch(), Duration(1));
    itimerspec value{};
    value.it_value.tv_sec = absolute.count() / 1'000'000'000;
    value.it_value.tv_nsec = absolute.count() % 1'000'000'000;
    timerfd_settime(m_descriptor.native_handle(), TFD_TIMER_ABSTIME, &value, nullptr);
}

void BootTimer::wait()
{
    m_descriptor.async_wait(boost::asio::posix::stream_descriptor::wait_read, [this](const auto &error) {
        if (error)
            return;
        std::uint64_t expirations = 0;
        if (::read(m_descriptor.native_handle(), &expirations, sizeof expirations) > 0) {
            m_setFor = never;
            if (m_deadline <= bootNow()) {
                m_deadline = never;
                m_expired();
            } else if (m_deadline != never) {
                set(m_deadline);
            }
        }
        wait();
    });
}

} // namespace bayplan
