// SPDX-License-Identifier: GPL-3.0-or-later
// Both ends of HTTP as agents have them, and a server that misbehaves, for the tests of server and client.
#pragma once

#include "engine/agent/http_peer.h"
#include "engine/agent/http_surface.h"
#include "engine/agent/http_text.h"
#include "engine/agent/resolver.h"
#include "tests/free_port.h"

#include "raw_client.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace bayplan {

/// Takes what comes, for a test thread to look at.
class WaitingInbox final : public Inbox {
public:
    void received(PeerId, Message message) override
    {
        const std::lock_guard lock(m_mutex);
        m_answers.push_back(std::get<Answer>(std::move(message)));
        m_changed.notify_all();
    }
    RequestId requested(RequestBody body, Duration remaining, Reply reply) override
    {
        const std::lock_guard lock(m_mutex);
        lastRemaining = remaining;
        requests.emplace(++m_last, std::pair(std::move(*body.edit<HttpRequest>()), std::move(reply)));
        m_changed.notify_all();
        return m_last;
    }
    void cancelled(RequestId request) override
    {
        const std::lock_guard lock(m_mutex);
        gone.push_back(request);
        m_changed.notify_all();
    }
    void event(std::string_view, std::string) override {}

    template <class Condition>
    bool waitFor(Condition condition, std::chrono::milliseconds time = std::chrono::seconds(5))
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, time, condition);
    }

    std::optional<Answer> nextAnswer(std::chrono::milliseconds time = std::chrono::seconds(5))
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait_for(lock, time, [this] { return !m_answers.empty(); }))
            return std::nullopt;
        Answer answer = std::move(m_answers.front());
        m_answers.pop_front();
        return answer;
    }

    std::map<RequestId, std::pair<HttpRequest, Reply>> requests;
    std::vector<RequestId> gone;
    Duration lastRemaining{0};

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Answer> m_answers;
    RequestId m_last = 0;
};

/// A server whose replies the test writes.
struct Server {
    explicit Server(HttpHandler handler, HttpLimits limits = {})
    {
        loop.on([&] {
            server = std::make_unique<HttpServer>(
                loop.io, 0, std::move(handler), limits,
                [this](std::string_view, const std::string &text) { notices += text + '\n'; });
            return server->start().has_value();
        });
    }
    ~Server()
    {
        loop.on([this] { server.reset(); });
    }
    std::uint16_t port() const { return server->port(); }

    LoopThread loop;
    std::string notices; ///< of the server, a line each
    std::unique_ptr<HttpServer> server;
};

inline void echoTarget(const HttpArrival &arrival, const std::shared_ptr<HttpExchange> &exchange)
{
    exchange->reply({200, "text/plain", arrival.request.target + '|' + arrival.request.body, 0});
}

/// A surface or a peer, with what they need.
struct Endpoint {
    Endpoint()
    {
        loop.on([this] { resolver = std::make_unique<Resolver>(loop.io); });
    }
    ~Endpoint()
    {
        loop.on([this] {
            peer.reset();
            surface.reset();
            resolver.reset();
        });
    }

    EndpointContext context() { return {loop.io, *resolver, inbox, agent, nullptr, &replies}; }

    void serve(const HttpMapping &mapping = plainHttpMapping())
    {
        loop.on([&] {
            surface = std::make_unique<HttpSurface>(context(), 0, mapping);
            return surface->start().has_value();
        });
    }

    void callTo(std::uint16_t port, const std::string &host = "localhost",
                const HttpMapping &mapping = plainHttpMapping(), HttpPeerLimits limits = {})
    {
        agent.peers = {{host, port}};
        loop.on([&] { peer = std::make_unique<HttpPeer>(context(), 0, mapping, limits); });
    }

    void call(std::uint64_t id, Duration timeout, HttpRequest request = {})
    {
        loop.on([&] { peer->send(Call{id, timeout, std::move(request)}); });
    }

    LoopThread loop;
    AgentConfig agent;
    WaitingInbox inbox;
    ReplyBudget replies;
    std::unique_ptr<Resolver> resolver;
    std::unique_ptr<HttpSurface> surface;
    std::unique_ptr<HttpPeer> peer;
};

/// One that accepts, hears a request, and does what it is told with the connection.
class OddServer {
public:
    explicit OddServer(std::vector<std::string> replies) : m_replies(std::move(replies))
    {
        m_acceptor.open(boost::asio::ip::tcp::v4());
        m_acceptor.bind({boost::asio::ip::address_v4::loopback(), 0});
        m_acceptor.listen();
        m_thread = std::thread([this] { run(); });
    }
    ~OddServer() { m_thread.join(); }
    std::uint16_t port() { return m_acceptor.local_endpoint().port(); }

    /// What stood in the last request.
    std::string heard()
    {
        const std::lock_guard lock(m_mutex);
        return m_heard;
    }

private:
    void run()
    {
        for (const std::string &reply : m_replies) {
            boost::asio::ip::tcp::socket socket(m_io);
            m_acceptor.accept(socket);
            std::array<char, 4096> chunk{};
            boost::system::error_code ignored;
            const std::size_t bytes = socket.read_some(boost::asio::buffer(chunk), ignored);
            {
                const std::lock_guard lock(m_mutex);
                m_heard.assign(chunk.data(), bytes);
            }
            socket.write_some(boost::asio::buffer(reply), ignored);
        }
    }

    boost::asio::io_context m_io;
    boost::asio::ip::tcp::acceptor m_acceptor{m_io};
    std::vector<std::string> m_replies;
    std::mutex m_mutex;
    std::string m_heard;
    std::thread m_thread;
};

} // namespace bayplan
