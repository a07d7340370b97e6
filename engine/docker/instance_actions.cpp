// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/instance_actions.h"

#include "engine/docker/deployment_spec.h"
#include "engine/docker/engine_calls.h"
#include "engine/docker/engine_session.h"
#include "engine/docker/fault_injector.h"

#include <boost/asio/this_coro.hpp>

#include <algorithm>

namespace bayplan {

namespace {

/// Engines answer 409 or 500 when there is nothing to do.
bool wasSoAlready(const Error &error)
{
    return error.message.find("is not paused") != std::string::npos ||
           error.message.find("already paused") != std::string::npos ||
           error.message.find("already stopped") != std::string::npos ||
           error.message.find("already started") != std::string::npos;
}

class Actor {
public:
    Actor(EngineClient &engine, std::vector<FoundItem> all, std::vector<FoundItem> targets,
          const boost::asio::any_io_executor &executor)
        : m_engine(engine), m_all(std::move(all)), m_targets(std::move(targets)),
          m_slots(executor, engine.networkCallsInFlight())
    {}

    Task<Result<std::vector<std::string>>> run(InstanceAction action)
    {
        if (action == InstanceAction::Restart && !hasOwner())
            co_await onAll("restart", true);
        else if (action == InstanceAction::Restart || action == InstanceAction::Stop)
            co_await onAll("stop", true);
        else if (action == InstanceAction::Pause)
            co_await onAll("pause", true);
        else if (action == InstanceAction::Unpause)
            co_await onAll("unpause", false);
        if (action == InstanceAction::Start)
            addOwners();
        if (action == InstanceAction::Start || (action == InstanceAction::Restart && hasOwner()))
            co_await onAll("start", false);
        if (!m_failure.message.empty())
            co_return m_failure;
        std::vector<std::string> names;
        for (const FoundItem &item : m_targets)
            names.push_back(item.labelValue(label::instance));
        std::ranges::sort(names);
        co_return names;
    }

private:
    bool hasOwner() const { return std::ranges::any_of(m_targets, &FoundItem::isOwner); }

    /// A member can neither start nor live without what holds its network.
    void addOwners()
    {
        for (const FoundItem &item : m_all) {
            const bool isNeeded = item.isOwner() && item.state != "running" &&
                                  std::ranges::any_of(m_targets, [&](const FoundItem &member) {
                                      return member.networkMode == "container:" + item.id;
                                  });
            if (isNeeded && std::ranges::find(m_targets, item.id, &FoundItem::id) == m_targets.end())
                m_targets.push_back(item);
        }
    }

    Task<void> onAll(std::string verb, bool membersFirst)
    {
        for (const bool owners : {!membersFirst, membersFirst}) {
            std::vector<Task<void>> tasks;
            for (const FoundItem &item : m_targets)
                if (item.isOwner() == owners)
                    tasks.push_back(onOne(item, verb));
            co_await allOf(std::move(tasks));
        }
    }

    Task<void> onOne(const FoundItem &item, std::string verb)
    {
        const auto slot = co_await m_slots.take();
        Result<void> done;
        if (verb == "start")
            done = co_await startContainer(m_engine, item.id);
        else if (verb == "stop")
            done = co_await stopContainer(m_engine, item.id);
        else
            done = co_await actOnContainer(m_engine, item.id, verb);
        if (done || wasSoAlready(done.error()) || !m_failure.message.empty())
            co_return;
        m_failure = about(item.labelValue(label::instance), done.error());
    }

    EngineClient &m_engine;
    std::vector<FoundItem> m_all, m_targets;
    Slots m_slots;
    Error m_failure;
};

Task<Result<std::vector<std::string>>> actNow(EngineClient &engine, std::string deployment, std::string target,
                                              InstanceAction action)
{
    auto all = co_await listContainers(engine, std::string(label::deployment) + "=" + deployment);
    if (!all)
        co_return all.error();
    auto targets = findTargets(*all, target);
    if (!targets)
        co_return targets.error();
    Actor actor(engine, std::move(*all), std::move(*targets), co_await boost::asio::this_coro::executor);
    co_return co_await actor.run(action);
}

} // namespace

Result<std::vector<std::string>> actOnInstances(const std::string &engineUrl, const std::string &deployment,
                                                const std::string &target, InstanceAction action)
{
    return withEngine<std::vector<std::string>>(
        engineUrl, [&](EngineClient &engine) { return actNow(engine, deployment, target, action); });
}

} // namespace bayplan
