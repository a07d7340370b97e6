// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plain_tip.h"

#include <QTextDocument>

namespace bayplan {

QString plainTip(const QString &text)
{
    constexpr qsizetype longest = 100; // only rich text is wrapped
    return text.size() <= longest && !Qt::mightBeRichText(text) ? text : Qt::convertFromPlainText(text);
}

} // namespace bayplan
