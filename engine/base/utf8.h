// SPDX-License-Identifier: Apache-2.0
// Which bytes are text (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <string_view>

namespace bayplan {

/// Bytes of the well-formed sequence that `text` begins with, 1 to 4; 0 when it begins with none.
std::size_t utf8SequenceBytes(std::string_view text);

bool isUtf8(std::string_view text);

} // namespace bayplan
