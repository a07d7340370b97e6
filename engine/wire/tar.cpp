// SPDX-License-Identifier: Apache-2.0
#include "engine/wire/tar.h"

#include <cassert>
#include <cstring>
#include <utility>

namespace bayplan {

namespace {

/// Octal digits, leading zeros, a NUL at the end: what every numeric field of ustar holds.
void octal(char *field, std::size_t fieldBytes, std::uint64_t value)
{
    field[fieldBytes - 1] = '\0';
    for (std::size_t i = fieldBytes - 1; i > 0; --i) {
        field[i - 1] = static_cast<char>('0' + (value & 7U));
        value >>= 3U;
    }
    assert(value == 0);
}

} // namespace

TarWriter::TarWriter(std::size_t expectedBytes)
{
    constexpr std::size_t roomForHeaders = 64 * tarBlockBytes;
    m_archive.reserve(expectedBytes + roomForHeaders);
}

void TarWriter::header(std::string_view path, unsigned mode, unsigned owner, std::uint64_t bytes, char type)
{
    assert(!path.empty() && path.size() <= 100);
    char block[tarBlockBytes] = {};
    std::memcpy(block, path.data(), path.size());
    octal(block + 100, 8, mode);
    octal(block + 108, 8, owner);
    octal(block + 116, 8, owner);
    octal(block + 124, 12, bytes);
    octal(block + 136, 12, 0);
    std::memset(block + 148, ' ', 8);
    block[156] = type;
    std::memcpy(block + 257,
                "ustar\0"
                "00",
                8);
    unsigned sum = 0;
    for (const char byte : block)
        sum += static_cast<unsigned char>(byte);
    octal(block + 148, 7, sum);
    m_archive.append(block, tarBlockBytes);
}

void TarWriter::folder(std::string_view path, unsigned mode, unsigned owner)
{
    header(std::string(path) + "/", mode, owner, 0, '5');
}

void TarWriter::file(std::string_view path, unsigned mode, std::string_view bytes, unsigned owner)
{
    header(path, mode, owner, bytes.size(), '0');
    m_archive.append(bytes);
    m_archive.append((tarBlockBytes - bytes.size() % tarBlockBytes) % tarBlockBytes, '\0');
}

std::string TarWriter::finish()
{
    m_archive.append(2 * tarBlockBytes, '\0');
    return std::move(m_archive);
}

} // namespace bayplan
