// SPDX-License-Identifier: Apache-2.0
// Marks English source text for the translation tools, which know the macro by its name, in code that has no Qt.
#pragma once

#ifndef QT_TRANSLATE_NOOP
#define QT_TRANSLATE_NOOP(context, text) text
#endif
