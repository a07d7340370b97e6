// SPDX-License-Identifier: GPL-3.0-or-later
// What a question "what if" varies: a parameter of an element, or how many callees one of its ports has.
#pragma once

#include "engine/base/result.h"
#include "engine/model/catalog.h"
#include "engine/model/edit.h"

#include <QString>

#include <string>
#include <vector>

namespace bayplan {

struct Variable {
    const ParamInfo *param = nullptr; ///< null: the number of callees at `port`
    std::string port;
    QString title;
    QString now; ///< what holds in the drawing, as a person types it
};

/// Numbers, durations and sizes among the element's parameters, and its ports that have a callee and take several.
std::vector<Variable> variablesOf(const Topology &topology, const ElementId &id);

struct VariedDrawing {
    QString value; ///< as a person types it: "4", "250ms"
    Edit edit;     ///< from the drawing as it is; empty where the value holds already
};

/// Equal steps from one value to the other; whole numbers are rounded and come once each. Errors: InvalidInput with
/// the text that cannot be one, and what the drawing refuses.
Result<std::vector<VariedDrawing>> variedDrawings(const Topology &topology, const ElementId &id,
                                                  const Variable &variable, const QString &from, const QString &to,
                                                  int steps);

} // namespace bayplan
