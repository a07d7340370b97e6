// SPDX-License-Identifier: GPL-3.0-or-later
// What gestures on the canvas mean for the document: edits made of several of the model's builders.
#pragma once

#include "app/desktop/fuzzy_picker.h"
#include "engine/model/catalog.h"
#include "engine/model/edit.h"

#include <optional>
#include <string>
#include <vector>

namespace bayplan {

/// A container between the two ends of a link, in the caller's pod: caller -> new -> callee. Refused, with the reason,
/// when the kind cannot stand there.
Result<Edit> insertOnLink(const Topology &topology, const std::string &kind, const ElementId &link, ElementId *id);

/// A container of `kind`, linked with `end` by the first of its ports that fits; in `pod`, or a pod of its own at
/// `position` when empty.
Result<Edit> addLinked(const Topology &topology, const std::string &kind, const Endpoint &end, const ElementId &pod,
                       Point position, ElementId *id);

/// What addLinked() can make for the ports of a container, or for `port` alone: to be picked behind what is there.
std::vector<PickerEntry> newLinkedEntries(const Topology &topology, const ElementId &container,
                                          const std::string &port = {});
bool isNewLinkedKey(const QString &key);

/// What the entry with that key stands for, in a pod of its own beside that of the container.
Result<Edit> addLinkedBeside(const Topology &topology, const ElementId &container, const QString &key, ElementId *id);

/// The container in a pod of its own at `position`.
Result<Edit> moveToNewPod(const Topology &topology, const ElementId &container, Point position);

/// The two ends in the order that a link has, whichever was taken first.
struct LinkEnds {
    Endpoint from, to;
};
LinkEnds inOrder(const Topology &topology, const Endpoint &first, const Endpoint &second);

/// A port of `container` that may be joined with `end`; nothing when none may, and why in `reason`. By a link of its
/// own, or `instead` with another end.
std::optional<std::string> fittingPort(const Topology &topology, const Endpoint &end, const ElementId &container,
                                       std::string *reason, const ElementId &instead = {});

/// Kinds that can be placed: those of the palette.
std::vector<const KindInfo *> placeableKinds();
/// The same, to pick one of by its first letters; the key is the kind's.
std::vector<PickerEntry> placeableEntries();

/// Why no port of `kind` can be joined with `end`, to stand behind the kind's title; empty when one can.
QString whyUnfit(const Topology &topology, const Endpoint &end, const KindInfo &kind);

} // namespace bayplan
