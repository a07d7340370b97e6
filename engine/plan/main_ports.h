// SPDX-License-Identifier: Apache-2.0
// The port that each container of a pod serves: they share one network namespace.
#pragma once

#include "engine/model/topology.h"

#include <cstdint>
#include <map>
#include <vector>

namespace bayplan {

/// Of one pod's containers, in order of ids. Ports that the user chose stand; defaults that are taken move up.
/// Containers whose kind has no port are left out.
std::map<ElementId, std::uint16_t> mainPorts(const std::vector<const Container *> &containers);

} // namespace bayplan
