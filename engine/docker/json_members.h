// SPDX-License-Identifier: Apache-2.0
// What an engine's answer says of a member, whatever the engine left out or wrote as null. For the
// .cpp files of this layer only: it brings nlohmann_json with it.
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace bayplan {

/// The text of a member; empty when it is missing or no text.
inline std::string textAt(const nlohmann::json &object, const char *key)
{
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// A member that is itself an object or array; null when it is missing.
inline const nlohmann::json &partAt(const nlohmann::json &object, const char *key)
{
    static const nlohmann::json nothing;
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() ? *found : nothing;
}

} // namespace bayplan
