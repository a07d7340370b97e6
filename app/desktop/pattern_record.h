// SPDX-License-Identifier: GPL-3.0-or-later
// What a run record keeps for the views of patterns. Fed from the engine's thread, read from the window's.
#pragma once

#include "app/desktop/life_history.h"
#include "app/desktop/pattern_history.h"

#include <mutex>

namespace bayplan {

class PatternRecord {
public:
    explicit PatternRecord(const Plan &plan) : m_patterns(plan), m_lives(plan) {}

    void add(const Snapshot &snapshot)
    {
        const std::lock_guard lock(m_mutex);
        m_patterns.add(snapshot);
        m_lives.add(snapshot);
    }

    /// See PatternHistory::at().
    PatternMomentPtr at(std::optional<Time> time) const
    {
        const std::lock_guard lock(m_mutex);
        return m_patterns.at(time);
    }
    std::vector<PatternMomentPtr> all() const
    {
        const std::lock_guard lock(m_mutex);
        return m_patterns.all();
    }
    std::vector<LifeLane> lives() const
    {
        const std::lock_guard lock(m_mutex);
        return m_lives.lanes();
    }

private:
    mutable std::mutex m_mutex;
    PatternHistory m_patterns;
    LifeHistory m_lives;
};

} // namespace bayplan
