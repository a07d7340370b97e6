// SPDX-License-Identifier: Apache-2.0
// `extends` within one Compose file. Used by compose_reader.cpp only.
#pragma once

#include "engine/manifests/yaml_reader.h"

#include <map>
#include <string>
#include <string_view>

namespace bayplan {

/// The service of the same file that `service` extends; empty when there is none, or it stands in another file.
std::string extendedName(const YamlNode &service);

class ExtendedServices {
public:
    /// `services` is a map, and outlives this.
    explicit ExtendedServices(const YamlNode &services);

    bool has(const std::string &name) const { return m_byName.contains(name); }

    /// A service that is there, with all that it takes from those that it extends, merged by the rules of the Compose
    /// Specification: maps key by key, lists appended, commands replaced. Who extends itself ends there.
    YamlNode whole(const std::string &name) const;

private:
    std::map<std::string_view, const YamlNode *> m_byName;
};

} // namespace bayplan
