// SPDX-License-Identifier: Apache-2.0
#include "engine/model/validator.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace bayplan {
namespace {

bool speakAlike(const PortInfo &from, const PortInfo &to)
{
    return from.protocol == to.protocol || from.protocol == Protocol::Any || to.protocol == Protocol::Any;
}

const KindInfo *kindAt(const Topology &topology, const Endpoint &end)
{
    const auto container = topology.containers.find(end.container);
    return container == topology.containers.end() ? nullptr : findKind(container->second.kind);
}

const PortInfo *portAt(const KindInfo *kind, const std::string &name, Direction direction)
{
    const PortInfo *port = kind ? findPort(*kind, name) : nullptr;
    return port && port->direction == direction ? port : nullptr;
}

/// Two ports that a call can run between, those that are named before others.
std::optional<std::pair<Endpoint, Endpoint>> fittingPorts(const KindInfo *caller, const Endpoint &from,
                                                          const KindInfo *callee, const Endpoint &to)
{
    if (!caller || !callee)
        return std::nullopt;
    std::optional<std::pair<Endpoint, Endpoint>> best;
    int most = -1;
    for (const PortInfo &out : caller->ports) {
        for (const PortInfo &in : callee->ports) {
            const int named = (out.name == from.port ? 1 : 0) + (in.name == to.port ? 1 : 0);
            if (out.direction == Direction::Out && in.direction == Direction::In && speakAlike(out, in) &&
                named > most) {
                most = named;
                best = {{from.container, out.name}, {to.container, in.name}};
            }
        }
    }
    return best;
}

/// A link that was drawn the wrong way round is turned; else it gets ports that fit; else it goes.
void offerPorts(Problem &problem, const Topology &topology, const Link &link)
{
    const KindInfo *from = kindAt(topology, link.from);
    const KindInfo *to = kindAt(topology, link.to);
    const PortInfo *out = portAt(to, link.to.port, Direction::Out);
    const PortInfo *in = portAt(from, link.from.port, Direction::In);
    auto ends = out && in && speakAlike(*out, *in) ? std::optional(std::pair(link.to, link.from))
                                                   : fittingPorts(from, link.from, to, link.to);
    if (!ends)
        return offerRemoval(problem, QT_TRANSLATE_NOOP("phrase", "Remove the link"), link.id);
    const bool isTurned = ends->first == link.to;
    offer(problem,
          isTurned ? Phrase(QT_TRANSLATE_NOOP("phrase", "Turn it round"))
                   : Phrase(QT_TRANSLATE_NOOP("phrase", "From %1 to %2"), ends->first.port, ends->second.port),
          [id = link.id, ends = *ends](Topology &mended) {
              if (const auto found = mended.links.find(id); found != mended.links.end())
                  std::tie(found->second.from, found->second.to) = ends;
          });
}

/// One link that makes the calls of both.
void offerMerge(Problem &problem, const ElementId &kept, const Link &merged)
{
    offer(problem, QT_TRANSLATE_NOOP("phrase", "Merge the two"), [kept, id = merged.id](Topology &topology) {
        const auto first = topology.links.find(kept);
        const auto second = topology.links.find(id);
        if (first == topology.links.end() || second == topology.links.end())
            return;
        const double calls =
            paramsOf(first->second).number("callsPerRequest") + paramsOf(second->second).number("callsPerRequest");
        apply(topology, removeElements(topology, {id}));
        putParam(topology, kept, "callsPerRequest", Value(std::min(calls, 1000.0)));
    });
}

/// The port of one end; nullptr, and a finding, when it is not there or of the other direction.
const PortInfo *checkEnd(const Topology &topology, const Link &link, const Endpoint &end, Direction direction,
                         Findings &findings)
{
    const std::string param = direction == Direction::Out ? "from" : "to";
    const auto container = topology.containers.find(end.container);
    if (container == topology.containers.end()) {
        Problem &problem = findings.error(
            "link.end-missing", link.id,
            {QT_TRANSLATE_NOOP("phrase", "The link \"%1\" leads to a container \"%2\" that is not there."), link.id,
             end.container},
            QT_TRANSLATE_NOOP("phrase", "Connect it to another one, or remove it."));
        problem.param = param;
        offerRemoval(problem, QT_TRANSLATE_NOOP("phrase", "Remove the link"), link.id);
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
                              {QT_TRANSLATE_NOOP("phrase", "The port \"%1\" of \"%2\" is for the other end of a link."),
                               end.port, where})
             : findings.error("link.port-unknown", link.id,
                              {QT_TRANSLATE_NOOP("phrase", "\"%1\" has no port \"%2\"."), where, end.port});
    problem.param = param;
    problem.advice = known.empty()
                         ? Phrase(QT_TRANSLATE_NOOP("phrase", "A %1 has no port there."), catalogPhrase(kind->title))
                         : Phrase(QT_TRANSLATE_NOOP("phrase", "Its ports for this end are: %1."), known);
    offerPorts(problem, topology, link);
    return nullptr;
}

void checkProtocols(const Topology &topology, const Link &link, const PortInfo &from, const PortInfo &to,
                    Findings &findings)
{
    if (speakAlike(from, to))
        return;
    offerPorts(findings.error("link.protocol", link.id,
                              {QT_TRANSLATE_NOOP("phrase", "The caller speaks %1, the other side answers %2."),
                               std::string(toText(from.protocol)), std::string(toText(to.protocol))},
                              QT_TRANSLATE_NOOP("phrase", "Connect ports of one protocol.")),
               topology, link);
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
        offerRemoval(
            m_findings.warning(
                "link.cycle", link.id,
                QT_TRANSLATE_NOOP("phrase",
                                  "This link closes a circle of calls: a request could go round until it times out."),
                QT_TRANSLATE_NOOP("phrase", "Remove it, or give one link of the circle fewer calls per request.")),
            QT_TRANSLATE_NOOP("phrase", "Remove the link"), link.id);
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
    std::map<std::pair<Endpoint, Endpoint>, ElementId> pairs;
    std::map<Endpoint, int> ends;
    for (const auto &[id, link] : topology.links) {
        const PortInfo *from = checkEnd(topology, link, link.from, Direction::Out, findings);
        const PortInfo *to = checkEnd(topology, link, link.to, Direction::In, findings);
        if (!from || !to)
            continue;
        checkProtocols(topology, link, *from, *to, findings);
        if (link.from.container == link.to.container)
            offerRemoval(
                findings.error("link.self", id,
                               {QT_TRANSLATE_NOOP("phrase", "The link \"%1\" leads back to its own container."), id},
                               QT_TRANSLATE_NOOP("phrase", "Remove it.")),
                QT_TRANSLATE_NOOP("phrase", "Remove the link"), id);
        const auto [first, isNew] = pairs.try_emplace({link.from, link.to}, id);
        if (!isNew)
            offerMerge(findings.warning("link.duplicate", id,
                                        QT_TRANSLATE_NOOP("phrase", "There is another link between the same ports."),
                                        QT_TRANSLATE_NOOP("phrase", "Remove one, and set its calls per request.")),
                       first->second, link);
        const bool isFirstOut = ++ends[link.from] == 1;
        const bool isFirstIn = ++ends[link.to] == 1;
        if ((!isFirstOut && !from->many) || (!isFirstIn && !to->many))
            offerRemoval(findings.error("link.port-full", id,
                                        QT_TRANSLATE_NOOP("phrase", "The port takes only one link."),
                                        QT_TRANSLATE_NOOP("phrase", "Remove one of them.")),
                         QT_TRANSLATE_NOOP("phrase", "Remove the link"), id);
    }
    CycleSearch(topology, index, findings).run();
}

} // namespace bayplan
