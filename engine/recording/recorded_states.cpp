// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/recorded_states.h"

#include "engine/recording/line_reader.h"
#include "engine/recording/snapshot_lines.h"

#include <algorithm>
#include <fstream>

namespace bayplan {

Result<RecordedStates> RecordedStates::open(const std::string &path, std::size_t instances)
{
    auto lines = LineReader::open(path);
    if (!lines)
        return lines.error();
    RecordedStates states(path, instances);
    std::uint64_t offset = 0;
    while (const auto line = (*lines)->next()) {
        const auto known = snapshotLine(*line);
        const bool inOrder =
            known && (states.m_entries.empty() ? known->isWhole : known->at >= states.m_entries.back().at);
        if (inOrder)
            states.m_entries.push_back({offset, known->at, known->isWhole});
        offset += line->size() + 1;
    }
    if ((*lines)->error())
        return *(*lines)->error();
    return states;
}

std::optional<std::size_t> RecordedStates::at(Time time) const
{
    const auto behind = std::ranges::upper_bound(m_entries, time, {}, &Entry::at);
    if (behind == m_entries.begin())
        return std::nullopt;
    return static_cast<std::size_t>(behind - m_entries.begin()) - 1;
}

Result<Snapshot> RecordedStates::state(std::size_t number)
{
    std::size_t first = number;
    while (!m_entries[first].isWhole)
        --first;
    if (m_read && *m_read <= number && *m_read >= first) {
        first = *m_read + 1;
    } else {
        m_state = {};
        m_state.instances.resize(m_instances);
    }
    m_read.reset();
    std::ifstream file(m_path, std::ios::binary);
    for (std::size_t next = first; next <= number; ++next) {
        std::string line;
        file.seekg(static_cast<std::streamoff>(m_entries[next].offset));
        if (!std::getline(file, line))
            return fail(ErrorCode::Io, "The recording cannot be read any more.", "Open it again.",
                        Place{m_path, 0, 0, {}});
        if (const std::string wrong = applySnapshotLine(line, m_state); !wrong.empty())
            return fail(ErrorCode::InvalidInput, "This recording is damaged: " + wrong,
                        "Take another copy of it, or record again.", Place{m_path, 0, 0, {}});
    }
    m_read = number;
    return m_state;
}

} // namespace bayplan
