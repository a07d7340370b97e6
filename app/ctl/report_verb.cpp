// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/html_page.h"
#include "app/ctl/junit_file.h"
#include "app/ctl/report_file.h"
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"

namespace bayplan::ctl {

int runReport(const ReportOptions &options)
{
    const auto report = loadReport(options.file);
    if (!report)
        return failWith(report.error(), options.json);
    if (const auto verdicts = writeJunit(options.junit, *report); !verdicts)
        return failWith(verdicts.error(), options.json);
    if (!options.html.empty()) {
        if (const auto page = writePageOf(options.file, options.html); !page)
            return failWith(page.error(), options.json);
    }
    const auto written = options.html == "-"
                             ? Result<void>()
                             : writeOutput("-", options.json ? reportJson(*report) : reportTable(*report));
    if (!written)
        return failWith(written.error(), false);
    if (report->endedEarly)
        return exitFailed;
    return assertionsHold(*report) ? exitDone : exitNotMet;
}

} // namespace bayplan::ctl
