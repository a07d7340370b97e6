// SPDX-License-Identifier: Apache-2.0
// Volumes with a size: what is written to one takes room from all that is kept there.
#pragma once

#include "engine/plan/plan.h"
#include "simulator/log_files.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

/// Where the path lies for the instance: the mount that goes deepest. Null outside of all volumes.
const MountPlan *mountOf(const InstancePlan &instance, std::string_view path);

/// Counts the bytes of state and of log lines as machines write them, without what a file system adds. Holds nothing
/// of a plan whose volumes have no sizes.
class SizedVolumes {
public:
    static constexpr std::uint64_t unbounded = UINT64_MAX;

    SizedVolumes(const Plan &plan, const LogFiles &logFiles);

    /// Bytes that the instance's state, or the log file with those it was rotated to, may have as things stand.
    std::uint64_t mostOfState(InstanceIndex instance) const { return most(m_states, instance); }
    std::uint64_t mostOfLog(LogFileIndex file) const { return most(m_logs, file); }

    std::uint64_t stateBytes(InstanceIndex instance) const;
    /// Of mostOfState, what a journal leaves free for a state (reserveForState).
    std::uint64_t reserveBytes(InstanceIndex instance) const;
    void setState(InstanceIndex instance, std::uint64_t bytes) { set(m_states, instance, bytes); }
    void setLog(LogFileIndex file, std::uint64_t bytes) { set(m_logs, file, bytes); }

    /// Whether the file has just become one whose lines do not fit, or no longer is; its volume's name then.
    const std::string *becameFull(LogFileIndex file, bool isFull);

private:
    struct Volume {
        std::string name;
        std::uint64_t bytes = 0; ///< that it can hold
        std::uint64_t used = 0;
    };
    struct Held {
        std::uint32_t volume = 0;
        std::uint64_t bytes = 0;
        bool isFull = false; ///< log files
    };
    using Holders = std::map<std::uint32_t, Held>;

    std::uint64_t most(const Holders &holders, std::uint32_t which) const;
    void set(Holders &holders, std::uint32_t which, std::uint64_t bytes);

    std::vector<Volume> m_volumes;
    Holders m_states; ///< by instance
    Holders m_logs;   ///< by file
};

} // namespace bayplan
