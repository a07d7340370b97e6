// SPDX-License-Identifier: Apache-2.0
// Lines "snapshot" of a recording, one by one.
#pragma once

#include "engine/plan/snapshot.h"

#include <optional>
#include <string>

namespace bayplan {

struct SnapshotLine {
    Time at{};
    bool isWhole = false; ///< needs none of those before
};

/// Nothing when it is another line, or none that can be read.
std::optional<SnapshotLine> snapshotLine(const std::string &line);

/// Brings `snapshot`, with as many instances as the recording has, to what the line says. The sentence with what is
/// wrong with the line; empty when nothing is.
std::string applySnapshotLine(const std::string &line, Snapshot &snapshot);

} // namespace bayplan
