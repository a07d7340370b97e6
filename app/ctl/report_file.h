// SPDX-License-Identifier: Apache-2.0
// A report, wherever it stands: in a file of its own or in a recording.
#pragma once

#include "engine/base/result.h"
#include "engine/report/report.h"

#include <string>

namespace bayplan::ctl {

/// JSON of simulate -o or deploy --measure -o, or a recording (NAME.bayrun); "-" is standard input, and is no
/// recording. Errors: NotFound (also of a recording that ends before its report), Io, InvalidInput, NewerVersion,
/// LimitExceeded (64 MiB).
Result<Report> loadReport(const std::string &path);

/// Likewise; of a recording the figures again, out of its snapshots, with the histograms that its report leaves out.
Result<Report> loadDetailedReport(const std::string &path);

} // namespace bayplan::ctl
