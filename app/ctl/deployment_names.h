// SPDX-License-Identifier: Apache-2.0
// Verbs that speak of a deployment take its name or the document that it was made from.
#pragma once

#include "engine/base/result.h"
#include "engine/plan/plan.h"

#include <optional>
#include <string>

namespace bayplan::ctl {

struct NamedDeployment {
    std::string name;         ///< empty: all
    std::optional<Plan> plan; ///< when a document was given
};

/// A text with a dot or a slash in it is a document's path; names have neither. Errors: the document's.
Result<NamedDeployment> nameDeployment(const std::string &text);

/// Loaded, validated and lowered. Errors carry the file as their place. `text` receives the document's when not null.
Result<Plan> loadPlan(const std::string &file, std::string *text = nullptr);

/// The folder that relative paths of a document start from.
std::string folderOf(const std::string &file);

} // namespace bayplan::ctl
