// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/pattern_recipe.h"

#include "app/desktop/pattern_draft.h"
#include "app/desktop/recipe_tables.h"
#include "engine/model/param_check.h"

#include <algorithm>
#include <iterator>

namespace bayplan {

ParamInfo asked(const char *kind, const char *key)
{
    return *findParam(*findKind(kind), key);
}

ParamInfo asked(const char *kind, const char *key, Value defaultValue)
{
    auto info = asked(kind, key);
    info.defaultValue = std::move(defaultValue);
    return info;
}

ParamInfo askedRate(double perSecond)
{
    auto info = asked("load", "rate", perSecond);
    info.key = "clientRate";
    info.title = QT_TRANSLATE_NOOP("catalog", "Requests of a client");
    info.help = QT_TRANSLATE_NOOP("catalog", "From a load generator that comes along where the pattern brings the "
                                             "container that it serves; 0 for none.");
    return info;
}

const std::vector<PatternRecipe> &patternRecipes()
{
    static const auto all = [] {
        auto recipes = singleNodeRecipes();
        auto more = multiNodeRecipes();
        std::move(more.begin(), more.end(), std::back_inserter(recipes));
        return recipes;
    }();
    return all;
}

const PatternRecipe *findRecipe(std::string_view key)
{
    const auto &all = patternRecipes();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto &recipe) { return recipe.key == key; });
    return found == all.end() ? nullptr : &*found;
}

std::optional<Error> unfitAnswer(const PatternRecipe &recipe, const std::string &key, const Value &value)
{
    const auto &asked = recipe.questions;
    const auto found = std::find_if(asked.begin(), asked.end(), [&](const auto &info) { return info.key == key; });
    if (found == asked.end()) {
        return fail(ErrorCode::InvalidInput, '"' + recipe.title + "\" does not ask for \"" + key + "\".");
    }
    return unsuitable(*found, value);
}

Result<Edit> PatternRecipe::build(const Topology &topology, const Params &answers, const PatternPlace &where) const
{
    KindInfo form;
    form.params = questions;
    Params given;
    for (const auto &[answerKey, value] : answers) {
        if (const auto error = unfitAnswer(*this, answerKey, value)) {
            return *error;
        }
        given[answerKey] = normalised(*findParam(form, answerKey), value);
    }
    PatternDraft draft(topology, where);
    parts(draft, ParamReader(form, given));
    return std::move(draft).finish({QT_TRANSLATE_NOOP("phrase", "Add %1"), catalogPhrase(title)});
}

std::vector<ElementId> broughtBy(const Topology &topology, const Edit &edit)
{
    std::vector<ElementId> ids;
    for (const auto &slot : edit.slots) {
        if (const auto *pod = std::get_if<Slot<Pod>>(&slot); pod != nullptr && !topology.pods.contains(pod->id)) {
            ids.push_back(pod->id);
        } else if (const auto *container = std::get_if<Slot<Container>>(&slot);
                   container != nullptr && !topology.containers.contains(container->id)) {
            ids.push_back(container->id);
        }
    }
    return ids;
}

} // namespace bayplan
