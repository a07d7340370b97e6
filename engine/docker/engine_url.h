// SPDX-License-Identifier: Apache-2.0
// Where an engine is.
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <string>

namespace bayplan {

struct EngineUrl {
    std::string text;       ///< as shown to people
    std::string socketPath; ///< unix only
    std::string host;       ///< tcp only
    std::uint16_t port = 0; ///< tcp only
};

/// `given`; when empty the environment's DOCKER_HOST; when that is empty the first usual socket that exists. Plain tcp
/// is taken for this machine only, since whoever reads along on the way owns the engine. Errors: InvalidInput,
/// Unsupported.
Result<EngineUrl> resolveEngineUrl(const std::string &given);

} // namespace bayplan
