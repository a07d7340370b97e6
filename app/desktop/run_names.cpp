// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/run_names.h"

#include <algorithm>
#include <map>

namespace bayplan {

QString podTitle(const Plan &plan, const PodPlan &pod)
{
    const auto replicas = std::count_if(plan.pods.begin(), plan.pods.end(), [&](const PodPlan &other) {
        return !other.isFront && other.element == pod.element;
    });
    QString name = QString::fromStdString(pod.name);
    const QString number = QStringLiteral("-%1").arg(pod.replica);
    if (replicas > 1 && !pod.isFront && name.endsWith(number))
        name.chop(number.size());
    return name;
}

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
            const QString pod = instance.pod < plan.pods.size() ? podTitle(plan, plan.pods[instance.pod]) : QString();
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
            container.title = podTitle(plan, pod);
    }
    return containers;
}

} // namespace bayplan
