// SPDX-License-Identifier: Apache-2.0
// Every figure of a report as a flat list: what is compared, asserted and swept.
#pragma once

#include "engine/report/report.h"

#include <string>
#include <vector>

namespace bayplan {

enum class FigureUnit { Seconds, PerSecond, Fraction, Count };

enum class SubjectKind { Link, Container, Election, Queue, Pattern };

struct Figure {
    SubjectKind kind = SubjectKind::Link;
    std::string id;     ///< of the element; name of the election
    std::string text;   ///< "web/app"
    std::string figure; ///< as in assertions: "p99", "throughput", "utilisation"
    double value = 0;
    FigureUnit unit = FigureUnit::Count;
    double halfWidth = 0;      ///< of its confidence interval; 0 when unknown
    std::uint64_t samples = 0; ///< behind it; 0 where that says nothing
    bool isKnown = true;       ///< false: a time of no request, or a share of none, which says nothing; its value is 0
};

/// In the order of the report, without those of what was not measured.
std::vector<Figure> figuresOf(const Report &report);

/// "12.3 ms", "160 /s", "80.1 %", "42".
std::string figureText(double value, FigureUnit unit);

/// "s", "/s", "" (fractions and counts).
std::string unitText(FigureUnit unit);

} // namespace bayplan
