// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/tcp_surface.h"

#include <string>
#include <utility>

namespace bayplan {
namespace asio = boost::asio;
using asio::ip::tcp;

TcpSurface::TcpSurface(const EndpointContext &context, std::uint16_t port, std::size_t connectionsMost)
    : m_inbox(context.inbox), m_clients(*context.clients),
      m_listener(context.io, port, [this](tcp::socket socket) { admit(std::move(socket)); }),
      m_connectionsMost(connectionsMost)
{}

TcpSurface::~TcpSurface()
{
    for (const std::uint64_t number : m_open)
        m_clients.remove(number);
}

Result<void> TcpSurface::start()
{
    return m_listener.start();
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
    m_listener.close();
}

std::unique_ptr<Surface> makeTcpSurface(const EndpointContext &context)
{
    return std::make_unique<TcpSurface>(context, context.agent.port);
}

} // namespace bayplan
