// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/environment.h"

#include "engine/base/translatable.h"
#include "engine/model/secret_references.h"

#include <algorithm>
#include <cctype>

namespace bayplan {

namespace {

bool isNameByte(char c)
{
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

Phrase isNotSet(const std::string &name)
{
    return {QT_TRANSLATE_NOOP("phrase", "The environment variable %1 is not set."), name};
}

/// What stands between ${ and }.
Result<std::string> valueOf(std::string_view inside, const LookUp &lookUp)
{
    const auto nameEnd = std::ranges::find_if_not(inside, isNameByte);
    const std::string name(inside.begin(), nameEnd);
    std::string_view rest(nameEnd, inside.end());
    const bool emptyCounts = !rest.starts_with(":");
    if (!emptyCounts)
        rest.remove_prefix(1);
    const auto value = lookUp(name);
    if (value && (emptyCounts || !value->empty()))
        return *value;
    if (rest.starts_with("-"))
        return std::string(rest.substr(1));
    return fail(
        ErrorCode::NotFound,
        Told{isNotSet(name),
             {QT_TRANSLATE_NOOP("phrase", "Set it where the deploy is started, or write ${%1:-VALUE}."), name}});
}

} // namespace

Result<std::string> expandVariables(std::string_view text, const LookUp &lookUp)
{
    std::string expanded;
    while (!text.empty()) {
        const auto dollar = text.find('$');
        expanded.append(text.substr(0, dollar));
        if (dollar == std::string_view::npos)
            break;
        text.remove_prefix(dollar);
        if (!text.starts_with("${")) {
            expanded += '$';
            text.remove_prefix(text.starts_with("$$") ? 2 : 1);
            continue;
        }
        const auto end = text.find('}');
        if (end == std::string_view::npos)
            return fail(ErrorCode::InvalidInput,
                        Told{{QT_TRANSLATE_NOOP("phrase", "\"%1\" lacks its closing brace."), std::string(text)}, {}});
        const auto value = valueOf(text.substr(2, end - 2), lookUp);
        if (!value)
            return value.error();
        expanded += *value;
        text.remove_prefix(end + 1);
    }
    return expanded;
}

Result<std::string> putSecretsIn(std::string_view word, const LookUp &lookUp)
{
    std::string whole;
    for (const CommandPart &part : commandParts(word)) {
        const auto text = part.isSecret ? lookUp(part.text) : part.text;
        if (!text)
            return fail(
                ErrorCode::NotFound,
                Told{isNotSet(part.text),
                     {QT_TRANSLATE_NOOP("phrase", "Set it where the deploy is started, or write $%1 to leave it to the "
                                                  "container's own shell."),
                      part.text}});
        whole += *text;
    }
    return whole;
}

} // namespace bayplan
