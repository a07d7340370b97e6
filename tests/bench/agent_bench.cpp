// SPDX-License-Identifier: GPL-3.0-or-later
// How fast the agents are, beside peers in the same run. Prints; asserts nothing.
//   agent_bench [ROUNDS] [memcache|front|queue|election|footprint]...     5 rounds of all unless given
#include "tests/bench/agent_sections.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

int main(int argc, char **argv)
{
    using namespace bayplan;
    const std::array<std::pair<const char *, void (*)(int)>, 5> sections{{{"memcache", measureMemcache},
                                                                          {"front", measureFront},
                                                                          {"queue", measureQueue},
                                                                          {"election", measureElection},
                                                                          {"footprint", measureFootprint}}};
    const int asked = argc > 1 ? std::atoi(argv[1]) : 5;
    const int rounds = asked > 0 ? asked : 5;
    const std::vector<std::string> wanted(argv + std::min(argc, 2), argv + argc);
    std::cout << "medians of " << rounds << " interleaved rounds\n";
    for (const auto &[name, measure] : sections)
        if (wanted.empty() || std::ranges::find(wanted, name) != wanted.end())
            measure(rounds);
    return 0;
}
