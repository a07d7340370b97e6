// SPDX-License-Identifier: Apache-2.0
// YAML text out of a tree of values: block style, deterministic, and read alike by YAML 1.1 and 1.2 readers.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace bayplan {

class YamlValue {
public:
    enum class Kind { Text, Plain, List, Map };

    YamlValue() : m_kind(Kind::Map) {}
    YamlValue(std::string text) : m_kind(Kind::Text), m_text(std::move(text)) {}
    YamlValue(const char *text) : YamlValue(std::string(text)) {}
    YamlValue(std::int64_t number) : m_kind(Kind::Plain), m_text(std::to_string(number)) {}
    YamlValue(int number) : YamlValue(static_cast<std::int64_t>(number)) {}
    YamlValue(bool flag) : m_kind(Kind::Plain), m_text(flag ? "true" : "false") {}

    /// A number or word that must stand unquoted: 0.5.
    static YamlValue plain(std::string text);
    static YamlValue list(std::vector<YamlValue> items = {});
    static YamlValue texts(const std::vector<std::string> &items);

    /// Map only: the value at a key, made at the end when it is new.
    YamlValue &operator[](const std::string &key);

    /// List only.
    void push(YamlValue item) { m_items.push_back(std::move(item)); }

    bool empty() const { return m_items.empty() && m_entries.empty(); }
    Kind kind() const { return m_kind; }

    /// The document, ending in a newline.
    std::string toText() const;

private:
    bool isBlock() const { return (m_kind == Kind::List || m_kind == Kind::Map) && !empty(); }
    void write(std::string &out, int indent) const;
    std::string inlineText() const;

    Kind m_kind;
    std::string m_text;
    std::vector<YamlValue> m_items;
    std::vector<std::pair<std::string, YamlValue>> m_entries;
};

} // namespace bayplan
