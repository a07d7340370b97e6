// SPDX-License-Identifier: Apache-2.0
// A plan being run by an engine: one interface for the simulator and for deployments.
#pragma once

#include "engine/base/result.h"
#include "engine/plan/message_log.h"
#include "engine/plan/plan.h"
#include "engine/plan/snapshot.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace bayplan {

/// A fault given by hand while the run goes on.
struct Injection {
    std::string kind;   ///< of the catalog's faults: "kill", "pause", "degrade"...; or "resume"
    std::string target; ///< pod ("web", "web-0"), container ("web/app", "web-0/app") or link id (faults of traffic)
    Duration length{0}; ///< 0: until resumed, or as the catalog has it for kinds that nobody resumes
    std::map<std::string, std::string> params{}; ///< by key of the catalog, as on a command line: {"loss", "0.1"};
                                                 ///< of "resume": "fault", the only one that is to end (faultSubject())
};

/// Progress of one resource, for lists that show every one of them.
struct Progress {
    std::string resource; ///< "network", "image bayplan/agent", "web-0/app"
    std::string state;    ///< "waiting", "pulling", "creating", "starting", "ready", "failed", "removing", "removed"
    std::string text;     ///< how far a pull is; the engine's own words on failure
    double fraction = 0;  ///< of the whole run's start or end, 0 to 1
};

/// Where the messages of a run can be had. Any thread; returns at once.
class MessageSource {
public:
    MessageSource() = default;
    MessageSource(const MessageSource &) = delete;
    MessageSource &operator=(const MessageSource &) = delete;
    virtual ~MessageSource() = default;

    /// False for engines that cannot see what passes between containers.
    virtual bool recordsMessages() const { return false; }

    /// Of these and no others the messages are kept from now on, and those before it are put in front as soon as they
    /// can be had. Nothing is chosen at the beginning, and nothing is kept. Also when the run is over.
    virtual void recordMessages(const MessageChoice &choice) { static_cast<void>(choice); }

    /// What is new or has changed of them; `from` is MessageChanges::next of the last time, 0 the first time.
    virtual MessageChanges messages(std::uint64_t from) const
    {
        static_cast<void>(from);
        return {};
    }
};

/// All functions may be called from any thread and return at once; what they bring about shows in snapshot() and
/// events().
class Run : public MessageSource {
public:
    ~Run() override = default; ///< stops and waits; a deployment is left running unless stop() was called before

    virtual const Plan &plan() const = 0;
    virtual std::string engineName() const = 0; ///< "Simulator", "Docker 24.0.7"

    virtual void start() = 0; ///< also resumes from a pause
    virtual void pause() = 0; ///< simulator: holds time; deployments: Unsupported shows in error()
    virtual void step() = 0;  ///< simulator, paused: one event
    virtual void stop() = 0;  ///< simulator: ends; deployments: takes everything down
    /// Of a deployment that is on its way: takes back what it has made. One that is there by now stays, and so does one
    /// that is only looked at.
    virtual void giveUp() { stop(); }

    /// Run time over wall time; 0 is as fast as it goes. Simulator only; deployments stay at 1.
    virtual void setSpeed(double factor) = 0;

    /// Simulator: goes on until that is so, and is paused exactly there, at the event; the event "until" says why. An
    /// empty text forgets it. The language is that of engine/report/run_until.h. Errors: InvalidInput with the column;
    /// Unsupported by engines that cannot pause.
    virtual Result<void> runUntil(const std::string &text);

    /// Simulator, paused: the events up to and with the next that touches one of these.
    virtual void stepOf(std::vector<InstanceIndex> instances)
    {
        static_cast<void>(instances);
        step();
    }

    /// Simulator: is held at that time, without being paused, until it may go on farther; never, as at first: nowhere.
    /// For views that want to show every step of a run that goes as fast as it can.
    virtual void allowUntil(Time limit) { static_cast<void>(limit); }

    /// How often snapshot() is wanted anew, of wall time. Simulator only, which pays for each; 50 ms at first.
    virtual void setSnapshotPeriod(Duration wall) { static_cast<void>(wall); }

    virtual Result<void> inject(const Injection &injection) = 0;

    /// Of these, and no others, the engine's own statistics are wanted from now on (InstanceSnapshot::usage). Each
    /// costs an engine about 2 ms every few seconds: ask for what is looked at. The simulator has none.
    virtual void wantUsage(std::vector<InstanceIndex> instances) { static_cast<void>(instances); }

    /// Of a work queue: its dead letters before the task of that number stand in its state from now on, in place of the
    /// newest; 0: the newest. Nothing else of the run changes; a simulation that is over can be read so, too.
    virtual void showDeadLetters(InstanceIndex queue, std::uint64_t before)
    {
        static_cast<void>(queue);
        static_cast<void>(before);
    }

    /// The newest; never null.
    virtual SnapshotPtr snapshot() const = 0;

    /// Gets a snapshot at each step of the run's own time, so that the history of a fast run has its points too: the
    /// simulator about 600 over its duration, each hundredth of its window among them, at every change of leadership,
    /// of the phase of a container (in runs of up to 200) and at the end; deployments each one that they publish.
    /// Called in the engine's thread; must be short. Set before start(), once.
    void observe(std::function<void(const SnapshotPtr &)> observer) { m_observer = std::move(observer); }

    /// Events from index `from` on; the index of the next is from + size. Kept whole for the life of the run, up to
    /// 100,000; older ones are dropped and the first returned carries kind "dropped".
    virtual std::vector<RunEvent> events(std::uint64_t from) const = 0;

    /// Likewise for the progress of starting and stopping.
    virtual std::vector<Progress> progress(std::uint64_t from) const = 0;

    /// Why the status is Failed; empty message otherwise.
    virtual Error error() const = 0;

protected:
    bool isObserved() const { return static_cast<bool>(m_observer); }

    /// Engines call this, see observe().
    void observed(const SnapshotPtr &snapshot) const
    {
        if (m_observer)
            m_observer(snapshot);
    }

private:
    std::function<void(const SnapshotPtr &)> m_observer;
};

inline Result<void> Run::runUntil(const std::string &)
{
    return fail(ErrorCode::Unsupported, "This engine cannot be paused.");
}

} // namespace bayplan
