// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/fault_guard.h"

#include "engine/docker/engine_session.h"
#include "engine/docker/fault_journal.h"

#include <array>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

namespace bayplan {

namespace {

constexpr auto guardPatience = std::chrono::minutes(1);

/// Its standard input is all that it shares with this process, and with this process's terminal nothing.
bool spawnGuard(std::string program, int input)
{
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    std::string verb = "guard";
    std::string self = std::to_string(::getpid());
    const std::array<char *, 4> arguments{program.data(), verb.data(), self.data(), nullptr};
    pid_t process = 0;
    const int failed = posix_spawn(&process, program.c_str(), &files, &attributes, arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return failed == 0;
}

void startGuardBeside(const std::filesystem::path &self)
{
    std::error_code failure;
    const auto program = self.parent_path() / "bayplanctl";
    std::array<int, 2> pipe{};
    if (!std::filesystem::is_regular_file(program, failure) || ::pipe2(pipe.data(), O_CLOEXEC) != 0)
        return;
    if (!spawnGuard(program.string(), pipe[0]))
        ::close(pipe[1]);
    ::close(pipe[0]); // the other end stays open as long as this process lives
}

/// What the engine refuses is tried again.
void endAbandonedAt(const EngineUrl &url)
{
    static_cast<void>(withEngine<std::size_t>(url, [](EngineClient &engine) -> Task<Result<std::size_t>> {
        co_return co_await endAbandonedFaults(engine, {});
    }));
}

} // namespace

void startFaultGuard()
{
    static std::once_flag once;
    std::call_once(once, [] {
        std::error_code failure;
        startGuardBeside(std::filesystem::read_symlink("/proc/self/exe", failure));
    });
}

void guardFaults(pid_t guarded)
{
    const std::uint64_t started = startOfProcess(guarded);
    std::array<char, 64> ignored{};
    while (::read(STDIN_FILENO, ignored.data(), ignored.size()) > 0) {
    }
    const auto end = std::chrono::steady_clock::now() + guardPatience;
    // Who is killed has its files closed before it is dead: until then its notes are those of one that lives.
    while (started != 0 && startOfProcess(guarded) == started && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    for (;;) {
        for (const EngineUrl &engine : enginesOfAbandonedFaults())
            endAbandonedAt(engine);
        if (enginesOfAbandonedFaults().empty() || std::chrono::steady_clock::now() >= end)
            return;
        std::this_thread::sleep_for(std::chrono::seconds(1));
    }
}

} // namespace bayplan
