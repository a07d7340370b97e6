// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/ansi_text.h"

#include "app/desktop/theme.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace bayplan {

namespace {

constexpr int ownColour = -2;
constexpr char escape = '\x1b';

/// Black, red, green, yellow, blue, magenta, cyan, white; then the bright ones. On a light ground bright is not
/// lighter.
constexpr std::array<QRgb, 16> onLight{0xff202124, 0xffb3261e, 0xff1e6b34, 0xff7a5600, 0xff1a56b0, 0xff8a2a8a,
                                       0xff006a75, 0xff55595e, 0xff4a4d52, 0xffc62828, 0xff2e7d32, 0xff8a6100,
                                       0xff1565c0, 0xff9c27b0, 0xff00727f, 0xff202124};
constexpr std::array<QRgb, 16> onDark{0xff9aa0a6, 0xfff28b82, 0xff81c995, 0xfffdd663, 0xff8ab4f8, 0xffd7aefb,
                                      0xff78d9ec, 0xffe8eaed, 0xffbdc1c6, 0xffff9d94, 0xffa8dab5, 0xfffde293,
                                      0xffaecbfa, 0xffe9d2fd, 0xffa1e4f2, 0xffffffff};

/// Numbers between semicolons (or colons); an empty one is 0.
std::vector<int> numbersOf(std::string_view text)
{
    std::vector<int> numbers(1, 0);
    for (const char c : text) {
        if (c >= '0' && c <= '9')
            numbers.back() = std::min(numbers.back() * 10 + (c - '0'), 9999);
        else
            numbers.push_back(0);
    }
    return numbers;
}

/// 38;5;N or 38;2;R;G;B from `at` on; how many numbers it took.
std::size_t takeColour(const std::vector<int> &numbers, std::size_t at, int &index, QColor &own)
{
    if (at + 2 < numbers.size() && numbers[at + 1] == 5) {
        index = std::clamp(numbers[at + 2], 0, 255);
        return 2;
    }
    if (at + 4 < numbers.size() && numbers[at + 1] == 2) {
        index = ownColour;
        own = QColor(std::min(numbers[at + 2], 255), std::min(numbers[at + 3], 255), std::min(numbers[at + 4], 255));
        return 4;
    }
    return numbers.size();
}

void apply(std::string_view parameters, AnsiStyle &style)
{
    const std::vector<int> numbers = numbersOf(parameters);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const int n = numbers[i];
        if (n == 0)
            style = {};
        else if (n == 1)
            style.isBold = true;
        else if (n == 4)
            style.isUnderlined = true;
        else if (n == 7)
            style.isInverse = true;
        else if (n == 22)
            style.isBold = false;
        else if (n == 24)
            style.isUnderlined = false;
        else if (n == 27)
            style.isInverse = false;
        else if (n >= 30 && n <= 37)
            style.foreground = n - 30;
        else if (n >= 90 && n <= 97)
            style.foreground = n - 90 + 8;
        else if (n == 39)
            style.foreground = -1;
        else if (n >= 40 && n <= 47)
            style.background = n - 40;
        else if (n >= 100 && n <= 107)
            style.background = n - 100 + 8;
        else if (n == 49)
            style.background = -1;
        else if (n == 38)
            i += takeColour(numbers, i, style.foreground, style.ownForeground);
        else if (n == 48)
            i += takeColour(numbers, i, style.background, style.ownBackground);
    }
}

/// How long the sequence is that begins with an escape; `colourNumbers` gets its parameters when it is one of colours.
std::size_t sequenceLength(std::string_view text, std::optional<std::string_view> &colourNumbers)
{
    if (text.size() < 2)
        return text.size();
    const char kind = text[1];
    if (kind == '[') { // CSI: parameters, intermediates, one final byte
        std::size_t end = 2;
        while (end < text.size() && text[end] >= 0x20 && text[end] <= 0x3f)
            ++end;
        if (end < text.size() && text[end] == 'm')
            colourNumbers = text.substr(2, end - 2);
        return std::min(end + 1, text.size());
    }
    if (kind == ']' || kind == 'P' || kind == '_' || kind == '^') { // up to a bell or ESC backslash
        for (std::size_t end = 2; end < text.size(); ++end) {
            if (text[end] == '\a')
                return end + 1;
            if (text[end] == escape && end + 1 < text.size() && text[end + 1] == '\\')
                return end + 2;
        }
        return text.size();
    }
    const bool hasOneMore = kind == '(' || kind == ')' || kind == '#' || kind == '%';
    return std::min<std::size_t>(hasOneMore ? 3 : 2, text.size());
}

/// A control character as its own small picture.
QString visible(const QString &text)
{
    QString shown;
    shown.reserve(text.size());
    for (const QChar c : text) {
        if (c == QLatin1Char('\t') || c.unicode() >= 0x20)
            shown += c.unicode() == 0x7f ? QChar(0x2421) : c;
        else
            shown += QChar(static_cast<char16_t>(0x2400 + c.unicode()));
    }
    return shown;
}

class LinePieces {
public:
    explicit LinePieces(AnsiStyle &style) : m_style(style) {}

    std::vector<AnsiPiece> make(std::string_view line)
    {
        while (!line.empty()) {
            const std::size_t plain = std::min(line.find_first_of("\x1b\r\b"), line.size());
            if (plain > 0) {
                m_bytes += line.substr(0, plain);
                line.remove_prefix(plain);
                continue;
            }
            takeControl(line);
        }
        flush();
        return std::move(m_pieces);
    }

private:
    void takeControl(std::string_view &line)
    {
        if (line.front() == escape) {
            std::optional<std::string_view> parameters;
            const std::size_t length = sequenceLength(line, parameters);
            if (parameters) {
                flush();
                apply(*parameters, m_style);
            }
            line.remove_prefix(length);
            return;
        }
        if (line.front() == '\r' && line.size() > 1 && line[1] != '\r') { // written over, as progress is
            m_bytes.clear();
            m_pieces.clear();
        } else if (line.front() == '\b') {
            while (!m_bytes.empty() && (m_bytes.back() & 0xc0) == 0x80)
                m_bytes.pop_back();
            if (!m_bytes.empty())
                m_bytes.pop_back();
        }
        line.remove_prefix(1);
    }

    void flush()
    {
        if (m_bytes.empty())
            return;
        const QString text = visible(QString::fromUtf8(m_bytes.data(), static_cast<qsizetype>(m_bytes.size())));
        m_bytes.clear();
        if (!m_pieces.empty() && m_pieces.back().style == m_style)
            m_pieces.back().text += text;
        else
            m_pieces.push_back({text, m_style});
    }

    AnsiStyle &m_style;
    std::string m_bytes;
    std::vector<AnsiPiece> m_pieces;
};

} // namespace

QTextCharFormat ansiFormat(const AnsiStyle &style, const QColor &plain)
{
    const auto colourOf = [](int index, const QColor &own) { return index == ownColour ? own : ansiColour(index); };
    QTextCharFormat format;
    QColor front = style.foreground == -1 ? plain : colourOf(style.foreground, style.ownForeground);
    QColor back = style.background == -1 ? QColor() : colourOf(style.background, style.ownBackground);
    if (style.isInverse) {
        std::swap(front, back);
        front = front.isValid() ? front : colours().base;
    }
    format.setForeground(front);
    if (back.isValid())
        format.setBackground(back);
    if (style.isBold)
        format.setFontWeight(QFont::Bold);
    format.setFontUnderline(style.isUnderlined);
    return format;
}

QColor ansiColour(int index)
{
    if (index < 16)
        return QColor::fromRgb((colours().dark ? onDark : onLight)[static_cast<std::size_t>(std::max(0, index))]);
    if (index >= 232) {
        const int grey = 8 + (index - 232) * 10;
        return {grey, grey, grey};
    }
    const auto level = [](int step) { return step == 0 ? 0 : 55 + step * 40; };
    const int cube = index - 16;
    return {level(cube / 36), level(cube / 6 % 6), level(cube % 6)};
}

std::vector<AnsiPiece> ansiPieces(std::string_view line, AnsiStyle &style)
{
    return LinePieces(style).make(line);
}

QString plainText(std::string_view line)
{
    AnsiStyle style;
    QString text;
    for (const AnsiPiece &piece : ansiPieces(line, style))
        text += piece.text;
    return text;
}

} // namespace bayplan
