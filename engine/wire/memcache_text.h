// SPDX-License-Identifier: Apache-2.0
// The text protocol of memcached 1.6, both sides, fed with bytes as they come: split anywhere, pipelined, bounded.
#pragma once

#include "engine/patterns/messages.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace bayplan {

struct MemcacheLimits {
    std::size_t keyBytes = 250;
    std::size_t lineBytes = 1U << 20U; ///< a get of many keys is one line
    std::uint32_t valueBytes = 1U << 20U;
    std::size_t replyBytes = memcacheReplyLimitBytes; ///< values of one reply with what it takes to keep them
};

/// Bytes that came, read from the front; what was read goes when more comes.
class ByteQueue {
public:
    void add(std::string_view bytes);

    /// The next line without its end ("\r\n" or "\n"), valid until add(); nothing while its end has not come.
    std::optional<std::string_view> line();

    std::string_view rest() const { return std::string_view(m_bytes).substr(m_begin); }
    void skip(std::size_t count) { m_begin += count; }

private:
    std::string m_bytes;
    std::size_t m_begin = 0;
    std::size_t m_searched = 0; ///< no newline in [m_begin, m_searched)
};

/// One thing that a client said.
struct MemcacheArrival {
    enum class Kind {
        Request,
        Quit,  ///< close without a word
        Error, ///< answer `error` as it stands; with `close`, then close: what follows cannot be understood.
               ///< A `request` that has keys is to be served first, in silence
    };
    Kind kind = Kind::Request;
    MemcacheRequest request;
    std::string error; ///< a line without its end
    bool close = false;
};

/// The server's side. A command that is wrong, or whose key or value is too long, becomes one error line; its data
/// block is passed over without being kept, so the next command is understood. What was sent with `noreply` stays
/// unanswered even then. A `set` whose value is too large deletes its key, as in memcached: what stood there before is
/// not to be taken for what was to replace it. Where memcached would take the data block of a refused command for
/// commands, this does not.
class MemcacheRequestReader {
public:
    explicit MemcacheRequestReader(const MemcacheLimits &limits = {}) : m_limits(limits) {}

    void add(std::string_view bytes) { m_bytes.add(bytes); }

    /// Nothing when more bytes are needed.
    std::optional<MemcacheArrival> next();

    /// Bytes kept; at most a line and a value beyond what add() was just given.
    std::size_t kept() const { return m_bytes.rest().size(); }

private:
    std::optional<MemcacheArrival> readLine();
    std::optional<MemcacheArrival> readData();
    bool passOver();
    std::optional<MemcacheArrival> parse(std::string_view line);

    /// Of a command that is not served; nothing when nobody is to hear of it.
    static std::optional<MemcacheArrival> refusalOf(MemcacheRequest request, bool large, std::string_view why);

    MemcacheLimits m_limits;
    ByteQueue m_bytes;
    std::uint64_t m_passOver = 0;             ///< bytes of a refused command's data still to come
    bool m_passOverLine = false;              ///< and the line behind them
    std::optional<MemcacheRequest> m_storing; ///< its data block is next, dataBytes long
    bool m_ended = false;
};

/// The client's side: replies come in the order in which their commands were announced. One that is too large is passed
/// over and becomes memcacheReplyTooLarge; one that goes on for many times as long breaks the connection.
class MemcacheReplyReader {
public:
    explicit MemcacheReplyReader(const MemcacheLimits &limits = {}) : m_limits(limits) {}

    void expect(MemcacheCommand command) { m_expected.push_back(command); }
    std::size_t expected() const { return m_expected.size(); }

    void add(std::string_view bytes) { m_bytes.add(bytes); }

    /// Nothing when more bytes are needed, or when broken.
    std::optional<MemcacheReply> next();

    /// What came is no reply to what was asked; the connection is of no more use.
    bool isBroken() const { return m_broken; }

private:
    std::optional<MemcacheReply> takeLine(std::string_view line);
    bool beginValue(std::string_view line);
    bool readValue();

    MemcacheLimits m_limits;
    ByteQueue m_bytes;
    std::deque<MemcacheCommand> m_expected;
    MemcacheReply m_reply;
    std::size_t m_replyBytes = 0; ///< of all its values, kept or not
    bool m_valueOpen = false;     ///< the data of m_reply.values.back() is next
    bool m_broken = false;
};

/// As sent; data that is shorter than dataBytes (synthetic values) is filled up.
void appendMemcacheRequest(std::string &text, const MemcacheRequest &request);
void appendMemcacheReply(std::string &text, const MemcacheReply &reply);

/// Whether a reply line reports an error of the server's own ("SERVER_ERROR ...").
CallStatus outcomeOfMemcacheReply(const MemcacheReply &reply);

} // namespace bayplan
