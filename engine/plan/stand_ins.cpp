// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/stand_ins.h"

#include <algorithm>

namespace bayplan {
namespace {

bool isBelow(const std::string &file, const std::string &folder)
{
    return file.starts_with(folder);
}

void dropBinds(const Plan &plan, InstancePlan &instance)
{
    std::erase_if(instance.mounts, [&](const MountPlan &mount) {
        const auto volume = std::ranges::find(plan.volumes, mount.volume, &VolumePlan::name);
        const bool isBind = volume != plan.volumes.end() && !volume->hostPath.empty();
        return isBind && !isBelow(instance.logFile, mount.path) && !isBelow(instance.stateDir, mount.path);
    });
}

} // namespace

Plan withStandIns(Plan plan, const std::set<std::string> &images)
{
    for (InstancePlan &instance : plan.instances) {
        if (instance.image.empty() || !instance.machine || !images.contains(instance.image))
            continue;
        if (instance.role == Role::User)
            instance.agentRole = "service";
        if (auto *adapter = std::get_if<AdapterConfig>(&instance.machine->behaviour))
            adapter->healthCommand.clear(); // it is in the image: the figures have to say it
        if (auto *worker = std::get_if<WorkerConfig>(&instance.machine->behaviour))
            worker->command.clear(); // likewise: synthetic work
        instance.role = Role::Agent;
        instance.image.clear();
        instance.command.clear();
        instance.entrypoint.clear();
        instance.environment.clear();
        instance.user.clear();
        instance.workingDir.clear();
        dropBinds(plan, instance);
    }
    return plan;
}

std::set<std::string> imagesOf(const Plan &plan)
{
    std::set<std::string> images;
    for (const InstancePlan &instance : plan.instances)
        if (!instance.image.empty())
            images.insert(instance.image);
    return images;
}

} // namespace bayplan
