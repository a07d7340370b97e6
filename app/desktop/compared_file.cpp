// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/compared_file.h"

#include "engine/base/durable_file.h"
#include "engine/recording/recorded_run.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace bayplan {

namespace {

constexpr std::uint64_t mostReportBytes = 64U << 20U;

Result<ComparedFile> openRecordedFile(const QString &path)
{
    const std::string name = path.toStdString();
    auto run = openRecordedRun(name);
    if (!run)
        return run.error();
    auto history = std::make_shared<RunHistory>(run->plan);
    ReportBuilder builder(run->plan);
    const auto read = eachRecordedSnapshot(name, [&](const Snapshot &snapshot) {
        history->add(std::make_shared<Snapshot>(snapshot));
        builder.observe(snapshot);
    });
    if (!read)
        return read.error();
    ComparedFile file;
    file.path = path;
    file.simulated = run->recording.header.simulated;
    file.measuredAgain = builder.finish(run->recording.header.engine);
    auto own = run->recording.report.empty() ? *file.measuredAgain : readReportJson(run->recording.report, name);
    if (!own)
        return own.error();
    file.report = std::move(*own);
    file.history = std::move(history);
    file.plan = std::make_shared<Plan>(std::move(run->plan));
    return file;
}

} // namespace

QString ComparedFile::title() const
{
    return QFileInfo(path).fileName();
}

Result<ComparedFile> openComparedFile(const QString &path)
{
    const std::string name = path.toStdString();
    if (isRecording(name))
        return openRecordedFile(path);
    const auto text = readWhole(name, mostReportBytes);
    if (!text)
        return text.error();
    auto report = readReportJson(*text, name);
    if (!report)
        return report.error();
    ComparedFile file;
    file.path = path;
    file.simulated = report->engine == "Simulator";
    file.report = std::move(*report);
    return file;
}

QString comparedFileFilter()
{
    return QCoreApplication::translate("ComparedFile", "Runs and reports (*.bayrun *.json);;All files (*)");
}

} // namespace bayplan
