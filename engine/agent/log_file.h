// SPDX-License-Identifier: Apache-2.0
// The log file of a synthetic container, on a volume that a log saver reads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bayplan {

/// Lines are appended whole. At 16 MiB the file is renamed to NAME.1 and begun anew: a volume never fills up, and a log
/// saver meets rotation as it would with any real program.
class LogFile {
public:
    explicit LogFile(std::string path) : m_path(std::move(path)) {}
    LogFile(const LogFile &) = delete;
    LogFile &operator=(const LogFile &) = delete;
    ~LogFile();

    /// `line` is padded with dots so that it takes `bytes` with its newline. Nothing happens without a path.
    void append(std::string_view line, std::uint32_t bytes);

    std::uint64_t lost() const { return m_lost; } ///< lines that could not be written

private:
    bool open();
    void rotate();

    std::string m_path;
    int m_descriptor = -1;
    std::uint64_t m_sizeBytes = 0;
    std::uint64_t m_lost = 0;
};

} // namespace bayplan
