// SPDX-License-Identifier: GPL-3.0-or-later
// A run that is in a file and not in the window: a report as JSON, or a recording with its history.
#pragma once

#include "app/desktop/run_history.h"
#include "engine/base/result.h"
#include "engine/plan/plan.h"
#include "engine/report/report.h"

#include <QString>

#include <memory>

namespace bayplan {

struct ComparedFile {
    QString path;
    bool simulated = true;
    Report report;
    std::shared_ptr<const Plan> plan;          ///< recordings only
    std::shared_ptr<const RunHistory> history; ///< likewise

    /// Name of the file.
    QString title() const;
};

/// Any thread; takes as long as the file is large. A recording's report has histograms. Errors as of readReportJson()
/// and openRecordedRun().
Result<ComparedFile> openComparedFile(const QString &path);

/// What file dialogs offer for it.
QString comparedFileFilter();

} // namespace bayplan
