# SPDX-License-Identifier: GPL-3.0-or-later
mutated_source(circuit_breaker.cpp)

mutate([[    case BreakerStage::Open:
        return false;]]
[[    case BreakerStage::Open:
        return isMutant("open-breaker-passed");]])

mutate([[m_probesOut + m_probesGood < m_config.probes;]]
[[m_probesOut + m_probesGood < m_config.probes || isMutant("probes-without-end");]])
finish_source()

mutated_source(balancer.cpp)

mutate([[    if (!isOut && static_cast<double>(ejected(now) + 1) >]]
[[    if (!isOut && !isMutant("all-ejected") && static_cast<double>(ejected(now) + 1) >]])

mutate([[        if ((!heedEjection ||]]
[[        if ((!heedEjection || isMutant("ejected-asked") ||]])
finish_source()
