// SPDX-License-Identifier: Apache-2.0
// What stands between a machine and the world: its disk, the ends of its links, and the ways in. One interface each, so
// that the host never asks which protocol or pattern it carries. All of it lives on the thread of one io_context.
#pragma once

#include "engine/base/result.h"
#include "engine/patterns/machine.h"
#include "engine/wire/agent_config.h"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <memory>
#include <string_view>

namespace bayplan {

class ReplyBudget;
class Resolver;
class TcpClients;

/// The durable state of one machine. Calls return an error with the old state intact.
class DurableStore {
public:
    DurableStore() = default;
    DurableStore(const DurableStore &) = delete;
    DurableStore &operator=(const DurableStore &) = delete;
    virtual ~DurableStore() = default;

    /// An error (corrupt, unreadable) means: refuse to start.
    virtual Result<Started> load() = 0;
    virtual Result<void> persist(std::string_view durable) = 0; ///< replaces state and journal, synced
    virtual Result<void> append(std::string_view record) = 0; ///< one record behind the state; not synced before sync()

    /// All that was appended is on the disk. After an error that is not known: the state is to be loaded anew.
    virtual Result<void> sync() = 0;
};

/// Where peers and surfaces bring what they get. Nothing is stepped inside these calls: the host queues the input and
/// steps from the loop, so an Inbox may be called from anywhere on the loop's thread.
class Inbox {
public:
    /// Called once, with the machine's reply, never from inside requested(); not at all after cancelled().
    using Reply = std::function<void(CallStatus, ReplyBody)>;

    Inbox() = default;
    Inbox(const Inbox &) = delete;
    Inbox &operator=(const Inbox &) = delete;
    virtual ~Inbox() = default;

    virtual void received(PeerId from, Message message) = 0;
    virtual RequestId requested(RequestBody body, Duration remaining, Reply reply) = 0;
    virtual void cancelled(RequestId request) = 0; ///< the caller has gone

    /// Calls `write` once what has come in so far is stepped, so that what many steps say goes out in one piece; from
    /// the loop, and not at all when the host has gone. Without steps: at once.
    virtual void afterSteps(std::function<void()> write) { write(); }

    /// Something that a user wants to know and no machine can see: "connections-limited", "resolve-failed".
    virtual void event(std::string_view kind, std::string text) = 0;
};

/// The far end of a PeerId. A Call is answered through Inbox::received with an Answer of its id, at most once: Refused
/// without a connection, Reset when it breaks, Failed and Overloaded as the other side says. Past Call::timeout it is
/// given up without an answer, for the machine keeps that deadline itself; without a timeout an answer always comes.
/// One-way messages may be lost.
class Peer {
public:
    Peer() = default;
    Peer(const Peer &) = delete;
    Peer &operator=(const Peer &) = delete;
    virtual ~Peer() = default; ///< nothing is brought to the inbox afterwards

    virtual void send(Message message) = 0;
};

/// A way in: the server side of a protocol, or a file that is read. Bounded in connections, bytes and time whatever
/// comes.
class Surface {
public:
    Surface() = default;
    Surface(const Surface &) = delete;
    Surface &operator=(const Surface &) = delete;
    virtual ~Surface() = default; ///< nothing is brought to the inbox afterwards

    virtual Result<void> start() = 0;

    /// Take nobody new; serve those who are connected until idle() and close each connection behind its last reply.
    virtual void drain() = 0;

    /// Drained: no connection is open, every reply is written.
    virtual bool idle() const = 0;

    /// After drain(): close the connections that have no request in flight.
    virtual void closeIdle() = 0;
};

/// What a peer or a surface is made with; the references outlive it.
struct EndpointContext {
    boost::asio::io_context &io;
    Resolver &resolver;
    Inbox &inbox;
    const AgentConfig &agent;
    TcpClients *clients = nullptr;  ///< of a front that carries connections
    ReplyBudget *replies = nullptr; ///< of all peers; null: each reply has a limit, and not all together
};

using MakeSurface = std::unique_ptr<Surface> (*)(const EndpointContext &context);

/// `self` indexes agent.peers and agent.machine.peers; a role's own extra peers come behind those.
using MakePeer = std::unique_ptr<Peer> (*)(const EndpointContext &context, PeerId self);

} // namespace bayplan
