// SPDX-License-Identifier: Apache-2.0
// Ends a run that would never come to its end, or that would take all memory.
#pragma once

#include "engine/plan/plan.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace bayplan {

class World;

struct RunLimits {
    /// So many events in less than a nanosecond each are a loop. What a drawing can do at one instant comes on top:
    /// fifty events for each instance, fault and user.
    std::uint64_t eventsAtOnce = 5'000'000;

    std::size_t worldBytes = std::size_t{4} << 30U; ///< of messages, queues and machines, roughly
};

/// Looks at events and bytes alone, never at a clock: a run that is done again ends at the same event.
class RunGuard {
public:
    explicit RunGuard(const Plan &plan, const RunLimits &limits = {});

    /// Asked every some thousand events, in order: the sentence with which the run is to end; nothing as long as it
    /// may go on.
    std::optional<std::string> objectionTo(const World &world);

private:
    std::optional<std::string> stalled(const World &world);
    std::optional<std::string> tooLarge(const World &world);

    const std::uint64_t m_patience;
    const std::size_t m_limitBytes;
    Time m_markTime{};
    std::uint64_t m_markEvents = 0;
    std::uint64_t m_measureAt = 0; ///< events and messages
    std::uint64_t m_measureAtLineBytes = 0;
};

} // namespace bayplan
