// SPDX-License-Identifier: Apache-2.0
// A change of a topology as a value: the slots it writes. Applying it gives its inverse, so undo is apply again.
#pragma once

#include "engine/base/phrase.h"
#include "engine/base/result.h"
#include "engine/model/catalog.h"
#include "engine/model/topology.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace bayplan {

/// What stands at an id after the edit; nothing means that the element is gone.
template <class T>
struct Slot {
    ElementId id;
    std::optional<T> value;
};

using AnySlot = std::variant<Slot<DocumentSettings>, Slot<Pod>, Slot<Container>, Slot<Link>, Slot<Volume>, Slot<Note>,
                             Slot<Group>, Slot<Fault>, Slot<Assertion>>;

struct Edit {
    Phrase label; ///< for the undo menu: "Move 3 elements"
    std::vector<AnySlot> slots;

    bool empty() const { return slots.empty(); }
};

/// Swaps the slots in and returns the edit that takes it back. Never fails: builders make edits that fit.
Edit apply(Topology &topology, Edit edit);

/// Ids that the edit writes; "document" for the settings. Views refresh by these.
std::set<ElementId> touchedBy(const Edit &edit);

/// One edit out of several made one after another: apply(merge(a, b)) is apply(a), apply(b).
Edit merge(Edit first, Edit second);

// Builders. Each reads the topology, changes nothing and gives an edit with fresh unique ids and names. Removing takes
// along what hangs on an element (links, containers of a pod, faults aimed at it).

/// `id` receives the id of the new element when not null.
Edit addPod(const Topology &topology, Point position, std::string name = "pod", ElementId *id = nullptr);

/// A container of `kind` in `pod`; when `pod` is empty a new pod is made at `position` for it.
Edit addContainer(const Topology &topology, const std::string &kind, const ElementId &pod, Point position,
                  ElementId *id = nullptr);
Edit addVolume(const Topology &topology, std::string name, ElementId *id = nullptr);
Edit addNote(const Topology &topology, std::string text, Point position, ElementId *id = nullptr);

/// Pods, notes and groups; they leave the groups that they were in, and where all were in one, the new one is in it.
Edit addGroup(const Topology &topology, const std::set<ElementId> &members, std::string title, ElementId *id = nullptr);
/// Pods, notes and groups into `group`, out of all when it is empty; a group that is left empty goes. Refused where one
/// would be within itself.
Result<Edit> moveToGroup(const Topology &topology, std::set<ElementId> members, const ElementId &group);
Edit addFault(const Topology &topology, const std::string &kind, const std::string &target, ElementId *id = nullptr);
Edit addAssertion(const Topology &topology, std::string text, ElementId *id = nullptr);

/// Nothing when the two may be joined; else why not, in a sentence for the user (code Refused). The link `instead` does
/// not count: it is the one that would join them.
std::optional<Error> cannotConnect(const Topology &topology, const Endpoint &from, const Endpoint &to,
                                   const ElementId &instead = {});
Result<Edit> connect(const Topology &topology, const Endpoint &from, const Endpoint &to, ElementId *id = nullptr);
/// The link with other ends, and all else of it as it is.
Result<Edit> reconnect(const Topology &topology, const ElementId &link, const Endpoint &from, const Endpoint &to);

/// Members of a group that goes alone are where it was.
Edit removeElements(const Topology &topology, const std::set<ElementId> &ids);

/// Checks the type and range; nullopt takes the key away, so that the default holds. "document" is the settings' id.
/// Notes and assertions have the key "text", groups "title", faults "target", besides their parameters.
Result<Edit> setParam(const Topology &topology, const ElementId &id, const std::string &key,
                      const std::optional<Value> &value);

/// setParam() carried out at once. Its errors as InvalidInput, whatever they are about.
Result<void> changeParam(Topology &topology, const ElementId &id, const std::string &key,
                         const std::optional<Value> &value);

/// Pods, containers, volumes: a DNS name, unique in its scope. Groups: any text. The settings' name is a parameter.
/// Mounts and the scenario follow where they go by the old name.
Result<Edit> rename(const Topology &topology, const ElementId &id, const std::string &name);

/// Pods, notes and the members of groups among `ids`; containers move with their pods.
Edit moveBy(const Topology &topology, const std::set<ElementId> &ids, Point delta);

/// A note's frame; a side of 0 is as its text needs. Empty when there is no such note.
Edit resizeNote(const Topology &topology, const ElementId &note, Size size);

/// The container's card at `place` among the others of its pod, from 0; empty for a container in no pod. What runs
/// stays as it is: ports and order of start go by ids.
Edit moveCard(const Topology &topology, const ElementId &container, std::size_t place);

/// Takes a container out of its pod and puts it in another; a pod left empty goes.
Result<Edit> moveToPod(const Topology &topology, const ElementId &container, const ElementId &pod);

/// Copies with new ids and names, links between the copied included. `created` receives the new ids when not null, and
/// `copies` the new id of every element that was copied, by its own: a copy's name may be quite another one.
Edit duplicate(const Topology &topology, const std::set<ElementId> &ids, Point offset,
               std::set<ElementId> *created = nullptr, std::map<ElementId, ElementId> *copies = nullptr);

/// All of another drawing but its settings, moved by `offset`. Containers that come without their pod go into `pod`, or
/// one of their own at `place` when that is empty. Ids stay where they are free. Volumes of names that are known here are
/// the known ones for copies of what is drawn here, and others for what comes from elsewhere.
enum class PastedVolumes { Known, Others };
Edit paste(const Topology &topology, const Topology &pasted, ElementId pod, Point place, Point offset,
           std::set<ElementId> *created = nullptr, PastedVolumes volumes = PastedVolumes::Known);

/// An edit that turns `from` into `to`, whatever lies between: reload from disk, import over a document.
Edit difference(const Topology &from, const Topology &to, Phrase label);

/// An id that starts with `stem` and that the topology does not have.
ElementId freshId(const Topology &topology, std::string_view stem);

} // namespace bayplan
