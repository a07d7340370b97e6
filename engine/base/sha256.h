// SPDX-License-Identifier: Apache-2.0
// SHA-256 (FIPS 180-4), for image digests and hashes of specifications and archives. Not for secrets.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace bayplan {

class Sha256 {
public:
    Sha256 &update(std::string_view bytes);

    /// 64 lower-case hexadecimal digits. The object is spent afterwards.
    std::string finishHex();

private:
    void block(const unsigned char *bytes);

    std::array<std::uint32_t, 8> m_state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<unsigned char, 64> m_pending{};
    std::size_t m_pendingBytes = 0;
    std::uint64_t m_totalBytes = 0;
};

std::string sha256Hex(std::string_view bytes);

} // namespace bayplan
