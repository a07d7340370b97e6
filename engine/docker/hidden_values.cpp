// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/hidden_values.h"

#include "engine/model/entries.h"
#include "engine/wire/base64.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace bayplan {

namespace {

constexpr std::size_t leastHiddenBytes = 4;
constexpr std::size_t leastHiddenLineBytes = 8; ///< of several: "[tls]" is in many files

constexpr std::array<std::string_view, 17> commonWords{
    "true",  "false",     "none", "null",  "default",    "auto",        "info", "debug",  "warn",
    "error", "localhost", "root", "admin", "production", "development", "test", "staging"};

bool isNumber(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

bool isShown(const std::string &name, std::string_view value, std::string_view drawn)
{
    return value.size() < leastHiddenBytes || std::ranges::find(commonWords, value) != commonWords.end() ||
           drawn.find(value) != std::string_view::npos || (isNumber(value) && !looksSecret(name));
}

/// As programs write it between quotation marks.
std::string quoted(const std::string &value)
{
    const std::string text = nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return text.substr(1, text.size() - 2);
}

/// In base64 of either alphabet, after 0, 1 or 2 bytes of a group of three. A character that is shared with what stands
/// before or behind it is left out; where nothing stands behind it, its padding is not.
std::vector<std::string> inBase64(const std::string &value)
{
    std::vector<std::string> texts;
    for (std::size_t before = 0; before < 3; ++before) {
        const std::string whole = toBase64(std::string(before, '\0') + value);
        const std::size_t first = (before * 8 + 5) / 6, end = (before + value.size()) * 8 / 6;
        for (std::string text : {whole.substr(first), whole.substr(first, end - first)}) {
            texts.push_back(text);
            std::ranges::replace(text, '+', '-');
            std::ranges::replace(text, '/', '_');
            texts.push_back(std::move(text));
        }
    }
    return texts;
}

/// What "%2F" stands for, at the front of a text.
std::optional<char> escapedByte(std::string_view text)
{
    if (text.size() < 3 || text.front() != '%')
        return std::nullopt;
    unsigned byte = 0;
    const auto [end, failure] = std::from_chars(text.data() + 1, text.data() + 3, byte, 16);
    if (failure != std::errc() || end != text.data() + 3)
        return std::nullopt;
    return static_cast<char>(byte);
}

/// How long the value is at the front of a text, as it is or as addresses and forms have it: any of its bytes as "%2F",
/// a space as "+". 0: it is not there.
std::size_t lengthAtFront(std::string_view text, const std::string &value)
{
    if (text.starts_with(value))
        return value.size();
    std::size_t length = 0;
    for (const char c : value) {
        const std::string_view rest = text.substr(length);
        if (escapedByte(rest) == c)
            length += 3;
        else if (rest.starts_with(c) || (c == ' ' && rest.starts_with('+')))
            length += 1;
        else
            return 0;
    }
    return length;
}

} // namespace

void HiddenValues::add(const std::string &name, std::string_view value, std::string_view drawn)
{
    while (value.ends_with('\n'))
        value.remove_suffix(1);
    if (isShown(name, value, drawn))
        return;
    addOne(name, std::string(value));
    addOne(name, quoted(std::string(value)));
    for (std::string &text : inBase64(std::string(value)))
        addOne(name, std::move(text));
    if (value.find('\n') == std::string_view::npos)
        return;
    while (!value.empty()) {
        const std::string_view line = value.substr(0, value.find('\n'));
        value.remove_prefix(std::min(value.size(), line.size() + 1));
        if (line.size() >= leastHiddenLineBytes && !isShown(name, line, drawn))
            addOne(name, std::string(line));
    }
}

void HiddenValues::addOne(const std::string &name, std::string value)
{
    if (std::ranges::any_of(m_values, [&](const auto &known) { return known.first == value; }))
        return;
    m_values.emplace_back(std::move(value), name);
    std::ranges::stable_sort(m_values, [](const auto &a, const auto &b) { return a.first.size() > b.first.size(); });
}

std::string HiddenValues::hide(std::string_view text) const
{
    std::string hidden;
    if (m_values.empty())
        return std::string(text);
    while (!text.empty()) {
        std::size_t length = 0;
        const auto found = std::ranges::find_if(
            m_values, [&](const auto &value) { return (length = lengthAtFront(text, value.first)) > 0; });
        const bool isValue = found != m_values.end();
        hidden += isValue ? "${" + found->second + "}" : std::string(1, text.front());
        text.remove_prefix(isValue ? length : 1);
    }
    return hidden;
}

Error HiddenValues::hide(const Error &error) const
{
    Error hidden = fail(error.code, hide(error.message), hide(error.advice),
                        {hide(error.place.file), error.place.line, error.place.column, hide(error.place.pointer)});
    return hidden == error ? error : hidden;
}

} // namespace bayplan
