// SPDX-License-Identifier: Apache-2.0
// The requests that deploying needs, each by its own name, and a limit on how many go at once.
#pragma once

#include "engine/docker/engine_client.h"
#include "engine/docker/found_state.h"

#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace bayplan {

/// Wakes every coroutine that waits for "something has changed"; waiters look for themselves whether it is theirs.
class Signal {
public:
    explicit Signal(const boost::asio::any_io_executor &executor)
        : m_timer(executor, boost::asio::steady_timer::time_point::max())
    {}

    void notify() { m_timer.cancel(); }
    boost::asio::any_io_executor executor() { return m_timer.get_executor(); }

    /// Until the next notify(), at most that long.
    Task<void> wait(std::chrono::milliseconds atMost);

private:
    boost::asio::steady_timer m_timer;
};

/// At most so many at a time. Held for one request only, never while waiting for another slot: it cannot dead-lock.
class Slots {
public:
    Slots(const boost::asio::any_io_executor &executor, std::size_t count) : m_free(count), m_changed(executor) {}

    class Slot {
    public:
        explicit Slot(Slots *slots) : m_slots(slots) {}
        Slot(Slot &&other) noexcept : m_slots(std::exchange(other.m_slots, nullptr)) {}
        Slot &operator=(Slot &&) = delete;
        ~Slot();

    private:
        Slots *m_slots;
    };
    /// The most urgent of those that wait goes first, among equals who came first.
    Task<Slot> take(std::size_t urgency = 0);

private:
    std::size_t m_free;
    std::multiset<std::size_t, std::greater<>> m_waiting; ///< their urgencies
    Signal m_changed;
};

/// Runs them all beside each other and returns when the last has ended.
Task<void> allOf(std::vector<Task<void>> tasks);

/// Waits without holding anything.
Task<void> sleepFor(std::chrono::milliseconds time);

/// How a call failed whose work the engine may have done all the same.
bool isInDoubt(const Error &error);

Task<Result<std::vector<FoundItem>>> listContainers(EngineClient &engine, std::string labelFilter);
Task<Result<std::vector<FoundNetwork>>> listNetworks(EngineClient &engine);
Task<Result<std::vector<FoundVolume>>> listVolumes(EngineClient &engine, std::string labelFilter);
Task<Result<ContainerDetails>> inspectContainer(EngineClient &engine, std::string id);

/// Those of the given images that the engine does not have.
Task<Result<std::set<std::string>>> missingImages(EngineClient &engine, std::set<std::string> images);
Task<Result<bool>> hasImage(EngineClient &engine, std::string image);
Task<Result<void>> loadImage(EngineClient &engine, std::string archive);

/// An engine that copies its images instead of laying them over one another needs a minute for a large one.
Task<Result<std::string>> createContainer(EngineClient &engine, std::string name, std::string body);
/// Unpacks a tar archive into the container's root, running or not.
Task<Result<void>> putFiles(EngineClient &engine, std::string id, std::string archive);
Task<Result<void>> startContainer(EngineClient &engine, std::string id);
/// With the grace time that the container was created with.
Task<Result<void>> stopContainer(EngineClient &engine, std::string id);

/// POST /containers/{id}/VERB: pause, unpause, kill, restart, rename?name=...
Task<Result<void>> actOnContainer(EngineClient &engine, std::string id, std::string verb);

/// With its anonymous volumes, running or not. One that is gone, or going, counts as done.
Task<Result<void>> removeContainer(EngineClient &engine, std::string id);
Task<Result<void>> removeVolume(EngineClient &engine, std::string name);

/// Tries again for 5 s while the engine still counts endpoints of containers that have just gone.
Task<Result<void>> removeNetwork(EngineClient &engine, std::string id);

/// Its standard streams, both ways; Docker's frames come out.
Task<Result<std::unique_ptr<EngineStream>>> attachTo(EngineClient &engine, std::string id);

/// To the deployment's hub; null when none runs.
Task<Result<std::unique_ptr<EngineStream>>> attachToHub(EngineClient &engine, std::string deployment);

/// The last lines that a container wrote, for the words of a failure; empty when there are none.
Task<std::string> lastLines(EngineClient &engine, std::string id, int lines);

} // namespace bayplan
