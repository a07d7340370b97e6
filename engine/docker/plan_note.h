// SPDX-License-Identifier: Apache-2.0
// The text of the plan that was deployed, as its note in the engine has it, asked what it says of one container.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace bayplan {

class PlanNote {
public:
    /// deployedText() of a plan; an empty text knows nobody.
    explicit PlanNote(std::string_view text);

    bool hasContainer(const std::string &instance) const { return m_lines.contains(instance); }
    bool hasLink(const std::string &id) const { return m_links.contains(id); }

    /// What that container's line says otherwise in another plan's text: "memory: 64MiB -> 80MiB, image: a -> b".
    /// Empty when the lines are equal: then something has changed that they do not say.
    std::string changesOf(const std::string &instance, std::string_view newText) const;

private:
    std::map<std::string, std::string> m_lines; ///< by instance: what follows its name
    std::set<std::string> m_links;
};

} // namespace bayplan
