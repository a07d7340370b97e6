// SPDX-License-Identifier: Apache-2.0
// The files of one attempt at a task: input and output of the user's program.
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace bayplan {

/// FOLDER/NAME.XXXXXX while it lasts, of a name that no other attempt has; it is held open, so that a program which
/// moves it away changes nothing, and locked, so that it is known whether its worker still lives.
class WorkFiles {
public:
    WorkFiles(std::string folder, std::string name) : m_folder(std::move(folder)), m_name(std::move(name)) {}
    WorkFiles(const WorkFiles &) = delete;
    WorkFiles &operator=(const WorkFiles &) = delete;
    ~WorkFiles(); ///< removes what is left

    Result<void> prepare(std::string_view input, std::string_view item);

    /// The bytes of the output, of a program that has ended. Errors: NotFound (no output), InvalidInput (no plain
    /// file), LimitExceeded (naming the limit), Io.
    Result<std::string> output(std::uint64_t limitBytes) const;

    std::string path(std::string_view file) const { return m_here + '/' + std::string(file); }

private:
    std::string m_folder;
    std::string m_name;
    std::string m_here; ///< once it is made
    int m_directory = -1;
};

/// Of workers that were killed, from FOLDER.
void removeAbandonedWork(const std::string &folder);

} // namespace bayplan
