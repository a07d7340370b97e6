// SPDX-License-Identifier: Apache-2.0
#include "engine/manifests/kubernetes_environment.h"

#include "engine/base/variables.h"
#include "engine/model/secret_references.h"

#include <algorithm>

namespace bayplan {
namespace {

/// Kubernetes reads $(NAME) in an environment value; $$ is a plain dollar before a parenthesis.
std::string kubernetesLiteral(const std::string &text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        out += text[i];
        if (text[i] == '$' && i + 1 < text.size() && (text[i + 1] == '(' || text[i + 1] == '$'))
            out += '$';
    }
    return out;
}

/// NAME=${OTHER} takes the key OTHER of the deployment's Secret; its value never stands in a manifest.
YamlValue userVariable(const std::string &entry, const std::string &secret)
{
    const auto equals = entry.find('=');
    const std::string name = entry.substr(0, equals);
    const std::string value = equals == std::string::npos ? std::string() : entry.substr(equals + 1);
    std::string whole;
    const auto keep = [&](const std::string &variable, const std::optional<std::string> &) {
        whole = variable;
        return std::optional<std::string>();
    };
    const std::string expanded = expandVariables(value, DollarPairs::Collapse, keep);
    if (whole.empty() || value != "${" + whole + '}')
        return namedValue(name, expanded);
    YamlValue out;
    out["name"] = name;
    out["valueFrom"]["secretKeyRef"]["name"] = secret;
    out["valueFrom"]["secretKeyRef"]["key"] = whole;
    return out;
}

} // namespace

YamlValue namedValue(const std::string &name, const std::string &value)
{
    YamlValue entry;
    entry["name"] = name;
    entry["value"] = kubernetesLiteral(value);
    return entry;
}

YamlValue userEnvironment(const InstancePlan &instance, const std::string &secret)
{
    YamlValue environment = YamlValue::list();
    for (const std::string &entry : instance.environment)
        environment.push(userVariable(entry, secret));
    for (const std::string &name : secretsOf(instance))
        if (std::ranges::none_of(instance.environment,
                                 [&](const std::string &entry) { return entry.starts_with(name + '='); }))
            environment.push(userVariable(name + "=${" + name + '}', secret));
    return environment;
}

std::set<std::string> secretsOf(const InstancePlan &instance)
{
    std::set<std::string> names;
    for (const std::vector<std::string> *words : {&instance.entrypoint, &instance.command})
        for (const std::string &word : *words)
            for (const CommandPart &part : commandParts(word))
                if (part.isSecret)
                    names.insert(part.text);
    return names;
}

YamlValue argumentsOf(const std::vector<std::string> &words)
{
    YamlValue list = YamlValue::list();
    for (const std::string &word : words) {
        std::string text;
        for (const CommandPart &part : commandParts(word))
            text += part.isSecret ? "$(" + part.text + ')' : part.text;
        list.push(text);
    }
    return list;
}

} // namespace bayplan
