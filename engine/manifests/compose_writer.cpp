// SPDX-License-Identifier: Apache-2.0
#include "engine/base/units.h"
#include "engine/manifests/export.h"
#include "engine/manifests/yaml_writer.h"
#include "engine/model/secret_references.h"
#include "engine/plan/stand_ins.h"

#include <algorithm>
#include <set>

namespace bayplan {
namespace {

constexpr const char *networkName = "bayplan";
constexpr const char *agentVolume = "bayplan-agent";
constexpr const char *agentCopyService = "bayplan-agent-copy";

/// Compose reads $NAME in every string; $$ is a plain one.
std::string composeLiteral(const std::string &text)
{
    std::string out;
    for (const char c : text) {
        out += c;
        if (c == '$')
            out += c;
    }
    return out;
}

/// Words of a command: secrets in them are Compose's to fill in.
YamlValue commandLine(const std::vector<std::string> &words)
{
    YamlValue list = YamlValue::list();
    for (const std::string &word : words) {
        std::string text;
        for (const CommandPart &part : commandParts(word))
            text += part.isSecret ? "${" + part.text + '}' : composeLiteral(part.text);
        list.push(text);
    }
    return list;
}

/// An environment entry of the user's: variables in it are Compose's own to fill in, any other dollar is a plain one.
std::string withVariables(const std::string &text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        out += text[i];
        if (text[i] != '$')
            continue;
        const char next = i + 1 < text.size() ? text[i + 1] : ' ';
        const bool isName = next == '_' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
        const bool isBraced = next == '{' && text.find('}', i) != std::string::npos;
        if (next == '$')
            ++i;
        if (!isName && !isBraced)
            out += '$';
    }
    return out;
}

YamlValue environmentOf(const InstancePlan &instance)
{
    YamlValue list = YamlValue::list();
    for (const std::string &entry : instance.environment)
        list.push(withVariables(entry));
    return list;
}

std::string portText(const PublishPlan &publish)
{
    const bool isSix = publish.hostIp.find(':') != std::string::npos;
    return (isSix ? '[' + publish.hostIp + ']' : publish.hostIp) + ':' +
           (publish.hostPort == 0 ? "" : std::to_string(publish.hostPort)) + ':' + std::to_string(publish.port) +
           (publish.protocol == "tcp" ? "" : '/' + publish.protocol);
}

class ComposeWriter {
public:
    ComposeWriter(const Plan &plan, const ExportOptions &options) : m_plan(plan), m_options(options) {}

    Manifest write()
    {
        YamlValue services;
        m_onlyLoad = std::ranges::all_of(
            m_plan.instances, [](const InstancePlan &i) { return i.role == Role::Pause || i.agentRole == "load"; });
        for (const PodPlan &pod : m_plan.pods) {
            for (const InstanceIndex index : pod.instances)
                services[serviceName(index)] = service(pod, m_plan.instances[index]);
        }
        if (std::ranges::any_of(m_plan.instances, isGuest))
            services[agentCopyService] = agentCopy();
        YamlValue document;
        document["services"] = std::move(services);
        document["networks"][networkName] = YamlValue();
        addVolumes(document);
        noteLosses();
        return {"# Start with: docker compose -p " + m_plan.name + " up -d\n" + document.toText(), std::move(m_losses)};
    }

private:
    std::string serviceName(InstanceIndex index) const
    {
        std::string name = m_plan.instances[index].name;
        std::ranges::replace(name, '/', '-');
        return name;
    }

    bool isOptionalLoad(const PodPlan &pod) const
    {
        return !m_onlyLoad && std::ranges::all_of(pod.instances, [&](InstanceIndex index) {
            const InstancePlan &instance = m_plan.instances[index];
            return instance.role == Role::Pause || instance.agentRole == "load";
        });
    }

    YamlValue service(const PodPlan &pod, const InstancePlan &instance)
    {
        YamlValue out;
        if (instance.role == Role::User)
            addUserImage(out, instance);
        else
            addAgent(out, instance);
        if (instance.role == Role::Pause)
            addOwner(out, pod);
        else
            addMember(out, pod, instance);
        if (instance.memoryBytes > 0)
            out["mem_limit"] = instance.memoryBytes;
        if (instance.cpus > 0)
            out["cpus"] = YamlValue::plain(formatNumber(instance.cpus));
        if (instance.cpuWeight != 1)
            out["cpu_shares"] = static_cast<int>(instance.cpuWeight * 1024 + 0.5);
        out["stop_grace_period"] = std::to_string((instance.stopGrace.count() + 999'999'999) / 1'000'000'000) + "s";
        out["restart"] = instance.role == Role::Pause ? "always" : "on-failure";
        if (isOptionalLoad(pod))
            out["profiles"] = YamlValue::texts({"load"});
        return out;
    }

    static void addUserImage(YamlValue &out, const InstancePlan &instance)
    {
        out["image"] = composeLiteral(instance.image);
        if (!instance.entrypoint.empty())
            out["entrypoint"] = commandLine(instance.entrypoint);
        if (!instance.command.empty())
            out["command"] = commandLine(instance.command);
        if (!instance.environment.empty())
            out["environment"] = environmentOf(instance);
        if (!instance.user.empty())
            out["user"] = composeLiteral(instance.user);
        if (!instance.workingDir.empty())
            out["working_dir"] = composeLiteral(instance.workingDir);
    }

    void addAgent(YamlValue &out, const InstancePlan &instance)
    {
        YamlValue environment = environmentOf(instance);
        environment.push("BAYPLAN_AGENT=" + composeLiteral(m_options.agentEnvironment(instance)));
        if (isGuest(instance)) {
            out["image"] = composeLiteral(instance.image);
            out["entrypoint"] = YamlValue::texts({"/bayplan/agent"});
            out["environment"] = std::move(environment);
        } else {
            out["image"] = composeLiteral(m_options.agentImage);
            out["environment"] = std::move(environment);
            out["read_only"] = true;
            out["user"] = "65532:65532";
            out["pids_limit"] = 64;
        }
        out["cap_drop"] = YamlValue::texts({"ALL"});
        out["security_opt"] = YamlValue::texts({"no-new-privileges:true"});
    }

    void addOwner(YamlValue &out, const PodPlan &pod)
    {
        YamlValue network;
        network["aliases"] = YamlValue::texts(pod.aliases);
        out["networks"][networkName] = std::move(network);
        YamlValue ports = YamlValue::list();
        YamlValue volumes = YamlValue::list();
        std::set<std::string> seen;
        for (const InstanceIndex index : pod.instances) {
            const InstancePlan &member = m_plan.instances[index];
            for (const PublishPlan &publish : member.publish)
                ports.push(portText(publish));
            // A fresh volume takes the owner of the folder it is first mounted on; see the agent's image.
            for (const MountPlan &mount : member.mounts) {
                if (member.role == Role::Agent && !isBind(mount.volume) && seen.size() < 16 &&
                    seen.insert(mount.volume).second)
                    volumes.push(mount.volume + ":/volumes/" + std::to_string(seen.size() - 1));
            }
        }
        if (!ports.empty())
            out["ports"] = std::move(ports);
        if (!volumes.empty())
            out["volumes"] = std::move(volumes);
        YamlValue check;
        const auto owner =
            std::ranges::find(pod.instances, Role::Pause, [&](auto i) { return m_plan.instances[i].role; });
        check["test"] =
            YamlValue::texts({"CMD", "/agent", "probe", std::to_string(m_plan.instances[*owner].controlPort)});
        check["interval"] = "2s";
        check["timeout"] = "2s";
        check["retries"] = 5;
        out["healthcheck"] = std::move(check);
    }

    void addMember(YamlValue &out, const PodPlan &pod, const InstancePlan &instance)
    {
        out["network_mode"] = "service:" + serviceName(pod.instances.front());
        YamlValue after;
        after[serviceName(pod.instances.front())]["condition"] = "service_healthy";
        for (const InstanceIndex other : instance.startAfter) {
            if (m_plan.instances[other].role != Role::Pause &&
                !isOptionalLoad(m_plan.pods[m_plan.instances[other].pod]))
                after[serviceName(other)]["condition"] = "service_started";
        }
        if (isGuest(instance))
            after[agentCopyService]["condition"] = "service_completed_successfully";
        out["depends_on"] = std::move(after);
        YamlValue volumes = YamlValue::list();
        for (const MountPlan &mount : instance.mounts)
            volumes.push(composeLiteral(source(mount.volume) + ':' + mount.path + (mount.readOnly ? ":ro" : "")));
        if (isGuest(instance))
            volumes.push(std::string(agentVolume) + ":/bayplan:ro");
        if (!volumes.empty())
            out["volumes"] = std::move(volumes);
    }

    YamlValue agentCopy() const
    {
        YamlValue out;
        out["image"] = composeLiteral(m_options.agentImage);
        out["command"] = YamlValue::texts({"copy", "/volumes/0"});
        out["network_mode"] = "none";
        out["volumes"] = YamlValue::texts({std::string(agentVolume) + ":/volumes/0"});
        return out;
    }

    const VolumePlan *volumeOf(const std::string &name) const
    {
        const auto found = std::ranges::find(m_plan.volumes, name, &VolumePlan::name);
        return found == m_plan.volumes.end() ? nullptr : &*found;
    }

    bool isBind(const std::string &name) const
    {
        const VolumePlan *volume = volumeOf(name);
        return volume != nullptr && !volume->hostPath.empty();
    }

    std::string source(const std::string &name) const
    {
        const VolumePlan *volume = volumeOf(name);
        if (volume == nullptr || volume->hostPath.empty())
            return name;
        const std::string &path = volume->hostPath;
        return path.starts_with('/') || path.starts_with('.') || path.starts_with('~') ? path : "./" + path;
    }

    void addVolumes(YamlValue &document) const
    {
        YamlValue volumes;
        for (const VolumePlan &volume : m_plan.volumes) {
            if (volume.hostPath.empty())
                volumes[volume.name] = YamlValue();
        }
        if (std::ranges::any_of(m_plan.instances, isGuest))
            volumes[agentVolume] = YamlValue();
        if (!volumes.empty())
            document["volumes"] = std::move(volumes);
    }

    void noteLosses()
    {
        const auto add = [&](LossSeverity severity, std::string element, std::string key, std::string sentence) {
            m_losses.push_back({severity, {.pointer = std::move(element)}, std::move(key), std::move(sentence)});
        };
        for (const VolumePlan &volume : m_plan.volumes) {
            if (volume.sizeBytes > 0)
                add(LossSeverity::Loss, volume.element, "size",
                    "Compose cannot limit the size of volume " + volume.name + ".");
        }
        for (const FaultPlan &fault : m_plan.faults)
            add(LossSeverity::Loss, fault.id, "fault",
                "A Compose file holds no faults: " + fault.text + " is left out.");
        for (const std::string &assertion : m_plan.assertions)
            add(LossSeverity::Loss, {}, "assertion",
                "A Compose file holds no assertions: \"" + assertion + "\" is left out.");
        for (const PodPlan &pod : m_plan.pods) {
            if (isOptionalLoad(pod))
                add(LossSeverity::Note, pod.element, "load",
                    "Load generator " + pod.name + " starts only with: --profile load.");
            if (pod.replica == 1)
                add(LossSeverity::Note, pod.element, "replicas",
                    "Compose has no pods: the replicas of this pod are written out one by one.");
        }
        noteLinks(add);
    }

    template <class Add>
    void noteLinks(const Add &add) const
    {
        std::set<std::string> told;
        for (const InstancePlan &instance : m_plan.instances) {
            for (const PeerPlan &peer : instance.peers) {
                const bool shaped = peer.quality.loss > 0 || peer.quality.bytesPerSecond > 0;
                if (shaped && told.insert(peer.link).second)
                    add(LossSeverity::Loss, peer.link, "link", "Loss and bandwidth of a link are simulated only.");
            }
        }
    }

    const Plan &m_plan;
    const ExportOptions &m_options;
    std::vector<LossItem> m_losses;
    bool m_onlyLoad = false;
};

} // namespace

Manifest writeCompose(const Plan &plan, const ExportOptions &options)
{
    return ComposeWriter(plan, options).write();
}

} // namespace bayplan
