// SPDX-License-Identifier: Apache-2.0
// Elements as JSON, for the document's writer and the inspector. Only the JSON files of this folder include it.
#pragma once

#include "engine/model/json_tree.h"
#include "engine/model/topology.h"

namespace bayplan {

JsonNode elementNode(const Pod &pod);
JsonNode elementNode(const Container &container);
JsonNode elementNode(const Link &link);
JsonNode elementNode(const Volume &volume);
JsonNode elementNode(const Note &note);
JsonNode elementNode(const Group &group);
JsonNode elementNode(const Fault &fault);
JsonNode elementNode(const Assertion &assertion);

/// A document out of values that stood in `text`: of a whole document, or put together around one of its elements.
Result<Document> readTree(const JsonNode &root, std::string_view text, const std::string &fileName);

/// Just these elements, with the containers of chosen pods, and the links, pods and volumes that chosen containers need.
Topology selectionOf(const Topology &topology, const std::vector<ElementId> &ids);

} // namespace bayplan
