// SPDX-License-Identifier: Apache-2.0
// One way of a link, and what becomes of the messages on it: in the simulator all that lies between two containers, in
// an agent what is made worse on purpose than the real network is.
#pragma once

#include "engine/base/distribution.h"
#include "engine/base/random.h"
#include "engine/base/time.h"
#include "engine/patterns/messages.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace bayplan {

/// What a link does to a message that crosses it, one way.
struct LinkQuality {
    Distribution latency = Distribution::constant(std::chrono::microseconds(250));
    double loss = 0;           ///< 0 to 1; a lost request or reply is a timeout of the caller
    double bytesPerSecond = 0; ///< 0 is unbounded
    Duration jitter{0};        ///< each message is late by something between 0 and this
    bool operator==(const LinkQuality &) const = default;
};

/// What a bad network may single out, in the order of the choices of "messages" (fault_kinds.cpp). Withdrawals go with
/// requests, log lines with nothing.
enum class MessageKind : std::uint8_t { All, Votes, Heartbeats, Acknowledgements, Transfers, Requests, Answers };

/// What a bad network does to the messages that it hits, on top of the link's own quality.
struct Trouble {
    Distribution delay;
    double loss = 0;
    double duplicate = 0; ///< of one-way messages; the second comes after `holdFor`
    double reorder = 0;   ///< held back for `holdFor`
    Distribution holdFor;
    double bytesPerSecond = 0; ///< 0: the link's own
    MessageKind hits = MessageKind::All;
    bool operator==(const Trouble &) const = default;
};

/// From a caller to its peer, or back.
enum class LaneWay : std::uint8_t { There, Back };

/// Saturates at `never`.
inline Time after(Time time, Duration duration)
{
    return duration >= never - time ? never : time + duration;
}

class Lane {
public:
    /// What goes over it; only kind and size count.
    using Payload = std::variant<const Message *, const RequestBody *, const ReplyBody *>;

    /// Cuts are counted: two of them heal when both have ended.
    void cut() { ++m_cuts; }
    void heal() { --m_cuts; }
    bool isCut() const { return m_cuts > 0; }

    /// The number tells them apart.
    void trouble(std::uint32_t number, const Trouble &trouble);
    void calm(std::uint32_t number);

    /// When a message sent now arrives; nothing when it never does.
    std::optional<Time> arrival(Time now, const LinkQuality &quality, Random &random, Payload payload);

    /// When a second copy of a message that arrives then does, if there is one.
    std::optional<Time> copyArrival(Time arrival, Random &random, Payload payload) const;

private:
    bool isLost(Random &random, Payload payload) const;
    Duration lateness(Random &random, Payload payload) const;

    std::uint32_t m_cuts = 0;
    Time m_idleFrom{}; ///< when the last byte so far has left
    std::vector<std::pair<std::uint32_t, std::shared_ptr<const Trouble>>> m_troubles; ///< shared by copies
};

} // namespace bayplan
