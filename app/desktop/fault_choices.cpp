// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fault_choices.h"

#include "app/desktop/element_facts.h"
#include "app/desktop/sentences.h"
#include "engine/base/units.h"
#include "engine/docker/fault_support.h"
#include "engine/model/catalog.h"
#include "engine/plan/injected_fault.h"
#include "engine/plan/lanes.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

namespace bayplan {

namespace {

constexpr std::int64_t mostReplicasNamed = 32;

QString say(const char *text)
{
    return QCoreApplication::translate("faults", text);
}

std::string catalogKey(const std::string &kind)
{
    return "fault." + kind;
}

bool isOfTraffic(const std::string &kind)
{
    return kind == "partition" || kind == "cut" || kind == "degrade";
}

/// As on a command line.
std::string textOf(const Value &value)
{
    if (const auto *flag = std::get_if<bool>(&value)) {
        return *flag ? "true" : "false";
    }
    if (const auto *whole = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*whole);
    }
    if (const auto *number = std::get_if<double>(&value)) {
        return formatNumber(*number);
    }
    if (const auto *text = std::get_if<std::string>(&value)) {
        return *text;
    }
    std::string joined;
    for (const auto &entry : std::get<std::vector<std::string>>(value)) {
        joined += (joined.empty() ? "" : ";") + entry;
    }
    return joined;
}

void add(std::vector<FaultChoice> &all, const char *key, const char *title, const char *kind, const char *icon,
         Params preset, std::vector<std::string> asks)
{
    if (findParam(*findKind(catalogKey(kind)), "for") != nullptr) {
        asks.insert(asks.begin(), "for");
        preset.emplace("for", "10s");
    }
    all.push_back(
        {QString::fromLatin1(key), say(title), kind, QString::fromLatin1(icon), std::move(preset), std::move(asks)});
}

void addLives(std::vector<FaultChoice> &all)
{
    add(all, "kill", QT_TRANSLATE_NOOP("faults", "Kill"), "kill", "fault-kill", {}, {});
    add(all, "stop", QT_TRANSLATE_NOOP("faults", "Stop in good order"), "stop", "stop", {}, {});
    add(all, "restart", QT_TRANSLATE_NOOP("faults", "Restart"), "restart", "fault-restart", {}, {});
    add(all, "pause", QT_TRANSLATE_NOOP("faults", "Pause"), "pause", "fault-pause", {}, {});
    add(all, "roll", QT_TRANSLATE_NOOP("faults", "Rolling restart"), "roll", "fault-restart", {}, {"how", "settle"});
    add(all, "replicate", QT_TRANSLATE_NOOP("faults", "Start a spare replica"), "replicate", "plus", {}, {});
    add(all, "oom", QT_TRANSLATE_NOOP("faults", "Out of memory"), "oom", "fault-kill", {{"for", "5s"}}, {});
    add(all, "crash", QT_TRANSLATE_NOOP("faults", "Crash at a write"), "crash", "fault-kill", {{"for", "5s"}},
        {"moment"});
}

void addNetwork(std::vector<FaultChoice> &all)
{
    const auto cut = [&](const char *key, const char *title, const char *kind, Params preset,
                         std::vector<std::string> asks) {
        add(all, key, title, kind, "fault-partition", std::move(preset), std::move(asks));
    };
    const auto degrade = [&](const char *key, const char *title, const char *delay, Params preset,
                             std::vector<std::string> asks) {
        preset.emplace("delay", delay);
        add(all, key, title, "degrade", "fault-partition", std::move(preset), std::move(asks));
    };
    cut("partition", QT_TRANSLATE_NOOP("faults", "Partition"), "partition", {}, {});
    cut("deaf", QT_TRANSLATE_NOOP("faults", "One-way partition: hears nothing"), "cut", {{"direction", "in"}}, {});
    cut("mute", QT_TRANSLATE_NOOP("faults", "One-way partition: is not heard"), "cut", {{"direction", "out"}}, {});
    cut("flap", QT_TRANSLATE_NOOP("faults", "Partition that comes and goes"), "cut", {{"period", "2s"}},
        {"period", "duty"});
    degrade("latency", QT_TRANSLATE_NOOP("faults", "Latency"), "constant(200ms)", {}, {"delay", "direction"});
    degrade("jitter", QT_TRANSLATE_NOOP("faults", "Jitter"), "uniform(0ms, 200ms)", {}, {"delay", "direction"});
    degrade("loss", QT_TRANSLATE_NOOP("faults", "Loss"), "constant(0s)", {{"loss", 0.1}}, {"loss", "messages"});
    degrade("bandwidth", QT_TRANSLATE_NOOP("faults", "Narrow bandwidth"), "constant(0s)", {{"bandwidth", "100KiB"}},
            {"bandwidth"});
    degrade("disorder", QT_TRANSLATE_NOOP("faults", "Doubled and overtaken messages"), "constant(0s)",
            {{"duplicate", 0.1}, {"reorder", 0.1}}, {"duplicate", "reorder", "holdFor"});
}

void addMachine(std::vector<FaultChoice> &all)
{
    const auto make = [&](const char *key, const char *title, const char *kind, Params preset,
                          std::vector<std::string> asks) {
        add(all, key, title, kind, "fault", std::move(preset), std::move(asks));
    };
    make("slow", QT_TRANSLATE_NOOP("faults", "Slow processor"), "slow", {{"stepTime", "10ms"}}, {"stepTime"});
    make("limits", QT_TRANSLATE_NOOP("faults", "Tighter limits"), "limits", {{"cpus", 0.1}}, {"cpus", "memory"});
    make("clock", QT_TRANSLATE_NOOP("faults", "Clock rate"), "clock", {{"for", "30s"}, {"rate", 1.05}},
         {"rate", "step"});
    make("wallclock", QT_TRANSLATE_NOOP("faults", "Wall clock is set"), "wallclock", {{"step", "1h"}}, {"way", "step"});
    make("diskFull", QT_TRANSLATE_NOOP("faults", "Full disk"), "disk", {{"how", "full"}}, {});
    make("diskSlow", QT_TRANSLATE_NOOP("faults", "Slow disk"), "disk", {{"how", "slow"}}, {"delay"});
    make("diskLying", QT_TRANSLATE_NOOP("faults", "Lying disk"), "disk", {{"how", "lying"}}, {});
}

void addLoad(std::vector<FaultChoice> &all)
{
    const auto make = [&](const char *key, const char *title, double factor) {
        add(all, key, title, "load", "load", {{"factor", factor}}, {"factor"});
    };
    make("spike", QT_TRANSLATE_NOOP("faults", "Load spike"), 5);
    make("lull", QT_TRANSLATE_NOOP("faults", "Lull of load"), 0.2);
    make("silence", QT_TRANSLATE_NOOP("faults", "No load at all"), 0);
}

bool hasLoad(const Topology &topology, const ElementId &id)
{
    const auto container = topology.containers.find(id);
    if (container != topology.containers.end()) {
        return container->second.kind == "load";
    }
    const auto members = containersOf(topology, id);
    return std::ranges::any_of(members, [](const Container *each) { return each->kind == "load"; });
}

QString simulatorObjection(const Plan &plan, const FaultPlan &fault)
{
    if (fault.kind != "limits") {
        return {};
    }
    const bool hasHost = std::ranges::any_of(
        fault.instances, [&](InstanceIndex index) { return plan.pods[plan.instances[index].pod].host.has_value(); });
    if (fault.cpus <= 0) {
        return say(QT_TRANSLATE_NOOP("faults", "The simulator has no memory to limit: this changes nothing there."));
    }
    return hasHost ? QString()
                   : say(QT_TRANSLATE_NOOP("faults", "In the simulator cores count only for pods on a host that is "
                                                     "drawn: this changes nothing there."));
}

} // namespace

std::vector<FaultChoice> faultChoices()
{
    std::vector<FaultChoice> all;
    addLives(all);
    addNetwork(all);
    addMachine(all);
    addLoad(all);
    return all;
}

std::vector<FaultChoice> faultChoicesFor(const Topology &topology, const ElementId &id)
{
    auto all = faultChoices();
    const auto pod = topology.pods.find(id);
    const bool isLink = topology.links.contains(id);
    const bool runs = pod != topology.pods.end() || topology.containers.contains(id);
    std::erase_if(all, [&](const FaultChoice &choice) {
        const auto &kind = choice.kind;
        if (isLink) {
            return !isOfTraffic(kind);
        }
        if (kind == "roll") {
            return pod == topology.pods.end() || plannedReplicas(pod->second) < 2;
        }
        if (kind == "replicate") {
            return pod == topology.pods.end() || paramsOf(pod->second).integer("spares") < 1;
        }
        return !runs || (kind == "load" && !hasLoad(topology, id));
    });
    return all;
}

std::vector<FaultTarget> faultTargets(const Topology &topology, const ElementId &id)
{
    const auto container = topology.containers.find(id);
    const auto pod = topology.pods.find(container == topology.containers.end() ? id : container->second.pod);
    if (pod == topology.pods.end()) {
        return {{nameOf(topology, id), id}};
    }
    const auto replicas = std::min(plannedReplicas(pod->second), mostReplicasNamed);
    std::vector<FaultTarget> targets;
    const auto whole = nameOf(topology, id);
    targets.push_back(
        {replicas > 1 ? QCoreApplication::translate("faults", "%1, all replicas").arg(whole) : whole, id});
    for (std::int64_t i = 0; replicas > 1 && i < replicas; ++i) {
        auto name = pod->second.name + "-" + std::to_string(i);
        if (container != topology.containers.end()) {
            name += "/" + container->second.name;
        }
        targets.push_back({QString::fromStdString(name), name});
    }
    return targets;
}

Injection injectionOf(const FaultChoice &choice, const std::string &target, const Params &params)
{
    Injection injection{choice.kind, target, {}, {}};
    for (const auto &[key, value] : params) {
        if (key == "for") {
            const auto length = parseDuration(textOf(value));
            injection.length = length ? *length : Duration(0);
        } else if (key != "at") {
            injection.params[key] = textOf(value);
        }
    }
    return injection;
}

QString whyNot(RunKind engine, const Plan &plan, const FaultPlan &fault, bool standIns)
{
    if (isOfTraffic(fault.kind) && lanesOf(plan, fault).empty()) {
        return say(QT_TRANSLATE_NOOP("faults", "No traffic goes between pods there: this changes nothing."));
    }
    if (engine == RunKind::Simulated) {
        return simulatorObjection(plan, fault);
    }
    const auto possible = canDeploymentMeet(plan, fault, standIns);
    return possible ? QString() : sentences(possible.error());
}

QString whyNot(RunKind engine, const Plan &plan, const Injection &injection, bool standIns)
{
    const auto fault = faultOf(plan, injection);
    return fault ? whyNot(engine, plan, *fault, standIns) : sentences(fault.error());
}

std::vector<ImpossibleFault> impossibleFaults(RunKind engine, const Plan &plan, bool standIns)
{
    std::vector<ImpossibleFault> found;
    for (const auto &fault : plan.faults) {
        if (auto reason = whyNot(engine, plan, fault, standIns); !reason.isEmpty()) {
            found.push_back({fault.id, std::move(reason)});
        }
    }
    return found;
}

} // namespace bayplan
