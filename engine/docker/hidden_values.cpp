// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/hidden_values.h"

#include "engine/model/entries.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

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

} // namespace

void HiddenValues::add(const std::string &name, std::string_view value, std::string_view drawn)
{
    while (value.ends_with('\n'))
        value.remove_suffix(1);
    if (isShown(name, value, drawn))
        return;
    addOne(name, std::string(value));
    addOne(name, quoted(std::string(value)));
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
        const auto found =
            std::ranges::find_if(m_values, [&](const auto &value) { return text.starts_with(value.first); });
        const bool isValue = found != m_values.end();
        hidden += isValue ? "${" + found->second + "}" : std::string(1, text.front());
        text.remove_prefix(isValue ? found->first.size() : 1);
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
