// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/look_at.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace bayplan {

QStringList lookAtOf(const Topology &topology)
{
    QStringList lines;
    const auto found = topology.settings.extras.find("x-look-at");
    if (found != topology.settings.extras.end()) {
        const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(found->second));
        for (const auto &line : document.array()) {
            lines << line.toString();
        }
    }
    lines.removeAll(QString());
    return lines;
}

} // namespace bayplan
