// SPDX-License-Identifier: GPL-3.0-or-later
// Ours beside its peers: interleaved rounds, so that what the machine does meanwhile falls on all alike, and medians.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bayplan {

/// What a round showed, by the name of the figure: {"requests per second", 41000}.
using Figures = std::map<std::string, double>;

struct Contestant {
    std::string name;
    std::function<Figures()> run; ///< empty: it did not work this time
    std::vector<Figures> rounds = {};
};

/// A bound on a figure: of ours over the peer's, of the peer's over ours, or of ours as it is.
struct Aim {
    enum class Kind { OursOverPeer, PeerOverOurs, Ours };
    std::string figure;
    Kind kind = Kind::OursOverPeer;
    bool isLeast = true; ///< else the bound is the most
    double bound = 1;
    std::string peer; ///< "*": the peer that is best; not for Ours
};

struct Contest {
    std::string section;
    std::vector<Contestant> contestants; ///< ours is the first
    std::vector<Aim> aims;
};

/// Round after round each contestant once; then the medians, and each aim with what was reached.
void holdAndPrint(Contest contest, int rounds);

/// "PROGRAM: left out, is not installed".
void printLeftOut(const std::string &program);

} // namespace bayplan
