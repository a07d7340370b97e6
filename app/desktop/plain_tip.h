// SPDX-License-Identifier: GPL-3.0-or-later
// Tool tips of text that others wrote: names, payloads, log lines, sentences with them.
#pragma once

#include <QString>

namespace bayplan {

/// What a tool tip shows letter by letter, though it may look like HTML; long lines are wrapped.
QString plainTip(const QString &text);

} // namespace bayplan
