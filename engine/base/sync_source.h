// SPDX-License-Identifier: Apache-2.0
// Which sources and revisions a content sync takes: what git would read as an option, a command or a transport of its
// own choice is refused before git sees it.
#pragma once

#include "engine/base/result.h"

#include <string_view>

namespace bayplan {

/// "http://HOST/...", "https://HOST/..." without user or password, or an absolute path. Error: InvalidInput.
Result<void> checkSyncSource(std::string_view source);

/// Over http or https, and its path ends in .tar, .tar.gz or .tgz: an archive to unpack. Else it is a git repository.
bool isArchiveSource(std::string_view source);

/// A branch, a tag or HEAD: letters, digits and ./_-, as git-check-ref-format has it. Error: InvalidInput.
Result<void> checkGitRevision(std::string_view revision);

} // namespace bayplan
