// SPDX-License-Identifier: Apache-2.0
// What a watch knows of each request or call that is open.
#pragma once

#include <cstdint>
#include <vector>

namespace bayplan {

/// By numbers whose lower half is small and is used again, and whose upper half tells the uses apart, as those of the
/// world's requests and of a CallLedger's calls; never 0. Nothing is allocated in steady state, everything is O(1).
template <class Value>
class NumberTable {
public:
    /// As its last user left it. What stood at the same place is closed.
    Value &open(std::uint64_t number)
    {
        const auto place = static_cast<std::uint32_t>(number);
        if (place >= m_entries.size())
            m_entries.resize(std::size_t{place} + 1);
        m_entries[place].number = number;
        return m_entries[place].value;
    }

    Value *find(std::uint64_t number)
    {
        const auto place = static_cast<std::uint32_t>(number);
        const bool isThere = number != 0 && place < m_entries.size() && m_entries[place].number == number;
        return isThere ? &m_entries[place].value : nullptr;
    }

    void close(std::uint64_t number)
    {
        if (find(number) != nullptr)
            m_entries[static_cast<std::uint32_t>(number)].number = 0;
    }

    void closeAll()
    {
        for (Entry &entry : m_entries)
            entry.number = 0;
    }

    template <class Function>
    void forEach(Function function)
    {
        for (Entry &entry : m_entries) {
            if (entry.number != 0)
                function(entry.number, entry.value);
        }
    }

private:
    struct Entry {
        std::uint64_t number = 0;
        Value value{};
    };
    std::vector<Entry> m_entries;
};

} // namespace bayplan
