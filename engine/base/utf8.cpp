// SPDX-License-Identifier: Apache-2.0
#include "engine/base/utf8.h"

namespace bayplan {
namespace {

/// By the first byte, and the range that the second one must lie in.
struct Form {
    std::size_t bytes;
    unsigned char secondLeast, secondMost;
};

Form formOf(unsigned char first)
{
    if (first < 0x80)
        return {1, 0, 0};
    if (first >= 0xc2 && first <= 0xdf)
        return {2, 0x80, 0xbf};
    if (first >= 0xe0 && first <= 0xef)
        return {3, static_cast<unsigned char>(first == 0xe0 ? 0xa0 : 0x80),
                static_cast<unsigned char>(first == 0xed ? 0x9f : 0xbf)};
    if (first >= 0xf0 && first <= 0xf4)
        return {4, static_cast<unsigned char>(first == 0xf0 ? 0x90 : 0x80),
                static_cast<unsigned char>(first == 0xf4 ? 0x8f : 0xbf)};
    return {0, 0, 0};
}

} // namespace

std::size_t utf8SequenceBytes(std::string_view text)
{
    if (text.empty())
        return 0;
    const Form form = formOf(static_cast<unsigned char>(text.front()));
    if (form.bytes > text.size())
        return 0;
    for (std::size_t i = 1; i < form.bytes; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const unsigned char least = i == 1 ? form.secondLeast : 0x80;
        const unsigned char most = i == 1 ? form.secondMost : 0xbf;
        if (byte < least || byte > most)
            return 0;
    }
    return form.bytes;
}

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t bytes = utf8SequenceBytes(text);
        if (bytes == 0)
            return false;
        text.remove_prefix(bytes);
    }
    return true;
}

} // namespace bayplan
