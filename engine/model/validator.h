// SPDX-License-Identifier: Apache-2.0
// The parts of validate(): each looks at one aspect and adds what it finds. Included by validate*.cpp only.
#pragma once

#include "engine/model/entries.h"
#include "engine/model/validate.h"

#include <map>
#include <set>

namespace bayplan {

class Findings {
public:
    Problem &error(std::string code, const ElementId &element, std::string sentence, std::string advice = {})
    {
        return add(Severity::Error, std::move(code), element, std::move(sentence), std::move(advice));
    }
    Problem &warning(std::string code, const ElementId &element, std::string sentence, std::string advice = {})
    {
        return add(Severity::Warning, std::move(code), element, std::move(sentence), std::move(advice));
    }
    Problem &hint(std::string code, const ElementId &element, std::string sentence, std::string advice = {})
    {
        return add(Severity::Hint, std::move(code), element, std::move(sentence), std::move(advice));
    }

    std::vector<Problem> take() { return std::move(m_problems); }

private:
    Problem &add(Severity severity, std::string code, const ElementId &element, std::string sentence,
                 std::string advice)
    {
        return m_problems.emplace_back(
            Problem{severity, std::move(code), std::move(sentence), std::move(advice), element, {}, {}, {}});
    }

    std::vector<Problem> m_problems;
};

/// What more than one part looks up.
struct ValidationIndex {
    explicit ValidationIndex(const Topology &topology);

    std::map<ElementId, std::vector<const Container *>> byPod; ///< only containers whose kind is known
    std::map<ElementId, std::vector<const Link *>> linksFrom;  ///< by container
    std::map<ElementId, std::vector<const Link *>> linksTo;
    std::map<std::string, std::vector<const Container *>> mounting; ///< by volume name
};

void checkNames(const Topology &topology, Findings &findings);
void checkParams(const Topology &topology, Findings &findings);
void checkLinks(const Topology &topology, const ValidationIndex &index, Findings &findings);
void checkResources(const Topology &topology, const ValidationIndex &index,
                    Findings &findings); ///< ports, mounts, volumes
void checkPatterns(const Topology &topology, const ValidationIndex &index, Findings &findings);
void checkLoads(const Topology &topology, const ValidationIndex &index, Findings &findings);
void checkHosts(const Topology &topology, const ValidationIndex &index, Findings &findings);
void checkLimits(const Topology &topology, const ValidationIndex &index, Findings &findings);
void checkScenario(const Topology &topology, Findings &findings);

/// The mounts of a container that parse, whatever its kind.
std::vector<MountEntry> mountsOf(const Container &container);

/// "web/app", for sentences.
std::string describe(const Topology &topology, const Container &container);

} // namespace bayplan
