// SPDX-License-Identifier: Apache-2.0
#include "engine/base/distribution.h"

#include "engine/base/units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace bayplan {
namespace {

using Kind = Distribution::Kind;

struct KindText {
    Kind kind;
    std::string_view name;
    int arguments;
    std::string_view form;
};

constexpr std::array<KindText, 6> kinds{{{Kind::Constant, "constant", 1, "constant(5ms)"},
                                         {Kind::Uniform, "uniform", 2, "uniform(1ms, 9ms)"},
                                         {Kind::Exponential, "exponential", 1, "exponential(5ms)"},
                                         {Kind::Erlang, "erlang", 2, "erlang(5ms, 3)"},
                                         {Kind::Lognormal, "lognormal", 2, "lognormal(5ms, 1.5)"},
                                         {Kind::Pareto, "pareto", 2, "pareto(5ms, 2.5)"}}};

const KindText &textOf(Kind kind)
{
    return *std::find_if(kinds.begin(), kinds.end(), [kind](const KindText &text) { return text.kind == kind; });
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

Error notADistribution(std::string_view text, std::string_view form)
{
    return fail(ErrorCode::InvalidInput, '"' + std::string(text) + "\" is not a distribution of durations.",
                "Write it like " + std::string(form) + '.');
}

std::vector<std::string_view> split(std::string_view arguments)
{
    std::vector<std::string_view> parts;
    for (std::size_t start = 0; start <= arguments.size();) {
        const std::size_t comma = std::min(arguments.find(',', start), arguments.size());
        parts.push_back(trimmed(arguments.substr(start, comma - start)));
        start = comma + 1;
    }
    return parts;
}

/// A sentence when the shape does not suit the kind, else empty.
std::string_view shapeFault(const Distribution &d)
{
    switch (d.kind) {
    case Kind::Erlang:
        return d.shape >= 1 && d.shape <= 1000 && d.shape == std::floor(d.shape)
                   ? ""
                   : "The number of stages of erlang is a whole number from 1 to 1000.";
    case Kind::Lognormal:
        return d.shape > 0 && d.shape <= 1000 ? ""
                                              : "The coefficient of variation of lognormal is above 0, at most 1000.";
    case Kind::Pareto:
        return d.shape > 1 && d.shape <= 1000
                   ? ""
                   : "The tail index of pareto is above 1, at most 1000: below, it has no mean.";
    case Kind::Uniform:
        return d.mean <= d.greatest ? "" : "The first argument of uniform is the least, the second the greatest.";
    default:
        return "";
    }
}

Result<void> readArguments(Distribution &d, const std::vector<std::string_view> &arguments)
{
    const auto first = parseDuration(arguments[0]);
    if (!first)
        return first.error();
    d.mean = *first;
    if (arguments.size() < 2)
        return {};
    if (d.kind == Kind::Uniform) {
        const auto second = parseDuration(arguments[1]);
        if (!second)
            return second.error();
        d.greatest = *second;
        return {};
    }
    const auto shape = parseNumber(arguments[1]);
    if (!shape)
        return fail(ErrorCode::InvalidInput, '"' + std::string(arguments[1]) + "\" is not a number.",
                    "Write it like " + std::string(textOf(d.kind).form) + '.');
    d.shape = *shape;
    return {};
}

double erlang(Random &random, int stages)
{
    double sum = 0;
    for (int i = 0; i < stages; ++i)
        sum += random.exponential();
    return sum / stages;
}

} // namespace

Duration Distribution::draw(Random &random) const
{
    const double seconds = toSeconds(mean);
    switch (kind) {
    case Kind::Constant:
        return mean;
    case Kind::Uniform: {
        const auto width = static_cast<std::uint64_t>((greatest - mean).count());
        return mean + Duration(static_cast<std::int64_t>(random.below(width + 1)));
    }
    case Kind::Exponential:
        return fromSeconds(seconds * random.exponential());
    case Kind::Erlang:
        return fromSeconds(seconds * erlang(random, static_cast<int>(shape)));
    case Kind::Lognormal: {
        const double variance = std::log1p(shape * shape);
        return fromSeconds(seconds * std::exp(std::sqrt(variance) * random.normal() - variance / 2));
    }
    case Kind::Pareto:
        return fromSeconds(seconds * (shape - 1) / shape * std::exp(random.exponential() / shape));
    }
    return mean;
}

Duration Distribution::expected() const
{
    return kind == Kind::Uniform ? mean + (greatest - mean) / 2 : mean;
}

double Distribution::squaredVariation() const
{
    switch (kind) {
    case Kind::Constant:
        return 0;
    case Kind::Uniform: {
        const double width = toSeconds(greatest - mean);
        const double middle = toSeconds(expected());
        return middle > 0 ? width * width / 12 / (middle * middle) : 0;
    }
    case Kind::Exponential:
        return 1;
    case Kind::Erlang:
        return 1 / shape;
    case Kind::Lognormal:
        return shape * shape;
    case Kind::Pareto:
        return shape > 2 ? 1 / (shape * (shape - 2)) : std::numeric_limits<double>::infinity();
    }
    return 0;
}

Result<Distribution> parseDistribution(std::string_view text)
{
    const std::string_view whole = trimmed(text);
    const std::size_t open = whole.find('(');
    if (open == std::string_view::npos) {
        const auto value = parseDuration(whole);
        if (!value)
            return notADistribution(text, "exponential(5ms), or just 5ms");
        return Distribution::constant(*value);
    }
    const std::string_view name = trimmed(whole.substr(0, open));
    const auto known = std::find_if(kinds.begin(), kinds.end(), [&](const KindText &k) { return k.name == name; });
    if (known == kinds.end())
        return fail(ErrorCode::InvalidInput, "There is no distribution \"" + std::string(name) + "\".",
                    "Use constant, uniform, exponential, erlang, lognormal or pareto.");
    if (whole.back() != ')')
        return notADistribution(text, known->form);
    const auto arguments = split(whole.substr(open + 1, whole.size() - open - 2));
    if (static_cast<int>(arguments.size()) != known->arguments)
        return notADistribution(text, known->form);
    Distribution result;
    result.kind = known->kind;
    if (const auto read = readArguments(result, arguments); !read)
        return read.error();
    if (const std::string_view fault = shapeFault(result); !fault.empty())
        return fail(ErrorCode::InvalidInput, std::string(fault), "Write it like " + std::string(known->form) + '.');
    return result;
}

std::string formatDistribution(const Distribution &distribution)
{
    const KindText &text = textOf(distribution.kind);
    std::string result = std::string(text.name) + '(' + formatDuration(distribution.mean);
    if (distribution.kind == Kind::Uniform)
        result += ", " + formatDuration(distribution.greatest);
    else if (text.arguments == 2)
        result += ", " + formatNumber(distribution.shape);
    return result + ')';
}

} // namespace bayplan
