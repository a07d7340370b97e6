// SPDX-License-Identifier: Apache-2.0
#include "engine/manifests/compose_variables.h"

#include "engine/base/variables.h"
#include "engine/manifests/compose_secrets.h"
#include "engine/model/entries.h"

#include <optional>
#include <set>

namespace bayplan {
namespace {

class VariableFiller {
public:
    VariableFiller(int serviceDepth, const std::map<std::string, std::string> &given, LossList &losses)
        : m_serviceDepth(serviceDepth), m_given(given), m_losses(losses)
    {}

    /// Extensions are not read: what the services took from them stands there too.
    void fillRoot(YamlNode &root)
    {
        for (YamlEntry &entry : root.entries)
            if (!entry.key.starts_with("x-"))
                fill(entry.value, '/' + entry.key, Filler::Nobody, 1);
    }

private:
    /// Who fills in what is left of a variable.
    enum class Filler { Nobody, Deploy, DeployInCommand };

    static Filler fillerOf(const std::string &serviceKey)
    {
        if (serviceKey == "environment")
            return Filler::Deploy;
        return serviceKey == "command" || serviceKey == "entrypoint" ? Filler::DeployInCommand : Filler::Nobody;
    }

    void fill(YamlNode &node, const std::string &pointer, Filler filler, int depth)
    {
        if (node.isScalar() && node.text.find('$') != std::string::npos)
            fillText(node, pointer, filler);
        for (std::size_t i = 0; i < node.items.size(); ++i)
            fill(node.items[i], pointer + '/' + std::to_string(i), filler, depth + 1);
        for (YamlEntry &entry : node.entries)
            fill(entry.value, pointer + '/' + entry.key, depth == m_serviceDepth ? fillerOf(entry.key) : filler,
                 depth + 1);
    }

    void fillText(YamlNode &node, const std::string &pointer, Filler filler)
    {
        const auto pairs = filler == Filler::Deploy ? DollarPairs::Keep : DollarPairs::Collapse;
        const std::string text = filler == Filler::DeployInCommand ? leftToShell(node.text) : node.text;
        node.text =
            expandVariables(text, pairs, [&](const std::string &name, const std::optional<std::string> &fallback) {
                const auto say = [&](const std::string &sentence) {
                    if (m_said.insert(name).second)
                        m_losses.add(LossSeverity::Note, node.line, node.column, pointer, sentence);
                };
                return std::optional(looksSecret(name) ? secretFor(name, fallback, filler, say)
                                                       : valueFor(name, fallback, filler, say));
            });
    }

    template <class Say>
    std::string valueFor(const std::string &name, const std::optional<std::string> &fallback, Filler filler,
                         const Say &say) const
    {
        if (const auto given = m_given.find(name); given != m_given.end())
            return given->second;
        if (fallback)
            return *fallback;
        const bool isLater = filler == Filler::Deploy;
        say("The variable " + name +
            " has no default: " + (isLater ? "set it in the environment when you deploy." : "it is taken as empty."));
        return isLater ? "${" + name + '}' : std::string();
    }

    template <class Say>
    std::string secretFor(const std::string &name, const std::optional<std::string> &fallback, Filler filler,
                          const Say &say) const
    {
        if (!m_given.contains(name) && fallback && fallback->empty())
            return {};
        say(filler == Filler::Nobody
                ? "The variable " + name + " looks like a secret and is not put in here."
                : "The value of " + name + " is not kept: set " + name + " in the environment when you deploy.");
        return "${" + name + '}';
    }

    int m_serviceDepth;
    const std::map<std::string, std::string> &m_given;
    LossList &m_losses;
    std::set<std::string> m_said; ///< names
};

} // namespace

void fillVariables(YamlNode &root, int serviceDepth, const std::map<std::string, std::string> &given, LossList &losses)
{
    VariableFiller(serviceDepth, given, losses).fillRoot(root);
}

} // namespace bayplan
