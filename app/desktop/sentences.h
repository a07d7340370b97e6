// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <QString>

namespace bayplan {

/// In the language of the window.
QString translated(const Phrase &phrase);

/// What is wrong and what to do, as one text.
QString sentences(const Phrase &sentence, const Phrase &advice);
QString sentences(const Error &error);

/// With the file, line and element before it, as far as they are known.
QString placedText(const Error &error);

} // namespace bayplan
