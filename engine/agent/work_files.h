// SPDX-License-Identifier: Apache-2.0
// The files of one attempt at a task: input and output of the user's program.
#pragma once

#include "engine/base/result.h"

#include <string>
#include <string_view>

namespace bayplan {

/// FOLDER/work/NAME while it lasts; the folder is held open, so that a program which moves it away changes nothing.
class WorkFiles {
public:
    WorkFiles(std::string folder, std::string name) : m_folder(std::move(folder)), m_name(std::move(name)) {}
    WorkFiles(const WorkFiles &) = delete;
    WorkFiles &operator=(const WorkFiles &) = delete;
    ~WorkFiles(); ///< removes what is left

    Result<void> prepare(std::string_view input, std::string_view item);

    /// Path of the published output. An output that stands there already is kept. Errors: NotFound (no output),
    /// InvalidInput (no plain file), DiskFull, Io.
    Result<std::string> publish(const std::string &outputName);

    std::string path(std::string_view file) const { return m_folder + "/work/" + m_name + '/' + std::string(file); }

private:
    std::string m_folder;
    std::string m_name;
    int m_directory = -1;
};

} // namespace bayplan
