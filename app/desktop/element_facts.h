// SPDX-License-Identifier: GPL-3.0-or-later
// What the screen says about an element of a topology, whichever sort it is of.
#pragma once

#include "engine/model/catalog.h"
#include "engine/model/topology.h"

#include <QString>

namespace bayplan {

/// Source text of the catalog in the user's language.
QString catalogText(const std::string &text);

/// Up to the point that ends it; one within "4.2" does not.
QString firstSentence(const QString &text);

/// The catalog's row for an element: its kind, "pod", "link"...; nullptr for notes, assertions and unknown ids.
const KindInfo *kindOf(const Topology &topology, const ElementId &id);

/// The element's parameters, or nullptr when it has none.
const Params *findParams(const Topology &topology, const ElementId &id);

/// "web", "web / app", "web/app -> cache-1", the first words of a note.
QString nameOf(const Topology &topology, const ElementId &id);

/// The element's own name alone, as rename() takes it; empty for what has none.
QString ownNameOf(const Topology &topology, const ElementId &id);

/// Line under a container's name: its image, its rate or its service time; empty when there is none.
QString summaryOf(const Container &container);

/// A value as a person types it: lists one entry per line.
QString valueText(const Value &value);

/// The same of a parameter, with its units as they are read: "20µs" for "20us".
QString shownValue(const ParamInfo &info, const Value &value);

QString protocolTitle(Protocol protocol);

} // namespace bayplan
