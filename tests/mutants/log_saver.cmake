# SPDX-License-Identifier: GPL-3.0-or-later
mutated_source(log_saver.cpp)

mutate([[    m_retryAt = never;
    const Duration timeout = m_peers.front().timeout;]]
[[    m_retryAt = never;
    if (isMutant("place-saved-before-delivery")) {
        notePosition();
        effects.persist(formatLogPositions(m_positions));
    }
    const Duration timeout = m_peers.front().timeout;]])

mutate([[        m_state.linesDropped += m_batch.lines.size();]]
[[        if (!isMutant("dropped-not-counted"))
            m_state.linesDropped += m_batch.lines.size();]])

mutate([[    m_retryAfter = std::min(std::max(m_retryAfter * 2, m_config.retryAfter), longestRetry);]]
[[    if (isMutant("failed-batch-forgotten")) {
        m_state.bufferedBytes -= m_batch.bytes;
        m_batch = {};
        return;
    }
    m_retryAfter = std::min(std::max(m_retryAfter * 2, m_config.retryAfter), longestRetry);]])

mutate([[    m_batch.source = m_waiting.front().source;]]
[[    if (isMutant("newest-first"))
        std::swap(m_waiting.front(), m_waiting.back());
    m_batch.source = m_waiting.front().source;]])
finish_source()
