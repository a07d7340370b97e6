// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/removal.h"

#include "engine/base/translatable.h"
#include "engine/docker/engine_calls.h"

#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <chrono>
#include <set>

namespace bayplan {

namespace {

std::string resourceOf(const FoundItem &item)
{
    const std::string instance = item.labelValue(label::instance);
    return instance.empty() ? item.name : instance;
}

class Remover {
public:
    Remover(EngineClient &engine, std::string deployment, std::function<void(Progress)> progress,
            const boost::asio::any_io_executor &executor)
        : m_engine(engine), m_deployment(std::move(deployment)), m_progress(std::move(progress)),
          m_slots(executor, engine.networkCallsInFlight())
    {}

    /// Again when something has come up meanwhile: the last call of a program that was killed may still be under way in
    /// the engine.
    Task<Result<std::size_t>> run(bool withVolumes)
    {
        constexpr int rounds = 3;
        for (int round = 1;; ++round) {
            co_await removeAll(withVolumes);
            if (!m_failure.message.empty())
                co_return m_failure;
            const auto left = co_await findLeft(withVolumes);
            if (!left)
                co_return left.error();
            if (left->empty())
                co_return m_removed;
            if (round == rounds) {
                note(
                    fail(ErrorCode::Failed,
                         Told{QT_TRANSLATE_NOOP("phrase", "It is still there."),
                              QT_TRANSLATE_NOOP("phrase", "Another program may be deploying the same; stop it and take "
                                                          "down again.")}),
                    left->front());
                co_return m_failure;
            }
            co_await sleepFor(std::chrono::milliseconds(500));
        }
    }

private:
    Task<void> removeAll(bool withVolumes)
    {
        const auto containers = co_await listContainers(m_engine, filter());
        if (!containers) {
            m_failure = containers.error();
            co_return;
        }
        m_total = std::max(m_total, containers->size());
        for (const FoundItem &item : *containers)
            if (!item.isOfAgentImage())
                m_usersVolumes.insert(item.volumes.begin(), item.volumes.end());
        for (const bool members : {true, false}) {
            std::vector<Task<void>> tasks;
            for (const FoundItem &item : *containers)
                if (item.isMember() == members)
                    tasks.push_back(removeOne(item));
            co_await allOf(std::move(tasks));
        }
        co_await removeNetworks();
        co_await removeVolumes(withVolumes);
    }

    std::string filter() const { return std::string(label::deployment) + "=" + m_deployment; }

    Task<void> removeOne(const FoundItem &item)
    {
        const auto slot = co_await m_slots.take();
        report(resourceOf(item), "removing");
        if (item.state != "exited" && item.state != "created") {
            // Its grace time first; a container that has none left, or hangs, is removed by force all the same.
            const auto stopped = co_await stopContainer(m_engine, item.id);
            static_cast<void>(stopped);
        }
        note(co_await removeContainer(m_engine, item.id), resourceOf(item));
    }

    Task<void> removeNetworks()
    {
        const auto networks = co_await listNetworks(m_engine);
        if (!networks) {
            note(networks.error(), "networks");
            co_return;
        }
        for (const FoundNetwork &network : *networks) {
            const auto owner = network.labels.find(label::deployment);
            if (owner == network.labels.end() || owner->second != m_deployment)
                continue;
            report("network " + network.name, "removing");
            note(co_await removeNetwork(m_engine, network.id), "network " + network.name);
        }
    }

    /// A volume keeps the label that it was made with: it may have been a stand-in's, or an agent's alone, before an
    /// image of the user's wrote to it.
    bool isUsers(const FoundVolume &volume) const
    {
        return m_usersVolumes.contains(volume.name) || volume.labels.contains(label::dataOf);
    }

    Task<void> removeVolumes(bool withUsers)
    {
        std::vector<FoundVolume> all;
        for (const char *key : {label::deployment, label::dataOf}) {
            const auto volumes = co_await listVolumes(m_engine, std::string(key) + "=" + m_deployment);
            if (!volumes) { // it may be the one that says what has to stay
                note(volumes.error(), "volumes");
                co_return;
            }
            all.insert(all.end(), volumes->begin(), volumes->end());
        }
        for (const FoundVolume &volume : all)
            if (const auto holds = volume.labels.find(label::dataIn); holds != volume.labels.end())
                m_usersVolumes.insert(holds->second);
        for (const FoundVolume &volume : all)
            if (withUsers || !isUsers(volume))
                note(co_await removeVolume(m_engine, volume.name), "volume " + volume.name);
            else if (!volume.labels.contains(label::dataIn))
                report("volume " + volume.name, "kept", "it holds data of your own; --volumes removes it");
    }

    /// By listing again: what still carries the deployment's label.
    Task<Result<std::vector<std::string>>> findLeft(bool withUsers)
    {
        const auto left = co_await listContainers(m_engine, filter());
        const auto networks = co_await listNetworks(m_engine);
        const auto volumes = co_await listVolumes(m_engine, filter());
        if (!left || !networks || !volumes)
            co_return !left ? left.error() : !networks ? networks.error() : volumes.error();
        std::vector<std::string> names;
        for (const FoundItem &item : *left)
            names.push_back("container " + item.name);
        for (const FoundNetwork &network : *networks)
            if (const auto owner = network.labels.find(label::deployment);
                owner != network.labels.end() && owner->second == m_deployment)
                names.push_back("network " + network.name);
        for (const FoundVolume &volume : *volumes)
            if (withUsers || !isUsers(volume))
                names.push_back("volume " + volume.name);
        co_return names;
    }

    void note(const Result<void> &outcome, const std::string &resource)
    {
        if (outcome) {
            ++m_removed;
            report(resource, "removed");
            return;
        }
        report(resource, "failed", outcome.error().message);
        if (m_failure.message.empty())
            m_failure = about(resource, outcome.error());
    }

    void report(const std::string &resource, const std::string &state, const std::string &text = {})
    {
        const auto total = static_cast<double>(m_total + 1);
        m_progress({resource, state, text, std::min(1.0, static_cast<double>(m_removed) / total)});
    }

    EngineClient &m_engine;
    std::string m_deployment;
    std::function<void(Progress)> m_progress;
    Slots m_slots;
    Error m_failure;
    std::size_t m_removed = 0, m_total = 0;
    std::set<std::string> m_usersVolumes; ///< that an image of the user's wrote to
};

} // namespace

Task<Result<std::size_t>> removeDeployment(EngineClient &engine, std::string deployment, bool withVolumes,
                                           std::function<void(Progress)> progress)
{
    Remover remover(engine, std::move(deployment), std::move(progress), co_await boost::asio::this_coro::executor);
    co_return co_await remover.run(withVolumes);
}

} // namespace bayplan
