// SPDX-License-Identifier: Apache-2.0
// One program run without a shell, watched from the loop.
#pragma once

#include "engine/base/time.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace bayplan {

struct ChildEnd {
    bool timedOut = false;
    int waitStatus = 0;
    std::string tail; ///< the last 4 KiB of what it wrote to standard output and error

    bool isGood() const;

    /// Why it is not good: "The command ended with status 3."
    std::string inWords() const;
};

struct ChildLimits {
    Duration timeout{0};         ///< 0: none
    std::uint64_t fileBytes = 0; ///< that a file it writes may have, or it is ended by SIGXFSZ; 0: any
};

/// In a process group of its own, which is killed at the time-out and when the program leaves others behind. It reads
/// nothing, and has no descriptor of ours.
class ChildProcess {
public:
    using Ended = std::function<void(ChildEnd)>;

    /// Null when it cannot be begun. A program that is not there ends with status 127 and says so. `ended` is called
    /// from the loop, once, and may destroy this.
    static std::unique_ptr<ChildProcess> start(boost::asio::io_context &io, std::vector<std::string> arguments,
                                               std::vector<std::string> environment, ChildLimits limits, Ended ended);

    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;
    ~ChildProcess(); ///< kills what still runs

private:
    using Clock = std::chrono::steady_clock;

    ChildProcess(boost::asio::io_context &io, pid_t process, int pipe, Duration timeout, Ended ended);

    void poll();
    void finish(int waitStatus);
    bool readPipe();

    pid_t m_process; ///< 0 once it has ended
    int m_pipe;      ///< what it writes; non-blocking
    Ended m_ended;
    boost::asio::steady_timer m_timer;
    Clock::time_point m_begun = Clock::now();
    Clock::time_point m_deadline = Clock::time_point::max();
    bool m_timedOut = false;
    std::string m_tail;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

/// Ours without our configuration.
std::vector<std::string> inheritedEnvironment();

} // namespace bayplan
