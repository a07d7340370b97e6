// SPDX-License-Identifier: Apache-2.0
// Several runs side by side: every figure of each, and how far it is from the same figure of one of them.
#pragma once

#include "engine/report/figures.h"
#include "engine/report/report.h"

#include <optional>
#include <string>
#include <vector>

namespace bayplan {

struct RunsFigureCell {
    double value = 0;
    double halfWidth = 0;                ///< of its interval; 0 when unknown
    std::optional<double> relativeError; ///< against the reference; none for itself, and where that is 0
    /// Farther from the reference than the two intervals together explain; nothing when neither is known.
    std::optional<bool> beyondInterval;
};

struct RunsFigureRow {
    SubjectKind kind = SubjectKind::Link;
    std::string id, subject, figure;
    FigureUnit unit = FigureUnit::Count;
    std::vector<std::optional<RunsFigureCell>> runs; ///< one for each run; nothing where it has no such figure

    /// The greatest of the relative errors, without sign; infinite where the reference is 0 and another is not.
    double greatestError() const;
};

/// Figures that the reference and one other at least have, and that are not 0 in all: the greatest error first, equal
/// ones in the order of the reference's report. `reference` is an index into `runs`.
std::vector<RunsFigureRow> compareRuns(const std::vector<const Report *> &runs, std::size_t reference);

/// For people; `names` has one for each run.
std::string runsTable(const std::vector<const Report *> &runs, const std::vector<std::string> &names,
                      std::size_t reference);
std::string runsJson(const std::vector<const Report *> &runs, const std::vector<std::string> &names,
                     std::size_t reference);

} // namespace bayplan
