// SPDX-License-Identifier: GPL-3.0-or-later
// What programs write to a terminal as text with colours: one line, or a stream that is shown line by line.
#pragma once

#include <QColor>
#include <QString>
#include <QTextCharFormat>

#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

struct AnsiStyle {
    int foreground = -1, background = -1; ///< 0 to 255 of the usual table, -1: none, -2: `ownForeground` holds it
    QColor ownForeground, ownBackground;
    bool isBold = false, isUnderlined = false, isInverse = false;
    bool operator==(const AnsiStyle &) const = default;
};

struct AnsiPiece {
    QString text;
    AnsiStyle style;
};

/// On the ground of the theme's text fields; `plain` is the colour of text that has none of its own.
QTextCharFormat ansiFormat(const AnsiStyle &style, const QColor &plain);

/// Of the theme: the first 16 are chosen to be read on its ground.
QColor ansiColour(int index);

/// Bytes of one line, whatever they are: colours (SGR) are kept, all other sequences of a terminal left out; what was
/// written over after a carriage return is gone; what is not UTF-8 or no character to be seen is shown as a sign.
/// `style` is where the line begins, and then where it ends.
std::vector<AnsiPiece> ansiPieces(std::string_view line, AnsiStyle &style);

/// The same without its colours.
QString plainText(std::string_view line);

} // namespace bayplan
