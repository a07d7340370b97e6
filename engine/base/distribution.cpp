// SPDX-License-Identifier: Apache-2.0
#include "engine/base/distribution.h"

#include "engine/base/same_math.h"
#include "engine/base/text.h"
#include "engine/base/translatable.h"
#include "engine/base/units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

namespace bayplan {
namespace {

using Kind = Distribution::Kind;

struct KindText {
    Kind kind;
    std::string_view name;
    std::string_view arguments; ///< d: a duration, n: a number; empty: points of data
    std::string_view form;
};

constexpr std::array<KindText, 9> kinds{
    {{Kind::Constant, "constant", "d", "constant(5ms)"},
     {Kind::Uniform, "uniform", "dd", "uniform(1ms, 9ms)"},
     {Kind::Exponential, "exponential", "d", "exponential(5ms)"},
     {Kind::Erlang, "erlang", "dn", "erlang(5ms, 3)"},
     {Kind::Lognormal, "lognormal", "dn", "lognormal(5ms, 1.5)"},
     {Kind::Weibull, "weibull", "dn", "weibull(5ms, 0.7)"},
     {Kind::Pareto, "pareto", "dn", "pareto(5ms, 2.5)"},
     {Kind::Hyperexponential, "hyperexponential", "ndd", "hyperexponential(0.9, 1ms, 41ms)"},
     {Kind::Empirical, "empirical", "", "empirical(1ms, 2ms:3, 5ms)"}}};

const KindText &textOf(Kind kind)
{
    return *std::find_if(kinds.begin(), kinds.end(), [kind](const KindText &text) { return text.kind == kind; });
}

Phrase likeThis(Phrase form)
{
    return {QT_TRANSLATE_NOOP("phrase", "Write it like %1."), std::move(form)};
}

Phrase likeThis(const KindText &kind)
{
    return likeThis(std::string(kind.form));
}

Error notADistribution(std::string_view text, Phrase advice)
{
    return fail(ErrorCode::InvalidInput,
                Told{{QT_TRANSLATE_NOOP("phrase", "\"%1\" is not a distribution of durations."), std::string(text)},
                     std::move(advice)});
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
Phrase shapeFault(const Distribution &d)
{
    switch (d.kind) {
    case Kind::Erlang:
        return d.shape >= 1 && d.shape <= 1000 && d.shape == std::floor(d.shape)
                   ? Phrase()
                   : QT_TRANSLATE_NOOP("phrase", "The number of stages of erlang is a whole number from 1 to 1000.");
    case Kind::Lognormal:
        return d.shape > 0 && d.shape <= 1000
                   ? Phrase()
                   : QT_TRANSLATE_NOOP("phrase", "The coefficient of variation of lognormal is above 0, at most 1000.");
    case Kind::Weibull:
        return d.shape >= 0.1 && d.shape <= 1000
                   ? Phrase()
                   : QT_TRANSLATE_NOOP("phrase", "The shape of weibull is from 0.1 to 1000.");
    case Kind::Pareto:
        return d.shape > 1 && d.shape <= 1000
                   ? Phrase()
                   : QT_TRANSLATE_NOOP("phrase",
                                       "The tail index of pareto is above 1, at most 1000: below, it has no mean.");
    case Kind::Hyperexponential:
        return d.shape >= 0 && d.shape <= 1
                   ? Phrase()
                   : QT_TRANSLATE_NOOP("phrase", "The share of the first phase of hyperexponential is from 0 to 1.");
    case Kind::Uniform:
        return d.mean <= d.greatest
                   ? Phrase()
                   : QT_TRANSLATE_NOOP("phrase",
                                       "The first argument of uniform is the least, the second the greatest.");
    default:
        return {};
    }
}

/// The error with its place before it: "Argument 2 of erlang: ...".
Error inArgument(const KindText &kind, std::size_t index, Phrase message)
{
    return fail(ErrorCode::InvalidInput, Told{{QT_TRANSLATE_NOOP("phrase", "Argument %1 of %2: %3"),
                                               std::to_string(index + 1), std::string(kind.name), std::move(message)},
                                              likeThis(kind)});
}

Result<void> readArguments(Distribution &d, const KindText &kind, const std::vector<std::string_view> &arguments)
{
    Duration *nextDuration = &d.mean;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (kind.arguments[i] == 'n') {
            const auto number = parseNumber(arguments[i]);
            if (!number)
                return inArgument(kind, i,
                                  {QT_TRANSLATE_NOOP("phrase", "\"%1\" is not a number."), std::string(arguments[i])});
            d.shape = *number;
            continue;
        }
        const auto duration = parseDuration(arguments[i]);
        if (!duration)
            return inArgument(kind, i, messageOf(duration.error()));
        *nextDuration = *duration;
        nextDuration = &d.greatest;
    }
    if (Phrase fault = shapeFault(d); !fault.empty())
        return fail(ErrorCode::InvalidInput, Told{std::move(fault), likeThis(kind)});
    return {};
}

constexpr double greatestWeight = 1e12;

/// "2ms" or "2ms:3".
Result<void> readPoints(Distribution &d, const KindText &kind, const std::vector<std::string_view> &arguments)
{
    if (arguments.size() > EmpiricalData::mostPoints)
        return fail(ErrorCode::LimitExceeded,
                    Told{{QT_TRANSLATE_NOOP("phrase", "An empirical distribution has at most %1 values."),
                          std::to_string(EmpiricalData::mostPoints)},
                         QT_TRANSLATE_NOOP("phrase", "Let bayplanctl fit put neighbours together.")});
    std::vector<EmpiricalData::Point> points;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::size_t colon = std::min(arguments[i].find(':'), arguments[i].size());
        const auto value = parseDuration(arguments[i].substr(0, colon));
        if (!value)
            return inArgument(kind, i, messageOf(value.error()));
        std::optional<double> weight = 1;
        if (colon < arguments[i].size())
            weight = parseNumber(trimmed(arguments[i].substr(colon + 1)));
        if (!weight || *weight <= 0 || *weight > greatestWeight)
            return inArgument(kind, i,
                              {QT_TRANSLATE_NOOP("phrase", "\"%1\" is not a weight: a number above 0, at most 1e12."),
                               std::string(arguments[i].substr(colon + 1))});
        points.push_back({*value, *weight});
    }
    d.data = EmpiricalData(std::move(points));
    return {};
}

double erlang(Random &random, int stages)
{
    double sum = 0;
    for (int i = 0; i < stages; ++i)
        sum += random.exponential();
    return sum / stages;
}

/// Mean of a Weibull distribution of scale 1.
double weibullMean(double shape)
{
    return same::gamma(1 + 1 / shape);
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
        const double variance = same::log1p(shape * shape);
        return fromSeconds(seconds * same::exp(std::sqrt(variance) * random.normal() - variance / 2));
    }
    case Kind::Weibull:
        return fromSeconds(seconds / weibullMean(shape) * same::pow(random.exponential(), 1 / shape));
    case Kind::Pareto:
        return fromSeconds(seconds * (shape - 1) / shape * same::exp(random.exponential() / shape));
    case Kind::Hyperexponential: {
        const double phase = random.chance(shape) ? seconds : toSeconds(greatest);
        return fromSeconds(phase * random.exponential());
    }
    case Kind::Empirical:
        return data.points().empty() ? Duration(0) : data.sample(random);
    }
    return mean;
}

Duration Distribution::expected() const
{
    switch (kind) {
    case Kind::Uniform:
        return mean + (greatest - mean) / 2;
    case Kind::Hyperexponential:
        return fromSeconds(shape * toSeconds(mean) + (1 - shape) * toSeconds(greatest));
    case Kind::Empirical:
        return fromSeconds(data.meanSeconds());
    default:
        return mean;
    }
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
    case Kind::Weibull:
        return std::tgamma(1 + 2 / shape) / (weibullMean(shape) * weibullMean(shape)) - 1;
    case Kind::Pareto:
        return shape > 2 ? 1 / (shape * (shape - 2)) : std::numeric_limits<double>::infinity();
    case Kind::Hyperexponential: {
        const double first = toSeconds(mean);
        const double second = toSeconds(greatest);
        const double middle = shape * first + (1 - shape) * second;
        const double squares = 2 * (shape * first * first + (1 - shape) * second * second);
        return middle > 0 ? squares / (middle * middle) - 1 : 0;
    }
    case Kind::Empirical:
        return data.squaredVariation();
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
            return notADistribution(text, likeThis({QT_TRANSLATE_NOOP("phrase", "%1, or just %2"),
                                                    std::string("exponential(5ms)"), std::string("5ms")}));
        return Distribution::constant(*value);
    }
    const std::string_view name = trimmed(whole.substr(0, open));
    const auto known = std::find_if(kinds.begin(), kinds.end(), [&](const KindText &k) { return k.name == name; });
    if (known == kinds.end()) {
        std::string names;
        for (const KindText &kind : kinds)
            if (&kind != &kinds.back())
                names += (names.empty() ? "" : ", ") + std::string(kind.name);
        return fail(ErrorCode::InvalidInput,
                    Told{{QT_TRANSLATE_NOOP("phrase", "There is no distribution \"%1\"."), std::string(name)},
                         {QT_TRANSLATE_NOOP("phrase", "Use %1 or %2."), names, std::string(kinds.back().name)}});
    }
    if (whole.back() != ')')
        return notADistribution(text, likeThis(*known));
    const auto arguments = split(whole.substr(open + 1, whole.size() - open - 2));
    Distribution result;
    result.kind = known->kind;
    const bool isData = known->kind == Kind::Empirical;
    if (!isData && arguments.size() != known->arguments.size())
        return notADistribution(text, likeThis(*known));
    if (const auto read = isData ? readPoints(result, *known, arguments) : readArguments(result, *known, arguments);
        !read)
        return read.error();
    return result;
}

std::string formatDistribution(const Distribution &distribution)
{
    const KindText &kind = textOf(distribution.kind);
    std::string arguments;
    const auto add = [&](const std::string &argument) { arguments += (arguments.empty() ? "" : ", ") + argument; };
    const Duration *nextDuration = &distribution.mean;
    for (const char type : kind.arguments) {
        add(type == 'n' ? formatNumber(distribution.shape) : formatDuration(*nextDuration));
        nextDuration = type == 'n' ? nextDuration : &distribution.greatest;
    }
    for (const EmpiricalData::Point &point : distribution.data.points())
        add(formatDuration(point.value) + (point.weight == 1 ? "" : ':' + formatNumber(point.weight)));
    return std::string(kind.name) + '(' + arguments + ')';
}

std::vector<std::string_view> distributionForms()
{
    std::vector<std::string_view> forms;
    for (const KindText &kind : kinds)
        forms.push_back(kind.form);
    return forms;
}

} // namespace bayplan
