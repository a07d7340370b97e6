// SPDX-License-Identifier: Apache-2.0
// Takes a deployment down by its labels, whoever made it, and proves that nothing is left.
#pragma once

#include "engine/docker/engine_calls.h"
#include "engine/plan/run.h"

#include <functional>
#include <string>

namespace bayplan {

/// Members, then owners and hub, then networks, then volumes (those with the user's data only when asked). Goes on past
/// what cannot be removed; the first such error is the result. Else the number of things removed.
Task<Result<std::size_t>> removeDeployment(EngineClient &engine, std::string deployment, bool withVolumes,
                                           std::function<void(Progress)> progress);

} // namespace bayplan
