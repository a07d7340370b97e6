// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/report_file.h"
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/report/report.h"

#include <cmath>

namespace bayplan::ctl {
namespace {

bool beyond(const ComparedFigure &figure, double tolerance)
{
    return figure.relativeError ? std::abs(*figure.relativeError) > tolerance : figure.b != 0;
}

} // namespace

int runCompare(const CompareOptions &options)
{
    const auto a = loadReport(options.a);
    if (!a)
        return failWith(a.error(), options.json);
    const auto b = loadReport(options.b);
    if (!b)
        return failWith(b.error(), options.json);

    const auto text = options.json ? comparisonJson(a.value(), b.value()) : comparisonTable(a.value(), b.value());
    if (const auto written = writeOutput("-", text); !written)
        return failWith(written.error(), false);
    if (!options.tolerance)
        return exitDone;
    for (const auto &figure : compareReports(a.value(), b.value())) {
        if (beyond(figure, *options.tolerance))
            return exitNotMet;
    }
    return exitDone;
}

} // namespace bayplan::ctl
