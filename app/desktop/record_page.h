// SPDX-License-Identifier: GPL-3.0-or-later
// A run of the window as a page for a browser (engine/report/report_page.h).
#pragma once

#include "app/desktop/run_record.h"
#include "engine/report/report_page.h"

#include <QByteArray>

namespace bayplan {

/// In the window's thread. What the run's charts show, as far as its history has it; without a drawing.
ReportPage pageOf(const RunRecord &record);

/// The element <svg> of an SVG file, to stand within a page; empty when there is none.
std::string inlineSvg(const QByteArray &file);

} // namespace bayplan
