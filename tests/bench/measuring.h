// SPDX-License-Identifier: GPL-3.0-or-later
// Processor time over interleaved rounds, so that what the machine does meanwhile falls on all alike.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace bayplan {

/// One measurement. `units` is what is compared with a peer: a customer at a station, one event held.
struct Measured {
    double seconds = 0; ///< of processor
    std::uint64_t events = 0;
    std::uint64_t units = 0;
    double bytesPerContainer = 0; ///< 0: not measured
};

struct Bench {
    std::string section; ///< peers are compared within one
    std::string name;
    std::function<Measured()> run;
    bool isPeer = false;
    std::vector<Measured> rounds = {};
};

double processorSeconds();

/// Starts a peer's program, which prints "UNITS SECONDS". Nothing of it: 0 units.
Measured runPeer(const std::string &command);

/// Round after round each bench once; then one line for each, with the spread of its rounds and the ratio to the
/// first of its section that is ours.
void runAndPrint(std::vector<Bench> &benches, int rounds);

} // namespace bayplan
