// SPDX-License-Identifier: Apache-2.0
// The pictures of a page over time, each an element <figure> with inline SVG. Included by html_*.cpp only.
#pragma once

#include "engine/report/report_page.h"

#include <string>
#include <vector>

namespace bayplan {

/// Nothing when no series has a point that can be drawn. Of many series the highest are drawn, and the caption says so.
std::string chartFigure(const PageChart &chart, double endSeconds, const std::vector<PageMark> &marks);

std::string electionFigure(const PageElection &election, double endSeconds, const std::vector<PageMark> &marks);

} // namespace bayplan
