// SPDX-License-Identifier: Apache-2.0
// The parts of validate(): each looks at one aspect and adds what it finds. Included by validate*.cpp only.
#pragma once

#include "engine/base/translatable.h"
#include "engine/model/entries.h"
#include "engine/model/fixes.h"
#include "engine/model/validate.h"

#include <map>
#include <set>

namespace bayplan {

class Findings {
public:
    Problem &error(std::string code, const ElementId &element, Phrase sentence, Phrase advice = {})
    {
        return add(Severity::Error, std::move(code), element, std::move(sentence), std::move(advice));
    }
    Problem &warning(std::string code, const ElementId &element, Phrase sentence, Phrase advice = {})
    {
        return add(Severity::Warning, std::move(code), element, std::move(sentence), std::move(advice));
    }
    Problem &hint(std::string code, const ElementId &element, Phrase sentence, Phrase advice = {})
    {
        return add(Severity::Hint, std::move(code), element, std::move(sentence), std::move(advice));
    }

    std::vector<Problem> take() { return std::move(m_problems); }

private:
    Problem &add(Severity severity, std::string code, const ElementId &element, Phrase sentence, Phrase advice)
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
    std::map<std::string, const Pod *> podNamed;                    ///< the first of each name

    /// As in draft.h, without a look at every pod.
    ElementId targetOf(const Topology &topology, const std::string &target) const;

    /// True when a pod, or a replica of one, answers to the name.
    bool isPodName(const std::string &name) const { return podAnswering(name) != nullptr; }
    const Pod *podAnswering(const std::string &name) const;
};

void checkNames(const Topology &topology, const ValidationIndex &index, Findings &findings);
void checkParams(const Topology &topology, Findings &findings);
void checkLinks(const Topology &topology, const ValidationIndex &index, Findings &findings);
void checkResources(const Topology &topology, const ValidationIndex &index,
                    Findings &findings); ///< ports, mounts, volumes
void checkPatterns(const Topology &topology, const ValidationIndex &index, Findings &findings);
void checkSync(const Topology &topology, const Container &sync, Findings &findings);
void checkAdapter(const Topology &topology, const ValidationIndex &index, const Container &adapter, Findings &findings);
void checkElections(const Topology &topology, Findings &findings);
void checkAmbassadors(const Topology &topology, const ValidationIndex &index, Findings &findings); ///< their rings
void checkTimings(const Topology &topology, const ValidationIndex &index, Findings &findings); ///< of one with another
void checkLoads(const Topology &topology, const ValidationIndex &index, Findings &findings);
void checkHosts(const Topology &topology, const ValidationIndex &index, Findings &findings);
void checkLimits(const Topology &topology, const ValidationIndex &index, Findings &findings);
void checkScenario(const Topology &topology, const ValidationIndex &index, Findings &findings);

/// True when a link leaves the container from that port.
bool callsFrom(const ValidationIndex &index, const Container &container, std::string_view port);

/// Of the container's pod, spare ones not counted; 1 when there is no such pod.
std::int64_t runningReplicas(const Topology &topology, const Container &container);

/// "web/app", for sentences.
std::string describe(const Topology &topology, const Container &container);

} // namespace bayplan
