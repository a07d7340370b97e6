// SPDX-License-Identifier: GPL-3.0-or-later
// Golden files: BAYPLAN_REGENERATE=1 ctest -R NAME writes them anew; look at the diff before it is committed.
#pragma once

#include <QFile>
#include <QtGlobal>

#include <string>

namespace bayplan::test {

/// The file's text; with BAYPLAN_REGENERATE it is `text`, written there first.
inline std::string golden(const std::string &name, const std::string &text)
{
    QFile file(QString::fromStdString(BAYPLAN_TEST_DATA "/" + name));
    if (qEnvironmentVariableIsSet("BAYPLAN_REGENERATE") && file.open(QIODevice::WriteOnly))
        file.write(text.data(), static_cast<qint64>(text.size()));
    file.close();
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string("cannot be opened: ") + name;
}

} // namespace bayplan::test
