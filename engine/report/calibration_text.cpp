// SPDX-License-Identifier: Apache-2.0
#include "engine/report/calibration.h"
#include "engine/report/text_table.h"

#include <nlohmann/json.hpp>

namespace bayplan {
namespace {

using Json = nlohmann::ordered_json;

/// What is wider than this is told in full below the table.
std::string shortened(const std::string &value)
{
    constexpr std::size_t widest = 34;
    return value.size() <= widest ? value : value.substr(0, value.find('(')) + "(…)";
}

} // namespace

std::string inWords(CalibrationQuality quality)
{
    return quality == CalibrationQuality::Good ? "good" : quality == CalibrationQuality::Fair ? "fair" : "poor";
}

std::string calibrationTable(const Calibration &calibration)
{
    TextTable table({"Subject", "parameter", "drawn", "measured", "samples", "quality", ""});
    std::string notes;
    for (const CalibrationProposal &one : calibration.proposals) {
        table.add({one.text, one.param, shortened(one.now), shortened(one.proposed), std::to_string(one.samples),
                   inWords(one.quality), one.differs ? "*" : "as drawn"});
        notes += one.text + ' ' + one.param + ": " + one.method + ".\n";
        if (shortened(one.proposed) != one.proposed)
            notes += "  " + one.proposed + '\n';
    }
    std::string text = table.empty() ? "Nothing of this drawing can be told from the measurement.\n" : table.text();
    if (!notes.empty())
        text += "* differs by more than such a measurement may be wrong\n\n" + notes;
    if (!calibration.gaps.empty())
        text += "\nNot told by the measurement:\n";
    for (const CalibrationGap &gap : calibration.gaps)
        text += "  " + gap.text + ' ' + gap.param + ": " + gap.reason + '\n';
    return text;
}

std::string calibrationJson(const Calibration &calibration)
{
    Json proposals = Json::array(), gaps = Json::array();
    for (const CalibrationProposal &one : calibration.proposals)
        proposals.push_back({{"id", one.id},
                             {"text", one.text},
                             {"parameter", one.param},
                             {"drawn", one.now},
                             {"measured", one.proposed},
                             {"samples", one.samples},
                             {"quality", inWords(one.quality)},
                             {"differs", one.differs},
                             {"method", one.method}});
    for (const CalibrationGap &gap : calibration.gaps)
        gaps.push_back({{"id", gap.id}, {"text", gap.text}, {"parameter", gap.param}, {"reason", gap.reason}});
    const Json whole{{"bayplanCalibration", 1}, {"proposals", proposals}, {"notTold", gaps}};
    return whole.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace bayplan
