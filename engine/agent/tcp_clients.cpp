// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/tcp_clients.h"

#include "engine/base/units.h"

#include <string>
#include <utility>

namespace bayplan {

std::uint64_t TcpClients::add(Socket socket)
{
    m_sockets.emplace(++m_last, std::move(socket));
    return m_last;
}

HttpRequest TcpClients::requestOf(std::uint64_t number)
{
    HttpRequest request;
    request.method = "CONNECT";
    request.target = std::to_string(number);
    return request;
}

TcpClients::Socket TcpClients::find(const HttpRequest &request) const
{
    const auto number = parseInteger(request.target);
    const auto found = number ? m_sockets.find(static_cast<std::uint64_t>(*number)) : m_sockets.end();
    return found == m_sockets.end() ? nullptr : found->second;
}

} // namespace bayplan
