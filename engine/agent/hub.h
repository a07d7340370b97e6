// SPDX-License-Identifier: Apache-2.0
// The one place of a deployment that knows all agents: it gathers their reports, writes them to standard output, which
// the desktop is attached to, and takes commands from standard input. No port of the host is opened for it.
//
// Out, one JSON value a line: a Telemetry (engine/wire/telemetry.h), or one of
//   {"snapshot": {"instances": N}}                          behind the telemetry that a snapshot command asked for
//   {"pong": {"unixNanoseconds", "agents", "instances", "replaced", "refused"}}
//   {"history": TELEMETRY}                                   {"forwarded": AGENTS, "target"}          {"error": "..."}
// In: {"command": "snapshot"}, {"command": "ping"}, {"command": "history", "since": UNIXNANOSECONDS},
// {"command": "forget", "instance"} for one that is no longer part of the deployment; any other command goes to the
// agents whose instance, or the pod of it, is "target", to all without one.
//
// Whatever is said to it, it stays within 64 MiB: the reports that it keeps, those that wait to be written, the history
// and unfinished lines have a limit of bytes each, and of an event's text 2 KiB are kept.
#pragma once

#include "engine/agent/endpoints.h"
#include "engine/agent/hub_reports.h"
#include "engine/agent/listener.h"
#include "engine/agent/once_a_minute.h"
#include "engine/agent/stdio_lines.h"
#include "engine/agent/timer.h"

#include <boost/asio/ip/tcp.hpp>

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace bayplan {

/// What waits to be written: the newest report of each instance, with the events of those that it replaced. At most
/// 12 MiB of reports; beyond, the largest are given up. Any thread.
class HubOutput {
public:
    /// Descriptor -1 keeps everything, for tests.
    explicit HubOutput(int descriptor);

    void put(const HubReport &report);
    void put(std::string line); ///< at most 10,000 wait; the oldest fall

    /// The oldest line that waits.
    std::optional<std::string> next();

    /// Reports that a newer one took the place of before they were written, or that were given up.
    std::uint64_t replaced() const;

private:
    mutable std::mutex m_mutex;
    HubReports m_reports;
    std::deque<std::string> m_reportOrder;
    std::deque<std::string> m_lines;
    std::uint64_t m_replaced = 0;
    std::unique_ptr<LineWriter> m_writer; ///< last: its thread uses what stands above
};

class Hub final : public Surface {
public:
    Hub(const EndpointContext &context, int input, int output);
    ~Hub() override;

    Result<void> start() override;
    void drain() override;
    bool idle() const override { return m_agents.empty(); }
    void closeIdle() override;

    std::uint16_t port() const { return m_listener.port(); }

    /// As from standard input.
    void command(const std::string &line);

private:
    class Agent;
    friend class Agent;

    struct Remembered {
        std::shared_ptr<const std::string> line;
        std::int64_t unixNanoseconds = 0;
    };

    void admit(boost::asio::ip::tcp::socket socket);
    void sweep();
    bool take(const std::string &line, Agent &agent);
    void remember(const HubReport &report);
    void keepLatest(HubReport report);
    void giveUpLongestLine();
    void answerSnapshot();
    void answerHistory(std::int64_t since);
    void answerPing();
    void forward(const std::string &line, const std::string &target);

    boost::asio::io_context &m_io;
    Inbox &m_inbox;
    Listener m_listener;
    Timer m_sweepTimer;
    int m_input;
    HubOutput m_output;
    HubReports m_latest;
    OnceAMinute m_givenUpTold;
    std::deque<Remembered> m_history;
    std::size_t m_historyBytes = 0;
    std::size_t m_bufferedBytes = 0;
    std::uint64_t m_refused = 0;
    std::unordered_set<std::shared_ptr<Agent>> m_agents;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    std::unique_ptr<LineReader> m_reader;
};

} // namespace bayplan
