// SPDX-License-Identifier: Apache-2.0
#include "engine/manifests/yaml_writer.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace bayplan {
namespace {

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Words that some reader takes for a truth value or for nothing.
bool isReservedWord(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    constexpr std::array words{"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"};
    return std::ranges::find(words, lower) != words.end();
}

/// Plain only where no reader can take it for anything else: letters first, then letters, digits and _ - . /
bool canStandPlain(std::string_view text)
{
    const auto inner = [](char c) { return isLetter(c) || isDigit(c) || c == '_' || c == '-' || c == '.' || c == '/'; };
    return !text.empty() && isLetter(text.front()) && std::ranges::all_of(text, inner) && !isReservedWord(text);
}

std::string quoted(std::string_view text)
{
    constexpr std::string_view hex = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out.append("\\").append(1, c);
        else if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (byte < 0x20 || byte == 0x7f)
            out.append("\\x").append(1, hex[byte >> 4U]).append(1, hex[byte & 15U]);
        else
            out += c;
    }
    return out + '"';
}

std::string scalar(std::string_view text)
{
    return canStandPlain(text) ? std::string(text) : quoted(text);
}

} // namespace

YamlValue YamlValue::plain(std::string text)
{
    YamlValue value;
    value.m_kind = Kind::Plain;
    value.m_text = std::move(text);
    return value;
}

YamlValue YamlValue::list(std::vector<YamlValue> items)
{
    YamlValue value;
    value.m_kind = Kind::List;
    value.m_items = std::move(items);
    return value;
}

YamlValue YamlValue::texts(const std::vector<std::string> &items)
{
    YamlValue value = list();
    for (const std::string &item : items)
        value.push(item);
    return value;
}

YamlValue &YamlValue::operator[](const std::string &key)
{
    for (auto &[name, value] : m_entries) {
        if (name == key)
            return value;
    }
    return m_entries.emplace_back(key, YamlValue()).second;
}

std::string YamlValue::inlineText() const
{
    switch (m_kind) {
    case Kind::Text:
        return scalar(m_text);
    case Kind::Plain:
        return m_text;
    case Kind::List:
        return "[]";
    case Kind::Map:
        break;
    }
    return "{}";
}

void YamlValue::write(std::string &out, int indent) const
{
    const std::string margin(static_cast<std::size_t>(indent), ' ');
    for (const auto &[key, value] : m_entries) {
        out += margin + scalar(key) + ':';
        if (value.isBlock()) {
            out += '\n';
            value.write(out, indent + 2);
        } else {
            out += ' ' + value.inlineText() + '\n';
        }
    }
    for (const YamlValue &item : m_items) {
        if (item.isBlock()) {
            std::string block;
            item.write(block, indent + 2);
            block[static_cast<std::size_t>(indent)] = '-';
            out += block;
        } else {
            out += margin + "- " + item.inlineText() + '\n';
        }
    }
}

std::string YamlValue::toText() const
{
    if (!isBlock())
        return inlineText() + '\n';
    std::string out;
    write(out, 0);
    return out;
}

} // namespace bayplan
