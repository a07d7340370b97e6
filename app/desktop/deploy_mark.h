// SPDX-License-Identifier: GPL-3.0-or-later
// What the canvas shows of how an element differs from what is deployed, by id of the topology's elements.
#pragma once

#include "engine/model/topology.h"

#include <QString>

#include <map>

namespace bayplan {

struct DeployMark {
    enum class Kind {
        None,
        New,     ///< not deployed yet: a ring with a plus
        Changed, ///< deployed otherwise: a triangle
        Drift,   ///< the engine's side is not as it was deployed: a square with a stroke through an equals sign
    };
    Kind kind = Kind::None;
    QString sentence;
    bool operator==(const DeployMark &) const = default;
};

using DeployMarks = std::map<ElementId, DeployMark>;

} // namespace bayplan
