// SPDX-License-Identifier: Apache-2.0
// Every snapshot of a recording, by number: for charts over the whole run, and for who scrubs through it.
#pragma once

#include "engine/base/result.h"
#include "engine/plan/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bayplan {

/// Reading them in order costs one line each; a jump begins at the nearest whole one before. A file that still grows is
/// read as far as it was when it was opened. Not thread-safe.
class RecordedStates {
public:
    /// `instances` as the header of the recording has them. A torn tail is left out. Errors: NotFound, Io,
    /// LimitExceeded.
    static Result<RecordedStates> open(const std::string &path, std::size_t instances);

    std::size_t size() const { return m_entries.size(); }
    Time timeOf(std::size_t number) const { return m_entries[number].at; }

    /// The newest at or before; nothing when all are later.
    std::optional<std::size_t> at(Time time) const;

    /// Errors: InvalidInput for a damaged line, Io.
    Result<Snapshot> state(std::size_t number);

private:
    struct Entry {
        std::uint64_t offset = 0;
        Time at{};
        bool isWhole = false;
    };

    RecordedStates(std::string path, std::size_t instances) : m_path(std::move(path)), m_instances(instances) {}

    std::string m_path;
    std::size_t m_instances;
    std::vector<Entry> m_entries;
    std::optional<std::size_t> m_read; ///< number of m_state
    Snapshot m_state;
};

} // namespace bayplan
