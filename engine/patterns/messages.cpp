// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/messages.h"

#include <algorithm>

namespace bayplan {
namespace {

// What the agents' codecs put around a payload, rounded: a simulated link only needs the order of magnitude.
constexpr std::uint32_t httpHeaderBytes = 160;
constexpr std::uint32_t memcacheLineBytes = 12;
constexpr std::uint32_t logHeaderBytes = 64;
constexpr std::uint32_t sampleBytes = 60;
constexpr std::uint32_t electionBytes = 120;
constexpr std::uint32_t nothingBytes = 160; // a refusal, a broken connection

struct PayloadSize {
    template <class Text>
    static std::uint32_t padded(const Text &text, std::uint32_t bytes)
    {
        return std::max(static_cast<std::uint32_t>(text.size()), bytes);
    }

    std::uint32_t operator()(const HttpRequest &r) const { return httpHeaderBytes + padded(r.body, r.bodyBytes); }
    std::uint32_t operator()(const HttpReply &r) const { return httpHeaderBytes + padded(r.body, r.bodyBytes); }
    std::uint32_t operator()(const QueueRequest &r) const { return httpHeaderBytes + padded(r.body, r.bodyBytes); }
    std::uint32_t operator()(const QueueReply &r) const { return httpHeaderBytes + padded(r.body, r.bodyBytes); }
    std::uint32_t operator()(const ElectionRequest &) const { return httpHeaderBytes; }
    std::uint32_t operator()(const ElectionReply &) const { return httpHeaderBytes + electionBytes; }
    std::uint32_t operator()(const MetricsRequest &) const { return httpHeaderBytes; }
    std::uint32_t operator()(const LogBatch &b) const { return logHeaderBytes + b.bytes; }
    std::uint32_t operator()(const LogAck &) const { return logHeaderBytes; }

    std::uint32_t operator()(const MemcacheRequest &r) const
    {
        std::uint32_t bytes =
            memcacheLineBytes + static_cast<std::uint32_t>(r.arguments.size()) + padded(r.data, r.dataBytes);
        for (const std::string &key : r.keys)
            bytes += 1 + static_cast<std::uint32_t>(key.size());
        return bytes;
    }

    std::uint32_t operator()(const MemcacheReply &r) const
    {
        std::uint32_t bytes = 2 + static_cast<std::uint32_t>(r.line.size());
        for (const MemcacheValue &value : r.values)
            bytes += memcacheLineBytes + static_cast<std::uint32_t>(value.key.size() + value.arguments.size()) +
                     padded(value.data, value.dataBytes);
        return bytes;
    }

    std::uint32_t operator()(const MetricsReply &r) const
    {
        return httpHeaderBytes + static_cast<std::uint32_t>(r.samples.size()) * sampleBytes;
    }
};

struct MessageSize {
    std::uint32_t operator()(const Call &call) const { return sizeOf(call.body); }
    std::uint32_t operator()(const Answer &answer) const { return sizeOf(answer.body); }
    std::uint32_t operator()(const LogLines &lines) const { return logHeaderBytes + lines.bytes; }
    std::uint32_t operator()(const Withdrawal &) const { return 0; }
    std::uint32_t operator()(const Readiness &) const { return 0; }

    template <class ElectionMessage>
    std::uint32_t operator()(const ElectionMessage &) const
    {
        return httpHeaderBytes + electionBytes;
    }
};

} // namespace

std::uint32_t sizeOf(const Message &message)
{
    return std::visit(MessageSize{}, message);
}

std::uint32_t sizeOf(const RequestBody &body)
{
    return body.empty() ? nothingBytes : body.visit(PayloadSize{});
}

std::uint32_t sizeOf(const ReplyBody &body)
{
    return body.empty() ? nothingBytes : body.visit(PayloadSize{});
}

} // namespace bayplan
