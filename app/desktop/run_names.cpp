// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/run_names.h"

#include <map>

namespace bayplan {

std::vector<PlanContainer> containersOf(const Plan &plan)
{
    std::vector<PlanContainer> containers;
    std::map<std::string, std::size_t> index;
    for (InstanceIndex i = 0; i < plan.instances.size(); ++i) {
        const InstancePlan &instance = plan.instances[i];
        if (instance.element.empty())
            continue;
        const auto [found, isNew] = index.try_emplace(instance.element, containers.size());
        if (isNew) {
            const QString own = QString::fromStdString(instance.name.substr(instance.name.find('/') + 1));
            const QString pod =
                instance.pod < plan.pods.size() ? QString::fromStdString(plan.pods[instance.pod].drawn) : QString();
            const bool isLoad = instance.machine && std::holds_alternative<LoadConfig>(instance.machine->behaviour);
            containers.push_back({instance.element, pod.isEmpty() || pod == own ? own : pod + u'/' + own, {}, isLoad});
        }
        containers[found->second].instances.push_back(i);
    }
    // A container alone in its pod goes by the pod's name.
    std::map<std::string, int> drawn;
    for (const PlanContainer &container : containers)
        ++drawn[plan.pods[plan.instances[container.instances.front()].pod].element];
    for (PlanContainer &container : containers) {
        const PodPlan &pod = plan.pods[plan.instances[container.instances.front()].pod];
        if (drawn[pod.element] == 1)
            container.title = QString::fromStdString(pod.drawn);
    }
    return containers;
}

} // namespace bayplan
