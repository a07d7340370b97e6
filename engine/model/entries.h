// SPDX-License-Identifier: Apache-2.0
// The small texts that stand in lists of parameters: mounts, published ports, environment. And names.
#pragma once

#include "engine/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

struct Container;

struct MountEntry {
    std::string volume;
    std::string path; ///< absolute
    bool readOnly = false;
    bool operator==(const MountEntry &) const = default;
};

/// VOLUME:/PATH or VOLUME:/PATH:ro (or :rw).
Result<MountEntry> parseMount(std::string_view text);
std::string formatMount(const MountEntry &mount);
/// The mounts of a container that parse, whatever its kind.
std::vector<MountEntry> mountsOf(const Container &container);

struct PublishEntry {
    std::string hostIp;         ///< empty: 127.0.0.1
    std::uint16_t hostPort = 0; ///< 0: the engine chooses
    std::uint16_t port = 0;
    std::string protocol = "tcp"; ///< or "udp"
    bool operator==(const PublishEntry &) const = default;
};

/// [HOST_IP:][HOST_PORT:]PORT[/udp]; an IPv6 address stands in brackets.
Result<PublishEntry> parsePublish(std::string_view text);
std::string formatPublish(const PublishEntry &publish);

/// NAME=VALUE with a name that has no spaces or control characters.
bool isEnvironmentEntry(std::string_view text);

/// True for names that usually hold a secret: DB_PASSWORD, API_TOKEN... Names of files that hold one are not meant,
/// nor of ports and times.
bool looksSecret(std::string_view environmentName);

/// [a-z0-9]([-a-z0-9]*[a-z0-9])?, at most 63: ids, and names of pods, containers and volumes.
bool isDnsLabel(std::string_view text);

/// The nearest DNS label of at most `limit` characters: lower case, what does not fit replaced by "-"; `fallback` when
/// nothing is left. A lower limit leaves room for names made from two of them.
std::string toDnsLabel(std::string_view text, std::string_view fallback = "x", std::size_t limit = 63);

/// The known name that `text` was probably meant to be; empty when none is near.
std::string nearestName(std::string_view text, const std::vector<std::string> &known);

} // namespace bayplan
