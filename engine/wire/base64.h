// SPDX-License-Identifier: Apache-2.0
// Base64 with padding (RFC 4648, section 4), for bytes in JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bayplan {

std::string toBase64(std::string_view bytes);

/// Nothing when it is not exactly what toBase64 writes.
std::optional<std::string> fromBase64(std::string_view text);

} // namespace bayplan
