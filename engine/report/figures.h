// SPDX-License-Identifier: Apache-2.0
// Every figure of a report as a flat list: what is compared, asserted and swept.
#pragma once

#include "engine/report/report.h"

#include <optional>
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
    bool isTotal = false;      ///< counted over the window of every replication: the longer, the more
    bool isKnown = true;       ///< false: a time of no request, or a share of none, which says nothing; its value is 0
};

/// In the order of the report, without those of what was not measured.
std::vector<Figure> figuresOf(const Report &report);

/// How long counts are of: the window of each replication.
Duration measuredTime(const Report &report);

/// "60.0 s", of replications "5 x 60.0 s".
std::string windowText(const Report &report);

/// (b - a) / a, of totals by their rates. Nothing when `a` is 0, or when it is not known how long was counted.
std::optional<double> relativeErrorOf(const Figure &a, const Report &ofA, const Figure &b, const Report &ofB);

/// A line that says so when the reports were measured for different times; else empty.
std::string noteOnTotals(const std::vector<const Report *> &reports);

/// "12.3 ms", "160 /s", "80.1 %", "42".
std::string figureText(double value, FigureUnit unit);

/// "s", "/s", "" (fractions and counts).
std::string unitText(FigureUnit unit);

} // namespace bayplan
