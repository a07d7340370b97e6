// SPDX-License-Identifier: Apache-2.0
// Words of a protocol line.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <vector>

namespace bayplan {

/// Split at runs of spaces.
inline std::vector<std::string_view> wordsOf(std::string_view line)
{
    std::vector<std::string_view> words;
    for (std::size_t begin = line.find_first_not_of(' '); begin != std::string_view::npos;) {
        const std::size_t end = line.find(' ', begin);
        words.push_back(line.substr(begin, end - begin));
        begin = end == std::string_view::npos ? end : line.find_first_not_of(' ', end);
    }
    return words;
}

/// The whole word in decimal, or nothing.
template <class Integer>
std::optional<Integer> integerOf(std::string_view word)
{
    Integer value{};
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc{} || end != word.data() + word.size())
        return std::nullopt;
    return value;
}

} // namespace bayplan
