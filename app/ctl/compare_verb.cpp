// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/report_file.h"
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/report/compare_runs.h"
#include "engine/report/report.h"

#include <cmath>

namespace bayplan::ctl {
namespace {

bool beyond(const RunsFigureRow &row, std::size_t reference, double tolerance)
{
    for (std::size_t i = 0; i < row.runs.size(); ++i) {
        const auto &cell = row.runs[i];
        if (i != reference && cell &&
            (cell->relativeError ? std::abs(*cell->relativeError) > tolerance : cell->value != 0))
            return true;
    }
    return false;
}

std::string nameOf(const std::string &file)
{
    return file == "-" ? "standard input" : file;
}

} // namespace

int runCompare(const CompareOptions &options)
{
    if (options.reference > options.files.size())
        return failWith(fail(ErrorCode::InvalidInput,
                             "There are " + std::to_string(options.files.size()) + " files, and no number " +
                                 std::to_string(options.reference) + '.',
                             "Give the number of one of them.", Place{"--reference", 0, 0, {}}),
                        options.json);
    std::vector<Report> reports;
    std::vector<std::string> names;
    for (const std::string &file : options.files) {
        auto report = loadReport(file);
        if (!report)
            return failWith(report.error(), options.json);
        reports.push_back(std::move(*report));
        names.push_back(nameOf(file));
    }
    std::vector<const Report *> runs;
    for (const Report &report : reports)
        runs.push_back(&report);
    const std::size_t reference = options.reference - 1;
    // Two are a and b, as they always were.
    const bool isPair = runs.size() == 2 && reference == 0;
    const std::string text = !options.json ? runsTable(runs, names, reference)
                             : isPair      ? comparisonJson(*runs[0], *runs[1])
                                           : runsJson(runs, names, reference);
    if (const auto written = writeOutput("-", text); !written)
        return failWith(written.error(), false);
    if (!options.tolerance)
        return exitDone;
    for (const RunsFigureRow &row : compareRuns(runs, reference)) {
        if (beyond(row, reference, *options.tolerance))
            return exitNotMet;
    }
    return exitDone;
}

} // namespace bayplan::ctl
