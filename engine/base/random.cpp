// SPDX-License-Identifier: Apache-2.0
#include "engine/base/random.h"

#include <cmath>

namespace bayplan {
namespace {

std::uint64_t splitmix64(std::uint64_t &state)
{
    std::uint64_t z = (state += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
}

} // namespace

Random::Random(std::uint64_t seed)
{
    for (auto &word : m_state)
        word = splitmix64(seed);
}

std::uint64_t Random::below(std::uint64_t bound)
{
    // Lemire's multiply-shift with rejection.
    __extension__ using Wide = unsigned __int128;
    Wide product = static_cast<Wide>(next()) * bound;
    if (static_cast<std::uint64_t>(product) < bound) {
        const std::uint64_t threshold = (0 - bound) % bound;
        while (static_cast<std::uint64_t>(product) < threshold)
            product = static_cast<Wide>(next()) * bound;
    }
    return static_cast<std::uint64_t>(product >> 64U);
}

double Random::normal()
{
    // Box and Muller, one of the pair: no state between calls, so a replay may start anywhere.
    const double radius = std::sqrt(2.0 * exponential());
    return radius * same::cosOfTurns(uniform());
}

Random Random::stream(std::uint64_t seed, std::uint64_t name)
{
    std::uint64_t mixed = seed;
    const std::uint64_t first = splitmix64(mixed);
    return Random(first ^ (name * 0xd1342543de82ef95U + 1));
}

std::uint64_t stableHash(const char *bytes, std::uint64_t count)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (std::uint64_t i = 0; i < count; ++i)
        hash = (hash ^ static_cast<unsigned char>(bytes[i])) * 0x100000001b3U;
    return hash;
}

} // namespace bayplan
