// SPDX-License-Identifier: Apache-2.0
// ${NAME} in a command, where NAME looks like a secret's: put in where the command is started. Everything else of a
// command, other variables too, belongs to the container's own shell.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

struct CommandPart {
    std::string text; ///< as it stands, or the NAME of a secret
    bool isSecret = false;
};

/// One word of a command in parts, in its order.
std::vector<CommandPart> commandParts(std::string_view word);

} // namespace bayplan
