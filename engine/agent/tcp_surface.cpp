// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/tcp_surface.h"

#include "engine/agent/http_server.h"

#include <chrono>
#include <string>
#include <utility>

namespace bayplan {
namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto acceptPause = std::chrono::milliseconds(100); ///< after a failure: no descriptors left

} // namespace

TcpSurface::TcpSurface(const EndpointContext &context, std::uint16_t port, std::size_t connectionsMost)
    : m_io(context.io), m_inbox(context.inbox), m_clients(*context.clients), m_acceptor(context.io),
      m_acceptTimer(context.io), m_port(port), m_connectionsMost(connectionsMost)
{}

TcpSurface::~TcpSurface()
{
    for (const std::uint64_t number : m_open)
        m_clients.remove(number);
}

Result<void> TcpSurface::start()
{
    auto acceptor = listenOn(m_io, m_port);
    if (!acceptor)
        return acceptor.error();
    m_acceptor = std::move(*acceptor);
    m_port = m_acceptor.local_endpoint().port();
    accept();
    return {};
}

void TcpSurface::accept()
{
    m_acceptor.async_accept([this](const boost::system::error_code &error, tcp::socket socket) {
        if (error == asio::error::operation_aborted)
            return;
        if (!error) {
            admit(std::move(socket));
            return accept();
        }
        m_acceptTimer.after(acceptPause, [this] {
            if (!m_draining)
                accept();
        });
    });
}

void TcpSurface::admit(tcp::socket socket)
{
    if (m_open.size() >= m_connectionsMost) {
        if (!std::exchange(m_limitReported, true))
            m_inbox.event("connections-limited", std::to_string(m_connectionsMost) + " clients are connected");
        return;
    }
    m_limitReported = false;
    const auto client = std::make_shared<tcp::socket>(std::move(socket));
    const std::uint64_t number = m_clients.add(client);
    m_open.insert(number);
    m_inbox.requested(TcpClients::requestOf(number), Duration::zero(),
                      [this, client, number](CallStatus, const ReplyBody &) {
                          boost::system::error_code ignored;
                          client->close(ignored);
                          m_clients.remove(number);
                          m_open.erase(number);
                      });
}

void TcpSurface::drain()
{
    m_draining = true;
    boost::system::error_code ignored;
    m_acceptor.close(ignored);
    m_acceptTimer.cancel();
}

std::unique_ptr<Surface> makeTcpSurface(const EndpointContext &context)
{
    return std::make_unique<TcpSurface>(context, context.agent.port);
}

} // namespace bayplan
