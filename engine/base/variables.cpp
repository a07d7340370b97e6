// SPDX-License-Identifier: Apache-2.0
#include "engine/base/variables.h"

namespace bayplan {
namespace {

bool isNameChar(char c, bool first)
{
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    return letter || (!first && c >= '0' && c <= '9');
}

std::size_t nameLength(std::string_view text)
{
    std::size_t length = 0;
    while (length < text.size() && isNameChar(text[length], length == 0))
        ++length;
    return length;
}

/// Index of the brace that closes the one before `text`, nested ones counted; npos when there is none.
std::size_t closingBrace(std::string_view text)
{
    int depth = 1;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '{' && i > 0 && text[i - 1] == '$')
            ++depth;
        if (text[i] == '}' && --depth == 0)
            return i;
    }
    return std::string_view::npos;
}

/// The text after `:-` or `-`; nothing for other forms.
std::optional<std::string> fallbackIn(std::string_view modifier)
{
    if (modifier.starts_with(":-"))
        return std::string(modifier.substr(2));
    if (modifier.starts_with("-"))
        return std::string(modifier.substr(1));
    return std::nullopt;
}

} // namespace

std::string expandVariables(std::string_view text, DollarPairs pairs, const VariableLookup &lookup)
{
    std::string out;
    std::size_t at = 0;
    const auto put = [&](std::size_t length, const std::optional<std::string> &value) {
        out += value ? *value : std::string(text.substr(at, length));
        at += length;
    };
    while (at < text.size()) {
        const std::string_view rest = text.substr(at);
        if (rest.starts_with("$$")) {
            out += pairs == DollarPairs::Keep ? "$$" : "$";
            at += 2;
        } else if (rest.starts_with("${")) {
            const std::string_view inside = rest.substr(2);
            const std::size_t length = nameLength(inside);
            const std::size_t close = closingBrace(inside);
            if (length == 0 || close == std::string_view::npos) {
                put(2, std::nullopt);
                continue;
            }
            auto fallback = fallbackIn(inside.substr(length, close - length));
            if (fallback)
                fallback = expandVariables(*fallback, pairs, lookup);
            put(close + 3, lookup(std::string(inside.substr(0, length)), fallback));
        } else if (const std::size_t length = rest.front() == '$' ? nameLength(rest.substr(1)) : 0; length > 0) {
            put(length + 1, lookup(std::string(rest.substr(1, length)), std::nullopt));
        } else {
            out += rest.front();
            ++at;
        }
    }
    return out;
}

} // namespace bayplan
