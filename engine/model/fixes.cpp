// SPDX-License-Identifier: Apache-2.0
#include "engine/model/fixes.h"

#include "engine/base/translatable.h"
#include "engine/base/units.h"
#include "engine/model/draft.h"
#include "engine/model/entries.h"
#include "engine/model/param_check.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace bayplan {
namespace {

Params *paramsAt(Topology &topology, const ElementId &id)
{
    if (id == "document")
        return &topology.settings.params;
    if (const auto pod = topology.pods.find(id); pod != topology.pods.end())
        return &pod->second.params;
    if (const auto container = topology.containers.find(id); container != topology.containers.end())
        return &container->second.params;
    if (const auto link = topology.links.find(id); link != topology.links.end())
        return &link->second.params;
    if (const auto volume = topology.volumes.find(id); volume != topology.volumes.end())
        return &volume->second.params;
    const auto fault = topology.faults.find(id);
    return fault == topology.faults.end() ? nullptr : &fault->second.params;
}

const KindInfo *kindOf(const Topology &topology, const ElementId &id)
{
    if (const auto container = topology.containers.find(id); container != topology.containers.end())
        return findKind(container->second.kind);
    if (const auto fault = topology.faults.find(id); fault != topology.faults.end())
        return findKind("fault." + fault->second.kind);
    return findKind(id == "document"              ? "document"
                    : topology.pods.contains(id)  ? "pod"
                    : topology.links.contains(id) ? "link"
                                                  : "volume");
}

/// Whether all that is wrong with a list was wrong with it before.
bool isNoWorse(const ParamInfo &info, const Params &before, const Value &list)
{
    const auto there = before.find(info.key);
    if (there == before.end() || !hasForm(info.type, list))
        return false;
    std::vector<std::string> known = unsuitableEntries(info, there->second);
    std::vector<std::string> left = unsuitableEntries(info, list);
    std::ranges::sort(known);
    std::ranges::sort(left);
    return !left.empty() && std::ranges::includes(known, left);
}

Edit editBy(const Topology &topology, const Phrase &label, const Change &change)
{
    Topology copy = topology;
    change(copy);
    return difference(topology, copy, label);
}

/// All whose calls come to the container in the end, itself included.
std::set<ElementId> callersOf(const Topology &topology, const ElementId &container)
{
    std::map<ElementId, std::vector<ElementId>> callers;
    for (const auto &[id, link] : topology.links)
        callers[link.to.container].push_back(link.from.container);
    std::set<ElementId> found{container};
    std::vector<ElementId> open{container};
    while (!open.empty()) {
        const ElementId next = open.back();
        open.pop_back();
        for (const ElementId &caller : callers[next])
            if (found.insert(caller).second)
                open.push_back(caller);
    }
    return found;
}

double distance(const Topology &topology, const Container &a, const Container &b)
{
    const auto from = topology.pods.find(a.pod);
    const auto to = topology.pods.find(b.pod);
    if (from == topology.pods.end() || to == topology.pods.end())
        return 1e12;
    return std::hypot(to->second.position.x - from->second.position.x, to->second.position.y - from->second.position.y);
}

bool isWanted(const Container &caller, const Container &callee, const Wanted &wanted)
{
    if (!std::ranges::count(wanted.kinds, callee.kind) || (callee.pod == caller.pod && !wanted.besideCaller))
        return false;
    return callee.kind != "container" || wanted.protocols.empty() ||
           std::ranges::count(wanted.protocols, paramsOf(callee).text("protocol")) > 0;
}

const Container *nearest(const Topology &topology, const Container &from,
                         const std::function<bool(const Container &)> &fits)
{
    const Container *best = nullptr;
    double least = 0;
    for (const auto &[id, container] : topology.containers) {
        if (container.id == from.id || !fits(container))
            continue;
        const double away = distance(topology, from, container);
        if (!best || away < least) {
            best = &container;
            least = away;
        }
    }
    return best;
}

void putLink(Topology &topology, const Endpoint &from, const Endpoint &to)
{
    const ElementId id = freshId(topology, "link-1");
    topology.links[id] = Link{id, from, to, {}, {}};
}

ElementId addBeside(Topology &topology, const Container &other, const std::string &kind, bool inItsPod)
{
    ElementId id;
    apply(topology,
          addContainer(topology, kind, inItsPod ? other.pod : ElementId(), freePlaceBeside(topology, other.pod), &id));
    return id;
}

void linkCallee(Topology &topology, const ElementId &callerId, const std::string &port, const Wanted &wanted)
{
    const auto found = topology.containers.find(callerId);
    if (found == topology.containers.end())
        return;
    const Container caller = found->second;
    const std::set<ElementId> callers = callersOf(topology, callerId);
    const Container *callee = nearest(topology, caller, [&](const Container &container) {
        return isWanted(caller, container, wanted) && !callers.contains(container.id) &&
               !cannotConnect(topology, {callerId, port}, {container.id, wanted.port});
    });
    ElementId to = callee ? callee->id : ElementId();
    if (to.empty()) {
        to = addBeside(topology, caller, wanted.kinds.front(), wanted.besideCaller);
        if (wanted.kinds.front() == "container" && !wanted.protocols.empty() && wanted.protocols.front() != "http")
            putParam(topology, to, "protocol", Value(wanted.protocols.front()));
    }
    putLink(topology, {callerId, port}, {to, wanted.port});
}

bool hasQueue(const Topology &topology, const Container &worker)
{
    return std::ranges::any_of(topology.links, [&](const auto &entry) {
        return entry.second.from == Endpoint{worker.id, "queue"};
    });
}

bool isWithin(const std::string &file, const std::string &folder)
{
    return file == folder || file.starts_with(folder.ends_with('/') ? folder : folder + '/');
}

std::vector<MountEntry> mountsIn(const Container &container)
{
    std::vector<MountEntry> mounts;
    const KindInfo *kind = findKind(container.kind);
    if (!kind || !findParam(*kind, "mounts"))
        return mounts;
    for (const std::string &text : paramsOf(container).list("mounts"))
        if (auto mount = parseMount(text))
            mounts.push_back(std::move(*mount));
    return mounts;
}

bool coversWritable(const Container &container, const std::string &folder)
{
    return std::ranges::any_of(
        mountsIn(container), [&](const MountEntry &mount) { return !mount.readOnly && isWithin(folder, mount.path); });
}

bool usesFolder(const Container &container, const std::string &folder)
{
    const KindInfo *kind = findKind(container.kind);
    return kind && findParam(*kind, "mounts") && std::ranges::any_of(std::vector{"logFile", "file"}, [&](auto key) {
               return findParam(*kind, key) && isWithin(paramsOf(container).text(key), folder);
           });
}

void putMount(Topology &topology, const Container &container, const MountEntry &mount)
{
    std::vector<std::string> list = paramsOf(container).list("mounts");
    const auto there = std::ranges::find_if(list, [&](const std::string &text) {
        const auto parsed = parseMount(text);
        return parsed && parsed->path == mount.path; // read-only: it becomes one that can be written to
    });
    if (there == list.end())
        list.push_back(formatMount(mount));
    else
        *there = formatMount({parseMount(*there)->volume, mount.path, false});
    putParam(topology, container.id, "mounts", Value(list));
}

} // namespace

void offer(Problem &problem, Phrase label, Change change)
{
    problem.fixLabel = label;
    problem.fix = [label = std::move(label), change = std::move(change)](const Topology &topology) {
        return editBy(topology, label, change);
    };
}

void offerFirst(Problem &problem, Phrase label, std::vector<Change> changes)
{
    problem.fixLabel = label;
    problem.fix = [label = std::move(label), changes = std::move(changes), code = problem.code,
                   element = problem.element](const Topology &topology) {
        const auto isContent = [&](const Topology &mended) {
            return std::ranges::none_of(
                validate(mended), [&](const Problem &other) { return other.code == code && other.element == element; });
        };
        Topology copy;
        for (const Change &change : changes) {
            copy = topology;
            change(copy);
            if (isContent(copy))
                break;
        }
        return difference(topology, copy, label);
    };
}

void offerParam(Problem &problem, Phrase label, const ElementId &id, const std::string &key, std::optional<Value> value)
{
    if (id == problem.element)
        problem.param = key;
    offer(problem, std::move(label),
          [id, key, value = std::move(value)](Topology &topology) { putParam(topology, id, key, value); });
}

void offerEntries(Problem &problem, Phrase label, const ElementId &id, const std::string &key,
                  std::vector<std::string> entries)
{
    offerParam(problem, std::move(label), id, key,
               entries.empty() ? std::nullopt : std::optional<Value>(std::move(entries)));
}

void offerEntries(Problem &problem, Phrase label, const ElementId &id, const std::string &key, ListChange change)
{
    problem.param = key;
    offer(problem, std::move(label), [id, key, change = std::move(change)](Topology &topology) {
        const Params *params = paramsAt(topology, id);
        if (!params || !params->contains(key))
            return;
        const auto *list = std::get_if<std::vector<std::string>>(&params->at(key));
        if (!list)
            return;
        std::vector<std::string> changed = change(*list);
        putParam(topology, id, key, changed.empty() ? std::nullopt : std::optional<Value>(std::move(changed)));
    });
}

void offerRename(Problem &problem, const ElementId &id, const std::string &name)
{
    problem.param = "name";
    offer(problem, {QT_TRANSLATE_NOOP("phrase", "Rename to %1"), name}, [id, name](Topology &topology) {
        if (auto edit = rename(topology, id, name))
            apply(topology, std::move(*edit));
    });
}

void offerRemoval(Problem &problem, Phrase label, const ElementId &id)
{
    offer(problem, std::move(label), [id](Topology &topology) {
        if (topology.faults.erase(id) == 0) // nothing hangs on a fault
            apply(topology, removeElements(topology, {id}));
    });
}

void offerCallee(Problem &problem, Phrase label, const ElementId &caller, const std::string &port, Wanted wanted)
{
    offer(problem, std::move(label), [caller, port, wanted = std::move(wanted)](Topology &topology) {
        linkCallee(topology, caller, port, wanted);
    });
}

void offerWorker(Problem &problem, const ElementId &queue)
{
    offer(problem, QT_TRANSLATE_NOOP("phrase", "Give it a worker"), [queue](Topology &topology) {
        const auto found = topology.containers.find(queue);
        if (found == topology.containers.end())
            return;
        const Container *idle = nearest(topology, found->second, [&](const Container &container) {
            return container.kind == "worker" && !hasQueue(topology, container);
        });
        const ElementId worker = idle ? idle->id : addBeside(topology, Container(found->second), "worker", false);
        putLink(topology, {worker, "queue"}, {queue, "in"});
    });
}

void offerMount(Problem &problem, Phrase label, const ElementId &container, const std::string &folder)
{
    offer(problem, std::move(label),
          [container, folder](Topology &topology) { mountFolder(topology, container, folder); });
}

void mountFolder(Topology &topology, const ElementId &id, const std::string &folder)
{
    const auto found = topology.containers.find(id);
    if (found == topology.containers.end())
        return;
    const Container container = found->second;
    for (const MountEntry &mount : mountsIn(container))
        if (isWithin(folder, mount.path))
            return putMount(topology, container, mount);
    for (const Container *other : containersOf(topology, container.pod))
        for (const MountEntry &mount : mountsIn(*other))
            if (other->id != id && isWithin(folder, mount.path))
                return putMount(topology, container, {mount.volume, mount.path, false});
    const std::string stem = folder.substr(folder.rfind('/') + 1);
    ElementId volume;
    apply(topology, addVolume(topology, stem.empty() ? "files" : stem, &volume));
    const MountEntry mount{topology.volumes.at(volume).name, folder, false};
    std::vector<Container> users;
    for (const Container *other : containersOf(topology, container.pod))
        if (other->id == id || (usesFolder(*other, folder) && !coversWritable(*other, folder)))
            users.push_back(*other);
    for (const Container &user : users)
        putMount(topology, user, mount);
}

void putParam(Topology &topology, const ElementId &id, const std::string &key, std::optional<Value> value)
{
    Params *params = paramsAt(topology, id);
    if (!params)
        return;
    if (!value) {
        params->erase(key);
        return;
    }
    const KindInfo *kind = kindOf(topology, id);
    const ParamInfo *info = kind ? findParam(*kind, key) : nullptr;
    if (info && (!unsuitable(*info, *value) || isNoWorse(*info, *params, *value)))
        (*params)[key] = normalised(*info, *value);
}

Change scaledLoad(const ElementId &container, double factor)
{
    return [container, factor](Topology &topology) {
        for (const ElementId &id : callersOf(topology, container)) {
            const auto load = topology.containers.find(id);
            if (load == topology.containers.end() || load->second.kind != "load")
                continue;
            for (const char *key : {"rate", "peakRate"})
                putParam(topology, id, key, Value(paramsOf(load->second).number(key) * factor));
            std::vector<std::string> profile = paramsOf(load->second).list("profile");
            for (std::string &rate : profile)
                rate = formatNumber(parseNumber(rate).value_or(0) * factor);
            if (!profile.empty())
                putParam(topology, id, "profile", Value(profile));
        }
    };
}

std::vector<Change> moreWorkers(const ElementId &queue, double factor)
{
    const auto times = [factor](std::int64_t count) {
        return static_cast<std::int64_t>(std::ceil(static_cast<double>(count) * factor));
    };
    const auto workers = [queue](const Topology &topology) {
        std::vector<Container> all;
        for (const auto &[id, link] : topology.links)
            if (const auto caller = topology.containers.find(link.from.container);
                link.to.container == queue && caller != topology.containers.end() && caller->second.kind == "worker")
                all.push_back(caller->second);
        return all;
    };
    const Change replicas = [=](Topology &topology) {
        std::set<ElementId> pods;
        for (const Container &worker : workers(topology)) {
            const auto members = containersOf(topology, worker.pod);
            const bool isPure = std::ranges::all_of(members, [](auto *member) { return member->kind == "worker"; });
            const auto pod = topology.pods.find(worker.pod);
            if (pod != topology.pods.end() && isPure && pods.insert(worker.pod).second)
                putParam(topology, worker.pod, "replicas", Value(times(paramsOf(pod->second).integer("replicas"))));
        }
    };
    const Change slots = [=](Topology &topology) {
        for (const Container &worker : workers(topology))
            putParam(topology, worker.id, "slots", Value(times(paramsOf(worker).integer("slots"))));
    };
    const Change cores = [=](Topology &topology) {
        slots(topology);
        const double now = paramsOf(topology).number("hostCpus");
        putParam(topology, "document", "hostCpus", Value(std::ceil(now * factor)));
    };
    return {replicas, slots, cores};
}

Point freePlaceBeside(const Topology &topology, const ElementId &pod)
{
    constexpr Point step{360, 176};
    const auto found = topology.pods.find(pod);
    Point place =
        found == topology.pods.end() ? Point{} : Point{found->second.position.x + step.x, found->second.position.y};
    const auto isTaken = [&] {
        return std::ranges::any_of(topology.pods, [&](const auto &entry) {
            return std::abs(entry.second.position.x - place.x) < 280 &&
                   std::abs(entry.second.position.y - place.y) < step.y;
        });
    };
    while (isTaken())
        place.y += step.y;
    return place;
}

} // namespace bayplan
