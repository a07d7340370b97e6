// SPDX-License-Identifier: Apache-2.0
// The downward face of a container (Burns and Oppenheimer 2016, section 3): where it stands between start and stop.
#pragma once

#include "engine/patterns/state.h"

namespace bayplan {

/// What every machine that serves or sends goes through. Starting is for those that have something to do first.
class Lifecycle {
public:
    void start() { m_started = true; }
    void stop() { m_stopping = true; }
    bool isStarted() const { return m_started; }
    bool isStopping() const { return m_stopping; }

    Phase phase(bool isBusy) const
    {
        if (!m_started)
            return Phase::Created;
        if (!m_stopping)
            return Phase::Ready;
        return isBusy ? Phase::Draining : Phase::Stopped;
    }

private:
    bool m_started = false;
    bool m_stopping = false;
};

} // namespace bayplan
