// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/report_file.h"
#include "app/ctl/scenario_options.h"
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/model/document_file.h"
#include "engine/report/calibration.h"

#include <algorithm>

namespace bayplan::ctl {
namespace {

/// What differs, or all that was measured.
std::vector<CalibrationProposal> chosenOf(const Calibration &calibration, bool all)
{
    std::vector<CalibrationProposal> chosen;
    std::ranges::copy_if(calibration.proposals, std::back_inserter(chosen),
                         [&](const CalibrationProposal &one) { return all || one.differs; });
    return chosen;
}

Result<void> writeCalibrated(Topology topology, const std::vector<CalibrationProposal> &chosen,
                             const std::string &output)
{
    auto edit = calibrationEdit(topology, chosen);
    if (!edit)
        return edit.error();
    apply(topology, std::move(*edit));
    return writeOutput(output, writeDocument(topology));
}

} // namespace

int runCalibrate(const CalibrateOptions &options)
{
    const auto topology = loadScenario(options.file, {});
    if (!topology)
        return failWith(topology.error(), options.json);
    const auto plan = planOf(*topology, options.file, {});
    if (!plan)
        return failWith(plan.error(), options.json);
    const auto measured = loadDetailedReport(options.from);
    if (!measured)
        return failWith(measured.error(), options.json);
    const Calibration calibration = calibrate(*topology, *plan, *measured);
    const auto chosen = chosenOf(calibration, options.all);
    if (!options.output.empty())
        if (const auto written = writeCalibrated(*topology, chosen, options.output); !written)
            return failWith(written.error(), options.json);
    if (options.output == "-")
        return exitDone; // standard output is the document
    const auto shown = writeOutput("-", options.json ? calibrationJson(calibration) : calibrationTable(calibration));
    if (!shown)
        return failWith(shown.error(), false);
    if (!options.output.empty() && !options.json)
        std::fputs((std::to_string(chosen.size()) + " parameters taken over into " + options.output + '\n').c_str(),
                   stderr);
    return exitDone;
}

} // namespace bayplan::ctl
