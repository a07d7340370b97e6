// SPDX-License-Identifier: GPL-3.0-or-later
// A run that is in a file and not in the window: a report as JSON, or a recording with its history.
#pragma once

#include "app/desktop/run_history.h"
#include "engine/base/result.h"
#include "engine/plan/plan.h"
#include "engine/report/report.h"

#include <QString>

#include <memory>
#include <optional>

namespace bayplan {

struct ComparedFile {
    QString path;
    bool simulated = true;
    Report report;                             ///< as it stands in the file, without histograms in recordings
    std::optional<Report> measuredAgain;       ///< recordings only: out of the snapshots, with histograms
    std::shared_ptr<const Plan> plan;          ///< recordings only
    std::shared_ptr<const RunHistory> history; ///< likewise

    /// What has the most to tell of how latencies are spread.
    const Report &withHistograms() const { return measuredAgain ? *measuredAgain : report; }

    /// Name of the file.
    QString title() const;
};

/// Any thread; takes as long as the file is large. A recording that ends before its report has the one out of its
/// snapshots. Errors as of readReportJson() and openRecordedRun().
Result<ComparedFile> openComparedFile(const QString &path);

/// What file dialogs offer for it.
QString comparedFileFilter();

} // namespace bayplan
