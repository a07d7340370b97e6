# SPDX-License-Identifier: GPL-3.0-or-later
mutated_source(load.cpp)

mutate([[        m_life.stop();
        m_next = never;]]
[[        m_life.stop();
        if (!isMutant("asks-while-stopping"))
            m_next = never;]])

mutate([[    const bool tooMany = m_calls.inFlight() >= m_config.maxInFlight;]]
[[    const bool tooMany = m_calls.inFlight() >= m_config.maxInFlight && !isMutant("more-in-flight");]])

mutate([[    if (!isClosed() || m_life.isStopping())]]
[[    if (isMutant("user-gone-after-time-out") && outcome.status == CallStatus::TimedOut)
        return;
    if (!isClosed() || m_life.isStopping())]])
finish_source()
