// SPDX-License-Identifier: GPL-3.0-or-later
// Whether things on the screen may move by themselves: the user's word, else the desktop's.
#pragma once

#include <QObject>

namespace bayplan {

class Motion : public QObject {
    Q_OBJECT
public:
    enum class Mode { System, Off };

    static Motion &instance();

    Mode mode() const { return m_mode; }
    /// Tells the toolkit's own effects and everyone else.
    void apply(Mode mode);
    /// What animates asks this first: false means that it shows its last state at once.
    bool isWanted() const;

    /// KDE's speed of animations and GTK's switch for them, from the files that these desktops keep; true where
    /// neither says otherwise. Read once.
    static bool systemWantsIt();

Q_SIGNALS:
    void changed();

private:
    Motion() = default;

    Mode m_mode = Mode::System;
};

} // namespace bayplan
