// SPDX-License-Identifier: Apache-2.0
// Stops asking a service that fails, and finds out by a few probes when it is well again (Nygard, Release It!).
#pragma once

#include "engine/patterns/config.h"
#include "engine/patterns/state.h"

#include <cstdint>
#include <vector>

namespace bayplan {

///     closed:    the last `calls` hold `failures` or more -> open
///     open:      `openFor` has passed                     -> half open
///     half open: `probes` calls in a row were good        -> closed
///                one was bad                              -> open
///
/// A fraction of failures of 0 is no breaker: always closed.
class CircuitBreaker {
public:
    explicit CircuitBreaker(const BreakerConfig &config) : m_config(config) {}

    BreakerStage stage(Time now) const;

    /// Whether a call may be sent. When half open, no more are out at once than probes are wanted.
    bool allows(Time now) const;

    /// When it allows a call again, while it is open.
    Time openUntil() const { return m_openUntil; }

    /// A call goes out; what it gives is for ended() or gone().
    std::uint32_t sent(Time now);

    /// A call of an earlier stage says nothing about this one. True when it opened or closed.
    bool ended(Time now, std::uint32_t ticket, bool good);

    /// It was withdrawn: nobody knows how it would have ended.
    void gone(std::uint32_t ticket);

private:
    void begin(BreakerStage stage);
    bool fullOfFailures() const;

    BreakerConfig m_config;
    BreakerStage m_stage = BreakerStage::Closed;
    Time m_openUntil{};
    std::uint32_t m_ticket = 1;   ///< of the stage
    std::vector<bool> m_outcomes; ///< closed: of the newest calls, true is good
    std::size_t m_next = 0;
    std::uint32_t m_probesOut = 0;
    std::uint32_t m_probesGood = 0;
};

} // namespace bayplan
