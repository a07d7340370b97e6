// SPDX-License-Identifier: Apache-2.0
// Variables of a Compose file: $NAME, ${NAME:-default}. Used by compose_reader.cpp only.
#pragma once

#include "engine/manifests/compose_service.h"

#include <map>
#include <string>

namespace bayplan {

/// Variables take the value given, else their default. One without stays in an environment, for the deploy to fill in,
/// and is empty elsewhere. Secrets stay everywhere. The keys of a service are `serviceDepth` maps below the root.
void fillVariables(YamlNode &root, int serviceDepth, const std::map<std::string, std::string> &given, LossList &losses);

} // namespace bayplan
