// SPDX-License-Identifier: Apache-2.0
#include "engine/base/same_math.h"

#include <cmath>

namespace bayplan::same {
namespace {

constexpr double log2Inverse = 1.4426950408889634;
constexpr double fullTurn = 6.283185307179586;

/// log(i / 128) = 2 artanh((i - 128) / (i + 128)), in whole numbers of 2^-100.
constexpr double logOfPlace(std::int64_t i)
{
    __extension__ using Wide = unsigned __int128;
    const bool isBelow = i < LogTable::one;
    const auto p = static_cast<Wide>(isBelow ? LogTable::one - i : i - LogTable::one);
    const auto q = static_cast<Wide>(i + LogTable::one);
    Wide power = (p << 100U) / q;
    Wide sum = 0;
    for (Wide odd = 1; power > 0; odd += 2) {
        sum += power / odd;
        power = power * p / q * p / q;
    }
    const double value = 2 * static_cast<double>(sum) * 0x1p-100;
    return isBelow ? -value : value;
}

constexpr LogTable makeLogTable()
{
    LogTable table{};
    for (std::int64_t i = LogTable::first; i <= LogTable::last; ++i) {
        const auto value = static_cast<double>(i) / LogTable::one;
        table.entries[static_cast<std::size_t>(i - LogTable::first)] = {value, 1 / value, logOfPlace(i)};
    }
    return table;
}

/// 1 + x/first (1 + x/(first + step) (1 + ...)): most series of this file.
double nested(double x, int first, int step, int terms)
{
    double sum = 1;
    for (int i = terms - 1; i >= 0; --i) {
        const int divisor = first + i * step;
        sum = 1 + x / (step == 1 ? divisor : divisor * (divisor + 1)) * sum;
    }
    return sum;
}

/// Of a turn's eighth at most, either way.
double shortSine(double turns)
{
    const double angle = turns * fullTurn;
    return angle * nested(-angle * angle, 2, 2, 9);
}
double shortCosine(double turns)
{
    const double angle = turns * fullTurn;
    return nested(-angle * angle, 1, 2, 9);
}

} // namespace

constinit const LogTable logTable = makeLogTable();

/// What 1 + x has lost of x is made good (Kahan).
double log1p(double x)
{
    const double sum = 1 + x;
    return sum == 1 ? x : log(sum) * (x / (sum - 1));
}

double exp(double x)
{
    constexpr double most = 710, least = -746; // beyond it is infinite, or 0
    if (x > most || x < least)
        return x > 0 ? HUGE_VAL : 0;
    const double exponent = std::floor(x * log2Inverse + 0.5);
    const double r = (x - exponent * log2High) - exponent * log2Low;
    return std::ldexp(nested(r, 1, 1, 14), static_cast<int>(exponent)); // exact
}

double expm1(double x)
{
    return std::abs(x) < 0.35 ? x * nested(x, 2, 1, 14) : exp(x) - 1;
}

double pow(double x, double exponent)
{
    return x > 0 ? exp(exponent * log(x)) : 0;
}

double sinOfTurns(double turns)
{
    return cosOfTurns(turns - 0.25);
}

double cosOfTurns(double turns)
{
    const double quarters = std::floor(turns * 4 + 0.5);
    const double rest = turns - quarters / 4;
    switch (static_cast<int>(quarters - 4 * std::floor(quarters / 4))) {
    case 0:
        return shortCosine(rest);
    case 1:
        return -shortSine(rest);
    case 2:
        return -shortCosine(rest);
    default:
        return shortSine(rest);
    }
}

/// Stirling's series, where it is exact enough.
double gamma(double x)
{
    double product = 1;
    for (; x < 20; ++x)
        product *= x;
    const double inverse = 1 / x;
    const double square = inverse * inverse;
    constexpr double halfLogOfTurn = 0.9189385332046727;
    const double series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
    return exp((x - 0.5) * log(x) - x + halfLogOfTurn + series) / product;
}

} // namespace bayplan::same
