// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/synthetic_call.h"

#include "engine/base/same_math.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace bayplan {
namespace {

/// log1p(x) / x, and expm1(x) / x, without loss near 0.
double log1pOver(double x)
{
    return std::abs(x) > 1e-8 ? same::log1p(x) / x : 1 - x * (0.5 - x * (1.0 / 3.0 - 0.25 * x));
}

double expm1Over(double x)
{
    return std::abs(x) > 1e-8 ? same::expm1(x) / x : 1 + x * 0.5 * (1 + x * (1.0 / 3.0) * (1 + 0.25 * x));
}

} // namespace

ZipfChooser::ZipfChooser(std::uint32_t count, double exponent)
    : m_count(std::max(count, 1U)), m_exponent(std::max(exponent, 0.0))
{
    m_first = integral(1.5) - 1;
    m_last = integral(m_count + 0.5);
    m_shortcut = 2 - integralInverse(integral(2.5) - density(2));
}

std::uint32_t ZipfChooser::choose(Random &random) const
{
    if (m_exponent == 0)
        return static_cast<std::uint32_t>(random.below(m_count));
    for (;;) {
        const double u = m_last + random.uniform() * (m_first - m_last);
        const double x = integralInverse(u);
        const double k = std::clamp(std::floor(x + 0.5), 1.0, static_cast<double>(m_count));
        if (k - x <= m_shortcut || u >= integral(k + 0.5) - density(k))
            return static_cast<std::uint32_t>(k) - 1;
    }
}

double ZipfChooser::integral(double x) const
{
    const double logX = same::log(x);
    return expm1Over((1 - m_exponent) * logX) * logX;
}

double ZipfChooser::integralInverse(double x) const
{
    const double t = std::max(x * (1 - m_exponent), -1.0);
    return same::exp(log1pOver(t) * x);
}

double ZipfChooser::density(double x) const
{
    return same::exp(-m_exponent * same::log(x));
}

SyntheticCaller::SyntheticCaller(const KeySpace &keys, std::uint32_t requestBytes, std::string name, std::uint64_t seed)
    : m_keys(keys), m_requestBytes(requestBytes), m_name(std::move(name)), m_random(seed),
      m_chooser(keys.keys, keys.skew)
{}

RequestBody SyntheticCaller::body(const PeerConfig &peer)
{
    const PeerProtocol protocol = peer.protocol;
    if (protocol == PeerProtocol::Memcache)
        return memcacheBody();
    if (protocol == PeerProtocol::Log)
        return logBody();
    if (protocol == PeerProtocol::Http && peer.byKey)
        return keyBody();
    if (m_plain.empty() || m_plainOf != protocol)
        m_plain = plainBody(protocol, m_requestBytes);
    m_plainOf = protocol;
    return m_plain;
}

RequestBody SyntheticCaller::plainBody(PeerProtocol protocol, std::uint32_t bytes)
{
    switch (protocol) {
    case PeerProtocol::Queue: {
        QueueRequest put;
        put.bodyBytes = bytes;
        return put;
    }
    case PeerProtocol::Election:
        return ElectionRequest{};
    case PeerProtocol::Metrics:
        return MetricsRequest{};
    default:
        break;
    }
    HttpRequest get;
    get.bodyBytes = bytes;
    return get;
}

/// In the query: whoever serves "/" serves this too.
RequestBody SyntheticCaller::keyBody()
{
    HttpRequest get;
    get.target = "/?key=" + std::to_string(m_chooser.choose(m_random));
    get.bodyBytes = m_requestBytes;
    return get;
}

RequestBody SyntheticCaller::memcacheBody()
{
    MemcacheRequest request;
    request.keys.push_back("key:" + std::to_string(m_chooser.choose(m_random)));
    if (m_random.chance(m_keys.writeFraction)) {
        request.command = MemcacheCommand::Set;
        request.arguments = "0 0";
        request.dataBytes = m_keys.valueBytes;
    }
    return request;
}

RequestBody SyntheticCaller::logBody()
{
    LogBatch batch;
    batch.source = m_name;
    batch.lines.emplace_back(m_requestBytes > 0 ? m_requestBytes - 1 : 0, '.');
    batch.bytes = static_cast<std::uint32_t>(batch.lines.front().size()) + 1;
    batch.firstOffset = m_logOffset;
    m_logOffset += batch.bytes;
    batch.nextOffset = m_logOffset;
    return batch;
}

} // namespace bayplan
