// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/settings.h"

#include <QFileInfo>
#include <QSettings>

namespace bayplan::settings {

namespace {

constexpr int mostRecent = 10;

QSettings store()
{
    return QSettings(QStringLiteral("Bayplan"), QStringLiteral("bayplan"));
}

QVariant read(const QString &key)
{
    return store().value(key);
}

void write(const QString &key, const QVariant &value)
{
    store().setValue(key, value);
}

} // namespace

Theme::Mode themeMode()
{
    const auto name = read(QStringLiteral("theme")).toString();
    return name == QStringLiteral("light")  ? Theme::Mode::Light
           : name == QStringLiteral("dark") ? Theme::Mode::Dark
                                            : Theme::Mode::System;
}

void setThemeMode(Theme::Mode mode)
{
    write(QStringLiteral("theme"), mode == Theme::Mode::Light  ? QStringLiteral("light")
                                   : mode == Theme::Mode::Dark ? QStringLiteral("dark")
                                                               : QStringLiteral("system"));
}

Motion::Mode motionMode()
{
    return read(QStringLiteral("animations")).toString() == QStringLiteral("off") ? Motion::Mode::Off
                                                                                  : Motion::Mode::System;
}

void setMotionMode(Motion::Mode mode)
{
    write(QStringLiteral("animations"), mode == Motion::Mode::Off ? QStringLiteral("off") : QStringLiteral("system"));
}

bool trafficWanted()
{
    return store().value(QStringLiteral("traffic"), true).toBool();
}

void setTrafficWanted(bool wanted)
{
    write(QStringLiteral("traffic"), wanted);
}

bool trafficLegendWanted()
{
    return store().value(QStringLiteral("trafficLegend"), true).toBool();
}

void setTrafficLegendWanted(bool wanted)
{
    write(QStringLiteral("trafficLegend"), wanted);
}

QString language()
{
    return read(QStringLiteral("language")).toString();
}

void setLanguage(const QString &language)
{
    write(QStringLiteral("language"), language);
}

QStringList recentFiles()
{
    QStringList files;
    for (const auto &file : read(QStringLiteral("recent")).toStringList()) {
        if (QFileInfo::exists(file)) {
            files << file;
        }
    }
    return files;
}

void addRecentFile(const QString &path)
{
    auto files = recentFiles();
    files.removeAll(path);
    files.prepend(path);
    write(QStringLiteral("recent"), files.mid(0, mostRecent));
}

void clearRecentFiles()
{
    write(QStringLiteral("recent"), QStringList());
}

QByteArray windowState(const QString &workspace)
{
    return read(QStringLiteral("state/") + workspace).toByteArray();
}

void setWindowState(const QString &workspace, const QByteArray &state)
{
    write(QStringLiteral("state/") + workspace, state);
}

QByteArray geometry()
{
    return read(QStringLiteral("geometry")).toByteArray();
}

void setGeometry(const QByteArray &geometry)
{
    write(QStringLiteral("geometry"), geometry);
}

} // namespace bayplan::settings
