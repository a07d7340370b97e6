// SPDX-License-Identifier: Apache-2.0
// Files that are either the old one or the new one, whatever happens in between.
#pragma once

#include "engine/base/result.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace bayplan {

/// "Cannot read it: ..." for an errno and a deed like "read it", with what to do about it; the place names the path.
/// Its code: DiskFull, NotFound, Io.
Error fileError(int code, const Phrase &deed, const std::string &path);

/// Writes to a temporary name in the same folder, checks every length, syncs the file, renames it over `path`, syncs
/// the folder. On any error the old file stays byte for byte and nothing is left behind. Keeps the mode of an existing
/// file. Follows a symbolic link at `path` and replaces its target. Errors: DiskFull, Io; the place names the path.
Result<void> writeDurably(const std::string &path, std::string_view bytes);
/// Likewise, one piece behind the other.
Result<void> writeDurably(const std::string &path, std::initializer_list<std::string_view> pieces);

/// Of a volume of that size, what a journal leaves free: a state is written beside the one that it replaces, and a
/// small one finds room even on a volume that is full.
constexpr std::uint64_t reserveForState(std::uint64_t volumeBytes)
{
    return std::min<std::uint64_t>(volumeBytes / 16, 64U << 10U);
}

/// Reads a regular file whole; "-" is standard input. Errors: NotFound, Io, LimitExceeded (naming the limit).
Result<std::string> readWhole(const std::string &path, std::uint64_t limitBytes);

} // namespace bayplan
