// SPDX-License-Identifier: Apache-2.0
// Who we are to a registry, as Docker's config.json says: by itself, or by the credential helper that it names.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace bayplan {

/// The name under which logins to registries without a host in the image's name are kept.
inline constexpr const char *dockerHub = "docker.io";

/// The value of X-Registry-Auth for a registry; empty when nothing is known of it. A helper
/// (docker-credential-NAME get) is waited for at most that long, on the calling thread; then it is killed.
std::string registryAuthFrom(std::string_view configText, const std::string &registry,
                             std::chrono::milliseconds helperLimit = std::chrono::seconds(10));

} // namespace bayplan
