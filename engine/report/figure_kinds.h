// SPDX-License-Identifier: Apache-2.0
// Every figure that an assertion can name.
#pragma once

#include "engine/report/figures.h"

#include <span>
#include <string>
#include <string_view>

namespace bayplan {

/// What a figure means without "of NAME".
enum class Aggregate { None, Sum, Greatest };

struct FigureKind {
    std::string_view name;
    FigureUnit unit;
    Aggregate withoutName;
    bool hasInterval = false; ///< over replications
};

std::span<const FigureKind> figureKinds();

/// Errors and latencies without a name are those of links, as callers saw them: a container's own errors would be
/// counted twice, and how long a worker takes is no answer that anybody waits for.
bool isOfLinksWithoutName(std::string_view figure);

/// Nothing for a name that no report has.
const FigureKind *findFigureKind(std::string_view name);

/// The closest of `names` to a word that was mistyped; empty when none is close.
std::string closestTo(std::string_view word, std::span<const std::string_view> names);

} // namespace bayplan
