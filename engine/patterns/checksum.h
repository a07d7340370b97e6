// SPDX-License-Identifier: Apache-2.0
// The checksum of everything that must survive a crash: durable states of machines, records of journals.
#pragma once

#include <cstdint>
#include <string_view>

namespace bayplan {

/// CRC-32C (Castagnoli, RFC 3720): "123456789" gives 0xE3069283. To go on, give the last result as `before`.
std::uint32_t crc32c(std::string_view bytes, std::uint32_t before = 0);

} // namespace bayplan
