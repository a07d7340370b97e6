// SPDX-License-Identifier: Apache-2.0
// Whole lines of a file that may be large, and may end in the middle of one.
#pragma once

#include "engine/base/result.h"

#include <fstream>
#include <istream>
#include <memory>
#include <optional>
#include <string>

namespace bayplan {

class LineReader {
public:
    /// "-" is standard input. Errors: NotFound, Io.
    static Result<std::unique_ptr<LineReader>> open(const std::string &path);

    /// Without its line break; nothing at the end, at a torn line and after an error.
    std::optional<std::string> next();

    bool isTorn() const { return m_isTorn; }                      ///< the last line had no line break
    const std::optional<Error> &error() const { return m_error; } ///< Io, LimitExceeded

private:
    explicit LineReader(std::string path) : m_path(std::move(path)) {}

    const std::string m_path;
    std::ifstream m_file;
    std::istream *m_stream = nullptr;
    bool m_isTorn = false;
    std::optional<Error> m_error;
};

} // namespace bayplan
