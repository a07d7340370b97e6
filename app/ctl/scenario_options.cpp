// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/scenario_options.h"

#include "app/ctl/terminal.h"
#include "engine/base/durable_file.h"
#include "engine/base/units.h"
#include "engine/model/catalog.h"
#include "engine/model/document_file.h"
#include "engine/model/edit.h"
#include "engine/model/param_check.h"
#include "engine/model/validate.h"
#include "engine/report/report.h"

#include <algorithm>

namespace bayplan::ctl {
namespace {

const KindInfo *kindOf(const Topology &topology, const ElementId &id)
{
    if (id == "document")
        return findKind("document");
    if (topology.pods.contains(id))
        return findKind("pod");
    if (topology.links.contains(id))
        return findKind("link");
    if (topology.volumes.contains(id))
        return findKind("volume");
    if (const auto container = topology.containers.find(id); container != topology.containers.end())
        return findKind(container->second.kind);
    if (const auto fault = topology.faults.find(id); fault != topology.faults.end())
        return findKind("fault." + fault->second.kind);
    return nullptr;
}

std::string paramsOfKind(const KindInfo &kind)
{
    std::string text;
    for (const ParamInfo &param : kind.params)
        text += (text.empty() ? "" : ", ") + param.key;
    return text;
}

std::string closestIds(const Topology &topology)
{
    std::string text = "document";
    const auto add = [&](const auto &elements) {
        for (const auto &[id, element] : elements) {
            if (text.size() < 200)
                text += ", " + id;
        }
    };
    add(topology.pods);
    add(topology.containers);
    add(topology.links);
    add(topology.faults);
    return text;
}

bool isSet(const std::vector<std::string> &set, const std::string &param)
{
    return std::ranges::any_of(set, [&](const std::string &each) { return each.starts_with(param + '='); });
}

Error wrongOption(const std::string &option, std::string message, std::string advice)
{
    Place place;
    place.file = option;
    return fail(ErrorCode::InvalidInput, std::move(message), std::move(advice), place);
}

} // namespace

Result<Assignment> parseAssignment(const std::string &text, const std::string &option)
{
    const std::size_t equals = text.find('=');
    const std::size_t dot = equals == std::string::npos ? equals : text.rfind('.', equals);
    if (dot == std::string::npos || dot == 0 || dot + 1 == equals)
        return wrongOption(option + ' ' + text, "This is not of the form ID.PARAM=VALUE.",
                           "For example web.replicas=3.");
    return Assignment{text.substr(0, dot), text.substr(dot + 1, equals - dot - 1), text.substr(equals + 1)};
}

Result<void> assign(Topology &topology, const Assignment &assignment, const std::string &option)
{
    const std::string where = option + ' ' + assignment.id + '.' + assignment.param;
    const KindInfo *kind = kindOf(topology, assignment.id);
    if (kind == nullptr)
        return wrongOption(where, "The document has no element \"" + assignment.id + "\".",
                           "It has " + closestIds(topology) + '.');
    const ParamInfo *param = findParam(*kind, assignment.param);
    if (param == nullptr)
        return wrongOption(where, "A " + kind->key + " has no parameter \"" + assignment.param + "\".",
                           "It has " + paramsOfKind(*kind) + '.');
    const auto value = valueIn(*param, assignment.value);
    if (!value)
        return wrongOption(where, "\"" + assignment.value + "\" is no value of this parameter.", param->help);
    auto changed = changeParam(topology, assignment.id, assignment.param, value);
    if (changed)
        return {};
    Error error = changed.error();
    error.place.file = where;
    return error;
}

Result<Topology> loadScenario(const std::string &file, const std::vector<std::string> &set, std::string *text)
{
    const auto bytes = readWhole(file, documentLimits.maxBytes);
    if (!bytes)
        return bytes.error();
    if (bytes->starts_with("{\"t\":\"bayrun\""))
        return fail(ErrorCode::InvalidInput, "This is the recording of a run, and no document.",
                    "bayplanctl replay reads it; replay --fork makes a document of it.", Place{file, 0, 0, {}});
    auto document = readDocument(*bytes, file == "-" ? "standard input" : file, documentLimits);
    if (!document)
        return document.error();
    for (const Error &notice : document.value().notices)
        printDiagnostic(notice, "warning");
    Topology topology = std::move(document.value().topology);
    for (const std::string &each : set) {
        const auto assignment = parseAssignment(each, "--set");
        if (!assignment)
            return assignment.error();
        if (const auto done = assign(topology, assignment.value(), "--set"); !done)
            return done.error();
    }
    if (text != nullptr)
        *text = set.empty() ? *bytes : writeDocument(topology);
    return topology;
}

Result<Plan> planOf(const Topology &topology, const std::string &file, const ScenarioChanges &changes,
                    const std::string *text)
{
    auto plan = lower(topology);
    if (!plan) {
        Error error = plan.error();
        if (error.place.file.empty())
            error.place.file = file;
        return error;
    }
    if (changes.duration) {
        plan.value().duration = *changes.duration;
        // A shorter run keeps a window to look at; whoever gave the warm-up too wants it as it is.
        if (!isSet(changes.set, "document.warmUp"))
            plan.value().warmUp = std::min(plan.value().warmUp, *changes.duration / 10);
    }
    plan.value().warmUp = std::min(changes.warmUp.value_or(plan.value().warmUp), plan.value().duration);
    if (changes.seed)
        plan.value().seed = *changes.seed;
    if (const auto errors = assertionErrors(topology, *plan, file, text); !errors.empty())
        return errors.front();
    return plan;
}

std::vector<Error> assertionErrors(const Topology &topology, const Plan &plan, const std::string &file,
                                   const std::string *text)
{
    const std::string name = file == "-" ? "standard input" : file;
    std::vector<Error> errors;
    for (std::size_t i = 0; i < plan.assertions.size(); ++i) {
        const auto checked = checkAssertion(plan.assertions[i], &plan);
        if (checked)
            continue;
        Error &error = errors.emplace_back(checked.error());
        const int column = error.place.column;
        error.message = "In \"" + plan.assertions[i] + "\", column " + std::to_string(column) + ": " + error.message;
        const std::string pointer = pointerOf(topology, plan.assertionIds[i]) + "/text";
        error.place = text != nullptr ? placeOfPointer(*text, name, pointer) : Place{name, 0, 0, pointer};
        if (text != nullptr && plan.assertions[i].find_first_of("\\\"") == std::string::npos)
            error.place.column += column; // behind the quote at which the text begins
    }
    return errors;
}

} // namespace bayplan::ctl
