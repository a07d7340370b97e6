// SPDX-License-Identifier: Apache-2.0
// JSON as values that remember where they stood, so that every complaint has a line. A reader of our own because the
// library keeps no positions, lets the last of two equal keys win in silence and crashes on deep nesting.
#pragma once

#include "engine/base/result.h"
#include "engine/model/document_file.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bayplan {

struct JsonNode {
    enum class Type { Null, Bool, Number, String, Array, Object };

    Type type = Type::Null;
    bool boolean = false;
    std::string text; ///< String: decoded UTF-8; Number: as written
    std::vector<JsonNode> items;
    std::vector<std::pair<JsonNode, JsonNode>> members; ///< keys are String nodes; in order of the text
    std::size_t offset = 0;                             ///< of the first byte in the text

    const JsonNode *find(std::string_view key) const;

    static JsonNode ofText(std::string_view text);
    static JsonNode ofBool(bool value);
    static JsonNode ofNumber(std::string token);
    static JsonNode array(std::vector<JsonNode> items = {});
    static JsonNode object();

    /// Object only; returns this for chaining.
    JsonNode &add(std::string_view key, JsonNode value);
};

/// Strict RFC 8259 in UTF-8 (a byte order mark is skipped). Equal keys are kept; see firstDuplicate.
Result<JsonNode> parseJson(std::string_view text, const std::string &fileName, const ReadLimits &limits);

/// Where a byte of the text is.
Place placeOf(std::string_view text, std::size_t offset, const std::string &fileName, std::string pointer);

/// A pointer grown by one step, escaped as RFC 6901 says.
std::string pointerStep(const std::string &pointer, std::string_view key);

/// Two spaces of indentation; arrays of plain values that fit go on one line. No newline at the end.
std::string prettyJson(const JsonNode &node, int indent = 0);
std::string compactJson(const JsonNode &node);

std::string_view toText(JsonNode::Type type); ///< "a text", "a number"... for sentences

} // namespace bayplan
