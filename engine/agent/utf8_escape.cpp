// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/file_tail.h"

namespace bayplan {
namespace {

/// Bytes of the character that begins here (Unicode 15, table 3-7); 0 when none does.
std::size_t characterBytes(std::string_view text)
{
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = at(0);
    if (first < 0x80)
        return 1;
    const std::size_t count = first >= 0xc2 && first <= 0xdf   ? 2
                              : first >= 0xe0 && first <= 0xef ? 3
                              : first >= 0xf0 && first <= 0xf4 ? 4
                                                               : 0;
    if (count == 0 || text.size() < count)
        return 0;
    const unsigned char least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    const unsigned char greatest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (at(1) < least || at(1) > greatest)
        return 0;
    for (std::size_t i = 2; i < count; ++i) {
        if (at(i) < 0x80 || at(i) > 0xbf)
            return 0;
    }
    return count;
}

} // namespace

std::string escapeInvalidUtf8(std::string_view text)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string escaped;
    escaped.reserve(text.size());
    while (!text.empty()) {
        const std::size_t bytes = characterBytes(text);
        if (bytes == 0) {
            const auto byte = static_cast<unsigned char>(text[0]);
            escaped.append("\\x").append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
        } else {
            escaped.append(text.substr(0, bytes));
        }
        text.remove_prefix(bytes == 0 ? 1 : bytes);
    }
    return escaped;
}

} // namespace bayplan
