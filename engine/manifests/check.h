// SPDX-License-Identifier: Apache-2.0
// A manifest of ours, read back before it is written.
#pragma once

#include "engine/base/result.h"

#include <string>
#include <string_view>

namespace bayplan {

/// Whether the reader of Compose files understands it. Errors: InvalidInput with line and column.
Result<void> checkCompose(std::string_view text, const std::string &fileName);

/// Whether each document is YAML and says what kind of object it is. Errors: InvalidInput with line and column.
Result<void> checkKubernetes(std::string_view text, const std::string &fileName);

} // namespace bayplan
