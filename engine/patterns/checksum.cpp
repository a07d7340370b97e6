// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/checksum.h"

#include <array>
#include <cstddef>

namespace bayplan {
namespace {

using Tables = std::array<std::array<std::uint32_t, 256>, 8>;

constexpr Tables makeTables()
{
    Tables tables{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t crc = byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0x82f63b78U : 0U);
        tables[0][byte] = crc;
    }
    for (std::size_t slice = 1; slice < 8; ++slice)
        for (std::size_t byte = 0; byte < 256; ++byte)
            tables[slice][byte] = (tables[slice - 1][byte] >> 8U) ^ tables[0][tables[slice - 1][byte] & 0xffU];
    return tables;
}

constexpr Tables tables = makeTables();

std::uint32_t littleEndian(const unsigned char *bytes)
{
    return static_cast<std::uint32_t>(bytes[0]) | static_cast<std::uint32_t>(bytes[1]) << 8U |
           static_cast<std::uint32_t>(bytes[2]) << 16U | static_cast<std::uint32_t>(bytes[3]) << 24U;
}

} // namespace

std::uint32_t crc32c(std::string_view bytes, std::uint32_t before)
{
    std::uint32_t crc = ~before;
    const auto *at = reinterpret_cast<const unsigned char *>(bytes.data());
    std::size_t left = bytes.size();
    // Eight bytes a turn (Intel's slicing): a journal of a million records is checked in well under a second.
    for (; left >= 8; left -= 8, at += 8) {
        const std::uint32_t low = crc ^ littleEndian(at);
        const std::uint32_t high = littleEndian(at + 4);
        crc = tables[7][low & 0xffU] ^ tables[6][(low >> 8U) & 0xffU] ^ tables[5][(low >> 16U) & 0xffU] ^
              tables[4][low >> 24U] ^ tables[3][high & 0xffU] ^ tables[2][(high >> 8U) & 0xffU] ^
              tables[1][(high >> 16U) & 0xffU] ^ tables[0][high >> 24U];
    }
    for (; left > 0; --left, ++at)
        crc = (crc >> 8U) ^ tables[0][(crc ^ *at) & 0xffU];
    return ~crc;
}

} // namespace bayplan
