// SPDX-License-Identifier: Apache-2.0
// What a measured run says of the parameters of its drawing, so that the next prediction is nearer to the next
// measurement: how long services and workers work, how long messages are under way, what is lost and what fails.
#pragma once

#include "engine/base/result.h"
#include "engine/model/edit.h"
#include "engine/model/topology.h"
#include "engine/plan/plan.h"
#include "engine/report/report.h"

#include <cstdint>
#include <string>
#include <vector>

namespace bayplan {

enum class CalibrationQuality {
    Good, ///< measured itself, in many samples
    Fair, ///< in part: the mean is measured and the shape is the drawing's, or there are few samples
    Poor, ///< something else is in it as well; the method says what
};

/// One parameter with the value that was measured.
struct CalibrationProposal {
    std::string id, text;      ///< of the container or link; text: "web/app"
    std::string param;         ///< key in the catalog
    std::string now, proposed; ///< as they stand in documents
    Value value;
    std::uint64_t samples = 0;
    CalibrationQuality quality = CalibrationQuality::Good;
    std::string method;   ///< how it was found, in a sentence
    bool differs = false; ///< from what is drawn, by more than such a measurement may be wrong
};

/// A parameter of which the measurement says nothing.
struct CalibrationGap {
    std::string id, text, param;
    std::string reason; ///< a sentence
};

struct Calibration {
    std::vector<CalibrationProposal> proposals; ///< containers, then links, by id
    std::vector<CalibrationGap> gaps;
};

/// `plan` is lowered from `topology`; elements that only one of drawing and report has are gaps. Shapes are fitted
/// where the report has histograms; one that was read from a file without them has means and quantiles only.
Calibration calibrate(const Topology &topology, const Plan &plan, const Report &measured);

/// All of them at once. Errors: what setParam() refuses.
Result<Edit> calibrationEdit(const Topology &topology, const std::vector<CalibrationProposal> &proposals);

std::string calibrationTable(const Calibration &calibration); ///< for people
std::string calibrationJson(const Calibration &calibration);  ///< deterministic bytes

std::string inWords(CalibrationQuality quality);

} // namespace bayplan
