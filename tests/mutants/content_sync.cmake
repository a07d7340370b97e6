# SPDX-License-Identifier: GPL-3.0-or-later
mutated_source(content_sync.cpp)

mutate([[        m_simulatedRevision = m_source.revisionAt(now);]]
[[        m_simulatedRevision = m_source.revisionAt(now);
        if (isMutant("published-before-fetched"))
            m_state.revision = m_simulatedRevision;]])

mutate([[        return "revision-" + std::to_string(m_changes);]]
[[        return "revision-" + std::to_string(isMutant("source-goes-back") ? 1'000'000 - m_changes : m_changes);]])

mutate([[    if (now - m_began >= m_config.timeout)]]
[[    if (now - m_began >= m_config.timeout && !isMutant("late-fetch-published"))]])

mutate([[    ++m_state.failures;]]
[[    ++m_state.failures;
    if (isMutant("failure-forgets"))
        m_state.revision.clear();]])

mutate([[    const Duration wait = m_backoff / 2 +]]
[[    const Duration wait = isMutant("no-back-off") ? Duration(1) : m_backoff / 2 +]])

mutate([[    if (m_state.revision.empty() || m_life.isStopping()) {]]
[[    if ((m_state.revision.empty() && !isMutant("served-before-sync")) || m_life.isStopping()) {]])
finish_source()
