// SPDX-License-Identifier: Apache-2.0
// From the options of simulate and sweep to a plan.
#pragma once

#include "engine/base/result.h"
#include "engine/model/topology.h"
#include "engine/plan/plan.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bayplan::ctl {

struct ScenarioChanges {
    std::vector<std::string> set; ///< ID.PARAM=VALUE: the topology has them already
    std::optional<Duration> duration, warmUp;
    std::optional<std::uint64_t> seed;
};

/// "web.replicas" of "web.replicas=1:8:8".
struct Assignment {
    std::string id, param, value;
};

/// At the first '=' and the last '.' before it.
Result<Assignment> parseAssignment(const std::string &text, const std::string &option);

/// The value is read by the parameter's type in the catalog. `id` is an element's id, or "document".
Result<void> assign(Topology &topology, const Assignment &assignment, const std::string &option);

/// Loads the document, prints its notices, carries out `set`. `text` receives the document's text when not null: the
/// file's own, or with what `set` changed.
Result<Topology> loadScenario(const std::string &file, const std::vector<std::string> &set,
                              std::string *text = nullptr);

/// Lowers it; places in errors get the file's name, and assertions are checked against the plan. With the document's
/// `text`, as it stands in the file, errors in assertions have line and column.
Result<Plan> planOf(const Topology &topology, const std::string &file, const ScenarioChanges &changes,
                    const std::string *text = nullptr);

/// What is wrong with the assertions, each at its place.
std::vector<Error> assertionErrors(const Topology &topology, const Plan &plan, const std::string &file,
                                   const std::string *text);

} // namespace bayplan::ctl
