// SPDX-License-Identifier: Apache-2.0
// Watches a deployment while it lives: the hub's telemetry, the engine's events, a look at the listing now and then;
// and joins pods together again when a restart has split them.
#pragma once

#include "engine/docker/deployment_view.h"
#include "engine/docker/engine_calls.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

namespace bayplan {

/// One line of GET /events, the parts that count.
struct EngineEvent {
    std::string action, containerId, instance;
    int exitCode = 0;
    std::int64_t unixNanoseconds = 0;
};

/// Nothing for lines that are no container's event.
std::optional<EngineEvent> readEngineEvent(std::string_view line);

/// On one executor, beside the deployer. The view is written to and `changed` notified whenever something has come in.
class Observer {
public:
    Observer(EngineClient &engine, std::string deployment, const Plan &plan, DeploymentView &view, Signal &changed);

    /// The hub's container; a new one is attached to when the stream of the last has ended.
    void setHub(std::string id);

    /// Split pods are mended from now on: not while a deploy is at work.
    void mendPods();

    /// Whose statistics the engine is asked for, every few seconds; of all others they are forgotten.
    void wantUsage(std::vector<InstanceIndex> instances);

    /// Until stop().
    Task<void> run();
    void stop();

private:
    Task<void> followHub();
    Task<void> attachOnce(std::string hub);
    Task<void> followEvents();
    Task<void> readEvents();
    Task<void> lookNowAndThen();
    Task<void> look();
    void handle(const EngineEvent &event);
    Task<void> probeNetworks();
    Task<void> followUsage();
    Task<bool> sampleWanted();
    Task<void> sampleOne(Slots &slots, InstanceIndex instance, bool &allHaveRates);
    Task<void> mend(std::string pod, const std::vector<FoundItem> &all);
    Task<void> reviveOwner(const FoundItem &owner, std::string pod, bool hasRunningMembers);
    Task<void> rejoin(const FoundItem &owner, const std::vector<FoundItem> &members);
    Task<void> rejoinOne(FoundItem member, std::string ownerStartedAt, bool wasHalfJoined);
    void say(const std::string &kind, const std::string &subject, const std::string &text);

    EngineClient &m_engine;
    std::string m_deployment;
    const Plan &m_plan;
    DeploymentView &m_view;
    Signal &m_changed;
    bool m_isStopping = false, m_mends = false, m_isEngineLost = false, m_isEngineStuck = false;
    std::string m_hub;
    EngineStream *m_hubStream = nullptr;
    EngineStream *m_eventStream = nullptr;
    std::int64_t m_eventsSince = 0;
    std::map<std::string, InstanceIndex> m_byName;
    std::map<InstanceIndex, std::string> m_running; ///< their containers, when last looked at
    std::vector<InstanceIndex> m_usageWanted;
    std::set<std::string> m_outOfMemory;     ///< container ids
    std::set<std::string> m_doubtful;        ///< pods to look at
    std::set<InstanceIndex> m_toldMeanwhile; ///< of whom an event came since the list of containers was asked for
    std::set<std::string> m_halfJoined;      ///< pods with a member that we stopped and could not start again
    std::set<std::string> m_ownerless;       ///< pods whose members ran without their owner when last looked at
};

/// Nanoseconds since 1970 of the system's clock.
std::int64_t unixNow();

} // namespace bayplan
