// SPDX-License-Identifier: Apache-2.0
// A connection of an HttpServer. Included by http_connection.cpp and http_server.cpp only.
#pragma once

#include "engine/agent/http_server.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <array>
#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace bayplan {

class HttpServer::Connection final : public std::enable_shared_from_this<Connection> {
public:
    using Clock = std::chrono::steady_clock;

    /// Lingering: refused in the middle of a request, whose rest is passed over so that the client hears why.
    enum class Phase { Idle, Receiving, Serving, Sending, Streaming, Lingering };

    Connection(HttpServer &server, boost::asio::ip::tcp::socket socket) : m_server(&server), m_socket(std::move(socket))
    {}

    void start();

    Phase phase() const { return m_phase; }
    bool isSpare() const { return m_phase == Phase::Idle || m_phase == Phase::Lingering; }
    Clock::time_point since() const { return m_since; }
    bool isOverdue(Clock::time_point now) const { return now > m_deadline; }
    void endAfterReply() { m_keepAlive = false; }

    std::size_t unread() const { return m_held; }               ///< of a reply
    Clock::time_point lastTaken() const { return m_lastTaken; } ///< a part of it, as far as was noted
    void noteTaken(Clock::time_point now);
    std::chrono::duration<double> timeForRest(Clock::time_point now) const; ///< of a reply, at its pace so far

    void close();
    void send(HttpReply reply);
    void openStream(const std::string &contentType);
    bool write(std::string bytes);

private:
    class Exchange;

    static constexpr std::size_t requestChunkBytes = 8 * 1024;

    void enter(Phase phase, Duration limit)
    {
        m_phase = phase;
        m_since = Clock::now();
        m_deadline = limit > Duration::zero() ? m_since + limit : Clock::time_point::max();
    }

    bool isAsking() const { return m_phase == Phase::Idle || m_phase == Phase::Receiving; }
    void nextRequest();
    void read();
    void onRead(const boost::system::error_code &error, std::size_t bytes);
    void onEnd(const boost::system::error_code &error);
    void countInput();
    void passOverEmptyLines();
    void parse();
    int refusalOfHeader(bool hasTarget);
    void goOn();
    bool reserveBody();
    void reserve(std::uint64_t bytes);
    void serve();
    void refuse(int status);
    void sendRest();
    void onTaken(const boost::system::error_code &error, std::size_t bytes);
    void dropTaken();
    void onSent(const boost::system::error_code &error);
    void linger();
    void hold(std::size_t bytes);
    void writeNext();

    HttpServer *m_server; ///< null once closed
    boost::asio::ip::tcp::socket m_socket;
    std::array<char, requestChunkBytes> m_chunk;
    boost::beast::flat_buffer m_buffer;
    std::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> m_parser;
    HttpArrival m_arrival; ///< once its header is there
    Phase m_phase = Phase::Idle;
    Clock::time_point m_since;
    Clock::time_point m_deadline;
    Clock::time_point m_lastTaken;
    std::string m_output;
    std::deque<std::string> m_stream;
    std::weak_ptr<Exchange> m_exchange;
    std::uint64_t m_bodyReserved = 0;
    std::size_t m_taken = 0;        ///< of m_output, by the kernel
    std::size_t m_leftAtFirst = 0;  ///< of the reply, that the client had not taken when it began
    std::size_t m_leftNoted = 0;    ///< of the reply, that the client has not taken
    std::size_t m_held = 0;         ///< in m_output, of a reply
    std::size_t m_inputCounted = 0; ///< in m_buffer
    bool m_reading = false;
    bool m_writing = false;
    bool m_keepAlive = true;
    bool m_heardAll = false; ///< the client will say no more
    bool m_lingers = false;
    bool m_headOnly = false;
    bool m_headerSeen = false;
    bool m_handling = false;
};

} // namespace bayplan
