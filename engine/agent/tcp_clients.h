// SPDX-License-Identifier: Apache-2.0
// Connections that have come in, between the surface that took them and the peer that is to carry them on. The machine
// between the two sees a number.
#pragma once

#include "engine/patterns/messages.h"

#include <boost/asio/ip/tcp.hpp>

#include <cstdint>
#include <map>
#include <memory>

namespace bayplan {

class TcpClients {
public:
    using Socket = std::shared_ptr<boost::asio::ip::tcp::socket>;

    std::uint64_t add(Socket socket);
    void remove(std::uint64_t number) { m_sockets.erase(number); }

    /// Its request to the machine, whose method nobody may repeat but before a byte has been carried.
    static HttpRequest requestOf(std::uint64_t number);

    /// Null when it has gone, or the request is none of ours.
    Socket find(const HttpRequest &request) const;

private:
    std::map<std::uint64_t, Socket> m_sockets;
    std::uint64_t m_last = 0;
};

} // namespace bayplan
