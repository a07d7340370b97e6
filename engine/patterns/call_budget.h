// SPDX-License-Identifier: Apache-2.0
// Limits what a machine asks a second time (retries, hedges) to a fraction of what it asks at all.
#pragma once

#include <algorithm>

namespace bayplan {

/// Each first call earns `share` of a second one. A reserve is there from the start, so that the first failure of a
/// quiet service is made good at all; a long good time does not save up a storm.
class CallBudget {
public:
    /// `share` at least 0; at 0 nothing is ever allowed.
    explicit CallBudget(double share) : m_share(share), m_tokens(share > 0 ? reserve : 0) {}

    void earn() { m_tokens = std::min(m_tokens + m_share, savingsMost); }

    /// Takes one second call out of the budget; false when there is none.
    bool spend()
    {
        if (m_tokens < 1)
            return false;
        m_tokens -= 1;
        return true;
    }

private:
    static constexpr double reserve = 3;
    static constexpr double savingsMost = 100;

    double m_share;
    double m_tokens;
};

} // namespace bayplan
