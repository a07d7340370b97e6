// SPDX-License-Identifier: Apache-2.0
// The end of a deploy: what it replaced goes when all is well, and comes back when it is not.
#include "engine/docker/deployer.h"

#include "engine/base/translatable.h"
#include "engine/wire/http_target.h"

#include <algorithm>

namespace bayplan {

using ContainerKind = ContainerSpec::Kind;

namespace {

Error changeStopped()
{
    return fail(
        ErrorCode::Interrupted,
        Told{QT_TRANSLATE_NOOP("phrase", "The deploy was stopped; what it had changed is as it was before."), {}});
}

} // namespace

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
                    const auto removed = co_await removeContainer(self.m_engine, gone.id);
                    if (!hasHeir || !removed) // else the one in its place has said that it is ready
                        self.reportUndo(gone.labelValue(label::instance), removed, "removed");
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
    if (!m_madeNetwork.empty()) {
        const auto removed = co_await removeNetwork(m_engine, m_madeNetwork);
        reportUndo("network " + m_madeNetwork, removed, "removed");
    }
    for (const std::string &volume : m_madeVolumes) {
        const auto removed = co_await removeVolume(m_engine, volume);
        reportUndo("volume " + volume, removed, "removed");
    }
}

void Deployer::reportUndo(const std::string &resource, const Result<void> &done, const std::string &state,
                          const std::string &text)
{
    if (done)
        return report(resource, state, text);
    report(resource, "failed", done.error().message);
    if (m_notUndone.empty())
        m_undoFailure = done.error();
    m_notUndone.push_back(resource);
}

/// Nobody is told that all is as it was when it is not.
Error Deployer::withUndoFailures(const Error &error) const
{
    if (m_notUndone.empty())
        return error.code == ErrorCode::Interrupted && m_survey.isThere() ? changeStopped() : error;
    std::string names;
    for (const std::string &name : m_notUndone)
        names += (names.empty() ? "" : ", ") + name;
    return fail(error.code,
                Told{{QT_TRANSLATE_NOOP("phrase", "%1 Not taken back: %2. %3"), messageOf(error), names,
                      messageOf(m_undoFailure)},
                     QT_TRANSLATE_NOOP("phrase", "Once the engine answers, deploy again or take it down.")},
                error.place);
}

Task<void> Deployer::removeMade(bool members)
{
    std::vector<Task<void>> tasks;
    for (const std::size_t index : m_made)
        if ((m_survey.spec.containers[index].kind == ContainerKind::Member) == members)
            tasks.push_back([](Deployer &self, std::size_t gone) -> Task<void> {
                const auto slot = co_await self.m_slots.take();
                self.report(self.resourceOf(gone), "removing");
                const auto removed = co_await removeContainer(self.m_engine, self.m_ids[gone]);
                self.m_isReady[gone] = false;
                self.reportUndo(self.resourceOf(gone), removed, "removed");
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
        Result<void> done;
        if (wasRenamed)
            done = co_await actOnContainer(m_engine, item.id, "rename?name=" + percentEncoded(item.name));
        const bool ran = item.state != "exited" && item.state != "created";
        if (wasStopped && ran)
            if (const auto again = co_await startContainer(m_engine, item.id); done)
                done = again;
        if (wasRenamed || wasStopped)
            reportUndo(item.labelValue(label::instance), done, "ready",
                       item.state == "paused" ? "it runs, and was paused" : "as it was before");
    }
}

} // namespace bayplan
