// SPDX-License-Identifier: Apache-2.0
#include "engine/base/units.h"

#include "engine/base/text.h"
#include "engine/base/translatable.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace bayplan {
namespace {

__extension__ using Wide = __int128;

struct Unit {
    std::string_view name;
    std::int64_t factor;
};

constexpr std::int64_t second = 1'000'000'000;
constexpr std::array<Unit, 6> durationUnits{
    {{"ns", 1}, {"us", 1'000}, {"ms", 1'000'000}, {"s", second}, {"m", 60 * second}, {"h", 3600 * second}}};

constexpr std::string_view microSecond = "\xc2\xb5s";
constexpr std::string_view greekMicroSecond = "\xce\xbcs";

constexpr std::int64_t kibi = 1024;
constexpr std::array<Unit, 5> byteUnits{
    {{"B", 1}, {"KiB", kibi}, {"MiB", kibi *kibi}, {"GiB", kibi *kibi *kibi}, {"TiB", kibi *kibi *kibi *kibi}}};

bool isWord(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string lowered(std::string_view text)
{
    std::string result(text);
    for (char &c : result)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return result;
}

/// Digits with at most one point, taken from the front of a text: exact, unlike a double.
struct Decimal {
    Wide scaled = 0; ///< value times 10^digits behind the point
    Wide scale = 1;
    bool valid = false;
    bool overflow = false;
};

Decimal takeDecimal(std::string_view &text)
{
    Decimal result;
    bool point = false;
    std::size_t i = 0;
    for (; i < text.size(); ++i) {
        if (text[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (!isDigit(text[i]))
            break;
        result.valid = true;
        if (result.scale >= Wide(1'000'000'000'000)) // what is finer than that is lost in any unit
            continue;
        result.scaled = result.scaled * 10 + (text[i] - '0');
        if (point)
            result.scale *= 10;
        if (result.scaled / result.scale > std::numeric_limits<std::int64_t>::max()) {
            result.overflow = true;
            result.scaled = 0;
        }
    }
    text.remove_prefix(i);
    return result;
}

/// Nothing when it does not fit.
std::optional<std::int64_t> multiplied(const Decimal &decimal, std::int64_t factor)
{
    const Wide product = (decimal.scaled * factor + decimal.scale / 2) / decimal.scale;
    if (decimal.overflow || product > std::numeric_limits<std::int64_t>::max())
        return std::nullopt;
    return static_cast<std::int64_t>(product);
}

/// "1.5" for 3 over 2; empty when it needs more than nine decimals.
std::string quotient(std::int64_t value, std::int64_t factor)
{
    std::string text = std::to_string(value / factor);
    Wide rest = value % factor;
    if (rest == 0)
        return text;
    text += '.';
    for (int digits = 0; rest != 0; ++digits) {
        if (digits == 9)
            return {};
        rest *= 10;
        text += static_cast<char>('0' + static_cast<int>(rest / factor));
        rest %= factor;
    }
    return text;
}

template <std::size_t N>
std::string shortest(std::int64_t value, const std::array<Unit, N> &units)
{
    std::string best;
    for (const Unit &unit : units) {
        if (value < unit.factor)
            break;
        const std::string number = quotient(value, unit.factor);
        if (number.empty())
            continue;
        if (best.empty() || number.size() + unit.name.size() < best.size())
            best = number + std::string(unit.name);
    }
    return best;
}

Error badDuration(std::string_view text)
{
    return fail(ErrorCode::InvalidInput,
                Told{{QT_TRANSLATE_NOOP("phrase", "\"%1\" is not a duration."), std::string(text)},
                     QT_TRANSLATE_NOOP("phrase", "Write a number with a unit: 250ms, 1.5s, 20µs, 3m or 2h.")});
}

std::optional<std::int64_t> durationFactor(std::string_view unit)
{
    if (unit == microSecond || unit == greekMicroSecond)
        return 1'000;
    if (unit == "min") // as people are shown it
        return 60 * second;
    for (const Unit &known : durationUnits)
        if (unit == known.name)
            return known.factor;
    return std::nullopt;
}

std::optional<std::int64_t> bytesFactor(std::string unit)
{
    if (unit.empty() || unit == "b")
        return 1;
    const std::string_view letters = "kmgtp";
    const auto power = letters.find(unit[0]);
    if (power == std::string_view::npos)
        return std::nullopt;
    unit.erase(0, 1);
    const bool decimal = unit == "b";
    if (!decimal && !unit.empty() && unit != "i" && unit != "ib")
        return std::nullopt;
    std::int64_t factor = 1;
    for (std::size_t i = 0; i <= power; ++i)
        factor *= decimal ? 1000 : kibi;
    return factor;
}

std::string threeDigits(double number)
{
    return formatFixed(number, number >= 99.95 ? 0 : number >= 9.995 ? 1 : 2);
}

} // namespace

Result<Duration> parseDuration(std::string_view text)
{
    std::string_view rest = trimmed(text);
    const Decimal decimal = takeDecimal(rest);
    if (!decimal.valid)
        return badDuration(text);
    rest = trimmed(rest);
    if (rest.empty() && decimal.scaled == 0 && !decimal.overflow)
        return Duration(0);
    const auto factor = durationFactor(rest);
    if (!factor)
        return badDuration(text);
    const auto nanoseconds = multiplied(decimal, *factor);
    if (!nanoseconds)
        return fail(
            ErrorCode::LimitExceeded,
            Told{{QT_TRANSLATE_NOOP("phrase", "The duration \"%1\" is longer than 292 years."), std::string(text)},
                 {}});
    return Duration(*nanoseconds);
}

std::string formatDuration(Duration duration)
{
    if (duration.count() == 0)
        return "0s";
    if (duration.count() == std::numeric_limits<std::int64_t>::min())
        duration += Duration(1);
    if (duration.count() < 0)
        return '-' + shortest(-duration.count(), durationUnits);
    return shortest(duration.count(), durationUnits);
}

std::string withMicroSign(std::string_view text)
{
    std::string result;
    bool afterNumber = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isUnit = text.substr(i, 2) == "us" && (i + 2 == text.size() || !isWord(text[i + 2]));
        if (afterNumber && isUnit) {
            result += microSecond;
            ++i;
        } else {
            result += text[i];
        }
        afterNumber = isDigit(text[i]) || (afterNumber && text[i] == ' ');
    }
    return result;
}

std::string withoutMicroSign(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view unit = text.substr(i, microSecond.size());
        const bool isMicro = unit == microSecond || unit == greekMicroSecond;
        result += isMicro ? 'u' : text[i];
        i += isMicro ? 1 : 0; // the sign has two bytes
    }
    return result;
}

std::string shownDuration(Duration duration)
{
    return withMicroSign(formatDuration(duration));
}

std::string humanDuration(Duration duration)
{
    if (duration.count() == 0)
        return "0 s";
    struct Step {
        double seconds;
        double below; ///< of the rounded number in this unit, before the next one takes over
        std::string_view unit;
    };
    constexpr std::array<Step, 6> steps{{{1e-9, 999.5, "ns"},
                                         {1e-6, 999.5, "µs"},
                                         {1e-3, 999.5, "ms"},
                                         {1, 599.5, "s"},
                                         {60, 599.5, "min"},
                                         {3600, std::numeric_limits<double>::infinity(), "h"}}};
    const double seconds = std::abs(toSeconds(duration));
    for (const Step &step : steps) {
        const double number = seconds / step.seconds;
        if (number >= step.below)
            continue;
        const std::string text = step.seconds < 1e-8 ? formatFixed(number, 0) : threeDigits(number);
        return (duration.count() < 0 ? "-" : "") + text + ' ' + std::string(step.unit);
    }
    return {};
}

Result<std::int64_t> parseBytes(std::string_view text)
{
    std::string_view rest = trimmed(text);
    const Decimal decimal = takeDecimal(rest);
    const auto factor = bytesFactor(lowered(trimmed(rest)));
    if (!decimal.valid || !factor)
        return fail(
            ErrorCode::InvalidInput,
            Told{{QT_TRANSLATE_NOOP("phrase", "\"%1\" is not a size."), std::string(text)},
                 QT_TRANSLATE_NOOP("phrase", "Write a number with a unit: 64MiB, 1.5GiB, 512KiB, 100kB or 4096.")});
    const auto bytes = multiplied(decimal, *factor);
    if (!bytes)
        return fail(
            ErrorCode::LimitExceeded,
            Told{{QT_TRANSLATE_NOOP("phrase", "The size \"%1\" is larger than 8 EiB."), std::string(text)}, {}});
    return *bytes;
}

std::string formatBytes(std::int64_t bytes)
{
    if (bytes == 0)
        return "0B";
    if (bytes < 0)
        return "-" + formatBytes(bytes == std::numeric_limits<std::int64_t>::min() ? -(bytes + 1) : -bytes);
    return shortest(bytes, byteUnits);
}

std::string humanBytes(double bytes)
{
    constexpr std::array<std::string_view, 6> units{"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    if (bytes < 999.5)
        return formatFixed(std::max(bytes, 0.0), 0) + " B";
    std::size_t unit = 0;
    for (; bytes >= 999.5 && unit + 1 < units.size(); ++unit)
        bytes /= 1024;
    return threeDigits(bytes) + ' ' + std::string(units[unit]);
}

std::optional<double> parseNumber(std::string_view text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
        return std::nullopt;
    return number;
}

std::optional<std::int64_t> parseInteger(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

std::string formatNumber(double number)
{
    std::array<char, 32> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    return {buffer.data(), result.ptr};
}

std::string formatFixed(double number, int decimals)
{
    std::array<char, 400> buffer{}; // the greatest double has 309 digits
    const auto result =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed, decimals);
    return {buffer.data(), result.ptr};
}

} // namespace bayplan
