// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/run_look.h"

#include "app/desktop/theme.h"

#include <QPainter>
#include <QPixmap>

#include <array>

namespace bayplan {

std::vector<RunLook> looksOf(const std::vector<bool> &simulated)
{
    constexpr std::array dashes{Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
    std::vector<RunLook> looks;
    bool hadSimulated = false, hadDeployed = false;
    std::size_t further = 0;
    for (const bool one : simulated) {
        bool &had = one ? hadSimulated : hadDeployed;
        if (!had)
            looks.push_back({one ? colours().simulated : colours().deployed});
        else
            looks.push_back(
                {colours().series[(2 + further) % colours().series.size()], dashes[further % dashes.size()]});
        further += had ? 1 : 0;
        had = true;
    }
    return looks;
}

QIcon swatchOf(const RunLook &look)
{
    QPixmap picture(22, 12);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setPen(QPen(look.colour, 2.4, look.style));
    painter.drawLine(1, 6, 21, 6);
    return picture;
}

} // namespace bayplan
