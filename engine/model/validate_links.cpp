// SPDX-License-Identifier: Apache-2.0
#include "engine/model/validator.h"

#include <algorithm>
#include <map>

namespace bayplan {
namespace {

/// The port of one end; nullptr, and a finding, when it is not there or of the other direction.
const PortInfo *checkEnd(const Topology &topology, const Link &link, const Endpoint &end, Direction direction,
                         Findings &findings)
{
    const std::string param = direction == Direction::Out ? "from" : "to";
    const auto container = topology.containers.find(end.container);
    if (container == topology.containers.end()) {
        Problem &problem = findings.error("link.end-missing", link.id,
                                          "The link \"" + link.id + "\" leads to a container \"" + end.container +
                                              "\" that is not there.",
                                          "Connect it to another one, or remove it.");
        problem.param = param;
        problem.fix = removeElements(topology, {link.id});
        problem.fixLabel = "Remove the link";
        return nullptr;
    }
    const KindInfo *kind = findKind(container->second.kind);
    if (!kind)
        return nullptr;
    const PortInfo *port = findPort(*kind, end.port);
    if (port && port->direction == direction)
        return port;
    std::string known;
    for (const PortInfo &other : kind->ports)
        if (other.direction == direction)
            known += (known.empty() ? "" : ", ") + other.name;
    const std::string where = describe(topology, container->second);
    Problem &problem =
        port ? findings.error("link.direction", link.id,
                              "The port \"" + end.port + "\" of \"" + where + "\" is for the other end of a link.")
             : findings.error("link.port-unknown", link.id, '"' + where + "\" has no port \"" + end.port + "\".");
    problem.param = param;
    problem.advice =
        known.empty() ? "A " + kind->title + " has no port there." : "Its ports for this end are: " + known + '.';
    return nullptr;
}

void checkProtocols(const Link &link, const PortInfo &from, const PortInfo &to, Findings &findings)
{
    if (from.protocol == to.protocol || from.protocol == Protocol::Any || to.protocol == Protocol::Any)
        return;
    findings.error("link.protocol", link.id,
                   "The caller speaks " + std::string(toText(from.protocol)) + ", the other side answers " +
                       std::string(toText(to.protocol)) + '.',
                   "Connect ports of one protocol.");
}

/// Requests that come round to where they began never end: found by depth-first search over the calls between
/// containers.
class CycleSearch {
public:
    CycleSearch(const Topology &topology, const ValidationIndex &index, Findings &findings)
        : m_topology(topology), m_index(index), m_findings(findings)
    {}

    void run()
    {
        for (const auto &[id, container] : m_topology.containers)
            if (!m_marks.contains(id))
                visit(id);
    }

private:
    struct Step {
        ElementId container;
        std::size_t next = 0;
    };

    void visit(const ElementId &start)
    {
        std::vector<Step> path{{start}};
        m_marks[start] = open;
        while (!path.empty()) {
            Step &step = path.back();
            const auto links = m_index.linksFrom.find(step.container);
            if (links == m_index.linksFrom.end() || step.next == links->second.size()) {
                m_marks[step.container] = done;
                path.pop_back();
                continue;
            }
            follow(*links->second[step.next++], path);
        }
    }

    void follow(const Link &link, std::vector<Step> &path)
    {
        const ElementId &to = link.to.container;
        const auto mark = m_marks.find(to);
        if (!m_topology.containers.contains(to) || (mark != m_marks.end() && mark->second == done))
            return;
        if (mark == m_marks.end()) {
            m_marks[to] = open;
            path.push_back({to});
            return;
        }
        m_findings.warning("link.cycle", link.id,
                           "This link closes a circle of calls: a request could go round until it times out.",
                           "Remove it, or give one link of the circle fewer calls per request.");
    }

    static constexpr bool open = false;
    static constexpr bool done = true;
    const Topology &m_topology;
    const ValidationIndex &m_index;
    Findings &m_findings;
    std::map<ElementId, bool> m_marks;
};

} // namespace

void checkLinks(const Topology &topology, const ValidationIndex &index, Findings &findings)
{
    std::set<std::pair<Endpoint, Endpoint>> pairs;
    std::map<Endpoint, int> ends;
    for (const auto &[id, link] : topology.links) {
        const PortInfo *from = checkEnd(topology, link, link.from, Direction::Out, findings);
        const PortInfo *to = checkEnd(topology, link, link.to, Direction::In, findings);
        if (!from || !to)
            continue;
        checkProtocols(link, *from, *to, findings);
        if (link.from.container == link.to.container)
            findings.error("link.self", id, "The link \"" + id + "\" leads back to its own container.", "Remove it.");
        if (!pairs.insert({link.from, link.to}).second)
            findings.warning("link.duplicate", id, "There is another link between the same ports.",
                             "Remove one, and set its calls per request.");
        if ((++ends[link.from] > 1 && !from->many) || (++ends[link.to] > 1 && !to->many))
            findings.error("link.port-full", id, "The port takes only one link.", "Remove one of them.");
    }
    CycleSearch(topology, index, findings).run();
}

} // namespace bayplan
