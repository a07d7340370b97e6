// SPDX-License-Identifier: Apache-2.0
// The end of a deploy: what it replaced goes when all is well, and comes back when it is not.
#include "engine/docker/deployer.h"
#include "engine/wire/http_target.h"

#include <algorithm>

namespace bayplan {

using ContainerKind = ContainerSpec::Kind;

Task<void> Deployer::removeOld()
{
    for (const bool members : {true, false}) {
        std::vector<Task<void>> tasks;
        for (const ContainerStep &step : m_survey.steps) {
            if (!isReplaced(step))
                continue;
            const FoundItem &item = m_survey.found[*step.found];
            if (item.isMember() == members)
                tasks.push_back([](Deployer &self, const FoundItem &gone, bool hasHeir) -> Task<void> {
                    const auto slot = co_await self.m_slots.take();
                    co_await removeContainer(self.m_engine, gone.id);
                    if (!hasHeir) // else the one in its place has said that it is ready
                        self.report(gone.labelValue(label::instance), "removed");
                }(*this, item, step.wanted.has_value()));
        }
        co_await allOf(std::move(tasks));
    }
}

Task<void> Deployer::takeBack()
{
    co_await removeMade(true);
    co_await removeMade(false);
    co_await restore(false);
    co_await restore(true);
    if (!m_madeNetwork.empty())
        co_await removeNetwork(m_engine, m_madeNetwork);
    for (const std::string &volume : m_madeVolumes)
        co_await removeVolume(m_engine, volume);
}

Task<void> Deployer::removeMade(bool members)
{
    std::vector<Task<void>> tasks;
    for (const std::size_t index : m_made)
        if ((m_survey.spec.containers[index].kind == ContainerKind::Member) == members)
            tasks.push_back([](Deployer &self, std::size_t gone) -> Task<void> {
                const auto slot = co_await self.m_slots.take();
                self.report(self.resourceOf(gone), "removing");
                co_await removeContainer(self.m_engine, self.m_ids[gone]);
                self.m_isReady[gone] = false;
                self.report(self.resourceOf(gone), "removed");
            }(*this, index));
    co_await allOf(std::move(tasks));
}

Task<void> Deployer::restore(bool members)
{
    const auto holds = [](const std::vector<const FoundItem *> &items, const FoundItem &item) {
        return std::ranges::find(items, &item) != items.end();
    };
    for (const ContainerStep &step : m_survey.steps) {
        if (!isReplaced(step) || m_survey.found[*step.found].isMember() != members)
            continue;
        const FoundItem &item = m_survey.found[*step.found];
        const bool wasRenamed = holds(m_renamed, item), wasStopped = holds(m_stopped, item);
        if (wasRenamed)
            co_await actOnContainer(m_engine, item.id, "rename?name=" + percentEncoded(item.name));
        if (wasStopped && item.state == "running")
            co_await startContainer(m_engine, item.id);
        if (wasRenamed || wasStopped)
            report(item.labelValue(label::instance), "ready", "as it was before");
    }
}

} // namespace bayplan
