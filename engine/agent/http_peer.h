// SPDX-License-Identifier: Apache-2.0
// The calling side of every protocol that HTTP carries: a bounded pool of kept-alive connections to one address.
#pragma once

#include "engine/agent/endpoints.h"
#include "engine/agent/http_mapping.h"
#include "engine/agent/once_a_minute.h"
#include "engine/agent/reply_budget.h"
#include "engine/agent/timer.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace bayplan {

struct HttpPeerLimits {
    std::size_t connections = 1500; ///< fewer than a server takes, more than a service lets wait
    std::size_t waiting = 10'000;   ///< calls without a connection; more are answered Overloaded
    Duration connect = std::chrono::seconds(1);
    Duration idle = std::chrono::seconds(30); ///< shorter than a server's, so that it is us who close
    std::uint32_t headerBytes = 16 * 1024;    ///< of a reply; more is Failed
    std::uint64_t bodyBytes = 8U << 20U;      ///< of a reply; more is Failed
};

/// A reply is read whole before it is told; all that are being read share the ReplyBudget of the process. What is no
/// reply, or coded in a way unknown here, or too large, or a text/event-stream that has not ended when the time of the
/// call is nearly over, is Failed, with a 502 whose body says why; so does an event, at most once a minute.
class HttpPeer final : public Peer {
public:
    HttpPeer(const EndpointContext &context, PeerId self, const HttpMapping &mapping, HttpPeerLimits limits = {});
    ~HttpPeer() override;

    void send(Message message) override;

private:
    struct Job {
        std::uint64_t id = 0;
        HttpRequest request;
        std::chrono::steady_clock::time_point deadline;
        bool hasTimeout = false;
        bool oneWay = false;
        bool retried = false;
    };
    class Connection;
    friend class Connection;

    void accept(Job job);
    void withdraw(std::uint64_t id);
    void dispatch();
    void answer(const Job &job, CallStatus status, ReplyBody body = HttpReply{});
    void sweep();
    void armSweep();

    boost::asio::io_context &m_io;
    Resolver &m_resolver;
    Inbox &m_inbox;
    PeerId m_self;
    AgentPeer m_address;
    std::string m_hostHeader;
    std::string m_sender;
    const HttpMapping &m_mapping;
    HttpPeerLimits m_limits;
    ReplyBudget *m_replies; ///< null: only each for itself
    OnceAMinute m_refusalTold;
    Timer m_sweepTimer;
    bool m_sweepArmed = false;
    bool m_dispatching = false;
    bool m_speaksHttp = false; ///< seen once: from then on only HTTP is an answer
    std::deque<Job> m_waiting;
    std::unordered_set<std::shared_ptr<Connection>> m_connections;
    std::vector<std::shared_ptr<Connection>> m_free; ///< the last used is used next, so that the others may end
};

} // namespace bayplan
