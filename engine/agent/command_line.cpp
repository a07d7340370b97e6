// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/command_line.h"

#include "engine/agent/agent_process.h"
#include "engine/agent/probe.h"
#include "engine/base/durable_file.h"
#include "engine/base/units.h"
#include "engine/wire/election_trace.h"

#include <boost/asio/signal_set.hpp>

#include <malloc.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace bayplan {
namespace {

constexpr const char *usage = R"(bayplan-agent: the program inside the containers of a Bayplan deployment

  bayplan-agent               run as told by BAYPLAN_AGENT (JSON), or by the file that BAYPLAN_AGENT_FILE names
  bayplan-agent probe PORT    exit 0 when http://localhost:PORT/readyz answers 200, else 1
  bayplan-agent copy DIR      put a copy of this program into DIR, for containers that share the volume
  bayplan-agent replay FILE   give what is recorded in an elector's trace to a fresh one: exit 0 when it does the same
  bayplan-agent version       print the version
  bayplan-agent --help        print this

Exit status: 0 done, 1 failed, 2 usage, 3 invalid configuration.
)";

constexpr std::uint64_t configLimitBytes = 1U << 20U;
constexpr std::uint64_t traceLimitBytes = 256U << 20U;
constexpr std::uint64_t programLimitBytes = 256U << 20U;

int failWith(int status, const Error &error)
{
    std::fprintf(stderr, "bayplan-agent: %s\n", toText(error).c_str());
    return status;
}

int wrongUsage(const std::string &message)
{
    std::fprintf(stderr, "bayplan-agent: %s\n%s", message.c_str(), usage);
    return 2;
}

Result<AgentConfig> configFromEnvironment()
{
    if (const char *json = std::getenv("BAYPLAN_AGENT"); json && *json)
        return readAgentConfig(json);
    const char *path = std::getenv("BAYPLAN_AGENT_FILE");
    if (!path || !*path)
        return fail(ErrorCode::InvalidInput, "Neither BAYPLAN_AGENT nor BAYPLAN_AGENT_FILE is set.",
                    "A deployment sets it; see bayplan-agent --help.");
    const auto text = readWhole(path, configLimitBytes);
    if (!text)
        return text.error();
    auto config = readAgentConfig(*text);
    if (config)
        return config;
    Error error = config.error();
    error.place.file = path;
    return error;
}

/// A thousand connections need as many descriptors; most containers begin with a soft limit of 1024.
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

/// The allocator learns from large pieces to keep the next in its heap, and there one small piece that stays holds all
/// the freed before it: with bodies of megabytes several times of what is in use.
void keepHeapForSmallPieces()
{
    constexpr int largeBytes = 256 * 1024;
    mallopt(M_MMAP_THRESHOLD, largeBytes);
}

int runAgent()
{
    const auto config = configFromEnvironment();
    if (!config)
        return failWith(3, config.error());
    std::signal(SIGPIPE, SIG_IGN);
    raiseDescriptorLimit();
    keepHeapForSmallPieces();
    boost::asio::io_context io(1);
    boost::asio::signal_set signals(io, SIGTERM, SIGINT);
    AgentProcess process(io, *config, [&io] { io.stop(); });
    // Waited for anew each time: a second signal must not fall through to the default and kill.
    std::function<void()> onSignal = [&] {
        signals.async_wait([&](const auto &error, int) {
            if (error)
                return;
            process.stop();
            onSignal();
        });
    };
    onSignal();
    if (const auto started = process.start(); !started)
        return failWith(1, started.error());
    io.run();
    return 0;
}

int probe(const std::string &portText)
{
    const auto port = parseInteger(portText);
    if (!port || *port < 1 || *port > 65535)
        return wrongUsage("\"" + portText + "\" is no port.");
    return isPortReady(static_cast<std::uint16_t>(*port)) ? 0 : 1;
}

int copyInto(const std::string &folder)
{
    const auto program = readWhole("/proc/self/exe", programLimitBytes);
    if (!program)
        return failWith(1, program.error());
    const std::string target = folder + "/bayplan-agent";
    if (const auto written = writeDurably(target, *program); !written)
        return failWith(1, written.error());
    if (chmod(target.c_str(), 0755) != 0)
        return failWith(1, fail(ErrorCode::Io, "The copy cannot be made executable.", {}, {target, 0, 0, {}}));
    return 0;
}

int replay(const std::string &path)
{
    const auto text = readWhole(path, traceLimitBytes);
    if (!text)
        return failWith(1, text.error());
    auto replayed = replayElectionTrace(*text);
    if (!replayed) {
        Error error = replayed.error();
        error.place.file = path;
        return failWith(3, error);
    }
    if (replayed->differsAt != 0) {
        std::fprintf(stderr, "bayplan-agent: line %llu differs\n  recorded: %s\n  replayed: %s\n",
                     static_cast<unsigned long long>(replayed->differsAt), replayed->recorded.c_str(),
                     replayed->instead.c_str());
        return 1;
    }
    const auto said =
        std::printf("%llu lives, %llu steps, %llu effects: the same byte for byte\n",
                    static_cast<unsigned long long>(replayed->lives), static_cast<unsigned long long>(replayed->steps),
                    static_cast<unsigned long long>(replayed->effects));
    return said < 0 ? 1 : 0;
}

} // namespace

int runAgentProgram(const std::vector<std::string> &arguments)
{
    if (arguments.empty())
        return runAgent();
    const std::string &verb = arguments[0];
    if (arguments.size() == 1 && (verb == "--help" || verb == "-h" || verb == "help"))
        return std::fputs(usage, stdout) < 0 ? 1 : 0;
    if (arguments.size() == 1 && (verb == "version" || verb == "--version"))
        return std::puts("bayplan-agent " BAYPLAN_VERSION) < 0 ? 1 : 0;
    if (arguments.size() == 2 && verb == "probe")
        return probe(arguments[1]);
    if (arguments.size() == 2 && verb == "copy")
        return copyInto(arguments[1]);
    if (arguments.size() == 2 && verb == "replay")
        return replay(arguments[1]);
    return wrongUsage("I do not understand \"" + verb + "\".");
}

} // namespace bayplan
