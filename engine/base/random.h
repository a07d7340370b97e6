// SPDX-License-Identifier: Apache-2.0
// Seeded random numbers that are the same on every compiler and library. Never std::*_distribution: they differ.
#pragma once

#include "engine/base/same_math.h"

#include <array>
#include <bit>
#include <cstdint>

namespace bayplan {

/// xoshiro256++ (Blackman and Vigna, 2018), seeded through splitmix64. One instance per stream; not thread-safe.
class Random {
public:
    explicit Random(std::uint64_t seed = 0);

    std::uint64_t next()
    {
        const std::uint64_t result = std::rotl(m_state[0] + m_state[3], 23) + m_state[0];
        const std::uint64_t shifted = m_state[1] << 17U;
        m_state[2] ^= m_state[0];
        m_state[3] ^= m_state[1];
        m_state[1] ^= m_state[2];
        m_state[0] ^= m_state[3];
        m_state[2] ^= shifted;
        m_state[3] = std::rotl(m_state[3], 45);
        return result;
    }

    /// In [0, 1), 53 bits.
    double uniform() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

    /// In [0, bound); bound > 0. No modulo bias.
    std::uint64_t below(std::uint64_t bound);

    /// Mean 1.
    double exponential() { return -same::log(1 - uniform()); } // 1 - u is exact

    /// Mean 0, standard deviation 1.
    double normal();

    /// True with the given probability in [0, 1].
    bool chance(double probability) { return uniform() < probability; }

    /// An independent stream for the same seed and another name; the order of calls does not matter.
    static Random stream(std::uint64_t seed, std::uint64_t name);

private:
    std::array<std::uint64_t, 4> m_state;
};

/// 64-bit FNV-1a: stable across builds, for stream names and hashes in file names. Not for memcache (see ring.h).
std::uint64_t stableHash(const char *bytes, std::uint64_t count);

} // namespace bayplan
