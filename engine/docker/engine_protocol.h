// SPDX-License-Identifier: Apache-2.0
// What the engine's answers mean, apart from any socket: versions, errors, progress.
#pragma once

#include "engine/base/result.h"
#include "engine/docker/deployment_run.h"

#include <string>
#include <string_view>

namespace bayplan {

/// The newest API version that this program knows, and the oldest that has all it needs.
inline constexpr int newestMinor = 51;
inline constexpr int oldestMinor = 41;

/// From the body of GET /version: who it is and which version to speak, min(theirs, ours). Errors: Unsupported when
/// there is none in common, Failed when the body is not an engine's.
Result<EngineInfo> chooseVersion(std::string_view versionBody, const std::string &url);

/// An answer that is not 2xx or 304 as an Error: the engine's message, an advice where there is one, the request as
/// place.
Error errorOf(unsigned status, std::string_view body, const std::string &request);

/// True for the two texts by which an engine refuses the version that was spoken.
bool refusesVersion(unsigned status, std::string_view body);

/// POST /images/load and /images/create say 200 and then, in one of their JSON lines, that it went wrong.
Result<void> checkProgressLines(std::string_view body, const std::string &request);

} // namespace bayplan
