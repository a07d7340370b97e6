// SPDX-License-Identifier: Apache-2.0
// Ports, volumes, files and environment: what a machine has only once, and what must be there.
#include "engine/model/validator.h"

#include "engine/base/units.h"

#include <algorithm>
#include <tuple>

namespace bayplan {
namespace {

bool isBelow(const std::string &file, const std::string &folder)
{
    return file.starts_with(folder) &&
           (folder.ends_with('/') || (file.size() > folder.size() && file[folder.size()] == '/'));
}

/// Offers to replace the last entry of a list that reads like `entry`, or to take it out.
void offerWithout(Problem &problem, const Topology &topology, const Container &container, const std::string &key,
                  const std::string &entry, std::string label, const std::string &replacement = {})
{
    problem.param = key;
    std::vector<std::string> list = paramsOf(container).list(key);
    const auto found = std::find(list.rbegin(), list.rend(), entry);
    if (found == list.rend())
        return;
    if (replacement.empty())
        list.erase(std::next(found).base());
    else
        *found = replacement;
    if (auto edit = setParam(topology, container.id, key, Value(list))) {
        problem.fix = *edit;
        problem.fixLabel = std::move(label);
    }
}

void checkMounts(const Topology &topology, const Container &container, const std::set<std::string> &volumes,
                 Findings &findings)
{
    std::set<std::string> paths;
    for (const MountEntry &mount : mountsOf(container)) {
        if (!volumes.contains(mount.volume)) {
            Problem &problem = findings.error("mount.volume-missing", container.id,
                                              describe(topology, container) + " mounts a volume \"" + mount.volume +
                                                  "\" that is not there.",
                                              "Add the volume, or mount another one.");
            problem.param = "mounts";
            if (isDnsLabel(mount.volume)) {
                problem.fix = addVolume(topology, mount.volume);
                problem.fixLabel = "Add the volume " + mount.volume;
            }
        }
        if (!paths.insert(mount.path).second) {
            Problem &problem = findings.error(
                "mount.path-taken", container.id,
                describe(topology, container) + " mounts two volumes at " + mount.path + '.', "Give one another path.");
            offerWithout(problem, topology, container, "mounts", formatMount(mount), "Remove " + formatMount(mount));
        }
    }
}

/// A file that only a mount can share or keep.
void checkFile(const Topology &topology, const Container &container, const std::string &key, Findings &findings)
{
    const KindInfo *kind = findKind(container.kind);
    if (!kind || !findParam(*kind, key))
        return;
    const std::string file = paramsOf(container).text(key);
    const auto mounts = mountsOf(container);
    if (file.empty() || std::ranges::any_of(mounts, [&](const MountEntry &mount) { return isBelow(file, mount.path); }))
        return;
    findings
        .error("file.not-mounted", container.id,
               '"' + file + "\" of " + describe(topology, container) + " is below none of its mounts.",
               "Mount a volume there, or choose a path below a mount.")
        .param = key;
}

void checkEnvironment(const Topology &topology, const Container &container, Findings &findings)
{
    const KindInfo *kind = findKind(container.kind);
    if (!kind || !findParam(*kind, "environment"))
        return;
    for (const std::string &entry : paramsOf(container).list("environment")) {
        const auto equals = entry.find('=');
        const std::string name = entry.substr(0, equals);
        const bool isEmpty = equals == std::string::npos || equals + 1 == entry.size();
        const bool isVariable = !isEmpty && entry[equals + 1] == '$'; // read where a deployment is started
        if (isEmpty || isVariable || !looksSecret(name))
            continue;
        findings
            .warning("environment.secret", container.id,
                     name + " of " + describe(topology, container) +
                         " looks like a secret; it stands in the document and in exports.",
                     "Leave the value out and give it at deployment, or use a file.")
            .param = "environment";
    }
}

/// Containers of a pod share one address. A port left at its default moves out of the way by itself.
void checkPodPorts(const Topology &topology, const std::vector<const Container *> &containers, Findings &findings)
{
    std::map<std::int64_t, const Container *> given;
    for (const Container *container : containers) {
        const auto found = container->params.find("port");
        if (found == container->params.end() || !std::holds_alternative<std::int64_t>(found->second))
            continue;
        const auto [other, isNew] = given.try_emplace(std::get<std::int64_t>(found->second), container);
        if (isNew)
            continue;
        Problem &problem =
            findings.error("port.taken", container->id,
                           describe(topology, *container) + " listens on port " + std::to_string(other->first) +
                               ", and so does " + other->second->name + " in the same pod.",
                           "Give one of them another port.");
        problem.param = "port";
        if (auto edit = setParam(topology, container->id, "port", std::nullopt)) {
            problem.fix = *edit;
            problem.fixLabel = "Use a free port";
        }
    }
}

void warnOfEveryAddress(const Topology &topology, const Container &container, const std::string &text,
                        const PublishEntry &publish, Findings &findings)
{
    if (publish.hostIp != "0.0.0.0" && publish.hostIp != "::")
        return;
    PublishEntry local = publish;
    local.hostIp.clear();
    Problem &problem =
        findings.warning("publish.every-address", container.id,
                         text + " of " + describe(topology, container) + " is open to the whole network.",
                         "Leave the address out to publish it on 127.0.0.1 only.");
    offerWithout(problem, topology, container, "publish", text, "Publish on 127.0.0.1", formatPublish(local));
}

void checkPublished(const Topology &topology, Findings &findings)
{
    using HostPort = std::tuple<std::string, std::string, std::uint16_t>;
    std::map<HostPort, const Container *> taken;
    for (const auto &[id, container] : topology.containers) {
        const KindInfo *kind = findKind(container.kind);
        if (!kind || !findParam(*kind, "publish"))
            continue;
        for (const std::string &text : paramsOf(container).list("publish")) {
            const auto publish = parsePublish(text);
            if (!publish)
                continue;
            warnOfEveryAddress(topology, container, text, *publish, findings);
            const HostPort key{publish->hostIp.empty() ? "127.0.0.1" : publish->hostIp, publish->protocol,
                               publish->hostPort};
            if (publish->hostPort == 0 || taken.try_emplace(key, &container).second)
                continue;
            Problem &problem = findings.error("publish.taken", id,
                                              "Port " + std::to_string(publish->hostPort) +
                                                  " of the host is published by " + describe(topology, *taken.at(key)) +
                                                  " and by " + describe(topology, container) + '.',
                                              "Choose another one, or leave it out and the engine chooses.");
            PublishEntry chosen = *publish;
            chosen.hostPort = 0;
            offerWithout(problem, topology, container, "publish", text, "Let the engine choose", formatPublish(chosen));
        }
    }
}

void checkVolumes(const Topology &topology, const ValidationIndex &index, Findings &findings)
{
    for (const auto &[id, volume] : topology.volumes) {
        if (!index.mounting.contains(volume.name)) {
            Problem &problem =
                findings.hint("volume.unused", id, "The volume \"" + volume.name + "\" is mounted by no container.",
                              "Mount it, or remove it.");
            problem.fix = removeElements(topology, {id});
            problem.fixLabel = "Remove " + volume.name;
        }
        const std::string hostPath = paramsOf(volume).text("hostPath");
        for (const std::string_view folder : {"/", "/etc", "/proc", "/sys", "/dev", "/root", "/boot", "/usr", "/bin",
                                              "/sbin", "/lib", "/var/run", "/run", "/var/lib/docker"})
            if (hostPath == folder || (folder != "/" && isBelow(hostPath, std::string(folder))))
                findings
                    .warning("volume.system-folder", id,
                             "The volume \"" + volume.name + "\" gives containers the system folder " + hostPath + '.',
                             "Use a folder of your own.")
                    .param = "hostPath";
    }
}

} // namespace

void checkResources(const Topology &topology, const ValidationIndex &index, Findings &findings)
{
    std::set<std::string> volumes;
    for (const auto &[id, volume] : topology.volumes)
        volumes.insert(volume.name);
    for (const auto &[id, container] : topology.containers) {
        checkMounts(topology, container, volumes, findings);
        checkFile(topology, container, "logFile", findings);
        if (container.kind != "adapter" || paramsOf(container).text("format") == "lines")
            checkFile(topology, container, "file", findings);
        checkEnvironment(topology, container, findings);
    }
    for (const auto &[pod, containers] : index.byPod)
        checkPodPorts(topology, containers, findings);
    checkPublished(topology, findings);
    checkVolumes(topology, index, findings);
}

} // namespace bayplan
