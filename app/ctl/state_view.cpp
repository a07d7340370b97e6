// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/state_view.h"

#include "engine/base/units.h"
#include "engine/report/elections.h"
#include "engine/report/text_table.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <variant>

namespace bayplan::ctl {
namespace {

using Json = nlohmann::ordered_json;

struct Leadership {
    std::string leader; ///< instance; empty: none
    std::uint64_t term = 0;
    std::size_t up = 0; ///< members that run
};

Leadership leadershipOf(const Plan &plan, const Snapshot &snapshot, const ElectionGroup &group)
{
    Leadership leadership;
    for (const InstanceIndex member : group.members) {
        const InstanceSnapshot &instance = snapshot.instances[member];
        const ElectionState *state = electionState(instance.machine, group.number);
        leadership.up += instance.alive ? 1 : 0;
        if (state == nullptr)
            continue;
        leadership.term = std::max(leadership.term, state->term);
        if (instance.alive && state->role == ElectionRole::Leader && state->leaseValid)
            leadership.leader = plan.instances[member].name;
    }
    return leadership;
}

std::string wordFor(const InstanceSnapshot &instance)
{
    if (!instance.alive)
        return "down";
    if (instance.paused)
        return "paused";
    switch (instance.machine.phase) {
    case Phase::Created:
    case Phase::Starting:
        return "starting";
    case Phase::Ready:
        return "ready";
    case Phase::Draining:
        return "draining";
    case Phase::Stopped:
        break;
    }
    return "stopped";
}

/// Pause containers have nothing to show, and a simulator does not run them.
bool isShown(const InstancePlan &instance)
{
    return instance.role != Role::Pause;
}

std::string countsOf(const QueueState &queue)
{
    return std::to_string(queue.ready) + " ready, " + std::to_string(queue.reserved) + " reserved, " +
           std::to_string(queue.delayed) + " delayed, " + std::to_string(queue.buried) + " buried; " +
           std::to_string(queue.completed) + " of " + std::to_string(queue.put) + " done";
}

} // namespace

std::string stateTable(const Plan &plan, const Snapshot &snapshot)
{
    TextTable table({"container", "state", "restarts", "served", "failed", "in service", "waiting", "calls open"});
    std::string patterns;
    for (std::size_t i = 0; i < plan.instances.size(); ++i) {
        if (!isShown(plan.instances[i]))
            continue;
        const InstanceSnapshot &instance = snapshot.instances[i];
        const ServedStats &served = instance.machine.served;
        std::uint64_t callsOpen = 0;
        for (const CallStats &calls : instance.machine.calls)
            callsOpen += calls.inFlight;
        table.add({plan.instances[i].name, wordFor(instance), std::to_string(instance.restarts),
                   std::to_string(served.succeeded), std::to_string(served.failed + served.refused),
                   std::to_string(served.inService), std::to_string(served.waiting), std::to_string(callsOpen)});
        if (const auto *queue = std::get_if<QueueState>(&instance.machine.pattern))
            patterns += "Queue " + plan.instances[i].name + ": " + countsOf(*queue) + '\n';
    }
    for (const ElectionGroup &group : electionsOf(plan)) {
        const Leadership leadership = leadershipOf(plan, snapshot, group);
        patterns += "Election " + group.name + ": " +
                    (leadership.leader.empty() ? "nobody leads" : leadership.leader + " leads") + ", term " +
                    std::to_string(leadership.term) + ", " + std::to_string(leadership.up) + " of " +
                    std::to_string(group.members.size()) + " members up\n";
    }
    return "At " + shownDuration(snapshot.time.time_since_epoch()) + '\n' + table.text() +
           (patterns.empty() ? std::string() : '\n' + patterns);
}

std::string stateJson(const Plan &plan, const Snapshot &snapshot)
{
    Json json{{"atSeconds", toSeconds(snapshot.time)}, {"events", snapshot.events}, {"containers", Json::array()}};
    Json queues = Json::array();
    for (std::size_t i = 0; i < plan.instances.size(); ++i) {
        if (!isShown(plan.instances[i]))
            continue;
        const InstanceSnapshot &instance = snapshot.instances[i];
        const ServedStats &served = instance.machine.served;
        json["containers"].push_back({{"name", plan.instances[i].name},
                                      {"state", wordFor(instance)},
                                      {"restarts", instance.restarts},
                                      {"served", served.succeeded},
                                      {"failed", served.failed},
                                      {"refused", served.refused},
                                      {"inService", served.inService},
                                      {"waiting", served.waiting}});
        if (const auto *queue = std::get_if<QueueState>(&instance.machine.pattern))
            queues.push_back({{"name", plan.instances[i].name},
                              {"ready", queue->ready},
                              {"reserved", queue->reserved},
                              {"delayed", queue->delayed},
                              {"buried", queue->buried},
                              {"put", queue->put},
                              {"completed", queue->completed}});
    }
    json["elections"] = Json::array();
    for (const ElectionGroup &group : electionsOf(plan)) {
        const Leadership leadership = leadershipOf(plan, snapshot, group);
        json["elections"].push_back({{"name", group.name},
                                     {"leader", leadership.leader},
                                     {"term", leadership.term},
                                     {"members", group.members.size()},
                                     {"membersUp", leadership.up}});
    }
    json["queues"] = std::move(queues);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace bayplan::ctl
