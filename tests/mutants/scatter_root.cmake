# SPDX-License-Identifier: GPL-3.0-or-later
mutated_source(scatter_root.cpp)

mutate([[    if (query.parts.size() < m_quorum) {]]
[[    if (query.parts.size() < m_quorum && !isMutant("no-quorum")) {]])

mutate([[        if (stage != ShardStage::NotAsked)
            ++m_state.shards[shard].missing;]]
[[        if (isMutant("missing-not-said"))
            continue;
        if (stage != ShardStage::NotAsked)
            ++m_state.shards[shard].missing;]])

mutate([[    if (m_config.hedge != HedgeMode::Tied && !m_budget.spend()) {]]
[[    if (m_config.hedge != HedgeMode::Tied && !m_budget.spend() && !isMutant("hedges-without-end")) {]])

mutate([[    withdrawAll(query, effects);
    noteMissing(query);]]
[[    if (!isMutant("questions-left-open"))
        withdrawAll(query, effects);
    noteMissing(query);]])

mutate([[    query.gatherBy = std::min(query.gatherBy,]]
[[    if (isMutant("caller-left-waiting"))
        return;
    query.gatherBy = std::min(query.gatherBy,]])

mutate([[            ++m_state.late;]]
[[            m_state.late += isMutant("late-not-counted") ? 0 : 1;]])

mutate([[    if (m_queries.size() >= m_config.maxInFlight) {]]
[[    if (m_queries.size() + (isMutant("sheds-too-early") ? 1 : 0) >= m_config.maxInFlight) {]])
finish_source()
