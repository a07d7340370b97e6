// SPDX-License-Identifier: Apache-2.0
// Names of pods and containers as they stand in a scenario, which follow when a user gives another one, or moves them.
#pragma once

#include "engine/model/draft.h"

#include <functional>
#include <string>

namespace bayplan {

/// The name for whoever goes by the given one.
using Renaming = std::function<std::string(const std::string &)>;

/// What it aims at, and the others that it cuts that off from, by other names.
Fault renamed(Fault fault, const Renaming &rename);

/// What it asks of by another name: an id, or the names of pods and containers, of which a link has two.
Assertion renamed(Assertion assertion, const std::function<bool(const std::string &)> &isId, const Renaming &rename);

/// Whether it is a replica, or a container in one, that only the simulator starts, and only when it is told to.
bool namesSpare(const Topology &topology, const std::string &name);

/// Of faults, what they aim at and the others that they cut it off from: "web", "web-0", "web/app", "web-0/app"; of
/// assertions, what is asked of: "web", "web/app", "web/app -> db/store". What is an id there stays. `topology` is as
/// it was before.
void followPodName(Draft &draft, const Topology &topology, const Pod &pod, const std::string &name);
void followContainerName(Draft &draft, const Topology &topology, const Container &container, const std::string &name);

/// When it goes to another pod; a replica that `pod` does not have becomes the whole of it.
void followContainer(Draft &draft, const Topology &topology, const Container &container, const Pod &pod,
                     const std::string &name);

} // namespace bayplan
