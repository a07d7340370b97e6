// SPDX-License-Identifier: Apache-2.0
// Marks English source text for the translation tools, which know the macros by their names, in code that has no Qt.
// Phrases stand in the context "phrase".
#pragma once

#ifndef QT_TRANSLATE_NOOP
#define QT_TRANSLATE_NOOP(context, text) text
#endif
#ifndef QT_TRANSLATE_N_NOOP // of a phrase with a count: %n
#define QT_TRANSLATE_N_NOOP(context, text) text
#endif
