// SPDX-License-Identifier: Apache-2.0
#include "engine/manifests/kubernetes_environment.h"

#include "engine/base/variables.h"
#include "engine/model/secret_references.h"

#include <optional>
#include <utility>

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

/// NAME takes a key of the Secret; its value never stands in a manifest.
YamlValue secretVariable(const std::string &name, const std::string &secret, const std::string &key)
{
    YamlValue out;
    out["name"] = name;
    out["valueFrom"]["secretKeyRef"]["name"] = secret;
    out["valueFrom"]["secretKeyRef"]["key"] = key;
    return out;
}

/// An entry NAME=VALUE of the user's.
struct UserVariable {
    std::string name;
    std::string text;               ///< as Kubernetes reads it, with $(OTHER) for each variable
    std::vector<std::string> needs; ///< the variables
    bool isOneVariable = false;     ///< the value is ${OTHER} and nothing else
};

UserVariable userVariable(const std::string &entry)
{
    constexpr char mark = '\1';
    const auto equals = entry.find('=');
    const std::string value = equals == std::string::npos ? std::string() : entry.substr(equals + 1);
    UserVariable variable{entry.substr(0, equals), {}, {}, false};
    const auto marked = [&](const std::string &name, const std::optional<std::string> &fallback) {
        if (!fallback)
            variable.needs.push_back(name);
        return std::optional(fallback.value_or(std::string(1, mark)));
    };
    std::string rest = expandVariables(value, DollarPairs::Collapse, marked);
    for (const std::string &name : variable.needs) {
        const auto at = rest.find(mark);
        variable.text += kubernetesLiteral(rest.substr(0, at)) + "$(" + name + ')';
        rest.erase(0, at + 1);
    }
    variable.text += kubernetesLiteral(rest);
    variable.isOneVariable = variable.needs.size() == 1 && value == "${" + variable.needs.front() + '}';
    return variable;
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
    // The cluster puts $(NAME) in where NAME stands before.
    YamlValue environment = YamlValue::list();
    std::vector<UserVariable> texts;
    std::set<std::string> needed = secretsOf(instance);
    for (const std::string &entry : instance.environment) {
        UserVariable variable = userVariable(entry);
        if (variable.isOneVariable) {
            environment.push(secretVariable(variable.name, secret, variable.needs.front()));
        } else {
            needed.insert(variable.needs.begin(), variable.needs.end());
            texts.push_back(std::move(variable));
        }
    }
    for (const std::string &entry : instance.environment)
        needed.erase(entry.substr(0, entry.find('=')));
    for (const std::string &name : needed)
        environment.push(secretVariable(name, secret, name));
    for (const UserVariable &variable : texts) {
        YamlValue text;
        text["name"] = variable.name;
        text["value"] = variable.text;
        environment.push(std::move(text));
    }
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
