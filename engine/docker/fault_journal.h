// SPDX-License-Identifier: Apache-2.0
// Faults that only the engine can undo, written down before they are done: a program that is killed in the middle
// leaves a note, and its guard (fault_guard.h), or whoever looks at the deployment next, ends what it began.
#pragma once

#include "engine/base/result.h"
#include "engine/docker/engine_client.h"
#include "engine/docker/found_state.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <sys/types.h>

namespace bayplan {

struct FaultNote {
    std::string engine; ///< EngineInfo::url
    std::string deployment;
    std::string kind; ///< "pause", "partition", "kill", "stop", "limits"
    std::vector<std::string> instances;
    std::map<std::string, ContainerLimits> limits; ///< by instance, as they were
    std::optional<EngineUrl> address;              ///< by what way it was reached, for who has nothing but the note
};

/// A note on the disk, from before the fault until it is undone. Taken away when this goes, unless it was left.
class NotedFault {
public:
    /// Errors: Io, DiskFull; then the fault must not be done.
    static Result<NotedFault> write(const FaultNote &note);

    NotedFault(NotedFault &&other) noexcept : m_path(std::exchange(other.m_path, {})), m_note(std::move(other.m_note))
    {}
    NotedFault &operator=(NotedFault &&) = delete;
    ~NotedFault();

    /// It could not be undone: the note stays, as if this program were dead.
    void leave();

    /// Takes those of its instances out of the note that another fault holds in the same way, and whose program lives:
    /// that one undoes them at its end. Which they were.
    std::set<std::string> leaveToOthers();

private:
    NotedFault(std::string path, FaultNote note) : m_path(std::move(path)), m_note(std::move(note)) {}

    std::string m_path;
    FaultNote m_note;
};

/// Ends what dead programs of this user have begun at this engine, in one deployment, or in all when it is empty, and
/// takes their notes away; how many there were. A note that is damaged, or of a deployment that is gone, is taken away.
Task<std::size_t> endAbandonedFaults(EngineClient &engine, std::string deployment);

/// When a process was started, in the system's own count: a number is used again, this is not. 0: there is none, or it
/// has ended and waits to be asked for its status.
std::uint64_t startOfProcess(pid_t process);

/// Those that are noted in what dead programs of this user have begun; without a way there, as the environment has it.
std::set<EngineUrl> enginesOfAbandonedFaults();

/// By instance, as they were before the faults that go on now.
std::map<std::string, ContainerLimits> limitsBeforeFaults(const std::string &engine, const std::string &deployment);

/// The instances that faults hold now, in the way of that kind: down by "kill" and "stop" alike, "pause", "partition".
std::set<std::string> heldByFaults(const std::string &engine, const std::string &deployment, const std::string &kind);

/// The folder of the notes: bayplan/faults in XDG_STATE_HOME, else in .local/state of the home folder.
std::string faultNotesFolder();

} // namespace bayplan
