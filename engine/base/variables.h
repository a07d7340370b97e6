// SPDX-License-Identifier: Apache-2.0
// Variables in text as Compose writes them: $NAME, ${NAME}, ${NAME:-default}, ${NAME-default}, ${NAME:?error}, $$ for a
// dollar.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace bayplan {

/// Gives the text of a variable as it stood (name, the text after :- or - when there was one), or nothing to leave the
/// variable in place, braces and all.
using VariableLookup =
    std::function<std::optional<std::string>(const std::string &name, const std::optional<std::string> &fallback)>;

enum class DollarPairs {
    Keep,    ///< $$ stays: the text will be expanded again
    Collapse ///< $$ becomes $
};

/// Never fails: what is not a variable stays as it is.
std::string expandVariables(std::string_view text, DollarPairs pairs, const VariableLookup &lookup);

} // namespace bayplan
