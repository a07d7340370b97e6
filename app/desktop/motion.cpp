// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/motion.h"

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>
#include <array>

namespace bayplan {

namespace {

bool kdeWantsMotion(const QString &folder)
{
    const QSettings file(folder + QStringLiteral("/kdeglobals"), QSettings::IniFormat);
    bool isNumber = false;
    const double factor = file.value(QStringLiteral("KDE/AnimationDurationFactor")).toString().toDouble(&isNumber);
    return !isNumber || factor > 0;
}

bool gtkWantsMotion(const QString &folder)
{
    for (const auto *version : {"gtk-4.0", "gtk-3.0"}) {
        const QSettings file(folder + QLatin1Char('/') + QLatin1String(version) + QStringLiteral("/settings.ini"),
                             QSettings::IniFormat);
        const auto word = file.value(QStringLiteral("Settings/gtk-enable-animations")).toString().toLower();
        if (!word.isEmpty()) {
            return word != QStringLiteral("0") && word != QStringLiteral("false");
        }
    }
    return true;
}

} // namespace

Motion &Motion::instance()
{
    static Motion motion;
    return motion;
}

bool Motion::systemWantsIt()
{
    static const bool wanted = [] {
        const auto folder = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
        return kdeWantsMotion(folder) && gtkWantsMotion(folder);
    }();
    return wanted;
}

bool Motion::isWanted() const
{
    return m_mode == Mode::System && systemWantsIt();
}

void Motion::apply(Mode mode)
{
    static constexpr std::array effects{Qt::UI_AnimateMenu,    Qt::UI_FadeMenu,    Qt::UI_AnimateCombo,
                                        Qt::UI_AnimateTooltip, Qt::UI_FadeTooltip, Qt::UI_AnimateToolBox};
    static const auto ofTheDesktop = [] {
        std::array<bool, effects.size()> enabled{};
        std::transform(effects.begin(), effects.end(), enabled.begin(), &QApplication::isEffectEnabled);
        return enabled;
    }();
    m_mode = mode;
    for (std::size_t i = 0; i < effects.size(); ++i) {
        QApplication::setEffectEnabled(effects[i], isWanted() && ofTheDesktop[i]);
    }
    Q_EMIT changed();
}

} // namespace bayplan
