// SPDX-License-Identifier: GPL-3.0-or-later
// The machine's own terminal, with a shell in a container in it.
#pragma once

#include <QString>

namespace bayplan {

/// Both are there: a terminal program, and the command of the engine.
bool hasTerminalProgram();

/// Starts it and does not wait. `engineUrl` empty is what the environment says. False when it could not be started.
bool openTerminal(const QString &engineUrl, const QString &container);

} // namespace bayplan
