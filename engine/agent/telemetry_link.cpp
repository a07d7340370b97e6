// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/telemetry_link.h"

#include <boost/asio/write.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

#include <netinet/tcp.h>
#include <sys/socket.h>

namespace bayplan {
namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr std::chrono::milliseconds retryMost{2000};
constexpr auto connectTimeout = std::chrono::seconds(2);
constexpr auto writeTimeout = std::chrono::seconds(5);
constexpr auto unheardTimeout = std::chrono::seconds(5); ///< of what the hub's machine does not confirm
constexpr auto finishTimeout = std::chrono::milliseconds(250);
constexpr std::size_t commandLineBytes = 64 * 1024;

} // namespace

/// One connection, from the look-up of the hub's name to its end.
class TelemetryLink::Session final : public std::enable_shared_from_this<Session> {
public:
    explicit Session(TelemetryLink &link) : m_link(&link), m_socket(link.m_io), m_timer(link.m_io) {}

    void open()
    {
        limit(connectTimeout);
        m_link->m_resolver.resolve(m_link->m_hub.host, [self = shared_from_this()](const auto &address) {
            if (!self->m_link)
                return;
            if (!address)
                return self->end();
            self->m_socket.async_connect({*address, self->m_link->m_hub.port}, [self](const auto &error) {
                if (!self->m_link)
                    return;
                if (error) {
                    self->m_link->m_resolver.forget(self->m_link->m_hub.host);
                    return self->end();
                }
                self->onConnected();
            });
        });
    }

    bool canSend() const { return m_connected && m_output.empty(); }

    void send(std::string line)
    {
        m_output = std::move(line);
        m_output += '\n';
        limit(writeTimeout);
        asio::async_write(m_socket, asio::buffer(m_output),
                          [self = shared_from_this()](const auto &error, std::size_t) {
                              if (!self->m_link)
                                  return;
                              if (error)
                                  return self->end();
                              self->m_timer.cancel();
                              self->m_output.clear();
                              if (const auto done = std::exchange(self->m_link->m_done, nullptr))
                                  done();
                          });
    }

    void abandon()
    {
        m_link = nullptr;
        m_timer.cancel();
        boost::system::error_code ignored;
        m_socket.close(ignored);
    }

private:
    void onConnected()
    {
        m_timer.cancel();
        boost::system::error_code ignored;
        m_socket.set_option(tcp::no_delay(true), ignored);
        // Reports are small: the kernel would take them for minutes, from an address that is no longer ours.
        const auto most = static_cast<unsigned>(std::chrono::milliseconds(unheardTimeout).count());
        ::setsockopt(m_socket.native_handle(), IPPROTO_TCP, TCP_USER_TIMEOUT, &most, sizeof most);
        m_connected = true;
        m_link->m_retryAfter = std::chrono::milliseconds(100);
        read();
        send(m_link->m_sources.report());
    }

    void limit(std::chrono::steady_clock::duration timeout)
    {
        m_timer.expires_after(timeout);
        m_timer.async_wait([self = shared_from_this()](const auto &cancelled) {
            if (!cancelled && self->m_link)
                self->end();
        });
    }

    void read()
    {
        m_socket.async_read_some(asio::buffer(m_chunk),
                                 [self = shared_from_this()](const auto &error, std::size_t bytes) {
                                     if (!self->m_link)
                                         return;
                                     if (error)
                                         return self->end();
                                     self->m_input.append(self->m_chunk.data(), bytes);
                                     self->takeLines();
                                     if (self->m_link)
                                         self->read();
                                 });
    }

    void takeLines()
    {
        std::size_t begin = 0;
        for (std::size_t at = m_input.find('\n'); at != std::string::npos && m_link; at = m_input.find('\n', begin)) {
            takeLine(std::string_view(m_input).substr(begin, at - begin));
            begin = at + 1;
        }
        m_input.erase(0, begin);
        if (m_input.size() > commandLineBytes && m_link)
            end();
    }

    void takeLine(std::string_view line)
    {
        const auto json = nlohmann::json::parse(line, nullptr, false);
        if (!json.is_object())
            return;
        const auto acknowledged = json.find("acknowledged");
        if (acknowledged == json.end())
            m_link->m_sources.command(line);
        else if (acknowledged->is_number_unsigned())
            m_link->m_sources.acknowledged(acknowledged->get<std::uint64_t>());
    }

    void end()
    {
        TelemetryLink &link = *m_link;
        const auto keep = shared_from_this();
        abandon();
        link.lost();
    }

    TelemetryLink *m_link; ///< null once over
    tcp::socket m_socket;
    asio::steady_timer m_timer;
    std::array<char, 4096> m_chunk{};
    std::string m_input;
    std::string m_output;
    bool m_connected = false;
};

TelemetryLink::TelemetryLink(asio::io_context &io, Resolver &resolver, AgentPeer hub, Duration every, Sources sources)
    : m_io(io), m_resolver(resolver), m_hub(std::move(hub)), m_every(every), m_sources(std::move(sources)), m_timer(io),
      m_retryTimer(io)
{}

TelemetryLink::~TelemetryLink()
{
    if (m_session)
        m_session->abandon();
}

void TelemetryLink::start()
{
    if (m_hub.host.empty())
        return;
    connect();
    tick();
}

void TelemetryLink::connect()
{
    m_session = std::make_shared<Session>(*this);
    m_session->open();
}

void TelemetryLink::tick()
{
    m_timer.after(m_every, [this] {
        if (m_session && m_session->canSend() && m_sources.isDue())
            m_session->send(m_sources.report());
        tick();
    });
}

void TelemetryLink::lost()
{
    m_session.reset();
    if (const auto done = std::exchange(m_done, nullptr))
        return done();
    m_retryTimer.after(m_retryAfter, [this] { connect(); });
    m_retryAfter = std::min(m_retryAfter * 2, retryMost);
}

void TelemetryLink::finish(std::function<void()> done)
{
    m_timer.cancel();
    if (!m_session || !m_session->canSend())
        return done();
    m_done = std::move(done);
    m_session->send(m_sources.report());
    m_retryTimer.after(finishTimeout, [this] {
        if (const auto late = std::exchange(m_done, nullptr); late)
            late();
    });
}

} // namespace bayplan
