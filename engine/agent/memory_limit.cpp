// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/memory_limit.h"

#include "engine/base/units.h"

#include <sys/resource.h>

#include <algorithm>
#include <fstream>
#include <string>

namespace bayplan {

std::uint64_t memoryLimitBytes()
{
    std::uint64_t least = UINT64_MAX;
    // Of version 2 and version 1; a container sees its own group there.
    for (const char *file : {"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"}) {
        std::string word;
        std::ifstream(file) >> word;
        if (const auto limit = parseInteger(word); limit && *limit > 0)
            least = std::min(least, static_cast<std::uint64_t>(*limit));
    }
    for (const auto kind : {RLIMIT_DATA, RLIMIT_AS}) {
        rlimit limit{};
        if (::getrlimit(kind, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
            least = std::min<std::uint64_t>(least, limit.rlim_cur);
    }
    return least;
}

} // namespace bayplan
