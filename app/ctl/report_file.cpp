// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/report_file.h"

#include "app/ctl/terminal.h"
#include "engine/base/durable_file.h"
#include "engine/recording/recorded_run.h"

namespace bayplan::ctl {
namespace {

constexpr std::uint64_t reportLimitBytes = 64U << 20U;
constexpr std::string_view recordingStart = "{\"t\":\"bayrun\"";

Result<Report> reportOfRecording(const std::string &path)
{
    const auto recording = readRecording(path);
    if (!recording)
        return recording.error();
    for (const std::string &notice : recording->notices)
        printDiagnostic(fail(ErrorCode::InvalidInput, notice, {}, Place{path, 0, 0, {}}), "warning");
    if (recording->report.empty())
        return fail(ErrorCode::NotFound, "The recording ends before its report.",
                    "bayplanctl replay runs it again; replay --events prints what happened until then.",
                    Place{path, 0, 0, {}});
    return readReportJson(recording->report, path);
}

} // namespace

Result<Report> loadDetailedReport(const std::string &path)
{
    if (path == "-" || !isRecording(path))
        return loadReport(path);
    const auto run = openRecordedRun(path);
    if (!run)
        return run.error();
    for (const std::string &notice : run->recording.notices)
        printDiagnostic(fail(ErrorCode::InvalidInput, notice, {}, Place{path, 0, 0, {}}), "warning");
    return reportOfSnapshots(*run, path);
}

Result<Report> loadReport(const std::string &path)
{
    if (path != "-" && isRecording(path))
        return reportOfRecording(path);
    const auto text = readWhole(path, reportLimitBytes);
    if (!text)
        return text.error();
    const std::string name = path == "-" ? "standard input" : path;
    if (text->starts_with(recordingStart))
        return fail(ErrorCode::InvalidInput, "This is a recording.",
                    "Give it as a file, or use bayplanctl replay - --report.", Place{name, 0, 0, {}});
    return readReportJson(*text, name);
}

} // namespace bayplan::ctl
