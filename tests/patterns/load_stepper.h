// SPDX-License-Identifier: GPL-3.0-or-later
// Load generators for tests.
#pragma once

#include "stepper.h"

#include <utility>
#include <vector>

namespace bayplan {

inline MachineConfig configOf(const LoadConfig &load, std::vector<PeerConfig> peers = {PeerConfig{"web"}})
{
    return {"client", 7, std::move(peers), load};
}

inline LoadConfig openLoop(ArrivalKind arrivals, double rate)
{
    LoadConfig load;
    load.arrivals = arrivals;
    load.ratePerSecond = rate;
    return load;
}

} // namespace bayplan
