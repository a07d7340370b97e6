// SPDX-License-Identifier: Apache-2.0
#include "engine/base/units.h"
#include "engine/plan/plan.h"
#include "engine/plan/snapshot.h"

#include <algorithm>
#include <string_view>

namespace bayplan {
namespace {

std::string joined(const std::vector<std::string> &parts, std::string_view between)
{
    std::string text;
    for (const std::string &part : parts) {
        if (!text.empty())
            text += between;
        text += part;
    }
    return text;
}

void field(std::string &line, std::string_view name, const std::string &value)
{
    if (!value.empty())
        line.append(" ").append(name).append("=").append(value);
}

std::string_view roleText(Role role)
{
    return role == Role::Pause ? "pause" : role == Role::User ? "user" : "agent";
}

std::string mountText(const MountPlan &mount)
{
    return mount.volume + ':' + mount.path + (mount.readOnly ? ":ro" : "");
}

std::string publishText(const PublishPlan &publish)
{
    return publish.hostIp + ':' + std::to_string(publish.hostPort) + ':' + std::to_string(publish.port) + '/' +
           publish.protocol;
}

std::string peerText(const Plan &plan, const PeerPlan &peer)
{
    std::string text = plan.instances[peer.instance].name + '@' + peer.host + ':' + std::to_string(peer.port);
    text += ' ' + formatDistribution(peer.quality.latency);
    if (peer.quality.jitter > Duration(0))
        text += " jitter " + formatDuration(peer.quality.jitter);
    if (peer.quality.loss > 0)
        text += " loss " + formatNumber(peer.quality.loss);
    if (peer.quality.bytesPerSecond > 0)
        text += " bandwidth " + formatNumber(peer.quality.bytesPerSecond) + "B/s";
    return text;
}

std::string instanceText(const Plan &plan, const InstancePlan &instance)
{
    std::string line = "  container " + instance.name + ' ' + std::string(roleText(instance.role));
    field(line, "plays", instance.agentRole);
    field(line, "image", instance.image);
    field(line, "entrypoint", joined(instance.entrypoint, " "));
    field(line, "command", joined(instance.command, " "));
    field(line, "environment", joined(instance.environment, " "));
    field(line, "user", instance.user);
    field(line, "dir", instance.workingDir);
    field(line, "port", instance.port == 0 ? "" : std::to_string(instance.port));
    field(line, "control", instance.controlPort == 0 ? "" : std::to_string(instance.controlPort));
    field(line, "memory", instance.memoryBytes == 0 ? "" : formatBytes(instance.memoryBytes));
    field(line, "cpus", instance.cpus > 0 ? formatNumber(instance.cpus) : "");
    field(line, "weight", instance.cpuWeight == 1 ? "" : formatNumber(instance.cpuWeight));
    for (const MountPlan &mount : instance.mounts)
        field(line, "mount", mountText(mount));
    for (const PublishPlan &publish : instance.publish)
        field(line, "publish", publishText(publish));
    field(line, "log", instance.logFile);
    field(line, "tail", instance.tailFile);
    field(line, "state", instance.stateDir);
    for (const InstanceIndex other : instance.startAfter)
        field(line, "after", plan.instances[other].name);
    line += '\n';
    for (std::size_t i = 0; i < instance.peers.size(); ++i) {
        line += "    peer " + std::to_string(i) + ' ' + peerText(plan, instance.peers[i]);
        field(line, "link", instance.peers[i].link);
        line += '\n';
    }
    return line;
}

/// "00:12.345678"; hours only when there are some.
std::string clockText(Time time)
{
    const std::int64_t micros = std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch()).count();
    const auto padded = [](std::int64_t number, std::size_t digits) {
        std::string text = std::to_string(number);
        return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
    };
    const std::int64_t seconds = micros / 1'000'000;
    std::string text = seconds >= 3600 ? padded(seconds / 3600, 1) + ':' : std::string();
    text += padded(seconds / 60 % 60, 2) + ':' + padded(seconds % 60, 2) + '.' + padded(micros % 1'000'000, 6);
    return text;
}

} // namespace

std::string toText(const Plan &plan)
{
    std::string text = "plan " + plan.name + " duration=" + formatDuration(plan.duration) +
                       " warm-up=" + formatDuration(plan.warmUp) + " seed=" + std::to_string(plan.seed) + '\n';
    for (const VolumePlan &volume : plan.volumes) {
        text += "volume " + volume.name;
        field(text, "host", volume.hostPath);
        field(text, "size", volume.sizeBytes == 0 ? "" : formatBytes(volume.sizeBytes));
        text += volume.shared ? " shared\n" : "\n";
    }
    for (const HostPlan &host : plan.hosts)
        text += "host " + host.name + " cpus=" + formatNumber(host.cpus) + '\n';
    for (const PodPlan &pod : plan.pods) {
        text += "pod " + pod.name + (pod.isFront ? " front" : "") + (pod.isSpare ? " spare" : "") +
                " aliases=" + joined(pod.aliases, ",");
        field(text, "host", pod.host ? plan.hosts[*pod.host].name : "");
        text += '\n';
        for (const InstanceIndex index : pod.instances)
            text += instanceText(plan, plan.instances[index]);
    }
    for (const FaultPlan &fault : plan.faults)
        text += "fault " + fault.id + " at " + formatDuration(fault.at.time_since_epoch()) + ' ' + fault.text + '\n';
    for (const std::string &assertion : plan.assertions)
        text += "assert " + assertion + '\n';
    return text;
}

std::string toText(const RunEvent &event)
{
    return clockText(event.time) + ' ' + event.kind + ' ' + event.subject + ": " + event.text;
}

} // namespace bayplan
