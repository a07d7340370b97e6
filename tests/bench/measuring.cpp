// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measuring.h"

#include "engine/base/units.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <sstream>

namespace bayplan {
namespace {

double perUnit(const Measured &measured)
{
    return measured.seconds * 1e9 / static_cast<double>(std::max<std::uint64_t>(measured.units, 1));
}

double perEvent(const Measured &measured)
{
    return measured.seconds * 1e9 / static_cast<double>(std::max<std::uint64_t>(measured.events, 1));
}

void sortRounds(Bench &bench)
{
    std::ranges::sort(bench.rounds, {}, perUnit);
}

const Measured &medianOf(const Bench &bench)
{
    return bench.rounds[bench.rounds.size() / 2];
}

void print(const Bench &bench, const Bench &ours)
{
    const Measured &median = medianOf(bench);
    std::cout << "  " << bench.name << ": ";
    if (median.units == 0) {
        std::cout << "did not run\n";
        return;
    }
    std::cout << formatFixed(perUnit(median), 1) << " ns (" << formatFixed(perUnit(bench.rounds.front()), 1) << " to "
              << formatFixed(perUnit(bench.rounds.back()), 1) << ')';
    if (median.events != median.units && median.events > 0)
        std::cout << ", " << formatFixed(perEvent(median), 1) << " ns per event";
    if (median.bytesPerContainer > 0)
        std::cout << ", " << formatFixed(median.bytesPerContainer, 0) << " bytes per container";
    if (&bench != &ours)
        std::cout << ", " << formatFixed(perUnit(median) / perUnit(medianOf(ours)), 2) << " times the first";
    std::cout << '\n';
}

} // namespace

double processorSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

Measured runPeer(const std::string &command)
{
    Measured measured;
    FILE *pipe = popen(command.c_str(), "r");
    if (pipe == nullptr)
        return measured;
    std::array<char, 4096> buffer{};
    std::string text;
    while (const std::size_t got = fread(buffer.data(), 1, buffer.size(), pipe))
        text.append(buffer.data(), got);
    pclose(pipe);
    std::istringstream(text) >> measured.units >> measured.seconds;
    return measured;
}

void runAndPrint(std::vector<Bench> &benches, int rounds)
{
    for (int round = 0; round < rounds; ++round) {
        for (Bench &bench : benches)
            bench.rounds.push_back(bench.run());
    }
    const Bench *first = nullptr;
    for (Bench &bench : benches) {
        sortRounds(bench);
        if (first == nullptr || first->section != bench.section) {
            first = &bench;
            std::cout << bench.section << '\n';
        }
        print(bench, *first);
    }
}

} // namespace bayplan
