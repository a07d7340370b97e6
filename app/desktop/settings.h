// SPDX-License-Identifier: GPL-3.0-or-later
// What the program remembers between starts.
#pragma once

#include "app/desktop/motion.h"
#include "app/desktop/theme.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace bayplan::settings {

Theme::Mode themeMode();
void setThemeMode(Theme::Mode mode);

Motion::Mode motionMode();
void setMotionMode(Motion::Mode mode);

/// Marks that run along the links of a run, and what they mean in a corner.
bool trafficWanted();
void setTrafficWanted(bool wanted);
bool trafficLegendWanted();
void setTrafficLegendWanted(bool wanted);

/// "de", "en"; empty follows the system.
QString language();
void setLanguage(const QString &language);

/// Newest first, at most 10; files that are gone are left out.
QStringList recentFiles();
void addRecentFile(const QString &path);
void clearRecentFiles();

/// Layout of docks, by workspace name; empty when there is none.
QByteArray windowState(const QString &workspace);
void setWindowState(const QString &workspace, const QByteArray &state);
QByteArray geometry();
void setGeometry(const QByteArray &geometry);

} // namespace bayplan::settings
