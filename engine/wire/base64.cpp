// SPDX-License-Identifier: Apache-2.0
#include "engine/wire/base64.h"

#include <cstdint>

namespace bayplan {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::uint32_t byteAt(std::string_view bytes, std::size_t at)
{
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

} // namespace

std::string toBase64(std::string_view bytes)
{
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::uint32_t group = byteAt(bytes, at) << 16U | byteAt(bytes, at + 1) << 8U | byteAt(bytes, at + 2);
        text += alphabet[group >> 18U];
        text += alphabet[(group >> 12U) & 63U];
        text += at + 1 < bytes.size() ? alphabet[(group >> 6U) & 63U] : '=';
        text += at + 2 < bytes.size() ? alphabet[group & 63U] : '=';
    }
    return text;
}

std::optional<std::string> fromBase64(std::string_view text)
{
    std::string bytes;
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    if (text.size() % 4 != 0)
        return std::nullopt;
    for (std::size_t at = 0; at < text.size(); at += 4) {
        std::uint32_t group = 0;
        for (std::size_t i = at; i < at + 4; ++i) {
            const std::size_t value = i < text.size() - padding ? alphabet.find(text[i]) : 0;
            if (value == std::string_view::npos)
                return std::nullopt;
            group = group << 6U | static_cast<std::uint32_t>(value);
        }
        bytes += {static_cast<char>(group >> 16U), static_cast<char>(group >> 8U), static_cast<char>(group)};
    }
    bytes.resize(bytes.size() - padding);
    if (toBase64(bytes) != text)
        return std::nullopt;
    return bytes;
}

} // namespace bayplan
