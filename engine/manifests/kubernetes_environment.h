// SPDX-License-Identifier: Apache-2.0
// Variables and commands as Kubernetes writes them. Used by kubernetes_writer.cpp only.
#pragma once

#include "engine/manifests/yaml_writer.h"
#include "engine/plan/plan.h"

#include <set>
#include <string>
#include <vector>

namespace bayplan {

YamlValue namedValue(const std::string &name, const std::string &value);

/// The user's variables, and those that they and the command need of the Secret of that name.
YamlValue userEnvironment(const InstancePlan &instance, const std::string &secret);

/// Names of the secrets in the words of the command.
std::set<std::string> secretsOf(const InstancePlan &instance);

/// Words of a command: a secret in them is $(NAME), for the cluster to fill in.
YamlValue argumentsOf(const std::vector<std::string> &words);

} // namespace bayplan
