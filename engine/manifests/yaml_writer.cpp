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

constexpr std::string_view hexDigits = "0123456789abcdef";

std::string hexEscape(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return {'\\', 'x', hexDigits[byte >> 4U], hexDigits[byte & 15U]};
}

/// For what a YAML 1.1 reader takes for a line break or refuses, though it is no ASCII control character: the C1
/// controls, U+2028, U+2029 and the byte order mark. Its escape and its length in UTF-8; else nothing.
std::pair<std::string, std::size_t> wideEscape(std::string_view text)
{
    if (text.starts_with('\xc2') && text.size() > 1 && static_cast<unsigned char>(text[1]) < 0xa0)
        return {hexEscape(text[1]), 2};
    if (text.starts_with("\xe2\x80\xa8"))
        return {"\\L", 3};
    if (text.starts_with("\xe2\x80\xa9"))
        return {"\\P", 3};
    if (text.starts_with("\xef\xbb\xbf"))
        return {"\\uFEFF", 3};
    return {};
}

std::string quoted(std::string_view text)
{
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (const auto [escape, length] = wideEscape(text.substr(i)); length > 0) {
            out += escape;
            i += length - 1;
        } else if (c == '"' || c == '\\') {
            out.append("\\").append(1, c);
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            out += hexEscape(c);
        } else {
            out += c;
        }
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
