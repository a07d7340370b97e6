// SPDX-License-Identifier: Apache-2.0
// What each pattern needs to work: whom it calls, and that those who do its work keep up.
#include "engine/model/validator.h"

#include "engine/base/units.h"

#include <algorithm>
#include <cmath>
#include <limits>

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
            needCall(container, "target", Severity::Warning,
                     {QT_TRANSLATE_NOOP("phrase", "The load generator %1 calls nobody."), name},
                     QT_TRANSLATE_NOOP("phrase", "Connect its target."), QT_TRANSLATE_NOOP("phrase", "Link its target"),
                     {{"container", "http-ambassador", "memcached", "scatter-root", "work-queue"},
                      {"http", "memcache", "tcp"}});
        else if (container.kind == "memcache-ambassador")
            needCall(container, "servers", Severity::Error,
                     {QT_TRANSLATE_NOOP("phrase", "The ambassador %1 has no servers."), name},
                     QT_TRANSLATE_NOOP("phrase", "Connect it to memcached containers."),
                     QT_TRANSLATE_NOOP("phrase", "Link its servers"), {{"memcached"}, {}});
        else if (container.kind == "adapter")
            checkAdapter(m_topology, m_index, container, m_findings);
        else if (container.kind == "log-saver")
            needCall(container, "sink", Severity::Error,
                     {QT_TRANSLATE_NOOP("phrase", "The log saver %1 has nowhere to ship to."), name},
                     QT_TRANSLATE_NOOP("phrase", "Connect its sink."), QT_TRANSLATE_NOOP("phrase", "Link its sink"),
                     {{"container"}, {"log"}});
        else if (container.kind == "worker")
            needCall(container, "queue", Severity::Error,
                     {QT_TRANSLATE_NOOP("phrase", "The worker %1 has no work queue."), name},
                     QT_TRANSLATE_NOOP("phrase", "Connect its queue."), QT_TRANSLATE_NOOP("phrase", "Link its queue"),
                     {{"work-queue"}, {}});
        else if (container.kind == "http-ambassador")
            needCall(container, "services", Severity::Error,
                     {QT_TRANSLATE_NOOP("phrase", "The ambassador %1 has no services."), name},
                     QT_TRANSLATE_NOOP("phrase", "Connect it to the containers that it calls."),
                     QT_TRANSLATE_NOOP("phrase", "Link its services"), {{"container"}, {"http"}});
        else if (container.kind == "content-sync")
            checkSync(m_topology, container, m_findings);
        else if (container.kind == "scatter-root")
            checkRoot(container, name);
        else if (container.kind == "work-queue")
            checkQueue(container, name);
    }

private:
    void needCall(const Container &container, const std::string &port, Severity severity, Phrase sentence,
                  Phrase advice, Phrase fixLabel, Wanted wanted)
    {
        if (callsFrom(m_index, container, port))
            return;
        const std::string code = container.kind + ".no-" + port;
        Problem &problem = severity == Severity::Error
                               ? m_findings.error(code, container.id, std::move(sentence), std::move(advice))
                               : m_findings.warning(code, container.id, std::move(sentence), std::move(advice));
        offerCallee(problem, std::move(fixLabel), container.id, port, std::move(wanted));
    }

    void checkRoot(const Container &container, const std::string &name)
    {
        if (!callsFrom(m_index, container, "shards"))
            offerCallee(
                m_findings.error("scatter-root.no-shards", container.id,
                                 {QT_TRANSLATE_NOOP("phrase", "The root %1 has no shards."), name},
                                 QT_TRANSLATE_NOOP("phrase", "Connect it to its leaves, or to the roots of subtrees.")),
                QT_TRANSLATE_NOOP("phrase", "Link a shard"), container.id, "shards", {{"container"}, {"http"}});
        const auto links = m_index.linksFrom.find(container.id);
        const auto shards =
            links == m_index.linksFrom.end()
                ? 0
                : std::ranges::count_if(links->second, [](const Link *link) { return link->from.port == "shards"; });
        for (const char *key : {"quorum", "goodEnough"}) {
            const double wanted = paramsOf(container).number(key);
            if (shards > 0 && wanted > 1 && wanted > static_cast<double>(shards))
                offerParam(
                    m_findings.warning("scatter-root." + std::string(key), container.id,
                                       {QT_TRANSLATE_NOOP("phrase", "%1 waits for %2 parts and has %3 shards."), name,
                                        formatNumber(wanted), std::to_string(shards)},
                                       {QT_TRANSLATE_NOOP("phrase", "Choose %1 or fewer, or a fraction up to 1."),
                                        std::to_string(shards)}),
                    {QT_TRANSLATE_NOOP("phrase", "Wait for %1"), std::to_string(shards)}, container.id, key,
                    Value(static_cast<double>(shards)));
        }
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
            offerWorker(m_findings.warning("work-queue.no-worker", container.id,
                                           {QT_TRANSLATE_NOOP("phrase", "Nobody works on the tasks of %1."), name},
                                           QT_TRANSLATE_NOOP("phrase", "Connect a worker to it.")),
                        container.id);
        checkPace(container, name);
        if (runningReplicas(m_topology, container) > 1) {
            Problem &problem = m_findings.warning(
                "work-queue.replicas", container.id,
                {QT_TRANSLATE_NOOP("phrase",
                                   "Every replica of %1 is a queue of its own: a worker sees the tasks of one only."),
                 name},
                QT_TRANSLATE_NOOP("phrase", "Use one replica."));
            offerParam(problem, QT_TRANSLATE_NOOP("phrase", "One replica"), container.pod, "replicas", std::nullopt);
        }
    }

    /// Arrivals beyond what its workers can do, where the drawing says both.
    void checkPace(const Container &queue, const std::string &name)
    {
        const double come = tasksPerSecond(queue, 0);
        const double done = workedPerSecond(queue);
        if (done <= 0 || come <= done)
            return;
        constexpr double goodShare = 0.8; // of what they can do, after the fix
        std::vector<Change> changes = moreWorkers(queue.id, come / done / goodShare);
        changes.push_back(scaledLoad(queue.id, goodShare * done / come));
        offerFirst(
            m_findings.warning(
                "work-queue.overload", queue.id,
                {QT_TRANSLATE_NOOP("phrase",
                                   "Tasks come to %1 at %2 a second and its workers do %3: it grows until it is full."),
                 name, formatNumber(rounded(come)), formatNumber(rounded(done))},
                QT_TRANSLATE_NOOP("phrase", "Give it more workers or slots, or less work.")),
            QT_TRANSLATE_NOOP("phrase", "More work at once"), std::move(changes));
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
        return params.number("rate") * static_cast<double>(runningReplicas(m_topology, load)) * share;
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
            sum += static_cast<double>(params.integer("slots") * runningReplicas(m_topology, caller->second)) /
                   seconds * (1 - params.number("failureRate"));
        }
        return sum;
    }

    const Topology &m_topology;
    const ValidationIndex &m_index;
    Findings &m_findings;
};

} // namespace

void checkPatterns(const Topology &topology, const ValidationIndex &index, Findings &findings)
{
    PatternCheck check(topology, index, findings);
    for (const auto &[id, container] : topology.containers)
        if (findKind(container.kind))
            check.check(container);
}

} // namespace bayplan
