// SPDX-License-Identifier: Apache-2.0
#include "engine/base/comparison.h"

#include "engine/base/text.h"
#include "engine/base/translatable.h"
#include "engine/base/units.h"

#include <array>
#include <utility>

namespace bayplan {
namespace {

using Operator = Comparison::Operator;

/// Longer signs before those that they begin with.
constexpr std::array signs{
    std::pair{std::string_view("<="), Operator::LessOrEqual},
    std::pair{std::string_view(">="), Operator::GreaterOrEqual},
    std::pair{std::string_view("=="), Operator::Equal},
    std::pair{std::string_view("!="), Operator::NotEqual},
    std::pair{std::string_view("<"), Operator::Less},
    std::pair{std::string_view(">"), Operator::Greater},
};

Error notReadable(std::string_view text)
{
    return fail(
        ErrorCode::InvalidInput,
        Told{{QT_TRANSLATE_NOOP("phrase", "\"%1\" compares no figure with a number."), std::string(text.substr(0, 80))},
             QT_TRANSLATE_NOOP("phrase", "Write NAME < 5, with one of < <= > >= == !=.")});
}

} // namespace

bool Comparison::holds(double value) const
{
    switch (sign) {
    case Operator::Less:
        return value < number;
    case Operator::LessOrEqual:
        return value <= number;
    case Operator::Greater:
        return value > number;
    case Operator::GreaterOrEqual:
        return value >= number;
    case Operator::Equal:
        return value == number;
    case Operator::NotEqual:
        return value != number;
    }
    return false;
}

Result<Comparison> parseComparison(std::string_view text)
{
    const std::size_t at = text.find_first_of("<>=!");
    if (at == std::string_view::npos)
        return notReadable(text);
    for (const auto &[word, sign] : signs) {
        if (!text.substr(at).starts_with(word))
            continue;
        const std::string_view name = trimmed(text.substr(0, at));
        const auto number = parseNumber(trimmed(text.substr(at + word.size())));
        if (name.empty() || name.find_first_of(" \t") != std::string_view::npos || !number)
            break;
        return Comparison{std::string(name), sign, *number};
    }
    return notReadable(text);
}

} // namespace bayplan
