// SPDX-License-Identifier: Apache-2.0
// Elementary functions for whatever decides a history. Those of the C library are chosen by the processor that it runs
// on (with fused multiply-add or without) and differ in the last bit: a seed would give another history elsewhere.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

/// The same bits on every processor and compiler, given IEEE doubles and -ffp-contract=off; within 5 units in the last
/// place, but for gamma (1e-13).
namespace bayplan::same {

/// Of log(): i / 128 for i from 96 to 192, each with its inverse and its logarithm.
struct LogTable {
    static constexpr std::int64_t first = 96, last = 192, one = 128;
    struct Entry {
        double value, inverse, logarithm;
    };
    std::array<Entry, last - first + 1> entries;
};
extern const LogTable logTable;

inline constexpr double log2High = 0x1.62e42fee00000p-1; ///< 32 bits: products with an exponent are exact
inline constexpr double log2Low = 0x1.a39ef35793c76p-33;

/// x is positive, finite and not subnormal.
inline double log(double x)
{
    constexpr std::uint64_t exponentBits = 0xfff0000000000000U;
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
    const std::uint64_t above = bits - std::bit_cast<std::uint64_t>(0.75);
    const auto exponent = static_cast<double>(static_cast<std::int64_t>(above) >> 52U);
    const double mantissa = std::bit_cast<double>(bits - (above & exponentBits)); // 0.75 to 1.5
    const auto place = static_cast<std::int64_t>(mantissa * LogTable::one + 0.5) - LogTable::first;
    const LogTable::Entry &near = logTable.entries[static_cast<std::size_t>(place)];
    const double r = (mantissa - near.value) * near.inverse; // at most 1/192 either way
    const double square = r * r;
    const double odd = 1.0 / 3 + square * (1.0 / 5 + square * (1.0 / 7));
    const double even = 1.0 / 2 + square * (1.0 / 4 + square * (1.0 / 6));
    const double rest = square * (r * odd - even);
    return exponent * log2High + (near.logarithm + (r + (exponent * log2Low + rest)));
}

/// x is above -1.
double log1p(double x);
double exp(double x);
double expm1(double x);

/// x is 0 or above.
double pow(double x, double exponent);

/// Of an angle in turns of a circle.
double sinOfTurns(double turns);
double cosOfTurns(double turns);

/// x is 1 or above.
double gamma(double x);

} // namespace bayplan::same
