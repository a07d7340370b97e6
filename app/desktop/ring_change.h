// SPDX-License-Identifier: GPL-3.0-or-later
// The ring of a memcache ambassador as its plan has it, and how many keys find another server when it changes.
#pragma once

#include "engine/patterns/ring.h"
#include "engine/plan/plan.h"

#include <cstdint>
#include <string>
#include <vector>

namespace bayplan {

struct RingSpec {
    KeyHash hash = KeyHash::Fnv1a_64;
    KeyDistribution distribution = KeyDistribution::Ketama;
    std::vector<std::string> servers; ///< for people: the peers' names
    std::vector<RingMember> members;  ///< what the ring is made of; as many
    std::vector<bool> live;           ///< false: ejected

    bool operator==(const RingSpec &other) const;
};

/// All servers live. Of an instance that is an ambassador.
RingSpec ringSpecOf(const InstancePlan &ambassador);

Ring ringOf(const RingSpec &spec);

RingSpec withoutServer(RingSpec spec, std::size_t server);
/// One more of weight 1, named after the others.
RingSpec withOneMore(RingSpec spec);

struct RingChange {
    double moved = 0; ///< fraction of the keys that have another server
    double least = 0; ///< fraction that has to move, whatever ring: what the servers' shares differ by
    std::vector<std::pair<std::string, double>> gains; ///< who gets them, as fractions of all keys; the most first
    std::uint32_t keys = 0;                            ///< tried
};

/// Of the keys "key:0"... as synthetic callers ask for them. Servers are the same by what the ring calls them. Takes
/// tens of milliseconds.
RingChange compareRings(const RingSpec &before, const RingSpec &after, std::uint32_t keys = 100'000);

} // namespace bayplan
