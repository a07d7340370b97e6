// SPDX-License-Identifier: Apache-2.0
// A writer of POSIX ustar archives (IEEE 1003.1), reproducible: no times, no names of users.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bayplan {

/// Paths are relative, at most 100 bytes; a file is smaller than 8 GiB. Both are the caller's to keep.
class TarWriter {
public:
    void folder(std::string_view path, unsigned mode, unsigned owner = 0);
    void file(std::string_view path, unsigned mode, std::string_view bytes, unsigned owner = 0);

    /// The whole archive; the writer is spent afterwards.
    std::string finish();

private:
    void header(std::string_view path, unsigned mode, unsigned owner, std::uint64_t bytes, char type);

    std::string m_archive;
};

} // namespace bayplan
