// SPDX-License-Identifier: Apache-2.0
// What is wrong with a topology, beyond what the reader refuses: names, references, ranges, structure, and what each
// pattern needs to work.
#pragma once

#include "engine/model/edit.h"
#include "engine/model/topology.h"

#include <functional>
#include <string>
#include <vector>

namespace bayplan {

enum class Severity {
    Error,   ///< neither simulated nor deployed until it is mended
    Warning, ///< runs, but probably not as meant
    Hint,
};

/// Made when it is asked for, from the topology as it then stands: the problem may be older, and a copy of a large
/// drawing for each of its problems would take longer than to find them. Empty edit: there is nothing left to mend.
using Fix = std::function<Edit(const Topology &)>;

struct Problem {
    Severity severity = Severity::Error;
    std::string code;  ///< stable, for documentation and tests: "link.port-unknown"
    Phrase sentence;   ///< names the element and what is wrong
    Phrase advice;     ///< what to do
    ElementId element; ///< "document" for the settings
    std::string param; ///< key, or empty
    Fix fix;           ///< empty when there is none that is plainly right
    Phrase fixLabel;   ///< "Rename to web-2"; as empty as the fix
};

/// Sorted by severity, then element, then code. Pure; any thread. Linear in the size of the topology.
std::vector<Problem> validate(const Topology &topology);

/// True when nothing is an Error.
bool isValid(const std::vector<Problem> &problems);

/// JSON pointer of an element in its document: "/pods/web", with the parameter appended when given.
std::string pointerOf(const Topology &topology, const ElementId &id, const std::string &param = {});

} // namespace bayplan
