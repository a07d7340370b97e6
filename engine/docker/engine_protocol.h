// SPDX-License-Identifier: Apache-2.0
// What the engine's answers mean, apart from any socket: versions, errors, progress.
#pragma once

#include "engine/base/result.h"
#include "engine/docker/deployment_run.h"

#include <optional>
#include <string>
#include <string_view>

namespace bayplan {

/// The newest API version that this program knows, and the oldest that has all it needs.
inline constexpr int newestMinor = 51;
inline constexpr int oldestMinor = 41;

/// What an engine says of itself. Empty: it has not said so.
struct EngineVersion {
    bool isPodman = false;
    std::string version;   ///< "20.10.24"
    std::string newestApi; ///< "1.41"
    std::string oldestApi; ///< "1.24"
};

/// From the body of GET /version.
EngineVersion versionIn(std::string_view body);

/// From two headers of the answer to GET /_ping, of which only Podman has the second: it answers that at once, and
/// GET /version after asking the package manager about its parts, which takes seconds on a busy machine.
std::optional<EngineVersion> podmanIn(std::string_view apiVersion, std::string_view libpodApiVersion);

/// Which version to speak, min(theirs, ours). Errors: Unsupported when there is none in common, Failed when that is no
/// engine.
Result<EngineInfo> chooseVersion(const EngineVersion &engine, const std::string &url);

/// An answer that is not 2xx or 304 as an Error: the engine's message, an advice where there is one, the request as
/// place.
Error errorOf(unsigned status, std::string_view body, const std::string &request);

/// True for the two texts by which an engine refuses the version that was spoken.
bool refusesVersion(unsigned status, std::string_view body);

/// True for the words by which an engine refuses a network whose addresses are another's: others may be free.
bool saysSubnetTaken(std::string_view message);

/// POST /images/load and /images/create say 200 and then, in one of their JSON lines, that it went wrong.
Result<void> checkProgressLines(std::string_view body, const std::string &request);

} // namespace bayplan
