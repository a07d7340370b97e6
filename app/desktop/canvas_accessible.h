// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas for screen readers: a child for every pod, container, link and note, with a name that a person would say.
#pragma once

namespace bayplan {

class CanvasView;

/// Once per process, before the first window.
void installCanvasAccessibility();

/// Tells a screen reader which element is selected now.
void announceSelection(CanvasView &view);

} // namespace bayplan
