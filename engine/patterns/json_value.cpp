// SPDX-License-Identifier: Apache-2.0
// Only whether a text is JSON: what a leaf sends goes into an answer of ours, which must stay whole whatever comes.
#include "engine/patterns/scatter_answer.h"

#include "engine/base/utf8.h"

namespace bayplan {
namespace {

constexpr int depthMost = 64;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

class Scanner {
public:
    explicit Scanner(std::string_view text) : m_text(text) {}

    bool whole()
    {
        const bool good = value(0);
        skipBlanks();
        return good && m_at == m_text.size();
    }

private:
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    bool take(char c)
    {
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }
    bool takeWord(std::string_view word)
    {
        if (!m_text.substr(m_at).starts_with(word))
            return false;
        m_at += word.size();
        return true;
    }
    void skipBlanks()
    {
        while (m_at < m_text.size() && std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos)
            ++m_at;
    }
    bool digits()
    {
        const std::size_t begin = m_at;
        while (isDigit(peek()))
            ++m_at;
        return m_at > begin;
    }

    bool value(int depth)
    {
        skipBlanks();
        switch (peek()) {
        case '{':
            return depth < depthMost && list('{', '}', [&] { return member(depth + 1); });
        case '[':
            return depth < depthMost && list('[', ']', [&] { return value(depth + 1); });
        case '"':
            return string();
        case 't':
            return takeWord("true");
        case 'f':
            return takeWord("false");
        case 'n':
            return takeWord("null");
        default:
            return number();
        }
    }

    template <class Item>
    bool list(char open, char close, Item item)
    {
        take(open);
        skipBlanks();
        if (take(close))
            return true;
        do {
            if (!item())
                return false;
            skipBlanks();
        } while (take(','));
        return take(close);
    }

    bool member(int depth)
    {
        skipBlanks();
        if (!string())
            return false;
        skipBlanks();
        return take(':') && value(depth);
    }

    bool string()
    {
        if (!take('"'))
            return false;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at++];
            if (c == '"')
                return true;
            if (static_cast<unsigned char>(c) < 0x20 || (c == '\\' && !escape()))
                return false;
        }
        return false;
    }

    bool escape()
    {
        if (!take('u'))
            return m_at < m_text.size() &&
                   std::string_view("\"\\/bfnrt").find(m_text[m_at++]) != std::string_view::npos;
        for (int i = 0; i < 4; ++i) {
            if (!isHex(peek()))
                return false;
            ++m_at;
        }
        return true;
    }

    bool number()
    {
        take('-');
        if (!take('0') && !digits())
            return false;
        if (take('.') && !digits())
            return false;
        if (!take('e') && !take('E'))
            return true;
        if (!take('+'))
            take('-');
        return digits();
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace

bool isJsonValue(std::string_view text)
{
    return isUtf8(text) && Scanner(text).whole();
}

} // namespace bayplan
