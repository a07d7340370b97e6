// SPDX-License-Identifier: Apache-2.0
// The one shape of every pattern: an object that does no input or output. The simulator drives it with virtual time and
// a virtual network, the agent with Boost.Asio inside a container; neither knows which pattern it drives.
#pragma once

#include "engine/base/heap_bytes.h"
#include "engine/base/time.h"
#include "engine/patterns/messages.h"
#include "engine/patterns/state.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace bayplan {

/// Index into the instance's list of peers (plan.h). The machine knows peers by number, the driver by address.
using PeerId = std::uint32_t;

/// The driver's handle of a request that came in; answered exactly once with Effects::reply.
using RequestId = std::uint64_t;

// ---- inputs --------------------------------------------------------------------------------------------------------

/// First input of every life: what the last `persist` wrote, empty on the first start, and what was appended since.
struct Started {
    std::string durable;
    std::vector<std::string> journal;
};

/// The deadline has come. May come late, and may come early after the deadline moved: the machine looks at `now`.
struct Woken {};

/// From a peer: an Answer to a Call of ours, or a one-way message.
struct Received {
    Received() = default;
    template <class AnyMessage>
    Received(PeerId peer, AnyMessage &&what) : from(peer), message(std::forward<AnyMessage>(what))
    {}

    PeerId from = 0;
    Message message;
};

/// Somebody asks. Reply in this step or in any later one.
struct Requested {
    RequestId request = 0;
    RequestBody body;
    Duration remaining{0}; ///< time the caller will still wait; 0 is unknown
};

/// The caller of an unanswered request has gone; a reply would be thrown away.
struct Cancelled {
    RequestId request = 0;
};

/// A persist or append of the last step failed; nothing after it in that step was carried out.
struct PersistFailed {
    std::string reason;
};

/// SIGTERM: finish what is in flight, take nothing new.
struct Stopping {
    Duration grace{0};
};

/// The processor time that an earlier compute() asked for has been given.
struct Computed {
    std::uint64_t token = 0;
};

/// To load generators: from now on they send `factor` times what their configuration says; at or above 0.
struct LoadChanged {
    double factor = 1;
};

using Input =
    std::variant<Started, Woken, Received, Requested, Cancelled, PersistFailed, Stopping, Computed, LoadChanged>;

// ---- effects -------------------------------------------------------------------------------------------------------

struct SendEffect {
    SendEffect() = default;
    template <class AnyMessage>
    SendEffect(PeerId peer, AnyMessage &&what) : to(peer), message(std::forward<AnyMessage>(what))
    {}

    PeerId to = 0;
    Message message;
};
struct ReplyEffect {
    ReplyEffect() = default;
    ReplyEffect(RequestId asked, CallStatus outcome, ReplyBody &&what)
        : request(asked), status(outcome), body(std::move(what))
    {}

    RequestId request = 0;
    CallStatus status = CallStatus::Ok;
    ReplyBody body;
};
/// Replace the durable state by this, synced. Effects behind it in the list wait for it and fall with it.
struct PersistEffect {
    std::string durable;
};
/// Add one record to the journal behind the durable state, synced; a later PersistEffect takes its place and empties
/// the journal. Effects behind it wait for it and fall with it.
struct AppendEffect {
    std::string record;
};
/// A line for the log file of the container (parameter logFile).
struct LogEffect {
    std::string line;
    std::uint32_t bytes = 0; ///< at least line.size() + 1
};
/// Something a user wants to know, one stable line: `kind` is fixed ("elected", "lease-lost", "ejected"), `text` says
/// why. From "starting" until "ready" the driver takes the machine's readiness probe to fail.
struct EventEffect {
    std::string_view kind; ///< a string literal
    std::string text;
};
/// Processor time, answered by Computed with the token once it has been given. Only machines whose configuration says
/// `sharesProcessor` ask for it; several may be open at once, and each uses at most one core.
struct ComputeEffect {
    std::uint64_t token = 0;
    Duration time{0};
};

using Effect =
    std::variant<SendEffect, ReplyEffect, PersistEffect, AppendEffect, LogEffect, EventEffect, ComputeEffect>;

/// What a step wants done, in order. Reused by the driver from step to step. Messages are moved in once: they are
/// large.
class Effects {
public:
    void send(PeerId to, Call &&call) { m_list.emplace_back(std::in_place_type<SendEffect>, to, std::move(call)); }
    void send(PeerId to, Message &&message)
    {
        m_list.emplace_back(std::in_place_type<SendEffect>, to, std::move(message));
    }
    void reply(RequestId request, CallStatus status, ReplyBody &&body)
    {
        m_list.emplace_back(std::in_place_type<ReplyEffect>, request, status, std::move(body));
    }
    void persist(std::string durable) { m_list.emplace_back(PersistEffect{std::move(durable)}); }
    void append(std::string record) { m_list.emplace_back(AppendEffect{std::move(record)}); }
    void log(std::string line, std::uint32_t bytes) { m_list.emplace_back(LogEffect{std::move(line), bytes}); }
    void event(std::string_view kind, std::string text) { m_list.emplace_back(EventEffect{kind, std::move(text)}); }
    void compute(std::uint64_t token, Duration time) { m_list.emplace_back(ComputeEffect{token, time}); }

    std::vector<Effect> &list() { return m_list; }
    void clear() { m_list.clear(); }

private:
    std::vector<Effect> m_list;
};

/// Not thread-safe; `now` never goes back between calls. Given time, randomness (a seed in its configuration) and
/// input, it asks nobody: equal inputs give equal effects.
class Machine {
public:
    Machine() = default;
    Machine &operator=(const Machine &) = delete;
    virtual ~Machine() = default;

    /// Between two steps: a machine that shares nothing with this one and goes on from here as this one would.
    virtual std::unique_ptr<Machine> clone() const = 0;

    /// May take out of the input what it wants to keep.
    virtual void step(Time now, Input &&input, Effects &effects) = 0;

    /// When it wants to be woken next; `never` when only input can move it.
    virtual Time deadline() const = 0;

    /// What views and metrics show of it; cumulative counters since `Started`.
    virtual MachineState state(Time now) const = 0;

    /// False once it has been told to stop and has nothing in flight.
    virtual bool isBusy() const { return false; }

    /// Requests that wait for their turn here or are worked on, for however long that takes. Those that wait for the
    /// answers of others are none of them: those end by time-outs.
    virtual std::vector<RequestId> inHand() const { return {}; }

    /// Roughly what it holds in memory, for who keeps copies of it.
    virtual std::size_t bytes() const = 0;

protected:
    Machine(const Machine &) = default;
};

/// What a machine `Derived` derives from: its copies are what its copy constructor makes, so all members are values.
/// What it holds on the heap and can grow is named in its heapBytes().
template <class Derived, class Base = Machine>
class MachineOf : public Base {
public:
    using Base::Base;

    std::unique_ptr<Machine> clone() const override
    {
        return std::make_unique<Derived>(static_cast<const Derived &>(*this));
    }
    std::size_t bytes() const override
    {
        const auto &derived = static_cast<const Derived &>(*this);
        return sizeof(Derived) + heapBytes(derived);
    }
};

} // namespace bayplan
