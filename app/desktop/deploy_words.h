// SPDX-License-Identifier: GPL-3.0-or-later
// Differences between drawing and engine as a person would say them, and as marks of the drawing.
#pragma once

#include "app/desktop/deploy_mark.h"
#include "engine/docker/deployment_state.h"

#include <QString>

namespace bayplan {

/// "web-1/app is gone: removed outside".
QString sentenceOf(const Difference &difference);

/// "12 min", "3 h", "2 days": how long ago a Unix time in nanoseconds is.
QString ageText(std::int64_t unixNanoseconds);

/// One mark for each element that differs, the gravest kind of all its instances; none when nothing is deployed.
DeployMarks marksOf(const DeploymentState &state);

} // namespace bayplan
