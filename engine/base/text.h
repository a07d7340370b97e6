// SPDX-License-Identifier: Apache-2.0
// What every reader of people's text does first.
#pragma once

#include <string_view>

namespace bayplan {

/// ASCII 0 to 9, whatever the locale.
constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The text without spaces, tabs and line ends before and behind it.
constexpr std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

} // namespace bayplan
