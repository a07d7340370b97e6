// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <QString>

namespace bayplan {

/// What happened and what to do, as one text.
inline QString sentences(const Error &error)
{
    return QString::fromStdString(error.advice.empty() ? error.message : error.message + ' ' + error.advice);
}

} // namespace bayplan
