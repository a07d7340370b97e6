// SPDX-License-Identifier: GPL-3.0-or-later
// Colours of the program, light and dark, and the switch between them. Series colours are Okabe and Ito's, on light
// grounds dark enough to be read.
#pragma once

#include "engine/model/catalog.h"

#include <QColor>
#include <QObject>
#include <QString>

#include <vector>

namespace bayplan {

struct ThemeColours {
    bool dark = false;
    QColor window, base, alternateBase, text, dimText, button, border, accent, accentText;
    QColor canvas, grid, card, cardBorder, podFill, podBorder, podTitle, edge, selection;
    QColor error, warning, good, idle; ///< as all texts, edges and series at least 4.5:1 on what they stand on
    QColor pattern;                    ///< of kinds that are patterns, beside the accent for the others
    QColor simulated, deployed;        ///< series of the two engines
    std::vector<QColor> series;        ///< for lines and lanes, in this order
};

class Theme : public QObject {
    Q_OBJECT
public:
    enum class Mode { System, Light, Dark };

    static Theme &instance();

    const ThemeColours &colours() const { return *m_colours; }
    Mode mode() const { return m_mode; }

    /// Sets the application's style, font, palette and style sheet and tells everyone.
    void apply(Mode mode);

    QColor protocolColour(Protocol protocol) const;

Q_SIGNALS:
    void changed();

private:
    Theme() = default;
    static bool systemIsDark();

    Mode m_mode = Mode::System;
    const ThemeColours *m_colours = nullptr;
};

/// Shorthand for what painting code reads everywhere.
const ThemeColours &colours();

} // namespace bayplan
