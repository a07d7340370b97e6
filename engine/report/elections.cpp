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
        for (std::size_t number = 0; number <= config->further.size(); ++number) {
            const std::string &name = number == 0 ? config->election : config->further[number - 1];
            const std::pair key{name, config->configuration};
            const auto found = std::ranges::find(keys, key);
            if (found == keys.end()) {
                keys.push_back(key);
                groups.push_back({name, {index}, number});
            } else {
                groups[static_cast<std::size_t>(found - keys.begin())].members.push_back(index);
            }
        }
    }
    return groups;
}

const ElectionState *electionState(const MachineState &machine, std::size_t number)
{
    const auto *first = std::get_if<ElectionState>(&machine.pattern);
    if (first == nullptr || number == 0)
        return first;
    return number <= first->further.size() ? &first->further[number - 1] : nullptr;
}

} // namespace bayplan
