// SPDX-License-Identifier: GPL-3.0-or-later
// A blocking client that says exactly what it is told, and an io_context on a thread of its own to speak to.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <future>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

class RawClient {
public:
    explicit RawClient(std::uint16_t port, int receiveBufferBytes = 0)
        : m_descriptor(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
#ifdef BAYPLAN_SANITIZED
        const timeval timeout{20, 0}; // what is asked for takes five times as long
#else
        const timeval timeout{5, 0};
#endif
        setsockopt(m_descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
        setsockopt(m_descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
        if (receiveBufferBytes > 0)
            setsockopt(m_descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBufferBytes, sizeof receiveBufferBytes);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_connected = connect(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;
    ~RawClient() { closeNow(); }

    bool isConnected() const { return m_connected; }

    bool say(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const auto sent = send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    /// Until the other side closes, or five seconds of silence.
    std::string hearAll()
    {
        while (more()) {
        }
        return std::exchange(m_heard, {});
    }

    /// What comes next, however much; empty at the end, or after five seconds of silence.
    std::string hearSome()
    {
        more();
        return std::exchange(m_heard, {});
    }

    /// Nothing more will be said; what is answered can still be heard.
    void endSaying() { shutdown(m_descriptor, SHUT_WR); }

    /// Why hearing ended: 0 at an orderly end.
    int error() const { return m_error; }

    /// Everything up to and with `end`; empty when it does not come.
    std::string hearUntil(std::string_view end)
    {
        while (m_heard.find(end) == std::string::npos) {
            if (!more())
                return {};
        }
        const std::size_t size = m_heard.find(end) + end.size();
        std::string text = m_heard.substr(0, size);
        m_heard.erase(0, size);
        return text;
    }

    /// Header and body of one reply with a Content-Length.
    std::string hearReply()
    {
        std::string reply = hearUntil("\r\n\r\n");
        const std::size_t at = reply.find("Content-Length: ");
        const std::size_t size = at == std::string::npos ? 0 : std::stoul(reply.substr(at + 16));
        while (m_heard.size() < size && more()) {
        }
        reply += m_heard.substr(0, size);
        m_heard.erase(0, size);
        return reply;
    }

    void closeNow()
    {
        if (m_descriptor >= 0)
            ::close(std::exchange(m_descriptor, -1));
    }

private:
    bool more()
    {
        std::array<char, 65536> chunk{};
        const auto bytes = recv(m_descriptor, chunk.data(), chunk.size(), 0);
        m_error = bytes < 0 ? errno : 0;
        if (bytes > 0)
            m_heard.append(chunk.data(), static_cast<std::size_t>(bytes));
        return bytes > 0;
    }

    int m_descriptor;
    bool m_connected = false;
    int m_error = 0;
    std::string m_heard;
};

/// Everything on the loop is made and destroyed through on().
class LoopThread {
public:
    LoopThread() : m_guard(io.get_executor()), m_thread([this] { io.run(); }) {}
    LoopThread(const LoopThread &) = delete;
    LoopThread &operator=(const LoopThread &) = delete;
    ~LoopThread()
    {
        m_guard.reset();
        io.stop();
        m_thread.join();
    }

    template <class F>
    auto on(F work)
    {
        std::packaged_task<decltype(work())()> task(std::move(work));
        auto result = task.get_future();
        boost::asio::post(io, [&task] { task(); });
        return result.get();
    }

    boost::asio::io_context io{1};

private:
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> m_guard;
    std::thread m_thread;
};

inline std::string get(const std::string &target, bool close = false)
{
    return "GET " + target + " HTTP/1.1\r\nHost: test\r\n" + (close ? "Connection: close\r\n\r\n" : "\r\n");
}
