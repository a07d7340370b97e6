// SPDX-License-Identifier: GPL-3.0-or-later
// A closed loop of clients in one thread, light beside what it measures: every connection keeps so many requests under
// way.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace bayplan {

/// The client's side of one connection.
class Talk {
public:
    Talk() = default;
    Talk(const Talk &) = delete;
    Talk &operator=(const Talk &) = delete;
    virtual ~Talk() = default;

    /// Appends the next request.
    virtual void say(std::string &output) = 0;

    /// Bytes of the first reply in what has come; 0 while it is not whole.
    virtual std::size_t hear(std::string_view input) = 0;
};

struct Load {
    std::uint16_t port = 0;
    std::size_t connections = 1;
    std::size_t pipelined = 1; ///< requests under way on each
    std::function<std::unique_ptr<Talk>()> talk;
    std::chrono::milliseconds warmUp{200};
    std::chrono::milliseconds length{1500};
    std::function<void()> begins; ///< called when the warm-up is over
};

struct LoadResult {
    std::uint64_t requests = 0;
    double perSecond = 0;
    double medianMicroseconds = 0, p99Microseconds = 0; ///< from the writing of a request to its reply
    bool isBroken = true;                               ///< a connection was refused or ended
};

LoadResult runLoad(const Load &load);

} // namespace bayplan
