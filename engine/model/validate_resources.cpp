// SPDX-License-Identifier: Apache-2.0
// Ports, volumes, files and environment: what a machine has only once, and what must be there.
#include "engine/model/draft.h"
#include "engine/model/validator.h"

#include "engine/base/host_path.h"
#include "engine/base/units.h"

#include <algorithm>
#include <functional>
#include <tuple>

namespace bayplan {
namespace {

bool isBelow(const std::string &file, const std::string &folder)
{
    return file.starts_with(folder) &&
           (folder.ends_with('/') || (file.size() > folder.size() && file[folder.size()] == '/'));
}

/// Offers to replace the last entry of a list that is meant, or to take it out.
void offerWithout(Problem &problem, const std::string &key, Phrase label, std::function<bool(const std::string &)> isIt,
                  const std::string &replacement = {})
{
    const ElementId id = problem.element;
    offerEntries(problem, std::move(label), id, key,
                 [isIt = std::move(isIt), replacement](std::vector<std::string> list) {
                     const auto found = std::find_if(list.rbegin(), list.rend(), isIt);
                     if (found != list.rend() && replacement.empty())
                         list.erase(std::next(found).base());
                     else if (found != list.rend())
                         *found = replacement;
                     return list;
                 });
}

void offerReplacement(Problem &problem, const std::string &key, const std::string &entry, Phrase label,
                      const std::string &replacement)
{
    offerWithout(
        problem, key, std::move(label), [entry](const std::string &text) { return text == entry; }, replacement);
}

/// However it is written: ":rw" says nothing.
void offerWithoutMount(Problem &problem, const MountEntry &mount)
{
    offerWithout(problem, "mounts", {QT_TRANSLATE_NOOP("phrase", "Remove %1"), formatMount(mount)},
                 [mount](const std::string &text) {
                     const auto parsed = parseMount(text);
                     return parsed && *parsed == mount;
                 });
}

void checkMounts(const Topology &topology, const Container &container, const std::set<std::string> &volumes,
                 Findings &findings)
{
    std::set<std::string> paths;
    for (const MountEntry &mount : mountsOf(container)) {
        if (!volumes.contains(mount.volume)) {
            Problem &problem =
                findings.error("mount.volume-missing", container.id,
                               {QT_TRANSLATE_NOOP("phrase", "%1 mounts a volume \"%2\" that is not there."),
                                describe(topology, container), mount.volume},
                               QT_TRANSLATE_NOOP("phrase", "Add the volume, or mount another one."));
            problem.param = "mounts";
            if (isDnsLabel(mount.volume))
                offer(problem, {QT_TRANSLATE_NOOP("phrase", "Add the volume %1"), mount.volume},
                      [name = mount.volume](Topology &mended) {
                          if (!volumeNameTaken(mended, name))
                              apply(mended, addVolume(mended, name));
                      });
            else
                offerWithoutMount(problem, mount);
        }
        if (!paths.insert(mount.path).second) {
            Problem &problem = findings.error("mount.path-taken", container.id,
                                              {QT_TRANSLATE_NOOP("phrase", "%1 mounts two volumes at %2."),
                                               describe(topology, container), mount.path},
                                              QT_TRANSLATE_NOOP("phrase", "Give one another path."));
            offerWithoutMount(problem, mount);
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
    Problem &problem = findings.error(
        "file.not-mounted", container.id,
        {QT_TRANSLATE_NOOP("phrase", "\"%1\" of %2 is below none of its mounts."), file, describe(topology, container)},
        QT_TRANSLATE_NOOP("phrase", "Mount a volume there, or choose a path below a mount."));
    problem.param = key;
    const std::string folder = file.substr(0, file.rfind('/') == std::string::npos ? 0 : file.rfind('/'));
    if (file.front() == '/' && !folder.empty())
        offerMount(problem, {QT_TRANSLATE_NOOP("phrase", "Mount a volume at %1"), folder}, container.id, folder);
    else
        offer(problem, QT_TRANSLATE_NOOP("phrase", "Use a file below a mount"),
              [id = container.id, key, file](Topology &mended) {
                  putParam(mended, id, key, Value("/var/log/app/" + file.substr(file.rfind('/') + 1)));
                  mountFolder(mended, id, "/var/log/app");
              });
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
        const std::string given = name + "=${" + name + '}';
        offerReplacement(
            findings.warning(
                "environment.secret", container.id,
                {QT_TRANSLATE_NOOP("phrase", "%1 of %2 looks like a secret; it stands in the document and in exports."),
                 name, describe(topology, container)},
                QT_TRANSLATE_NOOP("phrase", "Leave the value out and give it at deployment, or use a file.")),
            "environment", entry, {QT_TRANSLATE_NOOP("phrase", "Write %1"), given}, given);
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
                           {QT_TRANSLATE_NOOP("phrase", "%1 listens on port %2, and so does %3 in the same pod."),
                            describe(topology, *container), std::to_string(other->first), other->second->name},
                           QT_TRANSLATE_NOOP("phrase", "Give one of them another port."));
        offerParam(problem, QT_TRANSLATE_NOOP("phrase", "Use a free port"), container->id, "port", std::nullopt);
    }
}

void warnOfEveryAddress(const Topology &topology, const Container &container, const std::string &text,
                        const PublishEntry &publish, Findings &findings)
{
    if (publish.hostIp != "0.0.0.0" && publish.hostIp != "::")
        return;
    PublishEntry local = publish;
    local.hostIp.clear();
    Problem &problem = findings.warning(
        "publish.every-address", container.id,
        {QT_TRANSLATE_NOOP("phrase", "%1 of %2 is open to the whole network."), text, describe(topology, container)},
        QT_TRANSLATE_NOOP("phrase", "Leave the address out to publish it on 127.0.0.1 only."));
    offerReplacement(problem, "publish", text, QT_TRANSLATE_NOOP("phrase", "Publish on 127.0.0.1"),
                     formatPublish(local));
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
            Problem &problem = findings.error(
                "publish.taken", id,
                {QT_TRANSLATE_NOOP("phrase", "Port %1 of the host is published by %2 and by %3."),
                 std::to_string(publish->hostPort), describe(topology, *taken.at(key)), describe(topology, container)},
                QT_TRANSLATE_NOOP("phrase", "Choose another one, or leave it out and the engine chooses."));
            PublishEntry chosen = *publish;
            chosen.hostPort = 0;
            offerReplacement(problem, "publish", text, QT_TRANSLATE_NOOP("phrase", "Let the engine choose"),
                             formatPublish(chosen));
        }
    }
}

/// The document's folder is not known here; a deploy looks again at where the path ends.
void warnOfHostPath(const Volume &volume, Findings &findings)
{
    const std::string hostPath = paramsOf(volume).text("hostPath");
    const std::string path = normalHostPath(hostPath);
    Problem *problem = nullptr;
    if (climbsOut(path))
        problem = &findings.warning(
            "volume.above-folder", volume.id,
            {QT_TRANSLATE_NOOP("phrase", "The volume \"%1\" gives containers %2, outside the document's folder."),
             volume.name, hostPath},
            QT_TRANSLATE_NOOP("phrase", "Use a folder below it, or an absolute path."));
    else if (isSystemPath(path))
        problem =
            &findings.warning("volume.system-folder", volume.id,
                              {QT_TRANSLATE_NOOP("phrase", "The volume \"%1\" gives containers the system folder %2."),
                               volume.name, hostPath},
                              QT_TRANSLATE_NOOP("phrase", "Use a folder of your own."));
    if (problem != nullptr)
        offerParam(*problem, QT_TRANSLATE_NOOP("phrase", "Let the engine keep it"), volume.id, "hostPath",
                   std::nullopt);
}

void checkVolumes(const Topology &topology, const ValidationIndex &index, Findings &findings)
{
    for (const auto &[id, volume] : topology.volumes) {
        if (!index.mounting.contains(volume.name))
            offerRemoval(findings.hint("volume.unused", id,
                                       {QT_TRANSLATE_NOOP("phrase", "The volume \"%1\" is mounted by no container."),
                                        volume.name},
                                       QT_TRANSLATE_NOOP("phrase", "Mount it, or remove it.")),
                         {QT_TRANSLATE_NOOP("phrase", "Remove %1"), volume.name}, id);
        warnOfHostPath(volume, findings);
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
