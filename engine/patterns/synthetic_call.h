// SPDX-License-Identifier: Apache-2.0
// What load generators and synthetic services ask of their peers.
#pragma once

#include "engine/base/random.h"
#include "engine/patterns/config.h"
#include "engine/patterns/messages.h"

#include <cstdint>
#include <string>

namespace bayplan {

/// Numbers in [0, count) with probability proportional to 1 / (n + 1)^exponent; exponent 0 is uniform. Constant time
/// and memory: rejection-inversion after Hörmann and Derflinger, 1996.
class ZipfChooser {
public:
    ZipfChooser(std::uint32_t count, double exponent);
    std::uint32_t choose(Random &random) const;

private:
    double integral(double x) const;
    double integralInverse(double x) const;
    double density(double x) const;

    std::uint32_t m_count;
    double m_exponent;
    double m_first = 0;
    double m_last = 0;
    double m_shortcut = 0;
};

/// Bodies of calls by protocol: GET / over http and tcp, GET /?key=N where the peer is asked by key, get or set of
/// "key:N", put, holder, one line of log.
class SyntheticCaller {
public:
    SyntheticCaller(const KeySpace &keys, std::uint32_t requestBytes, std::string name, std::uint64_t seed);

    RequestBody body(const PeerConfig &peer);

private:
    static RequestBody plainBody(PeerProtocol protocol, std::uint32_t bytes);
    RequestBody keyBody();
    RequestBody memcacheBody();
    RequestBody logBody();

    KeySpace m_keys;
    std::uint32_t m_requestBytes;
    std::string m_name;
    Random m_random;
    ZipfChooser m_chooser;
    std::uint64_t m_logOffset = 0;
    PeerProtocol m_plainOf = PeerProtocol::Http; ///< of m_plain, once it is there
    RequestBody m_plain;                         ///< all but keys and log lines are alike from call to call
};

} // namespace bayplan
