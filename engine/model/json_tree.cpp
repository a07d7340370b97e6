// SPDX-License-Identifier: Apache-2.0
#include "engine/model/json_tree.h"

#include "engine/base/text.h"
#include "engine/base/translatable.h"

#include <algorithm>
#include <array>
#include <optional>

namespace bayplan {
namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Bytes of the well-formed UTF-8 sequence at the front (RFC 3629); 0 when there is none.
std::size_t utf8Length(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return tail(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool overlong = first == 0xE0 && byte(1) < 0xA0;
        const bool surrogate = first == 0xED && byte(1) > 0x9F;
        return tail(1) && tail(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool overlong = first == 0xF0 && byte(1) < 0x90;
        const bool beyond = first == 0xF4 && byte(1) > 0x8F;
        return tail(1) && tail(2) && tail(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

void appendUtf8(std::string &text, unsigned code)
{
    const auto put = [&](unsigned byte) { text += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0U | (code >> 6U));
        put(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        put(0xE0U | (code >> 12U));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    } else {
        put(0xF0U | (code >> 18U));
        put(0x80U | ((code >> 12U) & 0x3FU));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    }
}

/// Recursive descent; the recursion is bounded by the depth limit before anything is built.
class Parser {
public:
    Parser(std::string_view text, const ReadLimits &limits) : m_text(text), m_limits(limits) {}

    bool parse(JsonNode &root)
    {
        if (m_text.starts_with("\xEF\xBB\xBF"))
            m_at = 3;
        skipSpace();
        if (!value(root, 1))
            return false;
        skipSpace();
        if (m_at == m_text.size())
            return true;
        return stop(QT_TRANSLATE_NOOP("phrase", "There is more behind the end of the value."), QT_TRANSLATE_NOOP("phrase", "Remove what follows the last closing brace."));
    }

    std::size_t position() const { return m_at; }
    const Error &error() const { return m_error; }
    std::string pointer() const
    {
        std::string pointer;
        for (const std::string &step : m_path)
            pointer = pointerStep(pointer, step);
        return pointer;
    }

private:
    bool stop(Phrase message, Phrase advice = {}, ErrorCode code = ErrorCode::InvalidInput)
    {
        m_error = fail(code, Told{std::move(message), std::move(advice)});
        return false;
    }

    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    void skipSpace()
    {
        while (m_at < m_text.size() && isSpace(m_text[m_at]))
            ++m_at;
    }
    bool take(char c)
    {
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    bool value(JsonNode &node, int depth)
    {
        node.offset = m_at;
        if (++m_nodes > m_limits.maxNodes)
            return stop({QT_TRANSLATE_NOOP("phrase", "More than %1 values."), std::to_string(m_limits.maxNodes)}, {},
                        ErrorCode::LimitExceeded);
        if (m_at >= m_text.size())
            return stop(QT_TRANSLATE_NOOP("phrase", "The text ends where a value should stand."), QT_TRANSLATE_NOOP("phrase", "Complete the document, or restore it from a copy."));
        switch (peek()) {
        case '{':
        case '[':
            if (depth > m_limits.maxDepth)
                return stop({QT_TRANSLATE_NOOP("phrase", "Nested more than %1 levels deep."),
                             std::to_string(m_limits.maxDepth)},
                            {}, ErrorCode::LimitExceeded);
            return peek() == '{' ? object(node, depth) : array(node, depth);
        case '"':
            node.type = JsonNode::Type::String;
            return string(node.text);
        case 't':
            return word(node, "true", JsonNode::Type::Bool, true);
        case 'f':
            return word(node, "false", JsonNode::Type::Bool, false);
        case 'n':
            return word(node, "null", JsonNode::Type::Null, false);
        default:
            return number(node);
        }
    }

    bool word(JsonNode &node, std::string_view text, JsonNode::Type type, bool boolean)
    {
        if (!m_text.substr(m_at).starts_with(text))
            return stop(QT_TRANSLATE_NOOP("phrase", "This is not a JSON value."), QT_TRANSLATE_NOOP("phrase", "Text stands in double quotes; else true, false or null is meant."));
        m_at += text.size();
        node.type = type;
        node.boolean = boolean;
        return true;
    }

    bool digits()
    {
        if (!isDigit(peek()))
            return false;
        while (isDigit(peek()))
            ++m_at;
        return true;
    }

    bool number(JsonNode &node)
    {
        const std::size_t start = m_at;
        take('-');
        bool good = take('0') || digits();
        if (good && take('.'))
            good = digits();
        if (good && (peek() == 'e' || peek() == 'E')) {
            ++m_at;
            if (!take('+'))
                take('-');
            good = digits();
        }
        if (!good) {
            if (m_at == start)
                return stop(QT_TRANSLATE_NOOP("phrase", "This is not a JSON value."), QT_TRANSLATE_NOOP("phrase", "Text stands in double quotes, and the last value of a list has no comma behind it."));
            return stop(QT_TRANSLATE_NOOP("phrase", "This is not a JSON number."), QT_TRANSLATE_NOOP("phrase", "Write it like 3, -0.5 or 1e6."));
        }
        node.type = JsonNode::Type::Number;
        node.text = m_text.substr(start, m_at - start);
        return true;
    }

    std::optional<unsigned> hexCode()
    {
        unsigned code = 0;
        for (int i = 0; i < 4; ++i, ++m_at) {
            const char c = peek();
            const char low = c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c;
            if (isDigit(low))
                code = code * 16 + static_cast<unsigned>(low - '0');
            else if (low >= 'a' && low <= 'f')
                code = code * 16 + static_cast<unsigned>(low - 'a' + 10);
            else
                return std::nullopt;
        }
        return code;
    }

    bool unicodeEscape(std::string &text)
    {
        const auto first = hexCode();
        if (!first)
            return stop(QT_TRANSLATE_NOOP("phrase", "Behind \\u stand four hexadecimal digits."));
        unsigned code = *first;
        if (code >= 0xD800 && code < 0xDC00) {
            const bool more = take('\\') && take('u');
            const auto second = more ? hexCode() : std::nullopt;
            if (!second || *second < 0xDC00 || *second > 0xDFFF)
                return stop(QT_TRANSLATE_NOOP("phrase", "This half of a surrogate pair has no other half."));
            code = 0x10000 + ((code - 0xD800) << 10U) + (*second - 0xDC00);
        } else if (code >= 0xDC00 && code <= 0xDFFF) {
            return stop(QT_TRANSLATE_NOOP("phrase", "This half of a surrogate pair has no other half."));
        }
        appendUtf8(text, code);
        return true;
    }

    bool escape(std::string &text)
    {
        constexpr std::array<std::pair<char, char>, 8> plain{
            {{'"', '"'}, {'\\', '\\'}, {'/', '/'}, {'b', '\b'}, {'f', '\f'}, {'n', '\n'}, {'r', '\r'}, {'t', '\t'}}};
        if (take('u'))
            return unicodeEscape(text);
        for (const auto &[letter, meant] : plain) {
            if (take(letter)) {
                text += meant;
                return true;
            }
        }
        return stop(QT_TRANSLATE_NOOP("phrase", "There is no such escape."), QT_TRANSLATE_NOOP("phrase", "Write a backslash as \\\\."));
    }

    bool string(std::string &text)
    {
        ++m_at;
        for (;;) {
            if (m_at >= m_text.size())
                return stop(QT_TRANSLATE_NOOP("phrase", "The text ends within a string."), QT_TRANSLATE_NOOP("phrase", "Close it with a double quote."));
            const char c = m_text[m_at];
            if (take('"'))
                return true;
            if (static_cast<unsigned char>(c) < 0x20)
                return stop(QT_TRANSLATE_NOOP("phrase", "A control character stands in a string."), QT_TRANSLATE_NOOP("phrase", "Write a line break as \\n, a tab as \\t."));
            if (take('\\')) {
                if (!escape(text))
                    return false;
                continue;
            }
            const std::size_t length = utf8Length(m_text.substr(m_at));
            if (length == 0)
                return stop(QT_TRANSLATE_NOOP("phrase", "This is not UTF-8."), QT_TRANSLATE_NOOP("phrase", "Save the file in the encoding UTF-8."));
            text.append(m_text.substr(m_at, length));
            m_at += length;
        }
    }

    bool array(JsonNode &node, int depth)
    {
        node.type = JsonNode::Type::Array;
        ++m_at;
        skipSpace();
        if (take(']'))
            return true;
        for (;;) {
            m_path.push_back(std::to_string(node.items.size()));
            if (!value(node.items.emplace_back(), depth + 1))
                return false;
            m_path.pop_back();
            skipSpace();
            if (take(']'))
                return true;
            if (!take(','))
                return stop(QT_TRANSLATE_NOOP("phrase", "A comma or a closing bracket is missing here."));
            skipSpace();
        }
    }

    bool object(JsonNode &node, int depth)
    {
        node.type = JsonNode::Type::Object;
        ++m_at;
        skipSpace();
        if (take('}'))
            return true;
        for (;;) {
            if (peek() != '"' || m_at >= m_text.size())
                return stop(QT_TRANSLATE_NOOP("phrase", "A key in double quotes is missing here."), QT_TRANSLATE_NOOP("phrase", "The last member of an object has no comma behind it."));
            auto &[key, member] = node.members.emplace_back(JsonNode(), JsonNode());
            key.type = JsonNode::Type::String;
            key.offset = m_at;
            if (!string(key.text))
                return false;
            skipSpace();
            if (!take(':'))
                return stop({QT_TRANSLATE_NOOP("phrase", "A colon is missing behind the key \"%1\"."), key.text});
            skipSpace();
            m_path.push_back(key.text);
            if (!value(member, depth + 1))
                return false;
            m_path.pop_back();
            skipSpace();
            if (take('}'))
                return true;
            if (!take(','))
                return stop(QT_TRANSLATE_NOOP("phrase", "A comma or a closing brace is missing here."));
            skipSpace();
        }
    }

    std::string_view m_text;
    const ReadLimits &m_limits;
    std::size_t m_at = 0;
    std::uint64_t m_nodes = 0;
    std::vector<std::string> m_path;
    Error m_error;
};

} // namespace

Result<JsonNode> parseJson(std::string_view text, const std::string &fileName, const ReadLimits &limits)
{
    if (text.size() > limits.maxBytes)
        return fail(ErrorCode::LimitExceeded,
                    Told{{QT_TRANSLATE_NOOP("phrase", "Larger than the limit of %1 bytes."),
                          std::to_string(limits.maxBytes)},
                         {}},
                    {fileName, 0, 0, {}});
    Parser parser(text, limits);
    JsonNode root;
    if (parser.parse(root))
        return root;
    Error error = parser.error();
    error.place = placeOf(text, parser.position(), fileName, parser.pointer());
    return error;
}

Result<void> checkJson(std::string_view text, const std::string &fileName, const ReadLimits &limits)
{
    const auto parsed = parseJson(text, fileName, limits);
    if (!parsed)
        return parsed.error();
    return {};
}

Place placeOfPointer(std::string_view text, const std::string &fileName, const std::string &pointer)
{
    const auto root = parseJson(text, fileName, {.maxBytes = text.size(), .maxNodes = text.size()});
    if (!root)
        return {fileName, 0, 0, pointer};
    const JsonNode *node = &*root;
    std::string here;
    while (here != pointer) {
        const JsonNode *next = nullptr;
        for (const auto &[key, value] : node->members) {
            const std::string step = pointerStep(here, key.text);
            if (pointer != step && !pointer.starts_with(step + '/'))
                continue;
            next = &value;
            here = step;
            break;
        }
        if (next == nullptr)
            break;
        node = next;
    }
    return placeOf(text, node->offset, fileName, pointer);
}

Place placeOf(std::string_view text, std::size_t offset, const std::string &fileName, std::string pointer)
{
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    const auto lineStart = before.rfind('\n');
    Place place{fileName, 1 + static_cast<int>(std::ranges::count(before, '\n')), 0, std::move(pointer)};
    place.column = static_cast<int>(before.size() - (lineStart == std::string_view::npos ? 0 : lineStart + 1)) + 1;
    return place;
}

std::string pointerStep(const std::string &pointer, std::string_view key)
{
    std::string result = pointer + '/';
    for (const char c : key) {
        if (c == '~')
            result += "~0";
        else if (c == '/')
            result += "~1";
        else
            result += c;
    }
    return result;
}

const JsonNode *JsonNode::find(std::string_view key) const
{
    const auto found = std::ranges::find_if(members, [&](const auto &member) { return member.first.text == key; });
    return found == members.end() ? nullptr : &found->second;
}

} // namespace bayplan
