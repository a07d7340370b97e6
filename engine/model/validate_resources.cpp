// SPDX-License-Identifier: Apache-2.0
// Ports, volumes, files and environment: what a machine has only once, and what must be there.
#include "engine/model/validator.h"

#include "engine/base/units.h"

#include <algorithm>

namespace bayplan
{
namespace
{

bool isBelow(const std::string &file, const std::string &folder)
{
    return file.starts_with(folder) &&
           (folder.ends_with('/') || (file.size() > folder.size() && file[folder.size()] == '/'));
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
        if (!paths.insert(mount.path).second)
            findings
                .error("mount.path-taken", container.id,
                       describe(topology, container) + " mounts two volumes at " + mount.path + '.',
                       "Give one another path.")
                .param = "mounts";
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
        if (equals == std::string::npos || equals + 1 == entry.size() || !looksSecret(name))
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
    }
}

void checkPublished(const Topology &topology, Findings &findings)
{
    std::map<std::pair<std::string, std::uint16_t>, const Container *> taken;
    for (const auto &[id, container] : topology.containers) {
        const KindInfo *kind = findKind(container.kind);
        if (!kind || !findParam(*kind, "publish"))
            continue;
        for (const std::string &text : paramsOf(container).list("publish")) {
            const auto publish = parsePublish(text);
            if (!publish)
                continue;
            const bool open = publish->hostIp == "0.0.0.0" || publish->hostIp == "::";
            if (open)
                findings
                    .warning("publish.every-address", id,
                             text + " of " + describe(topology, container) + " is open to the whole network.",
                             "Leave the address out to publish it on 127.0.0.1 only.")
                    .param = "publish";
            if (publish->hostPort == 0)
                continue;
            const auto [other, isNew] = taken.try_emplace({publish->protocol, publish->hostPort}, &container);
            if (!isNew)
                findings
                    .error("publish.taken", id,
                           "Port " + std::to_string(publish->hostPort) + " of the host is published by " +
                               describe(topology, *other->second) + " and by " + describe(topology, container) + '.',
                           "Choose another one, or leave it out and the engine chooses.")
                    .param = "publish";
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
        checkFile(topology, container, "file", findings);
        checkEnvironment(topology, container, findings);
    }
    for (const auto &[pod, containers] : index.byPod)
        checkPodPorts(topology, containers, findings);
    checkPublished(topology, findings);
    checkVolumes(topology, index, findings);
}

} // namespace bayplan
