// SPDX-License-Identifier: Apache-2.0
// The user's own program as the health of a container (Burns and Oppenheimer 2016, 4.3): its status becomes 200 or 500.
#pragma once

#include "engine/agent/child_process.h"
#include "engine/agent/endpoints.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace bayplan {

/// The peer behind an adapter's last one: one process for each Call, without a shell; more than 16 at once are answered
/// Overloaded. Status 0 in time is 200. Else 500 and why: the last line that the program wrote, of at most 200 bytes,
/// or how it ended when it wrote none. Its process group is killed at the time-out of the call, at a Withdrawal, and
/// when it leaves others behind.
class HealthCommand final : public Peer {
public:
    HealthCommand(boost::asio::io_context &io, Inbox &inbox, PeerId self, std::vector<std::string> command);

    void send(Message message) override;

private:
    void run(const Call &call);
    void ended(std::uint64_t call, const ChildEnd &end);
    void answer(std::uint64_t call, CallStatus status, int httpStatus, std::string text);

    boost::asio::io_context &m_io;
    Inbox &m_inbox;
    PeerId m_self;
    std::vector<std::string> m_command;
    std::map<std::uint64_t, std::unique_ptr<ChildProcess>> m_running; ///< by call
};

/// With the command of the agent's AdapterConfig.
std::unique_ptr<Peer> makeHealthCommand(const EndpointContext &context, PeerId self);

} // namespace bayplan
