// SPDX-License-Identifier: Apache-2.0
// Carries a survey out: image, network, volumes, containers in order of dependency; or, on the first failure, takes
// back what it has done.
#pragma once

#include "engine/docker/deployment_survey.h"
#include "engine/plan/run.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bayplan {

/// How a deploy speaks to the run around it. Called on the engine client's executor.
struct DeployHooks {
    std::function<void(Progress)> progress;
    std::function<bool()> isCancelled;

    /// The container runs as this id from now on.
    std::function<void(std::size_t container, const std::string &id)> started;

    /// Its agent has said, in a life later than the one that was known before it was started, that it is ready.
    std::function<bool(std::size_t container)> hasReportedReady;

    /// It has said anything at all since then.
    std::function<bool(std::size_t container)> hasReported;
};

/// Several things in flight, but all on one executor.
class Deployer {
public:
    /// `changed` is notified by whoever makes hasReportedReady or isCancelled true. All of them outlive the deployer.
    Deployer(EngineClient &engine, const Survey &survey, DeployHooks hooks, Signal &changed);

    /// Returns when all are ready. After an error all that this deploy made is gone, and what it had set aside runs
    /// again; the error names the step, and what could not be taken back. An engine that does not answer meanwhile is
    /// waited for, half a minute.
    Task<Result<void>> run();

private:
    Task<Result<void>> act();
    Task<Result<void>> pullImages();
    Task<Result<void>> makeImage();
    Task<Result<void>> makeNetwork();
    Task<Result<void>> makeVolumes();
    Task<void> makeVolume(const VolumeSpec &volume);
    bool isOpen(const VolumeSpec &volume) const;
    Task<Result<void>> createVolume(const VolumeSpec &volume);
    Task<Result<void>> openVolume(std::string volume);
    static bool isReplaced(const ContainerStep &step);
    Task<Result<void>> renameOld();
    Task<void> setAside(const FoundItem &item, std::string reason);
    std::string asideName(const std::string &name) const;
    Task<void> stopOld();
    Task<void> stopOne(const FoundItem &item, const ContainerStep &step);
    Task<Result<void>> bringAllUp();
    Task<Result<void>> notePlan();
    Task<void> bringUp(std::size_t step);
    Task<Result<void>> bringUpOne(const ContainerStep &step);
    Task<Result<void>> unpause(std::string id);
    Task<Result<std::string>> makeContainer(std::size_t index);
    Task<Result<void>> confirm(std::size_t index, std::chrono::steady_clock::time_point since);
    Task<std::optional<Error>> crashOf(std::size_t index, ContainerDetails details, unsigned restartLimit);
    static Result<bool> isHealthy(const ContainerDetails &details, std::chrono::milliseconds waited);
    Task<Result<void>> waitForOwner(std::size_t index);
    Task<Result<void>> waitForOthers(std::size_t index);
    Task<Result<void>> waitUntilReady(std::size_t index, std::string id);
    Task<Result<bool>> looksReady(std::size_t index, std::string id, std::chrono::milliseconds waited);
    Task<void> removeOld();
    Task<void> removeOldOf(const FoundItem &gone, std::string resource, bool hasHeir);
    Task<void> takeBack();
    Task<void> takeBackOnce();
    Task<void> removeMade(bool members);
    Task<void> removeMadeOne(std::size_t index);
    Task<void> removeStrays();
    Task<void> restore(bool members, const std::vector<FoundItem> &standing);
    bool isUndone(const std::string &resource, const Result<void> &done);
    void reportNotUndone();
    Error withUndoFailures(const Error &error) const;

    bool mustEnd() const { return !m_failure.message.empty() || m_hooks.isCancelled(); }
    void failOnce(Error error);
    void report(const std::string &resource, const std::string &state, const std::string &text = {});
    std::string resourceOf(std::size_t index) const;

    EngineClient &m_engine;
    const Survey &m_survey;
    DeployHooks m_hooks;
    Signal &m_changed;
    Slots m_slots;
    Error m_failure;
    std::vector<std::string> m_ids; ///< of each wanted container, once it exists
    std::vector<bool> m_isReady;
    std::vector<std::pair<std::size_t, std::chrono::steady_clock::time_point>> m_atTheirWord; ///< and since when
    std::vector<std::size_t> m_urgency; ///< of each: how long the longest chain of those is that wait for it, from 1
    std::vector<std::size_t> m_made;    ///< wanted containers that this deploy created
    std::vector<const FoundItem *> m_renamed, m_stopped; ///< of those that this deploy replaces or removes
    bool m_oldHasStopped = false;
    std::string m_madeNetwork;
    std::vector<std::string> m_madeVolumes;
    std::vector<std::string> m_madeOpeners; ///< of volumes; names, from before each is made until it is gone
    bool m_mayHaveMadeMore = false;         ///< the engine has not said what became of a container
    struct NotUndone {
        std::string resource;
        Error why;
    };
    std::vector<NotUndone> m_notUndone;
    std::vector<const FoundItem *> m_removed; ///< of those that this deploy replaces or removes
};

} // namespace bayplan
