// SPDX-License-Identifier: GPL-3.0-or-later
// What stands for the agent's program where nothing of it is ever run, as with a false engine.
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

namespace bayplan {

/// 64 bits, for amd64, and no loader.
inline bool writeSmallestProgram(const QString &path)
{
    QByteArray bytes(64, '\0');
    bytes.replace(0, 7,
                  "\x7f"
                  "ELF\x02\x01\x01");
    bytes[18] = 62;
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace bayplan
