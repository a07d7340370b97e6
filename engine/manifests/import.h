// SPDX-License-Identifier: Apache-2.0
// A Compose file as a topology. Reads text only: starts nothing, connects to nothing, opens no other file.
#pragma once

#include "engine/base/result.h"
#include "engine/manifests/loss.h"
#include "engine/model/topology.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

struct ImportOptions {
    std::string
        projectName;    ///< empty: the file's `name`, else that of its folder when the path has one, else "imported"
    std::string folder; ///< absolute, of a file given without it: its last name and where relative mounts start
    std::map<std::string, std::string> variables; ///< for ${NAME}, before the file's own defaults
    bool addLoad = true;       ///< a load generator at each published port, so that a simulation shows something
    double loadPerSecond = 10; ///< for each of them
    std::uint64_t maxBytes = 1U << 20U;
    int maxDepth = 64;
    std::uint64_t maxNodes = 100'000; ///< after aliases are expanded
};

struct Imported {
    Topology topology;
    std::vector<LossItem> losses; ///< every key that a drawing cannot hold, in the order of the file
};

/// Compose files of the Compose Specification and of the old versions 1, 2 and 3. Errors: InvalidInput, LimitExceeded,
/// with line, column and pointer.
Result<Imported> importCompose(std::string_view yaml, const std::string &fileName, const ImportOptions &options = {});

} // namespace bayplan
