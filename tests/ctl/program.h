// SPDX-License-Identifier: GPL-3.0-or-later
// bayplanctl in a process of its own, and what it is given.
#pragma once

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace bayplan::test {

inline const QString program = QStringLiteral(BAYPLAN_BINARY_DIR "/bin/bayplanctl");
inline const QString examples = QStringLiteral(BAYPLAN_SOURCE_DIR "/resources/examples/");

struct Outcome {
    int status = -1;
    QByteArray output, errors;
};

inline Outcome run(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    constexpr int patienceMs = 180'000; // of a busy machine, under the sanitizers
    if (!process.waitForFinished(patienceMs))
        return {};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

/// The station of tests/data/ctl, with one assertion when given.
inline QByteArray station(const char *assertion = nullptr)
{
    QFile file(QStringLiteral(BAYPLAN_TEST_DATA "/ctl/station.bayplan.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray text = file.readAll();
    if (assertion != nullptr)
        text.replace("\"assertions\": {}", QByteArray("\"assertions\": {\"a1\": {\"text\": \"") + assertion + "\"}}");
    return text;
}

inline QJsonObject json(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace bayplan::test
