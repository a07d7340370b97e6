// SPDX-License-Identifier: GPL-3.0-or-later
// bayplanctl as a user runs it against an engine.
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStringList>

#include <string>

namespace bayplan {

/// bayplanctl's exit status, and what it wrote.
struct Outcome {
    int status = -1;
    QByteArray words;
};

/// Verbs that need no engine are given none.
inline Outcome runProgram(QStringList arguments, const std::string &engineUrl = {})
{
    if (!engineUrl.empty())
        arguments << QStringLiteral("--engine") << QString::fromStdString(engineUrl);
    QProcess program;
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.start(QStringLiteral(BAYPLAN_BINARY_DIR "/bin/bayplanctl"), arguments);
    if (!program.waitForFinished(120'000))
        return {};
    return {program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1, program.readAll()};
}

} // namespace bayplan
