// SPDX-License-Identifier: Apache-2.0
// A pod of the drawing is a pod of Kubernetes; a front's place is taken by a Service; no pause container is needed.
#include "engine/base/units.h"
#include "engine/manifests/export.h"
#include "engine/manifests/kubernetes_environment.h"
#include "engine/manifests/yaml_writer.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace bayplan {
namespace {

/// All instances of one pod of the topology.
struct PodGroup {
    std::string name;                  ///< of the topology's pod
    std::vector<const PodPlan *> pods; ///< by replica
    const PodPlan *front = nullptr;
};

std::string containerName(const InstancePlan &instance)
{
    return instance.name.substr(instance.name.find('/') + 1);
}

bool isSidecar(const InstancePlan &instance)
{
    constexpr std::array roles{"ambassador", "http-ambassador", "adapter", "logsaver", "sync", "elector"};
    return instance.role == Role::Agent && std::ranges::find(roles, instance.agentRole) != roles.end();
}

class KubernetesWriter {
public:
    KubernetesWriter(const Plan &plan, const ExportOptions &options) : m_plan(plan), m_options(options) {}

    Manifest write()
    {
        std::string text = "# Apply with: kubectl apply -f FILE\n";
        for (const VolumePlan &volume : m_plan.volumes) {
            if (volume.shared && volume.hostPath.empty())
                text += "---\n" + claim(volume).toText();
        }
        for (const PodGroup &group : groups()) {
            const bool ordered = isOrdered(group);
            if (ordered)
                text += "---\n" + configMap(group).toText();
            if (YamlValue ports = servicePorts(group); !ports.empty())
                text += "---\n" + service(group, group.name, std::move(ports), false).toText();
            if (ordered)
                text += "---\n" + service(group, membersName(group), memberPorts(group), true).toText();
            text += "---\n" + workload(group, ordered).toText();
        }
        noteLosses();
        return {std::move(text), std::move(m_losses)};
    }

private:
    std::vector<PodGroup> groups() const
    {
        std::map<std::string, PodGroup> byElement;
        for (const PodPlan &pod : m_plan.pods) {
            PodGroup &group = byElement[pod.element];
            if (pod.isFront)
                group.front = &pod;
            else
                group.pods.push_back(&pod);
        }
        std::vector<PodGroup> all;
        for (auto &[element, group] : byElement) {
            const PodPlan &first = *group.pods.front();
            group.name = group.pods.size() == 1 ? first.name : first.name.substr(0, first.name.rfind('-'));
            all.push_back(std::move(group));
        }
        return all;
    }

    std::vector<const InstancePlan *> members(const PodPlan &pod) const
    {
        std::vector<const InstancePlan *> all;
        for (const InstanceIndex index : pod.instances) {
            if (m_plan.instances[index].role != Role::Pause)
                all.push_back(&m_plan.instances[index]);
        }
        return all;
    }

    /// Whether each replica needs a name and a configuration of its own: then it is a StatefulSet.
    bool isOrdered(const PodGroup &group) const
    {
        return std::ranges::any_of(members(*group.pods.front()), [&](const InstancePlan *instance) {
            const bool ownPeers =
                std::ranges::any_of(instance->peers, [](const PeerPlan &p) { return p.link.empty(); });
            return ownPeers || instance->agentRole == "queue" || isCalledByReplica(group, *instance);
        });
    }

    /// A ring reaches the replicas one by one, so each must have a name.
    bool isCalledByReplica(const PodGroup &group, const InstancePlan &instance) const
    {
        return group.pods.size() > 1 && std::ranges::any_of(m_plan.instances, [&](const InstancePlan &caller) {
                   return (caller.agentRole == "ambassador" || caller.agentRole == "http-ambassador") &&
                          std::ranges::any_of(caller.peers, [&](const PeerPlan &peer) {
                              return m_plan.instances[peer.instance].element == instance.element;
                          });
               });
    }

    static std::string membersName(const PodGroup &group) { return group.name + "-members"; }

    YamlValue labels(const PodGroup &group) const
    {
        YamlValue out;
        out["app.kubernetes.io/name"] = group.name;
        out["app.kubernetes.io/instance"] = m_plan.name;
        return out;
    }

    YamlValue metadata(const PodGroup &group, const std::string &name) const
    {
        YamlValue out;
        out["name"] = name;
        YamlValue all = labels(group);
        all["app.kubernetes.io/part-of"] = m_plan.name;
        all["app.kubernetes.io/managed-by"] = "bayplan";
        out["labels"] = std::move(all);
        return out;
    }

    YamlValue servicePorts(const PodGroup &group) const
    {
        YamlValue ports = YamlValue::list();
        std::set<std::uint16_t> seen;
        for (const InstancePlan *instance : members(*group.pods.front())) {
            const bool called = std::ranges::any_of(m_plan.instances, [&](const InstancePlan &caller) {
                return caller.pod != instance->pod && std::ranges::any_of(caller.peers, [&](const PeerPlan &peer) {
                           return m_plan.instances[peer.instance].element == instance->element ||
                                  (group.front != nullptr && m_plan.instances[peer.instance].pod == frontIndex(group) &&
                                   peer.port == instance->port);
                       });
            });
            if (instance->port != 0 && (called || !instance->publish.empty()) && seen.insert(instance->port).second)
                ports.push(servicePort(instance->port));
            for (const PublishPlan &publish : instance->publish) {
                if (seen.insert(publish.port).second)
                    ports.push(servicePort(publish.port));
            }
        }
        return ports;
    }

    std::uint32_t frontIndex(const PodGroup &group) const
    {
        return static_cast<std::uint32_t>(group.front - m_plan.pods.data());
    }

    YamlValue memberPorts(const PodGroup &group) const
    {
        YamlValue ports = YamlValue::list();
        std::set<std::uint16_t> seen;
        for (const InstancePlan *instance : members(*group.pods.front())) {
            for (const std::uint16_t port :
                 {instance->port, instance->role == Role::Agent ? instance->controlPort : std::uint16_t{0}}) {
                if (port != 0 && seen.insert(port).second)
                    ports.push(servicePort(port));
            }
        }
        return ports;
    }

    static YamlValue servicePort(std::uint16_t port)
    {
        YamlValue out;
        out["name"] = "port-" + std::to_string(port);
        out["port"] = static_cast<int>(port);
        out["targetPort"] = static_cast<int>(port);
        return out;
    }

    YamlValue service(const PodGroup &group, const std::string &name, YamlValue ports, bool headless) const
    {
        YamlValue out;
        out["apiVersion"] = "v1";
        out["kind"] = "Service";
        out["metadata"] = metadata(group, name);
        if (headless) {
            out["spec"]["clusterIP"] = "None";
            // Electors must find each other before any of them is ready.
            out["spec"]["publishNotReadyAddresses"] = true;
        }
        out["spec"]["selector"] = labels(group);
        out["spec"]["ports"] = std::move(ports);
        return out;
    }

    YamlValue claim(const VolumePlan &volume) const
    {
        YamlValue out;
        out["apiVersion"] = "v1";
        out["kind"] = "PersistentVolumeClaim";
        out["metadata"]["name"] = volume.name;
        out["spec"]["accessModes"] = YamlValue::texts({"ReadWriteMany"});
        out["spec"]["resources"]["requests"]["storage"] = storage(volume);
        return out;
    }

    static std::string storage(const VolumePlan &volume)
    {
        return volume.sizeBytes > 0 ? std::to_string(volume.sizeBytes) : "1Gi";
    }

    /// Names within the cluster: replicas by their headless Service, pods by their Service.
    InstancePlan withClusterNames(InstancePlan instance) const
    {
        for (PeerPlan &peer : instance.peers) {
            const PodPlan &pod = m_plan.pods[m_plan.instances[peer.instance].pod];
            if (peer.host == "localhost" || pod.isFront)
                continue;
            for (const PodGroup &group : groups()) {
                if (group.pods.front()->element == pod.element && isOrdered(group))
                    peer.host = memberHost(group, pod);
            }
        }
        return instance;
    }

    static std::string memberHost(const PodGroup &group, const PodPlan &pod)
    {
        return group.name + '-' + std::to_string(pod.replica) + '.' + membersName(group);
    }

    YamlValue configMap(const PodGroup &group) const
    {
        YamlValue out;
        out["apiVersion"] = "v1";
        out["kind"] = "ConfigMap";
        out["metadata"] = metadata(group, group.name + "-agents");
        for (const PodPlan *pod : group.pods) {
            for (const InstancePlan *instance : members(*pod)) {
                if (instance->role == Role::Agent)
                    out["data"][group.name + '-' + std::to_string(pod->replica) + '.' + containerName(*instance) +
                                ".json"] = m_options.agentEnvironment(withClusterNames(*instance));
            }
        }
        return out;
    }

    YamlValue workload(const PodGroup &group, bool ordered)
    {
        YamlValue out;
        out["apiVersion"] = "apps/v1";
        out["kind"] = ordered ? "StatefulSet" : "Deployment";
        out["metadata"] = metadata(group, group.name);
        YamlValue &spec = out["spec"];
        spec["replicas"] = static_cast<int>(group.pods.size());
        if (ordered) {
            spec["serviceName"] = membersName(group);
            spec["podManagementPolicy"] = "Parallel";
        }
        spec["selector"]["matchLabels"] = labels(group);
        YamlValue &pod = spec["template"];
        pod["metadata"]["labels"] = labels(group);
        fillPod(pod["spec"], group, ordered);
        if (ordered) {
            if (YamlValue templates = claimTemplates(group); !templates.empty())
                spec["volumeClaimTemplates"] = std::move(templates);
        }
        return out;
    }

    void fillPod(YamlValue &spec, const PodGroup &group, bool ordered)
    {
        const std::vector<const InstancePlan *> all = members(*group.pods.front());
        const bool onlySidecars = std::ranges::all_of(all, [](const InstancePlan *i) { return isSidecar(*i); });
        const bool native = !m_options.classicSidecars && !onlySidecars;
        spec["enableServiceLinks"] = false;
        spec["automountServiceAccountToken"] = false;
        spec["terminationGracePeriodSeconds"] = (all.front()->stopGrace.count() + 999'999'999) / 1'000'000'000;
        spec["securityContext"]["fsGroup"] = 65532;
        spec["securityContext"]["seccompProfile"]["type"] = "RuntimeDefault";
        YamlValue sidecars = YamlValue::list();
        YamlValue mains = YamlValue::list();
        for (const InstancePlan *instance : all) {
            YamlValue one = container(*instance, group, ordered);
            if (native && isSidecar(*instance)) {
                one["restartPolicy"] = "Always";
                sidecars.push(std::move(one));
            } else {
                mains.push(std::move(one));
            }
        }
        if (!sidecars.empty())
            spec["initContainers"] = std::move(sidecars);
        spec["containers"] = std::move(mains);
        if (YamlValue volumes = podVolumes(group, ordered); !volumes.empty())
            spec["volumes"] = std::move(volumes);
    }

    YamlValue container(const InstancePlan &instance, const PodGroup &group, bool ordered)
    {
        YamlValue out;
        out["name"] = containerName(instance);
        if (instance.role == Role::User)
            fillUser(out, instance);
        else
            fillAgent(out, instance, ordered);
        if (instance.port != 0) {
            YamlValue port;
            port["containerPort"] = static_cast<int>(instance.port);
            out["ports"] = YamlValue::list({port});
        }
        if (instance.memoryBytes > 0) {
            out["resources"]["requests"]["memory"] = std::to_string(instance.memoryBytes);
            out["resources"]["limits"]["memory"] = std::to_string(instance.memoryBytes);
        }
        if (instance.cpus > 0)
            out["resources"]["requests"]["cpu"] = formatNumber(instance.cpus);
        YamlValue mounts = YamlValue::list();
        for (const MountPlan &mount : instance.mounts)
            mounts.push(mountOf(mount, *group.pods.front()));
        if (ordered && instance.role == Role::Agent) {
            YamlValue config;
            config["name"] = "agents";
            config["mountPath"] = "/etc/bayplan";
            config["readOnly"] = true;
            mounts.push(std::move(config));
        }
        if (!mounts.empty())
            out["volumeMounts"] = std::move(mounts);
        return out;
    }

    void fillUser(YamlValue &out, const InstancePlan &instance) const
    {
        out["image"] = instance.image;
        if (!instance.entrypoint.empty())
            out["command"] = argumentsOf(instance.entrypoint);
        if (!instance.command.empty())
            out["args"] = argumentsOf(instance.command);
        if (!instance.workingDir.empty())
            out["workingDir"] = instance.workingDir;
        YamlValue environment = userEnvironment(instance, m_plan.name + "-secrets");
        if (!environment.empty())
            out["env"] = std::move(environment);
    }

    void fillAgent(YamlValue &out, const InstancePlan &instance, bool ordered) const
    {
        out["image"] = m_options.agentImage;
        YamlValue environment = YamlValue::list();
        if (ordered) {
            YamlValue name;
            name["name"] = "POD_NAME";
            name["valueFrom"]["fieldRef"]["fieldPath"] = "metadata.name";
            environment.push(std::move(name));
            YamlValue file;
            file["name"] = "BAYPLAN_AGENT_FILE";
            file["value"] = "/etc/bayplan/$(POD_NAME)." + containerName(instance) + ".json";
            environment.push(std::move(file));
        } else {
            environment.push(namedValue("BAYPLAN_AGENT", m_options.agentEnvironment(withClusterNames(instance))));
        }
        out["env"] = std::move(environment);
        YamlValue &context = out["securityContext"];
        context["runAsNonRoot"] = true;
        context["runAsUser"] = 65532;
        context["allowPrivilegeEscalation"] = false;
        context["readOnlyRootFilesystem"] = true;
        context["capabilities"]["drop"] = YamlValue::texts({"ALL"});
        addProbe(out["startupProbe"], instance, "/healthz");
        out["startupProbe"]["failureThreshold"] = 30;
        addProbe(out["readinessProbe"], instance, "/readyz");
        addProbe(out["livenessProbe"], instance, "/healthz");
    }

    static void addProbe(YamlValue &probe, const InstancePlan &instance, const char *path)
    {
        probe["httpGet"]["path"] = path;
        probe["httpGet"]["port"] = static_cast<int>(instance.controlPort);
        probe["periodSeconds"] = 2;
    }

    /// Pod-scoped volumes carry the pod instance's name in the plan; in a template all replicas have one name for it.
    static std::string volumeName(const std::string &planName, const PodPlan &pod)
    {
        return planName.starts_with(pod.name + '-') ? planName.substr(pod.name.size() + 1) : planName;
    }

    static YamlValue mountOf(const MountPlan &mount, const PodPlan &pod)
    {
        YamlValue out;
        out["name"] = volumeName(mount.volume, pod);
        out["mountPath"] = mount.path;
        if (mount.readOnly)
            out["readOnly"] = true;
        return out;
    }

    std::vector<const VolumePlan *> volumesOf(const PodPlan &pod) const
    {
        std::vector<const VolumePlan *> all;
        for (const InstancePlan *instance : members(pod)) {
            for (const MountPlan &mount : instance->mounts) {
                const auto found = std::ranges::find(m_plan.volumes, mount.volume, &VolumePlan::name);
                if (std::ranges::find(all, &*found) == all.end())
                    all.push_back(&*found);
            }
        }
        return all;
    }

    static bool isState(const VolumePlan &volume) { return volume.name.ends_with("-state"); }

    YamlValue podVolumes(const PodGroup &group, bool ordered)
    {
        YamlValue volumes = YamlValue::list();
        for (const VolumePlan *volume : volumesOf(*group.pods.front())) {
            if (ordered && isState(*volume))
                continue;
            YamlValue out;
            out["name"] = volumeName(volume->name, *group.pods.front());
            if (volume->shared && volume->hostPath.empty())
                out["persistentVolumeClaim"]["claimName"] = volume->name;
            else
                out["emptyDir"] = YamlValue();
            if (!volume->shared && volume->sizeBytes > 0)
                out["emptyDir"]["sizeLimit"] = std::to_string(volume->sizeBytes);
            volumes.push(std::move(out));
        }
        if (ordered) {
            YamlValue config;
            config["name"] = "agents";
            config["configMap"]["name"] = group.name + "-agents";
            volumes.push(std::move(config));
        }
        return volumes;
    }

    YamlValue claimTemplates(const PodGroup &group) const
    {
        YamlValue templates = YamlValue::list();
        for (const VolumePlan *volume : volumesOf(*group.pods.front())) {
            if (!isState(*volume))
                continue;
            YamlValue out;
            out["metadata"]["name"] = volumeName(volume->name, *group.pods.front());
            out["spec"]["accessModes"] = YamlValue::texts({"ReadWriteOnce"});
            out["spec"]["resources"]["requests"]["storage"] = storage(*volume);
            templates.push(std::move(out));
        }
        return templates;
    }

    void note(LossSeverity severity, std::string element, std::string key, std::string sentence)
    {
        m_losses.push_back({severity, {.pointer = std::move(element)}, std::move(key), std::move(sentence)});
    }

    void noteLosses()
    {
        for (const VolumePlan &volume : m_plan.volumes) {
            if (!volume.hostPath.empty())
                note(LossSeverity::Loss, volume.element, "hostPath",
                     "Folder " + volume.hostPath +
                         " of the host is an empty volume: a cluster's nodes do not have it.");
        }
        for (const InstancePlan &instance : m_plan.instances) {
            if (!instance.publish.empty())
                note(LossSeverity::Note, instance.element, "publish",
                     "Ports of " + instance.name +
                         " are a Service within the cluster; reach them with kubectl port-forward.");
            if (instance.role == Role::Agent && !instance.image.empty())
                note(LossSeverity::Loss, instance.element, "image",
                     instance.name + " runs in our image: what it would run in an image of your own (a worker's or a "
                                     "health command, git or curl) is not exported.");
            if (!secretsOf(instance).empty() || std::ranges::any_of(instance.environment, [](const std::string &e) {
                    return e.find("${") != std::string::npos;
                }))
                note(LossSeverity::Note, instance.element, "environment",
                     "Variables of " + instance.name + " come from a Secret: kubectl create secret generic " +
                         m_plan.name + "-secrets --from-literal=NAME=VALUE.");
            if (instance.cpuWeight != 1)
                note(LossSeverity::Loss, instance.element, "cpuWeight",
                     "The processor weight of " + instance.name +
                         " is left out: in a cluster the requested processor time is the weight.");
            if (!instance.user.empty())
                note(LossSeverity::Loss, instance.element, "user",
                     "User " + instance.user + " of " + instance.name + " is left out; set runAsUser in the result.");
        }
        for (const FaultPlan &fault : m_plan.faults)
            note(LossSeverity::Loss, fault.id, "fault", "A manifest holds no faults: " + fault.text + " is left out.");
        for (const std::string &assertion : m_plan.assertions)
            note(LossSeverity::Loss, {}, "assertion",
                 "A manifest holds no assertions: \"" + assertion + "\" is left out.");
        for (const PodGroup &group : groups()) {
            if (isOrdered(group))
                note(LossSeverity::Note, group.pods.front()->element, "podman",
                     "podman kube play does not run StatefulSet " + group.name + "; a cluster does.");
        }
        note(LossSeverity::Note, {}, "podman",
             "podman kube play ignores Services, so pods do not find each other by name there; a cluster does.");
    }

    const Plan &m_plan;
    const ExportOptions &m_options;
    std::vector<LossItem> m_losses;
};

} // namespace

Manifest writeKubernetes(const Plan &plan, const ExportOptions &options)
{
    return KubernetesWriter(plan, options).write();
}

} // namespace bayplan
