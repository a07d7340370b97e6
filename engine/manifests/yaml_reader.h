// SPDX-License-Identifier: Apache-2.0
// YAML text as a tree of plain values with places, within limits. Aliases and merge keys are expanded.
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

struct YamlEntry;

struct YamlNode {
    enum class Kind { Scalar, List, Map };

    Kind kind = Kind::Scalar;
    std::string text;    ///< of a scalar, as written; empty for null
    bool isNull = false; ///< nothing, ~ or null, unquoted
    int line = 0;        ///< from 1
    int column = 0;      ///< from 1
    std::vector<YamlNode> items;
    std::vector<YamlEntry> entries; ///< in the order of the file; keys are unique

    const YamlNode *find(std::string_view key) const;
    bool isScalar() const { return kind == Kind::Scalar; }
    bool isList() const { return kind == Kind::List; }
    bool isMap() const { return kind == Kind::Map; }
};

struct YamlEntry {
    std::string key;
    int line = 0;
    int column = 0;
    YamlNode value;
};

struct YamlLimits {
    std::uint64_t maxBytes = 1U << 20U;
    int maxDepth = 64;
    std::uint64_t maxNodes = 100'000; ///< after aliases are expanded
};

/// With all that is below it.
std::uint64_t countNodes(const YamlNode &node);

/// The one document of the text. Errors: InvalidInput, LimitExceeded, with line and column.
Result<YamlNode> readYaml(std::string_view text, const std::string &fileName, const YamlLimits &limits);

} // namespace bayplan
