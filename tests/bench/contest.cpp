// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/contest.h"

#include "engine/base/units.h"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <set>

namespace bayplan {
namespace {

std::optional<double> medianOf(const Contestant &contestant, const std::string &figure)
{
    std::vector<double> values;
    for (const Figures &round : contestant.rounds)
        if (const auto found = round.find(figure); found != round.end())
            values.push_back(found->second);
    if (values.empty())
        return std::nullopt;
    std::ranges::sort(values);
    return values[values.size() / 2];
}

std::string shown(double value)
{
    const double size = std::abs(value);
    return formatFixed(value, size >= 1000 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4);
}

void printMedians(const Contest &contest)
{
    std::set<std::string> figures;
    for (const Contestant &each : contest.contestants)
        for (const Figures &round : each.rounds)
            for (const auto &[figure, value] : round)
                figures.insert(figure);
    for (const std::string &figure : figures) {
        std::cout << "  " << figure << ':';
        const char *separator = " ";
        for (const Contestant &each : contest.contestants)
            if (const auto median = medianOf(each, figure)) {
                std::cout << separator << each.name << ' ' << shown(*median);
                separator = ", ";
            }
        std::cout << '\n';
    }
}

/// The peer's median; of the best one for "*", which has most where ours is to have at least that, else least.
std::optional<double> peerMedian(const Contest &contest, const Aim &aim)
{
    std::optional<double> best;
    const bool moreIsBetter = aim.isLeast == (aim.kind == Aim::Kind::OursOverPeer);
    for (std::size_t i = 1; i < contest.contestants.size(); ++i) {
        const Contestant &peer = contest.contestants[i];
        const auto median = aim.peer == "*" || aim.peer == peer.name ? medianOf(peer, aim.figure) : std::nullopt;
        if (median && (!best || (moreIsBetter ? *median > *best : *median < *best)))
            best = median;
    }
    return best;
}

void printAim(const Contest &contest, const Aim &aim)
{
    const auto ours = medianOf(contest.contestants.front(), aim.figure);
    const auto peer = aim.kind == Aim::Kind::Ours ? std::optional<double>(1) : peerMedian(contest, aim);
    if (!ours || !peer)
        return;
    const std::string who = aim.peer == "*" ? "the best peer" : aim.peer;
    const bool isInverse = aim.kind == Aim::Kind::PeerOverOurs;
    const double reached = isInverse ? *peer / *ours : *ours / *peer;
    std::cout << "  > " << aim.figure << ", "
              << (aim.kind == Aim::Kind::Ours ? "ours"
                  : isInverse                 ? who + " over ours"
                                              : "ours over " + who)
              << ": " << shown(reached) << ", aim at " << (aim.isLeast ? "least " : "most ") << shown(aim.bound)
              << ((aim.isLeast ? reached >= aim.bound : reached <= aim.bound) ? "\n" : "  NOT MET\n");
}

} // namespace

void holdAndPrint(Contest contest, int rounds)
{
    for (int round = 0; round < rounds; ++round)
        for (Contestant &each : contest.contestants)
            each.rounds.push_back(each.run());
    std::cout << contest.section << '\n';
    for (const Contestant &each : contest.contestants)
        if (std::ranges::all_of(each.rounds, &Figures::empty))
            std::cout << "  " << each.name << ": did not run\n";
    printMedians(contest);
    for (const Aim &aim : contest.aims)
        printAim(contest, aim);
    std::cout << std::flush;
}

void printLeftOut(const std::string &program)
{
    std::cout << program << ": left out, is not installed\n";
}

} // namespace bayplan
