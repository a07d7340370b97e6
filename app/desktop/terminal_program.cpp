// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/terminal_program.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QStringList>

namespace bayplan {

namespace {

struct TerminalProgram {
    QString path;
    QStringList before; ///< what stands before the command
};

TerminalProgram findTerminal()
{
    // Debian's alternative first: it is what the user has chosen.
    const std::pair<const char *, QStringList> known[] = {
        {"x-terminal-emulator", {QStringLiteral("-e")}},
        {"gnome-terminal", {QStringLiteral("--")}},
        {"kgx", {QStringLiteral("--")}},
        {"konsole", {QStringLiteral("-e")}},
        {"xfce4-terminal", {QStringLiteral("-x")}},
        {"xterm", {QStringLiteral("-e")}},
    };
    for (const auto &[name, before] : known)
        if (const QString path = QStandardPaths::findExecutable(QLatin1String(name)); !path.isEmpty())
            return {path, before};
    return {};
}

QString findEngineCommand()
{
    const QString docker = QStandardPaths::findExecutable(QStringLiteral("docker"));
    return docker.isEmpty() ? QStandardPaths::findExecutable(QStringLiteral("podman")) : docker;
}

} // namespace

bool hasTerminalProgram()
{
    return !findTerminal().path.isEmpty() && !findEngineCommand().isEmpty();
}

bool openTerminal(const QString &engineUrl, const QString &container)
{
    const TerminalProgram terminal = findTerminal();
    const QString engine = findEngineCommand();
    if (terminal.path.isEmpty() || engine.isEmpty())
        return false;
    QProcess process;
    process.setProgram(terminal.path);
    process.setArguments(
        terminal.before +
        QStringList{engine, QStringLiteral("exec"), QStringLiteral("-it"), container, QStringLiteral("/bin/sh"),
                    QStringLiteral("-c"),
                    QStringLiteral("if command -v bash >/dev/null; then exec bash; else exec sh; fi")});
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!engineUrl.isEmpty())
        environment.insert(QStringLiteral("DOCKER_HOST"), engineUrl);
    process.setProcessEnvironment(environment);
    return process.startDetached();
}

} // namespace bayplan
