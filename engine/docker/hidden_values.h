// SPDX-License-Identifier: Apache-2.0
// What was put in for ${NAME} where a deploy is started, kept out of all that is told of it: the engine repeats a
// container's command in its refusals, and a log may end with a password.
#pragma once

#include "engine/base/result.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bayplan {

class HiddenValues {
public:
    /// Shown all the same, since nobody could read what is told without them: values shorter than four bytes, words
    /// that many configurations have ("true", "localhost"), what stands in `drawn`, the drawing as text, and numbers,
    /// unless the name is a secret's. Each line of a value is hidden by itself, too.
    void add(const std::string &name, std::string_view value, std::string_view drawn);

    bool empty() const { return m_values.empty(); }

    /// With ${NAME} in the place of every value: as it is, as it stands between quotation marks or in an address, and
    /// in base64, but for a character at either end that is shared with something else.
    std::string hide(std::string_view text) const;

    /// An error that tells of a value is in English from then on.
    Error hide(const Error &error) const;

private:
    void addOne(const std::string &name, std::string value);

    std::vector<std::pair<std::string, std::string>> m_values; ///< with the name, the longest first
};

} // namespace bayplan
