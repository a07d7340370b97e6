// SPDX-License-Identifier: Apache-2.0
// The document: plain values that a user edits. No behaviour but look-up; changes go through Edit (edit.h).
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace bayplan {

/// Unique over the whole topology, stable for the life of the element; [a-z0-9]([-a-z0-9]*[a-z0-9])?, at most 63.
using ElementId = std::string;

/// A parameter as it stands in the document. Durations, sizes and distributions are kept as the user's text ("5ms",
/// "64MiB", "exponential(5ms)"); the catalog says which type a key has, and typed access is in catalog.h.
using Value = std::variant<bool, std::int64_t, double, std::string, std::vector<std::string>>;

/// Only what differs from the catalog's default needs to stand here.
using Params = std::map<std::string, Value>;

/// Unknown keys starting with "x-", kept as JSON text and written back in place.
using Extras = std::map<std::string, std::string>;

struct Point {
    double x = 0; ///< scene units; 8 to a grid step
    double y = 0;
    bool operator==(const Point &) const = default;
};

/// In scene units; a side of 0 is as its content needs.
struct Size {
    double width = 0;
    double height = 0;
    bool operator==(const Size &) const = default;
};

/// Params of kind "document": name, description, duration, warm-up, seed.
struct DocumentSettings {
    Params params;
    Extras extras;
    bool operator==(const DocumentSettings &) const = default;
};

/// The paper's co-scheduled group: one network namespace, shared volumes. Params of kind "pod": replicas, limits...
struct Pod {
    ElementId id;
    std::string name; ///< DNS name of the pod; unique
    Point position;   ///< top left of the frame
    Params params;
    Extras extras;
    std::vector<ElementId> cards; ///< its containers as they stand on the canvas, and no part of what runs: cardsOf()
    bool operator==(const Pod &) const = default;
};

struct Container {
    ElementId id;
    ElementId pod;    ///< every container is in a pod
    std::string kind; ///< a key of the catalog
    std::string name; ///< unique within its pod
    Params params;
    Extras extras;
    bool operator==(const Container &) const = default;
};

struct Endpoint {
    ElementId container;
    std::string port; ///< a port name of the container's kind
    auto operator<=>(const Endpoint &) const = default;
};

/// From a caller's outgoing port to a callee's incoming port. Params of kind "link".
struct Link {
    ElementId id;
    Endpoint from;
    Endpoint to;
    Params params;
    Extras extras;
    bool operator==(const Link &) const = default;
};

/// A named volume that containers mount by name (parameter `mounts`). Params of kind "volume".
struct Volume {
    ElementId id;
    std::string name;
    Params params;
    Extras extras;
    bool operator==(const Volume &) const = default;
};

struct Note {
    ElementId id;
    std::string text;
    Point position;
    Extras extras;
    Size size; ///< the text wraps at the width; a height that is too small for it grows
    bool operator==(const Note &) const = default;
};

/// Pods, notes and other groups that are moved and framed together on the canvas; no part of what runs.
struct Group {
    ElementId id;
    std::string title;
    std::vector<ElementId> members; ///< each in at most one group, and none within itself
    Extras extras;
    bool operator==(const Group &) const = default;
};

/// Something broken on purpose. Params of kind "fault.KIND", e.g. fault.kill: at, for.
struct Fault {
    ElementId id;
    std::string kind;   ///< "kill", "restart", "pause", "partition"... : the catalog has "fault.kill"...
    std::string target; ///< element id (pod, container, link), or "POD-NAME-INDEX" for one replica
    Params params;
    Extras extras;
    bool operator==(const Fault &) const = default;
};

/// One line of the scenario's language, for example "p99 of web < 200ms" (report/assertions.h).
struct Assertion {
    ElementId id;
    std::string text;
    Extras extras;
    bool operator==(const Assertion &) const = default;
};

/// Maps by id: the order of iteration and of the saved file is the order of ids.
struct Topology {
    DocumentSettings settings;
    std::map<ElementId, Pod> pods;
    std::map<ElementId, Container> containers;
    std::map<ElementId, Link> links;
    std::map<ElementId, Volume> volumes;
    std::map<ElementId, Note> notes;
    std::map<ElementId, Group> groups;
    std::map<ElementId, Fault> faults;
    std::map<ElementId, Assertion> assertions;

    bool operator==(const Topology &) const = default;
};

inline constexpr int currentFormatVersion = 1;

/// True when any element has the id.
bool contains(const Topology &topology, const ElementId &id);

/// Containers of a pod, in order of ids.
std::vector<const Container *> containersOf(const Topology &topology, const ElementId &pod);

/// Whether both run the same: where and how things are drawn, notes, groups, the description and keys of others do not
/// count.
bool runsAlike(const Topology &a, const Topology &b);

/// Brings containers that are in order of ids into the order of their cards: those that `cards` does not name are last.
void orderAsCards(std::vector<ElementId> &containers, const std::vector<ElementId> &cards);

/// Ids of a pod's containers in the order of their cards. What runs goes by containersOf().
std::vector<ElementId> cardsOf(const Topology &topology, const ElementId &pod);

/// `ids` and all that is in the groups among them, and in groups within these.
std::set<ElementId> withMembers(const Topology &topology, std::set<ElementId> ids);
/// Without those that are within a group among them.
std::set<ElementId> outermost(const Topology &topology, std::set<ElementId> ids);

} // namespace bayplan
