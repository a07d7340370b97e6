// SPDX-License-Identifier: Apache-2.0
// What each pattern needs to work, and what a scenario aims at.
#include "engine/model/draft.h"
#include "engine/model/validator.h"

#include "engine/base/comparison.h"
#include "engine/base/sync_source.h"
#include "engine/base/units.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace bayplan {
namespace {

class PatternCheck {
public:
    PatternCheck(const Topology &topology, const ValidationIndex &index, Findings &findings)
        : m_topology(topology), m_index(index), m_findings(findings)
    {}

    void check(const Container &container)
    {
        const std::string name = describe(m_topology, container);
        if (container.kind == "load")
            needCall(container, "target", Severity::Warning, "The load generator " + name + " calls nobody.",
                     "Connect its target.");
        else if (container.kind == "memcache-ambassador")
            needCall(container, "servers", Severity::Error, "The ambassador " + name + " has no servers.",
                     "Connect it to memcached containers.");
        else if (container.kind == "adapter")
            checkAdapter(container, name);
        else if (container.kind == "log-saver")
            needCall(container, "sink", Severity::Error, "The log saver " + name + " has nowhere to ship to.",
                     "Connect its sink.");
        else if (container.kind == "worker")
            needCall(container, "queue", Severity::Error, "The worker " + name + " has no work queue.",
                     "Connect its queue.");
        else if (container.kind == "http-ambassador")
            needCall(container, "services", Severity::Error, "The ambassador " + name + " has no services.",
                     "Connect it to the containers that it calls.");
        else if (container.kind == "content-sync")
            checkSync(container, name);
        else if (container.kind == "scatter-root")
            checkRoot(container, name);
        else if (container.kind == "work-queue")
            checkQueue(container, name);
        else if (container.kind == "elector")
            checkElector(container, name);
    }

    void checkElections()
    {
        for (const auto &[election, members] : m_elections) {
            const ElementId &first = members.containers.front()->id;
            const std::string text = "The election \"" + election + "\" has ";
            if (members.count == 1) {
                Problem &problem =
                    m_findings.warning("elector.alone", first, text + "one member: nobody takes over when it fails.",
                                       "Give its pod three replicas.");
                if (auto edit =
                        setParam(m_topology, members.containers.front()->pod, "replicas", Value(std::int64_t{3}))) {
                    problem.fix = *edit;
                    problem.fixLabel = "Three replicas";
                }
            } else if (members.count % 2 == 0) {
                m_findings.hint("elector.even", first,
                                text + std::to_string(members.count) +
                                    " members: it stands no more failures than with one member less.",
                                "Use an odd number.");
            }
        }
    }

private:
    struct Members {
        std::vector<const Container *> containers;
        std::int64_t count = 0;
    };

    bool calls(const Container &container, std::string_view port) const
    {
        const auto links = m_index.linksFrom.find(container.id);
        return links != m_index.linksFrom.end() &&
               std::ranges::any_of(links->second, [&](const Link *link) { return link->from.port == port; });
    }

    void needCall(const Container &container, const std::string &port, Severity severity, std::string sentence,
                  std::string advice)
    {
        if (calls(container, port))
            return;
        const std::string code = container.kind + ".no-" + port;
        if (severity == Severity::Error)
            m_findings.error(code, container.id, std::move(sentence), std::move(advice));
        else
            m_findings.warning(code, container.id, std::move(sentence), std::move(advice));
    }

    void checkSync(const Container &container, const std::string &name)
    {
        const ParamReader params = paramsOf(container);
        const auto complain = [&](const std::string &key, const std::string &sentence, const std::string &advice) {
            m_findings.error("content-sync." + key, container.id, name + ": " + sentence, advice).param = key;
        };
        if (const auto good = checkSyncSource(params.text("source")); !good)
            complain("source", good.error().message, good.error().advice);
        if (const auto good = checkGitRevision(params.text("revision")); !good)
            complain("revision", good.error().message, good.error().advice);
        else if (isArchiveSource(params.text("source")) && container.params.contains("revision"))
            m_findings
                .warning("content-sync.archive-revision", container.id,
                         name + ": an archive has no revision; the one that is given is not heeded.",
                         "Take it out, or give a git repository as source.")
                .param = "revision";
        const std::string link = params.text("link");
        if (link.empty() || link.front() == '.' || link.find('/') != std::string::npos)
            complain("link", "\"" + link + "\" is no name of a link in the folder.", "Write a plain name: current.");
        const std::string folder = params.text("folder");
        const auto mounts = mountsOf(container);
        const bool isBelow = std::ranges::any_of(mounts, [&](const MountEntry &mount) {
            return !mount.readOnly && (folder == mount.path || folder.starts_with(mount.path + '/'));
        });
        if (!isBelow)
            complain("folder", "the folder \"" + folder + "\" is below no mount that can be written to.",
                     "Mount the volume that it shares with the main container.");
    }

    void checkAdapter(const Container &container, const std::string &name)
    {
        const ParamReader params = paramsOf(container);
        if (params.text("format") != "lines")
            needCall(container, "source", Severity::Error, "The adapter " + name + " adapts nobody.",
                     "Connect its source.");
        const auto complain = [&](const std::string &key, const std::string &sentence, const std::string &advice) {
            m_findings.error("adapter." + key, container.id, name + ": " + sentence, advice).param = key;
        };
        const std::string path = params.text("path");
        if (!path.empty() && (path.front() != '/' || path.find_first_of(" \t\r\n") != std::string::npos))
            complain("path", "the path \"" + path + "\" is none.", "Begin with a slash, without blanks: /stats.");
        for (const std::string &text : params.list("healthy")) {
            if (const auto good = parseComparison(text); !good)
                complain("healthy", good.error().message, good.error().advice);
        }
        checkHealthCommand(container, name);
        for (const std::string &text : params.list("counts")) {
            const std::size_t equals = text.find('=');
            if (equals == 0 || equals == std::string::npos || equals + 1 == text.size())
                complain("counts", "\"" + text + "\" names no lines.", "Write NAME=WORDS: errors=ERROR.");
        }
    }

    void checkHealthCommand(const Container &container, const std::string &name)
    {
        const ParamReader params = paramsOf(container);
        const std::vector<std::string> command = params.list("healthCommand");
        if (command.empty())
            return;
        if (command.front().empty())
            m_findings
                .error("adapter.healthCommand", container.id, name + ": the health command begins with no program.",
                       "Write the program first, then each argument as an entry of its own.")
                .param = "healthCommand";
        if (params.text("image").empty())
            m_findings
                .warning("adapter.image", container.id,
                         name + ": deployed, its health command runs in our image, which has no programs.",
                         "Give an image that has it.")
                .param = "image";
        if (!params.list("healthy").empty())
            m_findings
                .warning("adapter.healthy-unheeded", container.id,
                         name + ": its health command decides alone; what is asked of the figures is not heeded.",
                         "Take out one of the two.")
                .param = "healthy";
    }

    void checkRoot(const Container &container, const std::string &name)
    {
        needCall(container, "shards", Severity::Error, "The root " + name + " has no shards.",
                 "Connect it to its leaves, or to the roots of subtrees.");
        const auto links = m_index.linksFrom.find(container.id);
        const auto shards =
            links == m_index.linksFrom.end()
                ? 0
                : std::ranges::count_if(links->second, [](const Link *link) { return link->from.port == "shards"; });
        for (const char *key : {"quorum", "goodEnough"}) {
            const double wanted = paramsOf(container).number(key);
            if (shards > 0 && wanted > 1 && wanted > static_cast<double>(shards))
                m_findings
                    .warning("scatter-root." + std::string(key), container.id,
                             name + " waits for " + formatNumber(wanted) + " parts and has " + std::to_string(shards) +
                                 " shards.",
                             "Choose " + std::to_string(shards) + " or fewer, or a fraction up to 1.")
                    .param = key;
        }
    }

    std::int64_t replicasOf(const Container &container) const
    {
        const auto pod = m_topology.pods.find(container.pod);
        return pod == m_topology.pods.end() ? 1 : paramsOf(pod->second).integer("replicas");
    }

    void checkQueue(const Container &container, const std::string &name)
    {
        const auto links = m_index.linksTo.find(container.id);
        const bool hasWorker =
            links != m_index.linksTo.end() && std::ranges::any_of(links->second, [&](const Link *link) {
                const auto caller = m_topology.containers.find(link->from.container);
                return caller != m_topology.containers.end() && caller->second.kind == "worker";
            });
        if (!hasWorker)
            m_findings.warning("work-queue.no-worker", container.id, "Nobody works on the tasks of " + name + '.',
                               "Connect a worker to it.");
        checkPace(container, name);
        if (replicasOf(container) > 1) {
            Problem &problem = m_findings.warning("work-queue.replicas", container.id,
                                                  "Every replica of " + name +
                                                      " is a queue of its own: a worker sees the tasks of one only.",
                                                  "Use one replica.");
            if (auto edit = setParam(m_topology, container.pod, "replicas", std::nullopt)) {
                problem.fix = *edit;
                problem.fixLabel = "One replica";
            }
        }
    }

    /// Arrivals beyond what its workers can do, where the drawing says both.
    void checkPace(const Container &queue, const std::string &name)
    {
        const double come = tasksPerSecond(queue, 0);
        const double done = workedPerSecond(queue);
        if (done <= 0 || come <= done)
            return;
        m_findings.warning("work-queue.overload", queue.id,
                           "Tasks come to " + name + " at " + formatNumber(rounded(come)) +
                               " a second and its workers do " + formatNumber(rounded(done)) +
                               ": it grows until it is full.",
                           "Give it more workers or slots, or less work.");
    }

    static double rounded(double rate) { return std::round(rate * 100) / 100; }

    /// From open loops, and from the stages before; what containers put in is not known.
    double tasksPerSecond(const Container &queue, int stages) const
    {
        constexpr int mostStages = 32; // a circle is told elsewhere
        const auto links = m_index.linksTo.find(queue.id);
        if (links == m_index.linksTo.end() || stages > mostStages)
            return 0;
        double sum = 0;
        for (const Link *link : links->second) {
            const auto caller = m_topology.containers.find(link->from.container);
            if (caller == m_topology.containers.end())
                continue;
            if (caller->second.kind == "work-queue")
                sum += tasksPerSecond(caller->second, stages + 1);
            else if (caller->second.kind == "load")
                sum += shareOf(caller->second, *link);
        }
        return sum;
    }

    /// Of the requests of an open loop, those that go over this link.
    double shareOf(const Container &load, const Link &link) const
    {
        const ParamReader params = paramsOf(load);
        if (params.text("arrivals") == "closed-loop")
            return 0;
        double all = 0;
        for (const Link *other : m_index.linksFrom.at(load.id))
            all += weightOf(*other);
        // Weights of nothing but 0 are all alike.
        const double share =
            all > 0 ? weightOf(link) / all : 1.0 / static_cast<double>(m_index.linksFrom.at(load.id).size());
        return params.number("rate") * static_cast<double>(replicasOf(load)) * share;
    }

    static double weightOf(const Link &link) { return static_cast<double>(paramsOf(link).integer("weight")); }

    double workedPerSecond(const Container &queue) const
    {
        const auto links = m_index.linksTo.find(queue.id);
        double sum = 0;
        for (std::size_t i = 0; links != m_index.linksTo.end() && i < links->second.size(); ++i) {
            const auto caller = m_topology.containers.find(links->second[i]->from.container);
            if (caller == m_topology.containers.end() || caller->second.kind != "worker")
                continue;
            const ParamReader params = paramsOf(caller->second);
            const double seconds = toSeconds(params.distribution("workTime").expected());
            if (seconds <= 0)
                return std::numeric_limits<double>::infinity();
            sum += static_cast<double>(params.integer("slots") * replicasOf(caller->second)) / seconds *
                   (1 - params.number("failureRate"));
        }
        return sum;
    }

    void checkElector(const Container &container, const std::string &name)
    {
        const ParamReader params = paramsOf(container);
        const Duration least = params.duration("electionTimeoutMin");
        const auto complain = [&](const std::string &key, const std::string &sentence, const std::string &advice) {
            m_findings.error("elector." + key, container.id, name + ": " + sentence, advice).param = key;
        };
        if (params.duration("lease") >= least)
            complain("lease", "the lease is not shorter than the least election time-out, so two could lead at once.",
                     "Choose a lease below " + formatDuration(least) + '.');
        if (params.duration("heartbeat") >= params.duration("lease"))
            complain("heartbeat", "the leader renews more rarely than its lease lasts.",
                     "Choose a heartbeat of a quarter of the lease.");
        if (params.duration("electionTimeoutMax") < least)
            complain("electionTimeoutMax", "the greatest election time-out is below the least.",
                     "Choose one above " + formatDuration(least) + '.');
        const auto pod = m_topology.pods.find(container.pod);
        if (pod != m_topology.pods.end() && paramsOf(pod->second).integer("spares") > 0)
            m_findings
                .error("elector.spares", pod->first,
                       name + " has spare replicas: they would be members from the beginning, and their votes missing.",
                       "Give its pod replicas instead.")
                .param = "spares";
        std::string election = params.text("election");
        Members &members = m_elections[election.empty() ? name : election];
        checkFurther(container, name, election, members);
        members.containers.push_back(&container);
        members.count += replicasOf(container);
    }

    /// Names of more elections: each once, and the same for all who vote together.
    void checkFurther(const Container &container, const std::string &name, const std::string &election,
                      const Members &members)
    {
        const std::vector<std::string> further = paramsOf(container).list("further");
        std::set<std::string> names{election};
        std::string wrong;
        for (const std::string &each : further) {
            if (each.empty() || each.find_first_of("\n\r") != std::string::npos)
                wrong = "an election has no name.";
            else if (!names.insert(each).second)
                wrong = "the election \"" + each + "\" is named twice.";
        }
        const bool differ =
            !members.containers.empty() && paramsOf(*members.containers.front()).list("further") != further;
        if (wrong.empty() && differ)
            wrong = "others of its election name other further elections.";
        if (!wrong.empty())
            m_findings
                .error("elector.further", container.id, name + ": " + wrong,
                       "List the same names, each once, in the same order with every elector of the election.")
                .param = "further";
    }

    const Topology &m_topology;
    const ValidationIndex &m_index;
    Findings &m_findings;
    std::map<std::string, Members> m_elections;
};

void complainMissing(const Fault &fault, const std::string &target, const std::string &param, Findings &findings)
{
    findings
        .error("fault.target-missing", fault.id,
               "The fault \"" + fault.id + "\" aims at \"" + target + "\", which is not there.",
               "Name a pod, a container, a link, or a replica like web-0.")
        .param = param;
}

void checkSpares(const Topology &topology, const Fault &fault, Findings &findings)
{
    const auto pod = topology.pods.find(targetOf(topology, fault.target));
    if (pod == topology.pods.end() || paramsOf(pod->second).integer("spares") == 0)
        findings
            .warning("fault.no-spares", fault.id,
                     "\"" + fault.target + "\" is no pod that has spare replicas: nothing will be started.",
                     "Aim at a pod, and give it spares.")
            .param = "target";
}

void checkTarget(const Topology &topology, const Fault &fault, Findings &findings)
{
    const auto runs = [&](const std::string &target) {
        const ElementId element = targetOf(topology, target);
        return topology.pods.contains(element) || topology.containers.contains(element);
    };
    const bool isTraffic = fault.kind == "partition" || fault.kind == "cut" || fault.kind == "degrade";
    const bool isLink = topology.links.contains(targetOf(topology, fault.target));
    if (!runs(fault.target) && !isLink)
        complainMissing(fault, fault.target, "target", findings);
    else if (isLink && !isTraffic)
        findings
            .error("fault.target-kind", fault.id, "A link cannot meet with the fault \"" + fault.kind + "\".",
                   "Aim at a pod or container.")
            .param = "target";
    if (fault.kind == "replicate" && runs(fault.target))
        checkSpares(topology, fault, findings);
    if (!isTraffic || fault.kind == "partition")
        return;
    for (const std::string &other : paramsOf(fault).list("others")) {
        if (!runs(other))
            complainMissing(fault, other, "others", findings);
    }
}

} // namespace

void checkPatterns(const Topology &topology, const ValidationIndex &index, Findings &findings)
{
    PatternCheck check(topology, index, findings);
    for (const auto &[id, container] : topology.containers)
        if (findKind(container.kind))
            check.check(container);
    check.checkElections();
}

void checkScenario(const Topology &topology, Findings &findings)
{
    const ParamReader settings = paramsOf(topology);
    const Duration end = settings.duration("duration");
    if (settings.duration("warmUp") >= end)
        findings
            .error("document.warm-up", "document", "The warm-up takes up the whole duration, so nothing is measured.",
                   "Choose a shorter one.")
            .param = "warmUp";
    for (const auto &[id, fault] : topology.faults) {
        if (!findKind("fault." + fault.kind)) {
            findings.error("fault.kind-unknown", id, "There is no fault \"" + fault.kind + "\".").param = "kind";
            continue;
        }
        checkTarget(topology, fault, findings);
        if (paramsOf(fault).duration("at") >= end)
            findings
                .warning("fault.late", id, "The fault \"" + id + "\" comes after the end of the run.",
                         "Choose an earlier time or a longer duration.")
                .param = "at";
    }
    for (const auto &[id, assertion] : topology.assertions)
        if (assertion.text.find_first_not_of(" \t\n") == std::string::npos)
            findings
                .error("assertion.empty", id, "The assertion \"" + id + "\" is empty.",
                       "Write one like: p99 of web < 200ms")
                .param = "text";
}

} // namespace bayplan
