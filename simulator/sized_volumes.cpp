// SPDX-License-Identifier: Apache-2.0
#include "simulator/sized_volumes.h"

#include "engine/base/durable_file.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace bayplan {
namespace {

bool isBelow(std::string_view path, std::string_view folder)
{
    return path.starts_with(folder) &&
           (path.size() == folder.size() || path[folder.size()] == '/' || folder.ends_with('/'));
}

std::string stateFolderOf(const InstancePlan &instance)
{
    const auto *sync = instance.machine ? std::get_if<SyncConfig>(&instance.machine->behaviour) : nullptr;
    return sync != nullptr ? sync->folder : instance.stateDir;
}

} // namespace

const MountPlan *mountOf(const InstancePlan &instance, std::string_view path)
{
    const MountPlan *deepest = nullptr;
    for (const MountPlan &mount : instance.mounts) {
        if (isBelow(path, mount.path) && (deepest == nullptr || mount.path.size() > deepest->path.size()))
            deepest = &mount;
    }
    return deepest;
}

SizedVolumes::SizedVolumes(const Plan &plan, const LogFiles &logFiles)
{
    for (const VolumePlan &volume : plan.volumes) {
        if (volume.sizeBytes > 0)
            m_volumes.push_back({volume.name, static_cast<std::uint64_t>(volume.sizeBytes)});
    }
    const auto add = [&](Holders &holders, std::uint32_t which, const MountPlan *mount) {
        const auto found =
            mount != nullptr ? std::ranges::find(m_volumes, mount->volume, &Volume::name) : m_volumes.end();
        if (found != m_volumes.end())
            holders[which].volume = static_cast<std::uint32_t>(found - m_volumes.begin());
    };
    for (InstanceIndex index = 0; index < plan.instances.size() && !m_volumes.empty(); ++index) {
        const InstancePlan &instance = plan.instances[index];
        add(m_states, index, mountOf(instance, stateFolderOf(instance)));
        if (const auto file = logFiles.writtenBy(index))
            add(m_logs, *file, mountOf(instance, instance.logFile));
    }
}

std::uint64_t SizedVolumes::stateBytes(InstanceIndex instance) const
{
    const auto found = m_states.find(instance);
    return found != m_states.end() ? found->second.bytes : 0;
}

std::uint64_t SizedVolumes::reserveBytes(InstanceIndex instance) const
{
    const auto found = m_states.find(instance);
    return found != m_states.end() ? reserveForState(m_volumes[found->second.volume].bytes) : 0;
}

std::uint64_t SizedVolumes::most(const Holders &holders, std::uint32_t which) const
{
    const auto found = holders.find(which);
    if (found == holders.end())
        return unbounded;
    const Volume &volume = m_volumes[found->second.volume];
    return found->second.bytes + volume.bytes - std::min(volume.bytes, volume.used);
}

void SizedVolumes::set(Holders &holders, std::uint32_t which, std::uint64_t bytes)
{
    const auto found = holders.find(which);
    if (found == holders.end())
        return;
    m_volumes[found->second.volume].used += bytes - std::exchange(found->second.bytes, bytes);
}

const std::string *SizedVolumes::becameFull(LogFileIndex file, bool isFull)
{
    const auto found = m_logs.find(file);
    if (found == m_logs.end() || std::exchange(found->second.isFull, isFull) == isFull)
        return nullptr;
    return &m_volumes[found->second.volume].name;
}

} // namespace bayplan
