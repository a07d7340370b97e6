// SPDX-License-Identifier: GPL-3.0-or-later
// A user's own service over HTTP, as simple as there are any: one request a connection, answered from a thread.
#pragma once

#include "loopback.h"

#include <array>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

class HttpStub {
public:
    /// `reply` is the whole answer to a request, header and body; empty closes the connection without a word.
    explicit HttpStub(std::function<std::string(const std::string &request)> reply)
        : m_reply(std::move(reply)), m_socket(listenOnLoopback())
    {
        m_thread = std::thread([this] { serve(); });
    }
    HttpStub(const HttpStub &) = delete;
    HttpStub &operator=(const HttpStub &) = delete;
    ~HttpStub()
    {
        shutdown(m_socket.descriptor, SHUT_RDWR);
        m_thread.join();
        close(m_socket.descriptor);
    }

    std::uint16_t port() const { return m_socket.port; }

    std::vector<std::string> requests() const
    {
        const std::lock_guard lock(m_mutex);
        return m_requests;
    }

    static std::string ok(const std::string &type, const std::string &body)
    {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) +
               "\r\nConnection: close\r\n\r\n" + body;
    }

private:
    void serve()
    {
        for (int client = 0; (client = accept4(m_socket.descriptor, nullptr, nullptr, SOCK_CLOEXEC)) >= 0;
             close(client)) {
            const std::string request = readRequest(client);
            if (request.empty())
                continue;
            {
                const std::lock_guard lock(m_mutex);
                m_requests.push_back(request);
            }
            const std::string reply = m_reply(request);
            if (!reply.empty())
                send(client, reply.data(), reply.size(), MSG_NOSIGNAL);
        }
    }

    static std::string readRequest(int client)
    {
        std::string text;
        std::array<char, 65536> chunk{};
        for (ssize_t bytes = 0; !isWhole(text); text.append(chunk.data(), static_cast<std::size_t>(bytes))) {
            bytes = recv(client, chunk.data(), chunk.size(), 0);
            if (bytes <= 0)
                return {};
        }
        return text;
    }

    static bool isWhole(const std::string &text)
    {
        const std::size_t end = text.find("\r\n\r\n");
        if (end == std::string::npos)
            return false;
        const std::size_t at = text.find("Content-Length: ");
        return at > end || text.size() >= end + 4 + std::stoul(text.substr(at + 16));
    }

    std::function<std::string(const std::string &)> m_reply;
    Loopback m_socket;
    mutable std::mutex m_mutex;
    std::vector<std::string> m_requests;
    std::thread m_thread;
};
