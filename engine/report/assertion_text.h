// SPDX-License-Identifier: Apache-2.0
// The language of assertions, for others who ask in it: FIGURE [ "of" NAME ] ("<" | "<=" | ">" | ">=" | "==" | "!=")
// VALUE
#pragma once

#include "engine/report/figure_kinds.h"

#include <string>
#include <vector>

namespace bayplan {

struct AssertionText {
    const FigureKind *figure = nullptr;
    std::string name; ///< empty: over all
    std::string comparison;
    double value = 0; ///< in seconds, per second, as a fraction or a count
};

/// Errors: InvalidInput with the column in `text`, from 1.
Result<AssertionText> parseAssertion(const std::string &text);

bool compares(double measured, const std::string &comparison, double value);

/// How surely a name means the subject of that id and text: 0 is not at all, 3 its id.
int rankOfName(SubjectKind kind, const std::string &id, const std::string &text, const std::string &name);

/// Every name that an assertion about the plan can hold behind "of".
std::vector<std::string> namesInAssertions(const Plan &plan);

} // namespace bayplan
