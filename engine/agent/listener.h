// SPDX-License-Identifier: Apache-2.0
// A port that is listened on: who comes is handed over, whatever is short for a while.
#pragma once

#include "engine/agent/timer.h"
#include "engine/base/result.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstdint>
#include <functional>

namespace bayplan {

/// On every address of this host (of the container: nothing else can be meant). On the io_context's thread.
class Listener {
public:
    using Admit = std::function<void(boost::asio::ip::tcp::socket socket)>;

    Listener(boost::asio::io_context &io, std::uint16_t port, Admit admit);

    /// Errors: Conflict when the port is taken.
    Result<void> start();

    /// Before start() as it was given; then the one that is listened on, if that was 0.
    std::uint16_t port() const { return m_port; }

    /// Nobody is admitted any more.
    void close();

    /// The same, but for those that stand in the backlog: they have been told "connected", and would be reset.
    void closeBehindBacklog();

private:
    Result<void> open();
    void accept();

    boost::asio::ip::tcp::acceptor m_acceptor;
    Timer m_timer; ///< until there may be descriptors again
    std::uint16_t m_port;
    Admit m_admit;
};

} // namespace bayplan
