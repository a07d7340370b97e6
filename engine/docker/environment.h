// SPDX-License-Identifier: Apache-2.0
// ${NAME} in the environment of a drawing's containers, and secrets in their commands, read where a deploy is started.
#pragma once

#include "engine/base/result.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace bayplan {

using LookUp = std::function<std::optional<std::string>(const std::string &name)>;

/// ${NAME}, ${NAME:-text when unset or empty}, ${NAME-text when unset}, $$ for a dollar; a lone $ stands for itself.
/// Errors: NotFound for a variable that is not set and has no text of its own; InvalidInput for a missing brace.
Result<std::string> expandVariables(std::string_view text, const LookUp &lookUp);

/// ${NAME} of a secret in one word of a command; every other dollar stays. Errors: NotFound for one that is not set.
Result<std::string> putSecretsIn(std::string_view word, const LookUp &lookUp);

} // namespace bayplan
