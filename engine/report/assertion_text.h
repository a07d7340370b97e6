// SPDX-License-Identifier: Apache-2.0
// The language of assertions, for others who ask in it: FIGURE [ "of" NAME ] ("<" | "<=" | ">" | ">=" | "==" | "!=")
// VALUE
#pragma once

#include "engine/report/figure_kinds.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

struct AssertionText {
    const FigureKind *figure = nullptr;
    std::string name;               ///< empty: over all
    int column = 0, nameColumn = 0; ///< of figure and name, from 1
    std::string comparison;
    double value = 0; ///< in seconds, per second, as a fraction or a count
};

/// Errors: InvalidInput with the column in `text`, from 1.
Result<AssertionText> parseAssertion(const std::string &text);

/// InvalidInput at that column of the assertion.
Error wrongAssertion(int column, Phrase message, Phrase advice);

/// "Did you mean "web"?", or the other when no name is close.
Phrase didYouMean(std::string_view word, std::span<const std::string_view> names, Phrase otherwise);

bool compares(double measured, const std::string &comparison, double value);

/// How surely a name means the subject of that id and text: 0 is not at all, 3 its id.
int rankOfName(SubjectKind kind, const std::string &id, const std::string &text, const std::string &name);

/// Every name that an assertion about the plan can hold behind "of".
std::vector<std::string> namesInAssertions(const Plan &plan);

} // namespace bayplan
