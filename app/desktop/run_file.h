// SPDX-License-Identifier: GPL-3.0-or-later
// Runs as files, NAME.bayrun (engine/recording): written from what is kept of a run, and read back into all views.
#pragma once

#include "app/desktop/run_record.h"
#include "engine/base/result.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace bayplan {

inline const QString runSuffix = QStringLiteral(".bayrun");

bool isRunFile(const QString &path);

/// What saveRun() needs of a record, taken in the window's thread.
struct RunToSave {
    RunToSave(const RunRecord &record, bool isLive);

    std::shared_ptr<const Plan> plan;
    RunOrigin origin;
    RunKind kind;
    QString engineName, trail;
    std::vector<RunEvent> events;
    SnapshotPtr newest;
    bool isLive; ///< it goes on, and is saved as far as it is
    Report report;
};

/// In any thread, and may take as long as the run took: a simulated run is done again as it goes into the file, so that
/// this has all of it and replays to the same. The file is there when it is whole; until then, what was at `path`.
/// `progress` gets the fraction done and returns false to give up. Errors: Refused for a run without a document, Io,
/// DiskFull, Interrupted.
Result<void> saveRun(const RunToSave &run, const QString &path, const std::function<bool(double)> &progress);

struct OpenedRun {
    std::shared_ptr<RunRecord> record; ///< belongs to the thread that reads it
    QStringList notices;               ///< torn, disk full
};

/// In any thread. Errors as readRecording() and recordedScenario() have them.
Result<OpenedRun> openRun(const QString &path);

} // namespace bayplan
