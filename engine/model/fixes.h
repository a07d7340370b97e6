// SPDX-License-Identifier: Apache-2.0
// What the rules of validate() offer to mend: each call gives a problem its fix and the label of the button. Only the
// fix, made when it is asked for, looks at the whole drawing.
#pragma once

#include "engine/model/validate.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace bayplan {

/// What a fix does to a copy of the drawing; the edit is the difference. It finds what it needs by ids, and leaves the
/// copy alone when they are gone.
using Change = std::function<void(Topology &)>;

void offer(Problem &problem, Phrase label, Change change);

/// The first of the changes after which the rule is content with the element; the last when none is enough.
void offerFirst(Problem &problem, Phrase label, std::vector<Change> changes);

/// Sets a parameter, or takes it away when there is no value: also one that its kind does not know. The problem is
/// about that parameter, unless it is about another element.
void offerParam(Problem &problem, Phrase label, const ElementId &id, const std::string &key,
                std::optional<Value> value);

/// The same for a list; an empty one takes the parameter away.
void offerEntries(Problem &problem, Phrase label, const ElementId &id, const std::string &key,
                  std::vector<std::string> entries);

/// What becomes of a list as it then stands: another of its entries may have been mended before.
using ListChange = std::function<std::vector<std::string>(std::vector<std::string>)>;
void offerEntries(Problem &problem, Phrase label, const ElementId &id, const std::string &key, ListChange change);

/// Of a pod, container or volume.
void offerRename(Problem &problem, const ElementId &id, const std::string &name);
void offerRemoval(Problem &problem, Phrase label, const ElementId &id);

/// Whom a container may call.
struct Wanted {
    std::vector<std::string> kinds;     ///< of the callee; the first is added when there is none to link to
    std::vector<std::string> protocols; ///< of a callee of kind "container"; the first for a new one
    std::string port = "in";            ///< of the callee
    bool besideCaller = false;          ///< a new one joins the caller's pod, and one there is the nearest
};

/// Links a port to the nearest container that fits, that has not called the caller in its turn; else to a new one.
void offerCallee(Problem &problem, Phrase label, const ElementId &caller, const std::string &port, Wanted wanted);

/// Links the nearest worker without a queue to the queue; else a new one.
void offerWorker(Problem &problem, const ElementId &queue);

/// Mounts a volume that covers `folder`: the one that a container of the same pod has there, else a new one, for those
/// of the pod as well that write or read below the folder.
void offerMount(Problem &problem, Phrase label, const ElementId &container, const std::string &folder);

// ---- changes ----

void mountFolder(Topology &topology, const ElementId &container, const std::string &folder);

/// As setParam(), or nothing when it would refuse; without a value also for a key that the kind does not know. A list
/// may keep what does not suit in it already: each fix mends its own entry.
void putParam(Topology &topology, const ElementId &id, const std::string &key, std::optional<Value> value);

/// Multiplies the rates of all open loops whose requests come to the container.
Change scaledLoad(const ElementId &container, double factor);

/// Ways to let the workers of a queue do `factor` times as much: more replicas where a pod has nothing but them, more
/// slots, more cores.
std::vector<Change> moreWorkers(const ElementId &queue, double factor);

/// Beside the pod, where no other stands.
Point freePlaceBeside(const Topology &topology, const ElementId &pod);

} // namespace bayplan
