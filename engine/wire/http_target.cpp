// SPDX-License-Identifier: Apache-2.0
#include "engine/wire/http_target.h"

#include <algorithm>
#include <optional>

namespace bayplan {
namespace {

std::optional<unsigned> hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f')
        return static_cast<unsigned>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F')
        return static_cast<unsigned>(c - 'A' + 10);
    return std::nullopt;
}

std::optional<std::string> percentDecoded(std::string_view text)
{
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        const auto high = i + 2 < text.size() ? hexDigit(text[i + 1]) : std::nullopt;
        const auto low = high ? hexDigit(text[i + 2]) : std::nullopt;
        if (!low || (*high == 0 && *low == 0))
            return std::nullopt;
        decoded += static_cast<char>(*high * 16 + *low);
        i += 2;
    }
    return decoded;
}

/// Calls `use` with each part between the separators; false as soon as one does not decode.
template <class Use>
bool eachPart(std::string_view text, char separator, Use use)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (!use(text.substr(0, end)))
            return false;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return true;
}

} // namespace

Result<HttpTarget> readHttpTarget(std::string_view target)
{
    const Error wrong = fail(ErrorCode::InvalidInput, "This is not a path that could be meant.");
    if (!target.starts_with('/'))
        return wrong;
    HttpTarget result;
    const std::size_t mark = std::min(target.find('?'), target.size());
    const bool path = eachPart(target.substr(1, mark - 1), '/', [&](std::string_view part) {
        auto decoded = percentDecoded(part);
        if (decoded)
            result.path.push_back(std::move(*decoded));
        return decoded.has_value();
    });
    const bool query = eachPart(target.substr(std::min(mark + 1, target.size())), '&', [&](std::string_view part) {
        const std::size_t equals = std::min(part.find('='), part.size());
        auto name = percentDecoded(part.substr(0, equals));
        auto value = percentDecoded(part.substr(std::min(equals + 1, part.size())));
        if (name && value)
            result.query[*name] = *value;
        return name && value;
    });
    if (!path || !query)
        return wrong;
    return result;
}

std::string percentEncoded(std::string_view text)
{
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        if (plain.find(c) != std::string_view::npos) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
    return encoded;
}

} // namespace bayplan
