// SPDX-License-Identifier: Apache-2.0
// The calling side of the memcache text protocol: one kept connection, pipelined, opened when it is needed.
#pragma once

#include "engine/agent/endpoints.h"
#include "engine/agent/timer.h"
#include "engine/wire/memcache_text.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>

namespace bayplan {

struct MemcachePeerLimits {
    std::size_t inFlight = 10'000; ///< calls waiting or sent; more are answered Overloaded
    std::size_t outputBytes = 64U << 20U;
    Duration connect = std::chrono::seconds(1);
    MemcacheLimits text{250, 1U << 20U, 8U << 20U}; ///< of replies
};

/// A call that is overdue ends the connection, as in twemproxy: what else was asked over it is answered Reset. A reply
/// that does not fit what was asked ends it too, so a server that dies in mid-value never mixes replies.
class MemcachePeer final : public Peer {
public:
    MemcachePeer(const EndpointContext &context, PeerId self, const MemcachePeerLimits &limits = {});
    ~MemcachePeer() override;

    void send(Message message) override;

private:
    struct Job {
        std::uint64_t id = 0;
        MemcacheCommand command = MemcacheCommand::Get;
        std::chrono::steady_clock::time_point deadline;
        bool hasTimeout = false;
    };
    class Connection;
    friend class Connection;

    void lost(CallStatus status);
    void answer(std::uint64_t id, CallStatus status, ReplyBody body = MemcacheReply{});
    void sweep();
    void armSweep();

    boost::asio::io_context &m_io;
    Resolver &m_resolver;
    Inbox &m_inbox;
    PeerId m_self;
    AgentPeer m_address;
    MemcachePeerLimits m_limits;
    Timer m_sweepTimer;
    bool m_sweepArmed = false;
    std::shared_ptr<Connection> m_connection; ///< null: none, not even opening
    std::deque<Job> m_jobs;                   ///< written to m_connection, in that order
};

std::unique_ptr<Peer> makeMemcachePeer(const EndpointContext &context, PeerId self);

} // namespace bayplan
