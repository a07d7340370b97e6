// SPDX-License-Identifier: GPL-3.0-or-later
// The patterns of the paper as things that are placed whole: explained, asked about, and made of wired parts.
#pragma once

#include "app/desktop/pattern_picture.h"
#include "engine/model/catalog.h"
#include "engine/model/edit.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

class PatternDraft;

/// Where a pattern goes. A container that is named is what the pattern serves, and its pod is joined; with a pod alone
/// the first container in it that suits is taken, or one is made there. With neither, the pattern brings its own.
struct PatternPlace {
    Point centre; ///< of the new pods, scene units; what stands there already is not covered
    ElementId pod;
    ElementId container;
};

struct PatternRecipe {
    std::string key; ///< stable: "leader-election"
    std::string title;
    std::string icon;
    std::vector<std::string> words;   ///< six lines: what it is, when to use it, what it costs
    std::vector<ParamInfo> questions; ///< what matters, with defaults
    std::string mainKind;             ///< of the container that is selected when the pattern was made
    std::vector<std::string> docks;   ///< worth a look in a run of it, the best first
    PatternPicture picture;
    void (*parts)(PatternDraft &draft, const ParamReader &answers) = nullptr;

    /// One edit with all its parts; they validate without errors. `answers` holds what differs from the defaults.
    /// InvalidInput for an answer that is none, Refused where the pattern does not go; each with a sentence for the
    /// user.
    Result<Edit> build(const Topology &topology, const Params &answers, const PatternPlace &where) const;
};

/// In the order of the paper. Lives for ever.
const std::vector<PatternRecipe> &patternRecipes();

/// nullptr when there is none.
const PatternRecipe *findRecipe(std::string_view key);

/// Why the answer will not do; nothing when it will. An answer that no question asks for will not.
std::optional<Error> unfitAnswer(const PatternRecipe &recipe, const std::string &key, const Value &value);

/// Containers and pods that the edit brings into the topology.
std::vector<ElementId> broughtBy(const Topology &topology, const Edit &edit);

} // namespace bayplan
