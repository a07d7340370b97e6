// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas for screen readers: a child for every pod, container, link and note, and one of a container for each of
// its ports, with names that a person would say and actions. And for eyes: where the focus is.
#pragma once

namespace bayplan {

class CanvasView;

/// Once per process, before the first window.
void installCanvasAccessibility();

/// Tells a screen reader which element is selected now.
void announceSelection(CanvasView &view);

/// A frame of two pixels in the accent colour around the canvas while it has the focus.
void showFocusRing(CanvasView &view);

} // namespace bayplan
