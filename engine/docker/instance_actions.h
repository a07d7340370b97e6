// SPDX-License-Identifier: Apache-2.0
// What a person does to containers of a running deployment by hand, and means to: no fault, nothing ends by itself.
#pragma once

#include "engine/base/result.h"

#include <string>
#include <vector>

namespace bayplan {

enum class InstanceAction { Start, Stop, Restart, Pause, Unpause };

/// On the containers that a pod's name ("web-0"), an instance's ("web-0/app") or an element's id stands for. A pod's
/// members stop before what holds their network and start after it; who is so already counts as done. Waits until the
/// engine has done it. Result: the instances, in order. Errors: NotFound, the engine's with the instance before it.
Result<std::vector<std::string>> actOnInstances(const std::string &engineUrl, const std::string &deployment,
                                                const std::string &target, InstanceAction action);

} // namespace bayplan
