// SPDX-License-Identifier: Apache-2.0
// What is made worse on purpose about one container, by its own agent: its links, its disk, its clock, its processor
// and its load. The counterpart of what the simulator does to an instance.
#pragma once

#include "engine/agent/boot_clock.h"
#include "engine/base/random.h"
#include "engine/base/skewed_clock.h"
#include "engine/patterns/lane.h"
#include "engine/wire/agent_fault.h"

#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace bayplan {

/// Each fault has a time to live that is kept here: when nobody renews it, it is over. All on the loop's thread.
class Hardship {
public:
    struct Hooks {
        std::function<void()> clockChanged;
        std::function<void(double factor)> loadChanged; ///< over what the configuration says
        std::function<void(std::string_view kind, const std::string &text)> event;
    };

    Hardship(boost::asio::io_context &io, Hooks hooks);

    /// Begins it, makes it last longer, or ends it (time to live 0).
    void take(const AgentFault &fault);

    /// The machine's clock: that of the system as long as nothing is wrong with it.
    Time localNow() const { return m_clock.local(bootNow()); }
    Time bootInstantOf(Time local) const { return m_clock.instantOf(local); }

    bool isDiskFull() const { return m_fullDisks > 0; }
    Duration writeDelay() const { return m_writeDelay; }
    Duration stepDelay() const { return m_stepDelay; }

    /// Gives the message to `deliver`: at once, later, twice, or never, as its lane is.
    using Deliver = std::function<void(PeerId peer, Message &&message)>;
    void carry(PeerId peer, LaneWay way, Message &&message, const Deliver &deliver);

    /// What was on its way is gone, and nothing is delivered any more.
    void close();

private:
    struct Active {
        AgentFault fault;
        std::uint32_t number = 0;
        Time until{};
        Time flapsAt = never;
        bool flows = false; ///< its lanes are hit now
    };
    struct OnItsWay {
        PeerId peer = 0;
        Message message;
        Deliver deliver;
    };
    using Lanes = std::array<Lane, 2>; ///< by LaneWay

    void begin(Active &active);
    void end(Active &active);
    void setFlow(Active &active, bool flows);
    void flap(Active &active, Time now);
    void settle();
    void passTime();
    void deliverDue();

    Hooks m_hooks;
    BootTimer m_timer;         ///< ends and flaps
    BootTimer m_deliveryTimer; ///< of m_onTheirWay
    Random m_random;
    SkewedClock m_clock;
    std::map<std::string, Active> m_active; ///< by AgentFault::id
    std::uint32_t m_begun = 0;
    std::map<PeerId, Lanes> m_lanes; ///< those that were ever hit
    std::multimap<Time, OnItsWay> m_onTheirWay;
    int m_fullDisks = 0;
    Duration m_writeDelay{0}, m_stepDelay{0};
    std::int64_t m_ratePpm = SkewedClock::truePpm;
    double m_loadFactor = 1;
};

} // namespace bayplan
