// SPDX-License-Identifier: Apache-2.0
#include "engine/report/elections.h"

#include <algorithm>
#include <utility>

namespace bayplan {

std::vector<ElectionGroup> electionsOf(const Plan &plan)
{
    std::vector<ElectionGroup> groups;
    std::vector<std::pair<std::string, std::uint64_t>> keys;
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index) {
        const auto &machine = plan.instances[index].machine;
        const auto *config = machine ? std::get_if<ElectionConfig>(&machine->behaviour) : nullptr;
        if (config == nullptr)
            continue;
        const std::pair key{config->election, config->configuration};
        const auto found = std::ranges::find(keys, key);
        if (found == keys.end()) {
            keys.push_back(key);
            groups.push_back({config->election, {index}});
        } else {
            groups[static_cast<std::size_t>(found - keys.begin())].members.push_back(index);
        }
    }
    return groups;
}

} // namespace bayplan
