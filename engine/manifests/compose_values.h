// SPDX-License-Identifier: Apache-2.0
// The many spellings of Compose, as plain values. Used by compose_reader.cpp only.
#pragma once

#include "engine/manifests/yaml_reader.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

/// Of ASCII letters.
std::string lowerCase(std::string text);

/// Words of a shell command line: quotes and backslashes as a shell takes them, nothing else.
std::vector<std::string> shellWords(std::string_view text);

/// A string split by the shell's rules, or a list as it stands: command, entrypoint.
std::vector<std::string> commandWords(const YamlNode &node);

/// The scalars of a list, or one scalar as a list.
std::vector<std::string> textList(const YamlNode &node);

/// NAME=VALUE from a map or a list; a name without a value reads it from where the deploy is started: NAME=${NAME}.
std::vector<std::string> environmentList(const YamlNode &node);

/// Names from a list or the keys of a map: depends_on, networks, configs.
std::vector<std::string> nameList(const YamlNode &node);

struct ComposePort {
    std::string text;   ///< as the catalog's Publish type takes it, without an address
    std::string hostIp; ///< as written; empty when none was
    std::int64_t containerPort = 0;
    std::string trouble; ///< what could not be carried over; empty when all was
};

/// One entry of `ports`: "80", "8080:80/udp", "127.0.0.1:8080:80", a range (its first port), or the long form.
std::optional<ComposePort> readPort(const YamlNode &node);

struct ComposeMount {
    enum class Kind { Named, Bind, Anonymous, Tmpfs, Other };
    Kind kind = Kind::Named;
    std::string source;
    std::string target;
    bool readOnly = false;
    std::string trouble;
};

std::optional<ComposeMount> readMount(const YamlNode &node);

/// What is known of an image by its name: the port and protocol that it speaks.
struct KnownImage {
    std::int64_t port = 0;
    std::string protocol; ///< of the catalog
};
std::optional<KnownImage> knownImage(const std::string &image);

} // namespace bayplan
