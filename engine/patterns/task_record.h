// SPDX-License-Identifier: Apache-2.0
// What a work queue writes to its disk: changes of tasks for the journal, whole tasks for the state behind it.
#pragma once

#include "engine/base/result.h"
#include "engine/base/time.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace bayplan {

/// One change of one task. What a field means and whether it is kept depends on the kind.
struct TaskRecord {
    enum class Kind : char {
        Next = 'N',     ///< task: the number of the next one; first of a state
        Task = 'P',     ///< a task as it is: new, or within a state; `phase` tells where it stands
        Reserved = 'R', ///< attempt
        Waiting = 'W',  ///< failures, until, delay, text: back after an attempt, with its error
        Buried = 'B',   ///< failures, text: the last error
        Done = 'D',     ///< attempt
        Kicked = 'K',
        Output =
            'O', ///< its task is done, and made an output for the next stage: sequence, priority, the output as body
        Forwarded = 'F',  ///< sequence: the next stage has that output
        Origin = 'E',     ///< sequence of the next output; text: what the next stage knows this journal by
        Taken = 'S',      ///< sequence, text: an output of the journal `text` is a task here
        TakenUpTo = 'U',  ///< likewise, with all before it
        TakenRange = 'G', ///< likewise, with all before it from `first` on
    };
    enum class Phase : char { Waiting = 'w', Reserved = 'r', Buried = 'b' };

    Kind kind = Kind::Task;
    std::uint64_t task = 0;
    std::uint32_t attempt = 0;  ///< of reservations, ever
    std::uint32_t failures = 0; ///< attempts that counted against the limit
    int priority = 0;
    Phase phase = Phase::Waiting;
    Time put{};
    Time until{};      ///< when a delay ends, by the clock that wrote it
    Duration delay{0}; ///< how long that was then: a clock that began anew waits no longer
    std::uint32_t bodyBytes = 0;
    std::string body;
    std::string text; ///< the last error
    std::uint64_t sequence = 0;
    std::uint64_t first = 0;
    bool operator==(const TaskRecord &) const = default;
};

void appendTaskRecord(std::string &to, const TaskRecord &record);

/// Gives `take` one record of `bytes` after the other, up to the first that cannot be read or that it refuses; nothing
/// is skipped.
Result<void> eachTaskRecord(std::string_view bytes, const std::function<Result<void>(TaskRecord &)> &take);

/// About what a record takes beside its texts, rather more; it is enough for the heading of a state.
inline constexpr std::size_t taskRecordRoomBytes = 128;

/// The records of a state under a heading and a checksum; without a copy where the string has room for the heading.
std::string sealTaskState(std::string records);
Result<std::string_view> openTaskState(std::string_view state);

} // namespace bayplan
