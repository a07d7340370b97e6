// SPDX-License-Identifier: Apache-2.0
// A program run in a container by hand, with a terminal: what it says comes out, what is typed goes in.
#pragma once

#include "engine/base/result.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace bayplan {

struct ExecWhat {
    std::string engineUrl;
    std::string deployment;
    std::string instance;             ///< "web-0/app"
    std::vector<std::string> command; ///< empty: bash, else sh
    int columns = 100, rows = 30;
};

/// Called in the session's thread; never after the session has gone.
struct ExecHooks {
    std::function<void(const std::string &bytes)> output;
    /// Once, last: the exit code. Errors: NotFound (no such container, or the image has no such program), Refused (the
    /// container does not run), the engine's.
    std::function<void(const Result<int> &exitCode)> ended;
};

/// All functions return at once.
class ExecSession {
public:
    ExecSession() = default;
    /// What runs in it is interrupted and gets the end of its input; waits for nothing.
    virtual ~ExecSession() = default;
    ExecSession(const ExecSession &) = delete;
    ExecSession &operator=(const ExecSession &) = delete;

    /// As typed: "\n" ends a line, "\x03" interrupts what runs, "\x04" ends the input. Kept until the program runs.
    virtual void write(std::string bytes) = 0;
    virtual void resize(int columns, int rows) = 0;
};

/// The engine is spoken to in a thread of the session's own.
std::unique_ptr<ExecSession> startExec(ExecWhat what, ExecHooks hooks);

/// The name of an instance's container in the engine, for other programs ("docker exec"). Errors: NotFound.
Result<std::string> containerNameOf(const std::string &engineUrl, const std::string &deployment,
                                    const std::string &instance);

} // namespace bayplan
