// SPDX-License-Identifier: Apache-2.0
// Writing to a socket that mostly takes everything at once.
#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstddef>
#include <string_view>

namespace bayplan {

/// What the socket takes without waiting; 0 when it takes nothing or is broken, which the asynchronous write of the
/// rest finds out. An asynchronous write alone costs a turn of the loop more.
inline std::size_t writeNow(boost::asio::ip::tcp::socket &socket, std::string_view bytes)
{
    boost::system::error_code error;
    if (!socket.non_blocking())
        socket.non_blocking(true, error);
    const std::size_t written = error ? 0 : socket.write_some(boost::asio::buffer(bytes), error);
    return error ? 0 : written;
}

} // namespace bayplan
