// SPDX-License-Identifier: Apache-2.0
// Hashes of keys, value for value those of twemproxy 0.5, so that its users can change over without losing a cache.
#pragma once

#include "engine/patterns/config.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace bayplan {

/// 32 bits, but of crc32 the 15 that libmemcached takes. Characters are signed where they are signed there, which
/// matters from byte 0x80 on.
std::uint32_t hashOfKey(KeyHash hash, std::string_view key);

/// The greatest value that hashOfKey can give.
std::uint32_t greatestHash(KeyHash hash);

/// RFC 1321.
std::array<std::uint8_t, 16> md5(std::string_view text);

} // namespace bayplan
