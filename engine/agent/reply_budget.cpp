// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/reply_budget.h"

#include <utility>

namespace bayplan {

void ReplyBudget::Share::count(ReplyBudget &budget, std::size_t bytes)
{
    if (m_budget == nullptr) {
        m_budget = &budget;
        m_entry = budget.m_entries.emplace(budget.m_entries.end());
    }
    m_budget->m_bytes += bytes;
    m_budget->m_bytes -= std::exchange(m_entry->bytes, bytes);
}

bool ReplyBudget::Share::mayGrow() const
{
    return m_budget == nullptr || m_budget->mayGrow(*m_entry);
}

void ReplyBudget::Share::giveBack()
{
    if (m_budget == nullptr)
        return;
    ReplyBudget &budget = *std::exchange(m_budget, nullptr);
    budget.m_bytes -= m_entry->bytes;
    budget.m_entries.erase(m_entry);
    budget.wake();
}

void ReplyBudget::wake()
{
    for (Entry &entry : m_entries) {
        if (entry.goOn && mayGrow(entry))
            std::exchange(entry.goOn, nullptr)();
    }
}

} // namespace bayplan
