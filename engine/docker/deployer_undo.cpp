// SPDX-License-Identifier: Apache-2.0
// The end of a deploy: what it replaced goes when all is well, and comes back when it is not.
#include "engine/docker/deployer.h"

#include "engine/base/translatable.h"
#include "engine/wire/http_target.h"

#include <algorithm>

namespace bayplan {

using ContainerKind = ContainerSpec::Kind;

namespace {

using namespace std::chrono_literals;

/// For an engine that is being started anew.
constexpr auto takeBackPatience = 30s;

bool holds(const std::vector<const FoundItem *> &items, const FoundItem &item)
{
    return std::ranges::find(items, &item) != items.end();
}

std::string ownFilter(const Survey &survey)
{
    return std::string(label::deployment) + "=" + survey.spec.deployment;
}

Error changeStopped()
{
    return fail(
        ErrorCode::Interrupted,
        Told{QT_TRANSLATE_NOOP("phrase", "The deploy was stopped; what it had changed is as it was before."), {}});
}

} // namespace

/// One that stays would be started again with the engine, beside its successor.
Task<void> Deployer::removeOld()
{
    constexpr int attempts = 4;
    for (int attempt = 1;; ++attempt) {
        m_notUndone.clear();
        for (const bool members : {true, false}) {
            std::vector<Task<void>> tasks;
            for (const ContainerStep &step : m_survey.steps) {
                if (!isReplaced(step))
                    continue;
                const FoundItem &item = m_survey.found[*step.found];
                if (item.isMember() == members && !holds(m_removed, item))
                    tasks.push_back(removeOldOf(
                        item, step.wanted ? "container " + asideName(item.name) : item.labelValue(label::instance),
                        step.wanted.has_value()));
            }
            co_await allOf(std::move(tasks));
        }
        if (m_notUndone.empty() || attempt == attempts)
            break;
        co_await sleepFor(1s);
    }
    reportNotUndone();
}

Task<void> Deployer::removeOldOf(const FoundItem &gone, std::string resource, bool hasHeir)
{
    const auto slot = co_await m_slots.take();
    const auto removed = co_await removeContainer(m_engine, gone.id);
    if (!isUndone(resource, removed))
        co_return;
    m_removed.push_back(&gone);
    if (!hasHeir) // else the one in its place has said that it is ready
        report(resource, "removed");
}

/// An engine that does not answer may be starting anew, and what ran before the deploy is down until it does.
Task<void> Deployer::takeBack()
{
    const auto giveUpAt = std::chrono::steady_clock::now() + takeBackPatience;
    for (;;) {
        m_notUndone.clear();
        co_await takeBackOnce();
        const bool mayPass =
            std::ranges::any_of(m_notUndone, [](const NotUndone &left) { return isInDoubt(left.why); });
        if (!mayPass || std::chrono::steady_clock::now() > giveUpAt)
            break;
        co_await sleepFor(1s);
    }
    reportNotUndone();
}

/// What is taken back is forgotten: the next time is about the rest.
Task<void> Deployer::takeBackOnce()
{
    co_await removeMade(true);
    co_await removeMade(false);
    if (m_mayHaveMadeMore)
        co_await removeStrays();
    std::vector<FoundItem> standing;
    if (!m_renamed.empty())
        if (auto listed = co_await listContainers(m_engine, ownFilter(m_survey)))
            standing = std::move(*listed);
    co_await restore(false, standing);
    co_await restore(true, standing);
    for (const std::string &opener : std::vector(m_madeOpeners)) {
        const auto removed = co_await removeContainer(m_engine, opener);
        if (isUndone("container " + opener, removed))
            std::erase(m_madeOpeners, opener);
    }
    if (!m_madeNetwork.empty()) {
        const auto removed = co_await removeNetwork(m_engine, m_madeNetwork);
        if (isUndone("network " + m_madeNetwork, removed))
            report("network " + std::exchange(m_madeNetwork, {}), "removed");
    }
    for (const std::string &volume : std::vector(m_madeVolumes)) {
        const auto removed = co_await removeVolume(m_engine, volume);
        if (!isUndone("volume " + volume, removed))
            continue;
        std::erase(m_madeVolumes, volume);
        report("volume " + volume, "removed");
    }
}

bool Deployer::isUndone(const std::string &resource, const Result<void> &done)
{
    if (!done)
        m_notUndone.push_back({resource, done.error()});
    return done.has_value();
}

void Deployer::reportNotUndone()
{
    for (const NotUndone &left : m_notUndone)
        report(left.resource, "failed", left.why.message);
}

/// Nobody is told that all is as it was when it is not.
Error Deployer::withUndoFailures(const Error &error) const
{
    if (m_notUndone.empty())
        return error.code == ErrorCode::Interrupted && m_survey.isThere() ? changeStopped() : error;
    std::string names;
    for (const NotUndone &left : m_notUndone)
        names += (names.empty() ? "" : ", ") + left.resource;
    return fail(error.code,
                Told{{QT_TRANSLATE_NOOP("phrase", "%1 Not taken back: %2. %3"), messageOf(error), names,
                      messageOf(m_notUndone.front().why)},
                     QT_TRANSLATE_NOOP("phrase", "Once the engine answers, deploy again or take it down.")},
                error.place);
}

Task<void> Deployer::removeMade(bool members)
{
    std::vector<Task<void>> tasks;
    for (const std::size_t index : m_made)
        if ((m_survey.spec.containers[index].kind == ContainerKind::Member) == members)
            tasks.push_back(removeMadeOne(index));
    co_await allOf(std::move(tasks));
}

Task<void> Deployer::removeMadeOne(std::size_t index)
{
    const auto slot = co_await m_slots.take();
    report(resourceOf(index), "removing");
    const auto removed = co_await removeContainer(m_engine, m_ids[index]);
    m_isReady[index] = false;
    if (!isUndone(resourceOf(index), removed))
        co_return;
    std::erase(m_made, index);
    report(resourceOf(index), "removed");
}

/// Whom the engine has made meanwhile of what this deploy had asked for, and was not told about.
Task<void> Deployer::removeStrays()
{
    constexpr int looks = 3;
    for (int look = 1; look <= looks; ++look) {
        const auto standing = co_await listContainers(m_engine, ownFilter(m_survey));
        if (!isUndone("containers", standing ? Result<void>() : Result<void>(standing.error())))
            co_return;
        for (const FoundItem &item : *standing) {
            const bool isWanted = std::ranges::find(m_survey.spec.containers, item.name, &ContainerSpec::name) !=
                                  m_survey.spec.containers.end();
            const bool isNew = std::ranges::find(m_survey.found, item.id, &FoundItem::id) == m_survey.found.end();
            if (!isWanted || !isNew)
                continue;
            const auto removed = co_await removeContainer(m_engine, item.id);
            if (isUndone("container " + item.name, removed))
                report("container " + item.name, "removed");
        }
        if (look < looks)
            co_await sleepFor(500ms);
    }
    m_mayHaveMadeMore = false;
}

/// `standing`: who is there now, by which name.
Task<void> Deployer::restore(bool members, const std::vector<FoundItem> &standing)
{
    for (const ContainerStep &step : m_survey.steps) {
        if (!isReplaced(step) || m_survey.found[*step.found].isMember() != members)
            continue;
        const FoundItem &item = m_survey.found[*step.found];
        const bool wasRenamed = holds(m_renamed, item), wasStopped = holds(m_stopped, item);
        if (!wasRenamed && !wasStopped)
            continue;
        const auto now = std::ranges::find(standing, item.id, &FoundItem::id);
        Result<void> done;
        if (wasRenamed && (now == standing.end() || now->name != item.name))
            done = co_await actOnContainer(m_engine, item.id, "rename?name=" + percentEncoded(item.name));
        const bool ran = item.state != "exited" && item.state != "created";
        if (wasStopped && ran)
            if (const auto again = co_await startContainer(m_engine, item.id); done)
                done = again;
        if (!isUndone(item.labelValue(label::instance), done))
            continue;
        std::erase(m_renamed, &item);
        std::erase(m_stopped, &item);
        report(item.labelValue(label::instance), "ready",
               item.state == "paused" ? "it runs, and was paused" : "as it was before");
    }
}

} // namespace bayplan
