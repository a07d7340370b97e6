// SPDX-License-Identifier: GPL-3.0-or-later
// What a person looks for: "cache kind:memcached -pod:test error:", read and held against the elements of a drawing.
#pragma once

#include "engine/base/result.h"
#include "engine/model/topology.h"
#include "engine/model/validate.h"

#include <QString>

#include <vector>

namespace bayplan {

struct FindTerm {
    enum class Field {
        Any,   ///< name, kind, image, or the text of notes and expectations
        Name,  ///< name:
        Kind,  ///< kind:
        Image, ///< image:
        Pod,   ///< pod:, of pods, their containers, and links with an end in them
        Error, ///< error:, the code or sentence of a problem; no text: any problem
    };

    Field field = Field::Any;
    QString text;
    bool isNegated = false; ///< -word: matches what has it not
    bool operator==(const FindTerm &) const = default;
};

/// All terms must match; no term matches nothing.
using FindQuery = std::vector<FindTerm>;

/// Words, prefixes and "words in quotes" with spaces between them. A prefix that is not known is refused with a
/// sentence that names those that are.
Result<FindQuery> parseFindQuery(const QString &text);

/// Matches whatever the case of letters; in the order of the outline: pods, containers, links, volumes, notes, groups,
/// faults, expectations.
std::vector<ElementId> findElements(const FindQuery &query, const Topology &topology,
                                    const std::vector<Problem> &problems);

} // namespace bayplan
