// SPDX-License-Identifier: Apache-2.0
// Documents as JSON text and as files: NAME.bayplan.json, media type application/vnd.bayplan+json.
#pragma once

#include "engine/base/result.h"
#include "engine/model/edit.h"
#include "engine/model/topology.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

/// Of what comes from anywhere: a clipboard, an imported file.
struct ReadLimits {
    std::uint64_t maxBytes = 1U << 20U; ///< of the text
    int maxDepth = 64;                  ///< nesting, checked before anything is built
    std::uint64_t maxNodes = 100'000;   ///< JSON values
};

/// Of documents that a user opens: drawings of 50,000 containers.
inline constexpr ReadLimits documentLimits{.maxBytes = 64U << 20U, .maxNodes = 2'000'000};

struct Document {
    Topology topology;
    int formatVersion = currentFormatVersion;
    bool readOnly = false;      ///< written by a newer version: shown, simulated, never saved over
    std::vector<Error> notices; ///< what the user should know: newer version, keys not understood
};

/// Every problem found carries line, column, pointer and advice; the first is the result. Structure only (types,
/// unknown keys, dangling syntax); meaning is validate()'s. Keys starting with "x-" are kept. A newer version reads
/// what it can and sets readOnly. Never starts or connects to anything.
Result<Document> readDocument(std::string_view text, const std::string &fileName, const ReadLimits &limits = {});

/// Same topology, same bytes: two spaces, keys in the order of the format, ids in theirs. A parameter
/// that was never set is left out; one that was set to its default stays: a chosen port does not move.
std::string writeDocument(const Topology &topology);

/// "-" is standard input.
Result<Document> loadDocument(const std::string &path, const ReadLimits &limits = documentLimits);

/// Atomic and durable (durable_file.h).
Result<void> saveDocument(const std::string &path, const Topology &topology);

/// One element, as the inspector's JSON view shows it; "document" is the settings.
std::string writeElement(const Topology &topology, const ElementId &id);

/// And back: an edit that makes the element what the text says; its id stays. An empty edit when nothing differs. A
/// position that is left out stays. Refused with line and column (the file is empty): what readDocument would refuse,
/// values out of range unless they stand there already, names that are taken, and ends, pods and members that are not
/// there. A new name is followed by what goes by the old one, as rename() does.
Result<Edit> readElement(const Topology &topology, const ElementId &id, std::string_view text);

/// Any selection as text for the clipboard: a document that holds just these elements.
std::string writeSelection(const Topology &topology, const std::vector<ElementId> &ids);

/// JSON Schema (draft-07) of the format, made from the catalog. Deterministic bytes.
std::string documentSchema();

/// Line and column of the value that a JSON pointer leads to, or of the nearest one around it; for problems found after
/// reading (validate.h), which know pointers only.
Place placeOfPointer(std::string_view text, const std::string &fileName, const std::string &pointer);

/// Checks that text is one well-formed JSON value (RFC 8259) within the limits. Equal keys are well-formed;
/// readDocument refuses them.
Result<void> checkJson(std::string_view text, const std::string &fileName, const ReadLimits &limits = {});

} // namespace bayplan
