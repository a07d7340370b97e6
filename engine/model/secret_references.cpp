// SPDX-License-Identifier: Apache-2.0
#include "engine/model/secret_references.h"

#include "engine/model/entries.h"

#include <algorithm>

namespace bayplan {
namespace {

bool isVariableName(std::string_view text)
{
    const auto isPart = [](char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    return !text.empty() && (text.front() < '0' || text.front() > '9') && std::ranges::all_of(text, isPart);
}

} // namespace

std::vector<CommandPart> commandParts(std::string_view word)
{
    std::vector<CommandPart> parts;
    std::size_t begin = 0;
    for (auto at = word.find("${"); at != std::string_view::npos; at = word.find("${", at + 2)) {
        const auto end = word.find('}', at);
        if (end == std::string_view::npos)
            break;
        const std::string_view name = word.substr(at + 2, end - at - 2);
        if (!isVariableName(name) || !looksSecret(name))
            continue;
        if (at > begin)
            parts.push_back({std::string(word.substr(begin, at - begin)), false});
        parts.push_back({std::string(name), true});
        begin = end + 1;
    }
    if (begin < word.size())
        parts.push_back({std::string(word.substr(begin)), false});
    return parts;
}

} // namespace bayplan
