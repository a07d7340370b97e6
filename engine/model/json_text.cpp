// SPDX-License-Identifier: Apache-2.0
#include "engine/model/json_tree.h"

#include "engine/base/translatable.h"

#include <algorithm>

namespace bayplan {
namespace {

constexpr std::size_t lineLimit = 100;

void appendQuoted(std::string &out, std::string_view text)
{
    constexpr std::string_view hex = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += "\\u00";
            out += hex[static_cast<unsigned char>(c) >> 4U];
            out += hex[static_cast<unsigned char>(c) & 15U];
        } else {
            out += c;
        }
    }
    out += '"';
}

bool isPlain(const JsonNode &node)
{
    return node.items.empty() && node.members.empty();
}

void appendCompact(std::string &out, const JsonNode &node)
{
    switch (node.type) {
    case JsonNode::Type::Null:
        out += "null";
        break;
    case JsonNode::Type::Bool:
        out += node.boolean ? "true" : "false";
        break;
    case JsonNode::Type::Number:
        out += node.text;
        break;
    case JsonNode::Type::String:
        appendQuoted(out, node.text);
        break;
    case JsonNode::Type::Array:
        out += '[';
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            out += i == 0 ? "" : ", ";
            appendCompact(out, node.items[i]);
        }
        out += ']';
        break;
    case JsonNode::Type::Object:
        out += '{';
        for (std::size_t i = 0; i < node.members.size(); ++i) {
            out += i == 0 ? "" : ", ";
            appendQuoted(out, node.members[i].first.text);
            out += ": ";
            appendCompact(out, node.members[i].second);
        }
        out += '}';
        break;
    }
}

void appendPretty(std::string &out, const JsonNode &node, std::size_t indent);

void appendLines(std::string &out, const JsonNode &node, std::size_t indent)
{
    const bool isObject = node.type == JsonNode::Type::Object;
    const std::size_t count = isObject ? node.members.size() : node.items.size();
    out += isObject ? '{' : '[';
    for (std::size_t i = 0; i < count; ++i) {
        out += i == 0 ? "\n" : ",\n";
        out.append(indent + 2, ' ');
        if (isObject) {
            appendQuoted(out, node.members[i].first.text);
            out += ": ";
        }
        appendPretty(out, isObject ? node.members[i].second : node.items[i], indent + 2);
    }
    out += '\n';
    out.append(indent, ' ');
    out += isObject ? '}' : ']';
}

void appendPretty(std::string &out, const JsonNode &node, std::size_t indent)
{
    if (node.type == JsonNode::Type::Array && std::ranges::all_of(node.items, isPlain)) {
        std::string line;
        appendCompact(line, node);
        if (indent + line.size() <= lineLimit) {
            out += line;
            return;
        }
    }
    if (isPlain(node))
        appendCompact(out, node);
    else
        appendLines(out, node, indent);
}

} // namespace

std::string prettyJson(const JsonNode &node, int indent)
{
    std::string out;
    appendPretty(out, node, static_cast<std::size_t>(indent));
    return out;
}

std::string compactJson(const JsonNode &node)
{
    std::string out;
    appendCompact(out, node);
    return out;
}

JsonNode JsonNode::ofText(std::string_view text)
{
    JsonNode node;
    node.type = Type::String;
    node.text = text;
    return node;
}

JsonNode JsonNode::ofBool(bool value)
{
    JsonNode node;
    node.type = Type::Bool;
    node.boolean = value;
    return node;
}

JsonNode JsonNode::ofNumber(std::string token)
{
    JsonNode node;
    node.type = Type::Number;
    node.text = std::move(token);
    return node;
}

JsonNode JsonNode::array(std::vector<JsonNode> items)
{
    JsonNode node;
    node.type = Type::Array;
    node.items = std::move(items);
    return node;
}

JsonNode JsonNode::object()
{
    JsonNode node;
    node.type = Type::Object;
    return node;
}

JsonNode &JsonNode::add(std::string_view key, JsonNode value)
{
    members.emplace_back(ofText(key), std::move(value));
    return *this;
}

std::string_view toText(JsonNode::Type type)
{
    switch (type) {
    case JsonNode::Type::Null:
        return QT_TRANSLATE_NOOP("phrase", "null");
    case JsonNode::Type::Bool:
        return QT_TRANSLATE_NOOP("phrase", "true or false");
    case JsonNode::Type::Number:
        return QT_TRANSLATE_NOOP("phrase", "a number");
    case JsonNode::Type::String:
        return QT_TRANSLATE_NOOP("phrase", "a text");
    case JsonNode::Type::Array:
        return QT_TRANSLATE_NOOP("phrase", "a list");
    case JsonNode::Type::Object:
        return QT_TRANSLATE_NOOP("phrase", "an object");
    }
    return "";
}

} // namespace bayplan
