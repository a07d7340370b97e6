// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/html_page.h"

#include "app/ctl/report_file.h"
#include "app/ctl/terminal.h"
#include "engine/recording/recorded_run.h"

namespace bayplan::ctl {
namespace {

std::string nameOfFile(const std::string &path)
{
    return path == "-" ? std::string() : path.substr(path.find_last_of('/') + 1);
}

} // namespace

PageRecorder::PageRecorder(const Topology &topology, const Plan &plan, const std::string &file) : m_timeline(plan)
{
    m_page.version = BAYPLAN_VERSION;
    m_page.source = nameOfFile(file);
    m_page.drawing = drawingSvg(topology);
    describeScenario(plan, m_page);
}

Result<void> PageRecorder::write(const Report &report, const std::string &path)
{
    ReportPage page = m_page;
    page.report = report;
    m_timeline.addTo(page);
    return writeOutput(path, reportHtml(page));
}

Result<void> writePageOf(const std::string &reportFile, const std::string &path)
{
    const auto report = loadReport(reportFile);
    if (!report)
        return report.error();
    if (reportFile == "-" || !isRecording(reportFile)) {
        ReportPage page;
        page.report = *report;
        page.version = BAYPLAN_VERSION;
        page.source = nameOfFile(reportFile);
        return writeOutput(path, reportHtml(page));
    }
    const auto run = openRecordedRun(reportFile);
    if (!run)
        return run.error();
    PageRecorder recorder(run->topology, run->plan, run->recording.header.documentName);
    const auto read = eachRecordedSnapshot(reportFile, [&](const Snapshot &snapshot) { recorder.add(snapshot); });
    if (!read)
        return read.error();
    for (const RunEvent &event : run->recording.events)
        recorder.add(event);
    return recorder.write(*report, path);
}

} // namespace bayplan::ctl
