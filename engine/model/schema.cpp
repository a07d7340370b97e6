// SPDX-License-Identifier: Apache-2.0
// The JSON Schema of the format, out of the catalog.
#include "engine/model/catalog.h"
#include "engine/model/document_file.h"
#include "engine/model/json_tree.h"

#include "engine/base/units.h"

#include <cmath>

namespace bayplan {
namespace {

constexpr std::string_view idPattern = "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$";
constexpr std::string_view durationPattern = "^[0-9]*\\.?[0-9]+ *(ns|us|\u00b5s|ms|s|min|m|h)$|^0$";
constexpr std::string_view bytesPattern = "^[0-9]*\\.?[0-9]+ *([kKmMgGtTpP][iI]?)?[bB]?$";

JsonNode text(std::string_view value)
{
    return JsonNode::ofText(value);
}
JsonNode number(double value)
{
    return JsonNode::ofNumber(formatNumber(value));
}

JsonNode texts(const std::vector<std::string> &values)
{
    JsonNode list = JsonNode::array();
    for (const std::string &value : values)
        list.items.push_back(text(value));
    return list;
}

JsonNode typed(std::string_view type)
{
    JsonNode node = JsonNode::object();
    node.add("type", text(type));
    return node;
}

JsonNode patterned(std::string_view pattern)
{
    return typed("string").add("pattern", text(pattern));
}

/// A bare duration, or a name with its arguments.
std::string distributionPattern()
{
    std::string names;
    for (const std::string_view form : distributionForms())
        names += (names.empty() ? "" : "|") + std::string(form.substr(0, form.find('(')));
    return "^ *(" + names + ") *\\([^()]+\\) *$|" + std::string(durationPattern);
}

/// What the inspector shows elsewhere: the ways to write it.
std::string descriptionOf(const ParamInfo &info)
{
    if (info.type != ParamType::Distribution)
        return info.help;
    std::string forms;
    for (const std::string_view form : distributionForms())
        forms += (forms.empty() ? " Written as " : ", ") + std::string(form);
    return info.help + forms + ", or as a bare duration.";
}

JsonNode listOf(JsonNode items)
{
    return typed("array").add("items", std::move(items));
}

JsonNode typeOf(const ParamInfo &info)
{
    switch (info.type) {
    case ParamType::Bool:
        return typed("boolean");
    case ParamType::Integer:
        return typed("integer");
    case ParamType::Number:
        return typed("number");
    case ParamType::Choice:
        return typed("string").add("enum", texts(info.choices));
    case ParamType::Duration:
        return patterned(durationPattern);
    case ParamType::Bytes:
        return patterned(bytesPattern);
    case ParamType::Environment:
        return listOf(patterned("^[^\\s=]+="));
    case ParamType::Mounts:
        return listOf(patterned("^[^:]+:/[^:]+(:ro|:rw)?$"));
    case ParamType::Publish:
        return listOf(patterned("^(.*:)?[0-9]{1,5}(/(tcp|udp))?$"));
    case ParamType::TextList:
        return listOf(typed("string"));
    case ParamType::Distribution:
        return patterned(distributionPattern());
    case ParamType::Text:
        return typed("string");
    }
    return typed("string");
}

JsonNode defaultOf(const Value &value)
{
    if (const auto *flag = std::get_if<bool>(&value))
        return JsonNode::ofBool(*flag);
    if (const auto *whole = std::get_if<std::int64_t>(&value))
        return JsonNode::ofNumber(std::to_string(*whole));
    if (const auto *real = std::get_if<double>(&value))
        return number(*real);
    if (const auto *string = std::get_if<std::string>(&value))
        return text(*string);
    return texts(std::get<std::vector<std::string>>(value));
}

JsonNode paramNode(const ParamInfo &info)
{
    JsonNode node = typeOf(info);
    const bool ranged = info.type == ParamType::Integer || info.type == ParamType::Number;
    if (ranged && std::isfinite(info.least))
        node.add("minimum", number(info.least));
    if (ranged && std::isfinite(info.greatest))
        node.add("maximum", number(info.greatest));
    node.add("title", text(info.title));
    node.add("description", text(descriptionOf(info)));
    node.add("default", defaultOf(info.defaultValue));
    return node;
}

/// An object with the kind's parameters as properties, x- keys, and nothing else.
JsonNode objectOf(const KindInfo *kind, const std::vector<std::pair<std::string, JsonNode>> &structure,
                  const std::vector<std::string> &required)
{
    JsonNode properties = JsonNode::object();
    for (const auto &[key, node] : structure)
        properties.add(key, node);
    for (std::size_t i = 0; kind && i < kind->params.size(); ++i)
        properties.add(kind->params[i].key, paramNode(kind->params[i]));
    JsonNode node = typed("object");
    if (kind)
        node.add("description", text(kind->help));
    if (!required.empty())
        node.add("required", texts(required));
    node.add("properties", std::move(properties));
    node.add("patternProperties", JsonNode::object().add("^x-", JsonNode::object()));
    node.add("additionalProperties", JsonNode::ofBool(false));
    return node;
}

JsonNode constant(std::string_view value)
{
    return JsonNode::object().add("const", text(value));
}

JsonNode reference(std::string_view definition)
{
    return JsonNode::object().add("$ref", text("#/definitions/" + std::string(definition)));
}

JsonNode nameNode()
{
    return patterned(idPattern).add("description", text("A DNS name; by default the id."));
}

JsonNode positionNode()
{
    return listOf(typed("number")).add("minItems", number(2)).add("maxItems", number(2));
}

JsonNode sizeNode()
{
    return listOf(typed("number").add("minimum", number(0))).add("minItems", number(2)).add("maxItems", number(2));
}

JsonNode endpointNode()
{
    return patterned("^[a-z0-9][-a-z0-9]*/[a-z0-9-]+$").add("description", text("CONTAINER-ID/PORT"));
}

/// One of several kinds, told apart by the key "kind" so that a checker names the right one.
JsonNode oneOfKinds(const std::vector<std::string> &kinds, std::string_view prefix)
{
    JsonNode node = typed("object");
    node.add("required", texts({"kind"}));
    node.add("properties", JsonNode::object().add("kind", JsonNode::object().add("enum", texts(kinds))));
    JsonNode cases = JsonNode::array();
    for (const std::string &kind : kinds) {
        JsonNode condition = JsonNode::object();
        condition.add("properties", JsonNode::object().add("kind", constant(kind)));
        cases.items.push_back(
            JsonNode::object().add("if", std::move(condition)).add("then", reference(std::string(prefix) + kind)));
    }
    return node.add("allOf", std::move(cases));
}

JsonNode sectionOf(JsonNode element)
{
    JsonNode node = typed("object");
    node.add("propertyNames", patterned(idPattern));
    return node.add("additionalProperties", std::move(element));
}

struct Kinds {
    std::vector<std::string> containers;
    std::vector<std::string> faults;
};

JsonNode definitions(Kinds &kinds)
{
    JsonNode node = JsonNode::object();
    for (const KindInfo &kind : catalog()) {
        if (kind.group == KindGroup::Containers || kind.group == KindGroup::Patterns) {
            kinds.containers.push_back(kind.key);
            node.add(kind.key,
                     objectOf(&kind,
                              {{"pod", patterned(idPattern)}, {"kind", constant(kind.key)}, {"name", nameNode()}},
                              {"pod", "kind"}));
        } else if (kind.group == KindGroup::Fault) {
            const std::string name = kind.key.substr(kind.key.find('.') + 1);
            kinds.faults.push_back(name);
            node.add(kind.key,
                     objectOf(&kind, {{"kind", constant(name)}, {"target", typed("string")}}, {"kind", "target"}));
        }
    }
    return node;
}

} // namespace

std::string documentSchema()
{
    Kinds kinds;
    JsonNode parts = definitions(kinds);
    const JsonNode pod = objectOf(
        findKind("pod"),
        {{"name", nameNode()}, {"position", positionNode()}, {"cards", listOf(patterned(idPattern))}}, {});
    const JsonNode link =
        objectOf(findKind("link"), {{"from", endpointNode()}, {"to", endpointNode()}}, {"from", "to"});
    const JsonNode volume = objectOf(findKind("volume"), {{"name", nameNode()}}, {});
    const JsonNode note = objectOf(
        nullptr, {{"text", typed("string")}, {"position", positionNode()}, {"size", sizeNode()}}, {"text"});
    const JsonNode group =
        objectOf(nullptr, {{"title", typed("string")}, {"members", listOf(patterned(idPattern))}}, {"members"});
    const JsonNode assertion = objectOf(nullptr, {{"text", typed("string")}}, {"text"});
    const JsonNode scenario = typed("object")
                                  .add("properties", JsonNode::object()
                                                         .add("faults", sectionOf(oneOfKinds(kinds.faults, "fault.")))
                                                         .add("assertions", sectionOf(assertion)))
                                  .add("additionalProperties", JsonNode::ofBool(false));
    const JsonNode version = typed("integer").add("const", JsonNode::ofNumber(std::to_string(currentFormatVersion)));
    JsonNode root = JsonNode::object();
    root.add("$schema", text("http://json-schema.org/draft-07/schema#"));
    root.add("title", text("Bayplan document"));
    JsonNode body = objectOf(findKind("document"),
                             {{"$schema", typed("string")},
                              {"bayplan", version},
                              {"pods", sectionOf(pod)},
                              {"containers", sectionOf(oneOfKinds(kinds.containers, ""))},
                              {"links", sectionOf(link)},
                              {"volumes", sectionOf(volume)},
                              {"notes", sectionOf(note)},
                              {"groups", sectionOf(group)},
                              {"scenario", scenario}},
                             {"bayplan"});
    for (auto &[key, value] : body.members)
        root.members.emplace_back(key, value);
    root.add("definitions", std::move(parts));
    return prettyJson(root) + '\n';
}

} // namespace bayplan
