// SPDX-License-Identifier: Apache-2.0
// What a world tells of its messages: of those among chosen instances, with what each brought about.
#pragma once

#include "engine/plan/message_log.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bayplan {

/// The world calls it in the order of events; it writes into the log. Not thread-safe; plan and log outlive it.
class MessageTap {
public:
    MessageTap(const Plan &plan, MessageLog &log) : m_plan(plan), m_log(log) {}

    void choose(const MessageChoice &choice);
    const MessageChoice &choice() const { return m_choice; }

    bool wants(InstanceIndex from, InstanceIndex to) const
    {
        return (m_isChosen[from] && m_isChosen[to]) || (!m_pairs.empty() && m_pairs.contains({from, to}));
    }

    void sent(MessageRecord &&record);

    /// From here to end() the machine of its receiver has it; a number of 0 is no message.
    void begin(std::uint64_t number, Time now);
    void end() { m_cause = 0; }

    /// What the machine of the instance does next waits for its disk, and goes on at resume() until end().
    void hold(InstanceIndex index);
    void resume(InstanceIndex index);

    void told(std::string_view kind, const std::string &subject, const std::string &text);
    void waits(std::uint64_t number, Time now);
    void over(std::uint64_t number, MessageFate fate, Time now);

    // by hand
    void dropped(std::uint64_t number, Time now);
    void late(std::uint64_t number, Duration by, Time now);
    void doubled(std::uint64_t number, std::uint64_t copy, Duration by, Time now);
    void hastened(std::uint64_t number, Time now);

private:
    void sayByHand(std::uint64_t number, std::string what);

    const Plan &m_plan;
    MessageLog &m_log;
    MessageChoice m_choice;
    std::vector<bool> m_isChosen;
    std::set<std::pair<InstanceIndex, InstanceIndex>> m_pairs;
    std::uint64_t m_cause = 0;
    std::map<InstanceIndex, std::uint64_t> m_held; ///< causes of what waits for a disk
};

} // namespace bayplan
