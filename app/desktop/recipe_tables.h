// SPDX-License-Identifier: GPL-3.0-or-later
// The recipes by the paper's two groups, and what their questions are made of.
#pragma once

#include "app/desktop/pattern_recipe.h"
#include "engine/base/translatable.h"

namespace bayplan {

std::vector<PatternRecipe> singleNodeRecipes(); ///< sections 3 and 4: in one container, in one pod
std::vector<PatternRecipe> multiNodeRecipes();  ///< section 5: over several pods

/// A question of the catalog's, as it stands there or with another default.
ParamInfo asked(const char *kind, const char *key);
ParamInfo asked(const char *kind, const char *key, Value defaultValue);

/// "clientRate": requests a second of a generator that comes along.
ParamInfo askedRate(double perSecond);

} // namespace bayplan
