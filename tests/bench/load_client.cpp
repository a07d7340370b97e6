// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load_client.h"

#include "tests/bench/child_program.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <deque>
#include <vector>

namespace bayplan {
namespace {

using Clock = std::chrono::steady_clock;

class LoadClient {
public:
    explicit LoadClient(const Load &load) : m_load(load), m_epoll(epoll_create1(EPOLL_CLOEXEC)) {}
    ~LoadClient()
    {
        for (const auto &connection : m_connections)
            close(connection->descriptor);
        close(m_epoll);
    }
    LoadClient(const LoadClient &) = delete;
    LoadClient &operator=(const LoadClient &) = delete;

    LoadResult run()
    {
        LoadResult result;
        if (!open())
            return result;
        talkUntil(Clock::now() + m_load.warmUp);
        m_latencies.clear();
        if (m_load.begins)
            m_load.begins();
        const auto begun = Clock::now();
        talkUntil(begun + m_load.length);
        result.requests = m_latencies.size();
        result.perSecond =
            static_cast<double>(result.requests) / std::chrono::duration<double>(Clock::now() - begun).count();
        result.medianMicroseconds = quantile(0.5);
        result.p99Microseconds = quantile(0.99);
        result.isBroken = m_isBroken || result.requests == 0;
        return result;
    }

private:
    struct Connection {
        int descriptor = -1;
        std::unique_ptr<Talk> talk;
        std::string input, output;
        std::deque<Clock::time_point> underWay;
    };

    bool open()
    {
        for (std::size_t i = 0; i < m_load.connections; ++i) {
            auto connection = std::make_unique<Connection>();
            connection->descriptor = connectTo(m_load.port);
            if (connection->descriptor < 0)
                return false;
            fcntl(connection->descriptor, F_SETFL, O_NONBLOCK);
            connection->talk = m_load.talk();
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.ptr = connection.get();
            epoll_ctl(m_epoll, EPOLL_CTL_ADD, connection->descriptor, &event);
            m_connections.push_back(std::move(connection));
            fill(*m_connections.back());
        }
        return true;
    }

    void talkUntil(Clock::time_point end)
    {
        std::array<epoll_event, 64> events{};
        while (!m_isBroken && Clock::now() < end) {
            const int count = epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), 100);
            for (int i = 0; i < count; ++i)
                hear(*static_cast<Connection *>(events[static_cast<std::size_t>(i)].data.ptr));
        }
    }

    void hear(Connection &connection)
    {
        const ssize_t got = recv(connection.descriptor, m_piece.data(), m_piece.size(), 0);
        if (got <= 0) {
            m_isBroken = m_isBroken || got == 0 || errno != EAGAIN;
            return;
        }
        connection.input.append(m_piece.data(), static_cast<std::size_t>(got));
        const auto now = Clock::now();
        std::size_t at = 0;
        while (!connection.underWay.empty()) {
            const std::size_t bytes = connection.talk->hear(std::string_view(connection.input).substr(at));
            if (bytes == 0)
                break;
            at += bytes;
            m_latencies.push_back(std::chrono::duration<float, std::micro>(now - connection.underWay.front()).count());
            connection.underWay.pop_front();
        }
        connection.input.erase(0, at);
        fill(connection);
    }

    /// Requests are small beside a socket's buffer.
    void fill(Connection &connection)
    {
        connection.output.clear();
        const auto now = Clock::now();
        while (connection.underWay.size() < m_load.pipelined) {
            connection.talk->say(connection.output);
            connection.underWay.push_back(now);
        }
        const auto size = static_cast<ssize_t>(connection.output.size());
        if (size > 0 &&
            send(connection.descriptor, connection.output.data(), connection.output.size(), MSG_NOSIGNAL) != size)
            m_isBroken = true;
    }

    double quantile(double fraction)
    {
        if (m_latencies.empty())
            return 0;
        const auto rank = static_cast<std::ptrdiff_t>(fraction * static_cast<double>(m_latencies.size() - 1));
        std::ranges::nth_element(m_latencies, m_latencies.begin() + rank);
        return m_latencies[static_cast<std::size_t>(rank)];
    }

    const Load &m_load;
    int m_epoll;
    std::vector<std::unique_ptr<Connection>> m_connections;
    std::vector<float> m_latencies;
    std::array<char, 256 * 1024> m_piece{};
    bool m_isBroken = false;
};

} // namespace

LoadResult runLoad(const Load &load)
{
    return LoadClient(load).run();
}

} // namespace bayplan
