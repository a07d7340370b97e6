// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/circuit_breaker.h"

#include <algorithm>

namespace bayplan {

BreakerStage CircuitBreaker::stage(Time now) const
{
    return m_stage == BreakerStage::Open && now >= m_openUntil ? BreakerStage::HalfOpen : m_stage;
}

bool CircuitBreaker::allows(Time now) const
{
    switch (stage(now)) {
    case BreakerStage::Closed:
        return true;
    case BreakerStage::Open:
        return false;
    case BreakerStage::HalfOpen:
        break;
    }
    return m_stage == BreakerStage::Open || m_probesOut + m_probesGood < m_config.probes;
}

std::uint32_t CircuitBreaker::sent(Time now)
{
    if (m_stage == BreakerStage::Open && now >= m_openUntil)
        begin(BreakerStage::HalfOpen);
    if (m_stage == BreakerStage::HalfOpen)
        ++m_probesOut;
    return m_ticket;
}

bool CircuitBreaker::ended(Time now, std::uint32_t ticket, bool good)
{
    if (m_config.failures <= 0 || ticket != m_ticket || m_stage == BreakerStage::Open)
        return false;
    if (m_stage == BreakerStage::HalfOpen) {
        --m_probesOut;
        m_probesGood += good ? 1 : 0;
        if (good && m_probesGood < m_config.probes)
            return false;
        begin(good ? BreakerStage::Closed : BreakerStage::Open);
    } else {
        if (m_outcomes.size() < m_config.calls)
            m_outcomes.push_back(good);
        else
            m_outcomes[m_next++ % m_outcomes.size()] = good;
        if (!fullOfFailures())
            return false;
        begin(BreakerStage::Open);
    }
    if (m_stage == BreakerStage::Open)
        m_openUntil = now + m_config.openFor;
    return true;
}

void CircuitBreaker::gone(std::uint32_t ticket)
{
    if (ticket == m_ticket && m_stage == BreakerStage::HalfOpen)
        --m_probesOut;
}

void CircuitBreaker::begin(BreakerStage stage)
{
    m_stage = stage;
    ++m_ticket;
    m_outcomes.clear();
    m_next = 0;
    m_probesOut = 0;
    m_probesGood = 0;
}

bool CircuitBreaker::fullOfFailures() const
{
    if (m_outcomes.size() < m_config.calls || m_outcomes.empty())
        return false;
    const auto bad = static_cast<double>(std::count(m_outcomes.begin(), m_outcomes.end(), false));
    return bad >= m_config.failures * static_cast<double>(m_outcomes.size());
}

} // namespace bayplan
